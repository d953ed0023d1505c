"""The documents to learn from in halves: nothing lost, nothing twice, no document in both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.halves import halves_of, side_of_half, write_side_of_half
from eval.questions import Question
from ingest.errors import BadInput
from ingest.question_side import QuestionSide
from tests.eval.conftest import typed, typed_refusal

PLANS = ("ashby-2020", "birling-2021", "corfe-2022", "dunmow-2023", "ewelme-2024")


def about(plan: str, number: int) -> Question:
    evidence = [{"document": plan, "page": 1, "quote": "20.5%"}]
    return typed(id=f"{plan}-{number:03}", evidence=evidence)


def unanswerable(plan: str, number: int, pairs: bool) -> Question:
    """A question that a plan does not answer: only its id says which plan it was asked of."""
    return typed_refusal(id=f"{plan}{'-pairs' if pairs else ''}-{number:03}")


@st.composite
def question_lists(draw: st.DrawFn) -> list[Question]:
    found: list[Question] = []
    for number in range(draw(st.integers(0, 15))):
        plan = draw(st.sampled_from(PLANS))
        found.append(about(plan, number) if draw(st.booleans()) else unanswerable(plan, number, draw(st.booleans())))
    return found


def plans_of(questions: Sequence[Question]) -> set[str]:
    return {next(plan for plan in PLANS if question.id.startswith(plan)) for question in questions}


@given(question_lists())
def test_the_halves_are_disjoint_and_whole(questions: list[Question]) -> None:
    first, second = halves_of(questions)
    assert sorted(one.id for one in (*first, *second)) == sorted(one.id for one in questions)
    assert not {one.id for one in first} & {one.id for one in second}


@given(question_lists())
def test_each_document_is_in_one_half_with_what_it_does_not_answer(questions: list[Question]) -> None:
    first, second = halves_of(questions)
    assert not plans_of(first) & plans_of(second)


@given(question_lists())
def test_the_halves_hold_as_many_documents_give_or_take_one(questions: list[Question]) -> None:
    first, second = map(plans_of, halves_of(questions))
    assert 0 <= len(first) - len(second) <= 1


@given(question_lists())
def test_questions_keep_their_order(questions: list[Question]) -> None:
    for half in halves_of(questions):
        places = [questions.index(one) for one in half]
        assert places == sorted(places)


@given(question_lists())
def test_the_order_of_the_questions_changes_no_half(questions: list[Question]) -> None:
    shuffled = sorted(questions, key=lambda one: one.id[::-1])
    assert [plans_of(half) for half in halves_of(shuffled)] == [plans_of(half) for half in halves_of(questions)]


def test_a_question_over_two_documents_goes_with_the_first_it_names() -> None:
    evidence = [{"document": plan, "page": 1, "quote": "20.5%"} for plan in ("birling-2021", "ashby-2020")]
    both = typed(id="both-001", evidence=evidence)
    assert halves_of([about("ashby-2020", 1), both, about("birling-2021", 1)])[1] == [both, about("birling-2021", 1)]


def _side(seed: int) -> QuestionSide:
    numbers = np.random.default_rng(seed)
    return QuestionSide("a" * 64, {"encoder.0": (numbers.random((2, 4), dtype=np.float32), numbers.random((3, 2), dtype=np.float32))})


def test_what_was_taught_without_a_half_comes_back_for_that_half(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "halves"
    for half in (0, 1):
        write_side_of_half(_side(half), folder, half)
    for half in (0, 1):
        side = side_of_half(folder, half)
        assert side.model == "a" * 64
        for kept, given_ in zip(side.pairs["encoder.0"], _side(half).pairs["encoder.0"], strict=True):
            assert np.allclose(kept, given_, atol=1e-3)


def test_a_half_that_was_not_taught_says_how_to_teach_it(tmp_path: Path) -> None:
    write_side_of_half(_side(0), tmp_path, 0)
    with pytest.raises(BadInput, match="question-side --halves"):
        side_of_half(tmp_path, 1)


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    write_side_of_half(_side(0), tmp_path, 0)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"no such thing")
    with pytest.raises(BadInput, match=file.name):
        side_of_half(tmp_path, 0)
