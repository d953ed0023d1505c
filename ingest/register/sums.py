"""Rows that a last one adds up: what are parts of one sum are counted in one thing."""

from __future__ import annotations

import re

from ingest.register.grid import Grid, GridCell

_SUM = re.compile(r"(?:(?:grand\s+|sub-?)?total|all|overall|sum)\b:?\s*(?:number\s+of\s+|of\s+)?(?P<of>[^()%£]*)", re.I)
_WHOLE = re.compile(r"[▲▼△▽↑↓↗↘→←]?\s?\d{1,3}(?:[, ]\d{3})*|\d+")
_FEWEST_PARTS = 3  # rows: two numbers may add up to a third by chance


def name_of_sum(grid: Grid) -> str | None:
    """Given a table, return what its row of sums is called without "all" or "total" ("children" for "All children"); None where no row so
    called adds up the rows above it, in every column that it does not leave out."""
    parts: dict[int, list[int]] = {}
    count = 0
    for row in grid.rows:
        name = next((cell.text.strip() for cell in row if cell.column == 0), "")
        said = _SUM.fullmatch(name)
        values = _counts(row)
        if said is not None and count >= _FEWEST_PARTS and values and all(sum(parts.get(n, ())) == value for n, value in values.items()):
            return said["of"].strip()
        count += bool(values)
        for column, value in values.items():
            parts.setdefault(column, []).append(value)
    return None


def _counts(row: list[GridCell]) -> dict[int, int]:
    """The whole numbers behind a row's name, by column."""
    texts = {cell.column: cell.text.strip() for cell in row if cell.column}
    return {column: int(re.sub(r"\D", "", text)) for column, text in texts.items() if _WHOLE.fullmatch(text)}
