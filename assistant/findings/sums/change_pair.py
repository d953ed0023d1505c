"""A change in words: the two figures that a sentence tells it of, the share that it is said to be, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Sentence
from assistant.findings.sums.mentions import YEARS, figures_in, year_of
from assistant.findings.sums.portions import CUT_OFF, Portion, portions
from ingest.documents import Span

UP = r"(?:increas\w+|r[io]se|risen|rising|grew|grown|growth|up|more|higher|gain|climb\w*|jump\w*|upturn)"
DOWN = r"(?:decreas\w+|reduc\w+|f[ae]ll|fallen|falling|drop\w*|declin\w+|down|fewer|less|lower|cut|cuts)"
_BEFORE = re.compile(
    rf"\b(?P<word>{UP}|{DOWN})\b(?:\s+(?:in\s+\w+|[a-z]+ly|(?:[a-z’'-]+\s+){{0,3}}[a-z’'-]+(?=\s+by\b)))?\s*,?\s*(?:of"
    rf"|by|was|is|to\s+the\s+tune\s+of)?\s*(?:some\s+|about\s+|a\s+further\s+)?$|(?:\b(?:or|is)|,)\s+by\s*$|(?<=\d),\s+(?:or\s+|that\s+is\s+)?$|(?P<sign>[(+−–-])\s*[+−–-]?\s*$",
    re.I,
)
AFTER = re.compile(rf"^\s?\)?\s*(?:of\s+a\s+)?(?:[a-z]+\s+)?(?P<word>{UP}|{DOWN})\b", re.I)
FROM_TO = re.compile(r"^[^;.]{0,70}?\b(?:to|and\s+then)\s+(?:a\s+\w+\s+of\s+)?$", re.I)  # between "from" one figure and another
# Words of another thing than one change.
OTHER = re.compile(
    r"\b(?:but|while|whilst|although|whereas|target|aim|average|per(?!\s?cent)|each|every|rate|points?)\b"
    r"|,\s+and\b|;",
    re.I,
)
# Between two figures of which the later one comes first.
_BACKWARDS = (
    re.compile(
        r"^[^;.]{0,80}?\b(?:than|against|(?:compared|compares?|comparing)\s+(?:with|to)|up\s+from|down\s+from|increase\s+(?:on|from"
        r"|over)|rise\s+(?:on|from)|fall\s+from|reduction\s+(?:on|from)|up\s+on|down\s+on|more\s+on|as\s+against"
        r"|on|over|after|instead\s+of)\s+(?:(?:the\s+)?(?:previous|last|preceding)\s+year[’']s\s+(?:figure\s+of\s+|total\s+of\s+)?"
        r"|the\s+year\s+before[’']s\s+|the\s+|a\s+total\s+of\s+|a\s+figure\s+of\s+|in\s+\S+\s+|some\s+)?$",
        re.I,
    ),
    re.compile(r"^[^;.]{0,50}?[(]$", re.I),
)
_YEAR_BEFORE = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:in\s+)?(?:the|a)\s+(?:previous\s+year|year\s+(?:before|earlier|previously)"
    r"|last\s+year)\b|^\s+last\s+year\b",
    re.I,
)
_IS_PART = re.compile(r"\s+(?:of|were|was|are|is|came|took|in|said)\b", re.I)  # "fell to 2,231, 45% of them at night"


def pair_in(sentence: Sentence) -> tuple[Quantity, Quantity] | None:
    """Given a sentence of two figures and no more, return the earlier and the later one, where its words tell which is which."""
    found = plain_in(sentence)
    if len(found) == 3:
        found = _between(sentence, found)
    if len(found) != 2 or found[0].unit != found[1].unit or any(one.hedged or one.value <= 0 for one in found):
        return None
    a, b = found
    order = _order(sentence.text, a, b)
    return None if order is None else (a, b) if order else (b, a)


def plain_in(sentence: Sentence) -> list[Quantity]:
    """Given a sentence, return its figures that are no shares."""
    taken = [(one.start, one.end) for one in portions(sentence.text)]
    return [one for one in figures_in(sentence.text) if one.unit != "%" and not any(start <= one.start < end for start, end in taken)]


def _order(text: str, a: Quantity, b: Quantity) -> bool | None:
    """Whether the first of two figures is the earlier one; None where nothing tells."""
    between = re.sub(r"\d[\d,.]*\s?(?:%|per\s?cent)", " ", YEARS.sub(" ", text[a.end : b.start]))
    before, after = text[: a.start], text[b.end :]
    arrow = re.match(r"^\s*(?:→|->|➜|➔)\s*$", between)
    signed = re.match(r"^\s+to\s+$", between) and re.match(r"^\s*\(\s*[+−–-]", after)
    if arrow or signed or re.search(r"\bfrom\s*$", before, re.I) and FROM_TO.match(between):
        return True
    if any(pattern.match(between) for pattern in _BACKWARDS) or re.match(r"^\s+from\s+$", between) and re.search(r"\bto\s+$", before):
        return False
    if not re.match(r"^\s*[^;.]{0,40}?(?:\band|,)\s*$", between):
        return None
    years = [year_of(match) for match in YEARS.finditer(text) if match.start() > a.end]
    return False if _YEAR_BEFORE.match(after) else True if len(years) == 2 and years[0] < years[1] else None


def _between(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """Of three figures, the two that stand in "from … to …"; the third is then how much lies between them."""
    for a, b in pairwise(found):
        from_to = re.search(r"\bfrom\s*$", sentence.text[: a.start], re.I) and FROM_TO.match(YEARS.sub(" ", sentence.text[a.end : b.start]))
        if from_to and any(one.value == abs(b.value - a.value) for one in found if one is not a and one is not b):
            return [a, b]
    return []


def share_of_change(text: str, portion: Portion) -> int | None:
    """Given a text and a share in it, return which way the share of change goes: 1 up, -1 down, 0 unsaid; None where it is no change."""
    after, before = AFTER.match(text[portion.end :]), _BEFORE.search(text[: portion.start])
    word = (after["word"] if after else None) or (before["word"] if before else None)
    if word:
        return 1 if re.match(UP, word, re.I) else -1
    if before is None or _IS_PART.match(text[portion.end :]):
        return None
    sign = re.search(r"[+−–-]\s*$", text[: portion.start])
    return 0 if sign is None and before["sign"] is None else None if sign is None else 1 if "+" in sign.group() else -1


def agrees(first: Quantity, second: Quantity, share: Portion, way: int) -> bool:
    """Given two figures, a share and the way it goes (1 up, -1 down, 0 unsaid), say whether it may be the change between them."""
    low, high = _change(first, second)
    if way and first.value != second.value and (second.value > first.value) != (way > 0):
        return False
    size = sorted((abs(low), abs(high)))
    if low < 0 < high:
        size[0] = 0.0
    return size[0] - CUT_OFF <= share.high and size[1] + CUT_OFF >= share.low


def _change(first: Quantity, second: Quantity) -> tuple[float, float]:
    """By how many percent the second is more than the first, at least and at most; whole numbers are exact."""
    half = [0.0 if one.half == 0.5 and "." not in one.text else one.half for one in (first, second)]
    ends = [
        (b / a - 1) * 100
        for a in (first.value - half[0], first.value + half[0])
        for b in (second.value - half[1], second.value + half[1])
        if a > 0
    ]
    return (min(ends), max(ends)) if ends else (0.0, 0.0)


def sum_of(first: Quantity, second: Quantity, share: Portion, way: int) -> str:
    """Given two figures, a share that is not the change between them and the way it goes, return the sum that shows it."""
    change = (second.value / first.value - 1) * 100
    said = f"{'a rise of ' if way > 0 else 'a fall of ' if way < 0 else ''}{share.text}"
    return f"({second.text} − {first.text}) ÷ {first.text} = {shown_number(change, 1)}%, not {said}."


def wrong_change(spans: Sequence[Span], sum_: str, sure: float) -> Finding:
    """Given where a change and its figures stand, the sum that shows that they do not agree, and how sure that is, return the finding."""
    return told("contradiction.change_in_words", FindingType.CHANGE_AND_FIGURES, spans, {}, sum_, sure)
