"""The rows of headings above a run of strips: names of one line or several, over each column or over some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.tables.cells import is_counted
from ingest.tables.fitting import column_of, cut_at_left, inside, keep_order
from ingest.tables.ink import Columns, columns_of
from ingest.tables.separators import Separators
from ingest.tables.strips import Strip, ends_of, ink_of, strip_of
from ingest.tables.zones import FAR, MOST_HEADING_LINES, WRAPPED, Zone, tells_of_table

_LONGEST_NAME = 40  # characters of a column's name on one line
_ASTRAY = 20  # em: how far right of the last column's words its name may stand, where there are as many names as columns
SMALLER = 0.32  # of the size of rows: how much smaller bold or capital headings of each column may be
_ABOVE = 4  # strips that may stand above the first one, as rows of headings
_CAPTION = re.compile(r"(?:table|figure|chart)\s+[A-Z]?\d+\b", re.I)
_SECTION = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]?$")


def with_headings(strips: Sequence[Strip], zones: Sequence[Zone], separators: Separators) -> list[Zone]:
    """Given a page's strips, its runs from top to bottom and what is drawn on it, return the runs, each with its rows of headings."""
    least = [0, *(zone.last + 1 for zone in zones)]  # no run's headings are rows of the one above it
    return [_headed(strips, zone, separators, first) for zone, first in zip(zones, least, strict=False)]


def _headed(strips: Sequence[Strip], zone: Zone, separators: Separators, least: int) -> Zone:
    """A run with the rows of headings above it, from strip `least` at the uppermost: lines with several parts, or of the look and near the
    top line."""
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
        if below.top - strip.bottom > WRAPPED * strip.em or abs(strip.size - below.size) > 0.12 * below.size:
            break
        if len(strip.parts) == 1 and first + 1 <= zone.first and strip.parts[0].x1 <= zone.columns[1][0]:
            continue
        columns = _named_columns(strips[first : zone.last + 1], strip, zone)
        return replace(zone, first=first, columns=columns) if columns else zone
    return zone


def _named_columns(strips: Sequence[Strip], names: Strip, zone: Zone) -> Columns:
    """The columns of a run with a line of names above it, where the names stand one over each and there are more of them (or as many, and
    lines between would keep them from the run); else none."""
    between = zone.last + 1 - len(strips) < zone.first - 1
    if len(names.parts) < len(zone.columns) + (not between) or any(
        is_counted(part.text) or len(part.text) > _LONGEST_NAME for part in names.parts
    ):
        return []
    kept = (strip for n, strip in enumerate(strips, zone.last + 1 - len(strips)) if n not in zone.crossing)
    columns = columns_of(ink_of(kept), names.em)
    alone = [sum(1 for part in names.parts if min(part.x1, right) > max(part.x0, left)) for left, right in columns]
    return columns if len(columns) == len(names.parts) and all(count == 1 for count in alone) else []


def _block_above(strips: Sequence[Strip], zone: Zone, separators: Separators, least: int) -> int:
    """How many strips right above a run are one row of headings of several lines, each within one column: 0 where it is not so clear."""
    count = 0
    while zone.first - count > least and count < MOST_HEADING_LINES:
        strip, below = strips[zone.first - count - 1], strips[zone.first - count]
        gap = below.top - strip.bottom
        room = 0.45 * strip.em
        if count == 0:
            drawn = separators.heights(strip.bottom - 2, below.top + 2, *ends_of(strip, below))
            room = max((FAR if drawn else 1.2) * strip.em, 1.2 * zone.gap)
        if gap > room or abs(strip.size - below.size) > 0.12 * below.size or tells_of_table(strip.parts[0].text):
            break
        if not all(inside(zone.columns, part) for part in strip.parts):
            return 0
        count += 1
    held = strips[zone.first - count : zone.first]
    over = {column_of(zone.columns, part) for strip in held for part in strip.parts}
    figures = any(re.fullmatch(r"[-−+£]?\d[\d,.]*%?", part.text) for strip in held for part in strip.parts)
    bold = all(part.bold for strip in held for part in strip.parts) and not all(part.bold for part in strips[zone.first].parts)
    if not held or figures or len(over - {0}) < max(2, len(zone.columns) - 1) or not (bold or len(over - {0}) == len(zone.columns) - 1):
        return 0
    return count


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
    if first - 2 < lowest or not near or strip.bottom - strips[first - 2].bottom > WRAPPED * strip.em:
        return 0
    return 2 if len(strips[first - 2].parts) > 1 and _heads(strips[first - 2], strip, zone, separators) else 0


def _is_first_group(strips: Sequence[Strip], first: int, zone: Zone) -> bool:
    """Whether the strip above a run names its first group of rows, and above it stand headings, each over a column of its own."""
    upper, strip = strips[first - 2], strips[first - 1]
    part = strip.parts[0]
    left, right = zone.columns[0][0], zone.columns[-1][1]
    name = len(strip.parts) == 1 and abs(part.x0 - left) < strip.em and part.x1 - part.x0 < 0.6 * (right - left)
    kept = all(inside(zone.columns, one) for one in upper.parts) or keep_order(upper.parts, zone.columns)
    heads = len(upper.parts) >= 3 and len(upper.parts) >= len(zone.columns) - 1 and kept
    return name and heads and not tells_of_table(part.text)


