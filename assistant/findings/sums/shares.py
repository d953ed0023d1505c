"""Shares against their counts: "998 (71.85%)" where 1,389 answered, in words and in tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import DIGITS, Quantity, number_of, quantities, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.matrix import Matrix, matrix_of
from assistant.findings.sums.whole_told import OWN_WHOLE
from ingest.documents import Span

_T = FindingType.SHARE_AND_COUNT
_PERCENT = rf"{DIGITS}\s?(?:%|per\s?cent)"
_PAIR = re.compile(
    rf"(?<![\w£.,])(?P<n>{DIGITS})(?:\s+[a-z]+)?\s*\(\s*(?P<p>{_PERCENT})\s*\)"
    rf"|(?<![\w.,])(?P<p2>{_PERCENT})\s*\(\s*(?P<n2>{DIGITS})(?:\s+[a-z]+){{0,2}}\s*\)"
    rf"|(?<![\w£.,])(?P<n3>{DIGITS})\s+or\s+(?P<p3>{_PERCENT})",
    re.I,
)
_OF_WHOLE = re.compile(
    rf"(?<![\w£.,])(?P<n>{DIGITS})\s+(?:[a-z]+\s+)?(?:out\s+)?of\s+(?:the\s+|all\s+|our\s+)?(?P<t>{DIGITS})(?:\s+[a-z]+){{0,3}}?\s*[(,]\s*(?P<p>{_PERCENT})"
    rf"|(?<![\w.,])(?P<p2>{_PERCENT})\s*\(\s*(?P<n2>{DIGITS})\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<t2>{DIGITS})",
    re.I,
)
_TOTAL_BEFORE = re.compile(rf"\btotal\b[^.;]{{0,20}}?(?<![\w.,£])(?P<t>{DIGITS})(?!\s?%|[\w.,]\d)", re.I)
_CHANGE = re.compile(r"\b(?:change|increase|decrease|reduction|difference|variance)\b", re.I)
_OF_THESE = re.compile(rf"^\W*Of\s+(?:the\s+|these\s+|all\s+|our\s+)?(?P<t>{DIGITS})\s+(?:[a-z][\w’'-]*\s+){{0,5}}?[a-z][\w’'-]*,", re.I)
_FRACTION = re.compile(
    rf"\b(?<!more than )(?<!less than )(?<!over )(?<!under )(?P<words>(?P<n>one|two|three|four|five|six|seven|eight"
    rf"|nine)\s+(?:in|out of)\s+(?:every\s+)?(?P<out_of>two|three|four|five|six|eight|ten|\d{{1,2}})"
    rf"|(?:an?\s+|one\s+|two[\s-]|three[\s-])(?:third|quarter|fifth|tenth|half)s?)(?:\s+[a-z][\w’'-]*){{0,5}}?\s*\(\s*(?P<p>{_PERCENT})\s*\)",
    re.I,
)
FRACTION_OFF = 4.0  # points that a fraction in words may be away from its share
_CONFIRMING = 2  # other shares that must fit a whole before one that does not is called wrong


@dataclass(frozen=True, slots=True)
class Pair:
    """A count with the share it is said to be, and where both stand."""

    count: Quantity
    share: Quantity
    spans: tuple[Span, ...]

    def fits(self, whole: float) -> bool:
        """Given a whole, say whether the share follows from the count; the share may be rounded or cut off."""
        share = self.count.value / whole * 100
        return self.share.low - 1e-6 <= share <= self.share.high + self.share.half + 1e-6


def shares(script: Script) -> Iterator[Finding]:
    """Given a document, yield shares that do not follow from their counts."""
    sentences = [*script.sentences, *script.cell_sentences]
    for sentence in sentences:
        yield from _stated_wholes(sentence)
        yield from _of_these(sentence)
        yield from _fractions(sentence)
    yield from _in_sections(sentences)
    for grid in script.flow.grids:
        yield from _in_table(matrix_of(grid, script))


def _stated_wholes(sentence: Sentence) -> Iterator[Finding]:
    """ "73 of the 450 cases (16%)": all three are said."""
    for match in _OF_WHOLE.finditer(sentence.text):
        n, t, p = (match[name] or match[f"{name}2"] for name in ("n", "t", "p"))
        pair, whole = _pair(n, p, sentence.cut(match.start(), match.end())), next(quantities(t))
        if pair is not None and whole.value >= pair.count.value > 0 and not pair.fits(whole.value):
            yield _wrong("contradiction.share_of_whole", pair, whole.value, whole.text, [], 0.9)


def _of_these(sentence: Sentence) -> Iterator[Finding]:
    """ "Of 400 offences, 120 (25%) were at night": the whole opens the sentence."""
    opening = _OF_THESE.match(sentence.text)
    whole = next(quantities(opening["t"]), None) if opening is not None else None
    if opening is None or whole is None or whole.hedged:
        return
    for pair, at in _pairs_in(sentence):
        stated = any(match.start() <= at < match.end() for match in _OF_WHOLE.finditer(sentence.text))
        if not stated and at >= opening.end() and 0 < pair.count.value <= whole.value and not pair.fits(whole.value):
            spans = list(sentence.cut(*opening.span("t")))
            yield _wrong("contradiction.share_of_whole", pair, whole.value, whole.text, spans, 0.8)


def _fractions(sentence: Sentence) -> Iterator[Finding]:
    """ "one in four residents (35%)": a fraction in words beside its share; it may be a few points off, as words are."""
    for match in _FRACTION.finditer(sentence.text):
        part, whole = _part_of(match)
        share = next(quantities(match["p"]), None)
        if share is None or not part or not whole or part >= whole:
            continue
        right = part / whole * 100
        if abs(right - share.value) > FRACTION_OFF + share.half:
            words = re.sub(r"\s+", " ", match["words"])
            sum_ = f"{words[0].upper()}{words[1:]} is {shown_number(right, 1)}%, not {share.text}."
            yield told("contradiction.share_of_whole", _T, sentence.cut(*match.span()), {}, sum_, 0.75)


def _part_of(match: re.Match[str]) -> tuple[int, int]:
    if match["out_of"]:
        return number_of(match["n"]) or 0, number_of(match["out_of"]) or 0
    words = match["words"].casefold().replace("-", " ").split()
    name = words[-1].removesuffix("s")
    parts = next((number_of(word) or 1 for word in words[:-1] if number_of(word)), 1)
    return parts, {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}[name]


def _pair(count: str, share: str, spans: tuple[Span, ...]) -> Pair | None:
    counted, said = list(quantities(count)), list(quantities(share))
    if len(counted) != 1 or len(said) != 1 or said[0].unit != "%" or counted[0].unit:
        return None
    return Pair(counted[0], said[0], spans)


def _pairs_in(sentence: Sentence) -> Iterator[tuple[Pair, int]]:
    for match in _PAIR.finditer(sentence.text):
        n = match["n"] or match["n2"] or match["n3"]
        p = match["p"] or match["p2"] or match["p3"]
        before = sentence.text[max(0, match.start() - 30) : match.start()]
        apart = _CHANGE.search(before) or OWN_WHOLE.match(sentence.text, match.end())
        found = None if apart else _pair(n, p, sentence.cut(match.start(), match.end()))
        if found is not None:
            yield found, match.start()


def _in_sections(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Counts with their shares in one section: the whole that most of them are shares of is the whole of all."""
    sections: defaultdict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        sections[sentence.piece.section].append(sentence)
    for group in sections.values():
        found = [(pair, at, sentence) for sentence in group for pair, at in _pairs_in(sentence)]
        if not found:
            continue
        pairs = [pair for pair, _, _ in found]
        wholes = _wholes(group, pairs)
        for pair, at, sentence in found:
            yield from _judged(pair, at, sentence, pairs, wholes)


