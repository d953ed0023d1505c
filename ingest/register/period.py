"""When the figures of a table were: by the column, the row, the table's name and the text around it."""

from __future__ import annotations

import re

from ingest.register.dates import DATED_YEARS, MONTHS, YEARS
from ingest.register.flow import Grid

PERIOD = re.compile(
    rf"\b{MONTHS}(?:\s+{YEARS})?\s?(?:[-–]|to)\s?{MONTHS}(?:\s+(?:{YEARS}|['’]?\d\d))?\b|\bQ[1-4](?:\s+{YEARS})?\b"
    rf"|\b(?:(?:year|quarter|12 months)\s+(?:ending|ended|to)\s+)?{DATED_YEARS}",
    re.I,
)
_SUM_OF_YEARS = re.compile(r"(?:(?:grand\s+)?total|all\s+years|whole\s+period|(?:two|three|four|five)\s+years)\b", re.I)
# A column of rates, and where the text above a table says what they are of ("Rates are per 1,000 residents").
RATES = re.compile(r"(?:[\w-]+\s+){0,4}rates?$", re.I)


def period_of(grid: Grid, column: str, row_name: str) -> str:
    """Given a table and the names of a cell's column and row, return its period: in its column's name, its row's, the table's, or the only
    one that the text above the table names; nothing where none is."""
    named = PERIOD.search(column) or PERIOD.fullmatch(row_name.strip())
    corner = PERIOD.fullmatch(grid.corner.strip())
    if named is not None:
        return f"{corner.group()} {named.group()}" if corner is not None and not re.search(r"\d{4}", grid.corner) else named.group()
    said = _said_of_row(grid, column, row_name) or said_near(grid, column)
    if said:
        return said
    above = PERIOD.search(grid.title) or PERIOD.search(grid.caption)
    if corner is not None or above is not None:
        return (corner or above).group()  # type: ignore[union-attr]
    others = [match.group() for _, name in sorted(grid.columns.items()) if (match := PERIOD.search(name))]
    if others and RATES.match(column.strip().split(" per ")[0]):
        return others[-1]  # a rate behind the columns of several years is of the last one
    if others:
        return f"{others[0]} to {others[-1]}" if len(others) > 1 and _SUM_OF_YEARS.match(column.strip()) else ""
    # A bare year in the notes is one of publication.
    dated = {said for said in re.findall(DATED_YEARS, grid.below, re.I) if said[0].isalpha()}
    near = set(re.findall(YEARS, grid.above)) or dated
    return near.pop() if len(near) == 1 else ""


def _said_of_row(grid: Grid, column: str, row_name: str) -> str:
    """The period that the text near a table gives a column for one row alone ("For people hurt the baseline is 2019 to 2023")."""
    if not re.fullmatch(r"[A-Za-z]+(?: [a-z]+)?", column.strip()) or len(row_name.split()) < 2:
        return ""
    match = re.search(
        rf"\bfor\s+(?:the\s+)?{re.escape(row_name.strip())},?\s+the\s+{re.escape(column.strip())}s?\s+(?:is|are|was|were|covers?)\s+"
        rf"[^.;]{{0,50}}?(?P<period>{DATED_YEARS}(?:\s+to\s+{DATED_YEARS})?)",
        f"{grid.above}\n{grid.below}",
        re.I,
    )
    return match["period"] if match is not None else ""


def said_near(grid: Grid, column: str) -> str:
    """The period that the text above a table, or its notes, give a column by name ("The baseline is 2022/23, targets are for 2028/29")."""
    name = column.strip().casefold().rstrip("s")
    if not re.fullmatch(r"[a-z]+(?: [a-z]+)?", name):
        return ""
    match = re.search(
        rf"\b{re.escape(name)}s?(?:\s+(?:figures?|values?|years?|data|positions?))?\s+(?:(?:is|are|was|were|for|in|of|to|from|covers?|dates?)\s+)*"
        rf"(?:the\s+)?(?P<period>(?:(?:year\s+(?:to|ending)\s+)|mid-)?{DATED_YEARS}|over\s+(?:\w+|\d+)\s+years)",
        f"{grid.above}\n{grid.below}",
        re.I,
    )
    return match["period"] if match is not None else ""
