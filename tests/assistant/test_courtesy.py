"""The courtesy around a question."""

from __future__ import annotations

import pytest

from assistant.courtesy import without_courtesy, without_page
from assistant.understand import Intent, intent_of


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Can you remind me of every theme of the plan?", "every theme of the plan?"),
        ("Good morning, could you please tell me who chairs the board?", "who chairs the board?"),
        ("I'd like to know whether burglary fell.", "whether burglary fell."),
        ("do you know how many wardens there are", "how many wardens there are"),
        ("We are trying to establish what the target is.", "what the target is."),
        ("Can you hear me?", "Can you hear me?"),
        ("Tell me more", "Tell me more"),
        ("Does the plan tell us who leads?", "Does the plan tell us who leads?"),
    ],
)
def test_what_is_asked_is_left(said: str, asked: str) -> None:
    assert without_courtesy(said) == asked


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("Could you tell me who chairs the board?", Intent.WHO),
        ("Please confirm whether there is a target for robbery", Intent.YES_NO),
        ("Can you tell me about the work on hate crime?", Intent.PASSAGE),
        ("Can residents join the board?", Intent.YES_NO),
    ],
)
def test_the_intent_is_that_of_the_question_itself(said: str, intent: Intent) -> None:
    assert intent_of(said) is intent


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("What are the aims, and on which page are they set out?", "What are the aims?"),
        ("List the boards, with page numbers.", "List the boards."),
        ("I need a page reference for the robbery figure.", "the robbery figure."),
        ("Which page gives the robbery figure?", "Which page gives the robbery figure?"),
        ("Who signed the page at the front?", "Who signed the page at the front?"),
    ],
)
def test_the_wish_for_a_page_is_left_out_since_every_answer_names_it(said: str, asked: str) -> None:
    assert without_page(said) == asked
