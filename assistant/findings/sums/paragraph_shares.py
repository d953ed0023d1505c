"""Shares of the whole that a paragraph is about: "worked with 164 children. 31 (19%) were girls. More than half, 74, had a special need":
the other shares of the paragraph show which number is their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import head_of
from assistant.findings.sums.mentions import figures_in
from assistant.findings.sums.portions import Portion, portions
from ingest.documents import BlockKind

_T = FindingType.SHARE_AND_COUNT
LEAST = 20  # of a whole whose shares tell it from other numbers
MARGIN = 0.6  # points beyond rounding
FAR, NEAR = (
    20.0,
    12.0,
)  # points by which a share may be off its count and still be meant: where two other shares show the whole, and where one does
LARGE = 100  # a whole that one share alone can show
_NAMED = re.compile(r"\s+of\s+(?:the|these|those|our|all(?:\s+the)?)\s+(?P<noun>[a-z][a-z’'-]+s)\s*[(,]")
_BESIDE = re.compile(
    r"(?:\s+of\s+(?:these|those|them|the)(?:\s+[a-z’'-]+){0,3})?\s*(?:[(,–—]\s*(?:or\s+|that\s+is,?\s+)?|\s(?:or|that\s+is)\s)"
)
_CHANGE = re.compile(
    r"\b(?:rose|risen|fell|fallen|rise|fall|increase\w*|decrease\w*|reduc\w*|drop\w*|grew|grown|up|down|higher|lower|fewer|target|points?)\b|\b(?:more|less)\b(?!\s+than\s+(?:half|a|one|two|three|\d))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A count with the share right beside it, in a sentence of a paragraph."""

    sentence: Sentence
    count: Quantity
    share: Portion

    def fits(self, whole: float) -> bool:
        """Given a whole, say whether the count is that share of it."""
        real = self.count.value / whole * 100
        return self.share.low - MARGIN <= real <= self.share.high + MARGIN


def paragraph_shares(script: Script) -> Iterator[Finding]:
    """Given a document, yield the share of a paragraph that does not follow from the whole which its other shares are of."""
    sentences = [one for one in script.sentences if one.piece.kind is not BlockKind.FOOTNOTE]
    for _, group in groupby(sentences, key=lambda one: id(one.piece)):
        paragraph = list(group)
        yield from _in_paragraph(paragraph)
        yield from _of_noun(paragraph)


def _in_paragraph(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    pairs = [pair for sentence in sentences for pair in _pairs(sentence)]
    if len(pairs) < 2:
        return
    first = pairs[0].sentence
    wholes = [
        (sentence, one)
        for sentence in sentences[: sentences.index(first) + 1]
        for one in figures_in(sentence.text)
        if not one.unit and not one.hedged and one.value >= LEAST and (sentence is not first or one.end < pairs[0].count.start)
        if all(pair.count is not one for pair in pairs)
    ]
    exact = [pair for pair in pairs if "%" in pair.share.text and not pair.share.hedged]
    for place, whole in wholes:
        off = [pair for pair in pairs if not pair.fits(whole.value)]
        fitting = [pair for pair in exact if pair.fits(whole.value)]
        if not fitting or len(off) != 1 or off[0].count.value >= whole.value or _has_own(off[0], sentences):
            continue
        pair = off[0]
        most = FAR if len(fitting) > 1 else NEAR if whole.value >= LARGE else 0.0
        if abs(pair.count.value / whole.value * 100 - pair.share.value) > most:
            continue
        sum_ = f"{pair.count.text} ÷ {whole.text} = {shown_number(pair.count.value / whole.value * 100, 1)}%, not {pair.share.text}."
        spans = [span for one in (pair.share, pair.count) for span in pair.sentence.cut(one.start, one.end)]
        yield told("contradiction.share_of_whole", _T, [*spans, *place.cut(whole.start, whole.end)], {}, sum_, 0.7)
        return


def _of_noun(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """ "took 4,812 reports … four in ten of the reports (1,444)": the share names its whole, of which the paragraph gives one number."""
    for pair in (pair for sentence in sentences[1:] for pair in _pairs(sentence)):
        named = _NAMED.match(pair.sentence.text[pair.share.end :])
        noun = head_of(named["noun"]) if named is not None else ""
        numbers = [
            (sentence, one)
            for sentence in sentences[: sentences.index(pair.sentence)]
            for one in figures_in(sentence.text)
            if noun and not one.unit and not one.hedged and one.value > pair.count.value and head_of(sentence.text[one.end :][:80]) == noun
        ]
        if len({one.value for _, one in numbers}) != 1 or _has_own(pair, sentences):
            continue
        place, whole = numbers[0]
        if not pair.fits(whole.value) and abs(pair.count.value / whole.value * 100 - pair.share.value) <= FAR:
            sum_ = f"{pair.count.text} ÷ {whole.text} = {shown_number(pair.count.value / whole.value * 100, 1)}%, not {pair.share.text}."
            spans = [span for one in (pair.share, pair.count) for span in pair.sentence.cut(one.start, one.end)]
            yield told("contradiction.share_of_whole", _T, [*spans, *place.cut(whole.start, whole.end)], {}, sum_, 0.7)


def _has_own(pair: _Pair, sentences: Sequence[Sentence]) -> bool:
    """Whether another number of the paragraph, up to that share, may be the whole that it is of."""
    until = sentences[: sentences.index(pair.sentence) + 1]
    numbers = [one.value for sentence in until for one in figures_in(sentence.text) if not one.unit and one.value > pair.count.value]
    before = sentences.index(pair.sentence)
    near = [one for one in figures_in(pair.sentence.text) if not one.unit and one.end < min(pair.count.start, pair.share.start)]
    return (
        any(pair.fits(value) for value in numbers)
        or bool(near)
        and before >= 0
        and re.search(r"\bof\s+(?:them|these|those|whom)\b", pair.sentence.text) is not None
    )


def _pairs(sentence: Sentence) -> Iterator[_Pair]:
    text = sentence.text
    if _CHANGE.search(text):
        return
    counts = [one for one in figures_in(text) if not one.unit and not one.hedged]
    for share in portions(text):
        for one in counts:
            between = text[share.end : one.start] if one.start >= share.end else text[one.end : share.start]
            if not (share.start <= one.start < share.end) and len(between) < 45 and _BESIDE.fullmatch(between):
                yield _Pair(sentence, one, share)
                break
