"""What belongs to the pieces that were chosen: the end of a sentence that breaks off, the one that takes it back, the sentence between two
of them, what a passage goes on to say where little was said, and the rest of a list that is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.pieces import Piece
from ingest.lexical import stems_of

LONGEST = 700  # characters of an answer that takes in what stands between its sentences
SHORT = 250  # characters of an answer that says little
MOST_SHORT = 500  # characters of such an answer with what follows
SAME = 0.85  # of the words of the shorter: two sentences that say the same
_ENDED = re.compile(r"[.!?:;][\W\d]*$")
LONGEST_END = 250  # characters of the end of a sentence that breaks off
END = 40  # characters in which a sentence's last sign stands
NEXT_TO = 1  # characters between two sentences of a paragraph
FEWEST_OF_LIST = 2  # items of a list that were chosen: then the others belong to the answer
MOST_OF_LIST = 0.5  # share of them that was chosen
LONGEST_REST = 600  # characters of those that were not
SHORT_REST = 350  # the same, where only one was chosen, before all else
SHORTEST_REST = 250  # the same, where only one was chosen, behind other things
LONGEST_BACK = 300  # characters of a sentence that takes back the one before it
LABEL = 4  # words of a line that says what a cell behind it is
LONGEST_BEFORE = 300  # characters of a sentence before one that leans on it
_LEANS_BACK = re.compile(
    r"\W*(?:[\w/’'-]+,? ){0,4}(?:however|though|in turn|by contrast|in (?:contrast|comparison)|meanwhile|conversely)\b,?"
    r"|\W*(?:this|these|it|they|those|both|he|she) (?:\w+ ){0,2}?"
    r"(?:is|are|was|were|will|has|have|had|would|can|could|includes?d?|means?|meant|presents?|shows?|represents?|marks?|reflects?|links?|brings?"
    r"|brought|builds?|follow(?:s|ed)?|suggests?|comes?|came|covers?|allow(?:s|ed)?|helps?|gives?|gave|makes?|made|provides?|applies|takes?|took"
    r"|leads?|led|result(?:s|ed)|equates?|compares?|forms?|involve[sd]?|supports?|saw|sits?|stands?|amounts?|replace[sd]?|aims?)\b",
    re.I,
)
# "That is gone": what was said just before it holds no more.
_TAKES_BACK = re.compile(
    r"\W*(?:(?:but|however|though|yet|since then|today|now),? )?(?:that|this|it|they|these|those|both|neither|the \w+(?: \w+)?) "
    r"(?:(?:is|are|was|were|has|have|had|will be) (?:(?:since|now|long|later|then|already|all|both) )*(?:been )?"
    r"(?:gone|no longer|not (?:so|true|the case) (?:now|any ?more|today)|repealed|replaced|withdrawn|dropped|abandoned|revoked"
    r"|superseded|scrapped|abolished|cancelled|reversed|lapsed|out of date|over(?=\W*$|[.,;:]))"
    r"|(?:no longer|never) (?:appl|holds?|runs?|exists?|happen|came?|took|went))",
    re.I,
)
# "Its place was taken by …": what holds now.
_INSTEAD = re.compile(
    r"\W*(?:(?:its|their) (?:place|role|work|job|tasks?) (?:has|have|was|were|is|are)\b|in (?:its|their) place\b|instead\b)", re.I
)


def with_between(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[int]:
    """Given pieces and the places of those that were chosen, in the order in which they are told, return these with each sentence that was
    left out between two of one paragraph, as long as the answer stays short."""
    placed = list(chosen)
    length = sum(len(pieces[place].words) for place in chosen)
    for place in sorted(chosen):
        left_out = place + 1 not in placed and place + 2 in placed and _are_together(pieces[place : place + 3])
        if left_out and length + len(pieces[place + 1].words) <= LONGEST:
            placed.insert(placed.index(place) + 1, place + 1)
            length += len(pieces[place + 1].words)
    return placed


def with_ends(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[int]:
    """Given the same, return them with the end of each sentence that breaks off, where its passage goes on with it."""
    placed = list(chosen)
    for place in chosen:
        if place + 1 < len(pieces) and place + 1 not in placed and _goes_on(pieces[place], pieces[place + 1]):
            placed.insert(placed.index(place) + 1, place + 1)
    return placed


def with_beginnings(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[int]:
    """Given the same, return them with what a sentence goes on from: its own beginning, where that stands before a break; and the sentence
    before one that sets itself beside it ("The year after, however, …") or only points at it ("This is …"); and what a lone cell is of."""
    placed = list(chosen)
    for place in chosen:
        before = place - 1
        told_before = before in placed and placed.index(before) < placed.index(place)
        if before < 0 or told_before:
            continue
        long = before not in placed and len(pieces[before].words) > LONGEST_BEFORE
        if (
            _is_torn(pieces[before], pieces[place])
            or not long
            and any(belongs(pieces[before], pieces[place]) for belongs in (_goes_on, _leans_on, _is_label))
        ):
            if before in placed:
                placed.remove(before)
            placed.insert(placed.index(place), before)
    return placed


def _is_label(before: Piece, piece: Piece) -> bool:
    """Whether a line of a few words is what a row of one cell behind it is of, where a table was parted between them."""
    row = piece.row and "\t" not in piece.words
    return row and is_prose(before) and before.rank == piece.rank and len(before.words.split()) <= LABEL and not _is_sentence(before)


def _is_torn(before: Piece, piece: Piece) -> bool:
    """Whether a table's row is the rest of the one before it, which a page's end has torn: it begins within a sentence."""
    rows = before.row and piece.row and before.rank == piece.rank
    return rows and piece.words.lstrip()[:1].islower() and _ENDED.search(before.words[-END:]) is None


def _leans_on(before: Piece, piece: Piece) -> bool:
    """Whether a sentence can only be read with the one before it in its passage."""
    return _are_together((before, piece)) and _is_sentence(before) and _LEANS_BACK.match(piece.words) is not None


def with_taken_back(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[int]:
    """Given the same, return them with each sentence behind one of them that says that it holds no more, and the next where that says what
    holds instead: alone it would mislead."""
    placed = list(chosen)
    for place in chosen:
        if _follows(pieces, place, _TAKES_BACK):
            behind = [place + 1, place + 2] if _follows(pieces, place + 1, _INSTEAD) else [place + 1]
            at = placed.index(place) + 1
            placed[at:at] = [one for one in behind if one not in placed]
    return placed


def _follows(pieces: Sequence[Piece], place: int, beginning: re.Pattern[str]) -> bool:
    """Whether a sentence that begins so stands right behind another in its passage."""
    if place + 1 >= len(pieces):
        return False
    piece, behind = pieces[place], pieces[place + 1]
    together = is_prose(piece) and is_prose(behind) and piece.rank == behind.rank
    return together and len(behind.words) <= LONGEST_BACK and beginning.match(behind.words) is not None


def with_more(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[int]:
    """Given the same, return them with what follows the first in its passage, where all that was chosen says little."""
    placed = list(chosen)
    length = sum(len(pieces[place].words) for place in chosen)
    first = pieces[chosen[0]]
    for place in range(chosen[0] + 1, len(pieces)):
        piece = pieces[place]
        if length >= SHORT or not is_prose(first) or piece.rank != first.rank or not (piece.item or _is_sentence(piece)):
            break
        if place in placed or any(says_same(piece, pieces[other]) for other in placed):
            continue
        if length + len(piece.words) > MOST_SHORT:
            break
        placed.insert(placed.index(chosen[0]) + 1 + sum(chosen[0] < other < place for other in placed), place)
        length += len(piece.words)
    return placed


def with_rest(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[int]:
    """Given the same, return them with the other items of each list of which most were chosen, and with those of a short list of which one
    was chosen: who asks which there are wants all of them."""
    placed = list(chosen)
    for members in _lists(pieces):
        mine = [place for place in members if place in placed]
        rest = [place for place in members if place not in placed and not any(pieces[place].overlaps(pieces[one]) for one in placed)]
        most = len(mine) >= FEWEST_OF_LIST and len(mine) >= MOST_OF_LIST * len(members)
        longest = LONGEST_REST if most else SHORT_REST if chosen[0] in members else SHORTEST_REST
        if mine and rest and sum(len(pieces[place].words) for place in rest) <= longest:
            at = min(placed.index(place) for place in mine)
            before = [place for place in placed[:at] if place not in members]
            placed = [
                *before,
                *sorted((*mine, *rest), key=lambda place: (place != chosen[0], place)),
                *(place for place in placed[at:] if place not in members),
            ]
    return placed


def _lists(pieces: Sequence[Piece]) -> list[list[int]]:
    """The places of the items of each list, as they stand behind each other in one passage."""
    found: list[list[int]] = []
    for place, piece in enumerate(pieces):
        if not piece.item:
            continue
        last = found[-1][-1] if found else -1
        if last == place - 1 >= 0 and pieces[last].rank == piece.rank:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def is_prose(piece: Piece) -> bool:
    """Given a piece, say whether it is a sentence or a line, and stands in no list or table."""
    return not (piece.row or piece.item or piece.whole)


def _goes_on(piece: Piece, other: Piece) -> bool:
    """Whether a line breaks off and the one behind it in its passage goes on with its sentence."""
    if not (is_prose(piece) and is_prose(other) and piece.rank == other.rank and len(other.words) <= LONGEST_END):
        return False
    return _ENDED.search(piece.words[-END:]) is None and other.words.lstrip()[:1].islower()


def _is_sentence(piece: Piece) -> bool:
    """Whether a piece is a whole sentence, and no name of what follows or line of a letterhead."""
    return is_prose(piece) and _ENDED.search(piece.words[-END:]) is not None


def says_same(piece: Piece, other: Piece) -> bool:
    """Given two pieces, say whether they share words of a page, or one says again what another of its document says: nearly all of the
    shorter one's words stand in it."""
    if piece.overlaps(other):
        return True
    if piece.hit.passage.document_id != other.hit.passage.document_id:
        return False
    words, others = stems_of(piece.words), stems_of(other.words)
    # Rows of one table and items of one list are worded alike: what tells one from the other is what it says.
    if _are_fellows(piece, other) and words - others and others - words:
        return False
    return (
        len(words & others) >= SAME * min(len(words), len(others))
        and bool(words)
        and max(len(words), len(others)) <= 2 * min(len(words), len(others))
    )


def _are_fellows(piece: Piece, other: Piece) -> bool:
    """Whether two pieces are rows, or items, of one passage."""
    return piece.rank == other.rank and (piece.row and other.row or piece.item and other.item)


def _are_together(pieces: Sequence[Piece]) -> bool:
    """Whether sentences of one passage stand behind each other in one paragraph."""
    pairs = zip(pieces, pieces[1:], strict=False)
    return all(is_prose(one) and is_prose(two) and one.rank == two.rank and 0 <= _gap(one, two) <= NEXT_TO for one, two in pairs)


def _gap(one: Piece, two: Piece) -> int:
    end, start = one.spans[-1], two.spans[0]
    return start.start - end.end if start.page == end.page else -1
