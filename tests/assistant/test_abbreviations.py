"""Abbreviations of a question, spelt out as the documents spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abbreviations import spellings_of, with_letters
from tests.assistant.councils import Desk

FULL = "Multi-Agency Risk Assessment Conference"


@pytest.mark.parametrize(
    "question", ["What is the MARAC target in Marwick?", "marwick: repeat victims at marac?", "How many MARACs in Marwick?"]
)
def test_an_abbreviation_is_spelt_out_as_the_document_does(councils: Desk, question: str) -> None:
    understood = councils.understood(question)
    assert FULL in understood.written
    assert [full for _, full in understood.spelt] == [FULL]


def test_a_full_name_is_searched_by_its_letters_too(councils: Desk) -> None:
    understood = councils.understood("Who comes to the multi agency risk assessment conference in Marwick?")
    assert "MARAC" in understood.written
    assert understood.spelt == ()


def test_a_full_name_of_the_question_before_is_not_looked_for_again(councils: Desk) -> None:
    first = "Who comes to the multi agency risk assessment conference in Marwick?"
    understood = councils.understood("And what is it called under the newer law?", first, "Ten organisations.")
    assert understood.leans and "MARAC" not in understood.written


def test_what_is_not_spelt_out_anywhere_stays_as_it_is(councils: Desk) -> None:
    understood = councils.understood("Who leads on QZXW in Marwick?")
    assert understood.spelt == () and FULL not in understood.written


def test_only_public_documents_spell_for_everybody(councils: Desk) -> None:
    public = {document.id for document in councils.public}
    assert {known.document for known in spellings_of(councils.snapshot)} <= public


def test_letters_stand_behind_a_name_that_has_none() -> None:
    spelt = (("MARAC", FULL),)
    assert with_letters(f"The {FULL} meets weekly.", spelt) == f"The {FULL} (MARAC) meets weekly."
    assert with_letters(f"The {FULL} (MARAC) meets.", spelt) == f"The {FULL} (MARAC) meets."
    assert with_letters("the multi-agency risk\nassessment conference", spelt) == "the multi-agency risk\nassessment conference (MARAC)"
    assert with_letters("Nothing of it.", spelt) == "Nothing of it."


@given(st.text(), st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=3))
def test_nothing_of_the_words_is_lost(text: str, spelt: list[tuple[str, str]]) -> None:
    read = iter(with_letters(text, spelt))
    assert all(letter in read for letter in text)
