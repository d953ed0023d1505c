"""Which of two it is: a question that names two years, periods or numbers is answered by the places that give the one and the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answers.meant import named_in
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.finding import Finding
from assistant.findings.noticed import contradictions_in
from assistant.findings.script import script_of
from assistant.prompts import Prompts
from assistant.understand import NUMBERS, Understood
from assistant.weights import Weights, weights_of
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot

LEAST = 0.3  # share of the weight of the question's words that a place must hold to be about it
_PERIOD = r"(?:19|20)\d\d\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d)|\b\d\d\s?[-/–]\s?\d\d\b(?!\s?[-/–]\s?\d)"
_ONE = rf"(?:{_PERIOD}|\b(?:19|20)\d\d\b|\b\d{{1,3}}\b|\b(?:{'|'.join(NUMBERS)})\b)"
_EITHER = re.compile(
    rf"(?P<first>{_ONE})(?:\s+[a-z]+)?\s*,?\s+or\s+(?:(?:is|was|does|did|are|were)\s+(?:it|they)\s+(?:\w+\s+)?)?(?:in|by|from|for|of|the)?\s*(?P<second>{_ONE})",
    re.I,
)
_ENDS = re.compile(r"(?:19|20)?(\d\d)\s?[-/–]\s?(?:19|20)?(\d\d)")
_NUMBERS = {str(number): word for word, number in NUMBERS.items()}


def tell_either(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return where a document gives the one and the other of the two that the
    question names: as a contradiction that was found in it, else, of years, its own words for each; None where no two are named, or not
    both are given for what is asked about."""
    match = _EITHER.search(understood.standalone)
    if match is None:
        return None
    either = (_pattern(match["first"]), _pattern(match["second"]))
    among = named_in([document for document in documents if document.id in understood.scope.documents], understood)
    subject = frozenset(stem for stem in stems_of(understood.subject) if not stem[0].isdigit())
    for document in among:
        named = subject - stems_of(document.area or "")
        found = next((one for one in contradictions_in(document.id, snapshot) if _is_of(one, either, named, snapshot)), None)
        if found is not None:
            return Draft(tuple(found.claims()), AnsweredBy.REGISTER)
    if not all(re.search(r"(?:19|20)\d\d|\d\d\s?[-/–]", match[name]) for name in ("first", "second")):
        return None
    weights = weights_of(snapshot)
    for document in among:
        topic = subject - stems_of(f"{document.plain_title} {document.area or ''}") or subject
        places = [_best(document, pattern, topic, weights, snapshot) for pattern in either]
        if all(places) and len(set(places)) == len(places):
            return Draft(tuple(DraftClaim(Basis.QUOTED, spans) for spans in places), AnsweredBy.EXTRACT)
    return None


def _pattern(said: str) -> re.Pattern[str]:
    """A pattern of a year, a period or a number, however it is written."""
    if ends := _ENDS.fullmatch(said):
        return re.compile(rf"(?<!\d)(?:19|20)?{ends[1]}\s?[-/–]\s?(?:19|20)?{ends[2]}(?!\d)")
    number = str(NUMBERS.get(said.casefold(), said))
    return re.compile(rf"(?<![\w.,/-]){number}(?![\w%/-]|[.,]\d)" + (rf"|\b{_NUMBERS[number]}\b" if number in _NUMBERS else ""), re.I)


def _is_of(finding: Finding, either: Sequence[re.Pattern[str]], topic: frozenset[str], snapshot: Snapshot) -> bool:
    """Whether a finding on a topic sets the one against the other: each stands in words of its own."""
    words = [snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in finding.spans]
    held = [{place for place, told in enumerate(words) if pattern.search(told)} for pattern in either]
    return bool(held[0] - held[1]) and bool(held[1] - held[0]) and bool(topic & stems_of(" ".join((finding.says, *words))))


def _best(document: Document, pattern: re.Pattern[str], topic: frozenset[str], weights: Weights, snapshot: Snapshot) -> tuple[Span, ...]:
    """The sentence that holds one of the two and most of the topic; nothing where none holds enough of it."""
    told = [(weights.total(topic & stems_of(words)), spans) for words, spans in _sentences(document, snapshot) if pattern.search(words)]
    most, spans = max(told, key=lambda one: one[0], default=(0.0, ()))
    return spans if most >= LEAST * weights.total(topic) > 0 else ()


def _sentences(document: Document, snapshot: Snapshot) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for sentence in script_of(document.id, snapshot).sentences:
        yield sentence.text, sentence.spans
