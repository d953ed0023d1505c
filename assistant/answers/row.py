"""The lines of a list of entries: an entry's own words; of an indicator that stands in a table, its row as far as its values, below the
names of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.full_name import named_at
from assistant.conversation import Basis, DraftClaim
from ingest.documents import Cell, Page, Span, Table
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

LONGEST = 300  # characters of a row; of a longer one only the values are told
LONGEST_HEAD = 160  # characters of the names of the columns
_VALUES = ("baseline", "current", "target")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table has an indicator: the page, the table, the cell of its words, and those of its values."""

    page: Page
    table: Table
    cell: Cell
    values: tuple[Cell, ...]

    @property
    def columns(self) -> set[int]:
        """The columns of its words and values."""
        return {self.cell.column, *(value.column for value in self.values)}


def told_of(entries: Sequence[Entry], snapshot: Snapshot) -> Iterator[DraftClaim]:
    """Given entries of one document in order, yield a line for each; where the columns of their rows change, their names first."""
    places = [_place_of(entry, snapshot) if entry.kind is EntryKind.INDICATOR else None for entry in entries]
    cells = [(place.page.number, place.cell.start) for place in places if place is not None]
    named = ""
    for entry, place in zip(entries, places, strict=True):
        beside = [other for other in places if place is not None and other is not None and other.table is place.table]
        columns = {column for other in beside if other.values for column in other.columns}
        if place is None or not columns or cells.count((place.page.number, place.cell.start)) > 1:
            yield DraftClaim(Basis.QUOTED, (named_at(entry, snapshot),), item=True)
            continue
        spans, head = _row(entry.spans[0], place, range(min(columns), max(columns) + 1))
        if head is not None and (words := place.page.text[head.start : head.end]) != named:
            named = words
            yield DraftClaim(Basis.QUOTED, (head,))
        yield DraftClaim(Basis.QUOTED, spans, item=True)


def _place_of(entry: Entry, snapshot: Snapshot) -> _Place | None:
    """Where a table has an indicator; None where it stands in none."""
    span = entry.spans[0]
    page = snapshot.page(span.document_id, span.page)
    for table in page.tables:
        for cell in table.cells:
            if cell.row >= table.header_rows and cell.start <= span.start < cell.end:
                row = [other for other in table.cells if other.row == cell.row and other is not cell]
                values = tuple(other for other in row if _gives(page.text[other.start : other.end], entry))
                return _Place(page, table, cell, values)
    return None


def _gives(text: str, entry: Entry) -> bool:
    """Whether a cell's words are one of an indicator's values, or hold it beside its year."""
    words = " ".join(text.split())
    values = (" ".join(entry.fields.get(name, "").split()) for name in _VALUES)
    return bool(words) and any(words == value or (value and words.startswith(f"{value} (")) for value in values)


def _row(span: Span, place: _Place, columns: range) -> tuple[tuple[Span, ...], Span | None]:
    """An indicator's words and what its row has in some columns, in one piece, and the names of those columns; cell by cell and without
    those where the row does not stand together on its page."""
    cells = [cell for cell in place.table.cells if cell.row == place.cell.row and cell.column in columns and cell.end > cell.start]
    start, end = min(span.start, *(cell.start for cell in cells)), max(span.end, *(cell.end for cell in cells))
    strange = any(start <= cell.start < end and cell not in cells for cell in place.table.cells if cell.end > cell.start)
    if strange or end - start > LONGEST:
        return (span, *(Span(span.document_id, span.page, cell.start, cell.end) for cell in place.values)), None
    return (Span(span.document_id, span.page, start, end),), _head(place, columns, span.document_id)


def _head(place: _Place, columns: range, document_id: str) -> Span | None:
    """The names of some columns, where they stand in one row of this page and in one piece."""
    table = place.table
    named = [cell for cell in table.cells if cell.row < table.header_rows and cell.column in columns and cell.end > cell.start]
    if table.header_rows != 1 or not named:
        return None
    start, end = min(cell.start for cell in named), max(cell.end for cell in named)
    strange = any(start <= cell.start < end and cell not in named for cell in table.cells if cell.end > cell.start)
    return None if strange or end - start > LONGEST_HEAD else Span(document_id, place.page.number, start, end)
