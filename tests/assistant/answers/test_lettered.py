"""The letter that a priority carries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.embed import Embedder
from tests.assistant.councils import Desk, opened, quotes

PLAN = """# Gorsefold Community Safety Plan 2024-27

## Our priorities

Priority A: Nuisance and noise

Priority B: Violence at home

Priority C: Hate crime and extremism

## What else is said

For hate crime and extremism see Priority D of the older plan. The helpline's number is answered day and night.
"""


@pytest.fixture(scope="module")
def gorsefold(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("gorsefold") / "documents"
    folder.mkdir()
    (folder / "gorsefold.md").write_text(PLAN, encoding="utf-8")
    yield from opened([folder], folder.parent / "index", embedder)


def test_the_priority_of_that_name_is_told_first(gorsefold: Desk) -> None:
    told = quotes(gorsefold.ask("Which letter does hate crime and extremism have in the plan?"))
    assert told[0] == "Priority C: Hate crime and extremism"
    assert told.count("Priority C: Hate crime and extremism") == 1


@pytest.mark.parametrize(
    "question", ["Which letter stands for sheep theft in the plan?", "What does the plan say about hate crime and extremism?"]
)
def test_no_letter_is_told_where_none_is_asked_for_or_nothing_has_that_name(gorsefold: Desk, question: str) -> None:
    answer = gorsefold.ask(question)
    assert not answer.citations or quotes(answer)[0] != "Priority A: Nuisance and noise"
    assert "sheep" not in question or not any(quote.startswith("Priority C") for quote in quotes(answer)[:1])
