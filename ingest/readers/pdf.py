"""PDF -> pages of blocks.

pypdfium2 gives every glyph with its box; `layout` and `tables` turn them into lines, columns, blocks and cells; `headings` decides what is a
heading; pypdf gives the outline and the printed page labels, and says why a damaged or locked file cannot be opened.
Two passes: what repeats (running headers, the body's type size, which hyphenated words the document knows) is only known once every page was seen.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdf
import pypdfium2 as pdfium
from pypdf.errors import PyPdfError

from ingest.documents import Block, BlockKind, Cell, Page, Reading, Table
from ingest.errors import UnreadableFile
from ingest.headings import Look, ranks_of, style_of
from ingest.layout import BULLETS, Box, Draft, Line, drafts_of, lines_of, reading_order
from ingest.readers.furniture import Furniture, furniture_of, label_offset
from ingest.readers.pdfium import Glyph, Sheet, sheet_of
from ingest.tables import DraftTable, adopt_headers, goes_on, ruled_tables, same_headers, unruled_tables

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints about damaged files are not for the reader of ours

_HYPHENS = "-\u00ad\u2010\x02\ufffe"
_CONTENTS_LINE = re.compile(r"^.{2,120}?(?:\.{4,}|…{2,}|(?:\s\.){3,}|\s)\s*(?:page\s+)?\d{1,3}$", re.I)
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\s\.){3,}")


@dataclass(slots=True)
class _Sheet:
    """A page between the two passes."""

    number: int
    sheet: Sheet
    tables: list[DraftTable]
    lines: list[Line]
    drafts: list[Draft] = field(default_factory=list)


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
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, NotImplementedError) as error:
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


def fold_heading(text: str) -> str:
    """Given a heading, return its letters and digits alone, for comparing one printed with one in an outline."""
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def _sheets_of(data: bytes) -> tuple[list[_Sheet], list[str]]:
    sheets: list[_Sheet] = []
    warnings: list[str] = []
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFile("it is damaged and cannot be opened; export it again and hand that in") from error
    try:
        for number in range(1, len(document) + 1):
            sheet = _open_sheet(document, number)
            if sheet is None:
                warnings.append(f"Page {number} is damaged and could not be read.")
                sheet = Sheet(0.0, 0.0, [], [], True)
            tables, rest = ruled_tables(sheet.rules, sheet.glyphs)
            lines = lines_of(rest)
            loose, lines = unruled_tables(lines, len(tables))
            sheets.append(_Sheet(number, sheet, tables + loose, lines))
    finally:
        document.close()
    return sheets, warnings


def _open_sheet(document: pdfium.PdfDocument, number: int) -> Sheet | None:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        return sheet_of(page)
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


def _lay_out(sheet: _Sheet) -> None:
    boxes: list[Box] = [*sheet.lines, *(table.region for table in sheet.tables)]
    sheet.drafts = drafts_of(reading_order(boxes))


def _join_tables(sheets: Sequence[_Sheet]) -> None:
    """Mark tables that go on from the page before."""
    for before, after in zip(sheets, sheets[1:], strict=False):
        if not (before.tables and after.tables and before.drafts and after.drafts):
            continue
        last, first = before.drafts[-1].table, after.drafts[0].table
        if last is None or first is None or not goes_on(before.tables[last], after.tables[first]):
            continue
        table = after.tables[first]
        table.continues = True
        adopt_headers(before.tables[last], table)
        table.header_rows = before.tables[last].header_rows if same_headers(before.tables[last], table) else 0


class _Writer:
    """Second pass: drafts -> pages of text with blocks, tables and the origin of every character."""

    def __init__(self, sheets: Sequence[_Sheet], outline: _Outline, furniture: Furniture) -> None:
        self._sheets = sheets
        self._outline = outline
        self._furniture = furniture
        self._known = _hyphenated_words(sheets)
        self._style = style_of([draft for sheet in sheets for draft in sheet.drafts])
        self._ranks = ranks_of(self._style, [draft for sheet in sheets for draft in sheet.drafts])
        self._offset = label_offset(furniture)
        self._headers: tuple[tuple[int, int, int], ...] = ()

    def pages(self) -> list[Page]:
        return [self._page(sheet) for sheet in self._sheets]

    def _page(self, sheet: _Sheet) -> Page:
        ink = _Ink(self._known)
        blocks: list[Block] = []
        tables: list[Table] = []
        looks = self._looks(sheet)
        for draft, look in zip(sheet.drafts, looks, strict=True):
            start = ink.begin()
            if draft.table is not None:
                draft_table = sheet.tables[draft.table]
                tables.append(self._write_table(ink, draft_table, sheet.number))
                kind = BlockKind.CONTENTS if _is_contents(draft_table) else BlockKind.TABLE
                blocks.append(Block(kind, start, len(ink), table=len(tables) - 1))
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

    def _looks(self, sheet: _Sheet) -> list[Look]:
        outline = self._outline.headings.get(sheet.number, {})
        looks = [self._look(sheet, position, outline) for position in range(len(sheet.drafts))]
        return _levelled_items(sheet.drafts, looks)

    def _look(self, sheet: _Sheet, position: int, outline: dict[str, int]) -> Look:
        draft = sheet.drafts[position]
        if draft.table is not None:
            return Look(BlockKind.TABLE)
        text = draft.text
        known = outline.get(fold_heading(text))
        following = sheet.drafts[position + 1] if position + 1 < len(sheet.drafts) else None
        if _is_contents_line(sheet.drafts, position):
            return Look(BlockKind.CONTENTS)
        if known is not None and len(text) < 200:
            return Look(BlockKind.HEADING, self._ranks.level(draft), draft.marker)
        level = self._ranks.heading_level(draft, following)
        if level:
            return Look(BlockKind.HEADING, level, _number(draft.marker))
        if self._style.is_footnote(draft, sheet.sheet.height):
            return Look(BlockKind.FOOTNOTE, 0, draft.marker)
        if draft.marker and (draft.marker[0] in BULLETS + "-–—*o" or not draft.marker[0].isascii() or len(text) <= 220):
            return Look(BlockKind.ITEM, 1, draft.marker)
        return Look(BlockKind.PARAGRAPH, 0, draft.marker, self._continues(sheet, position))

    def _continues(self, sheet: _Sheet, position: int) -> bool:
        """Whether a paragraph runs on from the block before it, over the end of a column or page."""
        draft = sheet.drafts[position]
        if draft.marker:
            return False
        if position:
            before = sheet.drafts[position - 1]
            if before.column == draft.column:
                return False
        else:
            earlier = [s for s in self._sheets[: sheet.number - 1] if s.drafts]
            if not earlier:
                return False
            before = earlier[-1].drafts[-1]
        if before.table is not None or not before.lines:
            return False
        text = before.text.rstrip()
        return text[-1:] not in ".:;?!”\"" and (draft.text[:1].islower() or text[-1:] in ",-–" or abs(before.size - draft.size) < 0.5 and len(before.lines) > 1)

    def _label(self, number: int) -> str | None:
        if self._outline.labels:
            label = self._outline.labels[number - 1]
            if label and label != str(number):
                return label
        if self._offset is not None:
            return str(number + self._offset)
        return str(number) if self._outline.labels else None

    def _write_table(self, ink: _Ink, draft: DraftTable, page: int) -> Table:
        cells: list[Cell] = []
        for row in range(draft.row_count):
            if row:
                ink.white("\n")
            for position, cell in enumerate(draft.row(row)):
                if position:
                    ink.white("\t")
                start = len(ink)
                ink.write(cell.lines)
                cells.append(Cell(row, cell.column, start, len(ink), cell.rows, cell.columns))
        own = _header_spans(cells, draft, page)
        headers = self._headers if draft.continues else ()
        self._headers = own or (headers if draft.continues else ())
        return Table(
            tuple(cells), draft.header_rows, draft.header_columns, draft.continues, headers, draft.ruled, draft.confidence
        )


def _header_spans(cells: Sequence[Cell], draft: DraftTable, page: int) -> tuple[tuple[int, int, int], ...]:
    """The column names a continuation needs: for each column the last header cell over it."""
    if not draft.header_rows:
        return ()
    names: list[tuple[int, int, int]] = []
    for column in range(draft.column_count):
        over = [c for c in cells if c.row < draft.header_rows and c.column <= column < c.column + c.columns]
        names.append((page, over[-1].start, over[-1].end) if over else (page, 0, 0))
    return tuple(names)


class _Ink:
    """Text being written, with the PDF's own character index for every code point."""

    def __init__(self, known: Counter[str]) -> None:
        self._parts: list[str] = []
        self.origin: list[int] = []
        self._known = known

    def __len__(self) -> int:
        return len(self.origin)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def begin(self) -> int:
        """Start a new block on a line of its own; return where it starts."""
        if self.origin:
            self.white("\n")
        return len(self.origin)

    def white(self, space: str) -> None:
        self._parts.append(space)
        self.origin.append(-1)

    def _glyph(self, glyph: Glyph) -> None:
        for char in _printable(glyph.char):
            self._parts.append(char)
            self.origin.append(glyph.index)

    def write(self, lines: Sequence[Line]) -> None:
        for number, line in enumerate(lines):
            glyphs = line.glyphs
            following = lines[number + 1] if number + 1 < len(lines) else None
            for position, glyph in enumerate(glyphs):
                if position and glyph.space:
                    self.white(" ")
                if following is not None and position == len(glyphs) - 1 and glyph.char in _HYPHENS and position:
                    if self._keeps_hyphen(line, following):
                        self._glyph(glyph._replace(char="-"))
                    break
                self._glyph(glyph)
            if following is not None and not (glyphs[-1].char in _HYPHENS and len(glyphs) > 1):
                self.white(" ")

    def _keeps_hyphen(self, line: Line, following: Line) -> bool:
        """A hyphen at a line end stays where the document writes the word with one elsewhere, or where it parts no letters."""
        head = line.text[:-1].rsplit(" ", 1)[-1]
        tail = following.text.split(" ", 1)[0]
        if not head[-1:].isalpha() or not tail[:1].islower():
            return True
        joined, hyphenated = _word(head + tail), _word(f"{head}-{tail}")
        if self._known[hyphenated] or self._known[joined]:
            return self._known[hyphenated] >= self._known[joined]
        return len(head) <= 3 or line.glyphs[-1].char in "\u2010"


