"""A page under construction, for the formats whose files state their own structure (all but PDF)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.documents import Block, BlockKind, Cell, Page, Table
from ingest.readers.characters import cleaned, one_line
from ingest.readers.markers import is_paragraph_number, item_marker, paragraph_number

_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[/–-]\s?(?:20)?\d{2})?")
_NAME = re.compile(r"[^\d]{1,40}|[^\d]{0,30}(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?|Q[1-4]")  # a column's


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table as its file states it: its words, its place, how far it spreads, whether it names others."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


class PageDraft:
    """Collects blocks in reading order and yields one `Page`.

    Every text handed in is cleaned; a line break inside it stays, other white space is folded. Empty texts are left out.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []

    def heading(self, text: str, level: int, marker: str = "") -> None:
        """Add a heading; `marker` is its printed number, found in `text` itself where it is not given."""
        words = one_line(text)
        if marker:
            words = f"{marker} {words}"
        self._add(BlockKind.HEADING, words, level, marker or paragraph_number(words) or item_marker(words))

    def paragraph(self, text: str) -> None:
        """Add a paragraph; one that begins with a bullet, letter or number becomes a list item or a numbered paragraph.

        Where one of several lines begins with a marker, a block of its own begins with it.
        """
        block: list[str] = []
        for line in _lines(text).split("\n"):
            if block and item_marker(line):
                self._typed("\n".join(block))
                block = []
            block.append(line)
        self._typed("\n".join(block))

    def item(self, text: str, level: int, marker: str = "", continues: bool = False) -> None:
        """Add a list item; `marker` is printed in front of it, one such as "3.7" makes it a numbered paragraph."""
        words = _lines(text)
        if not words:
            return
        typed = "" if marker or continues else item_marker(words)
        words = f"{marker} {words}" if marker else words
        kind = BlockKind.PARAGRAPH if is_paragraph_number(marker) else BlockKind.ITEM
        self._add(kind, words, 0 if kind is BlockKind.PARAGRAPH else level, marker or typed, continues)

    def caption(self, text: str) -> None:
        """Add the caption of a table or picture."""
        self._add(BlockKind.CAPTION, one_line(text))

    def contents(self, text: str, level: int = 1) -> None:
        """Add a line of a table of contents."""
        self._add(BlockKind.CONTENTS, one_line(text), level)

    def footnote(self, text: str, marker: str) -> None:
        """Add a footnote with the number it is printed with."""
        words = _lines(text)
        if words:
            self._add(BlockKind.FOOTNOTE, f"{marker} {words}" if marker else words, 0, marker)

    def table(self, cells: Sequence[GridCell], ruled: bool = True, confidence: float = 1.0) -> None:
        """Add a table: a line a row, cells separated by tabs; rows without a word are left out."""
        kept = _without_empty_rows([replace(cell, text=one_line(cell.text)) for cell in cells])
        if not kept:
            return
        start = self._length + (1 if self._parts else 0)
        placed: list[Cell] = []
        lines: list[str] = []
        for row in _lines_of(kept, lambda cell: cell.row):
            line: list[str] = []
            for cell in sorted(row, key=lambda cell: cell.column):
                placed.append(Cell(cell.row, cell.column, start, start + len(cell.text), cell.rows, cell.columns))
                line.append(cell.text)
                start += len(cell.text) + 1
            lines.append("\t".join(line))
        position = len(self._tables)
        header_rows, header_columns = _headers(kept)
        self._tables.append(Table(tuple(placed), header_rows, header_columns, ruled=ruled, confidence=confidence))
        self._add(BlockKind.TABLE, "\n".join(lines), table=position)

    @property
    def empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._blocks

    def page(self, number: int = 1, readable: bool = True) -> Page:
        """Return what was collected as one page."""
        return Page(number, "\n".join(self._parts), tuple(self._blocks), tuple(self._tables), readable=readable)

    def _typed(self, words: str) -> None:
        number = paragraph_number(words)
        marker = "" if number else item_marker(words)
        if marker:
            self._add(BlockKind.ITEM, words, 1, marker)
        else:
            self._add(BlockKind.PARAGRAPH, words, 0, number)

    def _add(
        self, kind: BlockKind, words: str, level: int = 0, marker: str = "", continues: bool = False, table: int | None = None
    ) -> None:
        if not words:
            return
        start = self._length + (1 if self._parts else 0)
        self._parts.append(words)
        self._length = start + len(words)
        self._blocks.append(Block(kind, start, self._length, level, marker, continues, table))


