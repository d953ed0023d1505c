"""Which list answers, where a question says how many things there are, or names a priority by its letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.embed import Embedder
from tests.assistant.answers.marlside import marlside
from tests.assistant.councils import Desk, cited, quotes

AREAS = ["1. Maps", "2. Radios", "3. Hours", "4. Training", "5. Uniforms", "6. Records"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from marlside(tmp_path_factory.mktemp("marlside"), embedder)


def items(desk: Desk, question: str) -> list[str]:
    """What is quoted for a question, without the lines that introduce it and the headings."""
    return [words for words in quotes(desk.ask(question)) if not words.endswith(":") and "Priority" not in words]


def test_a_numbered_list_ends_where_its_numbers_do(desk: Desk) -> None:
    assert items(desk, "Marlside had its warden service reviewed. Which six areas most need work?") == AREAS


@pytest.mark.parametrize(
    "question",
    [
        "Marlside's river safety action plan is split into seven areas. What are they?",
        "What are the seven areas of Marlside's river safety action plan?",
    ],
)
def test_a_sentence_may_name_as_many_as_are_asked_for(desk: Desk, question: str) -> None:
    (said,) = items(desk, question)
    assert said.startswith("The seven areas are Boats, Locks")


def test_other_priorities_are_not_given_for_areas_that_the_document_counts_otherwise(desk: Desk) -> None:
    answer = desk.ask("Marlside's river safety action plan is split into seven areas. What are they?")
    assert "five" not in answer.answer


@pytest.mark.parametrize(
    ("letter", "counted"),
    [
        ("A", ["Lamps that were mended", "Riders without a light", "Crashes after dark"]),
        ("B", ["Quarrels that were settled", "Calls about loud music", "Visits to lonely people"]),
        ("C", ["Barns that were marked", "Thefts of tools", "First offences by the young"]),
    ],
)
def test_three_things_that_are_counted_under_a_letter(desk: Desk, letter: str, counted: list[str]) -> None:
    question = f"Marlside plan 2020-2023, priority {letter}: what are the three indicators measured each quarter?"
    assert items(desk, question) == counted


def test_the_years_of_a_figure_set_no_two_documents_side_by_side(desk: Desk) -> None:
    answer = desk.ask("Were thefts in Marlside still above the county average in 2020-21?")
    assert cited(answer) == {"marlside-2020"}


def test_first_second_and_third_are_all_of_them(desk: Desk) -> None:
    answer = desk.ask("What is Marlside putting first, second and third in its plan for 2020 to 2023?")
    assert [words for words in quotes(answer) if words.startswith("Priority")] == [
        "Priority A: Safer lanes",
        "Priority B: Calmer homes",
        "Priority C: Fewer thefts",
    ]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What did theft from barns come to in Marlside in 2024?", ["Theft from barns 88 71"]),
        ("What did all offences come to in Marlside in 2024?", ["All offences total 159 153"]),
    ],
)
def test_a_row_that_is_named_goes_before_the_total(desk: Desk, question: str, rows: list[str]) -> None:
    assert [words for words in quotes(desk.ask(question)) if words[-1].isdigit() and "Offence" not in words] == rows


def test_a_letter_that_no_priority_has_is_said_to_be_none_beside_what_refers_to_it(desk: Desk) -> None:
    answer = desk.ask("What does Priority F promise in Marlside's plan of 2020?")
    assert answer.claims[0].text.startswith("There is no priority F in ")
    assert quotes(answer)[-1] == "Priority F deals with dogs."
    assert "Priority B: Calmer homes" in quotes(answer)


def test_a_letter_is_looked_for_in_an_older_plan_where_the_latest_has_none(desk: Desk) -> None:
    answer = desk.ask("What does Priority B promise in Marlside's plan?")
    assert cited(answer) == {"marlside-2020"}
    assert quotes(answer)[0] == "Priority B: Calmer homes"


def test_an_item_stands_where_it_does_in_its_list_though_it_fits_best(desk: Desk) -> None:
    told = items(desk, 'Which priorities did "Calmer homes" come with?')
    assert [words for words in told if words in AREAS] == AREAS


def test_a_list_of_somebody_else_is_called_theirs(desk: Desk) -> None:
    answer = desk.ask("What are the Mayor's priorities in Marlside's plan of 2020?")
    assert quotes(answer) == ["Quiet nights", "Clean rivers", "Warm homes"]
    assert "lists three priorities of the Mayor" in answer.answer


def test_items_that_come_first_stand_below_their_heading_or_lead(desk: Desk) -> None:
    told = quotes(desk.ask("How would anyone in Marlside hear of loud music, 2020-2023?"))
    assert told.index("Calls about loud music") > 0


def test_a_number_in_somebody_elses_list_says_nothing_of_the_plans_own(desk: Desk) -> None:
    answer = desk.ask("What are the Mayor's priorities in Marlside's plan of 2020, and what is priority 9?")
    assert not any("no priority" in claim.text for claim in answer.claims)
