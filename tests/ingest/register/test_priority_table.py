"""Objectives in tables, under the names of priorities and under others."""

from __future__ import annotations

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind

GROUPED = (
    "# Plan\n\n## Objectives and measures\n\n| Objective | Measure | Baseline 2030 | Target 2032 |\n|---|---|---|---|\n"
    "| Priority 1: Calm streets | | | |\n| Fewer people are hurt at night | Injuries | 40 | 30 |\n"
    "| The quay is a safe place | Calls | 90 | 60 |\n"
    "| Priority 2: Safe homes | | | |\n| Older people feel safe at home | Visits | 12 | 20 |\n"
)


def test_objectives_under_the_names_of_priorities_are_what_those_bring_about() -> None:
    assert [found.name for found in of_kind(GROUPED, EntryKind.PRIORITY)] == ["Calm streets", "Safe homes"]
    told = [found.fields["what"] for found in of_kind(GROUPED, EntryKind.OUTCOME)]
    assert told == ["Fewer people are hurt at night", "The quay is a safe place", "Older people feel safe at home"]


def test_objectives_under_other_names_are_priorities() -> None:
    text = GROUPED.replace("Priority 1: Calm streets", "Streets").replace("Priority 2: Safe homes", "Homes")
    assert "The quay is a safe place" in [found.name for found in of_kind(text, EntryKind.PRIORITY)]
