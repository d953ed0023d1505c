"""Times in words, with their first and last day: a day, a month, a season, a year or financial year. A day is a moment (`moments`) too."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

from assistant.findings.moments import MONTHS, moments

_SHORT = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NAMES = "|".join(sorted([*MONTHS, *_SHORT], key=len, reverse=True))
_NUMERIC = re.compile(r"(?<![\d/.])(?P<day>\d{1,2})(?P<dot>[/.])(?P<month>\d{1,2})(?P=dot)(?P<year>(?:20)?\d{2})(?![\d/.]\d|\d)")
_MONTH = re.compile(
    rf"\b(?P<month>{_NAMES})\b\.?,?(?:\s+|-)(?:[’'](?=\d\d\b))?(?P<year>(?:19|20)\d{{2}}|(?<=['’-])\d{{2}})(?![\d/]|[-–]\d)", re.I
)
_SEASON = re.compile(r"\b(?P<season>spring|summer|autumn|winter)(?:\s+term)?,?\s+(?:of\s+)?(?P<year>20\d{2})(?![\d/]|\s?[-–]\s?\d)", re.I)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_YEAR = re.compile(r"(?<![\d/£.,–-])(?P<from>(?:19|20)\d{2})(?:\s?(?P<sign>[-–/])\s?(?P<to>(?:20)?\d{2}))?(?![\d/%]|[.,]\d|\s?[-–]\s?\d)")
_MAY_BE = re.compile(r"\d\d")  # what every time has
_APRIL = 4


class By(IntEnum):
    """How exactly a time is given."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text: its first and last day, how exactly it is given, where it stands in the text, and its words."""

    first: date
    last: date
    by: By
    start: int
    end: int
    words: str


@lru_cache(maxsize=20_000)
def times(text: str) -> tuple[Time, ...]:
    """Given a text, return the times in it, in order. What is part of a longer one ("March 2026" in "4 March 2026") is none."""
    found: list[Time] = []
    if _MAY_BE.search(text) is None:
        return ()
    for one in (*_days(text), *_numeric(text), *_months(text), *_seasons(text), *_years(text)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _days(text: str) -> Iterator[Time]:
    for one in moments(text):
        if one.day is not None:
            yield Time(one.day, one.day, By.DAY, one.start, one.end, one.words)


def _numeric(text: str) -> Iterator[Time]:
    for match in _NUMERIC.finditer(text):
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        day, month = int(match["day"]), int(match["month"])
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            yield _time(match, date(year, month, day), date(year, month, day), By.DAY)


def _months(text: str) -> Iterator[Time]:
    for match in _MONTH.finditer(text):
        if match["month"].casefold() == "may" and match["month"][0].islower():
            continue
        month = MONTHS.get(match["month"].casefold()) or _SHORT[match["month"].casefold()]
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        yield _time(match, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), By.MONTH)


def _seasons(text: str) -> Iterator[Time]:
    for match in _SEASON.finditer(text):
        year = int(match["year"])
        first, last = _SEASONS[match["season"].casefold()]
        yield _time(match, date(year, first, 1), _before(year, last + 1), By.SEASON)


def _years(text: str) -> Iterator[Time]:
    for match in _YEAR.finditer(text):
        year = int(match["from"])
        if match["to"] is None:
            yield _time(match, date(year, 1, 1), date(year, 12, 31), By.YEAR)
            continue
        last = int(match["to"]) if len(match["to"]) == 4 else year // 100 * 100 + int(match["to"])
        if last == year + 1:
            yield _time(match, date(year, _APRIL, 1), date(last, _APRIL - 1, 31), By.YEAR)
        elif last > year:
            yield _time(match, date(year, 1, 1), date(last, 12, 31), By.YEAR)


def _before(year: int, month: int) -> date:
    """The day before the first of a month, months counted on into the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def _time(match: re.Match[str], first: date, last: date, by: By) -> Time:
    return Time(first, last, by, match.start(), match.end(), re.sub(r"\s+", " ", match.group()))
