"""What a number was before anything was done."""

from __future__ import annotations

import pytest

from assistant.baseline import lacks_baseline

AIM = "Number of alarms lent (target 40)."


@pytest.mark.parametrize(
    "asked",
    [
        "What's the baseline for alarms?",
        "How many alarms did they start out with?",
        "what was the starting figure for alarms",
        "How many were there to begin with?",
    ],
)
def test_what_is_aimed_at_is_no_baseline(asked: str) -> None:
    assert lacks_baseline(asked, [AIM, "Alarms are lent to pensioners."])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What's the baseline for alarms?", "Alarms lent: baseline 12, target 40."),
        ("How many alarms did they start out with?", "From 12 alarms to 40 by spring."),
        ("what was the starting figure for alarms", "There were 12 alarms in 2019."),
        # Where something begins is no number.
        ("When did it start?", AIM),
        ("What is the target for alarms?", AIM),
    ],
)
def test_what_a_number_was_is_one(asked: str, told: str) -> None:
    assert not lacks_baseline(asked, [told])
