"""Ranges of years and days that run backwards, and one event under two dates."""

from __future__ import annotations

import pytest

from assistant.findings.dates import dates
from assistant.findings.moments import moments
from tests.assistant.findings.texts import ID, snapshot_of


def found(text: str) -> list[str]:
    return [one.says for one in dates(ID, snapshot_of(f"# Plan\n\n{text}\n"))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thefts fell from 2019 to 2016.", True),
        ("It ran between 2021 and 2018.", True),
        ("It ran 2021-2018.", True),
        ("Thefts fell from 2016 to 2019.", False),
        ("Thefts fell from 2019 to 1,016.", False),
        ("It ran from 2019 to 2016/17.", False),
    ],
)
def test_years_that_run_backwards(text: str, told: bool) -> None:
    assert bool(found(text)) is told


def test_a_date_is_read_with_its_weekday_and_a_day_that_is_none_has_no_date() -> None:
    first, second = moments("On Monday, 4 May 2026 and on 31 June 2026.")
    assert (first.weekday, str(first.day)) == ("monday", "2026-05-04")
    assert second.day is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ferry trial began in April 2020 and was extended for two years to March 2026.", False),
        ("The ferry, set up in April 2021, has funding for two years to March 2026.", False),
        ("The ferry, set up in April 2021 and renewed for two years to March 2026, is free.", False),
        ("The ferry trial begins in April 2024 and runs for two years to March 2027.", True),
        ("The ferry trial begins in April 2024 and lasts two years to March 2026.", False),
    ],
)
def test_a_length_is_that_of_what_began(text: str, told: bool) -> None:
    assert bool(found(text)) is told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("The hub opened in March 2024.", "The hub opened in June 2025.", False),
        ("The Norwick hub opened in March 2024.", "The Lowick hub opened in June 2025.", False),
        ("The tide rope hub opened in March 2024.", "The tide rope hub opened in June 2025.", True),
    ],
)
def test_an_event_of_two_sections_is_one_by_more_than_a_word(first: str, second: str, told: bool) -> None:
    assert bool(found(f"## Norwick\n\nIt is a quay. {first}\n\n## Lowick\n\nIt is a shore. {second}")) is told
