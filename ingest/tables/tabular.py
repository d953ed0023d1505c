"""Whether what shares gutters is a table, and not columns of prose, a list or an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.tables.cells import DraftCell, in_place_of_figure, is_code, is_figure, is_measured, is_year

_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z]?[A-Z&/-][A-Za-z&/-]{0,7}$")
_FEWEST_TERMS, _LONGEST_TERM = 4, 5  # of a glossary without headings; words of one of its terms


def is_table(cells: Sequence[DraftCell], columns: int, rows: int, drawn: int) -> bool:
    """Given cells, the numbers of columns and rows, and how many lines are drawn between rows, say whether they are a table, and not
    columns of prose, a list or an address."""
    if rows < 2 or rows < 3 and not drawn and not _counts_years(cells, columns):
        return False
    body = [cell for cell in cells if cell.row]
    behind = [cell for cell in body if cell.column]
    if not behind:
        return False
    figures = sum(1 for cell in behind if is_figure(cell.text) or is_measured(cell.text)) / len(behind)
    lower = sum(1 for cell in body if cell.text[:1].islower()) / len(body)
    deep = median(len(cell.lines) for cell in body)
    full = 1.0 if figures >= 0.9 and _is_sparse(cells, columns) else _full_rows(cells, columns, rows)
    if full < 0.5 or columns == 2 and _numbers_paragraphs(body):
        return False
    if figures >= 0.35 or drawn >= 2 and lower < 0.35 and deep <= 8:
        return True
    head = [cell for cell in cells if cell.row == 0]
    distinct = all(cell.bold for cell in head) and not all(cell.bold for cell in body) and len(head) >= 2
    if columns >= 3 and distinct and lower < 0.25 and deep <= 6:
        return True
    if columns == 2:
        named = _names_in_front(body, distinct) or not distinct and _are_terms(cells)
        return full >= 0.7 and lower < 0.25 and deep <= 4 and named
    return rows >= 4 and lower < 0.15 and deep <= 3 and full >= 0.75


def _counts_years(cells: Sequence[DraftCell], columns: int) -> bool:
    """Whether two rows are the years of three columns or more and the figures of one thing below them."""
    years = {cell.column for cell in cells if cell.row == 0 and cell.column and is_year(cell.text)}
    figures = {cell.column for cell in cells if cell.row == 1 and cell.column and is_figure(cell.text) and not is_year(cell.text)}
    named = any(cell.row == 1 and cell.column == 0 and not is_figure(cell.text) for cell in cells)
    return named and len(years) >= 3 and years == figures == set(range(1, columns))


def _is_sparse(cells: Sequence[DraftCell], columns: int) -> bool:
    """Whether cells are empty only because nothing was counted there: the first row names every column behind the first, every row after
    it is named, and beside most names stand figures."""
    named = {cell.column for cell in cells if cell.row == 0}
    rows = {cell.row for cell in cells if cell.row}
    names = {cell.row for cell in cells if cell.row and cell.column == 0}
    beside = {cell.row for cell in cells if cell.row and cell.column and in_place_of_figure(cell.text)}
    return columns >= 3 and set(range(1, columns)) <= named and rows == names and len(beside) >= 0.7 * len(rows)


def _names_in_front(body: Sequence[DraftCell], headed: bool) -> bool:
    """Whether the first of two columns holds short names that the second explains: under headings, abbreviations alone, or in the order
    of the alphabet, as in a glossary."""
    names = [cell.text for cell in body if cell.column == 0]
    if len(names) < 3:
        return False
    if headed:
        return max(len(name) for name in names) <= 60 and median(len(name) for name in names) <= 45
    return sum(1 for name in names if _ABBREVIATION.match(name)) >= 0.8 * len(names) or _are_terms(body)


def _are_terms(cells: Sequence[DraftCell]) -> bool:
    """Whether the names in the first of two columns stand in the order of the alphabet, each of a few words, and what stands beside them
    is clearly longer."""
    names, told = ([cell.text for cell in cells if bool(cell.column) is beside] for beside in (False, True))
    if len(names) < _FEWEST_TERMS:
        return False
    plain = [" ".join(re.findall(r"[\w’'-]+", name.casefold())) for name in names]
    short = all(name[:1].isupper() or name[:1].isdigit() for name in names) and max(len(name.split()) for name in names) <= _LONGEST_TERM
    return short and plain == sorted(set(plain)) and median(map(len, told)) >= 2 * median(map(len, names))


def _numbers_paragraphs(cells: Sequence[DraftCell]) -> bool:
    """Whether the first of two columns holds no more than the numbers of paragraphs that stand in the second."""
    numbers = [cell.text for cell in cells if cell.column == 0]
    texts = [len(cell.text) for cell in cells if cell.column]
    return all(is_code(number) for text in numbers for number in text.split()) and median(texts) > 60


def _full_rows(cells: Sequence[DraftCell], columns: int, rows: int) -> float:
    """The share of rows that fill most of their columns, of those that are not just the name of a group over several columns."""
    counts = [0] * rows
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, rows)):
            counts[row] += 1
    groups = {cell.row for cell in cells if cell.column == 0 and cell.columns > 1 and counts[cell.row] == 1}
    others = [count for row, count in enumerate(counts) if row not in groups]
    return sum(1 for count in others if count >= max(2, 0.6 * columns)) / max(len(others), 1)
