"""Statements of change: what is to be true of people and places ("Fewer people die", "Residents know where to turn")."""

from __future__ import annotations

import re

_STATES = (
    "are|is|have|has|can|do|does|know|knows|feel|feels|get|gets|trust|trusts|see|sees|suffer|suffers|die|dies|live|lives|say|says|tell|tells"
    "|believe|believes|come|comes|recognise|recognises|understand|understands|receive|receives|reoffend|re-offend|remain|remains|become"
    "|becomes|stay|stays|belong|take|takes|enjoy|enjoys|leave|leaves|find|finds|go|goes|want"
)
_PLAIN = re.compile(rf"(?P<subject>(?:[\w’'-]+,?\s+){{1,12}}?)(?:(?:no\s+longer|always|never|also|all)\s+)?(?:{_STATES})\b", re.I)
# "More of those who cause harm are brought to justice": the verb behind what tells who is meant.
_TOLD = re.compile(
    r"(?:fewer|more|less|anyone|everyone|no\s+one|nobody)\b[^.;:]{0,40}?\b(?:who|that)\s+\w+\b[^.;:]{2,80}?\s(?:are|is|have|has|can|get|feel)\b",
    re.I,
)
# "Fewer people drown": any plain word right behind people is a verb, save these and what ends as a participle does.
_COUNTED = re.compile(
    r"(?:fewer|more)\s+(?:[a-z-]+\s+)?(?:people|residents|children|victims|survivors|families|women|girls|men|adults|pupils|parents|offenders"
    r"|tenants|drivers|visitors|workers|households|businesses)\s+(?!(?:who|that|which|in|on|at|of|with|without|from|for|to|by|and|or|under|over|into"
    r"|through|per|each|every|aged|as|than|hurt|caught|found|seen|lost|hit|known|taken|held|sent|given|left|kept|told|made|driven|shown)\b)"
    r"[a-z]+(?<!ed)(?<!ing)(?=\s|$|[.,])",
    re.I,
)
_RELATIVE = re.compile(r"\b(?:who|that|which|whose|where|when|if|to|how|what|whether|whom|than)\b", re.I)
# What a measure is called before it can be a statement.
_MEASURE = re.compile(
    r"(?:the\s+)?(?:number|percentage|proportion|rate|share|total|average|count|volume|level|amount|ratio|reduction|increase|improvement|%|\d)",
    re.I,
)
_WILL = re.compile(
    r"[^;:.]{3,120}?\s(?:will|should)\s+(?:not\s+|no\s+longer\s+|all\s+|always\s+)?(?:be|have|feel|know|say|trust|see|get|come|live|find)\b",
    re.I,
)


def is_change(text: str) -> bool:
    """Given a line or clause, say whether it states what is to be true, and neither names a measure nor tells someone to act."""
    plain = text.strip()
    if _MEASURE.match(plain) or ":" in plain or plain.casefold().startswith(("we ", "to ")):
        return False
    match = _PLAIN.match(plain)
    if match is not None and not _RELATIVE.search(match["subject"]):
        return True
    return _COUNTED.match(plain) is not None or _TOLD.match(plain) is not None or _WILL.match(plain) is not None
