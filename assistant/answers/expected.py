"""What the words that answer a question hold: a date where it is asked when, a name where it is asked who, an entry of the register where
one of its kind is sought. Pieces that hold it fit better. How such things are asked for and written stands in `expected.toml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answers.tabled import grids_of_years, holds_row
from assistant.forms import Form, read_forms
from assistant.money import asks_amount, holds_amount
from assistant.pieces import Piece
from assistant.regression import Floats
from assistant.understand import Intent, Understood
from assistant.wish import asks_target, kind_sought
from ingest.documents import Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

FILE = Path(__file__).with_name("expected.toml")
NAMING = 2.0  # how much more a piece fits that names somebody, where it is asked who
TIMING = 4.0  # the same of one that says a time, where it is asked when
COUNTING = 2.0  # the same of one that holds a number, where one is asked for, or an amount of money, where that is
SHARING = 1.5  # the same of one that holds a share of a hundred, where that is asked for
BINDING = 3.0  # the same of one that speaks of a duty, where it is asked what has to be done
TOTALLING = 3.0  # the same of one that speaks of a total, where that is asked for
RUNNING = 8.0  # the same of one that says by whom something is run, where that is asked: such a sentence often names nothing else
OF_YEAR = 6.0  # the same of a row of a table with a column for the year that is asked about
SOUGHT = 3.0  # the same of an entry of the kind that is asked for
_OF_FIGURES = frozenset({Intent.COUNT, Intent.FIGURE})
_OF_YEARS = frozenset({Intent.COUNT, Intent.FIGURE, Intent.COMPARISON, Intent.CHANGE})
_NUMBER = re.compile(r"(?<![\d/-])(?!(?:19|20)\d\d\b)\d")  # no year


@cache
def load_expected(file: Path = FILE) -> Mapping[str, Form]:
    """Given the file of patterns, return them for “time”, “name”, “share”, “duty”, “total” and “runner”. Raises BadInput naming the file
    and what is off."""
    return read_forms(file, ("time", "name", "share", "duty", "total", "runner"))


def weighed(understood: Understood, pieces: Sequence[Piece], fitness: Floats, snapshot: Snapshot) -> Floats:
    """Given what was understood, the pieces and how well each fits, return their fitness, more of those that hold what is expected: where
    it is asked when, a time; what has to be done, a duty; where a figure is asked for, such a figure, and the rows of a table of its
    year; where it is asked who, somebody whom the question does not name itself; where it is asked what is to be done, the register's
    actions; where it is asked which figure is to be reached, its indicators with a target."""
    if not len(pieces):
        return fitness
    if asks_time(understood.standalone):
        fitness = _raised(fitness, pieces, TIMING, lambda piece: holds_time(piece.words))
    duty = load_expected()["duty"]
    if duty.asked.search(understood.message or understood.standalone) and not asks_time(understood.standalone):
        fitness = _raised(fitness, pieces, BINDING, lambda piece: duty.held.search(piece.words) is not None)
    runner = load_expected()["runner"]
    if runner.asked.search(understood.message or understood.standalone):
        fitness = _raised(fitness, pieces, RUNNING, lambda piece: runner.held.search(piece.words) is not None)
    fitness = _of_figures(understood, pieces, fitness)
    if understood.intent in _OF_YEARS and (tables := grids_of_years(understood, pieces, snapshot)):
        fitness = _raised(fitness, pieces, OF_YEAR, lambda piece: piece.row and any(holds_row(table, piece) for table in tables))
    if understood.intent is Intent.WHO or asks_name(understood.standalone):
        asked = stems_of(understood.standalone)
        return _raised(fitness, pieces, NAMING, lambda piece: _names_another(piece.words, asked))
    aims = asks_target(understood.standalone)
    kind = EntryKind.INDICATOR if aims else kind_sought(understood)
    return fitness if kind is None else np.where(_are_entries(kind, pieces, snapshot, aims), SOUGHT * fitness, fitness)


def _of_figures(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> Floats:
    """The fitness of pieces, more of those that hold the sort of figure that is asked for."""
    forms, asked = load_expected(), understood.message or understood.standalone
    if forms["total"].asked.search(asked):
        fitness = _raised(fitness, pieces, TOTALLING, lambda piece: forms["total"].held.search(piece.words) is not None)
    if forms["share"].asked.search(asked):
        return _raised(fitness, pieces, SHARING, lambda piece: forms["share"].held.search(piece.words) is not None)
    if asks_amount(asked):
        return _raised(fitness, pieces, COUNTING, lambda piece: holds_amount(piece.words, piece.row))
    if understood.intent in _OF_FIGURES:
        return _raised(fitness, pieces, COUNTING, lambda piece: _NUMBER.search(piece.words) is not None)
    return fitness


def asks_time(text: str) -> bool:
    """Given a question, say whether it asks when something was or will be."""
    return load_expected()["time"].asked.search(text) is not None


def holds_time(words: str) -> bool:
    """Given a document's words, say whether a date, month with its year, quarter or season stands in them."""
    return load_expected()["time"].held.search(words) is not None


def asks_name(text: str) -> bool:
    """Given a question, say whether it asks who somebody is, or which body."""
    return load_expected()["name"].asked.search(text) is not None


def _names_another(words: str, asked: frozenset[str]) -> bool:
    """Whether words name somebody or something that the question, by its stems, does not."""
    return any(not stems_of(match.group()) <= asked for match in load_expected()["name"].held.finditer(words))


def _raised(fitness: Floats, pieces: Sequence[Piece], by: float, holds: Callable[[Piece], bool]) -> Floats:
    return np.where([holds(piece) for piece in pieces], by * fitness, fitness)


def _are_entries(kind: EntryKind, pieces: Sequence[Piece], snapshot: Snapshot, aims: bool) -> list[bool]:
    """For each piece, whether an entry of that kind stands in it; `aims`: one with a target."""
    documents = {piece.hit.passage.document_id for piece in pieces}
    places: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for entry in (entry for document_id in documents for entry in snapshot.entries(document_id, kind)):
        if aims and not entry.fields.get("target"):
            continue
        for span in entry.spans:
            places[span.document_id, span.page].append(span)
    return [any(span.overlaps(place) for span in piece.spans for place in places[span.document_id, span.page]) for piece in pieces]
