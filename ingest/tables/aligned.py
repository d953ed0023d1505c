"""Tables without a full set of lines: from printed lines that share gutters, and whatever is drawn between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from statistics import median

from ingest.layout import Line, Region, lines_of
from ingest.readers.pdfium import Glyph, Rule
from ingest.tables.cards import mark_cards
from ingest.tables.cells import DraftCell, DraftTable, in_place_of_figure, in_reading_order, is_code, is_figure, is_measured, is_year
from ingest.tables.columns import columns_by_order
from ingest.tables.fitting import cut_at_left, inside
from ingest.tables.flows import flows_of
from ingest.tables.headers import judge_headers
from ingest.tables.heading_rows import levelled_heads, with_headings
from ingest.tables.ink import Columns
from ingest.tables.separators import Separators
from ingest.tables.splitting import OPEN, OVERLAP, Printed, RunningOn, shape_of, starts_in_band, starts_of
from ingest.tables.strips import Part, Strip, strips_of
from ingest.tables.turned import add_turned_heads
from ingest.tables.twins import parted_twins
from ingest.tables.zones import Zone, zones_of

_NEXT = 1.65  # em: the widest step from one line of a heading to the next
_NUMBERED_BY = re.compile(r"\b(?:per|under|over|aged|than)$", re.I)  # the number that such a word is for may stand on the next line
_WORD_SPACE = 1.4  # em: the widest space between words of a heading that is set to both margins
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z]?[A-Z&/-][A-Za-z&/-]{0,7}$")


def unruled_tables(lines: Sequence[Line], first: int, rules: Sequence[Rule] = ()) -> tuple[list[DraftTable], list[Line]]:
    """Given the lines outside ruled tables and what is drawn on the page, return tables inferred from alignment (numbered from `first`)
    and the lines left over."""
    separators = Separators(rules)
    mark_cards(lines, rules)
    cards: dict[int, list[Line]] = {}
    for line in lines:
        cards.setdefault(line.card, []).append(line)
    flows = [flow for card, held in cards.items() for flow in ([held] if card >= 0 else flows_of(held))]
    tables = [part for flow in flows for table in _tables_in(flow, separators) for part in parted_twins(table)]
    add_turned_heads(tables, lines)
    for position, table in enumerate(tables, start=first):
        table.region.table = position
    used = {id(glyph) for table in tables for cell in table.cells for line in cell.lines for glyph in line.glyphs}
    return tables, [line for line in lines if id(line.glyphs[0]) not in used]


def _tables_in(lines: Sequence[Line], separators: Separators) -> list[DraftTable]:
    """The tables among the lines of one text."""
    strips = strips_of(lines)
    zones = with_headings(strips, zones_of(strips, separators), separators)
    found = [_table(strips[zone.first : zone.last + 1], zone, separators) for zone in zones]
    return [table for table in found if table is not None]


def rest_of(
    table: DraftTable, lines: Sequence[Line], position: int, rules: Sequence[Rule], at_top: bool, known: Collection[int] = ()
) -> tuple[DraftTable | None, list[Line]]:
    """Given a table without lines, the lines of the page before or after it, the place its rest there would have among that page's
    tables and what is drawn there, return the rest that stands at that page's top (or foot) in the same columns, and the lines left over.

    `known` holds the identities of lines that were seen to be of a table: above the rest they are its headings."""
    strips = strips_of(lines)
    ordered = strips if at_top else strips[::-1]
    columns = list(table.extents)
    size = median(line.size for cell in table.cells for line in cell.lines)
    run: list[Strip] = []
    for strip in ordered:
        if (
            abs(strip.size - size) > 0.1 * size
            or run
            and abs(strip.bottom - run[-1].bottom) > 4 * strip.em
            or not all(inside(columns, part) for part in strip.parts)
        ):
            break
        run.append(strip)
    while run and len(run[-1].parts) < 2:
        run.pop()
    if not run:
        return None, list(lines)
    heads = [] if at_top else _heads_over(run, ordered[len(run) : len(run) + _MOST_HEADS], known)
    run = run if at_top else [*heads[::-1], *run[::-1]]
    zone = Zone(0, len(run) - 1, columns, set(range(len(heads))))
    found = _built(position, run, columns, zone, Separators(rules))[0]
    used = {id(line) for strip in run for line in strip.lines}
    return found, [line for line in lines if id(line) not in used]


def _heads_over(run: Sequence[Strip], above: Sequence[Strip], known: Collection[int]) -> list[Strip]:
    """The strips right above a run (given from its foot up) that are rows of headings: known to be of a table, or bold like its first."""
    heads: list[Strip] = []
    for strip in above:
        last = heads[-1] if heads else run[-1]
        bold = len(strip.parts) > 1 and all(part.bold for part in (*strip.parts, *last.parts))
        if last.top - strip.bottom > 2 * strip.em or not bold and not all(id(line) in known for line in strip.lines):
            break
        heads.append(strip)
    return heads


def _table(strips: Sequence[Strip], zone: Zone, separators: Separators) -> DraftTable | None:
    strips, zone = levelled_heads(strips, zone)
    columns = columns_by_order(strips, zone) or _supported(zone.columns, strips)
    table, drawn = _built(0, strips, columns, zone, separators)
    return table if _is_table(table.cells, len(columns), table.row_count, drawn) else None


def _supported(columns: Columns, strips: Sequence[Strip]) -> Columns:
    """Columns without those that only a wide space inside one heading made: they belong to the column close by on the left."""
    kept: Columns = []
    for left, right in columns:
        held = [n for n, strip in enumerate(strips) if any(min(p.x1, right) - max(p.x0, left) > 1 for p in strip.parts)]
        if kept and len(held) == 1 and held[0] < _MOST_HEADS and left - kept[-1][1] < _WORD_SPACE * strips[0].em:
            kept[-1] = (kept[-1][0], right)
        else:
            kept.append((left, right))
    return kept


def _built(position: int, strips: Sequence[Strip], columns: Columns, zone: Zone, separators: Separators) -> tuple[DraftTable, int]:
    """The table that strips make, and how many lines are drawn between its rows."""
    x0, x1 = columns[0][0], columns[-1][1]
    heights = separators.heights(strips[0].top - 2.5 * strips[0].em, strips[-1].bottom + 2.5 * strips[-1].em, x0, x1)
    crossing = {n - zone.first for n in zone.crossing}
    heads = _group_heads(_with_cuts(strips, columns), crossing, len(columns))
    crossing |= heads
    placed = [_placed(strip, columns) for strip in strips]
    for n in sorted(heads, reverse=True):
        fullest = _fullest(strips, n, strips[n + 1])
        names = next(held for strip, held in zip(strips, placed, strict=True) if strip is fullest)
        under = {c for first, wide, _ in names for c in range(first, first + (wide if n + 1 in heads else 1))}
        placed[n] = (
            _boxed(strips[n], columns, separators) or _repeated(strips[n], names, len(columns)) or _spread(strips[n], columns, under)
        )
    for n in _banded_names(strips, columns, heights) - heads:
        placed[n] = [(0, len(columns), Part([glyph for part in strips[n].parts for glyph in part.glyphs]))]
    groups = {n for n, held in enumerate(placed) if _is_group(strips[n], held)}
    rows = _rows(strips, placed, heights, len(columns), crossing | groups, groups)
    cells = _merged(_cells(rows, strips, placed, columns), [strips[row[0]] for row in rows], columns, heights, separators)
    drawn = sum(1 for height in heights if strips[0].bottom < height < strips[-1].bottom)
    boxes = [part for strip in strips for part in strip.parts]
    region = Region(position, min(b.x0 for b in boxes), strips[0].top, max(b.x1 for b in boxes), strips[-1].bottom)
    edges = tuple(round(left) for left, _ in columns)
    table = DraftTable(region, cells, edges, tuple(columns), ruled=False, confidence=0.8 if drawn else 0.6)
    judge_headers(table)
    return table, drawn


def _placed(strip: Strip, columns: Columns) -> list[tuple[int, int, Part]]:
    """The parts of a strip with the first column each stands in and how many it spreads over."""
    found: list[tuple[int, int, Part]] = []
    lone = len(strip.parts) == 1 and _runs_through(strip.parts[0], columns)
    for part in [piece for whole in strip.parts for piece in ([whole] if lone else _cut(whole, columns))]:
        over = [n for n, (left, right) in enumerate(columns) if min(part.x1, right) - max(part.x0, left) > 1]
        if not over:
            middle = (part.x0 + part.x1) / 2
            over = [min(range(len(columns)), key=lambda n: abs((columns[n][0] + columns[n][1]) / 2 - middle))]
        found.append((over[0], over[-1] - over[0] + 1, part))
    return found


def _runs_through(part: Part, columns: Columns) -> bool:
    """Whether words that stand alone on their height begin in the first column and run on into the next with no more than word spaces:
    the name of a group, even where a gutter happens to lie between two words."""
    spaces = [b.x0 - a.x1 for a, b in zip(part.glyphs, part.glyphs[1:], strict=False) if b.space]
    over = sum(1 for left, right in columns if min(part.x1, right) - max(part.x0, left) > 1)
    plain = bool(spaces) and max(spaces) < min(0.45 * part.glyphs[0].size, 1.6 * min(spaces) + 0.5)
    return over > 1 and part.x0 < columns[0][1] and plain and not is_code(part.text.split()[0])


def _with_cuts(strips: Sequence[Strip], columns: Columns) -> list[Strip]:
    """Strips of which the first, which may be headings, are parted where a word begins a column: narrow columns leave no wide gaps."""
    most = _MOST_HEADS + _MOST_HEAD_LINES
    cut = [replace(strip, parts=[piece for part in strip.parts for piece in cut_at_left(part, columns)]) for strip in strips[:most]]
    return [*cut, *strips[most:]]


def _is_group(strip: Strip, placed: Placed) -> bool:
    """Whether a strip is no more than a name over several columns, beginning with the first."""
    return len(placed) == 1 and placed[0][0] == 0 and placed[0][1] > 1


def _banded_names(strips: Sequence[Strip], columns: Columns, heights: Sequence[float]) -> set[int]:
    """The positions of strips that stand alone between two drawn lines and run on from the first column over a gutter with no wider
    spaces than a sentence has: the names of groups, in a band of their own."""
    bands = [sum(1 for height in heights if height < strip.middle) for strip in strips]
    found: set[int] = set()
    for n, strip in enumerate(strips):
        alone = 0 < bands[n] < len(heights) and bands.count(bands[n]) == 1
        spaces = [b.x0 - a.x1 for a, b in zip(strip.parts, strip.parts[1:], strict=False)]
        gutters = zip(columns, columns[1:], strict=False)
        over = any(part.x0 < end and part.x1 > begin for (_, end), (begin, _) in gutters for part in strip.parts)
        if alone and n and over and strip.parts[0].x0 < columns[0][1] and max(spaces, default=0.0) < _WORD_SPACE * strip.em:
            found.add(n)
    return found


def _group_heads(strips: Sequence[Strip], crossing: set[int], columns: int) -> set[int]:
    """The positions of the first strips that hold headings over several columns: fewer than the strip below, and not its upper lines."""
    found: set[int] = set()
    for n, strip in enumerate(strips[:_MOST_HEADS]):
        below = next((other for other in strips[n + 1 : n + 3] if other.bottom - strip.bottom >= OVERLAP * strip.em), None)
        if strip.parts[0].text[:1].islower():
            continue  # a heading's or a cell's second line
        if below is None or _holds_figures(strip) or _holds_figures(below) or _is_bold(strip) and not _is_bold(below):
            break
        names = _fullest(strips, n, below)
        over = [part for part in strip.parts if part.x1 > names.parts[0].x0]
        same = len(strip.parts) > 1 and len({part.text for part in strip.parts}) == 1  # the upper line of a name that comes again
        upper = _is_upper_line(strip, below) and (same or not _repeat(strip, below))
        if (n in crossing or len(over) < len(names.parts)) and len(names.parts) > 1 and not upper:
            found.add(n)
        elif len(strip.parts) >= columns:
            break  # a heading of every column: groups of them stand above it
    return found


def _fullest(strips: Sequence[Strip], n: int, below: Strip) -> Strip:
    """The fullest line of the headings that begin with the one below a strip: names of several lines end together, and begin where they
    please."""
    found = last = below
    for strip in strips[n + 1 : n + 1 + _MOST_HEAD_LINES]:
        if strip.bottom <= last.bottom:
            continue
        if strip.bottom - last.bottom > _NEXT * strip.em or _counts_below(strip, last) or _is_bold(strip) != _is_bold(below):
            break
        last = strip
        found = strip if len(strip.parts) > len(found.parts) else found
    return found


def _repeat(strip: Strip, below: Strip) -> bool:
    """Whether the names in a strip repeat under each of those in the one above it ("Target, Actual, Target, Actual")."""
    names = [part.text for part in below.parts[len(below.parts) % len(strip.parts) :]]
    period = len(names) // len(strip.parts)
    if period > 1 and all(_is_over_later(part, below.parts[-len(names) :], period) for part in strip.parts):
        return False  # the upper line of the second of each two names
    return len(strip.parts) > 1 and period > 1 and all(name == names[place % period] for place, name in enumerate(names))


def _is_over_later(part: Part, names: Sequence[Part], period: int) -> bool:
    """Whether words begin or lie in the middle over a name that is not the first of its group."""
    over = [n for n, name in enumerate(names) if abs(part.x0 - name.x0) < 2 or abs(part.x0 + part.x1 - name.x0 - name.x1) < 4]
    return any(n % period for n in over)


def _is_bold(strip: Strip) -> bool:
    """Whether all words of a line are bold; of a sign alone ("%") no face is known."""
    worded = [part for part in strip.parts if any(letter.isalnum() for letter in part.text)]
    return bool(worded) and all(part.bold for part in worded)


def _holds_figures(strip: Strip) -> bool:
    return any(is_figure(part.text) and not is_year(part.text) for part in strip.parts)


def _counts_below(strip: Strip, above: Strip) -> bool:
    """Whether a line holds figures that do not go on the words right above them ("Rate per" over "1,000")."""
    figures = [part for part in strip.parts if is_figure(part.text) and not is_year(part.text)]
    return any(not any(OPEN.search(o.text) and min(o.x1, part.x1) > max(o.x0, part.x0) for o in above.parts) for part in figures)


def _is_upper_line(strip: Strip, below: Strip) -> bool:
    """Whether each part of a strip stands in line with one just below it: the first line of a heading of two lines."""
    if below.bottom - strip.bottom > _NEXT * strip.em:
        return False
    return all(
        any(abs(part.x0 - o.x0) < 2 or abs(part.x1 - o.x1) < 2 or abs(part.x0 + part.x1 - o.x0 - o.x1) < 4 for o in below.parts)
        for part in strip.parts
    )


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


Placed = list[tuple[int, int, Part]]


def _boxed(strip: Strip, columns: Columns, separators: Separators) -> Placed:
    """Headings each over the columns that the drawn box around it holds; nothing where boxes are not drawn around all of them."""
    found: Placed = []
    for part in strip.parts:
        sides = separators.sides(part.x0, part.x1, strip.middle)
        over = [n for n, (left, right) in enumerate(columns) if sides and sides[0] - 2 <= left and right <= sides[1] + 2]
        if not over or found and over[0] < found[-1][0] + found[-1][1]:
            return []
        found.append((over[0], over[-1] - over[0] + 1, part))
    return found if any(wide > 1 for _, wide, _ in found) and not any(wide == len(columns) for _, wide, _ in found) else []


def _repeated(strip: Strip, below: Placed, columns: int) -> Placed:
    """Headings each over as many columns as the names below repeat after ("Target, Actual, Target, Actual")."""
    names = {column: part.text for column, _, part in below if column}
    heads = [part for part in strip.parts if part.x1 > min((part.x0 for column, _, part in below if column), default=0.0)]
    if len(names) < columns - 1 or len(heads) < 2 or len(names) % len(heads):
        return []
    period = len(names) // len(heads)
    if period < 2 or any(names[column] != names[(column - 1) % period + 1] for column in names):
        return []
    first = [(0, 1, part) for part in strip.parts if part not in heads]
    return [*first[:1], *((1 + period * n, period, part) for n, part in enumerate(heads))]


_MOST_HEADS = 4
_MOST_HEAD_LINES = 5  # that the names of columns may have
_MORE = 8.0  # points: what each further column costs a heading that only starts with the first one
_UNLIKE = 8.0  # points: what it costs that neighbouring headings spread over different numbers of columns
_EXACT = 0.8  # points: words set to one left edge begin no farther apart
_BARE = 15.0  # points: how far a heading may stand out of line before a column is better left without one


def _spread(strip: Strip, columns: Columns, under: Collection[int]) -> list[tuple[int, int, Part]]:
    """The parts of a row of headings above another one: each over the columns that it stands in the middle or at the left edge of."""
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int, Part]]]] = {(0, 0): (0.0, [])}  # columns dealt with, last spread
    for part in strip.parts:
        following: dict[tuple[int, int], tuple[float, list[tuple[int, int, Part]]]] = {}
        for (done, before), (cost, found) in best.items():
            for first in range(done, len(columns)):
                bare = _BARE * sum(1 for n in range(done, first) if n)
                for last in range(first, len(columns)):
                    if last > first and not (first in under and last in under):
                        break  # a heading that stands over no other one is of its own column
                    wide = last - first + 1
                    own = wide == 1 and first not in under
                    unlike = _UNLIKE * abs(wide - before) if before and found[-1][0] and not own else 0.0
                    total = cost + _misfit(part, columns, first, last) + bare + unlike
                    if (last + 1, wide) not in following or total < following[last + 1, wide][0]:
                        following[last + 1, wide] = total, [*found, (first, wide, part)]
        best = following
    ended = [(cost + _BARE * (len(columns) - done), found) for (done, _), (cost, found) in best.items()]
    return min(ended, key=lambda pair: pair[0])[1] if ended else _placed(strip, columns)


def _misfit(part: Part, columns: Columns, first: int, last: int) -> float:
    """How far a heading stands out of line with a run of columns, in points: at an edge, or in the middle of their words or cells."""
    left, right = columns[first][0], columns[last][1]
    after = columns[last + 1][0] if last + 1 < len(columns) else right
    before = columns[first - 1][1] if first else left
    middle = (part.x0 + part.x1) / 2
    centred = min(abs(middle - (a + b) / 2) for a, b in ((left, right), (left, after), (before, right)))
    out = max(before - part.x0, 0.0) + max(part.x1 - after, 0.0) if last > first else 0.0
    sides = min(abs(part.x0 - left), abs(part.x1 - right)) + _MORE * (last - first)
    exact = last > first and abs(part.x0 - left) < _EXACT  # set to the left edge: that it is in the middle of something is chance
    return (sides if exact else min(sides, centred)) + 3 * out


def _rows(
    strips: Sequence[Strip],
    placed: Sequence[list[tuple[int, int, Part]]],
    heights: Sequence[float],
    columns: int,
    crossing: set[int],
    groups: set[int],
) -> list[list[int]]:
    """The positions of the strips of each row; between drawn lines no strip but a group's name is for itself."""
    bands: list[list[int]] = []
    last = -1
    for n, strip in enumerate(strips):
        band = sum(1 for height in heights if height < strip.middle)
        if band != last or not bands:
            bands.append([])
        bands[-1].append(n)
        last = band
    lines = [_printed(n, strips, placed) for n in range(len(strips)) if n not in crossing]
    shape = shape_of(lines)

    def free(part: Sequence[Printed]) -> list[bool]:
        return starts_of(part, columns)

    def banded(part: Sequence[Printed]) -> list[bool]:
        return starts_in_band(part, columns, shape)

    several = len(bands) < 3 or _hold_several(bands[1:], placed)
    rows: list[list[int]] = []
    for place, held in enumerate(bands):
        loose = several or place > 0 and _holds_heads(held, strips)
        rows += _split(held, strips, placed, crossing if loose or not place else groups, free if loose else banded)
    return rows


