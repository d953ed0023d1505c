"""What the words beside a table say of all its figures."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from ingest.register.note import baseline_said, name_with_exceptions, period_noted, rate_said, says_unit, unit_said
from tests.ingest.register.reading import in_table, of_kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Note: all figures are in £000s.", "£000s"),
        ("All amounts are shown in thousands of pounds.", "£ thousand"),
        ("Figures are percentages of those who answered.", "%"),
        ("Values are given per 100,000 people.", "per 100,000 people"),
        ("Figures in the last column are percentages.", ""),
        ("Figures below five are hidden.", ""),
        ("The figures are for the year to March.", ""),
    ],
)
def test_the_unit_of_all_figures(text: str, unit: str) -> None:
    assert unit_said(text) == unit
    assert says_unit(text) == bool(unit)


def test_what_rates_are_of() -> None:
    assert rate_said("Rates are shown per 1,000 households.") == "per 1,000 households"


def test_a_note_below_a_table_gives_its_figures_their_unit() -> None:
    found = in_table(
        "# Money\n\n| Service | 2023/24 | 2024/25 |\n|---|---|---|\n| Stewards | 31 | 42 |\n\nAll amounts are shown in £000s.\n"
    )
    assert found["31"].fields["unit"] == "£000s"


def test_a_note_on_rates_is_of_a_table_of_rates() -> None:
    rows = "| Parish | Arson | Poaching |\n|---|---|---|\n| Hoo | 3.1 | 4.2 |\n"
    rates = in_table(f"# Crime rates by parish\n\n{rows}\nRates are per 1,000 people.\n")
    counts = in_table(f"# Crime by parish\n\n{rows}\nRates are per 1,000 people.\n")
    assert rates["4.2"].fields["unit"] == "per 1,000 people"
    assert counts["4.2"].fields.get("unit") != "per 1,000 people"


def test_a_base_is_no_share() -> None:
    found = in_table("# Answers (%)\n\n| Answer | 2022 | 2023 |\n|---|---|---|\n| Yes | 61 | 58 |\n| Base | 412 | 397 |\n")
    assert found["61"].fields["unit"] == "%"
    assert found["412"].fields.get("unit", "") == ""


def test_a_title_that_begins_with_percentage_gives_the_unit() -> None:
    found = in_table("# Percentage of tenants by age\n\n| Age | Men | Women |\n|---|---|---|\n| Young | 31 | 42 |\n")
    assert found["42"].fields["unit"] == "%"


def test_units_of_rows_and_columns() -> None:
    found = in_table(
        "# Keys\n\n| Measure | Unit | 2022 |\n|---|---|---|\n| Bells | Rate per 1,000 | 31 |\n\n"
        "# More\n\n| Measure | 2022 No. | 2022 % |\n|---|---|---|\n| Bells | 55 | 66 |\n| Cost of a visit (£) | 77 | 88 |\n"
    )
    assert found["31"].fields["unit"] == "per 1,000"
    assert (found["66"].fields["unit"], found["77"].fields["unit"]) == ("%", "£")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Twelve measures. 2030/31 is our baseline; figures for 2031/32 are estimates.", "2030/31"),
        ("The baseline year is 2030/31.", "2030/31"),
        ("Baseline: 2030", "2030"),
        ("Targets have been set against the 2030/31 outturn.", "2030/31"),
        ("All are measured from a 2030-31 baseline.", "2030-31"),
        ("We use 2030/31 as the baseline.", "2030/31"),
        ("Baselines are from 2030/31.", "2030/31"),
        ("The baseline is the outturn for 2030/31.", "2030/31"),
        ("Baseline: the year 2030/31 unless the notes say otherwise.", "2030/31"),
        ("“Baseline” means the figure for 2030/31.", "2030/31"),
        ("The baseline column shows what was recorded in 2030/31.", "2030/31"),
        ("The 2030/31 column is used as the baseline.", "2030/31"),
        ("Our starting point is the position at the end of 2030/31.", "2030/31"),
        ("All measures start from the 2030/31 figures.", "2030/31"),
        ("Baseline figures are those for the financial year 2030/31.", "2030/31"),
        ("The starting point for each measure is 2030/31.", "2030/31"),
        ("The baseline for all of our measures is 2030/31.", "2030/31"),
        ("2030/31 is where we start from.", "2030/31"),
        ("The baseline was agreed in 2030/31.", ""),
        ("Where there is no baseline, 2030/31 will give one.", ""),
        ("The baseline for cyclists is the average of five years.", ""),
        ("Targets were set in 2030/31.", ""),
        ("Compared with 2030/31, fewer lamps were broken.", ""),
    ],
)
def test_the_year_that_baselines_are_of(text: str, year: str) -> None:
    assert baseline_said(text) == year


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We look at them each year. “Now” is 2030/31 unless a note says otherwise.", "now"),
        ("The baseline is the year 2030/31 unless the notes say otherwise.", "baseline"),
        ("Baseline: 2030/31 except where stated.", "baseline"),
        ("Baselines are for 2030/31 unless shown otherwise.", "baseline"),
        ("Latest figures are for 2030/31 but where a different year is noted that is given.", "latest"),
        ("The baseline is 2030/31. Nothing changes unless we say so.", ""),
        ("The baseline is 2030/31.", ""),
    ],
)
def test_the_column_that_a_note_may_date_anew(text: str, name: str) -> None:
    assert name_with_exceptions(text) == name


@pytest.mark.parametrize(
    ("note", "period"),
    [
        ("2031 poll; again in 2033", "2031"),
        ("Underwriters; calendar year 2031", "2031"),
        ("Residents’ survey 2031", "2031"),
        ("Baseline is 2030/31", "2030/31"),
        ("Year to March 2031", "March 2031"),
        ("As at March 2031", "March 2031"),
        ("Police data, 2031/32", "2031/32"),
        ("Figures for 2029/30 (provisional)", "2029/30"),
        ("Skippers’ survey 2031 and 2033", ""),
        ("Harbour; new berths from 2031", ""),
        ("First census in spring 2031", ""),
        ("Course ends March 2031", ""),
        ("2031/32 due in June", ""),
        ("Police", ""),
    ],
)
def test_the_period_that_a_note_gives(note: str, period: str) -> None:
    assert period_noted(note) == period


def test_a_note_in_the_last_column_dates_the_baseline() -> None:
    text = (
        "## How we will measure progress\n\nThe baseline is the year 2030/31 unless the notes say otherwise.\n\n"
        "| Measure | Baseline 2030/31 | Target 2033/34 | Source and notes |\n|---|---|---|---|\n| Lamps lit | 31 | 44 | Harbour office |\n"
        "| Value of nets lost | £600 | £400 | Underwriters; calendar year 2029 |\n| Oars mended | 7 | 12 | 2028 survey |\n"
    )
    assert {value: one.fields["period"] for value, one in in_table(text).items()} == {
        "31": "2030/31", "44": "2033/34", "£600": "2029", "£400": "2033/34", "7": "2028", "12": "2033/34",
    }  # fmt: skip
    measures = of_kind(text, EntryKind.INDICATOR)
    assert [one.fields["baseline_period"] for one in measures] == ["2030/31", "2029", "2028"]
