"""Names of two documents, matched: which is which in the other, which became one, which stand alone. By words, and by meaning where an
embedding model is at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from ingest.embed import Embedder
from ingest.register.entry import plain

Floats = NDArray[np.float32]
# Short texts -> unit vectors, float32 [texts, dimensions].
Embed = Callable[[Sequence[str]], Floats]

SAME = 90  # of 100: two printings of one name
PAIRED = 0.52  # from there on the best partner of both sides is the same thing under another name
JOINED = 0.38  # from there on a name may have gone into, or come out of, one that has another partner already
HELD = 0.6  # share of a name's own stems that the name it went into holds
WORDS, MEANING = 0.5, 0.5  # what shared words and likeness of meaning count for
BY_MEANING = 0.87  # what likeness of meaning counts for without a shared word: a cosine of 0.6 just pairs


@dataclass(frozen=True, slots=True)
class Match:
    """Positions of names that belong together: `earlier` and `later` hold one each, or several on one side; `same` says that the words are
    the same in both."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """A match that is being made: positions of earlier and of later names, and whether the words are the same."""

    sides: tuple[list[int], list[int]]
    same: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """What belongs together, and the positions on either side that have no partner."""

    matches: tuple[Match, ...]
    alone_earlier: tuple[int, ...]
    alone_later: tuple[int, ...]
    nearest: tuple[int | None, ...] = ()  # for each earlier name, the later one it is nearest to, None where none is near


def embedding(embedder: Embedder | None) -> Embed | None:
    """Given an embedder (or none), return what turns short texts into vectors."""
    if embedder is None:
        return None
    return lambda texts: embedder.passages(texts).vectors


def matched(
    earlier: Sequence[str],
    later: Sequence[str],
    essences: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]],
    embed: Embed | None = None,
) -> Matching:
    """Given names of two documents and the stems of each, return which belong together."""
    if not earlier or not later:
        return Matching((), tuple(range(len(earlier))), tuple(range(len(later))))
    scores = likeness(earlier, later, essences, embed)
    pairs = _pairs(earlier, later, scores)
    groups = [_Group(([a], [b]), same) for a, b, same in pairs]
    for a in range(len(earlier)):
        if all(a not in group.sides[0] for group in groups):
            _join(groups, a, 1, scores[a], [essences[0][a], *essences[1]])
    for b in range(len(later)):
        if all(b not in group.sides[1] for group in groups):
            _join(groups, b, 0, scores[:, b], [essences[1][b], *essences[0]])
    taken = {a for group in groups for a in group.sides[0]}, {b for group in groups for b in group.sides[1]}
    return Matching(
        tuple(Match(tuple(sorted(group.sides[0])), tuple(sorted(group.sides[1])), group.same) for group in groups),
        tuple(a for a in range(len(earlier)) if a not in taken[0]),
        tuple(b for b in range(len(later)) if b not in taken[1]),
        tuple(_nearest(scores[a], essences[0][a], essences[1]) for a in range(len(earlier))),
    )


def likeness(
    earlier: Sequence[str], later: Sequence[str], essences: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]], embed: Embed | None
) -> Floats:
    """Given names of two documents and their stems, return how alike each two are, float32 [earlier, later], 0 to 1."""
    words = np.array([[_shared(a, b) for b in essences[1]] for a in essences[0]], dtype=np.float32)
    if embed is None:
        return words
    vectors = embed([*earlier, *later])
    meaning = np.clip(vectors[: len(earlier)] @ vectors[len(earlier) :].T, 0.0, 1.0)
    return np.asarray(np.maximum(WORDS * words + MEANING * meaning, BY_MEANING * meaning), dtype=np.float32)


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    """Shared stems: half of it by the smaller name, half by both together, so that a long name holding a short one is near it, not
    equal."""
    if not first or not second:
        return 0.0
    common = len(first & second)
    return 0.5 * common / min(len(first), len(second)) + 0.5 * common / len(first | second)


def _pairs(earlier: Sequence[str], later: Sequence[str], scores: Floats) -> list[tuple[int, int, bool]]:
    """Names that are the same, then the best partners of each other."""
    found: list[tuple[int, int, bool]] = []
    free_a, free_b = set(range(len(earlier))), set(range(len(later)))
    alike = [(fuzz.token_sort_ratio(plain(a), plain(b)), i, j) for i, a in enumerate(earlier) for j, b in enumerate(later)]
    candidates = [(2.0 + ratio, i, j, True) for ratio, i, j in alike if ratio >= SAME]
    candidates += [(float(scores[i, j]), i, j, False) for i in range(len(earlier)) for j in range(len(later)) if scores[i, j] >= PAIRED]
    for _, i, j, same in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        if i in free_a and j in free_b:
            found.append((i, j, same))
            free_a.discard(i)
            free_b.discard(j)
    return found


def _nearest(scores: Floats, own: frozenset[str], others: Sequence[frozenset[str]]) -> int | None:
    """The name that one without a partner is nearest to, where it is near and the two share a word."""
    best = int(np.argmax(scores))
    return best if scores[best] >= JOINED and own & others[best] else None


def _join(groups: Sequence[_Group], name: int, other_side: int, scores: Floats, essences: list[frozenset[str]]) -> None:
    """Add a name without a partner to the group of the name it is nearest to, where that holds most of its words and is not the same in
    both already."""
    nearest = int(np.argmax(scores))
    own, partner = essences[0], essences[1 + nearest]
    if scores[nearest] < JOINED or not own or len(own & partner) < HELD * len(own):
        return
    for group in groups:
        if nearest in group.sides[other_side] and not group.same:
            group.sides[1 - other_side].append(name)
            return