def _printable(char: str) -> str:
    """Given a glyph's character, return what is kept of it: ligatures as letters, nothing for control and format characters."""
    if char in "\ufb00\ufb01\ufb02\ufb03\ufb04":
        return {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}[char]
    code = ord(char)
    if code < 32 or 0x7F <= code < 0xA0 or 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2060 <= code <= 0x206F:
        return ""
    if 0xD800 <= code <= 0xDFFF or code in (0xFEFF, 0xFFFE, 0xFFFF) or 0xE0000 <= code <= 0xE007F:
        return ""
    return "•" if 0xE000 <= code <= 0xF8FF else char


def _hyphenated_words(sheets: Sequence[_Sheet]) -> Counter[str]:
    """How often each word stands inside a line, with and without hyphens."""
    words: Counter[str] = Counter()
    for sheet in sheets:
        cells = [line for table in sheet.tables for cell in table.cells for line in cell.lines]
        for line in (*sheet.lines, *cells):
            parts = line.text.split(" ")
            words.update(_word(part) for part in (parts[:-1] if parts[-1][-1:] in _HYPHENS else parts))
    return words


def _word(text: str) -> str:
    return re.sub(r"^[^\w]+|[^\w]+$", "", text.casefold())


def _number(marker: str) -> str:
    return marker.strip("().") if marker and marker[0] not in BULLETS else ""


