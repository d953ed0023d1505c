"""Of the register's lists of one kind, the one that a question comes nearest to: its topic is found, not matched by its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from assistant.wanted import SURE, Asked, holds
from ingest.documents import Span
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

AMONG = 4  # the list must hold one of so many best passages: else the topic is none of the register's


def list_at(snapshot: Snapshot, span: Span, asked: Asked) -> Sequence[Entry]:
    """Given a snapshot, a span of a document and what is to be listed, return the list (the entries of one priority, or of one section)
    of which an entry stands there, else that of the priority which is named there; nothing where there is none."""
    lists = _lists(snapshot, span.document_id, asked)
    for entries in lists.values():
        if any(span.overlaps(place) for entry in entries for place in entry.spans):
            return entries
    priorities = snapshot.entries(span.document_id, EntryKind.PRIORITY)
    named = (entry.id for entry in priorities if any(span.overlaps(place) for place in entry.spans))
    return next((lists[name] for name in named if name in lists), ())


def nearest_list(snapshot: Snapshot, asked: Asked, scores: Mapping[int, float]) -> list[int]:
    """Given a snapshot, what is to be listed and the scores of the passages in scope by position, return the positions of the passages
    that hold the list with the best passage, most of it first; nothing where that passage is not among the best of all."""
    best = sorted(scores, key=lambda position: (-scores[position], position))[:AMONG]
    found: list[tuple[float, dict[int, int]]] = []
    for name in dict.fromkeys(snapshot.passages[position].document_id for position in best):
        for entries in _lists(snapshot, name, asked).values():
            held = _held(snapshot, name, entries)
            if len(entries) > 1 and any(position in best for position in held):
                found.append((max(scores.get(position, 0.0) for position in held), held))
    if not found:
        return []
    held = max(found, key=lambda pair: pair[0])[1]
    return sorted(held, key=lambda position: (-held[position], position))


def _lists(snapshot: Snapshot, document_id: str, asked: Asked) -> Mapping[str, list[Entry]]:
    """A document's own entries of the kind, by the priority that they belong to, else by their section."""
    lists: dict[str, list[Entry]] = defaultdict(list)
    for entry in snapshot.entries(document_id, asked.kind):
        if entry.whose in (asked.whose or {"own"}) and entry.confidence >= SURE:
            lists[entry.belongs_to or entry.section].append(entry)
    return lists


def _held(snapshot: Snapshot, document_id: str, entries: Collection[Entry]) -> dict[int, int]:
    """The positions of the document's passages that hold some of the entries, and how many."""
    passages = enumerate(snapshot.passages_of(document_id), start=snapshot.document(document_id).first)
    counts = {position: sum(1 for entry in entries if holds(passage, entry)) for position, passage in passages}
    return {position: count for position, count in counts.items() if count}
