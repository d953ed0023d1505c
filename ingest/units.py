"""Sections -> units: paragraphs, lists with the line that introduces them, and tables, each of pieces that are never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Block, BlockKind, Page, PassageKind, Place, Reading, Section, Span, Table, joined
from ingest.sentences import sentences_of

TARGET = 450  # characters: passages are filled up to about this much


@dataclass(slots=True)
class Piece:
    """What is never cut: a sentence, a list item, a table row or a cell of one."""

    spans: tuple[Span, ...]
    text: str
    lead: str = ""


@dataclass(slots=True)
class Unit:
    """A paragraph, a list with its introduction, or a table: kept whole where it fits."""

    kind: PassageKind
    pieces: list[Piece]
    lead: str = ""
    trail: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    anchor: str = ""
    marker: str = ""
    level: int = 0
    heading: bool = False
    continued: bool = False

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(len(piece.text) + 1 for piece in self.pieces)


class Units:
    """Turns one section's blocks into units."""

    def __init__(self, document_id: str, reading: Reading, section: Section) -> None:
        self._id = document_id
        self._reading = reading
        self._section = section

    def units(self) -> Iterator[Unit]:
        """Yield the section's units in order."""
        section = self._section
        if section.heading is not None:
            piece = self._piece(section.heading)
            yield self._unit(PassageKind.PROSE, [piece], heading=True)
        places = [place for place in section.places if place.block.kind is not BlockKind.CONTENTS]
        position = 0
        last: Unit | None = None
        while position < len(places):
            taken, unit = self._next(places, position)
            position += taken
            if last is not None and unit.pieces and unit.pieces[0].text.startswith("[published:"):
                # A digest's reference under a table or list belongs to what it stands under.
                last.pieces.append(unit.pieces.pop(0))
            if unit.pieces:
                if last is not None:
                    yield last
                last = unit
        if last is not None:
            yield last

    def _next(self, places: Sequence[Place], position: int) -> tuple[int, Unit]:
        block = places[position].block
        if block.kind is BlockKind.TABLE:
            return 1, self._table(places[position])
        if block.kind is BlockKind.ITEM:
            return self._list(places, position, [])
        paragraph = [places[position]]
        while position + len(paragraph) < len(places) and self._goes_on(paragraph[-1], places[position + len(paragraph)]):
            paragraph.append(places[position + len(paragraph)])
        following = position + len(paragraph)
        if following < len(places) and self._introduces(paragraph, places[following].block):
            return self._list(places, position, paragraph)
        return len(paragraph), self._unit(PassageKind.PROSE, self._sentences(paragraph), marker=block.marker)

    def _goes_on(self, last: Place, following: Place) -> bool:
        """Whether a paragraph was broken in two: marked so by the reader, or long and without an end, with plain words after it."""
        if following.block.continues:
            return True
        words = self._words(last).rstrip()
        plain = following.block.kind is BlockKind.PARAGRAPH and not following.block.marker
        return plain and len(words) > 150 and (words[-1:].isalpha() or words[-1:] in ",-–")

    def _introduces(self, paragraph: Sequence[Place], following: Block) -> bool:
        """A paragraph introduces the list under it where it ends in a colon, or is one short line."""
        if following.kind is not BlockKind.ITEM:
            return False
        words = self._words(paragraph[-1]).rstrip()
        return words.endswith((":", ";", "–", "-", "…")) or len(words) < 120

    def _list(self, places: Sequence[Place], position: int, introduction: Sequence[Place]) -> tuple[int, Unit]:
        """A run of items (with what runs on from them over a page end), and the words that introduce them."""
        end = position + len(introduction)
        items: list[Piece] = []
        while end < len(places) and (places[end].block.kind is BlockKind.ITEM or (items and places[end].block.continues)):
            if places[end].block.kind is BlockKind.ITEM:
                items.append(self._piece(places[end]))
            else:
                items[-1] = _both(items[-1], self._piece(places[end]))
            end += 1
        head = self._sentences(introduction) if introduction else []
        lead = head[-1].text if head else ""
        marker = places[position].block.marker
        return end - position, self._unit(PassageKind.LIST, [*head, *items], lead=lead, marker=marker)

    def _table(self, place: Place) -> Unit:
        page = self._page(place.page)
        assert place.block.table is not None  # a table block always names its table
        table = page.tables[place.block.table]
        rows = _rows_of(self._id, page, table)
        head = [piece for number, piece in rows if number < table.header_rows]
        lead = " | ".join(piece.text.replace("\t", " | ") for piece in head[-1:]) or self._continued_headers(table)
        unit = self._unit(PassageKind.TABLE, [piece for _, piece in rows], lead=lead)
        unit.continued = table.continues and not head
        return unit

    def _continued_headers(self, table: Table) -> str:
        names = [self._page(number).text[start:end] for number, start, end in table.headers]
        return " | ".join(name for name in names if name)

    def _sentences(self, places: Sequence[Place]) -> list[Piece]:
        """The sentences of a paragraph; one that runs over a page end has two spans."""
        pieces: list[Piece] = []
        for place in places:
            page = self._page(place.page)
            start = place.block.start
            for begin, end in sentences_of(page.text[start : place.block.end]):
                piece = self._span(place.page, start + begin, start + end)
                if pieces and place is not places[0] and begin == 0 and pieces[-1].text.rstrip()[-1:] not in ".!?:;":
                    pieces[-1] = _both(pieces[-1], piece)
                else:
                    pieces.append(piece)
        return pieces

    def _piece(self, place: Place) -> Piece:
        return self._span(place.page, place.block.start, place.block.end)

    def _span(self, page: int, start: int, end: int) -> Piece:
        return Piece((Span(self._id, page, start, end),), self._page(page).text[start:end])

    def _words(self, place: Place) -> str:
        return self._page(place.page).text[place.block.start : place.block.end]

    def _page(self, number: int) -> Page:
        return self._reading.pages[number - 1]

    def _unit(self, kind: PassageKind, pieces: list[Piece], lead: str = "", marker: str = "", heading: bool = False) -> Unit:
        trail = self._section.trail
        number = marker.strip("().") if marker[:1].isalnum() else ""
        return Unit(kind, pieces, lead, trail, trail[:-1], self._section.anchor, number, self._section.level, heading)


