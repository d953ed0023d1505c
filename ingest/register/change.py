"""Statements of change: what is to be true of people and places ("Fewer people die", "Residents know where to turn")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.register.lexicon import Lexicon

_HOW = r"(?:(?:no\s+longer|not|always|never|also|all)\s+)?"
# What may stand behind a noun without being its verb: what ends as a participle does is none either.
_NO_VERB = (
    r"(?!(?:who|that|which|in|on|at|of|with|without|from|for|to|by|and|or|under|over|into|through|per|each|every|aged|as|than|hurt|caught|found"
    r"|seen|lost|hit|known|taken|held|sent|given|left|kept|told|made|driven|shown)\b)"
)
_ANY_KIND = r"(?:(?!(?:of|for|with|from|by|to|in|on|at|and|or|per|than|as)\b)[a-z-]+\s+)"
_RELATIVE = re.compile(r"\b(?:who|that|which|whose|where|when|if|to|how|what|whether|whom|than)\b", re.I)
# What a measure is called before it can be a statement.
_MEASURE = re.compile(
    r"(?:the\s+)?(?:number|percentage|proportion|rate|share|total|average|count|volume|level|amount|ratio|reduction|increase|improvement|%|\d)",
    re.I,
)
# What is said of those that a measure counts ("Residents who feel safe"): what follows is part of what they say.
_SAID = r"(?:(?:do|does|would|have|has)\s+)?(?:not\s+)?(?:say|feel|think|believe|agree|report|rate|know|find|felt|said|agreed)s?\b"
# Who does things: what they are, or have, is no change for anybody else.
_DOERS = re.compile(
    r"(?:we|our\s+partners|(?:the|this|our)\s+(?:[\w’'-]+\s+){0,4}?(?:council|partnership|police|force|board|group|committee|service|team|panel"
    r"|commissioner|authority|forum|plan|strategy|document|report|chapter|section))\b",
    re.I,
)
_FORECAST = re.compile(r"\b(?:expected|projected|forecast|predicted|estimated|likely|set)\s+to\b|\b(?:aged|ageing)\b", re.I)
_WILL = r"\s(?:will|should)\s+(?:not\s+|no\s+longer\s+|all\s+|always\s+)?(?:be\b|{verbs})"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the lexicon's words make: `plain` and `counted` a statement, `single` one of each or none, `told` and `described` one of those
    that a clause describes, `will` one of what will be; `concerned` begins one of what will be for people and places, `of_people` any."""

    plain: re.Pattern[str]
    counted: re.Pattern[str]
    single: re.Pattern[str]
    told: re.Pattern[str]
    described: re.Pattern[str]
    will: re.Pattern[str]
    concerned: re.Pattern[str]
    of_people: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(words: Lexicon) -> _Patterns:
    names = ("states", "acts", "people", "person", "places")
    states, acts, people, person, places = (f"(?:{words.pattern('outcome', name).pattern})" for name in names)
    will = _WILL.format(verbs=f"{states}|{acts}")
    return _Patterns(
        re.compile(rf"(?P<subject>(?:[\w’'-]+,?\s+){{1,12}}?){_HOW}{states}|{_HOW}(?P<who>(?:[a-z-]+\s+)?{people})\s+{_HOW}{acts}", re.I),
        # "Fewer people drown": any plain word right behind people is a verb.
        re.compile(rf"(?:fewer|more)\s+(?:[a-z-]+\s+)?{people}\s+{_NO_VERB}[a-z]+(?<!ed)(?<!ing)(?=\s|$|[.,])", re.I),
        # "No child waits for help", "Everyone knows whom to ring": a verb for one.
        re.compile(
            rf"(?:(?:no|every|each|any)\s+(?:[\w’'-]+\s+){{0,3}}?{person}|nobody|no\s+one|everyone|everybody|anyone)"
            rf"\s+(?:(?:who|that)\s+[^.;:]{{2,60}}?\s|{_HOW})(?:is|has|can|[a-z]+(?<!s)s)(?=\s|$|[.,])",
            re.I,
        ),
        # "More of those who cause harm are brought to justice": the verb behind what tells who is meant.
        re.compile(
            r"(?:fewer|more|less|anyone|everyone|no\s+one|nobody)\b[^.;:]{0,40}?\b(?:who|that)\s+\w+\b[^.;:]{2,80}?"
            r"\s(?:are|is|have|has|can|get|feel)\b",
            re.I,
        ),
        # "Children who make a mistake get help": the same of those whom no count leads.
        re.compile(
            rf"{_ANY_KIND}?(?:those|{people})(?:\s+and\s+(?:[a-z-]+\s+)?{people})?\s+(?:who|that)\s+(?!{_SAID})\w+\b[^.;:]{{0,80}}?"
            rf"\s{_HOW}{states}",
            re.I,
        ),
        re.compile(rf"[^;:.]{{3,120}}?{will}", re.I),
        re.compile(
            rf"(?:fewer|more|less|no|it(?=\s+will)|those|(?:[a-z-]+\s+)?(?:{people}|{places}))(?!\w)[^;:]{{0,160}}?{will}"
            rf"|(?:every|each|all)\s[^;:]{{0,80}}?\swill\s+(?:{states}|{acts})"
            rf"|(?:fewer|no)\s+(?:[\w’'-]+\s+){{1,6}}?will\s+[a-z]",
            re.I,
        ),
        re.compile(
            rf"(?:fewer|more|less|no|nobody|every|everyone|everybody|each|any|anyone|all|those|{_ANY_KIND}{{0,2}}(?:{people}|{places}))\b",
            re.I,
        ),
    )


def is_change(text: str, words: Lexicon) -> bool:
    """Given a line or clause, say whether it states what is to be true, and neither names a measure nor tells someone to act."""
    plain = text.strip()
    if _MEASURE.match(plain) or ":" in plain or plain.casefold().startswith("to ") or _DOERS.match(plain):
        return False
    patterns = _patterns(words)
    match = patterns.plain.match(plain)
    if match is not None and not _RELATIVE.search(match["subject"] or ""):
        return True
    return any(pattern.match(plain) for pattern in (patterns.counted, patterns.single, patterns.told, patterns.described, patterns.will))


def will_change(text: str, words: Lexicon) -> bool:
    """Given a clause, say whether it tells what will be for people and places, and not what somebody will do."""
    return _patterns(words).concerned.match(text.strip()) is not None


def is_change_for_people(text: str, words: Lexicon) -> bool:
    """Given a clause, say whether it states what is to be true of people and places, and forecasts nothing."""
    plain = text.strip()
    return _patterns(words).of_people.match(plain) is not None and is_change(plain, words) and _FORECAST.search(plain) is None
