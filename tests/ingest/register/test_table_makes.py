"""Figures of tables in further makes: names over several columns above stripes, times down the side, one row of years."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.register import Entry, EntryKind
from tests.ingest.register.reading import of_kind
from tests.ingest.register.typeset import register_of_typst

PAGE = '#set page(paper: "a4", margin: 18mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n= How things stand\n\n'
LEAD = "The forum looks at the figures below every spring, and asks its members to explain what has changed.\n\n"
TAIL = "\n\nMembers asked for the same figures next year, and thanked all who took part.\n"
PLACES = ["Elm Quay", "Saltings", "West Mole", "Ferry Steps", "Net Lofts"]


def figures(source: str, folder: Path) -> list[Entry]:
    """The figures of the tables that a source sets."""
    entries = register_of_typst(f"{PAGE}{LEAD}{source}{TAIL}", folder)
    return [one for one in entries if one.kind is EntryKind.FIGURE and (one.fields.get("row") or one.fields.get("column"))]


def with_names_over(names: tuple[str, str], over: tuple[str, str], fill: str, more: str = "") -> str:
    """A table with two names over two columns each, `fill` saying what is shaded."""
    heads = "".join(f"table.cell(colspan: 2, align: center)[*{name}*], " for name in over)
    heads += "".join(f"[*{name}*], " for name in names * 2)
    body = "".join(f"[{place}], [{n}12], [{n}3%], [{n}25], [{n}8%], " for n, place in enumerate(PLACES, 1))
    settings = f"stroke: none, inset: 6pt, align: (x, y) => if x == 0 {{ left + bottom }} else {{ center }}, fill: (x, y) => {fill}{more}"
    return f"#table(columns: (46mm, 24mm, 24mm, 24mm, 24mm), {settings}, table.cell(rowspan: 2)[*Harbour*], {heads}{body})"


NAMES, YEARS = ("Number", "Share of all"), ("2029/30", "2030/31")
LIGHT = 'rgb("#e4ebf2")'


@pytest.mark.parametrize(
    "fill",
    [
        f"if y > 1 and calc.odd(y) {{ {LIGHT} }}",
        f"if y > 1 and calc.even(y) {{ {LIGHT} }}",
        f"if x == 0 and y > 1 {{ {LIGHT} }}",
        f"if y > 1 {{ {LIGHT} }}",
        f"if y < 2 {{ {LIGHT} }}",
        f"if y < 2 {{ {LIGHT} }} else if x == 0 {{ {LIGHT} }}",
        "none",
    ],
)
@pytest.mark.parametrize("names", [NAMES, ("Target", "Actual")])
def test_names_over_two_columns_each_above_whatever_is_shaded(names: tuple[str, str], fill: str, tmp_path: Path) -> None:
    found = figures(with_names_over(names, YEARS, fill), tmp_path)
    first = [(one.fields["value"], one.fields["column"]) for one in found if one.fields["row"] == PLACES[0]]
    columns = [f"{year} {name}" for year in YEARS for name in names]
    assert first == list(zip(("112", "13%", "125", "18%"), columns, strict=True))
    assert len(found) == 4 * len(PLACES)


@pytest.mark.parametrize("size", ["9pt", "11pt"])
def test_a_head_of_two_heights_above_shaded_names_of_rows(size: str, tmp_path: Path) -> None:
    fill = f'if y < 2 {{ rgb("#204060") }} else if x == 0 {{ {LIGHT} }}'
    source = with_names_over(NAMES, YEARS, fill, ", row-gutter: 0pt").replace("inset: 6pt", f"inset: {size}")
    found = figures(source.replace("[*", "[#text(fill: white, weight: 700)[").replace("*]", "]]"), tmp_path)
    assert {one.fields["column"] for one in found} == {f"{year} {name}" for year in YEARS for name in NAMES}
    assert {one.fields["row"] for one in found} == set(PLACES)


STATES = [
    ("Baseline 2029/30", "2029/30"), ("Target 2032/33", "2032/33"), ("Current (2030/31)", "2030/31"), ("Actual: 2030/31", "2030/31"),
    ("2030/31 outturn", "2030/31"), ("2029/30 (baseline)", "2029/30"), ("Target by 2033", "2033"), ("Where we are now 2030/31", "2030/31"),
    ("Where we want to be by March 2033", "March 2033"), ("Our target for 2032/33", "2032/33"), ("Forecast 2031/32", "2031/32"),
    ("2031/32 – forecast", "2031/32"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "period"), STATES)
def test_a_time_in_front_of_a_row_is_its_period_and_what_is_counted_stands_above(state: str, period: str) -> None:
    text = f"# Plan\n\n| | Boats lost in the bay | Wardens trained |\n|---|---|---|\n| {state} | 412 | 38 |\n| Not yet counted | 1 | 2 |\n"
    found = {one.fields["value"]: one.fields for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")}
    assert (found["412"]["period"], found["412"]["unit"], found["412"]["row"]) == (period, "boats", state)
    assert (found["38"]["of"], found["38"]["unit"]) == ("Wardens trained", "wardens")


def test_a_row_that_names_more_than_a_time_is_no_time() -> None:
    rows = "| Boats lost since the 2029/30 survey | 412 | 38 |\n| Target 2030 campaign calls | 1 | 2 |\n"
    text = f"# Plan\n\n| | 2031 | 2032 |\n|---|---|---|\n{rows}"
    found = {one.fields["value"]: one.fields["period"] for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")}
    assert found == {"412": "2031", "38": "2032", "1": "2031", "2": "2032"}


@pytest.mark.parametrize("years", [["2028/29", "2029/30", "2030/31"], ["2028", "2029", "2030", "2031"]])
@pytest.mark.parametrize("what", ["Boats lost", "Calls"])
def test_one_row_below_years_is_a_table(what: str, years: list[str], tmp_path: Path) -> None:
    heads, cells = "".join(f"[*{year}*], " for year in years), "".join(f"[1,{n}04], " for n in range(len(years)))
    settings = "stroke: none, inset: 6pt, align: (x, y) => if x == 0 { left } else { right }"
    found = figures(f"#table(columns: (60mm, {'1fr, ' * len(years)}), {settings}, [], {heads}[{what}], {cells})", tmp_path)
    assert [(one.fields["row"], one.fields["column"]) for one in found] == [(what, year) for year in years]


FRAMEWORK = ["2029/30", "2030/31", "2031/32", "2032/33"]


@pytest.mark.parametrize("align", ["right", "center"])
@pytest.mark.parametrize("start", ["Baseline", "Where we\\ are now", "Start"])
@pytest.mark.parametrize("goal", ["Targets", "Where we want to be"])
def test_one_year_to_start_from_and_several_to_aim_at(goal: str, start: str, align: str, tmp_path: Path) -> None:
    heads = f"table.cell(rowspan: 2)[*Measure*], [*{start}*], table.cell(colspan: 3, align: center)[*{goal}*], "
    heads += "".join(f"[*{year}*], " for year in FRAMEWORK)
    body = "".join(f"[{place}], [{n}12], [{n}25], [{n}31], [{n}48], " for n, place in enumerate(PLACES, 1))
    settings = f"stroke: (x, y) => (bottom: 0.5pt), inset: 6pt, align: (x, y) => if x == 0 {{ left + bottom }} else {{ {align} + bottom }}"
    found = figures(f"#table(columns: (54mm, 1fr, 1fr, 1fr, 1fr), {settings}, {heads}{body})", tmp_path)
    first = start.replace("\\", "")
    assert {one.fields["column"] for one in found} == {f"{first} 2029/30", *(f"{goal} {year}" for year in FRAMEWORK[1:])}
