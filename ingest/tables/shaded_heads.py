"""Tables of which no more is drawn than their head, shaded cell by cell, and lines across: the head's cells show where columns part,
however narrow the gutters.

Rows are told by the lines between them; where none are drawn, by the space above and below them: what stands closer than that, line
under line, is one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.layout.line import lines_of
from ingest.readers.pdfium import Glyph, Rule
from ingest.tables.cells import Bounds, is_figure
from ingest.tables.settled import runs_through
from ingest.tables.strips import strips_of

_YEAR = re.compile(r"(?:19|20)\d\d\b|\d\d[/–-]\d\d$|Q[1-4]\b")
_SNAP = 1.0  # points: edges closer than this are one
_HEIGHT = 8.0, 75.0  # points: how low and how high a cell of a head is
_LEAST_WIDTH = 8.0  # points
_GAP = 6.0  # points: cells of one head stand no farther apart
_FEWEST = 3  # columns
_LIGHT = 0xC0  # of red and of blue: type that is as light stands on a dark ground
_MOST = 600  # edges of shadings on a page: one with more is a drawing
_ROW_SPACE = 0.12  # em: lines of one row stand closer than this, box to box
_LEADING = 0.7  # em: a line closer below a row may go on with it
_WHOLE, _PART = 0.95, 0.3  # of a table's width: what a line across all of it covers, and one across some columns
_OUT = 6.0  # points: lines between rows run no farther beyond the head
_FARTHEST = 1.2  # em: the space between two rows is no wider, unless those above it are
_AIRY = 2.6  # em: and never wider than this


def headed_grids(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[list[Bounds]]:
    """Given a page's drawn lines and glyphs, return the cells of each table of which the head alone is shaded, the head's among them."""
    found: list[list[Bounds]] = []
    boxes = _boxes(rules)
    heads = [head for head in _heads(boxes) if _is_set_off(head, glyphs) and not _is_sum(head, glyphs)]
    for head in heads:
        edges = _edges(_lowest(head, boxes))
        next_one = min((_top(other) for other in heads if _top(other) > _bottom(head)), default=float("inf"))
        above = [rule for rule in rules if rule.top < next_one - _SNAP]
        cells = _drawn_rows(edges, _bottom(head), above, glyphs)
        if not cells:
            cells = [cell for top, bottom in _rows(edges, _bottom(head), glyphs) for cell in _row(edges, top, bottom)]
        if cells:
            found.append([*_head_cells(edges, head, boxes), *cells])
    return found


def _head_cells(edges: Sequence[float], head: Sequence[Bounds], boxes: Sequence[Bounds]) -> list[Bounds]:
    """The cells of a head, stretched to where columns part: names over several columns keep their height, those below them too."""
    cells: list[Bounds] = []
    for box in head:
        parts = _parts_of(box, _bottom(head), boxes)
        cells.append((box[0], _top(head), box[2], parts[0][1] if parts else _bottom(head)))
        cells += parts
    return [(_at(edges, x0), top, _at(edges, x1), bottom) for x0, top, x1, bottom in cells]


def _at(edges: Sequence[float], x: float) -> float:
    return min(edges, key=lambda edge: abs(edge - x))


def _lowest(head: Sequence[Bounds], boxes: Sequence[Bounds]) -> list[Bounds]:
    """The boxes of a head that name one column each: those below a name that spreads over several instead of it."""
    return [part for box in head for part in _parts_of(box, _bottom(head), boxes) or [box]]


def _parts_of(box: Bounds, bottom: float, boxes: Sequence[Bounds]) -> list[Bounds]:
    """The boxes right below one that ends above the bottom of its head, where two or more fill its width down to there."""
    if box[3] > bottom - _HEIGHT[0]:
        return []
    under = sorted(b for b in boxes if abs(b[1] - box[3]) < _GAP and abs(b[3] - bottom) < _SNAP)
    parts = [b for b in under if b[0] > box[0] - _SNAP and b[2] < box[2] + _SNAP]
    return parts if len(parts) > 1 and parts[-1][2] - parts[0][0] > _WHOLE * (box[2] - box[0]) else []


def _drawn_rows(edges: Sequence[float], top: float, rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Bounds]:
    """The cells of the rows below a head that lines across its whole width part, as long as their words keep to the columns; a name that
    stands alone in a row is one cell as wide as all of them. None where fewer than two lines part rows."""
    cells: list[Bounds] = []
    kept = 0  # cells up to the last row of several columns
    above = top
    for height in _lines_across(edges, above, rules):
        band = [g for g in glyphs if g.upright and above < (g.top + g.bottom) / 2 < height]
        band = [g for g in band if edges[0] <= (g.x0 + g.x1) / 2 <= edges[-1]]
        lines = [_lines_in(band, x0, x1) for x0, x1 in zip(edges, edges[1:], strict=False)]
        held = sum(1 for column in lines if column)
        if any(sum(map(is_figure, column)) > 1 for column in lines):
            return []  # lines about several rows: other rules see more
        if not band and height - above < _HEIGHT[0]:
            continue  # a line and the edge of a shading
        if _is_one_name(edges, band, held):
            cells.append((edges[0], above, edges[-1], height))
        elif held > 1 and _keeps_to(edges, band):
            cells += _row(edges, above, height)
            kept = len(cells)
        else:
            break
        above = height
    cells = cells[:kept]
    if len({cell[1] for cell in cells}) < 2:
        return []
    return [*cells, *_last_row(edges, cells[-1][3], glyphs)]


def _last_row(edges: Sequence[float], top: float, glyphs: Sequence[Glyph]) -> list[Bounds]:
    """The cells of a row that stands below the last line of a table with none under it: lines close to each other that keep to several
    columns; nothing where there is none."""
    below = sorted((g for g in glyphs if g.upright and (g.top + g.bottom) / 2 > top), key=lambda g: g.top)
    held: list[Glyph] = []
    end = top
    for band in _bands(below):
        if band[0].top - end > (_LEADING if held else _FARTHEST) * band[0].size or not _keeps_to(edges, band):
            break
        held += band
        end = max(g.bottom for g in band)
    first = next(_bands(held), [])
    filled = sum(1 for x0, x1 in zip(edges, edges[1:], strict=False) if _lines_in(first, x0, x1))
    return _row(edges, top, end) if 2 * filled > len(edges) - 1 else []


def _row(edges: Sequence[float], top: float, bottom: float) -> list[Bounds]:
    return [(x0, top, x1, bottom) for x0, x1 in zip(edges, edges[1:], strict=False)]


def _lines_across(edges: Sequence[float], top: float, rules: Sequence[Rule]) -> list[float]:
    """The heights, below one, at which lines or the edges of shadings run from the first edge of a table to its last and no farther; up to
    one at which they leave some columns out, whose cells reach over several rows."""
    pieces: dict[int, list[Rule]] = {}
    for rule in rules:
        if rule.top > top + _SNAP and rule.bottom - rule.top < 1 and rule.x1 - rule.x0 > _LEAST_WIDTH:
            pieces.setdefault(round(rule.top), []).append(rule)
    found: list[float] = []
    for _, level in sorted(pieces.items()):
        inside = [r for r in level if r.x0 >= edges[0] - _OUT and r.x1 <= edges[-1] + _OUT]
        covered = _cover(inside) / (edges[-1] - edges[0])
        if inside and covered >= _WHOLE:
            found.append(inside[0].top)
        elif covered > _PART:
            break
    return found


def _cover(level: Sequence[Rule]) -> float:
    """How much of a height lines cover, in points."""
    covered, end = 0.0, 0.0
    for rule in sorted(level, key=lambda one: one.x0):
        covered += max(rule.x1 - max(rule.x0, end), 0.0)
        end = max(end, rule.x1)
    return covered


def _is_one_name(edges: Sequence[float], band: Sequence[Glyph], held: int) -> bool:
    """Whether words stand in one line from the first column on, with no more than the spaces of a sentence between them."""
    parts = [part for strip in strips_of(lines_of(band)) for part in strip.parts]
    columns = list(zip(edges, edges[1:], strict=False))
    return len(parts) == 1 and parts[0].x0 < edges[1] and (held == 1 or not _keeps_to(edges, band) or runs_through(parts[0], columns))


def _heads(boxes: Sequence[Bounds]) -> Iterator[list[Bounds]]:
    """Rows of shaded boxes side by side, with no shaded box right below them but one as wide as all of them, the name of a group, or as
    the first: the name of a row."""
    left = sorted(boxes)
    while left:
        row = [left.pop(0)]
        while (beside := next((box for box in left if _is_beside(row[-1], box)), None)) is not None:
            row.append(beside)
            left.remove(beside)
        named = [box for box in boxes if not _is_as_wide(row, box) and not _is_as_wide(row[:1], box)]
        below = any(box not in row and _stands_under(row, box) for box in named)
        if len(row) >= _FEWEST and not below and not any(_goes_before(box, row[0]) for box in boxes if box not in row):
            yield row


def _is_set_off(head: Sequence[Bounds], glyphs: Sequence[Glyph]) -> bool:
    """Whether the words of a head are bold, or printed in light colour: those of a shaded row among others are neither."""
    top, bottom, x0, x1 = _top(head), _bottom(head), head[0][0], head[-1][2]
    held = [g for g in glyphs if top <= (g.top + g.bottom) / 2 <= bottom and x0 <= (g.x0 + g.x1) / 2 <= x1]
    loud = sum(1 for g in held if g.bold or g.tint & 0xFF > _LIGHT and g.tint >> 16 > _LIGHT)
    return bool(held) and loud >= 0.8 * len(held)


def _is_sum(row: Sequence[Bounds], glyphs: Sequence[Glyph]) -> bool:
    """Whether most cells of a shaded row hold a figure that is no year: a row of sums is shaded and bold as a head is."""
    lines = [_lines_in([g for g in glyphs if g.upright and box[1] < (g.top + g.bottom) / 2 < box[3]], box[0], box[2]) for box in row]
    return 2 * sum(any(is_figure(text) and not _YEAR.match(text.strip()) for text in cell) for cell in lines) > len(row)


def _boxes(rules: Sequence[Rule]) -> list[Bounds]:
    """The shaded boxes as low as a line or a few of words, each once."""
    across = sorted({(round(r.x0, 1), round(r.x1, 1), round(r.top, 1)) for r in rules if r.shade and r.x1 - r.x0 >= _LEAST_WIDTH})
    if len(across) > _MOST:
        return []
    pairs = zip(across, across[1:], strict=False)
    return [
        (a[0], a[2], a[1], b[2])
        for a, b in pairs
        if abs(a[0] - b[0]) < _SNAP and abs(a[1] - b[1]) < _SNAP and _HEIGHT[0] <= b[2] - a[2] <= _HEIGHT[1]
    ]


def _is_beside(one: Bounds, other: Bounds) -> bool:
    level = min(one[3], other[3]) - max(one[1], other[1])
    return -_SNAP <= other[0] - one[2] <= _GAP and level > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _stands_under(row: Sequence[Bounds], box: Bounds) -> bool:
    return -_SNAP <= box[1] - _bottom(row) <= _GAP and min(box[2], row[-1][2]) - max(box[0], row[0][0]) > 0


def _goes_before(box: Bounds, first: Bounds) -> bool:
    """Whether a box stands right in front of the first one of a row and reaches higher: the name of the rows, beside heads in two rows."""
    return _is_beside(box, first) and box[1] < first[1] - _HEIGHT[0]


def _is_as_wide(row: Sequence[Bounds], box: Bounds) -> bool:
    return abs(box[0] - row[0][0]) < _GAP and abs(box[2] - row[-1][2]) < _GAP


def _top(row: Sequence[Bounds]) -> float:
    return min(box[1] for box in row)


def _bottom(row: Sequence[Bounds]) -> float:
    return max(box[3] for box in row)


def _edges(row: Sequence[Bounds]) -> list[float]:
    """Where columns part: half-way between the cells of the head."""
    return [row[0][0] - _SNAP, *((a[2] + b[0]) / 2 for a, b in zip(row, row[1:], strict=False)), row[-1][2] + _SNAP]


def _rows(edges: Sequence[float], top: float, glyphs: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Upper and lower edge of each row below a head: as long as its words keep to the columns, and stand in most of them; none where
    rows cannot be told apart."""
    below = sorted((g for g in glyphs if g.upright and (g.top + g.bottom) / 2 > top), key=lambda g: g.top)
    rows: list[tuple[float, float]] = []
    spaces: list[float] = []  # above each row
    end, others = top, 0
    for band in _bands(below):
        space, em = band[0].top - end, max(g.size for g in band)
        if others > 1 or space > _farthest(spaces, em):
            break
        end = max(g.bottom for g in band)
        lines = [_lines_in(band, x0, x1) for x0, x1 in zip(edges, edges[1:], strict=False)]
        keeps, held = _keeps_to(edges, band), sum(1 for column in lines if column)
        is_row = keeps and 2 * held > len(lines)
        wrapped = keeps and (held == 1 and space < _LEADING * em or held > 1 and not is_row)
        if wrapped or is_row and (others or any(sum(map(is_figure, column)) > 1 for column in lines)):
            return []  # a row's further line, rows below the name of a group, or rows that no space parts: other rules see more
        if is_row:
            rows.append((rows[-1][1] if rows else top, end))
            spaces.append(space)
        else:
            others += 1
    return rows


