"""Questions that nobody could answer without knowing what was spoken of before: "what about the other one", "is it on track"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.conversation import Answer, Question, Status
from assistant.prompts import Prompts
from assistant.understand import Understood
from assistant.wordfile import read_words
from ingest.documents import Document
from ingest.lexical import STOP_WORDS, words_of

FILE = Path(__file__).with_name("vague.toml")
MOST_SUGGESTED = 3
# What points at something that was named before.
_POINTS = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|their|he|she|him|her|his|ones?|the (?:matter|above|below|other|same))\b", re.I
)
_THE_ONE = re.compile(r"\bthe\b", re.I)
# It begins by asking which of some things, and none was named: "those" may still say whom, by what stands behind it, and "does any of them"
# asks about the documents.
_OF_WHICH = re.compile(r"^\W*(?:(?:and|so|but|ok(?:ay)?) )?(?:which(?: ones?)?|what|who|how (?:many|much)) of (?:them|it)\b", re.I)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems of words that name nothing, of words that are of something, and of those of which every plan has several."""

    empty: frozenset[str]
    leaning: frozenset[str]
    definite: frozenset[str]


def unclear(understood: Understood, question: Question, documents: Sequence[Document], prompts: Prompts) -> Answer | None:
    """Given what was understood, the question and the documents its asker may see, return the reply to a question that says nothing of
    what it is about and has none before it that does, with what may be asked instead; None where it says enough."""
    nothing = says_nothing(understood.standalone) or _OF_WHICH.match(understood.message) is not None
    heard = any(turn.role == "user" and not says_nothing(turn.content) for turn in question.history)
    if heard or not (nothing or (len(documents) > 1 and only_points(understood.standalone))):
        return None
    areas = list(dict.fromkeys(document.area for document in documents if document.area))[:MOST_SUGGESTED]
    suggestions = tuple(prompts.say("suggest.priorities", question.audience, {"area": area}) for area in areas)
    text = prompts.say("unclear.about", question.audience)
    return Answer(Status.UNCLEAR, text, suggestions=suggestions, standalone_question=understood.standalone)


def says_nothing(text: str) -> bool:
    """Given a question that none came before, say whether no word of it names anything."""
    return not _named(text) - load_lexicon().empty


def only_points(text: str) -> bool:
    """Given a question that none came before, say whether it asks for something of a thing that it only points at, or for "the target" of
    nothing: where one document is there, that may be meant."""
    lexicon = load_lexicon()
    named = _named(text) - lexicon.empty
    if _POINTS.search(text):
        return named <= lexicon.leaning
    return bool(_THE_ONE.search(text)) and named <= lexicon.definite


def _named(text: str) -> set[str]:
    return {stem for stem in words_of(text) if len(stem) > 1} - _STOPPED


_LISTS = ("empty", "leaning", "definite")
_STOPPED = frozenset(stem for word in STOP_WORDS for stem in words_of(word))


@cache
def load_lexicon(file: Path = FILE) -> Lexicon:
    """Given the file of words, return their stems. Raises BadInput naming the file and what is off."""
    table = read_words(file, dict.fromkeys(_LISTS, str))
    return Lexicon(*(frozenset(words_of(table[name])) for name in _LISTS))
