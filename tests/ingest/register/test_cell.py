"""Figures in the cells of tables: when they were, and rows that hold none."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import in_table, of_kind

DATED = (
    "# Plan\n\n| Ref | Indicator | Baseline year | Baseline | 2031 target |\n|---|---|---|---|---|\n"
    "| C 1 | Thefts from cars | 2028/29 | 756 | 700 |\n| C 2 | Calls about noise | 2027 | 214 | 180 |\n"
)


def test_a_column_of_years_dates_the_column_that_it_is_named_for() -> None:
    found = in_table(DATED)
    assert (found["756"].fields["period"], found["214"].fields["period"], found["700"].fields["period"]) == ("2028/29", "2027", "2031")


def test_the_same_for_the_indicator_of_the_row() -> None:
    first, second = of_kind(DATED, EntryKind.INDICATOR)
    assert (first.fields["baseline"], first.fields["baseline_period"]) == ("756", "2028/29")
    assert (second.fields["baseline"], second.fields["baseline_period"], second.fields["target"]) == ("214", "2027", "180")


def test_numbers_that_count_the_columns_are_no_figures() -> None:
    text = "# Plan\n\n| Tile | A | B | C |\n|---|---|---|---|\n| | 1 | 2 | 3 |\n| Thefts | 14 | 15 | 19 |\n"
    assert set(in_table(text)) == {"14", "15", "19"}


def test_the_version_of_a_document_is_no_figure() -> None:
    text = "# Plan\n\n| Version | 3.1 |\n|---|---|\n| Wardens | 12 |\n| Version | 3.2 |\n"
    assert set(in_table(text)) == {"12"}


def test_a_version_beside_its_label_in_the_middle_of_a_row_is_no_figure() -> None:
    rows = "| Wardens | 12 | Version | 2.0 (final) |\n| Patrols | 14 | Issue: | 3 |\n"
    text = f"# Plan\n\n| Item | Value | Item | Value |\n|---|---|---|---|\n{rows}"
    assert set(in_table(text)) == {"12", "14"}


def test_dates_and_versions_are_no_figures() -> None:
    rows = "| Finance | 24.07.30 | 1.1 | 12 |\n| Law | 01/08/2030 | 1.2 | 15 |\n"
    found = in_table(f"# Plan\n\n| Seen by | Date | Version | Changes |\n|---|---|---|---|\n{rows}")
    assert set(found) == {"12", "15"}


@pytest.mark.parametrize("name", ["Draft", "Issue", "Revision", "Version"])
def test_sums_under_the_name_of_a_version_are_figures(name: str) -> None:
    head = f"| Item | {name} | Agreed |\n|---|---|---|\n"
    found = in_table(f"# Plan\n\n## Budget\n\n{head}| Wardens | £40,000 | £44,000 |\n| Lamps | £9,500 | £9,000 |\n")
    assert {"£40,000", "£44,000", "£9,500", "£9,000"} <= found.keys()


def test_numbers_of_versions_are_no_figures() -> None:
    found = in_table("# Plan\n\n## History\n\n| Version | Pages |\n|---|---|\n| 1.2 | 40 |\n| 1.10 | 44 |\n")
    assert found.keys() <= {"40", "44"}


@pytest.mark.parametrize("code", ["M{}", "PI {}", "KPI-{}", "I{}.", "SI {}:", "B{})", "HM.{}", "LI{}"])
def test_codes_that_count_the_rows_are_no_part_of_their_names(code: str) -> None:
    names = ["Boats lost", "Lamps lit on the A10 by night", "Calls about noise", "Wardens trained"]
    rows = "".join(f"| {code.format(n)} {name} | {n}4 | {n}9 |\n" for n, name in enumerate(names, 9))
    found = in_table(f"# Plan\n\n| Measure | 2030 | 2031 |\n|---|---|---|\n{rows}")
    assert [found[f"{n}4"].fields["row"] for n in range(9, 13)] == names


@pytest.mark.parametrize(
    "names", [["Q1 sales", "Q2 sales", "Q3 sales"], ["A38 corridor", "A4 corridor", "B12 bends"], ["M1 Boats", "Lamps lit", "M2 Ropes"]]
)
def test_numbers_that_tell_rows_apart_are_kept(names: list[str]) -> None:
    rows = "".join(f"| {name} | {n}4 | {n}9 |\n" for n, name in enumerate(names, 1))
    found = in_table(f"# Plan\n\n| Measure | 2030 | 2031 |\n|---|---|---|\n{rows}")
    assert [found[f"{n}4"].fields["row"] for n in range(1, 4)] == names


@pytest.mark.parametrize("listed", ["1 and 2", "1, 2 and 5", "1, 2, and 5", "3, 4", "2.1 and 2.2", "6 & 7"])
def test_numbers_of_rows_elsewhere_are_no_figures(listed: str) -> None:
    rows = f"| Lanes are calm | {listed} | 40 |\n| Quays are lit | 6 | 50 |\n| Homes are warm | – | 60 |\n"
    found = in_table(f"# Plan\n\n| Outcome | Measures | People asked |\n|---|---|---|\n{rows}")
    assert set(found) == {"40", "50", "60"}


@pytest.mark.parametrize("other", ["1,250", "3–5", "112 and 140", "12"])
def test_counts_beside_counts_are_figures(other: str) -> None:
    found = in_table(f"# Plan\n\n| Outcome | Boats | People |\n|---|---|---|\n| Calm lanes | {other} | 40 |\n| Lit quays | 6 | 50 |\n")
    assert "6" in found
