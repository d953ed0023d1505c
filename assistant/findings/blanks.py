"""What rows of tables, items of lists and lines of cards leave empty where the others beside them say it: who, by when, measured by what,
from where and up to where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.findings.actions import ONGOING, TIMED, in_fields
from assistant.findings.cards import left_unsaid
from assistant.findings.columns import Role, gives_no_figure, is_vacant, label_of, labels_in, role_of, roles_of, says_nothing
from assistant.findings.imprint import held
from assistant.findings.script import Script
from assistant.findings.tails import open_tails
from assistant.findings.times import times
from ingest.documents import BlockKind, Span
from ingest.register.entry import plain
from ingest.register.flow import Grid, GridCell, Listing, Piece

_SUM = re.compile(r"^\W*(?:(?:sub-?)?totals?|costs?|sum|all|overall|average|budget|source|notes?)\b", re.I)
_OPEN_LEAD = re.compile(
    r"\b(?:lead|leads|lead\s+(?:officer|agency|partner)|owner|sponsor|champion|(?:responsible|accountable)\s+(?:officer|body|person))\s+(?:is|are|has|have|remains?|will\s+be)\s+(?:still\s+|yet\s+)?"
    r"(?:to\s+be\s+(?:agreed|named|found|confirmed|decided|appointed|identified|determined|chosen)|not\s+(?:yet\s+)?(?:been\s+)?(?:agreed|named|found|confirmed|decided|appointed|identified)|vacant|unfilled|tbc)\b",
    re.I,
)
_PROMISES = re.compile(
    r"\b(?:promises?|pledges?|actions?|commitments?|we\s+will|we\s+shall|what\s+we\s+will|will\s+do|tasks?|next\s+steps|milestones?|projects|initiatives|deliverables?|what\s+(?:will\s+)?happens?|steps)\b",
    re.I,
)
_IN_BRACKETS = re.compile(r"\((?P<who>[A-Za-z][^()]{2,80})\)\W*$")
_AIMED = re.compile(
    r"\W*(?:(?:our|the|key|strategic|intended|desired)\s+)*(?:outcomes?|aims?|objectives?|priorit(?:y|ies)|goals?|ambitions?|themes?|strands?|pledges?|promises?"
    r"|what\s+(?:we|will)\b.*)\W*$",
    re.I,
)
_DATE_ONLY = re.compile(r"\W*(?:(?:by|from|in|to|until)\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d{2}.*")
FEWEST = 2  # rows that say what another leaves empty
FEWEST_ITEMS = 4  # of a list whose items are alike
MOST_ITEMS = 0.6  # share of a list's items that say something, from which it is a slip that one does not
FEWEST_WORDS = 2  # of a cell that says what is to be done or counted
LONGEST_LINE = 160  # characters of a line with a label
_FIGURES = (Role.BASELINE, Role.TARGET)
_ASKED = (Role.OWNER, Role.DUE, Role.MEASURE, *_FIGURES)  # what an action or a measure has
_LATER = re.compile(r"\bt\.?b\.?[acd]\b|\bto\s+(?:be|follow|come)\b|\bnot\s+yet\b|\bawait|#REF|\bvacan", re.I)
FEWEST_CELLS = 2  # filled ones of a row that says something
BETWEEN = 2  # characters between two cells that stand together
_ZERO = re.compile(r"\W*(?:none|nil|zero)\W*", re.I)
_COUNT = re.compile(r"\W*\d[\d,.]*\s?%?\W*")
_NONE_YET = re.compile(r"(?:[,;:.(]|\s[-–—])\s*(?P<none>[^,;:.()]{4,60})\W*$")


@dataclass(frozen=True, slots=True)
class Blank:
    """What lacks something: which, where it stands, of how many beside it, and whether it is a card's or a measure's row in a table."""

    role: Role
    span: Span
    others: int
    on_card: bool = False
    is_measure: bool = False


def blanks(script: Script) -> list[Blank]:
    """Given a document, return what its tables, lists and labelled lines leave empty."""
    return script.once(
        "blanks", lambda one: [*_in_tables(one), *_in_lines_of_tasks(one), *_in_lines(one), *_said_open(one), *_on_cards(one)]
    )


# -- tables -------------------------------------------------------------------------------------------------------------------


def _in_tables(script: Script) -> Iterator[Blank]:
    """Tables whose columns are called the same say of each other what a row should hold: one to each priority may have two rows only."""
    alike: defaultdict[tuple[tuple[int, str], ...], list[Grid]] = defaultdict(list)
    for grid in script.flow.grids:
        alike[tuple(sorted((column, plain(name)) for column, name in grid.columns.items()))].append(grid)
    for grids in alike.values():
        roles = _with_years(grids[0], roles_of(grids[0]), script)
        what = roles.get(Role.ACTION, roles.get(Role.MEASURE))
        if what is None or Role.RESULT in roles:
            continue
        rows = [_Row.of(grid, row, what, script) for grid in grids for row in grid.rows]
        for role in (role for role in _ASKED if role in roles):
            # Figures are the measure's, all else is the action's.
            own = roles.get(Role.MEASURE, what) if role in _FIGURES else what
            if own != what:
                asked = [_Row.of(grid, row, own, script) for grid in grids for row in grid.rows]
            else:
                asked = rows
            if role is Role.MEASURE and own == roles[role]:
                yield from _unmeasured(asked)
                yield from (blank for grid in grids for blank in _alone(grid, own, script))
            elif roles[role] != own and (role not in _FIGURES or Role.MEASURE in roles):
                is_measure = Role.ACTION not in roles
                yield from (replace(one, is_measure=is_measure) for one in _of_column(asked, role, roles[role]))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its cells by their columns, what it is about, and where that stands."""

    cells: dict[int, GridCell]
    name: GridCell | None
    span: Span | None
    unmeasured: bool

    @classmethod
    def of(cls, grid: Grid, row: list[GridCell], what: int, script: Script) -> _Row:
        """Given a row, what it is about by its column's place, return it. Where a row has no measure, it is about its first cell."""
        cells = {cell.column: cell for cell in grid.beside(row)}
        name = cells.get(what)
        filled = [cell for cell in cells.values() if cell.text.strip()]
        if name is None or len(filled) < min(FEWEST_CELLS, len(grid.columns) - 1):
            return cls(cells, None, None, False)
        first = filled[0]
        beside = [cell for cell in filled if cell is not first and cell is not name]
        unmeasured = role_of(grid.columns.get(what, "")) is Role.MEASURE and _has_none(name.text, bool(beside)) and first is not name
        name = first if unmeasured else name
        counts = len(name.text.split()) >= FEWEST_WORDS and not _SUM.match(name.text)
        return cls(cells, name if counts else None, script.cell_span(grid, name), unmeasured)

    def cited(self, column: int) -> Span | None:
        """Where the row's name stands, with what stands in a column in place of a figure where that follows on it, cell by cell."""
        value = self.cells.get(column)
        if self.span is None or value is None or not re.search(r"\w", value.text) or value.page != self.span.page:
            return self.span
        end = self.span.end
        for cell in sorted(self.cells.values(), key=lambda one: one.start):
            if cell.page == value.page and end <= cell.start <= end + BETWEEN and cell.start <= value.start:
                end = cell.start + len(cell.text.rstrip())
        return replace(self.span, end=end) if end == value.start + len(value.text.rstrip()) else self.span


