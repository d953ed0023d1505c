"""Tables: where they stand on a page, which glyphs belong to which cell, which rows and columns are headers.

Ruled tables are found from the page's drawn lines with pdfplumber's own geometry (edges -> intersections -> cells -> tables), fed with
the lines that pdfium shows, which costs a fiftieth of letting pdfplumber parse the page again. Unruled ones are inferred from lines
that stand side by side on shared baselines and left edges, and carry a lower confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from ingest.layout import Line, Region, is_marker_text, lines_of
from ingest.readers.pdfium import Glyph, Rule

_SNAP = 3.0  # points: lines closer than this are one line
_MOST_CROSSINGS = 40_000  # a page whose lines could cross more often than this is a drawing
_LEAST_CELL = 4.0  # points: a cell narrower or lower than this holds no words
_FIGURE = re.compile(r"^[£€$]?\s?[-–−+(]?\d[\d,.\s]*\s?[%)kmbn]*$", re.I)

_YEAR = re.compile(r"^(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?$")

Bounds = tuple[float, float, float, float]


@dataclass(slots=True)
class DraftCell:
    """A cell before its characters have a place in the page's text."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line] = field(default_factory=list)
    bold: bool = False

    @property
    def text(self) -> str:
        """The cell's words, lines joined by single spaces."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class DraftTable:
    """A table on one page: its box, its cells in row order, and how its headers were judged."""

    region: Region
    cells: list[DraftCell]
    edges: tuple[float, ...]
    ruled: bool = True
    confidence: float = 1.0
    header_rows: int = 0
    header_columns: int = 1
    continues: bool = False

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def row(self, number: int) -> list[DraftCell]:
        """Given a row number from 0, return the cells that start in it, left to right."""
        return sorted((cell for cell in self.cells if cell.row == number), key=lambda cell: cell.column)


def ruled_tables(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[DraftTable], list[Glyph]]:
    """Given a page's drawn lines and glyphs, return its ruled tables and the glyphs that stand outside them."""
    drawn = [rule for rule in rules if not rule.shade]
    grids = _grids(drawn) if _signs_of_table(drawn) else []
    if not grids and _signs_of_table(rules):
        # Some designs draw no lines and tell cells apart by their shading alone.
        grids = _grids(rules)
    tables: list[DraftTable] = []
    rest = list(glyphs)
    for bounds in grids:
        box = _union(bounds)
        held = [g for g in rest if _holds(box, g)]
        table = _ruled_table(len(tables), box, bounds, held)
        if table is None:
            continue
        tables.append(table)
        # What stands in a gap of the grid belongs to no cell, and stays on the page.
        taken = {g.position for cell in table.cells for line in cell.lines for g in line.glyphs}
        rest = [g for g in rest if g.position not in taken]
    return tables, rest


def _signs_of_table(rules: Sequence[Rule]) -> bool:
    horizontal = sum(1 for rule in rules if rule.x1 - rule.x0 > 10)
    return horizontal >= 2 and len(rules) - horizontal >= 2


def _grids(rules: Sequence[Rule]) -> list[list[Bounds]]:
    drawn = _plausible(rules)
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
    """Rows that a page break cuts have no line there: close them where three or more upright lines end at one height."""
    upright = [rule for rule in rules if rule.bottom - rule.top > rule.x1 - rule.x0]
    closing: list[Rule] = []
    for ends in ([rule.top for rule in upright], [rule.bottom for rule in upright]):
        for height in _grid_lines(ends):
            xs = [rule.x0 for rule, end in zip(upright, ends, strict=True) if abs(end - height) <= _SNAP]
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
    cells: list[DraftCell] = []
    held = _Middles(glyphs)
    for bound in sorted(bounds, key=lambda b: (b[1], b[0])):
        if bound[2] - bound[0] < _LEAST_CELL or bound[3] - bound[1] < _LEAST_CELL:
            continue
        lines = in_reading_order(lines_of(held.inside(bound)))
        column, row = _nearest(xs, bound[0]), _nearest(ys, bound[1])
        columns, rows = max(_nearest(xs, bound[2]) - column, 1), max(_nearest(ys, bound[3]) - row, 1)
        cells.append(DraftCell(row, column, rows, columns, lines, bool(lines) and all(line.bold for line in lines)))
    kept = _without_empty(cells)
    if not _is_table(kept):
        return None
    edges = tuple(round(x) for x in xs)
    table = DraftTable(Region(position, *box), kept, edges)
    judge_headers(table)
    return table


