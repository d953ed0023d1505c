"""Actions and measures set as cards and tiles: a heading, and short lines below it."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind


def cards(heading: str, form: str) -> str:
    """A plan with two actions, each a heading of a form with lines below it."""
    parts = (("Fit new locks in the lanes", "Housing", "May 2030", 1), ("Mend the lamps", "Roads", "June 2031", 2))
    text = "".join(form.format(what=what, who=who, when=when, n=n) + "\n\n" for what, who, when, n in parts)
    return f"# Plan\n\n## {heading}\n\n{text}## Governance\n\nThe forum meets in spring.\n"


@pytest.mark.parametrize("heading", ["Our actions", "What we will do", "Delivery plan", "Action plan", "Next steps"])
@pytest.mark.parametrize(
    "form",
    [
        "### {what}\n\nLead: {who}\n\nWhen: {when}",
        "### {n}. {what}\n\nLead: {who}\n\nBy: {when}",
        "### Action {n}: {what}\n\nOwner: {who}\n\nDeadline: {when}",
        "### {what}\n\nLead: {who}  By when: {when}",
        "### A{n} {what}\n\nDue: {when}\n\nLead officer: {who}",
    ],
)
def test_headings_with_who_and_when_below_them_are_actions(heading: str, form: str) -> None:
    found = [one for one in of_kind(cards(heading, form), EntryKind.ACTION)]
    assert [one.fields["what"] for one in found] == ["Fit new locks in the lanes", "Mend the lamps"]
    assert [(one.fields["who"], one.fields["by_when"]) for one in found] == [("Housing", "May 2030"), ("Roads", "June 2031")]


def test_a_priority_with_its_lead_below_it_is_no_action() -> None:
    text = "# Plan\n\n## Our priorities\n\n### Tackle noise\n\nLead: Police\n\n### Cut abuse at home\n\nLead: Housing\n"
    assert names(text, EntryKind.ACTION) == []
    assert names(text, EntryKind.PRIORITY) == ["Tackle noise", "Cut abuse at home"]


def test_columns_of_years_below_a_heading_of_actions() -> None:
    head = "| Year 1 (2029/30) | Year 2 (2030/31) |\n|---|---|\n"
    text = f"# Plan\n\n## Delivery plan\n\n{head}| • Fit new locks in the lanes • Mend the lamps | • Open a drop-in at the mill |\n"
    assert [(one.fields["what"], one.fields["by_when"]) for one in of_kind(text, EntryKind.ACTION)] == [
        ("Fit new locks in the lanes", "2029/30"),
        ("Mend the lamps", "2029/30"),
        ("Open a drop-in at the mill", "2030/31"),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "### {name}\n\n{now}\n\nTarget {goal} by 2031",
        "### {name}\n\n{now}\n\nGoal: {goal}",
        "### {name}\n\n{now}\n\nOur ambition is {goal}",
    ],
)
def test_a_large_figure_and_a_target_below_a_name_are_a_measure(form: str) -> None:
    tiles = "".join(
        form.format(name=name, now=now, goal=goal) + "\n\n"
        for name, now, goal in (("Calls answered at night", "68%", "80%"), ("Hurt on the roads each year", "1,204", "1,000"))
    )
    found = of_kind(f"# Plan\n\n## How are we doing?\n\n{tiles}", EntryKind.INDICATOR)
    assert [(one.fields["measure"], one.fields["current"], one.fields["target"]) for one in found] == [
        ("Calls answered at night", "68%", "80%"),
        ("Hurt on the roads each year", "1,204", "1,000"),
    ]
