"""What the headings above a place announce there: actions, outcomes or indicators, over headings in between that only name groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.findings.script import Script
from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind
from ingest.register.flow import Piece
from ingest.register.lexicon import lexicon
from ingest.register.roles import Roles

REACH = 8  # headings in between that may name groups of what one above them announces
LONGEST_GROUP = 8  # words of a heading that names a group ("Young people", "Burglary")
# What opens another part of a document, so that what was announced before it is over.
_OTHER_PART = re.compile(
    r"\b(?:priority|outcomes?|indicators?|measures?|why|focus|background|introduction|appendix|annex|glossary|context|progress|governance|contacts?"
    r"|summary|conclusions?|consultation|contents|foreword|resources|funding|monitoring)\b|^\W*(?:\d{1,2}[.:)]?\s|part\b|chapter\b|section\b)",
    re.I,
)
_KINDS = (EntryKind.ACTION, EntryKind.OUTCOME, EntryKind.INDICATOR)


def headings_above(span: Span, script: Script) -> Iterator[Piece]:
    """Given a place, yield the headings that may say what stands there, from the nearest up: the first that asks, introduces or opens
    another part of the document is the last."""
    before = [one for one in script.headings if (one.parts[0][1], one.parts[0][2]) < (span.page, span.start)]
    for heading in reversed(before[-REACH:]):
        yield heading
        if heading.text.rstrip().endswith(("?", ":")) or _OTHER_PART.search(heading.text) or len(heading.text.split()) > LONGEST_GROUP:
            return


def headed_as(span: Span, script: Script) -> EntryKind | None:
    """Given a place, return what a heading above it says stands there: actions, outcomes or indicators; None where none does. One further
    up speaks of it where it leads on to headings alone, with nothing of its own under it."""
    roles = script.once("section roles", lambda one: Roles(one.flow, lexicon()))
    leads_on = script.once("headings without words", _without_words)
    for place, heading in enumerate(headings_above(span, script)):
        kind = roles.of_section(heading)
        if kind in _KINDS and (place == 0 or heading.parts[0] in leads_on):
            return kind
    return None


def _without_words(script: Script) -> frozenset[tuple[int, ...]]:
    """The places of headings that another heading follows at once."""
    return frozenset(
        one.parts[0] for one, after in pairwise(script.flow.pieces) if one.kind is BlockKind.HEADING and after.kind is BlockKind.HEADING
    )
