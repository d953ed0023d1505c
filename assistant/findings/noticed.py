"""What was noticed in the documents of one snapshot, worked out once a document: chat asks for it with every question."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

from assistant.findings.dates import dates
from assistant.findings.finding import Finding, shown
from assistant.findings.names import names
from assistant.findings.references import references
from assistant.findings.statements import statements
from assistant.findings.sums import sums
from ingest.library import Snapshot

_FAMILIES: tuple[Callable[[str, Snapshot], tuple[Finding, ...]], ...] = (sums, dates, references, names, statements)
_KNOWN: weakref.WeakKeyDictionary[Snapshot, dict[str, tuple[Finding, ...]]] = weakref.WeakKeyDictionary()
_LOCK = threading.Lock()


def contradictions_in(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return what does not add up in it and is sure enough to be shown, gravest first.

    Raises UnknownDocument.
    """
    with _LOCK:
        known = _KNOWN.setdefault(snapshot, {})
        if document_id not in known:
            known[document_id] = shown(tuple(found for family in _FAMILIES for found in family(document_id, snapshot)))
        return known[document_id]
