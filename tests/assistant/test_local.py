"""An index read in the command's own process: the contract's answers, and no more than the key opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.api.chat import ChatAnswer
from assistant.api.documents import DocumentModel
from assistant.api.register import RegisterModel
from assistant.errors import NotKnown
from assistant.local import Local
from assistant.settings import AssistantSettings
from ingest.embed import Embedder
from ingest.errors import BadInput, IndexUnavailable, UnknownDocument
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from tests.assistant.conftest import entry
from tests.conftest import catalogue_of, write_documents

STAFF = "staff-key-for-tests"
SETTINGS = AssistantSettings(staff_key=SecretStr(STAFF), admin_key=None, model=None)
FILES = {
    "bridgeton.md": "# Our priorities\n\nWe have two priorities:\n\n1. Burglary\n2. Knife crime\n\n# Money\n\nThe council pays £900.\n",
    "risk.md": "# Our priorities\n\nWe have two priorities:\n\n1. Hidden cameras\n2. Lookouts\n",
    "harbour.md": "# Harbour\n\nHarbour patrols began in spring.\n",
    "harbour-digest.md": "# Harbour\n\nA digest says that patrols began.\n",
}
CATALOGUE = catalogue_of(
    entry("bridgeton", area="Bridgeton"),
    entry("risk", area="Bridgeton", access="internal"),
    entry("harbour"),
    entry("harbour-digest", source="digest", digest_of="harbour"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> IngestSettings:
    folder = write_documents(tmp_path_factory.mktemp("local") / "documents", FILES, CATALOGUE)
    settings = IngestSettings(index=folder.parent / "index")
    report = ingest([folder], settings, lambda: embedder)
    assert not report.failed
    return settings


@pytest.fixture(scope="module")
def public(index: IngestSettings) -> Iterator[Local]:
    local = Local(SETTINGS, index, None)
    yield local
    local.close()


@pytest.fixture(scope="module")
def staff(index: IngestSettings) -> Iterator[Local]:
    local = Local(SETTINGS, index, STAFF)
    yield local
    local.close()


def test_documents_are_those_that_may_be_seen(public: Local, staff: Local) -> None:
    assert [document["id"] for document in public.documents()] == ["bridgeton", "harbour"]
    assert [document["id"] for document in staff.documents()] == ["bridgeton", "harbour", "risk"]


def test_everything_keeps_to_the_contract(public: Local) -> None:
    assert [DocumentModel.model_validate(one).id for one in public.documents()] == ["bridgeton", "harbour"]
    assert RegisterModel.model_validate(public.register("bridgeton", None)).count > 2
    assert ChatAnswer.model_validate(public.chat({"message": "What are the priorities in Bridgeton?"})).citations


def test_a_question_is_answered_with_its_sources(public: Local) -> None:
    answer = public.chat({"message": "What are the priorities in Bridgeton?"})
    assert answer["status"] == "answered"
    assert [citation["quote"] for citation in answer["citations"]] == ["Burglary", "Knife crime"]


def test_only_a_key_opens_what_is_internal(public: Local, staff: Local) -> None:
    body = {"message": "What are the priorities in Bridgeton?", "documents": ["risk"]}
    assert [citation["quote"] for citation in staff.chat(body)["citations"]] == ["Hidden cameras", "Lookouts"]
    with pytest.raises(UnknownDocument, match="“risk”"):
        public.chat(body)
    assert "risk" not in public.chat({"message": "What are the priorities in Bridgeton?"})["documents_searched"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda local, name: local.register(name, None),
        lambda local, name: local.chat({"message": "What are the priorities?", "documents": [name]}),
        lambda local, name: local.briefing({"documents": [name]}),
    ],
)
def test_what_is_hidden_is_told_apart_from_what_is_not_there_by_nothing(public: Local, ask: Callable[[Local, str], object]) -> None:
    said = []
    for name in ("risk", "none", "harbour-digest"):
        with pytest.raises(UnknownDocument) as refused:
            ask(public, name)
        said.append(str(refused.value).replace(name, "…"))
    assert len(set(said)) == 1


def test_a_register_can_be_narrowed_to_a_kind(public: Local) -> None:
    whole, priorities = public.register("bridgeton", None), public.register("bridgeton", "priority")
    assert [one["fields"]["name"] for one in priorities["entries"]] == ["Burglary", "Knife crime"]
    assert priorities["count"] == 2 < whole["count"]


@pytest.mark.parametrize(("form", "begins"), [("markdown", b"# "), ("html", b"<!"), ("docx", b"PK")])
def test_a_briefing_is_a_file_of_the_form_that_is_wanted(public: Local, form: str, begins: bytes) -> None:
    pack = public.briefing({"documents": ["bridgeton"], "format": form})
    assert pack.lower().startswith(begins.lower())
    assert form == "docx" or b"Knife crime" in pack


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"message": ""}, "nothing that can be read"),
        ({"message": "x" * 2001}, "2,001 characters"),
        ({}, "required"),
        ({"message": "a", "documents": []}, "names 0 documents"),
        ({"message": "a", "audience": "burglar"}, "officer"),
        ({"message": "a", "history": [{"role": "user", "content": "b"}] * 51}, "51 turns"),
    ],
)
def test_a_question_off_the_contract_says_what_is_wrong(public: Local, body: dict[str, object], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        public.chat(body)


@pytest.mark.parametrize("body", [{}, {"documents": ["bridgeton"], "format": "pdf"}, {"documents": ["bridgeton"], "colour": "red"}])
def test_a_briefing_off_the_contract_is_refused(public: Local, body: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        public.briefing(body)


def test_a_wrong_key_is_refused_not_taken_for_the_public(index: IngestSettings) -> None:
    with pytest.raises(NotKnown):
        Local(SETTINGS, index, "some-other-key")


def test_an_empty_key_is_the_public(index: IngestSettings) -> None:
    local = Local(SETTINGS, index, "")
    assert [document["id"] for document in local.documents()] == ["bridgeton", "harbour"]
    local.close()


def test_without_an_index_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        Local(SETTINGS, IngestSettings(index=tmp_path / "none"), None)
    assert not (tmp_path / "none").exists()


def test_closing_twice_is_no_error(index: IngestSettings) -> None:
    local = Local(SETTINGS, index, None)
    local.close()
    local.close()
