"""PDF -> pages of blocks.

pypdfium2 gives every glyph with its box; `layout` and `tables` turn them into lines, columns, blocks and cells; `looks` and `headings`
decide what each block is; pypdf gives the outline and the printed page labels, and says why a damaged or locked file cannot be opened.
Two passes: what repeats (running headers, the body's type size, which hyphenated words the document knows) is only known once every
page was seen.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median

import pypdf
import pypdfium2 as pdfium
from pypdf.errors import PyPdfError

from ingest.documents import Block, Cell, Page, Reading, Table
from ingest.errors import UnreadableFile
from ingest.layout.box import Box
from ingest.layout.draft import Draft, drafts_of
from ingest.layout.line import Line, lines_of, mark_dotted
from ingest.layout.order import reading_order
from ingest.layout.side_labels import labelled_groups, mark_side_labels
from ingest.readers.bars import join_bars
from ingest.readers.furniture import Furniture, furniture_of, label_offset
from ingest.readers.ink import Ink, hyphenated_words
from ingest.readers.ligatures import named
from ingest.readers.looks import Leaf, fold_heading, looks_of
from ingest.readers.panels import mark_panels
from ingest.readers.pdfium import FontName, Sheet, sheet_of
from ingest.readers.unnamed import FontNames
from ingest.tables import (
    DraftTable,
    adopt_headers,
    goes_on,
    parted_from_mark,
    rest_of,
    ruled_tables,
    same_headers,
    take_names_between,
    unruled_tables,
    with_empty_columns,
    with_own_titles,
    without_frames,
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints about damaged files are not for the reader of ours

_NOTE = 0.93  # of the size of a table's type: notes at the foot of a page are smaller

# What pypdf raises on files that are not what they should be.
_DAMAGE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, NotImplementedError)


@dataclass(slots=True)
class _Sheet:
    """A page between the two passes."""

    number: int
    sheet: Sheet
    tables: list[DraftTable]
    lines: list[Line]
    drafts: list[Draft] = field(default_factory=list)

    def all_lines(self) -> Iterator[Line]:
        """The page's lines, those in tables too."""
        yield from self.lines
        yield from (line for table in self.tables for cell in table.cells for line in cell.lines)


def read_pdf(data: bytes, max_pages: int, on_pages: Callable[[int], None] = lambda count: None) -> Reading:
    """Given a PDF's bytes, return what is on its pages.

    `on_pages` is called with the page count as soon as it is known. Raises UnreadableFile where the file is
    encrypted, damaged, empty or has more than `max_pages` pages.
    """
    outline = _outline_of(data)
    on_pages(outline.pages)
    if outline.pages > max_pages:
        raise UnreadableFile(f"it has {outline.pages} pages, more than the {max_pages} allowed; split it or raise PLAN_ASSISTANT_MAX_PAGES")
    sheets, warnings = _sheets_of(data)
    furniture = furniture_of([(s.sheet.height, s.lines) for s in sheets])
    for sheet in sheets:
        sheet.lines = [line for line in sheet.lines if not furniture.holds(sheet.number, line)]
    for sheet, (tables, freed) in zip(sheets, without_frames([sheet.tables for sheet in sheets]), strict=True):
        mark_dotted(freed, sheet.sheet.dots)
        sheet.tables, sheet.lines = tables, [*sheet.lines, *freed]
    mark_side_labels([sheet.lines for sheet in sheets])
    for sheet in sheets:
        _find_tables(sheet)
        sheet.lines = join_bars(sheet.lines, sheet.sheet.rules)
        mark_panels(sheet.lines, sheet.sheet)
    _complete_tables(sheets)
    for sheet in sheets:
        _lay_out(sheet)
    _join_tables(sheets)
    pages = _Writer(sheets, outline, furniture).pages()
    return Reading(pages=tuple(pages), title=outline.title, warnings=tuple(warnings))


