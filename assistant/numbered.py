"""The priority that a question names by its number or letter alone ("priority C", "the third goal"), or by its name in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.latest import latest
from assistant.understand import Understood
from assistant.wanted import SURE, number_named, quoted_in
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.register.merge import essence


def with_numbered(understood: Understood, snapshot: Snapshot) -> Understood:
    """Given what was understood and a snapshot, return it with the priority that is meant, whose name is searched for too; as it is where
    the question names none so, or where two documents in scope have such a one. A letter that the latest documents do not use is looked for
    in the others, and narrows the scope to the one that does."""
    number = number_named(understood.standalone)
    names = [essence(words) for words in quoted_in(understood.standalone)]
    if not number and not names:
        return understood
    documents = latest([shelf.document for shelf in snapshot.shelves.values()], understood)
    found = _found([document.id for document in documents], number, names, snapshot)
    if not found and number.isalpha():
        # No list that has no letters holds a "priority C": an older one may.
        found = _found(understood.scope.documents, number, names, snapshot)
        if len(found) == 1:
            understood = replace(understood, scope=replace(understood.scope, documents=(found[0].document_id,)))
    if len(found) != 1:
        return understood
    return replace(understood, written=(found[0].name, *understood.written), priority=found[0].id)


def _found(documents: Sequence[str], number: str, names: Sequence[str], snapshot: Snapshot) -> list[Entry]:
    return [entry for name in documents for entry in snapshot.entries(name, EntryKind.PRIORITY) if _is(entry, number, names)]


def _is(entry: Entry, number: str, names: Sequence[str]) -> bool:
    own = entry.whose == "own" and entry.confidence >= SURE and not entry.belongs_to
    numbered = bool(number) and entry.fields.get("number", "").casefold() == number.casefold()
    return own and (numbered or essence(entry.name) in names)
