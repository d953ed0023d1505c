"""Shares in words against a table's row and its total: "a quarter of it goes to repairs" under the table of the money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding
from assistant.findings.quantity import shown_number
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import said
from assistant.findings.sums.matrix import Figure, Matrix, matrix_of
from assistant.findings.sums.mentions import figures_in
from assistant.findings.sums.portions import Portion, portions
from assistant.findings.sums.totals import NO_SUM, TOTAL
from assistant.findings.sums.whole_told import MOVED, wrong_share
from ingest.documents import Span
from ingest.register.flow import Grid

_TABLE_MARGIN = 1.5  # points for a share said of a table, whose total may be printed rounded
_OF_MONEY = re.compile(
    r"\b(?:of\s+(?:it|this|that|the\s+(?:money|budget|total|whole|funding|fund|sum|cost|grant|spending)"
    r"|them|these|those|all)|part|share|contribution|of\s+(?:all\s+)?(?:the\s+)?\w+)\b",
    re.I,
)


def shares_of_rows(script: Script) -> Iterator[Finding]:
    """Given a document, yield shares that do not follow from a table: "The council's part is 46%", "a quarter of it goes to violence": a
    row of the one table of the section, against its total."""
    by_section: dict[int, list[Grid]] = {}
    for grid in script.flow.grids:
        by_section.setdefault(grid.section, []).append(grid)
    for sentence in script.sentences:
        grids = by_section.get(sentence.piece.section, [])
        shares = list(portions(sentence.text))
        if (
            not grids
            or len(shares) != 1
            or MOVED.search(sentence.text)
            or figures_in(sentence.text[: shares[0].start])
            or not _OF_MONEY.search(sentence.text)
        ):
            continue
        judged = [found for grid in grids if (found := _row_share(matrix_of(grid, script), sentence, shares[0])) is not None]
        if len(judged) == 1:
            part, totals, name = judged[0]
            real = [part.quantity.value / total * 100 for total in totals]
            if all(not _may_be(shares[0], one) for one in real):
                sum_ = f"{part.quantity.text} ÷ {shown_number(totals[0])} = {shown_number(real[0], 1)}%, not {shares[0].text}."
                spans = [*sentence.spans, part.span, *([name] if name else [])]
                yield wrong_share(spans, sum_, 0.7)


def _may_be(share: Portion, real: float) -> bool:
    return share.low - _TABLE_MARGIN <= real <= share.high + _TABLE_MARGIN


def _row_share(matrix: Matrix, sentence: Sentence, share: Portion) -> tuple[Figure, list[float], Span | None] | None:
    """The one row that a sentence names, with the totals that it may be a share of: the printed one and the sum of the rows."""
    columns = sorted({column for row in matrix.rows for column in row.figures})
    if len(columns) != 1 or NO_SUM.search(matrix.columns.get(columns[0], "")) or len(matrix.rows) < 3:
        return None
    rows = [row for row in matrix.rows if columns[0] in row.figures]
    last = rows[-1]
    above = rows[:-1]
    found = sum(row.figures[columns[0]].quantity.value for row in above)
    total = last.figures[columns[0]].quantity.value
    is_total = TOTAL.search(last.name) is not None or total > 0 and abs(found - total) <= 0.15 * total
    if not is_total or total <= 0 or found <= 0 or last.figures[columns[0]].quantity.unit == "%":
        return None
    words = said(sentence.text)
    own = frozenset.intersection(*(said(row.name) for row in above)) if above else frozenset()
    named = [
        row
        for row in above
        if said(row.name) - own
        and (said(row.name) - own) <= words
        or _short_name(row.name)
        and re.search(rf"\b{_short_name(row.name)}\b", sentence.text, re.I)
    ]
    if len(named) != 1:
        return None
    return named[0].figures[columns[0]], [total, found], named[0].span


def _short_name(name: str) -> str:
    """What a funder may be called in short: "the council" for its full name."""
    match = re.search(r"\b(council|commissioner|police|lottery|home office|government)\b", name, re.I)
    return match[1] if match else ""