@dataclass(slots=True)
class _Outline:
    """What pypdf knows about the file: page count, printed labels, title, and headings by page."""

    pages: int
    labels: list[str]
    title: str | None
    headings: dict[int, dict[str, int]]


def _outline_of(data: bytes) -> _Outline:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("it is locked with a password; save an unlocked copy and hand that in")
        pages = len(reader.pages)
        if pages == 0:
            raise UnreadableFile("it has no pages; hand in the complete file")
        title = _clean_title(reader)
        return _Outline(pages, _labels_of(reader, pages), title, _headings_of(reader))
    except UnreadableFile:
        raise
    except _DAMAGE as error:
        raise UnreadableFile(f"it is damaged and cannot be opened ({type(error).__name__}); export it again and hand that in") from error


def _clean_title(reader: pypdf.PdfReader) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    text = re.sub(r"\s+", " ", str(title)).strip() if title else ""
    # Word processors leave the file's name there, which is no title.
    return text if 3 < len(text) < 200 and not re.search(r"\.(docx?|pdf|indd|pptx?)$|^microsoft word", text, re.I) else None


def _labels_of(reader: pypdf.PdfReader, pages: int) -> list[str]:
    if "/PageLabels" not in reader.root_object:
        return []
    labels = list(reader.page_labels)
    return labels if len(labels) == pages else []


def _headings_of(reader: pypdf.PdfReader) -> dict[int, dict[str, int]]:
    """The outline as page -> heading folded for comparison -> level; empty where it is broken, since it only helps."""
    found: dict[int, dict[str, int]] = {}

    def walk(items: Sequence[object], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, level + 1)
            elif isinstance(item, pypdf.generic.Destination):
                page = reader.get_destination_page_number(item)
                if page is not None and item.title:
                    found.setdefault(page + 1, {})[fold_heading(str(item.title))] = level

    try:
        walk(reader.outline, 1)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {}
    return found


