"""What there is of something now, said twice with two numbers: wardens, cameras, beds, the members of a board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import own_names, subject_of
from assistant.findings.sums.mention import YEARS
from ingest.documents import BlockKind, Span
from ingest.lexical import words_of

_T = FindingType.SAME_QUANTITY
_ALL_OF_IT = frozenset({"", "borough", "district", "city", "county", "town", "council", "partnership"})
_HERE = frozenset(words_of("street streets moment"))
# A team or a stock as it stands: "there are 14 wardens on our streets at the moment", "the team now has 16 wardens".
_STOCK = re.compile(
    rf"(?:^|[.;:]\s)\W*(?:there\s+(?:are|is)|(?:the|our|we|it|this)\b(?:\s+(?P<owner>team|service|council"
    rf"|partnership|board|group|borough|district|city|county|town|unit|force|scheme|refuge|hub))?\s+(?:\w+\s+)?(?:has"
    rf"|have|employs?|runs?|consists\s+of|is\s+made\s+up\s+of))"
    rf"\s+(?:now\s+|currently\s+|a\s+team\s+of\s+|a\s+total\s+of\s+|at\s+present\s+)*(?P<n>\d[\d,]*|{WORD})\s+(?P<what>(?:(?!of\b"
    rf"|in\b|to\b|and\b|or\b|who\b)[A-Za-z-]+\s+){{0,2}}?[A-Za-z-]{{3,}}s)\b"
    r"(?!\s+(?:who|that|which|to|in\s+(?-i:[A-Z])|at\s+(?-i:[A-Z])|of|a\b|per\b|each\b|every\b|for\b|with\b"
    r"|under\b|about\b))(?P<after>[^.;]*)",
    re.I,
)
_NOW = re.compile(r"\b(?:now|currently|at\s+the\s+moment|at\s+present|today|presently)\b", re.I)
_NO_STOCK = re.compile(
    r"\b(?:years|months|weeks|days|hours|aims?|priorit\w+|actions?|objectives?|themes?|things?|ways?|reasons?"
    r"|parts?|types?|kinds?|stages?|steps?|responsibilities|duties|roles)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Stock:
    """How many there are of something, whose ("team", or nothing), whether it is said to be so now, and where."""

    count: int
    words: str
    what: str
    owner: str
    now: bool
    span: Span

    def is_of(self, other: _Stock) -> bool:
        """Whether another number is of the same things: of one owner; else things with a name of their own, now or in all of the area."""
        if self.owner and self.owner == other.owner:
            return True
        return bool(subject_of(self.what)) and (self.now or other.now or {self.owner, other.owner} <= _ALL_OF_IT)


def stocks(script: Script) -> Iterator[Finding]:
    """Given a document, yield two numbers for what there is of something."""
    seen: dict[frozenset[str], _Stock] = {}
    for sentence in [*script.sentences, *script.cell_sentences]:
        one = _stock(sentence, script)
        if one is None:
            continue
        first = seen.setdefault(frozenset(words_of(one.what)), one)
        if first.count != one.count and first.is_of(one):
            values = {"what": f"The number of {one.what}", "first": first.words, "second": one.words}
            yield told("contradiction.same_quantity", _T, [first.span, one.span], values, sure=0.65)


def _stock(sentence: Sentence, script: Script) -> _Stock | None:
    match = _STOCK.search(sentence.text)
    if match is None or YEARS.search(sentence.text) or sentence.piece.kind is BlockKind.FOOTNOTE or _NO_STOCK.search(match["what"]):
        return None
    count, now = number_of(match["n"]) or 0, _NOW.search(sentence.text) is not None
    if count < 2 or subject_of(match["after"]) - own_names(script) - _HERE and not now:
        return None
    what = re.sub(r"\s+", " ", match["what"])
    return _Stock(count, match["n"], what, (match["owner"] or "").casefold(), now, sentence.cut(match.start("n"), match.end("what"))[0])
