"""Corrections: what an officer changed in a register, kept apart from it, so that reading the document again does not undo it.

A correction says which entry it is about by the entry's id and by the words it stood on. After the document was read again the entry is
found by its id, or else as the one of its kind that stands on the same words; where neither is there any more the officer's
entry stays as they left it, and says that the words under it have changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ingest.documents import Span
from ingest.errors import BadInput
from ingest.register.entry import FIELDS, NAMING, Correction, Entry, EntryKind, How, plain


class Change(StrEnum):
    """What an officer can do to a register."""

    CORRECT = "correct"
    ADD = "add"
    HIDE = "hide"


class UnknownEntry(BadInput):
    """The register has no entry with this id."""

    status = 404


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change: to the entry `entry_id` (for an added one, the id it was given), with `fields` that replace or fill the entry's.

    `words` are the document's at the first of `spans` when the change was made; `who` and `when` (ISO 8601, UTC) say whose it is.
    """

    document_id: str
    change: Change
    kind: EntryKind
    entry_id: str
    fields: Mapping[str, str]
    spans: tuple[Span, ...]
    words: str
    who: str
    when: str


def amended(entries: Sequence[Entry], amendments: Iterable[Amendment], words_at: Callable[[Span], str]) -> tuple[Entry, ...]:
    """Given a register as it was read, the changes to it in the order they were made, and how to look up the words of a span now,
    return the register with them, in the document's order."""
    held = list(entries)
    for amendment in amendments:
        place = _place(held, amendment)
        if amendment.change is Change.ADD and place is None:
            held.append(_added(amendment, words_at))
        elif place is None:
            held.append(_lost(amendment))
        else:
            held[place] = _changed(held[place], amendment)
    return _in_order(held)


def _place(held: Sequence[Entry], amendment: Amendment) -> int | None:
    """The place of the entry a change is about: by id, or by kind and the words it stands on."""
    for place, entry in enumerate(held):
        if entry.id == amendment.entry_id:
            return place
    if amendment.change is Change.ADD:
        return None
    words = plain(amendment.words)
    return next((place for place, e in enumerate(held) if e.kind is amendment.kind and plain(e.words) == words and not e.corrected), None)


def _changed(entry: Entry, amendment: Amendment) -> Entry:
    mark = Correction(amendment.who, amendment.when, amendment.change.value, plain(entry.words) != plain(amendment.words))
    if amendment.change is Change.HIDE:
        return replace(entry, hidden=True, corrected=mark)
    fields = {**entry.fields, **amendment.fields}
    whose = fields.pop("whose", entry.whose)
    return replace(entry, fields={k: v for k, v in fields.items() if v}, whose=whose, confidence=1.0, hidden=False, corrected=mark)


def _added(amendment: Amendment, words_at: Callable[[Span], str]) -> Entry:
    now = words_at(amendment.spans[0])
    mark = Correction(amendment.who, amendment.when, amendment.change.value, plain(now) != plain(amendment.words))
    return _of(amendment, now or amendment.words, mark)


def _lost(amendment: Amendment) -> Entry:
    """The entry a change was about is no longer read: what the officer made of it stays, and says so."""
    mark = Correction(amendment.who, amendment.when, amendment.change.value, True)
    return replace(_of(amendment, amendment.words, mark), hidden=amendment.change is Change.HIDE)


def _of(amendment: Amendment, words: str, mark: Correction) -> Entry:
    fields = dict(amendment.fields)
    whose = fields.pop("whose", "own")
    return Entry(
        amendment.entry_id,
        amendment.document_id,
        amendment.kind,
        0,
        words,
        fields,
        amendment.spans,
        whose=whose,
        how=How.LANGUAGE,
        corrected=mark,
    )


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    ordered = sorted(entries, key=lambda entry: (entry.spans[0].page, entry.spans[0].start, -entry.spans[0].end))
    counts: dict[EntryKind, int] = {}
    placed: list[Entry] = []
    for entry in ordered:
        placed.append(replace(entry, position=counts.get(entry.kind, 0)))
        counts[entry.kind] = counts.get(entry.kind, 0) + 1
    return tuple(placed)


def checked_fields(kind: EntryKind, fields: Mapping[str, str]) -> dict[str, str]:
    """Given an entry's kind and fields an officer wrote, return them without white space at their ends. Raises BadInput where a field is
    none of that kind's."""
    known = (*FIELDS[kind], "whose")
    for name in fields:
        if name not in known:
            raise BadInput(f"An entry of the kind “{kind}” has no field “{name}”; it may have {', '.join(known)}.")
    return {name: value.strip() for name, value in fields.items()}


def named(kind: EntryKind, fields: Mapping[str, str]) -> None:
    """Given a new entry's kind and fields, raise BadInput where the one it is called by is missing."""
    if not fields.get(NAMING[kind]):
        raise BadInput(f"A new entry of the kind “{kind}” needs the field “{NAMING[kind]}”.")


def amendment_to_json(amendment: Amendment) -> bytes:
    """Given a change, return it as JSON for the store."""
    spans = [[span.page, span.start, span.end] for span in amendment.spans]
    value = {"fields": dict(amendment.fields), "spans": spans, "words": amendment.words, "who": amendment.who, "when": amendment.when}
    return json.dumps(value, ensure_ascii=False).encode()


def amendment_from_json(document_id: str, change: str, kind: str, entry_id: str, data: bytes) -> Amendment:
    """Given a change's keys and what `amendment_to_json` made, return the change."""
    value: dict[str, Any] = json.loads(data)
    spans = tuple(Span(document_id, page, start, end) for page, start, end in value["spans"])
    return Amendment(
        document_id, Change(change), EntryKind(kind), entry_id, value["fields"], spans, value["words"], value["who"], value["when"]
    )
