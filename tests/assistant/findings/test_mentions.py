"""Figures with what they are of: in sentences, on cards, in tables."""

from __future__ import annotations

import pytest

from assistant.findings.script import script_of
from assistant.findings.sums.mention import figures_in
from assistant.findings.sums.mentions import Kind, Mention, mentions
from tests.assistant.findings.texts import ID, snapshot_of


def made(text: str) -> list[Mention]:
    return mentions(script_of(ID, snapshot_of(f"# Plan\n\n{text}\n")))


def told(text: str) -> list[tuple[str, str, list[str]]]:
    return [(one.quantity.text, one.kind.value, sorted(one.years)) for one in made(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024/25 the quay had 18 lamp posts.", [("18", "level", ["2024/25"])]),
        ("Oar thefts fell from 640 in 2023/24 to 580 in 2024/25.", [("640", "level", ["2023/24"]), ("580", "level", ["2024/25"])]),
        ("Calls about drift: 4,015 in 2023, no more than 3,600 in 2028.", [("4,015", "level", ["2023"]), ("3,600", "target", ["2028"])]),
        ("The number of oar thefts reached 259 in 2011/12.", [("259", "level", ["2011/12"])]),
        ("Oar thefts came to 40 in the year to March 2024.", [("40", "level", ["2023/24"])]),
        ("We will fit 30 lamp posts by 2027.", [("30", "target", ["2027"])]),
    ],
)
def test_figures_of_sentences(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Oar thefts rose by 40 in 2024.",
        "Another 40 oars were lost.",
        "Some 40 of the oars were found.",
        "For example, 40 oars were lost in 2024.",
        "In March 2024 there were 40 oar thefts.",
        "See page 40 and Priority 3 of the plan.",
    ],
)
def test_what_is_a_change_a_part_or_uncertain_is_left_out(text: str) -> None:
    assert told(text) == []


def test_a_card_is_read_with_the_words_under_its_figure() -> None:
    assert told("286\n\noar thefts reported in 2023") == [("286", "level", ["2023"])]


def test_cells_take_their_year_from_the_column_or_from_what_is_said_of_all_baselines() -> None:
    table = "| Measure | Baseline | Target |\n| --- | --- | --- |\n| Oar thefts | 64 | 50 or fewer |\n| Lamps lit | 7 | 12 |"
    said = "Baselines are for 2024/25 and targets for 2027/28."
    assert told(f"{said}\n\n{table}")[:2] == [("64", "level", ["2024/25"]), ("50", "target", ["2027/28"])]
    assert told(table)[0] == ("64", "level", [])


def test_rows_of_places_are_of_what_the_column_counts_there() -> None:
    table = "| Ward | Oar thefts, 2024 |\n| --- | --- |\n| Mill | 40 |\n| Quay | 50 |\n| Borough | 90 |"
    mill, _, everywhere = made(table)
    assert mill.place == {"mill"} and not everywhere.place
    assert everywhere.subject < mill.subject


def test_a_promise_of_time_has_its_days_for_a_unit() -> None:
    (one,) = made("Graffiti on lamps is removed within five working days.")
    assert (one.quantity.value, one.quantity.unit, one.kind) == (5, "working day", Kind.LEVEL)


def test_years_dates_and_lengths_of_time_are_no_figures() -> None:
    text = "In 2024 we met on 4 May at 10am for 3 hours with 12 wardens; telephone 01632 960 431, Act 1998, page 7."
    assert [one.text for one in figures_in(text)] == ["12"]