def _wholes(group: Iterable[Sentence], pairs: Sequence[Pair]) -> list[tuple[Quantity, Span]]:
    """Whole numbers of the section that at least two of the pairs are shares of."""
    found: list[tuple[Quantity, Span]] = []
    for sentence in group:
        for one in quantities(sentence.text):
            fitting = sum(pair.fits(one.value) for pair in pairs if one.value >= pair.count.value) if one.value > 0 and not one.unit else 0
            if fitting >= _CONFIRMING and not any(one.value == other.value for other, _ in found):
                found.append((one, sentence.cut(one.start, one.end)[0]))
    return found


def _judged(pair: Pair, at: int, sentence: Sentence, pairs: Sequence[Pair], wholes: Sequence[tuple[Quantity, Span]]) -> Iterator[Finding]:
    if pair.count.value <= 0 or any(pair.fits(whole.value) for whole, _ in wholes):
        return
    if len(wholes) == 1:
        whole, span = wholes[0]
        yield _wrong("contradiction.share_of_whole", pair, whole.value, whole.text, [span], 0.85)
        return
    totals = [match for match in _TOTAL_BEFORE.finditer(sentence.text[:at])]
    if totals and not wholes:
        whole = next(quantities(totals[-1]["t"]))
        if whole.value > pair.count.value and not pair.fits(whole.value):
            spans = list(sentence.cut(totals[-1].start("t"), totals[-1].end("t")))
            yield _wrong("contradiction.share_of_whole", pair, whole.value, whole.text, spans, 0.7)
        return
    others = [other for other in pairs if other is not pair]
    base = common_whole(others)
    if not wholes and base is not None and len(others) > _CONFIRMING and not _meets(pair, base):
        yield _odd_one_out(pair, others[0])


