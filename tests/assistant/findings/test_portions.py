"""Shares as they are said, with the bounds between which they may lie."""

from __future__ import annotations

import pytest

from assistant.findings.sums.portions import portions


@pytest.mark.parametrize(
    ("text", "value", "holds", "does_not"),
    [
        ("45% of boats", 45, 45.4, 46),
        ("44.5 per cent", 44.5, 44.54, 44.7),
        ("one in five of them", 20, 23, 15),
        ("nearly three quarters", 75, 70, 60),
        ("more than a third", 33.3, 40, 31),
        ("two thirds", 66.7, 64, 60),
        ("half of them", 50, 47, 44),
        ("less than a tenth", 10, 8, 12),
    ],
)
def test_a_share_and_its_bounds(text: str, value: float, holds: float, does_not: float) -> None:
    (one,) = portions(text)
    assert one.value == pytest.approx(value, abs=0.1)
    assert one.holds(holds) and not one.holds(does_not)


@pytest.mark.parametrize(
    "text", ["the second half of the year", "half a year", "4 percentage points", "each third night", "2 in 1,000", "the majority (140)"]
)
def test_what_is_no_share(text: str) -> None:
    assert list(portions(text)) == []
