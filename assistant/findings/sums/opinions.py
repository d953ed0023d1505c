"""One answer of a survey with two shares: "34% of residents feel unsafe at night" on a card and 36% in the table of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import as_printed
from assistant.findings.saying import told
from assistant.findings.script import Script
from assistant.findings.subjects import language, own_names, said
from assistant.findings.sums.cells import places_of
from assistant.findings.sums.mention import YEARS
from assistant.findings.sums.placed import Placed, placed
from ingest.lexical import words_of

_T = FindingType.SAME_QUANTITY
_OPINION = re.compile(
    r"\b(?:feel(?:s|ing)?|felt|think|thought|believ\w+|satisf\w+|confiden\w+|trust\w*|agree\w*|worr\w+|afraid|fear\w*|safe|unsafe|safer)\b",
    re.I,
)
_STOPS = re.compile(r"[,;:()•]|\s[–—]\s|\.(?:\s|$)")
_CHANGED = re.compile(
    r"\b(?:points?|more|fewer|less|rise|fall|up|down|fell|rose|increase|reduc\w+|than|compared|national\w*|average)\b", re.I
)
# Where else people are asked: not in the district alone.
_WIDER = re.compile(r"\b(?:county|region\w*|force|england|wales|country|elsewhere|constabulary|neighbouring|other)\b", re.I)
# Words of what is asked that make no other question of it.
_ASIDE = frozenset(
    words_of(
        "survey residents people say said told tell replied answered borough district area our local public autumn spring summer winter"
    )
)
MOST_APART = 2.0  # times: shares further apart are of two questions
FEWEST = 2  # stems that name the question


def opinions(script: Script) -> Iterator[Finding]:
    """Given a document, yield answers that it gives with two shares for one time."""
    asked = [(one, _question(one, script)) for one in placed(script) if one.quantity.unit == "%" and not one.target and _is_answer(one)]
    for (first, one), (second, other) in combinations(asked, 2):
        if one == other and len(one) >= FEWEST and _differ(first, second) and _may_be_one(first, second, script):
            values = {"what": "What reads like one answer to a survey", "first": first.quantity.text, "second": second.quantity.text}
            yield told("contradiction.same_quantity", _T, [*first.spans, *second.spans], values, sure=0.7)


def _is_answer(one: Placed) -> bool:
    return bool(_OPINION.search(one.shape)) and not _CHANGED.search(one.words)


def _question(one: Placed, script: Script) -> frozenset[str]:
    """The stems of what is asked: of a row's name, or of the words around a figure up to the next comma."""
    left, _, right = one.shape.rpartition("#")
    clause = f"{_STOPS.split(left)[-1]} {_STOPS.split(right)[0]}"
    same = language().same
    return said(YEARS.sub(" ", clause)) - _ASIDE - {same[word] for word in _ASIDE if word in same} - own_names(script)


def _differ(first: Placed, second: Placed) -> bool:
    a, b = first.quantity, second.quantity
    low, high = sorted((a.value, b.value))
    return (
        not as_printed(a, b)
        and abs(a.value - b.value) > a.half + b.half - 1e-9
        and low > 0
        and high / low < MOST_APART
        and not (a.hedged or b.hedged)
    )


def _may_be_one(first: Placed, second: Placed, script: Script) -> bool:
    """Whether two shares may be of one time and of the same people."""
    if first.holder == second.holder or first.quantity.text in second.beside or second.quantity.text in first.beside:
        return False
    if (_WIDER.search(first.words) is None) != (_WIDER.search(second.words) is None):
        return False
    apart = first.times and second.times and not any(a.first <= b.last and b.first <= a.last for a in first.times for b in second.times)
    some = (language().parts | places_of(script)) & (first.near ^ second.near)
    return not apart and not some and first.shape != second.shape
