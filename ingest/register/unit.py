"""What the figures of a table are counted in: by the cell, its column, its row, the table's name and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.register.dates import IS_YEAR, YEARS
from ingest.register.flow import Grid, GridCell
from ingest.register.lexicon import Lexicon
from ingest.register.note import rate_said, unit_said
from ingest.register.period import PERIOD, RATES, names_time
from ingest.register.roles import NAMED
from ingest.register.sums import name_of_sum

_DAYS = r"(?:(?:working|calendar|school)\s+)?days|weeks|months|hours|minutes"
_TIME = re.compile(
    rf"(?:\bin\s+|\(|,\s+)(?P<unit>{_DAYS}|years)\b|\b(?:average|median|mean|number of)\s+(?P<more>{_DAYS})\b|^(?P<first>{_DAYS})\b", re.I
)
_NO_UNIT = re.compile(
    r"measures?|indicators?|outcomes?|targets?|outputs?|kpis|actuals|results|totals|figures|numbers|years|data|baselines?|wards?|areas|types|partners"
    r"|leads|owners|notes|comments|priorities|themes|objectives|services|costs|sources|resources|findings|details|options|risks|issues|districts"
    r"|others|ratings|changes|appendices|tables|trends|levels|rates|periods|months|quarters|groups|items|categories|questions|responses?|wards|boroughs",
    re.I,
)
_PER_UNIT = re.compile(
    r"(?:£\s*)?(?:(?<=[£m\d])(?<!20\d\d)(?<!19\d\d)/\s*|\bper\s+)(?:sq(?:uare)?\.?\s*m(?:et(?:re|er)s?)?\b|m2\b|m²|\d[\d,]*\s+(?!by\b|in\b|for\b|of\b|and\b|to\b|at\b|on\b|per\b|across\b|from\b|among\b|19\d\d|20\d\d)\w+|"
    r"(?!person\b|cent\b)[a-z]{3,}(?:\s+of\s+\w+)?)|\bper\s+\d[\d,]*\d",
    re.I,
)
# "First calls for every 1,000 homes": what a rate is of, in a sentence's words.
_FOR_EVERY = re.compile(r"\b(?:for|in|of)\s+(?:every|each)\s+(?P<of>\d[\d,]*\d(?:\s+(?!who\b|that\b|aged\b|in\b|of\b)[a-z]+)?)", re.I)
# The unit that a table's caption ends with or holds in brackets: "(£)", ", £ million", "(%)", "(numbers)".
_CAPTION_UNIT = re.compile(
    r"(?:\((?:all\s+|in\s+|figures\s+in\s+)?|,\s*(?:in\s+)?|\bin\s+)"
    r"(?P<unit>£\s?(?:millions?|m|k|['’]?000s?|thousands?|billions?|bn)?|(?:%|per ?cent|percentages?)(?:\s+of\s+[^)]*)?"
    r"|(?:(?:thousands|millions)\s+of\s+)?pounds"
    r"|thousands|millions)(?:\)|\s*$)",
    re.I,
)
_THOUSANDS = re.compile(r"£\s?(?:['’]?000s?|thousands?|k|m(?:illions?)?|bn)(?!\w)", re.I)
# A column that counts, whatever the table's shares are of; and one that gives each row's unit.
_COUNTS = re.compile(
    r"(?:(?:un)?weighted\s+|total\s+)?(?:base|sample(?:\s+size)?|n|counts?|no\.?|numbers?|respondents|fte|headcount)(?:\s+of\s+.*|\s*[:(=].*)?",
    re.I,
)
# A row of money among others: "Average cost of a case (£)".
_MONEY_ROW = re.compile(r"\((?P<unit>£\s?(?:['’]?000s?|k|m|millions?|thousands?|bn)?)\)", re.I)
_SHARE_OF = re.compile(r"^(?:the\s+)?(?:percentages?|proportion|share|per ?cent|%)\s+(?:of|who)\b", re.I)
_UNITS = re.compile(r"units?(?:\s+of\s+(?:measure(?:ment)?|count))?|measured\s+in|format", re.I)
_OTHER_UNIT = re.compile(r"\((?:in\s+)?(?:numbers?|no\.?|counts?|rates?|£[^)]*|%|per ?cent)\)", re.I)
_TABLE_NAME = re.compile(r"^(?:table|figure|chart)\s+[\w.]+\s*[:.–-]?\s*", re.I)
_PERIODS = re.compile(rf"\b{YEARS}")
# What a column's name says in brackets of how far its figures may be relied on, or what they are for: no unit.
_STANDING = re.compile(
    r"(?:indicative|provisional|estimated?s?|actuals?|forecast|projected|planned|proposed|revised|draft|baseline|target|outturn|budget(?:ed)?"
    r"|average|mean|median|total|latest|current|confirmed|unconfirmed|final|to date|year to date|ytd|part[- ]year|new|cumulative|annual)"
    r"(?:\s+(?:year|figures?|data|only|value|estimate))?",
    re.I,
)
# "… by age, sex and council, 2024/25": by what a table's figures are told apart.
_DIMENSIONS = re.compile(
    r"^[^,:;]*?\s(?:by|for each)\s+(?P<said>(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?:(?:,\s*|,?\s+and\s+)[\w/’'–-]+(?:\s(?!and\b)[\w’'-]+){0,2})+)"
)
_NEAR_ABOVE = 400  # characters above a table that may say what its figures are in
_LONGEST_CAPTION = 140  # characters: what is longer tells more than what the table is called
_OFFENCES = re.compile(r"\b(?:offences?|crimes?)\b", re.I)
_RATE_SAID = re.compile(r"(?<=\s)per\s+\d[\d,]*(?=[^.;]*)", re.I)


def unit_of(grid: Grid, text: str, column: str, group: str, row_name: str, words: Lexicon) -> str:
    """Given a table, a cell's words and the names of its column, group and row, return its unit: printed in it, in brackets in its column's
    name or the table's, or the noun that names what is counted; nothing where none is said."""
    money = "£" in text or "£" in column
    rate = next(
        (match for name in (column, grid.corner, grid.title, group, row_name, grid.caption[-200:]) if (match := _PER_UNIT.search(name))),
        None,
    )
    if rate is None and RATES.match(column.strip()):
        rate = _RATE_SAID.search(grid.above) or _rate_beside(grid, column) or _RATE_SAID.search(grid.below)
    if rate is not None and (money or "%" not in text):
        return f"£ {rate.group().lstrip('£ ')}" if money else rate.group()
    if not money and "%" not in text + column and (own := _MONEY_ROW.search(row_name)) is not None:
        return own["unit"]
    share = "%" in text or re.search(r"%|\bper ?cent|\bpercentage|\bproportion", row_name, re.I)
    if share and not money:
        return "%"
    if "%" in text or column.strip().startswith("%") or re.search(r"\(%\)|per ?cent|\s%$", column.strip(), re.I):
        return "%"
    thousands = _THOUSANDS.search(column) if "£" not in text else None
    if thousands is not None:
        return thousands.group()
    if money:
        return "£"
    bracket = _behind_name(column)
    if bracket:
        return bracket
    of_all = _of_all(grid, column, row_name)
    if of_all is not None:
        return of_all
    return _counted_by(grid, column, group, row_name, words)


