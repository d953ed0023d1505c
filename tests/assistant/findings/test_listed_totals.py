"""Wholes in words whose parts stand in the list behind them, or in a sentence that takes their noun up again."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType
from tests.assistant.findings.found import contradicted

_ITEMS = "- council £{a}\n- lottery £200,000\n- health board £100,000\n\nThe end of this part of the text."


def wrong(text: str) -> list[str]:
    """Given the body of a plan, return the sums of the totals that do not come out."""
    return [one.sum for one in contradicted(f"# Plan\n\n## Money\n\n{text}\n") if one.type is FindingType.TOTAL_AND_PARTS]


@pytest.mark.parametrize(
    "lead",
    [
        "The budget for 2025/26 is £0.61m. It is made up of",
        "The partnership spent £610,000 in the year:",
        "The work costs £610,000 and is paid for by:",
        "We have £610,000. The money comes from",
    ],
)
def test_the_items_of_a_list_make_the_whole_of_its_lead(lead: str) -> None:
    assert wrong(f"{lead}\n\n{_ITEMS.format(a='240,000')}")
    assert not wrong(f"{lead}\n\n{_ITEMS.format(a='310,000')}")


@pytest.mark.parametrize(
    "lead",
    ["The budget is £610,000. The largest grants are:", "We spent £610,000, including:", "It rose from £500,000 to £610,000:"],
)
def test_a_list_of_some_of_the_parts_is_let_pass(lead: str) -> None:
    assert not wrong(f"{lead}\n\n{_ITEMS.format(a='240,000')}")


@pytest.mark.parametrize(
    "parts",
    [
        "Of its piers eight are lit all night, four in winter only and 14 not at all.",
        "Eight of the piers are lit all night, four in winter only and 14 not at all.",
        "Of our piers eight belong to the town, four to the church and 14 to the guild.",
    ],
)
def test_parts_of_a_noun_make_the_number_that_is_given_of_it(parts: str) -> None:
    assert wrong(f"We look after 27 piers. Nobody is left alone.\n\n{parts}")
    assert not wrong(f"We look after 26 piers. Nobody is left alone.\n\n{parts}")


def test_a_noun_of_which_two_numbers_are_given_is_let_pass() -> None:
    assert not wrong(
        "We look after 27 piers; in 2019 it was 31 piers.\n\nOf its piers eight are lit all night, four in winter and 14 not at all."
    )


def test_parts_of_one_count_in_a_row_of_parts() -> None:
    assert wrong("The teams have 14 wardens: five in the town, four in the villages, three on the coast and one in the schools.")
    assert not wrong("The teams have 13 wardens: five in the town, four in the villages, three on the coast and one in the schools.")


def test_names_may_stand_before_their_figures() -> None:
    assert wrong("The work is costed at £184,000 a year: staff £142,000, boats £22,000, ropes £8,000 and paint £6,000.")
    assert not wrong("The work is costed at £178,000 a year: staff £142,000, boats £22,000, ropes £8,000 and paint £6,000.")
