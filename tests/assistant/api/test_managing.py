"""What an administrator does: see how reading goes, hide and show, read again; and ten uploads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from tests.assistant.api.test_documents import BASE, ids, upload
from tests.assistant.conftest import ADMIN, STAFF, key

CHANGES = [("GET", "/api/v1/ingest"), ("PATCH", f"{BASE}/harbour"), ("POST", f"{BASE}/harbour/read")]


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_they_need_the_administrators_key(client: TestClient, method: str, path: str) -> None:
    body = {"access": "internal"} if method == "PATCH" else None
    assert client.request(method, path, json=body).status_code == 401
    assert client.request(method, path, json=body, headers=key(STAFF)).status_code == 403


def test_a_document_is_hidden_and_shown_again(client: TestClient) -> None:
    hidden = client.patch(f"{BASE}/bridgeton", json={"access": "internal"}, headers=key(ADMIN))
    assert (hidden.status_code, hidden.json()["ending"]) == (200, "replaced")
    assert "bridgeton" not in ids(client) and "bridgeton" in ids(client, key(STAFF))
    found = client.post("/api/v1/search", json={"query": "locks burglary"}).json()["passages"]
    assert "bridgeton" not in {passage["document_id"] for passage in found}
    assert client.patch(f"{BASE}/bridgeton", json={"access": "public"}, headers=key(ADMIN)).status_code == 200
    document = client.get(f"{BASE}/bridgeton").json()
    assert (document["period"], document["area"], document["title"]) == ("2017-2020", "Bridgeton", "Bridgeton")
    assert client.patch(f"{BASE}/bridgeton", json={"access": "secret"}, headers=key(ADMIN)).status_code == 422
    assert client.patch(f"{BASE}/none", json={"access": "public"}, headers=key(ADMIN)).status_code == 404


def test_reading_again_what_is_read_already_changes_nothing(client: TestClient) -> None:
    before = client.get(f"{BASE}/leaflet").json()
    reply = client.post(f"{BASE}/leaflet/read", headers=key(ADMIN))
    assert (reply.status_code, reply.json()["ending"]) == (200, "unchanged")
    assert client.get(f"{BASE}/leaflet").json() == before


def test_ten_uploads_at_once_are_all_taken_one_after_the_other(client: TestClient) -> None:
    def add(number: int) -> int:
        return upload(client, f"many-{number}.md", f"# Many {number}\n\nOne of many, number {number}.\n".encode(), key(ADMIN))[0]

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(add, range(10))) == [201] * 10
    try:
        assert {f"many-{number}" for number in range(10)} <= set(ids(client))
        ended = client.get("/api/v1/ingest", headers=key(ADMIN)).json()
        assert {one["id"] for one in ended["ended"][:10]} == {f"many-{number}" for number in range(10)}
        assert (ended["writable"], ended["reading"]) == (True, [])
    finally:
        for number in range(10):
            client.delete(f"{BASE}/many-{number}", headers=key(ADMIN))


def test_what_failed_is_told_with_its_reason(client: TestClient) -> None:
    assert upload(client, "not-one.pdf", b"no pdf", key(ADMIN))[0] == 422
    newest = client.get("/api/v1/ingest", headers=key(ADMIN)).json()["ended"][0]
    assert (newest["id"], newest["ending"]) == ("not-one", "failed")
    assert "not-one.pdf" in newest["error"]


def test_what_the_ingest_at_the_start_said_is_there(client: TestClient) -> None:
    assert {"bridgeton", "leaflet"} <= {one["id"] for one in client.get("/api/v1/ingest", headers=key(ADMIN)).json()["ended"]}


def test_nobody_elses_large_body_is_taken_in(client: TestClient) -> None:
    large = b"word " * 300_000
    assert upload(client, "large.txt", large, None)[0] == 413
    assert upload(client, "large.txt", large, key(STAFF))[0] == 413
    assert upload(client, "large.txt", large[:1_000], key(STAFF))[0] == 403
