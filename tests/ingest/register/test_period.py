"""When the figures of a table were: parts of years, and years given by their last figures."""

from __future__ import annotations

import pytest

from tests.ingest.register.reading import in_table


def periods(title: str, head: str, rows: str) -> dict[str, str]:
    """The period of each value of a small table."""
    line = "|" + "---|" * head.count("|")
    return {value: one.fields.get("period", "") for value, one in in_table(f"# {title}\n\n| {head}\n{line}\n{rows}\n").items()}


@pytest.mark.parametrize(
    ("title", "column", "period"),
    [
        ("Calls", "2024/25 Q1", "2024/25 Q1"),
        ("Calls", "Q2 2024/25", "Q2 2024/25"),
        ("Calls in 2024/25", "Q3", "Q3 2024/25"),
        ("Calls in 2024/25", "Apr–Jun", "Apr–Jun 2024/25"),
        ("Calls", "March 2026 target", "March 2026"),
        ("Calls", "23/24", "23/24"),
        ("Calls", "Target 25/26", "25/26"),
        ("Calls", "12/15 beds", ""),
    ],
)
def test_the_period_of_a_column(title: str, column: str, period: str) -> None:
    assert periods(title, f"Beat | {column} |", "| Ash Fen | 31 |\n| Cow Lane | 42 |")["31"] == period


def test_a_year_over_a_group_of_quarters() -> None:
    rows = "| 2022/23 | | |\n| Q1 | 31 | 42 |\n| Q2 | 53 | 64 |\n| 2023/24 | | |\n| Q1 | 75 | 86 |"
    found = periods("Calls", "Quarter | Sheds | Barns |", rows)
    assert (found["64"], found["75"]) == ("Q2 2022/23", "Q1 2023/24")


def test_a_budget_and_what_was_spent_of_it_are_of_one_year() -> None:
    rows = "| Stewards | 31 | 42 | 11 |\n| Bells | 53 | 64 | 12 |"
    assert periods("Money", "Service | Budget 2023/24 | Actual 2023/24 | Variance |", rows)["11"] == "2023/24"


def test_a_numbered_caption_below_its_table_names_it() -> None:
    found = in_table(
        "# Calls\n\nWhat was reported.\n\n| Beat | Sheds |\n|---|---|\n| Ash Fen | 31 |\n| Cow Lane | 42 |\n\n"
        "Table 4: Calls by beat, 2024/25\n\nMore words.\n"
    )
    assert found["31"].fields["period"] == "2024/25"


def test_an_arrow_or_the_sign_of_a_note_is_no_part_of_a_value() -> None:
    found = in_table("# Calls\n\n| Beat | 2022 | 2023 |\n|---|---|---|\n| Ash Fen | ▲ 31% | 42* |\n| Cow Lane | 53 (p) | 64¹ |\n")
    assert set(found) == {"31%", "42", "53", "64"}
    assert found["64"].fields["period"] == "2023"


def test_a_rate_that_fills_its_cell_has_the_period_of_its_column() -> None:
    found = in_table("# Calls\n\n| Beat | 2022 |\n|---|---|\n| Ash Fen | 12.5 per 1,000 |\n| Cow Lane | 14.1 per 1,000 |\n")
    assert (found["12.5"].fields["unit"], found["12.5"].fields["period"]) == ("per 1,000", "2022")


def test_a_range_of_years_in_the_cell_comes_before_what_the_text_says_of_its_column() -> None:
    rows = "| Measure | Baseline |\n|---|---|\n| Deaths at sea | 31 (2027 to 2029) |\n| Boats lost | 44 |\n"
    text = f"# Plan\n\nThe baseline is 2029/30.\n\n{rows}"
    found = in_table(text)
    assert (found["31"].fields["period"], found["44"].fields["period"]) == ("2027 to 2029", "2029/30")


@pytest.mark.parametrize(
    ("row", "baseline", "target"),
    [
        ("Boats lost (season of 2028/29)", "2028/29", ""),
        ("Boats lost again within a year (those of 2029)", "2029", ""),
        ("Leavers with a place (2027/28 leavers)", "2027/28", ""),
        ("Boats lost (compared with 2019)", "", ""),
        ("Boats lost (2021 definition)", "", ""),
        ("Boats lost – 14 of 31 (2025)", "", ""),
    ],
)
def test_the_period_in_brackets_behind_a_row_is_of_what_was_not_of_what_is_aimed_at(row: str, baseline: str, target: str) -> None:
    found = periods("Calls", "Measure | Baseline | Target |", f"| {row} | 31 | 28 |\n| Ropes sold | 42 | 44 |")
    assert (found["31"], found["28"]) == (baseline, target)


@pytest.mark.parametrize(
    ("said", "now", "target"),
    [
        ("“Now” is 2030/31.", "2030/31", ""),
        ("“Now” means the figure for 2030/31.", "2030/31", ""),
        ("The Now column shows 2030/31.", "2030/31", ""),
        ("Now = 2030/31, Target = 2033/34.", "2030/31", "2033/34"),
        ("Now: 2030/31. Target: 2033/34.", "2030/31", "2033/34"),
        ("Now refers to 2030/31 and Target to 2033/34.", "2030/31", "2033/34"),
        ("The column headed Now gives the outturn for 2030/31.", "2030/31", ""),
        ("Now is the position at March 2031.", "March 2031", ""),
        ("In the table, ‘Now’ stands for 2030/31.", "2030/31", ""),
        ("Where it says Now, this is 2030/31.", "2030/31", ""),
        ("By Now we mean 2030/31.", "2030/31", ""),
        ("All of them are for 2030/31.", "2030/31", "2030/31"),
    ],
)
def test_what_a_sentence_says_of_one_column_is_not_of_another(said: str, now: str, target: str) -> None:
    text = f"# Plan\n\n## Progress\n\n{said}\n\n| Measure | Now | Target |\n|---|---|---|\n| Lamps lit | 31 | 44 |\n| Oars | 7 | 12 |\n"
    found = in_table(text)
    assert [found[value].fields.get("period", "") for value in ("31", "44")] == [now, target]
