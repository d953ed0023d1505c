"""The dates of a document's versions: the one that it says it is against the row of its history, and a history that runs backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.findings.finding import Finding, FindingType
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.times import By, times
from ingest.documents import Span
from ingest.register.flow import Grid, GridCell

_T = FindingType.DATES
_COLUMN = re.compile(r"^\W*(?:version|issue|revision|draft|rev|ver)\b(?:\s+(?:no|number|ref)\.?)?\W*$", re.I)
_NUMBER = re.compile(r"^\W*(?:v(?:er(?:sion)?)?\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\W*$", re.I)
_NAMES = re.compile(r"^\W*(?:(?:current|document|this)\s+)?(?:version|issue|revision)(?:\s+(?:no|number))?\W*$", re.I)
_DATED = re.compile(r"^\W*(?:(?:version|issue|revision|document)\s+)?date[d]?\W*$", re.I)
# A column of days that are still to come, and one that names the paper of each row: a list of papers is no history of one. A title
# alone may be a person's.
_TO_COME = re.compile(r"\b(?:review|next|due|expir\w*|valid|until|renew\w*)\b", re.I)
_PAPERS = re.compile(
    r"^\W*(?:(?:name|title)\s+of\s+)?(?:document|policy|paper|form|template|file|report|publication)s?(?:\s+(?:name|title))?\W*$",
    re.I,
)
DAY = timedelta(days=1)
LONGEST_DAY = 40  # characters of a cell that gives a day and little else


@dataclass(frozen=True, slots=True)
class _Version:
    """A version by its number, its last day, the words of that day, and where both stand."""

    number: tuple[int, ...]
    last: date
    words: str
    span: Span


def versions(script: Script) -> Iterator[Finding]:
    """Given a document, yield the versions of it that are dated in two ways or the wrong way round."""
    listed = [one for grid in script.flow.grids for one in _listed(grid, script)]
    for current in (one for grid in script.flow.grids for one in _current(grid, script)):
        rows = [one for one in listed if one.number == current.number and not one.span.overlaps(current.span)]
        if rows and max(one.last for one in rows) > current.last + DAY:
            latest = max(rows, key=lambda one: one.last)
            yield _told(current, latest, "version_dates")
    for first, second in zip(listed, listed[1:], strict=False):
        if first.number < second.number and second.last < first.last:
            yield _told(first, second, "out_of_order")
            return


def _told(first: _Version, second: _Version, key: str) -> Finding:
    names = [f"version {'.'.join(map(str, one.number))} of {one.words}" for one in (first, second)]
    values = {"first": names[0], "second": names[1]}
    if key == "version_dates":
        values = {"version": ".".join(map(str, first.number)), "first": first.words, "second": second.words}
    return told(f"contradiction.{key}", _T, [first.span, second.span], values, sure=0.65)


def _listed(grid: Grid, script: Script) -> Iterator[_Version]:
    """The rows of a history: a column of versions, and the last day in the others that is none to come."""
    column = next((column for column, name in grid.columns.items() if _COLUMN.match(name)), None)
    if column is None or any(_PAPERS.match(name) for name in grid.columns.values()):
        return
    apart = {column, *(other for other, name in grid.columns.items() if _TO_COME.search(name))}
    for row in grid.rows:
        number = next((found for cell in row if cell.column == column and (found := _number(cell)) is not None), None)
        dated = [cell for cell in row if cell.column not in apart and len(cell.text) <= LONGEST_DAY]
        days = [(time.last, time.words, cell) for cell in dated for time in times(cell.text) if time.by is By.DAY]
        if number is not None and days:
            last, words, cell = max(days, key=lambda day: day[0])
            spans = [script.cell_span(grid, one) for one in row if one.text.strip() and one.page == cell.page]
            yield _Version(number, last, words, Span(spans[0].document_id, cell.page, spans[0].start, spans[-1].end))


def _current(grid: Grid, script: Script) -> Iterator[_Version]:
    """What a row says of the document itself: "Version number | 1.4 | Version date | 25/07/17"."""
    for row in grid.rows:
        after = list(zip(row, row[1:], strict=False))
        number = next((found for name, cell in after if _NAMES.match(name.text) and (found := _number(cell)) is not None), None)
        for name, cell in after:
            days = [time for time in times(cell.text) if time.by is By.DAY] if _DATED.match(name.text) else []
            if number is not None and len(days) == 1:
                yield _Version(number, days[0].last, days[0].words, script.cell_span(grid, cell))


def _number(cell: GridCell) -> tuple[int, ...] | None:
    match = _NUMBER.match(cell.text)
    return tuple(int(part) for part in match["number"].split(".")) if match is not None else None
