"""The route and the page of the scrutiny pack: formats, who may have which, and what cannot be made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from assistant.api.app import create_app
from assistant.serving import Service
from assistant.settings import AssistantSettings
from ingest.settings import IngestSettings
from tests.assistant.conftest import STAFF, key
from tests.assistant.quoting import build
from tests.assistant.thornmere import thornmere, thornmere_index  # noqa: F401  (fixtures)

URL = "/api/v1/briefings"
LATER = "thornmere-2024"


@pytest.fixture(scope="module")
def opened(thornmere_index: IngestSettings, assistant_settings: AssistantSettings) -> Iterator[Service]:  # noqa: F811
    with Service.open(assistant_settings, thornmere_index, build=build) as service:
        yield service


@pytest.fixture(scope="module")
def api(opened: Service, thornmere_index: IngestSettings) -> Iterator[TestClient]:  # noqa: F811
    with TestClient(create_app(opened, thornmere_index), raise_server_exceptions=False) as client:
        yield client


def test_a_page_is_shown_under_a_policy_that_lets_only_its_style_in(api: TestClient) -> None:
    reply = api.post(URL, json={"documents": [LATER]})
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "content-disposition" not in reply.headers
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "What does not add up" in reply.text


@pytest.mark.parametrize(("form", "suffix", "start"), [("docx", ".docx", b"PK"), ("markdown", ".md", b"# Scrutiny pack")])
def test_files_are_saved_under_a_name(api: TestClient, form: str, suffix: str, start: bytes) -> None:
    reply = api.post(URL, json={"documents": [LATER], "format": form, "topic": None})
    assert reply.status_code == 200
    assert reply.headers["content-disposition"] == f'attachment; filename="scrutiny-{LATER}{suffix}"'
    assert reply.content.startswith(start)
    if form == "docx":
        assert zipfile.ZipFile(io.BytesIO(reply.content)).testzip() is None


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"documents": []}, 422, "needs a document"),
        ({}, 422, "documents"),
        ({"documents": [f"plan-{number}" for number in range(40)]}, 422, "40 were given"),
        ({"documents": [LATER], "format": "pdf"}, 422, "format"),
        ({"documents": [LATER], "tpoic": "x"}, 422, "tpoic"),
        ({"documents": [LATER], "topic": "long " * 80}, 422, "at most 200"),
        ({"documents": [LATER], "since": LATER}, 422, "both the document"),
        ({"documents": ["nowhere"]}, 404, "nowhere"),
        ({"documents": ["thornmere-covert"]}, 404, "thornmere-covert"),
        ({"documents": [LATER], "since": "thornmere-covert"}, 404, "thornmere-covert"),
    ],
)
def test_what_cannot_be_made_is_a_problem_with_a_sentence(api: TestClient, body: dict[str, object], status: int, said: str) -> None:
    reply = api.post(URL, json=body)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    assert said in reply.text


def test_an_internal_paper_is_for_staff(api: TestClient) -> None:
    body = {"documents": ["thornmere-covert"], "format": "markdown"}
    assert api.post(URL, json=body, headers=key(STAFF)).status_code == 200
    hidden, unknown = api.post(URL, json=body), api.post(URL, json={"documents": ["thornmere-cover2"]})
    assert hidden.json()["detail"].replace("covert", "cover2") == unknown.json()["detail"]


def test_the_page_makes_a_pack_without_a_script(api: TestClient) -> None:
    form = html.document_fromstring(api.get("/scrutiny").text)
    (made,) = [one for one in form.forms if one.get("id") == "make"]
    offered = {box.get("value") for box in made.iter("input") if box.get("name") == "document"}
    assert LATER in offered
    assert "thornmere-covert" not in offered
    assert made.method == "GET"
    pack = api.get("/scrutiny/pack", params={"document": LATER, "format": "html"})
    assert pack.status_code == 200
    page = html.document_fromstring(pack.text)
    assert [one.text for one in page.iter("h1")] == ["Scrutiny pack: Safer Thornmere Plan 2024-2027"]
    linked = [link.get("href") for link in page.iter("a") if link.get("href", "").startswith(f"/documents/{LATER}/pages/")]
    assert len(linked) > 50
    assert api.get(linked[0].split("#")[0]).status_code == 200
    saved = [link.get("href") for link in page.iter("a") if "format=docx" in link.get("href", "")]
    assert api.get(saved[0]).content.startswith(b"PK")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 422, "needs a document"),
        (f"document={LATER}&since={LATER}", 422, "both the document"),
        ("document=thornmere-covert", 404, "thornmere-covert"),
        ("&".join(f"document=p{number}" for number in range(40)), 422, "40 were given"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_what_was_chosen(api: TestClient, query: str, status: int, said: str) -> None:
    reply = api.get(f"/scrutiny/pack?{query}")
    assert reply.status_code == status
    page = html.document_fromstring(reply.text)
    problem = page.get_element_by_id("problem")
    assert said in problem.text_content()
    assert problem.get("hidden") is None
    assert [box.get("value") for box in page.iter("input") if box.get("checked") is not None and box.get("name") == "document"] == (
        [LATER] if LATER in query else []
    )


def test_odd_values_in_the_address_are_no_fault(api: TestClient) -> None:
    reply = api.get("/scrutiny/pack", params={"document": LATER, "format": "nonsense", "topic": "\x00<b>hate\u202e crime</b>"})
    assert reply.status_code == 200
    assert "<b>hate" not in reply.text


def test_staff_are_offered_internal_papers(api: TestClient) -> None:
    page = html.document_fromstring(api.get("/scrutiny", headers=key(STAFF)).text)
    assert "thornmere-covert" in {box.get("value") for box in page.iter("input")}
