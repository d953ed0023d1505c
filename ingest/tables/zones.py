"""Where a table without a full set of lines may stand: runs of printed lines that leave the same gutters free.

What is printed on one baseline across the page is a strip; the words on it without wide gaps are its parts. A strip's ink is kept as a
bit mask, two bits a point, so that what a run of strips leaves free is one "or" a strip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.layout import BULLETS, DASHES, Line, is_marker_text
from ingest.readers.pdfium import Glyph, Rule
from ingest.tables.cells import in_place_of_figure, is_measured, is_year

EM = 1.12  # the height of a line's box, in em
_GAP = 0.5  # em: a wider gap parts two parts of a strip, and is a gutter where all strips leave it free
_BITS = 2  # a point
_FAR = 2.7  # em of white space that a run does not go on over, unless something drawn stands in it
_FAR_DRAWN = 5.0
_SEEDS = 4  # strips that are tried as the first of a run
_WRAPPED = 1.5  # em: lines of one heading follow at no more than this
_MOST_LINES = 7  # lines that one row of headings may have
_EXACT = 0.8  # points: edges of figures set to one edge of their column lie no farther apart
_LONGEST_NAME = 40  # characters of a column's name on one line
_ASTRAY = 20  # em: how far right of the last column's words its name may stand, where there are as many names as columns
_SMALLER = 0.32  # of the size of rows: how much smaller bold or capital headings of each column may be
_LARGER = 1.15  # times as large: type of another size
_ABOVE = 4  # strips that may stand above the first one, as rows of headings


# What stands under a table or over the next one, however short it is.
_TELLS_OF = re.compile(r"(?:sources?|notes?)\s*:|(?:table|figure|chart)\s+\d+", re.I)
_CAPTION = re.compile(r"(?:table|figure|chart)\s+[A-Z]?\d+\b", re.I)
_SECTION = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]?$")


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


@dataclass
class Zone:
    """A run of strips (first and last position, inclusive) and the columns that it leaves gutters between; `crossing` holds the positions
    of strips that a gutter does not part: a group's name, a heading over several columns."""

    first: int
    last: int
    columns: list[tuple[float, float]]
    crossing: set[int]
    gap: float = 0.0  # points of white space between its rows, at least


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """Given a page's lines, return its strips from top to bottom; text set on its side is left out."""
    upright = sorted((line for line in lines if line.glyphs[0].upright), key=lambda line: (line.bottom, line.x0))
    rows: list[list[Line]] = []
    for line in upright:
        if rows and _stand_level(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_strip(row) for row in rows]


def levelled_heads(strips: Sequence[Strip], zone: Zone) -> tuple[list[Strip], Zone]:
    """Given the strips of a run and the run, return both with headings that stand at half height between the lines of those beside them
    taken up to the upper one: names of fewer lines, set in the middle of their row."""
    kept: list[Strip] = []
    crossing: set[int] = set()
    heads = next((n for n, strip in enumerate(strips) if any(_counts(part.text) for part in strip.parts[1:])), 0)
    for n, strip in enumerate(strips):
        heading = n < heads
        below = strips[n + 1] if n + 1 < len(strips) else None
        if heading and kept and (_is_half_way(kept[-1], strip) or below is not None and _is_between_two(kept[-1], strip, below)):
            kept[-1] = replace(_strip([*kept[-1].lines, *strip.lines]), top=kept[-1].top, bottom=kept[-1].bottom)
            continue
        if zone.first + n in zone.crossing:
            crossing.add(zone.first + len(kept))
        kept.append(strip)
    return kept, replace(zone, last=zone.first + len(kept) - 1, crossing=crossing)


def _is_half_way(above: Strip, strip: Strip) -> bool:
    """Whether words stand half a line below others, and over or under none of them."""
    step = strip.bottom - above.bottom
    level = 0.3 * strip.em < step < 0.95 * strip.em and abs(above.size - strip.size) < 0.5
    return level and not any(min(a.x1, b.x1) > max(a.x0, b.x0) for a in above.parts for b in strip.parts)


