"""Which questions of a set a run asks: those that fit every choice, in the set's order, and never silently none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.choice import chosen
from eval.errors import RunError
from eval.questions import Question, QuestionSet, SetName
from tests.eval.conftest import typed, typed_refusal

KINDS = ("figures", "governance", "unanswerable")
PLANS = ("harrowby-2020", "millbrook-2021")


def about(number: int, kind: str, plan: str) -> Question:
    return typed(id=f"t-{number:03}", kind=kind, evidence=[{"document": plan, "page": 1, "quote": "20.5%"}])


EVERY = (
    about(1, "figures", PLANS[0]),
    about(2, "figures", PLANS[1]),
    about(3, "governance", PLANS[0]),
    typed_refusal(id="t-900"),
    typed(id="t-005", evidence=[{"document": plan, "page": 1, "quote": "20.5%"} for plan in PLANS]),
)
SET = QuestionSet(SetName.CORPUS, Path("documents"), EVERY)


def ids(found: QuestionSet) -> list[str]:
    return [question.id for question in found.questions]


def test_no_choice_takes_all() -> None:
    assert chosen(SET) == SET


def test_the_set_stays_what_it_is() -> None:
    found = chosen(SET, kinds=["governance"])
    assert (found.name, found.folder) == (SET.name, SET.folder)
    assert len(SET.questions) == len(EVERY)


@given(
    st.lists(st.sampled_from(KINDS), max_size=3),
    st.lists(st.sampled_from(PLANS), max_size=2),
    st.lists(st.sampled_from([question.id for question in EVERY]), max_size=4),
)
def test_what_is_chosen_fits_every_choice_and_nothing_that_fits_is_left_out(kinds: list[str], plans: list[str], names: list[str]) -> None:
    fits = [
        question.id
        for question in EVERY
        if question.kind.value in (kinds or KINDS)
        and (not plans or any(plan in question.documents for plan in plans))
        and (not names or question.id in names)
    ]
    if fits:
        assert ids(chosen(SET, kinds, plans, names)) == fits
    else:
        with pytest.raises(RunError, match="--kind, --document and --only"):
            chosen(SET, kinds, plans, names)


def test_a_question_over_two_documents_is_about_each() -> None:
    for plan in PLANS:
        assert "t-005" in ids(chosen(SET, documents=[plan]))


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"kinds": ["riddle"]}, "kind “riddle”; there are figures, governance, unanswerable"),
        ({"documents": ["atlantis-1999"]}, "document “atlantis-1999”; there are harrowby-2020, millbrook-2021"),
        ({"ids": ["t-404"]}, "question “t-404”; there are t-001, t-002, t-003, t-005, t-900"),
        ({"kinds": ["figures", "Figures"]}, "kind “Figures”"),
        ({"kinds": ["priorities"]}, "kind “priorities”"),
    ],
)
def test_what_no_question_has_is_named_with_what_there_is(choice: dict[str, list[str]], said: str) -> None:
    with pytest.raises(RunError) as refused:
        chosen(SET, **choice)
    assert said in str(refused.value)


def test_of_very_many_only_some_are_named() -> None:
    many = QuestionSet(SetName.CORPUS, Path("documents"), tuple(about(number, "figures", PLANS[0]) for number in range(100)))
    with pytest.raises(RunError) as refused:
        chosen(many, ids=["t-404"])
    assert "t-029 …." in str(refused.value)
    assert "t-030" not in str(refused.value)
