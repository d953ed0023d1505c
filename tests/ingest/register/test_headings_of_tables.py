"""Headings of tables that stand apart from their rows, in several rows of their own, or in other type, read by the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.register.test_table_layouts import at, figures

RIGHT = "align: (x, y) => if x == 0 or y == 0 { left } else { right }"


@pytest.mark.parametrize("inset", ["6pt", "9pt", "11pt"])
def test_rows_set_wide_apart_stand_as_far_below_their_headings(tmp_path: Path, inset: str) -> None:
    rows = "[Lamps mended], [1,204], [1,181],\n[Dogs found], [412], [398],\n[Calls at night], [65], [72],\n"
    found = figures(
        f"#table(columns: (1fr, 34mm, 34mm), stroke: none, inset: (y: {inset}), {RIGHT}, [Measure], [Start], [Goal],\n{rows})\n", tmp_path
    )
    assert at(found, "398") == ("Dogs found", "Goal")


def test_rows_that_are_cards_have_the_headings_above_them(tmp_path: Path) -> None:
    rows = "[Lamps mended], [1,204], [1,181],\n[Dogs found], [412], [398],\n[Calls at night], [65], [72],\n"
    fill = 'fill: (x, y) => if y > 0 { rgb("#eef2f7") }'
    found = figures(
        f"#table(columns: (1fr, 34mm, 34mm), stroke: none, row-gutter: 6pt, inset: 7pt, {fill}, {RIGHT},\n"
        f"[Measure], [Start], [Goal],\n{rows})\n",
        tmp_path,
    )
    assert at(found, "1,204") == ("Lamps mended", "Start")


def test_headings_above_cells_that_are_each_shaded(tmp_path: Path) -> None:
    rows = "[Friday], [12], [31], [44],\n[Saturday], [8], [27], [51],\n[Sunday], [15], [22], [39],\n"
    fill = "fill: (x, y) => if y > 0 { rgb(255 - 20 * x, 200, 190) }"
    found = figures(
        f"#table(columns: (1fr, 30mm, 30mm, 30mm), stroke: none, gutter: 2pt, {fill}, [Day], [Dawn], [Noon], [Night],\n{rows})\n", tmp_path
    )
    assert at(found, "27") == ("Saturday", "Noon")


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
def test_three_rows_of_headings(tmp_path: Path, stroke: str) -> None:
    head = (
        "table.cell(rowspan: 3)[Beat], table.cell(colspan: 4)[Calls], table.cell(colspan: 2)[Dogs], table.cell(colspan: 2)[Lamps],\n"
        "[2030], [2031], [2030], [2031],\n"
    )
    rows = "[North], [10], [12], [31], [33],\n[South], [14], [11], [28], [25],\n[West], [9], [7], [40], [38],\n"
    found = figures(
        f"#table(columns: (1fr, 28mm, 28mm, 28mm, 28mm), stroke: {stroke},\n"
        f"align: (x, y) => if y < 3 {{ center }} else if x == 0 {{ left }} else {{ right }}, {head}{rows})\n",
        tmp_path,
    )
    assert [at(found, value)[1] for value in ("10", "12", "31", "33")] == [
        f"Calls {kind} {year}" for kind in ("Dogs", "Lamps") for year in (2030, 2031)
    ]
    assert found["25"].fields["period"] == "2031"


@pytest.mark.parametrize("size", ["11pt", "13pt", "15pt"])
def test_figures_in_larger_type_than_the_names_beside_them(tmp_path: Path, size: str) -> None:
    rows = "".join(
        f"[{name}], text({size})[{a}], text({size})[{b}],\n"
        for name, a, b in (("Trust", "54%", "58%"), ("Worry", "31%", "29%"), ("Pride", "12%", "14%"))
    )
    found = figures(f"#table(columns: (1fr, 34mm, 34mm), stroke: none, {RIGHT}, [Question], [2030], [2031],\n{rows})\n", tmp_path)
    assert at(found, "29%") == ("Worry", "2031")


def test_years_printed_again_above_a_group_are_no_figures(tmp_path: Path) -> None:
    rows = "[*Lanes*], [*2030*], [*2031*], [Lamps], [64], [52],\n[Dogs], [31], [22],\n"
    rows += "[*Homes*], [*2030*], [*2031*], [Locks], [27], [25],\n[Visits], [48], [51],\n"
    found = figures(f"#table(columns: 3, stroke: 0.5pt,\n{rows})\n", tmp_path)
    assert set(found) == {"64", "52", "31", "22", "27", "25", "48", "51"}


@pytest.mark.parametrize(
    "names", [("Start\\ (2029/30)", "Goal\\ (2032/33)"), ("Start\\ 2029/30", "Goal\\ 2032/33"), ("From\\ the survey", "By\\ the end")]
)
def test_names_of_one_line_in_the_middle_of_their_row(tmp_path: Path, names: tuple[str, str]) -> None:
    rows = "[Lamps mended], [1,204], [1,181], [Roads],\n[Dogs found], [412], [398], [Wardens],\n[Calls at night], [65], [72], [Police],\n"
    found = figures(
        f"#table(columns: (1fr, 28mm, 28mm, 24mm), stroke: none, inset: 7pt, align: horizon,\n"
        f"[Measure], [{names[0]}], [{names[1]}], [Lead],\n{rows})\n",
        tmp_path,
    )
    assert at(found, "412") == ("Dogs found", names[0].replace("\\", ""))
    assert at(found, "72") == ("Calls at night", names[1].replace("\\", ""))


def test_the_first_column_is_named_half_way_between_two_rows_of_headings(tmp_path: Path) -> None:
    head = "table.cell(rowspan: 2)[Beat], table.cell(colspan: 2)[2030], table.cell(colspan: 2)[2031], [Dogs], [Lamps], [Dogs], [Lamps],\n"
    rows = "[North], [10], [12], [31], [33],\n[South], [14], [11], [28], [25],\n[West], [9], [7], [40], [38],\n"
    found = figures(f"#table(columns: (1fr, 24mm, 24mm, 24mm, 24mm), stroke: none, align: horizon, {head}{rows})\n", tmp_path)
    assert [at(found, value) for value in ("10", "38")] == [("North", "2030 Dogs"), ("West", "2031 Lamps")]
    assert found["25"].fields["period"] == "2031"


def test_bold_headings_that_stand_close_to_each_other_are_parted_where_columns_begin(tmp_path: Path) -> None:
    rows = "[Lamps mended], [1,204], [1,181],\n[Dogs found], [412], [398],\n[Calls at night], [65], [72],\n"
    found = figures(
        "#table(columns: (60mm, auto, auto), column-gutter: 0pt, stroke: none, inset: (x: 1.4pt, y: 9pt), "
        f"[*Measure*], [*Violence*], [*Burglary*],\n{rows})\n",
        tmp_path,
    )
    assert at(found, "398") == ("Dogs found", "Burglary")


def test_names_that_reach_over_the_figures_of_a_later_row(tmp_path: Path) -> None:
    head = "[Measure], [Start\\ (Apr 2029 to Mar 2030)], [Now\\ (Apr to Sep 2030)], [Goal\\ (2032/33)],\n"
    rows = "[Calls kept informed], [61], [66], [75],\n[Lamps mended], [44], [41], [30],\n[Dogs found again], [51,512], [2,230], [1,400],\n"
    found = figures(f"#table(columns: (1fr, 45mm, 36mm, 24mm), stroke: none, {RIGHT}, {head}{rows})\n", tmp_path)
    assert at(found, "51,512") == ("Dogs found again", "Start (Apr 2029 to Mar 2030)")
    assert at(found, "30") == ("Lamps mended", "Goal (2032/33)")
    assert "2030" not in found["44"].fields["unit"]


@pytest.mark.parametrize("sign", ["●", "■", "▲", "✓"])
def test_a_column_of_signs_in_front_names_no_row(tmp_path: Path, sign: str) -> None:
    rows = f"[{sign}], [Lamps mended], [120], [118],\n[{sign}], [Dogs found], [41], [39],\n[{sign}], [Calls], [65], [72],\n"
    found = figures(f"#table(columns: (20mm, 1fr, 20mm, 20mm), stroke: none, [Status], [Measure], [2030], [2031],\n{rows})\n", tmp_path)
    assert at(found, "39") == ("Dogs found", "2031")


@pytest.mark.parametrize("sign", ["▲", "▼", "→", "●"])
def test_a_column_of_signs_behind_needs_no_name(tmp_path: Path, sign: str) -> None:
    rows = f"[Lamps], [1,204], [1,181], [-2%], [{sign}],\n[Dogs], [412], [398], [-3%], [{sign}],\n[Calls], [65], [72], [+11%], [{sign}],\n"
    found = figures(
        f"#table(columns: (1fr, 28mm, 28mm, 28mm, 20mm), stroke: none, {RIGHT}, [Measure], [2030], [2031], [Change], [],\n{rows})\n",
        tmp_path,
    )
    assert [at(found, value)[1] for value in ("65", "72", "+11%")] == ["2030", "2031", "Change"]


@pytest.mark.parametrize("weight", ["*Measure*], [*2030*], [*2031*", "MEASURE], [START 2030], [GOAL 2033"])
def test_headings_in_smaller_type_that_are_bold_or_capitals(tmp_path: Path, weight: str) -> None:
    names = [f"text(8pt)[{name}]" for name in weight.split("], [")]
    rows = (
        "[Lamps mended on every road of the town and in the lanes behind], [120], [118],\n[Dogs found], [41], [39],\n[Calls], [65], [72],\n"
    )
    found = figures(f"#table(columns: (1fr, 30mm, 30mm), stroke: none, inset: 7pt, {RIGHT}, {', '.join(names)},\n{rows})\n", tmp_path)
    assert at(found, "39") == ("Dogs found", weight.split("], [")[2].strip("*"))


@pytest.mark.parametrize("below", ["11pt", "12pt", "14pt"])
def test_headings_above_the_first_group_of_numbered_rows(tmp_path: Path, below: str) -> None:
    heads = "".join(f"table.cell(inset: (bottom: {below}, top: 6pt))[{name}], " for name in ("", "*What we will do*", "*Lead*", "*Goal*"))
    rows = "table.cell(colspan: 4)[*Aim 4: Calm lanes at night*],\n" + "".join(
        f"[4.{n}], [{what}], [{who}], [{n + 20}],\n"
        for n, (what, who) in enumerate((("Lamps mended", "Highways"), ("Lanes walked", "Wardens"), ("Dogs found", "Pound")), 1)
    )
    columns = "columns: (12mm, 1fr, 40mm, 30mm), stroke: (x, y) => (bottom: 0.4pt), inset: (y: 9pt)"
    found = figures(f"#set text(size: 9pt)\n#table({columns},\n{heads}\n{rows})\n", tmp_path)
    assert [at(found, value)[1] for value in ("21", "22", "23")] == ["Goal"] * 3
