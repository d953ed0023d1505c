"""The priority that a question names by its number or letter alone: "priority C", "the third goal", "objective 2"."""

from __future__ import annotations

from dataclasses import replace

from assistant.latest import latest
from assistant.understand import Understood
from assistant.wanted import SURE, number_named
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind


def with_numbered(understood: Understood, snapshot: Snapshot) -> Understood:
    """Given what was understood and a snapshot, return it with the priority that is meant, whose name is searched for too; as it is where
    the question names none by its number, or where two documents in scope have one of that number."""
    number = number_named(understood.standalone)
    if not number:
        return understood
    documents = latest([shelf.document for shelf in snapshot.shelves.values()], understood)
    found = [entry for document in documents for entry in snapshot.entries(document.id, EntryKind.PRIORITY) if _is(entry, number)]
    if len(found) != 1:
        return understood
    return replace(understood, written=(found[0].name, *understood.written), priority=found[0].id)


def _is(entry: Entry, number: str) -> bool:
    own = entry.whose == "own" and entry.confidence >= SURE and not entry.belongs_to
    return own and entry.fields.get("number", "").casefold() == number.casefold()
