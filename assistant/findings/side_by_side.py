"""A topic over several documents: which of them has a priority, an indicator, a target or an action on it, in their own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.everyday import written_for
from assistant.findings.likeness import essence, stems
from assistant.findings.matching import Embed
from assistant.findings.script import Script, Sentence, script_of
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

MOST_DOCUMENTS = 10
KINDS = (EntryKind.PRIORITY, EntryKind.INDICATOR, EntryKind.OUTCOME, EntryKind.ACTION)
MOST_SENTENCES = 3
NEAR = 0.5  # cosine of a topic to a passage from which on the passage may be about it


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What one document has on a topic: its entries by kind, and sentences where it has none. `read` is how many entries were looked
    through."""

    document_id: str
    entries: Mapping[EntryKind, tuple[Entry, ...]]
    sentences: tuple[tuple[Span, ...], ...]
    read: int

    @property
    def found(self) -> bool:
        """Whether there is anything."""
        return bool(self.sentences) or any(self.entries.values())


def side_by_side(topic: str, document_ids: Sequence[str], snapshot: Snapshot, embed: Embed | None = None) -> tuple[OnTopic, ...]:
    """Given a topic in anybody's words, ids of up to ten documents, what is published, and a way to embed short texts (optional), return
    what
    each document has on it, in the order of the ids. Raises UnknownDocument."""
    wordings = [words for words in (topic, *written_for(topic)) if words_of(words)]
    return tuple(_on_topic(wordings, script_of(document_id, snapshot), snapshot, embed) for document_id in document_ids[:MOST_DOCUMENTS])


def _on_topic(wordings: Sequence[str], script: Script, snapshot: Snapshot, embed: Embed | None) -> OnTopic:
    asked = [_asked(words, script) for words in wordings]
    entries = {kind: tuple(one for one in script.own(kind) if _is_about(asked, _said(one), script)) for kind in KINDS}
    read = sum(len(script.own(kind)) for kind in KINDS)
    sentences = (
        () if any(entries.values()) else _sentences(asked, script) or _nearest(wordings[0] if wordings else "", script, snapshot, embed)
    )
    return OnTopic(script.document.id, entries, sentences, read)


def _asked(words: str, script: Script) -> frozenset[str]:
    """The stems that are asked for; of a topic in everyday words only ("crime"), those."""
    found = essence(words, script) if stems(words) else frozenset()
    return found or frozenset(words_of(words))


def _said(one: Entry) -> str:
    return " ".join((one.words, one.name, one.fields.get("aim", ""), one.fields.get("group", "")))


def _is_about(asked: Sequence[frozenset[str]], said: str, script: Script) -> bool:
    spoken = essence(said, script) | frozenset(words_of(said))
    return any(stems_ and stems_ <= spoken for stems_ in asked)


def _sentences(asked: Sequence[frozenset[str]], script: Script) -> tuple[tuple[Span, ...], ...]:
    """Sentences that speak of it, those that are neither very short nor very long first."""
    found = [one for one in [*script.sentences, *script.cell_sentences] if _is_about(asked, one.text, script)]
    return tuple(one.spans for one in sorted(found, key=_readable)[:MOST_SENTENCES])


def _readable(sentence: Sentence) -> tuple[bool, int]:
    length = len(sentence.text)
    return not 40 <= length <= 400, sentence.place


def _nearest(topic: str, script: Script, snapshot: Snapshot, embed: Embed | None) -> tuple[tuple[Span, ...], ...]:
    """The sentence of the nearest passage that shares a word with the topic, where one is near enough."""
    shelf = script.shelf
    if embed is None or not topic or shelf.last == shelf.first:
        return ()
    passages = snapshot.passages[shelf.first : shelf.last]
    cosines = snapshot.vectors.of(shelf, passages) @ embed([topic])[0]
    best = int(cosines.argmax())
    if cosines[best] < NEAR:
        return ()
    spans = passages[best].spans
    near = [one for one in script.sentences if any(_lies_in(span, spans) for span in one.spans)]
    wanted = frozenset(words_of(topic))
    sharing = [one for one in near if wanted & frozenset(words_of(one.text))]
    return (sharing[0].spans,) if sharing else ()


def _lies_in(span: Span, outer: Sequence[Span]) -> bool:
    return any(span.page == one.page and one.start <= span.start < one.end for one in outer)


def mentions(topic: str, found: Sequence[OnTopic]) -> bool:
    """Given a topic and what documents have on it, say whether any of them speaks of it."""
    return bool(re.search(r"\w", topic)) and any(one.found for one in found)
