"""Headings over several columns: which strips hold them, and which columns each is over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.tables.cells import is_figure, is_year
from ingest.tables.fitting import EXACT, cut_at_left
from ingest.tables.ink import Columns
from ingest.tables.separators import Separators
from ingest.tables.settled import Placed, settled
from ingest.tables.splitting import OPEN, OVERLAP
from ingest.tables.strips import Part, Strip

NEXT_LINE = 1.65  # em: the widest step from one line of a heading to the next
MOST_HEADS = 4
_MOST_HEAD_LINES = 5  # that the names of columns may have
_MORE = 8.0  # points: what each further column costs a heading that only starts with the first one
_UNLIKE = 8.0  # points: what it costs that neighbouring headings spread over different numbers of columns
_AFTER_ONE = 10.0  # points: and no more behind a heading of one, as "Baseline" is over one year and "Targets" over many
_BARE = 15.0  # points: how far a heading may stand out of line before a column is better left without one


def group_heads(strips: Sequence[Strip], crossing: set[int], columns: Columns) -> set[int]:
    """Given strips, the positions of those that cross gutters and columns, return the positions of the first strips that hold headings over
    several columns: fewer than the strip below, and not its upper lines."""
    strips = _with_cuts(strips, columns)
    found: set[int] = set()
    for n, strip in enumerate(strips[:MOST_HEADS]):
        below = next((other for other in strips[n + 1 : n + 3] if other.bottom - strip.bottom >= OVERLAP * strip.em), None)
        if all(part.text[:1].islower() for part in strip.parts):
            continue  # a heading's or a cell's second line
        if below is None or _holds_figures(strip) or _holds_figures(below) or _is_bold(strip) and not _is_bold(below):
            break
        names = _fullest(strips, n, below)
        over = [part for part in strip.parts if part.x1 > names.parts[0].x0]
        same = len(strip.parts) > 1 and len({part.text for part in strip.parts}) == 1  # the upper line of a name that comes again
        upper = _is_upper_line(strip, below) and (same or not _repeat(strip, below)) and not _tops_years(strip, below)
        if (n in crossing or len(over) < len(names.parts)) and len(names.parts) > 1 and not upper:
            found.add(n)
        elif len(strip.parts) >= len(columns):
            break  # a heading of every column: groups of them stand above it
    return found


def spread_heads(strips: Sequence[Strip], placed: list[Placed], heads: set[int], columns: Columns, separators: Separators) -> None:
    """Given strips with where their parts stand, and which of them hold headings over several columns, set where those stand: as the boxes
    drawn around them show, the names below repeat, or their middles and edges tell."""
    for n in sorted(heads, reverse=True):
        fullest = _fullest(strips, n, strips[n + 1])
        names = next(held for strip, held in zip(strips, placed, strict=True) if strip is fullest)
        under = {c for first, wide, _ in names for c in range(first, first + (wide if n + 1 in heads else 1))}
        placed[n] = (
            _boxed(strips[n], columns, separators)
            or _repeated(strips[n], names, len(columns))
            or _over_years(strips[n], names, columns)
            or _spread(strips[n], columns, under)
        )


def _with_cuts(strips: Sequence[Strip], columns: Columns) -> list[Strip]:
    """Strips of which the first, which may be headings, are parted where a word begins a column: narrow columns leave no wide gaps."""
    most = MOST_HEADS + _MOST_HEAD_LINES
    cut = [replace(strip, parts=[piece for part in strip.parts for piece in cut_at_left(part, columns)]) for strip in strips[:most]]
    return [*cut, *strips[most:]]


def _fullest(strips: Sequence[Strip], n: int, below: Strip) -> Strip:
    """The fullest line of the headings that begin with the one below a strip: names of several lines end together, and begin where they
    please."""
    found = last = below
    for strip in strips[n + 1 : n + 1 + _MOST_HEAD_LINES]:
        if strip.bottom <= last.bottom:
            continue
        if strip.bottom - last.bottom > NEXT_LINE * strip.em or _counts_below(strip, last) or _is_bold(strip) != _is_bold(below):
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
    if below.bottom - strip.bottom > NEXT_LINE * strip.em:
        return False
    return all(
        any(abs(part.x0 - o.x0) < 2 or abs(part.x1 - o.x1) < 2 or abs(part.x0 + part.x1 - o.x0 - o.x1) < 4 for o in below.parts)
        for part in strip.parts
    )


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


def _tops_years(strip: Strip, below: Strip) -> bool:
    """Whether words stand alone right above a row of names of which several are years, within the ends of those years, or above the middle
    one of three: two lines would name each of them, not one."""
    years = [part for part in below.parts[1:] if is_year(part.text)]
    if len(strip.parts) > 1:
        return any(_is_over_middle(part, strip, below) for part in strip.parts)
    part = strip.parts[0]
    return len(years) > 1 and years[0].x0 - strip.em < part.x0 and part.x1 < years[-1].x1 + strip.em


def _is_over_middle(part: Part, strip: Strip, below: Strip) -> bool:
    """Whether words stand over a year between two others over which nothing stands: they are over all three."""
    over = [any(min(one.x1, name.x1) > max(one.x0, name.x0) for one in strip.parts) for name in below.parts]
    return any(
        min(part.x1, name.x1) > max(part.x0, name.x0)
        and not (over[n - 1] or over[n + 1])
        and all(is_year(other.text) for other in below.parts[n - 1 : n + 2])
        for n, name in enumerate(below.parts[:-1])
        if n
    )


def _over_years(strip: Strip, below: Placed, columns: Columns) -> Placed:
    """A heading that stands alone over a row of names with years side by side, right of the first column: it is over all those years."""
    years = sorted(column for column, _, part in below if column and is_year(part.text))
    if len(strip.parts) > 1 or len(years) < 2 or years[-1] - years[0] != len(years) - 1:
        return []
    part, left, right = strip.parts[0], columns[years[0] - 1][1], columns[years[-1]][1]
    middle = (part.x0 + part.x1) / 2
    room = min(columns[n][0] - columns[n - 1][1] for n in years[1:]) / 2  # set to the right, it ends with the last year's cell
    return [(years[0], len(years), part)] if part.x0 > columns[0][1] and left < middle < right + room else []


def _spread(strip: Strip, columns: Columns, under: Collection[int]) -> Placed:
    """The parts of a row of headings above another one: each over the columns that it stands in the middle or at the left edge of."""
    best: dict[tuple[int, int], tuple[float, Placed]] = {(0, 0): (0.0, [])}  # columns dealt with, last spread
    for part in strip.parts:
        following: dict[tuple[int, int], tuple[float, Placed]] = {}
        for (done, before), (cost, found) in best.items():
            for first in range(done, len(columns)):
                bare = _BARE * sum(1 for n in range(done, first) if n)
                for last in range(first, len(columns)):
                    if last > first and not (first in under and last in under):
                        break  # a heading that stands over no other one is of its own column
                    wide = last - first + 1
                    own = wide == 1 and first not in under
                    unlike = _unlikeness(before, wide) if before and found[-1][0] and not own else 0.0
                    names = _BARE if last > first == 0 else 0.0  # the names of the rows stand below no heading of others
                    total = cost + _misfit(part, columns, first, last) + bare + unlike + names
                    if (last + 1, wide) not in following or total < following[last + 1, wide][0]:
                        following[last + 1, wide] = total, [*found, (first, wide, part)]
        best = following
    ended = [(cost + _BARE * (len(columns) - done), found) for (done, _), (cost, found) in best.items()]
    return min(ended, key=lambda pair: pair[0])[1] if ended else settled(strip, columns)


def _unlikeness(before: int, wide: int) -> float:
    """What it costs, in points, that a heading over some columns follows one over others."""
    cost = _UNLIKE * abs(wide - before)
    return min(cost, _AFTER_ONE) if before == 1 else cost


def _misfit(part: Part, columns: Columns, first: int, last: int) -> float:
    """How far a heading stands out of line with a run of columns, in points: at an edge, or in the middle of their words or cells."""
    left, right = columns[first][0], columns[last][1]
    after = columns[last + 1][0] if last + 1 < len(columns) else right
    before = columns[first - 1][1] if first else left
    middle = (part.x0 + part.x1) / 2
    centred = min(abs(middle - (a + b) / 2) for a, b in ((left, right), (left, after), (before, right)))
    out = max(before - part.x0, 0.0) + max(part.x1 - after, 0.0) if last > first else 0.0
    sides = min(abs(part.x0 - left), abs(part.x1 - right)) + _MORE * (last - first)
    exact = last > first and abs(part.x0 - left) < EXACT  # set to the left edge: that it is in the middle of something is chance
    return (sides if exact else min(sides, centred)) + 3 * out
