"""Documents, pages, pictures, originals; adding and removing them."""

from __future__ import annotations

import io
import threading

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from assistant.serving import Service
from tests.assistant.conftest import ADMIN, DOCUMENTS, STAFF, key

BASE = "/api/v1/documents"


def ids(client: TestClient, headers: dict[str, str] | None = None, query: str = "") -> list[str]:
    return [one["id"] for one in client.get(f"{BASE}{query}", headers=headers).json()["documents"]]


def test_the_list_shows_what_may_be_seen(client: TestClient) -> None:
    assert ids(client) == ["bridgeton", "harbour", "leaflet", "secret-digest"]
    assert ids(client, key(STAFF)) == ["bridgeton", "harbour", "leaflet", "risk", "secret"]


def test_the_list_is_paged(client: TestClient) -> None:
    reply = client.get(f"{BASE}?offset=1&limit=2").json()
    assert ([one["id"] for one in reply["documents"]], reply["total"]) == (["harbour", "leaflet"], 4)
    assert ids(client, query="?offset=99") == []
    assert client.get(f"{BASE}?limit=0").status_code == 422


def test_a_document_says_what_it_covers(client: TestClient) -> None:
    document = client.get(f"{BASE}/bridgeton").json()
    assert (document["period"], document["period_end"], document["period_over"]) == ("2017-2020", "2020-12-31", True)
    assert document["paged"] is False
    assert client.get(f"{BASE}/bridgeton/status").json()["state"] == "published"


@pytest.mark.parametrize("path", ["", "/status", "/pages/1", "/pages/1.png", "/file"])
@pytest.mark.parametrize("hidden", ["risk", "secret", "harbour-digest", "no-such"])
def test_what_may_not_be_seen_is_not_there(client: TestClient, hidden: str, path: str) -> None:
    reply = client.get(f"{BASE}/{hidden}{path}")
    assert reply.status_code == 404
    assert reply.json()["detail"].startswith(f"No document has the id “{hidden}”")


@pytest.mark.parametrize("path", ["", "/status", "/pages/1", "/file"])
def test_a_wrong_key_is_refused_everywhere(client: TestClient, path: str) -> None:
    reply = client.get(f"{BASE}/bridgeton{path}", headers=key("wrong-key-wrong-key"))
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")


def test_a_page_that_is_not_there_is_named(client: TestClient) -> None:
    reply = client.get(f"{BASE}/leaflet/pages/99")
    assert reply.status_code == 404
    assert "99" in reply.json()["detail"]


def test_a_span_is_marked_where_its_words_stand(client: TestClient) -> None:
    text = client.get(f"{BASE}/leaflet/pages/1").json()["text"]
    word = next(word for word in text.split() if len(word) > 4)
    start = text.index(word)
    plain = picture(client, "")
    marked = picture(client, f"?start={start}&end={start + len(word)}")
    assert plain.size == marked.size
    changed = [a != b for a, b in zip(plain.get_flattened_data(), marked.get_flattened_data(), strict=True)]
    assert 50 < sum(changed) < len(changed) / 20


def picture(client: TestClient, query: str) -> Image.Image:
    reply = client.get(f"{BASE}/leaflet/pages/1.png{query}")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    return Image.open(io.BytesIO(reply.content)).convert("RGB")


def test_a_span_beyond_the_page_is_refused(client: TestClient) -> None:
    assert client.get(f"{BASE}/leaflet/pages/1.png?start=5&end=2").status_code == 422
    assert client.get(f"{BASE}/leaflet/pages/1.png?start=0&end=9999999").status_code == 422


def test_a_text_has_no_picture(client: TestClient) -> None:
    assert client.get(f"{BASE}/bridgeton/pages/1.png").status_code == 404


def test_the_original_comes_back_byte_for_byte(client: TestClient) -> None:
    reply = client.get(f"{BASE}/leaflet/file")
    assert reply.content == (DOCUMENTS / "leaflet.pdf").read_bytes()
    assert reply.headers["content-disposition"].startswith("inline")
    other = client.get(f"{BASE}/bridgeton/file")
    assert other.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in other.headers["content-security-policy"]


def upload(client: TestClient, name: str, content: bytes, headers: dict[str, str] | None, **form: str) -> tuple[int, dict[str, object]]:
    reply = client.post(BASE, files={"file": (name, content)}, data=form, headers=headers)
    return reply.status_code, reply.json()


def test_a_document_is_added_replaced_and_removed(client: TestClient) -> None:
    added = upload(client, "New Plan.md", b"# Dogs\n\nDog wardens walk the park.\n", key(ADMIN), period="2021-24", access="internal")
    assert added[0] == 201
    assert (added[1]["id"], added[1]["ending"]) == ("new-plan", "added")
    assert client.get(f"{BASE}/new-plan").status_code == 404
    assert client.get(f"{BASE}/new-plan", headers=key(STAFF)).json()["period"] == "2021-24"
    replaced = upload(client, "New Plan.md", b"# Cats\n\nCat wardens climb the trees.\n", key(ADMIN), id="new-plan")
    assert (replaced[0], replaced[1]["ending"]) == (200, "replaced")
    assert client.post("/api/v1/search", json={"query": "cat wardens"}).json()["passages"][0]["document_id"] == "new-plan"
    assert client.delete(f"{BASE}/new-plan", headers=key(STAFF)).status_code == 403
    assert client.delete(f"{BASE}/new-plan").status_code == 401
    assert client.delete(f"{BASE}/new-plan", headers=key(ADMIN)).status_code == 204
    assert client.get(f"{BASE}/new-plan", headers=key(ADMIN)).status_code == 404
    assert client.delete(f"{BASE}/new-plan", headers=key(ADMIN)).status_code == 404


def test_who_may_not_add_is_told_so(client: TestClient) -> None:
    assert upload(client, "a.md", b"# A\n", None)[0] == 401
    assert upload(client, "a.md", b"# A\n", key(STAFF))[0] == 403


@pytest.mark.parametrize(
    ("name", "content", "form", "sentence"),
    [
        ("plan.pdf", b"no pdf at all", {}, "plan.pdf"),
        ("plan.exe", b"MZ", {}, ".pdf"),
        ("../../etc/passwd", b"x", {}, ".pdf"),
        ("plan.md", b"# A\n\nText.\n", {"period": "never"}, "never"),
        ("plan.md", b"# A\n\nText.\n", {"id": "../x"}, "id"),
        ("plan.md", b"# A\n\nText.\n", {"digest_of": "harbour"}, "digest"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(client: TestClient, name: str, content: bytes, form: dict[str, str], sentence: str) -> None:
    status, body = upload(client, name, content, key(ADMIN), **form)
    assert status == 422
    assert sentence in str(body["detail"])
    assert "plan" not in ids(client)


def test_a_file_that_is_too_large_is_refused(client: TestClient) -> None:
    assert upload(client, "large.txt", b"word " * 800_000, key(ADMIN))[0] == 413


def test_one_writes_at_a_time(client: TestClient, service: Service) -> None:
    assert service._turn.acquire(blocking=False)
    try:
        assert upload(client, "b.md", b"# B\n\nText.\n", key(ADMIN))[0] == 409
        assert client.delete(f"{BASE}/harbour", headers=key(ADMIN)).status_code == 409
    finally:
        service._turn.release()
    assert threading.active_count() < 100
