"""Labels at the side in a frame: drawn cells in two columns, with "Our aim", "Actions" on the left, sentences and lists on the right.

A document that sets out every priority in such a frame has no table there: each label is the heading of what stands beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.line import Beside, Line
from ingest.layout.side_labels import key_of, may_be_label
from ingest.tables.cells import DraftCell, DraftTable

_FEWEST_KEYS = 2  # labels that a document prints again and again
_FEWEST_WORDS = 4  # beside a label: less is a cell of a form
_PROSE = 0.75  # of the cells beside labels: the least that hold as many
_RAISED = 2.0  # points


def without_frames(pages: Sequence[Sequence[DraftTable]]) -> list[tuple[list[DraftTable], list[Line]]]:
    """Given the drawn tables of each page, return for each the tables without frames of labels, and the lines of those frames, the
    labels among them marked."""
    may_be = [table for tables in pages for table in tables if _may_be_frame(table)]
    seen = Counter(key for table in may_be for key in {key_of(label.lines) for label, _ in _rows(table) if label is not None})
    again = {key for key, count in seen.items() if count > 1}
    frames = (
        {id(table) for table in may_be if _is_again(table, again)}
        if len(again) >= _FEWEST_KEYS or max(seen.values(), default=0) > _FEWEST_KEYS
        else set()
    )
    return [_parted(tables, frames) for tables in pages]


def _parted(tables: Sequence[DraftTable], frames: set[int]) -> tuple[list[DraftTable], list[Line]]:
    kept = [table for table in tables if id(table) not in frames]
    for number, table in enumerate(kept):
        table.region = replace(table.region, table=number)
    return kept, [line for table in tables if id(table) in frames for line in _lines(table)]


def _rows(table: DraftTable) -> list[tuple[DraftCell | None, DraftCell | None]]:
    """The rows of a table of two columns: the cell on the left and that on the right, None where it is empty."""
    rows: list[tuple[DraftCell | None, DraftCell | None]] = []
    for number in range(table.row_count):
        cells = {cell.column: cell for cell in table.row(number) if cell.lines}
        rows.append((cells.get(0), cells.get(1)))
    return rows


def _may_be_frame(table: DraftTable) -> bool:
    """Whether a table has two columns, no head, short titles on the left and more than a few words beside most of them."""
    plain = table.ruled and table.column_count == 2 and not table.header_rows
    if not plain or any(cell.columns > 1 or cell.rows > 1 for cell in table.cells):
        return False
    rows = _rows(table)
    told = [len(words.text.split()) >= _FEWEST_WORDS for _, words in rows if words is not None]
    named = all(label is None or may_be_label(label.text) for label, _ in rows)
    return named and bool(told) and len(told) == len(rows) and sum(told) >= _PROSE * len(told) and any(label for label, _ in rows)


def _is_again(table: DraftTable, again: set[str]) -> bool:
    """Whether the better part of a table's labels stand in other tables, too."""
    keys = [key_of(label.lines) for label, _ in _rows(table) if label is not None]
    return 2 * sum(key in again for key in keys) >= len(keys)


def _lines(table: DraftTable) -> list[Line]:
    """The lines of a frame, those of its labels marked with where what stands beside them begins."""
    found: list[Line] = []
    for label, words in _rows(table):
        own = label.lines if label is not None else []
        held = words.lines if words is not None else []
        for line in own if held else ():
            edge, top = min(one.x0 for one in held), min(one.top for one in [*own, *held])
            line.beside = Beside(edge - _RAISED, top - _RAISED, max(one.bottom for one in [*own, *held]))
        found += [*own, *held]
    return found
