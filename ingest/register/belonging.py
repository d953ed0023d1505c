"""What belongs to which priority: an entry stands in the part of the document that a priority's heading opens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, How, plain
from ingest.register.enumeration import FIGURES
from ingest.register.flow import Flow, Piece
from ingest.register.grid import GridCell
from ingest.register.lexicon import Lexicon
from ingest.register.roles import NAMED, NEXT_PART, bare_title

_REFERENCE = re.compile(r"(?P<number>\d{1,2})\.\d{1,2}\.?")  # "3.2": the second of the third priority's
_NUMBER = re.compile(r"^(?:\d{1,2}|[A-Z])[.):]?\s+(?=\D)")
_FEWEST_NAMING = 2  # words of a name that a line by itself may open a part with
_LONGEST_TITLE = 16  # words
_FEWEST_RETURNS = 2  # priorities under which a heading comes again
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


def belong(found: list[Found], reaches: list[Reach], flow: Flow) -> None:
    """Given all that was found, how far each priority's part reaches and the flow, say of indicators, actions and outcomes to which they
    belong."""
    tops = [one for one in found if one.kind is EntryKind.PRIORITY and one.parent is None]
    referring = _referring(found, tops, flow)
    for one in found:
        if one.parent is None and one.kind in _OWNED:
            one.parent = referring.get(id(one))
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
    _by_returning(found, reaches)


def _by_returning(found: list[Found], reaches: list[Reach]) -> None:
    """Give what stands under a heading that comes again under each priority ("Measures") to the priority that opened last before it, where
    that one has nothing under such a heading yet: a large heading in between ("Young people") has then cut its part in two."""
    titled: dict[tuple[EntryKind, str], list[Found]] = defaultdict(list)
    for one in found:
        if one.kind in _OWNED and one.trail:
            titled[one.kind, plain(one.trail[-1])].append(one)
    for entries in titled.values():
        owners = {id(one.parent) for one in entries if one.parent is not None}
        if len(owners) < _FEWEST_RETURNS:
            continue
        for one in entries:
            place = (one.spans[0].page, one.spans[0].start)
            before = [reach for reach in reaches if reach.priority.parent is None and reach.start <= place]
            last = max(before, key=lambda reach: reach.start, default=None)
            if one.parent is None and last is not None and id(last.priority) not in owners:
                one.parent = last.priority


def _named(beside: str, tops: list[Found]) -> Found | None:
    """The priority that the name beside a table's row speaks of: by its whole name, by its number, or by a part of its name; a longer name
    goes before a shorter one."""
    match, words = NAMED.match(beside.strip()), plain(beside)
    said = plain(match["name"]) if match is not None else words
    number = match["number"] if match is not None else ""
    number = FIGURES.get(number.casefold(), number.upper())
    numbered = next((one for one in tops if number and one.fields.get("number") == number and one.whose == "own"), None)
    held = []
    for one in sorted(tops, key=lambda one: -len(one.name)):
        name = plain(one.name)
        if name and name in (words, said):
            return one
        if name and (name in words or len(words) > 8 and words in name):
            held.append(one)
    return held[0] if held and (numbered is None or numbered in held) else numbered


def _referring(found: list[Found], tops: list[Found], flow: Flow) -> dict[int, Found]:
    """The priority of each entry in whose row a table prints a reference that begins with the priority's number ("3.2"), by the entry's
    identity. A table whose references begin with one number alone, or with one that no priority has, numbers something else."""
    own = {one.fields["number"]: one for one in tops if one.whose == "own" and one.fields.get("number", "").isdigit()}
    told: dict[int, Found] = {}
    for grid in flow.grids:
        rows = {number: _reference_in(row) for number, row in enumerate(grid.rows)}
        numbers = {reference for reference in rows.values() if reference}
        if len(numbers) < 2 or not numbers <= own.keys():
            continue
        for one in found:
            for number, row in enumerate(grid.rows):
                if rows[number] and any(cell.page == one.spans[0].page and cell.start <= one.spans[0].start < cell.end for cell in row):
                    told[id(one)] = own[rows[number]]
    return told


def _reference_in(row: list[GridCell]) -> str:
    """The number that the reference in a row begins with, where its first cell with words is one; else nothing."""
    match = next((_REFERENCE.fullmatch(cell.text.strip()) for cell in row if cell.text.strip()), None)
    return match["number"] if match is not None else ""


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
    tops = [one for one in found if one.kind is EntryKind.PRIORITY and one.parent is None]
    heads = {(span.page, span.start): one for one in tops for span in one.spans}
    headings = [piece for piece in flow.pieces if piece.kind is BlockKind.HEADING]
    opening = [(index, heads[_place(piece)]) for index, piece in enumerate(headings) if _place(piece) in heads]
    reaches: list[Reach] = []
    for position, (index, priority) in enumerate(opening):
        following = opening[position + 1][0] if position + 1 < len(opening) else len(headings)
        end = next((i for i in range(index + 1, following) if _ends(flow, headings, index, i, priority, words)), following)
        stop = _place(headings[end]) if end < len(headings) else (10**9, 0)
        reaches.append(Reach(priority, _place(headings[index]), stop))
    held = [(one.spans[0].page, one.spans[0].start) for one in found if one.kind in _OWNED]
    opened = {reach.priority.name for reach in reaches if any(reach.start <= place < reach.end for place in held)}
    return [*reaches, *_titled(tops, opened, flow)]


def _titled(tops: list[Found], opened: set[str], flow: Flow) -> Iterator[Reach]:
    """How far the parts reach that lines with the names of the other priorities open ("Safe homes" over a page, where the list of
    priorities stood pages before), as long as the parts are built alike: the headings below a line come again below another one."""
    own = [one for one in tops if one.whose == "own" and one.fields.get("number") and one.name not in opened]
    lines = [(piece, one) for piece in flow.pieces if (one := _titled_by(piece, own)) is not None]
    below: list[list[Piece]] = []
    for number, (line, _) in enumerate(lines):
        start, stop = _place(line), _place(lines[number + 1][0]) if number + 1 < len(lines) else (10**9, 0)
        below.append([piece for piece in flow.pieces if piece.kind is BlockKind.HEADING and start < _place(piece) < stop])
    titles = [{plain(piece.text) for piece in pieces} for pieces in below]
    again = {title for number, held in enumerate(titles) for title in held if any(title in other for other in titles[number + 1 :])}
    for (line, one), pieces in zip(lines, below, strict=True):
        level = min((flow.sections[piece.section].level for piece in pieces if plain(piece.text) in again), default=0)
        if not level:
            continue
        ends = (piece for piece in pieces if plain(piece.text) not in again and flow.sections[piece.section].level <= level)
        following = (other for other, _ in lines if _place(other) > _place(line))
        stop = min((_place(piece) for piece in (*ends, *following)), default=(10**9, 0))
        yield Reach(one, _place(line), stop)


def _titled_by(piece: Piece, tops: list[Found]) -> Found | None:
    """The one priority whose name a line by itself is, or begins with."""
    if (
        piece.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        or len(piece.text.split()) > _LONGEST_TITLE
        or piece.text.rstrip()[-1:] in ".;,:"
    ):
        return None
    said = plain(_NUMBER.sub("", piece.text.strip()))
    named = [one for one in tops if (name := plain(_NUMBER.sub("", one.name))) and (said == name or _begins(said, name))]
    return named[0] if len(named) == 1 else None


def _begins(said: str, name: str) -> bool:
    return said.startswith(f"{name} ") and len(name.split()) > _FEWEST_NAMING


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
