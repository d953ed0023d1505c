"""Whether a document mentions something or sets a target for it: the sentence or the measure that shows it, or that it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.comparison import topic_of, words_for
from assistant.answers.mention import MENTIONED, in_other_words, is_named, mentions_of, names_in, row_of
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.latest import latest
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from assistant.wanted import SURE
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

MOST_TOPIC = 3  # words of a topic that can be looked for as such
MOST_SHOWN = 4  # measures that are shown
_SET = (("target", re.compile(r"\b(?:targets?|goal (?:for|on))\b", re.I)), ("baseline", re.compile(r"\bbaselines?\b", re.I)))
# Who asks whether anything is said wants to hear what, not that it is; that nothing is can be told of a name alone: other things have
# other words.
_ANYTHING = re.compile(
    r"\b(?:anything|something|much|a lot|nothing)(?: (?!(?:about|on|of|regarding)\b)[^\s?]+){0,8} (?:about|on|of|regarding) (?:the )?"
    r"(?P<name>(?-i:[A-Z])[\w'’-]{2,})(?:\W*$|,? (?:in|at|there)\b)",
    re.I,
)
_PRESENT = re.compile(r"^\W*(?:and |so |but )?(?:is|are|does|do|did|has|have) (?:there|it|they|the|this|that|\w+)", re.I)


def say_whether(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return whether the one document that is asked mentions something, or sets a
    target for it; a draft without claims where it is sure that it does not; None where that is not asked or not sure."""
    sides = latest(documents, understood)
    if len(sides) == 1 and understood.intent is Intent.YES_NO and _is_nowhere(sides[0], understood, snapshot):
        return Draft((), AnsweredBy.REGISTER)
    topic = topic_of(understood)
    if understood.intent is not Intent.YES_NO or not _PRESENT.search(understood.standalone) or not 0 < len(topic) <= MOST_TOPIC:
        return None
    if len(sides) != 1:
        return None
    for field, pattern in _SET:
        if pattern.search(understood.standalone):
            return _set(sides[0], field, topic, words_for(understood), snapshot, prompts, audience)
    return _mentioned(sides[0], topic, understood, snapshot, prompts, audience) if MENTIONED.search(understood.standalone) else None


def _set(
    document: Document, field: str, topic: frozenset[str], words: str, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """The measures about a topic that have what is asked for, else those that lack it."""
    read = [entry for entry in snapshot.entries(document.id, EntryKind.INDICATOR) if entry.confidence >= SURE]
    about = [entry for entry in read if topic <= stems_of(f"{entry.fields.get('measure', '')} {entry.words}")]
    having = [entry for entry in about if entry.fields.get(field)]
    if having:
        return Draft(_yes(document, [row_of(entry, snapshot) for entry in having], prompts, audience), AnsweredBy.REGISTER)
    if not about:
        return None
    values = {
        "whose": _whose(document, prompts),
        "count": prompts.number(len(about)),
        "kind": prompts.kind(EntryKind.INDICATOR.value, len(about), audience),
        "topic": words,
        "what": prompts.say(f"fields.{field}", audience),
    }
    spans = tuple(dict.fromkeys(row_of(entry, snapshot) for entry in about))
    lead = DraftClaim(Basis.COUNTED, spans, prompts.say("absent.none_about_have", audience, values))
    return Draft((lead, *(DraftClaim(Basis.QUOTED, (span,), item=True) for span in spans)), AnsweredBy.REGISTER)


def _yes(document: Document, having: Sequence[Span], prompts: Prompts, audience: Audience) -> tuple[DraftClaim, ...]:
    lead = prompts.say("yes_no.yes", audience, {"whose": _whose(document, prompts)})
    first, *rest = dict.fromkeys(having[:MOST_SHOWN])
    return DraftClaim(Basis.QUOTED, (first,), lead=lead), *(DraftClaim(Basis.QUOTED, (span,), item=True) for span in rest)


def _mentioned(
    document: Document, topic: frozenset[str], understood: Understood, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """The sentence that mentions a topic; nothing where a word of it stands nowhere and no other words for it do."""
    if found := mentions_of(document.id, topic, snapshot, names_in(understood.standalone, topic)):
        lead = prompts.say("yes_no.yes", audience, {"whose": _whose(document, prompts)})
        return Draft((DraftClaim(Basis.QUOTED, (found[0],), lead=lead),), AnsweredBy.REGISTER)
    if in_other_words(document.id, understood.written, snapshot) or all(is_named(document.id, stem, snapshot) for stem in topic):
        return None
    return Draft((), AnsweredBy.REGISTER)


def _is_nowhere(document: Document, understood: Understood, snapshot: Snapshot) -> bool:
    """Whether it is asked if anything is said about a name that stands nowhere in the document, and no other words for it do."""
    asked = _ANYTHING.search(understood.standalone)
    if asked is None or in_other_words(document.id, understood.written, snapshot):
        return False
    return not any(is_named(document.id, stem, snapshot) for stem in stems_of(asked["name"]))


def _whose(document: Document, prompts: Prompts) -> str:
    return prompts.whose(document.area, document.plain_title)
