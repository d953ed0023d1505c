"""Where a table without a full set of lines may stand: runs of printed lines that leave the same gutters free."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables.cells import is_counted
from ingest.tables.fitting import EXACT, column_of, fitted, numbered
from ingest.tables.ink import Columns, columns_of
from ingest.tables.separators import Separators
from ingest.tables.splitting import OVERLAP
from ingest.tables.strips import Strip, ink_of, mostly_counts

FAR = 2.7  # em of white space that a run does not go on over, unless something drawn stands in it
_FAR_DRAWN = 5.0
MOST_HEADING_LINES = 7  # lines that one row of headings may have
_SEEDS = 4  # strips that are tried as the first of a run
WRAPPED = 1.5  # em: lines of one heading follow at no more than this
# What stands under a table or over the next one, however short it is.
_OF_TABLE = re.compile(r"(?:sources?|notes?)\s*:|(?:table|figure|chart)\s+\d+", re.I)


@dataclass
class Zone:
    """A run of strips (first and last position, inclusive) and the columns that it leaves gutters between; `crossing` holds the positions
    of strips that a gutter does not part: a group's name, a heading over several columns."""

    first: int
    last: int
    columns: Columns
    crossing: set[int]
    gap: float = 0.0  # points of white space between its rows, at least


def zones_of(strips: list[Strip], separators: Separators) -> list[Zone]:
    """Given a page's strips and what is drawn on it, return the runs that share gutters, from top to bottom, without headings above them
    that do not keep to the gutters. Words of a strip that run over a gutter are parted in `strips`, where figures show that they do."""
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
        zones.append(best)
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
            strip = strips[position] = numbered(fitted(strip, columns), columns)
        if len(columns_of(ink | strip.ink, em)) < len(columns):
            ink = _ink_of_figures(strips, seed, position) or ink
            columns = columns_of(ink, em)
        more = columns_of(ink | strip.ink, em)
        if _is_apart(strips, position, columns) and _is_between(strips, position, ink, columns, separators):
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


def _is_apart(strips: Sequence[Strip], position: int, columns: Columns) -> bool:
    """Whether a strip is one bold part in the first column, below one that is not bold: the name of a group, save where it overlaps the
    height above, as the last line of a row's bold name does whose figures stand in its middle."""
    strip, above = strips[position], strips[position - 1]
    bold = len(strip.parts) == 1 and strip.parts[0].bold and not above.parts[0].bold
    return bold and not column_of(columns, strip.parts[0]) and strip.bottom - above.bottom >= OVERLAP * strip.em


def _is_other(strips: Sequence[Strip], seed: int, position: int) -> bool:
    """Whether a strip is no row of the run above it: a source, a caption, a heading in larger type, the headings of another table."""
    strip = strips[position]
    tells = len(strip.parts) < 3 and tells_of_table(strip.parts[0].text)
    larger = len(strip.parts) < 2 and abs(strip.size - strips[position - 1].size) > 0.15 * strip.size
    return tells or larger or _heads_anew(strips, seed, position)


def tells_of_table(text: str) -> bool:
    """Given the first words of a strip, say whether they are those of a source, a note or a caption."""
    return _OF_TABLE.match(text) is not None


def _zone(strips: Sequence[Strip], first: int, last: int, columns: Columns, crossing: set[int]) -> Zone:
    gap = min(b.top - a.bottom for a, b in zip(strips[first:last], strips[first + 1 : last + 1], strict=True))
    return Zone(first, last, columns, {n for n in crossing if n < last}, gap)


