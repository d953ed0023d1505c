from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import Line, Region, drafts_of, lines_of, marker_of, reading_order
from tests.ingest.glyphs import glyphs_of, line_of


def column(x: float, top: float, *texts: str) -> list[Line]:
    return [line_of(text, x, top + 12 * number) for number, text in enumerate(texts)]


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in drafts_lines(lines)]


def drafts_lines(lines: list[Line]) -> list[Line]:
    return [line for draft in drafts_of(reading_order(lines)) for line in draft.lines]


def blocks(lines: list[Line]) -> list[str]:
    return [draft.text for draft in drafts_of(reading_order(lines))]


LEFT = ["First words of the left", "column which goes on", "for a third line and", "ends."]
RIGHT = ["Then those of the right", "column which goes on", "for a third line and", "ends."]


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


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("• words", "•"),
        ("– words", "–"),
        ("3.7 words", "3.7"),
        ("(a) words", "(a)"),
        ("iv. words", "iv."),
        ("12. words", "12."),
        ("1998 was a year", ""),
        ("A word", ""),
        ("words", ""),
        ("•", ""),
    ],
)
def test_markers(text: str, marker: str) -> None:
    assert marker_of(glyphs_of(text, 50, 100)) == marker


def test_a_bullet_far_from_its_words_is_theirs() -> None:
    (line,) = lines_of([*glyphs_of("•", 50, 100), *glyphs_of("repair the lamps", 90, 100)])
    assert line.text == "• repair the lamps"


def test_words_far_apart_are_two_lines() -> None:
    found = lines_of([*glyphs_of("Burglary", 50, 100), *glyphs_of("412", 300, 100)])
    assert [line.text for line in found] == ["Burglary", "412"]


def test_a_wider_gap_starts_a_block() -> None:
    first = column(50, 100, "This paragraph fills its lines", "and ends here at full width.")
    assert len(blocks([*first, line_of("This is the next one, as wide.", 50, 140)])) == 2


def test_a_line_that_cannot_be_an_end_is_gone_on_from() -> None:
    wide = "A line that is as wide as the column is, which sets its edge here."
    lines = column(50, 100, wide, "Dependent on the specifics of the", "County it may be more (Sub", "Committee I) or less.")
    assert blocks(lines) == [" ".join(line.text for line in lines)]


def test_a_line_that_ended_early_is_an_end() -> None:
    lines = column(50, 100, "A line that is as wide as the column is, which sets its edge here.", "Then a short one.", "Another starts.")
    assert len(blocks(lines)) == 2


def test_lines_of_contents_stand_alone() -> None:
    lines = column(50, 100, "Introduction ........ 3", "The local plan ...... 4", "Baseline ............ 5")
    assert len(blocks(lines)) == 3


def test_a_number_in_the_margin_does_not_cut_a_paragraph() -> None:
    words = ["address all the requirements set out in the policy", "of the core strategy and no others at all."]
    assert sorted(blocks([*column(120, 100, *words), line_of("6", 50, 106)])) == ["6", " ".join(words)]


def test_names_and_values_side_by_side_stay_rows() -> None:
    names = column(50, 100, "Fenwick, Ann", "Holt, Ben")
    values = column(160, 100, "(M 3)", "(M 4)")
    assert blocks([*names, *values]) == ["Fenwick, Ann (M 3)", "Holt, Ben (M 4)"]


positions = st.tuples(st.integers(0, 400), st.integers(0, 700), st.sampled_from(["word", "• item", "3.7 words of it", "A", "Ends."]))


@given(st.lists(positions, max_size=40), st.booleans())
def test_nothing_is_lost_and_nothing_doubled(places: list[tuple[int, int, str]], with_table: bool) -> None:
    lines = [line_of(text, x, top) for x, top, text in places]
    boxes: list[Line | Region] = [*lines, *([Region(0, 100, 200, 300, 260)] if with_table else [])]
    drafts = drafts_of(reading_order(boxes))
    assert sorted(id(line) for draft in drafts for line in draft.lines) == sorted(id(line) for line in lines)
    assert [draft.table for draft in drafts if draft.table is not None] == [0] * with_table


@given(st.lists(positions, max_size=30))
def test_every_glyph_is_in_one_line(places: list[tuple[int, int, str]]) -> None:
    glyphs = [glyph for x, top, text in places for glyph in glyphs_of(text, x, top)]
    found = [glyph.position for line in lines_of(glyphs) for glyph in line.glyphs]
    assert sorted(found) == sorted(glyph.position for glyph in glyphs)


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
