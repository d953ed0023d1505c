"""Ruled tables: found from the page's drawn lines with pdfplumber's own geometry (edges -> intersections -> cells -> tables), fed with
the lines that pdfium shows, which costs a fiftieth of letting pdfplumber parse the page again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from ingest.layout.box import Region
from ingest.layout.line import Line, lines_of
from ingest.readers.pdfium import Glyph, Rule
from ingest.tables.cards import headed_cards
from ingest.tables.cells import Bounds, DraftCell, DraftTable, in_reading_order, is_code, is_counted, is_figure, is_measured
from ingest.tables.headers import judge_headers
from ingest.tables.shaded_heads import headed_grids
from ingest.tables.splitting import Printed, starts_of
from ingest.tables.stripes import striped_grids, with_rows_beside
from ingest.tables.strips import EM, Part, strips_of
from ingest.tables.twins import parted_twins

_DATES = re.compile(r"^\((?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?\)$")  # a year in brackets says when the figure above it was taken
_SNAP = 3.0  # points: lines closer than this are one line
_MOST_CROSSINGS = 40_000  # a page whose lines could cross more often than this is a drawing
_LEAST_TEXT = 3  # lines: what stands in a box of its own is no shorter
_OVERLAID = 1.02  # times the area of a grid: cells that hold more lie over each other
_INFERRED = 0.9  # how sure a table is of which only the head shows the columns
_LEAST_ROW = 6.0  # points
_MOST_BESIDE = 0.8  # of the lines of figures: where as many hold several, columns lack lines
_LEAST_CELL = 4.0  # points: a cell narrower or lower than this holds no words


def ruled_tables(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[DraftTable], list[Glyph]]:
    """Given a page's drawn lines and glyphs, return its ruled tables and the glyphs that stand outside them."""
    drawn = [rule for rule in rules if not rule.shade]
    grids = _grids(drawn) if _signs_of_table(drawn) else []
    headed: list[list[Bounds]] = []
    if not grids and _signs_of_table(rules):
        # Some designs draw no lines and tell cells apart by their shading alone.
        shaded = _without_cards(_grids(rules), rules)
        striped = striped_grids(shaded, glyphs)
        headed = [bounds for bounds in headed_grids(rules, glyphs) if not any(_meet(bounds, one) for one in striped)]
        whole = [bounds for bounds in shaded if _is_whole(bounds) and not any(_meet(bounds, one) for one in striped)]
        # A head and the name of its first group fill a grid, too, which says nothing of the rows below.
        whole = [bounds for bounds in whole if not any(_goes_beyond(one, bounds) for one in headed)]
        grids = [*striped, *with_rows_beside(whole, glyphs)]
        headed = [bounds for bounds in headed if not any(_meet(bounds, one) for one in grids)]
        grids += headed
    tables: list[DraftTable] = []
    rest = list(glyphs)
    for bounds in grids:
        box = _union(bounds)
        held = [g for g in rest if _holds(box, g)]
        table = _ruled_table(len(tables), box, bounds, held)
        if table is None:
            continue
        if bounds in headed:
            _infer(table, bounds)
        for part in parted_twins(table):
            part.region.table = len(tables)
            tables.append(part)
        # What stands in a gap of the grid belongs to no cell, and stays on the page.
        taken = {g.position for cell in table.cells for line in cell.lines for g in line.glyphs}
        rest = [g for g in rest if g.position not in taken]
    return tables, rest


def _infer(table: DraftTable, bounds: Sequence[Bounds]) -> None:
    """Set that a table's columns were inferred from its head, and where the words of each stand: its rest on the next page has no head."""
    edges = _grid_lines([b[0] for b in bounds] + [b[2] for b in bounds])
    if len(edges) - 1 != table.column_count:
        return
    held = [[line for cell in table.cells if (cell.column, cell.columns) == (n, 1) for line in cell.lines] for n in range(len(edges) - 1)]
    table.ruled, table.confidence = False, _INFERRED
    table.extents = tuple(
        (min(line.x0 for line in lines), max(line.x1 for line in lines)) if lines else (edges[n], edges[n + 1])
        for n, lines in enumerate(held)
    )


