"""Promises of a manner, and what a leader says before a plan begins: neither is an action of the plan."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names


def promised(heading: str, text: str) -> list[str]:
    """What is read as actions of a chapter with a heading."""
    return names(f"# Plan\n\n## {heading}\n\n{text}\n\n## Governance\n\nThe forum meets in spring.\n", EntryKind.ACTION)


@pytest.mark.parametrize(
    "text",
    [
        "We will always stand up for those who live here.",
        "We will keep listening to you throughout the life of this plan.",
        "We will continue to listen to what you tell us.",
        "Together we will build on what works.",
        "We will be honest when things go wrong.",
        "We will treat everyone with respect.",
        "All partners will share what they know.",
        "The partnership will never accept hatred.",
        "We will work tirelessly to make the lanes calm.",
        "We will not rest until every street is safe.",
        "The council will do everything it can.",
        "Partners will play their part.",
        "We will do our utmost to help.",
        "The board will hold itself and each other to account; we will hold ourselves to a high standard.",
        "We will challenge ourselves and each other.",
        "We will rise to the challenge.",
        "We will go further than before.",
        "We will learn from what goes wrong.",
        "We will be open about how we decide.",
        "We will take pride in our town.",
    ],
)
def test_a_promise_of_a_manner_is_no_action(text: str) -> None:
    assert [one for one in promised("How we work", text) if "hold itself" not in one] == []


@pytest.mark.parametrize(
    "text",
    [
        "We will open a den in the mill.",
        "We will be asked again in May 2030.",
        "We will listen to every school by June 2030.",
        "We will build 40 homes.",
    ],
)
def test_a_deed_or_what_has_a_time_is_one(text: str) -> None:
    assert len(promised("How we work", text)) == 1


@pytest.mark.parametrize(
    "heading",
    ["Foreword", "Welcome", "Chair's welcome", "Foreword by the Chair", "Introduction from the Leader", "Leader’s introduction", "Preface"],
)
def test_a_foreword_promises_what_is_a_deed_or_has_a_time(heading: str) -> None:
    text = "We will again print it in plain words. We will see more of you. We will open a den. We will be back in May 2030."
    assert promised(heading, text) == ["open a den", "be back in May 2030"]
    assert "again print it in plain words" in promised("How we work", text)
