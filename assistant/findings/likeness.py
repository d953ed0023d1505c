"""Whether two runs of words speak of the same thing: the stems that carry meaning, abbreviations spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.findings.script import Script
from ingest.lexical import words_of

# Words that stand in nearly every measure, action and priority and so link nothing.
_COMMON = (
    "number numbers percentage percent proportion rate rates total level levels average volume amount increase increased increasing reduce"
    " reduced reducing reduction decrease improve improved improving improvement more fewer less better greater new continue support"
    " prevent prevention preventing tackle tackling focus ensure work working deliver delivery develop provide people person"
    " local community communities council partnership partners"
    " borough county city area areas services service strategy plan priority priorities action"
    " actions outcome outcomes indicator indicators measure measures target targets baseline year years quarter quarterly annual crime"
    " crimes offence offences reported recorded per 000 1,000 10,000 including include use used using within across through make making key"
    " other well able all every one two three"
)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(words_of(_COMMON))


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Given words, return the stems in them that carry meaning."""
    return frozenset(stem for stem in words_of(text) if stem not in _common() and not re.fullmatch(r"[\d.,%/&'-]+", stem))


def essence(text: str, script: Script) -> frozenset[str]:
    """Given words of a document, return their stems, with those of every abbreviation that the document spells out."""
    found = set(stems(text))
    for short, long in script.terms:
        if short.search(text):
            found |= stems(long)
    return frozenset(found)


def overlap(first: Iterable[str], second: Iterable[str]) -> float:
    """Given two sets of stems, return the share of the smaller one that stands in the larger, 0 to 1; 0 where one is empty."""
    a, b = set(first), set(second)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
