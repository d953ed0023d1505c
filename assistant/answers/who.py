"""Who chairs a board or group, as the register has it: the sentence that says so comes first. An office that stands below its holder's name
is told with the name."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation import Basis, Draft, DraftClaim
from assistant.understand import Intent, Understood
from assistant.wanted import SURE
from ingest.documents import Span
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.sentences import sentences_of

_CHAIRS = re.compile(r"\b(?:chairs?|chaired|co-chairs?|leads?|led|runs?|running|heads?|headed|in charge of|in the chair)\b", re.I)
NEXT_LINE = 3  # characters between a name and the office below it
# A line that begins with an office.
_OFFICE = re.compile(
    r"\W*(?:(?:joint|acting|interim|deputy|assistant|independent|executive|strategic|lead|cabinet|portfolio|district|borough|local) )*"
    r"(?:co-?chair|vice-?chair|chair|chairman|chairwoman|chairperson|leader|mayor|deputy|member|holder|commander|commissioner|director|head"
    r"|manager|officer|chief|superintendent|inspector|councillor|lead)\b",
    re.I,
)
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


def with_names(draft: Draft, understood: Understood, snapshot: Snapshot) -> Draft:
    """Given a draft of quotes and what was understood, return it with the name of the person right above an office that is quoted, where it
    is asked who: "Chair of the board" alone names nobody."""
    if understood.intent is not Intent.WHO:
        return draft
    return replace(draft, claims=tuple(_named(claim, snapshot) for claim in draft.claims))


def _named(claim: DraftClaim, snapshot: Snapshot) -> DraftClaim:
    if claim.basis is not Basis.QUOTED or len(claim.spans) != 1:
        return claim
    (span,) = claim.spans
    text = snapshot.page(span.document_id, span.page).text
    if not _OFFICE.match(text[span.start : span.end]):
        return claim
    for entry in snapshot.entries(span.document_id, EntryKind.BODY):
        for place in entry.spans if entry.fields.get("role") == "person" else ():
            if place.page == span.page and 0 < span.start - place.end <= NEXT_LINE and not text[place.end : span.start].strip(" ,\n"):
                return replace(claim, spans=(replace(span, start=place.start),))
    return claim


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
