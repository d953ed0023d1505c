"""Two tables that stand side by side and share their rows' heights: the names of the columns begin again, the rows' name first.

So does a long list that is set in two columns. Each part is a table of its own, and its rows are named by its own first column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.box import Box, Region
from ingest.layout.line import Line
from ingest.tables.cells import DraftCell, DraftTable, in_place_of_figure
from ingest.tables.headers import judge_headers

_TITLE = 4.0  # times its type: how far above its table a title may begin
_CLOSE = 1.5  # times its type: how far below a title its table, or its next line, may begin


def parted_twins(table: DraftTable) -> list[DraftTable]:
    """Given a table, return it as it is, or parted where the names of its columns begin again."""
    starts = _starts(table)
    if len(starts) < 2:
        return [table]
    return [_part(table, first, end - first) for first, end in zip(starts, [*starts[1:], table.column_count], strict=True)]


def _starts(table: DraftTable) -> list[int]:
    """The columns under the name of the first one, where each names rows of figures behind it; only the first where it is not so clear."""
    if not table.header_rows or table.column_count < 4:
        return [0]
    names = {cell.column: cell.text.casefold() for cell in table.row(table.header_rows - 1)}
    starts = [column for column in range(table.column_count) if names.get(column, "") == names.get(0, "")]
    ends = [*starts[1:], table.column_count]
    body = [cell for cell in table.cells if cell.row >= table.header_rows and cell.lines]
    apart = all(not cell.column < end < cell.column + cell.columns for cell in body for end in ends)
    parts = zip(starts, ends, strict=True)
    return starts if apart and all(_is_whole(body, first, end) for first, end in parts) else [0]


def _is_whole(body: Sequence[DraftCell], first: int, end: int) -> bool:
    """Whether words alone stand in the first of some columns, and nothing but figures or the like in the others."""
    names = [cell.text for cell in body if cell.column == first]
    behind = [cell.text for cell in body if first < cell.column < end]
    words = all(re.search(r"[A-Za-z]{2}", name) and not in_place_of_figure(name) for name in names)
    return bool(names) and bool(behind) and words and sum(map(in_place_of_figure, behind)) >= 0.8 * len(behind)


def _part(table: DraftTable, first: int, wide: int) -> DraftTable:
    cells = [
        replace(
            cell, column=max(cell.column, first) - first, columns=min(cell.column + cell.columns, first + wide) - max(cell.column, first)
        )
        for cell in table.cells
        if first <= cell.column < first + wide and cell.lines
    ]
    lines = [line for cell in cells for line in cell.lines]
    region = replace(table.region, x0=min(line.x0 for line in lines), x1=max(line.x1 for line in lines))
    part = replace(
        table,
        region=region,
        cells=_closed_up(cells),
        edges=table.edges[first : first + wide + 1],
        extents=table.extents[first : first + wide],
    )
    judge_headers(part)
    part.header_rows = max(part.header_rows, 1)
    return part


def _closed_up(cells: Sequence[DraftCell]) -> list[DraftCell]:
    """Cells without the empty rows at the foot of a part that is shorter than the others."""
    rows = sorted({row for cell in cells for row in range(cell.row, cell.row + cell.rows)})
    return [replace(cell, row=rows.index(cell.row)) for cell in cells]


def with_own_titles(runs: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """Given what stands on a page in reading order, return it with the titles of tables side by side each right before its own table."""
    regions = [box for run in runs for box in run if isinstance(box, Region)]
    beside = [one for one in regions if any(_stand_beside(one, other) for other in regions if other is not one)]
    if not beside:
        return [list(run) for run in runs]
    lines = [box for run in runs for box in run if isinstance(box, Line)]
    titles = {id(region): _titles(region, [other for other in regions if _stand_beside(region, other)], lines) for region in beside}
    moved = {id(line) for held in titles.values() for line in held}
    ordered: list[list[Box]] = []
    for run in runs:
        kept: list[Box] = []
        for box in run:
            if id(box) in titles:
                kept += titles[id(box)]
            if id(box) not in moved:
                kept.append(box)
        ordered += [kept] if kept else []
    return ordered


def _stand_beside(one: Region, other: Region) -> bool:
    level = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.x1 <= other.x0 + 1 or other.x1 <= one.x0 + 1
    return apart and level > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _titles(region: Region, others: Sequence[Region], lines: Sequence[Line]) -> list[Line]:
    """The lines right above a table that stand over it and over none beside it, from top to bottom."""
    left = max((other.x1 for other in others if other.x1 <= region.x0 + 1), default=0.0)
    right = min((other.x0 for other in others if other.x0 >= region.x1 - 1), default=10_000.0)
    above = [
        line
        for line in lines
        if line.bottom <= region.top + 1 and left - 1 <= line.x0 and line.x1 <= right + 1 and region.top - line.top <= _TITLE * line.size
    ]
    found: list[Line] = []
    below = region.top
    for line in sorted(above, key=lambda line: -line.top):
        if below - line.bottom > _CLOSE * line.size or line.card >= 0:
            break
        found.insert(0, line)
        below = line.top
    return found