def _is_table(cells: Sequence[DraftCell]) -> bool:
    """A frame or shading around text is no table: words stand in at least two columns."""
    return len({cell.column for cell in cells if cell.lines}) >= 2


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Given the lines of one cell, return them from top to bottom and left to right; text set on its side in the file's order."""
    if lines and not any(line.glyphs[0].upright for line in lines):
        return sorted(lines, key=lambda line: line.glyphs[0].position)
    return sorted(lines, key=lambda line: (round(line.top / 3), line.x0))


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


def judge_headers(table: DraftTable) -> None:
    """Set how many rows and columns of a table are headers, from type, figures and length of its cells."""
    rows = [table.row(number) for number in range(table.row_count)]
    table.header_rows = _header_rows(rows, table.column_count)
    body = [cell for row in rows[table.header_rows :] for cell in row if cell.column == 0 and cell.lines]
    table.header_columns = 1 if body and not all(is_figure(cell.text) for cell in body) else 0
    if body and not table.header_columns and table.column_count > 2:
        second = [cell for row in rows[table.header_rows :] for cell in row if cell.column == 1 and cell.lines]
        # A column of running numbers in front: the words behind it name the row.
        table.header_columns = 2 if second and not any(is_figure(cell.text) for cell in second) else 0


def _header_rows(rows: Sequence[Sequence[DraftCell]], columns: int) -> int:
    if len(rows) < 2:
        return 0
    titles = 0
    # A title that spreads over the whole width stands above the names of the columns.
    while titles < min(2, len(rows) - 2) and columns > 1 and _is_title(rows[titles], rows[titles + 1], columns):
        titles += 1
    if _names_columns(rows[titles], rows[titles + 1 :]):
        second = titles + 1
        spanning = any(cell.columns > 1 for cell in rows[titles])
        if spanning and second < len(rows) - 1 and _names_columns(rows[second], rows[second + 1 :]):
            return second + 1
        return titles + 1
    return titles if titles and any(cell.bold for cell in rows[0]) else 0


def _is_title(row: Sequence[DraftCell], below: Sequence[DraftCell], columns: int) -> bool:
    if _filled(row) == 1 and row[0].lines:
        return _filled(below) > 1 and not any(is_figure(cell.text) for cell in below)
    return _filled(row) < 0.4 * columns and _filled(below) >= 0.7 * columns


def _filled(row: Sequence[DraftCell]) -> int:
    return sum(1 for cell in row if cell.lines)


def _names_columns(row: Sequence[DraftCell], below: Sequence[Sequence[DraftCell]]) -> bool:
    """Whether a row names the columns: no figures, short cells, and set apart by weight, by figures below or by length."""
    filled = [cell for cell in row if cell.lines]
    if not filled or not below or any(is_figure(cell.text) and not _YEAR.match(cell.text) for cell in filled):
        return False
    if max(len(cell.text) for cell in filled) > 110:
        return False
    under = [cell for other in below for cell in other if cell.lines]
    if not under:
        return False
    if all(cell.bold for cell in filled) and not all(cell.bold for cell in under):
        return True
    if len(filled) < 2:
        return False
    figures = {cell.column for cell in under if is_figure(cell.text)}
    if any(cell.column in figures for cell in filled):
        return True
    if len(row) == 2 and _is_form([row, *below]):
        return False
    return median(len(cell.text) for cell in filled) <= 40 and median(len(cell.text) for cell in under) >= median(
        len(cell.text) for cell in filled
    )


def _is_form(rows: Sequence[Sequence[DraftCell]]) -> bool:
    """Whether two columns are names and values ("Author", "Date"): every name is short and most values are longer."""
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2 and row[0].lines]
    names = [len(name.text) for name, _ in pairs]
    if not names or max(names) > 45:
        return False
    labelled = sum(1 for name, value in pairs if len(value.text) > 1.5 * len(name.text) or name.text.rstrip().endswith((":", "?")))
    return labelled >= 0.6 * len(pairs) and len(pairs) <= 15


def is_figure(text: str) -> bool:
    """Given a cell's words, say whether they are one number, share or sum of money."""
    return bool(_FIGURE.match(text.strip()))


