"""Headings set on their side over the columns of a table without lines."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.line import Line
from ingest.tables.cells import DraftCell, DraftTable, in_reading_order

_NEAR = 2.5  # times their type: how far above the first row headings may end
_WITHIN = 0.6  # times their type: lines of one heading stand no farther apart
_MOST_BARE = 0.3  # of the columns behind the first may go without a heading


def add_turned_heads(tables: Sequence[DraftTable], lines: Sequence[Line]) -> None:
    """Given the tables inferred on a page and its lines, give each table the headings on their side that stand over its columns."""
    turned = [line for line in lines if not line.glyphs[0].upright]
    for table in tables if turned else ():
        heads = _heads_over(table, turned)
        if heads:
            _add(table, heads, _corner(table, heads, lines))


def _heads_over(table: DraftTable, turned: Sequence[Line]) -> dict[int, list[Line]]:
    """The lines on their side right above a table, by its column; none where they leave too many columns bare, or it has names for them."""
    first = table.row(0)
    named = {cell.column for cell in first if cell.lines and cell.column} if table.header_rows else set()
    if named:
        return {}
    top = table.region.top
    near = sorted((line for line in turned if -0.5 * line.size <= top - line.bottom <= _NEAR * line.size), key=lambda line: line.x0)
    in_turn = _in_turn(table, near)
    if in_turn:
        return in_turn
    found: dict[int, list[Line]] = {}
    for line in near:
        column = _column_under(table, line)
        if column is None:
            return {}
        found.setdefault(column, []).append(line)
    bare = table.column_count - 1 - sum(1 for column in found if column)
    return found if found and bare <= _MOST_BARE * (table.column_count - 1) else {}


def _in_turn(table: DraftTable, near: Sequence[Line]) -> dict[int, list[Line]]:
    """The lines on their side by column where as many words stand beside each other as columns behind the first, each over the space from
    the column before to its own; none else. Given from left to right."""
    clusters: list[list[Line]] = []
    for line in near:
        if clusters and line.x0 - clusters[-1][-1].x1 < _WITHIN * line.size:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    behind = table.extents[1:]
    if len(clusters) != len(behind):
        return {}
    befores = [table.extents[0][1], *(right for _, right in behind)]
    fits = all(
        before - 1 <= (held[0].x0 + held[-1].x1) / 2 <= right + 1
        for held, before, (_, right) in zip(clusters, befores, behind, strict=False)
    )
    return {place + 1: held for place, held in enumerate(clusters)} if fits else {}


def _column_under(table: DraftTable, line: Line) -> int | None:
    """The column that a line stands over: the one whose middle is nearest, no farther off than the next column begins."""
    middle = (line.x0 + line.x1) / 2
    middles = [(left + right) / 2 for left, right in table.extents]
    column = min(range(len(middles)), key=lambda n: abs(middles[n] - middle))
    pitch = min((b - a for a, b in zip(middles[1:], middles[2:], strict=False)), default=4 * line.size)
    left, right = table.extents[column]
    return column if left - 1 <= middle <= right + 1 or abs(middles[column] - middle) <= 0.6 * pitch else None


def _corner(table: DraftTable, heads: dict[int, list[Line]], lines: Sequence[Line]) -> list[Line]:
    """The upright words at the height of the headings over the first column: what the rows are."""
    top = min(line.top for held in heads.values() for line in held)
    left, right = table.extents[0]
    first = min(line.x0 for held in heads.values() for line in held)
    return [
        line
        for line in lines
        if line.glyphs[0].upright
        and line.top >= top - 1
        and line.bottom <= table.region.top + 1
        and line.x1 < first
        and min(line.x1, right) - max(line.x0, left) > 0
    ]


def _add(table: DraftTable, heads: dict[int, list[Line]], corner: list[Line]) -> None:
    for cell in table.cells:
        cell.row += 1
    held = {0: corner, **heads} if corner else heads
    head = [DraftCell(0, column, 1, 1, in_reading_order(own), all(line.bold for line in own)) for column, own in sorted(held.items())]
    table.cells[:0] = head
    table.region.top = min(line.top for own in held.values() for line in own)
    table.header_rows = 1
