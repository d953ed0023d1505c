"""Priorities in tables: a column of them, cells that name one with its number, and columns each of which is one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind, Found
from ingest.register.enumeration import FIGURES, without_and
from ingest.register.flow import Flow, Grid, GridCell
from ingest.register.lexicon import Lexicon
from ingest.register.merge import essence
from ingest.register.nouns import AREA, AREAS, ONE, SEVERAL
from ingest.register.ownership import Owners
from ingest.register.rating import RATING
from ingest.register.roles import NAMED, WORDS, heading_kind
from ingest.register.whose import OWN, whose_of

LONGEST_NAME = 30  # words
LONGEST_LINE = 14  # words of a priority that stands on a line of its own
_COLUMN = re.compile(
    rf"(?:(?:our|the|key|strategic|local|partnership|plan)\s+)*(?:{ONE}|{SEVERAL}|{AREA}|{AREAS})(?:\s+(?:areas?|themes?))?",
    re.I,
)
# The same with whose they are, or which: "Commissioner's priority", "Police and Crime Plan priority".
_OTHERS = re.compile(r"(?:[\w’'-]+\s+){1,6}(?:priorit(?:y|ies)|objectives?|themes?|pillars?)(?:\s+areas?)?(?:\s+\(.*\))?", re.I)
_PRIORITY = re.compile(r"\bpriorit(?:y|ies)\b", re.I)
_PROMISED = re.compile(r"\b(?:commitment|pledge|promise)s?\b", re.I)
# A row of a table that names a priority with its number ("3 Safe homes"), and one that sums them up.
NUMBERED_CELL = re.compile(r"^(?:0?(?P<number>\d{1,2}))[.):]?\s+(?P<name>[A-Z]\S*\s+\S.*)$", re.S)
_BARE_NUMBER = re.compile(r"^0?(?P<number>[1-9]\d?)[.)]?$")
_OF_ONE = re.compile(rf"\b(?:for|of|on|–|-|:)\s+(?:{WORDS})\s+(?:\d{{1,2}}|[A-Z]|{'|'.join(FIGURES)})$", re.I)
_IN_ALL = re.compile(
    r"(?:(?:grand\s+|sub-?)?total|all|overall|across all|whole|other)\b(?:\s+(?:priorities|themes|objectives|plan|areas|of them))?[\s:]*$",
    re.I,
)
# Where a card's name ends and its text begins, set in one cell: "… Calm streets We will hire wardens", "… Safe homes Lead: Housing".
_TEXT_BEGINS = re.compile(
    r"(?<=[\w)])\s+(?=We\s+(?:will|want|are|know|have)\b|Our\s+(?:aim|ambition|goal|commitment)s?\b|This\s+(?:means|is|priority)\b"
    r"|Why\s+(?:this|it|is)\b|What\s+(?:we|this)\b|(?:Lead|Owner|Led\s+by|Aim|Outcome|Actions?|Sponsor|Chair)(?:\s+\w+)?:\s)"
)


class PriorityTables:
    """Reads the priorities of a document's tables."""

    def __init__(self, flow: Flow, words: Lexicon, owners: Owners, names: frozenset[str] = frozenset()) -> None:
        """Given a flow, the lexicon, the owners and the essence of the names of the document's own priorities that are known, read them."""
        self._flow, self._words, self._owners, self._names = flow, words, owners, names
        self.found: list[Found] = []
        for grid in flow.grids:
            self._grid(grid)

    def _grid(self, grid: Grid) -> None:
        named = self._named_cells(grid)
        columns = [c for c, name in grid.columns.items() if _COLUMN.fullmatch(name.strip()) and not self._is_done(grid, c)]
        if not columns and not self._is_matrix(grid):
            columns = [c for c, name in grid.columns.items() if _OTHERS.fullmatch(name.strip()) and len(name.split()) <= 7]
        if len(columns) > 1:  # "Priority" beside "Our ambition": what stands in sentences says more of the name beside it
            columns = [c for c in columns if _PRIORITY.search(grid.columns[c]) or not _tells(grid, c)] or columns
        if not columns and not named:
            columns = self._of_another(grid)
        for column in columns if not self._rates(grid, columns) and not _is_of_one(grid) else ():
            if not is_of_groups(grid, column):
                self._rows(grid, column)
        if columns:
            return
        if not named:
            self._cards(grid)
            self._numbered_groups(grid)
        if not named and self._is_matrix(grid):
            self._columns(grid)

    def _is_done(self, grid: Grid, column: int) -> bool:
        """Whether a column of commitments stands beside one that says who sees to each, or by when: they are actions."""
        beside = {c for c in grid.columns for name in ("who", "when") if grid.is_called(c, self._words, "action", name)}
        return _PROMISED.search(grid.columns[column]) is not None and bool(beside - {column})

    def _cards(self, grid: Grid) -> None:
        """Take up names set as cards: numbers that count up from 1 above a row of names, where the heading announces priorities."""
        if not grid.trail or heading_kind(self._words, grid.trail[-1]) is not EntryKind.PRIORITY:
            return
        rows = [[cell for cell in row if cell.text.strip()] for row in (grid.head, *grid.rows)]
        expected = 1
        for numbers, names in itertools.pairwise(row for row in rows if row):
            counted = [match["number"] for cell in numbers if (match := _BARE_NUMBER.match(cell.text.strip())) is not None]
            if len(counted) != len(numbers) or counted != [str(expected + at) for at in range(len(numbers))]:
                continue
            below = {cell.column: cell for cell in names}
            if all(cell.column in below and _is_name(below[cell.column].text) for cell in numbers):
                for number, cell in zip(counted, numbers, strict=True):
                    self._take(grid, below[cell.column], clean(below[cell.column].text), number)
                expected += len(numbers)

    def _numbered_groups(self, grid: Grid) -> None:
        """Take up the names that a table's rows stand under, numbered from 1 ("2 Safe homes"), where one of them is a known priority's."""
        rows = [next(cell for cell in row if cell.text.strip()) for row in grid.rows if grid.is_group(row)]
        named = [(cell, match) for cell in rows if (match := NUMBERED_CELL.match(cell.text.strip())) is not None]
        if len(named) < 2 or [match["number"] for _, match in named] != [str(number) for number in range(1, len(named) + 1)]:
            return
        if any(essence(clean(match["name"])) in self._names for _, match in named):
            for cell, match in named:
                self._take(grid, cell, clean(match["name"]), match["number"])

    def _take(self, grid: Grid, cell: GridCell, name: str, number: str) -> None:
        whose = self._owners.ours(whose_of(self._words, "", grid.trail))
        fields = {"name": name, "number": number}
        self.found.append(
            Found(EntryKind.PRIORITY, cell.text, (cell.span(grid.document_id),), fields, grid.trail, "", whose, confidence=0.85)
        )

    def _of_another(self, grid: Grid) -> list[int]:
        """The first column, where it is headed by another body alone, the table's caption speaks of that body's priorities, and every cell
        in it is a short name."""
        head = grid.columns.get(0, "")
        whose = whose_of(self._words, head, ())
        said = whose_of(self._words, grid.caption, ())
        texts = [cell.text.strip() for cell in grid.cells if cell.column == 0]
        short = all(text[:1].isupper() and 1 < len(text.split()) <= LONGEST_LINE and text[-1:] not in ".:;?" for text in texts)
        if whose == OWN or said != whose or len(texts) < 2 or not short or len(grid.caption.split()) > 20:
            return []
        return [0] if self._words.finds("priority", "nouns", grid.caption) else []

    def _rates(self, grid: Grid, columns: Sequence[int]) -> bool:
        """Whether a column called "Priority" says how urgent something is, or by its number which one is meant, or one called "Goal" holds
        figures to be reached: it names none."""
        texts = [cell.text.strip() for cell in grid.cells if cell.column in columns and cell.text.strip()]
        return sum(1 for text in texts if RATING.fullmatch(text)) > 0.5 * len(texts)

    def _named_cells(self, grid: Grid) -> bool:
        """Take up cells such as "Objective 1: Fewer fires", in headings, in rows of their own and in boxes; say whether there were any."""
        found = False
        for cell in (_headline(cell) for cell in (*grid.head, *grid.cells)):
            match = NAMED.match(cell.text.strip())
            name = match["name"].strip() if match is not None else ""
            if match is None or not name[:1].isupper() or len(name.split()) > LONGEST_NAME:
                continue
            number = FIGURES.get(match["number"].casefold(), match["number"].upper())
            self._take(grid, cell, clean(first_sentence(name)), number)
            found = True
        return found

    def _rows(self, grid: Grid, column: int) -> None:
        for row in grid.rows:
            cell = next((cell for cell in row if cell.column == column and cell.text.strip()), None)
            if cell is None or not re.search(r"[A-Za-z]{3}", cell.text) or NAMED.match(cell.text.strip()) or cell.columns > 1:
                continue
            own = NUMBERED_CELL.match(cell.text.strip())
            if _IN_ALL.match(cell.text.strip()):
                continue
            fields = {"name": clean(own["name"] if own is not None else cell.text)}
            number = own["number"] if own is not None else ""
            if not number:
                before = (other.text.strip() for other in row if other.column < column)
                number = next((text for text in before if re.fullmatch(r"(?:\d{1,2}|[A-Z])\.?", text)), "")
            if number:
                fields["number"] = number.rstrip(".")
            whose = self._owners.ours(whose_of(self._words, grid.columns[column], grid.trail))
            self.found.append(
                Found(EntryKind.PRIORITY, cell.text, (cell.span(grid.document_id),), fields, grid.trail, "", whose, confidence=0.95)
            )

    def _is_matrix(self, grid: Grid) -> bool:
        """Whether the columns are priorities: at least two rows are called what parts of a priority are called."""
        names = [cell.text for row in grid.rows for cell in row[:2] if self._words.is_only("priority", "parts", cell.text)]
        return len(names) >= 2 and len(grid.columns) >= 3

    def _columns(self, grid: Grid) -> None:
        last = max((cell.row for cell in grid.head), default=0)
        for cell in grid.head:
            if cell.row < last or cell.column == 0 or len(cell.text.split()) < 2:
                continue
            for name, spans in self._as_headings(clean(cell.text), cell.span(grid.document_id)):
                whose = self._owners.ours(whose_of(self._words, "", grid.trail))
                self.found.append(Found(EntryKind.PRIORITY, name, spans, {"name": name}, grid.trail, "", whose, confidence=0.85))

    def _as_headings(self, name: str, span: Span) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """A column's name with the headings that say the same; as two where it joins what stand as two headings elsewhere."""
        heads = {essence(piece.text): piece for piece in self._flow.pieces if piece.kind is BlockKind.HEADING}
        halves = name.split(" and ", 1)
        if len(halves) == 2 and all(essence(half) in heads for half in halves):
            for half in halves:
                piece = heads[essence(half)]
                yield piece.text, (*piece.spans, span)
            return
        same = heads.get(essence(name))
        yield name, (span, *(same.spans if same is not None else ()))


