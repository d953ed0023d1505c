"""What a priority is called in full: a list may shorten the name that stands at the head of its own part and elsewhere."""

from __future__ import annotations

from collections import Counter

from ingest.documents import Span
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.register.merge import essence


def in_full(entry: Entry, snapshot: Snapshot) -> Span:
    """Given a priority, return the place that names it in full: where more of its places go on after its name, in the same words, than end
    with it, the first of those that begin as its first place does, or the first of all. Else its first place."""
    name = essence(entry.name)
    short, longer = 0, dict[Span, str]()
    for span in entry.spans:
        said = essence(_text(span, snapshot))
        _, found, rest = f" {said} ".partition(f" {name} ")
        if found and rest.strip():
            longer[span] = rest
        elif found:
            short += 1
    if not name or not longer:
        return entry.spans[0]
    rest, times = Counter(longer.values()).most_common(1)[0]
    if times <= short:
        return entry.spans[0]
    full = [span for span, more in longer.items() if more == rest]
    first = _text(entry.spans[0], snapshot).strip()
    return next((span for span in full if _text(span, snapshot).strip().startswith(first)), full[0])


def named_at(entry: Entry, snapshot: Snapshot) -> Span:
    """Given an entry, return the place by which a list names it."""
    return in_full(entry, snapshot) if entry.kind is EntryKind.PRIORITY else entry.spans[0]


def _text(span: Span, snapshot: Snapshot) -> str:
    return snapshot.page(span.document_id, span.page).text[span.start : span.end]
