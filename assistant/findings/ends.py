"""Times in words and their last day: what was to be done or reached by one of them is over behind it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from assistant.findings.moments import MONTHS
from ingest.period_label import period_of

_YEARS = re.compile(r"(?<![\d/–-])(?:(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?|\d{2}/\d{2})(?![\d/]|\s?[-–]\s?\d)")
_SHORT_MONTHS = {name[:3].casefold(): number for name, number in MONTHS.items()}
_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{'|'.join(name for name in calendar.month_name if name)}),?\s+"
    rf"(?P<year>20\d{{2}})\b"
    rf"|\b(?P<short>{'|'.join(name for name in calendar.month_abbr if name)})[a-z]{{0,6}}\.?[\s-]*[’']?(?P<years>(?:20)?\d{{2}})"
    r"(?![\d/]|\s?[-–]\s?\d)|(?<![\d/.])\d{1,2}[/.](?P<number>0?[1-9]|1[0-2])[/.](?P<digits>(?:20)?\d{2})(?![\d/.])",
    re.I,
)
# A season or a quarter of a year: its last month, counted on from the year that is named.
_SEASON = re.compile(
    r"\b(?:(?P<season>spring|summer|autumn|winter)(?:\s+term)?(?:\s+of)?|(?:quarter\s+|q)(?P<quarter>[1-4])(?:\s+of|,)?)\s+(?P<year>20\d{2})"
    r"(?P<to>\s?[-–/]\s?(?:20)?\d{2})?(?![\d/]|\s?[-–]\s?\d)",
    re.I,
)
_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 14}
_FINANCIAL = 3  # months that a financial year begins after its calendar year
_TO = re.compile(r"\s*(?:and|to|until|through\s+to|[-–—])\s*(?:the\s+)?(?:end\s+of\s+)?\(?", re.I)


def endings(text: str) -> Iterator[tuple[int, int, date]]:
    """Given a text, yield the times in it: where each stands, and its last day."""
    found = list(_every_time(text))
    # A time that another one ends ("between April 2025 and March 2028") is a beginning.
    begins = {one for one, after in pairwise(found) if _TO.fullmatch(text[one[1] : after[0]]) and one[2] <= after[2]}
    yield from (one for one in found if one not in begins)


def _every_time(text: str) -> Iterator[tuple[int, int, date]]:
    yield from sorted(_all_times(text))


def _all_times(text: str) -> Iterator[tuple[int, int, date]]:
    months = list(_MONTH.finditer(text))
    for match in months:
        month = MONTHS[match["month"].casefold()] if match["month"] else _SHORT_MONTHS.get((match["short"] or "").casefold(), 0)
        month, year = month or int(match["number"]), int(match["year"] or match["years"] or match["digits"])
        year += 2000 if year < 100 else 0
        yield match.start(), match.end(), date(year, month, calendar.monthrange(year, month)[1])
    seasons = list(_SEASON.finditer(text))
    for match in seasons:
        month = _SEASON_ENDS[match["season"].casefold()] if match["season"] else 3 * int(match["quarter"])
        month += _FINANCIAL if match["to"] and match["quarter"] else 0
        yield match.start(), match.end(), months_on(date(int(match["year"]), 1, 1), month) - timedelta(days=1)
    for match in _YEARS.finditer(text):
        last = end_of(match.group())
        if last is not None and not any(one.start() <= match.start() < one.end() for one in (*months, *seasons)):
            yield match.start(), match.end(), last


def end_of(text: str) -> date | None:
    """Given a period as a document prints it, return its last day, None where it is none."""
    found = _YEARS.search(text)
    if found is None:
        return None
    words = re.sub(r"\s?[–/-]\s?", "-", found.group()).replace(" ", "")
    try:
        return period_of(words if len(words) != 5 else f"20{words}").end
    except ValueError:
        return None


def months_on(day: date, months: int) -> date:
    """Given a day and a number of months, return the first day of the month that so many lie behind the day's."""
    return date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
