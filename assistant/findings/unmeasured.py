"""Aims that no indicator measures: an indicator of the same field may count something else than what is to change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.findings.aims import FEWEST_WORDS, Aim, aims, bears
from assistant.findings.columns import Role, roles_of
from assistant.findings.indicators import is_misread
from assistant.findings.likeness import essence
from assistant.findings.measured import measured
from assistant.findings.script import Script
from assistant.wordfile import read_words
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.register.entry import Entry, EntryKind

FILE = Path(__file__).with_name("unmeasured.toml")
MEASURED = 0.5  # share of an aim's stems that an indicator holds where it measures it
WHOLE = 0.75  # share of an indicator's stems that an aim holds where it is about what the indicator counts
BESIDE = 0.33  # the same for the indicators of its own row in a table that pairs the two
# What begins another wish in one sentence.
_AND_THAT = re.compile(
    r",\s+(?:and\s+)?(?=that\s|(?:fewer|more|those|people|residents|victims|nobody|everybody|everyone)\s+(?:[\w’'-]+\s+){0,5}?(?:to|are|is|feel|who)\s)"
)
_CALLS_IT = re.compile(r"^\W*(?:the|our|its)\s+(?:[\w-]+\s+){0,2}(?:priority|aim|objective|goal)\s+(?:is|will\s+be)\s+to\s+", re.I)
# What comes of a priority beside what it deals with.
_PURPOSE = re.compile(
    r"\b(?:(?:in\s+order|so\s+as)\s+)?to\s+(?:improve|increase|raise|build|restore|rebuild|strengthen|boost)\s+[^.;,]{4,60}[.;]?$", re.I
)
_FELT = "confidence trust satisfaction reassurance feeling fear perception"
_SUPPORT = re.compile(r"\bsupport\w*", re.I)
_SUPPORTS = re.compile(
    r"\bsupport\w*\s+(?:(?:is|are)\s+)?(?:for|to|available|they|victims?|survivors|witnesses|people|famil\w+|women|men|girls|boys|children|young|those|offenders|individuals|residents"
    r"|carers|parents)\b|\b(?:receiv|get|gets|offer|giv|access|find|better|right|need)\w*\s+(?:[\w’'-]+\s+){0,3}?support\b|\b(?:is|are|feel|feels|be|well)\s+(?:[a-z]+ly\s+)?supported\b",
    re.I,
)
_IS_MEASURED = re.compile(
    r"\bmeasured (?:by|using|through)\b|\b(?:used to|will) measure\b|(?<![\w.])\d+(?:\.\d+)?\s?(?:%|per\s?cent)", re.I
)


def unmeasured(script: Script) -> tuple[list[Aim], list[Aim]]:
    """Given a document, return all its aims, and those of them that no indicator measures."""
    everything, indicators = aims(script), [one for one in script.own(EntryKind.INDICATOR) if not is_misread(one, script)]
    rows = _rows(script)
    return everything, [one for one in everything if not all(_is_measured(part, indicators, rows, script) for part in _clauses(one))]


def _clauses(one: Aim) -> list[Aim]:
    """An aim, or each thing that it wishes for: "fewer residents to be woken, and those who call to be heard"."""
    parts = [part for part in _AND_THAT.split(one.words) if len(part.split()) >= FEWEST_WORDS]
    return [replace(one, words=part) for part in parts] if len(parts) > 1 else [one]


def _is_measured(one: Aim, indicators: Sequence[Entry], rows: Sequence[tuple[Span, ...]], script: Script) -> bool:
    """Whether its own words give a figure to reach, or an indicator speaks of the same thing: one beside it in a table that pairs the two
    of a third of it, another of the same priority of half of it, or of little else."""
    figures = (other for other in measured(script) if other.from_where or other.to_where)
    if (
        any(one.span.overlaps(other.span) for other in figures)
        or _IS_MEASURED.search(one.words)
        or _is_measured_priority(one, indicators, script)
    ):
        return True
    said = _alike(essence(one.words, script))
    keys = _changed(one.words)
    paired = next((words for span, words in script.once("paired", _paired) if one.span.overlaps(span)), None)
    if paired is not None:
        # Whoever set a measure beside it says that this measures it; one that counts deeds says nothing of what people feel.
        return not keys or bool(keys & _alike(frozenset(words_of(paired))))
    indicators = [other for other in indicators if not keys or keys & _alike(frozenset(words_of(other.name)) | _essence_of(other, script))]
    for other in indicators:
        near = other.belongs_to == one.belongs_to or None in (other.belongs_to, one.belongs_to)
        counts = _essence_of(other, script)
        shared = said & counts
        if near and (len(shared) >= max(min(2, len(said)), MEASURED * len(said)) or len(shared) >= max(2, WHOLE * len(counts))):
            return True
    row = next((row for row in rows if any(one.span.overlaps(cell) for cell in row)), ())
    beside = [other for other in indicators if any(other.spans[0].overlaps(cell) for cell in row)]
    counted = frozenset(stem for other in beside for stem in _essence_of(other, script))
    return not said or bool(beside) and len(said & counted) >= BESIDE * len(said)


def _is_measured_priority(one: Aim, indicators: Sequence[Entry], script: Script) -> bool:
    """Whether an aim is a priority's own name, and indicators stand under that priority; not where it goes on to a feeling that none of
    them speaks of ("… to raise trust")."""
    under = {other.belongs_to for other in indicators if other.belongs_to}
    words = _CALLS_IT.sub("", one.words)
    if (beyond := _PURPOSE.search(words)) is not None:
        felt = _changed(beyond.group()) & _alike(frozenset(words_of(_FELT)))
        if felt and not any(felt & _essence_of(other, script) for other in indicators):
            return False
    return bears(words, [entry.name.casefold() for entry in script.own(EntryKind.PRIORITY) if entry.id in under and entry.name])


def _changed(words: str) -> frozenset[str]:
    """The stems of what an aim says will change, which its indicator has to speak of; support only where it is for somebody."""
    text = words if _SUPPORTS.search(words) else _SUPPORT.sub(" ", words)
    return _alike(frozenset(words_of(text))) & _words().changes


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `unmeasured.toml`, as stems: what changes, and the first of each group of words for one thing by every other."""

    changes: frozenset[str]
    same: Mapping[str, str]


