"""What holds for every route: problems, headers, limits, health, metrics, and a description that a client can be made from."""

from __future__ import annotations

import json

import pytest
import structlog
from fastapi.testclient import TestClient

from assistant.access import COOKIE
from assistant.serving import Service
from tests.assistant.conftest import ADMIN, STAFF, key


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/api/v1/chat", 405), ("GET", "/api/v1/chat", 405)]
)
def test_every_error_is_a_problem(client: TestClient, method: str, path: str, status: int) -> None:
    reply = client.request(method, path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= reply.json().keys()


def test_a_body_that_is_no_json_is_a_problem(client: TestClient) -> None:
    for content in (b"{", b"\xff\xfe", b'{"message": "\\ud800"}'):
        reply = client.post("/api/v1/chat", content=content, headers={"Content-Type": "application/json"})
        assert reply.status_code in (400, 422)
        assert reply.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_refused_declared_or_not(client: TestClient) -> None:
    body = b'{"message": "' + b"x" * 1_100_000 + b'"}'
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/v1/chat", content=body, headers=headers).status_code == 413
    pieces = (body[start : start + 65536] for start in range(0, len(body), 65536))
    reply = client.post("/api/v1/chat", content=pieces, headers=headers)
    assert (reply.status_code, reply.headers["content-type"]) == (413, "application/problem+json")


def test_a_fault_shows_no_traceback_and_no_question(client: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def answer(self, question: object) -> object:
            raise RuntimeError(f"cannot answer {question}")

    whole = service.engine
    service.engine = type(whole)(whole.retriever, Broken())  # type: ignore[arg-type]
    try:
        with structlog.testing.capture_logs() as logs:
            reply = client.post("/api/v1/chat", json={"message": "a private matter"})
    finally:
        service.engine = whole
    assert (reply.status_code, reply.headers["content-type"]) == (500, "application/problem+json")
    assert reply.headers["x-request-id"] in reply.json()["detail"]
    for text in (reply.text, json.dumps(logs)):
        assert "private" not in text
    assert "Traceback" not in reply.text
    assert {"fault", "request"} == {line["event"] for line in logs}


def test_the_log_holds_no_question_and_no_path(client: TestClient) -> None:
    with structlog.testing.capture_logs() as logs:
        client.post("/api/v1/chat", json={"message": "a private matter"})
        client.get("/api/v1/documents/somebodys-name")
    assert [line["route"] for line in logs] == ["/api/v1/chat", "/api/v1/documents/{document_id}"]
    assert not any(word in json.dumps(logs) for word in ("private", "somebody"))


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/api/v1/documents"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_health_and_metrics(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}
    text = client.get("/metrics").text
    assert 'plan_assistant_requests_total{method="GET",route="/readyz",status="200"}' in text


def test_a_key_is_exchanged_for_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    assert client.post("/api/v1/session", json={"key": "nobodys-key"}).status_code == 401
    reply = client.post("/api/v1/session", json={"key": STAFF})
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    try:
        assert client.get("/api/v1/documents/risk").status_code == 200
        client.delete("/api/v1/session")
        assert client.get("/api/v1/documents/risk").status_code == 404
    finally:
        client.cookies.delete(COOKIE) if COOKIE in client.cookies else None


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_changes_nothing_in_somebodys_session(client: TestClient, headers: dict[str, str]) -> None:
    client.post("/api/v1/session", json={"key": ADMIN})
    try:
        for path in ("/api/v1/documents/harbour/read", "/manage/documents/harbour/remove"):
            assert client.post(path, headers=headers).status_code in (401, 403)
        assert client.delete("/api/v1/documents/harbour", headers=headers).status_code == 401
        assert client.get("/api/v1/documents/risk").status_code == 200
    finally:
        client.delete("/api/v1/session")


def test_search_finds_in_what_may_be_seen(client: TestClient) -> None:
    body = {"query": "fraud ring", "limit": 3}
    public = client.post("/api/v1/search", json=body).json()["passages"]
    staff = client.post("/api/v1/search", json=body, headers=key(STAFF)).json()["passages"]
    assert {one["document_id"] for one in public} == {"secret-digest"}
    assert {one["document_id"] for one in staff} == {"secret"}
    assert public[0].keys() >= {"document_id", "page", "page_label", "section", "text", "score"}


def test_the_description_is_complete(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    operations = [(path, operation) for path, methods in schema["paths"].items() for operation in methods.values()]
    names = [operation["operationId"] for _, operation in operations]
    assert len(set(names)) == len(names)
    for path, operation in operations:
        errors = {status: response for status, response in operation["responses"].items() if int(status) >= 400}
        assert {"404", "422", "500", "503"} <= errors.keys(), path
        assert all(list(response["content"]) == ["application/problem+json"] for response in errors.values()), path


def test_the_administrator_is_also_staff(client: TestClient) -> None:
    assert client.get("/api/v1/documents/risk", headers=key(ADMIN)).status_code == 200
