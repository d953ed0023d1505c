"""What a figure is of: the stems that name the thing counted, with the words of `figures.toml` for one thing taken as one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.findings.likeness import stems
from assistant.findings.script import Script
from assistant.wordfile import read_words
from ingest.lexical import words_of

FILE = Path(__file__).with_name("figures.toml")
ALL_CRIME = "*all crime*"  # stands for every offence together, whose words carry no meaning of their own
_CRIME = re.compile(r"\b(?:crimes?|offences?)\b", re.I)
# What names the head of a row or line: "Number of", "Total", "Rate of".
_COUNTING = re.compile(
    r"^\W*(?:the\s+)?(?:total\s+)?(?:number|numbers|no\.?|total|count|percentage|proportion|share|rate"
    r"|%)\s+(?:of\s+)?",
    re.I,
)
_PREPOSITION = re.compile(
    r"(?<=\s)\w+ed\b|\b(?:into|came|come|went|entered|were|was|are|is|have|had|has|will|took|take|said|say|felt|made|gave|or|a|an|each"
    r"|every|of|in|to|about|for|from|by|with|at|on|who|which|that|across|within|under|against|per|involving"
    r"|where)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of `figures.toml`, as stems."""

    beside: frozenset[str]
    same: Mapping[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    counts: frozenset[str]
    parts: frozenset[str]


@cache
def language(file: Path = FILE) -> Language:
    """Given the file, return its words. Raises BadInput naming the file and what is off."""
    table = read_words(file, {"beside": str, "counts": str, "parts": str, "same": list, "phrases": dict, "counted": dict})
    same: dict[str, str] = {}
    for line in table["same"]:
        found = [stem for word in line.split() for stem in words_of(word)]
        same.update({stem: found[0] for stem in found})
    phrases = tuple(
        (re.compile(r"(?<!\w)" + r"[\s-]+".join(map(re.escape, re.split(r"[\s-]", phrase))) + r"(?!\w)", re.I), word)
        for phrase, word in sorted(table["phrases"].items(), key=lambda one: -len(one[0]))
    )
    counts, parts = (
        frozenset({*words_of(table[name]), *(same.get(stem, stem) for stem in words_of(table[name]))}) for name in ("counts", "parts")
    )
    return Language(frozenset(words_of(table["beside"])), same, phrases, counts, parts)


@lru_cache(maxsize=20_000)
def said(text: str) -> frozenset[str]:
    """Given words, return the stems in them that carry meaning, each in the form that stands for all of its kin."""
    known = language()
    for pattern, word in known.phrases:
        text = pattern.sub(f" {word} ", text)
    return frozenset(known.same.get(stem, stem) for stem in stems(text))


@lru_cache(maxsize=20_000)
def subject_of(text: str) -> frozenset[str]:
    """Given the words around a figure, return the stems that name what it counts. All crime together has a stem of its own."""
    found = frozenset(stem for stem in said(text) if stem not in language().beside and stem not in _people())
    return found or (frozenset({ALL_CRIME}) if _CRIME.search(text) else found)


def who_counts(text: str) -> frozenset[str]:
    """Given words, return the stems of the bodies in them whose counts are their own."""
    return frozenset(words_of(text)) & language().counts


@lru_cache(maxsize=20_000)
def head_of(text: str) -> str:
    """Given the words that follow a figure or name a row, return the stem of the thing counted ("hate crimes reported in" -> crime);
    nothing where they name none."""
    known = language()
    text = _COUNTING.sub("", text.strip())
    for pattern, word in known.phrases:
        text = pattern.sub(f" {word} ", text)
    first = _PREPOSITION.split(text, maxsplit=1)[0]
    named = [stem for word in re.findall(r"[^\W\d_][\w’'-]*", first)[:5] for stem in words_of(word)[:1]]
    kept = [known.same.get(stem, stem) for stem in named if known.same.get(stem, stem) not in known.beside or stem in _people()]
    return kept[-1] if kept else ""


@cache
def _people() -> frozenset[str]:
    first = language().same.get(words_of("people")[0], "")
    return frozenset(stem for stem, head in language().same.items() if head == first)


def own_names(script: Script) -> frozenset[str]:
    """Given a document, return the stems of the one area that all of it is about; none where it is about several."""
    area = script.document.area or ""
    return frozenset() if re.search(r"\band\b|,|&", area) else said(area)