def _printed(n: int, strips: Sequence[Strip], placed: Sequence[Placed]) -> Printed:
    held = {column: _going_on(part, column, n, strips, placed) for column, _, part in reversed(placed[n])}
    return Printed(strips[n].bottom, strips[n].em, held)


def _going_on(part: Part, column: int, n: int, strips: Sequence[Strip], placed: Sequence[Placed]) -> Part:
    """A part as the rules for rows are to see it: a number below words that end open ("Rate per" over "1,000") with the last of them."""
    for m in range(n - 1, max(n - 3, -1), -1) if is_figure(part.text) else ():
        above = next((other for where, _, other in placed[m] if where == column), None)
        if above is not None:
            near = strips[n].bottom - strips[m].bottom <= _NEXT * strips[n].em
            word = _NUMBERED_BY.search(above.text) if near else None
            return RunningOn(part.glyphs, word.group()) if word is not None else part
    return part


def _holds_heads(band: Sequence[int], strips: Sequence[Strip]) -> bool:
    """Whether a band begins with a bold line of several parts, and goes on with plain ones."""
    first, *others = [all(part.bold for part in strips[n].parts) for n in band]
    return first and not all(others) and len(strips[band[0]].parts) > 1


def _hold_several(bands: Sequence[list[int]], placed: Sequence[list[tuple[int, int, Part]]]) -> bool:
    """Whether the bands between drawn lines hold several rows each: some column has several figures in many of them."""
    several = 0
    for band in bands:
        counts: dict[int, int] = {}
        for n in band:
            for column, _, part in placed[n]:
                counts[column] = counts.get(column, 0) + is_figure(part.text)
        several += max(counts.values(), default=0) > 1
    return several > 0.2 * len(bands)


