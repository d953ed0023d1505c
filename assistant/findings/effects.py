"""What is to come of what is done, said in a clause of a sentence about something else: "…, which will reduce repeat calls"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MORE = r"(?:also\s+|further\s+|in\s+turn\s+|ultimately\s+|\w+ly\s+)?"
_BETTER = (
    r"(?:reduc|increas|improv|prevent|protect|strengthen|enhanc|minimis|lower|rais|boost|restor|rebuild"
    r"|build(?:ing)?\s+(?:[\w-]+\s+){0,2}(?:trust|confidence|resilience))"
)
_DOES = rf"{_BETTER}(?:e|es|s)?"
_DOING = rf"{_BETTER}(?:ing)?"
_GOOD = (
    r"(?:better|improved|safer|fewer|more|greater|stronger|lasting|long[- ]term|positive|demonstrable|real|best(?:\s+possible)?"
    r"|significant|measurable|sustained|marked|direct|noticeable|further)"
)
_CHANGED = (
    r"(?:improvements?|reductions?|increases?|decreases?|changes?|outcomes?|confidence|satisfaction|trust|health"
    r"|wellbeing|well-being|safety|feelings?|quality|access|resilience|cohesion|fear|lives|experience)"
)
_HEAD = r"(?:aims?|objectives?|goals?|intention|ambition|purpose)"
# Each ends where what is to change begins.
_EFFECTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "… a model with the overarching objective of reducing …"
        rf"\bwith\s+(?:the|an?|our)\s+(?:[a-z-]+\s+){{0,2}}?{_HEAD}\s+(?:of\s+{_MORE}(?={_DOING}\w*\s)|to\s+{_MORE}(?={_DOES}\s))",
        # "… will have a lasting effect on the confidence of …"
        rf"\b(?:will|should)\s+{_MORE}have\s+an?\s+(?:{_GOOD}\s+){{0,2}}(?:effect|impact|influence|difference)\s+(?:on|to|upon)\s+(?=[^.;]{{0,60}}?\b{_CHANGED}\b)",
        # "… will aim to bring about lasting improvements of …"
        rf"\b(?:will|should|aims?|intended|designed)\s+{_MORE}(?:(?:aim|help|seek)\s+)?(?:to\s+)?(?:bring\s+about|lead\s+to|result\s+in|contribute\s+to|secure)\s+(?=(?:an?\s+|the\s+)?(?:{_GOOD}\s+){{0,3}}{_CHANGED}\b)",
        # "… is being redesigned, which will improve …"
        rf",\s+(?:which|and\s+this|and\s+these)\s+will\s+{_MORE}(?:help\s+(?:us\s+)?(?:to\s+)?)?(?={_DOES}\s)",
        # "… to ensure better outcomes for …"
        rf"\b(?:(?:in\s+order|so\s+as)\s+)?to\s+(?:ensure|achieve|secure|deliver|provide)\s+(?=(?:the\s+|an?\s+)?{_GOOD}\s+(?:[a-z]+\s+)?{_CHANGED}\s+(?:for|of|in|among\w*|across)\b)",
        # "… will prevent crime while improving the confidence of …"
        rf"\bwill\b[^.;]{{0,200}}?\b(?:while|whilst)\s+{_MORE}(?={_BETTER}ing\s)",
    )
)
# What was, may be, or is somebody else's to bring about; and what a reader is asked or told to decide.
_TOLD = re.compile(
    r"\b(?:was|were|had|did|have\s+been|has\s+been|if|unless|may|might|could|would|told|said|asked|recommend\w*|government|minister|act\s+\d{4}|legislation"
    r"|savings?|budgets?|funding|costs?)\b",
    re.I,
)
_CLAUSE = re.compile(r"[^.;]{12,200}")
FEWEST_WORDS = 3  # of what is to change
LONGEST = 420  # characters of the sentence


def effects(text: str) -> Iterator[tuple[int, int]]:
    """Given a sentence, yield start and end of the clause that says what is to come of it, once; nothing of one that tells what was."""
    if len(text) > LONGEST or _TOLD.search(text):
        return
    for pattern in _EFFECTS:
        match = pattern.search(text)
        clause = _CLAUSE.match(text, match.end()) if match is not None else None
        if clause is not None and len(clause.group().split()) >= FEWEST_WORDS:
            yield clause.start(), clause.start() + len(clause.group().rstrip())
            return
