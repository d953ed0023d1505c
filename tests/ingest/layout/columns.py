"""Columns of lines for tests of the layout, and how they are read."""

from __future__ import annotations

from hypothesis import strategies as st

from ingest.layout.draft import drafts_of
from ingest.layout.line import Line
from ingest.layout.order import reading_order
from tests.ingest.glyphs import line_of


def column(x: float, top: float, *texts: str) -> list[Line]:
    """Given where a column stands and its lines' words, return the lines, 12 points from one to the next."""
    return [line_of(text, x, top + 12 * number) for number, text in enumerate(texts)]


def texts(lines: list[Line]) -> list[str]:
    """Given a page's lines, return their words in reading order."""
    return [line.text for draft in drafts_of(reading_order(lines)) for line in draft.lines]


def blocks(lines: list[Line]) -> list[str]:
    """Given a page's lines, return the words of its blocks in reading order."""
    return [draft.text for draft in drafts_of(reading_order(lines))]


LEFT = ["First words of the left", "column which goes on", "for a third line and", "ends."]
RIGHT = ["Then those of the right", "column which goes on", "for a third line and", "ends."]
positions = st.tuples(st.integers(0, 400), st.integers(0, 700), st.sampled_from(["word", "• item", "3.7 words of it", "A", "Ends."]))
