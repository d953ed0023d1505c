"""The best sentences, list items and table rows of what was found; a list is quoted whole, behind the line that introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim
from assistant.money import asks_amount, holds_amount
from assistant.pieces import Piece
from assistant.regression import Floats
from assistant.understand import NUMBERS, Intent, Understood
from ingest.lexical import stems_of

LONGEST = 1500  # characters of an answer, whole lists aside
MOST_PIECES = 12
LEAST = 0.11  # of the best piece's fitness: what fits less well is left out
FLOOR = 0.02  # what fits less well than this is left out, however little the best fits
FEWEST_WORDS = 3  # of a sentence that says something
LEAST_EACH = 0.1  # the same for the best piece of each document, where documents are set side by side
LEAST_LIST = 0.05  # the same for a list that has as many items as the question says
MOST_DOCUMENTS = 4
SAME = 0.85  # of the words of the shorter: two sentences that say the same
BROUGHT = 600  # characters of the list that a sentence further down brings with it
NAMING = 2.0  # how much more a piece fits that names somebody, where it is asked who
_FIGURE = re.compile(r"\d{3}|[£%]|\d[.,]\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:of|and|for|the|&) | )(?:[A-Z][\w'’-]+ ?)+|\b[A-Z]{3,}\b")
_SAID = re.compile(
    rf"\b(?:what|which|name|list|give|all|the|are|were) (?:are |were |all |the )*({'|'.join(NUMBERS)}|1?\d)\b"
    r"(?! (?:years?|months?|weeks?|days?)\b)",
    re.I,
)


def quote_pieces(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> Draft | None:
    """Given what was understood, the pieces that were found and how well each fits, return the best as quoted claims, or None where nothing
    was found, or an amount of money is asked for and none is among them."""
    chosen = _chosen(understood, pieces, _naming(understood, pieces, fitness))
    # What the numbers of a row are may stand above it.
    if asks_amount(understood.standalone) and not any(holds_amount(one.hit.passage.text if one.row else one.words) for one in chosen):
        return None
    return Draft(tuple(claim for piece in chosen for claim in quoted(piece)), AnsweredBy.EXTRACT) if chosen else None


def quoted(piece: Piece) -> tuple[DraftClaim, ...]:
    """Given a piece, return it as claims: a list's items one by one."""
    return tuple(DraftClaim(Basis.QUOTED, (span,), item=piece.whole or piece.item) for span in piece.spans)


def repeats(piece: Piece, other: Piece) -> bool:
    """Given two pieces, say whether they share words of a page, or one says again what another of its document says: nearly all of the
    shorter one's words stand in it."""
    if piece.overlaps(other):
        return True
    if piece.hit.passage.document_id != other.hit.passage.document_id:
        return False
    words, others = stems_of(piece.words), stems_of(other.words)
    return (
        len(words & others) >= SAME * min(len(words), len(others))
        and bool(words)
        and max(len(words), len(others)) <= 2 * min(len(words), len(others))
    )


def _chosen(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> list[Piece]:
    """The best pieces that are no repeats, up to the length of an answer: the best first, the rest in the order of reading."""
    several = understood.scope.several
    order = [int(place) for place in np.argsort(-fitness, kind="stable")]
    ranked = [place for place in order if _says_something(pieces[place])] or order
    chosen: list[int] = []
    length = 0
    for place in [*_counted(understood, pieces, fitness), *(_best_of_each(pieces, ranked) if several else ()), *ranked]:
        if len(chosen) >= MOST_PIECES:
            break
        piece = pieces[place]
        if chosen and fitness[place] < max((LEAST_EACH if several else LEAST) * fitness[ranked[0]], FLOOR):
            continue
        if any(repeats(piece, pieces[other]) for other in chosen):
            continue
        if chosen and length + len(piece.words) > LONGEST:
            continue
        chosen.append(place)
        length += 0 if piece.whole else len(piece.words)
    return with_lists(pieces, (*chosen[:1], *sorted(chosen[1:])))


def _says_something(piece: Piece) -> bool:
    """Whether a piece is more than the name of a part or a number by itself; what stands in a list or a table is of it."""
    words = len(_LETTERS.findall(piece.words))
    return piece.row or piece.item or piece.whole or words >= FEWEST_WORDS or words > 0 and _FIGURE.search(piece.words) is not None


def _naming(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> Floats:
    """The fitness of the pieces, where a question asks who: more of those that name somebody whom it does not name itself."""
    if understood.intent is not Intent.WHO or not len(pieces):
        return fitness
    asked = stems_of(understood.standalone)
    names = [any(not stems_of(name) <= asked for name in _NAME.findall(piece.words)) for piece in pieces]
    return np.where(names, NAMING * fitness, fitness)


def _counted(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> list[int]:
    """Where the question says how many there are: the list of so many items that fits best."""
    said = _SAID.search(understood.standalone)
    if said is None or understood.intent is not Intent.LIST or not len(pieces):
        return []
    count = NUMBERS.get(said[1].casefold()) or int(said[1])
    lists = [place for place, piece in enumerate(pieces) if piece.whole and len(piece.spans) == count]
    fitting = [place for place in lists if fitness[place] >= LEAST_LIST * fitness.max()]
    return sorted(fitting, key=lambda place: -fitness[place])[:1]


def with_lists(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[Piece]:
    """Given pieces and which of them were chosen, in order, return those, each list behind the line that introduces it. A line that
    introduces what is not said is left out."""
    found: list[Piece] = []
    for number, place in enumerate(chosen):
        piece = pieces[place]
        if piece.whole:
            brought = [*_leading(pieces, place), piece]
        elif piece.words.rstrip().endswith(":"):
            items = _introduced(pieces, place, LONGEST if number == 0 else BROUGHT)
            followed = items or (place + 1 in chosen and pieces[place + 1].rank == piece.rank)
            brought = [piece, *items] if followed or len(chosen) == 1 else []
        else:
            brought = [piece]
        found.extend(one for one in brought if not any(one.overlaps(other) for other in found))
    return found


def _introduced(pieces: Sequence[Piece], place: int, longest: int) -> list[Piece]:
    """The list items right behind a piece that ends with a colon, in the same passage."""
    items: list[Piece] = []
    for piece in pieces[place + 1 :]:
        if piece.rank != pieces[place].rank or not piece.item:
            break
        items.append(piece)
    return items if sum(len(item.words) for item in items) <= longest else []


def _leading(pieces: Sequence[Piece], place: int) -> list[Piece]:
    """The sentence right in front of a whole list, where it introduces it."""
    first = next((at for at, piece in enumerate(pieces) if piece.item and piece.overlaps(pieces[place])), 0)
    before = pieces[first - 1] if first else None
    if before is None or before.rank != pieces[place].rank or before.item or not before.words.rstrip().endswith(":"):
        return []
    return [before]


def _best_of_each(pieces: Sequence[Piece], order: Sequence[int]) -> list[int]:
    """The best piece of each document that was found, best first."""
    best: dict[str, int] = {}
    for place in order:
        best.setdefault(pieces[place].hit.passage.document_id, place)
    return list(best.values())[:MOST_DOCUMENTS]
