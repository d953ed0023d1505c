"""A question that takes for done what a document speaks of as still to come is answered with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answers.expected import holds_time
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.script import script_of
from assistant.prompts import Prompts
from assistant.understand import Understood
from assistant.weights import Weights, weights_of
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot

MOST = 3  # sentences that are told
LEAST = 0.5  # share of the weight of what is spoken of that a sentence must hold
FEWEST = 2  # words of it
_DONE = (
    r"(?:opened|launched|started|begun|began|been running|been set up|been introduced|been open"
    r"|c[ao]me into (?:force|effect)"
    r"|been in (?:place|force|operation)|went live|gone live|up and running)"
)
# What is taken for done: with the year in which it is said to have been, or as already so.
_TAKEN = re.compile(
    rf"(?P<before>(?:[\w’'&-]+,? ){{1,9}}?){_DONE}\b(?P<behind>(?: [\w’'&-]+){{0,6}}?) "
    r"(?:in|since|from|back in|as early as|during) (?P<year>(?:19|20)\d\d)\b"
    rf"|(?P<whose>(?:[\w’'&-]+,? ){{1,6}}?)(?:has|have|had|is|are|was|were|now|since) (?:now |already |long |all )+"
    rf"{_DONE}\b(?P<thing>(?: [\w’'&-]+){{0,7}})",
    re.I,
)
_ASKS_WHEN = re.compile(r"\b(?:when|what (?:date|day|month|year)|which (?:date|day|month|year)|has|have)\b(?! (?:been|already))", re.I)
_TO_COME = re.compile(
    r"\b(?:will (?:be|open|start|launch|begin|come|go|run)|(?:is|are) (?:to|due to|planned|expected|intended|proposed)\b"
    r"|(?:prior to|before|ahead of|until|once) (?:the |its |their )?(?:establishment|opening|launch|creation|start|introduction|completion)"
    r"|(?:is|are) (?:being|still being|not yet|yet to be) "
    r"(?:set up|developed|established|built|procured|recruited|planned|designed|commissioned|opened)"
    r"|work(?:s)? progress(?:es)? on|(?:has|have) not yet)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ANYBODYS = stems_of(
    "council partnership plan already service open opened launch launched start started run running set place year true find found new"
    " didn't isn't wasn't hasn't heard told think thought believe street road address building located offer offers"
)


def correct_premise(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return the sentences that speak of what the question takes for done as still to
    come; None where it takes nothing for done, or no document says otherwise."""
    taken = _TAKEN.search(understood.standalone)
    if taken is None or _ASKS_WHEN.match(understood.standalone.lstrip()):
        return None
    spoken = " ".join(words for name in ("before", "behind", "whose", "thing") if (words := taken[name]))
    chosen = [document for document in documents if document.id in understood.scope.documents]
    areas = stems_of(" ".join(document.area or "" for document in chosen))
    thing = _named(spoken, areas)
    if len(thing) < FEWEST:  # "It opened in 2022": what it is stands in another sentence
        thing = _named(understood.subject, areas)
    spans = [spans for document in chosen for spans in _still_to_come(document, thing, taken["year"], snapshot)][:MOST]
    return Draft(tuple(DraftClaim(Basis.QUOTED, one) for one in spans), AnsweredBy.EXTRACT) if spans else None


def _named(words: str, areas: frozenset[str]) -> frozenset[str]:
    """The stems that name a thing: no number, no area and nothing that everybody has."""
    return frozenset(stem for stem in stems_of(words) - areas - _ANYBODYS if not stem[0].isdigit())


def _still_to_come(document: Document, thing: frozenset[str], year: str | None, snapshot: Snapshot) -> Iterator[tuple[Span, ...]]:
    """The sentences of paragraphs about a thing that say that it is to come, one of them after the year that was said, or at a time that it
    gives; before them the one that names the thing."""
    weights = weights_of(snapshot)
    for _, group in groupby(script_of(document.id, snapshot).sentences, key=lambda sentence: id(sentence.piece)):
        sentences = list(group)
        held = {place: thing & stems_of(sentence.text) for place, sentence in enumerate(sentences)}
        names = [place for place, found in held.items() if _is_named(found, thing, weights)]
        behind = [place for place in held if names and place >= names[0] and _TO_COME.search(sentences[place].text)]
        if any(_is_later(sentences[place].text, year) for place in behind):
            yield from (sentences[place].spans for place in sorted({names[0], *behind}))


def _is_named(held: frozenset[str], thing: frozenset[str], weights: Weights) -> bool:
    return len(held) >= FEWEST and weights.total(held) >= LEAST * weights.total(thing)


def _is_later(words: str, year: str | None) -> bool:
    return any(one > year for one in _YEAR.findall(words)) if year else holds_time(words)
