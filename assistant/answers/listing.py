"""All entries of a kind from the register: every one, in the document's order, counted, each with its citation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from ingest.documents import Document
from ingest.lexical import words_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

SURE = 0.5  # entries below this confidence are not listed as certain
_KINDS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (EntryKind.INDICATOR, re.compile(r"\b(indicators?|kpis?|measures? of success|performance measures?|yardsticks?)\b", re.I)),
    (EntryKind.OUTCOME, re.compile(r"\b(outcomes|what will have changed)\b", re.I)),
    (EntryKind.PRIORITY, re.compile(r"\b(priorit(?:y|ies)|objectives|goals|aims|themes|key areas|main (?:things|areas|focus)|concentrat\w+ on|focus(?:ing)? on)\b", re.I)),
    (EntryKind.DUTY, re.compile(r"\b(statutory duties|legal duties|legal obligations|duties)\b", re.I)),
    (EntryKind.ACTION, re.compile(r"\b(actions)\b", re.I)),
)
_OTHERS = re.compile(r"\b(mayor(?:'s|’s)?|mopac|council plan|delivery plan|commissioner|previous|last plan|earlier|national|government|police priorities)\b", re.I)
_COUNTED = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-9])\b(?=\s+(?:\w+\s+){0,3}(?:priorit|objective|goal|aim|theme|indicator|action|dut))", re.I
)
_WORDS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
_ASKED = {Intent.LIST, Intent.COUNT, Intent.PASSAGE, Intent.YES_NO, Intent.COMPARISON}
_EMPTY = frozenset(words_of("priority objectives goals aims themes key areas main things focus concentrate own set settled list all name gonna indicator kpi measure action duty statutory legal strategic local new total number count many four five six seven three eight years term borough people police"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be listed: which kind of entry, the words it is limited to, and how many the asker believes there are."""

    kind: EntryKind
    topic: frozenset[str]
    believed: int | None


def asked_of(understood: Understood) -> Asked | None:
    """Given what was understood, return what is to be listed, or None where the question asks for no list of the register's."""
    if understood.intent not in _ASKED:
        return None
    kind = next((kind for kind, pattern in _KINDS if pattern.search(understood.standalone)), None)
    if kind is None:
        return None
    topic = frozenset(words_of(understood.subject)) - _EMPTY
    count = _COUNTED.search(understood.standalone)
    believed = (_WORDS.get(count.group(1).casefold()) or int(count.group(1))) if count else None
    return Asked(kind, topic, believed)


def list_entries(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return each document's list, or None where the register does not answer."""
    asked = asked_of(understood)
    if asked is None or len(asked.topic) > 2 or _OTHERS.search(understood.standalone):
        return None
    claims: list[DraftClaim] = []
    for document in _latest(documents, understood):
        entries = _chosen(snapshot.entries(document.id, asked.kind), asked)
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


def _chosen(entries: Sequence[Entry], asked: Asked) -> list[Entry]:
    """The document's own top-level entries of one list: the numbered ones, the ones whose number the document states, or all of them."""
    own = [entry for entry in entries if entry.whose == "own" and entry.confidence >= SURE]
    if asked.kind is EntryKind.PRIORITY:
        own = [entry for entry in own if not entry.belongs_to] or own
        own = _one_list(own)
    if asked.topic:
        own = [entry for entry in own if asked.topic & set(words_of(f"{entry.words} {' '.join(entry.trail)}"))]
    return own


def _one_list(entries: Sequence[Entry]) -> list[Entry]:
    """Of several lists of priorities, the one that is numbered, else the one whose count the document states, else the longest."""
    lists: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        numbered = "#" if entry.fields.get("number") else ""
        stated = entry.fields.get("stated_count", "")
        lists[(numbered, stated, "" if numbered else " > ".join(entry.trail))].append(entry)
    if not lists:
        return []

    def rank(item: tuple[tuple[str, ...], list[Entry]]) -> tuple[bool, bool, int]:
        (numbered, stated, _), found = item
        return (bool(numbered) and len(found) > 1, stated == str(len(found)), len(found))

    return max(lists.items(), key=rank)[1]


def _claims(document: Document, entries: Sequence[Entry], asked: Asked, prompts: Prompts, audience: Audience) -> list[DraftClaim]:
    whose = prompts.whose(document.area, document.title)
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
