"""Questions to begin with, made from the documents that the asker may see: only such as their registers can answer."""

from __future__ import annotations

from collections.abc import Collection

from assistant.conversation import Audience
from assistant.prompts import Prompts
from ingest.documents import Document, Source
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

MOST = 5
# What is worth asking for, the likeliest first.
KINDS = (EntryKind.PRIORITY, EntryKind.DUTY, EntryKind.ACTION, EntryKind.OUTCOME)
# A list of fewer is hardly one.
FEWEST = 2


def suggested(snapshot: Snapshot, documents: Collection[str], audience: Audience, prompts: Prompts) -> tuple[str, ...]:
    """Given what may be seen and for whom it is worded, return up to five questions, each about another document."""
    found: list[str] = []
    areas: set[str] = set()
    for name in sorted(documents, key=lambda name: _newest_first(snapshot.document(name).document)):
        area = snapshot.document(name).document.area
        question = _about(snapshot, name, area if area not in areas else None, audience, prompts)
        if area:
            areas.add(area)
        if question and question not in found:
            found.append(question)
        if len(found) == MOST:
            break
    return tuple(found)


def _newest_first(document: Document) -> tuple[bool, int, str]:
    """Order by age, notes of ours behind all plans."""
    day = document.published or (document.period.start if document.period else None)
    return (document.source is Source.NOTE, -day.toordinal() if day else 0, document.id)


def _about(snapshot: Snapshot, document_id: str, area: str | None, audience: Audience, prompts: Prompts) -> str | None:
    """Given a document, and its area where it is the newest there, return a question that its register answers; None where it answers none.

    Asked without a title, an area is answered from its newest document.
    """
    for kind in KINDS:
        if sum(entry.whose == "own" for entry in snapshot.entries(document_id, kind)) < FEWEST:
            continue
        if kind is EntryKind.PRIORITY and area:
            return prompts.say("suggest.priorities", audience, {"area": area})
        title = snapshot.document(document_id).document.title
        return prompts.say("suggest.list", audience, {"kind": prompts.kind(kind.value, FEWEST, audience), "title": title})
    return None
