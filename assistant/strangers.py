"""Places that a question names and no document does: what is said of other places answers nothing about them."""

from __future__ import annotations

import calendar
import re
import weakref
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from ingest.documents import Document
from ingest.library import Snapshot

NEAR = 75  # per cent: a name as like a word of the documents is that word misspelt
_NAME = r"(?P<name>(?-i:[A-Z][a-z’'-]{2,}(?: [A-Z][a-z’'-]{2,})*))"
# Where a place is named: where something is, who does something, whose plan it is.
_PLACED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:in|at|around|near|across|from) (?:the )?{_NAME}(?=\W*$|[?,.;]|(?-i: [a-z]))",
        rf"\b(?:does|do|did|has|have|is|will|are|can) {_NAME}(?=(?:['’]s)? (?-i:[a-z]))",
        rf"(?<=[a-z,] ){_NAME}(?:['’]s)? (?:plan|council|partnership|strategy|borough|police|priorities)\b",
    )
)
# Names that "in" and "at" stand before as well: when, and in what language.
_TIMES = (*calendar.month_name[1:], *calendar.day_name, "Christmas", "Easter", "Ramadan", "Diwali", "Halloween")
_LANGUAGES = ("English", "Welsh", "Polish", "Urdu", "Bengali", "Somali", "Punjabi", "Arabic", "French", "Spanish", "Romanian", "Braille")
_NO_PLACES = frozenset(word.casefold() for word in (*_TIMES, *_LANGUAGES))
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS: weakref.WeakKeyDictionary[Snapshot, dict[str, frozenset[str]]] = weakref.WeakKeyDictionary()


def strange_places(message: str, documents: Sequence[Document], snapshot: Snapshot) -> tuple[str, ...]:
    """Given a message, the documents that its asker may see and the snapshot they stand in, return the places that it names and that none
    of those documents does, however spelt, in the message's order."""
    found = {match.start("name"): _POSSESSIVE.sub("", match["name"]) for pattern in _PLACED for match in pattern.finditer(message)}
    names = list(dict.fromkeys(found[place] for place in sorted(found)))
    if not names:
        return ()
    known = frozenset().union(*(_words_of(document.id, snapshot) for document in documents))
    return tuple(name for name in names if not any(_stands(word, known) for word in _WORD.findall(name.casefold())))


def _stands(word: str, known: frozenset[str]) -> bool:
    return word in known or word in _NO_PLACES or process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR) is not None


def _words_of(document_id: str, snapshot: Snapshot) -> frozenset[str]:
    """The words of a document and of its title, in small letters; looked up once."""
    of_snapshot = _WORDS.setdefault(snapshot, {})
    if document_id not in of_snapshot:
        document = snapshot.document(document_id).document
        titles = f"{document.title} {document.area or ''} {document.authority or ''}"
        texts = (f"{' '.join(passage.trail)} {passage.text}" for passage in snapshot.passages_of(document_id))
        of_snapshot[document_id] = frozenset(word for text in (titles, *texts) for word in _WORD.findall(text.casefold()))
    return of_snapshot[document_id]
