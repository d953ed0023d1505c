"""Two tables that were read as one, the names of the second's columns amid the rows of the first."""

from __future__ import annotations

import pytest

from ingest.outline import sections_of
from ingest.register.flow import flow_of
from tests.ingest.register.reading import read

ROWS = (
    "| What we will do | Who leads | By when |\n|---|---|---|\n| Fit new lamps | Pilot | May 2026 |\n"
    "| Mark the boats | Crew | June 2026 |\n"
    "| {} | {} | {} |\n| Falls from the quay | 40 (2024) | 30 (2027) |\n| Boats stolen | 12 (2024) | 9 (2027) |\n"
)


def columns_of(text: str) -> list[tuple[list[str], int]]:
    reading = read(text)
    return [(list(grid.columns.values()), len(grid.rows)) for grid in flow_of("plan", reading, sections_of(reading)).grids]


@pytest.mark.parametrize(
    "names",
    [
        ("How we will measure it", "Now", "Where we want to be"),
        ("Measure", "Baseline", "Target"),
        ("Indicator", "Baseline 2024/25", "Target"),
        ("KPI", "Latest", "Ambition"),
        ("Outcome", "Owner", "Deadline"),
        ("Performance indicator", "Starting point", "Goal"),
    ],
)
def test_a_row_of_names_begins_another_table(names: tuple[str, str, str]) -> None:
    assert columns_of(ROWS.format(*names)) == [(["What we will do", "Who leads", "By when"], 2), (list(names), 2)]


@pytest.mark.parametrize(
    "row",
    [
        ("Lead the walks", "Crew", "When the tide allows"),
        ("Measure the quay", "Pilot", "May 2026"),
        ("What we will do", "Who leads", "By when"),
        ("Actions", "", ""),
        ("Target shooting on the beach", "Who", "12 days"),
    ],
)
def test_any_other_row_does_not(row: tuple[str, str, str]) -> None:
    assert columns_of(ROWS.format(*row)) == [(["What we will do", "Who leads", "By when"], 5)]
