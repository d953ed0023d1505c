"""History and message -> one standalone question, what it is about, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.conversation import Question, Turn, last_question
from assistant.everyday import written_for
from assistant.scope import Scope, areas_named, scope_of
from ingest.documents import Document
from ingest.lexical import words_of

_GENERIC = re.compile(
    r"\b(?:london borough of|the borough|boroughs?(?:['’]s)?|plans?(?:['’]s)?|documents?|reports?|strateg(?:y|ies)|papers?|partnerships?(?:['’]s)?|"
    r"councils?(?:['’]s)?|community safety|committee|scrutiny|going by|according to|sets? out|says?|said|tell|(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)\b",
    re.I,
)
_LEANS = re.compile(
    r"^\W*(?:and|but|so|ok(?:ay)?|what about|how about|then|also|which of|the (?:first|second|third|last|other)|those|these|them|it|that|why|who(?:'s| is)? (?:chairs?|leads?|runs?) (?:it|that|this|them))\b"
    r"|\b(?:that|those|these|them|it|they|this one|the (?:first|second|third|fourth|fifth|last|other) (?:one|two|three))\b",
    re.I,
)
_SWITCH = re.compile(r"^\W*(?:and|what about|how about|and what about|same for|and for|ok(?:ay)?,? and)?\s*(?:in|for|at|over in)?\s*$", re.I)


class Intent(StrEnum):
    """What a question asks for."""

    LIST = "list"
    COUNT = "count"
    FIGURE = "figure"
    DEFINITION = "definition"
    WHO = "who"
    YES_NO = "yes_no"
    COMPARISON = "comparison"
    CHANGE = "change"
    CONTRADICTION = "contradiction"
    SUMMARY = "summary"
    PASSAGE = "passage"


_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.CONTRADICTION, re.compile(r"\b(contradict\w*|does(?:n't| not) add up|inconsisten\w*|two different|disagree\w*|conflict\w* (?:dates?|figures?)|muddled)\b", re.I)),
    (Intent.CHANGE, re.compile(r"\b(what(?:'s| has| have)? changed|changed since|since the (?:last|previous|20\d\d)|no longer|dropped from|new (?:since|compared))\b", re.I)),
    (Intent.COMPARISON, re.compile(r"\b(compar\w*|versus|\bvs\b|difference between|both .* and|each of|more .* than|which of .* or)\b", re.I)),
    (Intent.DEFINITION, re.compile(r"\b(what (?:does|do|is|are) .{1,40} (?:stand for|mean|short for)|stands? for|what(?:'s| is) (?:an? |the )?[A-Z]{2,8}\b|meaning of|definition|define)", re.I)),
    (Intent.COUNT, re.compile(r"\bhow many\b", re.I)),
    (Intent.FIGURE, re.compile(r"\b(how much|what (?:percentage|proportion|share|number|figure|rate|target|baseline|total)|percent\w*|what is the (?:target|baseline)|£|cost|budget)\b", re.I)),
    (Intent.WHO, re.compile(r"^\W*(?:and |so )?(?:who|whose|which (?:board|group|body|organisation|person|officer|councillor|partner))\b|\bin charge\b|\bchairs?\b|\bchaired\b", re.I)),
    (Intent.SUMMARY, re.compile(r"\b(summar\w*|overview|in short|briefly|gist|tell me about)\b", re.I)),
    (Intent.LIST, re.compile(r"\b(list|what are|which|name the|what (?:priorities|objectives|actions|targets|indicators|duties|steps|services|boards|groups)|all the)\b", re.I)),
    (Intent.YES_NO, re.compile(r"^\W*(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.I)),
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as the later steps use it.

    `standalone` can be read without the conversation; `subject` is what is searched for (scope words left out); `written` the documents' words
    for its everyday ones.
    """

    standalone: str
    subject: str
    written: tuple[str, ...]
    scope: Scope
    intent: Intent


def understand(question: Question, documents: Sequence[Document], mentions: Callable[[str, Sequence[str]], bool]) -> Understood:
    """Given a question and the documents that its asker may see and limited it to, return how it is to be answered."""
    standalone = standalone_of(question.message, question.history, documents)
    scope = scope_of(standalone, question.history, documents, mentions)
    subject = subject_of(standalone, documents)
    return Understood(standalone, subject, written_for(standalone), scope, intent_of(standalone))


def standalone_of(message: str, history: Sequence[Turn], documents: Sequence[Document]) -> str:
    """Given a message and the turns before it, return a question that stands by itself."""
    message = re.sub(r"\s+", " ", message).strip()
    before = last_question(history)
    if before is None or not (_LEANS.search(message) or len(message.split()) < 5):
        return message
    areas, earlier = areas_named(message, documents), areas_named(before, documents)
    if len(areas) == 1 and len(earlier) == 1 and _is_switch(message, areas[0]):
        return re.sub(rf"(?<!\w){re.escape(earlier[0])}(?!\w)", areas[0], before, flags=re.I)
    return f"{before.rstrip('?. ')}? {message}"


def _is_switch(message: str, area: str) -> bool:
    """Whether a message does no more than name another area ("and in Sutton?")."""
    return bool(_SWITCH.match(re.sub(rf"(?<!\w){re.escape(area)}(?:['’]?s)?\W*(?:plan|council|borough)?\W*$", "", message, flags=re.I)))


def subject_of(text: str, documents: Sequence[Document]) -> str:
    """Given a question, return its words without those that name the scope: area, year, "the plan"."""
    rest = text
    for area in sorted({document.area for document in documents if document.area}, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(area)}(?:['’]?s)?(?!\w)", " ", rest, flags=re.I)
    bare = _GENERIC.sub(" ", rest)
    chosen = bare if len(words_of(bare)) >= 2 else rest if words_of(rest) else text
    return re.sub(r"\s+", " ", chosen).strip()


def intent_of(text: str) -> Intent:
    """Given a standalone question, return what it asks for."""
    return next((intent for intent, pattern in _INTENTS if pattern.search(text)), Intent.PASSAGE)
