"""Conversations over HTTP: kept only where `store` says so, gone on with, found again, named, exported and deleted."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.conversation import Answer, Question, Status, Turn
from assistant.serving import Service
from ingest.settings import IngestSettings
from tests.assistant.api.test_chat import EVENTS, ask, events_in, swapped
from tests.assistant.conftest import STAFF, key

URL = "/api/v1/conversations"


@pytest.fixture
def visitor(service: Service, index_settings: IngestSettings) -> Iterator[TestClient]:
    """A browser of its own: its cookies are nobody else's."""
    with TestClient(create_app(service, index_settings), base_url="http://testserver") as opened:
        yield opened


def kept(visitor: TestClient, message: str = "Who gets new locks?", **more: Any) -> Any:
    return ask(visitor, message, store=True, **more).json()


class Remembering:
    """An assistant that says nothing and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        return Answer(Status.NOT_IN_DOCUMENTS, f"No {len(self.asked)}.", standalone_question=question.message)


def test_nothing_is_kept_unless_store_says_so(visitor: TestClient) -> None:
    answer = ask(visitor, "Who gets new locks?").json()
    assert visitor.get(f"{URL}/{answer['conversation_id']}").status_code == 404
    assert visitor.get(URL).json() == {"conversations": []}
    assert not visitor.cookies


def test_what_is_kept_comes_back_whole(visitor: TestClient) -> None:
    answer = kept(visitor)
    whole = visitor.get(f"{URL}/{answer['conversation_id']}").json()
    assert (whole["name"], whole["questions"]) == ("Who gets new locks?", 1)
    assert [message["answer"] for message in whole["messages"]] == [answer]
    assert whole["messages"][0]["message_id"] == answer["message_id"]


def test_a_streamed_answer_is_kept_as_well(visitor: TestClient) -> None:
    events = events_in(ask(visitor, "Who gets new locks?", EVENTS, store=True).text)
    assert visitor.get(f"{URL}/{events[-1][1]['conversation_id']}").json()["messages"][0]["answer"] == events[-1][1]


def test_a_kept_conversation_goes_on_without_its_history_in_the_request(visitor: TestClient, service: Service) -> None:
    remembering = Remembering()
    with swapped(service, remembering):
        conversation = kept(visitor, "First?")["conversation_id"]
        kept(visitor, "Second?", conversation_id=conversation)
        ask(visitor, "Third?", conversation_id=conversation)
        ask(visitor, "Fourth?", conversation_id=conversation, history=[{"role": "user", "content": "Other?"}])
    first = (Turn("user", "First?"), Turn("assistant", "No 1."))
    second = (*first, Turn("user", "Second?"), Turn("assistant", "No 2."))
    assert [question.history for question in remembering.asked] == [(), first, second, (Turn("user", "Other?"),)]
    assert visitor.get(f"{URL}/{conversation}").json()["questions"] == 2


def test_personal_data_is_masked_before_it_is_kept(visitor: TestClient, index_settings: IngestSettings) -> None:
    answer = kept(visitor, "My mail is canary.person@example.org, who gets new locks?")
    whole = visitor.get(f"{URL}/{answer['conversation_id']}")
    assert "[email address]" in whole.json()["messages"][0]["question"]
    assert "canary.person" not in whole.text
    assert not [file for file in index_settings.index.glob("conversations*") if b"canary.person@" in file.read_bytes()]


def test_a_browser_finds_its_own_again_and_nobody_elses(visitor: TestClient, client: TestClient) -> None:
    one = kept(visitor, "Who gets new locks?")["conversation_id"]
    other = kept(visitor, "What do schools hear?")["conversation_id"]
    listed = visitor.get(URL).json()["conversations"]
    assert [found["id"] for found in listed] == [other, one]
    assert [found["id"] for found in visitor.get(URL, params={"words": "LOCKS"}).json()["conversations"]] == [one]
    assert visitor.get(URL, params={"words": "100%"}).json() == {"conversations": []}
    assert client.get(URL).json() == {"conversations": []}
    cookie = next(iter(visitor.cookies.jar))
    assert cookie.has_nonstandard_attr("HttpOnly") and cookie.get_nonstandard_attr("SameSite") == "strict"


def test_a_name_is_kept_masked_and_one_line(visitor: TestClient) -> None:
    conversation = kept(visitor)["conversation_id"]
    reply = visitor.patch(f"{URL}/{conversation}", json={"name": "Locks\nfor 020 7946 0958"})
    assert reply.json()["name"] == "Locks for [phone number]"
    for name in ("", "  ", "x" * 121, 7):
        assert visitor.patch(f"{URL}/{conversation}", json={"name": name}).status_code == 422
    assert visitor.patch(f"{URL}/{uuid.uuid4()}", json={"name": "x"}).status_code == 404


def test_deleting_removes_it(visitor: TestClient) -> None:
    conversation = kept(visitor)["conversation_id"]
    assert visitor.delete(f"{URL}/{conversation}").status_code == 204
    assert [visitor.get(f"{URL}/{conversation}").status_code, visitor.delete(f"{URL}/{conversation}").status_code] == [404, 404]


def test_what_staff_asked_is_for_staff_only(visitor: TestClient) -> None:
    answer = ask(visitor, "hidden cameras", key(STAFF), store=True).json()
    conversation = answer["conversation_id"]
    assert visitor.get(f"{URL}/{conversation}", headers=key(STAFF)).status_code == 200
    for path in ("", "/export"):
        assert visitor.get(f"{URL}/{conversation}{path}").status_code == 404
    assert visitor.get(URL).json() == {"conversations": []}
    assert ask(visitor, "and where?", store=True, conversation_id=conversation).status_code == 404


@pytest.mark.parametrize("name", ["nonsense", "..%2F..", "0", "%00"])
def test_an_id_that_is_none_is_not_there(client: TestClient, name: str) -> None:
    reply = client.get(f"{URL}/{name}")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/problem+json")


def test_an_export_has_answers_and_references(visitor: TestClient) -> None:
    answer = kept(visitor)
    quote = " ".join(answer["citations"][0]["quote"].split())
    url = f"{URL}/{answer['conversation_id']}/export"
    markdown = visitor.get(url, params={"format": "markdown"})
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert markdown.text.startswith("# Who gets new locks?\n")
    assert "## Who gets new locks?" in markdown.text and "1. Bridgeton" in markdown.text and "<http://testserver/" in markdown.text
    word = visitor.get(url)
    assert "attachment" in word.headers["content-disposition"] and ".docx" in word.headers["content-disposition"]
    document = docx.Document(io.BytesIO(word.content))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    links = [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert len(links) == len(answer["citations"]) and links[0].startswith("http://testserver/")
    assert paragraphs[0] == "Who gets new locks?"
    assert any(quote in line and "http://testserver/" in line for line in paragraphs)
    assert visitor.get(url, params={"format": "pdf"}).status_code == 422


def test_hostile_words_are_words_in_an_export(visitor: TestClient, service: Service) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) \x00\x0b"
    with swapped(service, Remembering()):
        conversation = kept(visitor, hostile)["conversation_id"]
    markdown = visitor.get(f"{URL}/{conversation}/export", params={"format": "markdown"}).text
    assert "<script>" not in markdown.replace("\\<", "") and "](" not in markdown.replace("\\]", "")
    assert visitor.get(f"{URL}/{conversation}/export").status_code == 200
