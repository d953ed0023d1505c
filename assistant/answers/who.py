"""Who chairs a board or group, as the register has it: the sentence that says so comes first."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation import Basis, Draft, DraftClaim
from assistant.understand import Understood
from assistant.wanted import SURE
from ingest.documents import Span
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.sentences import sentences_of

_CHAIRS = re.compile(r"\b(?:chairs?|chaired|co-chairs?|leads?|led|runs?|running|heads?|headed|in charge of|in the chair)\b", re.I)
# What such bodies are called beside their names.
_GENERIC = frozenset(
    words_of("board group panel committee partnership executive steering strategic forum meeting programme management safety community")
)


def with_chair(draft: Draft, understood: Understood, snapshot: Snapshot) -> Draft:
    """Given a draft of quotes and what was understood, return it led by the sentence that says who chairs the body that is asked about,
    where the register knows one."""
    if not _CHAIRS.search(understood.standalone):
        return draft
    asked = stems_of(understood.standalone)
    bodies = [entry for name in understood.scope.documents for entry in snapshot.entries(name, EntryKind.BODY) if entry.fields.get("chair")]
    meant = [entry for entry in bodies if entry.confidence >= SURE and _shared(entry, asked)]
    if len(meant) != 1:
        return draft
    said = _sentence(meant[0], snapshot)
    if said is None or any(span.overlaps(said) for span in draft.claims[0].spans):
        return draft
    rest = [claim for claim in draft.claims if not any(span.overlaps(said) for span in claim.spans)]
    return replace(draft, claims=(DraftClaim(Basis.QUOTED, (said,)), *rest))


def _shared(entry: Entry, asked: frozenset[str]) -> bool:
    """Whether a question names a body: by a third of what tells it from others, and by the sort of body it is."""
    name = stems_of(entry.fields["name"])
    own = name - _GENERIC
    return len(own & asked) * 3 >= len(own) > 0 and bool(name & asked & _GENERIC)


def _sentence(entry: Entry, snapshot: Snapshot) -> Span | None:
    """The sentence that names a body together with its chair."""
    chair = stems_of(entry.fields["chair"])
    for span in entry.spans:
        page = snapshot.page(span.document_id, span.page)
        for block in page.blocks:
            if not block.start <= span.start < block.end:
                continue
            for start, end in sentences_of(page.text[block.start : block.end]):
                if chair <= stems_of(page.text[block.start + start : block.start + end]):
                    return Span(span.document_id, span.page, block.start + start, block.start + end)
    return None
