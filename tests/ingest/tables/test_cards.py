"""Boxes with a text of their own: read one after the other, and no table."""

from __future__ import annotations

from ingest.layout import Line, reading_order
from ingest.readers.pdfium import Rule
from ingest.tables import unruled_tables
from tests.ingest.glyphs import line_of


def box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    """The four edges of a filled box."""
    return [
        Rule(x0, top, x1, top, True),
        Rule(x0, bottom, x1, bottom, True),
        Rule(x0, top, x0, bottom, True),
        Rule(x1, top, x1, bottom, True),
    ]


def side_by_side(gap: float) -> tuple[list[Line], list[Rule]]:
    """Three boxes of two lines each, with room between them."""
    lines: list[Line] = []
    rules: list[Rule] = []
    for number, (head, name) in enumerate([("One", "Calm streets"), ("Two", "Safe homes"), ("Three", "Free lives")]):
        left = 50.0 + number * (120.0 + gap)
        lines += [line_of(head, left + 8, 110.0, 10.0), line_of(name, left + 8, 124.0, 10.0)]
        rules += box(left, 100.0, left + 120.0, 140.0)
    return sorted(lines, key=lambda line: line.top), rules


def test_cards_side_by_side_are_read_one_after_the_other() -> None:
    lines, rules = side_by_side(gap=12.0)
    tables, rest = unruled_tables(lines, 0, rules)
    assert not tables
    read = [line.text for run in reading_order(rest) for line in run if isinstance(line, Line)]
    assert read == ["One", "Calm streets", "Two", "Safe homes", "Three", "Free lives"]


def test_boxes_that_touch_are_cells_and_no_cards() -> None:
    lines, rules = side_by_side(gap=0.0)
    unruled_tables(lines, 0, rules)
    assert {line.card for line in lines} == {-1}
