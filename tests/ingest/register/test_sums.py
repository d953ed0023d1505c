"""What figures are counted in where a row adds them up, a whole stands beside them, or a sentence says how they moved."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

PARTS = (
    "# Plan\n\n{caption}\n\n| Kind | 2030 | 2031 |\n|---|---|---|\n"
    "| Tide orders | 12 | 14 |\n| Mooring | 30 | 20 |\n| Weir orders | 8 | 9 |\n"
)


def units(text: str) -> dict[str, str | None]:
    """The unit of each figure in a page's tables, by value."""
    return {one.fields["value"]: one.fields.get("unit") for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")}


@pytest.mark.parametrize("name", ["All children", "Total children", "Total number of children", "All: children", "Grand total of children"])
def test_what_a_row_of_sums_counts_its_parts_count_too(name: str) -> None:
    found = units(f"{PARTS.format(caption='Table 1: Work of the service')}| {name} | 50 | 43 |\n")
    assert set(found.values()) == {"children"}


def test_a_row_that_adds_nothing_up_says_nothing_of_the_others() -> None:
    found = units(f"{PARTS.format(caption='Table 1: Work of the service')}| All children | 51 | 43 |\n")
    assert (found["12"], found["51"]) == ("orders", "children")


def test_a_sum_without_a_noun_leaves_it_to_the_tables_name() -> None:
    found = units(f"{PARTS.format(caption='Table 1: Boats in contact with the office')}| Total | 50 | 43 |\n")
    assert set(found.values()) == {"boats"}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Average wait from call to visit (working days)", "working days"),
        ("Average wait from call to visit (days)", "days"),
        ("Time to a first answer, in school days", "school days"),
        ("Time to a first answer, calendar days", "calendar days"),
        ("Average working days to mend a lamp", "working days"),
        ("Working days to a first answer", "working days"),
        ("Mean hours on the quay", "hours"),
    ],
)
def test_days_keep_the_kind_of_days_that_they_are(name: str, unit: str) -> None:
    assert units(f"# Plan\n\n| Measure | 2030 | 2031 |\n|---|---|---|\n| {name} | 12 | 9 |\n| Sheds | 4 | 5 |\n")["12"] == unit


def test_days_within_which_things_are_done_are_no_unit() -> None:
    text = "# Plan\n\n| Measure | 2030 | 2031 |\n|---|---|---|\n| Lamps mended within two working days | 12 | 9 |\n| Sheds | 4 | 5 |\n"
    assert units(text)["12"] == "lamps"


CELLS = "# Plan\n\n| What we said | What came of it |\n|---|---|\n| Look after the quay | {cell} |\n| Mend the weir | Not begun. |\n"


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("The group has closed 187 of 231 cases brought to it.", "187", "cases"),
        ("We mended 14 out of 20 lamps by the spring.", "14", "lamps"),
        ("We mended 14 of the 20 lamps by the spring.", "14", "lamps"),
        ("Watches were formed in 7 parishes, of which 6 are at work.", "6", "parishes"),
        ("We trained 40 wardens, of whom only 9 have stayed.", "9", "wardens"),
        ("Recorded thefts fell from 558 in 2029/30 to 350 in 2031/32.", "558", "thefts"),
        ("Recorded thefts fell from 558 in 2029/30 to 350 in 2031/32.", "350", "thefts"),
        ("The number of calls has risen sharply from 41 to 60.", "60", "calls"),
        ("Visitors went up from 300 to 420.", "420", "visitors"),
        ("Watch groups: 13 in 2030, rising to 22 by 2033.", "22", "groups"),
    ],
)
def test_what_a_number_counts_may_stand_before_it_or_behind_its_whole(cell: str, value: str, unit: str) -> None:
    assert units(CELLS.format(cell=cell))[value] == unit


@pytest.mark.parametrize(
    "said",
    ["along bus routes 9 and 14", "near junction 12", "at platforms 2 and 3", "in zone 5", "on 20 mph limits", "for a 20mph zone"],
)
def test_the_number_of_a_route_or_a_speed_limit_is_no_figure(said: str) -> None:
    assert names(f"# Plan\n\nThe wardens will ask what people think {said} in spring.\n", EntryKind.FIGURE) == []


@pytest.mark.parametrize(
    ("cell", "value", "period"),
    [("3.4 days (2030/31)", "3.4", "2030/31"), ("2 weeks by 2033/34", "2", "2033/34"), ("11 hours in 2030", "11", "2030")],
)
def test_a_length_of_time_with_its_date_is_a_figure(cell: str, value: str, period: str) -> None:
    text = f"# Plan\n\n| Measure | Where we start |\n|---|---|\n| Average wait for a mended lamp | {cell} |\n| Lamps out | 40 (2030/31) |\n"
    one = next(one for one in of_kind(text, EntryKind.FIGURE) if one.fields["value"] == value)
    assert (one.fields["unit"], one.fields["period"], one.fields["row"]) == (cell.split()[1], period, "Average wait for a mended lamp")


def test_the_date_of_a_milestone_is_no_length_of_time() -> None:
    text = "# Plan\n\n| Measure | When |\n|---|---|\n| Lamps on the quay | 31 March 2033 |\n| Nets | 1 May 2033 |\n"
    assert [one.fields["value"] for one in of_kind(text, EntryKind.FIGURE)] == []
