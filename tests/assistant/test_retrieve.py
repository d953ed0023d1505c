"""Finding passages: what was kept, what was passed over, and for whom."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.documents import Access
from ingest.embed import Embedder
from ingest.errors import UnknownDocument
from tests.assistant.councils import Desk, asked, opened

QUESTIONS = (
    "burglary",
    "Who chairs the board?",
    "hidden cameras and boats on the canal",
    "What are the priorities in Marwick?",
    "serial numbers",
)


@pytest.mark.parametrize(
    ("question", "document_id", "words"),
    [
        ("How many homes got new locks?", "marwick-2022", "400 homes"),
        ("Have break-ins on the Tanner Estate been dealt with?", "marwick-2022", "locks"),
        ("Do they write down the numbers of farm vehicles?", "northcombe-digest", "serial numbers"),
        ("Is there anybody walking up and down the beach?", "eastmere-2026", "wardens"),
        ("What did members see in pubs?", "eastmere-scrutiny", "licensed premises"),
    ],
)
def test_what_answers_is_among_the_first_three(councils: Desk, question: str, document_id: str, words: str) -> None:
    first = councils.retriever.retrieve(asked(question), 3).kept
    assert [hit for hit in first if hit.passage.document_id == document_id and words in hit.passage.text]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_best_first_no_more_than_asked_for_none_twice(councils: Desk, question: str, limit: int) -> None:
    found = councils.retriever.retrieve(asked(question), limit)
    scores = [hit.score for hit in found.kept]
    assert 0 < len(found.kept) <= limit
    assert scores == sorted(scores, reverse=True)
    ids = [hit.passage.id for hit in found.kept]
    assert len(ids) == len(set(ids))
    assert all(passed.why for passed in found.passed_over)
    assert not {passed.passage.id for passed in found.passed_over if "better" in passed.why} & set(ids)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_public_is_never_shown_internal_words(councils: Desk, question: str) -> None:
    internal = {document.id for document in councils.documents if document.access is Access.INTERNAL}
    found = councils.retriever.retrieve(asked(question), 50)
    seen = {hit.passage.document_id for hit in found.kept} | {passed.passage.document_id for passed in found.passed_over}
    assert seen
    assert not seen & internal
    assert not set(found.documents) & internal


def test_staff_find_internal_words(councils: Desk) -> None:
    found = councils.retriever.retrieve(asked("boats stolen on the canal", staff=True), 3)
    assert "hollowford-internal" in {hit.passage.document_id for hit in found.kept}


def test_only_documents_in_scope_are_searched(councils: Desk) -> None:
    found = councils.retriever.retrieve(asked("burglary in Marwick in 2018"), 50)
    assert {hit.passage.document_id for hit in found.kept} == {"marwick-2018"}
    chosen = councils.retriever.retrieve(asked("burglary", documents=["eastmere-2026"]), 50)
    assert {hit.passage.document_id for hit in chosen.kept} == {"eastmere-2026"}


def test_a_hidden_document_and_none_are_refused_alike(councils: Desk) -> None:
    said = []
    for name in ("eastmere-covert", "nothing-at-all"):
        with pytest.raises(UnknownDocument) as raised:
            councils.retriever.retrieve(asked("cameras", documents=[name]))
        said.append(str(raised.value).replace(name, "…"))
    assert said[0] == said[1]


def test_documents_set_side_by_side_take_turns(councils: Desk) -> None:
    found = councils.retriever.retrieve(asked("Compare burglary in Marwick and Eastmere"), 4)
    assert {hit.passage.document_id.split("-")[0] for hit in found.kept} == {"marwick", "eastmere"}


def test_the_same_question_finds_the_same(councils: Desk) -> None:
    first, second = (councils.retriever.retrieve(asked("nuisance in parks"), 10) for _ in range(2))
    assert [(hit.passage.id, hit.score) for hit in first.kept] == [(hit.passage.id, hit.score) for hit in second.kept]


def test_words_that_stand_nowhere_are_no_error(councils: Desk) -> None:
    assert councils.retriever.retrieve(asked("zxqv wrrgl"), 5).understood.standalone == "zxqv wrrgl"


def test_what_stands_right_behind_one_of_the_best_comes_before_the_same_elsewhere(tmp_path: Path, embedder: Embedder) -> None:
    listed = (
        "- Closure notice, signed by an inspector once the landlord has been heard\n"
        "- Injunction, granted by a county court for no more than two years\n"
        "- Dispersal, for two days and nights at the longest, within a line drawn on a map\n"
    )
    said = (
        "which officers were trained to use over the winter, with the police and landlords beside them, in three sessions at the town hall"
    )
    paper = f"""# Plan

## Lighting

Lamps were put up along the canal by contractors, {said}.

## In use from October

{listed}
## Reform

A new law swept away nineteen older powers against nuisance and left six, {said}.

## In use from March

{listed}
## Parking

Tickets are given out by contractors, {said}.
"""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.md").write_text(paper, encoding="utf-8")
    with contextmanager(opened)([tmp_path / "plans"], tmp_path / "index", embedder) as desk:
        kept = desk.retriever.retrieve(asked("Which six powers against nuisance replaced nineteen older ones?")).kept
    assert [hit.passage.text.split("\n")[0] for hit in kept[:3]] == ["Reform", "In use from March", "In use from October"]
