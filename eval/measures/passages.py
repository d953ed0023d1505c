"""Is what must be known in the passages that were found, and how far up?

The rules all of these share:

- A passage *holds* an item of evidence when it is of the same document and holds at least 80 % of the three-word shingles of
  the gold words. Pieces of it in two passages do not add up: a reader needs it in one.
- A question with several items of evidence scores the share of them that was found: two places needed and one found is 0.5.
- Where the same fact stands in several places, each alternative list is scored as a whole and the best one counts.
- Passages are *cut* in rank order at a number of characters, the last one shortened to what still fits, so that large passages have no
  free ride.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.questions import Fact
from eval.words import share_held

HELD = 0.8
CUTS = (1500, 4000)


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage as a retriever gives it, best first: its document, its first physical page (None: no pages), its words."""

    document_id: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One item of evidence: its document, its physical page, the gold words."""

    document_id: str
    page: int
    text: str


Items = Sequence[GoldItem]
Alternatives = Sequence[Items]


def cut(passages: Sequence[RankedPassage], limit: int) -> tuple[RankedPassage, ...]:
    """Given passages in rank order, return the first `limit` characters of them, the last one shortened."""
    kept: list[RankedPassage] = []
    left = limit
    for passage in passages:
        if left <= 0:
            break
        kept.append(RankedPassage(passage.document_id, passage.page, passage.text[:left]))
        left -= len(passage.text)
    return tuple(kept)


def holds(passage: RankedPassage, item: GoldItem) -> bool:
    """Given a passage and an item, say whether the passage holds it (same document, 80 % of the shingles)."""
    return passage.document_id == item.document_id and share_held(passage.text, item.text) >= HELD


def evidence_found(passages: Sequence[RankedPassage], alternatives: Alternatives, limit: int) -> float:
    """Given ranked passages, return the share of the items of evidence held within `limit` characters, for the best alternative."""
    kept = cut(passages, limit)
    return max((_share(first_ranks(kept, items)) for items in alternatives), default=0.0)


def facts_found(text: str, facts: Sequence[Fact]) -> float:
    """Given a text, return the share of the facts of which a wording stands in it; 0 where there are no facts."""
    return sum(fact.found_in(text) for fact in facts) / len(facts) if facts else 0.0


def facts_in_passages(passages: Sequence[RankedPassage], facts: Sequence[Fact], limit: int) -> float | None:
    """Given ranked passages, return the share of the facts that stand within `limit` characters of them.

    Computed facts (how many items a list has) stand nowhere and are left out; None where no other is left.
    """
    printed = [fact for fact in facts if not fact.computed]
    return facts_found("\n".join(passage.text for passage in cut(passages, limit)), printed) if printed else None


def first_ranks(passages: Sequence[RankedPassage], items: Items) -> tuple[int | None, ...]:
    """Given ranked passages, return for each item the rank (from 1) of the first passage that holds it, None where none does."""
    return tuple(next((rank for rank, passage in enumerate(passages, 1) if holds(passage, item)), None) for item in items)


def recall_at(passages: Sequence[RankedPassage], alternatives: Alternatives, k: int) -> float:
    """Given ranked passages, return the share of the items held by one of the first `k`, for the best alternative."""
    return max((_share(first_ranks(passages[:k], items)) for items in alternatives), default=0.0)


def reciprocal_rank(passages: Sequence[RankedPassage], alternatives: Alternatives) -> float:
    """Given ranked passages, return 1 divided by the rank of the first that holds any item, 0 where none does."""
    ranks = [rank for items in alternatives for rank in first_ranks(passages, items) if rank is not None]
    return 1 / min(ranks) if ranks else 0.0


def ndcg_at(passages: Sequence[RankedPassage], alternatives: Alternatives, k: int) -> float:
    """Given ranked passages, return the normalised discounted cumulative gain of the items, for the best alternative.

    The ranking that is scored is `item_ranking`, so that a large passage with two items is no better than two with one each
    and a passage that only repeats an item gains nothing.
    """
    return max((_ndcg(item_ranking(passages, items), len(items), k) for items in alternatives), default=0.0)


def item_ranking(passages: Sequence[RankedPassage], items: Items) -> tuple[int | None, ...]:
    """Given ranked passages, return the items (by position) in the order in which a reader first meets them.

    A passage without news stands as None.
    """
    ranks = first_ranks(passages, items)
    ranking: list[int | None] = []
    for rank in range(1, len(passages) + 1):
        news = [position for position, found in enumerate(ranks) if found == rank]
        ranking.extend(news or [None])
    return tuple(ranking)


def _share(ranks: Sequence[int | None]) -> float:
    return sum(rank is not None for rank in ranks) / len(ranks) if ranks else 0.0


def _ndcg(ranking: Sequence[int | None], wanted: int, k: int) -> float:
    gained = math.fsum(1 / math.log2(1 + rank) for rank, item in enumerate(ranking[:k], 1) if item is not None)
    best = math.fsum(1 / math.log2(1 + rank) for rank in range(1, min(wanted, k) + 1))
    return gained / best if best else 0.0