def _split(
    band: Sequence[int],
    strips: Sequence[Strip],
    placed: Sequence[Placed],
    crossing: set[int],
    starts: Callable[[list[Printed]], list[bool]],
) -> list[list[int]]:
    """The rows of a band: a strip that crosses gutters is one of its own, those between are parted as `starts` says."""
    rows: list[list[int]] = []
    run: list[int] = []
    for n in [*band, -1]:
        if n >= 0 and n not in crossing:
            run.append(n)
            continue
        begins = starts([_printed(one, strips, placed) for one in run])
        for one, start in zip(run, begins, strict=True):
            if start:
                rows.append([])
            rows[-1].append(one)
        run = []
        rows += [[n]] if n >= 0 else []
    return rows


def _cells(
    rows: Sequence[Sequence[int]], strips: Sequence[Strip], placed: Sequence[list[tuple[int, int, Part]]], columns: Columns
) -> list[DraftCell]:
    cells: list[DraftCell] = []
    label: DraftCell | None = None  # the last cell of the first column: its words may run on beside the rows that it names
    for number, row in enumerate(rows):
        held: dict[int, list[Glyph]] = {}
        spread: dict[int, int] = {}
        for n in row:
            for column, wide, part in placed[n]:
                held.setdefault(column, []).extend(part.glyphs)
                spread[column] = max(spread.get(column, 1), wide)
        for column in sorted(held):
            lines = in_reading_order(lines_of(held[column]))
            if column == 0 and label is not None and _runs_on(label, lines) and not _counts_anew(held, cells, label):
                label.lines.extend(lines)
                label.rows = number - label.row + 1
                continue
            room = min((other for other in held if other > column), default=len(columns)) - column
            cells.append(DraftCell(number, column, 1, min(spread[column], room), lines, all(line.bold for line in lines)))
            if column == 0:
                label = cells[-1]
        if 0 not in held and label is not None and number and _is_named(held):
            label.rows = number - label.row + 1
    return cells


