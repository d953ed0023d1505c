"""Tables whose every other row is shaded cell by cell: the rows between the shaded ones have the same columns.

The shading alone shows where columns part; what is not shaded above the first stripe and below the last one is a row as well, where its
words keep to those columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.layout.line import lines_of
from ingest.readers.pdfium import Glyph
from ingest.tables.cells import Bounds, is_figure, is_year
from ingest.tables.strips import Part, Strip, strips_of

_SNAP = 3.0  # points: edges closer than this are one
_LEAST_GAP = 6.0  # points: a lower gap between two stripes holds no row
_HIGHEST = 3.0  # times the highest stripe or gap of a table's: what stands farther apart is of another table
_LEADING = 1.6  # em: the first line beyond the stripes stands no farther from them than this
_SAME_ROW = 0.45  # em: the space between lines of one row is no wider than this
_NAMES_OVER = 2.6  # em: names over several columns stand no farther above those of each
_NEXT_ROW = 4.0  # em: what keeps to the columns within this is another row


def striped_grids(grids: Sequence[Sequence[Bounds]], glyphs: Sequence[Glyph]) -> list[list[Bounds]]:
    """Given the grids that shaded boxes make on a page, and its glyphs, return those that are the stripes of one table as one grid, with
    the cells of the rows between, above and below them."""
    bands = sorted((list(grid) for grid in grids), key=lambda grid: min(b[1] for b in grid))
    strips = strips_of(lines_of(glyphs)) if len(bands) > 1 else []
    found: list[list[Bounds]] = []
    run: list[list[Bounds]] = []
    for band in [*bands, []]:
        if run and band and _follows(run, band, strips):
            run.append(band)
            continue
        whole = _filled(run, strips) if len(run) > 1 else []
        found += [whole] if whole else []
        run = [band] if band and len(_edges(band)) > 2 else []
    return found


def with_rows_beside(grids: Sequence[list[Bounds]], glyphs: Sequence[Glyph]) -> list[list[Bounds]]:
    """Given grids that shaded boxes fill, and a page's glyphs, return each with the rows right above and below it that keep to its columns
    without being shaded: headings, totals."""
    strips = strips_of(lines_of(glyphs)) if grids else []
    return [_with_first_and_last(grid, strips) for grid in grids]


def _with_first_and_last(grid: list[Bounds], strips: Sequence[Strip]) -> list[Bounds]:
    edges, first, last = _edges(grid), _top(grid), _bottom(grid)
    inside = _between(strips, first, last)
    if len(edges) < 3 or not inside:
        return grid
    em = median(strip.em for strip in inside)
    before = _beyond(_above(strips, first), edges, em)
    after = _beyond(_below(strips, last), edges, em)
    return [
        *grid,
        *(_with_names_over(edges, first - before, first, strips) if before else ()),
        *(_row(edges, last, last + after) if after else ()),
    ]


def _above(strips: Sequence[Strip], first: float) -> list[tuple[float, float, Strip]]:
    """The strips above a height, from it upwards, each with how far its near and its far side stand from it."""
    return [(first - strip.bottom, first - strip.top, strip) for strip in reversed(strips) if strip.bottom <= first + 1]


def _below(strips: Sequence[Strip], last: float) -> list[tuple[float, float, Strip]]:
    """The strips below a height, from it downwards, each with how far its near and its far side stand from it."""
    return [(strip.top - last, strip.bottom - last, strip) for strip in strips if strip.top >= last - 1]


def _edges(band: Sequence[Bounds]) -> list[float]:
    edges: list[float] = []
    for x in sorted([b[0] for b in band] + [b[2] for b in band]):
        if not edges or x - edges[-1] > _SNAP:
            edges.append(x)
    return edges


def _top(band: Sequence[Bounds]) -> float:
    return min(b[1] for b in band)


def _bottom(band: Sequence[Bounds]) -> float:
    return max(b[3] for b in band)


def _follows(run: Sequence[Sequence[Bounds]], band: Sequence[Bounds], strips: Sequence[Strip]) -> bool:
    """Whether a band is the next stripe of a table: the same columns, or one name over all of them, and between them a row that keeps to
    the columns."""
    edges, own = _edges(run[0]), _edges(band)
    if abs(own[0] - edges[0]) > _SNAP or abs(own[-1] - edges[-1]) > _SNAP or not all(_is_near(x, edges) for x in own):
        return False
    top, bottom = _bottom(run[-1]), _top(band)
    heights = [_bottom(one) - _top(one) for one in (*run, band)]
    if not _LEAST_GAP < bottom - top <= _HIGHEST * max(heights):
        return False
    return _keep_to([part for strip in _between(strips, top, bottom) for part in strip.parts], edges) > 1


def _is_near(x: float, edges: Sequence[float]) -> bool:
    return any(abs(x - edge) <= _SNAP for edge in edges)


def _between(strips: Sequence[Strip], top: float, bottom: float) -> list[Strip]:
    return [strip for strip in strips if top <= (strip.top + strip.bottom) / 2 <= bottom]


def _keep_to(parts: Sequence[Part], edges: Sequence[float]) -> int:
    """In how many columns words stand; 0 where some of them run over the edge of one or beyond the table."""
    inside = [part for part in parts if part.x1 > edges[0] and part.x0 < edges[-1]]
    if any(part.x0 < edge - 1 and part.x1 > edge + 1 for part in inside for edge in edges):
        return 0
    return len({sum(1 for edge in edges if edge <= part.x0 + 1) for part in inside})


def _filled(run: Sequence[Sequence[Bounds]], strips: Sequence[Strip]) -> list[Bounds]:
    """The cells of stripes and of the rows between and beside them; none where a column holds no words (two tables with a space between
    them), or where more than one row lies beyond the stripes."""
    edges = _edges(run[0])
    cells = [cell for band in run for cell in band]
    for above, below in zip(run, run[1:], strict=False):
        cells += _row(edges, _bottom(above), _top(below))
    em = median(strip.em for strip in _between(strips, _top(run[0]), _bottom(run[-1])))
    first, last = _top(run[0]), _bottom(run[-1])
    before = _beyond(_above(strips, first), edges, em)
    after = _beyond(_below(strips, last), edges, em)
    if before is None or after is None:
        return []
    cells += _with_names_over(edges, first - before, first, strips) if before else _names_over(edges, first, strips)
    cells += _row(edges, last, last + after) if after else []
    inside = [part for strip in _between(strips, first - before, last + after) for part in strip.parts]
    filled = all(any(min(part.x1, right) > max(part.x0, left) for part in inside) for left, right in zip(edges, edges[1:], strict=False))
    return cells if filled and not _counts(_between(strips, first - before, _bottom(run[0][:1]) if not before else first), edges) else []


def _counts(strips: Sequence[Strip], edges: Sequence[float]) -> bool:
    """Whether lines hold figures behind the first column: a first row that does names no columns, and some other line above it does."""
    texts = [part.text for strip in strips for part in strip.parts if edges[1] - 1 <= part.x0 < edges[-1]]
    return any(is_figure(text) and not is_year(text) for text in texts)


def _beyond(strips: Sequence[tuple[float, float, Strip]], edges: Sequence[float], em: float) -> float | None:
    """How high the row right beyond the stripes is: lines that follow closely and keep to the columns, one of which fills several; 0 where
    there is none, None where another row lies behind it. Given with how far each line's near and far side stand from the stripes."""
    height, columns, last, named = 0.0, 0, 0.0, 0
    for near, far, strip in strips:
        own = [part for part in strip.parts if part.x1 > edges[0] and part.x0 < edges[-1]]
        kept = _keep_to(own, edges)
        if abs(strip.em - em) > 0.1 * em or len(own) == 1 and own[0].text[:1].isupper() and own[0].text.endswith("."):
            break  # a note: in smaller type, or a sentence
        if own and not kept and _spread(own, edges):
            break  # names over several columns
        if len(own) > 1 and not kept and near - last < _LEADING * em:
            return None
        if not own or near - last > (_SAME_ROW if last else _LEADING) * em or not kept:
            if kept > 1 and near - last < _NEXT_ROW * em:
                return None
            break
        height, last = far + 0.5, far
        named += kept > 1 and own[0].x0 < edges[1] - 1
        if named > 1:
            return None  # two lines that both begin with a name and go on
        columns = max(columns, kept)
    return height if columns > 1 else 0.0


