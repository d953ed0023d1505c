"""Counts that a sentence announces against what it names in the same breath: after a colon, in brackets, by marks or references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Sentence
from assistant.findings.sums.count_said import MOST, MOST_OFF, NUMBER, PARTLY, SOME, SOME_BEFORE, counts_in, wrong_count
from assistant.findings.sums.mention import MONTH

_MARKS = re.compile(r"(?:^|[\s:;,])\((?P<mark>\d{1,2}|[a-h]|i{1,3}|iv|v|vi)\)\s+(?=\w)")
_LISTED_IN_LINE = re.compile(
    rf"(?<![\w£.,/-])(?i:{NUMBER})\s+(?P<noun>(?:(?!of\b|in\b|to\b|and\b|or\b|the\b|for\b)[A-Za-z’'-]+\s+){{0,3}}?(?!years\b"
    rf"|months\b|weeks\b|days\b|hours\b|minutes\b|times\b|pages\b|miles\b|points\b|percent\b|cents\b)[a-z][a-z-]+(?<!s)s)\b"
    rf"(?P<between>(?:\s+(?!who\b|which\b)[a-z’'-]+){{0,8}}?)"
    rf"(?:\s*:\s*(?:these\s+are\s+|they\s+are\s+)?(?P<colon>[^:.;()]{{6,300}}?)\s*(?:[.]|$)|\s+(?:are|were)\s+(?P<are>(?:the\s+)?[^:.;()]{{6,300}}?)\s*(?:[.]"
    rf"|$)|\s*\((?P<inside>[^()]{{6,300}})\)|\s+[–—]\s+(?P<dash>[^–—:.;()]{{6,300}}?)(?:\s+[–—]\s|[.]|$)"
    rf"|,\s+namely\s+(?P<namely>[^:.;()]{{6,300}}?)\s*(?:[.]|$))"
)
_TIMES = re.compile(
    rf"\b(?P<often>(?:twice|(?P<n>{WORD})\s+times)\s+(?:a|each|every|per)\s+year)\s*(?:[(:,–]|\bin\b)?\s*(?:in\s+)?(?P<months>{MONTH}(?:\s*(?:,|and|,\s*and)\s+(?:in\s+)?{MONTH})+)\b"
)
_CODE = re.compile(r"(?<![\w.])(?:[A-Z]{1,3}[.-]?\d{1,2}[a-z]?|\d{1,2}\.\d{1,2}|\d{1,2}[a-h])(?![\w%]|\.\d)")
_THEY_ARE = re.compile(r"^\W*(?:they|these)\s+are:?\s+(?P<list>[^:.;()]{6,300}?)\s*\.?\s*$", re.I)
_CLAUSE = re.compile(
    r"\b(?:which|who|that|because|although|while|is|are|was|were|will|has|have|had|where|when|there|more"
    r"|less|than|it|they|we|can|by|so)\b|\d",
    re.I,
)


def named_in_line(sentence: Sentence, after: Sentence | None) -> Iterator[Finding]:
    """Given a sentence and the one after it, yield counts in it that what it names does not bear out."""
    yield from _marked(sentence)
    yield from _coded(sentence)
    yield from _months(sentence)
    yield from _in_line(sentence, after)


def _marked(sentence: Sentence) -> Iterator[Finding]:
    """ "five priorities …: (1) noise; (2) drift; (3) lamps; (4) locks": marks that run on from the first."""
    marks = list(_MARKS.finditer(sentence.text))
    names = [match["mark"].casefold() for match in marks]
    orders = (
        [str(place + 1) for place in range(len(names))],
        list("abcdefgh"[: len(names)]),
        ["i", "ii", "iii", "iv", "v", "vi"][: len(names)],
    )
    if len(names) < 2 or names not in orders:
        return
    before = sentence.text[: marks[0].start()]
    found = counts_in(before)
    if len(found) == 1 and found[0][1] != len(names) and not PARTLY.search(before[: found[0][0].start()]):
        yield wrong_count(found[0][0], len(names), sentence.cut(found[0][0].start(), len(sentence.text)), 0.8)


def _coded(sentence: Sentence) -> Iterator[Finding]:
    """ "three actions are late: C2, because …; and D2, because …": the references that follow a colon, "and" before the last."""
    head, colon, rest = sentence.text.partition(":")
    found, codes = counts_in(head), list(_CODE.finditer(rest))
    if not colon or len(found) != 1 or len(codes) < 2 or not re.search(r"\band\s+$", rest[: codes[-1].start()]) or SOME.search(head):
        return
    names = {match.group() for match in codes}
    if (
        len(names) == len(codes) != found[0][1]
        and not re.search(r"\bto\b|–", rest[codes[0].end() : codes[-1].start()])
        and abs(len(codes) - found[0][1]) <= MOST_OFF
    ):
        yield wrong_count(found[0][0], len(codes), sentence.cut(found[0][0].start(), len(sentence.text)), 0.75)


def _months(sentence: Sentence) -> Iterator[Finding]:
    """ "four times a year (January, May and September)"."""
    for match in _TIMES.finditer(sentence.text):
        count, months = number_of(match["n"] or "two") or 0, re.findall(MONTH, match["months"])
        if 2 <= count != len(months) >= 2 and count <= 12 and not SOME.search(match.group()):
            values = {"stated": re.sub(r"\s+", " ", match["often"]), "listed": len(months)}
            yield told("contradiction.count_and_list", FindingType.COUNT_AND_LIST, sentence.cut(*match.span()), values, sure=0.75)


def _in_line(sentence: Sentence, after: Sentence | None) -> Iterator[Finding]:
    """ "The four partners are the council, the police and health", "three sites – the quay, the mill, the lock and the pier – "."""
    for match in _LISTED_IN_LINE.finditer(sentence.text):
        named = next(text for name in ("colon", "are", "inside", "dash", "namely") if (text := match[name]) is not None)
        yield from _named(sentence, match, named, match.end())
    counted = counts_in(sentence.text)
    follows = _THEY_ARE.match(after.text) if after is not None and after.piece is sentence.piece else None
    if follows is not None and len(counted) == 1 and counted[0][0].end() > len(sentence.text) - 25:
        yield from _named(sentence, counted[0][0], follows["list"], len(sentence.text))


def _named(sentence: Sentence, match: re.Match[str], named: str, end: int) -> Iterator[Finding]:
    count = number_of(match["n"]) or 0
    before = sentence.text[: match.start()]
    things = _things(named)
    if (
        not things
        or not 2 <= count <= MOST
        or PARTLY.search(f"{before[-60:]} {match.groupdict().get('between') or ''} {named}")
        or _CLAUSE.search(named)
        or SOME_BEFORE.search(before)
    ):
        return
    fewest, most = things
    if not fewest <= count <= most and abs(count - fewest) <= MOST_OFF:
        yield wrong_count(match, fewest, sentence.cut(match.start(), end), 0.7)


def _things(text: str) -> tuple[int, int] | None:
    """How many things a run of words names, at least and at most; None where it is no plain list."""
    parts = [part.strip() for part in text.split(",")]
    last = re.sub(r"^(?:and|or)\s+", "", parts[-1])
    ended = last != parts[-1]
    joined = len(re.findall(r"\band\b|&", last))
    if len(parts) < 2 or not (ended or joined) or any(not part or len(part.split()) > 7 for part in parts):
        return None
    if any(re.match(rf"(?:{WORD}|\d+|both|an?\s+\w+\s+of)\b", part, re.I) for part in (*parts[:-1], last)):
        return None
    return (len(parts), len(parts) + joined) if ended else (len(parts) + 1, len(parts) + joined)
