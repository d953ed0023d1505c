"""The aim of each priority, where its part states it below a heading, and parts that come after a list of the priorities."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind

PARTS = [
    ("Calm lanes after dark", "Everyone walks home along the lanes without fear."),
    ("A quiet night for all", "Nobody is kept awake by noise that could be stopped."),
    ("Warm welcomes", "New neighbours feel at home within a year of moving in."),
]


def plan(label: str, heading: str) -> str:
    """A list of priorities, then a part for each with its aim below a label."""
    listed = "".join(f"- {name}\n" for name, _ in PARTS)
    parts = "".join(
        f"## {heading.format(number=number, name=name)}\n\nThe lanes matter.\n\n### {label}\n\n{aim} It will take time.\n\n"
        "### Actions\n\n- Mend lamps\n\n"
        for number, (name, aim) in enumerate(PARTS, 1)
    )
    return f"# Plan\n\n# Our priorities\n\nThe plan has three priorities:\n\n{listed}\n{parts}"


@pytest.mark.parametrize(
    "label", ["Our aim", "Aim", "Our ambition", "The goal", "Our vision", "OUR AIM:", "Overall aim", "Our shared ambition"]
)
@pytest.mark.parametrize("heading", ["{name}", "{number} {name}", "{number}. {name}"])
def test_an_aim_below_its_heading(label: str, heading: str) -> None:
    found = of_kind(plan(label, heading), EntryKind.PRIORITY)
    assert [(one.fields["name"], one.fields.get("aim")) for one in found] == [(name, aim.strip(".")) for name, aim in PARTS]


def test_a_heading_of_its_part_gives_a_listed_priority_its_number_and_its_actions() -> None:
    found = of_kind(plan("Our aim", "{number} {name}"), EntryKind.PRIORITY)
    assert [one.fields.get("number") for one in found] == ["1", "2", "3"]
    assert all(len(one.spans) > 1 for one in found)
    actions = of_kind(plan("Our aim", "{number} {name}"), EntryKind.ACTION)
    assert {one.belongs_to for one in actions} == {one.id for one in found}
