"""Dates in words: days with a month and a year, and ranges of years."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = tuple(name for name in calendar.day_name)
MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?)?(?<![\d.,/])(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:of\s+|day\s+of\s+)?"
    rf"(?P<month>{'|'.join(name for name in calendar.month_name if name)}),?\s+(?P<year>(?:19|20)\d{{2}})\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text: `day` is None where there is no such date; `weekday` is as printed, in small letters, or empty."""

    day: date | None
    weekday: str
    start: int
    end: int
    words: str


def moments(text: str) -> Iterator[Moment]:
    """Given a text, yield the dates in it that name a day, a month and a year, in order."""
    for match in _DAY.finditer(text):
        number, month, year = int(match["day"]), MONTHS[match["month"].casefold()], int(match["year"])
        there_is = 1 <= number <= calendar.monthrange(year, month)[1]
        words = re.sub(r"\s+", " ", match.group())
        yield Moment(
            date(year, month, number) if there_is else None, (match["weekday"] or "").casefold(), match.start(), match.end(), words
        )


def said(day: date) -> str:
    """Given a day, return it as a sentence names it."""
    return f"{day.day} {day:%B %Y}"
