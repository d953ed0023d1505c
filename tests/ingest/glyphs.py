"""Glyphs, lines and blocks for tests of the layout rooms: fixed pitch, half an em a character, from where a test wants them."""

from __future__ import annotations

from itertools import count

from ingest.layout.draft import Draft
from ingest.layout.line import Line
from ingest.readers.pdfium import Glyph

_positions = count()


def glyphs_of(text: str, x: float, top: float, size: float = 10.0, bold: bool = False) -> list[Glyph]:
    """Given words and where they stand, return their glyphs; white space is kept as the mark on the glyph behind it."""
    found: list[Glyph] = []
    space = False
    for column, char in enumerate(text):
        if char == " ":
            space = True
            continue
        x0 = x + column * size / 2
        found.append(Glyph(next(_positions), char, x0, top, x0 + size / 2, top + size, size, bold, True, space, not found))
        space = False
    return found


def line_of(text: str, x: float = 50.0, top: float = 100.0, size: float = 10.0, bold: bool = False) -> Line:
    """Given words and where they stand, return them as one line."""
    return Line(glyphs_of(text, x, top, size, bold))


def draft_of(text: str, size: float = 10.0, bold: bool = False, gap: float = 10.0, top: float = 100.0, right: float = 500.0) -> Draft:
    """Given words and a look, return a block of one line in a column from 50 to `right`."""
    return Draft([line_of(text, 50.0, top, size, bold)], left=50.0, right=right, gap=gap)
