"""Abbreviations in a question and what the documents spell them out as, and the other way round: "FGM" finds a row that says "Female
Genital Mutilation", and "domestic homicide reviews" one that says "DHR"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from assistant.understand import Understood
from ingest.documents import Access
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

FEWEST = 3  # letters of an abbreviation that tells something beside its full name
MOST = 3  # of a question's that are searched with
_WORD = re.compile(r"[A-Za-z][A-Za-z&/-]*[A-Za-z]")
_PLURAL = re.compile(r"(?<=[A-Z]{2})s$")  # of what a document spells out: "PCSOs"


@dataclass(frozen=True, slots=True)
class Spelling:
    """An abbreviation, its full name as first printed, that name's stems with its hyphens and without, and the document that spells it
    out."""

    short: str
    full: str
    stems: tuple[frozenset[str], ...]
    document: str

    def is_named(self, asked: frozenset[str]) -> bool:
        """Given a question's stems, say whether the full name is among them."""
        return any(stems <= asked for stems in self.stems)


_KNOWN: WeakKeyDictionary[Snapshot, tuple[Spelling, ...]] = WeakKeyDictionary()


def with_spelt_out(understood: Understood, snapshot: Snapshot) -> Understood:
    """Given what was understood and a snapshot, return it with the full names of its abbreviations, and the abbreviations of its full
    names, among the documents' words for it. What the documents in scope say goes before what others do."""
    spelt = tuple(dict.fromkeys(_spelt(understood, snapshot)))[:MOST]
    said = [*(full for _, full in spelt), *_short_names(understood, snapshot)]
    new = tuple(dict.fromkeys(word for word in said if word not in understood.written))[:MOST]
    return replace(understood, written=(*new, *understood.written), spelt=spelt) if said else understood


def with_letters(text: str, spelt: Sequence[tuple[str, str]]) -> str:
    """Given words of a document and the abbreviations of a question, each with its full name, return the words with each abbreviation in
    brackets behind a full name that they hold without it: what reads them knows no names."""
    for short, full in spelt:
        named = re.search(re.sub(r"(?:\\\s)+", r"\\s+", re.escape(full)), text, re.I)
        if named and short.casefold() not in text.casefold():
            text = f"{text[: named.end()]} ({short}){text[named.end() :]}"
    return text


def spellings_of(snapshot: Snapshot) -> tuple[Spelling, ...]:
    """Given a snapshot, return what its public documents spell out, in their order; worked out once."""
    known = _KNOWN.get(snapshot)
    if known is None:
        known = _KNOWN[snapshot] = tuple(_spellings(snapshot))
    return known


def _spellings(snapshot: Snapshot) -> Iterator[Spelling]:
    for name, shelf in snapshot.shelves.items():
        if shelf.document.access is not Access.PUBLIC:
            continue
        for entry in snapshot.entries(name, EntryKind.TERM):
            short, full = entry.fields.get("short", ""), entry.fields.get("expansion", "").strip(" ,;")
            stems = stems_of(full), stems_of(full.replace("-", " "))
            if _WORD.fullmatch(short) and min(map(len, stems)) > 1:
                yield Spelling(_PLURAL.sub("", short), full, stems, name)


def _spelt(understood: Understood, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The abbreviations of a question as written, each with its full name."""
    spellings = spellings_of(snapshot)
    asked = stems_of(understood.subject)
    for word in _WORD.findall(understood.subject):
        plain = {word.casefold(), word.casefold().removesuffix("s")}
        meant = [known for known in spellings if known.short.casefold() in plain and not known.is_named(asked)]
        if meant and (word.startswith(meant[0].short) or not _is_a_word(word.casefold(), snapshot)):
            yield word, _nearest(meant, understood).full


def _short_names(understood: Understood, snapshot: Snapshot) -> Iterator[str]:
    """The abbreviations of the full names in a question; of one that goes on from another, in what it says itself."""
    asked = stems_of(understood.asked)
    named = set(_WORD.findall(understood.subject.casefold()))
    for known in spellings_of(snapshot):
        told = known.short.casefold() not in named and len(known.short) >= FEWEST
        if told and known.is_named(asked) and known.document in understood.scope.documents:
            yield known.short


def _nearest(meant: Sequence[Spelling], understood: Understood) -> Spelling:
    return next((known for known in meant if known.document in understood.scope.documents), meant[0])


def _is_a_word(word: str, snapshot: Snapshot) -> bool:
    """Whether small letters stand so in some document: "safe" is a word, whatever it abbreviates elsewhere."""
    stands = re.compile(rf"\b{re.escape(word)}\b")
    return any(stands.search(passage.text) for passage in snapshot.passages)
