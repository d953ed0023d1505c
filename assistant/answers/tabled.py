"""A table of figures whose columns are the years that a question names: its rows are told where the question sets them against each other,
its totals where it asks what they come to, and any row of it answers better than what gives no year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.entry_table import Row, quoted, worded
from assistant.conversation import DraftClaim
from assistant.findings.script import script_of
from assistant.pieces import Piece
from assistant.understand import Understood
from assistant.wish import covered
from ingest.documents import Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.flow import Grid

FEWEST = 3  # rows of a table in which one is the most
MOST = 12  # rows of a table that is told whole
LONGEST = 900  # characters of such a table
FEWEST_FIGURES = 2  # of a row that cannot be read without the names of its columns
LONGEST_HEAD = 150  # characters of those
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Which of the rows it is.
_EXTREME = re.compile(
    r"\b(?:most|least|highest|lowest|biggest|smallest|largest|greatest|fewest|worst|best|steepest|sharpest|hardly)\b"
    r"|\b(?:which|any|what)\b[^?.]{0,60}\b(?:fell|rose|dropped|increased|decreased|went (?:up|down)|got (?:better|worse)|came down)\b",
    re.I,
)
# What all of them come to.
_TOTAL = re.compile(
    r"\b(?:add(?:ed|s)? up to|sums? (?:up )?to|come to|came to|in total|total (?:number|figure|of|for)|the total|altogether|all told"
    r"|overall"
    r"|put together|taken together|taking (?:\S+ ){1,6}together|combined|between them)\b",
    re.I,
)
# What the rows of a table may all be called.
OF_ANY_ROW = stems_of("total all offences crimes number rate of")
_IS_TOTAL = re.compile(r"\b(?:totals?|overall|all (?:crimes?|offences|incidents))\b", re.I)


def rows_of_years(understood: Understood, pieces: Sequence[Piece], snapshot: Snapshot) -> list[DraftClaim]:
    """Given what was understood and the pieces that were found, return the rows that are asked for of the first table among them whose
    columns are the years asked about, below the names of its columns: the totals, or all rows; nothing where neither is asked."""
    text = understood.standalone
    extreme, total = _EXTREME.search(text), _TOTAL.search(text)
    if not (extreme or total) or not years_in(text):
        return []
    for grid in grids_of_years(understood, pieces, snapshot):
        rows = worded(grid).rows
        totals = [row for row in rows if _IS_TOTAL.search(row.name) and row is rows[-1]]
        chosen = _named(rows, understood) or totals if total and not extreme else rows
        if len(rows) >= FEWEST and chosen and _is_short(chosen) and _is_about(grid, rows, understood):
            return quoted(chosen)
    return []


def _named(rows: Sequence[Row], understood: Understood) -> list[Row]:
    """The rows that a question calls by more words of their names than any other ("theft from vehicles"), of equals those whose first words
    it has side by side; nothing where it calls none so but the total."""
    topic = stems_of(_TOTAL.sub(" ", understood.subject)) - OF_ANY_ROW
    held = [len(covered(topic, understood.standalone, row.name)) for row in rows]
    most = max(held)
    named = [row for row, count in zip(rows, held, strict=True) if count == most] if most else []
    said = " ".join(understood.standalone.casefold().split())
    beginning = [row for row in named if " ".join(row.name.casefold().split()[:2]) in said]
    named = beginning or named
    return [] if any(_IS_TOTAL.search(row.name) and row is rows[-1] for row in named) else named


def years_in(text: str) -> frozenset[str]:
    """Given a question, return the years that it names."""
    return frozenset(_YEAR.findall(text))


def grids_of_years(understood: Understood, pieces: Sequence[Piece], snapshot: Snapshot) -> list[Grid]:
    """Given what was understood and the pieces that were found, return the tables that rows among them stand in and of which each year that
    is asked about names a column, those of the best passages first."""
    years = years_in(understood.standalone)
    rows = sorted((piece for piece in pieces if piece.row), key=lambda piece: piece.rank) if years else []
    found: dict[int, Grid] = {}
    for piece in rows:
        span = piece.spans[0]
        for grid in script_of(span.document_id, snapshot).flow.grids:
            if id(grid) not in found and years <= years_in(" ".join(grid.columns.values())) and holds_row(grid, piece):
                found[id(grid)] = grid
    return list(found.values())


def holds_row(grid: Grid, piece: Piece) -> bool:
    """Given a table and a piece, say whether the piece is one of its rows."""
    spans = [span for span in piece.spans if span.document_id == grid.document_id]
    return any(cell.page == span.page and span.start <= cell.start < span.end for span in spans for row in grid.rows for cell in row)


def head_of(piece: Piece, snapshot: Snapshot) -> tuple[Span, ...]:
    """Given a row of a table that gives several figures, return where the names of its columns stand; nothing where the row says by itself
    what it gives, or they do not stand together."""
    if not piece.row or sum(_DIGIT.search(cell) is not None for cell in piece.words.split("\t")[1:]) < FEWEST_FIGURES:
        return ()
    for grid in script_of(piece.spans[0].document_id, snapshot).flow.grids:
        if holds_row(grid, piece):
            head = worded(grid).head
            return head if sum(span.end - span.start for span in head) <= LONGEST_HEAD else ()
    return ()


def _is_short(rows: Sequence[Row]) -> bool:
    return len(rows) <= MOST and sum(len(cell.text) for row in rows for cell in row.cells) <= LONGEST


def _is_about(grid: Grid, rows: Sequence[Row], understood: Understood) -> bool:
    """Whether a word of the question stands in the table, its name or what stands above it."""
    told = " ".join((grid.caption, grid.above, *grid.trail, *(row.name for row in rows), *(row.group for row in rows)))
    topic = frozenset(stem for stem in stems_of(understood.subject) if not stem[0].isdigit())
    return bool(covered(topic, understood.standalone, told))
