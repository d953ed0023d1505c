"""How many actions or targets stand where, against the table that says it of each."""

from __future__ import annotations

import pytest

from assistant.findings.script import script_of
from assistant.findings.sums.statuses import statuses
from tests.assistant.findings.texts import ID, snapshot_of

TARGETS = "| Target | Result | Met |\n| --- | --- | --- |\n| Oars | 4 | Yes |\n| Lamps | 5 | No |\n| Locks | 6 | Yes |\n| Masts | 7 | No |"
ACTIONS = "| Ref | Action | Status |\n| --- | --- | --- |\n| A1 | Light | G |\n| A2 | Lock | G |\n| A3 | Row | A |\n| A4 | Sail | R |"


def told(text: str) -> list[str]:
    return [one.values["listed"] for one in statuses(script_of(ID, snapshot_of(f"# Plan\n\n{text}\n")))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"We met three of our four targets.\n\n{TARGETS}", "2"),
        (f"Three of the four targets were met.\n\n{TARGETS}", "2"),
        (f"We missed one of the four targets.\n\n{TARGETS}", "2"),
        (f"Now 3 are green, 1 amber and 1 red.\n\n{ACTIONS}", "2"),
        (f"Three of the four actions are on track.\n\n{ACTIONS}", "2"),
    ],
)
def test_a_count_that_the_table_does_not_bear_out(text: str, count: str) -> None:
    assert told(text) == [count]


@pytest.mark.parametrize(
    "text",
    [
        f"We met two of our four targets.\n\n{TARGETS}",
        f"Last time we met three of our four targets.\n\n{TARGETS}",
        f"We met five of the nine targets of the county.\n\n{TARGETS}",
        f"Now 2 are green, 1 amber and 1 red.\n\n{ACTIONS}",
        f"By the end 3 will be green and 1 amber.\n\n{ACTIONS}",
        f"We met three of our four targets.\n\n{TARGETS}\n\n{ACTIONS}",
    ],
)
def test_a_count_that_fits_or_is_of_something_else(text: str) -> None:
    assert told(text) == []
