"""Events on a timeline whose time is over: a line or a cell that is a time, and what stands beside or under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from assistant.findings.script import Script
from assistant.findings.times import By, Time, times
from ingest.documents import BlockKind, Period, Span

_HEADED = re.compile(
    r"\b(?:milestones?|time\s?lines?|time\s?table|key\s+dates?|dates\s+for\s+your\s+diary|calendar|road\s?map|what\s+(?:happens|comes)\s+(?:when|next)|next\s+steps|when\s+(?:it|things)\s+(?:will\s+)?happens?|forward\s+plan)\b",
    re.I,
)
# What is the document's own beginning, or has happened before it.
_OWN = re.compile(
    r"\b(?:plan|strategy|programme|agreement|year)\s+(?:starts?|begins?|is\s+(?:adopted|approved|launched)|adopted|approved|launched|agreed|signed)\b"
    r"|^\W*(?:start|launch|beginning|adoption|approval)\b|\b(?:was|were|has\s+been|have\s+been|done|completed?|achieved)\b",
    re.I,
)
# What may be told of what has happened: a verb in the past, the police at work, a chronicle's heading.
_TOLD = re.compile(
    r"\b(?:\w{3,}(?<!ne)(?<!spe)(?<!exce)(?<!proce)(?<!succe)ed|was|were|had|did|broke|took|met|held|came|went|began|ran|fell|rose|gave|made|said|told|found|won|lost|left|saw|sent|built|brought|bought|caught"
    r"|became|got|put|set\s+up|shut|hit|struck|stole|spoke|wrote|led|grew|drew|stood|sat|heard|kept|paid|sold|taught|fought|died|cut|hurt|burnt"
    r"|arrests?|famil(?:y|ies)|residents?|people|suspects?|victims?|rescues?|evacuates?|dies)\b",
    re.I,
)
_CHRONICLE = re.compile(
    r"\b(?:of\s+(?:the\s+)?(?:\w+\s+)?events?|history|chronology|so\s+far|what\s+(?:has\s+)?happened|background|how\s+we\s+got)\b", re.I
)
_TO_COME = re.compile(r"\b(?:will|shall|due|to\s+be|planned|proposed|scheduled|expected)\b", re.I)
_SMALL = re.compile(r"\b(?:by|in|from|to|until|the|end|of|early|late|mid|before|week)\b|\W", re.I)
LONGEST = 120  # characters of what happens at a time
FEWEST_WORDS = 2  # of it


def timeline(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Given a document, its period and a day, yield where its timelines put something at a time that is over by that day and not before the
    document's own."""
    pieces = [one for one in script.flow.pieces if one.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and one.spans]
    for piece, following in pairwise([*pieces, *pieces[-1:]]):
        if not piece.trail or not _HEADED.search(piece.trail[-1]) or _CHRONICLE.search(piece.trail[-1]):
            continue
        text = re.sub(r"\s", " ", piece.text)
        found = _opens(text)
        if found is None or not _is_over(found, own, today):
            continue
        what = text[found.end :].strip(" :–—-.")
        if what:
            if _is_event(what):
                yield piece.spans[0]
        elif following is not piece and following.trail == piece.trail and _is_event(following.text) and not times(following.text):
            yield following.spans[0]


def _opens(text: str) -> Time | None:
    """The time that a line begins with, to the season at least; nothing but small words stands before it."""
    found = times(text)
    return found[0] if found and found[0].by <= By.SEASON and not _SMALL.sub("", text[: found[0].start]) else None


def _is_over(found: Time, own: Period | None, today: date) -> bool:
    return found.last < today and (own is None or found.first >= own.start)


def _is_event(text: str) -> bool:
    """Whether a text is something to come about: no beginning of the document's own, and nothing that may be told of what has happened."""
    told = _OWN.search(text) is not None or _TOLD.search(text) is not None and _TO_COME.search(text) is None
    return len(text) <= LONGEST and len(text.split()) >= FEWEST_WORDS and not told
