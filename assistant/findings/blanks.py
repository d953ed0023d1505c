"""What rows of tables, items of lists and lines of cards leave empty where the others beside them say it: who, by when, measured by what,
from where and up to where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.actions import TIMED
from assistant.findings.columns import Role, gives_no_figure, label_of, roles_of, says_nothing
from assistant.findings.imprint import held
from assistant.findings.script import Script
from assistant.findings.times import times
from ingest.documents import BlockKind, Span
from ingest.register.flow import Grid, GridCell, Listing

_SUM = re.compile(r"^\W*(?:(?:sub-?)?totals?|costs?|sum|all|overall|average|budget|source|notes?)\b", re.I)
_ONGOING = re.compile(
    r"\b(?:on-?going|continu\w+|throughout|all\s+through|all\s+year|rolling|always|now|each|every|annual\w*|monthly|weekly|daily|quarterly|already|complete[d]?|done)\b",
    re.I,
)
_PROMISES = re.compile(
    r"\b(?:promises?|pledges?|actions?|commitments?|we\s+will|we\s+shall|what\s+we\s+will|will\s+do|tasks?|next\s+steps)\b", re.I
)
_IN_BRACKETS = re.compile(r"\((?P<who>[A-Za-z][^()]{2,80})\)\W*$")
_DATE_ONLY = re.compile(r"\W*(?:(?:by|from|in|to|until)\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d{2}.*")
FEWEST = 2  # rows that say what another leaves empty
FEWEST_ITEMS = 4  # of a list whose items are alike
MOST_ITEMS = 0.6  # share of a list's items that say something, from which it is a slip that one does not
FEWEST_WORDS = 2  # of a cell that says what is to be done or counted
LONGEST_LINE = 160  # characters of a line with a label
_PLACED = (Role.OWNER, Role.DUE, Role.MEASURE)  # what an action has


@dataclass(frozen=True, slots=True)
class Blank:
    """What lacks something: which, where it stands, and of how many beside it."""

    role: Role
    span: Span
    others: int


def blanks(script: Script) -> list[Blank]:
    """Given a document, return what its tables, lists and labelled lines leave empty."""
    return script.once("blanks", lambda one: [*_in_tables(one), *_in_lists(one), *_in_lines(one)])


# -- tables -------------------------------------------------------------------------------------------------------------------


def _in_tables(script: Script) -> Iterator[Blank]:
    for grid in script.flow.grids:
        roles = _with_years(grid, roles_of(grid), script)
        what = roles.get(Role.ACTION, roles.get(Role.MEASURE))
        if what is None:
            continue
        asked = _PLACED if Role.ACTION in roles else (Role.OWNER, Role.DUE, Role.BASELINE, Role.TARGET)
        for role in (role for role in asked if role in roles and roles[role] != what and Role.RESULT not in roles):
            yield from _of_column(grid, what, role, roles, script)


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


def _of_column(grid: Grid, what: int, role: Role, roles: dict[Role, int], script: Script) -> Iterator[Blank]:
    """The rows whose cell of one column is empty, where at least as many are not."""
    said: list[GridCell] = []
    empty: list[GridCell] = []
    for row in grid.rows:
        cells = {cell.column: cell for cell in row}
        name = cells.get(what)
        if (
            name is None
            or len(name.text.split()) < FEWEST_WORDS
            or _SUM.match(name.text)
            or len([cell for cell in row if cell.text.strip()]) < 2
        ):
            continue
        value = cells[roles[role]].text if roles[role] in cells else ""
        nothing = gives_no_figure(value) if role is Role.TARGET else says_nothing(value)
        (empty if nothing else said).append(name)
    if len(said) < FEWEST or len(empty) > len(said):
        return
    for name in empty:
        if role is not Role.DUE or not TIMED.search(name.text) and not _ONGOING.search(name.text):
            yield Blank(role, script.cell_span(grid, name), len(said) + len(empty))


# -- lists --------------------------------------------------------------------------------------------------------------------


def _in_lists(script: Script) -> Iterator[Blank]:
    """Items of promises that name nobody in brackets, or give no time, where nearly all others do."""
    for listing in script.flow.lists:
        heading = listing.items[0].trail[-1] if listing.items and listing.items[0].trail else ""
        if len(listing.items) < FEWEST_ITEMS or not _PROMISES.search(f"{heading} {listing.introduction}"):
            continue
        yield from _of_list(listing, Role.OWNER, [_is_named(item.text) for item in listing.items])
        yield from _of_list(listing, Role.DUE, [bool(TIMED.search(item.text) or _ONGOING.search(item.text)) for item in listing.items])


def _of_list(listing: Listing, role: Role, said: list[bool]) -> Iterator[Blank]:
    if all(said) or sum(said) < MOST_ITEMS * len(said):
        return
    for item, is_said in zip(listing.items, said, strict=True):
        if not is_said and item.spans:
            yield Blank(role, item.spans[0], len(said))


def _is_named(text: str) -> bool:
    match = _IN_BRACKETS.search(text.strip())
    return match is not None and _DATE_ONLY.fullmatch(match["who"]) is None


# -- lines --------------------------------------------------------------------------------------------------------------------


def _in_lines(script: Script) -> Iterator[Blank]:
    """Lines that name what should be said and say that it is not ("Lead: to be named")."""
    told: defaultdict[Role, int] = defaultdict(int)
    lines: list[tuple[Role, str, Span]] = []
    for piece in script.flow.pieces:
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(piece.text) > LONGEST_LINE or not piece.spans:
            continue
        text = re.sub(r"\s", " ", piece.text)
        for role in (Role.OWNER, Role.DUE, Role.MEASURE, Role.BASELINE, Role.TARGET):
            start = label_of(text, role)
            if start is not None:
                told[role] += 1
                lines.append((role, text[start:], piece.spans[0]))
                break
    for role, value, span in lines:
        if value.strip() and says_nothing(value):
            yield Blank(role, span, told[role])


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
