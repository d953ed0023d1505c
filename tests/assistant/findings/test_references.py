"""References to what is not there: sections, priorities, pages; and those that lead into another text."""

from __future__ import annotations

import pytest

from assistant.findings.references import references
from tests.assistant.findings.texts import ID, snapshot_of

SECTIONS = "## 1. Boats\n\nWords.\n\n## 2. Noise\n\nWords.\n\n## 3. Money\n\nWords.\n\n## 4. Lamps\n\n"


def missing(text: str) -> list[str]:
    return [one.values["reference"] for one in references(ID, snapshot_of(f"# Plan\n\n{SECTIONS}{text}\n"))]


@pytest.mark.parametrize(("text", "reference"), [("More is told in section 9.", "section 9"), ("It is dear (see section 6).", "section 6")])
def test_a_section_behind_the_last(text: str, reference: str) -> None:
    assert missing(text) == [reference]


@pytest.mark.parametrize(
    "text",
    [
        "More is told in section 3.",
        "The duty is in section 17 of the Crime and Disorder Act 1998.",
        "The duty is in section 9 of their report.",
        "A section 106 agreement pays for lamps.",
    ],
)
def test_a_section_that_is_there_or_is_a_law_s(text: str) -> None:
    assert missing(text) == []


def test_where_headings_have_no_numbers_no_section_is_missed() -> None:
    text = "# Plan\n\n## Boats\n\nWords.\n\n## Noise\n\nMore is told in section 9.\n"
    assert references(ID, snapshot_of(text)) == ()
