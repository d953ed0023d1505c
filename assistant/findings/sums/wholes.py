"""How many there are of a thing altogether, said twice: "the district has 23 wards" and "all 25 wards", "all 42 schools" and
"all 45 schools"; and one helpline with two numbers, one of which has two of its digits the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.times import times
from ingest.documents import Span
from ingest.lexical import words_of

_T = FindingType.SAME_QUANTITY
_N = rf"(?P<n>{WORD}|\d{{1,3}})"
_NOUN = (
    r"(?P<noun>(?:(?!of\b|in\b|to\b|and\b|or\b|with\b|who\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b)[a-z][a-z’'-]+\s+){0,2}?"
    r"(?!years\b|months\b|weeks\b|days\b|hours\b|minutes\b|times\b|points\b|others\b|things\b|places\b|residents\b|members\b|meetings\b)[a-z][a-z-]+(?<!s)s)\b"
)
_ALL = re.compile(rf"\b(?i:all|each\s+of|every\s+one\s+of)\s+(?:of\s+)?(?:(?:the|our|its|these)\s+)?{_N}\s+{_NOUN}")
_HAS = re.compile(
    rf"\b(?i:(?:the|our)\s+(?:district|borough|county|city|town|area|council|partnership|vale|parish|region)\s+(?:has|is\s+made\s+up\s+of|is\s+divided\s+into|consists\s+of))"
    rf"\s+{_N}\s+{_NOUN}"
)
_OURS = re.compile(
    rf"\b(?i:the|our)\s+{_N}\s+{_NOUN}(?=\s+(?:of|in|across)\s+(?:the|our)\s+(?:district|borough|county|city|town|area|partnership|vale)\b)"
)
_NOT_ALL = re.compile(
    r"\b(?:of|out\s+of|first|last|next|other|remaining|top|nearly|almost|about|over|more\s+than|at\s+least)\s+(?:(?:the|our|its)\s+)?$",
    re.I,
)
_PHONE = re.compile(r"(?<![\d/.])(?:0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4})(?![\d/])")
MOST_APART = 2.0  # times: counts that are further apart are of two things


@dataclass(frozen=True, slots=True)
class _Whole:
    """A count of all there are: the stems of what is counted, and where it stands."""

    count: int
    words: str
    noun: tuple[str, ...]
    spans: tuple[Span, ...]
    sentence: Sentence


def wholes(script: Script) -> Iterator[Finding]:
    """Given a document, yield the things of which it counts all, and not alike, and the numbers to ring that are one misprinted."""
    found = [one for sentence in _lines(script) for one in _wholes(sentence)]
    reported: set[tuple[str, ...]] = set()
    for one, other in combinations(found, 2):
        low, high = sorted((one.count, other.count))
        years = [{time.first.year for time in times(whole.sentence.text)} for whole in (one, other)]
        if one.noun != other.noun or low == high or high > low * MOST_APART or one.noun in reported or one.sentence is other.sentence:
            continue
        if not all(years) or years[0] & years[1]:
            reported.add(one.noun)
            yield _told("The number of all there are", one.words, other.words, (*one.spans, *other.spans))
    yield from _phones(script)


def _lines(script: Script) -> list[Sentence]:
    return [*script.sentences, *script.cell_sentences, *script.short_cells]


def _told(what: str, first: str, second: str, spans: tuple[Span, ...]) -> Finding:
    return told("contradiction.same_quantity", _T, spans, {"what": what, "first": first, "second": second}, sure=0.65)


def _wholes(sentence: Sentence) -> Iterator[_Whole]:
    for pattern in (_ALL, _HAS, _OURS):
        for match in pattern.finditer(sentence.text):
            count = number_of(match["n"])
            if count is not None and count >= 2 and not _NOT_ALL.search(sentence.text[: match.start()]):
                words = re.sub(r"\s+", " ", f"{match['n']} {match['noun']}")
                yield _Whole(count, words, tuple(words_of(match["noun"])), sentence.cut(match.start("n"), match.end()), sentence)


def _phones(script: Script) -> Iterator[Finding]:
    """Two numbers to ring with the same digits, two neighbours of which have changed places."""
    found: dict[str, tuple[str, tuple[Span, ...]]] = {}
    for sentence in _lines(script):
        for match in _PHONE.finditer(sentence.text):
            found.setdefault(re.sub(r"\D", "", match.group()), (match.group().strip(), sentence.cut(*match.span())))
    for (a, (first, one)), (b, (second, other)) in combinations(found.items(), 2):
        odd = [place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
        if len(a) == len(b) and len(odd) == 2 and odd[1] - odd[0] == 1 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]:
            yield _told("What reads like one number to ring", first, second, (*one, *other))
