"""Counts of all there are of a thing, and numbers to ring, said twice."""

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
        ("Call the helpline on 01632 960144.", "Helpline: 01632 960414.", True),
        ("Call the helpline on 01632 960144.", "The council: 01632 960971.", False),
        ("Call the helpline on 01632 960144.", "Helpline: (01632) 960 144.", False),
    ],
)
def test_all_there_are(first: str, second: str, told: bool) -> None:
    text = f"# Plan\n\n## Who we are\n\n{first}\n\n## What we did\n\n{second}\n"
    assert any(one.type is T.SAME_QUANTITY for one in contradicted(text)) is told
