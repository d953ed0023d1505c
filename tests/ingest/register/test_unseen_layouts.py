"""Entries in tables and lines as plans of other makes set them: an example for each rule, all of them invented."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import in_table, names, of_kind, register_of_page

ACTIONS = (
    "# Plan\n\n## Action plan\n\n| Priority | | Action | Lead | By when | Measure of success |\n|---|---|---|---|---|---|\n"
    "| 1 Calm streets | 1.1 | Train wardens to listen | Wardens | May 2030 | 120 staff trained |\n"
    "| 1 Calm streets | 1.2 | Visit every late shop | Licensing | May 2031 | 95 shops visited each year |\n"
    "| 2 Safe homes | 2.1 | Fit new locks | Housing | Ongoing | Half of tenants remember it |\n"
    "| 2 Safe homes | 2.2 | Cut the wait for help | Housing | Ongoing | Wait for help: see page 6 |\n"
)


# -- figures ------------------------------------------------------------------------------------------------------------


def test_running_numbers_and_the_numbers_of_names_are_no_figures() -> None:
    assert set(in_table(ACTIONS)) == {"120", "95"}


def test_an_action_is_called_by_its_number_too() -> None:
    assert in_table(ACTIONS)["120"].fields["row"] == "1.1 Train wardens to listen"


def test_a_cell_counts_the_first_noun_in_it_and_says_how_often() -> None:
    found = in_table(ACTIONS)
    assert (found["120"].fields["unit"], found["95"].fields["unit"], found["95"].fields["period"]) == ("staff", "shops", "each year")


def test_a_unit_of_measure_is_part_of_the_value_and_a_counted_noun_is_not() -> None:
    text = (
        "# Plan\n\n| Measure | 2030 |\n|---|---|\n| Average wait | 34 days |\n| Gap | 10 points or less |\n| Homes | 30 or more homes |\n"
    )
    found = in_table(text)
    assert [(one.words, one.fields["unit"]) for one in found.values()] == [("34 days", "days"), ("10 points", "points"), ("30", "homes")]


def test_a_number_behind_all_or_over_is_no_name_and_one_behind_for_each_no_value() -> None:
    text = "# Plan\n\n| Measure | Target |\n|---|---|\n| Sites visited, for each 1,000 homes | All 23 by March 2027 |\n"
    assert {value: one.fields["period"] for value, one in in_table(text).items()} == {"23": "March 2027"}


def test_so_many_of_so_many_is_one_value() -> None:
    text = "# Plan\n\n| Measure | Baseline 2030 | Target 2034 |\n|---|---|---|\n| Schools with a charter | 3 of 9 | 9 of 9 |\n"
    assert {value: one.fields["period"] for value, one in in_table(text).items()} == {"3 of 9": "2030", "9 of 9": "2034"}


def test_a_rate_in_words_and_an_area_are_one_value_with_their_unit() -> None:
    text = "# Guide\n\n| Use | Jobs |\n|---|---|\n| Office | 1 job per 14 sq. m |\n| Hall | Halls of 2,500m² or more |\n"
    assert {value: one.fields["unit"] for value, one in in_table(text).items()} == {
        "1 job per 14 sq. m": "job per sq. m",
        "2,500m²": "m²",
    }


def test_numbers_in_words_under_a_column_of_a_year_are_of_that_year() -> None:
    text = "# Plan\n\n| Measure | Target 2034 |\n|---|---|\n| Survivors who feel safer | Keep at 85% or above |\n"
    assert in_table(text)["85%"].fields["period"] == "2034"


def test_a_change_is_made_from_the_columns_that_give_it() -> None:
    text = "# Crime\n\n| Offence | 2021 | 2022 | 2023 | Change |\n|---|---|---|---|---|\n| Theft | 2,000 | 2,200 | 2,500 | +25% |\n"
    change = in_table(text)["+25%"].fields
    assert (change["from"], change["to"], change["period"]) == ("2,000", "2,500", "2021 to 2023")


def test_a_note_below_a_table_gives_a_column_its_period() -> None:
    text = (
        "# Crime\n\n| Offence | 2021 | 2023 | Change |\n|---|---|---|---|\n| Theft | 2,000 | 2,500 | +25% |\n\n"
        "Source: the police. Change is over two years.\n"
    )
    assert in_table(text)["+25%"].fields["period"] == "over two years"


def test_a_rate_behind_the_columns_of_several_years_is_of_the_last() -> None:
    text = "# Crime\n\n| Offence | 2021/22 | 2022/23 | Rate per 1,000 |\n|---|---|---|---|\n| Theft | 2,000 | 2,200 | 9.5 |\n"
    assert in_table(text)["9.5"].fields["period"] == "2022/23"


@pytest.mark.parametrize("words", ["Priorities 1 and 2", "See paragraphs 4 to 8", "The fund (round 5)", "Pupils in Years 8 and 10"])
def test_numbers_behind_the_name_of_what_is_numbered_measure_nothing(words: str) -> None:
    assert of_kind(f"# Plan\n\n{words}.\n", EntryKind.FIGURE) == []


def test_the_number_of_a_measure_in_brackets_is_no_figure_and_a_rate_goes_as_far_as_what_it_is_per() -> None:
    text = "# Plan\n\nHospital stays (4.4) are 520 per 100,000, and crime is 97.6 per 1,000 across the county (£000 in the table).\n"
    found = {one.fields["value"]: one.fields["unit"] for one in of_kind(text, EntryKind.FIGURE)}
    assert found == {"520": "per 100,000", "97.6": "per 1,000"}


# -- indicators ---------------------------------------------------------------------------------------------------------


def test_a_measure_beside_an_action_begins_with_its_target() -> None:
    found = [(one.name, one.fields["target"]) for one in of_kind(ACTIONS, EntryKind.INDICATOR)]
    assert found == [("staff trained", "120"), ("shops visited each year", "95"), ("tenants remember it", "Half")]


@pytest.mark.parametrize(
    ("line", "baseline", "target", "period"),
    [
        ("Share of shoppers who feel safe: 41% in 2030, and we want 55% by 2034.", "41%", "55%", "2034"),
        ("Number of reporting centres: 5 now, 9 by December 2031.", "5", "9", "December 2031"),
        ("Share of pupils who would tell somebody: 85% by 2032.", None, "85%", "2032"),
    ],
)
def test_where_things_stand_and_where_they_are_to_be(line: str, baseline: str | None, target: str, period: str) -> None:
    (one,) = of_kind(f"# Plan\n\n## How will we know?\n\n- {line}\n", EntryKind.INDICATOR)
    assert (one.fields.get("baseline"), one.fields["target"], one.fields["target_period"]) == (baseline, target, period)


def test_a_dated_cell_gives_its_number_and_unit_apart() -> None:
    text = (
        "# Plan\n\n| What we will measure | Where we start | Where we want to be |\n|---|---|---|\n"
        "| Days to clear a street | 3.4 days (2023/24) | 2 days by 2026/27 |\n"
        "| Exclusions | 44 (2023/24 school year) | Fewer than 30 by 2027/28 |\n"
        "| Fraud prevented | £212,000 in 2023/24 | No target: for information |\n| Reports | 127 | Up to March 2026, then down |\n"
        "| Users | Not recorded | To be set by March 2025 |\n"
    )
    days, exclusions, fraud, reports, users = of_kind(text, EntryKind.INDICATOR)
    assert (days.fields["baseline"], days.fields["target"], days.fields["unit"]) == ("3.4", "2", "days")
    assert (exclusions.fields["baseline"], exclusions.fields["target"]) == ("44", "30")
    assert (fraud.fields["baseline"], fraud.fields.get("target")) == ("£212,000", None)
    assert reports.fields["target"] == "Up to March 2026, then down"
    assert not {"baseline", "target"} & users.fields.keys()


def test_what_was_cut_is_no_indicator() -> None:
    assert names("# Plan\n\nThe Quay Street patrol cut bicycle thefts from 58 to 19 last winter.\n", EntryKind.INDICATOR) == []
    assert names("# Plan\n\nWe want to cut bicycle thefts from 58 to 19 by 2031.\n", EntryKind.INDICATOR) == ["bicycle thefts"]


def test_how_many_a_plan_proposes_by_a_year() -> None:
    text = "# Guide\n\nThis guide plans for between 700 and 900 new allotments by 2041.\n"
    (one,) = of_kind(text, EntryKind.INDICATOR)
    assert (one.name, one.fields["target"], one.fields["target_period"]) == ("new allotments", "between 700 and 900", "by 2041")


# -- priorities ---------------------------------------------------------------------------------------------------------


def test_headings_with_a_number_and_no_stop_are_named_by_the_words_behind_it() -> None:
    found = of_kind("# Plan\n\n## Our priorities\n\n### 1 Calm streets\n\nWords.\n\n### 2 Safe homes\n\nWords.\n", EntryKind.PRIORITY)
    assert [(one.name, one.fields["number"]) for one in found] == [("Calm streets", "1"), ("Safe homes", "2")]


def test_aims_of_the_first_strategy_that_ran_before_are_previous_ones() -> None:
    text = "# Plan\n\nThis is our second. The first, which ran from 2020 to 2024, set three aims: to listen, to help and to stop harm.\n"
    assert {one.whose for one in of_kind(text, EntryKind.PRIORITY)} == {"previous"}


def test_a_mission_that_the_government_has_set_itself_and_the_list_below_it_are_two_bodies() -> None:
    text = (
        "# Plan\n\n## What others expect\n\nThe Government has set itself the mission of halving knife crime. "
        "The Police and Crime Commissioner took office in May. Her Police and Crime Plan has two priorities:\n\n"
        "- A. Visible policing\n- B. Safer roads\n"
    )
    found = {one.name: one.whose for one in of_kind(text, EntryKind.PRIORITY)}
    commissioner = "police and crime commissioner"
    assert found == {"halving knife crime": "national", "Visible policing": commissioner, "Safer roads": commissioner}


def test_a_table_of_another_bodys_priorities_beside_our_own() -> None:
    text = (
        "# Report\n\n## The plan\n\nTable 1: the commissioner’s priorities and the plan\n\n"
        "| Police and Crime Commissioner for Westmere | Our plan |\n|---|---|\n"
        "| Visible local policing | Priority 1 |\n| Safer town centres | Priorities 1 and 2 |\n| Support for victims | Priority 3 |\n"
    )
    found = of_kind(text, EntryKind.PRIORITY)
    assert [one.name for one in found] == ["Visible local policing", "Safer town centres", "Support for victims"]
    assert {one.whose for one in found} == {"police and crime commissioner"}


def test_it_is_the_aim_to() -> None:
    assert names("# Guide\n\nIt is our aim to keep the libraries open. Words follow.\n", EntryKind.PRIORITY) == ["keep the libraries open"]


def test_an_abbreviation_is_said_as_the_kind_of_body_it_stands_for() -> None:
    text = (
        "# Guide\n\n## Working together\n\nThe Westmere Learning Partnership for Trades (WLPT) meets monthly.\n\n"
        "## Aims of the WLPT\n\n- more places to learn\n- fewer vacancies\n"
    )
    assert {one.whose for one in of_kind(text, EntryKind.PRIORITY)} == {"partnership"}


def test_what_a_plans_objectives_are_said_to_be_is_no_list_of_them() -> None:
    text = "# Report\n\nWe think that the plan’s objectives are plainly worded, balanced and in line with the law.\n"
    assert names(text, EntryKind.PRIORITY) == []


# -- actions and outcomes -----------------------------------------------------------------------------------------------


def test_an_action_that_a_summary_tells_in_the_plans_words_is_one() -> None:
    text = "# Plan\n\n## Our promise\n\nWe will:\n\n- train our wardens to listen\n- open a hub\n\n" + ACTIONS.partition("\n\n")[2]
    found = of_kind(text, EntryKind.ACTION)
    assert [one.name for one in found if "wardens" in one.name] == ["Train wardens to listen"]
    assert len(next(one for one in found if "wardens" in one.name).spans) == 2
    assert "open a hub" in [one.name for one in found]


def test_a_cell_over_several_rows_says_who_leads_each() -> None:
    html = (
        "<h1>Plan</h1><table><tr><th>Action</th><th>Lead</th><th>Measure</th></tr>"
        "<tr><td>Train wardens to listen</td><td rowspan=2>Public Health</td><td>Wardens who listen</td></tr>"
        "<tr><td>Open a late clinic</td><td>Visits after six</td></tr></table>"
    )
    found = register_of_page(html)
    assert [one.fields.get("who") for one in found if one.kind is EntryKind.ACTION] == ["Public Health", "Public Health"]
    assert [one.fields.get("owner") for one in found if one.kind is EntryKind.INDICATOR] == ["Public Health", "Public Health"]


def test_a_list_of_how_things_will_be_done_holds_no_actions() -> None:
    text = "# Plan\n\nWhatever we do, we will do it:\n\n- with survivors, paying them for their time\n- for everyone\n- together\n"
    assert names(text, EntryKind.ACTION) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The Delivery Plan will support the work of wardens.",
        "Policies TR4 and TR5 will support cycling to school.",
        "The Scheme will give shopkeepers a choice.",
        "The Council will not build on the meadow.",
    ],
)
def test_a_document_does_nothing_and_what_will_not_happen_is_no_action(sentence: str) -> None:
    assert names(f"# Report\n\n{sentence}\n", EntryKind.ACTION) == []


def test_what_a_group_of_whatever_kind_will_do_is_a_list_of_actions() -> None:
    text = "# Plan\n\nOver the next two years the group will:\n\n- plant an orchard\n- open a tool library\n"
    assert names(text, EntryKind.ACTION) == ["plant an orchard", "open a tool library"]


def test_a_date_with_a_colon_labels_an_outcome() -> None:
    text = "# Plan\n\n## Calm streets\n\nBy 2028: neighbours know whom to turn to.\n\nBy 2029: we will review this plan.\n"
    assert [(one.name, one.fields["by_when"]) for one in of_kind(text, EntryKind.OUTCOME)] == [("neighbours know whom to turn to", "2028")]


def test_paragraphs_by_priority_below_a_line_that_says_what_is_to_be_achieved() -> None:
    text = (
        "# Report\n\n## The plan\n\n4.4 What we want to have achieved by March 2031, under each priority, is set out here.\n\n"
        "4.5 Priority 1. Fewer residents will see litter; and the worst streets will see complaints fall. Officers met twice.\n\n"
        "4.6 Priority 2. Those who abuse will be held to account.\n"
    )
    found = of_kind(text, EntryKind.OUTCOME)
    assert [one.name for one in found] == [
        "Fewer residents will see litter",
        "the worst streets will see complaints fall",
        "Those who abuse will be held to account",
    ]
    assert {one.fields["by_when"] for one in found} == {"March 2031"}


def test_a_line_that_is_a_laws_name_gives_the_duty_below_it() -> None:
    text = (
        "# Plan\n\n## What the law asks of us\n\n### Serious Matters Act 2019, section 57\n\nThe council must assess the need for support "
        "each year.\n\n### Equal Treatment Act 2012, Part 2\n\nSince 31 January 2023 named authorities have had to work together.\n"
    )
    found = of_kind(text, EntryKind.DUTY)
    assert [(one.fields["who"], one.fields["law"], one.fields["year"]) for one in found] == [
        ("The council", "Serious Matters Act", "2019"),
        ("named authorities", "Equal Treatment Act", "2012"),
    ]
    assert (found[0].fields["section"], found[0].fields["what"], found[1].fields["in_force"]) == (
        "section 57",
        "assess the need for support each year",
        "31 January 2023",
    )