def _is_middle(strips: Sequence[Strip], first: int, zone: Zone) -> bool:
    """Whether the strip above a run is the first column's heading, set at half height between the two lines of the others'."""
    upper, strip, lower = strips[first - 2], strips[first - 1], strips[first]
    steps = strip.bottom - upper.bottom, lower.bottom - strip.bottom
    half = 0.3 * strip.em < min(steps) and (max(steps) < 0.95 * strip.em or max(steps) < FAR * strip.em and abs(steps[0] - steps[1]) < 1)
    return half and len(strip.parts) == 1 and len(upper.parts) > 1 and strip.parts[0].x1 <= zone.columns[0][1] + strip.em


def _heads(whole: Strip, below: Strip, zone: Zone, separators: Separators, room: float = 0.0) -> bool:
    """Whether a strip is a row of headings above another one of a run; `room` is the white space, in points, that may part them anyway."""
    cut = [piece for part in whole.parts for piece in cut_at_left(part, zone.columns)]
    strip = replace(whole, parts=cut) if len(cut) == len(zone.columns) else whole
    each = len(strip.parts) == len(zone.columns) > 2 and not any(is_counted(part.text) for part in strip.parts)
    left, right = zone.columns[0][0] - strip.em, zone.columns[-1][1] + (_ASTRAY if each else 8) * strip.em
    if strip.parts[0].x0 < left or strip.parts[-1].x1 > right:
        return False
    smaller = each and strip.size < below.size and all(part.bold or part.text.isupper() for part in strip.parts)
    if abs(strip.size - below.size) > (SMALLER if smaller else 0.12) * below.size or _is_numbered(strip, below):
        return False
    same_band = separators.one_band(strip, below)
    room = max(room, (1.6 if not same_band else FAR) * strip.em)
    if each or keep_order(strip.parts, zone.columns):
        bold = all(part.bold for part in strip.parts) and not all(part.bold for part in below.parts)
        room = max(
            room, 1.2 * zone.gap, FAR * strip.em if bold or smaller else 0.0
        )  # rows set wide apart stand as far below their headings
    if _is_over_some(strip, below, zone):
        room = max(room, min(1.2 * zone.gap, FAR * strip.em))
        partly = separators.parts(strip, below) and separators.spares(strip.middle, below.middle, *zone.columns[0])
        if below.top - strip.bottom <= room and (partly or not separators.parts(strip, below)):
            return True
    if below.top - strip.bottom > room:
        return False
    narrow = all(part.x1 - part.x0 < 0.6 * (right - left) for part in strip.parts)
    if narrow and (same_band or len(strip.parts) > 1):
        return True
    alike = strip.parts[0].bold == below.parts[0].bold and abs(strip.size - below.size) < 0.5
    return alike and strip.parts[0].x0 > zone.columns[0][1] and not separators.parts(strip, below)


def _is_over_some(strip: Strip, below: Strip, zone: Zone) -> bool:
    """Whether words stand right of the first column, set as the names of columns below them are, with more names below than they are: over
    some of the columns, or over all but the first."""
    alike = all(part.bold for part in strip.parts) == all(part.bold for part in below.parts) and abs(strip.size - below.size) < 0.5
    inside_all = strip.parts[0].x0 > zone.columns[0][1] and strip.parts[-1].x1 <= zone.columns[-1][1] + strip.em
    named = len(below.parts) >= len(zone.columns) - 1 > len(strip.parts) and len(below.parts) > 2
    counted = any(is_counted(part.text) for part in (*strip.parts, *below.parts))
    return alike and inside_all and named and not counted


def _is_numbered(strip: Strip, below: Strip) -> bool:
    """Whether a strip is a section's number and title, and no row of headings."""
    return len(strip.parts) == 2 < len(below.parts) and bool(_SECTION.match(strip.parts[0].text))


def levelled_heads(strips: Sequence[Strip], zone: Zone) -> tuple[list[Strip], Zone]:
    """Given the strips of a run and the run, return both with headings that stand at half height between the lines of those beside them
    taken up to the upper one: names of fewer lines, set in the middle of their row."""
    kept: list[Strip] = []
    crossing: set[int] = set()
    heads = next((n for n, strip in enumerate(strips) if any(is_counted(part.text) for part in strip.parts[1:])), 0)
    for n, strip in enumerate(strips):
        heading = n < heads
        below = strips[n + 1] if n + 1 < len(strips) else None
        if heading and kept and (_is_half_way(kept[-1], strip) or below is not None and _is_between_two(kept[-1], strip, below)):
            kept[-1] = replace(strip_of([*kept[-1].lines, *strip.lines]), top=kept[-1].top, bottom=kept[-1].bottom)
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
    half = abs(steps[0] - steps[1]) < 1 and steps[0] < FAR * strip.em and len(strip.parts) == 1
    return half and len(below.parts) > 1 and all(other.parts[0].x0 > strip.parts[0].x1 for other in (above, below))