def _merged(
    cells: list[DraftCell], firsts: Sequence[Strip], columns: Columns, heights: Sequence[float], separators: Separators
) -> list[DraftCell]:
    """Cells with each joined to the one above where the line that parts their rows leaves their column out: one name for several rows.

    `firsts` are the first strips of the rows."""
    for number in range(2, len(firsts)):
        top, bottom = firsts[number - 1].bottom, firsts[number].middle
        if not any(top < height < bottom for height in heights):
            continue
        for column in range(1, len(columns)):
            if separators.spares(top, bottom, *columns[column]):
                _join(cells, number, column)
    return cells


def _join(cells: list[DraftCell], number: int, column: int) -> None:
    """Join the cells of a column in a row and in the one above it, as far as they are there."""
    above = next((c for c in cells if c.column == column and c.row < number == c.row + c.rows and c.columns == 1), None)
    below = next((c for c in cells if c.column == column and c.row == number and c.columns == 1), None)
    if above is not None:
        above.rows += below.rows if below is not None else 1
        if below is not None:
            above.lines.extend(below.lines)
            cells[:] = [cell for cell in cells if cell is not below]
    elif below is not None:
        below.row, below.rows = number - 1, below.rows + 1


def _is_named(held: Mapping[int, Sequence[Glyph]]) -> bool:
    """Whether a row that leaves the first column empty names itself in the second: it stands beside the group that the first one names."""
    return len(held) > 1 and any(glyph.char.isalpha() for glyph in held.get(1, ())) and not is_figure("".join(g.char for g in held[1]))


