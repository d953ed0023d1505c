"""Tables in which several measures share one outcome, and parts of priorities that a sentence names: an example for each rule."""

from __future__ import annotations

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.reading import names, of_kind, register_of_page

FRAMEWORK = (
    "<h1>Plan</h1><h2>Framework</h2><p>Targets are for March 2031.</p>"
    "<table><tr><th>Aim</th><th>What will change</th><th>Measure</th><th>Baseline</th><th>Target</th></tr>"
    "<tr><td rowspan=3>1A</td><td rowspan=3>Streets are calm at night</td><td>Noise complaints</td><td>412 (2029/30)</td><td>350</td></tr>"
    "<tr><td>Time for which a complaint is open</td><td>47 days (2029/30)</td><td>28 days</td></tr>"
    "<tr><td>Parishes with a warden</td><td>14 of 31 (2029)</td><td>31 of 31</td></tr>"
    "<tr><td>2</td><td>Shop staff work without fear</td><td>Assaults on shop staff</td><td>141 (2029/30)</td><td>100</td></tr></table>"
)
OF_ONE_ROW = (
    "# Plan\n\nThe baseline is the year 2029/30. For cyclists hurt on lanes the baseline is the average of five years, 2025 to 2029.\n\n"
    "| Measure | Baseline | Target |\n|---|---|---|\n| Cyclists hurt on lanes | 42 | 30 |\n| Bicycles taken | 96 | 65 |\n"
)


def in_html(text: str, kind: EntryKind) -> list[Entry]:
    """The entries of a kind in a page."""
    return [one for one in register_of_page(text) if one.kind is kind]


def figures_of(text: str) -> dict[str, Entry]:
    """The figures of a page's tables by their values."""
    return {one.fields["value"]: one for one in in_html(text, EntryKind.FIGURE) if one.fields.get("row")}


# -- outcomes that several measures share -------------------------------------------------------------------------------


def test_what_will_change_is_a_column_of_outcomes() -> None:
    assert [one.name for one in in_html(FRAMEWORK, EntryKind.OUTCOME)] == ["Streets are calm at night", "Shop staff work without fear"]


@pytest.mark.parametrize("name", ["What will be different for residents", "The change we want to see", "What should improve"])
def test_other_names_of_such_a_column(name: str) -> None:
    text = f"# Plan\n\n| {name} | Who leads |\n|---|---|\n| Streets are calm | Wardens |\n| Homes are safe | Housing |\n"
    assert names(text, EntryKind.OUTCOME) == ["Streets are calm", "Homes are safe"]


def test_a_row_is_called_by_its_measure_where_an_outcome_is_shared() -> None:
    rows = {value: one.fields["row"] for value, one in figures_of(FRAMEWORK).items()}
    assert (rows["412"], rows["350"]) == ("Noise complaints", "Noise complaints")
    assert (rows["141"], rows["100"]) == ("Assaults on shop staff", "Assaults on shop staff")
    assert rows["28"] == "Time for which a complaint is open"


def test_so_many_of_so_many_may_have_a_date() -> None:
    assert figures_of(FRAMEWORK)["14 of 31"].fields["period"] == "2029"


