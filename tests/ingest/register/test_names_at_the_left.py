"""Tables whose columns are named at their left edges and hold their figures at the right ones, read by the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.register.test_table_layouts import at, figures

# How a table is drawn: not at all, with lines between rows, with stripes, with a line round its heading.
DRAWN = {
    "bare": "stroke: none",
    "lines": "stroke: (bottom: 0.5pt + gray)",
    "stripes": 'stroke: none, fill: (x, y) => if calc.odd(y) { rgb("#e4ecf3") }',
    "heading": "stroke: (x, y) => if y == 0 { (top: 1pt, bottom: 0.5pt) }",
}
ROWS = "[Lamps out], [1,204], [1,181], [97],\n[Dogs], [412], [398], [371],\n[Night calls in the lanes], [65], [72], [9],\n"
PARTED = "align: (x, y) => if x == 0 or y == 0 { left } else { right }"


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize(
    "names",
    [
        ("2021/22", "2022/23", "2023/24"),
        ("2029", "2030", "2031"),
        ("Hill", "Dale", "All"),
        ("Under 25", "25–44", "45 and over"),
        ("Start 2030", "Goal 2033", "Now"),
    ],
)
def test_names_over_wide_columns_are_told_by_their_order(tmp_path: Path, drawn: str, names: tuple[str, str, str]) -> None:
    head = "".join(f"[{name}], " for name in names)
    found = figures(f"#table(columns: (1fr, 32mm, 32mm, 32mm), {PARTED}, {DRAWN[drawn]}, [Call], {head}\n{ROWS})\n", tmp_path)
    assert [at(found, value) for value in ("1,204", "1,181", "97")] == [("Lamps out", name) for name in names]
    assert at(found, "9") == ("Night calls in the lanes", names[2])


def test_names_of_two_lines_over_sums_in_brackets(tmp_path: Path) -> None:
    rows = "[Wardens], [412], [398], [(14)],\n[Lamps], [655], [702], [47],\n[All], [1,067], [1,100], [33],\n"
    found = figures(
        f"#table(columns: (1fr, 30mm, 30mm, 30mm), {PARTED}, stroke: none,\n"
        f"[Service], [Budget\\ £000], [Spent\\ £000], [Over\\ £000],\n{rows})\n",
        tmp_path,
    )
    assert at(found, "398") == ("Wardens", "Spent £000")
    assert found["1,100"].fields["unit"] == "£000"


def test_names_of_groups_below_the_heading(tmp_path: Path) -> None:
    rows = (
        "table.cell(colspan: 3)[*Lanes*], [Lamps mended], [310], [254],\n[Dogs found], [71], [74],\ntable.cell(colspan: 3)[*Homes*],\n"
        "[Locks fitted], [27], [25],\n[Visits], [64], [52],\n"
    )
    found = figures(f"#table(columns: (1fr, 34mm, 34mm), {PARTED}, stroke: none, [*Measure*], [*2030*], [*2031*],\n{rows})\n", tmp_path)
    assert at(found, "254") == ("Lamps mended", "2031")
    assert at(found, "64") == ("Visits", "2030")


def test_a_name_over_four_columns_stands_at_their_left_edge(tmp_path: Path) -> None:
    head = "table.cell(rowspan: 2)[Call], table.cell(colspan: 4)[2030/31], table.cell(rowspan: 2)[Year], [Q1], [Q2], [Q3], [Q4],\n"
    rows = "[Lamps reported to the depot], [512], [640], [488], [455], [2,095],\n[Dogs found], [23], [31], [19], [27], [100],\n"
    found = figures(
        "#table(columns: (1fr, 14mm, 14mm, 14mm, 14mm, 24mm), stroke: none,\n"
        f"align: (x, y) => if x == 0 or y < 2 {{ left }} else {{ right }}, {head}{rows})\n",
        tmp_path,
    )
    assert [at(found, value)[1] for value in ("512", "640", "488", "455", "2,095")] == [*(f"2030/31 Q{n}" for n in (1, 2, 3, 4)), "Year"]


def test_a_row_of_totals_below_shaded_rows(tmp_path: Path) -> None:
    rows = "[North], [120], [44],\n[South], [96], [38],\n[West], [41], [12],\n[*All*], [*257*], [*94*],\n"
    found = figures(
        '#table(columns: (1fr, 30mm, 30mm), stroke: none, fill: (x, y) => if y == 0 { rgb("#52288a") } else if y < 4 { rgb("#f0eaf6") },\n'
        f"{PARTED}, text(white)[*Beat*], text(white)[*Dogs*], text(white)[*Lamps*],\n{rows})\n",
        tmp_path,
    )
    assert at(found, "94") == ("All", "Lamps")


def test_boxed_tables_side_by_side_whose_rows_do_not_stand_level(tmp_path: Path) -> None:
    one = (
        "#table(columns: (1fr, 14mm, 14mm), stroke: 0.5pt, [Call], [2030], [2031], [Lamps mended in a day], [31], [42], [Dogs], [53], [64])"
    )
    other = "#table(columns: (1fr, 14mm, 14mm), stroke: 0.5pt, [Beat], [East], [West], [Locks], [75], [86], [Visits], [97], [18])"
    found = figures(
        f"#grid(columns: (1fr, 1fr), gutter: 6mm, [*Calls by kind, and what came of them in all*\n\n{one}], [*Beats*\n\n{other}])\n",
        tmp_path,
    )
    assert at(found, "42") == ("Lamps mended in a day", "2031")
    assert at(found, "86") == ("Locks", "West")


def test_years_down_the_side_count_what_stands_above(tmp_path: Path) -> None:
    rows = "[2029/30], [501], [99],\n[2030/31], [388], [71],\n[2031/32], [402], [80],\n"
    found = figures(f"#table(columns: (1fr, 40mm, 40mm), {PARTED}, stroke: none, [Year], [Dogs found], [Fires],\n{rows})\n", tmp_path)
    assert found["71"].fields["unit"] == "fires"
    assert found["71"].fields["period"] == "2030/31"


def test_the_name_of_a_group_is_no_unit_where_its_rows_have_their_own(tmp_path: Path) -> None:
    rows = "table.cell(rowspan: 2)[Places], [Reports of litter], [310], [254],\n[Lamps mended], [71], [74],\n"
    found = figures(f"#table(columns: (20mm, 1fr, 20mm, 20mm), stroke: 0.5pt, [], [Measure], [2030], [2031],\n{rows})\n", tmp_path)
    assert found["310"].fields["unit"] == "reports"


def test_short_names_beside_what_they_mean_are_a_table_without_lines(tmp_path: Path) -> None:
    rows = (
        "[Tackling violence in the lanes], [Fewer people are hurt on their way home from the market.],\n"
        "[Protecting people from abuse at home], [Whoever lives with abuse is heard and kept safe.],\n"
        "[Lamps that work on every corner], [We will mend 120 lamps a year.],\n"
    )
    found = figures(f"#table(columns: 2, stroke: none, inset: 6pt, [*Priority*], [*Our ambition*],\n{rows})\n", tmp_path)
    assert at(found, "120") == ("Lamps that work on every corner", "Our ambition")
