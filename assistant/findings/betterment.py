"""What a sentence promises will be better for people: fewer of them hurt, more of them trusting, streets quieter; not what is done."""

from __future__ import annotations

import re

_MORE = (
    r"(?:more|less|fewer|better|higher|lower|safer|greater|stronger|quicker|faster|sooner|easier|shorter|cleaner|quieter|calmer|fairer|happier|prouder|smaller|rarer|healthier"
    r"|closer|no\s+longer|never|nobody|half|halved|as\s+safe|safe|confident|proud|free\s+from|able\s+to|again)"
)
_FEWER_WILL = re.compile(
    r"\b(?P<what>(?:fewer|more|less|nobody|no\s+one|no\s+(?:child|victim|woman|family|resident|household|street)|every(?:one|body)|every\s+\w+)\s+(?:[\w’'-]+\s+){0,7}?)will\b",
    re.I,
)
_WILL_BE = re.compile(
    r"\bwill\s+(?:also\s+|all\s+|again\s+|\w+ly\s+)?(?:no\s+longer\s+[a-z]+|(?:have\s+)?(?:be|been|feel|felt|have|know|trust|lose|see|find|get"
    r"|wait|live|hear|suffer|spend|come|go|say|look|become|grow|fall|drop|rise|halve|stop|fear|need|sleep|walk|report|tell|sell|stand|leave|return"
    r"|stay|enjoy|notice)\b(?:[^.;]{0,70}?\b" + _MORE + r"\b|\s+by\s+(?:a\s+)?(?:half|third|quarter|fifth|tenth)\b))",
    re.I,
)
# Who does things, so that what they will do or be is no outcome; and what comes about by itself.
_DOERS = re.compile(
    r"\b(?:we|us|council|partnership|partners|partner|police|board|group|panel|team|unit|forum|committee|cabinet|officers?|managers?|plan|strategy|commissioner|government"
    r"|services?|schemes?|projects?|programmes?|funds?|funding|budgets?|grants?|meetings?|reports?|reviews?|patrols?|wardens?|staff|training|actions?|cameras?|campaigns?|workers?"
    r"|money|costs?|prices?|inflation|population|demand|pressures?|act|law|bill|duty|system|tool|app|website|survey|assessment|it|this|these|which|he|she|i)\s*(?:also\s+)?$",
    re.I,
)
_OF_THEM = re.compile(
    r"\b(?:more|fewer|additional|extra)\s+(?:[\w’'-]+\s+){0,3}?(?:officers?|patrols?|wardens?|staff|cameras?|money|funding|training|visits?|beds|places|sessions?|workers?|resources?|work|meetings?|joint|information|detail)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:if|unless|risks?|would|should|could|may|might|expected|forecast|predict\w*|likely|until|when|where|whether|because|although|said|told|asked)\b|\bnot\s+be\b|^\W*without\b",
    re.I,
)
_LAST_WORDS = 60  # characters before a "will" that say who


def promises_better(text: str) -> bool:
    """Given a sentence, say whether a clause of it promises that something will be better or rarer for people."""
    if _NOT.search(text):
        return False
    for match in _FEWER_WILL.finditer(text):
        if not _OF_THEM.search(match["what"]) and not _DOERS.search(match["what"].rstrip()):
            return True
    for match in _WILL_BE.finditer(text):
        before = text[max(0, match.start() - _LAST_WORDS) : match.start()]
        subject = re.split(r"[,;:]\s|\band\b", before)[-1]
        if (
            subject.strip()
            and not _DOERS.search(subject.rstrip() + " ")
            and not _DOERS.search(subject.rstrip())
            and not _OF_THEM.search(text[match.start() : match.start() + _LAST_WORDS + 60])
        ):
            return True
    return False
