"""A page's sentences, list items, table rows and headings: what can be cited whole; and what stands around one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.supporting import Column, Evidence
from ingest.documents import Block, BlockKind, Cell, Page, Span, Table
from ingest.library import Snapshot
from ingest.passages import PUBLISHED
from ingest.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters `start` to `end` of a page that are cited whole. `block` is its place in `Page.blocks`, `row` a table row's number."""

    start: int
    end: int
    block: int
    kind: BlockKind
    row: int | None = None


def units_of(page: Page) -> tuple[Unit, ...]:
    """Given a page, return its units in the order of the page; lines of a table of contents say nothing and are left out."""
    return tuple(unit for at, block in enumerate(page.blocks) if block.kind is not BlockKind.CONTENTS for unit in _units(page, at, block))


def evidence_of(snapshot: Snapshot, span: Span, section: str) -> Evidence:
    """Given a span that stands on its page and the heading trail it stands under, return what a wording of it is held against."""
    page = snapshot.page(span.document_id, span.page)
    document = snapshot.document(span.document_id).document
    held = [unit for unit in units_of(page) if unit.start < span.end and unit.end > span.start]
    columns = _columns(snapshot, page, span.document_id, held[0]) if len(held) == 1 and held[0].row is not None else ()
    around = [document.title, document.area or "", document.period.label if document.period else "", section]
    return Evidence(
        words=page.text[span.start : span.end],
        lead=_lead(page, held[0]) if held and held[0].kind is BlockKind.ITEM else "",
        around="\n".join([*around, *(column.header for column in columns)]),
        columns=columns,
        cut=bool(held) and _is_cut(snapshot, page, span.document_id, held),
    )


def columns_of(snapshot: Snapshot, span: Span) -> tuple[Column, ...]:
    """Given a span of a table row, return the row's cells with what heads their columns; none of what stands in no one row."""
    page = snapshot.page(span.document_id, span.page)
    for at, block in enumerate(page.blocks):
        if block.kind is BlockKind.TABLE and block.table is not None and block.start <= span.start < block.end:
            rows = [unit for unit in _rows(page.tables[block.table], at) if unit.start < span.end and unit.end > span.start]
            return _columns(snapshot, page, span.document_id, rows[0]) if len(rows) == 1 else ()
    return ()


def _units(page: Page, at: int, block: Block) -> Iterator[Unit]:
    if block.kind is BlockKind.TABLE and block.table is not None:
        yield from _rows(page.tables[block.table], at)
    elif block.kind in (BlockKind.ITEM, BlockKind.HEADING):
        yield from _trimmed(page, at, block.kind, _marked(page, block), block.end)
    else:
        start = _marked(page, block)
        for begin, stop in sentences_of(page.text[start : block.end]):
            yield from _trimmed(page, at, block.kind, start + begin, start + stop)


def _marked(page: Page, block: Block) -> int:
    """Where a block's words begin: behind its bullet, letter or paragraph number."""
    held = block.kind is not BlockKind.HEADING and block.marker and page.text.startswith(block.marker, block.start)
    return block.start + len(block.marker) if held else block.start


def _trimmed(page: Page, block: int, kind: BlockKind, start: int, end: int) -> Iterator[Unit]:
    """A unit without white space around it, and without a digest's note of where the words stand in the published document."""
    text = page.text[start:end]
    match = PUBLISHED.search(text)
    words = text[: match.start()] if match else text
    if any(character.isalnum() for character in words):
        yield Unit(start + len(words) - len(words.lstrip()), start + len(words.rstrip()), block, kind)


def _rows(table: Table, block: int) -> Iterator[Unit]:
    rows: dict[int, tuple[int, int]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.end > cell.start:
            first, last = rows.get(cell.row, (cell.start, cell.end))
            rows[cell.row] = (min(first, cell.start), max(last, cell.end))
    for row, (start, end) in sorted(rows.items()):
        yield Unit(start, end, block, BlockKind.TABLE, row)


def _columns(snapshot: Snapshot, page: Page, document_id: str, unit: Unit) -> tuple[Column, ...]:
    number = page.blocks[unit.block].table
    if number is None:
        return ()
    table = page.tables[number]
    cells = sorted((cell for cell in table.cells if cell.row == unit.row), key=lambda cell: cell.column)
    return tuple(Column(page.text[cell.start : cell.end], _header(snapshot, page, document_id, table, cell)) for cell in cells)


def _header(snapshot: Snapshot, page: Page, document_id: str, table: Table, cell: Cell) -> str:
    """The words that head a cell's column, on this page or where the table began."""
    above = [
        page.text[head.start : head.end]
        for head in table.cells
        if head.row < table.header_rows and head.column < cell.column + cell.columns and cell.column < head.column + head.columns
    ]
    if not above and cell.column < len(table.headers):
        number, start, end = table.headers[cell.column]
        above = [snapshot.page(document_id, number).text[start:end]] if end > start else []
    return " ".join(above)


def _lead(page: Page, unit: Unit) -> str:
    """The sentence that introduces the list in which an item stands."""
    at = unit.block
    while at >= 0 and page.blocks[at].kind is BlockKind.ITEM:
        at -= 1
    if at < 0 or page.blocks[at].kind is not BlockKind.PARAGRAPH:
        return ""
    # Where a digest says the words stand in the published document introduces nothing.
    text = PUBLISHED.sub("", page.text[page.blocks[at].start : page.blocks[at].end])
    begin, stop = sentences_of(text)[-1] if text.strip() else (0, 0)
    return text[begin:stop].strip()


def _is_cut(snapshot: Snapshot, page: Page, document_id: str, held: list[Unit]) -> bool:
    """Whether the words began on the page before or go on over the page's end."""
    first, last = page.blocks[held[0].block], page.blocks[held[-1].block]
    started = first.continues and held[0].block == 0 and held[0].start <= first.start + len(first.marker) + 1
    if started and held[0].kind is not BlockKind.TABLE:
        return True
    if held[-1].kind is BlockKind.TABLE or page.text[held[-1].end - 1] in ".!?" or held[-1].end < last.end:
        return False
    if held[-1].block + 1 < len(page.blocks) or page.number >= snapshot.document(document_id).published.pages:
        return False
    following = snapshot.page(document_id, page.number + 1).blocks
    return bool(following) and following[0].continues
