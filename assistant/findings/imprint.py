"""What a document prints of its own time: the day it was made or is for a meeting, and from when to when it is to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.findings.paper import cover, period_said
from assistant.findings.script import Script, Sentence
from assistant.findings.times import By, Time, times
from ingest.documents import BlockKind, Period, Span

# What is said to hold from one time to another: the document itself, not the one before it or another body's.
_ITSELF = re.compile(
    r"\b(?:(?:[Tt]his|[Oo]ur|[Tt]he)\s+(?:new\s+)?(?:[\w’'-]+\s+){0,4}?(?:[Pp]lan|[Ss]trategy|[Aa]greement|[Ff]ramework|[Pp]rogramme|[Dd]ocument)|It"
    r"|(?:[Tt]his|[Hh]ere)\s+is\s+(?:what|how))\b"
)
_ANOTHER = re.compile(
    r"\b(?:previous|last|old|former|earlier|present|current|existing|next|draft|police\s+and\s+crime|corporate|national"
    r"|county(?:wide)?|health|local\s+plan"
    r"|medium[- ]term|joint strategic|assessment|survey|consultation|grant|funding|contract|lease|figures|data|table)\b",
    re.I,
)
_HOLDS = re.compile(
    r"\b(?:covers?|covering|runs?|running|spans?|lasts?|is\s+for|for\s+the\s+(?:\w+\s+){0,2}(?:years?|months?|period)|applies|in\s+force|begins?|starts?"
    r"|will\s+do|mean\s+to\s+do|plan(?:s)?\s+to\s+do|will\s+work|sets?\s+out|says?|describes|explains|takes?\s+us|holds?)\b",
    re.I,
)
_PAPER = re.compile(r"\b(?:plan|strategy|agreement|framework|programme|contract|budget)s?\b", re.I)
_JOINS = re.compile(
    r"^\s*(?:(?:to|until|till|and|[-–—]|up\s+to|through\s+to|and\s+(?:ends?|finishes|runs|lasts|expires)\s+(?:on|in|to|until))\s*)(?:the\s+)?(?:end\s+of\s+)?$",
    re.I,
)
# A line that gives the day of a paper: "Report to Cabinet, 9 April 2019", "Date of meeting: …", "Published June 2024".
_DATED = re.compile(
    r"^\W*(?:(?:date|dated|date\s+of\s+(?:the\s+)?(?:meeting|report|decision|publication|issue)|meeting(?:\s+date)?|report\s+date|published|publication\s+date"
    r"|issued|issue\s+date|version\s+date|last\s+updated|approved|adopted|agreed|signed|endorsed)\b|[^.]{0,60}\b(?:report|briefing|paper)\s+(?:to|for)\b|(?:[\w’'&-]+\s+){0,5}?(?:annual|progress|performance|monitoring|update)\s+report,?\s|(?:the\s+)?(?:[\w’'&-]+\s+){0,5}?"
    r"(?:cabinet|committee|council|executive|board|panel|commission|partnership)\b\W)",
    re.I,
)
_LABEL = re.compile(
    r"^\W*(?:date|date\s+of\s+(?:the\s+)?(?:meeting|report|decision|publication|issue)|meeting(?:\s+date)?|report\s+date|published|publication\s+date|issued"
    r"|report\s+to|to|for|meeting\s+of|(?:decision[- ])?(?:maker|body)|committee|cabinet)\W*$",
    re.I,
)
_APRIL = 4
MOST_BESIDE = 2  # characters beside the two times of a line that gives nothing else
OPENING = 14  # pieces of the first page among which a paper gives its date
LONGEST = 120  # characters of such a line


@dataclass(frozen=True, slots=True)
class Held:
    """A time from when to when, and where it is printed; `exact` says whether to the month."""

    first: date
    last: date
    words: str
    spans: tuple[Span, ...]
    exact: bool


def held(script: Script) -> Held | None:
    """Given a document, return the time it is to hold for: to the month, where a sentence gives it and its title or cover agrees, else the
    years of these; None without."""
    return script.once("held", _held)


def _held(script: Script) -> Held | None:
    own = period_said(script)
    for one in stated(script):
        if one.exact and (own is None or (own.start.year, own.end.year) == (one.first.year, one.last.year)):
            return one
    printed = _on_cover(script, own)
    if printed is not None or own is None:
        return printed
    return Held(own.start, own.end, own.label, (), own.start.month == _APRIL)  # a financial year says its months


def _on_cover(script: Script, own: Period | None) -> Held | None:
    """The time to the month that a line at the head of the first page gives: of a plan, or of the years that the title names."""
    for piece in script.flow.pieces[:OPENING]:
        text = re.sub(r"\s", " ", piece.text)
        found = times(text) if len(text) <= LONGEST and piece.parts[0][1] == 1 else ()
        if len(found) != 2 or max(one.by for one in found) > By.MONTH or not _JOINS.match(text[found[0].end : found[1].start]):
            continue
        first, last = found[0].first, found[1].last
        agrees = own is not None and (own.start.year, own.end.year) == (first.year, last.year)
        bare = own is None and len(text.strip()) - (found[1].end - found[0].start) <= MOST_BESIDE
        if first < last and (agrees or own is None and _PAPER.search(text) or bare and _is_plan(script)):
            return Held(first, last, text[found[0].start : found[1].end], piece.cut(found[0].start, found[1].end), True)
    return None


def _is_plan(script: Script) -> bool:
    """Whether a line at the head of the first page calls the document a plan or the like."""
    return any(_PAPER.search(line) for line in (script.document.title, *cover(script)))


def stated(script: Script) -> list[Held]:
    """Given a document, return the times that its sentences say it holds for, in order."""
    return script.once("stated", lambda one: list(_stated(one)))


def _stated(script: Script) -> Iterator[Held]:
    for sentence in script.sentences:
        found = times(sentence.text)
        for first, second in zip(found, found[1:], strict=False):
            itself = _ITSELF.search(sentence.text[: first.start])
            if itself is None or not _JOINS.match(sentence.text[first.end : second.start]) or second.last <= first.first:
                continue
            between = sentence.text[itself.end() : first.start]
            if itself.group() == "It" and not _speaks_of_itself(sentence):
                continue
            if _PAPER.search(between) or any(one.start >= itself.end() for one in found if one.end <= first.start):
                continue
            if not _HOLDS.search(between) or _ANOTHER.search(sentence.text[: first.start]) or len(between) > LONGEST or ";" in between:
                continue
            exact = first.by <= By.MONTH and second.by <= By.MONTH
            words = sentence.text[first.start : second.end]
            yield Held(first.first, second.last, words, sentence.cut(first.start, second.end), exact)


def _speaks_of_itself(sentence: Sentence) -> bool:
    """Whether the "It" that opens a sentence is the document: the paragraph begins with it."""
    opens = sentence.piece.text[: sentence.start]
    return bool(re.search(r"\b(?:[Tt]his|[Oo]ur)\s+(?:[\w’'-]+\s+){0,4}?(?:plan|strategy|agreement|framework|programme)\b", opens))


def issued(script: Script) -> tuple[Time, tuple[Span, ...]] | None:
    """Given a document, return the day (or month) that its first page gives for the paper itself, and where; None where none does."""
    return script.once("issued", _issued)


def _issued(script: Script) -> tuple[Time, tuple[Span, ...]] | None:
    for piece in script.flow.pieces[:OPENING]:
        text = re.sub(r"\s", " ", piece.text)
        if piece.kind is BlockKind.CONTENTS or len(text) > LONGEST or not _DATED.match(text):
            continue
        found = [one for one in times(text) if one.by <= By.MONTH]
        if len(found) == 1 and piece.spans:
            return found[0], piece.cut(found[0].start, found[0].end)
    for grid in script.flow.grids[:2]:
        for row in grid.rows:
            if len(row) >= 2 and row[0].page == 1 and _LABEL.match(row[0].text):
                found = [one for one in times(re.sub(r"\s", " ", row[1].text)) if one.by <= By.MONTH]
                if len(found) == 1:
                    return found[0], (script.cell_span(grid, row[1]),)
    return None
