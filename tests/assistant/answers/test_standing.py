"""Which time a document is for: its own words, and the note that it is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from assistant.conversation import Status
from ingest.embed import Embedder
from tests.assistant.answers.tarnbrook import tarnbrook
from tests.assistant.councils import Desk, quotes


@pytest.mark.parametrize(
    "question",
    [
        "Is the Marwick plan of 2018 still in force today?",
        "What period does Marwick's 2018 plan cover?",
        "When does the 2018 Marwick plan run out?",
        "has marwicks 2018 plan expired",
        "Which years does Marwick's 2018 plan start and end in?",
        "From when to when does the Marwick plan of 2018 go?",
    ],
)
def test_a_plan_whose_time_is_over_says_its_years_and_that(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert answer.status is Status.ANSWERED
    assert {citation.document_id for citation in answer.citations} == {"marwick-2018"}
    assert all("2018" in citation.quote or "2021" in citation.quote for citation in answer.citations)
    assert answer.citations[0].period_over and "2018" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Which has the longer-running plan, Marwick or Eastmere, and for how many years does each go on?",
        "Which covers the longer time, Marwick's plan or Eastmere's one, and how long is each?",
    ],
)
def test_how_long_plans_are_is_told_by_their_years(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert {"marwick-2022", "eastmere-2026"} <= {citation.document_id for citation in answer.citations}
    assert all(re.search(r"20\d\d", citation.quote) for citation in answer.citations)


@pytest.mark.parametrize("question", ["Is the hub in Marwick still running?", "When does the pilot in Marwick end?"])
def test_what_is_asked_of_a_part_is_not_answered_with_the_years_of_the_whole(councils: Desk, question: str) -> None:
    from assistant.answers.standing import tell_period
    from assistant.conversation import Audience
    from assistant.prompts import load_prompts

    understood = councils.understood(question)
    assert tell_period(understood, councils.public, councils.snapshot, load_prompts(), Audience.RESIDENT) is None


@pytest.mark.parametrize("question", ["Which of Marwick's plans have expired?", "which documents for marwick are out of date"])
def test_who_asks_which_plans_are_over_is_told_of_the_one_that_was_followed_too(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    assert answer.status is Status.ANSWERED
    assert "marwick-2018" in {citation.document_id for citation in answer.citations if citation.period_over}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from tarnbrook(tmp_path_factory.mktemp("tarnbrook"), embedder)


@pytest.mark.parametrize(
    "question", ["Which years did the previous Tarnbrook plan cover?", "What period did Tarnbrook's last community safety plan cover?"]
)
def test_the_years_of_the_plan_before_are_those_of_the_partnerships_own(followed: Desk, question: str) -> None:
    assert quotes(followed.ask(question)) == ["Our Community Safety Plan 2018-22 has ended, which some call the 2018-23 plan."]
