"""What stands in place of a target or baseline and is none, and what gives an indicator its time."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.indicators import is_given
from tests.assistant.findings.found import words_found

ROWS = (
    "## Keeping score\n\n{}\n\n| Measure | Start | Goal |\n|---|---|---|\n| Boats stolen from moorings | 88 | 60 |\n"
    "| Oars lost at sea | 54% | {} |\n"
    "| Skippers robbed on the quay | 12 | 10 |\n"
)


NONE = ["Watch only", "Monitor only", "No target", "To be set in 2026", "New measure", "n/a", "Reduce", "Not yet known"]


@pytest.mark.parametrize("value", NONE)
def test_what_says_that_there_is_no_figure_is_none(value: str) -> None:
    assert not is_given(value)


@pytest.mark.parametrize("value", ["10% lower", "66", "85%", "Reduce by 5%", "No more than 12"])
def test_a_figure_is_one(value: str) -> None:
    assert is_given(value)


def test_a_goal_to_watch_is_no_target() -> None:
    assert words_found(ROWS.format("", "watch only"), T.INDICATOR_WITHOUT_TARGET)[-1] == "Oars lost at sea\t54%\twatch only"


def test_a_sentence_can_date_all_figures_of_its_part() -> None:
    undated = words_found(ROWS.format("We look at these numbers.", "60%"), T.INDICATOR_WITHOUT_PERIOD)
    dated = words_found(ROWS.format("The starting point is 2023/24 and the goal is for 2027/28.", "60%"), T.INDICATOR_WITHOUT_PERIOD)
    assert "Oars lost at sea" in undated
    assert "Oars lost at sea" not in dated


def test_an_item_that_gives_a_direction_and_no_figure_has_no_target() -> None:
    text = "## How we will know\n\n- Deaths from cold water: reduce\n- Boats stolen: from 52% to 42%\n\n## Other\n\n- Tides: rising\n"
    words = words_found(text, T.INDICATOR_WITHOUT_TARGET)
    assert "Deaths from cold water: reduce" in words
    assert not any("Tides" in one for one in words)


def test_the_year_that_a_figure_comes_from_is_not_the_year_it_is_for() -> None:
    text = "## How we will know\n\nAt least 85% of skippers say that they have a lamp they trust, up from 74% in 2024{}.\n"
    assert any("85%" in one for one in words_found(text.format(""), T.INDICATOR_WITHOUT_PERIOD))
    assert not any("85%" in one for one in words_found(text.format(", by 2028"), T.INDICATOR_WITHOUT_PERIOD))


OWNED = "## Keeping score\n\n| Measure | Start | Goal | Owner |\n|---|---|---|---|\n"


def test_whatever_indicator_names_nobody_lacks_an_owner() -> None:
    names = ["Boats stolen", "Oars lost", "Skippers robbed"]
    rows = "".join(f"| {what} | 88 | 60 | {{}} |\n" for what in names)
    some = words_found(OWNED + rows.format("Harbour master", "Chief pilot", ""), T.INDICATOR_WITHOUT_OWNER, prelude="")
    assert some == ["Skippers robbed"]
    assert words_found(OWNED + rows.format("", "", ""), T.INDICATOR_WITHOUT_OWNER, prelude="") == names


YEARS = "## Keeping score\n\n| Aim | Measure | At signing | 2026/27 | 2027/28 |\n|---|---|---|---|---|\n"
SCORED = "| A | Boats stolen | 88 | 70 | 60 |\n| B | Oars lost at sea | 40 | 35 | 30 |\n"


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ("| C | Skippers robbed | 12 | 11 | 10 |", None),
        ("| C | Skippers robbed | 12 | 11 | lower |", T.INDICATOR_WITHOUT_TARGET),
        ("| C | Skippers robbed | 12 | 11 | – |", T.INDICATOR_WITHOUT_TARGET),
        ("| C | Skippers robbed | not asked before | 11 | 10 |", T.INDICATOR_WITHOUT_BASELINE),
    ],
)
def test_years_ahead_are_targets(row: str, lacks: T | None) -> None:
    for kind in (T.INDICATOR_WITHOUT_TARGET, T.INDICATOR_WITHOUT_BASELINE):
        words = words_found(f"{YEARS}{SCORED}{row}\n", kind, period="2026-2028", prelude="", title="Harbour plan 2026-2028")
        assert [word.split("\t")[0] for word in words] == (["Skippers robbed"] if kind is lacks else [])


def test_what_says_that_there_is_no_measure_is_no_measure_without_a_target() -> None:
    text = "## Quiet nights\n\nMeasure: none agreed so far\n"
    assert not any("none agreed" in word for word in words_found(text, T.INDICATOR_WITHOUT_TARGET))


@pytest.mark.parametrize(
    ("sentence", "timeless"),
    [
        ("Calls to the lock, 940 in 2023/24, are to come down to 700.", True),
        ("The number of wrecks, 38 in 2024/25, should fall below 20.", True),
        ("The share of skippers with a licence is to rise from 54% to 60%.", True),
        ("Calls to the lock, 940 in 2023/24, are to come down to 700 by March 2028.", False),
        ("By 2028 calls to the lock are to come down to 700.", False),
        ("Calls to the lock are to come down to 700. That is for the end of the plan, until 2028.", False),
        ("The speed of boats is to be cut to 4 knots.", False),
        ("Prices would have to rise to 700.", False),
    ],
)
def test_a_sentence_may_say_how_far_and_not_by_when(sentence: str, timeless: bool) -> None:
    found = words_found(f"## Keeping score\n\n{sentence}\n", T.INDICATOR_WITHOUT_PERIOD)
    assert any(words in sentence and "score" not in words for words in found) is timeless


def test_none_beside_a_figure_is_zero_and_a_goal_s_own_column_gives_its_time() -> None:
    table = (
        "| Measure | Start (2024/25) | Goal (2027/28) | Kept by |\n|---|---|---|---|\n"
        "| Skippers drowned at sea | 6 | None | Harbour Trust |\n"
        "| Boats stolen from moorings | 88 | 60 | Harbour Trust |\n| Oars lost at sea | 54% | 40% |  |\n"
        "| Wrecks raised in the year | 5 | none set | Ferry Company |\n"
    )
    text = f"## Keeping score\n\n{table}"
    assert not any("drowned" in words for words in words_found(text, T.INDICATOR_WITHOUT_TARGET))
    assert any("Wrecks" in words for words in words_found(text, T.INDICATOR_WITHOUT_TARGET))
    assert not any("drowned" in words for words in words_found(text, T.INDICATOR_WITHOUT_PERIOD))
    owner = words_found(text, T.INDICATOR_WITHOUT_OWNER)
    assert any("Oars" in words for words in owner) and not any("Boats" in words for words in owner)