def _is_between_two(above: Strip, strip: Strip, below: Strip) -> bool:
    """Whether a name stands alone, just half way between two rows of headings that begin right of it: it is over the first column."""
    steps = strip.bottom - above.bottom, below.bottom - strip.bottom
    half = abs(steps[0] - steps[1]) < 1 and steps[0] < _FAR * strip.em and len(strip.parts) == 1
    return half and len(below.parts) > 1 and all(other.parts[0].x0 > strip.parts[0].x1 for other in (above, below))


def _stand_level(one: Line, other: Line) -> bool:
    """Whether two lines stand on one baseline, or side by side at one height in type of two sizes."""
    if abs(one.bottom - other.bottom) < 0.3 * min(one.size, other.size):
        return True
    if max(one.size, other.size) < _LARGER * min(one.size, other.size) or min(one.x1, other.x1) > max(one.x0, other.x0):
        return False
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.9 * min(one.bottom - one.top, other.bottom - other.top)


def _strip(lines: list[Line]) -> Strip:
    size = max((len(line.glyphs), line.size) for line in lines)[1]
    parts = [part for line in sorted(lines, key=lambda line: line.x0) for part in _parts(line)]
    ink = 0
    for part in parts:
        ink |= _mask(part.x0, part.x1)
    return Strip(parts, lines, min(line.top for line in lines), max(line.bottom for line in lines), size, ink)


def _parts(line: Line) -> list[Part]:
    widest = _GAP * line.size / EM
    parts: list[Part] = []
    right = 0.0
    for glyph in line.glyphs:
        if parts and (glyph.x0 - right <= widest or is_mark("".join(g.char for g in parts[-1].glyphs)) and glyph.x0 - right <= 6 * widest):
            parts[-1].glyphs.append(glyph)
            right = max(right, glyph.x1)
        else:
            parts.append(Part([glyph]))
            right = glyph.x1
    return parts


def is_mark(text: str) -> bool:
    """Given words, say whether they are no more than a list marker or the sign of a sum: what follows belongs to them."""
    if len(text) > 3:
        return False
    if text in BULLETS or text in DASHES or text in ("£", "€", "o") or "\ue000" <= text <= "\uf8ff":
        return True
    return text[-1] in ".)" and is_marker_text(text)


def _mask(x0: float, x1: float) -> int:
    start, end = max(int(x0 * _BITS + 0.5), 0), max(int(x1 * _BITS + 0.5), 1)
    return ((1 << max(end - start, 1)) - 1) << start


def columns_of(ink: int, em: float) -> list[tuple[float, float]]:
    """Given what is printed, as a mask, and the size of the type in points, return the columns that gutters part: left and right edges."""
    if not ink:
        return []
    least = max(int(_GAP * em * _BITS), 4)
    bits = bin(ink)[2:][::-1]
    start = len(bits) - len(bits.lstrip("0"))
    edges = [start]
    for gap in re.finditer(f"0{{{least},}}", bits[start:]):
        edges += [start + gap.start(), start + gap.end()]
    edges.append(len(bits))
    return [(edges[i] / _BITS, edges[i + 1] / _BITS) for i in range(0, len(edges), 2)]


def zones_of(strips: list[Strip], separators: Separators) -> list[Zone]:
    """Given a page's strips and what is drawn on it, return the runs that share gutters, from top to bottom."""
    zones: list[Zone] = []
    position = 0
    while position < len(strips):
        if len(strips[position].parts) < 2:
            position += 1
            continue
        tried = [n for n in range(position, min(position + _SEEDS, len(strips))) if len(strips[n].parts) > 1]
        runs = [zone for seed in tried if (zone := _grown(strips, seed, separators)) is not None]
        best = max(runs, key=lambda zone: _merit(strips, zone), default=None)
        if best is None:
            position += 1
            continue
        zones.append(_with_headings(strips, best, separators, zones[-1].last + 1 if zones else 0))
        position = best.last + 1
    return zones


