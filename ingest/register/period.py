"""When the figures of a table were: by the column, the row, the table's name and the text around it."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.register.dates import DATED_YEARS, MONTHS, YEARS
from ingest.register.flow import Grid

PERIOD = re.compile(
    rf"\b{MONTHS}(?:\s+{YEARS})?\s?(?:[-–]|to)\s?{MONTHS}(?:\s+(?:{YEARS}|['’]?\d\d))?\b|\bQ[1-4](?:\s+{YEARS})?\b"
    rf"|\b(?:(?:year|quarter|12 months)\s+(?:ending|ended|to)\s+)?{DATED_YEARS}",
    re.I,
)
# A part of a year, which the year itself may stand apart from: over it, in front of its rows, or in the table's name.
_PART = re.compile(rf"\b(?:Q[1-4]|quarter\s+(?:[1-4]|one|two|three|four)|H[12]|{MONTHS}\s?(?:[-–]|to)\s?{MONTHS}|{MONTHS})(?!\w)", re.I)
_YEAR = re.compile(rf"\b{YEARS}\b")
_SHORT = re.compile(r"(?<![\d/.,])(?P<first>\d{2})\s?/\s?(?P<second>\d{2})(?![\d/.,])")
_SUM_OF_YEARS = re.compile(r"(?:(?:grand\s+)?total|all\s+years|whole\s+period|(?:two|three|four|five)\s+years)\b", re.I)
# A row that is no more than how things stand at one time: "Baseline 2029/30", "2032/33 (target)".
_STATE = (
    r"(?:(?:our|the)\s+)?(?:baselines?|start(?:ing\s+point)?|targets?|actuals?|current(?:ly)?|latest|now|outturn|results?|forecasts?|projections?|estimates?"
    r"|performance|position|budget|ambition|goal|milestone|previous|where\s+we\s+(?:are|were|start|want\s+to\s+be|aim\s+to\s+be)(?:\s+now)?)"
)
_AT_ONE_TIME = re.compile(
    rf"{_STATE}\W{{0,3}}(?:(?:for|in|by|at|as\s+at)\s+)?(?P<first>{PERIOD.pattern})\)?:?|(?P<last>{PERIOD.pattern})\W{{1,3}}{_STATE}\)?:?",
    re.I,
)
_BRACKETS = re.compile(r"(?<=[A-Za-z’'%])\s+\((?P<said>[^()]{4,60})\)\s*$")
_COMPARED = re.compile(r"\b(?:compared|against|since|from|than|base(?:line)?|prices|definition|survey|act|rules|census)\b", re.I)
# What stands between a column's name and its period in the text near a table: "Now" is, the column headed Now gives the outturn for.
_IS_OF = (
    r"[”\"’']?(?:\s+(?:figures?|values?|years?|data|positions?|columns?))?(?:\s*[:=(]\s*|,\s+(?=this\b)|\s+)"
    r"(?:(?:is|are|was|were|means?|shows?|gives?|covers?|dates?|refers?|stands|this|we|mean|for|in|of|to|from|at|as|the|those|outturns?|figures?|results?|positions?)\s+)*"
    r"(?:be\s+(?:met|reached|achieved|hit)\s+(?:(?:by|in|before|at)\s+)?)?(?:the\s+)?(?:end\s+of\s+)?"
)
_SAYS = re.compile(r"[=:]|\b(?:is|are|was|were|means?|shows?|gives?|covers?|refers?|stands|mean)\b", re.I)
_WHEN = rf"(?:(?:year\s+(?:to|ending)\s+)|mid-)?{DATED_YEARS}|over\s+(?:\w+|\d+)\s+years"
_AHEAD = re.compile(r"\b(?:targets?|aims?|ambitions?|goals?|by|trajectory|milestones?)\b", re.I)
# A column of rates, and where the text above a table says what they are of ("Rates are per 1,000 residents").
RATES = re.compile(r"(?:[\w-]+\s+){0,4}rates?$", re.I)


def period_of(grid: Grid, column: str, row_name: str, group: str = "") -> str:
    """Given a table and the names of a cell's column, row and group of rows, return its period: in its column's name, its row's, its
    group's, the table's, or the only one that the text above the table names; nothing where none is."""
    short = "" if PERIOD.search(column) else _short(column) or _short_alone(row_name)
    return _of_part(grid, column, row_name, group) or short or _period_of(grid, column, row_name) or _whole(group)


def names_time(name: str) -> str:
    """Given a row's name, return the period that it is no more than: "2029/30", "Baseline 2029/30"; nothing where it names more."""
    at = _AT_ONE_TIME.fullmatch(name.strip())
    return at["first"] or at["last"] if at is not None else _whole(name)


