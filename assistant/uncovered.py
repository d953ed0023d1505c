"""Areas that no document is held for, named beside one that is ("hate crime in Camden and Marwick"): the question is answered for the one,
and says that nothing is held for the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.areas import AreaMention, areas_in, canonical
from assistant.scope import areas_named
from ingest.documents import Document

LONGEST_NAME = 3  # words that an area's name may be from the word that joins it to another
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|[.!?]|$)+")
_POINTS = re.compile(
    r"\b(?:here|there|it|its|that|this|those|these|they|them|their|ours?|we|us|you)\b"
    r"|\bmy (?:council|area|borough|town|city|village|district|estate|street|road|ward|patch|neighbourhood|local \w+)\b"
    r"|\b(?:near me|nearby|locally)\b"
    r"|\b(?:compar|differ|versus|than)\w*",
    re.I,
)
_JOINS = r"(?:,? (?:and|or|vs\.?|versus|with|to|against|than)(?: (?:in|for|of|to|with))?|,| &|/)"
_JOINED_BEFORE = re.compile(rf"{_JOINS} $", re.I)
_JOINED_BEHIND = re.compile(rf"(?:['’]s)?{_JOINS} ?", re.I)

_OWNED = re.compile(r"^['’]s(?!\w)|['’]s$", re.I)


def asking_sentences(message: str) -> str:
    """Given a message, return what of it asks: what it says beside, such as where somebody lives, asks for nothing, unless the question
    points at it."""
    sentences = _SENTENCE.findall(message)
    asked = [sentence for sentence in sentences if sentence.rstrip().endswith("?")]
    return " ".join(asked) if asked and not any(_POINTS.search(sentence) for sentence in asked) else message


def names_covered(text: str, documents: Sequence[Document]) -> bool:
    """Given a text and the documents, say whether it names an area of theirs."""
    here = _covered(documents)
    return any(mention.name.casefold() in here for mention in areas_in(text)) or bool(areas_named(text, documents))


def uncovered_beside(message: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Given a message and the documents, return the areas that it asks about beside one of theirs and that none of them is about, in order;
    none where it names none of theirs."""
    asked = asking_sentences(message)
    if not names_covered(asked, documents):
        return ()
    return tuple(dict.fromkeys(mention.name for mention in _uncovered(asked, documents)))


def without_uncovered(message: str, documents: Sequence[Document], mentions: Callable[[str, Sequence[str]], bool]) -> str:
    """Given a message, the documents and what says whether a name stands in some of them, return it without areas that it joins to a
    covered one and of which none of its documents says a word: what is left is what can be looked for."""
    if not names_covered(message, documents):
        return message
    named = areas_named(message, documents)
    ids = [document.id for document in documents if document.area in named]
    for mention in reversed(_uncovered(message, documents)):
        if not mentions(mention.name, ids):
            message = _without(message, mention, documents)
    return message


def _without(message: str, mention: AreaMention, documents: Sequence[Document]) -> str:
    """A message without an area, where it is joined to a covered one behind or before it."""
    before, behind = message[: mention.start], message[mention.end :]
    joined = _JOINED_BEHIND.match(behind)
    if joined and names_covered(" ".join(behind[joined.end() :].split()[:LONGEST_NAME]), documents):
        return before + behind[joined.end() :]
    joined = _JOINED_BEFORE.search(before)
    if joined and names_covered(" ".join(before[: joined.start()].split()[-LONGEST_NAME:]), documents):
        before = before[: joined.start()]
        return before + (_OWNED.sub("", behind) if _OWNED.search(before) else behind)
    return message


def _covered(documents: Sequence[Document]) -> set[str]:
    held = {document.area for document in documents if document.area}
    return {canonical(area).casefold() for area in held} | {area.casefold() for area in held}


def _uncovered(text: str, documents: Sequence[Document]) -> list[AreaMention]:
    here = _covered(documents)
    return [mention for mention in areas_in(text) if mention.name.casefold() not in here]
