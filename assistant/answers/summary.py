"""What a document is about, in outline: its priorities."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from assistant.wanted import Asked, wanted
from ingest.documents import Document
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

MOST_DOCUMENTS = 2  # more than these are no summary
NO_SUBJECT = frozenset(
    words_of(
        "summary summarise summarize overview outline gist main points briefly short tell about what is it in brief plain english words"
        " plan document report strategy paper"
    )
)


def sum_up(understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Draft | None:
    """Given what was understood and the documents in scope, return a document's main points; None where a part of it is asked about or it
    has no priorities to tell."""
    if understood.intent is not Intent.SUMMARY or stems_of(understood.subject) - NO_SUBJECT:
        return None
    claims: list[DraftClaim] = []
    for document in latest(documents, understood)[:MOST_DOCUMENTS]:
        entries = wanted(snapshot.entries(document.id, EntryKind.PRIORITY), Asked(EntryKind.PRIORITY, frozenset()))
        if entries:
            whose = prompts.whose(document.area, document.plain_title)
            lead = prompts.say("lead.summary", audience, {"whose": whose})
            claims.append(DraftClaim(Basis.COUNTED, tuple(entry.spans[0] for entry in entries), lead))
            claims.extend(DraftClaim(Basis.QUOTED, (entry.spans[0],), item=True) for entry in entries)
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None
