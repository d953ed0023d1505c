"""Shares as they are said: "45%", "one in five", "nearly half", "two thirds", each with the bounds between which it may lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.findings.quantity import DIGITS, number_of

OFF = 4.0  # points that a fraction in words may be away from its share; a small one less
HEDGED = 3.0  # points that "about 40%" may be off
CUT_OFF = 0.6  # points beyond rounding that a share may be away which was cut off rather than rounded
_SMALL = r"one|two|three|four|five|six|seven|eight|nine|ten"
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_HEDGE = (
    r"(?:(?P<hedge>more\s+than|just\s+over|(?:a\s+)?little\s+over|slightly\s+over|slightly\s+more\s+than"
    r"|well\s+over|over|above|at\s+least|nearly|almost|close\s+to|just\s+under|just\s+below|(?:a\s+)?little\s+under"
    r"|less\s+than|fewer\s+than|under|not\s+quite|barely|hardly|scarcely|a\s+good|fully|easily|about|around|roughly|approximately|some|up\s+to)\s+)?"
)
_PORTION = re.compile(
    rf"{_HEDGE}(?:(?<![\w.,£])(?P<percent>{DIGITS})\s?(?:%|per\s?cent\b)(?!\s+points?)"
    rf"|\b(?P<n>{_SMALL}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of>{_SMALL}|1\d|20|100|\d)\b(?!\s*[%/]|,\d)"
    rf"|\bone\s+(?!in\b)(?:[a-z-]+\s+){{1,2}}?in\s+(?:every\s+)?(?P<one_of>{_SMALL}|1\d|20|100|\d)\b(?!\s*[%/]|,\d)"
    rf"|\bevery\s+(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
    rf"|\b(?P<most>most(?=\s+of\s+(?:the|our|these|those|its|all)\b)|a\s+(?:clear\s+|large\s+|small\s+|vast\s+)?majority"
    rf"|the\s+(?:clear|large|vast)\s+majority|the\s+majority(?=\s+of\b))\b"
    rf"|\b(?:(?P<count>a|an|one|two|three|four|five)[\s-])(?P<part>{'|'.join(_PARTS)})s?\b|\b(?P<half>half)\b(?!\s+(?:a\b"
    rf"|an\b|year|way|term|hour|day|of\s+20|yearly)))",
    re.I,
)


_TIME = re.compile(r"\s+(?:\w+day|day|week|weekend|month|year|quarter|evening|night|meeting|tuesday|time)s?\b", re.I)
_OF_TIME = re.compile(r"\b(?:first|second|third|last|other|latter|next|each|every|per)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Portion:
    """A share of something, in percent: what it says, the bounds it may lie between, where it stands in the text, and whether a word like
    "about" leaves room around it."""

    value: float
    low: float
    high: float
    start: int
    end: int
    text: str
    hedged: bool = False

    def holds(self, share: float) -> bool:
        """Given a share in percent, say whether it may be said so."""
        return self.low - 1e-6 <= share <= self.high + 1e-6


@lru_cache(maxsize=20_000)
def portions(text: str) -> tuple[Portion, ...]:
    """Given a text, return the shares that it says, in order."""
    return tuple(_portions(text))


def _portions(text: str) -> Iterator[Portion]:
    for match in _PORTION.finditer(text):
        value, off = _value(match)
        if _OF_TIME.search(text[: match.start()]) or match["nth"] and _TIME.match(text[match.end() :]):
            continue  # "in the second half of the year", "every second Monday"
        if not 0 < value < 100:
            continue
        low, high = (50.0, 100.0) if match["most"] else _bounds(value, off, re.sub(r"\s+", " ", match["hedge"] or "").casefold())
        words = re.sub(r"\s+", " ", match.group())
        yield Portion(value, low, high, match.start(), match.end(), words, bool(match["hedge"]))


def _value(match: re.Match[str]) -> tuple[float, float]:
    """A share in percent, and by how many points it may be off."""
    if match["percent"]:
        _, point, places = match["percent"].partition(".")
        return float(match["percent"].replace(",", "")), 0.5 * 10.0 ** -len(places) if point else 0.5
    if match["most"]:
        return 75.0, 25.0
    if match["of"] or match["one_of"]:
        of = number_of(match["of"] or match["one_of"]) or 0
        value = 100.0 * (number_of(match["n"] or "one") or 0) / of if of else 0.0
    elif match["nth"]:
        value = 100.0 / {"second": 2, "fourth": 4, **_PARTS}[match["nth"].casefold()]
    elif match["half"]:
        value = 50.0
    else:
        value = (
            100.0 * ({"a": 1, "an": 1}.get(match["count"].casefold()) or number_of(match["count"]) or 0) / _PARTS[match["part"].casefold()]
        )
    return value, min(OFF, value / 4)


def _bounds(value: float, off: float, hedge: str) -> tuple[float, float]:
    if hedge in ("more than", "over", "above", "at least", "well over", "a good", "fully", "easily"):
        return value - min(off, 0.5), value + 15
    if hedge.startswith(("just over", "a little over", "little over", "slightly")):
        return value - min(off, 0.5), value + 6
    if hedge in ("barely", "hardly", "scarcely"):
        return value - 4, value + 4
    if hedge in ("nearly", "almost", "close to", "not quite") or hedge.startswith(
        ("just under", "just below", "a little under", "little under")
    ):
        return value - 7, value + min(off, 1)
    if hedge in ("less than", "fewer than", "under", "up to"):
        return value - 15, value + min(off, 0.5)
    return (value - off - HEDGED, value + off + HEDGED) if hedge else (value - off, value + off)
