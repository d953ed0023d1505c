"""Bar charts: a name, its drawn bar and the figure behind it."""

from __future__ import annotations

from ingest.layout.line import Line
from ingest.readers.bars import join_bars
from ingest.readers.pdfium import Rule
from tests.ingest.glyphs import line_of
from tests.ingest.tables.test_cards import box

NAMES = ("Street drinking", "Speeding", "Thefts")


def chart(lengths: tuple[float, ...]) -> tuple[list[Line], list[Rule]]:
    """A chart of bars from one edge, each with its name before it and its figure behind it."""
    lines: list[Line] = []
    rules: list[Rule] = []
    for number, (name, length) in enumerate(zip(NAMES, lengths, strict=True)):
        top = 100.0 + 16 * number
        lines.append(line_of(name, 50.0, top))
        lines.append(line_of(f"{round(length)}%", 155.0 + length, top))
        rules += box(150.0, top, 150.0 + length, top + 10.0)
    return lines, rules


def test_the_name_and_the_figure_of_a_bar_are_one_line() -> None:
    lines, rules = chart((80.0, 60.0, 40.0))
    assert [line.text for line in join_bars(lines, rules)] == ["Street drinking 80%", "Speeding 60%", "Thefts 40%"]


def test_boxes_that_all_end_at_one_edge_are_no_chart() -> None:
    lines, rules = chart((80.0, 80.0, 80.0))
    assert join_bars(lines, rules) == lines


def test_two_bars_are_no_chart() -> None:
    lines, rules = chart((80.0, 60.0, 40.0))
    assert join_bars(lines[:4], rules[:8]) == lines[:4]