def _runs_on(label: DraftCell, lines: Sequence[Line]) -> bool:
    """Whether lines in the first column go on what stands in the row above: they begin in lower case, or it ends open and is no name over
    several columns."""
    return lines[0].text[:1].islower() or label.columns == 1 and bool(OPEN.search(_without_mark(label.lines[-1])))


def _counts_anew(held: Mapping[int, Sequence[Glyph]], cells: Sequence[DraftCell], label: DraftCell) -> bool:
    """Whether a row holds figures in columns where the row that a name stands in does, too, and nothing but figures: "of which homes"
    below "Burglary" is a row of its own."""
    behind = {cell.column: cell.text for cell in cells if cell.row == label.row and cell.column}
    texts = {column: "".join(glyph.char for glyph in glyphs) for column, glyphs in held.items() if column}
    figures = bool(texts) and all(in_place_of_figure(text) and not is_year(text) for text in texts.values())
    return figures and any(is_figure(behind.get(column, "")) and is_figure(text) for column, text in texts.items())


def _without_mark(line: Line) -> str:
    """A line's words without the small raised sign of a note at its end."""
    last = line.glyphs[-1]
    return line.text[:-1].rstrip() if last.size < 0.8 * line.glyphs[0].size else line.text


def _is_table(cells: Sequence[DraftCell], columns: int, rows: int, drawn: int) -> bool:
    """Whether what shares gutters is a table, and not columns of prose, a list or an address."""
    if rows < 2 or rows < 3 and not drawn:
        return False
    body = [cell for cell in cells if cell.row]
    behind = [cell for cell in body if cell.column]
    if not behind:
        return False
    figures = sum(1 for cell in behind if is_figure(cell.text) or is_measured(cell.text)) / len(behind)
    lower = sum(1 for cell in body if cell.text[:1].islower()) / len(body)
    deep = median(len(cell.lines) for cell in body)
    full = 1.0 if figures >= 0.9 and _is_sparse(cells, columns) else _full_rows(cells, columns, rows)
    if full < 0.5 or columns == 2 and _numbers_paragraphs(body):
        return False
    if figures >= 0.35 or drawn >= 2 and lower < 0.35 and deep <= 8:
        return True
    head = [cell for cell in cells if cell.row == 0]
    distinct = all(cell.bold for cell in head) and not all(cell.bold for cell in body) and len(head) >= 2
    if columns >= 3 and distinct and lower < 0.25 and deep <= 6:
        return True
    if columns == 2:
        return full >= 0.7 and lower < 0.25 and deep <= 4 and _names_in_front(body, distinct)
    return rows >= 4 and lower < 0.15 and deep <= 3 and full >= 0.75


