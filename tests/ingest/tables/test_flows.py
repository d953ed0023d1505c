"""Which lines belong to one text: side panels and page columns apart, tables whole."""

from __future__ import annotations

from ingest.layout.line import Line
from ingest.tables.flows import flows_of
from tests.ingest.glyphs import line_of


def column(x: float, count: int, top: float = 100.0, step: float = 13.0, text: str = "words of a text") -> list[Line]:
    return [line_of(text, x, top + step * n) for n in range(count)]


def texts(lines: list[Line]) -> set[int]:
    return {id(line) for line in lines}


def test_a_panel_beside_a_text_is_a_text_of_its_own() -> None:
    left, right = column(50, 8), column(320, 6, step=15.0)
    flows = flows_of([*left, *right])
    assert [texts(flow) for flow in flows if flow] == [texts(left), texts(right)]


def test_a_panel_that_is_written_first_is_one_too() -> None:
    right, left = column(320, 6, step=15.0), column(50, 8)
    assert {frozenset(texts(flow)) for flow in flows_of([*right, *left]) if flow} == {frozenset(texts(left)), frozenset(texts(right))}


def test_the_rows_of_a_table_stay_together() -> None:
    rows = [column(x, 4, top=100.0 + 70 * row) for row in range(4) for x in (50.0, 220.0, 390.0)]
    lines = [line for cell in rows for line in cell]
    assert [texts(flow) for flow in flows_of(lines) if flow] == [texts(lines)]


def test_a_page_of_one_text_is_one() -> None:
    lines = column(50, 20)
    assert [texts(flow) for flow in flows_of(lines)] == [texts(lines)]


def test_three_columns_are_three_texts() -> None:
    first, second, third = column(50, 8), column(320, 6, step=15.0), column(590, 7, step=14.0)
    flows = flows_of([*first, *second, *third])
    assert [texts(flow) for flow in flows if flow] == [texts(first), texts(second), texts(third)]


def test_tables_side_by_side_below_titles_of_their_own_are_two() -> None:
    lines: list[Line] = [line_of("412", 60.0, 60.0, 10.0), line_of("731", 320.0, 60.0, 10.0)]
    for left, title in ((50.0, "Crimes"), (310.0, "Safety")):
        lines.append(line_of(title, left, 90.0, 16.0))
        for row in range(4):
            lines += [line_of(f"Place {row}", left, 120.0 + 14 * row, 10.0), line_of(f"{row}12", left + 130, 120.0 + 14 * row, 10.0)]
    for position, line in enumerate(lines):
        line.glyphs = [glyph._replace(position=100 * position + n) for n, glyph in enumerate(line.glyphs)]
    assert [flow[0].text for flow in flows_of(lines) if len(flow) > 2] == ["Crimes", "Safety"]
