"""Tables that go on over a page end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.tables.cells import DraftTable, is_figure
from ingest.tables.headers import names_columns

_NEAR = 4.0  # points: how far the edges of columns that are one may lie apart


def goes_on(last: DraftTable, first: DraftTable) -> bool:
    """Given the last table of a page and the first of the next, say whether they are one: as many columns at the same places, and no
    headings of the second's own."""
    if last.ruled != first.ruled:
        return False
    if not (_same_edges(last, first) if last.ruled else stand_alike(last.extents, first.extents)):
        return False
    return same_headers(last, first) or not _has_own_headers(last, first)


def with_empty_columns(last: DraftTable, first: DraftTable) -> None:
    """Given two parts of a drawn table, put the second's cells back into the columns of the first: one that is empty all down a page, as
    below a name that reaches over the page end, was left out."""
    whole = len(first.edges) - 1
    if not first.ruled or last.column_count != whole or first.column_count >= whole:
        return
    for cell in first.cells:
        if not cell.lines:
            continue
        cell.column = max(bisect_right(first.edges, min(line.x0 for line in cell.lines) + 1) - 1, 0)
    first.cells[:] = [cell for cell in first.cells if cell.lines]


def _same_edges(last: DraftTable, first: DraftTable) -> bool:
    if len(last.edges) != len(first.edges) or not last.edges:
        return False
    # Pages that face each other have mirrored margins: the whole table may have moved.
    shift = first.edges[0] - last.edges[0]
    return all(abs(b - a - shift) <= _NEAR for a, b in zip(last.edges, first.edges, strict=True))


def stand_alike(last: Sequence[tuple[float, float]], first: Sequence[tuple[float, float]]) -> bool:
    """Given the columns of two tables, left and right edges of their words, say whether each lies over its like and over no other."""
    if len(last) != len(first):
        return False
    for shift in {0.0, first[0][0] - last[0][0]}:
        moved = [(left + shift, right + shift) for left, right in last]
        if all(_best(column, moved) == place for place, column in enumerate(first)):
            return True
    return False


def _best(column: tuple[float, float], others: Sequence[tuple[float, float]]) -> int | None:
    """The only column that another one overlaps, or None."""
    over = [n for n, (left, right) in enumerate(others) if min(right, column[1]) - max(left, column[0]) > 1]
    return over[0] if len(over) == 1 else None


def _has_own_headers(last: DraftTable, first: DraftTable) -> bool:
    """Whether the second part begins with headings that are set as the first part's are, in other words."""
    head = [cell for cell in first.row(0) if cell.lines]
    old = [cell for cell in last.row(0) if cell.lines]
    body = [cell for cell in first.cells if cell.row and cell.lines]
    bold = all(cell.bold for cell in head) and not all(cell.bold for cell in body)
    return bool(first.header_rows and last.header_rows and bold and all(cell.bold for cell in old) and len(head) > 1)


def same_headers(last: DraftTable, first: DraftTable) -> bool:
    """Given two parts of a table, say whether the second prints the first's header row again."""
    names = [cell.text.casefold() for cell in last.row(max(last.header_rows - 1, 0))]
    return bool(names) and names == [cell.text.casefold() for cell in first.row(max(last.header_rows - 1, 0))]


def adopt_headers(last: DraftTable, first: DraftTable) -> None:
    """Given a table of which only the rows of headings stand before a page break, judge them by the rows after the break."""
    if last.row_count > 2 or last.header_rows == last.row_count or any(is_figure(cell.text) for cell in last.cells):
        return
    if last.header_rows and last.row_count > last.header_rows and _set_apart(last):
        return
    rows = [first.row(number) for number in range(first.row_count)]
    if names_columns(last.row(last.row_count - 1), rows):
        last.header_rows = last.row_count


def _set_apart(table: DraftTable) -> bool:
    """Whether a table's headings are bold and what stands below them is not: it is a row."""
    head = [cell.bold for cell in table.cells if cell.row < table.header_rows and cell.lines]
    body = [cell.bold for cell in table.cells if cell.row >= table.header_rows and cell.lines]
    return bool(body) and all(head) and not any(body)
