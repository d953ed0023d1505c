"""Who wrote a document, and when where that is asked too: what its first or last pages say behind such a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.understand import Understood
from assistant.units import units_of
from ingest.documents import Document, Span
from ingest.library import Snapshot

FIRST, LAST = 4, 2  # pages from the beginning and from the end on which a document says who wrote it
LONGEST = 400  # characters of what says so
_ITSELF = r"(?:plan|strategy|document|report|paper|assessment|review|thing|it|this|that)"
_ASKS = re.compile(
    rf"\b(?:who|whose|which (?:\w+ )?(?:officers?|people|person|authors?)|what(?:['’]s| is| are)? the names?)\b[^?.]{{0,40}}"
    rf"\b(?:wrote(?! to\b)|written|authored|authors?(?: of)?|penned|drafted|compiled|prepared|put together|put (?:it|this|that) together"
    rf"|put pen to paper(?: on| for)?|put (?:his|her|their) names? to)(?=\W*$|[^?.]{{0,60}}\b{_ITSELF}\b)"
    rf"|\b(?:who|whom) (?:was|were|is) (?:[\w’'-]+ ){{0,5}}{_ITSELF} (?:written|authored|drafted|prepared|put together|compiled)\b"
    rf"|\bwho\b[^?.]{{0,20}}\bput (?:[\w’'-]+ ){{0,5}}{_ITSELF} together\b",
    re.I,
)
_OF_A_PART = re.compile(r"\b(?:forewords?|introduction|preface|opening|welcome|letter|chapter|appendix|sign(?:ed|s)? off)\b", re.I)
_SAYS_WHO = re.compile(
    r"^\W*(?:(?:report|document|plan|lead|main|joint)\s+)?(?:authors?|written by|prepared by|drafted by|produced by|compiled by|report of"
    r"|originating officers?|contact officers?)\b(?:\(s\))?\s*(?:[:|\t–-]|(?=(?-i:[A-Z])))",
    re.I,
)
# Who else is asked about than who wrote it, or what else of them, is not told by that alone.
_ASKS_MORE = re.compile(
    r"(?:\band|[,;:]) (?:also )?(?:who|whose|whom|which|why|how|is|are|was|were|did|does|do|what (?!(?:date|month|year|day|time)\b))"
    r"|\b(?:as against|as opposed to|rather than|versus|besides|job|role|title|department|responsible|in charge|accountable"
    r"|lead(?:s|ing)?)\b",
    re.I,
)
_ASKS_ANYTHING = re.compile(r"\b(?:what|how|why|where|which|do|does|did|is|are|was|were|can|will)\b", re.I)
_ASKS_WHEN = re.compile(r"\b(?:when|date|month|year|day)\b", re.I)
_SAYS_WHEN = re.compile(
    r"^\W*(?:date (?:authored|written|published|of (?:report|publication|issue))|version date|publication date|published(?: on)?"
    r"|authored)\b\s*(?:[:|\t–-]|(?=\d|(?-i:[A-Z])))",
    re.I,
)


def tell_authors(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return the words in which each says who wrote it; None where the question asks
    for something else, or none of them says."""
    text = understood.standalone
    if _ASKS.search(text) is None or _OF_A_PART.search(text) or _ASKS_MORE.search(text) or _asks_else(understood):
        return None
    claims: list[DraftClaim] = []
    for document in latest(documents, understood):
        who = list(_said(document, _SAYS_WHO, snapshot))
        when = list(_said(document, _SAYS_WHEN, snapshot)) if who and _ASKS_WHEN.search(text) else []
        claims += [DraftClaim(Basis.QUOTED, (span,)) for span in (*who, *when[:1])]
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def _asks_else(understood: Understood) -> bool:
    """Whether a message that goes on from "who wrote it" asks something else of its own."""
    message = understood.message
    return understood.leans and bool(_ASKS_ANYTHING.search(message)) and not (_ASKS.search(message) or _ASKS_WHEN.search(message))


def _said(document: Document, says: re.Pattern[str], snapshot: Snapshot) -> Iterator[Span]:
    """The rows and lines that begin so, on the pages where a document speaks of itself."""
    pages = snapshot.document(document.id).published.pages
    for number in dict.fromkeys((*range(1, min(FIRST, pages) + 1), *range(max(1, pages - LAST + 1), pages + 1))):
        page = snapshot.page(document.id, number)
        for unit in units_of(page):
            words = page.text[unit.start : unit.end]
            found = says.match(words)
            if found is not None and len(words) <= LONGEST and words[found.end() :].strip():
                yield Span(document.id, number, unit.start, unit.end)
