"""Counts of all there are of a thing, said twice."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import contradicted


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("The district has 23 wards.", "Officers cover all 25 wards.", True),
        ("We reached all 42 schools.", "Officers visited each of our 45 schools.", True),
        ("Our borough is made up of nine parishes.", "The 11 parishes of the borough each have a warden.", True),
        ("All eight libraries take reports.", "Every one of the nine libraries takes reports.", True),
        ("The district has 23 wards.", "Officers cover all 23 wards.", False),
        ("The district has 23 wards.", "Most fires are in two wards of the district.", False),
        ("In 2019 we reached all 42 schools.", "In 2024 we reached all 45 schools.", False),
        ("We reached all 42 primary schools.", "We reached all 9 secondary schools.", False),
        ("All 12 schools in Oakley have wardens.", "All 20 schools in Quay have wardens.", False),
        ("All four actions in this section are new.", "All three actions in this section are new.", False),
        ("All five priorities matter.", "All three priorities in the last plan were met.", False),
        ("All five partners agree.", "All three partners in the pilot agree.", False),
        ("We mow our 14 parks in the town.", "The 25 parks of the district are locked.", False),
        ("The county has seven districts.", "The town has eight districts.", False),
        ("All five wards that flood have pumps.", "All eight wards have lamps.", False),
        ("All 42 schools in the borough have wardens.", "We reached all 45 schools.", True),
    ],
)
def test_all_there_are(first: str, second: str, told: bool) -> None:
    text = f"# Plan\n\n## Who we are\n\n{first}\n\n## What we did\n\n{second}\n"
    assert any(one.type is T.SAME_QUANTITY for one in contradicted(text)) is told
