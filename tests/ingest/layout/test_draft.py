from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.box import Region
from ingest.layout.draft import drafts_of
from ingest.layout.line import Line
from ingest.layout.order import reading_order
from tests.ingest.glyphs import line_of
from tests.ingest.layout.columns import blocks, column, positions


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


def mixed(words: str, small: str, top: float) -> Line:
    """A line that begins in the size of the lines above and goes on in small type."""
    first = line_of(words, 50, top)
    return Line([*first.glyphs, *line_of(small, first.x1 + 6, top, size=first.size * 0.7).glyphs])


def test_a_sentence_goes_on_before_small_type_on_its_last_line() -> None:
    lines = [
        *column(50, 100, "They include burglary of homes, with special attention to stolen"),
        mixed("parts.", "(from the plan of the year before, on page 3)", 114),
    ]
    assert len(blocks(lines)) == 1


def test_small_type_under_a_sentence_that_has_ended_stands_alone() -> None:
    lines = [
        *column(50, 100, "They include burglary of homes, with special attention to parts."),
        line_of("Source: a survey", 50, 114, size=7),
    ]
    assert len(blocks(lines)) == 2


@given(st.lists(positions, max_size=40), st.booleans())
def test_nothing_is_lost_and_nothing_doubled(places: list[tuple[int, int, str]], with_table: bool) -> None:
    lines = [line_of(text, x, top) for x, top, text in places]
    boxes: list[Line | Region] = [*lines, *([Region(0, 100, 200, 300, 260)] if with_table else [])]
    drafts = drafts_of(reading_order(boxes))
    assert sorted(id(line) for draft in drafts for line in draft.lines) == sorted(id(line) for line in lines)
    assert [draft.table for draft in drafts if draft.table is not None] == [0] * with_table
