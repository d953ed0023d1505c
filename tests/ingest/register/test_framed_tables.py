"""Figures of tables with a frame, shaded names or bold names alone: nothing is drawn between their columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.typeset import register_of_typst

PAGE = '#set page(paper: "a4", margin: 18mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n= How things stand\n\n'
LEAD = "The forum looks at the figures below every spring, and asks its members to explain what has changed.\n\n"
TAIL = "\n\nMembers asked for the same figures next year, and thanked all who took part.\n"
SIDES = "left: if x == 0 { 0.8pt }, right: if x == last { 0.8pt }"
ENDS = "top: if y == 0 { 0.8pt }, bottom: if y == foot { 0.8pt }"


def framed(rows: Sequence[Sequence[str]], more: str = "", shade: str = "x == 0 and y > 0") -> str:
    """A table with a frame around it and some cells shaded, the first row bold, `more` among its settings."""
    cells = "".join(f"[*{cell}*], " if not number else f"[{cell}], " for number, row in enumerate(rows) for cell in row)
    columns = f"(58mm, {', '.join(['1fr'] * (len(rows[0]) - 1))})"
    frame = f"stroke: (x, y) => ({SIDES}, {ENDS})".replace("last", str(len(rows[0]) - 1)).replace("foot", str(len(rows) - 1))
    fill = f'fill: (x, y) => if {shade} {{ rgb("#e6eef6") }}'
    align = "align: (x, y) => if x == 0 { left } else { right + horizon }"
    return f"#table(columns: {columns}, inset: 5pt, {frame}, {fill}, {align}, {more}{cells})"


def figures(source: str, folder: Path) -> list[tuple[str, str, str]]:
    """The figures of the tables that a source sets: value, row and column."""
    entries = register_of_typst(f"{PAGE}{LEAD}{source}{TAIL}", folder)
    return [_place(one) for one in entries if one.kind is EntryKind.FIGURE and (one.fields.get("row") or one.fields.get("column"))]


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.fields["value"], entry.fields.get("row", ""), entry.fields.get("column", "")


def expected(rows: Sequence[Sequence[str]]) -> list[tuple[str, str, str]]:
    """What a table of figures behind names says, cell by cell."""
    return [(cell, row[0], name) for row in rows[1:] for cell, name in zip(row[1:], rows[0][1:], strict=True) if cell[:1].isdigit()]


BY_YEAR = [["Harbour", "2029/30", "2030/31", "2031/32"], ["Elm Quay", "412", "388", "301"], ["Saltings", "96", "120", "144"],
           ["West Mole", "1,204", "1,150", "990"]]  # fmt: skip
MEASURES = [["Measure", "Unit", "Baseline 2029/30", "Target 2032/33"], ["Lamps mended within two days", "%", "54", "80"],
            ["Sheds broken into", "Number", "82", "60"]]  # fmt: skip
SURVEY = [["Where", "Women", "Men", "All"], ["On the quay by day", "81%", "90%", "85%"], ["On the quay at night", "33%", "52%", "42%"],
          ["At the ferry", "71%", "80%", "75%"], ["In the market", "92%", "93%", "92%"]]  # fmt: skip
PLACES = [["Year", "Elm Quay", "Saltings", "West Mole"], ["2029/30", "412", "96", "1,204"], ["2030/31", "388", "120", "1,150"]]


@pytest.mark.parametrize("rows", [BY_YEAR, MEASURES, SURVEY, PLACES])
@pytest.mark.parametrize("shade", ["x == 0 and y > 0", "x == 0", "false", "y == 0", "x == 0 or y == 0"])
def test_shaded_names_in_a_frame_part_no_columns(rows: list[list[str]], shade: str, tmp_path: Path) -> None:
    assert figures(framed(rows, shade=shade), tmp_path) == expected(rows)


def test_one_line_behind_the_names_leaves_the_columns_to_be_found(tmp_path: Path) -> None:
    line = "table.vline(x: 1, stroke: 0.6pt), table.hline(y: 1, stroke: 0.6pt), table.hline(y: 2, stroke: 0.6pt), "
    assert figures(framed(BY_YEAR, line), tmp_path) == expected(BY_YEAR)


@pytest.mark.parametrize("shade", ["false", "y == 0"])
def test_figures_in_the_middle_of_bold_names_of_two_lines(shade: str, tmp_path: Path) -> None:
    names = [
        "Boats that were moored without any light after dark",
        "Lamps on the quay that were mended within two working days",
        "Visitors who told the survey that they felt safe on the mole",
        "Nets and engines that were taken from sheds at night",
    ]
    rows = [["Measure", "Baseline 2029/30", "Target 2032/33"], *([f"*{name}*", f"{n}12", f"{n}05"] for n, name in enumerate(names, 3))]
    found = figures(framed(rows, shade=shade).replace("58mm", "46mm"), tmp_path)
    assert found == [(cell, row[0].strip("*"), name) for row in rows[1:] for cell, name in zip(row[1:], rows[0][1:], strict=True)]


@pytest.mark.parametrize("where", ["left", "center", "right"])
def test_a_name_over_years_may_be_set_to_either_side(where: str, tmp_path: Path) -> None:
    body = "".join(f"[{cell}], " for row in BY_YEAR[1:] for cell in row)
    heads = ", ".join(f"[*{year}*]" for year in BY_YEAR[0][1:])
    source = (
        "#table(columns: (52mm, 1fr, 1fr, 1fr), stroke: none, inset: 5pt, align: (x, y) => if x == 0 { left + bottom } else { center },\n"
        f"table.cell(rowspan: 2)[*Harbour*], table.cell(colspan: 3, align: {where})[*Boats moored*], {heads}, {body})"
    )
    assert {column for _, _, column in figures(source, tmp_path)} == {f"Boats moored {year}" for year in BY_YEAR[0][1:]}


def test_numbered_rows_between_bands_of_colour_are_rows(tmp_path: Path) -> None:
    groups = {
        "Calm water": ["Mend the lamps on the quay", "Visit each boat once a year"],
        "Open sea": ["Train ten wardens", "Mark the reef"],
    }
    parts = ["[*No.*], [*What we will do*], [*Who*], [*When*]"]
    for place, (name, actions) in enumerate(groups.items(), 1):
        parts.append(f'table.cell(colspan: 4, fill: rgb("#dde6ee"))[*{name}*]')
        parts += [f"[{place}.{n}], [{action}], [Harbour Office], [March 203{n}]" for n, action in enumerate(actions, 1)]
    frame = f"stroke: (x, y) => ({SIDES}, {ENDS})".replace("last", "3").replace("foot", "6")
    settings = f'columns: (14mm, 1fr, 34mm, 30mm), inset: 5pt, {frame}, fill: (x, y) => if y == 0 {{ rgb("#dde6ee") }}'
    entries = register_of_typst(f"{PAGE}{LEAD}#table({settings}, {', '.join(parts)}){TAIL}", tmp_path)
    found = {one.fields["what"]: one.fields.get("by_when") for one in entries if one.kind is EntryKind.ACTION}
    assert list(found) == [action for held in groups.values() for action in held]
    assert set(found.values()) == {"March 2031", "March 2032"}
