"""Who chairs a board or group, as the register has it: the sentence that says so comes first. An office that stands below its holder's name
is told with the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_ASKS_CHAIR = re.compile(r"^\W*(?:and |so |but |ok |then |now )*who(?:['’]s| is| are| will)? (?:the )?(?:\w+ )?(?:co-?)?chair", re.I)
_IN_THE_CHAIR = re.compile(r"\bchair|\b(?:co-?|vice-?)chair|\b(?:led|headed|convened|run) by\b|\b(?:leads|heads|convenes|presides)\b", re.I)
NEXT_LINE = 3  # characters between a name and the office below it
LONGEST_OFFICE = 100  # characters of a line that is one
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


def names_no_chair(draft: Draft, understood: Understood, snapshot: Snapshot) -> bool:
    """Given a draft of quotes and what was understood, say whether it is asked who chairs something and nothing that is quoted speaks of a
    chair, or of anybody who leads it."""
    if not _ASKS_CHAIR.search(understood.message):
        return False
    said = (snapshot.page(span.document_id, span.page).text[span.start : span.end] for claim in draft.claims for span in claim.spans)
    return not any(_IN_THE_CHAIR.search(words) for words in said)


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
    entries = (entry for entry in snapshot.entries(span.document_id, EntryKind.BODY) if entry.fields.get("role") == "person")
    people = [place for entry in entries for place in entry.spans if place.page == span.page]
    for place in people:
        between = text[place.end : span.start]
        if 0 < len(between) <= NEXT_LINE and not between.strip(" ,\n") and ("\n" not in between or _is_below(span.start, text, people)):
            return replace(claim, spans=(replace(span, start=place.start),))
    return claim


def _is_below(office: int, text: str, people: Sequence[Span]) -> bool:
    """Whether the lines about an office give each name above its office: they begin with a name and end with an office, by turns. Where an
    office comes first, the name above the next one is another's."""
    lines = [(line.start(), line.end()) for line in re.finditer(r"[^\n]*\S[^\n]*", text)]
    named = [_names(start, end, text, people) for start, end in lines]
    first = last = next((at for at, (start, end) in enumerate(lines) if start <= office < end), 0)
    while first and named[first - 1] is not None:
        first -= 1
    while last + 1 < len(lines) and named[last + 1] is not None:
        last += 1
    run = named[first : last + 1]
    return len(run) % 2 == 0 and all(is_name == (at % 2 == 0) for at, is_name in enumerate(run))


def _names(start: int, end: int, text: str, people: Sequence[Span]) -> bool | None:
    """Whether a line is a person's name, or an office; None where it is neither."""
    if any(start <= place.start < end for place in people):
        return True
    line = text[start:end].strip()
    return False if len(line) <= LONGEST_OFFICE and line[-1:] not in ".:;?!" and _OFFICE.match(line) else None


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
