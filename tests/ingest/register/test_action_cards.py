"""Actions and measures set as cards and tiles: a heading, and short lines below it."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from ingest.register.labelled import parts_of
from tests.ingest.register.reading import names, of_kind, register_of_page


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


@pytest.mark.parametrize("what", ["20 new cameras on the front", "24 hour patrols", "M25 closures"])
def test_a_figure_of_the_name_is_no_number(what: str) -> None:
    text = cards("Our actions", "### {what}\n\nLead: {who}\n\nWhen: {when}").replace("Fit new locks in the lanes", what)
    assert [one.fields["what"] for one in of_kind(text, EntryKind.ACTION)] == [what, "Mend the lamps"]


@pytest.mark.parametrize("numbers", [("1.", "2."), ("1)", "2)"), ("1.1", "1.2"), ("A1", "A2"), ("1", "2"), ("Action 1", "Action 2")])
def test_numbers_that_count_up_are_cut_off(numbers: tuple[str, str]) -> None:
    first, second = (
        f"### {number} {what}\n\nLead: Roads\n\nWhen: May 2030\n\n"
        for number, what in zip(numbers, ("Fit new locks", "Mend the lamps"), strict=True)
    )
    found = of_kind(f"# Plan\n\n## Our actions\n\n{first}{second}", EntryKind.ACTION)
    assert [one.fields["what"] for one in found] == ["Fit new locks", "Mend the lamps"]


@pytest.mark.parametrize("when", ["every Monday", "Tuesdays at 6", "each week"])
def test_a_meeting_with_its_lead_and_day_is_no_action(when: str) -> None:
    assert names(f"# Plan\n\n## Meetings\n\n### Train the stewards\n\nLead: Bob\n\nWhen: {when}\n", EntryKind.ACTION) == []


@pytest.mark.parametrize(
    "text",
    [
        "Action: Mend the gates.\n\nBy: Housing team",
        "Action: Mend the gates. By: Housing team",
        "Action: Mend the gates.\n\nBy: March Town Council",
        "Action: Mend the gates.\n\nBy: June Smith",
        "Action: Mend the gates.\n\nLead: Council. Approved By: Cabinet",
        "Action: Mend the gates.\n\nLead: Council. Approved By: May 2030",
    ],
)
def test_by_whom_is_no_deadline(text: str) -> None:
    found = of_kind(f"# Plan\n\n## Estates\n\n{text}\n", EntryKind.ACTION)
    assert len(found) == 1
    assert "by_when" not in found[0].fields
    assert found[0].fields.get("who", "").split(".")[0] in ("", "Council")
    assert "Approved" not in found[0].fields.get("who", "")


@pytest.mark.parametrize("when", ["May 2030", "the end of 2030", "31 March 2030", "spring 2030", "Q2 2030", "2029/30"])
def test_by_before_a_time_is_a_deadline(when: str) -> None:
    (one,) = of_kind(f"# Plan\n\n## Estates\n\nAction: Mend the gates.\n\nBy: {when}\n", EntryKind.ACTION)
    assert one.fields["by_when"] == when


@pytest.mark.parametrize(
    "tile",
    [
        "### Houses in the town\n\n4,200\n\nThe goal of 30 new trees was met last year.",
        "### Phone us on\n\n101\n\nOur target is 90% of calls answered.",
        "### Calls answered\n\n4,200\n\nTarget: 90%",
        "### Wait for a visit\n\n12 days\n\nTarget: 90",
    ],
)
def test_a_sentence_below_a_large_figure_is_no_target(tile: str) -> None:
    assert [one for one in of_kind(f"# Plan\n\n## The town\n\n{tile}\n", EntryKind.INDICATOR) if "current" in one.fields] == []


@pytest.mark.parametrize(
    "head",
    ["Done in 2028/29 | Done in 2029/30", "Achieved 2028/29 | Achieved 2029/30", "Progress in 2028/29 | Progress in 2029/30"],
)
def test_columns_of_what_was_done_hold_no_actions(head: str) -> None:
    text = f"# Plan\n\n## Delivery plan\n\n| {head} |\n|---|---|\n| Open a drop-in at the mill | Mend the lamps in the lanes |\n"
    assert names(text, EntryKind.ACTION) == []


@pytest.mark.parametrize("change", ["Reduce thefts by 5%", "Cut fires to 20", "Increase visits by 30", "Raise calls answered to 90%"])
def test_a_change_of_a_figure_in_a_year_is_no_action(change: str) -> None:
    head = "| Year 1 (2029/30) | Year 2 (2030/31) |\n|---|---|\n"
    text = f"# Plan\n\n## Delivery plan\n\n{head}| {change} | Open a drop-in at the mill |\n| Mend the lamps | Fit new locks there |\n"
    assert change not in names(text, EntryKind.ACTION)


@pytest.mark.parametrize(
    "form",
    [
        "<p>{what}</p><p><b>Lead</b> {who} <b>By</b> {when}</p>",
        "<p>{what}</p><p><b>By</b> {when} <b>Lead</b> {who}</p>",
        "<p>{what}</p><p>LEAD {who} DUE {when}</p>",
        "<p>{what}</p><p>Owner {who} | Deadline {when}</p>",
        "<p>{what}</p><p>Led by {who} When {when}</p>",
    ],
)
@pytest.mark.parametrize("heading", ["What we will do", "Our focus", "What will be different by 2032"])
def test_labels_without_a_sign_below_an_action(form: str, heading: str) -> None:
    deeds = [
        ("Light the canal path to the mill", "Harbour Board", "October 2031"),
        ("Put hosts on the night ferries", "Lowmere Ferries", "every autumn"),
        ("Train 400 skippers and bar staff", "Licensing Team", "from May 2030"),
    ]
    body = "".join(form.format(what=what, who=who, when=when) for what, who, when in deeds)
    entries = register_of_page(f"<h1>Plan</h1><h2>{heading}</h2>{body}")
    actions = [one.fields for one in entries if one.kind is EntryKind.ACTION]
    assert [(one["what"], one["who"], one["by_when"]) for one in actions] == deeds
    assert {one.name for one in entries if one.kind is EntryKind.BODY} == {who for _, who, _ in deeds}


@pytest.mark.parametrize(
    "line",
    [
        "Lead officers will report by March 2030",
        "By March 2030 the council will lead",
        "Lead on the plan By March 2030",
        "Led by the council by March 2030",
        "By when planning permission is given",
    ],
)
def test_a_sentence_is_no_line_of_labels(line: str) -> None:
    assert parts_of(line) == {}
