"""The same quantity stated twice with different values: a count of the same things, one indicator's target, one document's years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import essence
from assistant.findings.quantity import WORD, number_of, quantities
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind, Span
from ingest.lexical import words_of
from ingest.register.entry import EntryKind, plain

_T = FindingType.SAME_QUANTITY
_OF = re.compile(
    rf"(?<![\w£.,/-])(?P<n>{WORD}|\d{{1,4}}|\d{{1,3}}(?:,\d{{3}})+)\s+(?P<noun>(?:[a-z-]+\s+){{0,2}}?[a-z][a-z-]+s)\s+"
    r"(?P<link>of|within|under|in)\s+(?:the\s+|our\s+|its\s+)?(?P<whole>[A-Z][\w&’'-]*(?:\s+(?:(?:and|of|for|the|against|on)\s+)?[A-Z][\w&’'-]*){0,6})",
)
_NOT_ALL = re.compile(
    r"\b(?:at least|more than|over|up to|around|about|some|first|last|next|top|other|another|further|additional|remaining|extra"
    r"|new|including|any|per|every|each|out of|of the)\s*$",
    re.I,
)
_TIMES = re.compile(r"\b(?:years|months|weeks|days|nights|hours|minutes|times)$", re.I)
_RANGE = r"(?P<from>(?:19|20)\d{2})\s?[-–/]\s?(?P<to>(?:20)?\d{2})"
_KINDS = r"(?:Plan|Strategy|Assessment|Framework|Programme|Policy)"
_TITLE = re.compile(
    rf"(?P<name>(?:[A-Z][\w&’'/-]*,?\s+(?:(?:and|of|for|the|against|on|&)\s+){{0,2}}){{0,8}}{_KINDS})(?:\s+\(|\s+for\s+|,?\s+){_RANGE}(?![-–/]?\d)"
)
_TITLE_AFTER = re.compile(rf"(?<![\w-]){_RANGE}\s+(?P<name>(?:[A-Z][\w&’'/-]*\s+(?:(?:and|of|for|the|&)\s+)?){{0,7}}{_KINDS})\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# What numbers a paragraph or a note, and what points into another text: no quantities.
_NUMBERING = re.compile(r"^\s*\(?\d{1,3}[.)]?\s*(?=[A-Z])|\([^()]*\b(?:Q|p|pp|para|paragraph|page|QQ)\.?\s*\d+[^()]*\)|\[\d+\]")
_SOURCE = re.compile(r"https?:|www\.|\bibid\b|et al\b|\bop\. cit", re.I)
FEWEST_WORDS = 8  # of a sentence that is said twice


@dataclass(frozen=True, slots=True)
class _Titled:
    """A document that is named with the years it covers."""

    stems: frozenset[str]
    kind: str
    start: int
    end: int
    words: str
    span: Span
    section: int


def repeated(script: Script) -> Iterator[Finding]:
    """Given a document, yield quantities that it states twice and not alike."""
    yield from _counted(script)
    yield from _sentences(script)
    yield from _indicators(script)
    yield from _titles(script)


# -- counts of the same things ------------------------------------------------------------------------------------------


def _counted(script: Script) -> Iterator[Finding]:
    """ "11 strands within VAWG" and "the 9 strands of VAWG"."""
    said: defaultdict[tuple[str, frozenset[str]], list[tuple[int, str, Span, frozenset[str]]]] = defaultdict(list)
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _OF.finditer(sentence.text):
            number = number_of(match["n"])
            if (
                _TIMES.search(match["noun"])
                or number is None
                or number < 2
                or _NOT_ALL.search(sentence.text[: match.start()])
                or _YEAR.fullmatch(match["n"])
            ):
                continue
            noun = " ".join(words_of(match["noun"])[-1:])
            key = (noun, essence(match["whole"], script))
            if noun and key[1]:
                place = sentence.cut(match.start(), match.end())[0]
                said[key].append((number, re.sub(r"\s+", " ", match.group()), place, frozenset(_YEAR.findall(sentence.text))))
    for group in said.values():
        first = group[0]
        other = next((one for one in group[1:] if one[0] != first[0] and _alike(first[1], one[1]) and first[3] == one[3]), None)
        if other is not None:
            values = {"what": _what(first[1]), "first": first[0], "second": other[0]}
            yield told("contradiction.same_quantity", _T, [first[2], other[2]], values, sure=0.85)


def _alike(first: str, second: str) -> bool:
    """Whether two counts are of things called by the same words: one's adjectives are no more than the other's."""
    a, b = ({*words_of(re.sub(rf"^(?:{WORD}|[\d,]+)\s+", "", text, flags=re.I))} for text in (first, second))
    return a <= b or b <= a


def _what(words: str) -> str:
    return "The number of " + re.sub(rf"^(?:{WORD}|[\d,]+)\s+", "", words, flags=re.I)


# -- one sentence twice ---------------------------------------------------------------------------------------------------


def _sentences(script: Script) -> Iterator[Finding]:
    """A sentence that is said twice in the same words with another figure in it."""
    seen: dict[tuple[str, ...], tuple[Sentence, list[str]]] = {}
    for sentence in script.sentences:
        text = _NUMBERING.sub(" ", sentence.text)
        figures = [one.text for one in quantities(text)]
        bare = re.sub(r"\d[\d,.]*", "#", text)
        if sentence.piece.kind is BlockKind.FOOTNOTE or _SOURCE.search(text):
            continue
        key = tuple(words_of(bare))
        if len(key) < FEWEST_WORDS or not figures:
            continue
        if key not in seen:
            seen[key] = (sentence, figures)
            continue
        other, before = seen[key]
        odd = [(a, b) for a, b in zip(before, figures, strict=False) if a != b]
        if len(before) == len(figures) and len(odd) == 1 and not any(_YEAR.fullmatch(one) for one in odd[0]):
            values = {"what": "A figure in a sentence that is said twice", "first": odd[0][0], "second": odd[0][1]}
            yield told("contradiction.same_quantity", _T, [*other.spans, *sentence.spans], values, sure=0.8)


# -- indicators -----------------------------------------------------------------------------------------------------------


def _indicators(script: Script) -> Iterator[Finding]:
    """One indicator in two places with two targets, or two baselines, for the same time."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    entries = script.own(EntryKind.INDICATOR)
    for position, one in enumerate(entries):
        by_name[plain(one.name)].append(position)
    for name, positions in by_name.items():
        if len(name.split()) < 3:
            continue
        first, *rest = (entries[position] for position in positions)
        for other in rest:
            for field, period in (("target", "target_period"), ("baseline", "baseline_period")):
                a, b = first.fields.get(field, ""), other.fields.get(field, "")
                if a and b and plain(a) != plain(b) and first.fields.get(period, "") == other.fields.get(period, ""):
                    values = {"field": field, "name": first.name, "first": a, "second": b}
                    yield told("contradiction.same_indicator", _T, [first.spans[0], other.spans[0]], values, sure=0.75)


