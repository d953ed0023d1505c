"""The wish for a whole list of what is to be done, or of what is to come of it: "everything they say they'll do on …", "what will be better
by …". Which words say so stands in `wishes.toml`; what a question's vector says counts beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.everyday import possible
from assistant.request import Request
from assistant.understand import Intent, Understood
from assistant.wanted import asks_how_told, kinds_named
from assistant.wordfile import read_words
from ingest.lexical import stems_of
from ingest.register.entry import EntryKind

FILE = Path(__file__).with_name("wishes.toml")
_LISTS = ("whole", "thing", "things", "vowing", "planning", "meaning", "doing", "done", "results", "hoping", "better")
# What a wish for a list may look like by its form; a question for a figure, a name or a yes asks for one thing.
_FORMS = frozenset({Intent.LIST, Intent.PASSAGE, Intent.COUNT})
_WHY = re.compile(r"\b(?:why|how come|how (?:often|many|much|long|far))\b", re.I)
_MEANS_TO = re.compile(r"\bwhat (?:do|does) [^?]{1,40}\bmean to\b", re.I)  # no question for the meaning of a word
_NOT_ALL = re.compile(
    r"\b(?:every|all) (?:\d+|two|three|four|five|six|few|other|day|night|week|month|quarter|year|time|way|along)s?\b"
    r"|\b(?:at|after|above|not) all\b",
    re.I,
)
_ONE = re.compile(
    r"(?:^\W*|\band |\bby )(?:when|where|who|whose)\b|^\W*what (?:exactly |precisely )?(?:is|was) (?:the|an?|this|that)\b"
    r"|\bwhich (?:\w+ ){0,2}(?:group|board|officer|partner|body|team|organisation|trade|business|area|ward)(?:s|es)?\b",
    re.I,
)
# What is asked for of something that is to be done: where, when or by whom.
_PLACE = re.compile(
    r"(?:^\W*|[?.!] )(?:and |so |but )?(?:when|where|who|whose"
    r"|(?:in )?which (?:parts?|areas?|wards?|places?|streets?|estates?|towns?|years?|months?))\b",
    re.I,
)
_YEAR = re.compile(r"\d")
# What figure is to be reached.
_AIMS = re.compile(
    r"\b(?:targets?|aim(?:s|ed|ing)? (?:for|at|on|is|was)|goals? (?:for|on)|working towards?|prepared to accept"
    r"|aim(?:s|ed|ing)?\W*$"
    r"|(?:want|hop|expect|plan|intend|need|mean|try|look|promis)\w*\b[^?.]{0,60}"
    r"\b(?:(?:down|up|back|fall|rise|drop|go|get|grow|come|move) to|reach|hit)"
    r"|by how much (?:do|does|did|will|are|is) (?:[\w’']+ ){1,6}?(?:want|hop|plan|mean|intend|aim)\w*"
    r"|(?:figure|number|share|percentage|level|rate|score) (?:do|does|did|are|is|were|was) "
    r"(?:[\w’']+ ){1,4}?(?:want|hop|aim|expect|after|look|suppos|meant)\w*"
    r"|how (?:low|high|far (?:down|up)) (?:do|does|did|should|are|is|must))\b",
    re.I,
)
# Words of a meaning's right-hand side that are everybody's: they tell no priority from another.
_EVERYBODYS = stems_of("people person crime crimes community safety safe service services local public group groups work related harm risk")


@dataclass(frozen=True, slots=True)
class Wish:
    """A whole list that is asked for: entries of which kind, `topic` the stems of the words that limit it (none: all of a plan's), `whole`:
    the words ask for all of it, so that a list that holds more than the topic is wanted too."""

    kind: EntryKind
    topic: frozenset[str]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """What `wishes.toml` holds, as patterns."""

    whole: re.Pattern[str]
    to_do: re.Pattern[str]
    vowed: re.Pattern[str]
    outcome: re.Pattern[str]
    filler: frozenset[str]


def wish_of(understood: Understood) -> Wish | None:
    """Given what was understood, return the whole list of actions or outcomes that is asked for; None where none is."""
    text = understood.standalone
    if (understood.intent not in _FORMS and not _MEANS_TO.search(text)) or understood.leans or _WHY.search(text) or _ONE.search(text):
        return None
    if understood.scope.several and len(understood.scope.documents) > 1:
        return None
    if asks_how_told(text):
        return None
    words = load_wishes()
    topic = topic_wished(understood)
    if words.outcome.search(text):
        return Wish(EntryKind.OUTCOME, topic, True)
    if understood.request is Request.OUTCOMES_ON and topic:
        return Wish(EntryKind.OUTCOME, topic, False)
    said, meant = bool(words.to_do.search(text)), understood.request is Request.ACTIONS_ON
    whole = bool(words.whole.search(_NOT_ALL.sub(" ", text)) or words.vowed.search(text))
    if (said and meant) or (whole and (said or meant)):
        return Wish(EntryKind.ACTION, topic, whole)
    return None


def topic_wished(understood: Understood) -> frozenset[str]:
    """Given what was understood, return the stems of its words that limit a list."""
    return frozenset(stem for stem in stems_of(understood.subject) - load_wishes().filler if not _YEAR.search(stem))


def kind_sought(understood: Understood) -> EntryKind | None:
    """Given what was understood, return the kind of entry that answers best, where the question asks what is to be done, be it all of it or
    some; None where it asks for something else."""
    text = understood.standalone
    if asks_how_told(text) or _WHY.search(text) or _PLACE.search(text) or any(kind is not EntryKind.ACTION for kind in kinds_named(text)):
        return None
    said = understood.request is Request.ACTIONS_ON or load_wishes().to_do.search(text) is not None
    return EntryKind.ACTION if said else None


def asks_target(text: str) -> bool:
    """Given a question, say whether it asks which figure is to be reached."""
    return _AIMS.search(text) is not None


def covered(topic: frozenset[str], text: str, named: str) -> frozenset[str]:
    """Given a topic, the question it is of and the words that name something, return the stems of the topic which those words hold, by
    themselves or in what documents say for an everyday word of the question."""
    held = stems_of(named)
    found = {stem for stem in topic if stem in held or f"re{stem}" in held}
    for said, written, alike in _meanings_in(text):
        if any(words and words <= held for words in written) or alike.search(named):
            found |= topic & said
    return frozenset(found)


@lru_cache(64)
def _meanings_in(text: str) -> tuple[tuple[frozenset[str], tuple[frozenset[str], ...], re.Pattern[str]], ...]:
    """The everyday words of a question, each with what documents say for them, as stems, and with the other words that mean the same."""
    return tuple(
        (stems_of(match.group()), tuple(stems_of(words) - _EVERYBODYS for words in meaning.written), meaning.said)
        for meaning in possible(text)
        for match in meaning.said.finditer(text)
    )


@cache
def load_wishes(file: Path = FILE) -> _Words:
    """Given the file, return what it holds. Raises BadInput naming the file and what is off."""
    table = read_words(file, {**dict.fromkeys(_LISTS, list), "filler": str})
    said = {name: _either(table[name]) for name in _LISTS}
    listed = " ".join(word.rstrip("*") for name in _LISTS for word in table[name])
    filler = stems_of(f"{table['filler']} {listed}")
    few = r"(?:[\w’'-]+ ){0,4}?"
    do = (
        rf"{said['meaning']} {few}{said['doing']}\b",
        rf"{said['vowing']} {few}{said['doing']}\b",
        rf"\b(?:is|are|s|being|be|been|what['’]?s) {few}{said['done']}\b",
        r"\bdoing (?:about|on|for|to|with|against|bout|round|over)\b",
        rf"\b(?:will|['’]ll|going to|gonna) {few}do (?:about|on|for|to|with|against|bout|over)\b",
        rf"{said['whole']} (?:that )?{few}{said['planning']} (?:for|on|about|around|against|to)\b",
        rf"{said['whole']} {few}(?:{said['things']}|{said['thing']})\b",
        rf"\b(?:what|which) {few}{said['things']}\b",
    )
    hoped = (
        rf"\b(?:what|which|list|all|every) {few}{said['results']}\b.*{said['hoping']}",
        rf"{said['hoping']} {few}{said['results']}\b",
        rf"\bwhat\b[^?.]{{0,60}}\b(?:will|would|should|['’]ll|going to|gonna|ought to|is to|are to|meant to|supposed to) "
        rf"(?:have )?(?:be |been |get |got |look |feel |become )?{few}{said['better']}\b",
        rf"\bwhat\b[^?.]{{0,60}}{said['hoping']} (?:\w+ )?(?:to (?:see|gain|get out of|come of|come from)|will (?:change|come|improve))\b",
        r"\bwhat (?:does|do|will|would|should) success look like\b",
        rf"\bwhat (?:{few})?differences? (?:{few})?(?:make|made|be)\b",
    )
    return _Words(
        whole=re.compile(rf"{said['whole']}", re.I),
        to_do=re.compile("|".join(do), re.I),
        vowed=re.compile(rf"{said['vowing']} {few}{said['doing']}\b|\b(?:what|which) {few}{said['things']}", re.I),
        outcome=re.compile("|".join(hoped), re.I),
        filler=filler,
    )


def _either(words: Sequence[str]) -> str:
    """A pattern of any of the words, the longest first; a star stands for the rest of a word."""
    parts = sorted((re.escape(word.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words), key=len, reverse=True)
    return rf"(?:(?<!\w)(?:{'|'.join(parts)})(?!\w))"
