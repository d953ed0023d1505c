"""The letter or number that a priority carries, where that is asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation import Basis, Draft, DraftClaim
from assistant.understand import Understood
from assistant.wanted import SURE
from ingest.documents import Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

ENOUGH = 4  # words of a priority's name: half of so many, or of all of a shorter one, must be asked
_ASKED = re.compile(
    r"\b(?:which|what) (?:priority )?(?:letter|number)\b(?! of\b)(?!\W+(?:to|do i|should i|can i) (?:ring|call|phone|text|dial))", re.I
)


def with_letter(draft: Draft, understood: Understood, snapshot: Snapshot) -> Draft:
    """Given a draft and the question, return it with the name and letter of the priority in front whose letter is asked for; as it is where
    none is asked for, or no priority of that name carries one."""
    if _ASKED.search(understood.standalone) is None:
        return draft
    asked = stems_of(understood.subject)
    found = [
        (len(shared), place)
        for name in understood.scope.documents
        for entry in snapshot.entries(name, EntryKind.PRIORITY)
        if entry.whose == "own" and not entry.belongs_to and entry.confidence >= SURE
        if 2 * len(shared := stems_of(entry.name) & asked) >= min(len(stems_of(entry.name)), ENOUGH) > 0
        if (place := _lettered(entry, snapshot)) is not None
    ]
    if not found:
        return draft
    _, place = max(found, key=lambda one: one[0])
    rest = [claim for claim in draft.claims if claim.spans != (place,)]
    return replace(draft, claims=(DraftClaim(Basis.QUOTED, (place,)), *rest))


def _lettered(entry: Entry, snapshot: Snapshot) -> Span | None:
    """The first place of a priority that holds its letter or number beside its name."""
    number = entry.fields.get("number", "")
    holds = re.compile(rf"\b{re.escape(number)}\b")
    for span in entry.spans if number else ():
        text = snapshot.page(span.document_id, span.page).text[span.start : span.end]
        if holds.search(text) and stems_of(entry.name) <= stems_of(text):
            return span
    return None
