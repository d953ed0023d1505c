"""Lists that run on in a paragraph: each item is a sentence of its own, behind a letter or number."""

from __future__ import annotations

import pytest

from ingest.outline import sections_of
from ingest.register import EntryKind
from ingest.register.flow import flow_of
from tests.ingest.register.reading import names, of_kind, read

DEEDS = [
    "The forum will open a hub in Sandhill by May 2031.",
    "From June 2031 Lowmere and Dale Trust will place a nurse in each school.",
    "It will see children within four weeks.",
    "Tresco Newydd will give lessons on ropes and knots.",
    "By March 2032 Harbour Youth Services will lend boats on Fridays.",
]
MARKERS = [
    ["(a)", "(b)", "(c)", "(d)", "(e)"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["(i)", "(ii)", "(iii)", "(iv)", "(v)"],
    ["a)", "b)", "c)", "d)", "e)"],
    ["1)", "2)", "3)", "4)", "5)"],
]
LEADS = [
    "We commit to the following.",
    "We will do the following:",
    "Partners have agreed what comes next. We commit to the following:",
    "The following actions are agreed.",
]


def plan(said: str) -> str:
    """A plan with one priority and a paragraph below it."""
    return f"# Plan\n\n## Our priorities\n\n### Calm lanes\n\n{said}\n\n### Lit quays\n\nLamps are out on most quays.\n"


@pytest.mark.parametrize("markers", MARKERS)
@pytest.mark.parametrize("lead", LEADS)
def test_each_item_is_an_action_with_who_does_it(lead: str, markers: list[str]) -> None:
    said = " ".join(f"{marker} {deed}" for marker, deed in zip(markers, DEEDS, strict=True))
    text = plan(f"Boats were lost here last year. {lead} {said}")
    found = of_kind(text, EntryKind.ACTION)
    assert [one.words for one in found] == [deed.rstrip() for deed in DEEDS]
    assert [one.fields.get("who", "") for one in found] == [
        "The forum", "Lowmere and Dale Trust", "", "Tresco Newydd", "Harbour Youth Services",
    ]  # fmt: skip
    assert names(text, EntryKind.PRIORITY) == ["Calm lanes", "Lit quays"]


def test_what_stands_before_the_list_is_read_as_before() -> None:
    said = "Last year 412 boats were lost. We commit to the following. (a) We will mend 12 boats. (b) We will lend 30 ropes."
    assert {one.fields["value"] for one in of_kind(plan(said), EntryKind.FIGURE)} == {"412", "12", "30"}


@pytest.mark.parametrize(
    "said",
    [
        "Our aims are (1) Calm lanes; (2) Lit quays; and (3) Warm homes.",
        "The duty in section 5 (a) The Wrecks Act 2031 and (b) The Quays Act 2032 stands.",
        "See annex (a) The forum will open a hub.",
        "We commit to the following. (b) The forum will open a hub. (c) The forum will lend ropes.",
        "The forum (a) and the clerk (b) will meet in May.",
    ],
)
def test_what_counts_within_a_sentence_or_from_elsewhere_is_no_list(said: str) -> None:
    reading = read(plan(said))
    assert flow_of("plan", reading, sections_of(reading)).lists == []


@pytest.mark.parametrize(
    "lead", ["The forum promises the following.", "Partners pledge to do the following:", "All members commit themselves to the following."]
)
def test_what_others_promise_is_what_they_will_do(lead: str) -> None:
    said = "(1) The wardens will mend 12 boats. (2) From May 2031 the Ropes and Sails Trust will lend ropes."
    found = of_kind(plan(f"{lead} {said}"), EntryKind.ACTION)
    assert [one.fields["who"] for one in found] == ["The wardens", "the Ropes and Sails Trust"]
