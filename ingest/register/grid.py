"""Tables as the rules read them: rows of cells over page ends, the name of each column, and what stands above and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ingest.documents import Block, BlockKind, Page, Place, Reading, Section, Span
from ingest.register.dates import YEARS
from ingest.register.entry import EntryKind, Found
from ingest.register.lexicon import Lexicon
from ingest.register.note import says_unit
from ingest.register.piece import Piece

_BULLET = re.compile(r"(?:^|(?<=\s))[•◆▪■●○◦‣∙·➢➤✓✔▶❖►□▸▹☐☑★☆✦➜➔◇✅](?:\s+|$)")
CODE = re.compile(r"^[A-Za-z]{1,6}[\s.-]{0,2}\d{1,3}(?:\.\d{1,2})*[a-z]?[.)]?$")  # a reference: "NI 16", "A1.2"
_TABLE_CAPTION = re.compile(r"\s*(?:table|figure|chart)\s+\w+", re.I)
_IS_TABLE = re.compile(r"\s*table\s+\w+", re.I)
_NUMBERED = re.compile(r"\s*(?:table|figure|chart)\s+(?:[A-Z]\.?)?\d", re.I)
_TITLED = re.compile(r"\s*(?:table|figure|chart)\s+(?:[A-Z]\.?)?\d[\d.]*\s?[:.–-]\s", re.I)
_LONGEST_TITLE = 140  # characters
_NOTE = re.compile(r"\s*(?:sources?|notes?)\b", re.I)
_SOURCED = re.compile(r"[A-Z][^,.:;]{3,60},\s[^.:;]{3,60}\.")
_FINITE = re.compile(r"\b(?:we|is|are|was|were|be|will|has|have|had|can|may|must|should|do|does|not|this|these|it|they)\b", re.I)
_YEARS = re.compile(rf"\b{YEARS}\b")
_FEWEST_NAMES = 3  # columns of a table with a banner
_LINES_BELOW_BANNER = 3
_NAME = re.compile(r"[A-Z][^\d.:;]{1,40}")  # a column's


# The number of a row of another table, and several of them: "1 and 2", "4, 5 and 8".
_SMALL = re.compile(r"\d{1,2}(?:\.\d{1,2})?|all", re.I)
_NUMBERS = re.compile(r"\d{1,2}(?:\.\d{1,2})?(?:,\s+\d{1,2}(?:\.\d{1,2})?)*(?:,?\s+(?:and|&)|,)\s+\d{1,2}(?:\.\d{1,2})?")


@dataclass(frozen=True)
class GridCell:
    """One cell of a grid with its words and place."""

    row: int
    column: int
    columns: int
    rows: int
    text: str
    page: int
    start: int
    end: int

    def span(self, document_id: str) -> Span:
        """Where its words stand."""
        return Span(document_id, self.page, self.start, self.end)

    def cut(self, start: int, end: int) -> GridCell:
        """Given a range of its text, return that part as a cell in the same place."""
        return replace(self, text=self.text[start:end], start=self.start + start, end=self.start + end)

    @cached_property
    def items(self) -> list[GridCell]:
        """The list items that it holds, each without its bullet, or the whole of it."""
        marks = [match.span() for match in _BULLET.finditer(self.text)]
        if not marks:
            return [self]
        edges = [(0, 0)] if self.text[: marks[0][0]].strip() else []
        edges += marks
        stops = [start for start, _ in edges[1:]] + [len(self.text)]
        parts = [(end, end + len(self.text[end:stop].rstrip())) for (_, end), stop in zip(edges, stops, strict=True)]
        return [self.cut(start, end) for start, end in parts if re.search(r"[A-Za-z]{3}", self.text[start:end])]


@dataclass(frozen=True)
class Waiting:
    """A table's caption that no table was read after yet, and its page."""

    caption: str
    page: int


