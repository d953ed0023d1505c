"""A count of things that a document announces: where it stands in a sentence, and whether it is of all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.findings.finding import Finding, FindingType
from assistant.findings.numbered import nouns
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from ingest.documents import Span

_T = FindingType.COUNT_AND_LIST
MOST = 20  # a larger number of rows or items is seldom announced, and seldom read without a fault
MOST_OFF = 3  # by how many a count may be off and still be a count of these
NUMBER = rf"(?P<n>{WORD}|\d{{1,2}})"
PARTLY = re.compile(
    r"\b(?:at least|more than|over|up to|around|about|some|other|another|further|additional"
    r"|remaining|among|amongst|include[sd]?"
    r"|including|such as|e\.g\.|examples?|any|out of|one of|two of|three of|half|previous\w*|former|earlier"
    r"|old|existing|draft|only|every|each|per"
    r"|national|county|commissioner|regional|by 20\d\d|of these|of them|of those|was|were|had|new|also"
    r"|both|not|between|most\s+of|if|or|added|dropped|removed|merged|used to)\b",
    re.I,
)
SOME_BEFORE = re.compile(r"\b(?:first|last|next|top)\s*$|\bof\s+(?:the|our|its|these)\s*$", re.I)
SOME_BEHIND = re.compile(
    r"\s+(?:still\s+)?(?:left|led|owned|outstanding|due|marked|rated|assigned|relating|concerning|delivered|funded|shared|run|started|begun|completed)\b"
    r"(?!\s+(?:below|here|in\s+(?:this|the)\s+(?:plan|table|strategy)))",
    re.I,
)
SOME = re.compile(r"\b(?:at least|more than|over|including|such as|among|some|others?|for example|of the|only)\b", re.I)
OTHERS = re.compile(
    r"\b(?:commissioners?|police\s+and\s+crime\s+plan|government|mayor|ministers?|national|home office"
    r"|county[-\s]wide|force)\b",
    re.I,
)
OF_ALL = (
    r"(?:our|the|these|those|its|following|this\s+\w+(?:['’]s)?|\w+\s+has|we\s+have|has|have|chosen|chose"
    r"|agreed|agrees|set|sets\s+out|set\s+out|identified|identifies"
    r"|proposed|proposes|adopted|adopts|made|makes?|gives?|lists?|contains|rests\s+on|built\s+(?:on|around)|organised\s+(?:under"
    r"|around|into)|around|on|under|into|across|through|with|are|by)"
)


@cache
def _stated() -> re.Pattern[str]:
    words = "|".join(sorted((f"{word[:-1]}ies" if word.endswith("y") else f"{word}s" for word in nouns()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w£.,/–-]){NUMBER}\s+(?P<kind>(?:(?!of\b|in\b|to\b|and\b|or\b)[A-Za-z’'-]+\s+){{0,2}}?)(?P<noun>{words})\b(?!\s*(?:and"
        rf"|or)\s+\w+s\b)",
        re.I,
    )


def counts_in(text: str) -> list[tuple[re.Match[str], int]]:
    """Given a sentence, return where it announces things of a kind, and how many."""
    found = [(match, number_of(match["n"]) or 0) for match in _stated().finditer(text)]
    return [(match, count) for match, count in found if 2 <= count <= MOST]


def is_some(text: str, match: re.Match[str]) -> bool:
    """Given a sentence and where a count stands in it, say whether the clause around it says that it counts some of the things, or those of
    another body."""
    begin = max((found.end() for found in re.finditer(r"[,;:(]\s|\s[–—]\s", text[: match.start()])), default=0)
    stop = re.search(r"[,;:)]|\s[–—]\s", text[match.end() :])
    clause = text[begin : match.end() + (stop.start() if stop else len(text))]
    if re.search(r"\b(?:each|all|every\s+one|both)\s+of\s+(?:the|our|these|its)\s*$", text[: match.start()], re.I):
        return False
    partly = PARTLY.search(clause) or SOME_BEFORE.search(text[: match.start()]) or SOME_BEHIND.match(text, match.end())
    return partly is not None


def wrong_count(match: re.Match[str], listed: int, spans: Sequence[Span], sure: float) -> Finding:
    """Given where a count is said, how many things there are, where both stand, and how sure that is, return the finding."""
    stated = re.sub(r"\s+", " ", match.string[match.start("n") : match.end("noun")])
    values = {"stated": stated[0].lower() + stated[1:], "listed": listed}
    return told("contradiction.count_and_list", _T, spans, values, sure=sure)