def _has_none(text: str, others: bool) -> bool:
    """Whether a measure's cell says that there is none, or its last clause does where no figures stand beside it."""
    if says_nothing(text):
        return True
    last = _NONE_YET.search(text)
    return not others and last is not None and says_nothing(last["none"])


def _unmeasured(rows: list[_Row]) -> Iterator[Blank]:
    """The rows without a measure in a table of measures."""
    empty = [row.span for row in rows if row.unmeasured and row.name is not None and row.span is not None]
    if len(empty) * 2 <= len(rows):
        yield from (Blank(Role.MEASURE, span, len(rows)) for span in empty)


def _alone(grid: Grid, measure: int, script: Script) -> Iterator[Blank]:
    """What stands in a row of its own with nothing beside it, in a table that gives the others each a measure; where the row below begins
    with an empty cell, that one is its."""
    first = min(grid.columns)
    if first == measure or not _AIMED.match(grid.columns[first]):
        return
    rows = [[cell for cell in row if cell.text.strip()] for row in grid.rows]
    beside = [len(row) > 1 and row[0].column == first for row in rows]
    for place, row in enumerate(rows):
        goes_on = place + 1 < len(rows) and bool(rows[place + 1]) and rows[place + 1][0].column != first
        if len(row) == 1 and row[0].column == first and not goes_on and sum(beside) >= FEWEST and len(row[0].text.split()) >= FEWEST_WORDS:
            yield Blank(Role.MEASURE, script.cell_span(grid, row[0]), sum(beside) + 1)


