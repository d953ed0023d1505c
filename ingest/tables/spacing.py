"""Rows told apart by white space alone: lines of one cell follow closer than the cells of two rows do, in every column.

The lines of each column are put together into cells; a row ends where no cell reaches over. So it does not matter whether cells stand
at the top, in the middle or at the foot of their rows. How close the lines of a cell stand is learnt from lines that surely go on one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.tables.cells import in_place_of_figure, is_code, is_figure, is_measured, is_year
from ingest.tables.printed import Printed

_CLOSEST = 1.48  # em: lines farther apart than this in all columns are rows of their own, if nothing shows how close lines of a cell stand
_LOOSEST = 2.2  # em: no cell's lines stand farther apart
_MORE = 0.12  # em: a step wider by more than this is not inside a cell
_LESS = 0.06  # em: nor is one narrower by more than this, where the step inside cells is sure: rows may be set closer than lines
_SPREAD = 0.06  # em: how far the steps inside cells may lie apart for that
_MOST_ALONE = 0.3  # of the rows may hold words in one column only


@dataclass(frozen=True, slots=True)
class Leading:
    """The steps from line to line inside a cell, in points, least and most, and whether lines that surely go on a cell show them."""

    least: float
    most: float
    sure: bool


def leading_of(lines: Sequence[Printed]) -> Leading | None:
    """Given the lines of a table, return the step from line to line inside its cells; None where nothing tells it."""
    em = median(line.em for line in lines)
    sure: list[float] = []
    least = 0.0
    last: dict[int, float] = {}
    for line in lines:
        for column, part in line.cells.items():
            step = line.bottom - last[column] if column in last else 0.0
            if 0.9 * em < step <= _LOOSEST * em:
                least = min(least or step, step)
                if part.text[:1].islower() and not in_place_of_figure(part.text):
                    sure.append(step)
            last[column] = line.bottom
    if sure:
        step = median(sure)
        exact = sum(1 for one in sure if abs(one - step) <= _SPREAD * em) >= 0.75 * len(sure)
        return Leading(step - _LESS * em if exact else 0.0, step + _MORE * em, True)
    return Leading(0.0, _CLOSEST * em, False) if not least or least > _CLOSEST * em else None


def rows_by_spacing(lines: Sequence[Printed], anchors: set[int], leading: Leading | None) -> list[bool] | None:
    """Given the lines of a table (or of one band of it), its columns of figures and its leading, say of each line whether a row begins
    with it; None where white space does not tell the rows apart."""
    if leading is None or not lines:
        return None
    starts = _with_paragraphs(lines, _open(lines, leading))
    rows = _rows(lines, starts)
    return starts if all(_is_one(row, anchors) for row in rows) and _begin_anew(rows, leading) else None


def _open(lines: Sequence[Printed], leading: Leading) -> list[bool]:
    """Of each line, whether no cell reaches over the space above it."""
    starts = [True] * len(lines)
    last: dict[int, int] = {}
    for place, line in enumerate(lines):
        if place and line.bottom - lines[place - 1].bottom < 0.5 * line.em:
            starts[place] = False
        for column, part in line.cells.items():
            above = last.get(column)
            step = line.bottom - lines[above].bottom if above is not None else 0.0
            if above is not None and leading.least <= step <= leading.most and part.bold == lines[above].cells[column].bold:
                starts[above + 1 : place + 1] = [False] * (place - above)
            last[column] = place
    return starts


def _with_paragraphs(lines: Sequence[Printed], starts: Sequence[bool]) -> list[bool]:
    """Starts of rows without those of a later paragraph of a cell: nothing but words below the same cell's, in one column behind the
    first."""
    kept = list(starts)
    begun = [place for place, start in enumerate(starts) if start]
    for place, end in zip(begun, [*begun[1:], len(lines)], strict=True):
        held = {column for line in lines[place:end] for column in line.cells}
        if place and len(held) == 1 and 0 not in held and held <= _held_since(lines, kept, place):
            kept[place] = False
    return kept


def _held_since(lines: Sequence[Printed], starts: Sequence[bool], place: int) -> set[int]:
    first = max(n for n in range(place) if starts[n])
    return {column for line in lines[first:place] for column in line.cells}


def _rows(lines: Sequence[Printed], starts: Sequence[bool]) -> list[list[Printed]]:
    rows: list[list[Printed]] = []
    for line, start in zip(lines, starts, strict=True):
        if start or not rows:
            rows.append([])
        rows[-1].append(line)
    return rows


def _is_one(row: Sequence[Printed], anchors: set[int]) -> bool:
    """Whether lines can be one row: no column of figures holds two, and the first not two codes."""
    for column in anchors:
        figures = [line.cells[column].text for line in row if column in line.cells]
        if sum(1 for text in figures if (is_figure(text) or is_measured(text)) and not is_year(text)) > 1:
            return False
    return sum(1 for line in row if 0 in line.cells and is_code(line.cells[0].text)) < 2


def _begin_anew(rows: Sequence[Sequence[Printed]], leading: Leading) -> bool:
    """Whether what begins with each row looks like one: its first words do not go on a sentence, and few rows hold one column only."""
    lower = any(_first(row).islower() for row in rows[1:])
    alone = sum(1 for row in rows[1:] if len({column for line in row for column in line.cells}) == 1 and not row[0].bold)
    deep = len(rows) == 1 and len(rows[0]) > 4 and not leading.sure
    return not lower and alone <= max(1, _MOST_ALONE * len(rows)) and not deep


def _first(row: Sequence[Printed]) -> str:
    column = min(column for line in row for column in line.cells)
    return next(line.cells[column].text[:1] for line in row if column in line.cells)
