"""What a document says of all its actions or measures ("each action has a lead and a date") and does not keep in every one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.findings.actions import TIMED, all_dated, dated_above, doer
from assistant.findings.finding import Finding, FindingType
from assistant.findings.indicators import is_given
from assistant.findings.saying import told
from assistant.findings.script import Script
from ingest.register.entry import Entry, EntryKind, How

_ALL = r"\b(?:every|each|all)\s+(?:of\s+)?(?:the\s+|our\s+|these\s+)?(?:\w+\s+)?"
_SAYS = (
    r"(?:\s+(?:is|are|page|table|below|here|in\s+this\s+\w+|we\s+set\s+out|of\s+them))*"
    r"\s+(?:says?|tells?|names?|gives?|shows?|states?|sets?\s+out|has|have|comes?\s+with|carr(?:y|ies)|identif(?:y|ies)|includes?|specif(?:y|ies)|led)\b"
    r"(?P<what>[^.;]{0,90})"
)
_OF_ACTIONS = re.compile(rf"{_ALL}(?:actions?|commitments?|pages?|priorit(?:y|ies)|themes?|promises?|tasks?){_SAYS}", re.I)
_OF_MEASURES = re.compile(rf"{_ALL}(?:measures?|indicators?|targets?){_SAYS}", re.I)
_TIME = re.compile(r"\b(?:when|dates?|deadlines?|time ?scales?|timeframes?|due)\b", re.I)
_WHO = re.compile(r"\b(?:who|leads?|owners?|lead officers?|responsible)\b", re.I)
_BASELINE = re.compile(r"\b(?:baselines?|starting points?)\b", re.I)
_TARGET = re.compile(r"\b(?:targets?|goals?)\b", re.I)
_WILL = re.compile(r"\b(?:will|should|must|may)\b", re.I)
FEWEST = 4  # entries of which something is said of all
MOST = 0.5  # share of them that may lack it: where more do, the sentence speaks of something else

_Lacks = Callable[[Entry, Script], bool]


def assurances(script: Script) -> Iterator[Finding]:
    """Given a document, yield what it says of all its actions or measures where some of them lack it."""
    actions = [one for one in script.own(EntryKind.ACTION) if one.how is How.STRUCTURE]
    measures = [one for one in script.own(EntryKind.INDICATOR) if one.how is How.STRUCTURE]
    asked: list[tuple[re.Pattern[str], re.Pattern[str], list[Entry], _Lacks]] = [
        (_OF_ACTIONS, _TIME, actions, _undated),
        (_OF_ACTIONS, _WHO, actions, lambda one, script: not doer(one, script)),
        (_OF_MEASURES, _BASELINE, measures, lambda one, script: not is_given(one.fields.get("baseline", ""))),
        (_OF_MEASURES, _TARGET, measures, lambda one, script: not is_given(one.fields.get("target", ""))),
    ]
    for says, what, entries, lacks in asked:
        lacking = [one.spans[0] for one in entries if lacks(one, script)]
        if len(entries) < FEWEST or not lacking or len(lacking) > MOST * len(entries):
            continue
        for sentence in script.sentences:
            match = says.search(sentence.text)
            if match is None or _WILL.search(match.group().split(match["what"])[0]) or not what.search(match["what"]):
                continue
            values = {"said": re.sub(r"\s+", " ", match.group()).strip(), "count": len(lacking), "total": len(entries)}
            yield told("contradiction.not_all", FindingType.SAME_QUANTITY, [*sentence.cut(*match.span()), *lacking], values, sure=0.7)
            break


def _undated(one: Entry, script: Script) -> bool:
    return not (one.fields.get("by_when") or TIMED.search(one.words) or dated_above(one, script) or all_dated(one, script))
