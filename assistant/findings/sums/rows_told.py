"""What a sentence says of the rows of a table by their names: the figure in brackets behind a ward's name, and which ward has the most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import DIGITS, Quantity, as_printed, quantities
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import language, said
from assistant.findings.sums.matrix import Figure, matrix_of
from assistant.findings.sums.mention import YEARS, year_of
from assistant.findings.sums.totals import TOTAL
from ingest.documents import Span

_T = FindingType.SAME_QUANTITY
_MOST = re.compile(
    r"\b(?:has|have|had|saw|recorded)\s+(?:by\s+far\s+)?the\s+(?P<way>most|highest|largest|greatest|fewest|lowest|smallest|least)\s+"
    r"(?:(?:number|count|total)s?\s+of\s+)?(?P<counted>[a-z][\w\s’'-]{2,60})\.?",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:second|third|next|one\s+of|per|rate|share|rise|fall|increase|after|before|since|apart\s+from|except|not|no|among|change|target|than"
    r"|compared|rose|risen|fell|fallen|grew|grown|dropped|went|up|down|more|fewer|less|extra|further|will|may|could|if)\b|%",
    re.I,
)
_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+(?:[A-Z&][\w’'-]*|and|of|the))*")
_IN_BRACKETS = rf"(?:\s+(?:ward|parish|town|estate|area|village|school))?\s*\((?P<n>{DIGITS})(?:\s+[a-z]+)?\)"
# Words beside a name and what is counted that make nothing else of it.
_ASIDE = said(
    "most fewest worst highest lowest number numbers count total ward wards parish parishes town estate area village school far by in the"
)
FEWEST_ROWS = 3  # of a table of which one row has the most
FEWEST_LETTERS = 4  # of a row's name that is looked for in sentences


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures by the names of its rows, with the stems of what it counts, those around it, its years, and what finds its names,
    alone and with a figure in brackets behind them."""

    figures: dict[str, Figure]
    names: dict[str, Span]
    counts: frozenset[str]
    around: frozenset[str]
    years: frozenset[str]
    named: re.Pattern[str]
    in_brackets: re.Pattern[str]


def rows_told(script: Script) -> Iterator[Finding]:
    """Given a document, yield what its sentences say of rows by name and the tables do not bear out."""
    columns = list(_columns(script))
    for sentence in script.sentences if columns else ():
        said_here, found = said(sentence.text), [] if _OTHER.search(sentence.text) else columns
        found = [one for one in found if one.counts <= said_here and _is_of_year(sentence, one) and _is_all(sentence.text, one)]
        years = {year for one in found for year in one.years}
        if len(years) <= 1 or YEARS.search(sentence.text):
            for column in found:
                yield from _in_brackets(sentence, column)
                yield from _the_most(sentence, column)


def _columns(script: Script) -> Iterator[_Column]:
    """The columns of figures of tables of places and the like: rows that are names, of which nothing is said twice."""
    for grid in script.flow.grids:
        matrix = matrix_of(grid, script)
        rows = [row for row in matrix.rows if row.span is not None and not TOTAL.search(row.name)]
        names = {row.name: row.span for row in rows if row.span is not None and _NAME.fullmatch(row.name)}
        if len(names) < FEWEST_ROWS or len(names) != len(rows):
            continue
        either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        named, in_brackets = re.compile(rf"\b(?:{either})\b"), re.compile(rf"\b(?P<name>{either}){_IN_BRACKETS}")
        title = grid.title or grid.caption
        for column, header in matrix.columns.items():
            figures = {row.name: row.figures[column] for row in rows if column in row.figures}
            own, over = (said(YEARS.sub(" ", words)) - language().beside - _ASIDE for words in (header, title))
            years = frozenset(year_of(match) for match in YEARS.finditer(header if YEARS.search(header) else title))
            if len(figures) == len(rows) and (own or over) and not re.search(r"change|target|%|rate|share|rank", header, re.I):
                yield _Column(figures, names, own or over, own | over, years, named, in_brackets)


def _is_of_year(sentence: Sentence, column: _Column) -> bool:
    years = {year_of(match) for match in YEARS.finditer(sentence.text)}
    return not years or bool(years & column.years)


def _is_all(text: str, column: _Column) -> bool:
    """Whether a sentence says nothing beside names of rows, figures and what the column counts; a word more may be of another."""
    rest = re.sub(r"\d[\d,.]*", " ", column.named.sub(" ", YEARS.sub(" ", text)))
    return said(rest) - language().beside <= column.around | _ASIDE


def _in_brackets(sentence: Sentence, column: _Column) -> Iterator[Finding]:
    """ "Mill ward (84)", where the row of Mill has 74."""
    for match in column.in_brackets.finditer(sentence.text):
        name = match["name"]
        figure, given = column.figures[name], next(quantities(match["n"]), None) if len(name) >= FEWEST_LETTERS else None
        if given is not None and not _is_there(given, name, column):
            values = {"what": f"What reads like one figure of {name}", "first": match["n"], "second": figure.quantity.text}
            yield told(
                "contradiction.same_quantity", _T, [*sentence.cut(*match.span()), figure.span, column.names[name]], values, sure=0.65
            )


def _is_there(given: Quantity, name: str, column: _Column) -> bool:
    """Whether a figure may be that of a row, or is too far from it to be meant so."""
    own = column.figures[name].quantity
    return as_printed(given, own) or not own.value or not 0.5 < given.value / own.value < 2.0


def _the_most(sentence: Sentence, column: _Column) -> Iterator[Finding]:
    """ "Mill has the most fires", where another row has more; nothing but what is counted stands behind "the most"."""
    match = _MOST.search(sentence.text)
    named = list(dict.fromkeys(column.named.findall(sentence.text)))
    if match is None or match.end() < len(sentence.text) or len(named) != 1 or not said(YEARS.sub(" ", match["counted"])) <= column.around:
        return
    own = column.figures[named[0]]
    most = re.match(r"most|highest|largest|greatest", match["way"], re.I) is not None
    end = (max if most else min)(column.figures.values(), key=lambda one: one.quantity.value)
    if end.quantity.value != own.quantity.value:
        name = next(name for name, figure in column.figures.items() if figure is end)
        values = {"what": f"Which has the {match['way'].casefold()}", "first": named[0], "second": f"{name} ({end.quantity.text})"}
        spans = [*sentence.cut(0, len(sentence.text)), own.span, end.span]
        yield told("contradiction.same_quantity", _T, spans, values, sure=0.65)
