"""Tables without a full set of lines: what stands in which row and column, and what is no table."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.line import Line
from ingest.readers.pdfium import Rule
from ingest.tables import DraftTable, goes_on, rest_of, unruled_tables
from ingest.tables.strips import strips_of
from tests.ingest.glyphs import line_of

SIZE, STEP, GAP = 10.0, 12.0, 8.0  # type, step from line to line in a cell, space between rows: points
LEFT = (50.0, 260.0, 340.0, 420.0)


def printed(rows: Sequence[Sequence[str]], top: float = 100.0, bold_first: bool = True) -> list[Line]:
    """Rows as lines: a line break in a cell begins a new line in it."""
    lines: list[Line] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            for step, words in enumerate(text.split("\n") if text else ()):
                lines.append(line_of(words, LEFT[column], top + STEP * step, SIZE, bold=bold_first and number == 0))
        top += STEP * max(text.count("\n") + 1 for text in row) + GAP
    return lines


def words(table: DraftTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(number)] for number in range(table.row_count)]


def flat(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[text.replace("\n", " ") for text in row if text] for row in rows]


ROWS = [["Measure", "2023", "2024"], ["Burglary", "412", "380"], ["Robbery in parks\nand squares", "96", "80"], ["Theft", "1,204", "998"]]


def test_figures_under_headings_are_a_table_without_lines() -> None:
    prose = line_of("A line of text above them that is longer than the table is wide, as text is on most of the pages", 50, 60)
    (table,), rest = unruled_tables([prose, *printed(ROWS)], 0)
    assert words(table) == flat(ROWS) and not table.ruled and table.confidence < 1
    assert (table.header_rows, table.header_columns) == (1, 1)
    assert rest == [prose]


def test_two_columns_of_prose_are_no_table() -> None:
    text = "words that fill the column"
    lines = [line_of(text, x, 100 + 12 * number) for number in range(6) for x in (50, 220)]
    assert unruled_tables(lines, 0) == ([], lines)


def test_numbered_paragraphs_are_no_table() -> None:
    text = "a paragraph that runs over the whole of its line and says something at some length"
    lines = [line for n in range(5) for line in (line_of(f"3.{n}", 50, 100 + 24 * n), line_of(f"This is {text}", 90, 100 + 24 * n))]
    assert unruled_tables(lines, 0)[0] == []


def test_a_heading_over_two_columns_says_so() -> None:
    over = [line_of("Offence", 50, 80, bold=True), line_of("Recorded", 260 + 30, 80, bold=True)]
    rows = [["", "2023", "2024"], ["Burglary", "412", "380"], ["Robbery", "96", "80"]]
    (table,), _ = unruled_tables([*over, *printed(rows)], 0)
    assert ("Recorded", 1, 2) in [(cell.text, cell.column, cell.columns) for cell in table.row(0)]
    assert table.header_rows == 2


def test_the_name_of_a_group_stands_in_a_row_of_its_own() -> None:
    rows = [ROWS[0], ["Crimes against\nproperty in town", "", ""], *ROWS[1:]]
    (table,), _ = unruled_tables(printed(rows), 0)
    assert words(table) == flat(rows)


def test_lines_between_rows_part_what_stands_close() -> None:
    rows = [["Action", "Who", "When"], ["Repair the lamps", "Council and\npolice", "Spring"], ["Visit the shops", "Police", "Summer"]]
    lines = printed(rows)
    heights = [96.0, 118.0, 150.0, 170.0]
    rules = [Rule(50, height, 460, height) for height in heights]
    (table,), _ = unruled_tables(lines, 0, rules)
    assert words(table) == flat(rows) and table.confidence > 0.6


def test_what_a_page_end_cuts_off_is_read_in_the_same_columns() -> None:
    (table,), _ = unruled_tables(printed(ROWS), 0)
    under = "Text that goes on below the table over the page"
    below = [*printed([["Arson", "12", "9"]], top=60.0, bold_first=False), line_of(under, 50, 160)]
    assert unruled_tables(below, 0)[0] == []
    found, left = rest_of(table, below, 0, (), at_top=True)
    assert found is not None and words(found) == [["Arson", "12", "9"]] and goes_on(table, found)
    assert [line.text for line in left] == [under]


# Single words: in the tests' type, a space is as wide as a gutter may be.
names = st.lists(st.sampled_from(["homes", "streetlamps", "visits", "neighbourhoods", "shops"]), min_size=1, max_size=3).map(
    lambda lines: "\n".join(lines).capitalize()
)
figures = st.integers(1, 9999).map(str)


@given(st.lists(st.tuples(names, figures, figures, figures), min_size=3, max_size=7), st.floats(-0.3, 0.3))
def test_every_cell_stands_in_its_row_and_column(rows: list[tuple[str, ...]], shift: float) -> None:
    table_rows = [["Measure", "First", "Second", "Third"], *[list(row) for row in rows]]
    (table,), rest = unruled_tables(printed(table_rows, top=100 + shift), 0)
    assert words(table) == flat(table_rows) and rest == []


def test_a_name_that_runs_on_alone_between_two_lines_is_a_groups_even_where_it_ends_open() -> None:
    rows = [["Measure", "Baseline", "Target", "Owner"], ["Fires", "412", "380", "Fire service"], ["Thefts", "96", "80", "Police"]]
    tops = (100.0, 140.0, 160.0)
    head, first, second = (printed([row], top=top, bold_first=not n) for n, (row, top) in enumerate(zip(rows, tops, strict=True)))
    name = line_of("1 Calm streets", 50, 120, SIZE, bold=True)
    # One long word: in the tests' type, a space is as wide as a gutter may be.
    aim = line_of("neighbours-find-somebody-who-listens-whom-they-can-turn to", 132, 120, SIZE)
    rules = [Rule(50, height, 490, height) for height in (97.0, 117.0, 137.0, 157.0, 177.0)]
    (table,), _ = unruled_tables([*head, name, aim, *first, *second], 0, rules)
    named = table.row(1)
    assert [(cell.column, cell.columns) for cell in named] == [(0, 4)] and named[0].text.endswith("turn to")
    assert words(table)[2:] == rows[1:]


def test_the_sign_of_a_note_does_not_leave_a_name_open() -> None:
    rows = [["Source", "2023", "2024"], ["Street fund", "180", "–"], ["Landlords", "24", "30"], ["Council", "310", "325"]]
    lines = printed(rows)
    fund = next(line for line in lines if line.text == "Street fund")
    raised = line_of("a", fund.x1 + 3, fund.top, 5.0).glyphs[0]._replace(space=True)
    fund.glyphs.append(raised)
    rules = [Rule(50, 96 + 20 * n, 460, 96 + 20 * n) for n in range(5)]
    (table,), _ = unruled_tables(lines, 0, rules)
    assert [row[0] for row in words(table)] == ["Source", "Street fund a", "Landlords", "Council"]


def test_a_line_that_leaves_a_column_out_joins_its_cells() -> None:
    rows = [["Measure", "2023", "2024", "Owner"], ["Fires", "412", "380", "Head of Housing"], ["Thefts", "96", "80", "Needs"]]
    rules = [Rule(50, height, 520, height) for height in (97.0, 117.0, 157.0)] + [Rule(50, 137, 400, 137)]
    (table,), _ = unruled_tables(printed(rows), 0, rules)
    owner = next(cell for cell in table.cells if cell.column == 3 and cell.row == 1)
    assert (owner.text, owner.rows) == ("Head of Housing Needs", 2)
    assert words(table)[2] == ["Thefts", "96", "80"]


def test_dashes_in_place_of_figures_mark_nothing_that_follows_them() -> None:
    def parts(*cells: tuple[float, str]) -> list[str]:
        (strip,) = strips_of([Line([glyph for x, text in cells for glyph in line_of(text, x).glyphs])])
        return [part.text for part in strip.parts]

    assert parts((50, "Lamps"), (260, "4"), (300, "–"), (312, "watch")) == ["Lamps", "4", "–", "watch"]
    assert parts((50, "Ropes"), (288, "–"), (300, "–"), (312, "grow")) == ["Ropes", "–", "–", "grow"]
    assert parts((50, "–"), (62, "lamps")) == ["–lamps"]


def test_a_bold_name_that_ends_open_does_not_run_on_into_a_row() -> None:
    rows = [["Where it comes from", "2031", "2032"], ["Harbour dues", "412", "380"], ["Gifts", "96", "80"], ["Fines", "1,204", "998"]]
    (table,), _ = unruled_tables(printed(rows), 0)
    assert words(table) == rows
