"""Tables of measures with a column that rates them in words, and heads of two lines set to the lower one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind
from tests.ingest.register.test_table_layouts import at, figures


@pytest.mark.parametrize("rating", ["Status", "Current status", "Direction of travel", "Performance"])
@pytest.mark.parametrize("now", ["Where we are now 2030/31", "Now (2030/31)", "Latest 2030/31"])
def test_a_rating_is_no_value_beside_one(rating: str, now: str) -> None:
    rows = "| Lamps out for a week | 97 | 40 | Green |\n| Walkers who feel safe | 41% | 60% | Amber |\n| Suppers held | 12 | 36 | Red |\n"
    found = of_kind(
        f"# Plan\n\n## How we will know\n\n| Measure | {now} | Target 2034/35 | {rating} |\n| --- | --- | --- | --- |\n{rows}",
        EntryKind.INDICATOR,
    )
    assert [(one.fields["baseline"], one.fields["target"]) for one in found] == [("97", "40"), ("41%", "60%"), ("12", "36")]


@pytest.mark.parametrize("second", ["£000", "(actual)", "per 1,000"])
def test_heads_of_two_lines_set_to_the_lower_one(tmp_path: Path, second: str) -> None:
    heads = "".join(f"[*{year}* \\\n*{second}*], " for year in ("2029/30", "2030/31", "2031/32"))
    found = figures(
        "#table(columns: (60mm, 30mm, 30mm, 30mm), stroke: none, align: (x, y) => bottom + if x == 0 { left } else { center },\n"
        f"[*Service*], {heads}\n[Wardens], [412], [398], [514],\n[Lamps], [655], [702], [747],\n[Paths], [91], [88], [64],\n)\n",
        tmp_path,
    )
    assert at(found, "398") == ("Wardens", f"2030/31 {second}")
    assert at(found, "64") == ("Paths", f"2031/32 {second}")
