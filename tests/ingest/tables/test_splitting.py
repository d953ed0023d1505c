"""Printed lines of a table -> rows: by space, by figures that begin anew, by words that go on."""

from __future__ import annotations

from ingest.tables.splitting import Printed, starts_of
from ingest.tables.strips import Part
from tests.ingest.glyphs import glyphs_of


def lines(*rows: tuple[float, dict[int, str]]) -> list[Printed]:
    def parts(cells: dict[int, str]) -> dict[int, Part]:
        return {column: Part(glyphs_of(text, 50 + 150 * column, 0)) for column, text in cells.items()}

    return [Printed(bottom, 10.0, parts(cells)) for bottom, cells in rows]


def test_words_in_lower_case_go_on() -> None:
    printed = lines((0, {0: "Robbery in", 1: "12"}), (12, {0: "parks"}), (30, {0: "Theft", 1: "9"}))
    assert starts_of(printed, 2) == [True, False, True]


def test_a_second_figure_in_one_column_begins_a_row_however_close() -> None:
    printed = lines((0, {0: "Robbery", 1: "12"}), (12, {0: "Theft from", 1: "9"}), (24, {0: "cars"}), (36, {0: "Arson", 1: "3"}))
    assert starts_of(printed, 2) == [True, True, False, True]


def test_cells_that_stand_in_the_middle_of_their_rows() -> None:
    printed = lines(
        (0, {0: "Robbery in"}),
        (6, {1: "12"}),
        (12, {0: "parks"}),
        (34, {0: "Theft from"}),
        (40, {1: "9"}),
        (46, {0: "cars"}),
        (68, {0: "Arson", 1: "3"}),
    )
    assert starts_of(printed, 2) == [True, False, False, True, False, False, True]


def test_a_year_below_a_heading_is_part_of_it() -> None:
    printed = lines((0, {0: "Measure", 1: "Goal by"}), (12, {1: "2027"}), (32, {0: "Theft", 1: "9"}), (52, {0: "Arson", 1: "3"}))
    assert starts_of(printed, 2) == [True, False, True, True]
