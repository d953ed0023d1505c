"""A table before its characters have a place in the page's text: its cells, its headers, its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.layout.box import Region
from ingest.layout.line import Line

# An arrow before or behind says which way a figure moved; small signs behind it point to a note.
_FIGURE = re.compile(
    r"^[▲▼△▽↑↓↗↘→←]?\s?[£€$]?\s?[-–−+(<>]?\s?[£€$]?\d[\d,.\s]*\s?[%)kmbn]*\s?(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\([a-z]\))?\s?[▲▼△▽↑↓↗↘→←]?$", re.I
)

# A figure with what it is counted in: "14 days", "12.7 per 1,000".
_MEASURED = re.compile(
    r"^[£€]?[-–−+<>]?\d[\d,.]*\s?(?:%\s)?\s?(?:(?:working\s)?(?:days?|weeks?|months?|hours?|hrs|minutes?|mins|years?)|per\s(?:cent|\d[\d,]*|[a-z]+)(?:\s[a-z]+)?|(?:percentage\s)?points?)$",
    re.I,
)

_YEAR = re.compile(r"^\(?(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?\)?$")

_CODE = re.compile(r"^(?:[A-Za-z]{1,6}[\s.-]{0,2})?\d{1,3}(?:\.\d{1,2})*[a-z]?[.)]?$|^[A-Z][.)]?$")

# What the sums below are in, and no sum: "£000", "(£000s)".
_THOUSANDS = re.compile(r"\(?£\s?[’']?0{3}s?\)?")

# What stands in a cell instead of a figure.
_NONE = re.compile(r"^(?:[-–—*.…]{1,3}|n/?a|tb[acd]|nil|none|not (?:known|available|set)|track(?:ed)?|monitor)$", re.I)

Bounds = tuple[float, float, float, float]


@dataclass(slots=True)
class DraftCell:
    """A cell before its characters have a place in the page's text."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line] = field(default_factory=list)
    bold: bool = False

    @property
    def text(self) -> str:
        """The cell's words, lines joined by single spaces."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class DraftTable:
    """A table on one page: its box, its cells in row order, and how its headers were judged."""

    region: Region
    cells: list[DraftCell]
    edges: tuple[float, ...]
    extents: tuple[tuple[float, float], ...] = ()
    ruled: bool = True
    confidence: float = 1.0
    header_rows: int = 0
    header_columns: int = 1
    continues: bool = False

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def row(self, number: int) -> list[DraftCell]:
        """Given a row number from 0, return the cells that start in it, left to right."""
        return sorted((cell for cell in self.cells if cell.row == number), key=lambda cell: cell.column)


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Given the lines of one cell, return them from top to bottom and left to right; text set on its side in the file's order."""
    if lines and not any(line.glyphs[0].upright for line in lines):
        return sorted(lines, key=lambda line: line.glyphs[0].position)
    return sorted(lines, key=lambda line: (round(line.top / 3), line.x0))


def is_figure(text: str) -> bool:
    """Given a cell's words, say whether they are one number, share or sum of money."""
    return bool(_FIGURE.match(text.strip())) and not _THOUSANDS.fullmatch(text.strip())


def is_measured(text: str) -> bool:
    """Given a cell's words, say whether they are a number with what it is counted in ("14 days", "12.7 per 1,000")."""
    return bool(_MEASURED.match(text.strip()))


def in_place_of_figure(text: str) -> bool:
    """Given a cell's words, say whether they are a figure, with its unit or without, or what stands in its place ("–", "tbc", "n/a")."""
    return is_figure(text) or is_measured(text) or bool(_NONE.match(text.strip()))


def is_counted(text: str) -> bool:
    """Given a cell's words, say whether something is counted in it: a figure or what stands in its place, and no year."""
    return is_measured(text) or in_place_of_figure(text) and not is_year(text)


def is_year(text: str) -> bool:
    """Given a cell's words, say whether they are a year or two ("2023", "2022/23")."""
    return bool(_YEAR.match(text.strip()))


def is_code(text: str) -> bool:
    """Given a cell's words, say whether they are the number or code of a row ("KPI 4", "1.2", "B")."""
    return bool(_CODE.match(text.strip()))
