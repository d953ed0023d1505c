"""Times that are over: which were set for something to come, and which only tell of what was."""

from __future__ import annotations

import pytest

from assistant.findings.ends import end_of
from assistant.findings.finding import FindingType as T
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


OWN = "2017-2021"


@pytest.mark.parametrize(
    "text",
    [
        "Over the next two years the partnership will light every path.",
        "The Mayor has set a challenge of a 20% reduction in noise by 2021.",
        "A new bid is to be submitted in Spring 2018.",
        "Success measure: 5% fewer falls from the quay by 31/03/2019",
        "The bell is due to open between April 2018 and June 2019.",
    ],
)
def test_what_was_to_come_within_the_document_s_own_time_is_over(text: str) -> None:
    assert over(text, period=OWN) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Over the next four years the partnership will light every path.",
        "Specified authorities must agree a strategy, and will do so, by January 2018.",
        "Admissions due to drink, over the three years to 2018/19, are high.",
        "The bell will ring between April 2018 and March 2031.",
    ],
)
def test_the_own_period_a_duty_and_what_runs_on_are_not(text: str) -> None:
    assert over(text, period=OWN) == []


def test_the_items_of_a_list_have_the_time_of_the_line_above_them() -> None:
    words = over("By 2019:\n\n- 90% of skippers wear lights\n- Every lock has a keeper\n", period=OWN)
    assert words == ["90% of skippers wear lights", "Every lock has a keeper"]
    assert over("By 2032:\n\n- 90% of skippers wear lights\n- Every lock has a keeper\n", period=OWN) == []


def test_rows_whose_time_is_over_are_told_by_what_was_to_be_done() -> None:
    head = "| Action | Lead | Timescale |\n|---|---|---|\n"
    rows = "| Mend every lamp on the quay | Head of Lamps and Locks | March 2018 |\n| Walk the paths | Pilot | Q3 2032/33 |\n"
    assert over(f"{head}{rows}| Train the keepers | Pilot | Ongoing |\n", period=OWN) == ["Mend every lamp on the quay"]


def test_the_first_of_several_years_is_over_and_the_last_is_not() -> None:
    text = "## Year {} (delivery)\n\n- Mend every lamp on the quay\n- Train the keepers\n"
    assert any("Year one" in words for words in words_found(text.format("one"), T.TARGET_PERIOD_OVER, period="2021-2027"))
    assert not any("Year one" in words for words in words_found(text.format("one"), T.TARGET_PERIOD_OVER, period="2026-2029"))


DUE = (
    "| Action | Lead | By when |\n|---|---|---|\n| Mend the lamps on the quay | Pilot | {} |\n"
    "| Paint the boats in the lock | Warden | June 2031 |\n"
)


@pytest.mark.parametrize("when", ["Spring term 2026", "by autumn 2025", "Quarter 2 2025", "Q3 2025", "March 2026"])
def test_a_season_or_a_quarter_ends(when: str) -> None:
    assert over(DUE.format(when)) == ["Mend the lamps on the quay"]


@pytest.mark.parametrize("when", ["winter 2026", "Q2 2026/27", "from July 2025", "From spring 2025", "ongoing from May 2025"])
def test_a_time_to_come_or_a_beginning_is_not_over(when: str) -> None:
    assert over(DUE.format(when)) == []


def test_a_time_that_a_heading_gives_is_told_at_the_heading_alone() -> None:
    text = "## Actions for 2024/25:\n\n- Mend the lamps\n- Paint the boats\n"
    assert words_found(text, T.TARGET_PERIOD_OVER) == ["Actions for 2024/25"]


def test_of_targets_in_a_list_only_those_with_a_figure_were_due() -> None:
    text = "The Mayor set the harbour a challenge for 2012-16:\n\n- Cut thefts by 20%\n- A word on tides\n"
    words = over(text)
    assert "Cut thefts by 20%" in words
    assert "A word on tides" not in words


