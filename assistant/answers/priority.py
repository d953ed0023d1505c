"""What one priority is made of: its name, what is under it, what is to be done, what will have changed, and how that is measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answers.summary import NO_SUBJECT
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from assistant.wanted import SURE, without_number
from assistant.wish import wish_of
from ingest.documents import Document, Span
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.sentences import sentences_of

MOST_SHOWN = 6  # entries of a kind that are told; of more, the first few are, and how many there are
FIRST_SHOWN = 4
MOST_TOLD = 3  # sentences of a section
PARTS = (EntryKind.PRIORITY, EntryKind.ACTION, EntryKind.OUTCOME, EntryKind.INDICATOR)
# What is asked of a priority as a whole: such words limit nothing.
_OF_WHOLE = NO_SUBJECT | frozenset(
    words_of(
        "all cover covers involve involves mean means include includes come comes under fall falls made of give me us a quick short work"
        " doing do does priority objective theme aim goal section part area say says on for"
        " their its promise promised commit deal deals happen"
    )
)


def sum_up_priority(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return what the one priority that is asked about is made of: what the
    register has under it, else the first words of its section. None where none is asked about, or nothing is said of it."""
    priority = _asked(understood, documents, snapshot)
    if priority is None or _is_listed(priority, understood, snapshot):
        return None
    claims = [claim for kind in PARTS for claim in _part(kind, priority, snapshot, prompts, audience)]
    claims = claims or [DraftClaim(Basis.QUOTED, (span,)) for span in _told(priority, snapshot)]
    return Draft((DraftClaim(Basis.QUOTED, (priority.spans[0],)), *claims), AnsweredBy.REGISTER) if claims else None


def _is_listed(priority: Entry, understood: Understood, snapshot: Snapshot) -> bool:
    """Whether a question asks for one kind of what is under a priority, all of it, and there is a list of that kind."""
    wish = wish_of(understood)
    return wish is not None and sum(1 for entry in snapshot.entries(priority.document_id, wish.kind) if entry.belongs_to == priority.id) > 1


def _asked(understood: Understood, documents: Sequence[Document], snapshot: Snapshot) -> Entry | None:
    """The priority that is asked about as a whole: by its number, or, where a summary is asked for, by its name."""
    if understood.priority:
        entries = (entry for name in understood.scope.documents for entry in snapshot.entries(name, EntryKind.PRIORITY))
        numbered = next((entry for entry in entries if entry.id == understood.priority), None)
        return None if stems_of(without_number(understood.subject)) - _OF_WHOLE else numbered
    about = stems_of(understood.subject) - _OF_WHOLE
    if understood.intent is not Intent.SUMMARY or not about:
        return None
    named = [
        entry
        for document in latest(documents, understood)
        for entry in snapshot.entries(document.id, EntryKind.PRIORITY)
        if entry.whose == "own" and entry.confidence >= SURE and not entry.belongs_to and about <= stems_of(entry.name)
    ]
    return named[0] if len(named) == 1 else None


def _told(priority: Entry, snapshot: Snapshot) -> list[Span]:
    """The first sentences below the last place where a priority is named, up to the next priority: those of its own section."""
    named = priority.spans[-1]
    others = snapshot.entries(priority.document_id, EntryKind.PRIORITY)
    starts = [span.start for entry in others for span in entry.spans if span.page == named.page and span.start >= named.end]
    page = snapshot.page(priority.document_id, named.page)
    passage = next((one for one in snapshot.passages_of(priority.document_id) if any(span.overlaps(named) for span in one.spans)), None)
    ends = [span.end for span in passage.spans if span.overlaps(named)] if passage is not None else []
    if not ends:
        return []
    end = min([ends[0], *starts])
    said = sentences_of(page.text[named.end : end])
    return [Span(priority.document_id, named.page, named.end + first, named.end + last) for first, last in said][:MOST_TOLD]


def _part(kind: EntryKind, priority: Entry, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Iterator[DraftClaim]:
    """How many entries of a kind stand under the priority, and they themselves, or the first of many."""
    found = [one for one in snapshot.entries(priority.document_id, kind) if one.belongs_to == priority.id and one.confidence >= SURE]
    if not found:
        return
    shown = found if len(found) <= MOST_SHOWN else found[:FIRST_SHOWN]
    named = "part" if kind is EntryKind.PRIORITY else kind.value
    values = {
        "count": prompts.number(len(found)).capitalize(),
        "kind": prompts.kind(named, len(found), audience),
        "shown": prompts.number(len(shown)),
    }
    lead = prompts.say("lead.part" if len(shown) == len(found) else "lead.part_first", audience, values)
    yield DraftClaim(Basis.COUNTED, tuple(entry.spans[0] for entry in found), lead)
    yield from (DraftClaim(Basis.QUOTED, (entry.spans[0],), item=True) for entry in shown)
