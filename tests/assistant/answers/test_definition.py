"""What a short form stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from assistant.answers.definition import with_meaning
from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim, Status
from ingest.documents import Span
from ingest.embed import Embedder
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk, cited


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)


@pytest.mark.parametrize("question", ["What does MARAC stand for?", "What is a MARAC?", "what does marac mean in Marwick?"])
def test_a_short_form_is_spelt_out_in_the_plans_words(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert "Multi-Agency Risk Assessment Conference" in answer.citations[0].quote
    assert (answer.citations[0].page, answer.citations[0].page_label) == (2, "1")


def test_only_plans_in_scope_define(councils: Desk) -> None:
    answer = councils.ask("What does MARAC stand for in Eastmere?")
    assert "marwick-2022" not in cited(answer)


def test_a_short_form_nobody_explains_is_not_made_up(councils: Desk) -> None:
    answer = councils.ask("What does QZXW stand for?")
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("LOMA - what's that stand for and roughly how many homes are in one?", "a patch of about 1,200 homes"),
        ("What exactly is the Gate scheme, in plain words?", "A team that meets people leaving prison"),
        ("whats the gate scheme", "A team that meets people leaving prison"),
        ("can you explain 'Gate scheme' to me", "A team that meets people leaving prison"),
        ("what do they mean by night time wardens?", "A person who walks the quays after dark"),
        ("Night-time warden: what is that?", "A person who walks the quays after dark"),
        ("Tell me what a LOMA is - define LOMA please", "a patch of about 1,200 homes"),
    ],
)
def test_a_list_of_words_comes_before_places_that_use_the_name(desk: Desk, question: str, said: str) -> None:
    answer = desk.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert said in answer.claims[0].text
    assert "taken on 30 people" not in answer.answer


@pytest.mark.parametrize("question", ["What is the Gate scheme's target?", "How many people has the Gate scheme taken on?"])
def test_a_question_about_a_term_is_not_a_question_for_its_meaning(desk: Desk, question: str) -> None:
    assert desk.ask(question).answered_by is not AnsweredBy.REGISTER


@pytest.mark.parametrize(
    "question",
    [
        "What is a MARAC for in Marwick?",
        "What's a MARAC supposed to achieve in Marwick?",
        "In Marwick, what does MARAC stand for and who is it for?",
        "What is the purpose of a MARAC in Marwick?",
    ],
)
def test_a_name_spelt_out_does_not_say_what_it_is_for(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.EXTRACT)
    assert "victims who are at the highest risk" in answer.answer
    assert "Multi-Agency Risk Assessment Conference" in answer.answer


def test_a_meaning_is_told_before_quotes_that_only_name_the_term(councils: Desk) -> None:
    understood = councils.understood("What does MARAC mean and what is its target in Marwick?")
    pages = (councils.snapshot.page("marwick-2022", number) for number in (1, 2, 3))
    page, named = next((page, match) for page in pages for match in re.finditer(r"\bMARAC\b(?!\))", page.text))
    quote = DraftClaim(Basis.QUOTED, (Span("marwick-2022", page.number, *named.span()),))
    told = with_meaning(Draft((quote,), AnsweredBy.EXTRACT), understood, councils.public, councils.snapshot).claims
    assert len(told) == 2
    assert told[1] == quote
    meaning = told[0].spans[0]
    words = councils.snapshot.page("marwick-2022", meaning.page).text[meaning.start : meaning.end]
    assert "Multi-Agency Risk Assessment Conference" in " ".join(words.split())
    assert with_meaning(Draft(told, AnsweredBy.EXTRACT), understood, councils.public, councils.snapshot).claims == told


def test_letters_that_stand_nowhere_are_not_told_by_something_near(councils: Desk) -> None:
    answer = councils.ask("What does XQZ stand for in Marwick?")
    assert (answer.status, answer.citations) == (Status.NOT_IN_DOCUMENTS, ())
