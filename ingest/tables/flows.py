"""Text that stands side by side and has nothing to do with each other: page columns, side panels, two tables on one height.

The rows of a table begin together in all its columns; the paragraphs of a panel beside it begin where they please. That tells a gutter
between columns of a page from one between columns of a table.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.line import Line

_NEAR = 40  # lines before and behind that are looked at
_TITLE = 1.2  # times the type below it: a title over a text is as large
_FEWEST = 3  # lines that the first of two texts side by side has at least


def flows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Given a page's lines, return them parted into texts that stand side by side, as the file's own order shows: one is written to its
    end before the other begins higher up. A table is written row by row, and stays whole."""
    ordered = sorted(lines, key=lambda line: line.glyphs[0].position)
    flows: list[list[Line]] = []
    taken: set[int] = set()
    for place in range(1, len(ordered)):
        line, above = ordered[place], ordered[place - 1]
        if line.top > above.top - 1.5 * line.size or id(line) in taken:
            continue
        before, after = _sides(ordered, place)
        shorter, longer = sorted((_deep(before), _deep(after)))
        if (
            shorter < (_FEWEST if longer < 2 * _FEWEST else _FEWEST - 1)
            or not _beside(before, after)
            or not _several(before, after)
            or not (_is_titled(before) and _is_titled(after))
            and _is_repeated(ordered, place, before, after)
        ):
            continue
        sides = [[one for one in side if id(one) not in taken] for side in (before, after)]
        taken.update(id(one) for side in sides for one in side)
        flows += [part for side in sides if side for part in flows_of(side)]  # of three columns, two were one side
    rest = [line for line in ordered if id(line) not in taken]
    return [*flows, rest] if rest or not flows else flows


def _sides(ordered: Sequence[Line], place: int) -> tuple[list[Line], list[Line]]:
    """The lines that end before a place in the file's order, and those that begin there, each as far as they keep to their side."""
    to_right = ordered[place].x0 >= ordered[place - 1].x1
    edge = ordered[place].x0 if to_right else ordered[place].x1
    before: list[Line] = []
    for line in reversed(ordered[:place]):
        if line.x1 > edge if to_right else line.x0 < edge:
            break
        before.append(line)
    if not before:
        return [], []
    edge = max(line.x1 for line in before) if to_right else min(line.x0 for line in before)
    after: list[Line] = []
    for line in ordered[place:]:
        if line.x0 < edge if to_right else line.x1 > edge:
            break
        after.append(line)
    return before, after


def _deep(side: Sequence[Line]) -> int:
    """On how many heights lines stand."""
    return len({round(line.bottom / max(line.size, 1.0)) for line in side})


def _beside(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether two texts stand at the same height, for the better part of the shorter one."""
    top = max(min(line.top for line in before), min(line.top for line in after))
    bottom = min(max(line.bottom for line in before), max(line.bottom for line in after))
    shorter = min(max(line.bottom for line in side) - min(line.top for line in side) for side in (before, after))
    return bottom - top > 0.5 * shorter


def _several(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether each of two texts has several lines at the height of the other: the headings of one row of a table do not."""
    for one, other in ((before, after), (after, before)):
        top, bottom = min(line.top for line in other), max(line.bottom for line in other)
        if _deep([line for line in one if line.bottom > top and line.top < bottom]) < 2:
            return False
    return True


def _is_titled(side: Sequence[Line]) -> bool:
    """Whether a text begins with a line of its own in clearly larger type than all below it: two such texts are no cells of one row."""
    first, *below = sorted(side, key=lambda line: line.top)
    largest = max((line.size for line in below), default=first.size)
    return first.size > _TITLE * largest and all(line.top >= first.bottom - 1 for line in below)


def _is_repeated(ordered: Sequence[Line], place: int, before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether the texts are the cells of a table's row: another row of the same columns is written right before or behind them."""
    first, last = place - len(before), place + len(after)
    top = min(line.top for line in after) - 1.5 * after[0].size
    level = [line for line in before if line.bottom > top] or before
    first = place - len(level)
    left, right = sorted((level, after), key=lambda side: min(line.x0 for line in side))
    edge, start, stop = min(line.x0 for line in right), min(line.x0 for line in left), max(line.x1 for line in left)
    for near in (reversed(ordered[max(first - _NEAR, 0) : first]), ordered[last : last + _NEAR]):
        names: list[Line] = []
        values: list[Line] = []
        for line in near:
            if line.x0 < edge - 1 and line.x1 > edge + 1:
                break  # a line over both columns: what lies beyond is another part of the page
            (values if line.x0 >= edge - 1 else names).append(line)
        under = [line for line in names if min(line.x1, stop) - max(line.x0, start) > 0.5 * min(line.x1 - line.x0, stop - start)]
        if any(abs(a.bottom - b.bottom) < 0.15 * a.size for a in under for b in values):
            return True
    return False
