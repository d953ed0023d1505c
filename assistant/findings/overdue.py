"""What was to be done or reached by a time that is over: targets, and what a sentence says will come."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from assistant.findings.finding import Finding, FindingType
from assistant.findings.moments import MONTHS
from assistant.findings.saying import told
from assistant.findings.script import SURE, Script
from ingest.catalogue import period_of
from ingest.documents import Period, Span
from ingest.register.entry import Entry, EntryKind

_T = FindingType.TARGET_PERIOD_OVER
NEAR = 120  # characters between a time and the words that put something into it
_YEARS = re.compile(r"(?<![\d/–-])(?:(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?|\d{2}/\d{2})(?![\d/]|\s?[-–]\s?\d)")
_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{'|'.join(name for name in calendar.month_name if name)}),?\s+"
    r"(?P<year>20\d{2})\b",
    re.I,
)
_FIRST = re.compile(r"\bfirst\s+(?P<n>\d{1,2})?\s*(?P<unit>month|year)s?\b", re.I)
_SETS = re.compile(
    r"\b(?:indicators?|targets?|monitoring|actions?|action plan|delivery plan|what (?:will we|we will) do|milestones?)\b", re.I
)
# Words that put something into the time to come, seen from the document.
_COMES = re.compile(
    r"\b(?:will|shall|due|expected|scheduled|intend\w*|aims? to|target(?:s|ed)? (?:for|date|of|is|to)|to be|planned for|until|deadline"
    r"|for delivery|forecast|deliver\w* (?:by|between)|complet\w+ by|by the end of)\b",
    re.I,
)
_WAS = re.compile(r"\b(?:was|were|been|had|did|paid|funded|worked|used|took|receiv\w+|allocat\w+)\b", re.I)
_BARE = ("until", "by the end of", "forecast")  # what is said of the past as well
_BY = re.compile(
    r"\b(?:by|before|until|from|in|during|for|between|to|end of|beginning of|until the end of|spring|summer|autumn|winter"
    r"|and|through to)\s+(?:the\s+)?(?:(?:new\s+)?financial\s+year\s+(?:in\s+)?|end\s+of\s+|year\s+)?$",
    re.I,
)
_PAST = re.compile(
    r"(?<!\bbe )\b(?:was|were|has been|have been|had been|took place|launched in|agreed in|since|published|introduced|came into|runs?"
    r"|receive|allocat\w+|decreased|increased|fell|rose|having been|tried)\b",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:act|regulations|census|estimate|data|figures|baseline|compared|population|statistics|legislation|bill|code|duty)\b", re.I
)


def overdue(script: Script, today: date) -> list[Finding]:
    """Given a document and a day, return targets that were for a time before the document's own, and targets and promises whose time is
    over by that day."""
    own = script.document.period
    found: list[Finding] = []
    over: list[Span] = []
    total = 0
    # Whoever set a target, its time is over.
    for one in (one for one in script.entries if one.kind is EntryKind.INDICATOR and one.confidence >= SURE):
        end = end_of(one.fields.get("target_period", ""))
        if end is None or not one.fields.get("target"):
            continue
        total += 1
        values = {"name": one.name, "period": one.fields["target_period"], "own": own.label if own else ""}
        if own is not None and end < own.start:
            found.append(told("gap.target_period_before", _T, one.spans[:1], values))
        elif end < today and not _has_result(one, end):
            over.append(one.spans[0])
    if over:
        key = "gap.time_over" if len(over) > 1 else "gap.time_over_one"
        found.append(told(key, _T, over, {"count": len(over), "total": total}))
    if own is not None and own.is_over(today):
        found += _own_over(script, own)
    promised = [
        span for span in (*_promised(script, own, today), *_headed(script, own, today)) if not any(span.overlaps(other) for other in over)
    ]
    if promised:
        key = "gap.promise_over" if len(promised) > 1 else "gap.promise_over_one"
        found.append(told(key, _T, promised, {"count": len(promised), "asks": key.partition(".")[2]}, sure=0.75))
    return found


def _own_over(script: Script, own: Period) -> list[Finding]:
    """That the document's own period is over, at the first place where its words give it."""
    years = re.compile(
        rf"\b{own.start.year}\s?[-–/]\s?(?:{own.end.year}|{own.end.year % 100:02d})\b|\b{own.start.year}\b.{{1,20}}\b{own.end.year}\b"
    )
    for page in script.pages:
        match = years.search(page.text)
        if match is not None:
            start = page.text.rfind("\n", 0, match.start()) + 1
            span = Span(script.document.id, page.number, start, match.end())
            return [told("gap.own_period_over", _T, [span], {"period": own.label, "asks": "own_period_over"})]
    return []


