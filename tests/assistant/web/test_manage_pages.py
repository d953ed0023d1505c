"""The administrator's page without a browser: who may do what, and what each button leads to."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from fastapi.testclient import TestClient

from assistant.access import COOKIE
from assistant.api.app import create_app
from assistant.serving import Service
from assistant.settings import AssistantSettings
from ingest.settings import IngestSettings
from tests.assistant.web.conftest import ADMIN, HOSTILE, STAFF

OTHER = {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def visitor(web_service: Service, web_settings: IngestSettings) -> Iterator[TestClient]:
    with TestClient(create_app(web_service, web_settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def manager(visitor: TestClient) -> TestClient:
    assert visitor.post("/sign-in", data={"key": ADMIN}).url.path == "/manage"
    return visitor


def send(client: TestClient, name: str, content: bytes, **fields: str) -> Any:
    return client.post("/manage/upload", files={"file": (name, content)}, data=fields)


def said(reply: Any) -> str:
    return html.unescape(lxml.html.fromstring(reply.content).get_element_by_id("message").text_content())


def test_without_a_key_it_says_how_to_switch_managing_on(web_service: Service, visitor: TestClient) -> None:
    before = web_service.settings
    web_service.settings = AssistantSettings()
    try:
        text = visitor.get("/manage").text
    finally:
        web_service.settings = before
    assert "PLAN_ASSISTANT_ADMIN_KEY" in text and "switched off" in text
    assert 'name="key"' not in text and "/manage/upload" not in text


def test_signing_in_and_out(visitor: TestClient) -> None:
    assert "/manage/upload" not in visitor.get("/manage").text
    reply = visitor.post("/sign-in", data={"key": "nobodys-key"})
    assert (reply.status_code, 'aria-invalid="true"' in reply.text) == (401, True)
    assert visitor.post("/sign-in", data={"key": ADMIN}, headers=OTHER).status_code == 403
    assert "/manage/upload" in visitor.post("/sign-in", data={"key": ADMIN}).text
    assert "HttpOnly" in str(visitor.post("/sign-in", data={"key": ADMIN}, follow_redirects=False).headers["set-cookie"])
    assert "/manage/upload" not in visitor.post("/sign-out").text
    assert COOKIE not in visitor.cookies


def test_staff_see_internal_documents_and_manage_nothing(visitor: TestClient) -> None:
    text = visitor.post("/sign-in", data={"key": STAFF}).text
    assert "signed in as staff" in text and "/manage/upload" not in text
    assert visitor.get("/documents/secret/text").status_code == 200
    assert send(visitor, "a.md", b"# A\n").status_code == 403


@pytest.mark.parametrize("path", ["/manage/upload", *(f"/manage/documents/bridgeton/{what}" for what in ("access", "read", "remove"))])
def test_nobody_else_changes_anything(visitor: TestClient, path: str) -> None:
    assert visitor.post(path, data={"access": "internal"}).status_code == 401
    visitor.post("/sign-in", data={"key": ADMIN})
    assert visitor.post(path, data={"access": "internal"}, headers=OTHER).status_code == 403
    assert visitor.get("/documents/bridgeton/text").status_code == 200


def test_a_document_is_added_hidden_replaced_and_removed_without_scripts(manager: TestClient) -> None:
    assert "added" in said(send(manager, "Dog Plan.md", b"# Dogs\n\nWardens walk the park.\n", title="Dogs", period="2021-24", id=""))
    try:
        page = lxml.html.fromstring(manager.get("/manage").content)
        card = next(item for item in page.xpath("//ul[@class='documents']/li") if item.xpath(".//dd[text()='dog-plan']"))
        form = next(form for form in card.xpath(".//form") if form.get("action") == "/manage/upload")
        hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        assert (hidden["id"], hidden["title"], hidden["period"]) == ("dog-plan", "Dogs", "2021-24")
        assert "is internal now" in said(manager.post("/manage/documents/dog-plan/access", data={"access": "internal"}))
        assert "unchanged" in said(manager.post("/manage/documents/dog-plan/read"))
        assert "replaced" in said(send(manager, "new.md", b"# Cats\n\nWardens climb trees.\n", **(hidden | {"access": "internal"})))
        assert manager.get("/api/v1/documents/dog-plan").json()["access"] == "internal"
    finally:
        assert "removed" in said(manager.post("/manage/documents/dog-plan/remove"))
    assert "<strong>Dogs</strong>: read again and replaced" in manager.get("/manage").text


@pytest.mark.parametrize(
    ("name", "content", "fields", "sentence"),
    [
        ("plan.pdf", b"no pdf", {}, "is not a PDF"),
        ("plan.exe", b"MZ", {}, ".exe"),
        ("plan.md", b"# A\n\nText.\n", {"period": "never"}, "never"),
        ("plan.md", b"# A\n\nText.\n", {"id": "../x"}, "id holds other characters"),
        ("plan.md", b"# A\n\nText.\n", {"published": "yesterday"}, "published cannot be used"),
    ],
)
def test_what_cannot_be_taken_says_why(manager: TestClient, name: str, content: bytes, fields: dict[str, str], sentence: str) -> None:
    reply = send(manager, name, content, **fields)
    assert reply.status_code == 422
    assert sentence in said(reply)
    assert "<title>Error: " in reply.text


def test_no_file_is_said(manager: TestClient) -> None:
    assert "Choose a file first" in said(manager.post("/manage/upload", data={"title": "x"}))
    assert manager.post("/manage/documents/none/remove").status_code == 404
    assert manager.post("/manage/documents/bridgeton/access", data={"access": "secret"}).status_code == 422


def test_hostile_titles_are_words(manager: TestClient) -> None:
    text = manager.get("/manage").text
    assert "<script>alert" not in text and "<img" not in text
    assert html.escape(HOSTILE).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in text
