"""Tables whose columns are the years that are asked about, and what heads a row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.tabled import head_of, rows_of_years
from assistant.conversation import Basis, Status
from ingest.embed import Embedder
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, quotes

HEAD = "Offence 2021 2022 Change"
ROWS = ["Bicycle theft", "Shed breaks", "Boat theft", "Sheep theft", "All theft total"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


def names(desk: Desk, question: str) -> list[str]:
    """What the rows are called that are told for a question, below the names of their columns."""
    claims = rows_of_years(desk.understood(question), desk.read(question).pieces, desk.snapshot)
    pages = (desk.snapshot.page(claim.spans[0].document_id, claim.spans[0].page).text for claim in claims)
    return [page[claim.spans[0].start : claim.spans[0].end].split("\t")[0] for page, claim in zip(pages, claims, strict=True)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which theft in Tarnbrook fell the most from 2021 to 2022?", ["Offence", *ROWS]),
        ("What was the biggest drop among thefts in Tarnbrook in 2022?", ["Offence", *ROWS]),
        ("What did thefts add up to in Tarnbrook in 2022?", ["Offence", "All theft total"]),
        ("How many thefts were there altogether in Tarnbrook in 2021?", ["Offence", "All theft total"]),
        ("Taking Tarnbrook's thefts together, where did they stand in 2021 and 2022?", ["Offence", "All theft total"]),
        ("Which theft in Tarnbrook fell the most?", []),
        ("Which theft in Tarnbrook fell the most from 2019 to 2020?", []),
        ("How many sheep were stolen in Tarnbrook in 2022?", []),
        ("What do fines add up to in Tarnbrook in 2022?", []),
    ],
)
def test_rows_are_told_together_where_they_are_set_against_each_other_in_years_of_the_table(
    desk: Desk, question: str, told: list[str]
) -> None:
    assert names(desk, question) == told


def test_what_is_told_is_the_tables_own_words(desk: Desk) -> None:
    answer = desk.ask("Which theft in Tarnbrook fell the most from 2021 to 2022?")
    assert quotes(answer)[0] == HEAD
    assert all(claim.basis is Basis.QUOTED for claim in answer.claims)


def test_a_row_of_several_figures_stands_below_the_names_of_its_columns(desk: Desk) -> None:
    question = "How many sheep thefts did Tarnbrook record in 2022?"
    answer = desk.ask(question)
    at = quotes(answer).index("Sheep theft 90 72 -20.0%")
    assert HEAD in quotes(answer)[:at]
    for piece in desk.read(question).pieces:
        assert piece.row or not head_of(piece, desk.snapshot)


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("How many households in Tarnbrook put litter first?", True),
        ("How many wardens walk the streets of Tarnbrook at night?", False),
    ],
)
def test_a_row_that_is_called_by_its_name_answers_where_its_table_is_of_what_is_asked(desk: Desk, question: str, known: bool) -> None:
    answer = desk.ask(question)
    assert (answer.status is Status.ANSWERED) == known
    assert not known or "2 Litter 220 24.4%" in quotes(answer)