def _grown(strips: list[Strip], seed: int, separators: Separators) -> Zone | None:
    """The run that begins at a strip with two parts or more, or None where it ends with it."""
    ink, last = strips[seed].ink, seed
    crossing: set[int] = set()
    em = strips[seed].em
    columns = columns_of(ink, em)
    position = seed + 1
    while position < len(strips) and _is_near(strips, position, separators):
        strip = strips[position]
        if _is_other(strips, seed, position) or (
            _stands_off(strips, seed, position, separators) and not _names_group(strips, position, ink, columns)
        ):
            break
        if len(columns_of(ink | strip.ink, em)) < len(columns):
            strip = strips[position] = _fitted(strip, columns)
        if len(columns_of(ink | strip.ink, em)) < len(columns):
            ink = _ink_of_figures(strips, seed, position) or ink
            columns = columns_of(ink, em)
        more = columns_of(ink | strip.ink, em)
        alone = (
            len(strip.parts) == 1 and strip.parts[0].bold and not strips[position - 1].parts[0].bold and not _over(columns, strip.parts[0])
        )
        if alone and _is_between(strips, position, ink, columns, separators):
            crossing.add(position)
        elif len(more) >= max(len(columns), 2) or len(more) >= 2 and last - seed < 2 and len(strip.parts) > 1:
            ink, columns = ink | strip.ink, more
            last = position
        elif _is_between(strips, position, ink, columns, separators):
            crossing.add(position)
        else:
            break
        position += 1
    crossing = {n for n in crossing if n < last}
    last = _trimmed(strips, seed, last, columns, separators)
    return _zone(strips, seed, last, columns, crossing) if last > seed and len(columns) > 1 else None


def _is_other(strips: Sequence[Strip], seed: int, position: int) -> bool:
    """Whether a strip is no row of the run above it: a source, a caption, a heading in larger type, the headings of another table."""
    strip = strips[position]
    tells = len(strip.parts) < 3 and _TELLS_OF.match(strip.parts[0].text) is not None
    larger = len(strip.parts) < 2 and abs(strip.size - strips[position - 1].size) > 0.15 * strip.size
    return tells or larger or _heads_anew(strips, seed, position)


def _zone(strips: Sequence[Strip], first: int, last: int, columns: list[tuple[float, float]], crossing: set[int]) -> Zone:
    gap = min(b.top - a.bottom for a, b in zip(strips[first:last], strips[first + 1 : last + 1], strict=True))
    return Zone(first, last, columns, {n for n in crossing if n < last}, gap)


def _ink_of_figures(strips: Sequence[Strip], seed: int, position: int) -> int:
    """The ink of the rows of figures of a run up to a strip, without that of the headings above them, where they and the strip keep to as
    many columns: names at the left edges of columns leave no gutter to figures at the right ones. 0 where it is not so."""
    rows = [strip for strip in strips[seed : position + 1] if _mostly_counts(strip)]
    heads = next((n for n in range(seed, position) if _mostly_counts(strips[n])), seed) - seed
    if not 0 < heads <= _MOST_LINES or len(rows) != position + 1 - seed - heads or len(rows) < 2:
        return 0
    ink = 0
    for strip in rows:
        ink |= strip.ink
    wide = len(columns_of(ink, strips[seed].em))
    return ink if wide > 2 and all(len(strip.parts) == wide for strip in rows) else 0


def _fitted(strip: Strip, columns: Sequence[tuple[float, float]]) -> Strip:
    """A strip with its words parted where a figure begins exactly at the left edge of a column, or ends at the right one, behind a name
    that fills its own column to the brim; as it is where that does not make it a row of figures."""
    parts = [piece for part in strip.parts for piece in _pieces(part, columns)]
    held = [min(range(len(columns)), key=lambda n: abs(columns[n][0] - part.x0) + abs(columns[n][1] - part.x1)) for part in parts[1:]]
    figures = sum(1 for part in parts[1:] if _counts(part.text))
    if len(parts) == len(strip.parts) or figures < max(2, len(parts) - 2) or len({*held}) < len(held) or 0 in held:
        return strip
    ink = _mask(parts[0].x0, min(parts[0].x1, max(columns[0][1], parts[0].x0 + 1)))
    for part in parts[1:]:
        ink |= _mask(part.x0, part.x1)
    return replace(strip, parts=parts, ink=ink)