def _has_result(one: Entry, end: date) -> bool:
    """Whether a latest value stands beside a target that is of its time or later; one without a period is taken for such a one."""
    if not one.fields.get("current"):
        return False
    known = end_of(one.fields.get("current_period", ""))
    return known is None or known >= end


def _promised(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Sentences that put something into the time to come, as the document saw it, which is past by now. The document's own period is told
    at the head of the pack, and is none of them."""
    seen: set[str] = set()
    for sentence in [*script.sentences, *script.cell_sentences]:
        text = sentence.text
        if not _COMES.search(text) or text in seen:
            continue
        seen.add(text)
        for start, end, last in _times(text):
            if last < today and _BY.search(text[:start]) and _is_to_come(text, start, end) and not _is_own(text[start:end], last, own):
                yield max(sentence.spans, key=lambda span: span.end - span.start)
                break


def _headed(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Headings that set a time for what stands under them ("First 12 months – what will we do?", "Indicators for 2017/18")."""
    for heading in script.headings:
        first = _FIRST.search(heading.text)
        if first is not None and own is not None:
            months = {"year": 12, "month": 1}[first["unit"].casefold()] * int(first["n"] or 1)
            last = date(own.start.year + (own.start.month - 1 + months) // 12, (own.start.month - 1 + months) % 12 + 1, 1)
            if last <= today:
                yield heading.spans[0]
            continue
        for start, end, last in _times(heading.text):
            if last < today and _SETS.search(heading.text) and not _is_own(heading.text[start:end], last, own):
                yield heading.spans[0]


def _is_own(words: str, last: date, own: Period | None) -> bool:
    """Whether a time is before the document's own, or is the document's own: all of it, or the bare year that it ends in."""
    if own is None:
        return False
    return last < own.start or last.year == own.end.year and re.search(r"[a-z]", words, re.I) is None


def _is_to_come(text: str, start: int, end: int) -> bool:
    """Whether the words before a time put something into the time to come, or those behind one that opens the sentence; a clause that
    tells of what was does not."""
    coming = [match for match in _COMES.finditer(text, max(0, start - NEAR), start)]
    if coming:
        clause = re.split(r"[.;:()]|,\s+(?:and|but)\s", text[: coming[-1].start()])[-1]
        if coming[-1].group().casefold() in _BARE and _WAS.search(clause):
            return False
        between = text[coming[-1].start() : start]
    else:
        behind = _COMES.search(text, end, end + NEAR) if len(text[:start].split()) <= 3 else None
        if behind is None:
            return False
        between = text[end : behind.end() + 20]
    return not _PAST.search(between) and not _ABOUT.search(between) and not re.search(r"[.;()]", between)


def _times(text: str) -> Iterator[tuple[int, int, date]]:
    """Times in a text: where each stands, and its last day."""
    months = list(_MONTH.finditer(text))
    for match in months:
        month, year = MONTHS[match["month"].casefold()], int(match["year"])
        yield match.start(), match.end(), date(year, month, calendar.monthrange(year, month)[1])
    for match in _YEARS.finditer(text):
        last = end_of(match.group())
        if last is not None and not any(one.start() <= match.start() < one.end() for one in months):
            yield match.start(), match.end(), last


def end_of(text: str) -> date | None:
    """Given a period as a document prints it, return its last day, None where it is none."""
    found = _YEARS.search(text)
    if found is None:
        return None
    words = re.sub(r"\s?[–/-]\s?", "-", found.group()).replace(" ", "")
    try:
        return period_of(words if len(words) != 5 else f"20{words}").end
    except ValueError:
        return None
