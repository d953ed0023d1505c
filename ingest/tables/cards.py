"""Boxes that are drawn around a text of its own: cards side by side, a panel beside the text.

What stands in one is read as one, before what stands beside it. The cells of a drawn table are no such boxes: they touch each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.layout.line import Line
from ingest.readers.pdfium import Rule
from ingest.tables.cells import is_figure

_Box = tuple[float, float, float, float]  # x0, top, x1, bottom
_SNAP = 2.0  # points: edges closer than this meet
_CORNER = 14.0  # points: how much of an edge a rounded corner may take at each end
_LEAST = (50.0, 18.0)  # points: a box narrower or lower than this is no card
_CELL = 12.0  # points: a box narrower than this is no cell of a table either
_BAR = (2.0, 10.0)  # points: how thick a bar in front of a panel is
_BEHIND = 24.0  # points: how far behind it the panel's lines begin
_ROW = 1.5  # times its type: how far below a table's head its first row may begin
_END = 0.75  # of a card's height: what is higher is no head or foot of it
_MOST = 400  # long lines on a page: one with more is a table or a drawing
_NEAR_PAGE = 0.97  # of the width of all words: what is as wide has nothing beside it


def mark_cards(lines: Sequence[Line], rules: Sequence[Rule]) -> None:
    """Given a page's lines and what is drawn on it, number the lines that stand in a card by their card."""
    upright = [line for line in lines if line.glyphs[0].upright]
    if len(upright) < 4:
        return
    width = max(line.x1 for line in upright) - min(line.x0 for line in upright)
    number = 0
    for box in _cards(rules, width):
        inside = [line for line in upright if _holds(box, line)]
        beside = any(line not in inside and min(line.bottom, box[3]) - max(line.top, box[1]) > 2 for line in upright)
        crossing = any(_crosses(box, line) for line in upright)
        of_table = _heads_rows(box, inside, upright) or _names_rows(box, upright)
        if beside and not crossing and not of_table and len({round(line.bottom / 4) for line in inside}) > 1:
            for line in inside:
                line.card = number
            number += 1
    for panel in _barred([line for line in upright if line.card < 0], rules):
        for line in panel:
            line.card = number
        number += 1


def headed_cards(rules: Sequence[Rule]) -> list[_Box]:
    """Given what is drawn on a page, return the boxes of cards that have a head or a foot on colour: they make no grid."""
    boxes = _drawn(rules)
    stacked = [box for box in _stacked(boxes) if box not in boxes]
    return [box for box in _cards(rules, float("inf")) if box in stacked or any(_is_end(part, box) for part in boxes)]


