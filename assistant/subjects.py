"""Subjects that people ask plans about, and whether a document speaks of them at all: what stands near a subject that it never names is no
answer. The words for each stand in `subjects.toml`; ordinary words that a document just lacks tell nothing, for people put things in words
of their own."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.wordfile import read_words
from ingest.errors import BadInput
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot

FILE = Path(__file__).with_name("subjects.toml")
SECTIONS = ("vehicles_and_roads", "devices_and_powers", "crimes", "people_and_places", "other_matters")
BETWEEN = 2  # words that may stand between those of a phrase
SHORTEST_START = 4  # letters: a word that only speaks of a subject may go on behind as many
# Who asks is not what is asked about.
_ASKER = re.compile(
    r"\b(?:(?:i['’]?m|i am|we['’]?re|we are)(?: just)?(?: an?)?|as an?|being an?)"
    r" (?:\w+ ){0,2}?\w+(?= (?:in|at|from|and|who|here|so|living)\b|[,.;:]|$)",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BREAK = re.compile(r"[.?!;]\s")
# What stands between two things of which either will do.
_OR = re.compile(r"[/&]|\b(?:and|or|nor|plus|versus|vs)\b", re.I)
_SPOKEN_OF: weakref.WeakKeyDictionary[Snapshot, dict[tuple[str, str], bool]] = weakref.WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Subject:
    """What people ask about: its name, the phrases it is asked by and those that speak of it too, each as stems."""

    name: str
    asked: tuple[tuple[str, ...], ...]
    spoken_of: tuple[tuple[str, ...], ...]

    def called_in(self, message: str) -> str:
        """Given a message, return the one word by which it asks for the subject, as it is written there; else the subject's name."""
        words = words_of(message)
        held = frozenset(words)
        phrase = next((phrase for phrase in self.asked if _stands(phrase, words, held)), ())
        if len(phrase) != 1:
            return self.name
        return next((word for word in _WORD.findall(message) if words_of(word) == [phrase[0]]), self.name)


@cache
def load_subjects(file: Path = FILE) -> tuple[Subject, ...]:
    """Given the file, return its subjects in order. Raises BadInput naming the file and the line that is off."""
    table = read_words(file, dict.fromkeys(SECTIONS, dict))
    return tuple(_subject(file.name, said, also) for section in SECTIONS for said, also in table[section].items())


def _subject(file: str, said: str, also: object) -> Subject:
    asked = _phrases(said)
    if not asked or not isinstance(also, str):
        raise BadInput(f'{file}: the line “{said}” needs words on both sides, as in "drone, uav" = ""; the right one may be empty.')
    return Subject(said.split(",")[0].strip(), asked, _phrases(also))


def _phrases(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(found for phrase in words.split(",") if (found := tuple(dict.fromkeys(words_of(phrase)))))


def unspoken_of(message: str, documents: Sequence[str], snapshot: Snapshot) -> Subject | None:
    """Given a message, the ids of the documents that it is about and the snapshot they stand in, return the first subject it asks about of
    which none of them speaks; None where it asks about none, or about another beside it, of which one does."""
    named = subjects_in(message)
    missing = [subject for subject in named if not any(speaks_of(name, subject, snapshot) for name in documents)]
    if not missing or not documents:
        return None
    return missing[0] if len(missing) == len(named) or not _OR.search(message) else None


def subjects_in(message: str) -> list[Subject]:
    """Given a message, return the subjects that it asks about, in the order of the file."""
    sentences = [(words, frozenset(words)) for part in _BREAK.split(_ASKER.sub(" ", message)) if (words := words_of(part))]
    return [
        subject for subject in load_subjects() if any(_stands(phrase, words, held) for phrase in subject.asked for words, held in sentences)
    ]


def speaks_of(document_id: str, subject: Subject, snapshot: Snapshot) -> bool:
    """Given a document's id, a subject and the snapshot, say whether any of its passages or headings speaks of it; looked up once."""
    known = _SPOKEN_OF.setdefault(snapshot, {})
    if (document_id, subject.name) not in known:
        document = snapshot.document(document_id).document
        texts = (f"{' '.join(passage.trail)} {passage.lead} {passage.text}" for passage in snapshot.passages_of(document_id))
        known[document_id, subject.name] = _is_spoken_of(subject, [document.title, *texts])
    return known[document_id, subject.name]


def _is_spoken_of(subject: Subject, texts: Iterable[str]) -> bool:
    starts = tuple(phrase[0] for phrase in subject.spoken_of if len(phrase) == 1 and len(phrase[0]) >= SHORTEST_START)
    phrases = (*subject.asked, *subject.spoken_of)
    for text in texts:
        held = stems_of(text)
        if any(stem.startswith(starts) for stem in held) or any(_stands(phrase, text, held) for phrase in phrases):
            return True
    return False


def _stands(phrase: tuple[str, ...], said: str | Sequence[str], held: frozenset[str]) -> bool:
    """Whether all words of a phrase stand in words, close together, in any order."""
    if not all(stem in held for stem in phrase):
        return False
    if len(phrase) == 1:
        return True
    words = words_of(said) if isinstance(said, str) else said
    places = [[place for place, word in enumerate(words) if word == stem] for stem in phrase]
    width = len(phrase) + BETWEEN
    return any(all(any(abs(other - place) < width for other in rest) for rest in places[1:]) for place in places[0])
