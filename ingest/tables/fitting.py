"""The words of a strip against the columns of a table: which one they stand in, and where words that run over gutters are parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdfium import Glyph
from ingest.tables.cells import in_place_of_figure, is_counted
from ingest.tables.ink import Columns, mask
from ingest.tables.strips import Part, Strip

EXACT = 0.8  # points: edges of words or figures set to one edge of their column lie no farther apart
_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?[.):]?")  # of a row: "10", "2.10", "KPI12", "A10"
_WIDEST_NUMBER = 4.0  # em: a column of numbers is no wider
WORD_SPACE = 1.4  # em: the widest space between words of a heading that is set to both margins


def column_of(columns: Columns, part: Part) -> int:
    """Given columns and a part, return the column that it begins in: the last one whose left edge it does not begin left of."""
    return max((n for n, (left, _) in enumerate(columns) if left <= part.x0 + 2), default=0)


def inside(columns: Columns, part: Part) -> bool:
    """Given columns and a part, say whether the part touches one of them and no other."""
    return sum(1 for left, right in columns if min(part.x1, right) > max(part.x0, left)) == 1


def keep_order(parts: Sequence[Part], columns: Columns) -> bool:
    """Given parts and columns, say whether they are one for each column, each between the words of the column before and the end of its
    own: names set to the left edges of columns whose figures stand at the right ones."""
    if len(parts) != len(columns):
        return False
    before = [float("-inf"), *(right for _, right in columns)]
    return all(left < part.x0 and part.x1 <= right + 1 for left, part, (_, right) in zip(before, parts, columns, strict=False))


def cut_at_left(part: Part, columns: Columns) -> list[Part]:
    """Given a part and columns, return its pieces, each from a word that begins exactly where a column does, behind another column's
    words."""
    pieces: list[list[Glyph]] = [[]]
    for glyph in part.glyphs:
        last = pieces[-1][-1] if pieces[-1] else None
        if last is not None and glyph.space and any(abs(glyph.x0 - left) < 1 and last.x1 < left for left, _ in columns[1:]):
            pieces.append([])
        pieces[-1].append(glyph)
    return [Part(piece) for piece in pieces] if len(pieces) > 1 else [part]


def numbered(strip: Strip, columns: Columns) -> Strip:
    """Given a strip and columns, return it with the running number in front of a name parted from it where the name begins exactly at the
    second column's left edge: a number of more digits than those above it leaves hardly more than a space ("9   Calm", "10 Calm")."""
    first = strip.parts[0]
    cut = next((n for n, glyph in enumerate(first.glyphs) if n and glyph.space), 0)
    if not cut or len(columns) < 3 or len(strip.parts) < 2 or not _NUMBER.fullmatch("".join(glyph.char for glyph in first.glyphs[:cut])):
        return strip
    begins, name = first.glyphs[0], first.glyphs[cut]
    narrow = columns[0][1] - columns[0][0] < _WIDEST_NUMBER * strip.em
    if not narrow or abs(name.x0 - columns[1][0]) > EXACT or not columns[0][0] - strip.em < begins.x0 < columns[0][1]:
        return strip
    parts = [Part(list(first.glyphs[:cut])), Part(list(first.glyphs[cut:])), *strip.parts[1:]]
    ink = mask(parts[0].x0, max(min(parts[0].x1, columns[0][1]), parts[0].x0 + 1))
    for part in parts[1:]:
        ink |= mask(part.x0, part.x1)
    return replace(strip, parts=parts, ink=ink)


def fitted(strip: Strip, columns: Columns) -> Strip:
    """Given a strip and columns, return it with its words parted where a figure begins exactly at the left edge of a column, or ends at the
    right one, behind a name that fills its own column to the brim; as it is where that does not make it a row of figures."""
    parts = [piece for part in strip.parts for piece in _pieces(part, columns)]
    held = [min(range(len(columns)), key=lambda n: abs(columns[n][0] - part.x0) + abs(columns[n][1] - part.x1)) for part in parts[1:]]
    figures = sum(1 for part in parts[1:] if is_counted(part.text))
    if len(parts) == len(strip.parts) or figures < max(2, len(parts) - 2) or len({*held}) < len(held) or 0 in held:
        return strip
    ink = mask(parts[0].x0, min(parts[0].x1, max(columns[0][1], parts[0].x0 + 1)))
    for part in parts[1:]:
        ink |= mask(part.x0, part.x1)
    return replace(strip, parts=parts, ink=ink)


def _pieces(part: Part, columns: Columns) -> list[Part]:
    """The pieces of a part that runs over gutters: a new one begins with a word at the left edge of a column, or behind which the last word
    of a name leaves a figure to a right edge."""
    starts = [n for n, glyph in enumerate(part.glyphs) if n and glyph.space]
    cuts: list[int] = []
    for n in starts:
        end = next((m for m in starts if m > n), len(part.glyphs))
        left = any(abs(part.glyphs[n].x0 - begin) < EXACT for begin, _ in columns[1:])
        right = any(abs(part.glyphs[end - 1].x1 - stop) < EXACT for _, stop in columns[1:])
        word = "".join(glyph.char for glyph in part.glyphs[n:end])
        if (left or right and in_place_of_figure(word)) and word[:1].isdigit() | (word[:1] in "£+-–−▲▼("):
            cuts.append(n)
    return [Part(list(part.glyphs[a:b])) for a, b in zip([0, *cuts], [*cuts, len(part.glyphs)], strict=True)]
