"""An entry of the register: one priority, duty, indicator, action, outcome, figure, body or term, with the words it stands on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ingest.documents import Span


class EntryKind(StrEnum):
    """What an entry is."""

    PRIORITY = "priority"
    DUTY = "duty"
    INDICATOR = "indicator"
    ACTION = "action"
    OUTCOME = "outcome"
    FIGURE = "figure"
    BODY = "body"
    TERM = "term"


class How(StrEnum):
    """What an entry was read from: the document's structure, its language, or likeness to descriptions by the embedding model."""

    STRUCTURE = "structure"
    LANGUAGE = "language"
    MODEL = "model"


# The field that names an entry of each kind: what it is called by, and what tells it from its neighbours.
NAMING: Mapping[EntryKind, str] = {
    EntryKind.PRIORITY: "name",
    EntryKind.DUTY: "what",
    EntryKind.INDICATOR: "measure",
    EntryKind.ACTION: "what",
    EntryKind.OUTCOME: "what",
    EntryKind.FIGURE: "value",
    EntryKind.BODY: "name",
    EntryKind.TERM: "short",
}
# The fields each kind may have, in the order they are shown.
FIELDS: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.PRIORITY: ("name", "number", "aim", "period", "stated_count"),
    EntryKind.DUTY: ("who", "what", "law", "year", "section", "how_often", "in_force"),
    EntryKind.INDICATOR: (
        "measure", "unit", "baseline", "baseline_period", "target", "target_period", "direction", "current", "current_period",
        "how_often", "owner", "group",
    ),
    EntryKind.ACTION: ("what", "who", "by_when"),
    EntryKind.OUTCOME: ("what", "by_when"),
    EntryKind.FIGURE: ("value", "unit", "of", "place", "period", "from", "to", "change", "row", "column", "group"),
    EntryKind.BODY: ("name", "role", "does", "chair", "reports_to"),
    EntryKind.TERM: ("short", "expansion", "definition"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """What an officer did to an entry: `who`, `when` (ISO 8601, UTC), and whether the document's words under it have changed since."""

    who: str
    when: str
    action: str  # correct, add or hide
    words_changed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `words` are the document's own at the first of `spans`; further spans are other places where the same thing stands.

    `trail` is the section it stands in, `paragraph` the printed paragraph number, `belongs_to` the id of the priority
    (or list) it is part of, `whose` says who set it ("own" or another body's), `confidence` runs from 0 to 1.
    `hidden` entries were taken out by an officer.
    """

    id: str
    document_id: str
    kind: EntryKind
    position: int
    words: str
    fields: Mapping[str, str]
    spans: tuple[Span, ...]
    trail: tuple[str, ...] = ()
    paragraph: str = ""
    belongs_to: str | None = None
    whose: str = "own"
    how: How = How.STRUCTURE
    confidence: float = 1.0
    corrected: Correction | None = None
    hidden: bool = False

    @property
    def name(self) -> str:
        """What the entry is called: its name, measure, value or first words."""
        return self.fields.get(NAMING[self.kind], "") or self.words

    @property
    def section(self) -> str:
        """The section it stands in, outermost heading first."""
        return " > ".join(self.trail)


@dataclass(slots=True, eq=False)
class Found:
    """An entry being made: what a kind's rules found, before doubles are joined and ids given."""

    kind: EntryKind
    words: str
    spans: tuple[Span, ...]
    fields: dict[str, str]
    trail: tuple[str, ...] = ()
    paragraph: str = ""
    whose: str = "own"
    how: How = How.STRUCTURE
    confidence: float = 0.9
    parent: Found | None = None
    beside: str = ""  # in a table: the priority or group that its row or column is named by

    @property
    def name(self) -> str:
        """What it is called."""
        return self.fields.get(NAMING[self.kind], "")


def settled(document_id: str, found: Sequence[Found]) -> tuple[Entry, ...]:
    """Given what was found, return entries in the document's order, numbered by kind from 0, each with an id that
    stands as long as its kind, its section and its words do."""
    ordered = sorted(found, key=lambda one: (one.spans[0].page, one.spans[0].start, -one.spans[0].end))
    ids: dict[int, str] = {}
    seen: dict[str, int] = {}
    for one in ordered:
        stem = _stem(document_id, one)
        seen[stem] = seen.get(stem, 0) + 1
        ids[id(one)] = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
    positions: dict[EntryKind, int] = {}
    entries: list[Entry] = []
    for one in ordered:
        position = positions.get(one.kind, 0)
        positions[one.kind] = position + 1
        filled = {key: one.fields[key] for key in FIELDS[one.kind] if one.fields.get(key)}
        parent = ids.get(id(one.parent)) if one.parent is not None else None
        entries.append(
            Entry(
                ids[id(one)], document_id, one.kind, position, one.words, filled, one.spans, one.trail, one.paragraph, parent,
                one.whose, one.how, round(one.confidence, 2),
            )
        )  # fmt: skip
    return tuple(entries)


def _stem(document_id: str, one: Found) -> str:
    key = "\0".join([plain(one.name), plain(one.words), one.fields.get("row", ""), one.fields.get("column", ""), "/".join(one.trail[-1:])])
    return f"{document_id}/{one.kind}/{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def plain(text: str) -> str:
    """Given words, return them in small letters and figures, joined by single spaces: what two printings of one name share."""
    return " ".join(re.findall(r"[a-z0-9£%.]*[a-z0-9£%]", text.casefold().replace("’", "").replace("'", "").replace("-", " ")))


def entry_to_json(entry: Entry) -> bytes:
    """Given an entry, return it as JSON for the store."""
    correction = entry.corrected
    value = {
        "id": entry.id, "position": entry.position, "words": entry.words, "fields": dict(entry.fields),
        "spans": [[span.page, span.start, span.end] for span in entry.spans], "trail": list(entry.trail), "paragraph": entry.paragraph,
        "belongs_to": entry.belongs_to, "whose": entry.whose, "how": entry.how.value, "confidence": entry.confidence,
        "hidden": entry.hidden,
        "corrected": correction and [correction.who, correction.when, correction.action, correction.words_changed],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def entry_from_json(document_id: str, kind: str, data: bytes) -> Entry:
    """Given a document's id, the entry's kind and what `entry_to_json` made, return the entry."""
    value: dict[str, Any] = json.loads(data)
    corrected = value["corrected"]
    return Entry(
        id=value["id"],
        document_id=document_id,
        kind=EntryKind(kind),
        position=value["position"],
        words=value["words"],
        fields=value["fields"],
        spans=tuple(Span(document_id, page, start, end) for page, start, end in value["spans"]),
        trail=tuple(value["trail"]),
        paragraph=value["paragraph"],
        belongs_to=value["belongs_to"],
        whose=value["whose"],
        how=How(value["how"]),
        confidence=value["confidence"],
        corrected=Correction(*corrected) if corrected else None,
        hidden=value["hidden"],
    )


def moved(entry: Entry, position: int) -> Entry:
    """Given an entry and its new place among its kind, return it there."""
    return replace(entry, position=position)
