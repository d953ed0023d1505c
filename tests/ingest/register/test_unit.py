"""What figures in tables are counted in."""

from __future__ import annotations

import pytest

from tests.ingest.register.reading import in_table


@pytest.mark.parametrize(
    ("column", "unit"),
    [("2030/31 (indicative)", "£"), ("2030/31 (provisional)", "£"), ("2030/31 (hours)", "hours")],
)
def test_brackets_that_say_how_sure_a_figure_is_hold_no_unit(column: str, unit: str) -> None:
    text = (
        f"# Plan\n\nTable 3: Our funding (£)\n\n| Source | 2029/30 | {column} |\n|---|---|---|\n| Council | 410 | 420 |\n| Gift | 9 | 8 |\n"
    )
    assert in_table(text)["420"].fields["unit"] == unit


def test_a_rate_is_of_what_the_rate_beside_it_is_of() -> None:
    text = (
        "# Plan\n\n| Offence | 2030 | Rate per 1,000 people 2030 | Family average rate |\n|---|---|---|---|\n"
        "| Burglary | 402 | 3.26 | 4.10 |\n| Robbery | 46 | 0.43 | 0.46 |\n"
    )
    assert in_table(text)["4.10"].fields["unit"] == "per 1,000 people"


def test_a_plural_in_brackets_behind_a_name_is_its_unit() -> None:
    text = "# Plan\n\n| Indicator | 2030 | 2031 |\n|---|---|---|\n| Rate of reoffending (convictions) | 104 | 99 |\n| Arson | 12 | 11 |\n"
    assert in_table(text)["104"].fields["unit"] == "convictions"


def test_a_share_is_counted_in_per_cent_whatever_stands_behind_it() -> None:
    text = "# Plan\n\n| Indicator | 2030 target |\n|---|---|\n| Reoffending | 18% reduction |\n| Arson incidents | 14 |\n"
    assert in_table(text)["18%"].fields["unit"] == "%"


def test_calls_about_incidents_are_calls() -> None:
    text = "# Plan\n\n| Indicator | 2030 | 2031 |\n|---|---|---|\n| Calls to the police about ASB | 5,236 | 5,100 |\n| ASB | 71 | 72 |\n"
    found = in_table(text)
    assert (found["5,236"].fields["unit"], found["71"].fields["unit"]) == ("calls", "incidents")


def test_rows_of_a_money_table_that_speak_of_crime_are_money() -> None:
    text = (
        "# Plan\n\nTable 4: Budget (£000)\n\n| | 2030/31 | 2031/32 |\n|---|---|---|\n"
        "| Hate crime and cohesion | 44 | 47 |\n| Police and Crime Commissioner | 90 | 95 |\n"
    )
    found = in_table(text)
    assert (found["44"].fields["unit"], found["95"].fields["unit"]) == ("£000", "£000")


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        ("First calls for every 100,000 children aged 10 to 17", "per 100,000 children"),
        ("Fires in every 1,000 homes", "per 1,000 homes"),
        ("Wardens for each 10,000 residents", "per 10,000 residents"),
        ("Places for every child", "places"),
    ],
)
def test_what_a_rate_is_of_in_words(row: str, unit: str) -> None:
    text = f"# Plan\n\n| Indicator | 2030 | 2031 |\n|---|---|---|\n| {row} | 104 | 99 |\n| Arson | 12 | 11 |\n"
    assert in_table(text)["104"].fields["unit"] == unit


@pytest.mark.parametrize(
    ("row", "unit"), [("Fly-tips cleared by the Council", "fly-tips"), ("E-scooters taken in the street", "e-scooters")]
)
def test_a_joined_word_is_a_unit_whole(row: str, unit: str) -> None:
    assert (
        in_table(f"# Plan\n\n| Measure | 2030 | 2031 |\n|---|---|---|\n| {row} | 236 | 210 |\n| Fires | 71 | 72 |\n")["236"].fields["unit"]
        == unit
    )


@pytest.mark.parametrize(
    ("caption", "head", "row", "unit"),
    [
        ("Calls by harbour and quarter", "Harbour | Apr–Jun | Jul–Sep", "Villages", "calls"),
        ("Children worked with by age and sex, 2030/31", "Age | Boys | Girls", "10 to 13", "children"),
        ("Rescues by type of boat, and month", "Type | May | June", "Tugs", "rescues"),
        ("Complaints by ward and service", "Ward | Bins | Roads", "All wards", "complaints"),
        ("Calls by harbour", "Harbour | Rescues | Fines", "Villages", "rescues"),  # the columns hold what their names say
    ],
)
def test_a_name_that_says_by_what_rows_and_columns_are_told_apart(caption: str, head: str, row: str, unit: str) -> None:
    text = f"# Plan\n\nTable 2: {caption}\n\n| {head} |\n|---|---|---|\n| {row} | 41 | 52 |\n| Else | 43 | 54 |\n"
    assert in_table(text)["41"].fields["unit"] == unit


@pytest.mark.parametrize(
    ("column", "unit"),
    [("Fines paid (number)", "fines"), ("Youth orders (number)", "orders"), ("Nets lost (n)", "nets"), ("Burglary (number)", "number")],
)
def test_brackets_that_say_that_a_column_counts(column: str, unit: str) -> None:
    text = f"# Plan\n\n| Year | Share (%) | {column} |\n|---|---|---|\n| 2030/31 | 31 | 6 |\n| 2031/32 | 33 | 4 |\n"
    assert in_table(text)["6"].fields["unit"] == unit


def test_what_rows_are_told_apart_by_is_not_counted() -> None:
    text = "# Plan\n\n| Ward | Arrests | Fines |\n|---|---|---|\n| Hoo | 11 | 21 |\n| Quay | 12 | 22 |\n| All wards | 23 | 43 |\n"
    assert {value: one.fields["unit"] for value, one in in_table(text).items()}["11"] == "arrests"
