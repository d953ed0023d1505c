"""What is printed on one baseline across the page is a strip; the words on it without wide gaps are its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from ingest.layout.line import Line
from ingest.layout.marker import DASHES, is_bullet, is_marker_text
from ingest.readers.pdfium import Glyph
from ingest.tables.cells import is_counted
from ingest.tables.ink import GAP, mask

EM = 1.12  # the height of a line's box, in em
_LARGER = 1.15  # times as large: type of another size


@dataclass
class Part:
    """Words of one strip without wide gaps between them."""

    glyphs: list[Glyph]

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return min(glyph.x0 for glyph in self.glyphs)

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        """Its words, single spaces between them."""
        return "".join((" " if glyph.space and i else "") + glyph.char for i, glyph in enumerate(self.glyphs))

    @cached_property
    def bold(self) -> bool:
        """Whether nearly all of it is set in a bold face."""
        letters = [glyph for glyph in self.glyphs if glyph.char.isalnum()]
        return bool(letters) and sum(glyph.bold for glyph in letters) >= 0.85 * len(letters)


@dataclass
class Strip:
    """What is printed on one baseline, from left to right."""

    parts: list[Part]
    lines: list[Line]
    top: float
    bottom: float
    size: float
    ink: int

    @property
    def em(self) -> float:
        """The size of its type in points."""
        return self.size / EM

    @property
    def middle(self) -> float:
        """The height that the middle of its type stands at."""
        return self.bottom - 0.5 * self.size


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """Given a page's lines, return its strips from top to bottom; text set on its side is left out."""
    upright = sorted((line for line in lines if line.glyphs[0].upright), key=lambda line: (line.bottom, line.x0))
    rows: list[list[Line]] = []
    for line in upright:
        if rows and _stand_level(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [strip_of(row) for row in rows]


def _stand_level(one: Line, other: Line) -> bool:
    """Whether two lines stand on one baseline, or side by side at one height in type of two sizes."""
    if abs(one.bottom - other.bottom) < 0.3 * min(one.size, other.size):
        return True
    if max(one.size, other.size) < _LARGER * min(one.size, other.size) or min(one.x1, other.x1) > max(one.x0, other.x0):
        return False
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.9 * min(one.bottom - one.top, other.bottom - other.top)


def strip_of(lines: list[Line]) -> Strip:
    """Given the lines on one baseline, return their strip."""
    size = max((len(line.glyphs), line.size) for line in lines)[1]
    parts: list[Part] = []
    for line in sorted(lines, key=lambda line: line.x0):
        parts += _parts(line, parts)
    ink = 0
    for part in parts:
        ink |= mask(part.x0, part.x1)
    return Strip(parts, lines, min(line.top for line in lines), max(line.bottom for line in lines), size, ink)


def ink_of(strips: Iterable[Strip]) -> int:
    """Given strips, return what is printed on any of them, as a mask."""
    return reduce(or_, (strip.ink for strip in strips), 0)


def ends_of(above: Strip, below: Strip) -> tuple[float, float]:
    """Given two strips, return how far the words of both reach to the left and to the right."""
    return min(above.parts[0].x0, below.parts[0].x0), max(above.parts[-1].x1, below.parts[-1].x1)


def _parts(line: Line, before: Sequence[Part] = ()) -> list[Part]:
    """The parts of a line; `before` are those that stand left of it."""
    widest = GAP * line.size / EM
    parts: list[Part] = []
    right = 0.0
    for glyph in line.glyphs:
        if parts and (glyph.x0 - right <= widest or glyph.x0 - right <= 6 * widest and _marks([*before, *parts], glyph)):
            parts[-1].glyphs.append(glyph)
            right = max(right, glyph.x1)
        else:
            parts.append(Part([glyph]))
            right = glyph.x1
    return parts


def _marks(parts: Sequence[Part], following: Glyph) -> bool:
    """Whether the last of a line's parts is a mark of what follows it: a dash behind a figure, or before another dash, stands for one."""
    text = "".join(glyph.char for glyph in parts[-1].glyphs)
    if text in DASHES and (following.char in DASHES or len(parts) > 1 and is_counted(parts[-2].text)):
        return False
    return is_mark(text)


def is_mark(text: str) -> bool:
    """Given words, say whether they are no more than a list marker or the sign of a sum: what follows belongs to them."""
    if len(text) > 3:
        return False
    if is_bullet(text) or text in DASHES or text in ("£", "€", "o"):
        return True
    return text[-1] in ".)" and is_marker_text(text)


def mostly_counts(strip: Strip) -> bool:
    """Given a strip, say whether most of what stands behind its first words are figures."""
    behind = [part.text for part in strip.parts[1:]]
    return bool(behind) and sum(map(is_counted, behind)) >= 0.6 * len(behind)
