"""Rows of tables that nothing or little is drawn in: invented documents, set as councils set them."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from ingest.documents import Page
from ingest.readers import read_bytes
from ingest.readers.format import Format

PAGE = '#set page(paper: "a4", margin: 20mm)\n#set text(font: "Libertinus Serif", size: 9.5pt)\n= How the plan will be carried out\n'
LEAD = "The board meets four times a year and looks at each of the lines below, and what is late is brought to the next meeting.\n\n"
ACTIONS = [
    ["No.", "Action", "Lead", "By"],
    ["B1", "Name one officer for each repeat caller", "Head of Wardens", "December 2024"],
    ["B2", "Hire four wardens", "Head of Wardens", "April 2025"],
    ["B3", "Consult on and renew the order for the old market and the lanes behind it", "Licensing and Legal Services", "June 2025"],
    ["B4", "Fit gates at ten sites", "Homes Trust", "March 2026"],
    ["B5", "Publish a guide", "Adult Safeguarding and Exploitation Partnership Board", "May 2025"],
    ["B6", "Open the hostel", "Housing", "July 2025"],
]
MONEY = [
    ["", "2024/25", "2025/26", "2026/27"],
    ["Council base budget", "1,140", "1,140", "1,085"],
    ["Safer Communities Fund", "265", "265", "265"],
    ["Treatment grant", "612", "–", "–"],
    ["Housing account", "185", "190", "tbc"],
    ["Total", "2,202", "1,595", "1,350"],
]
STROKES = {
    "nothing": "none",
    "every row": "(x, y) => (bottom: 0.5pt)",
    "every second row": "(x, y) => (bottom: if calc.rem(y, 2) == 0 { 0.6pt })",
}
FILLS = {"nothing": "none", "every second row": '(x, y) => if calc.even(y) and y > 0 { rgb("#e8e3ee") }'}


def table(rows: list[list[str]], columns: str, align: str, stroke: str = "none", fill: str = "none", inset: str = "4pt") -> str:
    """The source of a table, the first row as its headings."""
    cells = ",\n".join(", ".join(f"[{cell}]" if not cell.startswith("table.") else cell for cell in row) for row in rows[1:])
    head = ", ".join(f"[{cell}]" for cell in rows[0])
    return (
        f"#table(columns: {columns}, stroke: {stroke}, fill: {fill}, inset: (x: 3pt, y: {inset}), align: (x, y) => {align},\n"
        f"table.header({head}),\n{cells})\n"
    )


def page(source: str, folder: Path) -> Page:
    """The page that a source makes, as it is read."""
    file = folder / "page.typ"
    file.write_text(PAGE + LEAD + source + "\nNotes. The figures come from the records of the partners.\n", encoding="utf-8")
    return read_bytes(typst.compile(str(file)), Format.PDF, 20).pages[0]


def rows(page: Page) -> list[list[list[str]]]:
    """The rows of each table of a page, empty cells left out."""
    found = []
    for one in page.tables:
        held: dict[int, list[str]] = {}
        for cell in sorted(one.cells, key=lambda cell: (cell.row, cell.column)):
            held.setdefault(cell.row, []).append(" ".join(page.text[cell.start : cell.end].split()))
        found.append([[text for text in row if text] for row in held.values()])
    return found


def filled(expected: list[list[str]]) -> list[list[str]]:
    return [[cell for cell in row if cell] for row in expected]


@pytest.mark.parametrize("stroke", STROKES)
@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("upright", ["top", "horizon"])
@pytest.mark.parametrize("inset", ["2.4pt", "5pt"])
def test_each_printed_row_is_one_row(stroke: str, fill: str, upright: str, inset: str, tmp_path: Path) -> None:
    source = table(ACTIONS, "(9mm, 1fr, 50mm, 33mm)", f"left + {upright}", STROKES[stroke], FILLS[fill], inset)
    if (stroke, fill) == ("nothing", "nothing"):
        source = source.replace("[No.], [Action], [Lead], [By]", "[*No.*], [*Action*], [*Lead*], [*By*]")
    assert rows(page(source, tmp_path)) == [ACTIONS]


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("inset", ["2.4pt", "4.6pt"])
def test_a_dash_in_place_of_a_figure_joins_no_rows(fill: str, inset: str, tmp_path: Path) -> None:
    source = table(MONEY, "(1fr, 24mm, 24mm, 24mm)", "(left, right, right, right).at(x)", fill=FILLS[fill], inset=inset)
    assert rows(page(source, tmp_path)) == [filled(MONEY)]


def test_names_of_groups_in_plain_type_part_no_table(tmp_path: Path) -> None:
    def group(name: str) -> list[str]:
        return [f"table.cell(colspan: 5, inset: (x: 3pt, top: 7pt, bottom: 3pt))[{name}]"]

    body = [
        group("Calm streets, good neighbours"),
        ["1.1", "Incidents reported", "9,788", "9,236", "7,400"],
        ["1.2", "People who feel safe outside in their area after dark and in the early hours of the morning (%)", "52%", "54%", "65%"],
        ["1.3", "Deliberate fires", "412", "388", "300"],
        group("Fewer lives scarred"),
        ["2.1", "Knife offences", "194", "187", "track"],
        ["2.2", "Burglaries", "987", "861", "700"],
    ]
    source = table(
        [["", "Measure", "Baseline", "Latest", "Target"], *body], "(8mm, 70mm, 17mm, 17mm, 17mm)", "if x < 2 { left } else { right }"
    )
    found = rows(page(source, tmp_path))
    expected = [
        [name] if row[0].startswith("table.") else row
        for row, name in zip(body, ["Calm streets, good neighbours", *[""] * 3, "Fewer lives scarred", "", ""], strict=True)
    ]
    assert found == [[["Measure", "Baseline", "Latest", "Target"], *expected]]


@pytest.mark.parametrize("between", ["Table 4 How it will be spent (£000)", "How it will be spent", "#v(7mm)"])
def test_two_tables_one_above_the_other_stay_two(between: str, tmp_path: Path) -> None:
    second = [["Priority", "Staff", "Services", "All"], ["1 Calm streets", "745", "160", "905"], ["2 Fewer hurt", "180", "240", "420"]]
    second += [["3 Free from abuse", "215", "545", "760"], ["All priorities", "1,140", "945", "2,085"]]
    columns, align = "(1fr, 24mm, 24mm, 24mm)", "(left, right, right, right).at(x)"
    first = [["Source", *MONEY[0][1:]], *MONEY[1:]]
    source = table(first, columns, align) + f"\n{between}\n" + table(second, columns, align)
    assert rows(page(source, tmp_path)) == [first, second]


def test_two_tables_side_by_side_stay_two(tmp_path: Path) -> None:
    calls = [["Year", "Calls", "Visits"], ["2021", "1,204", "310"], ["2022", "1,310", "355"], ["2023", "1,122", "402"]]
    fires = [["Ward", "Fires"], ["North", "12"], ["Old Town", "31"], ["Hill Side", "9"], ["Quay", "4"]]
    left = table(calls, "(1fr, 20mm, 20mm)", "(left, right, right).at(x)")
    right = table(fires, "(1fr, 20mm)", "(left, right).at(x)")
    source = f"#grid(columns: (1fr, 1fr), column-gutter: 10mm, [{left}], [{right}])\n"
    assert sorted(rows(page(source, tmp_path))) == sorted([calls, fires])
