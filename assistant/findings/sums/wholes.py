"""How many there are of a thing altogether, said twice: "the district has 23 wards" and "all 25 wards", "all 42 schools" and
"all 45 schools"."""

from __future__ import annotations

import re
from collections import defaultdict
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
    rf"\b(?i:(?:the|our)\s+(?P<area>district|borough|county|city|town|area|council|partnership|vale|parish|region)\s+(?:has|is\s+made\s+up\s+of|is\s+divided\s+into|consists\s+of))"
    rf"\s+{_N}\s+{_NOUN}"
)
_OURS = re.compile(
    rf"\b(?i:the|our)\s+{_N}\s+{_NOUN}(?=\s+(?:of|in|across)\s+(?:the|our)\s+(?:district|borough|county|city|town|area|partnership|vale)\b)"
)
_NOT_ALL = re.compile(
    r"\b(?:of|out\s+of|first|last|next|other|remaining|top|nearly|almost|about|over|more\s+than|at\s+least)\s+(?:(?:the|our|its)\s+)?$",
    re.I,
)
_AREA = r"(?P<area>district|borough|county|city|town|vale|parish|region|area|council|partnership)"
_IN_AREA = re.compile(rf"\s+(?:of|in|across)\s+(?:the|our)\s+(?:whole\s+|entire\s+)?{_AREA}\b(?!\s+(?:of|cent))", re.I)
# What makes the things those of a part, of a time or of another paper.
_TAIL = re.compile(r"\s+(?:in|of|from|for|on|at|within|under|across|near|along|by|that|which|who|where|with|around|between|to)\b", re.I)
_ANY_AREA = frozenset({"area", "council", "partnership"})  # say nothing of how large a place is meant
MOST_HELD = 50  # counts of one thing that are held against one another
MOST_APART = 2.0  # times: counts that are further apart are of two things


@dataclass(frozen=True, slots=True)
class _Whole:
    """A count of all there are: the stems of what is counted, the kind of area that is said to have them, and where it stands."""

    count: int
    words: str
    noun: tuple[str, ...]
    area: str
    spans: tuple[Span, ...]
    sentence: Sentence


def wholes(script: Script) -> Iterator[Finding]:
    """Given a document, yield the things of which it counts all, and not alike."""
    by_noun: defaultdict[tuple[str, ...], list[_Whole]] = defaultdict(list)
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for one in _wholes(sentence):
            by_noun[one.noun].append(one)
    for found in by_noun.values():
        pair = next((pair for pair in combinations(found[:MOST_HELD], 2) if _are_told_apart(*pair)), None)
        if pair is not None:
            yield _told("The number of all there are", pair[0].words, pair[1].words, (*pair[0].spans, *pair[1].spans))


def _are_told_apart(one: _Whole, other: _Whole) -> bool:
    """Whether two counts are of all there are in one area at one time, and not alike."""
    low, high = sorted((one.count, other.count))
    if low == high or high > low * MOST_APART or one.sentence is other.sentence or one.area and other.area and one.area != other.area:
        return False
    years = [{time.first.year for time in times(whole.sentence.text)} for whole in (one, other)]
    return not all(years) or bool(years[0] & years[1])


def _told(what: str, first: str, second: str, spans: tuple[Span, ...]) -> Finding:
    return told("contradiction.same_quantity", _T, spans, {"what": what, "first": first, "second": second}, sure=0.65)


def _wholes(sentence: Sentence) -> Iterator[_Whole]:
    for pattern in (_ALL, _HAS, _OURS):
        for match in pattern.finditer(sentence.text):
            count, after = number_of(match["n"]), sentence.text[match.end() :]
            within = _IN_AREA.match(after)
            if count is None or count < 2 or _NOT_ALL.search(sentence.text[: match.start()]) or not within and _TAIL.match(after):
                continue
            area = (within["area"] if within else match.groupdict().get("area") or "").casefold()
            words = re.sub(r"\s+", " ", f"{match['n']} {match['noun']}")
            spans = sentence.cut(match.start("n"), match.end())
            yield _Whole(count, words, tuple(words_of(match["noun"])), "" if area in _ANY_AREA else area, spans, sentence)