def _is_sparse(cells: Sequence[DraftCell], columns: int) -> bool:
    """Whether cells are empty only because nothing was counted there: the first row names every column behind the first, every row after
    it is named, and beside most names stand figures."""
    named = {cell.column for cell in cells if cell.row == 0}
    rows = {cell.row for cell in cells if cell.row}
    names = {cell.row for cell in cells if cell.row and cell.column == 0}
    beside = {cell.row for cell in cells if cell.row and cell.column and in_place_of_figure(cell.text)}
    return columns >= 3 and set(range(1, columns)) <= named and rows == names and len(beside) >= 0.7 * len(rows)


def _names_in_front(body: Sequence[DraftCell], headed: bool) -> bool:
    """Whether the first of two columns holds short names that the second explains: under headings, or abbreviations alone."""
    names = [cell.text for cell in body if cell.column == 0]
    if len(names) < 3:
        return False
    if headed:
        return max(len(name) for name in names) <= 60 and median(len(name) for name in names) <= 45
    return sum(1 for name in names if _ABBREVIATION.match(name)) >= 0.8 * len(names)


def _numbers_paragraphs(cells: Sequence[DraftCell]) -> bool:
    """Whether the first of two columns holds no more than the numbers of paragraphs that stand in the second."""
    numbers = [cell.text for cell in cells if cell.column == 0]
    texts = [len(cell.text) for cell in cells if cell.column]
    return all(is_code(number) for text in numbers for number in text.split()) and median(texts) > 60


def _full_rows(cells: Sequence[DraftCell], columns: int, rows: int) -> float:
    """The share of rows that fill most of their columns, of those that are not just the name of a group over several columns."""
    counts = [0] * rows
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, rows)):
            counts[row] += 1
    groups = {cell.row for cell in cells if cell.column == 0 and cell.columns > 1 and counts[cell.row] == 1}
    others = [count for row, count in enumerate(counts) if row not in groups]
    return sum(1 for count in others if count >= max(2, 0.6 * columns)) / max(len(others), 1)
