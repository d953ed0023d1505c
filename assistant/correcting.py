"""An officer's change to a register: what they asked for, checked against what is published, -> what is kept."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ingest.documents import Span
from ingest.errors import BadInput
from ingest.library import Snapshot
from ingest.register import EntryKind
from ingest.register.correction import Amendment, Change, checked_fields, named


@dataclass(frozen=True, slots=True)
class Wish:
    """What an officer wants changed: an entry corrected or hidden (`entry_id`), or one added (`kind` and `spans`).

    `spans` are (page, start, end) in the stored text of the page, as `/documents/{id}/pages/{n}` serves it.
    """

    change: Change
    who: str
    entry_id: str = ""
    kind: EntryKind | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    spans: tuple[tuple[int, int, int], ...] = ()


def amendment_of(snapshot: Snapshot, document_id: str, wish: Wish) -> Amendment:
    """Given what is published, a document's id and a wish, return the change to keep.

    Raises UnknownDocument, UnknownEntry, and BadInput where a field or a span is not one.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if wish.change is Change.ADD:
        return _added(snapshot, document_id, wish, now)
    entry = snapshot.entry(document_id, wish.entry_id)
    fields = checked_fields(entry.kind, wish.fields)
    if wish.change is Change.CORRECT and not fields:
        raise BadInput("A correction needs at least one field; give the fields that are to change.")
    return Amendment(document_id, wish.change, entry.kind, entry.id, fields, entry.spans, entry.words, wish.who, now)


def _added(snapshot: Snapshot, document_id: str, wish: Wish, now: str) -> Amendment:
    if wish.kind is None or not wish.spans:
        raise BadInput("A new entry needs its kind and at least one span (page, start, end) of the document's words.")
    fields = checked_fields(wish.kind, wish.fields)
    named(wish.kind, fields)
    spans = tuple(_span(snapshot, document_id, place) for place in wish.spans)
    words = snapshot.page(document_id, spans[0].page).text[spans[0].start : spans[0].end]
    entry_id = f"{document_id}/{wish.kind}/added-{secrets.token_hex(5)}"
    return Amendment(document_id, Change.ADD, wish.kind, entry_id, fields, spans, words, wish.who, now)


def _span(snapshot: Snapshot, document_id: str, place: tuple[int, int, int]) -> Span:
    page, start, end = place
    text = snapshot.page(document_id, page).text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise BadInput(f"Page {page} of “{document_id}” has no words from {start} to {end}; its text has {len(text)} characters.")
    return Span(document_id, page, start, end)
