"""Shares of the whole that a paragraph is about."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType
from tests.assistant.findings.found import contradicted

_FIRST = "In 2024 the crew looked after 164 seals, 52 of them pups. Thirty-one (19%) were grey and 29 (18%) were lame. "


def wrong(text: str) -> list[str]:
    """Given a paragraph, return the sums of its shares that do not follow."""
    return [one.sum for one in contradicted(f"# Plan\n\n## Seals\n\n{text}\n") if one.type is FindingType.SHARE_AND_COUNT]


@pytest.mark.parametrize(
    ("false", "true"),
    [
        ("More than half, 74, had lost weight.", "More than half, 84, had lost weight."),
        ("Nearly a third, 36, had lost weight.", "Nearly a third, 51, had lost weight."),
        ("Barely a quarter (61) had lost weight.", "Barely a quarter (40) had lost weight."),
        ("74, or 55%, had lost weight.", "74, or 45%, had lost weight."),
    ],
)
def test_the_other_shares_show_the_whole(false: str, true: str) -> None:
    assert wrong(f"{_FIRST}{false}")
    assert not wrong(f"{_FIRST}{true}")


def test_a_share_of_another_number_of_the_paragraph_is_let_pass() -> None:
    assert not wrong(f"{_FIRST}Twenty-six of the pups (50%) had lost weight.")


def test_a_share_far_from_that_whole_is_of_another() -> None:
    assert not wrong(f"{_FIRST}Most of those seen at sea, 12 (80%), had lost weight.")


def test_commas_tell_a_share_as_brackets_do() -> None:
    assert wrong("Of the 412 seals 268, about three quarters, were grey; 97 (24%) were under 18 months.")
    assert not wrong("Of the 412 seals 268, about two thirds, were grey; 97 (24%) were under 18 months.")


def test_a_share_may_name_its_whole() -> None:
    text = "In 2024 the crew took 4,812 calls: 2,906 by radio, 1,294 by telephone and 612 in person. "
    text += "The bay accounts for {} of the calls (1,444)."
    assert wrong(text.format("four in ten"))
    assert not wrong(text.format("three in ten"))
