"""Which of the quotes are told aside: what fits much less well than the best stands behind it, after words that say so, so that nobody
takes it for the answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answers.read_on import is_prose
from assistant.pieces import Piece
from assistant.regression import Floats

ASIDE = 0.2  # of the best piece's fitness: three in four pieces that fit less well belong to no answer
NEXT = 2  # pieces from one to the next of a passage that belongs to it
WELL = 0.6  # the same for what would be taken for something else where it stands
# A sentence that begins so is about what stands before it.
_POINTS_BACK = re.compile(
    r"\W*(?:(?:this|that|these|those|it|they|he|she|its|their)\b"
    r"|the (?:team|service|programme|project|scheme|unit|initiative|group|panel|pilot|campaign|survey|funding|grant|event|workshop|work"
    r"|find|seizure|operation|exercise|visit|award|offer|move|increase|decrease|reduction|rise|fall)\b"
    r")",
    re.I,
)


def set_aside(
    chosen: Sequence[Piece], pieces: Sequence[Piece], fitness: Floats, close: Collection[int], far: Collection[int] = ()
) -> tuple[list[Piece], int]:
    """Given what is told, in order, all pieces with how well each fits, the places of those that are an answer however they fit, and of
    those that are none, return what is told with what fits much less well behind the rest, and how many pieces stand before that.

    What belongs together stays together: sentences that follow each other, and a list with the line that introduces it, fit as well as the
    best of them. What points back at something that is not told is left out, where it stands in another part than the rest and fits less
    well: it would be taken for more of that. What is told first is never set aside.
    """
    places = {id(piece): place for place, piece in enumerate(pieces)}
    best = max((float(fitness[places[id(piece)]]) for piece in chosen), default=0.0)
    near: list[Piece] = []
    behind: list[Piece] = []
    for block in _together(chosen, places, far):
        mine = [places[id(piece)] for piece in block]
        fits = max(float(fitness[place]) for place in mine)
        told_of = {_part_of(piece) for piece in (*near, *behind)}
        if near and fits < WELL * best and _part_of(block[0]) not in told_of and _points_back(block[0]):
            continue
        fit = not near or fits >= ASIDE * best or not set(close).isdisjoint(mine) or _adjoins(block, near, places)
        (near if fit and (not near or not set(mine) <= set(far)) else behind).extend(block)
    return [*near, *behind], len(near)


def _adjoins(block: Sequence[Piece], near: Sequence[Piece], places: dict[int, int]) -> bool:
    """Whether what is told stands right before or behind what leads: the line and the other items of a list of which one leads it."""
    leading = near[0]
    return any(piece.rank == leading.rank and abs(places[id(piece)] - places[id(leading)]) <= NEXT for piece in block)


def _part_of(piece: Piece) -> tuple[str, ...]:
    """The document and the headings that a piece stands under."""
    return (piece.hit.passage.document_id, *piece.hit.passage.trail)


def _points_back(piece: Piece) -> bool:
    return is_prose(piece) and _POINTS_BACK.match(piece.words) is not None


def _together(chosen: Sequence[Piece], places: dict[int, int], far: Collection[int]) -> list[list[Piece]]:
    """What is told in stretches: pieces that stand close behind each other in a passage, and a list's items with what introduces them; but
    what is of something else with what is not, only where it goes on from that."""
    blocks: list[list[Piece]] = []
    for piece in chosen:
        last = blocks[-1][-1] if blocks else None
        if last is not None and _belongs(piece, last, places, far):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return blocks


def _belongs(piece: Piece, last: Piece, places: dict[int, int], far: Collection[int]) -> bool:
    behind = places[id(piece)] - places[id(last)]
    if last.rank != piece.rank or behind <= 0:
        return False
    if (places[id(piece)] in far) != (places[id(last)] in far):
        return behind == 1 and _points_back(piece)
    return behind <= NEXT or _are_of_a_list(last, piece)


def _are_of_a_list(piece: Piece, behind: Piece) -> bool:
    """Whether a piece is an item, or what introduces it, and the one behind it in its passage is an item as well."""
    introduces = piece.item or piece.whole or piece.words.rstrip().endswith(":")
    return introduces and (behind.item or behind.whole)
