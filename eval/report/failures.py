"""The questions that failed, with what came back and what was missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.contract import plain_text
from eval.questions import Question
from eval.report.summary import SystemSummary

HIDDEN = "(held back: shown with --show-held only, so that nobody builds for it)"
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed question as a person reads it."""

    id: str
    system: str
    kind: str
    question: str
    answer: str
    sources: tuple[str, ...]
    problems: tuple[str, ...]


def failures(systems: Sequence[SystemSummary], questions: Mapping[str, Question], show_held: bool) -> tuple[Failure, ...]:
    """Given systems' figures and the questions by id, return what failed; of held questions no words unless asked for.

    Only the first system's: the peers' failures are their makers' business.
    """
    return tuple(_failure(system, row.id, questions, show_held, row.detail) for system in systems[:1] for row in system.failed)


def _failure(system: SystemSummary, row_id: str, questions: Mapping[str, Question], show_held: bool, detail: Mapping[str, Any]) -> Failure:
    question = questions.get(row_id)
    name, kind = system.system.title, question.kind.value if question else "unknown"
    if question is None or (question.held and not show_held):
        words = HIDDEN if question else "(no longer among the questions)"
        return Failure(row_id, name, kind, words, "", (), (f"missing: {len(detail.get('missing', ()))} facts",))
    answer = detail.get("answer") or {}
    return Failure(
        row_id,
        name,
        kind,
        question.question,
        plain_text(str(answer.get("answer", "")))[:LONGEST],
        tuple(_sources(answer, detail)),
        tuple(_problems(question, answer, detail)),
    )


def _sources(answer: Mapping[str, Any], detail: Mapping[str, Any]) -> list[str]:
    """Given an answer's citations, or the passages found, return a line for each: document, page, words."""
    cited = [(item.get("document_id"), item.get("page"), item.get("quote")) for item in answer.get("citations", ())]
    found = [(item.get("document_id"), item.get("page"), item.get("text")) for item in detail.get("passages", ())]
    return [f"{document}, page {page}: {' '.join(str(words).split())[:200]}" for document, page, words in cited or found]


def _problems(question: Question, answer: Mapping[str, Any], detail: Mapping[str, Any]) -> list[str]:
    """Given a failed question, return what was wrong, a phrase each."""
    problems = [f"missing: {fact}" for fact in detail.get("missing", ())]
    problems += [f"wrong: {words}" for words in detail.get("wrong", ())]
    problems += [f"quote: {words}" for words in detail.get("not_verbatim", ())]
    problems += [f"evidence: {item.document}, page {item.page}" for item in question.evidence]
    if "error" in detail:
        problems.append(f"no answer: {detail['error']}")
    if answer and answer.get("status") not in detail.get("expected", ()):
        problems.append(f"ended as {answer.get('status')}, not {' or '.join(detail.get('expected', ()))}")
    return problems
