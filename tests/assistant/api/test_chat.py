"""POST /chat as JSON and as events."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.chat import Asked, accepts_events, answering
from assistant.conversation import Answer, Basis, Claim, Question, Status
from assistant.serving import Service, free_port
from ingest.errors import IndexUnavailable
from ingest.settings import IngestSettings
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


class Counting:
    """An assistant that could go on for ever, in steps of a moment each, and says how far it came."""

    def __init__(self) -> None:
        self.steps = 0
        self.begun = threading.Event()
        self.closed = threading.Event()

    def answer(self, question: Question) -> Answer:
        raise AssertionError("an assistant that streams is asked for its stream")

    def stream(self, question: Question) -> Iterator[Claim | None]:
        try:
            while True:
                self.steps += 1
                if self.steps == 5:
                    self.begun.set()
                time.sleep(0.01)
                yield Claim("One more.", Basis.QUOTED) if self.steps % 3 == 0 else None
        finally:
            self.closed.set()


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
def test_who_goes_away_stops_the_work(service: Service, index_settings: IngestSettings, accept: str) -> None:
    counting = Counting()
    with swapped(service, counting), served(service, index_settings) as address:
        with socket.create_connection(address) as connection:
            body = json.dumps({"message": "locks"}).encode()
            head = f"POST /api/v1/chat HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nContent-Type: application/json\r\n"
            connection.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            assert counting.begun.wait(10)
        assert counting.closed.wait(5)
    steps = counting.steps
    assert counting.steps == steps < 1000


def test_claims_are_sent_as_they_are_checked(service: Service, client: TestClient) -> None:
    class Told:
        def answer(self, question: Question) -> Answer:
            raise AssertionError("an assistant that streams is asked for its stream")

        def stream(self, question: Question) -> Iterator[Claim | Answer | None]:
            yield None
            yield Claim("First thought.", Basis.QUOTED)
            yield Answer(Status.NOT_IN_DOCUMENTS, "No.")

    with swapped(service, Told()):
        events = events_in(ask(client, "locks", EVENTS).text)
    assert [name for name, _ in events] == ["claim", "status", "done"]
    assert events[0][1]["text"] == "First thought."
    assert (events[2][1]["status"], events[2][1]["claims"]) == ("not_in_documents", [])


def test_a_slow_answer_begins_with_a_provisional_status(service: Service, client: TestClient) -> None:
    waiting = Waiting(service)
    threading.Timer(1.0, waiting.let_go.set).start()
    with swapped(service, waiting):
        events = events_in(ask(client, "Who gets new locks?", EVENTS).text)
    assert events[0] == ("status", {"status": "answered", "provisional": True})
    assert [name for name, _ in events[1:]] == ["status", "claim", "citation", "done"]


def test_what_fails_in_the_middle_is_an_event(service: Service, client: TestClient) -> None:
    class Failing:
        def answer(self, question: Question) -> Answer:
            raise AssertionError("an assistant that streams is asked for its stream")

        def stream(self, question: Question) -> Iterator[Claim]:
            yield Claim("First thought.", Basis.QUOTED)
            raise IndexUnavailable("The index is away; try again later.")

    with swapped(service, Failing()):
        events = events_in(ask(client, "locks", EVENTS).text)
        whole = ask(client, "locks")
    assert [name for name, _ in events] == ["claim", "error"]
    assert (events[1][1]["status"], events[1][1]["detail"]) == (503, "The index is away; try again later.")
    assert whole.status_code == 503


def test_what_fails_at_once_is_a_problem(service: Service, client: TestClient) -> None:
    class Failing:
        def answer(self, question: Question) -> Answer:
            raise IndexUnavailable("The index is away; try again later.")

    with swapped(service, Failing()):
        reply = ask(client, "locks", EVENTS)
    assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")


@contextmanager
def swapped(service: Service, assistant: Any) -> Iterator[None]:
    """Have another assistant answer for a while."""
    whole = service.engine
    service.engine = type(whole)(whole.retriever, assistant)
    try:
        yield
    finally:
        service.engine = whole


@contextmanager
def served(service: Service, index: IngestSettings) -> Iterator[tuple[str, int]]:
    """A real server of its own thread; yields where it listens."""
    listener = free_port("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(service, index), log_config=None, timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[:2]
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


def test_a_slow_question_keeps_nobody_else_waiting(service: Service, client: TestClient) -> None:
    waiting = Waiting(service)
    events = answering(waiting, Asked(Question("locks"), uuid.uuid4(), uuid.uuid4()))
    thread = threading.Thread(target=lambda: list(events))
    thread.start()
    try:
        assert waiting.asked.wait(10)
        assert client.get("/healthz").status_code == 200
        assert ask(client, "locks").status_code == 200
    finally:
        waiting.let_go.set()
        thread.join()
