"""Whose the priorities are that a plan names: its own, or another body's that it reports beside them."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

ITEMS = "\n\n- Violence against women and girls\n- Burglary\n- Hate crime\n"


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("Our priorities for the next three years are:", "own"),
        ("The priorities of this plan are:", "own"),
        ("The Mayor’s Police and Crime Plan has three priorities:", "mayor"),
        ("The Police and Crime Commissioner’s priorities are:", "police and crime commissioner"),
        ("The Police, Fire and Crime Commissioner’s priorities are:", "police, fire and crime commissioner"),
        ("The Council Plan 2022-26 sets out these priorities:", "council"),
        ("The Sustainable Community Strategy sets out these priorities:", "community plan"),
        ("Residents told us that their priorities are:", "residents"),
        ("The priorities of our previous plan were:", "previous"),
    ],
)
def test_the_line_that_introduces_them_says_whose_they_are(line: str, whose: str) -> None:
    found = of_kind(f"# Community Safety Plan\n\n## Priorities\n\n{line}{ITEMS}", EntryKind.PRIORITY)
    assert [(entry.name, entry.whose) for entry in found] == [
        ("Violence against women and girls", whose),
        ("Burglary", whose),
        ("Hate crime", whose),
    ]


def test_both_lists_are_kept_apart() -> None:
    text = (
        "# Community Safety Plan\n\n## The Mayor’s priorities\n\nThe Mayor’s priorities are:\n\n- Knife crime\n- Trust in the police\n\n"
        "## Our priorities\n\nOur priorities are:\n\n- Burglary\n- Hate crime\n"
    )
    found = {entry.name: entry.whose for entry in of_kind(text, EntryKind.PRIORITY)}
    assert found == {"Knife crime": "mayor", "Trust in the police": "mayor", "Burglary": "own", "Hate crime": "own"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Our three priorities are: violence against women; burglary and theft; and hate crime.",
        "The three priorities of this plan are: violence against women, burglary and theft, and hate crime.",
    ],
)
def test_a_sentence_that_names_them_all(sentence: str) -> None:
    found = names(f"# Community Safety Plan\n\n## What we will do\n\n{sentence}\n", EntryKind.PRIORITY)
    assert [name.lower() for name in found] == ["violence against women", "burglary and theft", "hate crime"]


@pytest.mark.parametrize("label", ["Priority {}: ", "Pledge {} – ", "Ambition {}: ", "Theme {}: "])
def test_headings_that_number_them(label: str) -> None:
    headings = ["Safer streets", "Safer homes", "Stronger families"]
    text = "".join(f"## {label.format(number)}{name}\n\nWe want this of all things.\n\n" for number, name in enumerate(headings, 1))
    found = of_kind(f"# Community Safety Plan\n\n{text}", EntryKind.PRIORITY)
    assert [entry.name for entry in found] == headings
    assert all(entry.whose == "own" for entry in found)


def test_the_sentence_before_says_whose_the_list_is() -> None:
    text = (
        "# Community Safety Plan\n\n## How this plan fits with others\n\n"
        "The Police and Crime Commissioner for Northshire published a plan in March 2025. It has three priorities of its own:"
        f"{ITEMS}"
    )
    assert {entry.whose for entry in of_kind(text, EntryKind.PRIORITY)} == {"police and crime commissioner"}


def test_a_list_that_a_sentence_says_is_printed_here() -> None:
    text = (
        "# Community Safety Plan\n\n## What we heard\n\nThe Police, Fire and Crime Commissioner for Northshire has a plan of her own. "
        f"Its three priorities are set out below so that you can compare them.{ITEMS}"
    )
    found = of_kind(text, EntryKind.PRIORITY)
    assert {entry.whose for entry in found} == {"police, fire and crime commissioner"}
    assert len(found) == 3


def test_what_priorities_were_chosen_by_are_none() -> None:
    text = (
        "# Community Safety Plan\n\n## Priorities\n\nWe chose our priorities by looking at three things: how much harm a crime does, "
        "whether it is growing, and what you told us matters most.\n"
    )
    assert names(text, EntryKind.PRIORITY) == []


def test_the_partnership_whose_plan_it_is_may_be_called_by_its_letters() -> None:
    text = (
        "# Community Safety Plan\n\n## Working together\n\nThe Safer Westmere Harbour Partnership (SWHP) meets monthly.\n\n"
        "## Aims of the SWHP\n\n- calm piers\n- full boats\n"
    )
    assert {entry.whose for entry in of_kind(text, EntryKind.PRIORITY)} == {"own"}
