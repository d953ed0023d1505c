"""What the headings above a place announce there, over headings that only name groups."""

from __future__ import annotations

import pytest

from assistant.findings.headed import headed_as
from assistant.findings.script import script_of
from ingest.register.entry import EntryKind
from tests.assistant.findings.texts import ID, snapshot_of

WORDS = "Otters sleep on the quay."


def kind_of(text: str) -> EntryKind | None:
    """What is announced above the paragraph that is WORDS."""
    script = script_of(ID, snapshot_of(f"# Plan\n\n{text}\n\n{WORDS}\n"))
    return next(headed_as(piece.spans[0], script) for piece in script.flow.pieces if piece.text == WORDS)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What will we do?", EntryKind.ACTION),
        ("Next steps", EntryKind.ACTION),
        ("First year – what will we do?", EntryKind.ACTION),
        ("What will have changed at the end of this plan?", EntryKind.OUTCOME),
        ("Intended outcomes", EntryKind.OUTCOME),
        ("How we will measure success", EntryKind.INDICATOR),
        ("The quay at night", None),
    ],
)
def test_a_heading_announces_what_stands_under_it_and_under_its_groups(heading: str, kind: EntryKind | None) -> None:
    assert kind_of(f"## {heading}") is kind
    assert kind_of(f"## {heading}\n\n### Otters\n\nSwans.\n\n### Young boats") is kind


@pytest.mark.parametrize(
    "between",
    [
        "Lamps are lit.\n\n## The ferry",  # what was announced has been said
        "## Why is this important?\n\n### Otters",
        "## Priority B: The ferry\n\n### Otters",
        "## 7. Money\n\n### Otters",
        "## A long heading that says all that there is to say of the ferry",
    ],
)
def test_what_has_been_said_and_what_opens_another_part_ends_it(between: str) -> None:
    assert kind_of(f"## What will we do?\n\n{between}") is None
