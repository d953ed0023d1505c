"""Differences in words against the two figures that they lie between: "from 80 to 70, which is 20 fewer", "six points more"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.finding import Finding
from assistant.findings.quantity import DIGITS, WORD, number_of, shown_number
from assistant.findings.script import Sentence
from assistant.findings.sums.change_pair import AFTER, DOWN, FROM_TO, OTHER, UP, plain_in, wrong_change
from assistant.findings.sums.mentions import YEARS, figures_in

_ABSOLUTE = re.compile(
    rf"\b(?:which\s+is|that\s+is|this\s+is|or|an?\s+(?:\w+\s+)?(?:fall|rise|drop|increase|decrease|reduction)\s+of"
    rf"|{UP}\s+by|{DOWN}\s+by)\s*$",
    re.I,
)
_POINTS = re.compile(rf"(?<![\w.])(?P<n>{DIGITS}|{WORD})\s+(?:percentage\s+)?points?\b(?!\s+(?:above|below|plan))", re.I)
_MORE_THAN = re.compile(rf"^\s+(?:[a-z’'-]+\s+){{0,2}}?(?P<word>{UP}|{DOWN})\s+than\b", re.I)
_THAN_HOPED = re.compile(
    r"\s+[a-z]+\s+than\s+(?:was\s+|had\s+been\s+|we\s+)?(?:expected|forecast|planned|hoped|predicted|feared|(?:the|our)\s+target)", re.I
)
_WAS = re.compile(r"^[^;.]{0,50}?(?:[,(]\s*)?(?:\b(?:when|where|which)\b[^;.]{0,30}|\bthe|\(|\bof)\s*$", re.I)


def differences_told(sentence: Sentence) -> Iterator[Finding]:
    """Given a sentence, yield differences in it that do not follow from its figures."""
    yield from _by_how_many(sentence)
    yield from _more_than(sentence)
    yield from _points(sentence)


def _by_how_many(sentence: Sentence) -> Iterator[Finding]:
    """ "from 8,412 to 7,990, which is 422 fewer": the difference."""
    found = plain_in(sentence)
    if len(found) != 3 or len({one.unit for one in found}) != 1 or any(one.hedged or "." in one.text for one in found):
        return
    text = sentence.text
    for given in found:
        first, second = (one for one in found if one is not given)
        if given is found[1] or not _ABSOLUTE.search(text[: given.start]) or not re.search(r"\bfrom\s*$", text[: first.start], re.I):
            continue
        between = YEARS.sub(" ", text[first.end : second.start])
        if (
            not FROM_TO.match(between)
            or not (AFTER.match(text[given.end :]) or re.search(r"\b(?:of|by)\s*$", text[: given.start]))
            or OTHER.search(text[min(first.start, given.start) : given.end])
            or _THAN_HOPED.match(text, given.end)
        ):
            continue
        right = abs(second.value - first.value)
        if (
            right != given.value
            and right > 0
            and abs(right - given.value) <= max(right, given.value) * 0.9
            and all(one.half == 0.5 for one in found)
        ):
            sum_ = f"The difference between {first.text} and {second.text} is {shown_number(right)}, not {given.text}."
            spans = [*sentence.cut(given.start, given.end), *sentence.cut(first.start, second.end)]
            yield wrong_change(spans, sum_, 0.75)


def _more_than(sentence: Sentence) -> Iterator[Finding]:
    """ "318 homes, six more than in 2023/24, when it was 302": the difference stands between the two figures."""
    found = plain_in(sentence)
    if len(found) != 3 or len({one.unit for one in found}) != 1 or any(one.hedged or "." in one.text for one in found):
        return
    (one, given, other), text = found, sentence.text
    opens = re.search(r"(?:[,(–—]|\bor|\bis|\bare)\s*(?:that\s+is\s+|which\s+is\s+)?$", text[one.end : given.start])
    than = _MORE_THAN.match(text[given.end :])
    if opens is None or than is None or ";" in text[one.end : other.start] or OTHER.search(text[given.end : other.start]):
        return
    behind = text[given.end + than.end() : other.start]
    if not _WAS.match(YEARS.sub(" ", behind)) or one.value == other.value:
        return
    right = one.value - other.value
    if right != given.value * (1 if re.match(UP, than["word"], re.I) else -1) and all(figure.half == 0.5 for figure in found):
        sum_ = f"The difference between {other.text} and {one.text} is {shown_number(abs(right))}, not {given.text}."
        spans = [*sentence.cut(given.start, given.end), *sentence.cut(one.start, one.end), *sentence.cut(other.start, other.end)]
        yield wrong_change(spans, sum_, 0.75)


def _points(sentence: Sentence) -> Iterator[Finding]:
    """ "six points more, from 60% to 64%": the difference of two shares."""
    matches = list(_POINTS.finditer(sentence.text))
    shares = [one for one in figures_in(sentence.text) if one.unit == "%"]
    if (
        len(matches) != 1
        or len(shares) != 2
        or shares[0].start < matches[0].start() < shares[1].start
        and "from" not in sentence.text[: shares[0].start]
    ):
        return
    first, second = shares
    if not re.search(r"\bfrom\s*$", sentence.text[: first.start], re.I) or not FROM_TO.match(
        YEARS.sub(" ", sentence.text[first.end : second.start])
    ):
        return
    given, right = float(number_of(matches[0]["n"]) or matches[0]["n"].replace(",", "")), abs(second.value - first.value)
    if abs(right - given) > first.half * ("." in first.text) + second.half * ("." in second.text) + 0.05 + (
        1.0 if "." not in matches[0]["n"] and "." in first.text + second.text else 0.0
    ):
        sum_ = f"From {first.text} to {second.text} is {shown_number(right, 1)} points, not {matches[0]['n']}."
        yield wrong_change([*sentence.cut(*matches[0].span()), *sentence.cut(first.start, second.end)], sum_, 0.75)
