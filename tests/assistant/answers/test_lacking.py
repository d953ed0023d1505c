"""Which entries lack a target, a baseline, an owner: counted over the register."""

from __future__ import annotations

import pytest

from assistant.conversation import AnsweredBy, Basis, Status
from ingest.register.entry import EntryKind
from tests.assistant.councils import Desk


@pytest.mark.parametrize(
    "question",
    [
        "Which of Marwick's indicators have no target?",
        "which measures in Marwick don't have a target",
        "Are there any Marwick indicators without a target?",
    ],
)
def test_every_indicator_is_counted_and_those_without_are_named(councils: Desk, question: str) -> None:
    entries = [entry for entry in councils.snapshot.entries("marwick-2022", EntryKind.INDICATOR) if entry.whose == "own"]
    lacking = [entry for entry in entries if not entry.fields.get("target")]
    answer = councils.ask(question)
    assert (answer.status, answer.answered_by) == (Status.ANSWERED, AnsweredBy.REGISTER)
    assert answer.claims[0].basis is Basis.COUNTED
    assert len(answer.claims[0].citations) == len(entries)
    assert {claim.text for claim in answer.claims[1:]} == {" ".join(entry.words.split()) for entry in lacking or entries}


def test_a_question_that_asks_for_no_gap_is_no_count_of_gaps(councils: Desk) -> None:
    answer = councils.ask("What is Marwick's target for repeat victims at MARAC?")
    assert answer.answered_by is AnsweredBy.EXTRACT
