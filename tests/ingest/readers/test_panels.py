"""Bands of colour across the page and panels at its side: read as one, before what stands below and beside them."""

from __future__ import annotations

from ingest.layout.line import Line, lines_of
from ingest.layout.order import reading_order
from ingest.readers.panels import mark_panels
from ingest.readers.pdfium import Rule, Sheet
from tests.ingest.glyphs import glyphs_of, line_of
from tests.ingest.tables.test_cards import box

WIDTH, HEIGHT = 600.0, 400.0


def read(lines: list[Line]) -> list[str]:
    """The lines in reading order."""
    return [line.text for run in reading_order(lines) for line in run if isinstance(line, Line)]


def page(rules: list[Rule]) -> list[Line]:
    """A title and two large numbers side by side, above three columns."""
    words = [("Calm", 40, 30), ("streets", 40, 48), ("2,911", 250, 26), ("crimes in all", 250, 46), ("in 2030", 250, 58), ("34%", 420, 26)]
    words += [("of cases were", 420, 46), ("heard before", 420, 58)]
    for column, name in ((40, "left"), (250, "middle"), (420, "right")):
        words += [(f"{name} words {number}", column, 120 + 14 * number) for number in range(6)]
    lines = lines_of(glyph for text, x, top in words for glyph in glyphs_of(text, x, top))
    mark_panels(lines, Sheet(WIDTH, HEIGHT, [], rules, True))
    return lines


def test_a_band_is_read_text_by_text_and_does_not_run_into_the_columns_below() -> None:
    text = read(page(box(0.0, 0.0, WIDTH, 90.0)))
    assert text[:8] == ["Calm", "streets", "2,911", "crimes in all", "in 2030", "34%", "of cases were", "heard before"]
    assert text[8:14] == [f"left words {number}" for number in range(6)]


def test_a_box_that_ends_before_the_edge_of_the_page_is_no_band() -> None:
    assert {line.card for line in page(box(20.0, 0.0, WIDTH - 20.0, 90.0))} == {-1}


def test_a_running_head_in_colour_is_no_band() -> None:
    assert {line.card for line in page(box(0.0, 0.0, WIDTH, 20.0))} == {-1}


def test_a_panel_down_the_left_side_is_read_first() -> None:
    panel = [line_of(text, 20.0, top) for text, top in (("Safe homes", 40.0), ("4,058", 120.0), ("calls in 2030", 140.0), ("26", 240.0))]
    for line in panel:
        line.card = 0
    beside = [line_of(f"{name} {number}", x, 30.0 + 30 * number) for name, x in (("one", 220.0), ("two", 400.0)) for number in range(8)]
    assert read([*beside, *panel])[:5] == ["Safe homes", "4,058", "calls in 2030", "26", "one 0"]
