"""The priority that a question names by its number alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.numbered import with_numbered
from assistant.wanted import asked_of, number_named, unheld_number, without_number
from ingest.register.entry import EntryKind
from tests.assistant.councils import Desk


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What is measured under priority C?", "c"),
        ("Who leads on priority 2?", "2"),
        ("Who leads on objective two?", "2"),
        ("what's the third goal", "3"),
        ("How is the 4th strategic aim going?", "4"),
        ("Is priority one funded?", "1"),
        ("Which theme is first?", ""),
        ("What are the two priorities?", ""),
        ("Is a priority a plan?", ""),
        ("Which targets are met 3 times a year?", ""),
        ("Is it a priority 3 times a year?", ""),
    ],
)
def test_numbers_and_letters_name_a_priority(question: str, number: str) -> None:
    assert number_named(question) == number


def test_its_words_can_be_left_out() -> None:
    assert without_number("What is measured under priority C in May?").split() == ["What", "is", "measured", "under", "in", "May?"]


def test_the_priority_of_that_number_is_meant_and_searched_for(councils: Desk) -> None:
    understood = councils.understood("Who leads on priority 3 in Marwick?")
    (priority,) = [one for one in councils.snapshot.entries("marwick-2022", EntryKind.PRIORITY) if one.id == understood.priority]
    assert priority.fields["number"] == "3"
    assert understood.written[0] == priority.name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is reported under the burglary theme in Marwick?", "Burglary and vehicle crime"),
        ("Who leads on its vehicle crime priority in Marwick?", "Burglary and vehicle crime"),
        ("What is done under the fishing theme in Marwick?", None),
        ("What is the main priority in Marwick?", None),
        ("Who leads on the burglary priority areas in Marwick?", None),
        ("Why is burglary a priority in Marwick?", None),
    ],
)
def test_a_theme_called_by_words_of_its_name_alone_is_that_priority(councils: Desk, question: str, name: str | None) -> None:
    understood = councils.understood(question)
    named = {entry.id: entry.name for entry in councils.snapshot.entries("marwick-2022", EntryKind.PRIORITY)}
    assert (named[understood.priority] if understood.priority else None) == name


@pytest.mark.parametrize(
    "question", ["Who leads on priority 9 in Marwick?", "Who leads on priority 3?", "Who leads on burglary in Marwick?"]
)
def test_a_number_that_names_none_or_several_names_nothing(councils: Desk, question: str) -> None:
    understood = councils.understood(question)
    everywhere = replace(understood, scope=replace(understood.scope, documents=("marwick-2022", "eastmere-2026")))
    assert with_numbered(understood if "Marwick" in question else everywhere, councils.snapshot).priority is None


def test_a_list_is_limited_to_what_stands_under_it(councils: Desk) -> None:
    asked = asked_of(councils.understood("Which indicators are under priority 1 in Marwick?"))
    assert asked is not None
    assert (asked.kind, asked.under is not None, asked.topic) == (EntryKind.INDICATOR, True, frozenset())


def test_a_name_in_quotation_marks_is_that_priority(councils: Desk) -> None:
    understood = councils.understood("Who leads on “Violence against women and girls” in Marwick?")
    (priority,) = [one for one in councils.snapshot.entries("marwick-2022", EntryKind.PRIORITY) if one.id == understood.priority]
    assert priority.name == "Violence against women and girls"
    assert councils.understood("Who leads on “Tidy verges” in Marwick?").priority is None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What is under priority 3 in Marwick?", ""),
        ("What is under priority 9 in Marwick?", "9"),
        ("What is under Marwick's priorities?", ""),
    ],
)
def test_a_number_is_unheld_where_no_priority_was_found_by_it(councils: Desk, question: str, number: str) -> None:
    assert unheld_number(councils.understood(question)) == number
