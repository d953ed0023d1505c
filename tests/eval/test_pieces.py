"""Which pieces of what was found answer a question: inside its evidence, or on its page with one of its facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pieces import Piece, pieces_of
from assistant.retrieve import Hit
from eval.own import own_library
from eval.pieces import plain, right_pieces
from eval.questions import Question
from ingest.embed import Embedder
from tests.eval.conftest import typed, typed_refusal


@pytest.fixture(scope="module")
def found(plans: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[list[Piece]]:
    """Every piece of the two plans."""
    with own_library(plans, tmp_path_factory.mktemp("pieces") / "index", embedder) as (library, _):
        hits = [Hit(passage, 1.0, (place,)) for place, passage in enumerate(library.snapshot.passages)]
        yield pieces_of(hits, library.snapshot, listed=True)


def right(question: Question, pieces: Sequence[Piece], folder: Path) -> list[str]:
    """The words of the pieces that answer."""
    return [piece.words for piece, value in zip(pieces, right_pieces(question, pieces, folder), strict=True) if value]


FELL = "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."
KNIVES = "Millbrook sets out to halve the number of knife injuries to 42 by March 2024."


def test_the_sentence_that_is_the_evidence_answers_and_its_neighbours_do_not(found: list[Piece], plans: Path) -> None:
    assert right(typed(), found, plans) == [FELL]


def test_a_sentence_around_the_evidence_answers(found: list[Piece], plans: Path) -> None:
    evidence = [{"document": "millbrook-2021", "page": 1, "quote": "knife injuries to 42 by March 2024"}]
    assert right(typed(facts=[{"any": ["42"]}], evidence=evidence), found, plans) == [KNIVES]


def test_every_part_of_longer_evidence_answers(found: list[Piece], plans: Path) -> None:
    quote = "Burglary and theft\n- Anti-social behaviour near the station\n- Helping people stop re-offending"
    evidence = [{"document": "harrowby-2020", "page": 1, "quote": quote}]
    words = right(typed(facts=[{"any": ["stop re-offending"]}], evidence=evidence), found, plans)
    assert "Burglary and theft" in words and "Anti-social behaviour near the station" in words
    assert FELL not in words


def test_a_piece_on_the_page_that_holds_a_fact_answers(found: list[Piece], plans: Path) -> None:
    """The table says it too, on the next page: only the page of the evidence counts for that."""
    evidence = [{"document": "harrowby-2020", "page": 2, "quote": "is chaired by the Chief Executive"}]
    words = right(typed(facts=[{"any": ["1,104"]}], evidence=evidence), found, plans)
    assert any("Chief Executive" in one for one in words)
    assert any(one.startswith("Burglary\t") for one in words)
    assert FELL not in words


def test_a_computed_fact_is_looked_for_nowhere(found: list[Piece], plans: Path) -> None:
    facts = [{"any": ["three"], "computed": True}]
    assert right(typed(facts=facts), found, plans) == [FELL]


def test_another_documents_words_never_answer(found: list[Piece], plans: Path) -> None:
    evidence = [{"document": "millbrook-2021", "page": 1, "quote": "The Youth Panel reports to the Millbrook Safety Board twice a year."}]
    values = right_pieces(typed(facts=[{"any": ["1,104", "twice a year"]}], evidence=evidence), found, plans)
    assert {piece.hit.passage.document_id for piece, value in zip(found, values, strict=True) if value} == {"millbrook-2021"}


def test_any_of_the_alternatives_will_do(found: list[Piece], plans: Path) -> None:
    other = [[{"document": "millbrook-2021", "page": 1, "quote": KNIVES}]]
    assert set(right(typed(evidence_alternatives=other), found, plans)) == {FELL, KNIVES}


def test_nothing_answers_what_cannot_be_answered(found: list[Piece], plans: Path) -> None:
    values = right_pieces(typed_refusal(), found, plans)
    assert values.shape == (len(found),) and values.dtype == np.float64
    assert not values.any()


def test_of_nothing_nothing_answers(plans: Path) -> None:
    assert right_pieces(typed(), [], plans).shape == (0,)


@given(st.text(max_size=60))
def test_plain_words_are_letters_and_figures_alone(text: str) -> None:
    assert not [character for character in plain(text) if character.isspace() or character in ".,;:-–()'’"]
    assert plain(f" {text}\n") == plain(text)


def test_plain_words_do_not_tell_line_breaks_hyphens_and_capitals() -> None:
    assert plain("Anti-social\nBehaviour, 1,104") == plain("antisocial behaviour 1104")
