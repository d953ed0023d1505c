from __future__ import annotations

from tests.ingest.glyphs import line_of
from tests.ingest.layout.columns import LEFT, RIGHT, blocks, column, texts


def test_columns_are_read_one_after_the_other_under_a_wide_heading() -> None:
    wide = line_of("A heading over both of the columns of this page, wider than either", 50, 80)
    lines = [wide, *column(50, 100, *LEFT), *column(260, 100, *RIGHT)]
    assert texts(lines) == [wide.text, *LEFT, *RIGHT]


def test_a_wide_line_parts_two_bands_of_columns() -> None:
    wide = line_of("A heading over both of the columns of this page, wider than either", 50, 200)
    lines = [*column(50, 100, *LEFT), *column(260, 100, *RIGHT), wide, *column(50, 220, *LEFT), *column(260, 220, *RIGHT)]
    assert texts(lines) == [*LEFT, *RIGHT, wide.text, *LEFT, *RIGHT]


def test_the_order_of_the_file_does_not_matter() -> None:
    lines = [*column(50, 100, *LEFT), *column(260, 100, *RIGHT)]
    assert texts(lines[::-1]) == texts(lines)


def test_the_lines_of_a_heading_stay_together_where_one_alone_runs_over_a_gutter() -> None:
    heading = [line_of("The", 50, 40, 30.0), line_of("numbers we have", 50, 70, 30.0)]
    lines = [*heading, *column(50, 120, *LEFT), *column(200, 120, *RIGHT)]
    assert blocks(lines)[0] == "The numbers we have"


def test_the_last_line_of_a_paragraph_above_columns_belongs_to_it() -> None:
    lines = [*column(50, 90, "A paragraph that runs on over both of the columns below it", "and ends."), *column(50, 140, *LEFT)]
    assert blocks([*lines, *column(200, 140, *RIGHT)])[0].endswith("below it and ends.")


def test_the_lower_part_of_a_page_has_columns_of_its_own() -> None:
    wide = [f"{text} in the wider column of this page" for text in LEFT]
    upper = [*column(50, 100, *wide), *column(350, 100, *RIGHT)]
    under = [f"Below: {text}" for text in (*LEFT, *RIGHT)]
    lower = [*column(50, 180, *under), *column(250, 180, *(f"Then {text}" for text in under))]
    assert texts([*upper, *lower]) == [*wide, *RIGHT, *under, *(f"Then {text}" for text in under)]


def test_the_heading_below_columns_belongs_to_what_runs_over_them() -> None:
    head = line_of("What comes next", 50, 172, size=13, bold=True)
    wide = column(
        50, 192, "A paragraph that runs on over both of the columns that stand above it,", "and over all of the page as well, as text does."
    )
    lines = [*column(50, 100, *LEFT), *column(260, 100, *RIGHT), head, *wide]
    assert texts(lines) == [*LEFT, *RIGHT, head.text, *(line.text for line in wide)]


def test_a_heading_beside_the_other_column_belongs_to_its_own() -> None:
    head = line_of("What comes next", 50, 160, size=13, bold=True)
    wide = column(
        50, 240, "A paragraph that runs on over both of the columns that stand above it,", "and over all of the page as well, as text does."
    )
    lines = [*column(50, 100, *LEFT), head, *column(50, 176, *LEFT), *column(260, 100, *RIGHT, *RIGHT, *RIGHT[:2]), *wide]
    assert texts(lines)[:9] == [*LEFT, head.text, *LEFT]
