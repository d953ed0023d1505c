"""One thing under two names, told by the words around them; and things that only look alike."""

from __future__ import annotations

import pytest

from assistant.findings.names import names
from tests.assistant.findings.texts import ID, snapshot_of


def told(text: str, title: str = "Harbour plan", area: str | None = None) -> list[str]:
    return [
        f"{one.values.get('first')} / {one.values.get('second')}"
        for one in names(ID, snapshot_of(f"# Plan\n\n{text}\n", title=title, area=area))
    ]


GROUP = (
    "The plan is steered by the {}, in which the police, the fire service, probation, the hospital and the harbour "
    "master meet every six weeks under the Deputy Mayor."
)
AGAIN = "Money is moved by the {} (police, fire service, probation, hospital, harbour master; every six weeks; Deputy Mayor in the chair)."


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Harbour Delivery Group", "Delivery Oversight Group", True),
        ("Safe Quays Board", "Quays Steering Panel", True),
        ("Strategic Quays Group", "Operational Quays Group", False),
        ("North Quays Group", "South Quays Group", False),
        ("Fire Safety Group", "Hate Crime Group", False),
    ],
)
def test_two_groups_of_the_same_members(first: str, second: str, found: bool) -> None:
    assert bool(told(f"{GROUP.format(first)}\n\nOther words.\n\n{AGAIN.format(second)}")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Walk Quay Well", "Watch Quay Well", True),
        ("Night Boat Watch", "Day Boat Watch", False),
        ("Lantern Boat Watch", "Heron Gate Trust", False),
    ],
)
def test_two_names_beside_the_same_place(first: str, second: str, found: bool) -> None:
    one = f"{first}, our volunteer scheme at the Salt Street landing stage since 2022, goes on."
    other = f"In 2023 {second}, with volunteers at the Salt Street landing stage since 2022, had 34 people."
    assert bool(told(f"{one}\n\nOther words.\n\n{other}")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Councillor Maureen Holt", "Councillor Maurine Holt", True),
        ("Cllr Jan Holt", "Councillor Jane Holt", False),
        ("Councillor Peter Holt", "Councillor Ayesha Holt", False),
    ],
)
def test_one_person_under_two_first_names(first: str, second: str, found: bool) -> None:
    assert bool(told(f"{first} chairs the board.\n\nOther words.\n\nIt is led by {second}.")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Quayford Safer Communities Partnership", "Quayford Community Safety Alliance", True),
        ("Safer Quayford Partnership", "Quayford Crime and Disorder Reduction Partnership", True),
        ("Quayford Community Safety Partnership", "Quayford Education Partnership", False),
        ("Quayford Community Safety Partnership", "Saltby Community Safety Partnership", False),
    ],
)
def test_the_partnership_of_the_place(first: str, second: str, found: bool) -> None:
    assert bool(told(f"The {first} made this.\n\nOther words.\n\nThe {second} will meet.", area="Quayford")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Quayford Community Safety Plan 2025–2028", "Safer Quayford Strategy 2025-28", True),
        ("Safer Quayford Plan 2025/28", "Quayford Community Safety Plan 2025–2028", True),
        ("Quayford Community Safety Plan 2022–2025", "Safer Quayford Strategy 2025-28", False),
        ("Quayford Community Safety Plan 2025–2028", "Quayford Housing Strategy 2025-28", False),
    ],
)
def test_the_paper_under_two_names(first: str, second: str, found: bool) -> None:
    assert bool(told(f"Cabinet is asked to adopt the {first}.\n\nOther words.\n\nThe {second} costs nothing.", area="Quayford")) is found


LISTED = (
    "## Our priorities\n\n### Priority 1: Quiet quays\n\nWords.\n\n### Priority 2: Safe boats\n\nWords.\n\n### "
    "Priority 3: Clean sheds\n\nWords.\n\n## Money\n\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The board chose three priorities: (1) quiet quays; (2) safe boats; (3) hate crime.", True),
        ("Our priorities are quiet quays, safe boats and rural theft.", True),
        ("| Priority | £ |\n|---|---|\n| Quiet quays | 3 |\n| Safe boats | 4 |\n| Lost dogs | 5 |\n| Total | 12 |\n", True),
        ("Our priorities are quiet quays, safe boats and clean sheds.", False),
        ("Our priorities are quiet quays, safe boats and CS.", False),
        ("Our priorities are quiet quays, boats and cleaner sheds.", False),
        ("Our priorities were lost dogs, old nets and rural theft.", False),
        ("Our priorities are quiet quays and lost dogs.", False),
    ],
)
def test_a_priority_that_a_second_list_calls_otherwise(text: str, found: bool) -> None:
    assert bool(told(f"{LISTED}{text}")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "Councillor Ann Reed, Cabinet Member for Locks, wrote it.",
            "Cllr Ann Reed, Cabinet Member for Otter Care, chairs it.",
            True,
        ),
        ("Ann Reed, Head of Locks, wrote it.", "Ask Ann Reed, Head of Otter Care.", True),
        ("Head of Locks: Ann Reed", "Ask Ann Reed (Head of Otter Care).", True),
        ("Ann Reed, Director of Locks, wrote it.", "The Director of Otter Care, Ann Reed, is new.", True),
        ("Ann Reed, Head of Locks, wrote it.", "Ask Ann Reed, Head of Locks and Bridges.", False),
        ("Ann Reed, Head of Locks, wrote it.", "Ask Ann Reed, Chair of Otter Care.", False),
        ("Ann Reed, Head of Locks, wrote it.", "Ask Tom Pike, Head of Otter Care.", False),
        ("Ann Reed, Chair of the Quay Board, wrote it.", "Ask Ann Reed, Chair of the Ferry Panel.", False),
        ("Ann Reed, Cabinet Member for Locks, wrote it.", "Ask Ann Reed, Lead Member for Otter Care.", False),
        ("Ann Reed, Head of Locks, wrote it.", "Ann Reed, former Head of Otter Care, was asked.", False),
        ("Head of Locks, Marwick Council", "Head of Otter Care, Marwick Council", False),
    ],
)
def test_one_person_with_two_posts_of_a_kind(first: str, second: str, found: bool) -> None:
    assert bool(told(f"{first}\n\nOther words.\n\n{second}")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("An Independent Otter Welfare Advisor helps.", "An Independent Otter Welfare Advocate helps.", True),
        ("An Independent Otter Welfare Advisor helps.", "An Independent Otter Welfare Adviser helps.", False),
        ("An Independent Otter Welfare Advisor and an Independent Otter Welfare Advocate help.", "Boats sail.", False),
        ("A Lock Advisor helps.", "A Lock Advocate helps.", False),
    ],
)
def test_an_adviser_here_who_is_an_advocate_there(first: str, second: str, found: bool) -> None:
    assert any("Advocate" in said for said in told(f"{first}\n\n{second}")) is found