def _tells(grid: Grid, column: int) -> bool:
    """Whether most cells of a column are sentences."""
    texts = [cell.text.strip() for cell in grid.cells if cell.column == column and cell.text.strip()]
    return 2 * sum(1 for text in texts if text[-1] in ".;") > len(texts)


def is_column_of_aims(name: str) -> bool:
    """Given what a column is called, say whether that is a word for priorities: "Objective", "Our aims"."""
    return _COLUMN.fullmatch(name.strip()) is not None


def is_of_groups(grid: Grid, column: int) -> bool:
    """Given a table and a column of objectives, say whether its rows stand under the names of priorities ("Priority 2: Calm streets"): what
    the column holds is what each of those is to bring about."""
    over = [next(cell.text.strip() for cell in row if cell.text.strip()) for row in grid.rows if grid.is_group(row)]
    first = bool(over) and grid.is_group(grid.rows[0])
    return first and not _PRIORITY.search(grid.columns[column]) and len(over) > 1 and all(NAMED.match(name) for name in over)


def _is_of_one(grid: Grid) -> bool:
    """Whether a whole table is one numbered priority's, by its title or caption ("Delivery plan for Priority 2"): what its column of
    objectives holds are that priority's parts."""
    return NAMED.match(grid.title.strip()) is not None or _OF_ONE.search(grid.caption.strip()) is not None


def _is_name(text: str) -> bool:
    """Whether a cell's words can be a name: a few, with a capital in front, and no sentence."""
    plain = text.strip()
    return plain[:1].isupper() and 1 < len(plain.split()) <= LONGEST_LINE and plain[-1] not in ".:;?"


def clean(name: str) -> str:
    """Given a name as printed, return it on one line, without the marks and the "and" behind it."""
    return without_and(re.sub(r"\s+", " ", name).strip().strip(" :;,."))


def first_sentence(text: str) -> str:
    """Given words, return the first sentence of them."""
    return re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", text, maxsplit=1)[0]


def _headline(cell: GridCell) -> GridCell:
    """A cell that begins with a priority's name, cut where its text begins behind that; any other one as it is."""
    text = _TEXT_BEGINS.search(cell.text) if NAMED.match(cell.text) else None
    return cell.cut(0, text.start()) if text is not None else cell