def _heads_rows(box: _Box, inside: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether a box is the shaded head of a table: several words side by side in it, and right below it, no wider, a row with figures."""
    if len(inside) < 2 or not any(_level(a, b) for a in inside for b in inside if a is not b):
        return False
    below = [
        line
        for line in lines
        if box[0] - 1 <= line.x0 and line.x1 <= box[2] + 1 and -1 <= line.top - box[3] <= _ROW * line.size and line not in inside
    ]
    return any(is_figure(line.text) and any(_level(line, other) for other in below if other is not line) for line in below)


def _names_rows(box: _Box, lines: Sequence[Line]) -> bool:
    """Whether a box is the shaded names of several rows: at its height stand nothing but short cells behind it, figures on two heights or
    more."""
    behind = [line for line in lines if line.x0 >= box[2] - 1 and box[1] <= (line.top + line.bottom) / 2 <= box[3]]
    figures = {round(line.bottom / 4) for line in behind if is_figure(line.text)}
    return len(figures) > 1 and all(is_figure(line.text) or " " not in line.text.strip() for line in behind)


def _level(one: Line, other: Line) -> bool:
    return abs(one.bottom - other.bottom) < 0.3 * one.size


def _barred(lines: Sequence[Line], rules: Sequence[Rule]) -> Iterator[list[Line]]:
    """The texts that a thick upright bar stands right in front of, with other text at their height: panels beside what they explain."""
    upright = sorted((r for r in rules if r.x1 - r.x0 < 1 and r.bottom - r.top > _LEAST[1]), key=lambda r: r.x0)
    for one, other in zip(upright, upright[1:], strict=False):
        same = abs(one.top - other.top) < 1 and abs(one.bottom - other.bottom) < 1
        if not same or not _BAR[0] <= other.x0 - one.x0 <= _BAR[1]:
            continue
        level = [line for line in lines if one.top - 1 <= (line.top + line.bottom) / 2 <= one.bottom + 1]
        near = [line for line in level if 0 <= line.x0 - other.x0 < _BEHIND]
        edge = max((line.x1 for line in near), default=0.0)
        rest = [line for line in level if line not in near]
        apart = all(line.x1 <= one.x0 or line.x0 >= edge for line in rest)
        if apart and rest and len({round(line.bottom / 4) for line in near}) > 1:
            yield near


def _cards(rules: Sequence[Rule], width: float) -> list[_Box]:
    """The drawn boxes that hold no other one but a head or a foot of their own, touch none, and leave room beside them."""
    boxes = [box for box in _stacked(_drawn(rules)) if box[2] - box[0] < _NEAR_PAGE * width]
    wide = [box for box in boxes if box[2] - box[0] > _LEAST[0]]
    parts = [box for box in wide if any(_is_end(box, other) for other in wide)]
    whole = [box for box in wide if box not in parts]
    leaves = [box for box in whole if not any(other is not box and _inside(other, box) for other in whole)]
    # What is narrower is no card, but beside one it shows a row of cells.
    return [box for box in leaves if not any(other is not box and _touches(box, other) and not _inside(other, box) for other in boxes)]


def _is_end(part: _Box, box: _Box) -> bool:
    """Whether a box is the coloured head or foot of another: as wide as it, at one end of it, and no more than its smaller part."""
    flush = abs(part[0] - box[0]) < _SNAP and abs(part[2] - box[2]) < _SNAP
    at_end = abs(part[1] - box[1]) < _SNAP or abs(part[3] - box[3]) < _SNAP
    return flush and at_end and _inside(part, box) and part[3] - part[1] < _END * (box[3] - box[1])


def _drawn(rules: Sequence[Rule]) -> list[_Box]:
    """The boxes that edges close, without those whose sides are other boxes' own: edges of several things that stand in one line."""
    boxes = _boxes(rules)
    sides = [r for r in rules if r.x1 - r.x0 < 1]
    whole = [box for box in boxes if all(any(abs(r.x0 - x) < _SNAP and _spans(r, box[1], box[3]) for r in sides) for x in (box[0], box[2]))]
    return [box for box in boxes if box in whole or not any(_shares_sides(other, box) for other in whole)]


def _shares_sides(one: _Box, other: _Box) -> bool:
    """Whether two boxes of one width stand at one height."""
    flush = abs(one[0] - other[0]) < _SNAP and abs(one[2] - other[2]) < _SNAP
    return flush and min(one[3], other[3]) - max(one[1], other[1]) > _SNAP


def _stacked(boxes: Sequence[_Box]) -> list[_Box]:
    """Boxes, with two of one width that stand on each other, and touch nothing else, made one: a head and what it is the head of."""
    touching = {box: [other for other in boxes if other is not box and _touches(box, other)] for box in boxes}
    found = list(boxes)
    for upper, others in touching.items():
        lower = others[0] if len(others) == 1 else None
        if lower is None or len(touching[lower]) != 1 or abs(upper[3] - lower[1]) >= _SNAP:
            continue
        if abs(upper[0] - lower[0]) < _SNAP and abs(upper[2] - lower[2]) < _SNAP:
            found = [box for box in found if box not in (upper, lower)] + [(upper[0], upper[1], upper[2], lower[3])]
    return found


def _boxes(rules: Sequence[Rule]) -> list[_Box]:
    across = [r for r in rules if r.x1 - r.x0 > _CELL and r.bottom - r.top < 1]
    upright = [r for r in rules if r.bottom - r.top > 4 and r.x1 - r.x0 < 1]
    if len(across) > _MOST or len(upright) > _MOST:
        return []
    found: list[_Box] = []
    for top in across:
        for box in _below(top, across, upright):
            if not any(all(abs(a - b) < _SNAP for a, b in zip(box, other, strict=True)) for other in found):
                found.append(box)
    return found


def _below(top: Rule, across: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[_Box]:
    """The boxes that an upper edge closes: down to the first lower one that sides join it to, and to those that whole sides do."""
    lower = [r for r in across if abs(r.x0 - top.x0) < _SNAP and abs(r.x1 - top.x1) < _SNAP and r.top > top.top + _SNAP]
    if any(r.top <= top.top + _LEAST[1] and not _any_beside(upright, top, r) for r in lower):
        return  # the lower edge of one box, close above the upper one of the next
    is_first = True
    for bottom in sorted((r for r in lower if r.top > top.top + _LEAST[1]), key=lambda r: r.top):
        sides = upright if is_first else [r for r in upright if _spans(r, top.top, bottom.top)]
        left = _side(sides, top.x0, -1, top.top, bottom.top)
        right = _side(sides, top.x1, 1, top.top, bottom.top)
        if left is not None and right is not None and right - left > _CELL:
            yield left, top.top, right, bottom.top
            is_first = False


def _spans(side: Rule, top: float, bottom: float) -> bool:
    """Whether an upright edge joins two heights over all their distance, but for corners that are round alike."""
    above, below = side.top - top, bottom - side.bottom
    return abs(above - below) < _SNAP and -_SNAP <= above <= _CORNER


def _any_beside(upright: Sequence[Rule], top: Rule, bottom: Rule) -> bool:
    """Whether an upright edge closes the space between two edges at either end."""
    return any(
        r.top < bottom.top - _SNAP and r.bottom > top.top + _SNAP and min(abs(r.x0 - top.x0), abs(r.x0 - top.x1)) <= _CORNER
        for r in upright
    )


def _side(upright: Sequence[Rule], x: float, way: int, top: float, bottom: float) -> float | None:
    """Where the upright edge stands that closes a box at the end of its upper one: there, or as far out as a rounded corner takes it."""
    near = [r for r in upright if -_SNAP <= way * (r.x0 - x) <= _CORNER and r.top >= top - _SNAP and r.bottom <= bottom + _SNAP]
    near.sort(key=lambda r: abs(r.x0 - x))
    held = _covered([r for r in near if abs(r.x0 - near[0].x0) < _SNAP])
    return near[0].x0 if near and held >= min(0.6 * (bottom - top), bottom - top - 2 * _CORNER) else None


def _covered(edges: Sequence[Rule]) -> float:
    """How much of an upright line edges cover, in points: what is drawn twice counts once."""
    held, end = 0.0, float("-inf")
    for edge in sorted(edges, key=lambda edge: edge.top):
        held += max(edge.bottom - max(edge.top, end), 0.0)
        end = max(end, edge.bottom)
    return held


def _holds(box: _Box, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    return box[0] - 1 <= line.x0 and line.x1 <= box[2] + 1 and box[1] <= middle <= box[3]


def _crosses(box: _Box, line: Line) -> bool:
    middle = (line.top + line.bottom) / 2
    return box[1] <= middle <= box[3] and min(line.x1, box[2]) - max(line.x0, box[0]) > 2 and not _holds(box, line)


def _inside(inner: _Box, outer: _Box) -> bool:
    return outer[0] - 1 <= inner[0] and inner[2] <= outer[2] + 1 and outer[1] - 1 <= inner[1] and inner[3] <= outer[3] + 1


def _touches(one: _Box, other: _Box) -> bool:
    """Whether two boxes have an edge in common, as the cells of a table do."""
    apart = max(one[0], other[0]) - min(one[2], other[2]), max(one[1], other[1]) - min(one[3], other[3])
    return max(apart) < _SNAP
