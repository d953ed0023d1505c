"""Tables without cells drawn whose columns have a name over several of them, read by the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.register.test_table_layouts import at, figures

ROWS = "[Lamps out], [1,204], [1,181], [97],\n[Loose dogs], [412], [398], [371],\n[Night calls in the lanes], [65], [72], [68],\n"
RULED = {
    "none": "",
    "under the name": "table.hline(start: 1, end: 4, stroke: 0.5pt),",
    "under the name and the heads": "table.hline(start: 1, end: 4, stroke: 0.5pt),",
}
YEARS = [("2029/30", "2030/31", "2031/32"), ("2029", "2030", "2031"), ("2030-31", "2031-32", "2032-33")]


@pytest.mark.parametrize("ruled", RULED)
@pytest.mark.parametrize("years", YEARS, ids=lambda years: years[0])
@pytest.mark.parametrize("set_to", ["center", "left", "right"])
@pytest.mark.parametrize("inset", ["4pt", "9pt"])
def test_a_name_over_all_the_years(tmp_path: Path, ruled: str, years: tuple[str, str, str], set_to: str, inset: str) -> None:
    names = ", ".join(f"[*{year}*]" for year in years)
    foot = "table.hline(stroke: 0.5pt)," if ruled.endswith("heads") else ""
    found = figures(
        f"#table(columns: (1fr, 28mm, 28mm, 28mm), stroke: none, inset: {inset}, align: (x, y) => if x == 0 {{ left }} else {{ right }},\n"
        f"[], table.cell(colspan: 3, align: {set_to})[*Calls taken*],\n{RULED[ruled]}\n[*Call*], {names},\n{foot}\n{ROWS})\n",
        tmp_path,
    )
    assert [at(found, value) for value in ("1,204", "398", "68")] == [
        ("Lamps out", f"Calls taken {years[0]}"),
        ("Loose dogs", f"Calls taken {years[1]}"),
        ("Night calls in the lanes", f"Calls taken {years[2]}"),
    ]


def test_a_name_over_the_years_alone_and_a_column_behind_them(tmp_path: Path) -> None:
    rows = "[Lamps out], [1,204], [1,181], [−2%],\n[Loose dogs], [412], [398], [−3%],\n[Night calls], [65], [72], [+11%],\n"
    found = figures(
        "#table(columns: (1fr, 22mm, 22mm, 22mm), stroke: none, align: (x, y) => if x == 0 { left } else { right },\n"
        f"[], table.cell(colspan: 2, align: center)[*Calls taken*], [],\n[*Call*], [*2030*], [*2031*], [*Change*],\n{rows})\n",
        tmp_path,
    )
    assert at(found, "1,181") == ("Lamps out", "Calls taken 2031")
    assert at(found, "+11%") == ("Night calls", "Change")


def test_a_name_over_the_middle_one_of_three_years_is_over_all_three(tmp_path: Path) -> None:
    rows = (
        "[H1], [Lamps lit], [11], [12], [13], [14], [H2], [Boats lost], [21], [22], [23], [24], [H3], [Oars mended], [31], [32], [33], [34]"
    )
    found = figures(
        "#table(columns: (auto, 1fr, auto, auto, auto, auto), stroke: none, align: (x, y) => if x < 2 { left } else { right },\n"
        "[], [], table.cell(colspan: 3, align: center)[Outturn], [Target], table.hline(start: 2, end: 5, stroke: 0.4pt),\n"
        f"[Ref], [Measure], [2029/30], [2030/31], [2031/32], [2033/34], table.hline(),\n{rows})\n",
        tmp_path,
    )
    assert [at(found, value)[1] for value in ("11", "22", "33", "14")] == [
        "Outturn 2029/30",
        "Outturn 2030/31",
        "Outturn 2031/32",
        "Target 2033/34",
    ]