def goes_on(last: DraftTable, first: DraftTable) -> bool:
    """Given the last table of a page and the first of the next, say whether they are one table: the same column edges."""
    if len(last.edges) != len(first.edges) or last.ruled != first.ruled:
        return False
    return all(abs(a - b) <= 4 for a, b in zip(last.edges, first.edges, strict=True))


def same_headers(last: DraftTable, first: DraftTable) -> bool:
    """Given two parts of a table, say whether the second prints the first's header row again."""
    names = [cell.text.casefold() for cell in last.row(max(last.header_rows - 1, 0))]
    return bool(names) and names == [cell.text.casefold() for cell in first.row(max(last.header_rows - 1, 0))]


def adopt_headers(last: DraftTable, first: DraftTable) -> None:
    """Given a table of which only the header row stands before a page break, judge it by the rows after the break."""
    if last.row_count == 1 and not last.header_rows:
        rows = [first.row(number) for number in range(first.row_count)]
        last.header_rows = int(_names_columns(last.row(0), rows))


def unruled_tables(lines: Sequence[Line], first: int) -> tuple[list[DraftTable], list[Line]]:
    """Given the lines outside ruled tables, return tables inferred from alignment (numbered from `first`) and the lines left over."""
    tables: list[DraftTable] = []
    used: set[int] = set()
    for rows in _aligned_runs(_baseline_rows(lines)):
        table = _aligned_table(first + len(tables), rows)
        if table is not None:
            tables.append(table)
            used.update(id(line) for row in rows for line in row)
    return tables, [line for line in lines if id(line) not in used]


def _baseline_rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: (item.top, item.x0)):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.35 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _aligned_runs(rows: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Runs of at least three neighbouring rows that each have two or more fragments, most of them starting or ending at shared edges."""
    runs: list[list[list[Line]]] = []
    run: list[list[Line]] = []
    for row in rows:
        if len(row) >= 2 and (not run or row[0].top - run[-1][0].bottom < 2.2 * row[0].size):
            run.append(row)
            continue
        runs.append(run)
        run = [row] if len(row) >= 2 else []
    runs.append(run)
    return [item for item in runs if len(item) >= 3 and _is_aligned(item)]


def _is_aligned(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether rows share columns and are no prose in columns: cells end well before the next column starts, or are figures."""
    cells = [line for row in rows for line in row]
    behind = [line for row in rows for line in row[1:]]
    figures = sum(1 for line in behind if is_figure(line.text))
    if any(is_marker_text(row[0].text) for row in rows):
        return False
    columns = _column_edges(rows)
    if len(columns) < 2:
        return False
    fitting = sum(1 for line in cells if any(abs(line.x0 - edge) < 4 for edge in columns) or is_figure(line.text))
    if fitting < 0.8 * len(cells):
        return False
    widths = [b - a for a, b in zip(columns, columns[1:], strict=False)]
    left = [row[0] for row in rows]
    filling = median((line.x1 - line.x0) / max(widths[0], 1.0) for line in left)
    return figures >= 0.5 * len(behind) or filling < 0.6 and len(columns) >= 3


def _column_edges(rows: Sequence[Sequence[Line]]) -> list[float]:
    """Left edges that at least half the rows share; a column of figures counts by its rightmost start."""
    starts = sorted(line.x0 for row in rows for line in row)
    groups: list[list[float]] = []
    for start in starts:
        if groups and start - groups[-1][-1] < 14:
            groups[-1].append(start)
        else:
            groups.append([start])
    return [group[0] for group in groups if len(group) >= 0.5 * len(rows)]


def _aligned_table(position: int, rows: Sequence[Sequence[Line]]) -> DraftTable | None:
    edges = _column_edges(rows)
    cells: list[DraftCell] = []
    for number, row in enumerate(rows):
        by_column: dict[int, list[Line]] = {}
        for line in row:
            column = max((i for i, edge in enumerate(edges) if edge <= line.x0 + 6), default=0)
            by_column.setdefault(column, []).append(line)
        for column, lines in sorted(by_column.items()):
            cells.append(DraftCell(number, column, 1, 1, lines, all(line.bold for line in lines)))
    boxes = [line for row in rows for line in row]
    region = Region(position, min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    table = DraftTable(region, cells, tuple(round(edge) for edge in edges), ruled=False, confidence=0.6)
    judge_headers(table)
    return table
