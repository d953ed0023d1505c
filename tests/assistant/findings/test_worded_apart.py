"""One thing in two wordings, and steps of one sentence the wrong way round."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType
from tests.assistant.findings.found import contradicted

_T = FindingType


def types(text: str, title: str = "A plan") -> set[FindingType]:
    """Given the body of a plan, return the types of what does not add up in it."""
    return {one.type for one in contradicted(f"# Plan\n\n{text}\n", title=title)}


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("Pilots who begin in September 2025 and whose work is evaluated in {}.", ("May 2025", "May 2026")),
        ("A pilot of lamps is to start in June 2025 and be evaluated by {}.", ("April 2025", "April 2026")),
        ("The course runs from March 2025 and will end in {}.", ("January 2025", "January 2026")),
        ("The line goes live in March 2025, with results in {}.", ("January 2025", "January 2026")),
    ],
)
def test_what_begins_ends_later(begins: str, ends: tuple[str, str]) -> None:
    assert _T.DATES in types(begins.format(ends[0]))
    assert _T.DATES not in types(begins.format(ends[1]))


def test_a_review_may_come_before_what_it_leads_to() -> None:
    assert _T.DATES not in types("The old lamps were reviewed in May 2025 and the new ones start in September 2025.")


@pytest.mark.parametrize("lead", ["We make {} commitments for three years.", "The plan has {} commitments.", "Our {} commitments follow."])
def test_lines_numbered_by_the_initial_of_a_kind(lead: str) -> None:
    lines = "## Our commitments\n\n{lead}\n\n"
    lines += "C1 Light the quay.\n\nC2 Mend the lock.\n\nC3 Paint the pier.\n\nC4 Dredge the basin.\n\n## End\n\nAll done."
    assert _T.COUNT_AND_LIST in types(lines.format(lead=lead.format("five")))
    assert _T.COUNT_AND_LIST not in types(lines.format(lead=lead.format("four")))


def test_a_count_before_a_number_points_to_nothing() -> None:
    text = "## Actions\n\nA1 Light the quay.\n\nA2 Mend the lock.\n\nA3 Paint the pier.\n\nOf the 3 actions 14 people heard in time."
    assert _T.REFERENCE_MISSING not in types(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The eleven wrecks of 2022/23 were all looked at by the guild.", "9 wrecks in 2022/23"),
        ("Sixty-six seals came into the harbour for the first time in 2024.", "We counted 58 seals new to the harbour in 2024."),
        ("C2 Audit 1,150 boat sheds a year.", "Our goal is 1,510 audits of boat sheds in 2026/27."),
    ],
)
def test_one_quantity_in_two_wordings(first: str, second: str) -> None:
    assert types(f"## Where we are\n\n{first}\n\n## The harbour\n\n{second}") & {_T.SAME_QUANTITY}


def test_two_names_of_one_circle() -> None:
    first = "Offers are made at the Harbour Offers Panel, at which a police sergeant and a pier manager decide each Tuesday."
    second = "At the Joint Choices Panel, where our manager and a police sergeant settle on {} what happens, a nurse now sits in."
    assert _T.NAMES in types(f"{first}\n\n## Partners\n\n{second.format('Tuesdays')}")
    assert _T.NAMES not in types(f"{first}\n\n## Partners\n\n{second.format('Fridays')}")


def test_the_place_of_a_title_tells_nothing_apart() -> None:
    text = "The Dunmarsh Wreck Prevention Partnership meets often.\n\n## Later\n\nThe Wreck Reduction Partnership decides."
    assert _T.NAMES in types(text, title="Fewer wrecks in Dunmarsh")


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("We closed {} berths in 2024, twice as many as the 16 of the year before.", ("26", "32")),
        ("Let the council double the number of pilots, from six to {}.", ("ten", "twelve")),
        ("Lamps were fitted in 318 sheds, {} more than in 2023, when it was 302.", ("six", "sixteen")),
        ("The guild took 3,640 calls, which compares with 3,250 the year before: growth of {}.", ("18%", "12%")),
    ],
)
def test_changes_in_other_words(said: str, right: tuple[str, str]) -> None:
    assert _T.CHANGE_AND_FIGURES in types(said.format(right[0]))
    assert _T.CHANGE_AND_FIGURES not in types(said.format(right[1]))
