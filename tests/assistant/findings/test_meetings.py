"""How often bodies meet and who is in their chairs, said twice."""

from __future__ import annotations

import pytest

from tests.assistant.findings.found import contradicted


def found(first: str, second: str) -> list[str]:
    return [one.says for one in contradicted(f"# Plan\n\n## Who we are\n\n{first}\n\n## Keeping on track\n\n{second}\n")]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("The Quay Group meets six times a year.", "Progress goes to the quarterly meetings of the Quay Group.", True),
        (
            "The Tide Board, which meets every two months, is led by the mayor.",
            "At its monthly meeting the Tide Board looks at figures.",
            True,
        ),
        ("The board, which meets every two months, is led by the mayor.", "At its monthly meeting the board looks at the figures.", False),
        ("The Quay Group sits every four weeks.", "The monthly meetings of the Quay Group are public.", False),
        ("The Quay Partnership, with its board, meets monthly.", "The quarterly meetings of the Quay Partnership are public.", False),
        ("The Quay Forum comes together every quarter.", "The Quay Forum’s monthly meetings are public.", True),
        ("The Lamp Panel (police and council) sits every six weeks.", "The Lamp Panel sits weekly.", True),
        ("The Quay Group has seven members. It meets six times a year.", "The quarterly meetings of the Quay Group are public.", True),
        ("The Quay Group has seven members. It meets four times a year.", "The quarterly meetings of the Quay Group are public.", False),
        ("The Quay Group meets four times a year.", "Progress goes to the quarterly meetings of the Quay Group.", False),
        ("The Quay Group meets monthly.", "The Lamp Panel’s weekly meetings are short.", False),
        ("The Quay Group meets monthly until June.", "The Quay Group’s weekly meetings are short.", False),
    ],
)
def test_how_often_a_body_meets(first: str, second: str, told: bool) -> None:
    assert len(found(first, second)) == told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("The Quay Board is chaired by the chief executive of the council.", "The Quay Board is chaired by the police commander.", True),
        ("The Quay Board is chaired by Councillor Ruth Dale.", "The Quay Board is chaired by Councillor Peter Hill.", True),
        (
            "The Quay Board is chaired by the chief executive of the council.",
            "The Quay Board is chaired by the council’s chief executive.",
            False,
        ),
        ("The Quay Board is chaired by the leader of the council.", "The Quay Board is chaired by Councillor Ruth Dale.", False),
        ("The Quay Board is chaired by the Borough Commander.", "The Quay Board is chaired by the Chief Superintendent.", True),
        (
            "The Quay Board is co-chaired by Councillor Ruth Dale and Superintendent Amy Poole.",
            "The Quay Board is chaired by Superintendent Amy Poole.",
            False,
        ),
        (
            "The Quay Board is chaired by Councillor Ruth Dale and Superintendent Amy Poole.",
            "The Quay Board is chaired by Superintendent Amy Poole.",
            False,
        ),
        ("The panel is chaired by the head of boats.", "The panel is chaired by a tides adviser.", False),
        ("The Quay Board is chaired by the mayor.", "The Lamp Board is chaired by the inspector.", False),
        ("The Quay Board was previously chaired by the mayor.", "The Quay Board is chaired by the inspector.", False),
    ],
)
def test_who_chairs_a_body(first: str, second: str, told: bool) -> None:
    assert len(found(first, second)) == told


def test_each_body_with_two_chairs_is_told() -> None:
    first = "The Quay Board is chaired by the mayor. The Lamp Board is chaired by the mayor."
    assert len(found(first, "The Quay Board is chaired by the pilot. The Lamp Board is chaired by the pilot.")) == 2
