"""What belongs to which priority: an entry stands in the part of the document that a priority's heading opens."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, How, plain
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon
from ingest.register.roles import NAMED, NEXT_PART, bare_title

_OWNED = (EntryKind.INDICATOR, EntryKind.ACTION, EntryKind.OUTCOME)


@dataclass(frozen=True, slots=True)
class Reach:
    """A priority and the places (page, character) from which and up to which what stands there is its."""

    priority: Found
    start: tuple[int, int]
    end: tuple[int, int]

    def holds(self, piece: Piece) -> bool:
        """Given a piece, say whether it begins within."""
        return self.start <= _place(piece) < self.end


def belong(found: list[Found], reaches: list[Reach]) -> None:
    """Given all that was found and how far each priority's part reaches, say of indicators, actions and outcomes to which they belong."""
    tops = [one for one in found if one.kind is EntryKind.PRIORITY and one.parent is None]
    for one in found:
        if one.parent is None and one.kind in _OWNED and one.beside:
            one.parent = _named(one.beside, tops)
        if one.parent is not None or one.kind not in _OWNED and not _is_inner(one, reaches):
            continue
        place = (one.spans[0].page, one.spans[0].start)
        within = [reach for reach in reaches if reach.start <= place < reach.end]
        if within:
            one.parent = max(within, key=lambda reach: reach.start).priority
        same = [p for p in found if p.kind is EntryKind.PRIORITY and p.spans[0] == one.spans[0]]
        if same and same[0].parent is not None:
            one.parent = same[0].parent


def _named(beside: str, tops: list[Found]) -> Found | None:
    """The priority that the name beside a table's row speaks of, by its words or its number; a longer name goes before a shorter one."""
    match, words = NAMED.match(beside.strip()), plain(beside)
    for one in sorted(tops, key=lambda one: -len(one.name)):
        name = plain(one.name)
        if name and (name in words or len(words) > 8 and words in name):
            return one
    number = match["number"].upper() if match is not None else ""
    return next((one for one in tops if number and one.fields.get("number") == number and one.whose == "own"), None)


def _is_inner(one: Found, reaches: list[Reach]) -> bool:
    """Whether a priority is one of those that another one's part lists: of the same owner, without a number, and no heading."""
    if one.kind is not EntryKind.PRIORITY or one.fields.get("number") or one.how is not How.STRUCTURE:
        return False
    place = (one.spans[0].page, one.spans[0].start)
    return not any(reach.priority is one for reach in reaches) and any(
        reach.start < place < reach.end and reach.priority.whose == one.whose for reach in reaches
    )


def reaches_of(found: list[Found], flow: Flow, words: Lexicon) -> list[Reach]:
    """Given all that was found, return how far the part reaches that each priority's heading opens."""
    heads: dict[tuple[int, int], Found] = {}
    for one in found:
        if one.kind is EntryKind.PRIORITY and one.parent is None:
            for span in one.spans:
                heads[span.page, span.start] = one
    headings = [piece for piece in flow.pieces if piece.kind is BlockKind.HEADING]
    opening = [(index, heads[_place(piece)]) for index, piece in enumerate(headings) if _place(piece) in heads]
    reaches: list[Reach] = []
    for position, (index, priority) in enumerate(opening):
        following = opening[position + 1][0] if position + 1 < len(opening) else len(headings)
        end = next((i for i in range(index + 1, following) if _ends(flow, headings, index, i, priority, words)), following)
        stop = _place(headings[end]) if end < len(headings) else (10**9, 0)
        reaches.append(Reach(priority, _place(headings[index]), stop))
    return reaches


def _place(piece: Piece) -> tuple[int, int]:
    return piece.parts[0][1], piece.parts[0][2]


def _ends(flow: Flow, headings: list[Piece], first: int, index: int, priority: Found, words: Lexicon) -> bool:
    """Whether a heading ends a priority's part: as high as the priority's own, and not the name of a part of it."""
    level = flow.sections[headings[first].section].level
    other = flow.sections[headings[index].section].level
    if other > level:
        return False
    title = headings[index].text
    if other == level and (words.is_only("priority", "parts", bare_title(title)) or plain(priority.name) in plain(title)):
        return False
    # Under "Outcomes and outputs" a short line that names a group of measures ends nothing.
    said = [headings[i].text for i in range(first + 1, index)]
    if other == level and len(title.split()) <= 4 and said and words.finds("outcome", "headings", " ".join(said[-3:])):
        return NEXT_PART.match(title) is not None
    return True
