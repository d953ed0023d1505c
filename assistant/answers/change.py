"""What changed between a document and the one it follows: kept, renamed, merged, dropped, new, with both places cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings import changes
from assistant.findings.finding import Finding, FindingType, shown
from assistant.newest import published_on
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from assistant.wanted import kinds_named
from ingest.documents import Document
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

MOST = 12
_HOW_MANY = re.compile(r"\b(?:how many|number of|more|fewer)\b", re.I)  # then each document's list says how many it has
_OF_PRIORITIES = (
    FindingType.NEW,
    FindingType.DROPPED,
    FindingType.MERGED,
    FindingType.SPLIT,
    FindingType.RENAMED,
    FindingType.CHANGED,
    FindingType.KEPT,
)
# One sort of change that is asked for; what became part of another is told where it is asked what went.
_TYPES: tuple[tuple[re.Pattern[str], frozenset[FindingType]], ...] = (
    (
        re.compile(r"\b(?:drop(?:ped)?|abandon(?:ed)?|lost|left out|taken (?:out|off)|scrap(?:ped)?|removed|no longer)\b", re.I),
        frozenset({FindingType.DROPPED, FindingType.MERGED}),
    ),
    (re.compile(r"\b(?:kept|keep|stay(?:ed)? the same)\b", re.I), frozenset({FindingType.KEPT, FindingType.RENAMED})),
    (re.compile(r"\brenamed\b", re.I), frozenset({FindingType.RENAMED})),
    (re.compile(r"\badded\b|\b(?:are|is|were|was) new\b", re.I), frozenset({FindingType.NEW})),
)
_NO_SUBJECT = frozenset(
    words_of(
        "changed change changes since last previous earlier old new now then different difference between dropped kept renamed still longer"
        " gone list priority priorities goals objectives aims themes main things what which how has have plan moved on brand"
        " compared from cut down up number count fewer more were was by removed added scrapped abandoned lost left out taken off disappear"
    )
)


def tell_changes(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return what changed from the earlier to the later of two of them; None where
    that is not asked, there are no two to compare, or nothing asked about changed."""
    over_time = understood.intent is Intent.COMPARISON and understood.scope.several and len(understood.scope.areas) < 2
    if understood.intent is not Intent.CHANGE and not over_time:
        return None
    pair = _pair(documents, understood)
    if pair is None or _HOW_MANY.search(understood.standalone):
        return None
    earlier, later = pair
    types = next((types for asked, types in _TYPES if asked.search(understood.standalone)), frozenset(_OF_PRIORITIES))
    found = [one for one in shown(changes(earlier.id, later.id, snapshot)) if one.type in types]
    told = _asked_about(found, understood)
    if not told:
        return None
    values = {"earlier": earlier.plain_title, "later": later.plain_title}
    lead = DraftClaim(Basis.COUNTED, tuple(one.spans[0] for one in told), prompts.say("change.lead", audience, values))
    items = [DraftClaim(one.basis, one.spans, f"{one.says} {one.sum}".strip(), item=True) for one in told]
    return Draft((lead, *items), AnsweredBy.REGISTER)


def _pair(documents: Sequence[Document], understood: Understood) -> tuple[Document, Document] | None:
    """The latest document in scope and the one it follows, or the one before it of the same area."""
    scoped = sorted((document for document in documents if document.id in understood.scope.documents), key=published_on)
    if not scoped:
        return None
    later = scoped[-1]
    known = {document.id: document for document in documents}
    if later.follows in known:
        return known[later.follows], later
    before = [document for document in scoped[:-1] if document.area == later.area]
    return (before[-1], later) if before else None


def _asked_about(found: Sequence[Finding], understood: Understood) -> list[Finding]:
    subject = stems_of(understood.subject) - _NO_SUBJECT
    listed = any(kind is EntryKind.PRIORITY for kind in kinds_named(understood.standalone))
    ordered = sorted(found, key=lambda one: (one.values.get("kind", "") != "priority", _OF_PRIORITIES.index(one.type), one.spans[0].page))
    if not subject or (len(subject) < 2 and listed):
        named = [one for one in ordered if one.values.get("kind", "") == "priority"] if listed else []
        return (named or ordered)[:MOST]
    return [one for one in ordered if len(subject & stems_of(one.says)) >= len(subject) / 2][:MOST]
