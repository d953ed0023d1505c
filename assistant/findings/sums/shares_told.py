"""Shares in words against the whole they are of, wherever that stands: "118 of those who responded (45%)" where 312 responded, "one in five
of them, 172 people", "31% of all crime"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.findings.finding import Finding
from assistant.findings.quantity import Quantity, shown_number
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import ALL_CRIME, subject_of
from assistant.findings.sums.mentions import YEARS, Kind, figures_in, mentions, year_of
from assistant.findings.sums.portions import CUT_OFF, Portion, portions
from assistant.findings.sums.shares_of_rows import shares_of_rows
from assistant.findings.sums.whole_told import MOVED, OWN_WHOLE, PART_OF, Answered, answered_in, count_beside, whole_of, wrong_share
from ingest.documents import BlockKind

_OF_COUNT = re.compile(r"\s+of\s+(?:whom|which|them|these|those)\b", re.I)  # "2,231, 45% of them at night"
_CHANGE = re.compile(
    r"\b(?:rose|fell|rise|fall|increase\w*|decrease\w*|reduc\w*|more|fewer|less|than|target|aim|up|down"
    r"|higher|lower|compared|change|against|from|points?|will|per|each)\b",
    re.I,
)
_IS_WHOLE = re.compile(
    r"\b(?:out\s+)?of\s+(?:the|our|all|its|these|their|a)\s+(?:total\s+of\s+)?$|\bof\s+(?:the|its|our|a)\s+(?:total\s+)?(?:[a-z]+\s+)?(?:budget|total|fund|grant|sum|number|spending)\s+of\s+$|\bof\s+all\s+[^().;]{2,30}\(\s*$",
    re.I,
)
_APART = re.compile(r";|\b(?:and|but|while|whereas|where|when|after|because|although)\b", re.I)
_BEFORE_PART = re.compile(r"^(?:\s+of\s+[^.,;:()]{0,70}?)?\s*[:(,–]\s*$")
_OF_THAT = re.compile(r"^\s+(?:\(\s*(?P<n>\d[\d,]*)\s*\)\s+)?of\s+(?:the|our|all|its|all\s+the)\s+(?P<t>£?\d[\d,]*)")
_CLOSE_BY = re.compile(
    r"^(?:\s+[a-z’'-]+){0,14}?\s*\($|^(?:\s+[a-z’'-]+){0,6}?\s*(?:[(,–—]\s*(?:or\s+|that\s+is,?\s+|which\s+is\s+)?"
    r"|\s(?:or|which\s+is|that\s+is)\s+)$",
    re.I,
)
_SHARE_OF = re.compile(
    r"^\s+of\s+(?:the|our|all|its|all\s+the)?\s*(?P<t>\d[\d,]*)(?:\s+[a-z’'-]+){1,6}?\s*[(,–]\s*(?P<n>\d[\d,]*)(?:\s+in\s+all"
    r"|\s+of\s+them)?\s*[),–]",
    re.I,
)
_OF_ALL = re.compile(
    r"^\s*(?:\w+\s+)?of\s+(?:all|total|overall|recorded|the\s+borough['’]s|the\s+district['’]s|all\s+recorded"
    r"|the\s+total)\b(?P<what>(?:\s+[a-z’'-]+){0,4})",
    re.I,
)


def shares_told(script: Script) -> Iterator[Finding]:
    """Given a document, yield shares in words that do not follow from their counts and wholes."""
    sentences = [one for one in (*script.sentences, *script.cell_sentences) if one.piece.kind is not BlockKind.FOOTNOTE]
    answered = answered_in(script)
    for place, sentence in enumerate(sentences):
        shares = list(portions(sentence.text))
        if not shares:
            continue
        before = sentences[place - 1] if place and sentences[place - 1].piece is sentence.piece else None
        yield from _beside_count(sentence, shares, before, answered)
        yield from _both_said(sentence, shares)
        yield from _three_figures(sentence, shares)
        yield from _of_all(sentence, shares, script)
        yield from _rest(sentence, shares)
    yield from shares_of_rows(script)


def _counts(sentence: Sentence, shares: Sequence[Portion]) -> list[Quantity]:
    return [
        one for one in figures_in(sentence.text) if one.unit != "%" and not any(share.start <= one.start < share.end for share in shares)
    ]


def _beside_count(
    sentence: Sentence, shares: Sequence[Portion], before: Sentence | None, answered: Sequence[Answered]
) -> Iterator[Finding]:
    """A share right beside the count that it is of, where the sentence, or the one before it, or a survey's number tells the whole."""
    text, counts = sentence.text, _counts(sentence, shares)
    for share in shares:
        count = count_beside(text, share, counts)
        of_count = count is not None and count.end <= share.start and _OF_COUNT.match(text[share.end :])
        if count is None or count.hedged or of_count or OWN_WHOLE.match(text, max(share.end, count.end)):
            continue
        window = text[min(count.start, share.start) : max(count.end, share.end)]
        if _CHANGE.search(re.sub(r"^(?:more|less|fewer)\s+than\b", "", window, flags=re.I)) or re.match(
            r"\s*(?:percentage\s+)?points?\b", text[share.end :]
        ):
            continue
        whole = whole_of(sentence, share, count, counts, before, answered)
        if whole is None:
            continue
        size, spans = whole.figure, whole.spans
        if size.value <= count.value or size.hedged or _fits(count, size, share):
            continue
        yield wrong_share(
            [*sentence.cut(share.start, share.end), *sentence.cut(count.start, count.end), *spans],
            _division(count, size, share),
            0.75,
        )


