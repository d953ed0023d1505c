"""Figures in tables, with what their row, their column and the table's title say that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.findings.columns import Role, role_of
from assistant.findings.quantity import Quantity, quantities
from assistant.findings.script import Script
from assistant.findings.subjects import ALL_CRIME, head_of, language, said, subject_of, who_counts
from assistant.findings.sums.mention import (
    MONTH,
    MONTHS,
    MOST_WORDS,
    OTHERWISE,
    RATE,
    TARGET_AFTER,
    TARGET_BEFORE,
    YEARS,
    Kind,
    Mention,
    year_of,
)
from ingest.register.flow import Grid, GridCell

_PLAIN_COLUMN = re.compile(
    r"\b(?:baseline|target|actual|current|latest|result|value|number|figure|total|count|outturn|performance"
    r"|position|now|start|starting|point|goal|year|end|to|by|for|in|of|the|latest|ambition|where|we|are"
    r"|were|want|be|level|reading)\b"
    r"|[()%£:,–-]|\b000s?\b",
    re.I,
)
# Not the role of a column: these words tell what a figure is wherever they stand in the headings above it ("2030/31 target, cases").
_TARGET_COLUMN = re.compile(r"\b(?:target|goal|ambition|aim|want to be|by 20\d\d|milestone)\b", re.I)
_BASELINE_COLUMN = re.compile(r"\b(?:baseline|start(?:ing)?(?: point)?|where we (?:are|were))\b", re.I)
_ALL_ROW = re.compile(
    r"^\W*(?:grand\s+|overall\s+)?(?:total|all|sum|overall|altogether)(?:\s+(?:recorded\s+)?(?:crime|offence)s?)?\W*$", re.I
)
_CELL_REST = re.compile(
    rf"\b(?:or|fewer|less|more|better|at|least|most|no|than|not|below|above|under|over|a|per|year|in|by"
    rf"|for|to|{MONTH}|cases|incidents|offences|reports|people|end|of|up|maintain|down)\b|[()≤≥<>~+*†,.;–-]",
    re.I,
)
_PLACES = re.compile(r"\b(?:ward|area|parish|district|neighbourhood|town|borough|locality|school|force|site|place|location)s?\b", re.I)
_DEFAULT = re.compile(
    r"\b(?P<what>baselines?|targets?)\b[^.;]{0,40}?\b(?:are|is|for|from|refer to|at)\s+(?:for\s+|the\s+"
    r"|from\s+|year\s+|end\s+of\s+)*",
    re.I,
)
_NO_FIGURES = re.compile(r"change|differ|varia|trend|rag|rating|rank|\bno\.|\bref\b|page|\+/-|share", re.I)
LONGEST_TITLE = 14  # words of a line above a table that names it


def places_of(script: Script) -> frozenset[str]:
    """Given a document, return the stems of the names in the first column of its tables of places; made once a document."""
    return script.once("names of places", _places)


def _places(script: Script) -> frozenset[str]:
    named = (cell.text for grid in script.flow.grids if _PLACES.search(grid.corner) for row in grid.rows for cell in row[:1])
    return frozenset(stem for name in named for stem in said(name)) - language().beside


@dataclass(frozen=True)
class _Table:
    """A table while its figures are read: its number, the stems around it and of its title, and the year that its caption gives all of
    it."""

    grid: Grid
    number: int
    around: frozenset[str]
    title: frozenset[str]
    years: frozenset[str]

    def header(self, cell: GridCell) -> str:
        """The name of a cell's column, in one line."""
        return re.sub(r"\s+", " ", self.grid.columns.get(cell.column, ""))

    @cached_property
    def is_pairs(self) -> bool:
        """Whether it is two columns without names: what, and how much."""
        return not self.grid.columns and len(self.grid.rows) > 1 and max(cell.column for cell in self.grid.cells) == 1


def in_tables(script: Script) -> Iterator[Mention]:
    """Given a document, yield the figures of its tables with what they are of."""
    defaults, places = _defaults(script), places_of(script)
    for number, grid in enumerate(script.flow.grids):
        around = frozenset(said(grid.caption) | {stem for title in grid.trail[-2:] for stem in said(title)})
        table = _Table(grid, number, around, _title_of(grid), _says_year(grid))
        measure = next((column for column, name in sorted(grid.columns.items()) if role_of(name) is Role.MEASURE), None)
        for row, group in zip(grid.rows, grid.groups, strict=True):
            named = next((cell for cell in row if cell.column == measure and re.search(r"[^\W\d_]{3}", cell.text)), None) or _name_of(row)
            if named is not None:
                yield from _in_row(table, row, named, group, defaults, places, script)


def _in_row(
    table: _Table,
    row: Sequence[GridCell],
    named: GridCell,
    group: str,
    defaults: Mapping[str, str],
    places: frozenset[str],
    script: Script,
) -> Iterator[Mention]:
    """The figures of one row. Rows of places name no thing: what the table counts stands above it, or nowhere."""
    place = said(named.text) if places & said(named.text) else frozenset()
    counted = subject_of(YEARS.sub(" ", table.grid.title or table.grid.caption)) if place else frozenset()
    for cell in row:
        found = _figure(cell) if cell.column > named.column else None
        header = table.header(cell)
        if found is None or not header and not table.is_pairs or _NO_FIGURES.search(header):
            continue
        subject, head = _counted(table.grid, re.sub(r"\s+", " ", named.text), header, group)
        years = _years(table, cell, found, header, named, defaults)
        too_long = len(subject | counted) > MOST_WORDS
        if (
            not subject
            or too_long
            or years is None
            or place
            and not counted
            and subject <= place
            or OTHERWISE.search(f"{named.text} {header}")
        ):
            continue
        rate = RATE.search(f"{cell.text} {named.text} {header}")
        yield Mention(
            replace(found, unit=_unit(found, named.text, header)),
            subject | counted,
            head,
            table.around,
            table.grid.trail,
            years,
            Kind.TARGET if _is_target(cell, found, header) else Kind.LEVEL,
            rate["unit"].casefold() if rate else "",
            (script.cell_span(table.grid, cell), script.cell_span(table.grid, named)),
            table.grid.section,
            table.number,
            _BASELINE_COLUMN.search(header) is not None,
            place=place,
            title=table.title,
            who=who_counts(named.text),
        )


