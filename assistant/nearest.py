"""Of the register's lists of one kind, the one that a question comes nearest to: the one whose priority it names, or in which what was
found for it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from assistant.wanted import SURE, Asked, holds
from assistant.wish import Wish, covered
from ingest.documents import Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

AMONG = 4  # the list must hold one of so many best passages: else the topic is none of the register's
FEWEST_TOLD = 2  # words of a topic that are enough to know a priority by what belongs to it
MOST_OF = 0.5  # share of what was found that must stand with one list
# What any measure may be called.
_OF_ANY_MEASURE = stems_of(
    "total number numbers rate rates percentage percent share count counts figure figures overall other level levels"
)
_OF_A_PRIORITY = (EntryKind.ACTION, EntryKind.OUTCOME, EntryKind.INDICATOR)


def list_named(snapshot: Snapshot, document_id: str, wish: Wish, text: str) -> Sequence[Entry]:
    """Given a snapshot, a document, the list that is wished for and the question, return the entries of the one priority whose name holds
    the whole topic; where all of it is wished for, else those of the one whose name and entries hold each of its words; all of the
    document's where there is no topic. Nothing where no priority does, or several do."""
    lists = _lists(snapshot, document_id, Asked(wish.kind, frozenset()))
    if not wish.topic:
        listed = {entry.id for entries in lists.values() for entry in entries}
        return [entry for entry in snapshot.entries(document_id, wish.kind) if entry.id in listed]
    names = {entry.id: entry.name for entry in snapshot.entries(document_id, EntryKind.PRIORITY) if entry.id in lists}
    named = [key for key, name in names.items() if covered(wish.topic, text, name) == wish.topic]
    if not named and wish.whole and len(wish.topic) >= FEWEST_TOLD:
        named = [key for key in names if covered(wish.topic, text, _told(snapshot, document_id, key)) == wish.topic]
    return lists[named[0]] if len(named) == 1 else ()


def _told(snapshot: Snapshot, document_id: str, priority: str) -> str:
    """The name and the aim of a priority, and the words of all that belongs to it."""
    words = [entry.words for kind in _OF_A_PRIORITY for entry in snapshot.entries(document_id, kind) if entry.belongs_to == priority]
    return " ".join((_about(snapshot, document_id, priority), *words))


def about_list(snapshot: Snapshot, entries: Sequence[Entry]) -> str:
    """Given a list of entries of one document, return what says what it is about: their words, and the priority they stand under."""
    words = " ".join(entry.words for entry in entries)
    return f"{words} {_about(snapshot, entries[0].document_id, entries[0].belongs_to or '')}"


def _about(snapshot: Snapshot, document_id: str, priority: str) -> str:
    """The name and the aim of a priority."""
    found = (one for one in snapshot.entries(document_id, EntryKind.PRIORITY) if one.id == priority)
    return " ".join(f"{one.name} {one.fields.get('aim', '')}" for one in found)


def list_nearer(snapshot: Snapshot, entries: Sequence[Entry], topic: frozenset[str], text: str) -> Sequence[Entry]:
    """Given a snapshot, a list that was found, the topic of a question and the question, return the list of the same kind and document
    whose priority's name holds more of the topic, and all that this one's holds, and whose name and entries hold no less of it than this
    one's; else that of which the same is true with the words of its entries; the given list where none or several do."""
    if not entries or not entries[0].belongs_to:
        return entries
    document_id, own = entries[0].document_id, entries[0].belongs_to
    lists = _lists(snapshot, document_id, Asked(entries[0].kind, frozenset()))
    topic = topic - _OF_ANY_MEASURE
    names = {key: _about(snapshot, document_id, key) for key in (own, *lists)}
    words = {key: " ".join((name, *(entry.words for entry in lists.get(key, ())))) for key, name in names.items()}
    whole = {key: covered(topic, text, said) for key, said in words.items()}
    for told in (names, words):
        held = {key: covered(topic, text, said) for key, said in told.items()}
        most = max(map(len, held.values()))
        nearer = [key for key, found in held.items() if found > held[own] and len(found) == most and len(whole[key]) >= len(whole[own])]
        if len(nearer) == 1 and len(lists[nearer[0]]) > 1:
            return lists[nearer[0]]
    return entries