def _lines(text: str) -> str:
    """Given text, return its lines, each with white space folded, without empty ones."""
    lines = (one_line(line) for line in cleaned(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_empty_rows(cells: list[GridCell]) -> list[GridCell]:
    """Given cells, return them with rows that hold no word taken out and the rows behind moved up."""
    worded = {cell.row for cell in cells if cell.text}
    last = max((cell.row for cell in cells), default=-1)
    above = [0]  # above[r]: how many rows with words stand above row r
    for row in range(last + 1):
        above.append(above[-1] + (row in worded))
    kept = []
    for cell in cells:
        if cell.row in worded:
            end = min(cell.row + cell.rows, last + 1)
            kept.append(replace(cell, row=above[cell.row], rows=max(above[end] - above[cell.row], 1)))
    return kept


def _headers(cells: list[GridCell]) -> tuple[int, int]:
    """Given a table's cells, return how many rows and how many columns at its edges name the others."""
    by_row = _lines_of(cells, lambda cell: cell.row)
    rows = len(by_row)
    columns = max(cell.column + cell.columns for cell in cells)
    header_rows = _leading(by_row) or _guessed_header_rows(by_row, columns)
    header_rows += header_rows == 1 and _has_names_below(by_row, columns)
    below = [cell for cell in cells if cell.row >= header_rows]
    header_columns = _leading(_lines_of(below, lambda cell: cell.column))
    if header_rows == rows:  # every row is marked as a header: then none is
        header_rows = 1 if rows > 1 else 0
    if header_columns >= columns:
        header_columns = 1 if columns > 1 else 0
    if not header_columns and columns > 1:
        header_columns = int(_names([cell for cell in below if cell.column == 0]))
    return header_rows, header_columns


def _leading(lines: list[list[GridCell]]) -> int:
    """Given rows or columns, return how many of the first ones hold header cells only."""
    count = 0
    for line in lines:
        marked = [cell for cell in line if cell.text]
        if not marked or not all(cell.header for cell in marked):
            break
        count += 1
    return count


def _guessed_header_rows(rows: list[list[GridCell]], columns: int) -> int:
    """Given the rows of a table that marks no header, return 1 where the first reads like one, 2 where it is a title over one, else 0."""
    if len(rows) < 2:
        return 0
    if len(rows[0]) == 1 and rows[0][0].columns == columns > 1:
        return 1 + (len(rows) > 2 and _names(rows[1]))
    return int(_names(rows[0]))


def _has_names_below(rows: list[list[GridCell]], columns: int) -> bool:
    """Given the rows of a table of which the first names columns, say whether the second parts names that spread over several columns: it
    fills all of those, each with a short name and none with a figure."""
    spread = {at for cell in rows[0] if 1 < cell.columns < columns for at in range(cell.column, cell.column + cell.columns)}
    if not spread or len(rows) < 3:
        return False
    below = {cell.column: cell.text for cell in rows[1] if cell.text}
    named = all(_YEAR.fullmatch(text) or _NAME.fullmatch(text) for text in below.values())
    return named and spread <= below.keys()


def _lines_of(cells: Iterable[GridCell], place: Callable[[GridCell], int]) -> list[list[GridCell]]:
    """Given cells and the row or column of each, return those of line 0, of line 1 and so on; lines without a cell are empty."""
    lines: dict[int, list[GridCell]] = {}
    for cell in cells:
        lines.setdefault(place(cell), []).append(cell)
    return [lines.get(number, []) for number in range(max(lines, default=-1) + 1)]


def _names(cells: list[GridCell]) -> bool:
    """Given a row or column, say whether its cells can name others: mostly filled, mostly words, and short."""
    worded = [
        cell for cell in cells if (any(letter.isalpha() for letter in cell.text) or _YEAR.fullmatch(cell.text)) and len(cell.text) <= 120
    ]
    return bool(cells) and len(worded) * 2 > len(cells)