def _without_cards(grids: Sequence[list[Bounds]], rules: Sequence[Rule]) -> list[list[Bounds]]:
    """Grids without those that cards side by side make: their heads line up, and each has a text of its own."""
    cards = headed_cards(rules) if any(_is_whole(bounds) for bounds in grids) else []
    return [bounds for bounds in grids if sum(1 for card in cards if _meet(bounds, [card])) < 2]


def _meet(one: Sequence[Bounds], other: Sequence[Bounds]) -> bool:
    """Whether two grids lie over each other."""
    a, b = _union(one), _union(other)
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def _goes_beyond(one: Sequence[Bounds], other: Sequence[Bounds]) -> bool:
    """Whether a grid lies over another one and goes on below it, by a row or more."""
    return _meet(one, other) and _union(one)[3] > _union(other)[3] + _LEAST_ROW


def _is_whole(bounds: Sequence[Bounds]) -> bool:
    """Whether shaded boxes fill a grid of three rows or more: headings or every other row alone do not, nor panels of different heights
    side by side, of which one seems to reach over others."""
    box = _union(bounds)
    area = sum((b[2] - b[0]) * (b[3] - b[1]) for b in bounds)
    rows = len({round(b[1] / _SNAP) for b in bounds})
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return rows >= 3 and 0.9 * whole <= area <= _OVERLAID * whole


def _signs_of_table(rules: Sequence[Rule]) -> bool:
    horizontal = sum(1 for rule in rules if rule.x1 - rule.x0 > 10)
    return horizontal >= 2 and len(rules) - horizontal >= 2


def _grids(rules: Sequence[Rule]) -> list[list[Bounds]]:
    drawn = _plausible(rules)
    grids = [grid for grid in _enclosed(drawn) if _is_crossed(grid, drawn)]
    sides = [side for grid in grids for side in _open_sides(grid, drawn)]
    return _enclosed([*drawn, *sides]) if sides else grids


def _is_crossed(grid: Sequence[Bounds], rules: Sequence[Rule]) -> bool:
    """Whether a line runs across a grid: upright lines alone part columns, but no rows, and leave the outer columns open."""
    x0, top, x1, bottom = _union(grid)
    return any(
        top - _SNAP <= rule.top <= bottom + _SNAP and min(rule.x1, x1) - max(rule.x0, x0) > 0.5 * (rule.x1 - rule.x0)
        for rule in rules
        if rule.x1 - rule.x0 > rule.bottom - rule.top
    )


def _open_sides(grid: Sequence[Bounds], rules: Sequence[Rule]) -> list[Rule]:
    """The upright lines that a grid lacks where three or more of its lines run on to one end beyond it."""
    x0, top, x1, bottom = _union(grid)
    across = _reaching([r for r in rules if r.x1 - r.x0 > r.bottom - r.top and top - _SNAP <= r.top <= bottom + _SNAP], x0, x1)
    ends = [r.x0 for r in across if r.x0 < x0 - 20] + [r.x1 for r in across if r.x1 > x1 + 20]
    sides: list[Rule] = []
    for end in _grid_lines(ends):
        if len(_by_height([r for r in across if abs(end - r.x0) <= _SNAP or abs(end - r.x1) <= _SNAP])) >= 3:
            sides.append(Rule(end, top, end, bottom))
    return sides


def _reaching(across: Sequence[Rule], x0: float, x1: float) -> list[Rule]:
    """Lines across without those that no line at their height joins to what lies between two sides: another table's beside this one."""
    return [rule for height in _by_height(across) for run in _joined(height) if _run_touches(run, x0, x1) for rule in run]


