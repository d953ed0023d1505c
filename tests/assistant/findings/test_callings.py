"""A partnership, a document or a priority under two names; and what may bear two without being two."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted

_BOTH = (T.NAMES, T.SAME_QUANTITY)


def named(text: str, title: str = "Norwick Safety Plan") -> list[str]:
    whole = f"# Norwick Safety Plan\n\n{text}\n"
    return [one.says for one in contradicted(whole, area="Norwick", title=title) if one.type in _BOTH]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Safer Norwick Partnership met. Later the Norwick Community Safety Partnership met.", True),
        ("The Safer Norwick Partnership is the Norwick Community Safety Partnership.", False),
        ("The Safer Norwick Partnership met. Later the Safer Eastbury Partnership met.", False),
        ("The Safer Norwick Partnership met. Later the Norwick Otter Partnership met.", False),
        ("The Safer Norwick Partnership met. Later the Safer Norwick Partnership Board met.", False),
        ("The Norwick Community Safety Partnership met. The Community Safety Partnership met.", False),
    ],
)
def test_the_place_s_own_partnership_has_one_name(text: str, told: bool) -> None:
    assert bool(named(text)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("This strategy sets out what we do.", True),
        ("This plan sets out what we do.", False),
        ("The Otter Rescue Strategy is new. This strategy sets out what otters do.", False),
        ("Our strategy for boats is older.", False),
    ],
)
def test_a_document_that_calls_itself_by_another_kind(text: str, told: bool) -> None:
    assert bool(named(text)) is told


def test_a_title_that_holds_both_kinds_allows_both() -> None:
    assert named("This strategy sets out what we do.", title="Norwick Strategy and Plan") == []


OURS = "Our priorities are:\n\n- Reducing Reoffending\n- Quieter Nights\n- Cleaner Quays\n\n"


@pytest.mark.parametrize(
    ("heading", "told"), [("Reducing offending", True), ("Reducing Reoffending", False), ("Cleaner Locks", False), ("Cleaner Quay", False)]
)
def test_a_heading_that_is_nearly_a_priority(heading: str, told: bool) -> None:
    assert bool(named(f"## Priorities\n\n{OURS}## {heading}\n\nWords.")) is told


LABELLED = "- Priority A: Noise on the quay\n- Priority B: Boats and moorings\n\n"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Priority B: Otters", True),
        ("Priority A: Boats and moorings", True),
        ("Priority B: Boats", False),
        ("Priority A: Noise on the quay at night", False),
        ("Theme B: Otters", False),
    ],
)
def test_one_number_has_one_name_and_one_name_one_number(heading: str, told: bool) -> None:
    assert bool(named(f"## Priorities\n\n{LABELLED}## {heading}\n\nWords.")) is told


LIST = "Our priorities are:\n\n1. Boats and moorings\n2. Noise on the quay\n3. Lamps\n\n"


@pytest.mark.parametrize(
    ("heading", "told"), [("Priority 1: Otters", True), ("Priority 1: Moorings and boats", False), ("Priority 2: Noise", False)]
)
def test_a_numbered_list_of_priorities_names_them_as_their_headings_do(heading: str, told: bool) -> None:
    assert bool(named(f"## Priorities\n\n{LIST}## {heading}\n\nWords.\n\n## Priority 3: Lamps\n\nWords.")) is told


def test_of_two_such_lists_nobody_knows_which_is_meant() -> None:
    other = "The priorities of the ferry company are:\n\n1. Otters\n2. Money\n\n"
    assert not named(f"## Priorities\n\n{LIST}{other}## Priority 1: Swans\n\nWords.\n\n## Priority 3: Lamps\n\nWords.")


LISTED = "Our priorities are:\n\n- Noise on the quay\n- Fog, rain and small boats\n- Broken lamps\n\n"


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (("Noise on the quay", "Fog, rain and small boats", "Otters at night"), True),
        (("Fog over the old docks", "Broken lamps", "Noise on the quay"), False),  # its own place is not where the list has the other
        (("Noise on the quay", "Boats adrift on the sea", "Broken lamps"), True),
        (("Priority 1: Noise on the quay", "Priority 2: Boats adrift on the sea", "Priority 3: Broken lamps"), True),
        (("Noise on the quay", "Fog, rain and small boats", "Broken lamps"), False),
        (("Noise on the quay", "Fog, rain and small boats", "How we work"), False),
        (("Noise on the quay", "Otters at night", "Swans at noon"), False),
    ],
)
def test_the_headings_of_chapters_are_the_priorities(headings: tuple[str, ...], told: bool) -> None:
    chapters = "".join(f"## {heading}\n\nWords of it.\n\n" for heading in headings)
    assert bool(named(f"## What matters\n\n{LISTED}{chapters}")) is told
