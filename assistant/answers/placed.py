"""Under which priority something stands: the priority's name, and what stands under it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.answers.full_name import named_at
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.understand import Understood
from assistant.wanted import SURE, Asked, wanted
from assistant.weights import weights_of
from assistant.wish import covered
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

LONGEST = 600  # characters of a paragraph that is told whole
MOST_UNDER = 2  # entries that are shown of what stands under a priority
LEAST = 0.5  # share of the weight of the topic's words that a place must hold
NAMED = 2.0  # how much more a word counts in a priority's name than in what stands under it
CLEARLY = 1.3  # times as good as the next
_KINDS = r"(?:priorit(?:y|ies)|objectives?|themes?|headings?|strands?|aims?|goals?|pillars?)"
_ASKS = re.compile(
    rf"\b(?:under|in|within|to|into) (?:what|which) (?:one )?(?:of )?(?:the |its |their |[\w’']+ )*?{_KINDS}\b"
    rf"|\bwhich (?:of )?(?:the |its |their |[\w’']+ )*?{_KINDS} (?:does|do|is|are|covers?|includes?|holds?|deals? with|has)\b"
    r"|\bwhere (?:does|do|is|are) .{2,60}\b(?:sit|come|rank|stand|fall)\b.{0,20}\b(?:order|ranking|pecking order|list|importance)\b"
    r"|\bhow high (?:up )?(?:[\w’']+ ){0,4}?(?:does|do|is|are|sit|come|rank)\b"
    rf"|\bwhere (?:does|do|is|are) .{{2,60}}\b(?:sit|fit|come|stand|fall|placed|put)\b.{{0,40}}\b{_KINDS}\b",
    re.I,
)
# Several may be meant: then all that are called so are a list.
_ASKS_SEVERAL = re.compile(
    r"\bwhich (?:of )?(?:the |its |their |[\w’']+ )*?(?:priorities|objectives|themes|headings|strands|aims|goals|pillars)"
    r" (?:do|are|cover|include|hold|deal with|have)\b",
    re.I,
)
_NO_TOPIC = stems_of(
    "priority priorities objective theme heading strand aim goal pillar plan strategy document work works working place placed put"
    " sit sits fit fits order importance ranking rank high up everyday problems"
    " fall falls come comes stand stands somewhere else one two three four five six seven eight nine ten deal deals cover covers"
    " listed list"
)


def tell_place(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return the priority under which something stands, by its name where that holds
    it and by what stands under it; None where that is not asked, or no priority or several hold it alike."""
    chosen = latest(documents, understood)
    if _ASKS.search(understood.standalone) is None or len(chosen) != 1:
        return None
    document = chosen[0]
    topic = stems_of(understood.subject) - _NO_TOPIC - stems_of(f"{document.plain_title} {document.area or ''}")
    priorities = wanted(snapshot.entries(document.id, EntryKind.PRIORITY), Asked(EntryKind.PRIORITY, frozenset()))
    if not topic or len(priorities) < 2:
        return None
    named = [one for one in priorities if covered(topic, understood.standalone, one.name)]
    if len(named) > 1 and _ASKS_SEVERAL.search(understood.standalone):
        return None
    scores, under = _scored(priorities, topic, understood.standalone, snapshot)
    best, *rest = sorted(scores, key=lambda name: -scores[name])
    if scores[best] < LEAST * weights_of(snapshot).total(topic) or scores[best] < CLEARLY * scores[rest[0]]:
        return None
    found = next(one for one in priorities if one.id == best)
    # With nothing under it the paragraph that names it says what it takes in.
    place = named_at(found, snapshot) if under[best] else _to_its_end(found.spans[0], snapshot)
    claims = [DraftClaim(Basis.QUOTED, (place,))]
    claims += [DraftClaim(Basis.QUOTED, entry.spans, item=True) for entry in under[best][:MOST_UNDER]]
    return Draft(tuple(claims), AnsweredBy.REGISTER)


def _scored(
    priorities: Sequence[Entry], topic: frozenset[str], text: str, snapshot: Snapshot
) -> tuple[dict[str, float], dict[str, list[Entry]]]:
    """By a priority's id how much of the topic's weight its name, its paragraph and what stands under it hold, and what under it holds most
    of the topic."""
    scores: dict[str, float] = defaultdict(float)
    under: dict[str, list[Entry]] = defaultdict(list)
    weights, document_id = weights_of(snapshot), priorities[0].document_id
    for priority in priorities:
        words = " ".join(_text(span, snapshot) for span in (priority.spans[0], named_at(priority, snapshot)))
        scores[priority.id] += NAMED * weights.total(covered(topic, text, words))
        scores[priority.id] += weights.total(covered(topic, text, _around(priority.spans[0], snapshot)))
    for kind in (EntryKind.ACTION, EntryKind.OUTCOME, EntryKind.INDICATOR):
        for entry in snapshot.entries(document_id, kind):
            held = weights.total(covered(topic, text, entry.words))
            if entry.belongs_to in scores and entry.confidence >= SURE and held >= LEAST * weights.total(topic):
                under[entry.belongs_to].append(entry)
                scores[entry.belongs_to] += held
    return scores, under


def _around(span: Span, snapshot: Snapshot) -> str:
    """The paragraph or item in which a priority is named."""
    page = snapshot.page(span.document_id, span.page)
    return next((page.text[block.start : block.end] for block in page.blocks if block.start <= span.start < block.end), "")


def _to_its_end(span: Span, snapshot: Snapshot) -> Span:
    """A priority's name with the rest of its paragraph or item, where that is no longer than an answer may be."""
    page = snapshot.page(span.document_id, span.page)
    end = next((block.end for block in page.blocks if block.start <= span.start < block.end), span.end)
    end = span.start + len(page.text[span.start : end].rstrip())
    return Span(span.document_id, span.page, span.start, end) if span.end < end <= span.start + LONGEST else span


def _text(span: Span, snapshot: Snapshot) -> str:
    return snapshot.page(span.document_id, span.page).text[span.start : span.end]
