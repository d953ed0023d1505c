"""POST and GET /feedback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.assistant.api.test_chat import ask
from tests.assistant.conftest import ADMIN, STAFF, key

URL = "/api/v1/feedback"
WHOLE = {"opinion": "incomplete", "question": "How many?", "answer": "Three. [1]", "sources": [{"document_id": "bridgeton", "page": 1}]}


def lines(client: TestClient) -> list[dict[str, Any]]:
    reply = client.get(URL, headers=key(ADMIN))
    assert reply.status_code == 200
    return [json.loads(line) for line in reply.text.splitlines()]


@pytest.mark.parametrize("opinion", ["right", "wrong", "incomplete", "wrong_page"])
def test_an_opinion_is_kept_with_what_it_is_about(client: TestClient, opinion: str) -> None:
    reply = client.post(URL, json=WHOLE | {"opinion": opinion, "words": "Ring 020 7946 0958."})
    assert reply.status_code == 201
    found = next(line for line in lines(client) if line["id"] == reply.json()["id"])
    assert (found["opinion"], found["question"], found["answer"]) == (opinion, "How many?", "Three. [1]")
    assert (found["words"], found["sources"]) == ("Ring [phone number].", [{"document_id": "bridgeton", "page": 1}])


def test_of_a_kept_answer_the_id_is_enough(client: TestClient) -> None:
    answer = ask(client, "Who gets new locks?", store=True).json()
    client.cookies.clear()
    assert client.post(URL, json={"opinion": "right", "message_id": answer["message_id"], "answer": "forged"}).status_code == 201
    found = lines(client)[-1]
    assert (found["question"], found["answer"]) == ("Who gets new locks?", answer["answer"])
    assert found["sources"][0]["document_id"] == "bridgeton"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"opinion": "right"}, "was not kept"),
        (WHOLE | {"opinion": "lovely"}, "opinion"),
        (WHOLE | {"words": "x" * 2001}, "2,001 characters"),
        (WHOLE | {"sources": [{"document_id": "d"}] * 101}, "101 entries"),
        (WHOLE | {"sources": [{"page": 1}]}, "document_id"),
        ({}, "opinion is missing"),
    ],
)
def test_feedback_that_cannot_be_used_says_why(client: TestClient, body: dict[str, Any], sentence: str) -> None:
    reply = client.post(URL, json=body)
    assert reply.status_code == 422
    assert sentence in reply.json()["detail"]


def test_only_an_administrator_reads_it(client: TestClient) -> None:
    assert client.get(URL).status_code == 401
    assert client.get(URL, headers=key(STAFF)).status_code == 403
    assert client.get(URL, params={"since": "2999-01-01T00:00:00Z"}, headers=key(ADMIN)).text == ""
