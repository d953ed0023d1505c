"""A question of two parts of which one finds nothing: the missing part is named."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation import Audience, Basis, Draft, DraftClaim, LookedIn
from assistant.prompts import Prompts
from assistant.understand import Understood
from ingest.lexical import stems_of
from ingest.library import Snapshot

MOST_WORDS = 14  # of a part: a longer one asks for more than can be told from its first word
_PART = re.compile(
    r"[,;?]?\s+and,? (?P<part>(?:who|when|by when|how many|how much|what (?:is|was) the (?:baseline|target|deadline))\b[^?;]*)",
    re.I,
)
_JOINED = re.compile(r"^\W*(?:and|but|so),? ", re.I)  # how such a part begins where it is a message of its own
_MONTHS = "january february march april may june july august september october november december"
_TIMES = f"{_MONTHS} spring summer autumn winter month year week quarter annual".replace(" ", "|")
_ROLES = "council police board group team service officer manager director partnership partners mayor chair head lead".replace(" ", "|")
# What shows that a part was answered, by the word that it begins with.
_SHOWS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"^who\b", re.I), re.compile(rf"[A-Z][\w'’-]+ (?:of |and |the )*[A-Z][\w'’-]+|\b[A-Z]{{2,}}\b|\b(?:{_ROLES})\w*")),
    (re.compile(r"^(?:by )?when\b|deadline", re.I), re.compile(rf"\d|\b(?:{_TIMES})\w*\b", re.I)),
    (
        re.compile(r"^how (?:many|much)\b|target", re.I),
        re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|no|none)\b", re.I),
    ),
    (re.compile(r"baseline", re.I), re.compile(r"\bbaseline|\bfrom \d|\d.*\d", re.I)),
)


def with_missing_part(draft: Draft, understood: Understood, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Draft | None:
    """Given a draft of quotes and what was understood, return it with the second part of the question named as not found, where nothing
    that is quoted could be its answer; None where the first was asked and answered before."""
    found = _PART.search(understood.standalone)
    if found is None or len(found["part"].split()) > MOST_WORDS:
        return draft
    part = found["part"].strip()
    shows = next((shown for begins, shown in _SHOWS if begins.search(part)), None)
    said = [snapshot.page(span.document_id, span.page).text[span.start : span.end] for claim in draft.claims for span in claim.spans]
    asked = stems_of(understood.standalone)
    if shows is None or any(
        not stems_of(match.group()) <= asked or match.group().isdigit() for words in said for match in shows.finditer(words)
    ):
        return draft
    if understood.leans and _JOINED.sub("", understood.message).strip(" ?.!") == part:
        return None
    return without_part(draft, part, understood, snapshot, prompts, audience)


def without_part(draft: Draft, part: str, understood: Understood, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Draft:
    """Given a draft and a part of the question that nothing answers, return it with that part named, and where it was looked for."""
    documents = understood.scope.documents
    read = sum(len(snapshot.passages_of(name)) for name in documents)
    unreadable = tuple((name, page) for name in documents for page in snapshot.document(name).published.unreadable)
    text = prompts.say("absent.parts", audience, {"parts": part})
    missing = DraftClaim(Basis.ABSENT, (), text, LookedIn(documents, "passages", read, unreadable))
    return replace(draft.joined_by([missing]), partly=True)
