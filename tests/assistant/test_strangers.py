"""Places that no document names."""

from __future__ import annotations

import pytest

from assistant.conversation import Answer, Status
from assistant.strangers import strange_places
from tests.assistant.councils import Desk


def strange(councils: Desk, message: str, *documents: str) -> tuple[str, ...]:
    snapshot = councils.snapshot
    names = documents or tuple(snapshot.shelves)
    return strange_places(message, [snapshot.document(name).document for name in names], snapshot)


@pytest.mark.parametrize(
    ("message", "places"),
    [
        ("What's being done about burglaries in Kettleworth?", ("Kettleworth",)),
        ("How does Westhaven tackle antisocial behaviour?", ("Westhaven",)),
        ("What are the Oxcombe Magna council's plans for knife crime?", ("Oxcombe Magna",)),
        ("Is it worse around Quibbleton than in Westhaven?", ("Quibbleton", "Westhaven")),
        ("Did Westhaven's wardens come back?", ("Westhaven",)),
    ],
)
def test_a_place_that_stands_nowhere_is_strange(councils: Desk, message: str, places: tuple[str, ...]) -> None:
    assert strange(councils, message) == places


@pytest.mark.parametrize(
    "message",
    [
        "What's being done about burglaries in Marwick?",
        "What's being done about burglaries in Marwik?",
        "how does westhaven tackle it",
        "Does Marwick's plan mention knives?",
        "Who is in the Partnership?",
        "What happens in March?",
        "Which plan says that, and whose strategy is it?",
        "Whose council pays?",
        "What happens around Halloween?",
        "Can I have it in Somali?",
        "Will it open in February?",
        "",
    ],
)
def test_what_a_document_names_however_spelt_is_not(councils: Desk, message: str) -> None:
    assert strange(councils, message) == ()


def test_only_documents_that_the_asker_may_see_are_looked_at(councils: Desk) -> None:
    message = "What is done about drugs in Hollowford?"
    assert strange(councils, message) == ()
    seen = [name for name in councils.snapshot.shelves if name != "hollowford-internal"]
    assert strange(councils, message, *seen) == ("Hollowford",)


@pytest.mark.parametrize("audience", ["resident", "officer", "councillor"])
def test_the_refusal_names_the_place_and_shows_no_source(councils: Desk, audience: str) -> None:
    answer: Answer = councils.ask("What is being done about burglaries in Kettleworth?", audience=audience)
    assert answer.status is Status.NOT_IN_DOCUMENTS and "Kettleworth" in answer.answer
    assert not answer.citations and "hollowford-internal" not in answer.documents_searched


def test_a_place_beside_one_that_documents_cover_refuses_nothing(councils: Desk) -> None:
    assert "Kettleworth" not in councils.ask("What is done about burglaries in Marwick, where I moved from Kettleworth?").answer