@pytest.mark.parametrize(
    ("before", "line", "told"),
    [
        ("The challenge that the port sets the pilots up to 2016 is a hard one.", "The challenge promises to:", True),
        ("The Mayor's targets for 2013-2016 are the same for all quays.", "These targets are:", True),
        ("Our goals run until 2017.", "The goals:", True),
        ("The board has met since 2009.", "The challenge promises to:", False),
        ("The challenge is set for as long as the port stands.", "The challenge promises to:", False),
        ("The quay was closed in 2016.", "Our pledges are to:", False),
    ],
)
def test_a_line_takes_its_time_from_the_paragraph_about_the_same_challenge(before: str, line: str, told: bool) -> None:
    text = f"## The harbour\n\n{before}\n\n{line}\n\n- Cut thefts by 20%\n- Boost trust by 20%\n"
    assert ("Boost trust by 20%" in over(text)) is told


def test_the_time_of_the_figure_that_a_measure_comes_from_is_no_deadline() -> None:
    text = "## How we will know\n\nMeasure: boats found again, from 11% (2023) to 17%\n"
    assert over(text) == []
    assert over(text.replace("17%", "17% in 2025")) != []


@pytest.mark.parametrize(
    ("sentence", "over"),
    [
        ("The plan is read again every January, next in January 2026.", True),
        ("The board's next review is due in March 2026.", True),
        ("The plan is read again every January, the next time in January 2028.", False),
    ],
)
def test_what_comes_round_again_may_be_over(sentence: str, over: bool) -> None:
    found = words_found(f"## Watching over it\n\n{sentence}\n", T.TARGET_PERIOD_OVER, period="2025-2028")
    assert (sentence in found) is over


@pytest.mark.parametrize(
    "text",
    [
        "Increase the number of skippers who are trained from 300 to 400 by 2016",
        "Reduce collisions by 5% by 2016",
        "20% reduction in noise by 2016",
        "Increase confidence in the bell to 75% by 2016.",
        "By 2016 we will have cut noise by a tenth.",
        "The target is to reduce the number of collisions to 120 by 2016.",
        "A chart is expected in the summer of 2015.",
    ],
)
def test_a_figure_to_reach_by_the_year_that_the_document_ends_in_is_over(text: str) -> None:
    assert text in over(text, "2015-2016")


@pytest.mark.parametrize(
    "text",
    [
        "The quay plan will be for 2015/16.",
        "Noise fell by 5% in 2015/16.",
        "The number of skippers rose from 300 to 400 in 2015/16.",
        "The Tide Plan for 2014/15 will be read by skippers.",
        "The target for 2015/16 is a 10% reduction in noise.",
    ],
)
def test_the_document_s_own_year_what_was_and_a_paper_s_year_are_no_targets(text: str) -> None:
    assert text not in over(text, "2015-2016")


def test_sums_of_money_under_a_heading_of_finance_are_no_promise() -> None:
    text = "A saving of £400 will be made in 2017/18."
    assert words_found(f"## Comments of the finance officer\n\n{text}\n", T.TARGET_PERIOD_OVER, period="2017-2021") == []
    assert over(text, "2017-2021") == [text]


def test_actions_that_say_how_many_are_told_in_place_of_the_heading_that_gives_their_time() -> None:
    items = "- Fit 20 lamps on the quay\n- Mend the bell of the lock\n- Train up to 30 skippers in fog\n"
    text = f"## First 12 months – what will we do?\n\n### Lamps\n\n{items}"
    assert words_found(text, T.TARGET_PERIOD_OVER, period="2017-2021") == ["Fit 20 lamps on the quay", "Train up to 30 skippers in fog"]
    told = words_found("## First 12 months – what will we do?\n\n- Mend the bell of the lock\n", T.TARGET_PERIOD_OVER, period="2017-2021")
    assert told == ["First 12 months – what will we do?"]
