"""One action due by two dates: "every school will have had a visit by March 2027" in the text, "September 2027" in the row of the action
plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.columns import Role, role_of
from assistant.findings.events import MONTHS
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import stems
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.times import By, Time, times
from ingest.documents import BlockKind, Span

_T = FindingType.DATES
_BY = re.compile(r"\b(?:by|before|until)\s+(?:the\s+)?(?:end\s+of\s+|start\s+of\s+|early\s+|late\s+)?$", re.I)
# What parts a sentence, so that a time behind it need not be that of what stands before ("with designs agreed by May").
_CLAUSE = re.compile(
    r"[,;:()–—]|\s-\s|\b(?:with\b[^,;]*\w(?:ed|ing)\b|and\s+(?:will|then)|but|so\s+that|once|after|when|if|which|who|starting|beginning)\b",
    re.I,
)
_TO_COME = re.compile(r"\b(?:will|shall|to\s+be|by|is\s+due|are\s+due|aims?|plans?)\b", re.I)
_APART = re.compile(
    r"\b(?:first|second|third|next|pilot|phase|stage|review\w*|evaluat\w*|report\w*|half|start\w*|begin\w*|again|each|every\s+(?:year|month|quarter)|annual\w*"
    r"|monthly|baseline|design\w*|draft\w*|tender\w*|procur\w*|approv\w*)\b",
    re.I,
)
FEWEST = 2  # stems that name an action
LEAST = 0.75  # of a row's stems that the sentence says, too
MOST_MORE = 4  # stems that the sentence may say beside them


@dataclass(frozen=True, slots=True)
class _Due:
    """An action of a table: its stems, when it is due, and where both stand."""

    what: frozenset[str]
    time: Time
    spans: tuple[Span, ...]


def deadlines(script: Script) -> Iterator[Finding]:
    """Given a document, yield the actions that a sentence and a table put at two times which have no day in common."""
    rows = list(_rows(script))
    for sentence in script.sentences if rows else ():
        found = times(sentence.text)
        if len(found) != 1 or found[0].by > By.SEASON or sentence.piece.kind is BlockKind.FOOTNOTE:
            continue
        time, text = found[0], sentence.text
        if not _closes(text, time) or not _TO_COME.search(text) or _APART.search(text):
            continue
        said = stems(f"{text[: time.start]} {text[time.end :]}") - MONTHS
        alike = [row for row in rows if len(row.what & said) >= max(FEWEST, LEAST * len(row.what)) and len(said - row.what) <= MOST_MORE]
        if alike and all(row.time.last < time.first or time.last < row.time.first for row in alike):
            values = {"first": time.words, "second": alike[0].time.words}
            yield told("contradiction.two_dates", _T, [*sentence.cut(time.start, time.end), *alike[0].spans], values, sure=0.65)


def _closes(text: str, time: Time) -> bool:
    """Whether a time says by when the one clause of a sentence is done: at its end, or before it."""
    before, behind = text[: time.start], text[time.end :]
    opens = not re.search(r"\w", _BY.sub("", before))
    ends = not re.search(r"\w", behind) and not _CLAUSE.search(before)
    return _BY.search(before) is not None and (ends or opens and not _CLAUSE.search(re.sub(r"^\W+", "", behind)))


def _rows(script: Script) -> Iterator[_Due]:
    for grid in script.flow.grids:
        due = [column for column, name in grid.columns.items() if role_of(name) is Role.DUE]
        for row in grid.rows if len(due) == 1 else ():
            dates = [(cell, times(re.sub(r"\s", " ", cell.text))) for cell in row if cell.column == due[0]]
            named = max((cell for cell in row if cell.column < due[0]), key=lambda cell: len(cell.text), default=None)
            if named is None or len(dates) != 1 or len(dates[0][1]) != 1 or _APART.search(named.text):
                continue
            what = stems(re.sub(r"\s+", " ", named.text)) - MONTHS
            if len(what) >= FEWEST:
                yield _Due(what, dates[0][1][0], (script.cell_span(grid, dates[0][0]), script.cell_span(grid, named)))