def _is_contents_line(drafts: Sequence[Draft], position: int) -> bool:
    """A line that ends in a page number counts as contents where it has leaders or its neighbours look the same."""
    text = drafts[position].text
    if drafts[position].table is not None or not _CONTENTS_LINE.match(text):
        return False
    if _LEADERS.search(text):
        return True
    near = drafts[max(0, position - 2) : position + 3]
    return sum(1 for draft in near if draft.lines and _CONTENTS_LINE.match(draft.text)) >= 3


def _is_contents(table: DraftTable) -> bool:
    """A table whose last column holds rising page numbers is a table of contents."""
    rows = [table.row(number) for number in range(table.row_count)]
    last = [row[-1].text for row in rows if len(row) >= 2 and row[-1].lines]
    pages = [int(m.group(1)) for text in last if (m := re.fullmatch(r"(?:page\s*)?(\d{1,3})", text.strip(), re.I))]
    return len(pages) >= 3 and len(pages) >= 0.7 * len(last) and pages == sorted(pages) and table.column_count <= 3


def _levelled_items(drafts: Sequence[Draft], looks: list[Look]) -> list[Look]:
    """Give list items their depth: within one run of items, each further left edge is one level deeper."""
    edges: list[float] = []
    levelled: list[Look] = []
    for draft, look in zip(drafts, looks, strict=True):
        if look.kind is not BlockKind.ITEM:
            if look.kind is BlockKind.HEADING:
                edges = []
            levelled.append(look)
            continue
        edges = [edge for edge in edges if edge < draft.x0 - 4] + [draft.x0]
        levelled.append(Look(look.kind, len(edges), look.marker, look.continues))
    return levelled
