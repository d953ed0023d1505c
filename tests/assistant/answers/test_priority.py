"""What one priority is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.priority import FIRST_SHOWN, MOST_SHOWN
from assistant.conversation import AnsweredBy, Basis, Status
from ingest.embed import Embedder
from ingest.register.entry import EntryKind
from tests.assistant.councils import Desk, opened, quotes
from tests.conftest import catalogue_of, write_documents

PLAN = """# Fenbrook Community Safety Plan 2026-2029

## Our priorities

The partnership has three priorities for 2026-2029.

1. Boat theft
2. Hate crime
3. Empty shops

## Priority 1: Boat theft

We will:

- Mark every hull in the basin.
- Light the towpath.
- Meet the marina every month.

Measures of success:

- Number of boats stolen
- Share of hulls that are marked

## Priority 2: Hate crime

We will:

- Train every warden.
- Open eight reporting centres.
- Visit each school.
- Write to faith leaders.
- Report to the scrutiny committee.
- Count what is reported.
- Thank those who report.

## Priority 3: Empty shops

Shops stand empty in the high street.
"""


@pytest.fixture(scope="module")
def fenbrook(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("fenbrook")
    entry = {"id": "fenbrook", "title": "Fenbrook Community Safety Plan", "file": "fenbrook.md", "area": "Fenbrook", "period": "2026-2029"}
    folder = write_documents(root / "documents", {"fenbrook.md": PLAN}, catalogue_of(entry))
    yield from opened([folder], root / "index", embedder)


@pytest.mark.parametrize(
    "question",
    ["Summarise Fenbrook's priority 1", "What is priority one about?", "Give me a short summary of Fenbrook's work on boat theft"],
)
def test_everything_under_it_is_told_with_its_number(fenbrook: Desk, question: str) -> None:
    answer = fenbrook.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    own = [one for one in fenbrook.snapshot.entries("fenbrook") if one.belongs_to and "hull" in one.words + one.section.casefold()]
    assert own
    assert "Boat theft" in answer.answer
    assert {"Mark every hull in the basin.", "Light the towpath.", "Number of boats stolen"} <= set(quotes(answer))
    counted = [claim.text for claim in answer.claims if claim.basis is Basis.COUNTED]
    assert counted == ["Three actions:", "Two measures:"]


def test_of_many_the_first_are_told_and_all_are_cited(fenbrook: Desk) -> None:
    answer = fenbrook.ask("Summarise the second priority in Fenbrook")
    (counted,) = [claim for claim in answer.claims if claim.basis is Basis.COUNTED]
    assert counted.text == "Seven actions, of which the first four are:"
    assert len(counted.citations) == 7 > MOST_SHOWN
    assert len([claim for claim in answer.claims if claim.basis is Basis.QUOTED]) == 1 + FIRST_SHOWN


def test_one_with_nothing_under_it_is_answered_with_its_words(fenbrook: Desk) -> None:
    assert not [one for one in fenbrook.snapshot.entries("fenbrook", EntryKind.ACTION) if "shop" in one.words]
    answer = fenbrook.ask("Summarise priority 3 in Fenbrook")
    assert "Shops stand empty" in answer.answer


def test_a_list_of_one_kind_is_only_that(fenbrook: Desk) -> None:
    answer = fenbrook.ask("Which indicators are there for priority 1 in Fenbrook?")
    assert quotes(answer)[-2:] == ["Number of boats stolen", "Share of hulls that are marked"]
    assert "hull in the basin" not in answer.answer
