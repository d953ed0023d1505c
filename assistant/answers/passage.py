"""The best sentences, list items and table rows of what was found; a list is quoted whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim
from assistant.fitness import Floats
from assistant.pieces import Piece
from assistant.understand import Understood
from ingest.lexical import stems_of

LONGEST = 1200  # characters of an answer, whole lists aside
MOST_PIECES = 12
LEAST = 0.2  # of the best piece's fitness: what fits less well is left out
LEAST_EACH = 0.1  # the same for the best piece of each document, where documents are set side by side
MOST_DOCUMENTS = 4
SAME = 0.85  # of the words of the shorter: two sentences that say the same


def quote_pieces(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> Draft | None:
    """Given what was understood, the pieces that were found and how well each fits, return the best as quoted claims,
    or None where nothing was found."""
    chosen = _chosen(pieces, fitness, understood.scope.several)
    if not chosen:
        return None
    claims = tuple(DraftClaim(Basis.QUOTED, (span,), item=piece.whole or piece.item) for piece in chosen for span in piece.spans)
    return Draft(claims, AnsweredBy.EXTRACT)


def _chosen(pieces: Sequence[Piece], fitness: Floats, several: bool) -> list[Piece]:
    """The best pieces that are no repeats, up to the length of an answer: the best first, the rest in the order of reading."""
    ranked = [int(place) for place in np.argsort(-fitness, kind="stable")]
    chosen: list[int] = []
    length = 0
    for place in [*(_best_of_each(pieces, ranked) if several else ()), *ranked]:
        if len(chosen) >= MOST_PIECES:
            break
        piece = pieces[place]
        if chosen and fitness[place] < (LEAST_EACH if several else LEAST) * fitness[ranked[0]]:
            continue
        if any(piece.overlaps(pieces[other]) or _repeats(piece, pieces[other]) for other in chosen):
            continue
        if chosen and length + len(piece.words) > LONGEST:
            continue
        chosen.append(place)
        length += 0 if piece.whole else len(piece.words)
    order = (*chosen[:1], *sorted(chosen[1:]))
    return _with_lists(pieces, order)


def _with_lists(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[Piece]:
    """The chosen pieces in order; where the best of them introduces a list it brings that with it, as long as it is not too long."""
    found: list[Piece] = []
    for number, place in enumerate(chosen):
        brought = [pieces[place], *(_introduced(pieces, place) if number == 0 and not pieces[place].whole else ())]
        found.extend(piece for piece in brought if not any(piece.overlaps(other) for other in found))
    return found


def _introduced(pieces: Sequence[Piece], place: int) -> list[Piece]:
    """The list items right behind a piece that ends with a colon, in the same passage."""
    if not pieces[place].words.rstrip().endswith(":"):
        return []
    items: list[Piece] = []
    for piece in pieces[place + 1 :]:
        if piece.rank != pieces[place].rank or not piece.item:
            break
        items.append(piece)
    return items if sum(len(item.words) for item in items) <= LONGEST else []


def _repeats(piece: Piece, other: Piece) -> bool:
    """Whether a piece of the same document says again what another says: nearly all of the shorter one's words stand in it."""
    if piece.hit.passage.document_id != other.hit.passage.document_id:
        return False
    words, others = stems_of(piece.words), stems_of(other.words)
    return (
        len(words & others) >= SAME * min(len(words), len(others))
        and bool(words)
        and max(len(words), len(others)) <= 2 * min(len(words), len(others))
    )


def _best_of_each(pieces: Sequence[Piece], order: Sequence[int]) -> list[int]:
    """The best piece of each document that was found, best first."""
    best: dict[str, int] = {}
    for place in order:
        best.setdefault(pieces[place].hit.passage.document_id, place)
    return list(best.values())[:MOST_DOCUMENTS]
