"""What a question asks the register for: which kind of entry, about what, and which of a document's entries those are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand import Intent, Understood
from ingest.documents import Passage
from ingest.lexical import words_of
from ingest.register.entry import Entry, EntryKind

SURE = 0.5  # entries below this confidence are not listed as certain
_KINDS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (EntryKind.INDICATOR, re.compile(r"\b(indicators?|kpis?|measures? of success|performance measures?|yardsticks?)\b", re.I)),
    (EntryKind.OUTCOME, re.compile(r"\b(outcomes|what will have changed)\b", re.I)),
    (
        EntryKind.PRIORITY,
        re.compile(
            r"\b(priorit(?:y|ies)|objectives|goals|aims|themes|key areas|main (?:things|areas|focus)|concentrat\w+ on|focus(?:ing)? on)\b",
            re.I,
        ),
    ),
    (EntryKind.DUTY, re.compile(r"\b(statutory duties|legal duties|legal obligations|duties)\b", re.I)),
    (EntryKind.ACTION, re.compile(r"\b(actions)\b", re.I)),
)
_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
_COUNTED = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|[2-9]|1[0-9])\b(?=\s+(?:\w+\s+){{0,3}}(?:priorit|objective|goal|aim|theme|indicator|action|dut))", re.I
)
_ASKED = {Intent.LIST, Intent.COUNT, Intent.PASSAGE, Intent.YES_NO, Intent.COMPARISON}
# Words of such questions that name no topic: what is left limits the list.
_NO_TOPIC = frozenset(
    words_of(
        "priority objectives goals aims themes key areas main things focus concentrate own set settled list all name indicator kpi measure"
        " action duty statutory legal strategic local new total number count two three four five six seven eight nine ten eleven twelve"
        " years term borough people police compare comparison difference differ versus both each"
    )
)


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
    count = _COUNTED.search(understood.standalone)
    topic = frozenset(words_of(understood.subject)) - _NO_TOPIC - frozenset(words_of(count.group(1)) if count else ())
    believed = (_NUMBERS.get(count.group(1).casefold()) or int(count.group(1))) if count else None
    return Asked(kind, topic, believed)


def wanted(entries: Sequence[Entry], asked: Asked) -> list[Entry]:
    """Given a document's entries of one kind and what is asked, return those that answer: its own, of one list, about the topic."""
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


def holds(passage: Passage, entry: Entry) -> bool:
    """Given a passage and an entry, say whether the entry's words stand in the passage."""
    return any(span.page == part.page and part.start <= span.start < part.end for span in entry.spans for part in passage.spans)
