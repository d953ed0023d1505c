"""What the text right above or below a table says of all its figures: "All figures are in £000s.", "Rates are per 1,000 residents."."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.register.dates import DATED_YEARS, MONTHS, YEARS

_MONEY = (
    r"£\s?(?:['’]?000s?|thousands?|millions?|billions?|bn|k|m)?(?!\w)|(?:(?:thousands|millions)\s+of\s+)?pounds(?:\s+\((?P<sign>£[^)]*)\))?"
)
_RATE = r"per\s+\d[\d,]*\s+\w+"
_SAID = re.compile(
    rf"\b(?:figures|amounts|values|numbers|sums|costs|budgets|spending|totals|results|responses|data)\b"
    rf"(?:\s+(?:in|on|of)\s+(?:this|the)\s+table|\s+(?:above|below|shown|given|quoted))?\s+(?:are|is)\s+"
    rf"(?:all\s+)?(?:(?:shown|given|expressed|presented|stated|quoted|reported|recorded)\s+)?(?:as\s+|in\s+)?(?:an?\s+|the\s+)?"
    rf"(?P<unit>{_MONEY}|percentages?|per\s?cent|%|(?:rates?\s+)?{_RATE})",
    re.I,
)
_IN_MONEY = re.compile(rf"^(?:note\s*:\s*)?(?:all\s+)?(?:figures\s+)?in\s+(?P<unit>{_MONEY})\.?$", re.I | re.M)
_RATES_SAID = re.compile(
    rf"\brates?\s+(?:are|is)\s+(?:(?:shown|given|expressed|calculated|presented)\s+)?(?:as\s+)?(?:offences\s+|crimes\s+)?(?P<unit>{_RATE})",
    re.I,
)
_OF_PART = re.compile(
    r"\b(?:in|of|under|for)\s+the\s+(?:last|first|second|third|final|\w+\s+column|columns?)\b|\bcolumns?\b|\brows?\b", re.I
)
# What may stand between "the baseline is" and its year: "the outturn for", "what was recorded in", "as at the end of".
_OUTTURN = r"(?:outturns?|results?|figures?|values?|positions?|performance|actuals?|counts?|data|numbers?|levels?)"
_STANDS_FOR = (
    rf"(?:(?:the\s+|our\s+|its\s+)?(?:(?:actual|final|full|latest)\s+)?{_OUTTURN}\s+|that\s+|those\s+"
    r"|what\s+was\s+(?:recorded|counted|reported|achieved|measured)\s+)?"
    r"(?:(?:shown|given|recorded|reported|published)\s+)?(?:as\s+)?(?:(?:for|in|of|from|at|during)\s+)?(?:the\s+)?"
    r"(?:(?:(?:full|whole|financial|calendar|academic|school)\s+)?year\s+(?:(?:to|ending|ended|of)\s+)?|end\s+of\s+)?"
    rf"(?:\d{{1,2}}\s+)?(?:{MONTHS}\s+)?"
)
_START = r"(?:baselines?|starting\s+points?)"
_OF_BASELINES = (
    rf"\b(?P<first>{YEARS})\s+(?:figures?\s+|outturns?\s+|results?\s+|position\s+)?(?:is|are|was|were|as|being|gives?|forms?|serves?\s+as)"
    r"\s+(?:our\s+|the\s+|an?\s+)?baselines?\b",
    rf"\b(?P<second>{YEARS})\s+baselines?\b",
    rf"\b{_START}[”\"’']?(?:\s+(?:years?|figures?|values?|data|columns?|positions?))?"
    r"(?:\s+(?:for|of|in)\s+(?:each|all|every|the|our|these|this|most)(?:\s+of)?(?:\s+(?:the|our|these))?\s+(?:measures?|indicators?|targets?|tables?|plan|kpis?))?\s*"
    rf"(?:(?:is|are|was|were|means?|shows?|gives?|refers?\s+to|of|from)\b|[:(=])\s*{_STANDS_FOR}(?P<third>{YEARS})",
    rf"\b(?P<fourth>{YEARS})\s+(?:column\s+|{_OUTTURN}\s+)?(?:is|are|was|were)\s+(?:used|taken|treated|shown|set)\s+as\s+(?:the\s+|our\s+|a\s+)?{_START}\b",
    rf"\b(?P<seventh>{YEARS})\s+(?:is|are|was)\s+where\s+(?:we|they|it|all|measures)\s+(?:start|begin|started|began)",
    rf"\b(?:we|measures|targets)\s+start\s+from\s+{_STANDS_FOR}(?P<fifth>{YEARS})",
    rf"\b(?:set|measured|judged|compared|tracked)\s+(?:against|from|with)\s+(?:the\s+)?(?:position\s+in\s+|figures?\s+(?:for|of)\s+)?(?P<sixth>{YEARS})"
    rf"(?:\s+(?:outturns?|figures?|results?|baselines?|actuals?|position))\b",
)
_BASELINE = re.compile("|".join(_OF_BASELINES), re.I)
# "… unless a note says otherwise", and the note of a row: "2025 poll; again in 2028", "Underwriters; calendar year 2023".
_UNLESS = re.compile(
    rf"\b(?P<name>[A-Za-z]+)[”\"’']?(?:\s+(?:figures?|values?|years?|data|columns?|positions?))?\s*(?:\b(?:is|are|was|were|for|means?|shows?)\b|[:=])"
    rf"[^.;]*?\b{YEARS}\b[^.;]*?\b(?:unless|except\s+where|save\s+where|but\s+where|if\s+not)\b"
    r"[^.;]{0,40}?\b(?:otherwise|differ\w*|another|stated|noted|shown|said|given|notes?)\b",
    re.I,
)
_TAKEN_FROM = r"(?:surveys?|polls?|census|counts?|audits?|study|samples?|estimates?|figures?|data|baseline|value|outturn|position|results?)"
_DATED_NOTE = re.compile(
    rf"(?:(?:[\w’'-]+\s+){{0,2}}{_TAKEN_FROM}\s+(?:(?:is|are|was|for|of|in|from)\s+)?(?:the\s+)?(?:year\s+)?(?P<first>{DATED_YEARS})"
    rf"|(?P<second>{DATED_YEARS})(?:\s+(?:[\w’'-]+\s+)?{_TAKEN_FROM})?"
    rf"|(?:for\s+|in\s+|of\s+)?(?:the\s+)?(?:(?:calendar|financial|academic|school)\s+)?year\s+(?:to\s+|ending\s+|ended\s+)?(?P<third>{DATED_YEARS})"
    rf"|(?:as\s+)?(?:at|in|of)\s+(?P<fourth>{DATED_YEARS}))",
    re.I,
)
_AHEAD = re.compile(r"\b(?:next|again|first|new|due|until|target|planned|expected|will)\b", re.I)
_LONGEST = 300  # characters: what is longer tells of more than the table's figures


def says_unit(text: str) -> bool:
    """Given the words of a paragraph, say whether they give the unit of a table's figures, or what its rates are of."""
    return len(text) <= _LONGEST and bool(unit_said(text) or rate_said(text))


