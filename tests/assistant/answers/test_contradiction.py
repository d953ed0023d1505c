"""Both readings where a document contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.conversation import Answer, Basis, Question, Status
from assistant.serving import engine_of
from ingest.embed import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

PLAN = """# Ferrisby Safety Plan 2025-2028

## Hate crime

There are 11 strands within hate crime. Reports rose in the year to March 2025.

## Strands

The 9 strands of hate crime are:

- race
- religion
- disability

## Burglary

Burglary fell from 400 offences in 2023 to 300 offences in 2024, a fall of 40%.
"""


@pytest.fixture(scope="module")
def ferrisby(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("ferrisby")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "catalogue.toml").write_text(
        '[[document]]\nid = "ferrisby-2025"\ntitle = "Ferrisby Safety Plan 2025-2028"\nfile = "plan.md"\narea = "Ferrisby"\n',
        encoding="utf-8",
    )
    settings = IngestSettings(index=folder / "index")
    report = ingest([folder], settings, lambda: embedder)
    assert not report.failed
    with Library.open(settings) as library:
        yield engine_of(library, embedder).assistant


def asked(assistant: object, message: str) -> Answer:
    answer: Answer = assistant.answer(Question(message))  # type: ignore[attr-defined]
    return answer


def test_a_plan_is_asked_whether_it_adds_up(ferrisby: object) -> None:
    answer = asked(ferrisby, "Does the Ferrisby plan contradict itself anywhere?")
    assert answer.status is Status.ANSWERED
    computed = [claim for claim in answer.claims if claim.basis is Basis.COMPUTED]
    assert [claim for claim in computed if "25" in claim.text and "40" in claim.text]


def test_the_other_reading_stands_beside_the_one_that_was_found(ferrisby: object) -> None:
    answer = asked(ferrisby, "How many strands of hate crime does Ferrisby's partnership record?")
    assert "11 strands" in answer.answer
    assert "9 strands" in answer.answer


def test_a_question_about_one_thing_gets_that_one(ferrisby: object) -> None:
    answer = asked(ferrisby, "The burglary percentage in Ferrisby does not add up, does it?")
    assert "40%" in answer.answer
    assert "strands" not in answer.answer