def _with_years(grid: Grid, roles: dict[Role, int], script: Script) -> dict[Role, int]:
    """The roles of a table of measures whose columns are headed by years: the last one before the document's own time is where it starts,
    the last one of all, within that time, is where it is to go."""
    own = held(script)
    if own is None or Role.MEASURE not in roles or Role.ACTION in roles or Role.RESULT in roles:
        return roles
    headed = [
        (column, found[0]) for column, name in grid.columns.items() if len(found := times(name)) == 1 and column not in roles.values()
    ]
    before = [column for column, one in headed if one.first < own.first]
    within = [column for column, one in headed if one.last > own.first and one.first >= own.first]
    found_roles = dict(roles)
    if before:
        found_roles.setdefault(Role.BASELINE, before[-1])
    if within:
        found_roles.setdefault(Role.TARGET, within[-1])
    return found_roles


def _of_column(rows: list[_Row], role: Role, column: int) -> Iterator[Blank]:
    """The rows whose cell of one column is empty, where at least as many are not, or says that it is still to be filled."""
    said = 0
    empty: list[tuple[Blank, bool]] = []
    for row in rows:
        if row.name is None or row.span is None or row.unmeasured and role in _FIGURES:
            continue
        value = row.cells[column].text if column in row.cells else ""
        if role is Role.TARGET and is_zero(value, row.cells.values()):
            said += 1
            continue
        if not (gives_no_figure(value) if role is Role.TARGET else says_nothing(value) or role is Role.OWNER and is_vacant(value)):
            said += 1
        elif role is not Role.DUE or not TIMED.search(row.name.text) and not ONGOING.search(row.name.text):
            cited = row.cited(column) if role in _FIGURES else row.span
            empty.append((Blank(role, cited or row.span, 0), _LATER.search(value) is not None))
    enough = said >= FEWEST and len(empty) <= said
    for one, is_to_come in empty:
        if enough or is_to_come:
            yield replace(one, others=said + len(empty))


# -- lists --------------------------------------------------------------------------------------------------------------------


def _in_lines_of_tasks(script: Script) -> Iterator[Blank]:
    """Items of promises, and lines that end in who does them, each lack once."""
    found = [Blank(role, span, others) for role, span, others in open_tails(script)]
    yield from found
    yield from (one for one in _in_lists(script) if not any(one.role is other.role and one.span.overlaps(other.span) for other in found))


def _in_lists(script: Script) -> Iterator[Blank]:
    """Items of promises that name nobody, or give no time, where nearly all others under headings of the same name do."""
    alike: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in script.flow.lists:
        heading = listing.items[0].trail[-1] if listing.items and listing.items[0].trail else ""
        if _PROMISES.search(f"{heading} {listing.introduction}"):
            alike[plain(listing.introduction or heading)].append(listing)
    for listings in alike.values():
        items = [item for listing in listings for item in listing.items]
        if len(items) >= FEWEST_ITEMS:
            texts = [re.sub(r"\s+", " ", item.text).strip() for item in items]
            yield from _of_list(items, Role.OWNER, [_is_named(text, script) for text in texts])
            yield from _of_list(items, Role.DUE, [bool(TIMED.search(text) or ONGOING.search(text)) for text in texts])


def _of_list(items: list[Piece], role: Role, said: list[bool]) -> Iterator[Blank]:
    if all(said) or sum(said) < MOST_ITEMS * len(said):
        return
    for item, is_said in zip(items, said, strict=True):
        if not is_said and item.spans:
            yield Blank(role, item.spans[0], len(said))


def _is_named(text: str, script: Script) -> bool:
    """Whether an item names somebody in brackets at its end, between dashes, or in words of their own behind its last stop."""
    if labels := labels_in(text.replace("(", " ")):
        return Role.OWNER in labels
    match = _IN_BRACKETS.search(text)
    return match is not None and _DATE_ONLY.fullmatch(match["who"]) is None or bool(in_fields(text, script))


# -- lines --------------------------------------------------------------------------------------------------------------------


def _in_lines(script: Script) -> Iterator[Blank]:
    """Lines that name what should be said and say that it is not ("Lead: to be named")."""
    told: defaultdict[Role, int] = defaultdict(int)
    lines: list[tuple[Role, str, Span]] = []
    for piece in script.flow.pieces:
        if piece.kind is BlockKind.CONTENTS or len(piece.text) > LONGEST_LINE or not piece.spans:
            continue
        text = re.sub(r"\s", " ", piece.text)
        for role in (Role.OWNER, Role.DUE, Role.MEASURE, Role.BASELINE, Role.TARGET):
            start = label_of(text, role)
            if start is not None:
                told[role] += 1
                lines.append((role, text[start:], piece.spans[0]))
                break
    for role, value, span in lines:
        if value.strip() and (says_nothing(value) or role is Role.OWNER and is_vacant(value)):
            yield Blank(role, span, told[role])