def _both(first: Piece, second: Piece) -> Piece:
    return Piece(first.spans + second.spans, joined([first.text, second.text]), first.lead)


def _rows_of(document_id: str, page: Page, table: Table) -> list[tuple[int, Piece]]:
    """The rows of a table as pieces; a row too long for one passage comes cell by cell, led by its row and column names."""
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append((cell.column, cell.start, cell.end))
    found: list[tuple[int, Piece]] = []
    for number, cells in sorted(rows.items()):
        filled = [(column, start, end) for column, start, end in cells if end > start]
        if not filled:
            continue
        start, end = min(c[1] for c in filled), max(c[2] for c in filled)
        if end - start <= TARGET:
            found.append((number, Piece((Span(document_id, page.number, start, end),), page.text[start:end])))
            continue
        names = _column_names(page, table)
        row_name = " ".join(page.text[s:e] for column, s, e in filled if column < table.header_columns)
        for column, begin, stop in filled:
            lead = " | ".join(part for part in (row_name, names.get(column, "")) if part)
            found.append((number, Piece((Span(document_id, page.number, begin, stop),), page.text[begin:stop], lead)))
    return found


def _column_names(page: Page, table: Table) -> dict[int, str]:
    names: dict[int, str] = {}
    for cell in table.cells:
        if cell.row < table.header_rows and cell.end > cell.start:
            for column in range(cell.column, cell.column + cell.columns):
                names[column] = page.text[cell.start : cell.end]
    return names
