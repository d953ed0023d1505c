from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.line import lines_of
from ingest.readers.pdfium import Glyph, Rule
from ingest.tables import DraftTable, goes_on, is_figure, ruled_tables, unruled_tables
from ingest.tables.ruled import _reaching
from tests.ingest.glyphs import glyphs_of

WIDTH, HEIGHT = 100.0, 20.0


def grid(rows: int, columns: int, x: float = 50.0, top: float = 100.0) -> list[Rule]:
    """The lines of a ruled table with cells of 100 by 20 points."""
    across = [Rule(x, top + HEIGHT * row, x + WIDTH * columns, top + HEIGHT * row) for row in range(rows + 1)]
    down = [Rule(x + WIDTH * column, top, x + WIDTH * column, top + HEIGHT * rows) for column in range(columns + 1)]
    return across + down


def filled(rows: list[list[str]], bold_first: bool = False, x: float = 50.0, top: float = 100.0) -> list[Glyph]:
    """The words of a table's cells, each inside its cell of `grid`."""
    return [
        glyph
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        for glyph in glyphs_of(text, x + WIDTH * column + 4, top + HEIGHT * number + 5, bold=bold_first and number == 0)
    ]


def words(table: DraftTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(number)] for number in range(table.row_count)]


ROWS = [["Measure", "Baseline", "Target"], ["Burglary", "412", "380"], ["Robbery", "96", "80"]]


def test_a_ruled_table_and_the_words_around_it() -> None:
    around = glyphs_of("Words above it", 50, 60)
    (table,), rest = ruled_tables(grid(3, 3), [*around, *filled(ROWS)])
    assert words(table) == ROWS
    assert (table.header_rows, table.header_columns) == (1, 1)
    assert rest == around


def test_a_frame_around_text_is_no_table() -> None:
    glyphs = glyphs_of("A box with words in it", 60, 105)
    assert ruled_tables(grid(1, 1), glyphs) == ([], glyphs)


def test_a_bold_first_row_names_the_columns() -> None:
    rows = [["Action", "Who", "When"], ["Repair the lamps", "Council", "Spring"], ["Visit the shops", "Police", "Summer"]]
    (table,), _ = ruled_tables(grid(3, 3), filled(rows, bold_first=True))
    assert table.header_rows == 1


def test_a_form_has_no_header_row() -> None:
    rows = [["Author:", "A name that is long"], ["Date:", "5 January of 2026"], ["Area:", "Marwick and north"]]
    (table,), _ = ruled_tables(grid(3, 2), filled(rows))
    assert table.header_rows == 0


def test_columns_and_rows_without_words_are_dropped() -> None:
    rows = [["Measure", "", "Target"], ["", "", ""], ["Burglary", "", "380"]]
    (table,), _ = ruled_tables(grid(3, 3), filled(rows))
    assert words(table) == [["Measure", "Target"], ["Burglary", "380"]]


def test_a_cell_over_two_columns_says_so() -> None:
    rules = [rule for rule in grid(3, 3) if not (rule.x0 == rule.x1 == 150.0)] + [Rule(150, 120, 150, 160)]
    glyphs = [*glyphs_of("Both years", 54, 105), *glyphs_of("Third", 254, 105), *filled(ROWS[1:], top=120)]
    (table,), _ = ruled_tables(rules, glyphs)
    assert [(cell.text, cell.columns) for cell in table.row(0)] == [("Both years", 2), ("Third", 1)]


def test_words_set_on_their_side_are_read_in_the_files_order() -> None:
    sideways = [glyph._replace(upright=False) for glyph in (*glyphs_of("Gender", 60, 112), *glyphs_of("change", 60, 104))]
    (table,), _ = ruled_tables(grid(2, 2), [*sideways, *glyphs_of("Yes", 160, 105), *glyphs_of("Age", 60, 125)])
    assert table.row(0)[0].text == "Gender change"


def test_a_table_goes_on_where_the_columns_stand_alike() -> None:
    (first,), _ = ruled_tables(grid(3, 3), filled(ROWS))
    (second,), _ = ruled_tables(grid(2, 3, top=40), filled(ROWS[1:], top=40))
    (facing,), _ = ruled_tables(grid(2, 3, x=90, top=40), filled(ROWS[1:], x=90, top=40))
    (other,), _ = ruled_tables(grid(2, 2, top=40), filled([row[:2] for row in ROWS[1:]], top=40))
    assert goes_on(first, second) and goes_on(first, facing) and not goes_on(first, other)


def test_figures() -> None:
    assert all(is_figure(text) for text in ("412", "£1.2m", "-14%", "13,994", "96 %"))
    assert not any(is_figure(text) for text in ("Burglary", "2 wards", "", "B1"))


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    glyphs = glyphs_of("A map", 60, 105)
    assert ruled_tables(grid(300, 300), glyphs) == ([], glyphs)


