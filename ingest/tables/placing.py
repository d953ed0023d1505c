"""Rows whose figures stand beside the middle or the last line of a name of several lines.

Each line of figures is a row. The lines of names are dealt out to them, in order, so that the figures stand as nearly as may be at the same
place of every name: at its first line, its middle or its last. Where that place is the first line, the other rules do as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ingest.tables.cells import is_figure, is_measured, is_year
from ingest.tables.printed import Printed

_BROKEN = 3.0  # em: what it costs that a name begins in lower case, or that its lines stand apart
_APART = 1.62  # em: lines of one name follow at no more than this
_ALONE = 0.9  # em: what a name without figures costs: that of a group
_CLOSE = 0.3  # em: how far off the figures may stand on average
_MOST = 120  # lines


def rows_by_figures(lines: Sequence[Printed], anchors: set[int]) -> list[bool] | None:
    """Given the lines of a table from top to bottom and its columns of figures, say of each line whether a row begins with it.

    None where figures stand beside the first lines of names, or where no place fits them all.
    """
    figures = [n for n, line in enumerate(lines) if _has_figures(line, anchors)]
    if len(figures) < 2 or len(lines) > _MOST:
        return None
    head = _head(lines, figures[0], anchors)
    names = [n for n in range(head, len(lines)) if 0 in lines[n].cells]
    heights = [lines[n].bottom for n in figures]
    if len(names) <= len(figures) or not names:
        return None
    costs = {place: _dealt(lines, names, heights, place) for place in (0.0, 0.5, 1.0)}
    place = min(costs, key=lambda one: (costs[one][0], one))
    cost, runs = costs[place]
    em = lines[0].em
    if place == 0.0 or cost > _CLOSE * em * len(figures) or cost > costs[0.0][0] - 0.4 * em:
        return None
    return _starts(lines, head, [[names[n] for n in range(first, last)] for first, last in runs])


def _has_figures(line: Printed, anchors: set[int]) -> bool:
    texts = [line.cells[column].text for column in anchors & line.cells.keys()]
    return any((is_figure(text) or is_measured(text)) and not is_year(text) for text in texts)


def _head(lines: Sequence[Printed], first: int, anchors: set[int]) -> int:
    """How many of the first lines are headings: up to the last one with words over a column of figures, and what stands at its height."""
    over = [n for n in range(first) if anchors & lines[n].cells.keys()]
    return over[-1] + 1 if over else 0


def _dealt(
    lines: Sequence[Printed], names: Sequence[int], heights: Sequence[float], place: float
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The least cost of dealing out names to figures that stand at a place of them (0 first line, 1 last), and the runs of names: those
    with a figure in order; a run of one name alone may be a group's."""
    em = lines[0].em
    bottoms = [lines[n].bottom for n in names]
    lower = [lines[n].cells[0].text[:1].islower() for n in names]
    bold = [lines[n].cells[0].bold for n in names]
    total, rows = len(names), len(heights)

    @cache
    def best(name: int, row: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if row == rows:
            return (0.0, ()) if name == total else (float("inf"), ())
        found: tuple[float, tuple[tuple[int, int], ...]] = (float("inf"), ())
        for last in range(name + 1, min(name + 9, total) + 1):
            cost = abs(bottoms[name] + place * (bottoms[last - 1] - bottoms[name]) - heights[row]) + _BROKEN * em * lower[name]
            parted = (bottoms[n + 1] - bottoms[n] > _APART * em or bold[n] != bold[n + 1] for n in range(name, last - 1))
            cost += _BROKEN * em * sum(parted)
            rest, runs = best(last, row + 1)
            if cost + rest < found[0]:
                found = cost + rest, ((name, last), *runs)
        if name < total and not lower[name]:
            rest, runs = best(name + 1, row)
            if rest + _ALONE * em < found[0]:
                found = rest + _ALONE * em, ((name, name + 1), *runs)
        return found

    return best(0, 0)


def _starts(lines: Sequence[Printed], head: int, named: Sequence[Sequence[int]]) -> list[bool]:
    """Of each line, whether a row begins with it: rows are told apart half way between the names of one and of the next."""
    tops = [lines[run[0]].bottom for run in named]
    bottoms = [lines[run[-1]].bottom for run in named]
    cuts = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    rows = [-1 if n < head else sum(1 for cut in cuts if line.bottom > cut) for n, line in enumerate(lines)]
    return [n == 0 or rows[n] != rows[n - 1] for n in range(len(lines))]