def _figure(cell: GridCell) -> Quantity | None:
    """The one figure of a cell that holds nothing else but its year, or words like "or fewer"; no date."""
    text = re.sub(r"\s", " ", cell.text)
    if not text.strip() or MONTHS.search(text):
        return None
    years = [match.span() for match in YEARS.finditer(text)]
    found = [one for one in quantities(text) if not any(start <= one.start < end for start, end in years)]
    if len(found) != 1:
        return None
    rest = YEARS.sub(" ", f"{text[: found[0].start]} {text[found[0].end :]}")
    return None if _CELL_REST.sub(" ", rest).strip() else found[0]


def _is_target(cell: GridCell, one: Quantity, header: str) -> bool:
    before, after = cell.text[: one.start], cell.text[one.end :]
    return bool(_TARGET_COLUMN.search(header) or TARGET_AFTER.match(after) or TARGET_BEFORE.search(before))


def _years(
    table: _Table, cell: GridCell, one: Quantity, header: str, named: GridCell, defaults: Mapping[str, str]
) -> frozenset[str] | None:
    """The year of a figure: its column's, its own, that of all baselines or targets, or the table's; None where it is not one."""
    own = {year_of(match) for match in YEARS.finditer(header or named.text)} or {year_of(match) for match in YEARS.finditer(cell.text)}
    if not own and MONTHS.search(header):
        return None
    what = "baseline" if _BASELINE_COLUMN.search(header) else "target" if _is_target(cell, one, header) else ""
    years = frozenset(own) or (frozenset({defaults[what]}) if what in defaults else table.years)
    return years if len(years) <= 1 else None


def _counted(grid: Grid, name: str, header: str, group: str) -> tuple[frozenset[str], str]:
    """What a figure counts, by the names of its row, its column and the rows it stands under, and the head of that name. The row of all
    of them counts what the column does."""
    besides = _PLAIN_COLUMN.sub(" ", YEARS.sub(" ", header))
    is_all = _ALL_ROW.match(name) is not None
    subject = subject_of(YEARS.sub(" ", f"{'' if is_all and subject_of(header) else name} {besides}"))
    if is_all and not subject and re.search(r"crime|offence", f"{name} {grid.corner} {header}", re.I):
        subject = frozenset({ALL_CRIME})
    if subject and group and group not in name and grid.trail[-1:] != (group,):
        subject |= subject_of(group)
    return subject, head_of(besides) if is_all or not head_of(name) else head_of(name)


def _defaults(script: Script) -> dict[str, str]:
    """The years that a sentence gives all baselines, and all targets."""
    found: dict[str, str] = {}
    for sentence in script.sentences:
        for match in _DEFAULT.finditer(sentence.text):
            year = YEARS.match(sentence.text, match.end())
            if year is not None:
                found.setdefault(match["what"].casefold().rstrip("s"), year_of(year))
        targets = re.search(r"\bbaselines?\b.{0,80}?\btargets?\b\s+(?:are\s+)?(?:for|by|to)\s+", sentence.text, re.I)
        year = YEARS.match(sentence.text, targets.end()) if targets else None
        if year is not None:
            found.setdefault("target", year_of(year))
    return found


def _says_year(grid: Grid) -> frozenset[str]:
    """The one year that a table's caption gives all of it."""
    years = (
        frozenset(year_of(match) for match in YEARS.finditer(grid.caption))
        if re.match(r"\s*(?:table|figure)\b", grid.caption, re.I)
        else frozenset()
    )
    return years if len(years) == 1 else frozenset()


def _title_of(grid: Grid) -> frozenset[str]:
    """The stems of what a table's title says that it counts; none where only a heading or a sentence stands above it."""
    caption = re.sub(r"\s+", " ", grid.title or grid.caption).strip()
    if not caption or len(caption.split()) > LONGEST_TITLE or caption in grid.trail or caption.endswith((".", ":", "?")):
        return frozenset()
    return subject_of(YEARS.sub(" ", re.sub(r"^(?:table|figure)\s+\S+", "", caption, flags=re.I))) - {ALL_CRIME}


def _name_of(row: Sequence[GridCell]) -> GridCell | None:
    """The cell that names a row: the first with words in it, a printed number before it aside."""
    for cell in row:
        if re.search(r"[^\W\d_]{3}", cell.text):
            return cell if not any(quantities(YEARS.sub(" ", cell.text))) or len(cell.text.split()) > 3 else None
    return None


def _unit(one: Quantity, name: str, header: str) -> str:
    """A figure's unit, which the row's or the column's name may print instead of the cell."""
    if one.unit:
        return one.unit
    if re.search(r"%|\bper\s?cent|\bpercentage\b|\bproportion\b", f"{name} {header}", re.I):
        return "%"
    return "£" if "£" in f"{name} {header}" else ""
