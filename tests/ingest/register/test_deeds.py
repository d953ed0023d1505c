"""Cells that hold several deeds below each other without bullets."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

ROWS = "# Plan\n\n## Actions\n\n| Action | Lead |\n|---|---|\n| {} | Harbour master |\n| Mend the old pier | Warden |\n"


@pytest.mark.parametrize(
    ("cell", "deeds"),
    [
        ("Open ten wash houses by October 2026 Launch a text service in January 2027", 2),
        ("Fit lamps on the quay Train forty wardens to swim Publish a guide for visitors", 3),
        ("Review the tide tables each year Appoint a pilot (full time)", 2),
    ],
)
def test_each_of_several_lines_is_a_deed(cell: str, deeds: int) -> None:
    found = of_kind(ROWS.format(cell), EntryKind.ACTION)
    assert len(found) == deeds + 1
    assert {one.fields["who"] for one in found[:-1]} == {"Harbour master"}


@pytest.mark.parametrize(
    "cell",
    [
        "Sign up all the harbour inns to Ask for Angela again",
        "Roll out Ask for Angela to every inn",
        "Work with Active Lives Support people at the pier",
        "Launch the Open water swim for all who come",
        "Build a shed and Fit lamps on the roof of it",
    ],
)
def test_names_and_open_ends_part_nothing(cell: str) -> None:
    assert len(names(ROWS.format(cell), EntryKind.ACTION)) == 2


def test_a_time_behind_in_is_when_it_will_be_done() -> None:
    found = of_kind(ROWS.format("Launch a ferry in April 2031"), EntryKind.ACTION)
    assert found[0].fields["by_when"] == "in April 2031"
