"""Questions for when something is held that is held once: "what date is the conference". That one is planned does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EVENT = r"conferences?|gatherings?|events?|summits?|launch(?:es)?|ceremon(?:y|ies)|festivals?|exhibitions?|seminars?|open days?"
_ASKED = re.compile(
    rf"\b(?:what|which|exact|precise|the) (?:date|day)\b[^?]*\b(?P<a>{_EVENT})\b"
    rf"|\bwhen(?:['’]s| is| was| will)\b[^?]{{0,60}}\b(?P<b>{_EVENT})\b",
    re.I,
)
_DAY = re.compile(
    r"(?-i:\b(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)"
    r"|\b(?:19|20)\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d\d?[/.]\d\d?[/.]\d\d|\b(?:spring|summer|autumn|winter)\b"
    r"|\b(?:annual|yearly|monthly|weekly)",
    re.I,
)
_ENDS = re.compile(r"(?<=[.;!?])\s+|\n")
_EVENTS = re.compile(rf"\b(?:{_EVENT})\b", re.I)


def lacks_its_day(message: str, texts: Sequence[str]) -> bool:
    """Given what somebody asks and words of documents, say whether it asks when an event is, and no sentence that speaks of such an event,
    nor the one behind it, tells a day, a month or a year."""
    asked = _ASKED.search(message)
    if asked is None:
        return False
    so_called = re.compile(rf"\b{(asked['a'] or asked['b']).removesuffix('s')}", re.I)
    event = so_called if any(so_called.search(text) for text in texts) else _EVENTS
    return not any(_tells(text, event) for text in texts)


def _tells(text: str, event: re.Pattern[str]) -> bool:
    """Whether a sentence of the words that speaks of an event, or the one behind it, tells when something is."""
    sentences = _ENDS.split(text)
    pairs = zip(sentences, [*sentences[1:], ""], strict=True)
    return any(event.search(said) and _DAY.search(f"{said} {after}") for said, after in pairs)