def list_among(snapshot: Snapshot, found: Sequence[tuple[Span, float]], wish: Wish, text: str) -> Sequence[Entry]:
    """Given a snapshot, the spans that were found for a question with how well each fits, the list that is wished for and the question,
    return the list with which most of what was found stands, if it is about the topic; nothing where they stand with several."""
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for span, fitness in found:
        if key := _key_at(snapshot, span, wish.kind):
            weights[span.document_id, key] += fitness
    if not weights:
        return ()
    best = max(weights, key=lambda name: weights[name])
    entries = _lists(snapshot, best[0], Asked(wish.kind, frozenset())).get(best[1], ())
    if weights[best] <= MOST_OF * sum(weights.values()) or len(entries) < 2:
        return ()
    if about := _about(snapshot, *best):
        return entries if covered(wish.topic, text, about) else ()
    # Under no priority a list may be of everything: most of it has to be about the topic.
    return entries if sum(1 for entry in entries if covered(wish.topic, text, entry.words)) >= MOST_OF * len(entries) else ()


def _key_at(snapshot: Snapshot, span: Span, kind: EntryKind) -> str | None:
    """The key of the list with which a span stands: the priority that it names or that an entry there belongs to, the list of an entry
    there, else the only list of the kind on its page."""
    document_id = span.document_id
    lists = _lists(snapshot, document_id, Asked(kind, frozenset()))
    for entry in snapshot.entries(document_id, EntryKind.PRIORITY):
        if entry.id in lists and any(span.overlaps(place) for place in entry.spans):
            return entry.id
    for other in _OF_A_PRIORITY:
        for entry in snapshot.entries(document_id, other):
            key = entry.belongs_to or entry.section
            if key in lists and any(span.overlaps(place) for place in entry.spans):
                return key
    here = [key for key, entries in lists.items() if any(place.page == span.page for entry in entries for place in entry.spans[:1])]
    return here[0] if len(here) == 1 else None


def list_at(snapshot: Snapshot, span: Span, asked: Asked) -> Sequence[Entry]:
    """Given a snapshot, a span of a document and what is to be listed, return the list (the entries of one priority, or of one section)
    of which an entry stands there, else that of the priority which is named there; nothing where there is none."""
    lists = _lists(snapshot, span.document_id, asked)
    for entries in lists.values():
        if any(span.overlaps(place) for entry in entries for place in entry.spans):
            return entries
    priorities = snapshot.entries(span.document_id, EntryKind.PRIORITY)
    named = (entry.id for entry in priorities if any(span.overlaps(place) for place in entry.spans))
    return next((lists[name] for name in named if name in lists), ())


def nearest_list(snapshot: Snapshot, asked: Asked, scores: Mapping[int, float]) -> list[int]:
    """Given a snapshot, what is to be listed and the scores of the passages in scope by position, return the positions of the passages
    that hold the list with the best passage, most of it first; nothing where that passage is not among the best of all."""
    best = sorted(scores, key=lambda position: (-scores[position], position))[:AMONG]
    found: list[tuple[float, dict[int, int]]] = []
    for name in dict.fromkeys(snapshot.passages[position].document_id for position in best):
        for entries in _lists(snapshot, name, asked).values():
            held = _held(snapshot, name, entries)
            if len(entries) > 1 and any(position in best for position in held):
                found.append((max(scores.get(position, 0.0) for position in held), held))
    if not found:
        return []
    held = max(found, key=lambda pair: pair[0])[1]
    return sorted(held, key=lambda position: (-held[position], position))


def _lists(snapshot: Snapshot, document_id: str, asked: Asked) -> Mapping[str, list[Entry]]:
    """A document's own entries of the kind, by the priority that they belong to, else by their section."""
    lists: dict[str, list[Entry]] = defaultdict(list)
    for entry in snapshot.entries(document_id, asked.kind):
        if entry.whose in (asked.whose or {"own"}) and entry.confidence >= SURE:
            lists[entry.belongs_to or entry.section].append(entry)
    return lists


def _held(snapshot: Snapshot, document_id: str, entries: Collection[Entry]) -> dict[int, int]:
    """The positions of the document's passages that hold some of the entries, and how many."""
    passages = enumerate(snapshot.passages_of(document_id), start=snapshot.document(document_id).first)
    counts = {position: sum(1 for entry in entries if holds(passage, entry)) for position, passage in passages}
    return {position: count for position, count in counts.items() if count}
