"""Indicators from tables, lists and prose, with targets, baselines, units and directions where they are printed."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

INDICATOR = EntryKind.INDICATOR


def test_outputs_are_indicators_and_outcomes_outcomes() -> None:
    text = (
        "# Plan\n\n| Outcome(s) | Output(s) |\n|---|---|\n| Fewer repeat victims. | Percentage of repeat victims (target 25.3%). |\n"
        "| More referrals. | Number of referrals (target 209). |\n"
    )
    first, second = of_kind(text, INDICATOR)
    assert (first.fields["measure"], first.fields["target"], first.fields["unit"]) == ("Percentage of repeat victims", "25.3%", "%")
    assert (first.fields["direction"], second.fields["direction"]) == ("down", "up")
    assert (second.fields["measure"], second.fields["target"]) == ("Number of referrals", "209")
    assert names(text, EntryKind.OUTCOME) == ["Fewer repeat victims", "More referrals"]


def test_columns_of_baseline_target_current_and_owner() -> None:
    text = (
        "# Plan\n\n| Measure | Baseline 2023/24 | Target 2026/27 | Current | Owner |\n|---|---|---|---|---|\n"
        "| Burglaries reported | 1,200 | 900 | 1,100 | Police |\n| Hate crime reports | 80 | None | 95 | Council |\n"
    )
    first, second = of_kind(text, INDICATOR)
    assert dict(first.fields) == {
        "measure": "Burglaries reported",
        "baseline": "1,200",
        "baseline_period": "2023/24",
        "target": "900",
        "target_period": "2026/27",
        "current": "1,100",
        "owner": "Police",
        "direction": "down",
    }
    assert "target" not in second.fields


def test_a_list_that_success_is_judged_by() -> None:
    text = "# Plan\n\nThe success of the plan will be judged by reductions in the following offences:\n\n- Robbery\n- Burglary\n"
    assert [(entry.name, entry.fields["direction"]) for entry in of_kind(text, INDICATOR)] == [("Robbery", "down"), ("Burglary", "down")]


def test_a_list_under_a_heading() -> None:
    text = "# Plan\n\n## Priority performance indicators\n\n- Number of repeat callers\n- Number of new champions each quarter\n"
    assert [entry.name for entry in of_kind(text, INDICATOR)] == ["Number of repeat callers", "Number of new champions each quarter"]
    assert of_kind(text, INDICATOR)[1].fields["how_often"] == "each quarter"


@pytest.mark.parametrize(
    ("sentence", "measure", "fields"),
    [
        ("We will cut burglary by 20% by 2027.", "burglary", {"target": "20%", "direction": "down", "target_period": "by 2027"}),
        (
            "We will reduce repeat referrals from 31% to 25% by March 2028.",
            "repeat referrals",
            {"baseline": "31%", "target": "25%", "direction": "down", "target_period": "by March 2028"},
        ),
    ],
)
def test_prose_that_aims_at_a_change(sentence: str, measure: str, fields: dict[str, str]) -> None:
    (entry,) = of_kind(f"# Plan\n\n{sentence}\n", INDICATOR)
    assert entry.fields["measure"] == measure
    assert {name: entry.fields.get(name) for name in fields} == fields


def test_a_change_that_happened_is_none() -> None:
    assert of_kind("# Plan\n\nBurglary was reduced by 20% last year, and robbery fell by 3%.\n", INDICATOR) == []


def test_what_stands_under_a_priority_belongs_to_it() -> None:
    text = (
        "# Plan\n\n## Priority A: Violence\n\n### Performance indicators\n\n- Number of victims\n\n"
        "## Priority B: Parks\n\n### Performance indicators\n\n- Number of lit paths\n"
    )
    parents = {entry.id: entry.name for entry in of_kind(text, EntryKind.PRIORITY)}
    assert [(entry.name, parents[entry.belongs_to or ""]) for entry in of_kind(text, INDICATOR)] == [
        ("Number of victims", "Violence"),
        ("Number of lit paths", "Parks"),
    ]


def test_a_measure_that_a_list_and_a_table_name_is_one_indicator_in_two_places() -> None:
    text = (
        "# Plan\n\n## How we will know\n\n- Hate crimes with a positive outcome\n- Shop thefts that are solved: from 17% to 35%\n\n"
        "## Measures\n\n"
        "| Measure | Baseline | Target |\n|---|---|---|\n| Hate crimes with a positive outcome (%) | 13% | 22% |\n"
        "| Shop thefts that are solved (%) | 17% | 30% |\n"
    )
    found = of_kind(text, EntryKind.INDICATOR)
    assert [(len(entry.spans), entry.fields.get("target")) for entry in found if "Hate" in entry.name] == [(2, "22%")]
    assert sorted(entry.fields["target"] for entry in found if "Shop" in entry.name) == ["30%", "35%"]


def test_a_bullet_that_says_which_way_a_measure_of_the_table_is_to_go_is_the_same_measure() -> None:
    text = (
        "# Plan\n\n## How we will know we have made a difference\n\n- Lower number of knife-enabled offences\n"
        "- Fewer first-time entrants to custody\n\n## Performance\n\n| Measure | Baseline | Target 2031 |\n|---|---|---|\n"
        "| Knife-enabled offences | 112 | 85 |\n| First-time entrants to custody, per 100,000 | 163 | 130 |\n"
    )
    found = of_kind(text, INDICATOR)
    assert [one.name for one in found] == ["Knife-enabled offences", "First-time entrants to custody, per 100,000"]
    assert [len(one.spans) for one in found] == [2, 2]


def test_a_share_in_words_is_a_target() -> None:
    text = "# Plan\n\n| Action | Measure of success |\n|---|---|\n| Sign contracts | Seven in ten contracts kept for six months |\n"
    (one,) = of_kind(text, INDICATOR)
    assert (one.name, one.fields["target"]) == ("contracts kept for six months", "Seven in ten")


@pytest.mark.parametrize(
    ("sentence", "measure", "fields"),
    [
        ("We want to see thefts of nets fall to below 30 by 2031.", "thefts of nets", {"target": "30", "direction": "down"}),
        ("We will cut thefts of nets by a third by 2031.", "thefts of nets", {"target": "a third", "direction": "down"}),
        ("The port will halve thefts of nets by March 2031.", "thefts of nets", {"target": "halve", "direction": "down"}),
    ],
)
def test_prose_that_aims_at_a_limit_or_a_share(sentence: str, measure: str, fields: dict[str, str]) -> None:
    (entry,) = of_kind(f"# Plan\n\n{sentence}\n", INDICATOR)
    assert entry.name == measure
    assert {name: entry.fields.get(name) for name in fields} == fields


def test_what_is_to_be_halved_without_a_date_is_none() -> None:
    assert of_kind("# Plan\n\nThe port will halve the cost of a mooring.\n", INDICATOR) == []


def test_who_leads_goes_before_who_helps() -> None:
    head = "# Plan\n\n| Measure | Target | Lead | Partners |\n|---|---|---|---|\n"
    text = f"{head}| Boats lost | 4 | Port | Fishers |\n| Nets cut | 9 | Quay | Port |\n"
    assert [one.fields["owner"] for one in of_kind(text, INDICATOR)] == ["Port", "Quay"]


def test_a_name_above_its_baseline_and_its_target_is_one_card() -> None:
    text = "# Plan\n\n## How we will know\n\nBoats lost at sea\n\nBaseline: 44 (2029)\n\nTarget: 30 by 2032\n"
    (entry,) = of_kind(text, INDICATOR)
    assert (entry.name, entry.fields["baseline"], entry.fields["target"]) == ("Boats lost at sea", "44", "30")


def test_a_line_that_says_what_a_heading_would() -> None:
    text = "# Plan\n\nWe will:\n\n- Mark every hull.\n- Light the path.\n\nMeasures of success:\n\n- Boats stolen\n- Marked hulls\n"
    assert [entry.name for entry in of_kind(text, INDICATOR)] == ["Boats stolen", "Marked hulls"]
    assert names(text, EntryKind.ACTION) == ["Mark every hull", "Light the path"]


def test_a_line_that_heads_what_was_done_is_none_of_them() -> None:
    text = "# Plan\n\nOur activity last year:\n\n- Boats were marked\n- Paths were lit\n"
    assert not of_kind(text, EntryKind.ACTION)


def test_what_the_text_near_a_table_says_of_its_baselines_and_targets_dates_them() -> None:
    text = (
        "# Plan\n\nUnless we say otherwise the baseline is 2029/30 and the target is to be met by March 2033.\n\n"
        "| Measure | Baseline | Target |\n|---|---|---|\n| Boats lost at sea | 44 (2027 to 2029) | 30 |\n"
        "| Callers who ring three times or more | 61% | 40% by May 2031 |\n"
    )
    boats, callers = of_kind(text, INDICATOR)
    assert (boats.fields["baseline_period"], boats.fields["target_period"], boats.fields["direction"]) == (
        "2027 to 2029",
        "March 2033",
        "down",
    )
    assert (callers.fields["baseline_period"], callers.fields["target_period"]) == ("2029/30", "May 2031")
    assert (callers.fields["unit"], callers.fields["direction"]) == ("%", "down")


def test_the_latest_value_is_dated_by_a_column_of_its_own() -> None:
    text = (
        "# Plan\n\n| Measure | Baseline | Latest period | Latest value | Target |\n|---|---|---|---|---|\n"
        "| Boats lost at sea | 44 | Year to June 2029 | 41 | 30 |\n"
    )
    (one,) = of_kind(text, INDICATOR)
    assert (one.fields["current"], one.fields["current_period"]) == ("41", "Year to June 2029")


@pytest.mark.parametrize(("current", "direction"), [("1,460", "up"), ("1,823", ""), ("1,600", "up")])
def test_no_direction_where_the_latest_value_has_gone_past_the_target(current: str, direction: str) -> None:
    text = f"# Plan\n\n| Measure | Baseline | Latest | Target |\n|---|---|---|---|\n| Lamps out | 1,406 | {current} | 1,600 |\n"
    (one,) = of_kind(text, INDICATOR)
    assert one.fields.get("direction", "") == direction


def test_a_share_beside_a_count_is_a_change_and_no_unit_or_way() -> None:
    text = "# Plan\n\n| Measure | Baseline | Target |\n|---|---|---|\n| Lamps out | 1,406 | 20% |\n"
    (one,) = of_kind(text, INDICATOR)
    assert "unit" not in one.fields and "direction" not in one.fields


@pytest.mark.parametrize(
    "said",
    ["Fewer lamps out", "the share of pupils who can swim", "Callers who are told what was done", "Deaths at sea, which we only watch"],
)
def test_a_list_shortens_what_a_table_measures(said: str) -> None:
    text = (
        f"# Plan\n\n## How we will know\n\n- {said}\n\n## Scorecard\n\n| Measure | Baseline | Target |\n|---|---|---|\n"
        "| Lamps out after dark | 44 | 30 |\n| Pupils who can swim | 61% | 70% |\n| Callers told what was done in a week | 12 | 40 |\n"
        "| Deaths at sea (three years) | 9 | 4 |\n"
    )
    assert len(of_kind(text, INDICATOR)) == 4


@pytest.mark.parametrize("column", ["Measures", "Indicators", "KPIs", "Key measures"])
@pytest.mark.parametrize("told", ["How we will know", "Evidence of success", "How will we know?"])
def test_a_table_that_points_to_the_measures_of_another_holds_none(column: str, told: str) -> None:
    rows = (
        "| Lanes are calm at night | More people say so to wardens | 1 and 2 |\n"
        "| Quays are lit all year | What owners write twice a year | 3, 4 and 5 |\n"
        "| Homes are warm | Answers to a survey | 6 |\n"
    )
    assert names(f"# Plan\n\n| Outcome | {told} | {column} |\n|---|---|---|\n{rows}", INDICATOR) == []


@pytest.mark.parametrize(
    "name", ["Where we started 2029/30", "Where we began (2029/30)", "Starting point 2029/30", "Where we start 2029/30"]
)
def test_what_a_column_calls_the_start_is_the_baseline(name: str) -> None:
    (one, _) = of_kind(
        f"# Plan\n\n| Indicator | {name} | Target 2032/33 |\n|---|---|---|\n| Boats lost | 81 | 60 |\n| Fires | 4 | 2 |\n", INDICATOR
    )
    assert (one.fields["baseline"], one.fields["baseline_period"], one.fields["target"]) == ("81", "2029/30", "60")


def test_a_year_before_the_baseline_is_not_where_things_stand() -> None:
    text = (
        "# Plan\n\n## How we will measure progress\n\nThe baseline is the outturn for 2030/31.\n\n"
        "| Measure | 2029/30 | 2030/31 | 2031/32 | Target 2033/34 |\n|---|---|---|---|---|\n"
        "| Lamps lit | 31 | 32 | 33 | 44 |\n| Oars | 7 | 8 | 9 | 12 |\n"
    )
    found = [one.fields for one in of_kind(text, EntryKind.INDICATOR)]
    assert [(one["baseline"], one["current"], one["current_period"]) for one in found] == [("32", "33", "2031/32"), ("8", "9", "2031/32")]
    without = text.replace(" 2031/32 |", "", 1).replace("|---", "", 1).replace(" 33 |", "").replace(" 9 |", "")
    assert [(one.fields["baseline"], one.fields.get("current")) for one in of_kind(without, EntryKind.INDICATOR)] == [
        ("32", None),
        ("8", None),
    ]
