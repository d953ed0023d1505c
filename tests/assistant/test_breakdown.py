"""How a number is made up."""

from __future__ import annotations

import pytest

from assistant.breakdown import lacks_breakdown

TOTAL = "998 people (71.85%) said that they felt safe."


@pytest.mark.parametrize(
    "asked",
    [
        "Can you split the feeling-safe answers by men and women?",
        "Can you split that by age band?",
        "Split the 2016 poll by ethnic group for me",
        "What was the split between men and women among them?",
        "is there a breakdown of those by gender",
        "Can you break the 36 reports down by month?",
        "Do you have the figures by religion?",
        "What was it in each ward?",
        "how many were there ward by ward",
        "Could I have the numbers per school?",
    ],
)
def test_a_total_is_no_breakdown(asked: str) -> None:
    assert lacks_breakdown(asked, [TOTAL, "We work with women and girls, men and boys, young and old."])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Split that by sex please", ["Of 998, 600 were women.", "398 men felt safe."]),
        ("is there a breakdown of victims by age group", ["18-24: 31. Over 65: 12"]),
        ("How does it break down by ethnic group?", ["White 40%, Asian 35%, Black 20%"]),
        # No groups of people.
        ("How is the money split between schools and mosques?", [TOTAL]),
        ("What headings is the strategy split into?", [TOTAL]),
        ("How many men and women felt safe?", [TOTAL]),
        ("What is done by age 18?", [TOTAL]),
        ("What was it in each ward?", ["Harbour ward: 31. Castle ward: 12"]),
        ("What does the warden do in each ward?", ["Two wardens patrol the front."]),
        ("How many officers are there per ward?", ["Two officers and one PCSO for every ward."]),
    ],
)
def test_what_names_the_groups_or_asks_for_none_lacks_nothing(asked: str, told: list[str]) -> None:
    assert not lacks_breakdown(asked, told)
