"""Questions to begin with, made from the documents that the asker may see: only such as their registers can answer."""

from __future__ import annotations

from collections.abc import Collection

from assistant.conversation import Audience
from assistant.prompts import Prompts
from ingest.documents import Document
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
    for name in sorted(documents, key=lambda name: _newest_first(snapshot.document(name).document)):
        question = _about(snapshot, name, audience, prompts)
        if question and question not in found:
            found.append(question)
        if len(found) == MOST:
            break
    return tuple(found)


def _newest_first(document: Document) -> tuple[int, str]:
    day = document.published or (document.period.start if document.period else None)
    return (-day.toordinal() if day else 0, document.id)


def _about(snapshot: Snapshot, document_id: str, audience: Audience, prompts: Prompts) -> str | None:
    """Given a document, return a question that its register answers, None where it answers none."""
    document = snapshot.document(document_id).document
    for kind in KINDS:
        if len([entry for entry in snapshot.entries(document_id, kind) if entry.whose == "own"]) < FEWEST:
            continue
        if kind is EntryKind.PRIORITY and document.area:
            return prompts.say("suggest.priorities", audience, {"area": document.area})
        return prompts.say("suggest.list", audience, {"kind": prompts.kind(kind.value, FEWEST, audience), "title": document.title})
    return None