def test_a_date_in_a_cell_is_no_figure() -> None:
    text = "# Plan\n\n| Action | Lead | By when |\n|---|---|---|\n| Train wardens to listen | Housing | 31 March 2031 |\n"
    assert [one for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")] == []


# -- units and periods that the text around a table gives -----------------------------------------------------------------


@pytest.mark.parametrize(("caption", "unit"), [("Who pays, in pounds", "£"), ("Who pays (thousands of pounds)", "£ thousand")])
def test_a_caption_may_count_in_pounds(caption: str, unit: str) -> None:
    text = f"# Plan\n\n{caption}\n\n| | 2030/31 | 2031/32 |\n|---|---|---|\n| Westmere Council | 118,000 | 120,000 |\n"
    assert {one.fields["unit"] for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")} == {unit}


def test_the_text_may_give_one_row_a_period_of_its_own() -> None:
    periods = {one.fields["value"]: one.fields["period"] for one in of_kind(OF_ONE_ROW, EntryKind.FIGURE) if one.fields.get("row")}
    assert (periods["42"], periods["96"]) == ("2025 to 2029", "2029/30")


def test_a_priority_above_a_group_of_rows_names_no_unit() -> None:
    text = (
        "# Plan\n\n| Measure | Baseline | Target |\n|---|---|---|\n| Priority five: Safer roads and lanes | | |\n"
        "| Anyone hurt badly | 42 | 30 |\n| Limits kept | 96 | 65 |\n"
    )
    found = {one.fields["value"]: one.fields.get("unit") for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")}
    assert found == {"42": None, "30": None, "96": "limits", "65": "limits"}


def test_a_number_above_a_line_was_measured_and_is_no_indicator() -> None:
    text = "# Plan\n\n## How we will measure success\n\n- Thefts from sheds\n\n£4,300\n\naverage loss in a theft\n"
    assert names(text, EntryKind.INDICATOR) == ["Thefts from sheds"]


@pytest.mark.parametrize("noun", ["Aim", "Strand", "Pillar", "Mission", "Ambition"])
def test_the_number_of_an_aim_is_no_figure(noun: str) -> None:
    assert names(f"# Plan\n\nThe charity on which much of {noun} 3 depends cannot recruit.\n", EntryKind.FIGURE) == []


# -- parts of priorities ------------------------------------------------------------------------------------------------


def test_parts_that_a_sentence_names_with_their_letters() -> None:
    text = (
        "# Plan\n\n## Aim 1: Calm places\n\nPeople want quiet. This aim has two parts, Aim 1A: Noise that keeps coming back and "
        "Aim 1B: Litter in the lanes.\n\n## Aim 2: Safe homes\n\nFor Aim 1A: nothing is new.\n"
    )
    found = {one.name: one for one in of_kind(text, EntryKind.PRIORITY)}
    assert list(found) == ["Calm places", "Noise that keeps coming back", "Litter in the lanes", "Safe homes"]
    assert (found["Litter in the lanes"].fields["number"], found["Litter in the lanes"].belongs_to) == ("1B", found["Calm places"].id)


# -- where measures start from, and what one table says of what another one measures ---------------------------------------------------

OUTTURNS = (
    "# Plan\n\n## Performance\n\n{}\n\n| Measure | 2029/30 outturn | 2030/31 outturn | Target 2033/34 |\n|---|---|---|---|\n"
    "| Lamps broken | 88 | 76 | 50 |\n| Wardens trained | 12 | 17 | 40 |\n"
)


@pytest.mark.parametrize(
    ("said", "baseline", "current"),
    [
        ("Targets have been set against the 2030/31 outturn.", "76", None),
        ("2029-30 is the baseline.", "88", "76"),
        ("Both years are shown.", None, "76"),
    ],
)
def test_of_several_years_the_one_that_the_text_names_is_where_a_measure_starts_from(said: str, baseline: str, current: str) -> None:
    lamps = of_kind(OUTTURNS.format(said), EntryKind.INDICATOR)[0]
    assert (lamps.fields.get("baseline"), lamps.fields["target"]) == (baseline, "50")
    assert current is None or lamps.fields["current"] == current


def test_a_measure_that_another_table_names_alone_is_one_with_who_answers_for_it() -> None:
    plan = (
        "## Delivery\n\n| What we will do | Lead | How we will measure success |\n|---|---|---|\n"
        "| Mend lamps within a week | Highways Team | Lamps broken* |\n| Walk the lanes at night | Wardens | Lanes walked |\n\n"
    )
    found = of_kind(OUTTURNS.format("2029/30 is our baseline.").replace("## Performance", plan + "## Performance"), EntryKind.INDICATOR)
    assert sorted(one.name for one in found) == ["Lamps broken", "Lanes walked", "Wardens trained"]
    lamps = next(one for one in found if one.name == "Lamps broken")
    assert lamps.fields["owner"] == "Highways Team" and len(lamps.spans) == 2


def test_measures_of_one_cell_end_with_the_marks_of_their_notes() -> None:
    text = (
        "# Plan\n\n| What we will do | Lead | How we will measure success |\n|---|---|---|\n"
        "| Walk the lanes at night | Wardens | Lanes walked* Walkers who feel safe |\n"
    )
    assert names(text, EntryKind.INDICATOR) == ["Lanes walked", "Walkers who feel safe"]
