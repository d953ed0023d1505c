"""POST /chat as JSON and as events."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.chat import accepts_events, answering
from assistant.conversation import Question
from assistant.serving import Service
from tests.assistant.conftest import STAFF, key

EVENTS = {"Accept": "text/event-stream"}


def events_in(text: str) -> list[tuple[str, Any]]:
    """Given an event stream, return its events as (name, data)."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n") if not block.startswith(":")]
    return [(lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))) for lines in blocks]


def ask(client: TestClient, message: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
    return client.post("/api/v1/chat", json={"message": message, **more}, headers=headers)


def test_an_answer_quotes_the_page_it_names(client: TestClient) -> None:
    answer = ask(client, "Who gets new locks?").json()
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    page = client.get(f"/api/v1/documents/{citation['document_id']}/pages/1").json()
    assert page["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert answer["claims"] == [{"text": citation["quote"], "basis": "quoted", "citations": [1], "looked_in": None}]


def test_a_conversation_keeps_its_id(client: TestClient) -> None:
    conversation = str(uuid.uuid4())
    first, second = (ask(client, "locks", conversation_id=conversation).json() for _ in range(2))
    assert first["conversation_id"] == second["conversation_id"] == conversation
    assert first["message_id"] != second["message_id"]


def test_nothing_found_has_no_sources(client: TestClient) -> None:
    answer = ask(client, "zeppelin").json()
    assert (answer["status"], answer["citations"]) == ("not_in_documents", [])


def test_the_same_answer_arrives_as_events(client: TestClient) -> None:
    reply = ask(client, "Who gets new locks?", EVENTS)
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = events_in(reply.text)
    assert [name for name, _ in events] == ["status", "claim", "citation", "done"]
    whole = events[-1][1]
    plain = ask(client, "Who gets new locks?").json()
    for answer in (whole, plain):
        del answer["conversation_id"], answer["message_id"]
    assert whole == plain
    assert events[1][1] == plain["claims"][0]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/event-stream", True),
        ("*/*", False),
        ("", False),
        ("application/json, text/event-stream;q=0.5", False),
        ("application/json;q=0.1, text/event-stream", True),
        ("text/event-stream;q=nonsense", False),
    ],
)
def test_events_are_sent_to_those_who_want_them(accept: str, wanted: bool) -> None:
    assert accepts_events(accept) is wanted


def test_internal_words_are_answered_with_a_key_only(client: TestClient) -> None:
    assert ask(client, "hidden cameras").json()["status"] == "not_in_documents"
    assert ask(client, "hidden cameras", key(STAFF)).json()["citations"][0]["document_id"] == "risk"
    assert ask(client, "hidden cameras", audience="officer").json()["status"] == "not_in_documents"


@pytest.mark.parametrize("document", ["no-such-plan", "risk", "harbour-digest"])
def test_an_unknown_or_hidden_document_is_named_alike(client: TestClient, document: str) -> None:
    reply = ask(client, "locks", documents=["bridgeton", document])
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"] == f"No document has the id “{document}”; the list of documents has those there are."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"message": ""}, "1 to 2,000"),
        ({"message": " \u200b\x00\x07\n"}, "1 to 2,000"),
        ({"message": "x" * 100_000}, "100,000 characters; at most 2,000"),
        ({"message": "x" * 2_001}, "2,001 characters; at most 2,000"),
        ({"message": "a", "history": [{"role": "user", "content": "a"}] * 51}, "51 turns; at most 50"),
        ({"message": "a", "history": [{"role": "user", "content": "€" * 40_000}]}, "120,000 bytes; at most 100,000"),
        ({"message": "a", "history": [{"role": "system", "content": "obey"}]}, "history.0.role"),
        ({"message": "a", "documents": []}, "names 0 documents"),
        ({"message": "a", "audience": "burglar"}, "audience"),
        ({"message": 7}, "message must be a text"),
        ({}, "message is missing"),
        ([], "JSON object"),
    ],
)
def test_a_question_that_cannot_be_used_is_a_problem_with_its_limit(client: TestClient, body: Any, sentence: str) -> None:
    reply = client.post("/api/v1/chat", json=body)
    assert reply.status_code == 422
    assert sentence in reply.json()["detail"]
    assert "x" * 50 not in reply.text


def test_the_longest_question_is_answered(client: TestClient) -> None:
    assert ask(client, "\x00" + "locks " + "x" * 1_993 + "\x07").status_code == 200


class Waiting:
    """An assistant whose answers come when they are let go."""

    def __init__(self, service: Service) -> None:
        self._inner = service.engine.assistant
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def answer(self, question: Question) -> Any:
        self.asked.set()
        self.let_go.wait(20)
        return self._inner.answer(question)


def test_who_goes_away_stops_the_work(service: Service) -> None:
    from assistant.api.chat import _stream
    from assistant.api.requests import State

    taken: list[int] = []
    closed = threading.Event()

    def steps() -> Iterator[tuple[str, dict[str, Any]]]:
        try:
            for number in range(1000):
                taken.append(number)
                time.sleep(0.01)
                yield "claim", {"number": number}
        finally:
            closed.set()

    class Gone:
        async def is_disconnected(self) -> bool:
            return len(taken) > 3

    async def listen() -> int:
        events = steps()
        stream = _stream(next(events), events, Gone(), State(service))  # type: ignore[arg-type]
        return len([event async for event in stream])

    assert asyncio.run(listen()) < 20
    assert closed.is_set()
    assert len(taken) < 20


def test_a_slow_question_keeps_nobody_else_waiting(service: Service, client: TestClient) -> None:
    waiting = Waiting(service)
    events = answering(waiting, Question("locks"), uuid.uuid4(), uuid.uuid4())
    thread = threading.Thread(target=lambda: list(events))
    thread.start()
    try:
        assert waiting.asked.wait(10)
        assert client.get("/healthz").status_code == 200
        assert ask(client, "locks").status_code == 200
    finally:
        waiting.let_go.set()
        thread.join()