def _behind_name(column: str) -> str:
    """The unit that a column's name ends with in brackets; where that only says that it counts ("Fines paid (number)"), what it counts."""
    match = re.search(r"\(([^)]+)\)\s*$", column)
    said = match.group(1).strip() if match is not None else ""
    if _COUNTS.fullmatch(said):
        return _last_noun(column) or first_noun(column) or said
    return "" if _STANDING.fullmatch(said) or PERIOD.search(said) else said


def _counted_by(grid: Grid, column: str, group: str, row_name: str, words: Lexicon) -> str:
    """What a figure counts, by the names around it: its row's, then those above its column, then the table's."""
    if IS_YEAR.match(row_name.strip()) or names_time(row_name):
        row_name = column  # years go down the side: what is counted stands above
    return (
        _for_every(column, group, row_name)
        or _timed(row_name)
        or _bracketed(row_name)
        or _by_all(grid)
        or _summed(grid, row_name)
        or counted(row_name)
        or _noun_above(grid, column, group, row_name)
        or _crimes(grid, row_name, words)
        or _head_noun(row_name)
        or _last_noun(grid.caption[-80:])
        or _captioned(grid.caption)
    )


def _by_all(grid: Grid) -> str:
    """What a table counts whose caption says by what both its rows and its columns are told apart: "Calls by place and quarter"; nothing
    where its columns may hold things of their own."""
    short = _TABLE_NAME.sub("", grid.caption).strip()
    said = _DIMENSIONS.search(short) if len(short) <= _LONGEST_CAPTION else None
    if said is None:
        return ""
    named = [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", said["said"]) if part and not re.search(r"\d", part)]
    levels = 2 if any(grid.leaves.get(column, name) != name for column, name in grid.columns.items()) else 1
    return _head_noun(short) if len(named) > levels else ""


def _summed(grid: Grid, row_name: str) -> str:
    """What the rows of a table that one of them adds up are counted in, one and all: as that row says, or the table's name."""
    said = name_of_sum(grid)
    if said is not None and _head_noun(said).startswith(grid.corner.strip().casefold() or " "):
        said = ""  # "All ages" under "Age", "All wards" under "Ward": what the rows are told apart by
    return "" if said is None else _head_noun(said) or (_captioned(grid.caption) if _head_noun(row_name) else "")


def _of_all(grid: Grid, column: str, row_name: str) -> str | None:
    """The unit that a table's name or the text beside it gives all figures, None where they give none. A column or row that counts those
    who answered has its own noun, or no unit."""
    named = _caption_unit(grid) or unit_said(f"{grid.above[-_NEAR_ABOVE:]}\n{grid.below}") or _rates_throughout(grid, row_name)
    if named and (_COUNTS.fullmatch(column.strip()) or _COUNTS.fullmatch(row_name.strip())):
        return counted(row_name) or counted(column)
    return named or None


def unit_beside(grid: Grid, row: Sequence[GridCell]) -> str:
    """Given a row of a table, return the unit that a cell of it gives under "Unit"; nothing where there is none, or it says "number"."""
    said = next((cell.text.strip() for cell in row if _UNITS.fullmatch(grid.name_of(cell).strip())), "")
    rate = _PER_UNIT.search(said) if not _PERIODS.search(said) else None
    if rate is not None:
        return rate.group().strip()
    return "" if _COUNTS.fullmatch(said) or re.search(r"\d", said) else "%" if re.match(r"%|per ?cent|proportion", said, re.I) else said


def _caption_unit(grid: Grid) -> str:
    """The unit that a table's caption, title or corner gives in brackets or at its end, or nothing."""
    for name in (grid.caption, grid.title, grid.corner):
        if len(_OTHER_UNIT.findall(name)) > 1:
            continue  # "Incidents (number) and arrests (%)": each of some columns
        match = _CAPTION_UNIT.search(name) if len(name) <= _LONGEST_CAPTION else None
        if match is not None:
            pounds = re.fullmatch(r"(?:(thousand|million)s of )?pounds", " ".join(match["unit"].casefold().split()))
            if pounds is not None:
                return f"£ {pounds.group(1)}" if pounds.group(1) else "£"
            return "%" if re.match(r"%|per", match["unit"], re.I) else match["unit"].strip()
        if len(name) <= _LONGEST_CAPTION and _SHARE_OF.match(_TABLE_NAME.sub("", name).strip()):
            return "%"
    return ""


def _rates_throughout(grid: Grid, row_name: str) -> str:
    """What the rates of a table are of, where its name says that it holds rates and no column or row is apart in being one."""
    named = any(re.search(r"\brates?\b", name, re.I) for name in (grid.caption[-_LONGEST_CAPTION:], grid.title))
    apart = any(re.search(r"\brates?\b", name, re.I) for name in (*grid.columns.values(), row_name))
    return rate_said(f"{grid.above[-_NEAR_ABOVE:]}\n{grid.below}") if named and not apart else ""


def _crimes(grid: Grid, row_name: str, words: Lexicon) -> str:
    """What crimes and incidents are counted in, where a row's name is no more than the kind of them ("Burglary")."""
    if words.finds("figure", "incidents", row_name):
        return _head_noun(row_name) or "incidents"
    if words.finds("figure", "offences", row_name) and not _head_noun(row_name):
        return "offences"
    named = _OFFENCES.search(grid.corner) or _OFFENCES.search(_captioned(grid.caption) or grid.title)
    if not named or _head_noun(row_name):
        return ""
    return "crimes" if named.group().casefold() == "crimes" else "offences"


def _rate_beside(grid: Grid, column: str) -> re.Match[str] | None:
    """What another column of rates says that they are of ("Rate per 1,000 people" beside "Family average rate"), or None."""
    others = (name for name in grid.columns.values() if name != column and re.search(r"\brates?\b", name, re.I))
    return next((match for name in others if (match := _PER_UNIT.search(_PERIODS.sub(" ", name)))), None)


def _bracketed(row_name: str) -> str:
    """The plural that a row's name ends with in brackets: "Reoffending by young adults (convictions)"."""
    match = re.search(r"\(([a-z]{3,}s)\)$", row_name.strip())
    return match.group(1) if match is not None and not _NO_UNIT.fullmatch(match.group(1)) else ""


def _captioned(caption: str) -> str:
    """What a table counts, by its caption: the noun before the first preposition ("Recorded offences by ward")."""
    if len(caption) > _LONGEST_CAPTION:
        return ""
    short = _TABLE_NAME.sub("", caption)
    if re.search(r"\brecorded crime\b", short, re.I):
        return "offences"
    noun = counted(short)
    if noun or short == caption and not re.search(r"\s(?:by|per|in|since|between)\s", short):
        return noun
    return _head_noun(short)


def _for_every(*names: str) -> str:
    """The unit that one of some names gives in words: "per 1,000 homes" for "Fires in every 1,000 homes"."""
    match = next((match for name in names if (match := _FOR_EVERY.search(name))), None)
    return f"per {match['of']}" if match is not None else ""


def _timed(row_name: str) -> str:
    """The unit of time that a row's name gives: "Average wait in weeks", "Days to first contact"."""
    match = _TIME.search(row_name)
    return (match["unit"] or match["more"] or match["first"]).casefold() if match is not None else ""


def counted(row_name: str) -> str:
    match = re.search(r"\bnumber of\s+(?:[\w-]+\s+){0,4}?(?P<noun>[a-z]{3,}s|people|children|women|men)\b", row_name, re.I)
    return match["noun"].casefold() if match is not None else ""


def _noun_above(grid: Grid, column: str, group: str, row_name: str) -> str:
    """The noun at the end of what names a table's columns, groups or rows."""
    # "Priority five: Safer roads and lanes" names what is aimed at, not what is counted.
    # Neither does a group's name where its row has a noun of its own: "Reports of fly-tipping" under "Places" counts no places.
    grouped = "" if NAMED.match(group.strip()) or _head_noun(row_name) else group
    names = (column, grouped, grid.title, grid.corner)
    return next((noun for name in names if (noun := _last_noun(name))), "")


def _last_noun(name: str) -> str:
    noun = re.search(r"\b([A-Za-z]{3,}s)\s*:?(?:\s*\([^)]*\))?$", name.strip())
    period = PERIOD.match(name.strip())  # "2023/24 Offences" counts offences
    dated = PERIOD.search(name, period.end() if period is not None else 0)
    return noun.group(1).casefold() if noun and not dated and not _NO_UNIT.fullmatch(noun.group(1)) else ""


def _head_noun(row_name: str) -> str:
    """What a row's name counts: the plural before its first preposition ("Hospital admissions for assault")."""
    head = re.split(
        r"\s+(?:for|of|in|by|who|that|which|with|where|from|to|at|on|under|aged|per|and|or|when|having|given|within|during|before|after|since|until|against)\b|[,(:–]",
        row_name,
        maxsplit=1,
    )[0]
    nouns = re.findall(r"\b((?:[A-Za-z]+-)?[A-Za-z]{3,}s|people|children|women|men)\b", head, re.I)
    # A capital behind the first word makes it a name: "High Fields" counts no fields.
    plural = [noun for noun in nouns if noun[0].islower() or head.strip().startswith(noun) or head.isupper()]
    plural = [noun for noun in plural if not re.search(r"(?:ss|us|is)$", noun, re.I) and not _NO_UNIT.fullmatch(noun)]
    return plural[-1].casefold() if plural else ""


def first_noun(label: str) -> str:
    """What a label counts: the plural that its first words end with ("Crimes recorded with the rural flag", "People killed")."""
    head = _head_noun(re.split(r"\s+(?:\w+ed|killed|hurt|injured|known|taken|seen|that|above|below)\b", label, maxsplit=1)[0])
    return head or _head_noun(label)
