"""Asks a system the questions and measures its answers."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.conversation import Audience
from eval.contract import Answer, read_answer
from eval.errors import QuestionError
from eval.measures.answers import all_facts_found, answer_words, facts_found, reading_age, wrong_statements
from eval.measures.citations import citation_precision, evidence_covered, pages_right
from eval.measures.passages import Alternatives
from eval.measures.refusals import false_refusal, refusal_right, signposting_right, status_right
from eval.pages import pages_in
from eval.questions import ANSWERED, Question, Turn
from eval.retrieval import gold_of
from eval.rows import Row
from eval.verbatim import Verbatim, check_quotes
from ingest.errors import BadInput

if TYPE_CHECKING:
    from eval.judge import Judge


class Answerer(Protocol):
    """Anything that answers: in this process, or a server."""

    def ask(self, question: str, history: Sequence[Turn], audience: Audience) -> Mapping[str, Any]:
        """Given a question, the turns before it and who asks, return the contract's JSON.

        Raises SystemUnavailable where there is no answering at all, BadInput where this one question is refused as input.
        """
        ...


def evaluate_answers(answerer: Answerer, questions: Sequence[Question], folder: Path, judge: Judge | None = None) -> Iterator[Row]:
    """Given an answerer and questions over the documents of a folder, yield a row a question, in order; `judge` adds its opinion.

    A question that is refused as bad input counts as a failed one, with the message in its row. SystemUnavailable ends the run: what was
    yielded before stands.
    """
    for question in questions:
        started = time.perf_counter()
        try:
            value = answerer.ask(question.question, question.history, question.audience)
        except BadInput as error:
            detail = {"error": str(error), "missing": _named(question)}
            yield Row.of(question, failed_measures(question), time.perf_counter() - started, detail)
            continue
        seconds = time.perf_counter() - started
        answer = read_answer(value)
        quotes = check_quotes(answer.citations, pages_in(folder))
        measures = answer_measures(question, answer, gold_of(question, folder), quotes)
        if judge is not None:
            measures |= judge.measures(question, answer)
        yield Row.of(question, measures, seconds, _detail(question, answer, value, quotes))


def answer_measures(question: Question, answer: Answer, gold: Alternatives, quotes: Sequence[Verbatim]) -> dict[str, float | None]:
    """Given a question, its answer, its gold words and what became of the answer's quotes, return every measure by name.

    None where a measure does not apply: facts of a question that has none, the reading age of an officer's answer.
    """
    text = answer.plain
    asked = question.answerable
    given = answer.status in ANSWERED
    share = facts_found(text, question.facts)
    wrong = float(bool(wrong_statements(text, question.must_not_say)))
    return {
        "facts": share if asked else None,
        "all_facts": float(all_facts_found(text, question.facts)) if asked else None,
        "wrong": wrong,
        "evidence_covered": evidence_covered(answer, gold) if asked else None,
        "pages_right": pages_right(answer, gold) if asked else None,
        "citation_precision": citation_precision(answer),
        "verbatim": _share([quote.both for quote in quotes]),
        "verbatim_pdfium": _share([quote.pdfium for quote in quotes]),
        "cited": float(bool(answer.citations)) if given else None,
        "refusal_right": _number(refusal_right(question, answer)),
        "false_refusal": _number(false_refusal(question, answer)),
        "status_right": float(status_right(question, answer)),
        "signposting_right": _number(signposting_right(question, answer)),
        "characters": float(len(text)) if given else None,
        "words": float(answer_words(text)) if given else None,
        "reading_age": reading_age(text) if question.audience is Audience.RESIDENT else None,
        "given": float(given),
        "confidence": answer.confidence,
        "loss": max(wrong, 1 - share) if asked else 1.0,
    }


def failed_measures(question: Question) -> dict[str, float | None]:
    """Given a question that brought no answer at all, return its measures: nothing found, nothing right."""
    asked = question.answerable
    missed = 0.0 if asked else None
    return {
        **dict.fromkeys(("facts", "all_facts", "evidence_covered", "pages_right"), missed),
        "wrong": 0.0,
        "refusal_right": None if asked else 0.0,
        "false_refusal": 1.0 if asked else None,
        "status_right": 0.0,
    }


def check_indexed(questions: Sequence[Question], indexed: Sequence[str]) -> None:
    """Given questions and the ids of the documents that a system has, raise QuestionError for evidence in one that it has not."""
    known = set(indexed)
    problems = [
        f"{question.where}: question {question.id}: its evidence is in “{document}”, which is not indexed; ingest it first."
        for question in questions
        for document in question.documents
        if document not in known
    ]
    if problems:
        raise QuestionError(problems)


def _detail(question: Question, answer: Answer, value: Mapping[str, Any], quotes: Sequence[Verbatim]) -> dict[str, Any]:
    """Given an answer, return what a person needs to see why a question failed."""
    return {
        "answer": dict(value),
        "missing": [fact.any[0] for fact in question.facts if not fact.found_in(answer.plain)],
        "wrong": list(wrong_statements(answer.plain, question.must_not_say)),
        "not_verbatim": [quote.problem for quote in quotes if not quote.both],
        "expected": [status.value for status in question.status],
    }


def _named(question: Question) -> list[str]:
    return [fact.any[0] for fact in question.facts]


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def _number(flag: bool | None) -> float | None:
    return None if flag is None else float(flag)
