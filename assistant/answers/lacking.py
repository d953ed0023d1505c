"""Which entries lack something: a target, a baseline, an owner, a date, an indicator. Counted over the register, naming what was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.understand import Understood
from assistant.wanted import Asked, wanted
from ingest.documents import Document
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

_LACK = re.compile(r"\b(?:no|without|lack\w*|missing|miss|n't|n’t|not|never|none|nobody|nothing|any)\b|n't\b|n’t\b", re.I)
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("baseline", re.compile(r"\b(?:baselines?|starting (?:points?|figures?))\b", re.I)),
    ("target", re.compile(r"\btargets?\b", re.I)),
    ("owner", re.compile(r"\b(?:owners?|owned|leads?|lead officers?|responsible|in charge|accountable)\b", re.I)),
    ("by_when", re.compile(r"\b(?:dates?|deadlines?|time ?scales?|by when)\b", re.I)),
    ("indicator", re.compile(r"\b(?:indicators?|measures?|kpis?)\b", re.I)),
)
_KINDS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (EntryKind.ACTION, re.compile(r"\b(?:actions?|promises?|steps)\b", re.I)),
    (EntryKind.PRIORITY, re.compile(r"\b(?:which|what|do|does|are|is|any) (?:\w+ ){0,3}(?:priorit\w+|objectives?|themes?|goals)\b", re.I)),
    (EntryKind.INDICATOR, re.compile(r"\b(?:indicators?|measures?|kpis?)\b", re.I)),
)
_ASKS = re.compile(r"^\W*(?:and |so |but )?(?:which|what|do|does|are|is|how many|list|any|show|name)\b", re.I)
# An action's owner is who does it; an indicator's date is its target's period.
_CALLED = {(EntryKind.ACTION, "owner"): "who", (EntryKind.INDICATOR, "by_when"): "target_period"}
_SAID = {"target_period": "period"}


@dataclass(frozen=True, slots=True)
class _Lack:
    kind: EntryKind
    field: str


def list_lacking(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return which entries lack what is asked for, or None where nothing of
    the sort is asked or the register is empty."""
    lack = _lack_of(understood.standalone)
    if lack is None:
        return None
    claims: list[DraftClaim] = []
    for document in latest(documents, understood):
        entries = wanted(snapshot.entries(document.id, lack.kind), Asked(lack.kind, frozenset()))
        if entries:
            lacking = _without(entries, lack, snapshot.entries(document.id, EntryKind.INDICATOR))
            claims.extend(_claims(document, entries, lacking, lack, prompts, audience))
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def _lack_of(text: str) -> _Lack | None:
    if not (_ASKS.search(text) and _LACK.search(text)):
        return None
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), None)
    if kind is None:
        return None
    names = [name for name, pattern in _FIELDS if pattern.search(text) and (name == "indicator") == (kind is EntryKind.PRIORITY)]
    if not names:
        return None
    return _Lack(kind, _CALLED.get((kind, names[0]), names[0]))


def _without(entries: Sequence[Entry], lack: _Lack, indicators: Sequence[Entry]) -> list[Entry]:
    if lack.field == "indicator":
        measured = {entry.belongs_to for entry in indicators}
        return [entry for entry in entries if entry.id not in measured]
    return [entry for entry in entries if not entry.fields.get(lack.field)]


def _claims(
    document: Document, entries: Sequence[Entry], lacking: Sequence[Entry], lack: _Lack, prompts: Prompts, audience: Audience
) -> list[DraftClaim]:
    whose = prompts.whose(document.area, document.plain_title)
    values = {
        "whose": whose,
        "count": prompts.number(len(entries)),
        "lacking": prompts.number(len(lacking)),
        "kind": prompts.kind(lack.kind.value, len(entries), audience),
        "what": prompts.say(f"fields.{_SAID.get(lack.field, lack.field)}", audience),
    }
    key = "all_have" if not lacking else "none_have" if len(lacking) == len(entries) else "some_lack"
    shown = lacking or entries
    text = prompts.say(f"absent.{key}", audience, values)
    lead = DraftClaim(Basis.COUNTED, tuple(entry.spans[0] for entry in entries), text[:1].upper() + text[1:])
    return [lead, *(DraftClaim(Basis.QUOTED, (entry.spans[0],), item=True) for entry in shown)]
