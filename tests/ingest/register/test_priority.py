"""Priorities under their many names: lists, headings, sentences, tables; whose they are; each once."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

PRIORITY = EntryKind.PRIORITY


def test_a_list_that_a_line_introduces() -> None:
    text = "# Bridgeton plan\n\nThe partnership has agreed the following three priorities:\n\n- Burglary\n- Knife crime\n- Safe parks\n"
    found = of_kind(text, PRIORITY)
    assert [entry.name for entry in found] == ["Burglary", "Knife crime", "Safe parks"]
    assert {entry.whose for entry in found} == {"own"}
    assert {entry.fields["stated_count"] for entry in found} == {"3"}


def test_a_list_under_other_words_holds_none() -> None:
    text = "# Bridgeton plan\n\n## What happened last year\n\nThe new powers include:\n\n- The order\n- The notice\n"
    assert names(text, PRIORITY) == []


def test_headings_with_a_letter_are_named_once_with_all_their_places() -> None:
    text = (
        "# Bridgeton plan\n\nThe board agreed on two priorities, they are:\n\n- Violence\n- Hate crime\n\n"
        "## Priority A: Violence\n\nWords about it.\n\n## Priority B: Hate crime\n\nMore words.\n"
    )
    found = of_kind(text, PRIORITY)
    assert sorted((entry.fields["number"], entry.name, len(entry.spans)) for entry in found) == [
        ("A", "Violence", 2),
        ("B", "Hate crime", 2),
    ]


def test_the_name_may_stand_in_the_line_below() -> None:
    text = "# Plan\n\n## Priority 1\n\nReducing burglary in the town.\n\n## Priority 2\n\nSafer parks at night.\n"
    assert [(entry.fields["number"], entry.name) for entry in of_kind(text, PRIORITY)] == [
        ("1", "Reducing burglary in the town"),
        ("2", "Safer parks at night"),
    ]


def test_a_name_inside_a_sentence() -> None:
    text = "# Plan\n\nThe first priority will be to cut burglary. The second priority will be to make parks safer.\n"
    assert names(text, PRIORITY) == ["cut burglary", "make parks safer"]


def test_items_below_an_item_belong_to_it() -> None:
    text = (
        "# Plan\n\nThe partnership has identified the following priorities:\n\n"
        "- The first priority will be to cut volume crime. It is made up of:\n- Burglary\n- Robbery\n"
    )
    first, burglary, robbery = of_kind(text, PRIORITY)
    assert first.belongs_to is None
    assert (burglary.belongs_to, robbery.belongs_to) == (first.id, first.id)


def test_whose_they_are_is_never_mixed() -> None:
    text = (
        "# Plan\n\n## Mayor's Office priorities\n\nThe Mayor's Office has set the following objectives:\n\n"
        "- Trust in the police\n- Fewer robberies\n\n"
        "## Our priorities\n\nWe have the following priorities:\n\n- Burglary\n- Parks\n"
    )
    assert [(entry.name, entry.whose) for entry in of_kind(text, PRIORITY)] == [
        ("Trust in the police", "mayor"),
        ("Fewer robberies", "mayor"),
        ("Burglary", "own"),
        ("Parks", "own"),
    ]


def test_numbered_headings_are_priorities_only_where_something_says_so() -> None:
    report = "# Report\n\n## 1. Reasons for the decision\n\nWords.\n\n## 2. Other options\n\nWords.\n"
    plan = (
        "# Plan\n\nThe following strategic priorities will be delivered together.\n\n"
        "## 1. Safe at home\n\nWords.\n\n## 2. Safe in town\n\nWords.\n"
    )
    assert names(report, PRIORITY) == []
    assert names(plan, PRIORITY) == ["Safe at home", "Safe in town"]


def test_a_table_with_a_column_of_priorities() -> None:
    text = "# Plan\n\n| No. | Priority | Actions |\n|---|---|---|\n| 1 | Burglary | Fit new locks |\n| 2 | Parks | Add lights |\n"
    assert [(entry.fields["number"], entry.name) for entry in of_kind(text, PRIORITY)] == [("1", "Burglary"), ("2", "Parks")]
    assert names(text, EntryKind.ACTION) == ["Fit new locks", "Add lights"]


def test_a_matrix_whose_columns_are_priorities() -> None:
    text = (
        "# Plan\n\n| Aspect | Youth violence | Hate crime |\n|---|---|---|\n| Objectives | Fewer young victims | More reports |\n"
        "| Focus | Schools | Third parties |\n| Actions | Send mentors to every school in town | Open four new reporting centres |\n"
    )
    assert names(text, PRIORITY) == ["Youth violence", "Hate crime"]
    assert names(text, EntryKind.ACTION) == ["Send mentors to every school in town", "Open four new reporting centres"]


def test_priorities_that_a_sentence_counts_and_lists() -> None:
    text = "# Plan\n\nUnder the council plan stand three priorities: good homes; a strong economy; and clean streets.\n"
    assert [(entry.name, entry.whose) for entry in of_kind(text, PRIORITY)] == [
        ("good homes", "council"),
        ("a strong economy", "council"),
        ("clean streets", "council"),
    ]


def test_what_a_digest_says_of_its_source_is_not_read() -> None:
    text = (
        "# Digest\n\n## How it is made\n\nIt is short. [published: Priority 3, “Performance”, page 12]\n\n"
        "[published: “Priority 4: Parks”, page 2]\n"
    )
    assert names(text, PRIORITY) == []


def test_a_table_that_names_priorities_with_their_numbers_gives_no_new_ones() -> None:
    text = (
        "# Plan\n\n## Priority 1: Calm streets\n\nText.\n\n## Priority 2: Safer homes\n\nText.\n\n## Paying for the plan\n\n"
        "| Priority | Staff | Services |\n|---|---|---|\n| 1 Calm streets | 745 | 160 |\n| 2 Safer homes | 180 | 240 |\n"
        "| All priorities | 925 | 400 |\n"
    )
    assert names(text, EntryKind.PRIORITY) == ["Calm streets", "Safer homes"]


def test_hers_are_those_of_the_person_named_before() -> None:
    text = (
        "# Bridgeton plan\n\nThe Police and Crime Commissioner for Dale published a "
        "plan. The law asks us to read it. Her priorities are:\n\n"
        "- Visible patrols\n- Safer roads\n"
    )
    assert {one.whose for one in of_kind(text, PRIORITY)} == {"police and crime commissioner"}


def test_a_policing_plan_is_the_police_authoritys() -> None:
    text = (
        "# Bridgeton plan\n\nThe Dale Police Authority, in its Local Policing Plan, has set the following priorities:\n\n"
        "- Known officers\n- More arrests\n"
    )
    assert {one.whose for one in of_kind(text, PRIORITY)} == {"police authority"}


def test_what_was_done_in_setting_them_does_not_hide_a_list_in_passing() -> None:
    text = (
        "# Bridgeton plan\n\nIn setting ours we had regard to the Police and Crime Plan, in which the Police and Crime Commissioner has "
        "three priorities: visible patrols, safer roads, and value for money.\n"
    )
    found = of_kind(text, PRIORITY)
    assert [one.name for one in found] == ["visible patrols", "safer roads", "value for money"]
    assert {one.whose for one in found} == {"police and crime commissioner"}


def test_numbers_above_names_in_a_table_are_cards() -> None:
    text = (
        "# Bridgeton plan\n\n## Our three priorities\n\n| 1 | 2 | 3 |\n|---|---|---|\n| Calm streets | Safe homes | Kind neighbours |\n"
        "| Less noise. | Fewer burglaries. | More help. |\n"
    )
    assert [(one.fields["number"], one.name) for one in of_kind(text, PRIORITY)] == [
        ("1", "Calm streets"),
        ("2", "Safe homes"),
        ("3", "Kind neighbours"),
    ]


def test_rows_that_numbered_names_group_complete_those_that_headings_name() -> None:
    text = (
        "# Bridgeton plan\n\n## Our priorities\n\n### Calm streets\n\nWords.\n\n### Safe homes\n\nWords.\n\n## Measures\n\n"
        "| Measure | 2030 | 2034 |\n|---|---|---|\n| 1 Calm streets | | |\n| Noise | 5 | 4 |\n| 2 Safe homes | | |\n| Locks | 7 | 9 |\n"
        "| 3 Kind neighbours | | |\n| Visits | 1 | 2 |\n"
    )
    assert [(one.fields["number"], one.name) for one in of_kind(text, PRIORITY)] == [
        ("1", "Calm streets"),
        ("2", "Safe homes"),
        ("3", "Kind neighbours"),
    ]


def test_objectives_in_one_prioritys_own_table_are_its_parts() -> None:
    text = (
        "# Bridgeton plan\n\nTable 4: Delivery plan for Priority 1\n\n| Objective | Action | Lead |\n|---|---|---|\n"
        "| 1.1 Light the quay | Buy lamps | Port |\n| 1.2 Clear the quay | Move nets | Port |\n"
    )
    assert names(text, PRIORITY) == []


def test_a_column_called_priority_counts_though_it_stands_in_sentences() -> None:
    text = (
        "# Plan\n\n## Delivery\n\n| Priority | Objective |\n|---|---|\n| Tackle violence. | Safe streets |\n| Stop fires. | Calm homes |\n"
    )
    assert {"Tackle violence", "Stop fires"} <= {name.rstrip(".") for name in names(text, EntryKind.PRIORITY)}


@pytest.mark.parametrize(
    "headings",
    [
        ["Priority 1/Priority 2 joint delivery", "Priority 3/Priority 4 joint delivery"],
        ["Priority 1 / Priority 2 joint delivery", "Priority 3 / Priority 4 joint delivery"],
        ["Objective 2 of 5 met", "Objective 3 of 5 missed"],
    ],
)
def test_what_is_said_of_priorities_by_number_names_none(headings: list[str]) -> None:
    text = "\n".join(f"## {heading}\n\nThe desk met in May.\n" for heading in headings)
    assert names(f"# Plan\n\n{text}", EntryKind.PRIORITY) == []


def test_numbered_chapters_before_the_priorities_are_none() -> None:
    chapters = (
        "## 1. What we have to do\n\nThe law.\n\n## 2. What the harbour tells us\n\nTides.\n\n#### 3. What fishers told us\n\nWind.\n\n"
    )
    named = "".join(
        f"{'#' * level} {n}. Priority {letter}: {name}\n\n######## Why it matters\n\nIt does.\n\n######## What we will do\n\n- Mend it\n\n"
        for n, level, letter, name in ((5, 2, "A", "Calm quays"), (6, 4, "B", "Safe boats"))
    ).replace("########", "######")
    assert sorted(names(f"# Plan\n\n{chapters}## 4. Our vision\n\nOne port.\n\n{named}", EntryKind.PRIORITY)) == [
        "Calm quays",
        "Safe boats",
    ]


@pytest.mark.parametrize(
    "lead",
    ["Key objectives:", "Objectives:", "Our aims:", "Our key aims are:", "Goals:", "The objectives are:", "Strategic objectives:",
     "Our ambitions:", "Specific objectives:", "Aims for this priority:", "Main aims:", "Our goals include:"],
)  # fmt: skip
def test_the_aims_of_a_numbered_priority_are_no_priorities(lead: str) -> None:
    first = f"## Priority 1: Calm quays\n\n{lead}\n\n- Mend the pier\n- Light the quay\n\n"
    text = f"# Plan\n\n{first}## Priority 2: Safe boats\n\n{lead}\n\n- Sell ropes\n"
    assert names(text, EntryKind.PRIORITY) == ["Calm quays", "Safe boats"]
    assert names(text, EntryKind.ACTION)[:2] == ["Mend the pier", "Light the quay"]


def test_bare_aims_outside_numbered_priorities_are_priorities() -> None:
    text = "# Plan\n\n## What we want\n\nOur priorities:\n\n- Calm quays\n- Safe boats\n"
    assert names(text, EntryKind.PRIORITY) == ["Calm quays", "Safe boats"]
