"""Runs a retriever over questions and measures what it finds. Only questions with evidence count: the others have nothing to find."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from eval.measures.passages import (
    CUTS,
    Alternatives,
    GoldItem,
    RankedPassage,
    cut,
    evidence_found,
    facts_in_passages,
    ndcg_at,
    recall_at,
    reciprocal_rank,
)
from eval.questions import Question, Turn, gold_text
from eval.rows import Row

RANKS = (1, 5, 10)
WANTED = 20  # passages a retriever is asked for: enough to fill the longest cut with short ones


class Retriever(Protocol):
    """Anything that finds passages."""

    def passages(self, question: str, history: Sequence[Turn]) -> Sequence[RankedPassage]:
        """Given a question and the turns before it, return passages, best first: at least 4,000 characters of them where there are."""
        ...


def evaluate_retrieval(retriever: Retriever, questions: Sequence[Question], folder: Path) -> Iterator[Row]:
    """Given a retriever and questions over the documents of a folder, yield a row for each question that has evidence, in order.

    A row's `seconds` is the time of the retriever's call alone.
    """
    for question in questions:
        if not question.alternatives:
            continue
        started = time.perf_counter()
        found = retriever.passages(question.question, question.history)
        seconds = time.perf_counter() - started
        yield Row.of(question, retrieval_measures(found, question, gold_of(question, folder)), seconds, _detail(found, question))


def gold_of(question: Question, folder: Path) -> Alternatives:
    """Given a question and the folder of the documents, return its evidence as words, alternative by alternative."""
    return [[GoldItem(item.document, item.page, gold_text(item, folder)) for item in alternative] for alternative in question.alternatives]


def retrieval_measures(found: Sequence[RankedPassage], question: Question, gold: Alternatives) -> dict[str, float | None]:
    """Given ranked passages, the question and its gold words, return every retrieval measure by name."""
    by_cut: dict[str, float | None] = {}
    for limit in CUTS:
        by_cut[f"evidence_{limit}"] = evidence_found(found, gold, limit)
        by_cut[f"facts_{limit}"] = facts_in_passages(found, question.facts, limit)
    by_rank: dict[str, float | None] = {f"recall_{k}": recall_at(found, gold, k) for k in RANKS}
    return {**by_cut, **by_rank, "mrr": reciprocal_rank(found, gold), "ndcg_10": ndcg_at(found, gold, 10)}


def _detail(found: Sequence[RankedPassage], question: Question) -> dict[str, object]:
    """Given what was found, return what a person needs to see why a question failed."""
    kept = cut(found, max(CUTS))
    text = "\n".join(passage.text for passage in kept)
    return {
        "passages": [asdict(passage) for passage in kept],
        "missing": [fact.any[0] for fact in question.facts if not fact.computed and not fact.found_in(text)],
    }