def _both_said(sentence: Sentence, shares: Sequence[Portion]) -> Iterator[Finding]:
    """ "45 of our 60 moorings (two thirds)", "half of the 90 lamps (30)": count, whole and share in one breath."""
    counts = _counts(sentence, shares)
    for share in shares:
        for count, whole in _count_and_whole(sentence.text, share, counts):
            if count is not None and whole is not None and _is_off(count, whole, share):
                yield _said_wrong(sentence, share, count, whole, 0.75)


def _count_and_whole(text: str, share: Portion, counts: Sequence[Quantity]) -> Iterator[tuple[Quantity | None, Quantity | None]]:
    """The counts and wholes that a share may stand beside: "45 of 60 (75%)", "75% (45 of 60)", "75% of the 60 (45)", "45, or 75% of 60"."""
    at = {one.start: one for one in counts}
    for match in PART_OF.finditer(text):
        behind = match.end() <= share.start and _CLOSE_BY.match(text[match.end() : share.start])
        before = share.end <= match.start() and _BEFORE_PART.match(text[share.end : match.start()])
        if behind or before:
            yield at.get(match.start("n")), at.get(match.start("t"))
    then = _SHARE_OF.match(text[share.end :])
    if then is not None:
        yield at.get(share.end + then.start("n")), at.get(share.end + then.start("t"))
    of_that = _OF_THAT.match(text[share.end :])
    if of_that is not None and of_that["n"]:
        yield at.get(share.end + of_that.start("n")), at.get(share.end + of_that.start("t"))
    elif of_that is not None:
        yield count_beside(text, share, [one for one in counts if one.end <= share.start]), at.get(share.end + of_that.start("t"))


def _is_off(count: Quantity, whole: Quantity, share: Portion) -> bool:
    """Whether a share does not follow from a count and a whole that can be its own."""
    if count.unit != whole.unit or count.hedged or whole.hedged or not 0 < count.value < whole.value:
        return False
    return not _fits(count, whole, share)


def _said_wrong(sentence: Sentence, share: Portion, count: Quantity, whole: Quantity, sure: float) -> Finding:
    spans = [span for one in (share, count, whole) for span in sentence.cut(one.start, one.end)]
    return wrong_share(spans, _division(count, whole, share), sure)


def _division(count: Quantity, whole: Quantity, share: Portion) -> str:
    return f"{count.text} ÷ {whole.text} = {shown_number(count.value / whole.value * 100, 1)}%, not {share.text}."


