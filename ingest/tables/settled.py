"""Where the words of a table's strips have settled: the column each stands in, and how many it spreads over."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdfium import Glyph
from ingest.tables.cells import is_code
from ingest.tables.fitting import WORD_SPACE
from ingest.tables.ink import Columns
from ingest.tables.strips import Part, Strip

Placed = list[tuple[int, int, Part]]


def settled(strip: Strip, columns: Columns) -> Placed:
    """Given a strip and columns, return its parts, each with the first column it stands in and how many it spreads over."""
    found: Placed = []
    lone = len(strip.parts) == 1 and runs_through(strip.parts[0], columns)
    for part in [piece for whole in strip.parts for piece in ([whole] if lone else _cut(whole, columns))]:
        over = [n for n, (left, right) in enumerate(columns) if min(part.x1, right) - max(part.x0, left) > 1]
        if not over:
            middle = (part.x0 + part.x1) / 2
            over = [min(range(len(columns)), key=lambda n: abs((columns[n][0] + columns[n][1]) / 2 - middle))]
        found.append((over[0], over[-1] - over[0] + 1, part))
    return found


def runs_through(part: Part, columns: Columns) -> bool:
    """Given words that stand alone on their height and columns, say whether they begin in the first and run on into the next with no more
    than word spaces: the name of a group, even where a gutter happens to lie between two words."""
    spaces = [b.x0 - a.x1 for a, b in zip(part.glyphs, part.glyphs[1:], strict=False) if b.space]
    over = sum(1 for left, right in columns if min(part.x1, right) - max(part.x0, left) > 1)
    plain = bool(spaces) and max(spaces) < min(0.45 * part.glyphs[0].size, 1.6 * min(spaces) + 0.5)
    return over > 1 and part.x0 < columns[0][1] and plain and not is_code(part.text.split()[0])


def _cut(part: Part, columns: Columns) -> list[Part]:
    """The pieces of a part that runs over gutters, where words in it begin at the left edge of a column or end at the right one."""
    pieces: list[list[Glyph]] = [[]]
    edges = [(right, left) for (_, right), (left, _) in zip(columns, columns[1:], strict=False) if part.x0 < right and left < part.x1]
    for glyph in part.glyphs:
        last = pieces[-1][-1] if pieces[-1] else None
        if last is not None and glyph.x0 - last.x1 > 0.12 * glyph.size:
            clear = glyph.x0 - last.x1 > 0.34 * glyph.size
            if any(clear or abs(glyph.x0 - left) < 1.5 or abs(last.x1 - right) < 1.5 for right, left in edges):
                pieces.append([])
        pieces[-1].append(glyph)
    return [Part(piece) for piece in pieces] if len(pieces) > 1 else [part]


def is_group(strip: Strip, placed: Placed) -> bool:
    """Given a strip and where its parts stand, say whether it is no more than a name over several columns, beginning with the first."""
    return len(placed) == 1 and placed[0][0] == 0 and placed[0][1] > 1


def banded_names(strips: Sequence[Strip], columns: Columns, heights: Sequence[float]) -> set[int]:
    """Given strips, columns and the heights of drawn lines, return the positions of strips that stand alone between two lines and run on
    from the first column over a gutter with no wider spaces than a sentence has: the names of groups, in a band of their own."""
    bands = [sum(1 for height in heights if height < strip.middle) for strip in strips]
    found: set[int] = set()
    for n, strip in enumerate(strips):
        alone = 0 < bands[n] < len(heights) and bands.count(bands[n]) == 1
        spaces = [b.x0 - a.x1 for a, b in zip(strip.parts, strip.parts[1:], strict=False)]
        gutters = zip(columns, columns[1:], strict=False)
        over = any(part.x0 < end and part.x1 > begin for (_, end), (begin, _) in gutters for part in strip.parts)
        if alone and n and over and strip.parts[0].x0 < columns[0][1] and max(spaces, default=0.0) < WORD_SPACE * strip.em:
            found.add(n)
    return found
