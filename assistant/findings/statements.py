"""What is said of one body or thing in two ways that cannot both be so: how often it meets, when it was set up, what all actions have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.actions import parts_of
from assistant.findings.assurances import assurances
from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence, script_of
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind, plain

_T = FindingType.SAME_QUANTITY
_HEADS = (
    r"(?:[Bb]oard|[Gg]roup|[Pp]anel|[Ff]orum|[Pp]artnership|[Cc]ommittee|[Ee]xecutive|[Mm]eeting|[Cc]onference"
    r"|[Nn]etwork|MARAC|[Tt]eam|[Uu]nit|[Ss]ervice|[Hh]ub|[Pp]roject|[Ss]cheme)"
)
_BODY = rf"(?:[Tt]he|[Oo]ur|[Aa]n?)\s+(?P<body>(?:[\w’'&-]+\s+){{0,6}}?{_HEADS}(?:\s+\([A-Z]{{2,7}}\))?)"
_MEETS = re.compile(
    rf"{_BODY}\s+(?:will\s+)?(?:also\s+)?(?:meets?|met|is\s+held|convenes?)\s+(?:\w+ly\s+)?(?:on\s+an?\s+)?"
    r"(?P<often>weekly|fortnightly|monthly|bi-?monthly|quarterly|annually|termly|(?:every|each)\s+(?:(?P<every>\w+)\s+)?(?:weeks?|months?|quarter|year)|(?P<times>\w+)\s+times\s+(?:a|per|each)\s+year|twice\s+a\s+(?:year|month))\b",
)
_NAME = r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|&)\s+)?[A-Z][\w’'-]*){1,5}"
_TO_BEGIN = re.compile(
    rf"^\W*(?:\d[\d.]*\s+)?(?:To\s+|We\s+will\s+)?(?i:introduc(?:e|ing)|introduction\s+of|launch(?:ing)?(?:\s+of)?|establish(?:ing)?|establishment\s+of"
    rf"|set(?:ting)?\s+up|creat(?:e|ing)|creation\s+of|open(?:ing)?)\s+(?:an?\s+|the\s+|our\s+)?(?P<name>{_NAME})(?!\s+(?:[A-Z]|in\s+(?:all|each|every|more)))"
)
_BEGUN = re.compile(
    rf"\b(?i:launched|introduced|established|created|set\s+up|opened)\s+(?:an?\s+|the\s+|our\s+)?(?P<name>{_NAME})"
    rf"|\b(?P<named>{_NAME})\s+(?:was|has\s+been|is\s+now)\s+(?:launched|introduced|established|created|set\s+up|opened|in\s+place)\b"
)
_TO_COME = re.compile(r"\b(?:will|be|to|being|should|must|not|yet|second|another)\b[^.;]*$", re.I)
_OFTEN = {"weekly": 52.0, "fortnightly": 26.0, "monthly": 12.0, "quarterly": 4.0, "termly": 3.0, "annually": 1.0}
_SET_UP = re.compile(
    rf"{_BODY}\s+(?:was|has\s+been)\s+(?:first\s+)?(?:set\s+up|established|formed|founded|created|launched)\s+in\s+(?:(?:early|late|mid)\s+)?(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\b"
)


def statements(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return what is said in it of one thing in two ways. Raises UnknownDocument."""
    script = script_of(document_id, snapshot)
    return (*_meetings(script), *_foundings(script), *_beginnings(script), *assurances(script))


def _everything(script: Script) -> list[Sentence]:
    return [*script.sentences, *script.cell_sentences, *script.short_cells]


def _meetings(script: Script) -> Iterator[Finding]:
    """A body that meets monthly here and quarterly there."""
    said: dict[frozenset[str], tuple[str, float, Span]] = {}
    told_of: set[frozenset[str]] = set()
    for sentence in _everything(script):
        for match in _MEETS.finditer(sentence.text):
            often, key = _times_a_year(match), _key(match["body"])
            place = sentence.cut(match.start(), match.end())[0]
            if often is None or not key:
                continue
            first = said.setdefault(key, (match["often"], often, place))
            if first[1] != often and key not in told_of:
                told_of.add(key)
                values = {"what": f"How often the {_plain(match['body'])} meets", "first": first[0], "second": match["often"]}
                yield told("contradiction.same_quantity", _T, [first[2], place], values, sure=0.75)


def _times_a_year(match: re.Match[str]) -> float | None:
    words = match["often"].casefold()
    if words in _OFTEN:
        return _OFTEN[words]
    if match["times"]:
        count = number_of(match["times"])
        return float(count) if count else None
    if words.startswith("twice"):
        return 24.0 if words.endswith("month") else 2.0
    every = {"other": 2, "two": 2}.get(match["every"] or "", number_of(match["every"] or "one"))
    whole = {"week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}[words.split()[-1].removesuffix("s")] if "bi" not in words else None
    return whole / every if whole and every else None


def _foundings(script: Script) -> Iterator[Finding]:
    """A body that was set up in one year here and in another there."""
    said: dict[frozenset[str], tuple[str, Span]] = {}
    told_of: set[frozenset[str]] = set()
    for sentence in _everything(script):
        for match in _SET_UP.finditer(sentence.text):
            key, place = _key(match["body"]), sentence.cut(match.start(), match.end())[0]
            if len(key) < 2:
                continue
            first = said.setdefault(key, (match["year"], place))
            if first[0] != match["year"] and key not in told_of:
                told_of.add(key)
                values = {"first": first[0], "second": match["year"]}
                yield told("contradiction.two_dates", FindingType.DATES, [first[1], place], values, sure=0.75)


def _beginnings(script: Script) -> Iterator[Finding]:
    """A named thing that an action is to begin, and that another sentence says has begun."""
    begun = {key: place for key, place in _begun(script)}
    told_of: set[str] = set()
    for words, place in _to_do(script):
        match = _TO_BEGIN.match(words)
        key = plain(match["name"]) if match is not None else ""
        if match is not None and key in begun and key not in told_of and not begun[key].overlaps(place):
            told_of.add(key)
            values = {"what": f"The state of “{_plain(match['name'])}”", "first": "begun", "second": "still to begin"}
            yield told("contradiction.same_quantity", _T, [begun[key], place], values, sure=0.65)


def _to_do(script: Script) -> Iterator[tuple[str, Span]]:
    """The actions of the register, each of those that stand in one cell by itself, and where they stand."""
    for one in script.own(EntryKind.ACTION):
        span = one.spans[0]
        text = script.words(span)
        for start, end in parts_of(text):
            yield text[start:end], Span(span.document_id, span.page, span.start + start, span.start + end)


def _begun(script: Script) -> Iterator[tuple[str, Span]]:
    for sentence in _everything(script):
        for match in _BEGUN.finditer(sentence.text):
            if not _TO_COME.search(sentence.text[: match.start()]):
                yield plain(match["name"] or match["named"]), sentence.cut(match.start(), match.end())[0]


def _key(name: str) -> frozenset[str]:
    return frozenset(words_of(re.sub(r"\([^)]*\)", " ", name)))


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()
