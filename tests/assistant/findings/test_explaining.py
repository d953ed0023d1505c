"""How much the words around a name say of it."""

from __future__ import annotations

import pytest

from assistant.findings.explaining import Told, told_around


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (", the pilots of the four quays, sat in May.", Told.FULLY),
        ("\n  (46 rowers from the quays) sat.", Told.FULLY),
        (" - a circle of pilots - sat.", Told.FULLY),
        (" sat in May.", Told.NOT),
        (" " * 100_000 + "sat", Told.NOT),
        ("," * 100_000 + "sat", Told.NOT),
    ],
)
def test_what_stands_behind_a_name(behind: str, told: Told) -> None:
    assert told_around("The Tide Circle" + behind, 0, len("The Tide Circle")) is told
