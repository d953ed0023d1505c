"""Changes that are given in one place and whose two figures stand in another: "4,120 crimes, down 6%" on a card, "fell from 4,480 to 4,120"
in the text; and "590 (-10%)" in the target's cell beside a baseline of 640."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, quantities, quantity_of, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import subject_of
from assistant.findings.sums.changes_told import agrees, pair_in, share_of_change
from assistant.findings.sums.mentions import YEARS, Kind, Mention, figures_in, mentions
from assistant.findings.sums.portions import Portion, portions
from ingest.documents import Span
from ingest.register.flow import Grid, GridCell

_T = FindingType.CHANGE_AND_FIGURES
LEAST = 100  # a figure that is met again and is no chance
ROUNDED = 1.5  # points by which a target may miss its change, for targets are round
LONGEST = 110  # characters of a line that gives one figure and its change
_BASELINE = re.compile(r"\b(?:baseline|now|current\w*|latest|today|actual|start(?:ing)?|where\s+we\s+are|from|20\d\d(?:[/-]\d\d)?)\b", re.I)
_TARGET = re.compile(r"\b(?:target|goal|aim|ambition|where\s+we\s+want\s+to\s+be|to|by\s+20\d\d|20\d\d(?:[/-]\d\d)?)\b", re.I)
_CHANGE = re.compile(
    r"[(–—,;]?\s*(?P<sign>[+−–-])\s?(?P<p>\d+(?:\.\d+)?)\s?%|(?P<q>\d+(?:\.\d+)?)\s?%\s+(?P<down>fewer|less|lower|down|reduction|fall|decrease|cut)"
    r"|(?P<r>\d+(?:\.\d+)?)\s?%\s+(?P<up>more|higher|up|increase|rise)|\b(?P<word>down|up|minus|plus|reduction\s+of|increase\s+of|cut\s+of)\s+(?P<s>\d+(?:\.\d+)?)\s?%",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier and a later figure of one thing, the stems around them, and where they stand."""

    first: Quantity
    second: Quantity
    near: frozenset[str]
    spans: tuple[Span, ...]
    sentence: Sentence | None


def changes_elsewhere(script: Script) -> Iterator[Finding]:
    """Given a document, yield changes that do not follow from figures that stand elsewhere, or in the same row."""
    pairs: defaultdict[float, list[_Pair]] = defaultdict(list)
    for pair in (*_said(script), *_in_rows(script)):
        pairs[pair.second.value].append(pair)
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells, *script.titles] if pairs else ():
        yield from _against(sentence, pairs)
    for grid in script.flow.grids:
        yield from _in_targets(grid, script)


def _said(script: Script) -> Iterator[_Pair]:
    for sentence in [*script.sentences, *script.cell_sentences]:
        found = pair_in(sentence)
        if found is not None and found[1].value >= LEAST and not list(portions(sentence.text)):
            spans = tuple(span for one in found for span in sentence.cut(one.start, one.end))
            yield _Pair(*found, subject_of(YEARS.sub(" ", sentence.text)), spans, sentence)


def _in_rows(script: Script) -> Iterator[_Pair]:
    """The figures of two years that follow one another in a row."""
    rows: defaultdict[tuple[int, frozenset[str], str], dict[str, Mention]] = defaultdict(dict)
    for one in mentions(script):
        if one.table is not None and one.kind is Kind.LEVEL and len(one.years) == 1 and one.quantity.unit != "%":
            rows[one.table, one.subject, one.head][next(iter(one.years))] = one
    for found in rows.values():
        years = sorted(found)
        for first, second in zip(years, years[1:], strict=False):
            if int(second[:4]) - int(first[:4]) == 1 and found[second].quantity.value >= LEAST:
                a, b = found[first], found[second]
                yield _Pair(a.quantity, b.quantity, b.subject | {b.head}, (*b.spans, *a.spans), None)


def _against(sentence: Sentence, pairs: defaultdict[float, list[_Pair]]) -> Iterator[Finding]:
    """A line of one figure and its change, against the pair that ends in that figure."""
    text = sentence.text
    shares = list(portions(text))
    if len(text) > LONGEST or len(shares) != 1 or re.search(r"\b(?:target|will|aim|since|over\s+\w+\s+years|than\s+in)\b", text, re.I):
        return
    figures = [one for one in figures_in(text) if one.unit != "%" and not shares[0].start <= one.start < shares[0].end]
    way = share_of_change(text, shares[0])
    if len(figures) != 1 or not way or shares[0].hedged:
        return
    near = subject_of(YEARS.sub(" ", text))
    found = [one for one in pairs.get(figures[0].value, []) if one.sentence is not sentence and one.first.value > 0 and _are_kin(one, near)]
    if found and not any(agrees(one.first, one.second, shares[0], way) for one in found):
        yield _told(found[0], shares[0], sentence.cut(figures[0].start, len(text)))


def _are_kin(pair: _Pair, near: frozenset[str]) -> bool:
    """Whether a line may be of the same thing as a pair: a word in common, or next to nothing said but what all crime is called."""
    return bool(pair.near & near) or not near


def _told(pair: _Pair, share: Portion, spans: tuple[Span, ...]) -> Finding:
    change = (pair.second.value / pair.first.value - 1) * 100
    sum_ = f"({pair.second.text} − {pair.first.text}) ÷ {pair.first.text} = {shown_number(change, 1)}%, not {share.text}."
    return told("contradiction.change_in_words", _T, [*spans, *pair.spans], {}, sum_, 0.7)


def _in_targets(grid: Grid, script: Script) -> Iterator[Finding]:
    """ "590 (-10%)" beside a baseline."""
    for row in grid.rows:
        for place, cell in enumerate(row):
            change = _change(cell)
            if change is None or not _TARGET.search(grid.columns.get(cell.column, "")):
                continue
            before = [(one, quantity_of(one.text)) for one in row[:place] if _BASELINE.search(grid.columns.get(one.column, ""))]
            known = [(one, figure) for one, figure in before if figure is not None and not figure.unit and figure.value > 0]
            if len(known) != 1:
                continue
            (other, first), (second, given) = known[0], change
            found = (second.value / first.value - 1) * 100
            if abs(found - given) > ROUNDED and abs(second.value - first.value * (1 + given / 100)) >= 1:
                sum_ = f"({second.text} − {first.text}) ÷ {first.text} = {shown_number(found, 1)}%, not {shown_number(given, 1)}%."
                spans = [script.cell_span(grid, cell), script.cell_span(grid, other)]
                yield told("contradiction.change_in_words", _T, spans, {}, sum_, 0.7)


def _change(cell: GridCell) -> tuple[Quantity, float] | None:
    """A cell's one figure and the change that it gives with it, in percent; None where it holds anything else."""
    text = YEARS.sub(lambda match: " " * len(match.group()), re.sub(r"\s", " ", cell.text))
    match = _CHANGE.search(text)
    figures = [one for one in quantities(text) if one.unit != "%"]
    if match is None or len(figures) != 1 or len(_CHANGE.findall(text)) != 1 or figures[0].unit:
        return None
    size = float(next(match[name] for name in ("p", "q", "r", "s") if match[name]))
    word = (match["word"] or "").casefold()
    down = bool(match["down"]) or word.startswith(("down", "minus", "reduction", "cut")) or bool(match["sign"]) and match["sign"] != "+"
    return figures[0], -size if down else size
