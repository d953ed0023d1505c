"""Tables that are two: a row of names amid the rows says what the columns hold from there on.

A plan that prints its actions and, right below and as wide, its measures is read as one table: a target would stand under "By when".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.register.grid import Grid, GridCell
from ingest.register.lexicon import Lexicon, lexicon

_NAMES = (
    ("indicator", "headings"), ("indicator", "bare"), ("indicator", "baseline"), ("indicator", "target"), ("indicator", "current"),
    ("action", "headings"), ("action", "who"), ("action", "when"), ("outcome", "headings"),
)  # fmt: skip
_YEARS = re.compile(r"\b(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?\b")
LONGEST_NAME = 6  # words of a column's name
FEWEST = 2  # columns that are called by a known name


def parted(grid: Grid) -> Iterator[Grid]:
    """Given a table, yield it, or the tables that it is made of, in order."""
    edges = [place for place, row in enumerate(grid.rows) if place and _names_anew(grid, row, lexicon())]
    if not edges:
        yield grid
        return
    yield replace(grid, rows=grid.rows[: edges[0]], carried={place for place in grid.carried if place < edges[0]})
    for first, last in pairwise([*edges, len(grid.rows)]):
        head = [cell for cell in grid.rows[first] if cell.text.strip()]
        names = {column: cell.text for cell in head for column in range(cell.column, cell.column + cell.columns)}
        carried = {place - first - 1 for place in grid.carried if first < place < last}
        yield replace(
            grid, columns=names, rows=grid.rows[first + 1 : last], corner=names.get(0, ""), head=head, carried=carried, above="",
            leaves={}, repeats=[],
        )  # fmt: skip


def _names_anew(grid: Grid, row: Sequence[GridCell], words: Lexicon) -> bool:
    """Whether a row fills every column with a name of few words, most of which columns of such tables are called by, and which are not the
    names that the columns have."""
    texts = [" ".join(cell.text.split()) for cell in row if cell.text.strip()]
    if len(texts) < max(FEWEST, len(grid.columns)) or len(set(texts)) < len(texts):
        return False
    if any(len(text.split()) > LONGEST_NAME or re.search(r"\d", _YEARS.sub(" ", text)) for text in texts):
        return False
    known = sum(any(words.heads(table, name, text) for table, name in _NAMES) for text in texts)
    own = {" ".join(name.split()).casefold() for name in grid.columns.values()}
    return known >= FEWEST and known * 2 > len(texts) and not {text.casefold() for text in texts} <= own
