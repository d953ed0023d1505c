"""Who wrote a document: the rows in which it says so itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.authors import tell_authors
from assistant.conversation import Audience, Status
from assistant.prompts import load_prompts
from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened

PLAN = """# Fallowmere Safety Plan 2025-2028

| Title | Fallowmere Safety Plan 2025-2028 |
| --- | --- |
| Author | Imogen Tarrant, Head of Safer Places |
| Date authored | November 2024 |
| Unit | Safer Places |

## Foreword

The leader of the council signed this foreword in the harbour office.

Authors of complaints about noise are rung back. Published data show that fewer ring twice.

## What we will do

Wardens will walk the quays every night. The quay wardens are led by the Harbour Master.

## Nuisance

The author of a nuisance complaint is rung back within a day.
"""


@pytest.fixture(scope="module")
def fallowmere(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("fallowmere")
    (folder / "documents").mkdir()
    (folder / "documents" / "fallowmere.md").write_text(PLAN, encoding="utf-8")
    yield from opened([folder / "documents"], folder / "index", embedder)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the plan?",
        "who put this plan together",
        "Who put pen to paper on the strategy?",
        "Which officers put their names to the document?",
        "who is the author of it?",
        "Who was the report written by?",
    ],
)
def test_the_rows_that_say_who_wrote_it(fallowmere: Desk, question: str) -> None:
    answer = fallowmere.ask(question)
    assert answer.status is Status.ANSWERED
    assert [" ".join(citation.quote.split()) for citation in answer.citations] == ["Author Imogen Tarrant, Head of Safer Places"]


def test_when_is_told_where_it_is_asked_too(fallowmere: Desk) -> None:
    answer = fallowmere.ask("Who wrote the plan, and in what month?")
    assert [citation.quote.split()[-1] for citation in answer.citations] == ["Places", "2024"]


@pytest.mark.parametrize(
    "question",
    [
        "Who signed the foreword of the plan?",
        "Who wrote to the wardens about the plan?",
        "Who wrote the plan, and who leads the wardens?",
        "Who leads the quay wardens?",
        "What does the plan say about authors of complaints?",
    ],
)
def test_what_else_is_asked_is_no_question_for_the_author(fallowmere: Desk, question: str) -> None:
    understood = fallowmere.understood(question)
    assert tell_authors(understood, fallowmere.public, fallowmere.snapshot, load_prompts(), Audience.OFFICER) is None


@pytest.mark.parametrize("message", ["What did they earn?", "Why did she do that?", "Where do they work?"])
def test_what_else_is_asked_of_the_author_is_not_told_by_a_name(fallowmere: Desk, message: str) -> None:
    understood = fallowmere.understood(message, "Who wrote the plan?", "Imogen Tarrant wrote it.")
    assert tell_authors(understood, fallowmere.public, fallowmere.snapshot, load_prompts(), Audience.OFFICER) is None


def test_a_document_that_does_not_say_is_searched(councils: Desk) -> None:
    understood = councils.understood("Who wrote the Marwick plan of 2018?")
    assert tell_authors(understood, councils.public, councils.snapshot, load_prompts(), Audience.OFFICER) is None