edges = st.builds(
    lambda x, top, length, down: Rule(x, top, x, top + length) if down else Rule(x, top, x + length, top),
    st.integers(0, 12).map(lambda n: 30.0 * n),
    st.integers(0, 12).map(lambda n: 30.0 * n),
    st.integers(1, 8).map(lambda n: 30.0 * n),
    st.booleans(),
)
places = st.tuples(st.integers(0, 380), st.integers(0, 380))


@given(st.lists(edges, max_size=40), st.lists(places, max_size=30))
def test_every_glyph_is_in_one_cell_or_left_over(rules: list[Rule], where: list[tuple[int, int]]) -> None:
    glyphs = [glyph for x, top in where for glyph in glyphs_of("words", x, top)]
    tables, rest = ruled_tables(rules, glyphs)
    held = [glyph for table in tables for cell in table.cells for line in cell.lines for glyph in line.glyphs]
    assert sorted(glyph.position for glyph in (*held, *rest)) == sorted(glyph.position for glyph in glyphs)
    loose, lines = unruled_tables(lines_of(rest), len(tables))
    left = [line for table in loose for cell in table.cells for line in cell.lines] + lines
    assert sorted(glyph.position for line in left for glyph in line.glyphs) == sorted(glyph.position for glyph in rest)


def boxes(count: int, apart: float) -> list[Rule]:
    """The edges of boxes of 100 by 80 points side by side, so far apart, with a line from each to the next one at their heads."""
    rules: list[Rule] = []
    for left in (50.0 + (WIDTH + apart) * n for n in range(count)):
        rules += [Rule(left, top, left + WIDTH, top) for top in (100.0, 180.0)] + [Rule(x, 100, x, 180) for x in (left, left + WIDTH)]
    return [*rules, Rule(50, 100, 50 + (WIDTH + apart) * count, 100), Rule(50, 180, 50 + (WIDTH + apart) * count, 180)]


def in_boxes(count: int, apart: float, lines: int) -> list[Glyph]:
    """So many lines of words in each box."""
    return [g for n in range(count) for line in range(lines) for g in glyphs_of("Open a hub", 54 + (WIDTH + apart) * n, 105 + 14 * line)]


def test_boxes_of_text_with_room_between_them_are_no_table() -> None:
    glyphs = in_boxes(3, 12, lines=4)
    assert ruled_tables(boxes(3, 12), glyphs) == ([], glyphs)


def test_a_row_of_cells_that_touch_is_a_table_whatever_they_hold() -> None:
    (table,), _ = ruled_tables(grid(4, 3), in_boxes(3, 0, lines=4))
    assert table.column_count == 3


def test_a_year_in_brackets_below_a_figure_is_of_that_figure() -> None:
    rows = [["Measure", "Baseline", "Target"], ["Women who feel", "58%", "48%"]]
    rules = [Rule(50, y, 350, y) for y in (100.0, 120.0, 160.0)] + [Rule(x, 100, x, 160) for x in (50.0, 150.0, 250.0, 350.0)]
    below = [*glyphs_of("safe in town", 54, 139), *glyphs_of("(2022)", 154, 139)]
    (table,), _ = ruled_tables(rules, [*filled(rows), *below])
    assert words(table) == [rows[0], ["Women who feel safe in town", "58% (2022)", "48%"]]


def test_shaded_panels_of_different_heights_side_by_side_are_no_table() -> None:
    rules: list[Rule] = []
    for x0, x1, top, bottom in ((43, 326, 100, 392), (340, 554, 100, 246), (340, 554, 254, 406)):
        for left, right in ((x0, x1), (x0, x0 + 4)):  # each with a bar of another colour in front
            rules += [Rule(left, y, right, y, True) for y in (top, bottom)] + [Rule(x, top, x, bottom, True) for x in (left, right)]
    texts = [("We will", 60, 110), ("Open a hub", 60, 130), ("Success", 360, 110), ("Calm nights", 360, 130), ("Measures", 360, 264)]
    glyphs = [glyph for text, x, top in texts for glyph in glyphs_of(text, x, top)]
    assert ruled_tables(rules, glyphs) == ([], glyphs)


def test_thousands_of_short_lines_at_one_height_are_joined_at_once() -> None:
    short = [Rule(700.0 - at * 0.1, 100.0 + at % 2 * 0.02, 700.0 - at * 0.1 + 0.1, 100.0) for at in range(6000)]
    assert len(_reaching(short, 50.0, 110.0)) == len(short)


def test_lines_at_all_but_one_height_are_joined_and_those_far_off_are_not() -> None:
    near, beside, away = Rule(50.0, 99.49, 200.0, 99.49), Rule(201.0, 99.51, 300.0, 99.51), Rule(320.0, 99.5, 400.0, 99.5)
    assert _reaching([away, beside, near], 50.0, 150.0) == [near, beside]