def _sheets_of(data: bytes) -> tuple[list[_Sheet], list[str]]:
    sheets: list[_Sheet] = []
    warnings: list[str] = []
    fonts = FontNames(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFile("it is damaged and cannot be opened; export it again and hand that in") from error
    try:
        for number in range(1, len(document) + 1):
            sheet = _open_sheet(document, number, partial(fonts.name_of, number))
            if sheet is None:
                warnings.append(f"Page {number} is damaged and could not be read.")
                sheet = Sheet(0.0, 0.0, [], [], True)
            sheet = sheet._replace(glyphs=named(sheet.glyphs, partial(_other_text, data, number)))
            tables, rest = ruled_tables(sheet.rules, sheet.glyphs)
            lines = lines_of(rest)
            mark_dotted(lines, sheet.dots)
            sheets.append(_Sheet(number, sheet, tables, lines))
    finally:
        document.close()
    return sheets, warnings


def _other_text(data: bytes, number: int) -> str:
    """pypdf's text of a page; nothing where it cannot read it, since it only helps."""
    try:
        return pypdf.PdfReader(io.BytesIO(data), strict=False).pages[number - 1].extract_text()
    except _DAMAGE:
        return ""


def _open_sheet(document: pdfium.PdfDocument, number: int, name_of: FontName) -> Sheet | None:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        return sheet_of(page, name_of)
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


def _find_tables(sheet: _Sheet) -> None:
    """Take out of a page's lines the tables that no drawn cells show; beside a label at the side stand tables of their own."""
    beside = [held for _, held in labelled_groups(sheet.lines)]
    known = {id(line) for held in beside for line in held}
    labels = [line for line in sheet.lines if line.beside is not None]
    free = [line for line in sheet.lines if line.beside is None and id(line) not in known]
    sheet.lines = labels
    for lines in (free, *beside):
        loose, rest = unruled_tables(lines, len(sheet.tables), sheet.sheet.rules)
        sheet.tables += loose
        sheet.lines += rest


def _lay_out(sheet: _Sheet) -> None:
    boxes: list[Box] = [*sheet.lines, *(table.region for table in sheet.tables)]
    sheet.drafts = drafts_of(with_own_titles(reading_order(boxes)))


def _complete_tables(sheets: Sequence[_Sheet]) -> None:
    """Read again what a page end cuts off a table without lines: a few rows alone do not show their columns."""
    for before, after in zip(sheets, sheets[1:], strict=False):
        last, first = _outermost(before, at_top=False), _outermost(after, at_top=True)
        if last is not None and first is not None and (last.ruled or first.ruled or goes_on(last, first)):
            continue
        if last is not None and not last.ruled and (first is None or first.row_count <= last.row_count):
            _take_rest(last, after, first, at_top=True)
        elif first is not None and not first.ruled and not (first.header_rows and last is None):
            _take_rest(first, before, last, at_top=False)
    for before, after in zip(sheets, sheets[1:], strict=False):
        _take_names_between(before, after)


def _take_names_between(before: _Sheet, after: _Sheet) -> None:
    """Put the name of a group that stands alone at a page's foot, or at the next one's top, into the table that goes on there."""
    last = max(before.tables, key=lambda table: table.region.bottom, default=None)
    first = min(after.tables, key=lambda table: table.region.top, default=None)
    if last is None or first is None:
        return
    below = [line for line in before.lines if line.bottom > last.region.bottom]
    above = [line for line in after.lines if line.top < first.region.top]
    taken = {id(line) for held in take_names_between(last, below, first, above) for line in held}
    before.lines = [line for line in before.lines if id(line) not in taken]
    after.lines = [line for line in after.lines if id(line) not in taken]


def _take_rest(table: DraftTable, sheet: _Sheet, instead: DraftTable | None, at_top: bool) -> None:
    """Put what a table's columns hold at the top or foot of a page in the place of what was found there."""
    free = [*sheet.lines, *(line for cell in instead.cells for line in cell.lines)] if instead is not None else sheet.lines
    position = instead.region.table if instead is not None else len(sheet.tables)
    known = {id(line) for cell in instead.cells for line in cell.lines} if instead is not None else set()
    found, lines = rest_of(table, free, position, sheet.sheet.rules, at_top, known)
    if found is None or instead is not None and _glyphs_of(found) < _glyphs_of(instead):
        return
    sheet.lines = lines
    if instead is None:
        sheet.tables.append(found)
    else:
        sheet.tables[position] = found


def _glyphs_of(table: DraftTable) -> int:
    return sum(len(line.glyphs) for cell in table.cells for line in cell.lines)


def _outermost(sheet: _Sheet, at_top: bool) -> DraftTable | None:
    """The table that no line of the page stands above (or below), or None."""
    if not sheet.tables:
        return None
    if at_top:
        table = min(sheet.tables, key=lambda table: table.region.top)
        return table if all(line.top >= table.region.top for line in sheet.lines) else None
    table = max(sheet.tables, key=lambda table: table.region.bottom)
    return table if all(line.bottom <= table.region.bottom for line in sheet.lines) else None


def _join_tables(sheets: Sequence[_Sheet]) -> None:
    """Mark tables that go on from the page before."""
    for before, after in zip(sheets, sheets[1:], strict=False):
        if not (before.tables and after.tables and before.drafts and after.drafts):
            continue
        last, first = _table_at_foot(before), after.drafts[0].table
        if last is None or first is None or not goes_on(before.tables[last], after.tables[first]):
            continue
        table = after.tables[first]
        with_empty_columns(before.tables[last], table)
        table.continues = True
        adopt_headers(before.tables[last], table)
        table.header_rows = before.tables[last].header_rows if same_headers(before.tables[last], table) else 0


def _table_at_foot(sheet: _Sheet) -> int | None:
    """The table that a page ends with, notes at its foot in smaller type aside, or None."""
    place = next((n for n in range(len(sheet.drafts) - 1, -1, -1) if sheet.drafts[n].table is not None), None)
    if place is None or place == len(sheet.drafts) - 1:
        return sheet.drafts[place].table if place is not None else None
    number = sheet.drafts[place].table
    table = sheet.tables[number] if number is not None else None
    sizes = [line.size for cell in table.cells for line in cell.lines] if table is not None and table.ruled else []
    notes = [line for draft in sheet.drafts[place + 1 :] for line in draft.lines]
    return number if sizes and all(line.size < _NOTE * median(sizes) for line in notes) else None


class _Writer:
    """Second pass: drafts -> pages of text with blocks, tables and the origin of every character."""

    def __init__(self, sheets: Sequence[_Sheet], outline: _Outline, furniture: Furniture) -> None:
        self._sheets = sheets
        self._outline = outline
        self._furniture = furniture
        self._known = hyphenated_words(line for sheet in sheets for line in sheet.all_lines())
        leaves = [Leaf(s.number, s.sheet.height, s.drafts, s.tables, outline.headings.get(s.number, {})) for s in sheets]
        self._looks = looks_of(leaves)
        self._offset = label_offset(furniture)
        self._headers: tuple[tuple[int, int, int], ...] = ()

    def pages(self) -> list[Page]:
        return [self._page(sheet) for sheet in self._sheets]

    def _page(self, sheet: _Sheet) -> Page:
        ink = Ink(self._known)
        blocks: list[Block] = []
        tables: list[Table] = []
        looks = self._looks[sheet.number - 1]
        for draft, look in zip(sheet.drafts, looks, strict=True):
            start = ink.begin()
            if draft.table is not None:
                draft_table = sheet.tables[draft.table]
                tables.append(self._write_table(ink, draft_table, sheet.number))
                blocks.append(Block(look.kind, start, len(ink), table=len(tables) - 1))
                continue
            ink.write(draft.lines)
            blocks.append(Block(look.kind, start, len(ink), look.level, look.marker, look.continues))
        return Page(
            number=sheet.number,
            text=ink.text,
            blocks=tuple(block for block in blocks if block.end > block.start),
            tables=tuple(tables),
            label=self._label(sheet.number),
            width=round(sheet.sheet.width, 2),
            height=round(sheet.sheet.height, 2),
            origin=tuple(ink.origin),
            readable=bool(ink.text.strip()) or not sheet.sheet.drawn,
        )

    def _label(self, number: int) -> str | None:
        if self._outline.labels:
            label = self._outline.labels[number - 1]
            if label and label != str(number):
                return label
        if self._offset is not None:
            # Pages before the one that is numbered 1 (a cover, a fly leaf) have no printed number.
            return str(number + self._offset) if number + self._offset > 0 else None
        return str(number) if self._outline.labels else None

    def _write_table(self, ink: Ink, draft: DraftTable, page: int) -> Table:
        cells: list[Cell] = []
        for row in range(draft.row_count):
            if row:
                ink.white("\n")
            for position, cell in enumerate(draft.row(row)):
                if position:
                    ink.white("\t")
                start = len(ink)
                lines, mark = parted_from_mark(cell.lines)
                ink.write(lines)
                cells.append(Cell(row, cell.column, start, len(ink), cell.rows, cell.columns))
                if mark:  # the sign of a note stays on the page, and belongs to no cell
                    ink.white(" ")
                    ink.write(mark)
        own = _header_spans(cells, draft, page)
        headers = self._headers if draft.continues else ()
        self._headers = own or (headers if draft.continues else ())
        return Table(tuple(cells), draft.header_rows, draft.header_columns, draft.continues, headers, draft.ruled, draft.confidence)


def _header_spans(cells: Sequence[Cell], draft: DraftTable, page: int) -> tuple[tuple[int, int, int], ...]:
    """The column names a continuation needs: for each column the last header cell over it."""
    if not draft.header_rows:
        return ()
    names: list[tuple[int, int, int]] = []
    for column in range(draft.column_count):
        over = [c for c in cells if c.row < draft.header_rows and c.column <= column < c.column + c.columns]
        names.append((page, over[-1].start, over[-1].end) if over else (page, 0, 0))
    return tuple(names)