def common_whole(pairs: Sequence[Pair]) -> tuple[float, float] | None:
    """Given counts with their shares, return the bounds of the whole that all of them can be shares of, None where there is none."""
    bounds = [_bounds(pair) for pair in pairs if pair.count.value > 0 and pair.share.low > 0]
    if not bounds:
        return None
    low, high = max(low for low, _ in bounds), min(high for _, high in bounds)
    return (low, high) if low <= high else None


def _bounds(pair: Pair) -> tuple[float, float]:
    return pair.count.value * 100 / (pair.share.high + pair.share.half), pair.count.value * 100 / pair.share.low


def _meets(pair: Pair, base: tuple[float, float]) -> bool:
    if pair.share.low <= 0:
        return True
    low, high = _bounds(pair)
    return low <= base[1] and high >= base[0]


def _wrong(key: str, pair: Pair, whole: float, shown: str, more: Sequence[Span], sure: float) -> Finding:
    places = max(1, len(pair.share.text.partition(".")[2].rstrip("% ")))
    share = shown_number(pair.count.value / whole * 100, places)
    return told(key, _T, [*pair.spans, *more], {}, f"{pair.count.text} ÷ {shown} = {share}%, not {pair.share.text}.", sure)


def _odd_one_out(pair: Pair, other: Pair) -> Finding:
    def whole(one: Pair) -> str:
        return shown_number(round(one.count.value * 100 / one.share.value))

    sum_ = (
        f"{pair.count.text} being {pair.share.text} makes a whole of about {whole(pair)};"
        f" {other.count.text} being {other.share.text} makes one of about {whole(other)}."
    )
    return told("contradiction.share_among_others", _T, [*pair.spans, *other.spans], {}, sum_, 0.75)


def _in_table(matrix: Matrix) -> Iterator[Finding]:
    """A column of shares right behind a column of counts, where all but a few rows are shares of one whole."""
    for column, name in matrix.columns.items():
        if not re.search(r"%|per ?cent|share|proportion", name, re.I) or _CHANGE.search(name):
            continue
        pairs = [
            Pair(
                row.figures[column - 1].quantity,
                _as_percent(row.figures[column].quantity),
                (row.figures[column - 1].span, row.figures[column].span),
            )
            for row in matrix.rows
            if column in row.figures and column - 1 in row.figures and not row.figures[column - 1].quantity.unit
        ]
        for pair in pairs:
            others = [other for other in pairs if other is not pair]
            base = common_whole(others)
            if len(others) > _CONFIRMING and base is not None and not _meets(pair, base):
                yield _odd_one_out(pair, others[0])


def _as_percent(one: Quantity) -> Quantity:
    return Quantity(one.value, "%", one.half, one.start, one.end, one.text if "%" in one.text else f"{one.text}%", one.hedged)
