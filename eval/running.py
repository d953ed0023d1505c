"""One run: each system, question by question, written down as it goes; what is finished stays, and is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from eval.questions import Question, QuestionSet
from eval.rows import Head, Row, RunFolder, System, questions_digest

Evaluate = Callable[[Sequence[Question]], Iterator[Row]]
Progress = Callable[[str, int, int], None]
Timing = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A system to be evaluated: its name in file names, and what makes it ready (an index to build, a model to load).

    `prepare` returns the system, with what its index cost, and the function that asks it questions; it is not called where nothing is
    left to ask.
    """

    name: str
    prepare: Callable[[], tuple[System, Evaluate]]


def new_head(what: str, questions: QuestionSet) -> Head:
    """Given what is measured and the questions, return the head of a run that begins now."""
    ids = tuple(question.id for question in questions.questions)
    return Head(what, questions.name.value, questions_digest(questions), ids, datetime.now(UTC).isoformat(timespec="seconds"))


def run_candidates(
    run: RunFolder, questions: QuestionSet, candidates: Sequence[Candidate], progress: Progress, embed: Timing | None = None
) -> None:
    """Given a run that was started, ask each candidate the questions it has no row of yet, and note each system in the head.

    `progress` is called with the candidate's name, how many questions are done and how many there are. `embed` embeds a question and
    returns the seconds it took: it is called after each question, so that both times are from the same moment of a busy machine. Errors
    of a system end the run with everything before them kept.
    """
    texts = {question.id: question.question for question in questions.questions}
    wanted = askable(questions, run.head().what)
    for candidate in candidates:
        done = {row.id for row in run.rows(candidate.name)}
        left = [question for question in wanted if question.id not in done]
        progress(candidate.name, len(wanted) - len(left), len(wanted))
        if not left:
            continue
        system, evaluate = candidate.prepare()
        _note_system(run, system)
        for number, row in enumerate(evaluate(left), len(wanted) - len(left) + 1):
            run.add(candidate.name, replace(row, embed_seconds=embed(texts[row.id])) if embed else row)
            progress(candidate.name, number, len(wanted))


def askable(questions: QuestionSet, what: str) -> list[Question]:
    """Given a set and what is measured, return the questions that this asks: for retrieval those that have evidence."""
    return [question for question in questions.questions if what == "answers" or question.alternatives]


def _note_system(run: RunFolder, system: System) -> None:
    head = run.head()
    others = [known for known in head.systems if known.name != system.name]
    position = next((place for place, known in enumerate(head.systems) if known.name == system.name), len(others))
    run.write_head(replace(head, systems=(*others[:position], system, *others[position:])))
