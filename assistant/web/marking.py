"""A page's text as a browser shows it: headings, paragraphs, list items and tables, with the cited characters marked.

Every character that is not white space is shown exactly once, in the page's order but for tables, which are shown by rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.documents import Block, BlockKind, Cell, Page, Table

# The page's own heading is a level two; those of the document begin below it.
HIGHEST = 3
LOWEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked, or are not. `first` is true for the first marked piece of the page."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table: its words, how far it spreads, and "col", "row" or "" for what it heads."""

    pieces: tuple[Piece, ...]
    rows: int
    columns: int
    heads: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown as one thing. `kind` is "heading", "paragraph", "items" or "table".

    A heading has a `level` (3 to 6), a list one run of pieces an item, a table rows of cells; the others have a single run.
    """

    kind: str
    runs: tuple[tuple[Piece, ...], ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    level: int = 0


def shown_text(page: Page, start: int = 0, end: int = 0) -> tuple[Part, ...]:
    """Given a page and a span of its text, return the page's parts, that span marked. A span outside the text marks what lies in it."""
    marker = _Marker(page.text, start, end)
    parts: list[Part] = []
    level = HIGHEST - 1
    for kind, group in groupby(_covering(page), key=lambda block: block.kind):
        blocks = list(group)
        if kind is BlockKind.ITEM:
            parts.append(Part("items", tuple(marker.pieces(block.start, block.end) for block in blocks)))
            continue
        for block in blocks:
            if kind is BlockKind.HEADING:
                # No level is left out, or the outline that a screen reader makes has holes.
                level = min(max(block.level, 1) + HIGHEST - 1, level + 1, LOWEST)
                parts.append(Part("heading", (marker.pieces(block.start, block.end),), level=level))
            else:
                parts.append(_table(page, block, marker) or Part("paragraph", (marker.pieces(block.start, block.end),)))
    return tuple(parts)


class _Marker:
    """Cuts ranges of a text where the marked span begins and ends."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self._start, self._end = start, end
        self._marked = False

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Given a range, return its pieces; the first that is marked on the whole page says so."""
        inner, outer = min(max(self._start, start), end), max(min(self._end, end), start)
        if inner >= outer:
            return (Piece(self.text[start:end]),)
        around = (Piece(self.text[start:inner]), Piece(self.text[inner:outer], True), Piece(self.text[outer:end]))
        return tuple(self._numbered(piece) for piece in around if piece.text)

    def _numbered(self, piece: Piece) -> Piece:
        if not piece.marked or self._marked or not piece.text.strip():
            return piece
        self._marked = True
        return Piece(piece.text, True, True)


def _covering(page: Page) -> Iterator[Block]:
    """Yield the page's blocks in order, and a paragraph for every stretch of words between them."""
    position = 0
    for block in sorted(page.blocks, key=lambda block: (block.start, -block.end)):
        if block.start < position:
            if block.end > position:
                yield Block(BlockKind.PARAGRAPH, position, block.end)
        else:
            yield from _between(page.text, position, block.start)
            yield block
        position = max(position, block.end)
    yield from _between(page.text, position, len(page.text))


def _between(text: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block(BlockKind.PARAGRAPH, start, end)


def _table(page: Page, block: Block, marker: _Marker) -> Part | None:
    """Given a table's block, return it as rows of cells; None where it is no table, or where its cells do not hold all of its words."""
    if block.kind is not BlockKind.TABLE or block.table is None or block.table >= len(page.tables):
        return None
    table = page.tables[block.table]
    if not _whole(page.text, block, table.cells):
        return None
    by_row = groupby(sorted(table.cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)
    return Part("table", rows=tuple(tuple(_cell(cell, table, marker) for cell in row) for _, row in by_row))


def _cell(cell: Cell, table: Table, marker: _Marker) -> ShownCell:
    heads = ""
    if not table.continues and cell.row < table.header_rows:
        heads = "col"
    elif cell.column < table.header_columns:
        heads = "row"
    filled = marker.text[cell.start : cell.end].strip()
    return ShownCell(marker.pieces(cell.start, cell.end), max(cell.rows, 1), max(cell.columns, 1), heads if filled else "")


def _whole(text: str, block: Block, cells: Sequence[Cell]) -> bool:
    """Say whether every word of a table's block stands in exactly one of its cells."""
    places = sorted((cell.start, cell.end) for cell in cells if cell.end > cell.start)
    return bool(cells) and not any(text[start:end].strip() for start, end in _gaps(block, places))


def _gaps(block: Block, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what lies between ranges within a block; a range that overlaps another, or leaves the block, is a gap of itself."""
    position = block.start
    for start, end in places:
        if start < position or end > block.end:
            yield start, end
        yield position, max(start, position)
        position = max(position, end)
    yield position, block.end
