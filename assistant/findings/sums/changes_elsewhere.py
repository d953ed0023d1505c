"""Changes that are given in one place and whose two figures stand in another: "4,120 crimes, down 6%" on a card, "fell from 4,480 to 4,120"
in the text; and "590 (-10%)" in the target's cell beside a baseline of 640."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.columns import Role, role_of
from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, quantity_of, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import subject_of
from assistant.findings.sums.change_pair import agrees, pair_in, share_of_change
from assistant.findings.sums.mentions import YEARS, Kind, Mention, figures_in, mentions
from assistant.findings.sums.portions import Portion, portions
from ingest.documents import Span
from ingest.register.flow import Grid

_T = FindingType.CHANGE_AND_FIGURES
LEAST = 100  # a figure that is met again and is no chance
ROUNDED = 1.5  # points by which a target may miss its change, for targets are round
LONGEST = 110  # characters of a line that gives one figure and its change
# A cell of a target that holds a figure and its change, and nothing else: "590 (-10%)", "590, 10% fewer", "down 10% to 590".
_CHANGE = re.compile(
    r"(?P<figure>[\d,]{1,9}) ?(?:\((?P<inside>[^()]{2,20})\)|, (?P<behind>[^()]{2,20}))"
    r"|(?P<way>down|up) (?P<by>\d{1,3}(?:\.\d{1,2})?) ?% to (?P<to>[\d,]{1,9})",
    re.I,
)
_BY = re.compile(
    r"(?P<sign>[+−–-]) ?(?P<p>\d{1,3}(?:\.\d{1,2})?) ?%|(?P<q>\d{1,3}(?:\.\d{1,2})?) ?%"
    r" (?P<down>fewer|less|lower|down|reduction|fall|decrease|cut)"
    r"|(?P<r>\d{1,3}(?:\.\d{1,2})?) ?% (?:more|higher|up|increase|rise)|(?P<word>down|up|minus|plus) (?P<s>\d{1,3}(?:\.\d{1,2})?) ?%",
    re.I,
)
_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\W*")
LONGEST_CELL = 40  # characters of a cell that holds a figure and its change


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
    """ "590 (-10%)" in the one column of targets, beside the one of baselines: of several targets each may be a step."""
    roles = [role_of(name) for name in grid.columns.values() if not _YEAR_ALONE.fullmatch(name)]
    if roles.count(Role.TARGET) != 1 or roles.count(Role.BASELINE) != 1:
        return
    columns = {role: column for column, name in grid.columns.items() for role in [role_of(name)] if not _YEAR_ALONE.fullmatch(name)}
    for row in grid.rows:
        cells = {cell.column: cell for cell in row}
        target, other = cells.get(columns[Role.TARGET]), cells.get(columns[Role.BASELINE])
        change = _change(target.text) if target is not None else None
        first = quantity_of(other.text) if other is not None else None
        if target is None or other is None or change is None or first is None or first.unit or first.value <= 0:
            continue
        second, given = change
        found = (second.value / first.value - 1) * 100
        if abs(found - given) > ROUNDED and abs(second.value - first.value * (1 + given / 100)) >= 1:
            sum_ = f"({second.text} − {first.text}) ÷ {first.text} = {shown_number(found, 1)}%, not {shown_number(given, 1)}%."
            yield told("contradiction.change_in_words", _T, [script.cell_span(grid, target), script.cell_span(grid, other)], {}, sum_, 0.7)


def _change(text: str) -> tuple[Quantity, float] | None:
    """A cell's one figure and the change that it gives with it, in percent; None where it holds anything else."""
    plain = " ".join(text.split()) if len(text) <= LONGEST_CELL else ""
    whole = _CHANGE.fullmatch(plain)
    if whole is None:
        return None
    by = _BY.fullmatch((whole["inside"] or whole["behind"] or f"{whole['way']} {whole['by']}%").strip())
    figure = quantity_of(whole["figure"] or whole["to"])
    if by is None or figure is None:
        return None
    size = float(by["p"] or by["q"] or by["r"] or by["s"])
    down = bool(by["down"]) or (by["word"] or "").casefold() in ("down", "minus") or bool(by["sign"]) and by["sign"] != "+"
    return figure, -size if down else size
