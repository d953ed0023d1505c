"""Which rows and columns of a table name the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.tables.cells import DraftCell, DraftTable, is_code, is_figure, is_measured, is_year

# A figure with its date: "1,025 (2029/30)", "80% by March 2033".
_DATED = re.compile(
    r"[£€]?[-–−+<>]?\d[\d,.]*\s?%?,?\s(?:\(|(?:in|by|at|to)\s)(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?\)?"
)
_UNIT = re.compile(r"^(?:\(.{1,40}\)|%|£(?:000|k|m)?|no\.?|number|rate|total|n)$", re.I)


def judge_headers(table: DraftTable) -> None:
    """Set how many rows and columns of a table are headers, from type, figures and length of its cells."""
    rows = [table.row(number) for number in range(table.row_count)]
    table.header_rows = _header_rows(rows, table.column_count)
    # The name of a group that stands in a row of its own names no row.
    named = [row for row in rows[table.header_rows :] if sum(1 for cell in row if cell.lines) > 1]
    body = [cell for row in named for cell in row if cell.column == 0 and cell.lines]
    second = [cell for row in named for cell in row if cell.column == 1 and cell.lines]
    worded = bool(second) and not any(is_figure(cell.text) for cell in second)
    table.header_columns = 1 if body and not all(is_figure(cell.text) for cell in body) else 0
    if table.column_count > 2 and worded and not body:
        table.header_columns = 2  # the names of groups stand in rows of their own, between those that they name
    elif table.column_count > 2 and worded and body and (any(cell.rows > 1 for cell in body) or all(is_code(cell.text) for cell in body)):
        table.header_columns = 2  # groups or codes in front: the words behind them name the rows
    elif body and table.column_count > 2 and (not table.header_columns or not any(_has_letters(cell) for cell in body)):
        # A column of running numbers or of signs in front: the words behind it name the row.
        table.header_columns = 2 if worded else 0


def _has_letters(cell: DraftCell) -> bool:
    return any(letter.isalnum() for letter in cell.text)


def _header_rows(rows: Sequence[Sequence[DraftCell]], columns: int) -> int:
    if len(rows) < 2:
        return 0
    titles = 0
    # A title that spreads over the whole width stands above the names of the columns.
    while titles < min(2, len(rows) - 2) and columns > 1 and _is_title(rows[titles], rows[titles + 1], columns):
        titles += 1
    if names_columns(rows[titles], rows[titles + 1 :]):
        second = titles + 1
        if second < len(rows) - 1 and _goes_on(rows[titles], rows[second], rows[second + 1 :]):
            second += 1
        spanning = any(cell.columns > 1 for cell in rows[titles])
        while second < len(rows) - 1 and all(_UNIT.match(cell.text.strip()) for cell in rows[second] if cell.lines):
            second += 1
        while spanning and second < len(rows) - 1 and names_columns(rows[second], rows[second + 1 :]):
            spanning = any(cell.columns > 1 for cell in rows[second])
            second += 1
        return second
    return titles if titles and any(cell.bold for cell in rows[0]) else 0


def _goes_on(upper: Sequence[DraftCell], lower: Sequence[DraftCell], below: Sequence[Sequence[DraftCell]]) -> bool:
    """Whether names of two lines, set to the lower one, stand in two rows: only in the lower one has the first column a name, and below it
    come figures."""
    named = [cell for cell in lower if cell.lines]
    if any(cell.column == 0 and cell.lines for cell in upper) or not any(cell.column == 0 for cell in named) or len(named) < 3:
        return False
    if any(is_measured(cell.text) or is_figure(cell.text) and not is_year(cell.text) for cell in named):
        return False
    figures = {cell.column for row in below for cell in row if is_figure(cell.text)}
    over = {cell.column for cell in upper if cell.lines}
    return all(cell.columns == 1 for cell in upper) and over <= figures <= {cell.column for cell in named}


def _is_title(row: Sequence[DraftCell], below: Sequence[DraftCell], columns: int) -> bool:
    if _filled(row) == 1 and row[0].lines:
        return _filled(below) > 1 and not any(is_figure(cell.text) for cell in below)
    return _filled(row) < 0.4 * columns and _filled(below) >= 0.7 * columns


def _filled(row: Sequence[DraftCell]) -> int:
    return sum(1 for cell in row if cell.lines)


def names_columns(row: Sequence[DraftCell], below: Sequence[Sequence[DraftCell]]) -> bool:
    """Whether a row names the columns: no figures, short cells, and set apart by weight, by figures below or by length."""
    filled = [cell for cell in row if cell.lines]
    if not filled or not below or any(is_figure(cell.text) and not is_year(cell.text) for cell in filled):
        return False
    if max(len(cell.text) for cell in filled) > 110:
        return False
    under = [cell for other in below for cell in other if cell.lines]
    if not under:
        return False
    measured = {cell.column for cell in under if cell.column and (is_measured(cell.text) or _DATED.match(cell.text.strip()))}
    if any(cell.column in measured and is_measured(cell.text) for cell in filled):
        return False  # "14 days" over "12 weeks": a row as those below; over plain figures "3 months" is a name
    if all(cell.bold for cell in filled) and not all(cell.bold for cell in under):
        return True
    if len(filled) < 2:
        return False
    figures = measured | {cell.column for cell in under if is_figure(cell.text)}
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
