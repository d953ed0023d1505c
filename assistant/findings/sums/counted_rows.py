"""Counts that a document announces against the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding
from assistant.findings.numbered import nouns, runs, singular
from assistant.findings.quantity import WORD, number_of
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.count_said import MOST_OFF, OTHERS, SOME, SOME_BEHIND, counts_in, is_some, wrong_count
from ingest.documents import Span
from ingest.register.flow import Grid, GridCell

_MORE = re.compile(r"\b(?:those|others?|add\w*|our\s+own|remaining|rest|some|further)\b", re.I)
_ALL_ACTIONS = re.compile(
    rf"(?:^|\b(?:plan|strategy|appendix|programme|table|it)\s+(?:(?:at|in)\s+(?:appendix|annex|section|table|part)\s+\w+\s+|below\s+|overleaf\s+)?(?:has|contains|sets\s+out|lists|holds)\s+|\b(?:our|all|of\s+the|the\s+plan[’']s)\s+)(?P<n>{WORD}|\d{{1,2}})\s+(?P<noun>actions)\b(?!\s+(?:are|were|is|have|had|late|support|complete|due)\b)",
    re.I,
)
_TOTAL_ROW = re.compile(r"^\W*(?:grand\s+|overall\s+)?(?:totals?|all|sum|overall|costs?\s+(?:of|for)\s+the)\b", re.I)


def rows_announced(sentence: Sentence, script: Script) -> Iterator[Finding]:
    """Given a sentence and its document, yield a count that the one table of its section does not bear out: "Six actions support this aim."
    above or below a table of five actions."""
    found = counts_in(sentence.text)
    if len(found) != 1 or is_some(sentence.text, found[0][0]) or _MORE.search(sentence.piece.text) or OTHERS.search(sentence.text):
        return
    match, count = found[0]
    tables = [
        (grid, column)
        for grid in script.flow.grids
        if grid.section == sentence.piece.section and (column := _column_of(grid, singular(match["noun"]))) is not None
    ]
    if len(tables) != 1:
        return
    rows = _rows_of(*tables[0])
    if rows is not None and len(rows) >= 2 and count != len(rows) and abs(count - len(rows)) <= MOST_OFF:
        grid, _ = tables[0]
        yield wrong_count(
            match, len(rows), [*sentence.cut(match.start(), match.end()), *(script.cell_span(grid, cell) for cell in rows)], 0.75
        )


def _column_of(grid: Grid, noun: str) -> int | None:
    """The column of a table that lists things of a name."""
    for column, name in sorted(grid.columns.items()):
        if re.search(r"\d", name) or column > 1:
            continue
        plain = re.sub(r"[^a-z' ]", "", name.replace("’", "'").casefold()).strip()
        if plain in nouns()[noun] or plain == f"{noun}s" or re.match(rf"{noun}s?\b", plain):
            return column
    return None


def _rows_of(grid: Grid, column: int) -> list[GridCell] | None:
    """The cells of a table's rows in a column; None where it is not plain what one row is."""
    found: list[GridCell] = []
    for row in grid.rows:
        cell = next((cell for cell in row if cell.column == column), None)
        if cell is not None and _TOTAL_ROW.match(row[0].text if row[0].text.strip() else cell.text):
            continue
        if cell is None or not cell.text.strip() or grid.is_group(row) or len(cell.items) > 1 or cell.text.strip()[:1].islower():
            return None
        found.append(cell)
    texts = [re.sub(r"\s+", " ", cell.text.strip()) for cell in found]
    return found if len(set(texts)) == len(texts) and not grid.carried else None


def all_actions(script: Script) -> Iterator[Finding]:
    """Given a document, yield a count of all actions ("the plan has 16 actions") where the tables number fewer or more: references that run
    on without a gap in each of their parts."""
    rows: dict[str, Span] = {}
    for grid in script.flow.grids:
        column = _column_of(grid, "action")
        for row in grid.rows:
            mark = re.fullmatch(r"([A-Z]{1,2}|\d{1,2})[.-]?(\d{1,2}|[a-h])", row[0].text.strip()) if row and column == 1 else None
            if mark is not None:
                rows.setdefault(row[0].text.strip(), script.cell_span(grid, row[0]))
    parts: dict[str, list[str]] = {}
    for name in rows:
        mark = re.fullmatch(r"([A-Z]{1,2}|\d{1,2})[.-]?(\d{1,2}|[a-h])", name)
        if mark is not None:
            parts.setdefault(mark[1], []).append(mark[2])
    if len(parts) < 2 or not all(runs(marks) or marks in (["1"], ["a"]) for marks in parts.values()):
        return
    for sentence in script.sentences:
        for match in _ALL_ACTIONS.finditer(sentence.text):
            count = number_of(match["n"]) or 0
            if count > 3 and count != len(rows) and abs(count - len(rows)) <= MOST_OFF and not _is_of_some(sentence.text, match):
                yield wrong_count(match, len(rows), [*sentence.cut(*match.span()), *rows.values()], 0.7)
                return


def _is_of_some(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a count of actions say that it is of some of them."""
    return SOME.search(text[: match.start()]) is not None or SOME_BEHIND.match(text, match.end()) is not None