def _by_height(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines across by height, from the top: those that stand no more than _SNAP [points] below the one before share a height."""
    heights: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.top):
        if heights and rule.top - heights[-1][-1].top <= _SNAP:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    return heights


def _joined(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines across at one height as the runs that they make, from the left, gaps of up to _SNAP [points] aside."""
    runs: list[list[Rule]] = []
    right = 0.0
    for rule in sorted(rules, key=lambda one: one.x0):
        if runs and rule.x0 <= right + _SNAP:
            runs[-1].append(rule)
            right = max(right, rule.x1)
        else:
            runs.append([rule])
            right = rule.x1
    return runs


def _run_touches(run: Sequence[Rule], left: float, right: float) -> bool:
    return run[0].x0 <= right + _SNAP and max(rule.x1 for rule in run) >= left - _SNAP


def _enclosed(drawn: Sequence[Rule]) -> list[list[Bounds]]:
    edges: list[dict[str, Any]] = [_edge(rule) for rule in (*drawn, *_closing(drawn))]
    merged = merge_edges(edges, snap_x_tolerance=_SNAP, snap_y_tolerance=_SNAP, join_x_tolerance=_SNAP, join_y_tolerance=_SNAP)
    upright = sum(1 for edge in merged if edge["orientation"] == "v")
    if upright * (len(merged) - upright) > _MOST_CROSSINGS:
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    grids = [list(grid) for grid in cells_to_tables(cells)] if cells else []
    return sorted(grids, key=lambda grid: (_union(grid)[1], _union(grid)[0]))


def _plausible(rules: Sequence[Rule]) -> list[Rule]:
    """The lines that may part cells: not too short, each once (some writers draw every line of a table again for every cell)."""
    long = (rule for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) > 3)
    return list({tuple(round(value) for value in rule[:4]): rule for rule in long}.values())


def _closing(rules: Sequence[Rule]) -> list[Rule]:
    """Rows that a page break cuts have no line there: close them where three or more upright lines end at one height, on no line.

    The sides of shadings end on edges of their own, and may leave strips between columns bare."""
    upright = [rule for rule in rules if rule.bottom - rule.top > rule.x1 - rule.x0]
    across = [rule for rule in rules if rule.bottom - rule.top <= rule.x1 - rule.x0 and not rule.shade]
    closing: list[Rule] = []
    for ends in ([rule.top for rule in upright], [rule.bottom for rule in upright]):
        for height in _grid_lines(ends):
            near = [rule for rule in across if abs(rule.top - height) <= 2 * _SNAP]
            xs = [rule.x0 for rule, end in zip(upright, ends, strict=True) if abs(end - height) <= _SNAP]
            xs = [x for x in xs if not any(rule.x0 - _SNAP <= x <= rule.x1 + _SNAP for rule in near)]
            if len(xs) >= 3:
                closing.append(Rule(min(xs), height, max(xs), height))
    return closing


def _edge(rule: Rule) -> dict[str, Any]:
    horizontal = rule.x1 - rule.x0 > rule.bottom - rule.top
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if horizontal else "v",
        "object_type": "line",
    }


def _union(bounds: Sequence[Bounds]) -> Bounds:
    return min(b[0] for b in bounds), min(b[1] for b in bounds), max(b[2] for b in bounds), max(b[3] for b in bounds)


