"""Areas without a document, named beside one that has some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import Basis, Status
from assistant.uncovered import asking_sentences, uncovered_beside, without_uncovered
from tests.assistant.councils import Desk


def never(name: str, documents: object) -> bool:
    """No document says a word of any other area."""
    return False


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("What are the priorities in Camden and Marwick?", "What are the priorities in Marwick?"),
        ("What are the priorities in Marwick and Camden?", "What are the priorities in Marwick?"),
        ("what are marwick's and camden's priorities", "what are marwick's priorities"),
        ("what are camden's and marwick's priorities", "what are marwick's priorities"),
        ("Compare burglary in Croydon and Marwick", "Compare burglary in Marwick"),
        ("Compare Marwick with Croydon on burglary", "Compare Marwick on burglary"),
        ("Who chairs the board in Marwick, Merton and Croydon?", "Who chairs the board in Marwick?"),
        ("How does Camden compare to Marwick on burglary?", "How does Camden compare to Marwick on burglary?"),
        ("What are the priorities in Marwick and Eastmere?", "What are the priorities in Marwick and Eastmere?"),
        ("What are the priorities in Camden?", "What are the priorities in Camden?"),
    ],
)
def test_what_can_be_looked_for_is_left(councils: Desk, asked: str, left: str) -> None:
    assert without_uncovered(asked, councils.public, never) == left


def test_an_area_that_the_documents_speak_of_stays(councils: Desk) -> None:
    asked = "Do Marwick and Camden share a prison?"
    assert without_uncovered(asked, councils.public, lambda name, documents: name == "Camden") == asked


def test_where_somebody_lives_is_not_asked_about(councils: Desk) -> None:
    assert uncovered_beside("What are the priorities in Marwick? I live in Camden.", councils.public) == ()
    assert uncovered_beside("What are the priorities in Camden?", councils.public) == ()
    assert asking_sentences("I live in Camden. What are the priorities in Marwick?").strip() == "What are the priorities in Marwick?"
    assert "Camden" in asking_sentences("I live in Camden. What is my council doing about noise?")
    answer = councils.ask("I live in Camden. What is my council doing about hate crime?")
    assert answer.status is Status.NOT_IN_DOCUMENTS and "Camden" in answer.answer and not answer.citations
    assert uncovered_beside("Compare Camden with Marwick and Merton", councils.public) == ("Camden", "Merton")


@given(st.text())
def test_a_text_without_areas_stays_as_it_is(text: str) -> None:
    assert without_uncovered(text, (), never) == text


@pytest.mark.parametrize("audience", ["resident", "officer", "councillor"])
@pytest.mark.parametrize("asked", ["What are the priorities in Camden and Marwick?", "what are marwick's and camden's priorities"])
def test_the_one_is_answered_and_the_other_named_as_missing(councils: Desk, asked: str, audience: str) -> None:
    answer = councils.ask(asked, audience=audience)
    assert answer.status is Status.PARTLY_ANSWERED
    first = answer.claims[0]
    assert first.basis is Basis.ABSENT and "Camden" in first.text and first.looked_in is not None
    assert {citation.document_id for citation in answer.citations} <= {d.id for d in councils.public if d.area == "Marwick"}


def test_an_area_that_only_the_catalogue_knows_is_covered(councils: Desk) -> None:
    assert councils.ask("What are the priorities in Camden?").status is Status.NOT_IN_DOCUMENTS