def _three_figures(sentence: Sentence, shares: Sequence[Portion]) -> Iterator[Finding]:
    """A sentence of one share, one count and one whole, which an "of" shows to be one: "80% of victims: 410 of 620"."""
    text, counts = sentence.text, _counts(sentence, shares)
    if len(shares) != 1 or len(counts) != 2 or counts[0].unit != counts[1].unit or any(one.hedged for one in counts):
        return
    share, (count, whole) = shares[0], sorted(counts, key=lambda one: one.value)
    order = sorted([(one.start, one.end) for one in (share, count, whole)])
    between = [text[order[0][1] : order[1][0]], text[order[1][1] : order[2][0]]]
    bare = re.search(r"[\d)%]\s+(?:\w+\s+)?(?:out\s+)?of\s+$", text[: whole.start])
    if (
        not count.text[-1].isdigit()
        or not whole.text[-1].isdigit()
        or not (bare or _IS_WHOLE.search(text[: whole.start]))
        or MOVED.search(text)
        or any(_APART.search(one) for one in between)
    ):
        return
    if _is_off(count, whole, share):
        yield _said_wrong(sentence, share, count, whole, 0.7)


def _fits(count: Quantity, whole: Quantity, share: Portion) -> bool:
    found = count.value / whole.value * 100
    return share.low - CUT_OFF <= found <= share.high + CUT_OFF if "%" in share.text or "cent" in share.text else share.holds(found)


def _of_all(sentence: Sentence, shares: Sequence[Portion], script: Script) -> Iterator[Finding]:
    """ "3,482 offences of violence in 2023, 31% of all crime": the whole stands elsewhere, under its own name and for the same year."""
    text, counts = sentence.text, _counts(sentence, shares)
    years = {year_of(match) for match in YEARS.finditer(text)}
    for share in shares:
        named = _OF_ALL.match(text[share.end :])
        count = count_beside(text, share, counts)
        if (
            named is None
            or count is None
            or count.hedged
            or len(years) > 1
            or _CHANGE.search(text[min(count.start, share.start) : share.end])
        ):
            continue
        subject = subject_of(named.group())
        if not subject:
            continue
        wholes = [
            one
            for one in mentions(script)
            if one.subject == subject and one.kind is Kind.LEVEL and not one.quantity.unit and not one.place
            if one.quantity.value > count.value and (not years or one.years == years)
        ]
        if (
            len({one.quantity.value for one in wholes}) != 1
            or ALL_CRIME not in subject
            and len(subject) < 2
            or _fits(count, wholes[0].quantity, share)
        ):
            continue
        spans = [*sentence.cut(share.start, share.end), *sentence.cut(count.start, count.end), *wholes[0].spans]
        yield wrong_share(spans, _division(count, wholes[0].quantity, share), 0.7)


def _rest(sentence: Sentence, shares: Sequence[Portion]) -> Iterator[Finding]:
    """ "45% …, 30% … and the remaining 35% …": shares of one whole that the words say are all of it."""
    text = sentence.text
    last = next(
        (
            place
            for place, one in enumerate(shares)
            if re.search(r"\b(?:the\s+)?(?:remaining|rest,?|other|remainder,?)\s*\(?\s*$", text[: one.start], re.I)
        ),
        None,
    )
    if (
        last is None
        or last < 1
        or last != len(shares) - 1
        or any("%" not in one.text and "cent" not in one.text for one in shares)
        or _CHANGE.search(text)
    ):
        return
    if re.search(r"\bother\s*\(?$", text[: shares[last].start]) and not re.search(r"\bthe\s+other\s*\(?$", text[: shares[last].start]):
        return
    found, slack = sum(one.value for one in shares), sum(one.high - one.value for one in shares)
    if abs(found - 100) > slack + 0.5 and found > 60:
        sum_ = f"{' + '.join(one.text for one in shares)} = {shown_number(found, 1)}%, not 100%."
        yield wrong_share([span for one in shares for span in sentence.cut(one.start, one.end)], sum_, 0.75)
