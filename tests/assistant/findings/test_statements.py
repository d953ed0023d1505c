"""One body or thing of which two things are said that cannot both be so."""

from __future__ import annotations

import pytest

from assistant.findings.statements import statements
from tests.assistant.findings.texts import ID, snapshot_of


def told(first: str, second: str) -> list[str]:
    return [one.says for one in statements(ID, snapshot_of(f"# Plan\n\n## The quay\n\n{first}\n\n## Again\n\n{second}\n"))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The lamp board meets monthly.", "The lamp board meets quarterly."),
        ("The Lamp Board will meet. The Lamp Board meets every two months.", "The Lamp Board meets twelve times a year."),
        ("The lamp board was set up in 2009.", "The lamp board was established in 2011."),
    ],
)
def test_what_is_said_in_two_ways(first: str, second: str) -> None:
    assert len(told(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The lamp board meets quarterly.", "The lamp board meets four times a year."),
        ("The lamp board meets monthly.", "The noise board meets quarterly."),
        ("The lamp board was set up in 2009.", "The lamp board was renamed in 2011."),
    ],
)
def test_what_can_both_be_so(first: str, second: str) -> None:
    assert told(first, second) == []


def test_what_an_action_is_to_begin_has_begun() -> None:
    actions = "### Actions\n\n- {} for all ferries\n- Mend the lamps on the quay\n- Paint the boats in the lock\n"
    assert len(told("In 2024 the harbour launched the Safe Ferry Charter.", actions.format("Introduce a Safe Ferry Charter"))) == 1
    assert told("In 2024 the harbour launched the Safe Ferry Charter.", actions.format("Relaunch the Safe Ferry Charter")) == []
    assert told("The Safe Ferry Charter will be launched in May.", actions.format("Introduce a Safe Ferry Charter")) == []
