"""Times that are over: which were set for something to come, and which only tell of what was."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.overdue import end_of
from tests.assistant.findings.found import words_found


def over(text: str, period: str | None = None) -> list[str]:
    return words_found(f"## The quay\n\n{text}\n", T.TARGET_PERIOD_OVER, period=period)


@pytest.mark.parametrize(
    "text",
    [
        "A new bell will be launched in September 2017.",
        "The survey will be published in May 2018.",
        "Money for the lamps runs until March 2025.",
        "The target of 60% should be reached by March 2020.",
        "The lamps will be used on the quay for 18 months from July 2024.",
    ],
)
def test_what_was_to_come_is_over(text: str) -> None:
    assert over(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "A grant paid for lamps until March 2025.",
        "The bell was used 31 times by the end of March 2024.",
        "The survey was published in May 2018.",
        "A bell will be launched in September 2031.",
        "The Tides Act 2003 will be read with this.",
    ],
)
def test_what_was_or_is_yet_to_come_is_not(text: str) -> None:
    assert over(text) == []


def test_a_promise_in_the_plan_s_last_year_is_over_and_its_bare_years_are_told_once() -> None:
    promise = "The lock will be mended by March 2021."
    words = over(f"{promise} In 2017-2021 we will walk the quay. Quiet will come by 2021.", period="2017-2021")
    assert promise in words
    assert "Quiet will come by 2021." not in words


@pytest.mark.parametrize(("text", "last"), [("2017/18", "2018-03-31"), ("March 2019", "2019-12-31"), ("soon", "None")])
def test_the_last_day_of_a_period(text: str, last: str) -> None:
    assert str(end_of(text)) == last
