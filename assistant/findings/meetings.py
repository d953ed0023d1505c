"""How often one body meets, said twice: "the board meets six times a year" and "at its quarterly meetings"; and who is in its chair."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import stems
from assistant.findings.quantity import number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.register.entry import plain

_T = FindingType.SAME_QUANTITY
_BODY = (
    r"(?P<body>(?:(?:[Tt]he|[Oo]ur|[Ii]ts)\s+)?(?:[A-Z][\w’'-]*\s+(?:(?:and|of|for|the|&)\s+)?){0,6}"
    r"(?i:board|group|panel|forum|partnership|committee|network|alliance|executive|cell|hub|conference|commission|cabinet))"
)
_SOME_BODY = re.compile(
    r"\b(?:board|group|panel|forum|partnership|committee|network|alliance|executive|cell|hub|conference|commission|cabinet)s?\b", re.I
)
RHYTHM = (
    r"(?P<rhythm>daily|weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|yearly|annually|(?:once|twice|(?:two|three|four|five|six|eight|ten|twelve)\s+times)\s+(?:a|each|every|per)\s+"
    r"(?:year|month|week|quarter)|(?:every|each)\s+(?:(?:two|three|four|six|eight)\s+(?:weeks|months)|second\s+(?:week|month)|fortnight|week|month|quarter|year))"
)
_MEETS = re.compile(
    rf"\b{_BODY}\b(?:\s*\([^)]{{1,60}}\))?(?:,[^,;.]{{1,80}},)?\s*,?\s*(?:(?:which|that|and)\s+)?(?:(?:is|are|was)\s+[^,;.]{{1,60}}?\s+and\s+)?"
    rf"(?:meets?|comes?\s+together|sits)\s+(?:[a-z]+ly\s+)?{RHYTHM}\b",
)
_MEETINGS_OF = re.compile(rf"\b(?i:{RHYTHM})\s+meetings?\s+of\s+{_BODY}\b")
_AT_ITS = re.compile(rf"\b(?i:its|their)\s+(?i:{RHYTHM})\s+meetings?\b[^.;]{{0,20}}?(?:,\s*)?\b{_BODY}\b")
_MEETING = re.compile(rf"\b{_BODY}(?:[’']s?)\s+(?i:{RHYTHM})\s+meetings?\b")
_IT_MEETS = re.compile(rf"^\W*It\s+(?:also\s+)?meets\s+{RHYTHM}\b")
_OPENS = re.compile(rf"^\W*{_BODY}\b")
_PER_YEAR = {
    "daily": 250, "weekly": 52, "fortnightly": 26, "monthly": 12, "bimonthly": 6, "bi-monthly": 6, "quarterly": 4, "termly": 3, "yearly": 1,
    "annually": 1, "fortnight": 26, "week": 52, "month": 12, "quarter": 4, "year": 1, "second week": 26, "second month": 6,
}  # fmt: skip
_ALSO = re.compile(
    r"\b(?:until|from\s+20\d\d|in\s+20\d\d|used\s+to|at\s+first|previous\w*|formerly|now|will\s+meet|sub-?group|extra|also|at\s+least)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Meets:
    """How often a body meets in a year, in its words, and where that stands."""

    body: str
    times: int
    words: str
    spans: tuple[Span, ...]
    plainly: bool  # "the board meets monthly", which `statements` compares


def meetings(script: Script) -> Iterator[Finding]:
    """Given a document, yield the bodies that meet at two rhythms."""
    by_body: defaultdict[str, list[_Meets]] = defaultdict(list)
    before: Sentence | None = None
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for one in (*_meets(sentence), *_it_meets(sentence, before)):
            by_body[one.body].append(one)
        before = sentence
    for found in by_body.values():
        other = next((one for one in found[1:] if _differ(one.times, found[0].times) and not (one.plainly and found[0].plainly)), None)
        if other is not None:
            values = {"what": "How often what reads like one body meets", "first": found[0].words, "second": other.words}
            yield told("contradiction.same_quantity", _T, [*found[0].spans, *other.spans], values, sure=0.65)


def _differ(first: int, second: int) -> bool:
    """Whether two numbers of times a year are more than a tenth apart: every four weeks is about monthly."""
    return abs(first - second) > 0.1 * max(first, second)


def _name_of(match: re.Match[str]) -> str:
    """The body that a match names, in plain words; nothing where it has no name of its own ("the board"), for there may be several."""
    name = re.sub(r"^(?:the|our|its)\s+", "", match["body"], flags=re.I)
    return plain(name) if len(name.split()) > 1 and name[0].isupper() else ""


def _meets(sentence: Sentence) -> Iterator[_Meets]:
    if _ALSO.search(sentence.text):
        return
    for pattern in (_MEETS, _MEETINGS_OF, _AT_ITS, _MEETING):
        for match in pattern.finditer(sentence.text):
            often, body = _per_year(match["rhythm"]), _name_of(match)
            between = match.group()[match.end("body") - match.start() :] if pattern is _MEETS else ""
            if often and body and not _SOME_BODY.search(between):
                yield _Meets(
                    body,
                    often,
                    re.sub(r"\s+", " ", match["rhythm"]),
                    sentence.cut(*match.span()),
                    _is_plain(match),
                )


def _it_meets(sentence: Sentence, before: Sentence | None) -> Iterator[_Meets]:
    """ "It meets six times a year", behind a sentence that opens with the body."""
    match = _IT_MEETS.match(sentence.text)
    opening = _OPENS.match(before.text) if match is not None and before is not None and before.piece is sentence.piece else None
    often = _per_year(match["rhythm"]) if match is not None and not _ALSO.search(sentence.text) else 0
    if match is not None and opening is not None and often and (body := _name_of(opening)):
        yield _Meets(body, often, re.sub(r"\s+", " ", match["rhythm"]), sentence.cut(*match.span()), False)


def _is_plain(match: re.Match[str]) -> bool:
    """Whether nothing but "meets" stands between a body and its rhythm."""
    return match.re is _MEETS and re.search(r"[,(]|\bsits?\b|\bcomes?\b|\b(?:which|that|and)\s+meets?\b", match.group()) is None


def _per_year(rhythm: str) -> int:
    """How many times a year that is; 0 where it cannot be told."""
    plain_words = re.sub(r"\s+", " ", rhythm.casefold())
    match = re.fullmatch(r"(once|twice|\w+ times) (?:a|each|every|per) (\w+)", plain_words)
    if match is not None:
        times = {"once": 1, "twice": 2}.get(match[1]) or number_of(match[1].removesuffix(" times")) or 0
        return times * _PER_YEAR.get(match[2], 0)
    match = re.fullmatch(r"(?:every|each) (\w+) (weeks|months)", plain_words)
    if match is not None:
        return (52 if match[2] == "weeks" else 12) // (number_of(match[1]) or 99)
    return _PER_YEAR.get(re.sub(r"^(?:every|each) ", "", plain_words), 0)


_CHAIRED = re.compile(
    rf"\b{_BODY}\b(?:\s*\([^)]{{1,60}}\))?[^.;()]{{0,40}}?\b(?:(?:is|are|was)\s+)?chaired\s+by\s+(?:the\s+|a\s+|our\s+)?(?P<chair>[^.;,()]{{3,80}}?)"
    r"(?=\s+(?:and|who|which|with|meets|every|each|on)\b|[.;,()]|$)"
)
# A title with a name behind it; a rank alone is a post.
_PERSON = re.compile(
    r"\b(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Dr|Sir|Dame)\b|(?:Inspector|Superintendent|Commander|Constable)\s+(?!(?:Inspector|Superintendent|Commander|Constable|Operations|Neighbourhoods?)\b)[A-Z])"
)
# Two who share a chair, or hold it by turns.
_SHARED = re.compile(r"\b(?:co-?\s?chair\w*|jointly|joint\s+chair\w*|in\s+turn|by\s+turns|rotat\w+|alternat\w+|deputy|vice)\b", re.I)
_AND_ANOTHER = re.compile(r"\s+and\s+(?:by\s+)?(?:(?:the|a|an|our)\s|[A-Z])")

# The same with the person first: "Councillor Ruth Dale, Chair of the partnership".
_CHAIR_OF = re.compile(
    rf"(?P<chair>(?:Councillor|Cllr|Mr|Mrs|Ms|Dr|Sir|Dame)\.?\s+(?:[A-Z][\w’'-]*\.?\s+){{0,2}}[A-Z][\w’'-]*),?\s+(?i:chair(?:man|woman|person)?)\s+of\s+{_BODY}\b"
)
_TITLES = frozenset(words_of("councillor cllr mr mrs ms dr sir dame chief inspector superintendent"))


def chairs(script: Script) -> Iterator[Finding]:
    """Given a document, yield the bodies that are said to be chaired by two people, or by the holders of two posts."""
    met: dict[tuple[str, bool], tuple[str, tuple[Span, ...]]] = {}
    reported: set[str] = set()
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        found = [match for pattern in (_CHAIRED, _CHAIR_OF) for match in pattern.finditer(sentence.text)]
        for match in found if not _ALSO.search(sentence.text) and not _SHARED.search(sentence.text) else ():
            body, chair = _name_of(match), re.sub(r"\s+", " ", match["chair"]).strip()
            is_person = _PERSON.search(chair) is not None
            if not body or body in reported or _AND_ANOTHER.match(sentence.text, match.end()):
                continue
            key, said = (
                (body, is_person),
                frozenset(stem for stem in stems(chair) if len(stem) > 1) - (_TITLES if is_person else frozenset()),
            )
            first = met.setdefault(key, (chair, sentence.cut(*match.span())))
            if said and not said & stems(first[0]):
                values = {"name": re.sub(r"\s+", " ", match["body"]), "first": first[0], "second": chair}
                yield told("contradiction.two_chairs", FindingType.NAMES, [*first[1], *sentence.cut(*match.span())], values, sure=0.65)
                reported.add(body)