@dataclass
class Grid:
    """A table with all its parts over page ends: rows of cells, the name of each column, and what stands above it."""

    document_id: str
    section: int
    trail: tuple[str, ...]
    columns: dict[int, str]
    rows: list[list[GridCell]] = field(default_factory=list)
    corner: str = ""
    title: str = ""
    header_columns: int = 1
    confidence: float = 1.0
    caption: str = ""
    head: list[GridCell] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)
    above: str = ""  # the text of the section before it, since the table before
    below: str = ""  # its source and notes
    leaves: dict[int, str] = field(default_factory=dict)  # the last part of each column's name, where rows of names stand above each other
    repeats: list[list[str]] = field(default_factory=list)  # what a page that it goes on to may print again above its rows

    @cached_property
    def references(self) -> set[int]:
        """The columns that do no more than name rows of another table by their numbers: "1 and 2", "3", "4, 5 and 8"."""
        held: dict[int, list[str]] = {}
        for cell in self.cells:
            if cell.columns == 1 and re.search(r"\w", cell.text):
                held.setdefault(cell.column, []).append(cell.text.strip())
        return {
            column
            for column, texts in held.items()
            if any(map(_NUMBERS.fullmatch, texts)) and all(_NUMBERS.fullmatch(text) or _SMALL.fullmatch(text) for text in texts)
        }

    @property
    def page(self) -> int:
        """The page that it ends on, or 0 where it has no rows."""
        return next((cell.page for row in reversed(self.rows) for cell in row), 0)

    def name_of(self, cell: GridCell) -> str:
        """Given a cell, return the name of its column."""
        return self.columns.get(cell.column, "")

    def is_called(self, column: int, words: Lexicon, table: str, name: str) -> bool:
        """Given a column and a list of the lexicon, say whether one of its phrases is the column's name, or the last part of it."""
        return any(words.heads(table, name, said) for said in {self.columns.get(column, ""), self.leaves.get(column, "")})

    def covering(self, row: Sequence[GridCell]) -> list[GridCell]:
        """Given a row, return the cells of rows above that reach down into it."""
        if not row:
            return []
        page, number, own = row[0].page, row[0].row, {cell.column for cell in row}
        return [cell for cell in self._tall if cell.page == page and cell.row < number < cell.row + cell.rows and cell.column not in own]

    def beside(self, row: Sequence[GridCell]) -> list[GridCell]:
        """Given a row, return its cells and those of rows above that reach down into it, from left to right."""
        return sorted([*row, *self.covering(row)], key=lambda cell: cell.column)

    @cached_property
    def _tall(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.rows > 1]

    @cached_property
    def groups(self) -> list[str]:
        """For each row, the name that it stands under: of a row with a single cell above it, or of a cell in front that reaches over
        several rows; nothing where there is none. A row that is such a name has its own. A banner over the whole table goes before them."""
        if self.repeats:
            return [self.title.strip()] * len(self.rows)
        found: list[str] = []
        name = ""
        for row in self.rows:
            if self.is_group(row):
                name = next(cell.text.strip() for cell in row if cell.text.strip())
            over = [cell for cell in self._tall if row and _covers(cell, row[0])]
            found.append(over[0].text.strip() if over else name)
        return found

    def is_group(self, row: Sequence[GridCell]) -> bool:
        """Whether a row holds no more than the name of those below it."""
        filled = [cell for cell in row if cell.text.strip()]
        return len(self.columns) > 1 and len(filled) == 1 and filled[0].column == 0

    @property
    def cells(self) -> Iterator[GridCell]:
        """The cells of all rows, head aside."""
        return (cell for row in self.rows for cell in row)

    def as_piece(self, cell: GridCell) -> Piece:
        """Given a cell, return its words as a piece, for rules that read any words."""
        part = ((0, cell.page, cell.start, len(cell.text)),)
        return Piece(self.document_id, BlockKind.TABLE, cell.text, part, self.section, self.trail)

    def found(self, kind: EntryKind, cell: GridCell, fields: dict[str, str], confidence: float = 0.9, beside: str = "") -> Found:
        """Given a kind, a cell and what was read of it, return the entry that stands there; `beside` names its row's group."""
        return Found(kind, cell.text, (cell.span(self.document_id),), fields, self.trail, confidence=confidence, beside=beside)


