"""Actions on cards that were drawn as the cells of a table, and lines below a promise in running words."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind, register_of_page

DEEDS = ("fit new locks in the lanes", "mend the lamps", "train every steward", "open a den")


def page(cells: list[str]) -> str:
    """A page with four cards as the cells of a table."""
    first, second, third, fourth = cells
    table = f"<table><tr><td>{first}</td><td>{second}</td></tr><tr><td>{third}</td><td>{fourth}</td></tr></table>"
    return f"<h1>Plan</h1><h2>What matters</h2><p>Four cards follow.</p>{table}<h2>Governance</h2><p>The forum meets.</p>"


@pytest.mark.parametrize(
    "form",
    [
        "<b>{n}. Calm</b><br>We will {deed}.<br>Owner: Street Manager<br>Timescale: May 2030",
        "<p>Step {n}</p><p>We will {deed}</p><p>Lead: Street Manager, May 2030</p>",
        "We will {deed}. Led by: Street Manager. Due: May 2030",
        "Because it matters we will {deed}.<br>Who: Street Manager<br>When: May 2030",
    ],
)
def test_cards_with_who_and_when(form: str) -> None:
    found = [
        one
        for one in register_of_page(page([form.format(n=n, deed=deed) for n, deed in enumerate(DEEDS, 1)]))
        if one.kind is EntryKind.ACTION
    ]
    assert [(one.fields["what"], one.fields["who"], one.fields["by_when"]) for one in found] == [
        (deed, "Street Manager", "May 2030") for deed in DEEDS
    ]


def test_cells_that_say_neither_who_nor_when_are_no_cards() -> None:
    found = register_of_page(page([f"Why it matters: we will {deed}, some say" for deed in DEEDS]))
    assert [one for one in found if one.kind is EntryKind.ACTION] == []


def test_lines_below_a_promise_are_of_it() -> None:
    text = "# Plan\n\n## Ideas\n\nWe will open a den at the mill by June 2030.\n\nLead: Youth Service\n\nWe will hold a fair.\n"
    found = of_kind(text, EntryKind.ACTION)
    assert [(one.fields.get("who", ""), one.fields.get("by_when", "")) for one in found] == [("Youth Service", "by June 2030"), ("", "")]


@pytest.mark.parametrize(
    "behind", ["We will {deed}.", "Our aim is calm.", "Why this matters to us", "Lead: Street Manager", "This means calm."]
)
def test_a_priority_on_a_card_is_called_by_its_name_alone(behind: str) -> None:
    cells = [f"Priority {n}: Calm {place} {behind.format(deed='act')}" for n, place in enumerate(("lanes", "homes", "roads", "parks"), 1)]
    found = [one for one in register_of_page(page(cells)) if one.kind is EntryKind.PRIORITY]
    assert [one.name for one in found] == ["Calm lanes", "Calm homes", "Calm roads", "Calm parks"]
    assert found[0].words == "Priority 1: Calm lanes"
