"""A period as a catalogue or a title writes it -> its first and last day.

A period is "2021" (a calendar year), "2017-2020" or "2021-24" (1 January of the first to 31 December of the last year),
"2017-18" or "2015/2016" (two consecutive years: the financial year from 1 April to 31 March), "2017/18-2019/20" (financial years),
"April 2017 - March 2021" or "1 April 2017 - 31 March 2021" (as given).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ingest.documents import Period

_LONGEST_PERIOD = 50  # years; more is a slip of the pen
_MONTHS = "january february march april may june july august september october november december".split()
_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(rf"({_YEAR})\s*[-–—/]\s*({_YEAR}|\d\d)")
FINANCIAL_YEARS = re.compile(rf"({_YEAR})/({_YEAR}|\d\d)\s*(?:[-–—]|to)\s*({_YEAR})/({_YEAR}|\d\d)")
_DAY = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?([A-Za-z]{{3,9}})\.?\s+({_YEAR})")
_ISO = re.compile(rf"({_YEAR})-(\d\d)-(\d\d)")


def period_of(text: str) -> Period:
    """Given a period as a catalogue writes it, return it. Raises ValueError saying what is wrong, without a full stop."""
    label = " ".join(text.split())
    start, end = _years(label) or _days(label) or (None, None)
    if start is None or end is None:
        raise ValueError("it is neither a year, nor a range of years, nor a range of dates")
    if end < start:
        raise ValueError(f"it ends ({end.isoformat()}) before it starts ({start.isoformat()})")
    if end.year - start.year > _LONGEST_PERIOD:
        raise ValueError(f"it covers more than {_LONGEST_PERIOD} years ({start.year} to {end.year})")
    return Period(start, end, label)


def _years(label: str) -> tuple[date, date] | None:
    """Given a period written in years, return its first and last day, None where it is not written so."""
    if re.fullmatch(_YEAR, label):
        return date(int(label), 1, 1), date(int(label), 12, 31)
    found = _RANGE.fullmatch(label)
    if found:
        first, last = int(found[1]), _second_year(found[1], found[2])
        return (date(first, 4, 1), date(last, 3, 31)) if last == first + 1 else (date(first, 1, 1), date(last, 12, 31))
    found = FINANCIAL_YEARS.fullmatch(label)
    if found and all(_second_year(found[at], found[at + 1]) == int(found[at]) + 1 for at in (1, 3)):
        return date(int(found[1]), 4, 1), date(int(found[3]) + 1, 3, 31)
    return None


def _second_year(first: str, second: str) -> int:
    """Given the two years of "2017-2020", "2021-24" or "1999-01", return the second as a full year."""
    if len(second) == 4:
        return int(second)
    century = int(first[:2]) + (1 if int(second) < int(first[2:]) else 0)
    return century * 100 + int(second)


def _days(label: str) -> tuple[date, date] | None:
    """Given "1 April 2017 - 31 March 2021", "April 2017 to March 2021" or ISO dates, return first and last day, else None."""
    halves = re.split(r"\s+(?:-|–|—|to|until)\s+|\s*[–—]\s*", label)
    if len(halves) != 2:
        return None
    start, end = _day(halves[0], last=False), _day(halves[1], last=True)
    return (start, end) if start and end else None


def _day(words: str, last: bool) -> date | None:
    """Given a date in words or ISO form, return it; a month without a day is its first, or its last, day. Raises ValueError."""
    iso = _ISO.fullmatch(words)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DAY.fullmatch(words)
    months = [at for at, name in enumerate(_MONTHS, 1) if found and (name == found[2].lower() or name[:3] == found[2].lower())]
    if not found or not months:
        return None
    year, month = int(found[3]), months[0]
    return date(year, month, int(found[1]) if found[1] else (monthrange(year, month)[1] if last else 1))
