"""Two places of one document that give nearly the same figure for what is asked about, and not the same: a sentence and a table's row, or
two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from assistant.findings.quantity import Quantity, quantities, quantity_of
from assistant.findings.script import Script, Sentence
from assistant.weights import Weights
from ingest.documents import Span
from ingest.lexical import stems_of
from ingest.register.flow import Grid, GridCell

NEAR = 0.04  # of the larger figure: what differs more is seldom meant to be one
FEWEST_DIGITS = 3  # of a bare number: smaller ones are near each other by chance
ABOUT = 0.4  # share of the weight of the question's words that the two places must hold together
SLIP = 0.05  # the same, where one figure has the other's digits in another order: hardly by chance
CLEARLY = 1.05  # times as good as the next pair
_YEARS = re.compile(r"\b(?:19|20)\d{2}(?:\s?[-/–]\s?(?:20)?\d{2})?\b|\b\d{2}/\d{2}\b")
_TO_COME = re.compile(
    r"\b(?:will|targets?|aims?|goals?|to (?:reduce|increase|cut|achieve|reach)|ambition|forecast|expected?|by (?:19|20)\d{2})\b", re.I
)
_CHANGE = re.compile(r"\b(?:change|difference|variance|trend)\b|\+/-", re.I)
# Words of a question that say where something stands, and not what it is.
_PLACES = stems_of(
    "foreword introduction summary table tables chart graph figure text page pages paragraph section appendix annex report body place"
)
_UNITS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:per ?cent\w*|percentages?|shares?|proportions?|rates?)\b|%", re.I), "%"),
    (re.compile(r"\b(?:how much|money|cost|costs|budget|funding|spend\w*|pounds?|sums?)\b|£", re.I), "£"),
    (re.compile(r"\bhow many\b|\bnumbers? of\b", re.I), ""),
)


@dataclass(frozen=True)
class Stated:
    """A figure and where it is stated: the spans to quote, the stems around it and of what it stands under, the years it is for, whether it
    is a target, and the table's row it stands in."""

    figure: Quantity
    spans: tuple[Span, ...]
    about: frozenset[str]
    placed: frozenset[str]
    years: frozenset[str]
    to_come: bool
    row: tuple[int, int] | None = None


def two_figures(question: str, subject: frozenset[str], script: Script, weights: Weights) -> tuple[Stated, Stated] | None:
    """Given a question, the stems of its subject, a document and how much words weigh, return the two places that it most likely means;
    None where no two are near enough to each other and to the subject."""
    unit = next((unit for pattern, unit in _UNITS if pattern.search(question)), None)
    stated = [one for one in script.once("stated figures", _all_stated) if unit is None or one.figure.unit == unit]
    subject, places = subject - _PLACES, subject & _PLACES
    ranked: list[tuple[float, Stated, Stated]] = []
    for first, second in combinations(stated, 2) if subject else ():
        if not _nearly_one(first, second):
            continue
        slip = _same_digits(first, second)
        share = sum(weights.of(stem) for stem in subject & (first.about | second.about)) / (weights.total(subject) or 1.0)
        if share >= (SLIP if slip else ABOUT) and (slip or subject & first.about & second.about):
            same = sum(weights.of(stem) for stem in first.about & second.about)
            placed = len(places & (first.placed | second.placed))
            ranked.append((share + same / (1 + same) + 0.5 * slip + 0.2 * placed, first, second))
    ranked.sort(key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] < CLEARLY * ranked[1][0] and not _share_figures(ranked[0], ranked[1])):
        return None
    return ranked[0][1], ranked[0][2]


def _share_figures(best: tuple[float, Stated, Stated], next_: tuple[float, Stated, Stated]) -> bool:
    """Whether the second best pair says the same two figures: then it does not matter which is told."""
    return {one.figure.value for one in best[1:]} == {one.figure.value for one in next_[1:]}


def _nearly_one(first: Stated, second: Stated) -> bool:
    """Whether two figures may be meant to be one: of one unit, near each other and not the same, for no two years, about one thing, and
    not two of one table or one sentence."""
    one, other = first.figure, second.figure
    larger = max(abs(one.value), abs(other.value))
    if one.unit != other.unit or one.value == other.value or abs(one.value - other.value) > NEAR * larger:
        return False
    if not one.unit and larger < 10 ** (FEWEST_DIGITS - 1) or (first.row and second.row and first.row[0] == second.row[0]):
        return False
    if first.spans == second.spans or first.to_come != second.to_come or (first.years and second.years and not first.years & second.years):
        return False
    return bool(first.about & second.about)


def _same_digits(first: Stated, second: Stated) -> bool:
    """Whether one figure is the other with its digits in another order: a slip of the pen."""
    digits = [sorted(re.sub(r"\D", "", one.figure.text)) for one in (first, second)]
    return digits[0] == digits[1]


def _all_stated(script: Script) -> list[Stated]:
    return [
        *_in_sentences(script),
        *(stated for number, grid in enumerate(script.flow.grids) for stated in _in_table(number, grid, script)),
    ]


def _in_sentences(script: Script) -> Iterator[Stated]:
    for sentence in [*script.sentences, *script.cell_sentences]:
        years = list(_YEARS.finditer(sentence.text))
        for figure in quantities(sentence.text):
            if not any(year.start() <= figure.start < year.end() for year in years):
                about = _without_figures(sentence.text)
                yield Stated(
                    figure, sentence.spans, about, stems_of(_heading(sentence)), frozenset(map(_ending, years)), _comes(sentence.text)
                )


def _in_table(number: int, grid: Grid, script: Script) -> Iterator[Stated]:
    for place, row in enumerate(grid.rows):
        names = " ".join(cell.text for cell in row if quantity_of(cell.text) is None)
        for cell in row if not grid.is_group(row) else ():
            figure, column = quantity_of(cell.text) if cell.column else None, grid.name_of(cell)
            if figure is not None and not _CHANGE.search(column):
                about = _without_figures(f"{names} {column}")
                placed = stems_of(f"{grid.caption} {grid.trail[-1] if grid.trail else ''} table")
                years = frozenset(map(_ending, _YEARS.finditer(column)))
                yield Stated(figure, _spans(row, cell, grid, script), about, placed, years, _comes(column), (number, place))


def _spans(row: list[GridCell], cell: GridCell, grid: Grid, script: Script) -> tuple[Span, ...]:
    """A row as one span where its cells stand together, else its name and the cell."""
    filled = [one for one in row if one.text.strip()]
    first, last = min(one.start for one in filled), max(one.end for one in filled)
    inside = sum(1 for one in grid.cells if one.page == cell.page and one.text.strip() and first <= one.start < last)
    if inside == len(filled) and all(one.page == cell.page for one in filled):
        return (Span(grid.document_id, cell.page, first, last),)
    return (script.cell_span(grid, filled[0]), script.cell_span(grid, cell))


def _comes(words: str) -> bool:
    return _TO_COME.search(words) is not None


def _without_figures(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems_of(text) if not stem[0].isdigit())


def _heading(sentence: Sentence) -> str:
    return sentence.piece.trail[-1] if sentence.piece.trail else ""


def _ending(year: re.Match[str]) -> str:
    """The last two digits of a year or of a financial year: "2022/23" and "2023" are told apart by nobody."""
    return re.sub(r"\D", "", year.group())[-2:]
