"""Entries as brochures and reports of other makes set them: an example for each rule, all of them invented."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import in_table, names, of_kind, register_of_page

THEMES = "".join(
    f"# {name}\n\n## Why it matters\n\nIt has grown.\n\n## What we will do\n\n- Open a {place}\n\n"
    for name, place in (("Calm streets", "kiosk"), ("Safe homes", "refuge"), ("Bright futures", "club"))
)


# -- figures ------------------------------------------------------------------------------------------------------------


def test_a_row_is_called_by_the_words_behind_its_group_and_its_reference() -> None:
    page = (
        "<h1>Plan</h1><table><tr><th>Aim</th><th>Ref</th><th>Measure</th><th>Target 2031</th></tr>"
        "<tr><th rowspan='2'>Aim 1</th><th>M1</th><td>Bikes stolen from sheds</td><td>40</td></tr>"
        "<tr><th>M2</th><td>Sheds marked</td><td>90</td></tr><tr><th>Aim 2</th><th>M3</th><td>Calls answered</td><td>70</td></tr></table>"
    )
    rows = {one.fields["value"]: one.fields["row"] for one in register_of_page(page) if one.kind is EntryKind.FIGURE}
    assert rows == {"40": "Bikes stolen from sheds", "90": "Sheds marked", "70": "Calls answered"}


def test_a_column_of_a_year_and_a_noun_counts_that_noun() -> None:
    text = "# Plan\n\n| Area | 2030/31 Offences |\n|---|---|\n| Rural parishes | 612 |\n| Old town | 480 |\n"
    assert in_table(text)["612"].fields["unit"] == "offences"


def test_a_table_of_crimes_counts_crimes() -> None:
    text = "# Plan\n\n## Crimes by place\n\n| | 2030 | 2031 |\n|---|---|---|\n| Old town | 612 | 480 |\n| Quay | 61 | 48 |\n"
    assert in_table(text)["612"].fields["unit"] == "crimes"


def test_a_source_below_a_table_gives_its_only_period() -> None:
    text = "# Plan\n\n| | By day | By night |\n|---|---|---|\n| At home | 91% | 80% |\n| On the bus | 71% | 50% |\n\n"
    assert in_table(f"{text}Residents' survey, autumn 2031. Share who feel safe.\n")["91%"].fields["period"] == "autumn 2031"
    assert "period" not in in_table(f"{text}The survey, we hope, was of use in 2031.\n")["91%"].fields


def test_numbers_under_objectives_say_which_are_meant() -> None:
    text = "# Plan\n\n| Group | Chair | Objectives |\n|---|---|---|\n| Quay Group | Ann Lee | 1 |\n| Hill Group | Bo Ray | 2 and 3 |\n"
    assert in_table(text) == {}
    assert names(text, EntryKind.PRIORITY) == []


# -- priorities ---------------------------------------------------------------------------------------------------------


def test_figures_under_goal_are_no_priorities_and_nor_is_the_word_among_them() -> None:
    rows = "| Thefts | 9 | 6 |\n| Safe at night | 4% | 8% |\n| Deaths | 3 | watch only |\n"
    text = f"# Plan\n\n| Measure | Start | Goal |\n|---|---|---|\n{rows}"
    assert names(text, EntryKind.PRIORITY) == []


def test_a_priority_may_have_a_number_and_a_letter() -> None:
    text = "# Plan\n\n## Priority 1A: Late nights\n\nWords.\n\n## Priority 1B: Parks\n\nWords.\n"
    assert [one.fields["number"] for one in of_kind(text, EntryKind.PRIORITY)] == ["1A", "1B"]


def test_headings_that_have_the_same_parts_are_priorities() -> None:
    assert names(THEMES, EntryKind.PRIORITY) == ["Calm streets", "Safe homes", "Bright futures"]


def test_headings_with_one_part_in_common_are_none() -> None:
    assert names(THEMES.replace("## Why it matters", "## Words"), EntryKind.PRIORITY) == []


def test_headings_that_have_the_same_parts_are_none_where_others_are_called_priorities() -> None:
    text = f"{THEMES}# Priority 1: Quiet nights\n\nWords.\n\n# Priority 2: Clean parks\n\nWords.\n"
    assert names(text, EntryKind.PRIORITY) == ["Quiet nights", "Clean parks"]


def test_cards_with_their_names_give_them_numbers() -> None:
    cards = "# At a glance\n\n1\n\nCalm streets\n\n2\n\nSafe homes\n\n3\n\nBright futures\n\n"
    found = of_kind(cards + THEMES, EntryKind.PRIORITY)
    assert [(one.fields["number"], len(one.spans)) for one in found] == [("1", 2), ("2", 2), ("3", 2)]


def test_names_one_below_the_other_end_where_text_stands_below_one() -> None:
    listed = "### Local patrols\n\n### Help for victims\n\n### Safe travel\n\nWords.\n\n### Fairness\n\nMore.\n"
    text = f"# Plan\n\n## The Commissioner's priorities\n\n{listed}"
    assert names(text, EntryKind.PRIORITY) == ["Local patrols", "Help for victims", "Safe travel"]


# -- actions and outcomes -----------------------------------------------------------------------------------------------


def test_a_line_of_labels_below_an_action_says_who_and_when() -> None:
    text = "# Plan\n\n## What we will do\n\nMatch ten children with a mentor\n\nLead: Quay Trust  When: by May 2031\n"
    found = of_kind(text, EntryKind.ACTION)
    assert [(one.name, one.fields["who"], one.fields["by_when"], len(one.spans)) for one in found] == [
        ("Match ten children with a mentor", "Quay Trust", "by May 2031", 2)
    ]


def test_what_the_same_or_another_will_do_further_on_is_an_action_of_its_own() -> None:
    said = "Trading Standards will open a desk by May 2031, and will visit each victim, and the Board will hold a meeting."
    text = f"# Plan\n\n## Groups\n\n{said}\n"
    assert [(one.name, one.fields.get("who")) for one in of_kind(text, EntryKind.ACTION)] == [
        ("open a desk by May 2031", "Trading Standards"),
        ("visit each victim", "Trading Standards"),
        ("hold a meeting", "the Board"),
    ]


@pytest.mark.parametrize(
    ("sentence", "actions"),
    [
        ("It has five parts, the measures we will watch and the steps we will take.", []),
        ("We will track the average wait and want it to fall from 9 weeks to 4 weeks.", []),
        (
            "The Quay Team will answer within a day and the Joint Group will decide on it.",
            ["answer within a day and the Joint Group will decide on it"],
        ),
        (
            "The Quay Team will visit each caller and Harbour Watch will plant trees.",
            ["visit each caller and Harbour Watch will plant trees"],
        ),
        ("The Quay Team will visit each caller and Harbour Watch will train guards.", ["visit each caller", "train guards"]),
        ("The Harbour Team and Quay Watch will train guards.", ["train guards"]),
    ],
)
def test_what_is_spoken_of_or_tracked_is_no_action_and_two_may_act_in_one_sentence(sentence: str, actions: list[str]) -> None:
    assert names(f"# Plan\n\n## Words\n\n{sentence}\n", EntryKind.ACTION) == actions


def test_an_outcome_told_twice_is_one() -> None:
    told = "- People of all ages feel at ease in town\n- Nobody sleeps in a doorway in winter\n"
    text = f"# Plan\n\n## What will be different\n\n{told}\n# More\n\n## What will be different\n\n{told}"
    assert [len(one.spans) for one in of_kind(text, EntryKind.OUTCOME)] == [2, 2]


# -- indicators ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "measure", "baseline", "target"),
    [
        ("Progress will be judged by the number of parks closed, which was 6 in 2030 and should be no more than 2 by 2034.",
         "number of parks closed", "6", "no more than 2"),
        ("We will track the average wait for help and want it to fall from 9 weeks in 2030 to 4 weeks by 2034.",
         "average wait for help", "9 weeks", "4 weeks"),
        ("Children arrested for the first time stood at 61 in 2030; our aim is 45 by 2034.",
         "Children arrested for the first time", "61", "45"),
        ("The number of drug deaths is our headline measure: it must come down from 34 (2028 to 2030) to below 25 (2032 to 2034).",
         "The number of drug deaths", "34", "below 25"),
        ("The share of victims robbed again will be reported every six months; it was 13% in 2030.",
         "The share of victims robbed again", "13%", None),
    ],
)  # fmt: skip
def test_a_sentence_names_a_measure_where_it_stands_and_where_it_is_to_go(
    sentence: str, measure: str, baseline: str, target: str | None
) -> None:
    (one,) = of_kind(f"# Plan\n\n## Words\n\n{sentence}\n", EntryKind.INDICATOR)
    assert (one.name, one.fields["baseline"], one.fields.get("target")) == (measure, baseline, target)


def test_what_happened_is_a_measure_below_a_heading_that_says_so_alone() -> None:
    sentence = "Repeat calls fall from 212 in 2030 to 150 in 2034."
    assert names(f"# Plan\n\n## How we will know\n\n{sentence}\n", EntryKind.INDICATOR) == ["Repeat calls"]
    assert names(f"# Plan\n\n## Words\n\n{sentence}\n", EntryKind.INDICATOR) == []


def test_a_share_that_is_up_from_another_is_a_measure_below_such_a_heading() -> None:
    text = "# Plan\n\n## How we will know\n\nAt least 85% of pupils say that they have an adult they trust, up from 74% in 2030.\n"
    (one,) = of_kind(text, EntryKind.INDICATOR)
    assert (one.name, one.fields["baseline"], one.fields["target"]) == ("pupils say that they have an adult they trust", "74%", "85%")


# -- duties -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "law", "what"),
    [
        ("The Care Act 2014, section 42, obliges the County Council to make enquiries.", "Care Act", "make enquiries"),
        ("The Domestic Abuse Act 2021 tells the council to provide support in homes.", "Domestic Abuse Act", "provide support in homes"),
        ("Since 31 January 2023 specified authorities have had to work together under the Courts Act 2022.", "Courts Act",
         "work together under the Courts Act 2022"),
    ],
)  # fmt: skip
def test_an_act_obliges_asks_or_tells_someone_to_do_something(text: str, law: str, what: str) -> None:
    (one,) = of_kind(f"# Plan\n\n## Law\n\n{text}\n", EntryKind.DUTY)
    assert (one.fields["law"], one.fields["what"]) == (law, what)


def test_that_act_is_the_one_that_the_paragraph_above_names() -> None:
    text = (
        "# Plan\n\n## Law\n\nThe Crime and Disorder Act 1998 says that councils must make a plan.\n\n"
        "Under section 17 of that Act both councils have to think about crime in all that they do.\n"
    )
    assert [(one.fields["law"], one.fields["year"]) for one in of_kind(text, EntryKind.DUTY)] == [("Crime and Disorder Act", "1998")] * 2