def _farthest(spaces: Sequence[float], em: float) -> float:
    """How much space may stand above the next row of a table, by those above its rows so far: rows with room above and below their words
    stand twice as far apart as the first one stands below the head, and then alike."""
    if not spaces:
        return _FARTHEST * em
    wide = 2 * spaces[0] + _LEADING * em if len(spaces) == 1 else 1.1 * spaces[1]
    return max(_FARTHEST * em, min(wide, _AIRY * em))


def _bands(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs, from top to bottom, as the bands that white space across the page parts."""
    band: list[Glyph] = []
    end = 0.0
    for glyph in glyphs:
        if band and glyph.top - end > _ROW_SPACE * glyph.size:
            yield band
            band = []
        end = max(end, glyph.bottom) if band else glyph.bottom
        band.append(glyph)
    if band:
        yield band


def _keeps_to(edges: Sequence[float], band: Sequence[Glyph]) -> bool:
    """Whether all of a band stands within the outer columns, and no word of it in two."""
    if any(not edges[0] <= (g.x0 + g.x1) / 2 <= edges[-1] for g in band):
        return False
    ordered = sorted(band, key=lambda g: g.position)
    joined = ((a, b) for a, b in zip(ordered, ordered[1:], strict=False) if not b.space and not b.breaks and abs(a.bottom - b.bottom) < 1)
    return not any((a.x0 + a.x1) / 2 < edge < (b.x0 + b.x1) / 2 for a, b in joined for edge in edges[1:-1])


def _lines_in(band: Sequence[Glyph], x0: float, x1: float) -> list[str]:
    """The words of each line that a band has in one column."""
    lines: dict[int, list[Glyph]] = {}
    for glyph in band:
        if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1:
            lines.setdefault(round(glyph.bottom), []).append(glyph)
    return ["".join(g.char for g in sorted(line, key=lambda g: g.x0)) for line in lines.values()]
