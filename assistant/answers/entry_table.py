"""Rows of a document's tables that hold entries of one kind: their cells by the names of the columns, and how a row is quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.conversation import Basis, DraftClaim
from assistant.findings.script import Script
from ingest.documents import Span
from ingest.lexical import stems_of
from ingest.outline import title_of
from ingest.register.entry import Entry, EntryKind
from ingest.register.flow import Grid, GridCell

_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST = 2  # rows of a table that hold entries


@dataclass(frozen=True)
class Row:
    """One row of a table that holds an entry: the table, the row's cells with those of rows above that reach into it, and the name that
    it stands under."""

    table: EntryTable
    cells: tuple[GridCell, ...]
    group: str

    def cell(self, column: int) -> str:
        """Given a column, return the words of the row's cell in it; nothing where that is blank."""
        return next((cell.text.strip() for cell in self.cells if cell.column <= column < cell.column + cell.columns), "")

    @cached_property
    def name(self) -> str:
        """What the row is called: the words of the entry in it."""
        return self.cell(self.table.column)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where the row stands: as one span where its cells stand together on their page, else cell by cell."""
        printed = [cell for cell in self.cells if cell.text.strip()]
        # What reaches over several rows is told with the row only where nothing else is printed in it.
        filled = [cell for cell in printed if cell.rows == 1] or printed
        first, last = min(cell.start for cell in filled), max(cell.end for cell in filled)
        page = filled[0].page
        own = {(cell.page, cell.start) for cell in filled}
        others = (cell for cell in self.table.grid.cells if cell.text.strip() and (cell.page, cell.start) not in own)
        apart = any(cell.page != page for cell in filled) or any(
            cell.page == page and cell.start < last and cell.end > first for cell in others
        )
        if apart:
            return tuple(cell.span(self.table.grid.document_id) for cell in filled)
        return (Span(self.table.grid.document_id, page, first, last),)

    @property
    def about(self) -> frozenset[str]:
        """The stems of what the row is called and stands under."""
        return stems_of(f"{self.name} {self.group}")


@dataclass(frozen=True, eq=False)
class EntryTable:
    """A table whose rows hold entries of one kind: `column` holds what they are called."""

    grid: Grid
    column: int

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that hold an entry, in order; names of groups and rows without a name are none."""
        groups = self.grid.groups
        found = [Row(self, tuple(self.grid.beside(row)), group) for row, group in zip(self.grid.rows, groups, strict=True)]
        return [
            row
            for row, printed in zip(found, self.grid.rows, strict=True)
            if row.name and not self.grid.is_group(printed) and sum(bool(cell.text.strip()) for cell in printed) > 1
        ]

    @cached_property
    def head(self) -> tuple[Span, ...]:
        """The names of the columns, where they stand together in one row of one page; nothing where they do not."""
        cells = [cell for cell in self.grid.head if cell.text.strip()]
        if len(cells) < 2 or len({(cell.page, cell.row) for cell in cells}) > 1:
            return ()
        first, last = min(cell.start for cell in cells), max(cell.end for cell in cells)
        between = any(cell.page == cells[0].page and cell.start < last and cell.end > first for cell in self.grid.cells)
        return () if between else (Span(self.grid.document_id, cells[0].page, first, last),)

    @property
    def title(self) -> str:
        """What the table is called: its section's heading, without its number."""
        return title_of(self.grid.trail[-1]) if self.grid.trail else ""

    @property
    def called(self) -> frozenset[str]:
        """The stems of what it is called by: its caption and its section's heading."""
        return stems_of(f"{self.grid.caption} {self.title}")

    def column_of(self, is_name: Callable[[str], bool], fits: Callable[[str], bool], share: float = 2.0) -> int | None:
        """Given what tells a column's name and what fits in such a column, return the column that is called so (of several, the one with
        most different cells that fit), else the one of which at least that share of the filled cells fit; None where there is none. Without
        a share only names count. The column of what the rows are called is left out."""
        columns = sorted({*self.grid.columns, *(cell.column for row in self.rows for cell in row.cells)} - {self.column})
        named = [column for column in columns if any(is_name(name) for name in self._names(column))]
        if named:
            return max(named, key=lambda column: len({text for row in self.rows if fits(text := row.cell(column))}))
        shares = {column: self._share(column, fits) for column in columns}
        best = max(shares, key=lambda column: shares[column], default=None)
        return best if best is not None and shares[best] >= share else None

    def _names(self, column: int) -> set[str]:
        return {self.grid.columns.get(column, ""), self.grid.leaves.get(column, "")} - {""}

    def _share(self, column: int, fits: Callable[[str], bool]) -> float:
        filled = [text for row in self.rows if (text := row.cell(column))]
        return sum(map(fits, filled)) / len(filled) if len(filled) * 2 > len(self.rows) else 0.0


def worded(grid: Grid) -> EntryTable:
    """Given a table, return it with its rows called by the first column of which most filled cells hold words: "2 | Gangs | 130" is called
    by its second."""
    columns = sorted({cell.column for row in grid.rows for cell in row})
    for column in columns:
        filled = [cell.text for row in grid.rows for cell in row if cell.column == column and cell.text.strip()]
        if sum(_WORD.search(text) is not None for text in filled) * 2 > len(filled):
            return EntryTable(grid, column)
    return EntryTable(grid, min(columns, default=0))


def tables_of(kind: EntryKind, script: Script) -> list[EntryTable]:
    """Given a kind of entry and a document, return its tables of which at least two rows hold the document's own entries of that kind."""
    entries = script.own(kind)
    found: list[EntryTable] = []
    for grid in script.flow.grids:
        holding = Counter(cell.column for cell in grid.cells if any(_stands_in(entry, cell) for entry in entries))
        if holding and (column := holding.most_common(1)[0])[1] >= FEWEST:
            found.append(EntryTable(grid, column[0]))
    return found


def quoted(rows: Sequence[Row]) -> list[DraftClaim]:
    """Given rows in order, return a line for each; above the first of a table the names of its columns."""
    claims: list[DraftClaim] = []
    for place, row in enumerate(rows):
        if (not place or rows[place - 1].table is not row.table) and row.table.head:
            claims.append(DraftClaim(Basis.QUOTED, row.table.head))
        claims.append(DraftClaim(Basis.QUOTED, row.spans, item=True))
    return claims


def named_by(tables: Sequence[EntryTable], words: frozenset[str]) -> list[EntryTable]:
    """Given tables and the stems of a question, return those whose names share most words with it; all of them where none shares any
    that tells some from the others."""
    common = frozenset[str].intersection(*(table.called for table in tables)) if len(tables) > 1 else frozenset[str]()
    shared = [len((table.called & words) - common) for table in tables]
    most = max(shared, default=0)
    return [table for table, count in zip(tables, shared, strict=True) if count == most]


def _stands_in(entry: Entry, cell: GridCell) -> bool:
    return any(span.page == cell.page and span.start < cell.end and cell.start < span.end for span in entry.spans)
