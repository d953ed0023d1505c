"""One thing said twice with two figures; and what only reads alike: another year, another ward, a target beside a result."""

from __future__ import annotations

import pytest

from assistant.findings.script import script_of
from assistant.findings.sums.restated import restated
from tests.assistant.findings.texts import ID, snapshot_of


def told(first: str, second: str, headings: tuple[str, str] = ("Summary", "Oars")) -> list[str]:
    text = f"# Plan\n\n## {headings[0]}\n\n{first}\n\n## {headings[1]}\n\n{second}\n"
    return [one.says for one in restated(script_of(ID, snapshot_of(text)))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thefts of oars fell by 12% in 2016/17.", "In 2016/17 thefts of oars fell by 9%."),
        ("The population of Norwick is 287,900.", "Norwick has a population of 301,300 people."),
        ("We will reduce thefts of oars by 5% by March 2028.", "Target: reduce thefts of oars by 8% by March 2028."),
        ("A total of 1,240 skippers responded to the survey.", "1,420 skippers responded to the survey."),
        ("The lamp wardens cost £450,000 a year.", "The lamp wardens cost £405,000 a year."),
    ],
)
def test_one_thing_with_two_figures(first: str, second: str) -> None:
    assert len(told(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thefts of oars fell by 12% in 2016/17.", "In 2015/16 thefts of oars fell by 9%."),
        ("Thefts of oars fell by 12% in 2016/17.", "Thefts of lamps fell by 9% in 2016/17."),
        ("Thefts of oars fell by 12% in 2016/17.", "Thefts of oars rose by 9% in 2016/17."),
        ("The population of Norwick is about 290,000.", "Norwick has a population of 287,900 people."),
        ("The population of Norwick is 287,900.", "The population of Norwick is 288,000."),
        ("The population of Norwick is 287,900.", "The population of Norwick will be 310,000."),
        ("Another 40 skippers responded to the survey.", "60 skippers responded to the survey."),
    ],
)
def test_two_things_or_one_rounded(first: str, second: str) -> None:
    assert told(first, second) == []


def test_the_same_words_under_two_places_are_of_two_places() -> None:
    said = ("Thefts of oars fell by 12% in 2016/17.", "Thefts of oars fell by 9% in 2016/17.")
    assert told(*said, headings=("Mill Ward", "Quay Ward")) == []