def _pieces(part: Part, columns: Sequence[tuple[float, float]]) -> list[Part]:
    """The pieces of a part that runs over gutters: a new one begins with a word at the left edge of a column, or behind which the last word
    of a name leaves a figure to a right edge."""
    starts = [n for n, glyph in enumerate(part.glyphs) if n and glyph.space]
    cuts: list[int] = []
    for n in starts:
        end = next((m for m in starts if m > n), len(part.glyphs))
        left = any(abs(part.glyphs[n].x0 - begin) < _EXACT for begin, _ in columns[1:])
        right = any(abs(part.glyphs[end - 1].x1 - stop) < _EXACT for _, stop in columns[1:])
        word = "".join(glyph.char for glyph in part.glyphs[n:end])
        if (left or right and in_place_of_figure(word)) and word[:1].isdigit() | (word[:1] in "£+-–−▲▼("):
            cuts.append(n)
    return [Part(list(part.glyphs[a:b])) for a, b in zip([0, *cuts], [*cuts, len(part.glyphs)], strict=True)]


def _stands_off(strips: Sequence[Strip], seed: int, position: int, separators: Separators) -> bool:
    """Whether a line of one part stands farther below the run than its rows do from each other: it tells of something else."""
    strip, above = strips[position], strips[position - 1]
    if len(strip.parts) > 1 or position - seed < 3 or separators.parts(above, strip):
        return False
    gaps = sorted(b.top - a.bottom for a, b in zip(strips[seed:position], strips[seed + 1 : position], strict=False))
    return strip.top - above.bottom > max(gaps[-1], 0.0) + 0.35 * strip.em


def _heads_anew(strips: Sequence[Strip], seed: int, position: int) -> bool:
    """Whether a strip holds the headings of another table below the run: different words where rows before and behind it hold figures,
    under a line of its own or a wider space."""
    strip, above = strips[position], strips[position - 1]
    names = [part.text for part in strip.parts[1:]] if len(strip.parts) > 1 else []
    if not names or position + 1 >= len(strips) or len({*names}) < len(names) or any(map(_counts, names)):
        return False
    before = [n for n in range(max(seed, position - 4), position) if len(strips[n].parts) > 1]
    if len(before) < 2 or not all(_mostly_counts(strips[n]) for n in (*before[-2:], position + 1)):
        return False
    gaps = [b.top - a.bottom for a, b in zip(strips[seed : before[-1]], strips[seed + 1 : before[-1] + 1], strict=True)]
    return len(above.parts) == 1 or strip.top - above.bottom > max(gaps) + 0.35 * strip.em


def _counts(text: str) -> bool:
    return is_measured(text) or in_place_of_figure(text) and not is_year(text)


def _mostly_counts(strip: Strip) -> bool:
    """Whether most of what stands behind the first words of a strip are figures."""
    behind = [part.text for part in strip.parts[1:]]
    return bool(behind) and sum(map(_counts, behind)) >= 0.6 * len(behind)


