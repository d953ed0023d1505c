"""Names that stand alone between the two parts of a table that goes on over a page end: of the group whose rows come next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.layout.line import Line
from ingest.tables.cells import DraftCell, DraftTable, in_reading_order
from ingest.tables.joining import goes_on
from ingest.tables.zones import FAR, tells_of_table

_MOST = 2  # lines of one name
_EDGE = 2.0  # points: a name begins no farther from the left edge of the first column
_ENDED = re.compile(r"[.;:]$")


def take_names_between(
    last: DraftTable, below: Sequence[Line], first: DraftTable, above: Sequence[Line]
) -> tuple[Sequence[Line], Sequence[Line]]:
    """Given the last table of a page with the lines below it, and the first of the next with those above it, return the lines that are
    names of groups of one table's rows, and put them into it: none where the two are not one table, or the lines are anything else."""
    if not below and not above or last.ruled or first.ruled or first.header_rows or not goes_on(last, first):
        return (), ()
    size = median(line.size for cell in last.cells for line in cell.lines)
    near_foot = not below or min(line.top for line in below) - last.region.bottom <= FAR * size
    near_head = not above or first.region.top - max(line.bottom for line in above) <= FAR * size
    fits = _are_name(below, last.extents[0][0], size) and _are_name(above, first.extents[0][0], size)
    if not (near_foot and near_head and fits and _has_groups(last, first, [*below, *above])):
        return (), ()
    if below:
        last.cells.append(_group(last.row_count, below, last.column_count))
        last.region.bottom = max(line.bottom for line in below)
    if above:
        for cell in first.cells:
            cell.row += 1
        first.cells.insert(0, _group(0, above, first.column_count))
        first.region.top = min(line.top for line in above)
    return below, above


def _are_name(lines: Sequence[Line], left: float, size: float) -> bool:
    """Whether lines are none, or the short name of a group: at the left edge, as large as the rows, no sentence and no source."""
    text = " ".join(line.text for line in lines)
    set_alike = all(abs(line.x0 - left) < _EDGE and abs(line.size - size) < 0.08 * size for line in lines)
    return len(lines) <= _MOST and set_alike and not _ENDED.search(text) and not tells_of_table(text)


def _has_groups(last: DraftTable, first: DraftTable, names: Sequence[Line]) -> bool:
    """Whether a table has other names alone in a row, set as these are, or these are bold as no name of its rows is."""
    rows = [(table, number) for table in (last, first) for number in range(table.header_rows, table.row_count)]
    cells = [[cell for cell in table.row(number) if cell.lines] for table, number in rows]
    bold = all(line.bold for line in names)
    groups = [row[0] for row in cells if len(row) == 1 and row[0].column == 0]
    plain = bold and not any(row[0].bold for row in cells if len(row) > 1 and row[0].column == 0)
    return plain or any(group.bold == bold for group in groups)


def _group(row: int, lines: Sequence[Line], columns: int) -> DraftCell:
    return DraftCell(row, 0, 1, columns, in_reading_order(list(lines)), all(line.bold for line in lines))
