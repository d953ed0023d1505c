"""Events of a timeline whose time is over."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings.script import script_of
from assistant.findings.timeline import timeline
from tests.assistant.findings.texts import ID, snapshot_of

TODAY = date(2026, 11, 21)


def over(text: str) -> list[str]:
    script = script_of(ID, snapshot_of(f"# Harbour plan\n\n{text}\n"))
    return [script.words(span) for span in timeline(script, None, TODAY)]


@pytest.mark.parametrize("heading", ["Milestones", "Timeline", "Key dates", "Our timetable", "Next steps", "What happens when", "Road map"])
def test_a_line_that_is_a_time_and_what_stands_under_it(heading: str) -> None:
    text = f"## {heading}\n\nOctober 2026\n\nFirst report of the tides\n\nMarch 2028\n\nHalf-way review of the quay\n"
    assert over(text) == ["First report of the tides"]


@pytest.mark.parametrize(
    "line",
    [
        "October 2026: first report of the tides",
        "October 2026 – first report of the tides",
        "By spring 2026: lamps on both quays",
        "4 May 2026 - a fair on the quay",
        "In June 2026 the ferry runs at night",
        "May 2026: tide report to be published",
        "May 2026: the need for lamps reviewed again by the pilots, as planned",
    ],
)
def test_a_line_that_begins_with_a_time(line: str) -> None:
    assert over(f"## Milestones\n\n{line}\n") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "## Milestones\n\nApril 2026\n\nPlan starts\n",
        "## Milestones\n\nMarch 2028: half-way review of the quay\n",
        "## Milestones\n\n2026: a year of lamps\n",
        "## Milestones\n\nThe board meets in May 2026 and again in June\n",
        "## Background\n\nOctober 2024\n\nThe quay fell into the sea\n",
        "## Milestones\n\nMay 2026: lamps were fitted\n",
        "## Timeline of events\n\n3 March 2026 A fire broke out at the boat house\n",
        "## Timeline of events\n\n4 March 2026 Wardens arrest two rowers\n",
        "## Timeline\n\n4 March 2026 Wardens arrest two rowers\n",
        "## Timeline\n\n3 March 2026 A fire broke out at the boat house\n",
        "## Timeline of events\n\n5 April 2026: Families come home\n",
        "## Timeline\n\n5 April 2026: Families come home\n",
        "## Calendar\n\nJanuary 2026 Pilots agreed the tide table\n",
        "## Next steps\n\nMarch 2026: tide report published\n",
        "## Key dates\n\nMarch 2026\n\nPilots met at the quay\n",
        "## Road map so far\n\nMarch 2026: lamps on the quay\n",
    ],
)
def test_what_is_to_come_or_was_told_is_none(text: str) -> None:
    assert over(text) == []