def _texts(row: Sequence[GridCell]) -> list[str]:
    """The words of a row's cells, without those that are empty."""
    return [" ".join(cell.text.split()) for cell in row if cell.text.strip()]


def _covers(cell: GridCell, other: GridCell) -> bool:
    """Whether a cell of the first column reaches over the row of another one, and over more rows."""
    return cell.column == 0 and cell.rows > 1 and cell.page == other.page and cell.row <= other.row < cell.row + cell.rows


def add_grids(
    grids: list[Grid], document_id: str, reading: Reading, index: int, section: Section, waiting: Waiting | None = None
) -> Waiting | None:
    """Given the tables so far, the next section and the caption that waits for its table, take up the tables that the section holds; return
    the caption that then waits: below two columns of text, a table is read after the right one, its caption at the foot of the left one."""
    caption, above, named = section.title, "", ""
    neighbour = False  # whether nothing but white space stands between this table and the one before it
    for position, place in enumerate(section.places):
        page = reading.pages[place.page - 1]
        block = place.block
        if block.kind is not BlockKind.TABLE or block.table is None:
            caption = page.text[block.start : block.end]
            if neighbour and _stands_below(grids[-1], block, caption, section.places[position + 1 :]):
                grids[-1].caption = caption
                continue
            above += caption + "\n"
            # What stands beside a table may be read between it and its name.
            if block.kind is BlockKind.CAPTION and _IS_TABLE.match(caption):
                named, waiting = caption, Waiting(caption, place.page) if _may_wait(grids, place.page) else None
            if grids and (block.kind is BlockKind.FOOTNOTE or neighbour and _is_note(caption)):
                grids[-1].below += caption + "\n"
                continue
            neighbour = False
            continue
        table = page.tables[block.table]
        again = (
            bool(grids) and grids[-1].section == index and not _TABLE_CAPTION.match(caption) and _begins_again(grids[-1], page, block.table)
        )
        if grids and (table.continues or again):
            _go_on(grids[-1], page, block.table, reading)
        elif neighbour and _is_rest(grids[-1], page, block.table):
            grids[-1].rows += _cells(page, block.table)
        else:
            if not named and waiting is not None and waiting.page == place.page and not _is_caption(caption):
                named = waiting.caption
            grids.append(_grid(document_id, page, block.table, index, section.trail, named or caption))
            grids[-1].above = above
        neighbour, above, named, waiting = True, "", "", None
    return waiting


def _may_wait(grids: Sequence[Grid], page: int) -> bool:
    """Whether a caption on a page can be of no table before it: all those have their own."""
    last = grids[-1] if grids else None
    return last is None or last.page != page or _TABLE_CAPTION.match(last.caption) is not None


def _stands_below(grid: Grid, block: Block, text: str, following: Sequence[Place]) -> bool:
    """Whether a numbered caption right below a table is its own: none stands above the table, and no other table follows the caption."""
    numbered = _NUMBERED.match(text) is not None and (block.kind is BlockKind.CAPTION or _is_caption(text))
    after = following[0].block.kind if following else None
    return numbered and after is not BlockKind.TABLE and _TABLE_CAPTION.match(grid.caption) is None


def _is_caption(text: str) -> bool:
    """Whether words begin with a table's number and a stop ("Table 4: Calls by beat"), and are short: not "Table 4 shows that …"."""
    return _TITLED.match(text) is not None and len(text) <= _LONGEST_TITLE


def _is_note(text: str) -> bool:
    """Whether words right below a table are its note or source."""
    return _NOTE.match(text) is not None or _is_source(text) or says_unit(text)


