"""All entries of a kind from the register: every one, in the document's order, counted, each with its citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.nearest import list_at
from assistant.pieces import Piece
from assistant.prompts import Prompts
from assistant.regression import Floats
from assistant.understand import Understood
from assistant.wanted import Asked, asked_of, stated_count, wanted
from ingest.documents import Document, Span
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.sentences import sentences_of

MOST_TOGETHER = 20  # entries that are listed without their priorities
MOST_BEST = 3  # pieces that may lead to a whole list
MOST_TOPIC = 2  # words a list may be limited by; more say that something else is asked


def list_entries(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return each document's list, or None where the register does not answer."""
    asked = asked_of(understood)
    if asked is None or asked.on_topic or len(asked.topic) > MOST_TOPIC:
        return None
    claims: list[DraftClaim] = []
    for document in latest(documents, understood):
        entries = wanted(snapshot.entries(document.id, asked.kind), asked)
        if len(entries) < 2:
            continue
        claims.extend(_head(snapshot, document.id, asked.under))
        claims.extend(_claims(document, entries, asked, snapshot, prompts, audience))
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def list_around(
    understood: Understood, pieces: Sequence[Piece], fitness: Floats, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given a question, the pieces that were found and how well each fits, return the register's whole list around the best of them; None
    where the question asks for no list on a topic, or the best stand in none."""
    asked = asked_of(understood)
    if asked is None or not asked.on_topic or not len(pieces):
        return None
    best = (pieces[int(place)].spans[0] for place in np.argsort(-fitness, kind="stable")[:MOST_BEST])
    entries = next((found for span in best if len(found := list_at(snapshot, span, asked)) > 1), ())
    if not entries:
        return None
    document = snapshot.document(entries[0].document_id).document
    head = _head(snapshot, document.id, entries[0].belongs_to)
    return Draft((*head, *_claims(document, entries, asked, snapshot, prompts, audience)), AnsweredBy.REGISTER)


def _head(snapshot: Snapshot, document_id: str, priority: str | None) -> Iterator[DraftClaim]:
    """The name of the priority that a list stands under."""
    for entry in snapshot.entries(document_id, EntryKind.PRIORITY) if priority else ():
        if entry.id == priority:
            yield DraftClaim(Basis.QUOTED, (entry.spans[0],))


def _claims(
    document: Document, entries: Sequence[Entry], asked: Asked, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> list[DraftClaim]:
    whose = prompts.whose(document.area, document.plain_title)
    count = len(entries)
    kind = prompts.kind(asked.kind.value, count, audience)
    spans = tuple(entry.spans[0] for entry in entries)
    claims: list[DraftClaim] = []
    said = _stated(document, asked.believed, snapshot) if asked.believed not in (None, count) else ()
    if said:
        claims.append(DraftClaim(Basis.QUOTED, said))
    elif asked.believed is not None and asked.believed != count:
        values = {"whose": whose, "stated": f"{prompts.number(count)} {kind}", "asked": prompts.number(asked.believed)}
        claims.append(DraftClaim(Basis.COUNTED, spans, prompts.say("yes_no.correct", audience, values)))
    lead = prompts.say("lead.list", audience, {"whose": whose, "count": prompts.number(count), "kind": kind})
    claims.append(DraftClaim(Basis.COUNTED, spans, lead))
    claims.extend(_items(entries, snapshot.entries(document.id, EntryKind.PRIORITY), prompts, audience))
    return claims


def _items(entries: Sequence[Entry], priorities: Sequence[Entry], prompts: Prompts, audience: Audience) -> Iterator[DraftClaim]:
    """Every entry as an item; where they are many, below the priority that each belongs to, and first those that belong to none."""
    heads = {priority.id: priority for priority in priorities} if len(entries) > MOST_TOGETHER else {}
    under: dict[str | None, list[Entry]] = {None: [], **{name: [] for name in heads}}
    for entry in entries:
        under[entry.belongs_to if entry.belongs_to in heads else None].append(entry)
    for head, found in under.items():
        if head is not None and found:
            yield DraftClaim(Basis.QUOTED, (heads[head].spans[0],))
        elif found and len(found) < len(entries):
            lead = prompts.say("lead.list_no_priority", audience, {"count": prompts.number(len(found))})
            yield DraftClaim(Basis.COUNTED, tuple(entry.spans[0] for entry in found), lead)
        yield from (DraftClaim(Basis.QUOTED, (entry.spans[0],), item=True) for entry in found)


def _stated(document: Document, believed: int | None, snapshot: Snapshot) -> tuple[Span, ...]:
    """Where the document itself states the number that the asker believes in: then both readings are given, and nobody is corrected."""
    pattern = stated_count(believed or 0)
    for passage in snapshot.passages_of(document.id):
        if not pattern.search(passage.text):
            continue
        for span in passage.spans:
            page = snapshot.page(document.id, span.page)
            for start, end in sentences_of(page.text[span.start : span.end]):
                if pattern.search(page.text[span.start + start : span.start + end]):
                    return (Span(document.id, span.page, span.start + start, span.start + end),)
    return ()
