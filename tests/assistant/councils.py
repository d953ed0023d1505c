"""Indexes of the invented councils' documents, and asking them: every answer that a test gets was checked for what must always hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import typst

from assistant.access import PUBLIC, STAFF
from assistant.answer import Assistant, Reading, read_closely
from assistant.conversation import Answer, Audience, Basis, Citation, Question, Status, Turn
from assistant.retrieve import Retrieved, Retriever
from assistant.understand import Understood, understand
from ingest.documents import Document
from ingest.embed import Embedder
from ingest.library import Library, Snapshot
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

FOLDER = Path(__file__).parents[1] / "documents" / "councils"
TODAY = date(2026, 6, 1)
# What Markdown or a browser would make active, as it may never come out of an answer.
ACTIVE = ("](", "<script", "<img", "<a ", "![")


@dataclass(frozen=True)
class Desk:
    """An open index, and somebody at it who answers."""

    library: Library
    retriever: Retriever
    assistant: Assistant
    embedder: Embedder

    @property
    def snapshot(self) -> Snapshot:
        return self.library.snapshot

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document, internal ones too."""
        return tuple(shelf.document for shelf in self.snapshot.shelves.values())

    @property
    def public(self) -> tuple[Document, ...]:
        return tuple(document for document in self.documents if document.access.value == "public")

    def read(self, message: str) -> Reading:
        """Given a message, return what is found for it, read closely."""
        return read_closely(self.retriever.retrieve(asked(message), 10), self.snapshot, self.embedder)

    def understood(self, message: str, *before: str) -> Understood:
        """Given a message and earlier turns, return how the public's question is understood."""
        read = understand(asked(message, *before), self.public, self.retriever.mentions(self.snapshot))
        return self.retriever.embedded(read, self.library.snapshot)[0]

    def found(self, understood: Understood) -> Retrieved:
        """Given a question that was understood, return what the public finds for it."""
        embedded = self.retriever.embedded(understood, self.library.snapshot)[1]
        return self.retriever.find(self.snapshot, understood, embedded, PUBLIC.access)

    def ask(
        self, message: str, *before: str, staff: bool = False, documents: Sequence[str] | None = None, audience: str = "resident"
    ) -> Answer:
        """Given a message and earlier turns (user and assistant by turns), return the answer, once `check` has passed it."""
        question = asked(message, *before, staff=staff, documents=documents, audience=audience)
        answer = self.assistant.answer(question)
        check(answer, self.snapshot)
        return answer


def asked(message: str, *before: str, staff: bool = False, documents: Sequence[str] | None = None, audience: str = "resident") -> Question:
    """Given a message and what was said before it, return the question."""
    turns = tuple(Turn(role, text) for role, text in zip(("user", "assistant") * len(before), before, strict=False))
    limited = None if documents is None else frozenset(documents)
    question = partial(Question, message, turns, limited, Audience(audience))
    return question(STAFF) if staff else question()


def check(answer: Answer, snapshot: Snapshot) -> None:
    """Given any answer, fail where it breaks what holds for all of them."""
    for citation in answer.citations:
        check_citation(citation, snapshot)
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    used = {number for claim in answer.claims for number in claim.citations}
    assert used == set(numbers), "a citation that no claim rests on, or a number without a citation"
    if answer.status in (Status.ANSWERED, Status.PARTLY_ANSWERED):
        assert answer.claims
        assert all(claim.citations for claim in answer.claims if claim.basis is not Basis.ABSENT)
    else:
        assert not answer.citations, f"sources beside an answer that is {answer.status}"
    assert answer.answer.strip()
    assert not [sign for sign in ACTIVE if sign in without_escaped(answer.answer)]


def check_citation(citation: Citation, snapshot: Snapshot) -> None:
    """The quote stands on its page, word for word, where the citation says."""
    text = snapshot.page(citation.document_id, citation.page or 1).text
    assert citation.quote == text[citation.start : citation.end]
    assert citation.quote.strip()


def without_escaped(markdown: str) -> str:
    """Given Markdown, return it without what a backslash makes harmless."""
    kept: list[str] = []
    characters = iter(markdown)
    for character in characters:
        if character == "\\":
            next(characters, "")
        kept.append(" " if character == "\\" else character)
    return "".join(kept)


def quotes(answer: Answer) -> list[str]:
    """Given an answer, return what it quotes, on one line each, without repeats."""
    return list(dict.fromkeys(" ".join(citation.quote.split()) for citation in answer.citations))


def cited(answer: Answer) -> set[str]:
    """Given an answer, return the ids of the documents it rests on."""
    return {citation.document_id for citation in answer.citations}


def opened(paths: Sequence[Path], index: Path, embedder: Embedder) -> Iterator[Desk]:
    """Given folders, index them and yield somebody who answers from them on `TODAY`."""
    settings = IngestSettings(index=index)
    report = ingest(list(paths), settings, lambda: embedder)
    assert not report.failed, [outcome.error for outcome in report.failed]
    with Library.open(settings) as library:
        yield Desk(library, Retriever(library, embedder), Assistant(library, embedder, today=lambda: TODAY), embedder)


@pytest.fixture(scope="session")
def councils(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """Plans, a strategy, a scrutiny report, a digest and two internal papers of councils that do not exist."""
    folder = tmp_path_factory.mktemp("councils") / "documents"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("poisoned", "README.md"))
    typst.compile(str(folder / "marwick-2022.typ"), output=str(folder / "marwick-2022.pdf"))
    yield from opened([folder], folder.parent / "index", embedder)


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan with instructions to a language model and with markup in its words."""
    yield from opened([FOLDER / "poisoned"], tmp_path_factory.mktemp("poisoned") / "index", embedder)