def _holds(box: Bounds, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


class _Middles:
    """Glyphs by the height of their middles, so that a cell looks only at those of its rows."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = glyphs
        self._taken: set[int] = set()
        self._middles = sorted(((g.top + g.bottom) / 2, position, (g.x0 + g.x1) / 2) for position, g in enumerate(glyphs))

    def inside(self, box: Bounds) -> list[Glyph]:
        """Given a box, return the glyphs whose middles lie in it and were in no box before, in the file's order."""
        first = bisect_left(self._middles, (box[1], -1, 0.0))
        last = bisect_right(self._middles, (box[3], len(self._glyphs), 0.0))
        found = sorted(p for _, p, x in self._middles[first:last] if box[0] <= x <= box[2] and p not in self._taken)
        self._taken.update(found)
        return [self._glyphs[position] for position in found]


def _ruled_table(position: int, box: Bounds, bounds: Sequence[Bounds], glyphs: Sequence[Glyph]) -> DraftTable | None:
    xs = _grid_lines([b[0] for b in bounds] + [b[2] for b in bounds])
    ys = _grid_lines([b[1] for b in bounds] + [b[3] for b in bounds])
    drawn: list[DraftCell] = []
    held = _Middles(glyphs)
    for bound in sorted(bounds, key=lambda b: (b[1], b[0])):
        if bound[2] - bound[0] < _LEAST_CELL or bound[3] - bound[1] < _LEAST_CELL:
            continue
        lines = in_reading_order(lines_of(held.inside(bound)))
        column, row = _nearest(xs, bound[0]), _nearest(ys, bound[1])
        columns, rows = max(_nearest(xs, bound[2]) - column, 1), max(_nearest(ys, bound[3]) - row, 1)
        drawn.append(DraftCell(row, column, rows, columns, lines, bool(lines) and all(line.bold for line in lines)))
    cells = [cut for cell in drawn for cut in _at_columns(cell, xs)]
    kept = _filled_down(_parted(_without_empty(cells)))
    if not _is_table(kept) or _are_boxes(cells) or _hold_columns(drawn):
        return None
    edges = tuple(round(x) for x in xs)
    table = DraftTable(Region(position, *box), kept, edges)
    judge_headers(table)
    return table


def _at_columns(cell: DraftCell, xs: Sequence[float]) -> list[DraftCell]:
    """A cell as it is, or, where it spreads over columns that its words keep to although no line is drawn between them, cut at them."""
    inner = xs[cell.column + 1 : cell.column + cell.columns]
    strips = strips_of(cell.lines) if inner else []
    parts = [part for strip in strips for part in strip.parts]
    if not any(len(strip.parts) > 1 for strip in strips) or any(part.x0 < x - 1 and part.x1 > x + 1 for part in parts for x in inner):
        return [cell]
    held: dict[int, list[Glyph]] = {}
    for part in parts:
        held.setdefault(sum(1 for x in inner if x <= part.x0 + 1), []).extend(part.glyphs)
    if len(held) < 2:
        return [cell]
    cut: list[DraftCell] = []
    for place, wide in _widths(sorted(held), cell.columns):
        lines = in_reading_order(lines_of(held[place]))
        cut.append(DraftCell(cell.row, cell.column + place, cell.rows, wide, lines, all(line.bold for line in lines)))
    return cut


def _widths(places: Sequence[int], columns: int) -> list[tuple[int, int]]:
    """The first column of each part of a cell with how many columns it has: up to the next part; none stands left of the first."""
    ends = [*places[1:], columns]
    return [(place, end - place) for place, end in zip(places, ends, strict=True)]


def _parted(cells: Sequence[DraftCell]) -> list[DraftCell]:
    """Cells with each row that no line divides although it holds several: some column has several lines of figures alone."""
    kept: list[DraftCell] = []
    more = 0  # rows added so far
    for number in sorted({cell.row for cell in cells}):
        row = [cell for cell in cells if cell.row == number]
        parts = _rows_in(row) if _holds_several(row) else [row]
        for step, part in enumerate(parts):
            kept += [replace(cell, row=number + more + step) for cell in part]
        more += len(parts) - 1
    return kept


def _filled_down(cells: Sequence[DraftCell]) -> list[DraftCell]:
    """Cells with the first column's reaching down over empty ones beside rows that are named in the second: it names their group."""
    kept = sorted(cells, key=lambda cell: (cell.row, cell.column))
    second = {cell.row: cell for cell in kept if cell.column == 1 and cell.lines}
    label: DraftCell | None = None
    for cell in [cell for cell in kept if cell.column == 0]:
        beside = second.get(cell.row)
        if cell.lines:
            label = cell if cell.row else None
        elif label is not None and label.columns == cell.columns == 1 and beside is not None and _names_row(beside):
            label.rows = cell.row + cell.rows - label.row
            kept.remove(cell)
        else:
            label = None
    return kept


def _names_row(cell: DraftCell) -> bool:
    return any(letter.isalpha() for letter in cell.text) and not is_figure(cell.text)


def _holds_several(row: Sequence[DraftCell]) -> bool:
    if any(cell.rows > 1 for cell in row):
        return False
    figures = (
        [line for line in cell.lines if (is_figure(line.text) or is_measured(line.text)) and not _DATES.match(line.text.strip())]
        for cell in row
        if cell.column
    )
    deep = (len(cell.lines) for cell in row if cell.column)
    if _counts_rows(row):
        return True
    return any(len(held) >= max(2, 0.6 * lines) for held, lines in zip(figures, deep, strict=True))


def _counts_rows(row: Sequence[DraftCell]) -> bool:
    """Whether the first cell of a row holds nothing but codes that differ, each on a line of its own, and another has as many lines."""
    first = next((cell.lines for cell in row if cell.column == 0), [])
    codes = [line.text.strip() for line in first]
    deep = max((len(cell.lines) for cell in row if cell.column), default=0)
    return 1 < len(codes) <= deep and len(set(codes)) == len(codes) and all(map(is_code, codes))


def _rows_in(row: Sequence[DraftCell]) -> list[list[DraftCell]]:
    """The rows that the lines of one row's cells make."""
    at: dict[int, dict[int, Line]] = {}
    for cell in row:
        for line in cell.lines:
            height = next((seen for seen in at if abs(seen - line.bottom) < 0.3 * line.size), line.bottom)
            at.setdefault(round(height), {}).setdefault(cell.column, line)
    heights = sorted(at)
    printed = [
        Printed(float(h), max(line.size for line in at[h].values()) / EM, {c: Part(at[h][c].glyphs) for c in at[h]}) for h in heights
    ]
    rows: list[dict[int, list[Line]]] = []
    for height, start in zip(heights, starts_of(printed, len(row)), strict=True):
        if start:
            rows.append({})
        for column, line in at[height].items():
            rows[-1].setdefault(column, []).append(line)
    wide = {cell.column: cell for cell in row}
    return [[replace(wide[c], lines=lines, bold=all(line.bold for line in lines)) for c, lines in sorted(one.items())] for one in rows]


def _is_table(cells: Sequence[DraftCell]) -> bool:
    """A frame or shading around text is no table: words stand in at least two columns."""
    return len({cell.column for cell in cells if cell.lines}) >= 2


def _are_boxes(cells: Sequence[DraftCell]) -> bool:
    """Whether what lines enclose are boxes side by side with room between them, each with a text of its own, and no row of a table."""
    filled = sorted((cell for cell in cells if cell.lines), key=lambda cell: cell.column)
    apart = all(a.column + a.columns < b.column for a, b in zip(filled, filled[1:], strict=False))
    return len({cell.row for cell in filled}) == 1 and apart and all(len(cell.lines) >= _LEAST_TEXT for cell in filled)


def _hold_columns(cells: Sequence[DraftCell]) -> bool:
    """Whether most figures stand side by side in cells that nothing drawn elsewhere cuts: what is drawn parts no more than the names in
    front, or the rows, from what are several columns."""
    strips = [strip for cell in cells if cell.column and (cell.columns == 1 or cell.rows > 1) for strip in strips_of(cell.lines)]
    counts = [count for strip in strips if (count := sum(is_counted(part.text) for part in strip.parts))]
    beside = [count for count in counts if count > 1]
    return len(beside) > 1 and len(beside) >= _MOST_BESIDE * len(counts)


def _grid_lines(values: Sequence[float]) -> list[float]:
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > _SNAP:
            lines.append(value)
    return lines


def _nearest(lines: Sequence[float], value: float) -> int:
    return min(range(len(lines)), key=lambda i: abs(lines[i] - value))


def _without_empty(cells: Sequence[DraftCell]) -> list[DraftCell]:
    """Drop columns and rows in which no cell holds words; number the rest anew."""
    columns = sorted({cell.column for cell in cells if cell.lines})
    rows = sorted({cell.row for cell in cells if cell.lines})
    kept: list[DraftCell] = []
    for cell in cells:
        spans_columns = [c for c in columns if cell.column <= c < cell.column + cell.columns]
        spans_rows = [r for r in rows if cell.row <= r < cell.row + cell.rows]
        if spans_columns and spans_rows:
            row, column = rows.index(spans_rows[0]), columns.index(spans_columns[0])
            kept.append(DraftCell(row, column, len(spans_rows), len(spans_columns), cell.lines, cell.bold))
    return kept