# -- titles ---------------------------------------------------------------------------------------------------------------


def _titles(script: Script) -> Iterator[Finding]:
    """One document named with two ranges of years that begin alike and end apart, or the other way about."""
    titled = list(_titled(script))
    reported: list[tuple[tuple[str, int, int, int], frozenset[str]]] = []
    for index, first in enumerate(titled):
        for second in titled[index + 1 :]:
            apart = (first.start == second.start) != (first.end == second.end)
            if not apart or first.kind != second.kind or not _same_title(first, second):
                continue
            key = (first.kind, min(first.start, second.start), min(first.end, second.end), max(first.end, second.end))
            shared = first.stems & second.stems
            if any(key == other and shared & words for other, words in reported):
                continue  # the same pair under a longer or shorter name
            reported.append((key, shared))
            values = {"first": first.words, "second": second.words}
            yield told("contradiction.same_title", _T, [first.span, second.span], values, sure=0.8)


def _titled(script: Script) -> Iterator[_Titled]:
    for sentence in [*script.sentences, *script.cell_sentences]:
        for pattern in (_TITLE, _TITLE_AFTER):
            for match in pattern.finditer(sentence.text):
                start = int(match["from"])
                end = int(match["to"]) if len(match["to"]) == 4 else start // 100 * 100 + int(match["to"])
                kind = match["name"].split()[-1].casefold()
                own = frozenset(words_of(re.sub(r"\b(?:The|Our|This|New|Draft)\b", "", match["name"]))) - {*words_of(kind)}
                words = re.sub(r"\s+", " ", match.group())
                yield _Titled(own, kind, start, end, words, sentence.cut(match.start(), match.end())[0], sentence.piece.section)


def _same_title(first: _Titled, second: _Titled) -> bool:
    """Whether two names are of one document: the words of one are among the other's; a bare "2013-17 Plan" only in the same section."""
    smaller, larger = sorted((first.stems, second.stems), key=len)
    if not smaller:
        return first.section == second.section and bool(larger)
    if smaller <= larger:
        return len(smaller) >= 2 or first.section == second.section
    # One word apart on either side: whose it is ("MOPAC's", "London's"), where the rest is the same.
    return len(smaller & larger) >= 2 and len(smaller - larger) == len(larger - smaller) == 1
