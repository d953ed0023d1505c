"""What was noticed is worked out once a snapshot and a document, and is what contradictions are."""

from __future__ import annotations

from assistant.findings import contradictions, shown
from assistant.findings.noticed import contradictions_in
from tests.assistant.findings.texts import ID, snapshot_of

TEXT = "# Plan\n\nThe lock was shut from 9 October 2023 to 2 October 2023. It was due on 30 February 2022.\n"


def test_it_is_worked_out_once_for_each_snapshot() -> None:
    snapshot = snapshot_of(TEXT)
    first = contradictions_in(ID, snapshot)
    assert len(first) == 2
    assert contradictions_in(ID, snapshot) is first
    assert contradictions_in(ID, snapshot_of("# Plan\n\nAll is well.\n")) == ()


def test_it_is_all_of_the_contradictions_that_are_shown() -> None:
    snapshot = snapshot_of(TEXT)
    assert contradictions_in(ID, snapshot) == shown(contradictions(ID, snapshot))
