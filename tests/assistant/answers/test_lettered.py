"""The letter that a priority carries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.lettered import with_letter
from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim
from ingest.documents import Span
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


@pytest.mark.parametrize("question", ["What does the plan say about hate crime and extremism?", "What number do I ring about hate crime?"])
def test_no_letter_is_told_where_none_is_asked_for(gorsefold: Desk, question: str) -> None:
    draft = Draft((DraftClaim(Basis.QUOTED, (Span("gorsefold", 1, 0, 4),)),), AnsweredBy.EXTRACT)
    assert with_letter(draft, gorsefold.understood(question), gorsefold.library.snapshot) == draft


def test_no_letter_is_told_of_what_no_priority_is_called(gorsefold: Desk) -> None:
    draft = Draft((DraftClaim(Basis.QUOTED, (Span("gorsefold", 1, 0, 4),)),), AnsweredBy.EXTRACT)
    assert with_letter(draft, gorsefold.understood("Which letter stands for sheep theft?"), gorsefold.library.snapshot) == draft
    told = with_letter(draft, gorsefold.understood("Which letter stands for violence at home?"), gorsefold.library.snapshot)
    assert told.claims[1:] == draft.claims and told != draft
