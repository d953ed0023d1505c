"""How many actions or targets stand where: "six of our eight targets were met", "7 are green, 6 amber and 2 red", against the column of a
table that says of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import Span
from ingest.register.flow import Grid

_T = FindingType.COUNT_AND_LIST
FEWEST = 3  # rows of which a table says how they stand
_N = rf"(?:{WORD}|\d{{1,3}})"
# What a cell may hold, and what sentences call it.
_SAID: Mapping[str, tuple[str, str]] = {
    "green": (r"g|green|on (?:course|track|target)", r"green|on\s+(?:course|track|target)"),
    "amber": (r"a|amber|some delay|yellow", r"amber"),
    "red": (r"r|red|off track|at risk", r"red"),
    "blue": (r"b|blue|complete[d]?|done|closed|finished", r"blue|complete[d]?|done|finished"),
    "met": (r"y|yes|met|achieved|✓|✔|hit|target met", r"met|achieved|hit|reached"),
    "missed": (r"n|no|not met|missed|not achieved|✗|✘|x|target missed", r"missed|not\s+met|not\s+achieved|failed"),
}
_COLUMN = re.compile(r"\b(?:met|status|rag|rating|achieved|on target|progress|position|result)\b|target met|met\?", re.I)
_THINGS = r"(?:targets?|measures?|indicators?|actions?|promises|pledges|commitments|objectives|milestones|projects)"
_OF = re.compile(
    rf"\b(?P<verb>met|achieved|hit|reached|missed|completed)\s+(?P<n>{_N})\s+(?:out\s+)?of\s+(?:our|the"
    rf"|its|these|last\s+year[’']s)?\s*(?P<all>{_N})\s+(?:[a-z]+\s+)?{_THINGS}\b"
    rf"|\b(?P<n2>{_N})\s+(?:out\s+)?of\s+(?:our|the|its|these|all)?\s*(?P<all2>{_N})\s+(?:[a-z]+\s+)?{_THINGS}\s+(?:(?:have"
    rf"|has)\s+(?:now\s+)?been|were|are|was|had\s+been)\s+(?:now\s+)?(?P<verb2>met|achieved|hit|reached"
    rf"|missed|complete[d]?|green|red|amber|on\s+(?:track|target|course))\b",
    re.I,
)
_EACH = re.compile(
    rf"(?<![\w.,£])(?P<n>{_N})\s+(?:(?:{_THINGS}|of\s+them)\s+)?(?:(?:are|is|were|was)\s+)?(?:now\s+|rated\s+"
    rf"|at\s+)?(?P<word>green|amber|red|blue|complete[d]?|on\s+(?:track|course)|met|missed|achieved|not\s+met)\b",
    re.I,
)
_OTHER_TIME = re.compile(r"\b(?:previous\w*|a year ago|last time|by the end|will|should|expect\w*|aim)\b", re.I)


def statuses(script: Script) -> Iterator[Finding]:
    """Given a document, yield counts of what is met, green or complete that its one table of them does not bear out."""
    tables = [found for grid in script.flow.grids if (found := _table(grid, script)) is not None]
    if len(tables) != 1:
        return
    standing, spans = tables[0]
    total = sum(standing.values())
    for sentence in [*script.sentences, *script.cell_sentences]:
        if not _OTHER_TIME.search(sentence.text):
            yield from _out_of(sentence, standing, spans, total)
            yield from _each(sentence, standing, spans, total)


def _table(grid: Grid, script: Script) -> tuple[Counter[str], dict[str, list[Span]]] | None:
    """How the rows of a table stand, and where it says so; None for a table that does not say it of every row."""
    for column, name in grid.columns.items():
        if not _COLUMN.search(name):
            continue
        cells = [cell for row in grid.rows for cell in row if cell.column == column and cell.text.strip()]
        ways = [_way(cell.text) for cell in cells]
        named = [row for row in grid.rows if 2 * len([cell for cell in row if cell.text.strip()]) > len(grid.columns)]
        if len(cells) >= FEWEST and all(ways) and len(cells) == len(named):
            spans: dict[str, list[Span]] = {}
            for way, cell in zip(ways, cells, strict=True):
                spans.setdefault(way, []).append(script.cell_span(grid, cell))
            return Counter(ways), spans
    return None


def _way(text: str) -> str:
    """How a cell says that its row stands; nothing where it says anything else."""
    plain = re.sub(r"\s+", " ", text).strip(" .*").casefold()
    return next((way for way, (cell, _) in _SAID.items() if re.fullmatch(cell, plain)), "")


def _called(words: str, standing: Counter[str]) -> str:
    """Which of a table's ways words of a sentence mean."""
    plain = re.sub(r"\s+", " ", words).casefold()
    found = [way for way, (_, said) in _SAID.items() if re.fullmatch(said, plain) and way in standing]
    if not found and "met" in standing and "green" not in standing and re.fullmatch(_SAID["green"][1], plain):
        return "met"
    return found[0] if len(found) == 1 else ""


def _out_of(sentence: Sentence, standing: Counter[str], spans: Mapping[str, list[Span]], total: int) -> Iterator[Finding]:
    """ "we met six of our eight targets"."""
    for match in _OF.finditer(sentence.text):
        count, of = number_of(match["n"] or match["n2"]), number_of(match["all"] or match["all2"])
        way = _called(match["verb"] or match["verb2"], standing)
        if way and of == total and count is not None and count != standing[way]:
            yield _told(sentence, match, match.group(), standing[way], spans[way])


def _each(sentence: Sentence, standing: Counter[str], spans: Mapping[str, list[Span]], total: int) -> Iterator[Finding]:
    """ "7 are green, 6 amber and 2 red": at least two ways, which together are all rows or nearly so."""
    said = [(match, number_of(match["n"]) or 0, _called(match["word"], standing)) for match in _EACH.finditer(sentence.text)]
    said = [one for one in said if one[2]]
    ways = [way for _, _, way in said]
    if len(said) < 2 or len(set(ways)) != len(ways) or abs(sum(count for _, count, _ in said) - total) > 1 or {*ways} != {*standing}:
        return
    for match, count, way in said:
        if count != standing[way]:
            yield _told(sentence, match, match.group(), standing[way], spans[way])
            return


def _told(sentence: Sentence, match: re.Match[str], stated: str, count: int, spans: list[Span]) -> Finding:
    values = {"stated": re.sub(r"\s+", " ", stated), "listed": count}
    return told("contradiction.count_in_table", _T, [*sentence.cut(*match.span()), *spans], values, sure=0.75)
