"""What an abbreviation or term means: every expansion the documents give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from ingest.documents import Document
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind


def define_term(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return what they say the term means, or None where they do not say."""
    if understood.intent is not Intent.DEFINITION:
        return None
    claims: list[DraftClaim] = []
    said: set[str] = set()
    for document in documents:
        if document.id not in understood.scope.documents:
            continue
        for entry in snapshot.entries(document.id, EntryKind.TERM):
            meaning = entry.fields.get("expansion") or entry.fields.get("definition") or ""
            if _is_asked(entry, understood.standalone) and meaning and meaning.casefold() not in said:
                said.add(meaning.casefold())
                claims.append(DraftClaim(Basis.QUOTED, (entry.spans[0],)))
    return Draft(tuple(claims[:4]), AnsweredBy.REGISTER) if claims else None


def _is_asked(entry: Entry, question: str) -> bool:
    short = entry.fields.get("short", "")
    return bool(short) and re.search(rf"(?<!\w){re.escape(short)}(?:s|'s|’s)?(?!\w)", question, re.I if len(short) > 3 else 0) is not None