def _with_names_over(edges: Sequence[float], top: float, bottom: float, strips: Sequence[Strip]) -> list[Bounds]:
    """The cells of a row of headings, with those above it over several columns."""
    return [*_row(edges, top, bottom), *_names_over(edges, top, strips)]


def _names_over(edges: Sequence[float], bottom: float, strips: Sequence[Strip]) -> list[Bounds]:
    """The cells of a line of headings that stands right above a height, at least one over several columns; none else."""
    for near, far, strip in _above(strips, bottom):
        own = [part for part in strip.parts if part.x1 > edges[0] and part.x0 < edges[-1]]
        if not own or near > _NAMES_OVER * strip.em:
            return []
        spread = _spread(own, edges)
        if spread:
            return [(edges[first], bottom - far - 0.5, edges[end], bottom) for first, end in spread]
        if len(own) == 1 and own[0].x0 < edges[1]:
            return []
    return []


def _spread(parts: Sequence[Part], edges: Sequence[float]) -> list[tuple[int, int]]:
    """For each of a line's parts the first edge and the last of the columns whose middle it stands in, right of the first column; nothing
    where one stands in the middle of none, two overlap, or none is over several columns."""
    found: list[tuple[int, int]] = []
    for part in parts:
        middle, left = (part.x0 + part.x1) / 2, found[-1][1] if found else 1
        runs = [
            (first, end)
            for first in range(left, len(edges))
            for end in range(first + 1, len(edges))
            if edges[first] <= part.x0 and part.x1 <= edges[end] and abs((edges[first] + edges[end]) / 2 - middle) < _SNAP
        ]
        if not runs or is_figure(part.text) and not is_year(part.text):
            return []
        found.append(min(runs))
    return found if any(end - first > 1 for first, end in found) else []


def _row(edges: Sequence[float], top: float, bottom: float) -> list[Bounds]:
    return [(left, top, right, bottom) for left, right in zip(edges, edges[1:], strict=False)]