def _names_group(strips: Sequence[Strip], position: int, ink: int, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line of one part, which stands off from the rows above, names a group of rows: it begins with the first of three columns
    or more, is set as they are, and right below it rows with figures or the like keep all the columns."""
    strip, part = strips[position], strips[position].parts[0]
    left, right = columns[0][0], columns[-1][1]
    if len(columns) < 3 or abs(part.x0 - left) > strip.em or part.x1 - part.x0 > 0.6 * (right - left) or position + 1 >= len(strips):
        return False
    below = strips[position + 1]
    alike = abs(strip.size - strips[position - 1].size) < 0.5 and abs(strip.size - below.size) < 0.5
    near = below.bottom - strip.bottom < strip.bottom - strips[position - 1].bottom
    full = len(below.parts) >= max(3, 0.6 * len(columns))
    return alike and near and full and len(columns_of(ink | below.ink, strip.em)) >= len(columns)


def _is_near(strips: Sequence[Strip], position: int, separators: Separators) -> bool:
    above, strip = strips[position - 1], strips[position]
    gap = strip.top - above.bottom
    if gap <= _FAR * above.em:
        return True
    return gap <= _FAR_DRAWN * above.em and separators.between(above.bottom, strip.top, strip)


def _is_between(strips: Sequence[Strip], position: int, ink: int, columns: Sequence[tuple[float, float]], separators: Separators) -> bool:
    """Whether a strip that crosses a gutter stands inside a table: a short name of a group, above rows that keep the gutters."""
    strip = strips[position]
    left, right = columns[0][0], max(columns[-1][1], columns[0][0] + 1)
    if strip.parts[0].x0 < left - strip.em or strip.parts[-1].x1 > right + 2 * strip.em:
        return False
    drawn = separators.parts(strips[position - 1], strip)
    wide = strip.parts[-1].x1 - strip.parts[0].x0
    if not drawn and (len(strip.parts) > 1 or wide > 0.75 * (right - left)):
        return False
    for following in strips[position + 1 : position + 3]:
        if following.top - strip.bottom > _FAR * strip.em:
            return False
        if len(following.parts) > 1 and len(columns_of(ink | following.ink, strip.em)) >= len(columns):
            return True
    return False


def _trimmed(strips: Sequence[Strip], first: int, last: int, columns: Sequence[tuple[float, float]], separators: Separators) -> int:
    """The last strip of a run: lines behind the last one with two parts belong to it only where they go on from the line above, or lie
    above a drawn line."""
    full = max(n for n in range(first, last + 1) if len(strips[n].parts) > 1)
    leading = _leading(strips[first : full + 1], columns)
    position = full
    while position < last:
        strip = strips[position + 1]
        near = max(strip.em * 1.15, leading) * 1.06
        if strip.parts[0].text[:1].islower():
            near = max(near, _WRAPPED * strip.em)
        above = [
            s for s in strips[max(first, position - 2) : position + 1] if strip.bottom - s.bottom <= near and abs(s.size - strip.size) < 0.5
        ]
        column = _over(columns, strip.parts[0])
        if _is_outdented(strips[first : full + 1], strip):
            break
        if separators.parts(strips[position], strip) or not any(_over(columns, part) == column for s in above for part in s.parts):
            break
        position += 1
    return position


def _is_outdented(rows: Sequence[Strip], strip: Strip) -> bool:
    """Whether a line begins left of where all the rows of a run begin, headings aside: it is text below the table."""
    edges = [row.parts[0].x0 for row in rows if _mostly_counts(row)]
    return len(edges) > 1 and max(edges) - min(edges) < _EXACT and strip.parts[0].x0 < min(edges) - 2


def _leading(strips: Sequence[Strip], columns: Sequence[tuple[float, float]]) -> float:
    """The least step from line to line in one column, in points; 0 where no column holds two lines."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for strip in strips:
        for part in strip.parts:
            column = _over(columns, part)
            if column in last:
                steps.append(strip.bottom - last[column])
            last[column] = strip.bottom
    return min(steps, default=0.0)


def _over(columns: Sequence[tuple[float, float]], part: Part) -> int:
    """The first column that a part stands in."""
    return max((n for n, (left, _) in enumerate(columns) if left <= part.x0 + 2), default=0)


def _merit(strips: Sequence[Strip], zone: Zone) -> tuple[int, int, int]:
    """How many columns hold words in two strips or more, less how many do in one, and how many strips there are."""
    counts = [0] * len(zone.columns)
    for n in range(zone.first, zone.last + 1):
        if n not in zone.crossing:
            for column in {_over(zone.columns, part) for part in strips[n].parts}:
                counts[column] += 1
    supported = sum(1 for count in counts if count > 1)
    return supported, supported - len(counts), zone.last - zone.first


def _with_headings(strips: Sequence[Strip], zone: Zone, separators: Separators, least: int) -> Zone:
    """A run with the rows of headings above it: lines with several parts, or of the look and near the top line."""
    zone = _with_names(strips, zone, least)
    block = _block_above(strips, zone, separators, least)
    if block:
        return replace(zone, first=zone.first - block)
    first = zone.first
    lowest = max(least, zone.first - _ABOVE)
    while first > lowest:
        step = _headings_above(strips, first, zone, separators, lowest)
        if not step:
            break
        for n in range(first - step, first):
            if any(not inside(zone.columns, part) for part in strips[n].parts):
                zone.crossing.add(n)
        first -= step
    return replace(zone, first=first)


def _with_names(strips: Sequence[Strip], zone: Zone, least: int) -> Zone:
    """A run with the line above it that names every column of its own and more: columns without any figure, or with one alone. Between
    them may stand the first lines of the first row's name."""
    for first in range(zone.first - 1, max(least, zone.first - _ABOVE) - 1, -1):
        strip, below = strips[first], strips[first + 1]
        if below.top - strip.bottom > _WRAPPED * strip.em or abs(strip.size - below.size) > 0.12 * below.size:
            break
        if len(strip.parts) == 1 and first + 1 <= zone.first and strip.parts[0].x1 <= zone.columns[1][0]:
            continue
        columns = _named_columns(strips[first : zone.last + 1], strip, zone)
        return replace(zone, first=first, columns=columns) if columns else zone
    return zone


def _named_columns(strips: Sequence[Strip], names: Strip, zone: Zone) -> list[tuple[float, float]]:
    """The columns of a run with a line of names above it, where the names stand one over each and there are more of them (or as many, and
    lines between would keep them from the run); else none."""
    between = zone.last + 1 - len(strips) < zone.first - 1
    if len(names.parts) < len(zone.columns) + (not between) or any(
        _counts(part.text) or len(part.text) > _LONGEST_NAME for part in names.parts
    ):
        return []
    ink = 0
    for n, strip in enumerate(strips):
        if zone.last + 1 - len(strips) + n not in zone.crossing:
            ink |= strip.ink
    columns = columns_of(ink, names.em)
    alone = [sum(1 for part in names.parts if min(part.x1, right) > max(part.x0, left)) for left, right in columns]
    return columns if len(columns) == len(names.parts) and all(count == 1 for count in alone) else []


def _block_above(strips: Sequence[Strip], zone: Zone, separators: Separators, least: int) -> int:
    """How many strips right above a run are one row of headings of several lines, each within one column: 0 where it is not so clear."""
    count = 0
    while zone.first - count > least and count < _MOST_LINES:
        strip, below = strips[zone.first - count - 1], strips[zone.first - count]
        gap = below.top - strip.bottom
        room = (
            _FAR
            if count == 0 and separators.heights(strip.bottom - 2, below.top + 2, *_ends(strip, below))
            else 1.2
            if count == 0
            else 0.45
        )
        room = max(room * strip.em, 1.2 * zone.gap if count == 0 else 0.0)
        if gap > room or abs(strip.size - below.size) > 0.12 * below.size or _TELLS_OF.match(strip.parts[0].text):
            break
        if not all(inside(zone.columns, part) for part in strip.parts):
            return 0
        count += 1
    held = strips[zone.first - count : zone.first]
    over = {_over(zone.columns, part) for strip in held for part in strip.parts}
    figures = any(re.fullmatch(r"[-−+£]?\d[\d,.]*%?", part.text) for strip in held for part in strip.parts)
    bold = all(part.bold for strip in held for part in strip.parts) and not all(part.bold for part in strips[zone.first].parts)
    if not held or figures or len(over - {0}) < max(2, len(zone.columns) - 1) or not (bold or len(over - {0}) == len(zone.columns) - 1):
        return 0
    return count


def _ends(above: Strip, below: Strip) -> tuple[float, float]:
    return min(above.parts[0].x0, below.parts[0].x0), max(above.parts[-1].x1, below.parts[-1].x1)


def _headings_above(strips: Sequence[Strip], first: int, zone: Zone, separators: Separators, lowest: int) -> int:
    """How many strips right above one are headings: one, or two where the lower one is the last line of the upper one's headings."""
    if len(strips[first - 1].parts) == 1 and _CAPTION.match(strips[first - 1].parts[0].text):
        return 0
    if _heads(strips[first - 1], strips[first], zone, separators):
        return 1
    strip = strips[first - 1]
    wide = 1.5 * (strips[first].top - strip.bottom)  # as far as the group's name stands above its rows, and somewhat more
    if first - 2 >= lowest and _is_first_group(strips, first, zone) and _heads(strips[first - 2], strip, zone, separators, wide):
        return 2
    if (
        first - 2 >= lowest
        and _is_middle(strips, first, zone)
        and any(_heads(strips[first - 2], lower, zone, separators) for lower in (strips[first], strip))
    ):
        return 2
    left, right = zone.columns[0][1], zone.columns[-1][1]
    near = strips[first].top - strip.bottom <= 1.6 * strip.em and all(
        left <= part.x0 and part.x1 <= right + strip.em for part in strip.parts
    )
    if first - 2 < lowest or not near or strip.bottom - strips[first - 2].bottom > _WRAPPED * strip.em:
        return 0
    return 2 if len(strips[first - 2].parts) > 1 and _heads(strips[first - 2], strip, zone, separators) else 0


def _is_first_group(strips: Sequence[Strip], first: int, zone: Zone) -> bool:
    """Whether the strip above a run names its first group of rows, and above it stand headings, each over a column of its own."""
    upper, strip = strips[first - 2], strips[first - 1]
    part = strip.parts[0]
    left, right = zone.columns[0][0], zone.columns[-1][1]
    name = len(strip.parts) == 1 and abs(part.x0 - left) < strip.em and part.x1 - part.x0 < 0.6 * (right - left)
    kept = all(inside(zone.columns, one) for one in upper.parts) or _in_order(upper.parts, zone.columns)
    heads = len(upper.parts) >= 3 and len(upper.parts) >= len(zone.columns) - 1 and kept
    return name and heads and not _TELLS_OF.match(part.text)


def _in_order(parts: Sequence[Part], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether words are one for each column, each between the words of the column before and the end of its own: names set to the left
    edges of columns whose figures stand at the right ones."""
    if len(parts) != len(columns):
        return False
    before = [float("-inf"), *(right for _, right in columns)]
    return all(left < part.x0 and part.x1 <= right + 1 for left, part, (_, right) in zip(before, parts, columns, strict=False))


def _is_middle(strips: Sequence[Strip], first: int, zone: Zone) -> bool:
    """Whether the strip above a run is the first column's heading, set at half height between the two lines of the others'."""
    upper, strip, lower = strips[first - 2], strips[first - 1], strips[first]
    steps = strip.bottom - upper.bottom, lower.bottom - strip.bottom
    half = 0.3 * strip.em < min(steps) and (max(steps) < 0.95 * strip.em or max(steps) < _FAR * strip.em and abs(steps[0] - steps[1]) < 1)
    return half and len(strip.parts) == 1 and len(upper.parts) > 1 and strip.parts[0].x1 <= zone.columns[0][1] + strip.em


def inside(columns: Sequence[tuple[float, float]], part: Part) -> bool:
    """Given columns and a part, say whether the part touches one of them and no other."""
    return sum(1 for left, right in columns if min(part.x1, right) > max(part.x0, left)) == 1


def _heads(whole: Strip, below: Strip, zone: Zone, separators: Separators, room: float = 0.0) -> bool:
    """Whether a strip is a row of headings above another one of a run; `room` is the white space, in points, that may part them anyway."""
    cut = [piece for part in whole.parts for piece in cut_at_left(part, zone.columns)]
    strip = replace(whole, parts=cut) if len(cut) == len(zone.columns) else whole
    each = len(strip.parts) == len(zone.columns) > 2 and not any(_counts(part.text) for part in strip.parts)
    left, right = zone.columns[0][0] - strip.em, zone.columns[-1][1] + (_ASTRAY if each else 8) * strip.em
    if strip.parts[0].x0 < left or strip.parts[-1].x1 > right:
        return False
    smaller = each and strip.size < below.size and all(part.bold or part.text.isupper() for part in strip.parts)
    if abs(strip.size - below.size) > (_SMALLER if smaller else 0.12) * below.size or _is_numbered(strip, below):
        return False
    same_band = separators.one_band(strip, below)
    room = max(room, (1.6 if not same_band else _FAR) * strip.em)
    if each or _in_order(strip.parts, zone.columns):
        bold = all(part.bold for part in strip.parts) and not all(part.bold for part in below.parts)
        room = max(room, 1.2 * zone.gap, _FAR * strip.em if bold else 0.0)  # rows set wide apart stand as far below their headings
    if below.top - strip.bottom > room:
        return False
    narrow = all(part.x1 - part.x0 < 0.6 * (right - left) for part in strip.parts)
    if narrow and (same_band or len(strip.parts) > 1):
        return True
    alike = strip.parts[0].bold == below.parts[0].bold and abs(strip.size - below.size) < 0.5
    return alike and strip.parts[0].x0 > zone.columns[0][1] and not separators.parts(strip, below)


def cut_at_left(part: Part, columns: Sequence[tuple[float, float]]) -> list[Part]:
    """Given a part and columns, return its pieces, each from a word that begins exactly where a column does, behind another column's
    words."""
    pieces: list[list[Glyph]] = [[]]
    for glyph in part.glyphs:
        last = pieces[-1][-1] if pieces[-1] else None
        if last is not None and glyph.space and any(abs(glyph.x0 - left) < 1 and last.x1 < left for left, _ in columns[1:]):
            pieces.append([])
        pieces[-1].append(glyph)
    return [Part(piece) for piece in pieces] if len(pieces) > 1 else [part]


def _is_numbered(strip: Strip, below: Strip) -> bool:
    """Whether a strip is a section's number and title, and no row of headings."""
    return len(strip.parts) == 2 < len(below.parts) and bool(_SECTION.match(strip.parts[0].text))


class Separators:
    """The horizontal lines and the upper and lower edges of shadings on a page."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        heights: dict[int, list[tuple[float, float, float]]] = {}
        for rule in rules:
            if rule.x1 - rule.x0 > 6 and rule.bottom - rule.top < 1:
                heights.setdefault(round(rule.top / 2), []).append((rule.top, rule.x0, rule.x1))
        self._upright = [(rule.x0, rule.top, rule.bottom) for rule in rules if rule.x1 - rule.x0 < 1 and rule.bottom - rule.top > 6]
        self._lines = [(lines[0][0], _union((x0, x1) for _, x0, x1 in lines)) for _, lines in sorted(heights.items())]

    def heights(self, top: float, bottom: float, x0: float, x1: float) -> list[float]:
        """Given a box, return the heights at which a line runs over most of its width."""
        found: list[float] = []
        for height, pieces in self._lines:
            if top <= height <= bottom and _covered(pieces, x0, x1) >= 0.6 * (x1 - x0) and (not found or height - found[-1] > 3):
                found.append(height)
        return found

    def sides(self, x0: float, x1: float, height: float) -> tuple[float, float] | None:
        """Given where words stand, return the nearest upright edges left and right of them, or None where one is not drawn."""
        near = [x for x, top, bottom in self._upright if top <= height <= bottom]
        left = max((x for x in near if x <= x0 + 1), default=None)
        right = min((x for x in near if x >= x1 - 1), default=None)
        return None if left is None or right is None else (left, right)

    def between(self, top: float, bottom: float, strip: Strip) -> bool:
        """Given two heights and a strip, say whether a line as wide as the strip runs between them."""
        return bool(self.heights(top - 2, bottom + 2, strip.parts[0].x0, strip.parts[-1].x1))

    def spares(self, top: float, bottom: float, x0: float, x1: float) -> bool:
        """Given two heights and the sides of a column, say whether what is drawn between the heights leaves the column out."""
        between = [pieces for height, pieces in self._lines if top <= height <= bottom]
        return bool(between) and all(_covered(pieces, x0, x1) < 0.2 * (x1 - x0) for pieces in between)

    def parts(self, above: Strip, below: Strip) -> bool:
        """Given two strips, say whether a line parts them."""
        x0, x1 = min(above.parts[0].x0, below.parts[0].x0), max(above.parts[-1].x1, below.parts[-1].x1)
        return bool(self.heights(_middle(above), _middle(below), x0, x1))

    def one_band(self, above: Strip, below: Strip) -> bool:
        """Given two strips, say whether a line runs over the first and under the second, and none between them."""
        x0, x1 = min(above.parts[0].x0, below.parts[0].x0), max(above.parts[-1].x1, below.parts[-1].x1)
        over = self.heights(above.top - 2.5 * above.em, _middle(above), x0, x1)
        under = self.heights(_middle(below), below.bottom + 2.5 * below.em, x0, x1)
        return bool(over and under) and not self.parts(above, below)


def _middle(strip: Strip) -> float:
    return strip.bottom - 0.5 * strip.size


def _union(pieces: object) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(pieces):  # type: ignore[call-overload]
        if merged and x0 <= merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _covered(pieces: Sequence[tuple[float, float]], x0: float, x1: float) -> float:
    return sum(max(0.0, min(right, x1) - max(left, x0)) for left, right in pieces)
