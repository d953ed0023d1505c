"""Totals in tables that go by another name ("Borough", "Year", "All offences"), or that only their figures show to be totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.findings.finding import Finding
from assistant.findings.script import Script
from assistant.findings.sums.matrix import Figure, Matrix, Row, matrix_of
from assistant.findings.sums.totals import NO_SUM, TOTAL, fits, wrong

NEAR = 0.15  # of a total that no other sum confirms: how far its parts may be off and still be its parts
FEWEST = 3  # parts of such a total; and sums that show a column to be one of totals
_SUM_ROW = re.compile(
    r"^\W*(?:the\s+|whole\s+)?(?:borough|district|county|city|town|council area|partnership|area|force"
    r"|year|full year|whole year|all year|12 months|annual|altogether|in all|all told"
    r"|combined|overall|together|both(?:\s+\w+)?|everything|everyone|all\s+(?:\w+\s+){0,2}\w+|(?:borough"
    r"|district|county|city|area|force|year)[-\s]wide|grand total|sum"
    r"|(?:total\s+)?costs?\s+(?:of|for|in)\s+(?:the\s+)?(?:year|plan|programme|all)|(?:[a-z-]+\s+){1,4}(?:in\s+all|all\s+told|altogether|together|combined|overall)|(?:\w+\s+){0,3}total|total\b.{0,40})\W*$",
    re.I,
)
_SUM_COLUMN = re.compile(
    r"^\W*(?:the\s+|whole\s+|full\s+)?(?:(?:financial\s+)?year(?:\s+\d{4}\S*)?|\d{4}\s?[-/–]\s?\d{2,4}"
    r"|all(?:\s+\w+){0,2}|both|together|combined|altogether|overall|sum|annual|borough|district|county"
    r"|city|(?:\w+\s+){0,2}total(?:\s+\w+){0,2}|12 months|three years|whole plan|to date)\W*$",
    re.I,
)
_OTHER_ALL = re.compile(r"\ball\s+other\b|\bof\s+which\b|\(", re.I)
_TWICE = re.compile(r"\b(?:of\s+which|of\s+these|counted|also|thereof|too)\b", re.I)  # a row that is part of another one
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def plain_totals(script: Script) -> Iterator[Finding]:
    """Given a document, yield totals that are not called so and are not the sum of their parts."""
    for grid in script.flow.grids:
        matrix = matrix_of(grid, script)
        yield from _last_row(matrix, script.document.area or "")
        yield from _sum_column(matrix)
        yield from _hundred(matrix)
        yield from _subtotals(matrix)


def _last_row(matrix: Matrix, area: str) -> Iterator[Finding]:
    """The last row, where its name speaks of the whole or another of its columns is the sum of those above it."""
    if len(matrix.rows) < FEWEST or not matrix.rows[-1].figures:
        return
    *above, last = matrix.rows
    if TOTAL.search(last.name) and "(" not in last.name and len(above) >= FEWEST or any(TOTAL.search(row.name) for row in above):
        return
    judged = {column: parts for column in last.figures if (parts := _parts(matrix, above, last, column)) is not None}
    fitting = [
        column for column, parts in judged.items() if fits(parts, last.figures[column]) and last.figures[column].quantity.value >= 10
    ]
    for column, parts in judged.items():
        total = last.figures[column]
        if fits(parts, total):
            continue
        off = abs(sum(part.quantity.value for part in parts) - total.quantity.value) / total.quantity.value
        named = (
            _SUM_ROW.search(last.name) is not None or bool(area) and area.casefold() == last.name.strip().casefold()
        ) and not _OTHER_ALL.search(last.name)
        confirmed = bool(fitting) and len(fitting) * 2 >= len(judged) - 1
        if (named and off <= NEAR and (len(parts) >= FEWEST or off <= NEAR / 2)) or (confirmed and named and off <= 2 * NEAR):
            values = {"column": matrix.columns.get(column, ""), "row": last.name.strip(" •")}
            yield wrong(
                f"contradiction.{'total_of_column' if values['column'] else 'total_of_parts'}",
                parts,
                total,
                values,
                last.span,
                0.9 if confirmed else 0.7,
                matrix.heads_of(column),
            )
            return


def _parts(matrix: Matrix, above: Sequence[Row], last: Row, column: int) -> list[Figure] | None:
    """The figures above the last one of a column, where all rows have one of the same unit and none outgrows the last."""
    total = last.figures[column]
    rows = [row for row in above if row.figures or row.texts - {0}]
    parts = [row.figures[column] for row in rows if column in row.figures]
    if any(_TWICE.search(row.name) for row in rows):
        return None
    if (
        len(parts) != len(rows)
        or len(parts) < 2
        or total.quantity.unit == "%"
        or total.quantity.value <= 0
        or NO_SUM.search(matrix.columns.get(column, ""))
    ):
        return None
    if any(part.quantity.unit not in (total.quantity.unit, "") or not 0 <= part.quantity.value < total.quantity.value for part in parts):
        return None
    return parts


def _sum_column(matrix: Matrix) -> Iterator[Finding]:
    """A column that is the sum of those before it in nearly all rows."""
    for column, name in matrix.columns.items():
        if NO_SUM.search(name) and not _SUM_COLUMN.search(name) or TOTAL.search(name) and len(matrix.rows) >= FEWEST:
            continue
        named = _SUM_COLUMN.search(name) is not None and not _follows_years(matrix.columns, column)
        checked = [(row, parts) for row in matrix.rows if (parts := _before(matrix, row, column)) is not None]
        missed = [(row, parts) for row, parts in checked if not fits(parts, row.figures[column])]
        fitting = [parts for row, parts in checked if fits(parts, row.figures[column]) and row.figures[column].quantity.value >= 10]
        if not missed or len(missed) * 3 > len(checked) + (named and len(fitting) >= 1):
            continue
        if len(fitting) < (1 if named else FEWEST):
            continue
        for row, parts in missed:
            total = row.figures[column]
            if (
                total.quantity.value > 0
                and abs(sum(part.quantity.value for part in parts) - total.quantity.value) <= 2 * NEAR * total.quantity.value
            ):
                yield wrong(
                    "contradiction.total_of_row",
                    parts,
                    total,
                    {"column": name, "row": row.name or "this row"},
                    row.span,
                    0.9 if len(fitting) >= FEWEST else 0.75,
                )


def _follows_years(columns: Mapping[int, str], column: int) -> bool:
    """Whether a column named by a year stands behind columns of other years: it is the next year, not the sum."""
    return _YEAR.search(columns[column]) is not None and any(
        _YEAR.search(name) for other, name in columns.items() if other < column and other > 0
    )


def _before(matrix: Matrix, row: Row, column: int) -> list[Figure] | None:
    parts = [figure for other, figure in sorted(row.figures.items()) if other < column and not NO_SUM.search(matrix.columns.get(other, ""))]
    wide = sum(other < column and other > 0 for other in matrix.columns)
    if column not in row.figures or len(parts) < 2 or len(parts) < wide or row.figures[column].quantity.unit == "%":
        return None
    if any(part.quantity.unit == "%" or not 0 <= part.quantity.value <= row.figures[column].quantity.value * 1.3 for part in parts):
        return None
    return parts


def _hundred(matrix: Matrix) -> Iterator[Finding]:
    """A column of shares that ends in 100%, whose parts come to more or less than rounding explains."""
    for index, row in enumerate(matrix.rows):
        for column, total in row.figures.items():
            above = [other.figures[column] for other in matrix.rows[:index] if column in other.figures]
            whole = total.quantity.value == 100 and (total.quantity.unit == "%" or "%" in matrix.columns.get(column, ""))
            if not whole or len(above) < 2 or len(above) != index or not _SUM_ROW.search(row.name):
                continue
            slack = sum(part.quantity.half for part in above) + 1e-6
            if abs(sum(part.quantity.value for part in above) - 100) > slack and all(0 < part.quantity.value < 100 for part in above):
                values = {"column": matrix.columns.get(column, ""), "row": row.name}
                yield wrong(
                    f"contradiction.{'total_of_column' if values['column'] else 'total_of_parts'}",
                    above,
                    total,
                    values,
                    row.span,
                    0.85,
                    matrix.heads_of(column),
                )


def _subtotals(matrix: Matrix) -> Iterator[Finding]:
    """Rows that hold nothing but a name and one figure, each behind the rows that it sums, where most are right; and the sum of them at
    the end."""
    full = [row for row in matrix.rows if len(row.figures) + len(row.texts) > 2]
    columns = {column for row in matrix.rows if _is_bare(row) for column in row.figures}
    if len(full) < FEWEST or len(columns) != 1:
        return
    column = columns.pop()
    sums, last = _bare_rows(matrix, column)
    missed = [(row, parts) for row, parts in sums if not fits(parts, row.figures[column]) and len(parts) > 1]
    if len(sums) - len(missed) < 2 or len(missed) * 2 > len(sums):
        return
    if last is not None:
        parts = [row.figures[column] for row, _ in sums]
        every = [figure for _, figures in sums for figure in figures]
        missed += [] if fits(parts, last.figures[column]) or fits(every, last.figures[column]) else [(last, parts)]
    for row, parts in missed:
        total = row.figures[column]
        off = abs(sum(part.quantity.value for part in parts) - total.quantity.value)
        if total.quantity.value > 0 and off <= 2 * NEAR * total.quantity.value:
            yield wrong(_key(matrix, column), parts, total, _values(matrix, column, row), row.span, 0.85, matrix.heads_of(column))


def _bare_rows(matrix: Matrix, column: int) -> tuple[list[tuple[Row, list[Figure]]], Row | None]:
    """Each row of one figure with the figures since the one before it, and the last row where it follows such a row at once."""
    sums: list[tuple[Row, list[Figure]]] = []
    since: list[Figure] = []
    last: Row | None = None
    for row in matrix.rows:
        if _is_bare(row):
            last = row if not since else None
            sums += [(row, since)] if since else []
            since = []
        elif column in row.figures:
            since = [*since, row.figures[column]]
    return sums, last if last is matrix.rows[-1] else None


def _key(matrix: Matrix, column: int) -> str:
    return "contradiction.total_of_column" if matrix.columns.get(column) else "contradiction.total_of_parts"


def _values(matrix: Matrix, column: int, row: Row) -> dict[str, str]:
    return {"column": matrix.columns.get(column, ""), "row": row.name.strip(" •")}


def _is_bare(row: Row) -> bool:
    return len(row.figures) == 1 and len(row.texts) <= 1 and bool(row.name)
