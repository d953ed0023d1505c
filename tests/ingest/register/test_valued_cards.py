"""Measures set as cards: their values stand under names of their own, beside or below each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.reading import of_kind, register_of_page
from tests.ingest.register.typeset import register_of_typst

MEASURES = (("Lamps lit in the lanes", "22", "31"), ("Boats lost at sea", "37%", "20%"), ("Bells rung on time", "6", "25"))


def found(entries: tuple[Entry, ...], kind: EntryKind) -> list[Entry]:
    return [entry for entry in entries if entry.kind is kind]


def page(card: str, above: str = "", heading: str = "How we will measure success") -> str:
    """A page of cards: `card` with NAME, FIRST and SECOND in the place of what each holds."""
    cards = "".join(card.replace("NAME", name).replace("FIRST", first).replace("SECOND", second) for name, first, second in MEASURES)
    opening = "<h1>Harbour plan</h1><p>This is our plan for the harbour and its lanes.</p>"
    return f"{opening}<h2>{heading}</h2><p>{above}</p>{cards}<h2>Next</h2><p>Nothing.</p>"


ORDERS = (
    "<p>NAME</p><p>Now</p><p>By 2031/32</p><p>FIRST</p><p>SECOND</p>",
    "<p>NAME</p><p>FIRST</p><p>SECOND</p><p>Now</p><p>By 2031/32</p>",
    "<p>NAME</p><p>Now</p><p>FIRST</p><p>By 2031/32</p><p>SECOND</p>",
    "<p>NAME</p><p>FIRST</p><p>Now</p><p>SECOND</p><p>By 2031/32</p>",
    "<p>NAME</p><p>Now By 2031/32</p><p>FIRST SECOND</p>",
    "<p>NAME</p><p>Now FIRST</p><p>By 2031/32 SECOND</p>",
    "<h3>NAME</h3><p>Now</p><p>By 2031/32</p><p>FIRST</p><p>SECOND</p>",
    "<p>NAME</p><p>Now</p><p>By 2031/32</p><p>FIRST</p><p>SECOND</p><p>Harbour office</p>",
)


@pytest.mark.parametrize("card", ORDERS)
def test_a_card_is_a_row_of_a_table(card: str) -> None:
    entries = register_of_page(page(card, "“Now” is 2029/30."))
    measures = found(entries, EntryKind.INDICATOR)
    assert [(one.fields["measure"], one.fields["baseline"], one.fields["target"]) for one in measures] == list(MEASURES)
    assert {(one.fields["baseline_period"], one.fields["target_period"]) for one in measures} == {("2029/30", "2031/32")}
    figures = [one.fields for one in found(entries, EntryKind.FIGURE)]
    assert [(one["row"], one["column"], one["value"], one["period"]) for one in figures] == [
        place for name, first, second in MEASURES for place in ((name, "Now", first, "2029/30"), (name, "By 2031/32", second, "2031/32"))
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Baseline", "Target"),
        ("Baseline 2029/30", "Target 2031/32"),
        ("Where we are now", "Where we want to be"),
        ("2029/30", "Target 2031/32"),
        ("Today", "Our ambition"),
        ("Starting point", "Goal by 2032"),
        ("Latest", "Target"),
    ],
)
def test_names_of_values(names: tuple[str, str]) -> None:
    card = f"<p>NAME</p><p>{names[0]}</p><p>{names[1]}</p><p>FIRST</p><p>SECOND</p>"
    figures = [one.fields for one in found(register_of_page(page(card)), EntryKind.FIGURE)]
    assert [(one["row"], one["column"], one["value"]) for one in figures] == [
        place for name, first, second in MEASURES for place in ((name, names[0], first), (name, names[1], second))
    ]


def test_a_note_below_a_card_dates_its_value() -> None:
    entries = register_of_page(
        page("<p>NAME</p><p>Now</p><p>By 2031/32</p><p>FIRST</p><p>SECOND</p>", "“Now” is 2029/30 unless a note says otherwise.").replace(
            "<p>20%</p>", "<p>20%</p><p>2028 poll; again in 2032</p>"
        )
    )
    assert [one.fields["baseline_period"] for one in found(entries, EntryKind.INDICATOR)] == ["2029/30", "2028", "2029/30"]
    assert not [one for one in found(entries, EntryKind.FIGURE) if one.fields["column"] == "Notes"]


def test_a_card_without_a_value_has_none() -> None:
    card = "<p>NAME</p><p>Now</p><p>By 2031/32</p><p>FIRST</p><p>SECOND</p>"
    measures = found(register_of_page(page(card).replace("<p>37%</p>", "<p>To be set</p>")), EntryKind.INDICATOR)
    assert [("baseline" in one.fields, one.fields["target"]) for one in measures] == [(True, "31"), (False, "20%"), (True, "25")]


@pytest.mark.parametrize(
    "card",
    [
        "<p>NAME</p><p>Now</p><p>FIRST</p>",  # one value: nothing beside it to tell it from
        "<p>NAME</p><p>2029</p><p>2030</p><p>FIRST</p><p>SECOND</p>",  # what two years count, and no measure
        "<p>NAME</p><p>Now</p><p>By 2031/32</p><p>FIRST</p>",
        "<p>NAME is what we want.</p><p>Now</p><p>By 2031/32</p><p>FIRST</p><p>SECOND</p>",
    ],
)
def test_what_is_no_card(card: str) -> None:
    figures = found(register_of_page(page(card)), EntryKind.FIGURE)
    assert not [one for one in figures if one.fields.get("row")]


def test_one_card_alone_is_too_little() -> None:
    text = "<h1>Plan</h1><h2>Success</h2><p>Lamps lit</p><p>Now</p><p>By 2031/32</p><p>22</p><p>31</p><p>We keep going.</p>"
    assert not [one for one in found(register_of_page(text), EntryKind.FIGURE) if one.fields.get("row")]


def test_cards_drawn_side_by_side(tmp_path: Path) -> None:
    names = "text(7pt)[Now], align(right, text(7pt)[By 2031/32])"
    cards = [
        "block(fill: rgb(229, 240, 240), inset: 8pt, width: 100%)[#block(height: 26pt)[#text(9pt)[*" + name + "*]] "
        f"#grid(columns: (1fr, 1fr), row-gutter: 3pt, {names}, text(16pt)[*{first}*], align(right, text(16pt)[*{second}*]))]"
        for name, first, second in MEASURES
    ]
    row = "#grid(columns: (1fr, 1fr, 1fr), gutter: 10pt, " + ", ".join(cards) + ")"
    above, below = "We look at this page each year. “Now” is 2029/30.", "We do not set a target for the number of lanes."
    entries = register_of_typst(f"= How we will measure success\n{above}\n\n{row}\n\n{below}\n", tmp_path)
    measures = found(entries, EntryKind.INDICATOR)
    assert [(one.fields["measure"], one.fields["baseline"], one.fields["target"]) for one in measures] == list(MEASURES)


def test_cards_as_wide_as_the_page_that_were_read_as_a_table() -> None:
    head, *rows = (f"| {name} | Now {first} | By 2031/32 {second} |\n" for name, first, second in MEASURES)
    text = f"# Plan\n\n## How we will measure success\n\n“Now” is 2029/30.\n\n{head}|---|---|---|\n{''.join(rows)}"
    measures = of_kind(text, EntryKind.INDICATOR)
    assert [(one.fields["measure"], one.fields["baseline"], one.fields["target"]) for one in measures] == list(MEASURES)
    assert {one.fields["column"] for one in of_kind(text, EntryKind.FIGURE)} == {"Now", "By 2031/32"}


@pytest.mark.parametrize(
    "form", ["{name}\n\n{first} → {second}\n\n", "{first} → {second}\n\n{name}\n\n", "### {name}\n\n{first} → {second}\n\n"]
)
@pytest.mark.parametrize("end", ["We do not set a target for storms. They come.\n", "## Next\n\nNothing.\n", ""])
def test_changes_above_and_below_what_they_are_of(form: str, end: str) -> None:
    cards = "".join(form.format(name=name, first=first, second=second) for name, first, second in MEASURES)
    measures = of_kind(f"# Plan\n\n## How we will measure success\n\nWe look at them each year.\n\n{cards}{end}", EntryKind.INDICATOR)
    assert [(one.fields["measure"], one.fields["baseline"], one.fields["target"]) for one in measures] == list(MEASURES)
