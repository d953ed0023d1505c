"""The register's route: entries as JSON and CSV, who may change them, and changes that outlive reading the document again."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.cli import main
from assistant.serving import Service
from assistant.settings import AssistantSettings
from ingest.documents import Document
from ingest.settings import IngestSettings
from tests.assistant.conftest import STAFF, entry, key
from tests.assistant.quoting import build
from tests.conftest import catalogue_of, write_documents

PLAN = (
    "# Bridgeton plan\n\nWe have the following priorities:\n\n- Burglary\n- =Parks at night\n\n"
    "## Performance indicators\n\n- Number of burglaries (target 209)\n- Number of lit paths\n"
)
URL = "/api/v1/documents/plan/register"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"plan.md": PLAN, "risk.md": PLAN, "bare.md": "Words without any structure at all.\n"}
    return write_documents(
        tmp_path_factory.mktemp("plans"), files, catalogue_of(entry("plan"), entry("risk", access="internal"), entry("bare"))
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> IngestSettings:
    return IngestSettings(index=tmp_path_factory.mktemp("registered") / "index", max_file_mb=2, threads=1)


@pytest.fixture(scope="module")
def opened(folder: Path, index: IngestSettings, assistant_settings: AssistantSettings) -> Iterator[Service]:
    with Service.open(assistant_settings, index, [folder], build=build) as service:
        yield service


@pytest.fixture(scope="module")
def api(opened: Service, index: IngestSettings) -> Iterator[TestClient]:
    with TestClient(create_app(opened, index), raise_server_exceptions=False) as client:
        yield client


def test_entries_of_one_kind_come_with_place_and_count(api: TestClient, opened: Service) -> None:
    body = api.get(f"{URL}?kind=indicator").json()
    assert (body["count"], body["readable"]) == (2, True)
    first = body["entries"][0]
    assert (first["kind"], first["fields"]["target"], first["section"]) == ("indicator", "209", "Bridgeton plan > Performance indicators")
    span = first["spans"][0]
    assert opened.snapshot().page("plan", span["page"]).text[span["start"] : span["end"]] == first["words"]


def test_csv_by_format_and_by_accept_holds_no_formula(api: TestClient) -> None:
    reply = api.get(f"{URL}?kind=priority&format=csv")
    assert reply.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert [row["name"] for row in rows] == ["Burglary", "'=Parks at night"]
    assert api.get(f"{URL}?kind=priority", headers={"Accept": "text/csv"}).text == reply.text


def test_a_document_without_structure_says_so(api: TestClient) -> None:
    assert api.get("/api/v1/documents/bare/register").json() == {"entries": [], "count": 0, "readable": False}


def test_internal_and_unknown_documents_are_both_not_there(api: TestClient) -> None:
    assert api.get("/api/v1/documents/risk/register").status_code == 404
    assert api.get("/api/v1/documents/none/register").status_code == 404
    assert api.get("/api/v1/documents/risk/register", headers=key(STAFF)).status_code == 200


def test_the_public_changes_nothing(api: TestClient) -> None:
    entry_id = api.get(f"{URL}?kind=priority").json()["entries"][0]["id"]
    assert api.post(URL, json={"change": "hide", "entry_id": entry_id}).status_code == 401
    assert api.get(f"{URL}?kind=priority").json()["count"] == 2


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"change": "correct", "entry_id": "nothing", "fields": {"name": "x"}}, 404, "has no entry"),
        ({"change": "add", "kind": "priority", "fields": {"name": "x"}}, 422, "at least one span"),
        (
            {"change": "add", "kind": "priority", "fields": {"name": "x"}, "spans": [{"page": 1, "start": 0, "end": 9999}]},
            422,
            "has no words",
        ),
        ({"change": "add", "kind": "priority", "fields": {}, "spans": [{"page": 1, "start": 0, "end": 5}]}, 422, "needs the field “name”"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(api: TestClient, body: dict[str, object], status: int, said: str) -> None:
    reply = api.post(URL, json=body, headers=key(STAFF))
    assert (reply.status_code, said in reply.json()["detail"]) == (status, True)


def test_changes_are_marked_and_outlive_reading_again(api: TestClient, opened: Service, folder: Path, tmp_path: Path) -> None:
    first, second = api.get(f"{URL}?kind=priority").json()["entries"]
    corrected = api.post(
        URL, json={"change": "correct", "entry_id": first["id"], "fields": {"name": "Homes"}, "who": "AB"}, headers=key(STAFF)
    )
    assert (corrected.json()["fields"]["name"], corrected.json()["corrected"]["who"]) == ("Homes", "AB")
    api.post(URL, json={"change": "hide", "entry_id": second["id"]}, headers=key(STAFF))
    span = {"page": 1, "start": 0, "end": 9}
    api.post(URL, json={"change": "add", "kind": "body", "fields": {"name": "Bridgeton"}, "spans": [span]}, headers=key(STAFF))
    file = tmp_path / "plan.md"
    shutil.copy(folder / "plan.md", file)
    file.write_text(PLAN + "\n## More\n\nMore words.\n", encoding="utf-8")
    opened.add(Document("plan", "Plan", file))
    assert [(one["fields"]["name"], one["corrected"]["change"]) for one in api.get(f"{URL}?kind=priority").json()["entries"]] == [
        ("Homes", "correct")
    ]
    hidden = api.get(f"{URL}?kind=priority&hidden=true", headers=key(STAFF)).json()["entries"]
    assert [one["hidden"] for one in hidden] == [False, True]
    assert "Bridgeton" in [one["fields"]["name"] for one in api.get(f"{URL}?kind=body").json()["entries"]]


def test_the_commands_print_and_correct_a_register(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_THREADS", "1")
    where = ["--index", str(tmp_path / "index")]
    with pytest.raises(SystemExit):
        main(["ingest", str(folder), *where])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["register", "plan", "--kind", "priority", "--csv", *where])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in rows] == ["Burglary", "'=Parks at night"]
    with pytest.raises(SystemExit):
        main(["correct", "plan", rows[0]["id"], "--set", "name=Homes", "--who", "AB", *where])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["register", "plan", "--kind", "priority", *where])
    out = capsys.readouterr().out
    assert "name: Homes" in out and "[corrected]" in out and "2 entries." in out
    with pytest.raises(SystemExit) as ended:
        main(["register", "none", *where])
    assert ended.value.code == 2
