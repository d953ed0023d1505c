"""What sort of paper a document is, by its title and the words of its first page: one that sets out to do things, a report on one, or
another."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.findings.script import Script
from ingest.described import periods_in
from ingest.documents import BlockKind, Page, Period

COVER = 500  # characters of the first page that may be its title, its date and whose it is
LONGEST_LINE = 160  # characters of a block that may be part of a title; behind a longer one the text has begun
FEWEST_LETTERS = 12  # of a page that is more than a picture
FEWEST_BARE = 3  # words of a title that is more than the name of a file
_PLAN = (
    r"(?:plans?|strateg(?:y|ies)|programme|(?:strategic|delivery|outcomes|action|community\s+safety|partnership)\s+framework"
    r"|agreement)"
)
_SETS_OUT = re.compile(rf"\b{_PLAN}\b(?!\s+(?:of|for)\s+(?:the\s+)?(?:examination|consultation))", re.I)
# What is said of a plan without being one, and what governs building land.
_OF_ANOTHER = re.compile(r"\b(?:on|of|to|about|under|into|from|with|by)\s+(?:the\s+|our\s+|a\s+|its\s+)?(?:[\w’'&-]+\s+){0,8}$", re.I)
_OF_PARTNERS = re.compile(r"\b(?:safe\w*|crime|disorder|partners\w*|communit\w+)\b", re.I)
_OF_LAND = re.compile(
    r"\b(?:local|neighbourhood|development|borough|area\s+action|structure|core|site|growth|spatial|minerals|waste|master)\s*$", re.I
)
_LAND = re.compile(
    r"\b(?:local\s+plan|neighbourhood\s+plan|development\s+plan|planning\s+(?:document|policy|permission)|policies\s+map)\b", re.I
)
# Papers that answer, judge, record or price something, whatever plan they name.
_OTHER = re.compile(
    r"\b(?:impact\s+assessment|appraisal|examination|minutes|consultation\s+(?:report|paper|response|statement|summary|document|results)"
    r"|responses?\s+to|government\s+response|inquiry|supplementary\s+planning|(?:charging|rates?|fees?)\s+(?:schedule|summary|table)"
    r"|guidance|guide\s+to|leaflet|toolkit|terms\s+of\s+reference|job\s+description|press\s+release|newsletter|digest|domestic\s+homicide\s+review"
    r"|(?:data\s+sharing|information\s+sharing|service\s+level|tenancy|section\s+\d+|planning)\s+agreement)\b",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:reports?|agenda\s+item|item\s+no|scrutiny\s+(?:commission|committee|panel)|monitoring|evaluation|update|progress)\b", re.I
)
# The name of a paper, with its years or without, and what is said of it behind.
_IS_PAPER = re.compile(
    r"^\W*(?!Improv|Reduc|Increas|Better|More|Fewer)(?:(?:19|20)\d{2}\s?[-–/]\s?\d{2,4}\s+)?(?:[A-Z][\w’'-]*,?\s+(?:(?:and|of|for|the|on|against|&)\s+)*){1,8}?"
    r"(?:Plan|Strategy|Report|Assessment|Framework|Policy|Survey)(?:\s+(?:19|20)\d{2}(?:\s?[-–/]\s?\d{2,4})?)?\W*(?:$|this\b)"
)


class Paper(StrEnum):
    """What a document's title and first page call it."""

    PLAN = "plan"
    REPORTED = "plan in a report"  # or a report on a plan: what stands in it tells which
    OTHER = "other"
    UNSAID = "unsaid"


def paper_of(script: Script) -> Paper:
    """Given a document, return what its title calls it, else its first page."""
    return script.once("paper", _paper_of)


def _paper_of(script: Script) -> Paper:
    title = script.document.title
    called = _called([title])
    # A bare word with a year is the name of a file ("plan 2025", "report final"): the first page knows better.
    if called in (Paper.UNSAID, Paper.PLAN) or len(re.findall(r"[^\W\d_]+", title)) < FEWEST_BARE:
        on_cover = _called(cover(script))
        return on_cover if called is Paper.UNSAID or on_cover is Paper.REPORTED else called
    return called


def _called(lines: list[str]) -> Paper:
    """What lines call the paper they stand on: a plan is named by them, and not only as what another paper is about."""
    words = " / ".join(lines)
    plan = any(_is_named(line, match, words) for line in lines for match in _SETS_OUT.finditer(line))
    if _OTHER.search(words) or _LAND.search(words):
        return Paper.OTHER
    if _REPORT.search(words):
        return Paper.REPORTED if _SETS_OUT.search(words) else Paper.OTHER
    return Paper.PLAN if plan else Paper.UNSAID


def _is_named(line: str, plan: re.Match[str], words: str) -> bool:
    """Whether a line names a plan at a place; an agreement is one where partners make it for the safety of a place."""
    before = line[: plan.start()]
    if plan.group().casefold() == "agreement" and not _OF_PARTNERS.search(words):
        return False
    return _OF_ANOTHER.search(before) is None and _OF_LAND.search(before) is None


def cover(script: Script) -> list[str]:
    """Given a document, return the lines that open its first page with words, up to where the text begins."""
    page = next((page for page in script.pages[:3] if len(re.findall(r"[^\W\d_]", page.text)) >= FEWEST_LETTERS), None)
    return _opening(page) if page is not None else []


def _opening(page: Page) -> list[str]:
    found: list[str] = []
    for block in page.blocks:
        text = re.sub(r"\s+", " ", page.text[block.start : block.end]).strip()
        if sum(map(len, found)) + len(text) > COVER or len(text) > LONGEST_LINE:
            # The first block tells what the paper is even where it is a form, or the text itself; so does a form's long line.
            is_form = block.kind is BlockKind.TABLE or _is_report_on_something(found)
            return [*found, text[:COVER]] if not found or is_form else found
        found.append(text)
    return found


def _is_report_on_something(lines: list[str]) -> bool:
    """Whether lines call a paper a report and have not said yet on what."""
    words = " / ".join(lines)
    return _REPORT.search(words) is not None and _SETS_OUT.search(words) is None


_AND = re.compile(r" and (?=[^,;]{0,80}(?:19|20)\d{2})|[;:] ")
_NAMES_PLAN = re.compile(r"\b(?:plan|strategy|agreement|programme|framework)\b", re.I)


def period_said(script: Script) -> Period | None:
    """Given a document, return the period that its catalogue gives it, else the one that its title or cover prints; None without."""
    return script.document.period or script.once("period said", _printed)


def _printed(script: Script) -> Period | None:
    lines = [part for line in (script.document.title, *cover(script)) for part in _parts(line)]
    return next((period for line in lines for period in periods_in(line)), None)


def _parts(line: str) -> list[str]:
    """A line, or its parts, those first that name a plan: "annual report 2024/25 and action plan 2025-2027"."""
    parts = _AND.split(" ".join(line[:COVER].split()))
    return sorted(parts, key=lambda part: _NAMES_PLAN.search(part) is None) if len(parts) > 1 else parts


def names_paper(text: str) -> bool:
    """Given the words of an item or entry, say whether they are a paper's name ("Noise and Drift Strategy 2031-34") and no wish."""
    return _IS_PAPER.match(re.sub(r"\s+", " ", text)) is not None
