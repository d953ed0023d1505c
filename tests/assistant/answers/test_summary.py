"""What a document is about."""

from __future__ import annotations

import pytest

from assistant.conversation import AnsweredBy
from ingest.register.entry import EntryKind
from tests.assistant.councils import Desk, cited


@pytest.mark.parametrize("question", ["Summarise the Marwick plan", "Give me an overview of Marwick's plan in plain words"])
def test_a_plan_in_outline_is_its_priorities(councils: Desk, question: str) -> None:
    answer = councils.ask(question)
    entries = [one for one in councils.snapshot.entries("marwick-2022", EntryKind.PRIORITY) if one.whose == "own" and not one.belongs_to]
    assert answer.answered_by is AnsweredBy.REGISTER
    assert cited(answer) == {"marwick-2022"}
    assert len(answer.claims) == 1 + len(entries)


def test_a_summary_of_one_thing_is_of_that(councils: Desk) -> None:
    answer = councils.ask("Summarise what Eastmere says about seafront wardens")
    assert answer.answered_by is AnsweredBy.EXTRACT
    assert "warden" in answer.answer