@lru_cache(maxsize=64)  # asked for every figure of a table
def unit_said(text: str) -> str:
    """Given the text near a table, return the unit that it says all figures are in, or nothing."""
    match = _SAID.search(text) or _IN_MONEY.search(text)
    if match is None or _OF_PART.search(_sentence(text, match.start())):
        return ""
    said = " ".join(match["unit"].split())
    if re.match(r"%|per\s?cent", said, re.I) and not re.match(r"per\s\d", said, re.I):
        return "%"
    if said.casefold().endswith("pounds") or match["sign"]:
        scale = re.match(r"thousand|million", said, re.I)
        return match["sign"] or (f"£ {scale.group().casefold()}" if scale else "£")
    rate = re.search(_RATE, said, re.I)
    return rate.group() if rate is not None else said


@lru_cache(maxsize=64)
def rate_said(text: str) -> str:
    """Given the text near a table, return what it says that its rates are of ("per 1,000 residents"), or nothing."""
    match = _RATES_SAID.search(text)
    return " ".join(match["unit"].split()) if match is not None else ""


@lru_cache(maxsize=64)
def baseline_said(text: str) -> str:
    """Given the text near a table, return the year that it says the baselines are of ("2023/24 is our baseline"), or nothing."""
    match = _BASELINE.search(text)
    return next((year for year in match.groupdict().values() if year), "") if match is not None else ""


@lru_cache(maxsize=64)
def name_with_exceptions(text: str) -> str:
    """Given the text near a table, return the name of the column that it dates unless a row's note says otherwise ("Now"), or nothing."""
    match = _UNLESS.search(text)
    return match["name"].rstrip("s").casefold() if match is not None else ""


def period_noted(note: str) -> str:
    """Given the note of a row, return the one period that it says the row's value is of ("Police; calendar year 2023"), or nothing."""
    clauses = [clause.strip() for clause in re.split(r"[;,.(]\s*|\)", note)]
    said = [match for clause in clauses if not _AHEAD.search(clause) and (match := _DATED_NOTE.fullmatch(clause)) is not None]
    return next(period for period in said[0].groupdict().values() if period) if len(said) == 1 else ""


def _sentence(text: str, place: int) -> str:
    """The sentence that a place of a text stands in."""
    start = max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1
    ends = [end for end in (text.find(". ", place), text.find("\n", place)) if end >= 0]
    return text[start : min(ends, default=len(text))]
