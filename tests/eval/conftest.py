"""A folder of two small typeset plans, and questions about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typst
import yaml

from eval.measures.passages import RankedPassage
from eval.own import Own, own_system
from eval.pages import pages_in
from eval.questions import Question, QuestionSet, Turn, load_questions
from ingest.embed import Embedder

CORPUS = Path(__file__).parents[2] / "corpus"
HARROWBY = """
#set page(width: 14cm, height: 18cm)
= Harrowby Safety Plan 2020-22
The partnership has three priorities for the next two years.
- Burglary and theft
- Anti-social behaviour near the station
- Helping people stop re-offending
Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%.
#pagebreak()
= Who does what
The Harrowby Partnership Board meets every quarter and is chaired by the Chief Executive.
#table(columns: 3, [Measure], [2019], [2020], [Burglary], [1,389], [1,104], [Theft], [402], [377])
"""
MILLBROOK = """
#set page(width: 14cm, height: 18cm)
= Millbrook Strategy 2021
Millbrook sets out to halve the number of knife injuries to 42 by March 2024.
The Youth Panel reports to the Millbrook Safety Board twice a year.
"""
CATALOGUE = """
[[document]]
id = "harrowby-2020"
title = "Harrowby Safety Plan 2020-22"
file = "harrowby.pdf"
area = "Harrowby"

[[document]]
id = "millbrook-2021"
title = "Millbrook Strategy 2021"
file = "millbrook.pdf"
area = "Millbrook"
"""


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a catalogue and the two plans as real PDFs."""
    folder = tmp_path_factory.mktemp("plans")
    for name, source in (("harrowby", HARROWBY), ("millbrook", MILLBROOK)):
        (folder / f"{name}.typ").write_text(source, encoding="utf-8")
        typst.compile(str(folder / f"{name}.typ"), output=str(folder / f"{name}.pdf"))
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    return folder


def question(**changes: Any) -> dict[str, Any]:
    """Return a sound question of the corpus set as it stands in a file, with some keys changed; None takes a key out."""
    sound: dict[str, Any] = {
        "id": "t-001",
        "question": "How far did break-ins go down in Harrowby?",
        "audience": "resident",
        "kind": "figures",
        "answerable": True,
        "status": ["answered"],
        "history": [],
        "facts": [{"any": ["20.5%", "20.5 per cent"]}, {"any": ["1,104"]}],
        "must_not_say": ["402"],
        "evidence": [{"document": "harrowby-2020", "page": 1, "quote": "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."}],
        "why_hard": "everyday word",
    }
    return {key: value for key, value in {**sound, **changes}.items() if value is not None}


def refused(**changes: Any) -> dict[str, Any]:
    """Return a sound question that cannot be answered, with some keys changed."""
    nothing: dict[str, Any] = {"answerable": False, "status": ["not_in_documents"], "facts": [], "evidence": [], "must_not_say": []}
    return question(**{"id": "t-900", "kind": "unanswerable", "question": "How many swimming pools has Harrowby?", **nothing, **changes})


def typed(**changes: Any) -> Question:
    """Return a sound question, typed."""
    return Question.model_validate(question(**changes))


def typed_refusal(**changes: Any) -> Question:
    """Return a question that cannot be answered, typed."""
    return Question.model_validate(refused(**changes))


def write_file(file: Path, *questions: Mapping[str, Any], **head: Any) -> Path:
    """Given questions as mappings, write them as a question file of the corpus set; `head` changes what stands above them."""
    top = {"set": "corpus", "written_by": "a test", "held": False, **head, "questions": list(questions)}
    file.write_text(yaml.safe_dump(top, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return file


@pytest.fixture
def questions(plans: Path, tmp_path: Path) -> QuestionSet:
    """Four checked questions: two figures, one held-back, one that cannot be answered."""
    seen = write_file(tmp_path / "seen.yaml", question(), refused())
    knives = question(
        id="t-002",
        question="What are they aiming for on stabbings in Millbrook?",
        audience="officer",
        facts=[{"any": ["42"]}],
        must_not_say=[],
        evidence=[{"document": "millbrook-2021", "page": 1, "quote": "halve the number of knife injuries to 42 by March 2024"}],
    )
    chair = question(
        id="t-003",
        question="Who runs the board in Harrowby?",
        kind="governance",
        facts=[{"any": ["Chief Executive"]}],
        must_not_say=[],
        evidence=[{"document": "harrowby-2020", "page": 2, "quote": "is chaired by the Chief Executive"}],
    )
    held = write_file(tmp_path / "held.yaml", knives, chair, held=True)
    return load_questions([seen, held], plans)


class PageRetriever:
    """A retriever that gives every page whole, those that share most words with the question first."""

    def __init__(self, folder: Path, fails_at: str | None = None) -> None:
        pages = pages_in(folder)
        self._pages = [
            RankedPassage(document, number, pages.text(document, number))
            for document in pages.documents
            for number in range(1, pages.page_count(document) + 1)
        ]
        self.fails_at = fails_at
        self.asked: list[str] = []

    def passages(self, question: str, history: list[Turn]) -> list[RankedPassage]:
        """Given a question, return all pages in order of shared words; die where the test says so."""
        if self.fails_at and self.fails_at in question:
            raise KeyboardInterrupt
        self.asked.append(question)
        wanted = set(question.lower().split())
        return sorted(self._pages, key=lambda page: -len(wanted & set(page.text.lower().split())))


Asked = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Own]:
    """Ours over the documents that ship, indexed once a session."""
    with own_system(CORPUS, tmp_path_factory.mktemp("shipped") / "index", embedder) as (_, own):
        yield own