def _short(name: str) -> str:
    """The financial year that a name gives by its last figures alone ("22/23", "Target 25/26"), where it gives one."""
    years = [match.group() for match in _SHORT.finditer(name) if (int(match["second"]) - int(match["first"])) % 100 == 1]
    return years[0] if len(years) == 1 else ""


def _short_alone(name: str) -> str:
    return _short(name) if _SHORT.fullmatch(name.strip()) else ""


def _whole(name: str) -> str:
    """A name that is no more than a period."""
    match = PERIOD.fullmatch(name.strip())
    return match.group() if match is not None else ""


def _of_part(grid: Grid, column: str, row_name: str, group: str) -> str:
    """The period of a cell whose column or row is a part of a year, with its year as printed: "2024/25 Q1", "Q1 2024/25"; nothing
    where no part is named, or no year goes with it."""
    for name, others in ((column, (row_name, group)), (row_name, (column, group))):
        part, year = _PART.search(name), _YEAR.search(name)
        if part is None or name is row_name and _PART.fullmatch(name.strip()) is None:
            continue
        if len(_YEAR.findall(name)) > 1:
            return ""
        if year is not None:
            said = [match.group() for match in sorted((part, year), key=lambda match: match.start())]
            return " ".join(said) if _is_apart(name, part, year) else ""
        if _PART.fullmatch(name.strip()) is None and not re.match(r"Q|H", part.group()):
            continue
        over = [_YEAR.search(other) for other in (*(o for o in others if o), grid.corner, grid.title, grid.caption)]
        found = next((match.group() for match in over if match is not None), "")
        return f"{part.group()} {found}" if found else ""
    return ""


def _is_apart(name: str, part: re.Match[str], year: re.Match[str]) -> bool:
    """Whether a year stands before the part of it, or away from it: "March 2024" is one date, "2023/24 Q1" and "Q1 target 2023/24" are
    two words of one period."""
    between = name[part.end() : year.start()] if part.end() <= year.start() else ""
    return year.end() <= part.start() or re.match(r"Q|H", part.group()) is not None and len(between.split()) <= 1


def _period_of(grid: Grid, column: str, row_name: str) -> str:
    named = PERIOD.search(column) or PERIOD.fullmatch(row_name.strip())
    if named is None and (said := names_time(row_name)):
        return said
    corner = PERIOD.fullmatch(grid.corner.strip())
    if named is not None:
        return f"{corner.group()} {named.group()}" if corner is not None and not re.search(r"\d{4}", grid.corner) else named.group()
    said = _said_of_row(grid, column, row_name) or ("" if _AHEAD.search(column) else _in_brackets(row_name)) or said_near(grid, column)
    if said:
        return said
    above = PERIOD.search(grid.title) or PERIOD.search(grid.caption)
    if above is not None and _said_of_another(grid, column, above.group()):
        above = None
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
    only = near.pop() if len(near) == 1 else ""
    return "" if only and _said_of_another(grid, column, only) else only


def _in_brackets(row_name: str) -> str:
    """The period that a row's name ends with in brackets: "Homes let again (year to March 2031)", "(2029/30 leavers)"."""
    match = _BRACKETS.search(row_name)
    dated = list(PERIOD.finditer(match["said"])) if match is not None and not _COMPARED.search(match["said"]) else []
    return dated[0].group() if len(dated) == 1 else ""


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
    match = _near(grid, name)
    return match["period"] if match is not None else ""


def _near(grid: Grid, name: str) -> re.Match[str] | None:
    """Where the text near a table says when a column's figures were."""
    return _said_in(f"{grid.above}\n{grid.below}", name)


@lru_cache(maxsize=256)  # asked for every figure of a table
def _said_in(text: str, name: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(name)}s?(?P<says>{_IS_OF})(?P<period>{_WHEN})", text, re.I)


def _said_of_another(grid: Grid, column: str, year: str) -> bool:
    """Whether the text near a table says in so many words that a year is another column's: "Now" is 2030/31 tells nothing of targets."""
    others = {name.strip().casefold().rstrip("s") for number, name in grid.columns.items() if number and name != column}
    found = [_near(grid, name) for name in others if re.fullmatch(r"[a-z]+(?: [a-z]+)?", name)]
    return any(match is not None and year in match["period"] and _SAYS.search(match["says"]) for match in found)
