"""All entries of a kind from the register: every one, in the document's order, counted, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.prompts import Prompts
from assistant.understand import Understood
from assistant.wanted import Asked, asked_of, wanted
from ingest.documents import Document
from ingest.library import Snapshot
from ingest.register.entry import Entry

_OTHERS = re.compile(
    r"\b(mayor(?:'s|’s)?|mopac|council plan|delivery plan|commissioner|previous|last plan|earlier|national|government|police priorities)\b",
    re.I,
)


def list_entries(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return each document's list, or None where the register does not answer."""
    asked = asked_of(understood)
    if asked is None or len(asked.topic) > 2 or _OTHERS.search(understood.standalone):
        return None
    claims: list[DraftClaim] = []
    for document in _latest(documents, understood):
        entries = wanted(snapshot.entries(document.id, asked.kind), asked)
        if len(entries) < 2:
            continue
        claims.extend(_claims(document, entries, asked, prompts, audience))
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def _latest(documents: Sequence[Document], understood: Understood) -> list[Document]:
    """Without a named year the latest document of an area answers."""
    scoped = [document for document in documents if document.id in understood.scope.documents]
    if understood.scope.years or understood.scope.several:
        return scoped
    newest: dict[str, Document] = {}
    for document in scoped:
        key = document.area or document.id
        if key not in newest or _date(document) >= _date(newest[key]):
            newest[key] = document
    return list(newest.values())


def _date(document: Document) -> str:
    day = document.published or (document.period.start if document.period else None)
    return day.isoformat() if day else ""


def _claims(document: Document, entries: Sequence[Entry], asked: Asked, prompts: Prompts, audience: Audience) -> list[DraftClaim]:
    whose = prompts.whose(document.area, document.title.removeprefix("Digest: "))
    count = len(entries)
    kind = prompts.kind(asked.kind.value, count, audience)
    spans = tuple(entry.spans[0] for entry in entries)
    claims: list[DraftClaim] = []
    if asked.believed is not None and asked.believed != count:
        values = {"whose": whose, "stated": f"{count} {kind}", "asked": str(asked.believed)}
        claims.append(DraftClaim(Basis.COUNTED, spans, prompts.say("yes_no.correct", audience, values)))
    lead = prompts.say("lead.list", audience, {"whose": whose, "count": count, "kind": kind})
    claims.append(DraftClaim(Basis.COUNTED, spans, lead))
    claims.extend(DraftClaim(Basis.QUOTED, (entry.spans[0],), item=True) for entry in entries)
    return claims
