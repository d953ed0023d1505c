"""The small raised sign of a note behind a cell's words: it points to the note, and is no part of the figure or the name before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.line import Line
from ingest.readers.pdfium import Glyph

_SIGN = re.compile(r"[\d*†‡§](?:,?\d)?|[a-h]")
_MOST = 3  # characters
_SMALL = 0.9  # of the size of the type before it
_RAISED = 0.12  # of that size: how much higher it stands
# A square or cubic measure, and a power, are part of the words: "per m2".
_MEASURE = re.compile(r"\b(?:[cmk]?m|sq|ft|CO|10)$")


def parted_from_mark(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Given the lines of a cell, return them without a raised sign at their end, and that sign as a line of its own (or none)."""
    glyphs = lines[-1].glyphs if lines else []
    count = _raised(glyphs)
    if not count or count == len(glyphs):
        return list(lines), []
    own, mark = glyphs[:-count], glyphs[-count:]
    sign = "".join(glyph.char for glyph in mark)
    if not _SIGN.fullmatch(sign) or _MEASURE.search("".join((" " if g.space else "") + g.char for g in own)):
        return list(lines), []
    return [*lines[:-1], Line(own)], [Line(mark)]


def _raised(glyphs: Sequence[Glyph]) -> int:
    """How many of the last glyphs stand higher than the one before them, in smaller type."""
    for count in range(1, min(_MOST, len(glyphs) - 1) + 1):
        last, *mark = glyphs[-count - 1 :]
        if all(_is_raised(glyph, last) for glyph in mark) and not (count < len(glyphs) - 1 and _is_raised(last, glyphs[-count - 2])):
            return count
    return 0


def _is_raised(glyph: Glyph, last: Glyph) -> bool:
    return glyph.upright and glyph.size < _SMALL * last.size and last.bottom - glyph.bottom > _RAISED * last.size
