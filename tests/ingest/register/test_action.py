"""Actions in lists under headings of their own, and in sentences that say when."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

ACTION = EntryKind.ACTION
LISTS = (
    "# Calm streets\n\n## What we will do\n\n### Act early\n\n- Give every caller a named officer\n- Walk two routes a year\n\n"
    "### Back our shops\n\n- Grow the radio scheme from 74 to 120 shops\n- Offer the worst thieves a way out\n\n"
    "## How we will know we have made a difference\n\nWe will measure:\n\n- Thefts from shops\n- People who call us again\n"
)


def test_lists_under_headings_below_one_that_announces_actions() -> None:
    assert names(LISTS, ACTION) == [
        "Give every caller a named officer",
        "Walk two routes a year",
        "Grow the radio scheme from 74 to 120 shops",
        "Offer the worst thieves a way out",
    ]


def test_what_an_action_grows_is_no_measure_and_what_we_will_measure_no_action() -> None:
    assert names(LISTS, EntryKind.INDICATOR) == ["Thefts from shops", "People who call us again"]


def test_a_list_of_actions_goes_on_under_the_next_heading() -> None:
    text = (
        "# Plan\n\n## What we will do\n\n- Train wardens\n- Open a hub\n\n## Keep people safe\n\n- Fit new locks\n- Serve more orders\n\n"
        "## Background\n\nMuch was said.\n\n- Fit for purpose\n- Open and honest\n"
    )
    assert names(text, ACTION) == ["Train wardens", "Open a hub", "Fit new locks", "Serve more orders"]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Progress against the measures will be reported to the board every quarter.", "every quarter"),
        ("The assessment will be refreshed by February 2030.", "by February 2030"),
        ("A new plan will be prepared for April 2031.", "for April 2031"),
    ],
)
def test_what_will_be_done_and_when(sentence: str, when: str) -> None:
    (one,) = of_kind(f"# Plan\n\n## Review\n\n{sentence}\n", ACTION)
    assert (one.words, one.fields["by_when"]) == (sentence, when)


@pytest.mark.parametrize(
    "sentence",
    [
        "The measures will be reported as they stand.",
        "If thefts rise the plan will be reviewed by May 2030.",
        "The recession will make life harder.",
    ],
)
def test_what_names_no_time_or_nobody_who_acts(sentence: str) -> None:
    assert not of_kind(f"# Plan\n\n## Review\n\n{sentence}\n", ACTION)


def test_two_things_that_will_be_done_are_two_actions() -> None:
    text = "# Plan\n\n## Review\n\nThe assessment will be refreshed by February 2030 and a new plan will be prepared for April 2031.\n"
    assert [one.words for one in of_kind(text, ACTION)] == [
        "The assessment will be refreshed by February 2030",
        "a new plan will be prepared for April 2031.",
    ]


def test_what_the_speaker_hopes_besides_is_no_part_of_the_promise() -> None:
    text = "# Plan\n\n## Foreword\n\nWe will hold two open evenings every year, and I look forward to meeting you there.\n"
    assert [one.words for one in of_kind(text, ACTION)] == ["We will hold two open evenings every year"]


def test_a_date_alone_or_a_lead_with_a_date_in_brackets() -> None:
    text = "# Plan\n\n## Actions\n\n- Light the quay (March 2031)\n- Train wardens (Harbour Team, May 2031)\n- Watch the (old) pier\n"
    found = [(one.name, one.fields.get("who"), one.fields.get("by_when")) for one in of_kind(text, ACTION)]
    assert found == [
        ("Light the quay", None, "March 2031"),
        ("Train wardens", "Harbour Team", "May 2031"),
        ("Watch the (old) pier", None, None),
    ]


def test_a_column_that_speaks_of_deeds_and_one_of_progress() -> None:
    text = "# Plan\n\n| Aim | Actions partners will take | Action progress |\n|---|---|---|\n| Calm | Lamps on the quay | Lamps bought |\n"
    assert names(text, ACTION) == ["Lamps on the quay"]


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("Over the next two years the board will:", "the board"),
        ("To do this partners will:", "partners"),
        ("We will:", None),
    ],
)
def test_who_a_list_says_will_act(lead: str, who: str | None) -> None:
    found = of_kind(f"# Plan\n\n## What we will do\n\n{lead}\n\n- buy lamps\n- train wardens\n", ACTION)
    assert [one.fields.get("who") for one in found] == [who, who]


def test_lists_that_begin_with_verbs_under_headings_of_other_things_hold_no_actions() -> None:
    part = "## {name}\n\n### Our objectives\n\n- Support fishers at sea\n- Protect swimmers\n- Reduce losses\n\n"
    assert names("# Plan\n\n" + part.format(name="Quay") + part.format(name="Pier"), ACTION) == []


def test_two_deeds_each_with_its_time_are_two_actions() -> None:
    text = "# Plan\n\n## Review\n\nWe will publish a report each July and review this plan in autumn 2030.\n"
    assert names(text, ACTION) == ["publish a report each July", "review this plan in autumn 2030"]


@pytest.mark.parametrize(
    "sentence",
    ["We will collect the returns each May and publish them every year.", "We will review the plan and publish a report by May 2030."],
)
def test_one_deed_goes_on_behind_an_and(sentence: str) -> None:
    assert len(names(f"# Plan\n\n## Review\n\n{sentence}\n", ACTION)) == 1


def test_money_that_will_get_tighter_is_no_action() -> None:
    assert not names("# Plan\n\n## Foreword\n\nMoney is tight for every partner and will get tighter.\n", ACTION)


def test_brackets_name_who_acts_where_some_of_the_list_have_a_date() -> None:
    text = (
        "# Plan\n\n## We will\n\n- Walk the quay at night (Harbour Police)\n- Open a hub (the Council, by May 2030)\n"
        "- Serve more orders\n- Fit new lamps\n- Train wardens (Quay Trust)\n\nLead: Streets Group\n"
    )
    who = [one.fields["who"] for one in of_kind(text, ACTION)]
    assert who == ["Harbour Police", "the Council", "Streets Group", "Streets Group", "Quay Trust"]


@pytest.mark.parametrize(
    "lead",
    [
        "Lamps matter. We commit ourselves to the following.",
        "We pledge to do the following:",
        "We have committed to the following.",
        "Together we promise these things:",
        "We undertake the following.",
    ],
)
def test_what_we_commit_ourselves_to_in_a_priority(lead: str) -> None:
    deeds = (
        "The harbour board will look at a sample of lamps each quarter.",
        "A boat will be named in June 2031.",
        "Wardens will attend races.",
    )
    items = "".join(f"- {deed}\n" for deed in deeds)
    text = (
        f"# Plan\n\n## Priority 1: Lit lanes\n\n{lead}\n\n{items}\n## Priority 2: Safe boats\n\n{lead}\n\n{items.replace('lamps', 'oars')}"
    )
    assert [one.words.rstrip(".") for one in of_kind(text, ACTION)][:3] == [deed.rstrip(".") for deed in deeds]
    assert names(text, EntryKind.PRIORITY) == ["Lit lanes", "Safe boats"]


@pytest.mark.parametrize("deed", ["go to the Harbour Board", "come back to Cabinet", "return to the Quays Committee"])
def test_what_will_go_to_a_board(deed: str) -> None:
    (found,) = of_kind(f"# Plan\n\n## Risks\n\nLamps are few. A lamp plan will {deed} in May 2031.\n", ACTION)
    assert found.words.startswith("A lamp plan will")
