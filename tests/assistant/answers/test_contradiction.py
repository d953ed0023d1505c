"""Both readings where a document contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answers.contradiction import with_other_readings
from assistant.conversation import Answer, AnsweredBy, Basis, Draft, DraftClaim, Question, Status
from assistant.serving import engine_of
from ingest.documents import Span
from ingest.embed import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from tests.assistant.answers.brackwater import brackwater
from tests.assistant.councils import Desk, quotes

PLAN = """# Ferrisby Safety Plan 2025-2028

## Hate crime

There are 11 strands within hate crime. Reports rose in the year to March 2025.

## Strands

The 9 strands of hate crime are:

- race
- religion
- disability

## Burglary

Burglary fell from 400 offences in 2023 to 300 offences in 2024, a fall of 40%.

## How it was made

The Ferrisby Safety Plan 2025-2028 was adopted by the Safer Ferrisby Board on 14 March 2025.

## Timetable

The Ferrisby Safety Plan 2025-2028 was adopted by the Safer Ferrisby Board on 14 March 2024.
"""


@pytest.fixture(scope="module")
def ferrisby(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("ferrisby")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "ferrisby-2025"\ntitle = "Ferrisby Safety Plan 2025-2028"\nfile = "plan.md"\narea = "Ferrisby"\n',
        encoding="utf-8",
    )
    settings = IngestSettings(index=folder / "index")
    report = ingest([folder], settings, lambda: embedder)
    assert not report.failed
    with Library.open(settings) as library:
        yield engine_of(library, embedder).assistant


def asked(assistant: object, message: str) -> Answer:
    answer: Answer = assistant.answer(Question(message))  # type: ignore[attr-defined]
    return answer


def test_a_plan_is_asked_whether_it_adds_up(ferrisby: object) -> None:
    answer = asked(ferrisby, "Does the Ferrisby plan contradict itself anywhere?")
    assert answer.status is Status.ANSWERED
    computed = [claim for claim in answer.claims if claim.basis is Basis.COMPUTED]
    assert [claim for claim in computed if "25" in claim.text and "40" in claim.text]


def test_the_other_reading_stands_beside_the_one_that_was_found(ferrisby: object) -> None:
    answer = asked(ferrisby, "How many strands of hate crime does Ferrisby's partnership record?")
    assert "11 strands" in answer.answer
    assert "9 strands" in answer.answer


def test_the_other_reading_of_what_is_told_aside_stands_there_too(ferrisby: object) -> None:
    snapshot = ferrisby._library.snapshot  # type: ignore[attr-defined]
    page = snapshot.page("ferrisby-2025", 1)

    def told(words: str, above: str = "") -> DraftClaim:
        start = page.text.index(words)
        return DraftClaim(Basis.QUOTED, (Span("ferrisby-2025", 1, start, start + len(words)),), above=above)

    close, far = told("There are 11 strands within hate crime."), told("Reports rose in the year to March 2025.", "Less close:")
    read = with_other_readings(Draft((close, far), AnsweredBy.EXTRACT), snapshot)
    assert read.claims[0] == close and read.claims[-1] == far and len(read.claims) > 2
    aside = with_other_readings(Draft((far, replace(close, above="Less close:")), AnsweredBy.EXTRACT), snapshot)
    assert len(aside.claims) == len(read.claims) and all(claim.above for claim in aside.claims)


def test_a_question_about_one_thing_gets_that_one(ferrisby: object) -> None:
    answer = asked(ferrisby, "The burglary percentage in Ferrisby does not add up, does it?")
    assert "40%" in answer.answer
    assert "strands" not in answer.answer


def test_two_dates_that_are_asked_about_in_other_words_are_told_where_there_are_few(ferrisby: object) -> None:
    answer = asked(ferrisby, "On what day was Ferrisby's paper rubber-stamped? I have two dates.")
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert {"14 March 2025", "14 March 2024"} <= {quote.strip(" .") for quote in quotes(answer)}
    assert "strands" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "On what date did the board adopt the Ferrisby plan? The covering report seems muddled.",
        "The cover report and the timetable of the Ferrisby plan don't match. On which day was it adopted?",
    ],
)
def test_a_covering_report_asks_for_no_period(ferrisby: object, question: str) -> None:
    answer = asked(ferrisby, question)
    assert {"14 March 2025", "14 March 2024"} <= {quote.strip(" .") for quote in quotes(answer)}
    assert "strands" not in answer.answer


def test_what_numbers_is_in_a_documents_words_tells_two_findings_not_apart(ferrisby: object) -> None:
    answer = asked(ferrisby, "I have two numbers for how many strands Ferrisby's figures go by. What are they?")
    assert "11 strands" in answer.answer and "40%" not in answer.answer


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    yield from brackwater(tmp_path_factory.mktemp("brackwater"), embedder)


@pytest.mark.parametrize(
    "question",
    [
        "The Brackwater foreword and the crime table don't match on how many offences there were last year. What does each one say?",
        "there are two figures for total recorded crime in Brackwater, they don't agree - what are they",
        "Brackwater seems to have two different totals for recorded crime, which is right?",
    ],
)
def test_a_sentence_and_a_row_that_differ_a_little_are_both_told(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert re.search(r"4,418 in one place and (?:as )?4,481 in another", answer.answer)
    assert any("4,418 offences" in quote for quote in quotes(answer)) and any("4,481" in quote for quote in quotes(answer))


def test_a_slip_of_the_pen_is_found_in_other_words(desk: Desk) -> None:
    answer = desk.ask("I've seen two different numbers for how many people answered the Brackwater survey. What are they?")
    assert {"3,260", "3,206"} <= set(answer.answer.replace(":", "").split())


@pytest.mark.parametrize(
    "question",
    ["Does the Brackwater plan contradict itself about dogs?", "Brackwater has two different numbers for arson, what are they?"],
)
def test_figures_of_other_things_are_no_contradiction(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.answered_by is not AnsweredBy.REGISTER
    assert "dogs" in question or not re.search(r"\b88 in one place|and (?:as )?88 in another", answer.answer)
