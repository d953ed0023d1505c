"""One thing said twice with two figures: sentences of the same words in any order, of the same years, that differ in the one figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import stems
from assistant.findings.quantity import Quantity, quantities
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind
from ingest.lexical import words_of

_T = FindingType.SAME_QUANTITY
FEWEST = 2  # words that carry meaning
LONGEST = 260  # characters of a sentence that says one thing
ROUGHLY = 0.02  # of the larger figure: a difference that rounding may have made
_YEARS = re.compile(r"\b(?:19|20)\d{2}(?:\s?[-/–]\s?(?:20)?\d{2})?\b|\b\d{2}/\d{2}\b")
_UP = re.compile(r"\b(?:increas\w*|r[io]se\w*|rising|grew|grow\w*|up|more|higher)\b", re.I)
_DOWN = re.compile(r"\b(?:decreas\w*|reduc\w*|f[ae]ll\w*|drop\w*|declin\w*|down|fewer|less|lower|cut\w*)\b", re.I)
_COMES = re.compile(
    r"\b(?i:will|target\w*|aim\w*|to\s+(?:reduce|increase|cut|achieve|reach)|ambition|goal|forecast|expected"
    r"|plan\w*)\b|^\W*(?:Reduce|Increase|Cut|Improve)\b"
)
_NOT = re.compile(
    r"\b(?:each|every|per|another|further|additional|other|respectively|quarter|Q[1-4]|for example|such as|e\.g\.|previous\w*"
    r"|last|earlier|former"
    r"|compared|some|one of|first|second|third|nationally|average|similar)\b|https?:|www\.|\bibid\b",
    re.I,
)
# What a sentence is wrapped in, and adds nothing to what it says.
_WRAPS = frozenset(words_of("total people said say there were summary overall currently around now approximately also see"))
_ANYWHERE = re.compile(
    r"\b(?:summary|introduction|foreword|overview|background|context|key|about|welcome|performance|headline|glance)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with one figure in it."""

    sentence: Sentence
    figure: Quantity


def restated(script: Script) -> Iterator[Finding]:
    """Given a document, yield what it says twice with two figures."""
    said: defaultdict[tuple[object, ...], list[_Said]] = defaultdict(list)
    for sentence in [*script.sentences, *script.cell_sentences]:
        one = _figure(sentence)
        key = _key(sentence, one) if one is not None else None
        if one is not None and key is not None:
            said[key].append(_Said(sentence, one))
    for group in said.values():
        first, *rest = group
        other = next((one for one in rest if _differ(first.figure, one.figure) and _of_one_thing(first.sentence, one.sentence)), None)
        if other is not None:
            values = {"what": "What reads like one thing", "first": first.figure.text, "second": other.figure.text}
            yield told("contradiction.same_quantity", _T, [*first.sentence.spans, *other.sentence.spans], values, sure=0.7)


def _figure(sentence: Sentence) -> Quantity | None:
    """The one figure of a sentence beside its years, where it is said for certain."""
    text = sentence.text
    if len(text) > LONGEST or sentence.piece.kind is BlockKind.FOOTNOTE or _NOT.search(text):
        return None
    years = [match.span() for match in _YEARS.finditer(text)]
    figures = [one for one in quantities(text) if not any(start <= one.start < end for start, end in years)]
    return figures[0] if len(figures) == 1 and not figures[0].hedged else None


def _key(sentence: Sentence, figure: Quantity) -> tuple[object, ...] | None:
    """What must agree for two sentences to say one thing: their words, their years, the unit, the direction, and whether it is to come."""
    text = sentence.text
    rest = text[: figure.start] + " " + text[figure.end :]
    words = stems(_YEARS.sub(" ", rest)) - _WRAPS
    years = frozenset(re.sub(r"\D", "", year)[-4:] for year in _YEARS.findall(text))
    if len(words) < (1 if years and figure.unit == "%" else FEWEST):
        return None
    way = (_UP.search(rest) is not None, _DOWN.search(rest) is not None)
    return words, years, figure.unit, way, _COMES.search(text) is not None


def _differ(first: Quantity, second: Quantity) -> bool:
    larger = max(abs(first.value), abs(second.value))
    if first.unit == "%":
        return abs(first.value - second.value) > first.half + second.half
    return abs(first.value - second.value) > max(first.half + second.half if first.half > 1 or second.half > 1 else 0.0, ROUGHLY * larger)


def _of_one_thing(first: Sentence, second: Sentence) -> bool:
    """Whether the headings over two sentences do not make two things of them, a ward here and another there."""
    if first.piece.section == second.piece.section:
        return first.piece is second.piece or first.piece.kind is BlockKind.PARAGRAPH
    headings = [one.piece.trail[-1] if one.piece.trail else "" for one in (first, second)]
    said = stems(first.text)
    return any(_ANYWHERE.search(heading) or not stems(heading) or stems(heading) & said for heading in headings)
