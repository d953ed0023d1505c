"""Counts against what a sentence sets out behind its colon in whole clauses or with figures: "three principles guide us: we act early; we
share; we listen; and we learn", "five wards have most of it: Oakley 210, Priory 190, Mill 170 and Quay 140"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.findings.finding import Finding, FindingType
from assistant.findings.numbered import nouns, singular
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import FILE
from assistant.wordfile import read_words

_T = FindingType.COUNT_AND_LIST
MOST_OFF = 3  # by how many a count may be off and still be a count of these
_COUNT = re.compile(
    rf"(?:^\W*|\b(?:the|these|our|following|on|in|under|by|through|to|has|have|are|rests?\s+on)\s+)(?P<n>{WORD}|\d{{1,2}})\s+(?P<noun>(?:[a-z][a-z-]+\s+){{0,2}}?"
    r"(?!years\b|months\b|weeks\b|days\b|hours\b|times\b|points\b|pounds\b)[a-z][a-z-]+(?<!s)s)\b",
    re.I,
)
# What may stand between what is counted and the colon in front of clauses: nothing that takes up something else ("did this:").
_BETWEEN = re.compile(
    r"\s*(?:(?:will\s+|all\s+)?(?:guide|bind|steer|shape|drive|hold|apply|run|stand|matter|underpin|inform)s?\b(?:\s+[a-z’'-]+){0,5})?"
    r"(?:,\s+and\s+(?:both|all)\b(?:\s+[a-z’'-]+){0,5})?\s*",
    re.I,
)
_OTHER = re.compile(r"\b(?:this|these|that|those|following|how|what|who|why|when|where|which|as\s+follows)\b", re.I)
_SOME = re.compile(
    r"\b(?:at least|more than|over|up to|about|around|some|first|top|other|another|further|remaining|of the|of our|includ\w+|such as"
    r"|for example|e\.g|among|mainly|mostly|chiefly|especially|each|per|every)\b",
    re.I,
)
_NAMED = re.compile(
    r"^(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:[A-Z&][\w’'-]*|and|of|the)){0,4}\s*(?:\(|with\s+|at\s+|–\s*)?\d[\d,]*%?\)?(?:\s+[a-z]+){0,2}$"
)


def clauses(script: Script) -> Iterator[Finding]:
    """Given a document, yield counts that the clauses behind them do not bear out."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        head, colon, rest = sentence.text.partition(":")
        match = _counted(head) if colon else None
        count = number_of(match["n"]) if match is not None else None
        listed = _listed(rest, head[match.end() :]) if match is not None and not _SOME.search(sentence.text) else 0
        if match is not None and count is not None and 2 <= count != listed >= 2 and abs(count - listed) <= MOST_OFF:
            yield _told(sentence, match, listed)


def _counted(head: str) -> re.Match[str] | None:
    """The count in front of a colon, of things that a plan counts and lists."""
    match = _COUNT.search(head)
    return match if match is not None and singular(match["noun"].split()[-1]) in _kinds() else None


@cache
def _kinds() -> frozenset[str]:
    return frozenset(nouns()) | frozenset(read_words(FILE, {"told": str})["told"].split())


def _told(sentence: Sentence, match: re.Match[str], listed: int) -> Finding:
    values = {"stated": re.sub(r"\s+", " ", f"{match['n']} {match['noun']}").casefold(), "listed": listed}
    return told("contradiction.count_and_list", _T, sentence.cut(match.start("n"), len(sentence.text)), values, sure=0.7)


def _listed(text: str, between: str) -> int:
    """How many clauses or figures with names some words set out, given what stands in front of their colon behind what is counted; 0 where
    that is not plain."""
    of_clauses = _BETWEEN.fullmatch(between) is not None
    if ":" in text or "(" in text and ";" in text or _OTHER.search(between):
        return 0
    parts = [part.strip(" .") for part in text.split(";") if part.strip(" .")]
    if len(parts) >= 3:
        return len(parts) if of_clauses else 0
    parts = [re.sub(r"^(?:and|or)\s+", "", part.strip(" .")) for part in re.split(r",|\s+and\s+(?=[^,]*$)", text) if part.strip(" .")]
    if len(parts) < 2:
        return 0
    if all(_NAMED.match(part) for part in parts):
        return len(parts)
    if not of_clauses:
        return 0
    # Clauses that all begin alike ("we act early, we share and we learn"), with no other "and we" inside.
    first = {part.split()[0].casefold() for part in parts}
    begins = len(re.findall(rf"\b{re.escape(next(iter(first)))}\b", text, re.I))
    return len(parts) if len(first) == 1 and first <= {"we", "to", "they", "it", "you"} and begins == len(parts) else 0
