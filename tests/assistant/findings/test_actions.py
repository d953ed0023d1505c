"""Who is to do an action and by when: what names somebody, what gives a time, which items of a list act."""

from __future__ import annotations

import pytest

from assistant.findings.actions import TIMED, dated_above, doer, names_somebody, parts_of, promised_actions
from assistant.findings.finding import FindingType as T
from assistant.findings.script import Script, script_of
from tests.assistant.findings.found import PRELUDE, words_found
from tests.assistant.findings.texts import ID, snapshot_of


def script(text: str) -> Script:
    return script_of(ID, snapshot_of(f"# Plan\n\n{PRELUDE}{text}\n"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Harbour & Hearth", True),
        ("The Lock Keepers", True),
        ("Police", True),
        ("Detective Inspector, Gangs", True),
        ("District licensing managers", True),
        ("What", False),
        ("What the Partnership", False),
        ("We", False),
        ("This", False),
        ("The Tide Plan", False),
        ("moorings", False),
    ],
)
def test_a_name_is_somebody_and_a_question_or_a_plan_is_nobody(text: str, named: bool) -> None:
    assert names_somebody(text, script("Words.")) is named


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("Walk the quay every fortnight", True),
        ("Meet twice a year", True),
        ("Open each Friday", True),
        ("Mend the lock by the end of March", True),
        ("Count boats 2026/27", True),
        ("Walk the quay at night", False),
        ("Answer within two days", False),
        ("Buy 24 lamps", False),
    ],
)
def test_a_rhythm_or_a_year_is_a_time_and_a_number_is_none(text: str, timed: bool) -> None:
    assert bool(TIMED.search(text)) is timed


def test_a_heading_that_asks_what_will_be_done_names_nobody() -> None:
    items = "- Install lamps on the quay\n- Train the lock keepers\n- Work with ferry users to count otters\n"
    words = words_found(f"## Priority 1: Quiet nights\n\n### What will we do?\n\n{items}", T.ACTION_WITHOUT_OWNER)
    assert words == ["Install lamps on the quay", "Train the lock keepers", "Work with ferry users to count otters"]


def test_a_heading_dates_what_stands_under_it_until_another_asks() -> None:
    first = "## Priority 1: Quiet nights\n\n### What will we do in the first 12 months?\n\n- Mend the lamps\n- Train the keepers\n\n"
    read = script(f"{first}### What will we do next?\n\n- Paint the boats\n- Review the bell\n")
    dated = {one.words: dated_above(one, read) is not None for one in promised_actions(read)}
    assert dated["Mend the lamps"]
    assert not dated["Review the bell"]


def test_a_row_that_names_who_does_it_is_an_action_and_an_item_of_services_is_none() -> None:
    head = "## Action plan\n\n| Action | Lead | Cost |\n|---|---|---|\n"
    rows = "| Lamps for the quay | Warden | £4 |\n| Bells for the lock | Pilot | £5 |\n| Oars for the boats | Pilot | £6 |\n"
    assert len(promised_actions(script(head + rows))) == 3
    items = "- The Lamp Team lights the quay\n- The Bell Team rings the bell\n- Install lamps on the quay\n"
    read = script(f"## Priority 1: Quiet nights\n\n### What will we do?\n\n{items}")
    assert [one.words for one in promised_actions(read)] == ["Install lamps on the quay"]


def test_a_body_that_will_do_something_does_it() -> None:
    read = script("## Work\n\nThe Lamp Board will mend the lamps. We will paint the quay.\n")
    assert [doer(one, read).strip() for one in promised_actions(read)] == ["The Lamp Board", ""]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mend the lock. Paint the bridge.", ["Mend the lock.", "Paint the bridge."]),
        ("Patrol the quay Provide lamps for boats", ["Patrol the quay", "Provide lamps for boats"]),
        ("Training (to Improve the skills of pilots) at sea", ["Training (to Improve the skills of pilots) at sea"]),
    ],
)
def test_a_cell_is_parted_where_another_action_begins(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in parts_of(text)] == parts


ACTIONS = "- Install lamps on the quay\n- Visit skippers of old boats\n- Train the keepers of the lock\n"


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("Lead officer: Head of Lamps and Locks", False),
        ("Led by: the Ferry Board", False),
        ("All actions below will be led by the Harbour Team and completed by March 2028.", False),
        ("Lead officer: TBC", True),
        ("Each action matters.", True),
    ],
)
def test_a_line_of_the_part_names_who_leads_its_actions(lead: str, told: bool) -> None:
    words = words_found(f"## Priority 1: Lamps\n\n{lead}\n\n### Actions\n\n{ACTIONS}", T.ACTION_WITHOUT_OWNER)
    assert bool(words) is told


def test_a_sentence_of_all_actions_dates_them() -> None:
    lead = "All actions below will be completed by March 2028."
    assert words_found(f"## Lamps\n\n{lead}\n\n{ACTIONS}", T.ACTION_WITHOUT_DATE) == []


def test_brackets_behind_an_action_name_who_does_it() -> None:
    listed = "- Mend the lamps on the quay (Harbour Council)\n- Mark bicycles at the ferry (PSPO)\n- Write to skippers\n- Train keepers\n"
    words = words_found(f"## Actions\n\n{listed}", T.ACTION_WITHOUT_OWNER)
    assert not any("Mend the lamps" in one for one in words)
    assert any("Mark bicycles" in one for one in words)


@pytest.mark.parametrize("nobody", ["TBC", "To be confirmed", "n/a", "-", "various"])
def test_what_says_that_there_is_none_names_nobody(nobody: str) -> None:
    head = "## Actions\n\n| Action | Lead | Timescale |\n|---|---|---|\n| Mend the lamps | Pilot | May 2028 |\n"
    text = f"{head}| Train the keepers | {nobody} | {nobody} |\n| Walk the paths | Warden | May 2028 |\n"
    assert words_found(text, T.ACTION_WITHOUT_OWNER) == ["Train the keepers"]
    assert words_found(text, T.ACTION_WITHOUT_DATE) == ["Train the keepers"]


@pytest.mark.parametrize(
    "item",
    [
        "Joint patrols with the harbours of the other shore",
        "Targeted visits to moorings at night",
        "Closer work with the ferry on fog",
        "Better use of the bell",
        "Greater use of charts to find reeds",
        "Increased use of nets against drift",
        "Regular meetings with skippers",
        "Delivery of a course for pilots",
    ],
)
def test_an_item_that_names_work_is_an_action_among_actions(item: str) -> None:
    read = script(f"## What we will do\n\n- {item}\n- Paint the boats\n- The bell is old\n- Lamps are dear\n")
    words = [one.words for one in promised_actions(read)]
    assert item in words
    assert "The bell is old" not in words


@pytest.mark.parametrize("by", ["led by the Lock Keepers", "(Lock Keepers)", "(Police)", "overseen by Harbour Police"])
def test_a_part_of_an_action_names_who_does_it_for_itself(by: str) -> None:
    words = words_found(
        f"## What will we do?\n\nReview lamps. Explore night patrols {by}. Support the young people on boats.\n", T.ACTION_WITHOUT_OWNER
    )
    assert "Support the young people on boats." in words
    assert not any("patrols" in one for one in words)
