"""Days in words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings.moments import moments, said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 4 May 2026", date(2026, 5, 4)),
        ("on the 4th of May, 2026", date(2026, 5, 4)),
        ("on Monday 4th MAY 2026", date(2026, 5, 4)),
        ("on 29 February 2024", date(2024, 2, 29)),
        ("on 29 February 2023", None),
    ],
)
def test_a_day_with_its_month_and_year_is_a_date_where_there_is_such_a_day(text: str, day: date | None) -> None:
    (one,) = moments(text)
    assert one.day == day
    assert text[one.start : one.end] == one.words


@pytest.mark.parametrize("text", ["in May 2026", "4 May", "the 1.4 May 2026 figure", "14/05/2026", "Room 4, May 2026"])
def test_what_lacks_a_day_or_a_year_is_none(text: str) -> None:
    assert list(moments(text)) == []


def test_a_day_is_said_without_a_nought() -> None:
    assert said(date(2026, 5, 4)) == "4 May 2026"
