"""Changes against figures that stand in another place or cell."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.sums.changes_elsewhere import _change
from tests.assistant.findings.found import contradicted

SECONDS = 1.0  # far more than it takes

SAID = "## Last year\n\n{line}\n\n## Since\n\nCrime fell from 4,480 offences in 2022/23 to 4,120 in 2023/24."
ROW = "## Foreword\n\n{line}\n\n## In\n\n| Crime | 2023/24 | 2024/25 |\n|---|---|---|\n| Bicycle theft | 846 | 702 |\n| Fires | 24 | 20 |"
CELL = "| Measure | {from_} | {to} |\n| --- | --- | --- |\n| Nuisance calls | 640 | {cell} |\n| Thefts | 200 | 180 |"


def found(text: str) -> list[str]:
    return [one.sum for one in contradicted(f"# Plan\n\n{text}\n") if one.type is T.CHANGE_AND_FIGURES]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SAID.format(line="4,120 crimes, down 6%"), True),
        (SAID.format(line="4,120 crimes, 11% fewer"), True),
        (SAID.format(line="There were 4,120 crimes, up 8%."), True),
        (SAID.format(line="4,120 crimes, down 8%"), False),
        (SAID.format(line="4,120 calls about noise, down 6%"), False),
        (SAID.format(line="4,120 crimes, down 20% since 2019"), False),
        (ROW.format(line="We had 702 bicycle thefts, down 27%."), True),
        (ROW.format(line="We had 702 bicycle thefts, 17% fewer."), False),
        (ROW.format(line="We took 702 calls, 27% fewer."), False),
        (CELL.format(from_="Baseline", to="Target", cell="590 (-10%)"), True),
        (CELL.format(from_="Now", to="Where we want to be", cell="590, 10% fewer"), True),
        (CELL.format(from_="Baseline 2025", to="Target 2028", cell="590 (10% reduction)"), True),
        (CELL.format(from_="Baseline", to="Target 2028", cell="down 10% to 590"), True),
        (CELL.format(from_="2025", to="2028", cell="590 (-10%)"), False),
        (CELL.format(from_="Baseline", to="Target", cell="590 (+/- 5%)"), False),
        (CELL.format(from_="Baseline", to="Target", cell="600 or 10% lower in wards"), False),
        (CELL.format(from_="Baseline", to="Target", cell="2% reduction a year to 590"), False),
        (CELL.format(from_="Baseline", to="Target", cell="590 by March 2028 - 5% below the region"), False),
        (CELL.format(from_="Current rank", to="Target", cell="590 (10% fewer)"), False),
        (CELL.format(from_="Baseline", to="Target", cell="576 (-10%)"), False),
        (CELL.format(from_="Baseline", to="Target", cell="575 (-10%)"), False),
        (CELL.format(from_="Baseline", to="Target", cell="704 (+10%)"), False),
        ("The grant reached 340 homes after 212 the year before, a rise of 40%.", True),
        ("Calls fell from 2,460 to 2,231, some 19%.", True),
        ("Calls fell from 2,460 to 2,231, or 19%.", True),
        ("Calls fell from 2,460 to 2,231, some 9%.", False),
        ("Calls fell from 2,460 to 2,231, 45% of them at night.", False),
        ("The budget for 2024/25 was £574,000. The budget for 2025/26 is £588,000, or 4.2% more.", True),
        ("The budget for 2024/25 was £574,000. The grant for 2025/26 is £588,000, or 4.2% more.", False),
    ],
)
def test_a_change_is_held_against_its_figures(text: str, told: bool) -> None:
    assert bool(found(text)) is told


YEARS = "| Measure | 2023/24 | 2024/25 | 2025/26 |\n| --- | --- | --- | --- |\n| Burglaries | 500 | 480 (-4%) | 412 (-14.2%) |"
NOTHING = "| Crime | 2024 | 2025 | Change |\n| --- | --- | --- | --- |\n| Thefts | 200 | 180 | -10% |\n| Fires | 0 | 12 | 100% |"


@pytest.mark.parametrize(
    "text",
    [YEARS, NOTHING, "Thefts rose from 0 to 12, up 100%.", "Thefts fell from 0 to 0, down 100%.", "Thefts rose from 0 to 0, up 5%."],
)
def test_changes_that_nothing_can_be_held_against(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize("cell", ["1" * 10_000, "1" + " " * 10_000 + "%", "590 (" + "-" * 10_000, "1," * 5_000 + "(-5%)"])
def test_long_cells_are_read_in_time(cell: str) -> None:
    assert _change(cell) is None