@cache
def _words(file: Path = FILE) -> _Words:
    """The words of the file. Raises BadInput naming the file and what is off."""
    table = read_words(file, {"changes": str, "same": list})
    groups = ([stem for word in line.split() for stem in words_of(word)] for line in table["same"])
    same = {stem: group[0] for group in groups for stem in group}
    return _Words(frozenset(same.get(stem, stem) for stem in words_of(table["changes"])), same)


def _essence_of(one: Entry, script: Script) -> frozenset[str]:
    return _alike(essence(f"{one.name} {one.fields.get('group', '')}", script))


def _alike(found: frozenset[str]) -> frozenset[str]:
    """Stems, those that such papers use for one another each by the first of them."""
    return frozenset(_words().same.get(stem, stem) for stem in found)


def _paired(script: Script) -> list[tuple[Span, str]]:
    """What stands beside the measures of a table and was read as one of them: where, and the words of those measures, also in the rows
    below that begin with an empty cell."""
    misread = [one.spans[0] for one in script.own(EntryKind.INDICATOR) if is_misread(one, script)]
    found: list[tuple[Span, str]] = []
    for grid, column in ((grid, roles_of(grid).get(Role.MEASURE)) for grid in script.flow.grids):
        first: Span | None = None
        for row in grid.rows if column else []:
            cells = {cell.column: cell for cell in row if cell.text.strip()}
            if (opening := cells.get(min(grid.columns))) is not None:
                first = script.cell_span(grid, opening)
                if any(first.overlaps(span) for span in misread):
                    found.append((first, ""))
            measure = cells.get(column or 0)
            if found and first == found[-1][0] and measure is not None:
                found[-1] = (found[-1][0], f"{found[-1][1]} {measure.text}")
    return [one for one in found if one[1]]


def _rows(script: Script) -> list[tuple[Span, ...]]:
    """The rows of tables whose first row has words in every column: there, rows pair things. A row that begins with an empty cell goes
    with the one above."""
    found: list[tuple[Span, ...]] = []
    for grid in script.flow.grids:
        width = len(grid.columns)
        rows = [[cell for cell in row if cell.text.strip()] for row in grid.rows]
        if width < 2 or not rows or len(rows[0]) < width:
            continue
        for row in (row for row in rows if row):
            spans = tuple(script.cell_span(grid, cell) for cell in row)
            goes_on = row[0].column != rows[0][0].column and len(row) < width
            found = [*found[:-1], (*found[-1], *spans)] if goes_on and found else [*found, spans]
    return found
