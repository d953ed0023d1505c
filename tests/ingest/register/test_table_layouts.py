"""Figures of tables in printed pages: invented tables, set as councils set them, read by the real readers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.typeset import register_of_typst

PAGE = '#set page(paper: "a4", margin: 20mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n= How things stand\n'
LEAD = "The forum looks at the figures below every spring, and asks its members to explain what has changed.\n\n"


def figures(source: str, folder: Path) -> dict[str, Entry]:
    """The figures of the tables that a source sets, by value."""
    entries = register_of_typst(
        f"{PAGE}{LEAD}{source}\n\nMembers asked for the same figures next year, and thanked all who took part.\n", folder
    )
    return {one.fields["value"]: one for one in entries if one.kind is EntryKind.FIGURE and one.fields.get("row")}


def at(found: dict[str, Entry], value: str) -> tuple[str, str]:
    """The row and column of a value."""
    return found[value].fields["row"], found[value].fields.get("column", "")


def test_a_raised_sign_of_a_note_is_no_part_of_a_figure_or_a_name(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: 3, stroke: 0.5pt, [Parish], [2022], [2023],\n"
        "[Elmsett#super(typographic: false)[1]], [418#super(typographic: false)[2]], [397],\n"
        "[Hoo], [56.4#super(typographic: false)[3]], [61])\n",
        tmp_path,
    )
    assert set(found) == {"418", "397", "56.4", "61"}
    assert at(found, "418") == ("Elmsett", "2022")


def test_a_power_stays_with_its_unit(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: 2, stroke: 0.5pt, [Use], [£ per m#super(typographic: false)[2]], [Shops], [75], [Yards], [31])\n", tmp_path
    )
    assert found["75"].fields["column"] == "£ per m2"


def test_rows_between_stripes_have_the_columns_of_the_stripes(tmp_path: Path) -> None:
    rows = "".join(
        f"[{name}], [{a} per 1,000], [{b} per 1,000], [Amber],\n"
        for name, a, b in (
            ("Lamps mended within a day of the first call to the depot", "12.1", "13.2"),
            ("Dogs found", "14.3", "15.4"),
            ("Visits to homes where someone was hurt by a person they live with", "16.5", "17.6"),
            ("Barriers set up", "18.7", "19.8"),
        )
    )
    found = figures(
        "#table(columns: (30mm, 24mm, 24mm, 20mm), stroke: none, inset: 3pt, align: (x, y) => if x == 0 { left } else { right + bottom },\n"
        'fill: (x, y) => if y == 0 { rgb("#204060") } else if calc.even(y) { rgb("#dde6ee") },\n'
        f"table.header([Measure], [Baseline 2023/24], [Target 2026/27], [Status]),\n{rows})\n",
        tmp_path,
    )
    assert at(found, "16.5") == ("Visits to homes where someone was hurt by a person they live with", "Baseline 2023/24")
    assert found["19.8"].fields["period"] == "2026/27"


def test_headings_on_their_side_name_the_columns_below_them(tmp_path: Path) -> None:
    heads = ", ".join(f"rotate(-90deg, reflow: true)[{name}]" for name in ("Poaching", "Hare coursing", "Diesel theft"))
    rows = "[Ash Fen], [31], [42], [53],\n[Beck Side], [64], [75], [86],\n[Cow Lane], [97], [18], [29],\n"
    for stroke in ("none", "0.5pt"):
        found = figures(
            f"#table(columns: (40mm, 20mm, 20mm, 20mm), stroke: {stroke}, align: left + bottom, [Beat], {heads},\n{rows})\n", tmp_path
        )
        assert at(found, "75") == ("Beck Side", "Hare coursing")


def test_two_tables_side_by_side_are_two_and_have_their_own_titles(tmp_path: Path) -> None:
    def one(title: str, column: str, rows: str) -> str:
        return f"[*{title}*\n\n#table(columns: (26mm, 20mm, 20mm), stroke: 0.5pt, [Beat], [{column}], [Solved], {rows})]"

    found = figures(
        "#grid(columns: 2, gutter: 0mm, "
        + one("Thefts in 2023/24", "Sheds", "[Ash Fen], [31], [42], [Cow Lane], [53], [64]")
        + ", "
        + one("Thefts in 2024/25", "Barns", "[Oak Rise], [75], [86], [Pit Yard], [97], [18]")
        + ")\n",
        tmp_path,
    )
    assert at(found, "97") == ("Pit Yard", "Barns")
    assert (found["53"].fields["period"], found["86"].fields["period"]) == ("2023/24", "2024/25")


def test_a_list_set_in_two_columns_is_named_by_the_nearer_name(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: 4, stroke: 0.5pt, [Beat], [Calls], [Beat], [Calls],\n"
        "[Ash Fen], [31], [Oak Rise], [42], [Cow Lane], [53], [Pit Yard], [64])\n",
        tmp_path,
    )
    assert (at(found, "42"), at(found, "53")) == (("Oak Rise", "Calls"), ("Cow Lane", "Calls"))


def test_a_table_with_few_figures_and_a_column_without_any_has_its_headings(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: (70mm, 18mm, 18mm, 18mm, 26mm), stroke: none,\n"
        "[*Measure*], [*2021/22*], [*2022/23*], [*2023/24*], [*Target 2025/26*],\n"
        "[Lanterns lent to walkers], [61%], [], [], [],\n[Keys kept by neighbours], [], [1,204], [1,377], [],\n"
        "[Stiles mended], [], [], [72%], [],\n[Gates hung], [58%], [], [], [],\n[Ponds fenced], [], [93], [], [])\n",
        tmp_path,
    )
    assert at(found, "1,377") == ("Keys kept by neighbours", "2023/24")
    assert at(found, "58%") == ("Gates hung", "2021/22")


def test_a_part_of_a_row_in_lower_case_with_its_own_figures_is_a_row(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: (60mm, 25mm, 25mm), stroke: none, [*Force*], [*2022*], [*2023*], [Rangers], [31], [42],\n"
        "[#h(4mm)of which mounted], [13], [24], [#h(4mm)of which on foot], [18], [19], [Wardens], [53], [64])\n",
        tmp_path,
    )
    assert (at(found, "24"), at(found, "42")) == (("of which mounted", "2023"), ("Rangers", "2023"))


def test_years_over_names_that_wrap_are_over_both(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: (40mm, 26mm, 26mm, 26mm, 26mm), stroke: none, inset: 3pt,\n"
        "align: (x, y) => if x == 0 { left + bottom } else { center + bottom },\n"
        "table.cell(rowspan: 2)[*Beat*], table.cell(colspan: 2)[*2022/23*], table.cell(colspan: 2)[*2023/24*],\n"
        "[*No.*], [*Rate per \\ 1,000 \\ households*], [*No.*], [*Rate per \\ 1,000 \\ households*],\n"
        "[Ash Fen], [31], [4.2], [53], [6.4],\n[Cow Lane], [75], [8.6], [97], [1.8])\n",
        tmp_path,
    )
    assert at(found, "53") == ("Ash Fen", "2023/24 No.")
    assert (found["8.6"].fields["period"], found["8.6"].fields["unit"]) == ("2022/23", "per 1,000 households")


def test_a_head_in_a_shaded_band_is_no_card(tmp_path: Path) -> None:
    def one(column: str, rows: str) -> str:
        return (
            "[#table(columns: (30mm, 22mm, 24mm), stroke: none, align: left + bottom, "
            f'fill: (x, y) => if y == 0 {{ rgb("#dde6ee") }}, [Beat], [Sheds], [{column} broken into], {rows})]'
        )

    found = figures(
        "#grid(columns: 2, gutter: 6mm, "
        + one("Garages", "[Ash Fen], [31], [42], [Cow Lane], [53], [64], [Mill], [21], [12]")
        + ", "
        + one("Lock-ups", "[Oak Rise], [75], [86], [Pit Yard], [97], [18], [Quay], [34], [43]")
        + ")\n",
        tmp_path,
    )
    assert (at(found, "64"), at(found, "97")) == (("Cow Lane", "Garages broken into"), ("Pit Yard", "Sheds"))


def test_a_name_that_fills_its_column_leaves_the_figure_its_own(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: (52mm, 26mm, 26mm), stroke: none, inset: (x: 2pt, y: 4pt), align: left,\n"
        "[*Measure*], [*2022*], [*2023*], [Lanterns lent], [31 days], [42 days],\n"
        "[Bells rung on the northern moor], [53 days], [64 days],\n[Stiles mended], [75 days], [86 days])\n",
        tmp_path,
    )
    assert at(found, "64") == ("Bells rung on the northern moor", "2023")
    assert at(found, "31")[1] == "2022"


def test_a_word_parted_at_its_own_hyphen_keeps_it(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: (36mm, 20mm), stroke: 0.5pt, [Measure], [2023], [Reports through third-party hubs], [31], [Visits], [42])\n",
        tmp_path,
    )
    assert at(found, "31")[0] == "Reports through third-party hubs"


def test_a_title_over_all_columns_is_no_part_of_their_names(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: 3, stroke: 0.5pt, table.cell(colspan: 3)[*Money for the moor (£000s)*], [*Service*], [*2023/24*], [*2024/25*],\n"
        "[Stewards], [31], [42], [Bells], [53], [64])\n",
        tmp_path,
    )
    assert at(found, "42") == ("Stewards", "2024/25")
    assert found["53"].fields["unit"] == "£000s"


def test_a_row_of_measured_values_is_no_head(tmp_path: Path) -> None:
    found = figures(
        "#table(columns: 3, stroke: 0.5pt, [Wait for], [2022], [2023], [Bells], [31 days], [42 days], [Stiles], [5 weeks], [6 weeks])\n",
        tmp_path,
    )
    assert (at(found, "42"), found["6"].fields["unit"]) == (("Bells", "2023"), "weeks")


@pytest.mark.parametrize("numbers", [range(7, 13), range(98, 104), [f"2.{n}" for n in range(7, 13)], [f"A{n}" for n in range(7, 13)]])
def test_a_number_of_more_digits_is_no_part_of_the_name_behind_it(numbers: Sequence[object], tmp_path: Path) -> None:
    names = ["Lamps mended within a day of the call", "Dogs found", "Kites lent", "Boats mended", "Ropes sold", "Hats made"]
    rows = "".join(
        f"[{number}], [{name}], [{40 + n}%], [{60 + n}%],\n" for n, (number, name) in enumerate(zip(numbers, names, strict=True))
    )
    found = figures(
        "#table(columns: (auto, 60mm, 24mm, 24mm), stroke: none, inset: (x: 2pt, y: 3pt), align: (left, left, right, right),\n"
        f"table.hline(), [], [Measure], [Baseline], [Target], table.hline(),\n{rows}table.hline())\n",
        tmp_path,
    )
    assert (at(found, "41%"), at(found, "65%")) == (("Dogs found", "Baseline"), ("Hats made", "Target"))


GLOSSARY = {
    "Drift": "A boat that has no one aboard and has not been claimed by anyone within the first seven days of the month",
    "FRB": "Ferry and Rope Board: who runs the ferries",
    "Out of season": "The months in which no ferry runs after dark, and those who need one call the warden",
    "Quay": "Where boats lie at night",
    "Wreck order": "An order under which an owner agrees to take a boat away, at a time that the board sets",
}


@pytest.mark.parametrize("inset", [2, 4, 6])
def test_a_glossary_in_plain_type_without_headings_or_lines(inset: int, tmp_path: Path) -> None:
    rows = "".join(f"[{term}], [{told}],\n" for term, told in GLOSSARY.items())
    source = f"{PAGE}{LEAD}== Terms\n#table(columns: (38mm, 1fr), stroke: none, inset: (x: 3pt, y: {inset}pt), align: left,\n{rows})\n"
    found = [one for one in register_of_typst(source, tmp_path) if one.kind is EntryKind.TERM]
    assert [one.fields["short"] for one in found] == list(GLOSSARY)
    assert found[0].fields["definition"] == GLOSSARY["Drift"]


def test_two_columns_of_prose_are_no_glossary(tmp_path: Path) -> None:
    text = " ".join(f"The wardens of quay {n} asked for lamps, and nobody who lives near it said otherwise." for n in range(30))
    source = f"{PAGE}{LEAD}== Terms\n#columns(2)[{text}]\n"
    assert [one for one in register_of_typst(source, tmp_path) if one.kind is EntryKind.TERM] == []


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_a_dash_in_place_of_the_last_figure_before_notes_in_small_type(tmp_path: Path, dash: str) -> None:
    found = figures(
        "#table(columns: (1fr, 20mm, 20mm, 20mm, 45mm), stroke: none, align: (x, y) => if x in (0, 4) { left } else { right },\n"
        "[*From*], [*2029/30*], [*2030/31*], [*2031/32*], text(7pt)[*Notes*],\n"
        "[Harbour], [385], [386], [390], text(7pt)[Base budget],\n"
        f"[Lifeboats], [142], [143], [{dash}], text(7pt)[Grant ends March 2031],\n"
        "[Chapel], [60], [75], [76], text(7pt)[For the bells],\n"
        "[Mill], [318], [319], [320], text(7pt)[Safe lanes duty])\n",
        tmp_path,
    )
    assert [at(found, value) for value in ("385", "143", "75", "320")] == [
        ("Harbour", "2029/30"),
        ("Lifeboats", "2030/31"),
        ("Chapel", "2030/31"),
        ("Mill", "2031/32"),
    ]
