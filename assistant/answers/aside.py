"""Which of the quotes are told aside: what fits much less well than the best stands behind it, under a line that says so, so that nobody
takes it for the answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answers.read_on import is_prose
from assistant.pieces import Piece
from assistant.regression import Floats

ASIDE = 0.2  # of the best piece's fitness: three in four pieces that fit less well belong to no answer

# A sentence that begins so is about what stands before it.
_POINTS_BACK = re.compile(
    r"\W*(?:(?:this|that|these|those|it|they|he|she|its|their)\b"
    r"|the (?:team|service|programme|project|scheme|unit|initiative|group|panel|pilot|campaign|survey|funding|grant|event|workshop|work)\b"
    r")",
    re.I,
)


def set_aside(chosen: Sequence[Piece], pieces: Sequence[Piece], fitness: Floats, close: Collection[int]) -> tuple[list[Piece], int]:
    """Given what is told, in order, all pieces with how well each fits, and the places of those that are an answer however they fit, return
    what is told with what fits much less well behind the rest, and how many pieces stand before that.

    What belongs together stays together: sentences that follow each other, and a list with the line that introduces it, fit as well as the
    best of them. What points back at something that is not told is set aside, where it stands in another passage than the best: it would be
    taken for more of that. What is told first is never set aside.
    """
    places = {id(piece): place for place, piece in enumerate(pieces)}
    least = ASIDE * max((float(fitness[places[id(piece)]]) for piece in chosen), default=0.0)
    near: list[Piece] = []
    far: list[Piece] = []
    for block in _together(chosen, places):
        mine = [places[id(piece)] for piece in block]
        fits = not near or any(fitness[place] >= least or place in close for place in mine)
        if near and block[0].rank not in {piece.rank for piece in near} and is_prose(block[0]) and _POINTS_BACK.match(block[0].words):
            fits = False
        (near if fits else far).extend(block)
    return [*near, *far], len(near)


def _together(chosen: Sequence[Piece], places: dict[int, int]) -> list[list[Piece]]:
    """What is told in stretches: pieces that stand right behind each other in a passage, and a list's items with what introduces them."""
    blocks: list[list[Piece]] = []
    for piece in chosen:
        last = blocks[-1][-1] if blocks else None
        if last is not None and last.rank == piece.rank and (places[id(piece)] == places[id(last)] + 1 or _are_of_a_list(last, piece)):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return blocks


def _are_of_a_list(piece: Piece, behind: Piece) -> bool:
    """Whether a piece is an item, or what introduces it, and the one behind it in its passage is an item as well."""
    introduces = piece.item or piece.whole or piece.words.rstrip().endswith(":")
    return introduces and (behind.item or behind.whole)