def _ink_of_figures(strips: Sequence[Strip], seed: int, position: int) -> int:
    """The ink of the rows of figures of a run up to a strip, without that of the headings above them, where they and the strip keep to as
    many columns: names at the left edges of columns leave no gutter to figures at the right ones. 0 where it is not so."""
    rows = [strip for strip in strips[seed : position + 1] if mostly_counts(strip)]
    heads = next((n for n in range(seed, position) if mostly_counts(strips[n])), seed) - seed
    if not 0 < heads <= MOST_HEADING_LINES or len(rows) != position + 1 - seed - heads or len(rows) < 2:
        return 0
    ink = ink_of(rows)
    wide = len(columns_of(ink, strips[seed].em))
    return ink if wide > 2 and all(len(strip.parts) == wide for strip in rows) else 0


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
    if not names or position + 1 >= len(strips) or len({*names}) < len(names) or any(map(is_counted, names)):
        return False
    before = [n for n in range(max(seed, position - 4), position) if len(strips[n].parts) > 1]
    if len(before) < 2 or not all(mostly_counts(strips[n]) for n in (*before[-2:], position + 1)):
        return False
    gaps = [b.top - a.bottom for a, b in zip(strips[seed : before[-1]], strips[seed + 1 : before[-1] + 1], strict=True)]
    return len(above.parts) == 1 or strip.top - above.bottom > max(gaps) + 0.35 * strip.em


def _names_group(strips: Sequence[Strip], position: int, ink: int, columns: Columns) -> bool:
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
    if gap <= FAR * above.em:
        return True
    return gap <= _FAR_DRAWN * above.em and separators.between(above.bottom, strip.top, strip)


def _is_between(strips: Sequence[Strip], position: int, ink: int, columns: Columns, separators: Separators) -> bool:
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
        if following.top - strip.bottom > FAR * strip.em:
            return False
        if len(following.parts) > 1 and len(columns_of(ink | following.ink, strip.em)) >= len(columns):
            return True
    return False


def _trimmed(strips: Sequence[Strip], first: int, last: int, columns: Columns, separators: Separators) -> int:
    """The last strip of a run: lines behind the last one with two parts belong to it only where they go on from the line above, or lie
    above a drawn line."""
    full = max(n for n in range(first, last + 1) if len(strips[n].parts) > 1)
    leading = _leading(strips[first : full + 1], columns)
    position = full
    while position < last:
        strip = strips[position + 1]
        near = max(strip.em * 1.15, leading) * 1.06
        if strip.parts[0].text[:1].islower():
            near = max(near, WRAPPED * strip.em)
        above = [
            s for s in strips[max(first, position - 2) : position + 1] if strip.bottom - s.bottom <= near and abs(s.size - strip.size) < 0.5
        ]
        column = column_of(columns, strip.parts[0])
        if _is_outdented(strips[first : full + 1], strip, columns):
            break
        if separators.parts(strips[position], strip) or not any(column_of(columns, part) == column for s in above for part in s.parts):
            break
        position += 1
    return position


def _is_outdented(rows: Sequence[Strip], strip: Strip, columns: Columns) -> bool:
    """Whether a line begins left of where all the rows of a run begin, headings aside: it is text below the table."""
    edges = [row.parts[0].x0 for row in rows if mostly_counts(row) and not column_of(columns, row.parts[0])]
    return len(edges) > 1 and max(edges) - min(edges) < EXACT and strip.parts[0].x0 < min(edges) - 2


def _leading(strips: Sequence[Strip], columns: Columns) -> float:
    """The least step from line to line in one column, in points; 0 where no column holds two lines."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for strip in strips:
        for part in strip.parts:
            column = column_of(columns, part)
            if column in last:
                steps.append(strip.bottom - last[column])
            last[column] = strip.bottom
    return min(steps, default=0.0)


def _merit(strips: Sequence[Strip], zone: Zone) -> tuple[int, int, int]:
    """How many columns hold words in two strips or more, less how many do in one, and how many strips there are."""
    counts = [0] * len(zone.columns)
    for n in range(zone.first, zone.last + 1):
        if n not in zone.crossing:
            for column in {column_of(zone.columns, part) for part in strips[n].parts}:
                counts[column] += 1
    supported = sum(1 for count in counts if count > 1)
    return supported, supported - len(counts), zone.last - zone.first
