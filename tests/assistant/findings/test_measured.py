"""What is to be counted, in the words people put it in, and what of it is said."""

from __future__ import annotations

import pytest

from assistant.findings.measured import measured
from assistant.findings.script import script_of
from tests.assistant.findings.texts import ID, snapshot_of


def read(text: str) -> list[tuple[bool, bool, bool]]:
    script = script_of(ID, snapshot_of(f"# Plan\n\n{text}\n"))
    return [(one.from_where, one.to_where, one.timed) for one in measured(script)]


@pytest.mark.parametrize(
    ("words", "gives"),
    [
        ("Falls: 96 in 2025/26, 86 in 2026/27", (True, True, True)),
        ("Falls down from 96 in 2024/25 to 80 in 2027/28", (True, True, True)),
        ("Falls no more than 50 in 2027/28 (66 in 2024/25)", (True, True, True)),
        ("Boats over 90 days old: 64 in March 2026, 40 in March 2027", (True, True, True)),
        ("Lamps by app: none in 2025/26, 800 in 2026/27", (True, True, True)),
        ("Thefts down by 10% between 2024/25 and 2027/28", (True, True, True)),
        ("Thefts down to 530 in 2027/28", (False, True, True)),
        ("Thefts of boats up from 36 in 2024/25", (True, False, True)),
        ("Thefts by those we watch, 112 in 2024/25, to fall", (True, False, True)),
        ("Calls answered (baseline to be set), 75% by 2028", (False, True, True)),
        ("Boats made safer: 47", (False, False, False)),
        ("People placed: 9 in 2025/26, to be confirmed", (False, False, True)),
        ("Calls to the harbour line, which we wish to see rise", (False, False, False)),
    ],
)
def test_what_a_measure_gives(words: str, gives: tuple[bool, bool, bool]) -> None:
    assert read(f"How we will know: {words}") == [gives]


def test_measures_in_cells_behind_labels_and_in_lists() -> None:
    table = "| Action | Lead | Measure |\n|---|---|---|\n| Fit lamps | Pilot | Falls: 9 in 2025, 4 in 2028 |\n| Mark boats | Crew | |\n"
    assert read(table) == [(True, True, True)]
    assert len(read("Targets: falls down to 4 in 2028; thefts at 9 in 2028 (12 in 2025).")) == 2
    assert read("## How you can tell that it works\n\n- Falls from the quay\n\n  9 in 2025 → fewer than 4 in 2028\n") == [
        (True, True, True)
    ]
    assert read("How we will know: in development") == []
