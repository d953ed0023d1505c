"""The heading above an item."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.headed import heading_at, heading_of
from ingest.embed import Embedder
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, quotes


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


def test_an_item_stands_under_the_nearest_heading_of_its_part(desk: Desk) -> None:
    pieces = desk.read("What will Tarnbrook count for roads and for homes, and what actions follow?").pieces
    items = {piece.words: piece for piece in pieces if piece.item}
    for words, heading in (
        ("Cars over the limit past schools", "Priority A: Safer roads"),
        ("Homes that were broken into", "Priority B: Safer homes"),
    ):
        (span,) = heading_of(items[words], desk.snapshot)
        assert desk.snapshot.page(span.document_id, span.page).text[span.start : span.end].strip("# ") == heading


def test_a_place_stands_under_the_same_heading_as_its_piece(desk: Desk) -> None:
    pieces = desk.read("What will Tarnbrook count for roads and for homes, and what actions follow?").pieces
    for piece in pieces:
        assert heading_at(piece.spans[0], desk.snapshot) == heading_of(piece, desk.snapshot)


def test_a_priority_of_another_letter_is_said_not_to_be_there(desk: Desk) -> None:
    answer = desk.ask("Under which priority are drugs dealt with in Tarnbrook?")
    assert "Priority F" in quotes(answer)[0]
    assert "the document's own run from A to B" in answer.answer


def test_the_list_of_as_many_as_are_asked_for_under_the_priority_that_is_named(desk: Desk) -> None:
    told = quotes(desk.ask("Which three things will be counted each quarter for safer homes in Tarnbrook?"))
    assert [words for words in told if not words.endswith(":")][:3] == [
        "Homes that were broken into",
        "Sheds that were marked",
        "Visits by a warden",
    ]
    assert not any("Cars over" in words for words in told)
