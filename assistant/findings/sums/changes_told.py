"""Changes in words against the two figures that they are of, in one sentence or in the next: "286, 12% more than the 246 of 2022"; "rose
from 55 to 66. A rise of 27%"; "down by a third, from 924 to 702"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.findings.finding import Finding
from assistant.findings.quantity import Quantity
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import subject_of
from assistant.findings.sums.change_pair import DOWN, OTHER, UP, agrees, pair_in, plain_in, share_of_change, sum_of, wrong_change
from assistant.findings.sums.changes_of_rows import changes_of_rows
from assistant.findings.sums.differences_told import differences_told
from assistant.findings.sums.mentions import YEARS, year_of
from assistant.findings.sums.portions import Portion, portions
from ingest.documents import BlockKind

_NEXT = re.compile(
    rf"^\W*(?:this|that|it|which|the|a|an)?\s*(?:is|was|represents|means|marks)?\s*(?:an?\s+)?(?:[a-z]+\s+)?(?:{UP}"
    rf"|{DOWN}|(?=[\d]))",
    re.I,
)
_DIVIDES = re.compile(r"(?:,\s+(?:and|but|while|whilst|whereas)|;(?:\s+and)?)\s+", re.I)
_FAR = 6.0  # points by which "about 10%" is off for certain


def changes_told(script: Script) -> Iterator[Finding]:
    """Given a document, yield changes in words that do not follow from their figures."""
    sentences = [one for one in (*script.sentences, *script.cell_sentences) if one.piece.kind is not BlockKind.FOOTNOTE]
    for sentence, after in pairwise([*sentences, None]):
        if sentence is None:
            continue
        pair = pair_in(sentence)
        for clause in _clauses(sentence) if pair is None else ():
            within = pair_in(clause)
            yield from _given_here(clause, *within) if within is not None else ()
        if pair is not None:
            yield from _given_here(sentence, *pair)
            if after is not None and after.piece is sentence.piece:
                yield from _given_next(sentence, *pair, after)
        if after is not None and after.piece is sentence.piece:
            yield from _year_by_year(sentence, after)
        yield from differences_told(sentence)
    yield from changes_of_rows(sentences, script)


def _clauses(sentence: Sentence) -> list[Sentence]:
    """The parts of a sentence that each tell of a thing of their own; none where it has only one."""
    cuts = [match.span() for match in _DIVIDES.finditer(sentence.text)]
    edges = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence.text)]
    return (
        [replace(sentence, start=sentence.start + begin, end=sentence.start + end) for begin, end in zip(*edges, strict=True)]
        if cuts
        else []
    )


def _given_here(sentence: Sentence, first: Quantity, second: Quantity) -> Iterator[Finding]:
    text = sentence.text
    shares = list(portions(text))
    if len(shares) != 1:
        return
    share = shares[0]
    way = share_of_change(text, share)
    ends = sorted((share.start, first.start, second.start))
    if (
        way is None
        or share.hedged
        and "%" in share.text
        and not _is_far(first, second, share)
        or OTHER.search(text[ends[0] : max(share.end, first.end, second.end)])
    ):
        return
    if not agrees(first, second, share, way):
        spans = [*sentence.cut(share.start, share.end), *sentence.cut(first.start, first.end), *sentence.cut(second.start, second.end)]
        yield wrong_change(spans, sum_of(first, second, share, way), 0.8)


def _given_next(sentence: Sentence, first: Quantity, second: Quantity, after: Sentence) -> Iterator[Finding]:
    """The share stands in the next sentence: "A rise of 27% in a single year …"."""
    shares = list(portions(after.text))
    if len(shares) != 1 or not _NEXT.match(after.text) or shares[0].start > 40 or list(portions(sentence.text)) or plain_in(after):
        return
    way = share_of_change(after.text, shares[0])
    clause = re.split(r"[,;:]", after.text[shares[0].end :], maxsplit=1)[0]
    if subject_of(YEARS.sub(" ", clause)) - subject_of(sentence.text):
        return  # the rise of another thing
    if way is None or OTHER.search(sentence.text[min(first.start, second.start) :]):
        return
    if not agrees(first, second, shares[0], way):
        spans = [
            *after.cut(shares[0].start, shares[0].end), *sentence.cut(min(first.start, second.start), max(first.end, second.end)),
        ]  # fmt: skip
        yield wrong_change(spans, sum_of(first, second, shares[0], way), 0.75)


def _year_by_year(sentence: Sentence, after: Sentence) -> Iterator[Finding]:
    """ "There were 640 in 2023/24. In 2024/25 there were 768, a rise of 30%."."""
    first, second, shares = plain_in(sentence), plain_in(after), list(portions(after.text))
    if len(first) != 1 or len(second) != 1 or len(shares) != 1 or first[0].unit != second[0].unit or first[0].hedged or second[0].hedged:
        return
    years = [[year_of(match) for match in YEARS.finditer(one.text)] for one in (sentence, after)]
    in_order = all(len(one) == 1 for one in years) and years[0][0] < years[1][0]
    way = share_of_change(after.text, shares[0])
    if (
        not in_order
        or not way
        or shares[0].start < second[0].end
        or list(portions(sentence.text))
        or OTHER.search(after.text)
        or subject_of(YEARS.sub(" ", after.text[: second[0].start])) - subject_of(sentence.text)
    ):
        return
    if not agrees(first[0], second[0], shares[0], way):
        spans = [*after.cut(second[0].start, shares[0].end), *sentence.cut(first[0].start, first[0].end)]
        yield wrong_change(spans, sum_of(first[0], second[0], shares[0], way), 0.75)


def _is_far(first: Quantity, second: Quantity, share: Portion) -> bool:
    """Whether a share that is only said roughly is still not the change between two figures."""
    found = abs(second.value / first.value - 1) * 100 if first.value else 0.0
    return abs(found - share.value) > max(_FAR, share.value / 2)