def _said_open(script: Script) -> Iterator[Blank]:
    """Sentences that say of a lead that there is none yet ("The lead is to be agreed between the two councils")."""
    for sentence in script.sentences:
        if _OPEN_LEAD.search(sentence.text):
            yield Blank(Role.OWNER, sentence.spans[0], 1)


def _on_cards(script: Script) -> Iterator[Blank]:
    yield from (Blank(role, span, others, on_card=True) for role, span, others in left_unsaid(script))


def is_zero(value: str, cells: Iterable[GridCell]) -> bool:
    """Given what stands as a figure to reach and the cells of its row, say whether it is the word for zero: "None" beside a figure."""
    return _ZERO.fullmatch(value) is not None and any(_COUNT.fullmatch(cell.text) for cell in cells)


def figures_given(script: Script) -> dict[Role, list[Span]]:
    """Given a document, return the measures of its tables that have a figure to start from, and one to reach, in a column for it."""
    return script.once("figures given", _figures_given)


def _figures_given(script: Script) -> dict[Role, list[Span]]:
    found: dict[Role, list[Span]] = {role: [] for role in _FIGURES}
    for grid in script.flow.grids:
        roles = _with_years(grid, roles_of(grid), script)
        for row in grid.rows if Role.MEASURE in roles else []:
            cells = {cell.column: cell for cell in grid.beside(row)}
            measure = cells.get(roles[Role.MEASURE])
            for role in _FIGURES:
                value = cells.get(roles.get(role, -1))
                if measure is None or value is None:
                    continue
                if not gives_no_figure(value.text) or role is Role.TARGET and is_zero(value.text, cells.values()):
                    found[role].append(script.cell_span(grid, measure))
    return found


def kept(script: Script) -> list[Span]:
    """Given a document, return the measures of its tables with somebody's name in a column for who answers for them."""
    return script.once("kept", lambda one: list(_kept(one)))


def _kept(script: Script) -> Iterator[Span]:
    for grid, roles in ((grid, roles_of(grid)) for grid in script.flow.grids):
        for row in grid.rows if {Role.MEASURE, Role.OWNER} <= roles.keys() else []:
            cells = {cell.column: cell for cell in grid.beside(row)}
            measure, owner = cells.get(roles[Role.MEASURE]), cells.get(roles[Role.OWNER])
            if measure is not None and owner is not None and not says_nothing(owner.text) and not is_vacant(owner.text):
                yield script.cell_span(grid, measure)


def timed(script: Script) -> list[Span]:
    """Given a document, return the measures of its tables that have a figure, where the column for the one to reach is headed by a time."""
    return script.once("timed", lambda one: list(_timed(one)))


def _timed(script: Script) -> Iterator[Span]:
    for grid, roles in ((grid, roles_of(grid)) for grid in script.flow.grids):
        if not {Role.MEASURE, Role.TARGET} <= roles.keys() or not times(grid.columns[roles[Role.TARGET]]):
            continue
        for row in grid.rows:
            cells = {cell.column: cell for cell in grid.beside(row)}
            measure = cells.get(roles[Role.MEASURE])
            figures = (cells.get(roles.get(role, -1)) for role in _FIGURES)
            if measure is not None and any(cell is not None and not says_nothing(cell.text) for cell in figures):
                yield script.cell_span(grid, measure)


def owned(script: Script) -> list[Span]:
    """Given a document, return what is to be done or counted in the rows of tables that have a column for who does it: the actions beside
    somebody's name, and all measures of such tables, whose rows are asked after as actions."""
    return script.once("owned", lambda one: list(_owned(one)))


def _owned(script: Script) -> Iterator[Span]:
    for grid, roles in ((grid, roles_of(grid)) for grid in script.flow.grids):
        for row in grid.rows if {Role.ACTION, Role.OWNER} <= roles.keys() else []:
            cells = {cell.column: cell for cell in row}
            action, owner, measure = (cells.get(roles.get(role, -1)) for role in (Role.ACTION, Role.OWNER, Role.MEASURE))
            if action is not None and owner is not None and not says_nothing(owner.text):
                yield script.cell_span(grid, action)
            if measure is not None and measure.text.strip():
                yield script.cell_span(grid, measure)


def rows_of_actions(script: Script) -> list[Span]:
    """Given a document, return the measures that stand in the rows of actions: whoever does the action answers for them."""
    return script.once("rows of actions", lambda one: list(_measures_of_actions(one)))


def _measures_of_actions(script: Script) -> Iterator[Span]:
    for grid, roles in ((grid, roles_of(grid)) for grid in script.flow.grids):
        for row in grid.rows if {Role.ACTION, Role.MEASURE} <= roles.keys() else []:
            yield from (script.cell_span(grid, cell) for cell in row if cell.column == roles[Role.MEASURE] and cell.text.strip())