def _is_source(text: str) -> bool:
    """Whether words right below a table say where its figures come from, without the word: a name and a date or what was counted, and no
    sentence ("Residents' survey, autumn 2024.")."""
    first = re.split(r"(?<=[.])\s", text.strip(), maxsplit=1)[0]
    return _SOURCED.fullmatch(first) is not None and len(first.split()) <= 12 and len(text.split()) <= 25 and not _FINITE.search(first)


def _cells(page: Page, number: int) -> list[list[GridCell]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in page.tables[number].cells:
        text = page.text[cell.start : cell.end]
        rows.setdefault(cell.row, []).append(
            GridCell(cell.row, cell.column, cell.columns, cell.rows, text, page.number, cell.start, cell.end)
        )
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def _grid(document_id: str, page: Page, number: int, index: int, trail: tuple[str, ...], caption: str) -> Grid:
    table = page.tables[number]
    rows = _cells(page, number)
    head, body = rows[: table.header_rows], rows[table.header_rows :]
    if not head and _names_columns(body):
        head, body = body[:1], body[1:]
    banner, between, head, body = _below_banner(head, body)
    columns: dict[int, str] = {}
    leaves: dict[int, str] = {}
    title = banner[0].text if banner else ""
    wide = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    for position, row in enumerate(head):
        filled = [cell for cell in row if cell.text.strip()]
        alone = len(filled) == 1 and position < len(head) - 1
        if alone and (filled[0].columns == wide or filled[0].columns == 1 and not filled[0].column):
            title = filled[0].text
            continue
        for cell in filled:
            for column in range(cell.column, cell.column + cell.columns):
                columns[column] = " ".join(part for part in (columns.get(column, ""), cell.text) if part)
                leaves[column] = cell.text
    names = [*banner, *(cell for row in head for cell in row if cell.text.strip())]
    return Grid(
        document_id, index, trail, columns, [*between, *body], columns.get(0, ""), title, table.header_columns, table.confidence, caption,
        names, leaves=leaves, repeats=[_texts(row) for row in (banner, *between, *head)] if banner else [],
    )  # fmt: skip


def _below_banner(
    head: list[list[GridCell]], body: list[list[GridCell]]
) -> tuple[list[GridCell], list[list[GridCell]], list[list[GridCell]], list[list[GridCell]]]:
    """Given a table's head and rows, return its banner, the lines below that, the row that names the columns, and the rest.

    A delivery plan prints the priority's name across the whole table, then its aim or its lead, and only then what its columns hold. The
    banner is empty, and the rest as it was, where a table has none.
    """
    filled = [cell for row in head for cell in row if cell.text.strip()]
    wide = max((cell.column + cell.columns for row in (*head, *body) for cell in row), default=0)
    if wide < _FEWEST_NAMES or len(filled) != 1 or filled[0].columns < wide:
        return [], [], head, body
    for place, row in enumerate(body[: _LINES_BELOW_BANNER + 1]):
        if len(row) == wide:
            named = all(_NAME.fullmatch(cell.text.strip()) for cell in row) and len({cell.text for cell in row}) == wide
            return (filled, body[:place], [row], body[place + 1 :]) if named else ([], [], head, body)
    return [], [], head, body


def _is_rest(grid: Grid, page: Page, number: int) -> bool:
    """Whether a table is the rest of the one before it, cut off by its drawing: as many columns, and no names of columns of its own."""
    rows = _cells(page, number)
    wide = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    if not grid.columns or wide != max(grid.columns) + 1:
        return False
    head = rows[: page.tables[number].header_rows]
    return not head or any(re.search(r"\d", _YEARS.sub("", cell.text)) for row in head for cell in row)


def _begins_again(grid: Grid, page: Page, number: int) -> bool:
    """Whether a table at the next page prints the names of the columns of the one before it again: it goes on, whatever notes stand
    between."""
    if not grid.rows or not grid.rows[-1] or grid.rows[-1][0].page != page.number - 1 or number or len(grid.columns) < 2:
        return False
    head = [row for row in _cells(page, number)[: page.tables[number].header_rows] if len(row) > 1]
    names = {cell.column: cell.text.strip().casefold() for row in head for cell in row}
    return names == {column: name.strip().casefold() for column, name in grid.columns.items()}


def _names_columns(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first of a table's rows names its columns although nothing sets it apart: only it has no figure behind its first cell."""
    if len(rows) < 3 or len(rows[0]) < 2:
        return False
    first = [cell.text.strip() for cell in rows[0][1:]]
    if not all(text and not re.match(r"^[-+£]?\d[\d,.]*\s?%?$", text) for text in first):
        return False
    return all(any(re.match(r"^[-+£]?\s?\d[\d,.]*\s?%?$", cell.text.strip()) for cell in row[1:]) for row in rows[1:] if len(row) > 1)


def _go_on(grid: Grid, page: Page, number: int, reading: Reading) -> None:
    table = page.tables[number]
    rows = _cells(page, number)
    if grid.repeats:
        while rows and _texts(rows[0]) in grid.repeats:
            rows = rows[1:]
    else:
        rows = rows[table.header_rows :]
    if not grid.columns and table.headers:
        for column, (where, start, end) in enumerate(table.headers):
            grid.columns[column] = reading.pages[where - 1].text[start:end]
    grid.header_columns = max(grid.header_columns, table.header_columns)
    last = grid.rows[-1] if grid.rows else []
    if rows and last and rows[0] and _runs_on(last, rows[0]):
        grid.carried.add(len(grid.rows))
        rows[0] = _aligned(last, rows[0], len(grid.columns))
    if last and not table.header_rows:
        rows = _beside_last_name(grid, rows)
    grid.rows += rows


def _beside_last_name(grid: Grid, rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Rows of a table that goes on over a page end, those before the first name in the first column beside the last one that stands there,
    where words in the second column name them: the name reaches over the page end."""
    last = next((cell for cell in grid.beside(grid.rows[-1]) if cell.column == 0 and cell.text.strip()), None)
    named = next((n for n, row in enumerate(rows) if any(cell.column == 0 and cell.text.strip() for cell in row)), len(rows))
    second = [next((cell.text for cell in row if cell.column == 1), "") for row in rows[:named]]
    if last is None or not all(re.search(r"[A-Za-z]{3}", text) for text in second):
        return rows
    return [[last, *(cell for cell in row if cell.column)] if n < named else row for n, row in enumerate(rows)]


def _runs_on(last: Sequence[GridCell], first: Sequence[GridCell]) -> bool:
    """Whether a page break cuts a row: what stands below begins with a small letter."""
    text = first[0].text.strip()
    return bool(text) and text[0].islower()


def _aligned(last: Sequence[GridCell], first: list[GridCell], columns: int) -> list[GridCell]:
    """The cells of a cut row's rest under the columns they go on from: a column in which nothing goes on leaves no cell behind."""
    if len(first) >= columns or not columns:
        return first
    texts = {cell.column: cell.text for cell in last}
    free = list(range(columns))
    placed: list[GridCell] = []
    for position, cell in enumerate(first):
        left = len(first) - position - 1
        room = free[: len(free) - left]
        column = (
            room[0] if position == 0 else (room[-1] if left == 0 else max(room, key=lambda c: (_alike(texts.get(c, ""), cell.text), -c)))
        )
        free = [one for one in free if one > column]
        placed.append(GridCell(cell.row, column, cell.columns, cell.rows, cell.text, cell.page, cell.start, cell.end))
    return placed


def _alike(first: str, second: str) -> int:
    """How many words two cells share at their beginnings."""
    count = 0
    for one, other in zip(first.split(), second.split(), strict=False):
        if one != other:
            break
        count += 1
    return count
