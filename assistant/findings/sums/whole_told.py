"""The whole that a share in words is of, where a sentence, the one before it or a survey's number tells it; and the count beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import language
from assistant.findings.sums.mentions import YEARS, Kind, figures_in, mentions
from assistant.findings.sums.portions import Portion
from ingest.documents import Span
from ingest.lexical import words_of

FEWEST_ANSWERS = 20  # to a survey of which shares are given
_ANSWERERS = re.compile(
    r"\b(?:of\s+)?(?:all\s+)?(?:those|people|residents|the\s+people|everyone|adults|the\s+residents)\s+(?:\w+\s+)?(?:who"
    r"|that)\s+(?:had\s+|have\s+)?(?:answered|replied|responded|took\s+part|completed|filled|returned|gave)\b"
    r"|\bof\s+(?:the\s+|all\s+|our\s+)?(?:respondents|responses|replies|participants|answers|returns)\b|\brespondents\b",
    re.I,
)
_OF_THEM = re.compile(
    r"\bof\s+(?:whom|which|them|these|those|it|this|that|the\s+(?:money|sum|fund|budget)|this\s+number|the\s+total|that\s+number)\b(?!\s+who)",
    re.I,
)
_BESIDE = re.compile(
    r"^\s*(?:[(,–—-]\s*)?(?:that\s+is,?\s+|or\s+|about\s+|some\s+|just\s+)?$|^(?:\s+[a-z’'-]+){0,9}?\s*[(,–—]\s*(?:that\s+is,?\s+"
    r"|which\s+is\s+|or\s+|equal\s+to\s+|around\s+|about\s+|so\s+that\s+)?$|^\s+or\s+$",
    re.I,
)
# A whole of its own right behind the share: "50 (40%) of the 125 women".
OWN_WHOLE = re.compile(r"\)?\s+of\s+(?:(?:the|our|all|its|these|those)\s+){0,2}(?:[a-z]+\s+)?\d", re.I)
PART_OF = re.compile(
    r"(?<![\w£.,/–-])(?P<n>£?[\d,]*\d)\s+(?:[a-z’'-]+\s+){0,3}?(?:out\s+)?of\s+(?:the|our|all|its|a\s+total\s+of"
    r"|all\s+the)?\s*(?P<t>£?\d[\d,]*)(?![\d.]|\s?%)",
    re.I,
)
MOVED = re.compile(
    r"\b(?:rose|fell|rise|fall|increase\w*|decrease\w*|reduc\w*|target|aim|higher|lower|compared|change"
    r"|points?|will|per|each|last year|previous)\b(?!\s?cent)",
    re.I,
)
_OF_NUMBER = re.compile(r"^\W*(?:Of|Out of|Among|From)\s+(?:the|our|all|all\s+the|a\s+total\s+of)?\s*(?P<t>\d[\d,]*)\b", re.I)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure and where it stands."""

    figure: Quantity
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A number of those who answered a survey, and the section that gives it."""

    section: int
    placed: Placed

    @property
    def figure(self) -> Quantity:
        """The number."""
        return self.placed.figure


def answered_in(script: Script) -> list[Answered]:
    """Given a document, return the numbers of those who answered a survey."""
    answer, survey = (language().same[words_of(word)[0]] for word in ("answered", "survey"))
    found = [one for one in mentions(script) if one.table is None and one.kind is Kind.LEVEL and not one.quantity.unit]
    return [
        Answered(one.section, Placed(one.quantity, one.spans))
        for one in found
        if answer in one.subject and survey in one.subject | one.around and one.subject - {one.head} <= {answer, survey}
        if one.quantity.value >= FEWEST_ANSWERS
    ]


def count_beside(text: str, share: Portion, counts: Sequence[Quantity]) -> Quantity | None:
    """Given a text, a share in it and its counts, return the count that the share is said of: in brackets behind it, or before it with
    nothing but its noun between."""
    for one in counts:
        if one.start >= share.end and _BESIDE.match(YEARS.sub("x", text[share.end : one.start])):
            return one
    for one in reversed(counts):
        if one.end <= share.start and _BESIDE.match(YEARS.sub("x", text[one.end : share.start])):
            return one
    return None


def whole_of(
    sentence: Sentence, share: Portion, count: Quantity, counts: Sequence[Quantity], before: Sentence | None, answered: Sequence[Answered]
) -> Placed | None:
    """Given a share beside a count, return the whole that the share is of, and where it stands; None where the document does not plainly
    say."""
    text = sentence.text
    if PART_OF.search(text) or _OF_NUMBER.search(text):
        return _whole_said(sentence, share, count, counts)
    first = min(share.start, count.start)
    around = text[first : max(share.end, count.end) + 40]
    if _ANSWERERS.search(around):
        here = [one for one in answered if one.section == sentence.piece.section] or list(answered)
        return here[0].placed if len({one.figure.value for one in here}) == 1 else None
    earlier = [one for one in counts if one.end < first]
    if re.search(r"\bof\s+wh(?:om|ich)\s*(?:\w+\s*)?$", text[:first], re.I) and earlier:
        return Placed(earlier[-1], sentence.cut(earlier[-1].start, earlier[-1].end))
    if _OF_THEM.search(around) and len(earlier) == 1:
        return Placed(earlier[0], sentence.cut(earlier[0].start, earlier[0].end))
    if before is None or earlier:
        return None
    if share.start <= 2 and text[share.end : count.start].strip() == "(":
        asked = [one for one in answered if any(span.overlaps(other) for span in one.placed.spans for other in before.spans)]
        if len(asked) == 1 and len({one.figure.value for one in answered}) == 1:
            return asked[0].placed
        return _whole_before(before, count.unit)
    return _whole_before(before, count.unit) if _OF_THEM.search(around) or re.match(r"\W*Of\s+(?:these|them|those)\b", text) else None


def _whole_said(sentence: Sentence, share: Portion, count: Quantity, counts: Sequence[Quantity]) -> Placed | None:
    """The whole that the sentence itself says: "73 of the 450", else "Of the 450 …", where it is plain which count the share is of."""
    text = sentence.text
    for match in PART_OF.finditer(text):
        whole = next((one for one in counts if one.start == match.start("t")), None)
        if match.start("t") == count.start:
            return None  # what stands nearest to the share is the whole of another count
        if match.start("n") == count.start:
            return Placed(whole, sentence.cut(whole.start, whole.end)) if whole is not None else None
    opening = _OF_NUMBER.search(text)
    whole = next((one for one in counts if opening is not None and one.start == opening.start("t")), None)
    between = text[min(share.end, count.end) : max(share.start, count.start)]
    right_beside = re.fullmatch(r"\s*[(,–—]\s*(?:or\s+|that\s+is,?\s+)?", between) is not None
    if whole is None or whole is count or len(counts) > 2 and not right_beside:
        return None
    return Placed(whole, sentence.cut(whole.start, whole.end))


def _whole_before(before: Sentence, unit: str) -> Placed | None:
    """The one count, or sum of money, of the sentence before, for "of them" and its like."""
    found = [one for one in figures_in(before.text) if one.unit == unit]
    if len(found) != 1 or re.search(r"\b(?:from|rose|fell|target)\b", before.text, re.I):
        return None
    return Placed(found[0], before.cut(found[0].start, found[0].end))


def wrong_share(spans: Sequence[Span], sum_: str, sure: float) -> Finding:
    """Given where a share and its figures stand, the sum that shows that they do not agree, and how sure that is, return the finding."""
    return told("contradiction.share_of_whole", FindingType.SHARE_AND_COUNT, spans, {}, sum_, sure)
