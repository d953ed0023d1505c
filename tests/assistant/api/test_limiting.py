"""How much one visitor may ask for: told apart by address, which is never kept, and told when to come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from starlette.requests import Request

from assistant.api.app import create_app
from assistant.api.limiting import Counted, Limits, address_of
from assistant.errors import TooMany
from assistant.serving import Service
from assistant.settings import AssistantSettings
from ingest.errors import BadInput
from ingest.settings import IngestSettings
from tests.assistant.conftest import ADMIN, STAFF, key

PROXY = AssistantSettings(trusted_proxies="10.0.0.0/8")  # type: ignore[arg-type]


def request_from(peer: str | None, forwarded: str = "") -> Request:
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded.split("|") if line]
    return Request({"type": "http", "headers": headers, "client": (peer, 1) if peer is not None else None})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),  # anybody may write that header
        ("10.1.2.3", "198.51.100.7", "198.51.100.7"),
        ("10.1.2.3", "203.0.113.9, 198.51.100.7, 10.9.9.9", "198.51.100.7"),
        ("10.1.2.3", "203.0.113.9|198.51.100.7", "198.51.100.7"),  # a proxy that adds a line of its own
        ("10.1.2.3", "", "10.1.2.3"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("127.0.0.1", "", None),
        ("::1", "", None),
        (None, "", None),
        ("10.1.2.3", "unknown", None),
    ],
)
def test_a_visitor_is_who_the_nearest_trusted_party_says(peer: str | None, forwarded: str, address: str | None) -> None:
    assert address_of(request_from(peer, forwarded), PROXY) == address


def test_a_whole_ipv6_network_is_one_visitor() -> None:
    one, same, other = (address_of(request_from(peer), PROXY) for peer in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"))
    assert one == same != other


@given(st.text(max_size=40).filter(lambda text: "\n" not in text), st.ip_addresses())
def test_no_header_makes_it_fail(forwarded: str, peer: Any) -> None:
    address_of(request_from(str(peer), forwarded.encode("utf-8", "replace").decode("latin-1")), PROXY)


def test_the_storage_never_holds_an_address() -> None:
    limits = Limits(AssistantSettings(limit_questions="5/minute"))
    limits.take(Counted.QUESTIONS, request_from("192.0.2.77"))
    held = repr(vars(limits._counting.storage))
    assert "questions" in held
    assert "192.0.2.77" not in held


def test_the_same_secret_counts_together_and_another_does_not() -> None:
    names = [Limits(AssistantSettings(limit_secret=SecretStr(secret)))._name("192.0.2.1") for secret in ("one", "one", "two")]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize(
    ("setting", "value"),
    [("limit_questions", "many"), ("limit_pictures", "5/fortnight"), ("limit_writing", "-1"), ("limit_storage", "carrier-pigeon://x")],
)
def test_a_limit_that_is_none_is_refused_by_name(setting: str, value: str) -> None:
    with pytest.raises(BadInput, match=f"PLAN_ASSISTANT_{setting.upper()}"):
        Limits(AssistantSettings(**{setting: value}))  # type: ignore[arg-type]


def test_who_waits_may_go_on() -> None:
    limits = Limits(AssistantSettings(limit_questions="1/second"))
    limits.take(Counted.QUESTIONS, request_from("192.0.2.1"))
    with pytest.raises(TooMany, match="wait 1 second and") as refused:
        limits.take(Counted.QUESTIONS, request_from("192.0.2.1"))
    assert refused.value.retry_after == 1
    limits.take(Counted.QUESTIONS, request_from("192.0.2.2"))


Limited = Callable[..., TestClient]


@pytest.fixture
def limited(service: Service, index_settings: IngestSettings) -> Iterator[Limited]:
    """A server with low limits, asked from an address of the test's choice."""
    before = service.settings
    opened: list[TestClient] = []

    def open_from(peer: str, **limits: Any) -> TestClient:
        service.settings = AssistantSettings(staff_key=SecretStr(STAFF), admin_key=SecretStr(ADMIN), **limits)
        client = TestClient(create_app(service, index_settings), client=(peer, 5000))
        opened.append(client.__enter__())
        return client

    yield open_from
    for client in opened:
        client.__exit__(None, None, None)
    service.settings = before


def test_too_many_questions_get_a_problem_and_a_time(limited: Limited) -> None:
    client = limited("192.0.2.5", limit_questions="2/minute")
    body = {"message": "locks"}
    assert [client.post("/api/v1/chat", json=body).status_code for _ in range(2)] == [200, 200]
    for path, sent in (("/api/v1/chat", body), ("/api/v1/search", {"query": "locks"})):
        reply = client.post(path, json=sent)
        assert (reply.status_code, reply.headers["content-type"]) == (429, "application/problem+json")
        assert 1 <= int(reply.headers["retry-after"]) <= 60
        assert "2 questions" in reply.json()["detail"] and "wait" in reply.json()["detail"]
    assert client.post("/api/v1/chat", json=body, headers=key(STAFF)).status_code == 200
    page = client.post("/", data={"message": "locks and keys"})
    assert page.status_code == 429 and "locks and keys" in page.text
    assert client.get("/healthz").status_code == 200


def test_a_form_that_comes_too_often_is_told_on_a_page(limited: Limited) -> None:
    client = limited("192.0.2.8", limit_writing="1/minute")
    form = {"opinion": "right", "question": "q", "answer": "a"}
    replies = [client.post("/feedback", data=form) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 429]
    assert "wait" in replies[1].text and 1 <= int(replies[1].headers["retry-after"]) <= 60


def test_this_machine_is_limited_only_where_the_setting_says_so(limited: Limited) -> None:
    body = {"message": "locks"}
    here = limited("127.0.0.1", limit_questions="1/minute")
    assert [here.post("/api/v1/chat", json=body).status_code for _ in range(3)] == [200] * 3
    here = limited("127.0.0.1", limit_questions="1/minute", limit_local=True)
    assert [here.post("/api/v1/chat", json=body).status_code for _ in range(2)] == [200, 429]


def test_keys_are_not_to_be_guessed(limited: Limited) -> None:
    client = limited("192.0.2.6", limit_writing="3/minute")
    tries = [client.post("/api/v1/session", json={"key": f"guess-{number}"}).status_code for number in range(2)]
    tries += [client.get("/api/v1/documents", headers=key(f"guess-number-{number}")).status_code for number in range(2)]
    assert tries == [401, 401, 401, 429]
    assert client.get("/api/v1/documents", headers=key(STAFF)).status_code == 200


def test_pictures_and_feedback_have_limits_of_their_own(limited: Limited) -> None:
    client = limited("192.0.2.7", limit_pictures="1/minute", limit_writing="1/minute")
    picture = "/api/v1/documents/leaflet/pages/1.png"
    assert [client.get(picture).status_code for _ in range(2)] == [200, 429]
    body = {"opinion": "right", "question": "q", "answer": "a"}
    assert [client.post("/api/v1/feedback", json=body).status_code for _ in range(2)] == [201, 429]
    assert client.post("/api/v1/chat", json={"message": "locks"}).status_code == 200
