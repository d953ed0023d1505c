"""One event under two dates: the same thing, by its words or its name, begins, ends, was set up or agreed at two times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import essence
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.times import By, Time, times
from ingest.documents import Span
from ingest.lexical import words_of

_T = FindingType.DATES
# What comes about once, each group by one name.
_VERBS = {
    "ends": r"expir\w+|laps(?:es|ed)|(?:runs?|lasts?)\s+until"
    r"|end(?:s|ed|ing)?|runs?\s+out|ran\s+out|clos(?:es|ed|ing)|finish\w*|ceas\w+",
    "begins": r"beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|open(?:s|ed|ing)?|launch\w*|goes\s+live|went\s+live"
    r"|c[ao]mes?\s+into\s+(?:force|effect)",
    "set up": r"set\s+up|establish\w+|found(?:ed)|form(?:ed)|creat(?:ed)|introduc(?:ed)",
    "agreed": r"adopt(?:ed|s)|approv(?:ed|es)|agreed|endors(?:ed|es)|sign(?:ed|s)|ratified",
    "published": r"publish(?:ed|es)|issu(?:ed|es)",
}
_EVENT = re.compile("|".join(rf"(?P<g{place}>\b(?:{verbs})\b)" for place, verbs in enumerate(_VERBS.values())), re.I)
_BETWEEN = re.compile(
    r"^\s*(?:(?:again|first|formally|finally|there|here|today|as\s+planned|by\s+[\w\s’'-]{3,50}?|at\s+[\w\s’'-]{3,40}?)\s*)?(?:on|in|from|since|during|,)?\s*(?:the\s+)?(?:early|late|mid|end\s+of|spring|autumn)?\s*$",
    re.I,
)
_REFERS = re.compile(
    r"^\W*(?:it|this|they|the\s+(?:order|scheme|project|service|contract|programme|present\s+one|plan|strategy|group|board|panel))\b", re.I
)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|the|&)\s+){0,2}[A-Z][\w’'-]*){1,6}")
# What is one of several, or of several times, is no one event.
_SEVERAL = re.compile(
    r"\b(?:each|every|annual\w*|yearly|again|another|second|third|new|next|previous|last|phase|stage|round|wave|pilot|extended|renew\w*|re-?open\w*|re-?launch\w*|first|also|Q[1-4]|quarter\w*"
    r"|financial\s+year|year\s+(?:to|ending|ended)|compared|between|quarters)\b",
    re.I,
)
# Between a name and its verb, where it is what was set up or ended, and not the one that set up or ended something.
_UNDERGOES = re.compile(
    r"^\s*(?:\([^)]{1,40}\)\s*)?(?:,\s*)?(?:which\s+|that\s+)?(?:(?:was|were|is|has\s+been|had\s+been)\s+(?:\w+ly\s+)?)$"
    r"|^\s*(?:\([^)]{1,40}\))?,\s*$"
)
_DEFINITE = re.compile(r"^\W*(?:The|Our)\s+(?:[\w’'-]+,?\s+){1,6}?(?:\([^)]{1,40}\)\s*)?(?:,\s*)?(?:(?:which|that)\s+)?(?:was\s+|is\s+)?$")
# What a document has several of, each with a beginning of its own.
_ANY = frozenset(
    words_of("scheme project programme contract pilot plan order work survey consultation meeting event course campaign grant funding")
)
FEWEST_ELSEWHERE = 2  # stems of one thing of which two sections tell: each may have a hub of its own
FEWEST = 4  # stems that two ways of saying one thing share
MOST_MONTHS = 4  # between two dates of one year that may be one, misprinted
LEAST = 0.5  # of the stems of the shorter one
NEAR = 160  # characters before a date that say what it is of
MONTHS = frozenset(
    words_of("january february march april may june july august september october november december spring summer autumn winter")
)


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that came about: the group of its verb, its time, the stems around it, the name right before it, and where it stands."""

    verb: str
    time: Time
    stems: frozenset[str]
    name: str
    spans: tuple[Span, ...]
    sentence: Sentence
    definite: bool  # whether "the" or "our" stands before the little that it is of


def events(script: Script) -> Iterator[Finding]:
    """Given a document, yield what reads like one event under two dates, at least one of which is no full day."""
    by_verb: defaultdict[str, list[_Event]] = defaultdict(list)
    for sentence in [*script.sentences, *script.cell_sentences]:
        for event in _events(sentence, script):
            by_verb[event.verb].append(event)
    reported: set[frozenset[str]] = set()
    for found in by_verb.values():
        for one, other in combinations(found, 2):
            key = frozenset((one.time.words, other.time.words))
            if key not in reported and _are_apart(one.time, other.time) and one.sentence is not other.sentence and _is_one(one, other):
                reported.add(key)
                values = {"first": one.time.words, "second": other.time.words}
                yield told("contradiction.two_dates", _T, [*one.spans, *other.spans], values, sure=0.7)


def _events(sentence: Sentence, script: Script) -> Iterator[_Event]:
    for time in times(sentence.text):
        before = sentence.text[max(0, time.start - NEAR) : time.start]
        verbs = [match for match in _EVENT.finditer(before)]
        if not verbs or not _BETWEEN.match(before[verbs[-1].end() :]):
            continue
        subject = before[: verbs[-1].start()]
        if _SEVERAL.search(subject[-25:]) or _SEVERAL.search(before[verbs[-1].end() :]):
            continue
        group = next(name for place, name in enumerate(_VERBS) if verbs[-1][f"g{place}"])
        names = [match for match in _NAME.finditer(subject) if _UNDERGOES.match(subject[match.end() :])]
        if _REFERS.match(sentence.text) and sentence.start > 0:
            subject = f"{sentence.piece.text[: sentence.start]} {subject}"
        yield _Event(
            group,
            time,
            essence(subject, script) - MONTHS,
            re.sub(r"\s+", " ", names[-1].group()).removeprefix("The ") if names else "",
            sentence.cut(time.start, time.end),
            sentence,
            _DEFINITE.search(subject) is not None,
        )


def _are_apart(first: Time, second: Time) -> bool:
    """Whether two times have no day in common. Two full days are another rule's; two years may be one counted in two ways."""
    if first.by is second.by is By.DAY or first.by is second.by is By.YEAR and abs(first.first.year - second.first.year) < 1:
        return False
    return first.last < second.first or second.last < first.first


def _may_be_misprinted(first: Time, second: Time) -> bool:
    """Whether two times are the same month of another year, or a few months of one year apart."""
    months = (first.first.year - second.first.year) * 12 + first.first.month - second.first.month
    return abs(months) in (12, 24) or abs(months) <= MOST_MONTHS and first.first.year == second.first.year


def _is_one(one: _Event, other: _Event) -> bool:
    if one.name and one.name == other.name:
        return True
    shared = one.stems & other.stems
    if (
        one.stems == other.stems
        and one.definite
        and other.definite
        and len(shared - _ANY) >= (1 if one.sentence.piece.trail == other.sentence.piece.trail else FEWEST_ELSEWHERE)
        and By.YEAR not in (one.time.by, other.time.by)
    ):
        return True
    if By.YEAR in (one.time.by, other.time.by) or not _may_be_misprinted(one.time, other.time):
        return False
    return len(shared) >= FEWEST and len(shared) >= LEAST * min(len(one.stems), len(other.stems))
