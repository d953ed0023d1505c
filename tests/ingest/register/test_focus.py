"""Priorities of plans that say what they focus on, and of nothing that it is a priority."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from ingest.register.whose import OWN
from tests.ingest.register.reading import names, of_kind

NAMES = ["Violence in the lanes", "Abuse at home", "Noise after dark", "Safer crossings"]
LIST = "\n".join(f"- {name}" for name in NAMES)
PARTS = "\n\n".join(f"### {name}\n\nPartners will meet about it in spring." for name in NAMES)
PLAN = "# Plan\n\n## Foreword\n\nThe forum met.\n\n## {heading}\n\n{text}\n\n{held}\n\n## Governance\n\nIt meets in spring.\n"


@pytest.mark.parametrize("held", [LIST, PARTS], ids=["list", "headings"])
@pytest.mark.parametrize(
    "lead",
    [
        "After the survey, partners agreed to focus on:",
        "Until 2031 the forum will concentrate on:",
        "Between now and 2031 we are going to focus on four things:",
        "Our focus over these years will be:",
        "We will prioritise:",
        "The forum will prioritise the following:",
        "In 2030 partners will be prioritising:",
        "The work is organised into four strands:",
        "We have grouped what we do into four workstreams:",
        "The four areas we will work on are:",
        "The forum has chosen four priorities:",
        "The plan has four pillars:",
        "We have four ambitions:",
        "The priority areas are:",
    ],
)
def test_a_line_that_says_what_is_focused_on(lead: str, held: str) -> None:
    assert names(PLAN.format(heading="The way ahead", text=lead, held=held), EntryKind.PRIORITY) == NAMES


@pytest.mark.parametrize("held", [LIST, PARTS], ids=["list", "headings"])
@pytest.mark.parametrize("heading", ["What we will focus on", "Where we will focus", "Our focus for three years", "Plan on a page"])
def test_a_heading_that_says_what_is_focused_on(heading: str, held: str) -> None:
    assert names(PLAN.format(heading=heading, text="Members agreed in May.", held=held), EntryKind.PRIORITY) == NAMES


def test_what_is_focused_on_is_no_priority_where_others_are_called_so() -> None:
    text = f"## Our priorities\n\n- Safe homes\n- Calm streets\n\n## Youth work\n\nIn youth work we will focus on:\n\n{LIST}\n"
    assert names(f"# Plan\n\n{text}", EntryKind.PRIORITY) == ["Safe homes", "Calm streets"]


def test_what_each_of_several_parts_focuses_on_is_no_priority() -> None:
    text = "".join(f"## {part}\n\nThe team will focus on:\n\n- Calls from {part.lower()}\n- Visits to it\n\n" for part in ("Town", "Coast"))
    assert names(f"# Report\n\n{text}", EntryKind.PRIORITY) == []


@pytest.mark.parametrize(
    "lead",
    [
        "The survey asked about:",
        "Each team will meet to discuss:",
        "How these priorities were chosen:",
        "Members were:",
        "Abuse takes many forms. The four strands of it are:",
    ],
)
def test_other_lines_introduce_no_priorities(lead: str) -> None:
    assert names(PLAN.format(heading="The way ahead", text=lead, held=LIST), EntryKind.PRIORITY) == []


@pytest.mark.parametrize("held", [LIST, PARTS], ids=["list", "headings"])
@pytest.mark.parametrize(
    "lead",
    [
        "This report is organised in three parts:",
        "What follows is arranged under the following headings:",
        "The evidence is grouped in four areas:",
        "Questions were asked focusing on:",
        "The operators will prioritise:",
        "Of the calls that come in, operators will prioritise:",
        "The survey asked what the courts should prioritise:",
        "People were asked what we should focus on:",
        "Our training will focus on:",
        "In this meeting the board will focus on:",
        "Last year we agreed to focus on:",
        "The wardens are asked to focus on:",
        "The council looked back at the earlier pledges:",
        "Residents told us about their own ambitions:",
        "The fund was cut in two priority areas:",
        "Wards chosen for the pilot priorities:",
        "Last year's priorities:",
        "The audit looked back at the old aims:",
    ],
)
def test_what_others_focus_on_and_parts_of_a_report_are_no_priorities(lead: str, held: str) -> None:
    found = of_kind(PLAN.format(heading="The way ahead", text=lead, held=held), EntryKind.PRIORITY)
    assert [one.name for one in found if one.whose == OWN] == []


@pytest.mark.parametrize("heading", ["The plan at a glance", "Our plan at a glance", "Plan on a page"])
def test_what_is_told_of_a_plan_is_none_of_its_priorities(heading: str) -> None:
    held = "- Published in May 2025\n- Costs £40,000 a year"
    assert names(PLAN.format(heading=heading, text="Members agreed it.", held=held), EntryKind.PRIORITY) == []


@pytest.mark.parametrize("heading", ["Our focus groups", "Our focus group members", "Our focus sessions"])
def test_whom_a_focus_group_asked(heading: str) -> None:
    held = "- Parents of teenagers\n- Shop workers"
    assert names(PLAN.format(heading=heading, text="They met in May.", held=held), EntryKind.PRIORITY) == []


@pytest.mark.parametrize(
    "lead",
    [
        "We have decided to focus on:",
        "The partnership has agreed to concentrate on:",
        "Our main focus is on:",
        "This plan will focus on:",
        "The safer streets board will prioritise:",
        "Until 2031 our partners will focus on:",
    ],
)
def test_what_the_author_focuses_on(lead: str) -> None:
    assert names(PLAN.format(heading="The way ahead", text=lead, held=LIST), EntryKind.PRIORITY) == NAMES
