"""The forms in which headings and tables name priorities, all of them invented."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from ingest.register.heading_forms import _BEHIND
from tests.ingest.register.reading import names, of_kind

NAMES = ["Violence in the lanes", "Abuse at home", "Noise after dark", "Safer crossings"]
NUMBERS, WORDS, ROMAN, LETTERS = "1234", ("one", "two", "three", "four"), ("I", "II", "III", "IV"), "ABCD"


def plan(form: str, lead: str = "Each strategic priority and theme has someone who answers for it.") -> str:
    """A plan whose headings have a form: "Priority {n}: {name}"."""
    names = (
        form.format(n=NUMBERS[at], w=WORDS[at], r=ROMAN[at], a=LETTERS[at], name=name, NAME=name.upper()) for at, name in enumerate(NAMES)
    )
    parts = "\n".join(f"## {name}\n\nPartners will meet about it in May.\n" for name in names)
    return f"# Plan\n\n## Foreword\n\n{lead}\n\n{parts}" + "\n## Governance\n\nThe forum meets in spring.\n"


@pytest.mark.parametrize(
    "form",
    [
        "P{n}: {name}",
        "P{n} {name}",
        "P{n} – {name}",
        "SP{n} – {name}",
        "SP {n}: {name}",
        "T{n}. {name}",
        "Priority {n} | {name}",
        "Priority {n} / {name}",
        "Priority {n} > {name}",
        "Priority {n} • {name}",
        "Priority {n} of 4: {name}",
        "Theme {w} of four – {name}",
        "Priority {r}: {name}",
        "Theme {r} – {name}",
        "Strand {n} / {name}",
        "{name} (Priority {n})",
        "{name} [Theme {a}]",
        "{name} – Priority {w}",
        "Priority: {name}",
        "Theme – {name}",
        "Strategic priority: {name}",
        "Pillar | {name}",
    ],
)
def test_forms_of_headings(form: str) -> None:
    assert names(plan(form), EntryKind.PRIORITY) == NAMES


def test_capitals() -> None:
    assert names(plan("PRIORITY {n} | {NAME}"), EntryKind.PRIORITY) == [name.upper() for name in NAMES]


@pytest.mark.parametrize(
    ("form", "lead"),
    [
        ("H{n}: {name}", "Each priority has someone who answers for it."),  # no letter of what it calls them
        ("P{n}: {name}", "The forum met in May."),  # nothing is called so
        ("P{n}: {name}", "Each priority is served by Policy P1 and Policy P2."),  # codes of policies
        ("Aim: {name}", "Each priority has an aim."),  # a part of one
        ("Annex {a}: {name}", "Each priority has someone who answers for it."),
        ("{name} (Table {n})", "Each priority has someone who answers for it."),
    ],
)
def test_other_headings(form: str, lead: str) -> None:
    assert names(plan(form, lead), EntryKind.PRIORITY) == []


def test_codes_that_do_not_count_up_are_none() -> None:
    text = "# Plan\n\nEach priority counts.\n\n## P3: Abuse at home\n\nText.\n\n## P7: Noise after dark\n\nText.\n"
    assert names(text, EntryKind.PRIORITY) == []


def test_a_line_with_the_number_above_each_heading() -> None:
    text = "".join(f"Priority {at}\n\n## {name}\n\nPartners meet about it in May.\n\n" for at, name in enumerate(NAMES, 1))
    assert [one.fields["number"] for one in of_kind(f"# Plan\n\n{text}", EntryKind.PRIORITY)] == list(NUMBERS)


@pytest.mark.parametrize("heading", ["Commitment", "Our commitments", "Pledge", "Promise"])
def test_a_column_of_commitments_beside_who_sees_to_them_holds_actions(heading: str) -> None:
    rows = "| Fit new locks | Housing | May 2030 |\n| Mend the lamps | Roads | June 2030 |\n"
    text = f"# Plan\n\n## Delivery\n\n| {heading} | Lead | By when |\n|---|---|---|\n{rows}"
    assert names(text, EntryKind.PRIORITY) == []
    assert [one.fields["by_when"] for one in of_kind(text, EntryKind.ACTION)] == ["May 2030", "June 2030"]


def test_sentences_beside_names_are_no_names() -> None:
    rows = "".join(f"| {name} | Partners will have made it better by far. |\n" for name in NAMES)
    assert names(f"# Plan\n\n## At a glance\n\n| Priority | Our ambition |\n|---|---|\n{rows}", EntryKind.PRIORITY) == NAMES


OTHERS = [
    ["A1 Glossary", "A2 Who answered the survey", "A3 Contacts"],
    ["T1: Burglaries by ward", "T2: Thefts by ward"],
    ["T1: Calls at night", "T2: Calls by day"],
    ["P1 Design stage", "P2 Building stage"],
    ["O1 Overview", "O2 Our staff"],
    ["Action plan – Priority 1", "Action plan – Priority 2", "Action plan – Priority 3"],
    ["Case study (Theme 1)", "Case study (Theme 2)"],
    ["Case study: Mill Lane (Theme 1)", "Case study: The quay (Theme 2)"],
    ["Priority: High", "Priority: Medium", "Priority: Low"],
    ["Strand: Monday", "Strand: Tuesday"],
    ["Strand: Morning", "Strand: Afternoon"],
    ["Theme: Week 1", "Theme: Week 2"],
    ["Priority: High – lifts", "Priority: Low – lamps"],
    ["Appendix A – Theme A", "Appendix B – Theme B"],
    ["Theme: Summary", "Theme: Background"],
    ["Priority: What we will do", "Priority: Why it matters"],
    ["Community-focus A", "Community-focus B"],
]


@pytest.mark.parametrize("headings", OTHERS)
@pytest.mark.parametrize("below", ["The desk gave it out in May.", "It was asked of 120 people."])
def test_headings_of_other_things(headings: list[str], below: str) -> None:
    lead = "Each priority, theme, aim and objective has someone who answers for it."
    parts = "\n".join(f"## {heading}\n\n{below}\n" for heading in headings)
    assert names(f"# Plan\n\n## Foreword\n\n{lead}\n\n{parts}", EntryKind.PRIORITY) == []


@pytest.mark.parametrize("lead", ["Aim A1 is led by housing.", "We have three aims (A1 to A3).", "Our aims, A1 to A3, are for all."])
def test_codes_that_stand_behind_what_they_are_called(lead: str) -> None:
    parts = "".join(f"## A{at} {name}\n\nPartners meet about it.\n\n" for at, name in enumerate(NAMES[:3], 1))
    assert names(f"# Plan\n\n## Foreword\n\n{lead}\n\n{parts}", EntryKind.PRIORITY) == NAMES[:3]


def test_a_long_run_of_spaces_is_read_at_once() -> None:
    assert names("# Plan\n\nEach priority counts.\n\n## A" + " " * 100_000 + "!\n\nText.\n", EntryKind.PRIORITY) == []
    assert _BEHIND.fullmatch("A" + " " * 100_000 + "!") is None


def test_codes_far_from_what_speaks_of_priorities_are_of_other_things() -> None:
    parts = "".join(f"## P{at} {name}\n\nWe will show it in May.\n\n" for at, name in enumerate(("Concept design", "Detailed drawings"), 1))
    text = f"# Plan\n\n## Foreword\n\nEach priority counts.\n\n## The new hall\n\nThe hall opens in 2031.\n\n{parts}"
    assert names(text, EntryKind.PRIORITY) == []


@pytest.mark.parametrize(("chapter", "numbered"), [("4.{}", True), ("2.3.{}", True), ("11.{}.", True), ("{}.1", False)])
def test_the_number_of_a_section_is_no_part_of_the_name_below_our_priorities(chapter: str, numbered: bool) -> None:
    parts = "".join(f"### {chapter.format(at)} {name}\n\nPartners meet about it.\n\n" for at, name in enumerate(NAMES[:3], 1))
    found = of_kind(f"# Plan\n\n## 4 Our priorities\n\nEach has an owner.\n\n{parts}", EntryKind.PRIORITY)
    assert [one.fields["name"] for one in found] == NAMES[:3]
    assert [one.fields.get("number", "") for one in found] == (["1", "2", "3"] if numbered else ["", "", ""])


def test_names_in_a_sentence_and_numbered_headings_are_the_same_priorities() -> None:
    said = "; ".join(f"({at}) {name[0].lower()}{name[1:]}" for at, name in enumerate(NAMES[:3], 1))
    parts = "".join(f"### 3.{at} {name}\n\nPartners meet about it.\n\n" for at, name in enumerate(NAMES[:3], 1))
    assert names(f"# Plan\n\n## 3 Our priorities\n\nThe priorities are {said}.\n\n{parts}", EntryKind.PRIORITY) == NAMES[:3]
