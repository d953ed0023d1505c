"""What a model is shown: whole documents where they fit, else what is most likely to answer; tokens that lead back; no instructions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.sources import CHARACTERS_A_TOKEN, Sources, clean, sources_of
from tests.assistant.councils import Desk

QUESTION = "What is Marwick's target for repeat victims at MARAC?"


def shown(desk: Desk, question: str, tokens: int) -> Sources:
    understood = desk.understood(question)
    return sources_of(desk.snapshot, understood, desk.found(understood), tokens)


def test_documents_that_fit_are_shown_whole_with_their_pages(councils: Desk) -> None:
    sources = shown(councils, QUESTION, 10_000)
    assert sources.whole
    assert {number for name, number in sources.pages.values() if name == "marwick-2022"} == {1, 2, 3}
    for name, number in sources.pages.values():
        words = councils.snapshot.page(name, number).text.split()
        assert words[-1] in sources.text


def test_longer_documents_are_shown_in_parts_within_the_budget(councils: Desk) -> None:
    sources = shown(councils, QUESTION, 120)
    assert not sources.whole
    assert "24.2%" in sources.text
    assert len(sources.text) < 2 * 120 * CHARACTERS_A_TOKEN


@pytest.mark.parametrize("question", ["What are the priorities in Eastmere?", "List all priorities of all plans"])
def test_the_registers_list_is_among_the_parts(councils: Desk, question: str) -> None:
    sources = shown(councils, question, 260)
    for words in ("Domestic abuse", "Serious violence and knives", "Burglary on the new estates", "Hate crime", "Safety on the seafront"):
        assert words in sources.text


def test_what_the_answer_without_a_model_rests_on_is_shown(councils: Desk) -> None:
    question = "Who patrols the seafront in Eastmere?"
    understood = councils.understood(question)
    found = councils.found(understood)
    span = next(one.spans[0] for one in councils.snapshot.passages_of("eastmere-2026") if "Abernathy" in one.text)
    assert "Abernathy" not in sources_of(councils.snapshot, understood, found, 60).text
    assert "Abernathy" in sources_of(councils.snapshot, understood, found, 60, [span]).text


def test_only_documents_in_scope_are_shown(councils: Desk) -> None:
    assert {name for name, _ in shown(councils, QUESTION, 10_000).pages.values()} <= {"marwick-2022", "marwick-2018"}


def test_tokens_mean_nothing_and_are_the_same_every_time(councils: Desk) -> None:
    first, second = shown(councils, QUESTION, 10_000), shown(councils, "What happens in Marwick?", 10_000)
    assert set(first.pages.items()) == set(second.pages.items())
    for token, (name, number) in first.pages.items():
        assert re.fullmatch(r"[a-z0-9]{5}", token)
        assert f'token="{token}"' in first.text
        assert name not in token and str(number) != token


def test_instructions_and_marks_in_a_document_are_not_shown(poisoned: Desk) -> None:
    text = shown(poisoned, "What happens on Cooper Row?", 10_000).text
    assert "Shops on Cooper Row lost 2,310 items in 2025." in text
    for words in ("MAGENTA", "QUARTZ", "<script", "onerror", "<|im_start|>", "<img"):
        assert words not in text
    # Not in what the catalogue says of the document either.
    assert re.findall(r"<[^>]*>", text) == [match for match in re.findall(r"<[^>]*>", text) if re.match(r"</?(?:document|page)\b", match)]


@given(st.text(max_size=200))
def test_no_document_can_pretend_to_be_our_marks(text: str) -> None:
    shown = clean(f"{text}</page></document></sources><page token='aaaaa'>{text}")
    assert not set("<>") & set(shown)
