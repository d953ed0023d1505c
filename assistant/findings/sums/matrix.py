"""A grid as figures: rows with a name, cells with the one figure they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.findings.quantity import Quantity, quantity_of
from assistant.findings.script import Script
from ingest.documents import Span
from ingest.register.flow import Grid, GridCell


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds a figure, and where the figure stands."""

    quantity: Quantity
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, where the name stands, and its figures by column. `texts` are the columns that hold words instead."""

    name: str
    span: Span | None
    figures: dict[int, Figure]
    texts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A grid as rows of figures under named columns."""

    columns: dict[int, str]
    rows: list[Row]
    heads: dict[int, Span] = field(default_factory=dict)  # where the names of columns stand

    def heads_of(self, column: int) -> tuple[Span, ...]:
        """Given a column, return where its name stands, behind that of the rows: what a reader finds it by."""
        return tuple(self.heads[one] for one in (0, column) if one in self.heads)


def matrix_of(grid: Grid, script: Script) -> Matrix:
    """Given a grid, return its figures."""
    columns = {column: re.sub(r"\s+", " ", name).strip() for column, name in grid.columns.items()}
    rows = [_row(grid, row, script) for row in grid.rows]
    if rows and _counts_columns(rows[0]):
        columns = {**{column: figure.quantity.text for column, figure in rows[0].figures.items()}, **columns}
        rows = rows[1:]
    if not columns and len(rows) > 2 and not rows[0].figures and len(rows[0].texts) > 1 and all(row.figures for row in rows[1:]):
        # The names of columns that nothing sets apart: only the first row has no figure.
        columns, rows = {cell.column: re.sub(r"\s+", " ", cell.text).strip() for cell in grid.rows[0]}, rows[1:]
    heads = {cell.column: script.cell_span(grid, cell) for cell in grid.head if cell.text.strip()}
    return Matrix(columns, rows, heads)


def _counts_columns(row: Row) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 and so on, or years that follow each other."""
    values = [figure.quantity.value for _, figure in sorted(row.figures.items())]
    return (
        len(values) >= 2
        and (values[0] == 1 or 1900 < values[0] < 2100)
        and all(b - a == 1 for a, b in zip(values, values[1:], strict=False))
    )


def _row(grid: Grid, cells: list[GridCell], script: Script) -> Row:
    figures: dict[int, Figure] = {}
    texts: list[GridCell] = []
    for cell in cells:
        quantity = quantity_of(cell.text) if cell.text.strip() and (cell.column or grid.header_columns == 0) else None
        if quantity is not None:
            figures[cell.column] = Figure(quantity, script.cell_span(grid, cell))
        elif cell.text.strip():
            texts.append(cell)
    first = min(figures, default=10**6)
    named = [cell for cell in texts if cell.column < first]
    name = " ".join(re.sub(r"\s+", " ", cell.text).strip(" •") for cell in named)
    span = script.cell_span(grid, named[0]) if named else None
    return Row(name, span, figures, frozenset(cell.column for cell in texts))
