"""Which of two years, periods or numbers it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.either import tell_either
from assistant.conversation import Audience
from assistant.prompts import load_prompts
from ingest.embed import Embedder
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, quotes


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


@pytest.mark.parametrize(
    "question",
    [
        "Is it the Regulations of 2009 or 2014 that Tarnbrook cites?",
        "The partnership regulations in Tarnbrook: 2009 or is it 2014?",
        "Are Tarnbrook's partnership regulations those from 2014, or 2009?",
    ],
)
def test_both_places_are_told_where_a_document_gives_both_years(desk: Desk, question: str) -> None:
    told = quotes(desk.ask(question))
    assert len(told) == 2
    assert {"2009" in words for words in told} == {True, False} == {"2014" in words for words in told}


@pytest.mark.parametrize(
    "question",
    [
        "Is it the Regulations of 2009 or 2016 that Tarnbrook cites?",  # one of them stands nowhere
        "Were lamps mended in Tarnbrook in 2009 or 2014?",  # neither stands where lamps are spoken of
        "Has Tarnbrook two or three wardens?",  # numbers stand everywhere
        "Which has more priorities, Tarnbrook in 2023 or another council?",
    ],
)
def test_where_not_both_are_given_it_is_no_answer(desk: Desk, question: str) -> None:
    documents = [shelf.document for shelf in desk.snapshot.shelves.values()]
    assert tell_either(desk.understood(question), documents, desk.snapshot, load_prompts(), Audience.OFFICER) is None


def test_a_contradiction_that_was_found_is_told_for_its_two_figures(councils: Desk, desk: Desk) -> None:
    answer = desk.ask("Does Tarnbrook have 780 or 640 thefts in all?")
    assert "780" in answer.answer and "640" in answer.answer
