"""Changes of a row of a table that are said below it: "The figure for the whole area is 9.3% below that of 2021/22", "robbery is up by more
than half since 2022", "Reports stood at 2,416. That is 8% down on the year before"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import said
from assistant.findings.sums.change_pair import share_of_change
from assistant.findings.sums.matrix import Figure, Matrix, Row, matrix_of
from assistant.findings.sums.mention import YEARS, figures_in, year_of
from assistant.findings.sums.portions import Portion, portions
from assistant.findings.sums.totals import TOTAL
from ingest.documents import BlockKind

_T = FindingType.CHANGE_AND_FIGURES
OFF = 1.0  # points beyond rounding by which a change must miss every pair of figures of its row
LEAST = 10  # of a figure that shows by itself which row is meant
_EARLIER = re.compile(
    r"(?:\s+[a-z]+){0,2}?\s+(?:(?:compared|than|on|from|since|against|with|to|in|of|that|those|the|figure|level|number|total|for)\s+){0,6}?"
    r"(?:(?P<year>(?:19|20)\d{2}(?:\s?[-/–]\s?(?:20)?\d{2})?)(?![\d%])"
    r"|(?P<before>(?:the\s+)?year\s+(?:before|earlier)|the\s+(?:previous|preceding)\s+year|last\s+year|(?:in\s+)?a\s+(?:single\s+)?year))\b",
    re.I,
)
_BELOW = re.compile(r"\s+(?P<way>below|above)\b", re.I)
_WAY = re.compile(r"\s+(?:down|up|lower|higher|less|more|fewer|below|above)\b", re.I)
_GOES_ON = re.compile(r"^\W*(?:this|that|it|which|these|they)\b", re.I)
_WHOLE = re.compile(
    r"\b(?:whole|entire|total|overall|combined|altogether|in\s+all|(?:area|borough|district|county|city|force|service|town)[-\s]?wide"
    r"|all\s+(?:areas|districts|wards|types|offences))\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:nationally|England|target|average|per\s+head|rate|share|forecast|expected|will|to\s+be|quarterly|(?:each|this|last|first|second|third|fourth)\s+quarter|months?|between)\b",
    re.I,
)


def yearly_changes(script: Script) -> Iterator[Finding]:
    """Given a document, yield changes against an earlier year that no two figures of the table's row bear out."""
    for grid in script.flow.grids:
        matrix = matrix_of(grid, script)
        years = {column: year_of(match) for column, name in matrix.columns.items() if (match := YEARS.search(name)) and column}
        if len(years) < 2 or len(set(years.values())) != len(years):
            continue
        before: Sentence | None = None
        for sentence in script.sentences:
            if sentence.piece.section == grid.section and sentence.piece.kind is not BlockKind.FOOTNOTE:
                yield from _against(sentence, before, matrix, years)
            before = sentence


def _against(sentence: Sentence, before: Sentence | None, matrix: Matrix, years: Mapping[int, str]) -> Iterator[Finding]:
    changes = [] if _ELSEWHERE.search(sentence.text) else list(_changes(sentence.text))
    if not changes:
        return
    opening = sentence.text[: changes[0][0].start]
    if before is not None and before.piece is sentence.piece and _GOES_ON.match(opening):
        opening = f"{before.text} {opening}"
    row = _row_of(opening, matrix, years)
    figures = {years[column]: figure for column, figure in row.figures.items() if column in years} if row is not None else {}
    order = sorted(figures)
    if row is None or len(order) < 2 or any(figure.quantity.unit == "%" or figure.quantity.value <= 0 for figure in figures.values()):
        return
    for share, way, year in changes:
        first = year or order[-2]
        if first in order[:-1] and not _is_said(share, way, order, figures):
            yield _told(sentence, share, way, figures[first], figures[order[-1]], row)


def _changes(text: str) -> Iterator[tuple[Portion, int, str]]:
    """The shares of change that a sentence gives against an earlier year, which way they go, and that year; none for the one before."""
    for share in portions(text):
        below = _BELOW.match(text[share.end :])
        way = (-1 if below["way"].casefold() == "below" else 1) if below else share_of_change(text, share)
        word = _WAY.match(text[share.end :])
        earlier = _EARLIER.match(text[share.end + (word.end() if word else 0) :]) if way else None
        if way and earlier is not None:
            yield share, way, next((year_of(match) for match in YEARS.finditer(earlier["year"] or "")), "")


def _row_of(text: str, matrix: Matrix, years: Mapping[int, str]) -> Row | None:
    """The one row that words name: by all of its name, by its latest figure, or, where they speak of the whole, the total."""
    words, plain = said(text), re.sub(r"\s+", " ", text).casefold()
    named = [row for row in matrix.rows if row.figures and row.span is not None and _is_named(row.name, words, plain)]
    if len(named) == 1:
        return named[0]
    last = max(years, key=lambda column: years[column])
    values = {one.value for one in figures_in(text) if one.value >= LEAST and not one.unit}
    printed = [row for row in matrix.rows if last in row.figures and row.figures[last].quantity.value in values]
    if not named and len(printed) == 1:
        return printed[0]
    totals = [row for row in matrix.rows if TOTAL.search(row.name) or _WHOLE.search(row.name)]
    return totals[0] if not named and len(totals) == 1 and _WHOLE.search(text) else None


def _is_named(name: str, words: frozenset[str], plain: str) -> bool:
    """Whether words name a row: by every stem of its name, or, where that has digits in it, as it is printed."""
    return name.casefold() in plain if re.search(r"\d", name) else bool(said(name)) and said(name) <= words


def _is_said(share: Portion, way: int, order: list[str], figures: Mapping[str, Figure]) -> bool:
    """Whether any two figures of a row may be those that a change is of."""
    slack = OFF if "." not in share.text else OFF / 2
    changes = [
        (figures[later].quantity.value / figures[earlier].quantity.value - 1) * 100 * way
        for place, earlier in enumerate(order)
        for later in order[place + 1 :]
    ]
    return any(share.low - slack <= change <= share.high + slack for change in changes)


def _told(sentence: Sentence, share: Portion, way: int, first: Figure, last: Figure, row: Row) -> Finding:
    change = (last.quantity.value / first.quantity.value - 1) * 100
    stated = f"a {'fall' if way < 0 else 'rise'} of {share.text}"
    sum_ = f"({last.quantity.text} − {first.quantity.text}) ÷ {first.quantity.text} = {shown_number(change, 1)}%, not {stated}."
    spans = [*sentence.cut(share.start, len(sentence.text)), last.span, first.span, *([row.span] if row.span else [])]
    return told("contradiction.change_in_words", _T, spans, {}, sum_, 0.75)
