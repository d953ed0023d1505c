"""Which questions of a set a run asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from eval.errors import RunError
from eval.questions import Question, QuestionSet


def chosen(questions: QuestionSet, kinds: Sequence[str] = (), documents: Sequence[str] = (), ids: Sequence[str] = ()) -> QuestionSet:
    """Given a set, return its questions of these kinds, with evidence in these documents, with these ids; an empty choice takes all.

    Raises RunError, naming what there is, for a value that no question has, and where no question is left.
    """
    every = questions.questions
    _known("kind", kinds, {question.kind.value for question in every})
    _known("document", documents, {document for question in every for document in question.documents})
    _known("question", ids, {question.id for question in every})
    left = tuple(question for question in every if _fits(question, kinds, documents, ids))
    if not left:
        raise RunError("No question fits all of --kind, --document and --only; leave one of them out.")
    return replace(questions, questions=left)


def _fits(question: Question, kinds: Sequence[str], documents: Sequence[str], ids: Sequence[str]) -> bool:
    return (
        (not kinds or question.kind.value in kinds)
        and (not documents or bool(set(documents) & set(question.documents)))
        and (not ids or question.id in ids)
    )


def _known(what: str, wanted: Iterable[str], known: set[str]) -> None:
    for value in wanted:
        if value not in known:
            some = ", ".join(sorted(known)[:30])
            raise RunError(f"No question has the {what} “{value}”; there are {some}{' …' if len(known) > 30 else ''}.")
