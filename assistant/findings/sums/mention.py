"""The noun: a figure with what it is of, when, and what it is (a result, a target)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.findings.quantity import Quantity, quantities, spelt
from ingest.documents import Span

YEARS = re.compile(r"(?<![\d/–£,.-])(?P<from>(?:19|20)\d{2})(?:\s?[-/–]\s?(?P<to>(?:20)?\d{2}))?(?![\d%]|[,.]\d)")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
MONTHS = re.compile(rf"\b{MONTH}\b|\bquarter\b|\bQ[1-4]\b")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\s+(?:of\s+)?(?:19|20)\d\d", re.I)
_LAST_YEAR = re.compile(
    r"\b(?:last|the\s+past|in\s+the\s+last|the\s+latest)\s+(?:financial\s+|full\s+)?(?:year|twelve\s+months"
    r"|12\s+months)\b",
    re.I,
)
LAST = "last year"
_YEAR_TO = re.compile(
    r"\b(?:year|12 months|twelve months)\s+(?:to|ending|ended|up to)\s+(?:the end of\s+|\d+\s+)?(?:March"
    r"|31 March)\s+(?P<y>20\d{2})",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:section|sections|part|page|pages|paragraphs?|para|table|figure|chart|appendix|annex|priority"
    r"|aim|objective|theme|goal|action|step|stage"
    r"|phase|level|tier|class|category|act|article|clause|chapter|no|number|nos|ward|band|version|grade"
    r"|key stage|under|over|aged|age|ages|room|line"
    r"|operation|covid|item|recommendation|question|q|outcome|measure|indicator|regulation|schedule|telephone"
    r"|phone|call|ring|on|text)\.?\s*\(?$",
    re.I,
)
_TIME = re.compile(
    rf"^\s?(?:(?:or\s+\d+\s+|to\s+\d+\s+)?(?:consecutive\s+|working\s+|calendar\s+|full\s+)?(?:years?|months?"
    rf"|weeks?|days?|hours?|minutes?|nights?|times|terms?|quarters|evenings|miles?|km|metres"
    rf"|am\b|pm\b|o[’']clock|percentage|points?\b|%)|{MONTH}\b|st\b|nd\b|rd\b|th\b|[-–]year|[-–]month|[-–]week"
    rf"|[-–]day|[-–]hour|/)",
)
TARGET_BEFORE = re.compile(
    r"\b(?:no more than|not more than|no fewer than|no less than|at least|at most|up to|target(?:\s+\w+){0,3}"
    r"|aim(?:ing)?(?:\s+\w+){0,2}|below|above|under|over|reach|goal(?:\s+of)?|maximum(?:\s+of)?|minimum(?:\s+of)?)\s*:?\s*$",
    re.I,
)
TARGET_AFTER = re.compile(r"^\s?(?:[\w’'-]+\s+){0,3}?or\s+(?:fewer|less|more|better|lower|below|above|under|over)\b", re.I)
# What tells that a figure is of another time, place or reckoning, or that the document itself speaks of the difference.
OTHERWISE = re.compile(
    r"\b(?:previous\w*|earlier|former|formerly|nationally|national|regional\w*|county|England|average|averaged"
    r"|elsewhere|instead of|had been|used to|year before|this year|such|so far|peak\w*|since"
    r"|compared|same period|against|than)\b",
    re.I,
)
RATE = re.compile(
    r"\b(?:per|a|an|each|every)\s+(?P<unit>day|night|week|month|quarter|year|term|head|1,000|thousand|10,000"
    r"|100,000|session|person|household|home)\b",
    re.I,
)
MOST_WORDS = 12  # stems of a figure's subject; a longer one is no name of a thing counted


class Kind(StrEnum):
    """What a figure is."""

    LEVEL = "level"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure, the stems of what it counts (`subject`, `head`), those around it (headings, paragraph, caption), the years it is of,
    the time it is reckoned by ("month"), and where it stands. `section` tells figures of one section; `table` those of one table,
    `piece` those of one paragraph or cell; `place` is whose row of a table of places it stands in,
    `title` what the table is called, `who` the bodies that are said beside it."""

    quantity: Quantity
    subject: frozenset[str]
    head: str
    around: frozenset[str]
    headings: tuple[str, ...]
    years: frozenset[str]
    kind: Kind
    rate: str
    spans: tuple[Span, ...]
    section: int
    table: int | None = None
    baseline: bool = False
    piece: int = 0
    place: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()


def year_of(match: re.Match[str]) -> str:
    """Given years as printed, return them in one form: "2024", "2024/25", "2024-2027"."""
    first, last = match["from"], match["to"]
    if not last:
        return first
    if len(last) == 2:
        last = first[:2] + last
    return f"{first}/{last[2:]}" if int(last) - int(first) == 1 else f"{first}-{last}"


@lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Quantity, ...]:
    """Given a sentence, return the figures in it that count or measure something: no years, dates, lengths of time or printed numbers."""
    figures = sorted([*quantities(text), *spelt(text)], key=lambda one: one.start)
    if not figures:
        return ()
    years = [match.span() for match in YEARS.finditer(text)]
    found = [
        one
        for one in figures
        if not any(start <= one.start < end for start, end in years)
        and (one.unit or not _NUMBERED.search(text[: one.start]))
        and not re.search(r"\d[\s-]*$", text[max(0, one.start - 3) : one.start])
        and not (one.text.startswith("0") and one.value >= 1)
        and not (_TIME.match(text[one.end :]) or re.match(r"^\s*[-–]\s*\d", text[one.end :]))
    ]
    return tuple(one for one in found if not any(one is not other and other.start <= one.start < other.end for other in found))


def years_in(text: str) -> frozenset[str] | None:
    """The years of some words; None where months or quarters make a part of a year of them."""
    to_march = _YEAR_TO.search(text)
    if to_march is not None:
        year = int(to_march["y"])
        return frozenset({f"{year - 1}/{year % 100:02}"})
    if MONTHS.search(text) or _SEASON.search(text):
        return None
    if _LAST_YEAR.search(text) and not YEARS.search(text):
        return frozenset({LAST})
    return frozenset(year_of(match) for match in YEARS.finditer(text))
