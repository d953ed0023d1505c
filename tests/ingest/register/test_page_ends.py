"""Figures of tables without lines that a page end parts at a bad place: behind the heads, or beside the name of a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.typeset import register_of_typst

PAGE = '#set page(paper: "a5", margin: 15mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n= How things stand\n\n'
LEAD = "The forum looks at the figures below every spring, and asks its members to explain what has changed.\n\n"
TAIL = "\n\nMembers asked for the same figures next year, and thanked all who took part.\n"
YEARS = ("2029/30", "2030/31", "2031/32")
HEAD = ", ".join(["[*Harbour*]", *(f"[*{year}*]" for year in YEARS)])
CALM, STORM = "table.cell(colspan: 4)[*Calm water*]", "table.cell(colspan: 4)[*Open sea*]"


def row(name: str, n: int) -> str:
    """A row of three figures."""
    return f"[{name}], [{n}12], [{n}25], [{n}08]"


def table(*parts: str) -> str:
    """A table without lines, of cells as given."""
    settings = "columns: (48mm, 1fr, 1fr, 1fr), stroke: none, inset: 5pt, align: (x, y) => if x == 0 { left } else { right }"
    return f"#table({settings}, {', '.join(parts)})"


def figures(folder: Path, *pages: str) -> dict[str, Entry]:
    """The figures of the tables on pages that follow each other, by value."""
    entries = register_of_typst(f"{PAGE}{LEAD}{'#pagebreak()'.join(pages)}{TAIL}", folder)
    return {one.fields["value"]: one for one in entries if one.kind is EntryKind.FIGURE and one.fields.get("row")}


def columns(found: dict[str, Entry]) -> dict[str, str]:
    return {value: one.fields.get("column", "") for value, one in found.items()}


ABOVE = (HEAD, CALM, row("Elm Quay", 1), row("Saltings", 2))
BELOW = (row("West Mole", 3), row("Ferry Steps", 4), row("Net Lofts", 5))
EXPECTED = {f"{n}{end}": year for n in range(1, 6) for end, year in zip(("12", "25", "08"), YEARS, strict=True)}


@pytest.mark.parametrize("pages", [(table(*ABOVE, STORM), table(*BELOW)), (table(*ABOVE), table(STORM, *BELOW))])
def test_the_name_of_a_group_at_a_page_end_is_of_the_table(pages: tuple[str, str], tmp_path: Path) -> None:
    found = figures(tmp_path, *pages)
    assert columns(found) == EXPECTED
    assert {value: one.fields["group"] for value, one in found.items()} == {
        value: "Calm water" if value[0] in "12" else "Open sea" for value in EXPECTED
    }


@pytest.mark.parametrize("heads", [HEAD, HEAD.replace("[*", "[#text(size: 8pt, weight: 700)[").replace("*]", "]]")])
@pytest.mark.parametrize("over", ["", "[], table.cell(colspan: 3, align: center)[*Boats moored*], "])
def test_heads_that_stay_alone_at_the_foot_name_the_columns(over: str, heads: str, tmp_path: Path) -> None:
    if over and "8pt" in heads:
        over = over.replace("[*", "[#text(size: 8pt, weight: 700)[").replace("*]", "]]")
    found = figures(tmp_path, table(f"{over}{heads}"), table(row("Elm Quay", 1), row("Saltings", 2), *BELOW))
    assert columns(found) == {value: f"{'Boats moored ' if over else ''}{year}" for value, year in EXPECTED.items()}


@pytest.mark.parametrize("between", ["Note: The mole was shut in spring.", "Boats without an owner are left out.", "Source: harbour log"])
def test_a_note_at_a_page_end_is_no_name(between: str, tmp_path: Path) -> None:
    found = figures(tmp_path, f"{table(*ABOVE)}\n\n{between}\n\n", table(*BELOW))
    assert all(one.fields.get("group", "") != between for one in found.values())


LAST = ["Lamps mended", "Visitors who told the survey that they felt safe on the mole at night"]


@pytest.mark.parametrize("align", ["left", "right"])
def test_the_last_line_of_a_name_whose_figures_stand_in_its_middle_is_of_the_table(align: str, tmp_path: Path) -> None:
    cells = ", ".join(f"[{name}], [{n}12], [{n}25], [{n}08]" for n, name in enumerate(LAST, 1))
    source = table(HEAD, cells).replace("{ right }", f"{{ {align} + horizon }}").replace("48mm", "34mm")
    found = figures(tmp_path, source)
    assert {one.fields["row"] for one in found.values()} == set(LAST)


@pytest.mark.parametrize("last", ["{n}08", "Wardens"])
def test_a_name_that_ends_open_does_not_run_on_into_the_next_rows(last: str, tmp_path: Path) -> None:
    names = ["Visitors who say that people of all ages get on", "Boats lost", "Lamps mended"]
    cells = ", ".join(f"[{name}], [{n}12], [{n}25], [{last.format(n=n)}]" for n, name in enumerate(names, 1))
    found = figures(tmp_path, table(HEAD, cells).replace("{ right }", "{ right + horizon }").replace("48mm", "34mm"))
    assert {one.fields["row"] for one in found.values()} == set(names)


def test_heads_of_one_and_two_lines_beside_the_names_of_groups(tmp_path: Path) -> None:
    heads = "[*Setting*], [*Place*], [*Women\\ (%)*], [*Men\\ (%)*]"
    by_day = "table.cell(rowspan: 2)[By day], [Elm Quay], [81], [90], [Saltings], [71], [80]"
    at_night = "table.cell(rowspan: 2)[At night], [West Mole], [33], [52], [Net Lofts], [60], [70]"
    align = "align: (x, y) => if x < 2 { left + bottom } else { right }"
    settings = f"columns: (30mm, 34mm, 1fr, 1fr), stroke: (x, y) => (bottom: 0.5pt), inset: 5pt, {align}"
    found = figures(tmp_path, f"#table({settings}, {heads}, {by_day}, {at_night})")
    assert set(columns(found).values()) == {"Women (%)", "Men (%)"}
    assert {one.fields["unit"] for one in found.values()} == {"%"}


@pytest.mark.parametrize("form", ["1,0{n}5 (2029/30)", "{n}5% by 2033", "{n}5 in March 2033"])
def test_plain_heads_over_figures_with_their_dates(form: str, tmp_path: Path) -> None:
    rows = ", ".join(f"[{name}], [{form.format(n=n)}], [Wardens]" for n, name in enumerate(("Boats lost in the bay", "Sheds", "Nets"), 1))
    found = figures(
        tmp_path, f"#table(columns: (52mm, 1fr, 1fr), stroke: 0.5pt, inset: 5pt, [What we measure], [Where we are], [Owner], {rows})"
    )
    assert set(columns(found).values()) == {"Where we are"}


USES = "#table(columns: (44mm, 44mm, 1fr), stroke: 0.5pt, inset: 4pt, {})\n\n"
USED = (
    "[*Use*], [*Further part*], [*Places of work*], [Sheds], [Boats], [40], [Lofts], [Nets], [36], [Lofts], [Ropes], [47], "
    "[Quays], [Fish], [95]"
)
NOTE = "#text(size: 7pt)[1 Now the Harbour Office]"


@pytest.mark.parametrize("foot", ["", NOTE, f"{NOTE}\n\n#text(size: 7pt)[2 As measured in spring]"])
@pytest.mark.parametrize("name", ["", "[Quays], [Sand], [70], "])
def test_a_name_reaches_over_a_page_end_although_its_column_is_empty_there(foot: str, name: str, tmp_path: Path) -> None:
    rest = f"[], [Ice], [77], [], [Salt], [81]{', ' + name.rstrip(', ') if name else ''}"
    found = figures(tmp_path, f"{USES.format(USED)}{foot}\n\n", USES.format(rest))
    assert {value: one.fields.get("row") for value, one in found.items() if value in ("95", "77", "81", "70")} == {
        "95": "Quays – Fish",
        "77": "Quays – Ice",
        "81": "Quays – Salt",
        **({"70": "Quays – Sand"} if name else {}),
    }
    assert set(columns(found).values()) == {"Places of work"}


@pytest.mark.parametrize("inset", ["5pt", "8pt"])
def test_small_heads_far_above_bold_names_of_two_lines(inset: str, tmp_path: Path) -> None:
    small = ", ".join(f"[#text(size: 8pt, weight: 700)[{name}]]" for name in ("HARBOUR", *YEARS))
    names = ["Boats that came in by night", "Nets and ropes that were lost at sea", "Lamps on the mole that went out"]
    cells = ", ".join(f"[*{name}*], [{n}12], [{n}25], [{n}08]" for n, name in enumerate(names, 1))
    source = (
        table(small, cells).replace("inset: 5pt", f"inset: {inset}").replace("{ right }", "{ right + horizon }").replace("48mm", "30mm")
    )
    found = figures(tmp_path, source)
    assert {one.fields["row"] for one in found.values()} == set(names)
    assert set(columns(found).values()) == set(YEARS)
