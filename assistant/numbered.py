"""The priority that a question names by its number or letter alone ("priority C", "the third goal"), by its name in quotation marks, or by
words of its name alone ("under the violence theme")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.latest import latest
from assistant.understand import Understood
from assistant.wanted import SURE, number_named, quoted_in
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.register.merge import essence

# What is called a priority by what it is about, and not by which or whose of them it is.
_THEMED = re.compile(
    r"\b(?:the|its|their|your|our|under|on) (?P<name>(?:(?!(?:the|of|for|to|in|on|and its|that|which|is|are|was|were)\b)[\w'’&/-]+ ){1,5}?)"
    r"(?:theme|priority|strand|pillar|objective|heading)\b(?! (?:areas?|indicators?|measures?|list|groups?|actions?|number|\d|[A-Z]\b))",
    re.I,
)
_NO_NAME = stems_of(
    "first second third fourth fifth sixth last next main key top own new old local national shared overall same other single each every"
    " one this that community safety partnership council police borough strategic statutory crime plan's plan highest biggest priority"
)


def with_numbered(understood: Understood, snapshot: Snapshot) -> Understood:
    """Given what was understood and a snapshot, return it with the priority that is meant, whose name is searched for too; as it is where
    the question names none so, or where two documents in scope have such a one. A letter that the latest documents do not use is looked for
    in the others, and narrows the scope to the one that does."""
    number = number_named(understood.standalone)
    names = [essence(words) for words in quoted_in(understood.standalone)]
    themes = [stems for match in _THEMED.finditer(understood.standalone) if (stems := stems_of(match["name"])) - _NO_NAME]
    if not number and not names and not themes:
        return understood
    documents = latest([shelf.document for shelf in snapshot.shelves.values()], understood)
    found = _found([document.id for document in documents], number, names, snapshot)
    if not found and not number:
        found = _about([document.id for document in documents], themes, snapshot)
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


def _about(documents: Sequence[str], themes: Sequence[frozenset[str]], snapshot: Snapshot) -> list[Entry]:
    """The priorities whose names hold all words of what is called a theme, where one list of them is meant."""
    entries = [entry for name in documents for entry in snapshot.entries(name, EntryKind.PRIORITY) if _is_own(entry)]
    return [entry for entry in entries if any(stems <= stems_of(entry.name) for stems in themes)]


def _is(entry: Entry, number: str, names: Sequence[str]) -> bool:
    numbered = bool(number) and entry.fields.get("number", "").casefold() == number.casefold()
    return _is_own(entry) and (numbered or essence(entry.name) in names)


def _is_own(entry: Entry) -> bool:
    return entry.whose == "own" and entry.confidence >= SURE and not entry.belongs_to
