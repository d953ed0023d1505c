"""What there is of something now, said twice with two numbers."""

from __future__ import annotations

import pytest

from assistant.findings.script import script_of
from assistant.findings.sums.stocks import stocks
from tests.assistant.findings.texts import ID, snapshot_of


def told(first: str, second: str) -> list[tuple[str, str]]:
    found = stocks(script_of(ID, snapshot_of(f"# Plan\n\n## One\n\n{first}\n\n## Two\n\n{second}\n")))
    return [(one.values["first"], one.values["second"]) for one in found]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("There are 14 wardens on our streets at the moment.", "The team now has 16 wardens and one supervisor."),
        ("Our partnership has nine members.", "The partnership has eleven members."),
        ("There are 14 lamp posts in the borough.", "The borough has 12 lamp posts."),
    ],
)
def test_two_numbers_for_what_there_is(first: str, second: str) -> None:
    assert len(told(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("There are 14 wardens.", "By 2027 there are to be 16 wardens."),
        ("The night team has 14 wardens.", "The day team has 16 wardens."),
        ("The team has 14 wardens for the quay.", "The team has 16 wardens for the mill."),
        ("The board has nine members.", "The group has eleven members."),
        ("The plan has three aims.", "The plan has four themes."),
        ("In 2019 the team had 14 wardens.", "The team now has 16 wardens."),
    ],
)
def test_two_teams_or_two_times(first: str, second: str) -> None:
    assert told(first, second) == []
