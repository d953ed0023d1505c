"""Shares in words against the whole they are of, wherever that stands: "118 of those who responded (45%)" where 312 responded, "one in five
of them, 172 people", "31% of all crime", "a quarter of it goes to …" under the table of the money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import ALL_CRIME, language, said, subject_of
from assistant.findings.sums.matrix import Figure, Matrix, matrix_of
from assistant.findings.sums.mentions import YEARS, Kind, figures_in, mentions, year_of
from assistant.findings.sums.portions import Portion, portions
from assistant.findings.sums.totals import NO_SUM, TOTAL
from ingest.documents import BlockKind, Span
from ingest.lexical import words_of
from ingest.register.flow import Grid

_T = FindingType.SHARE_AND_COUNT
FEWEST_ANSWERS = 20  # to a survey of which shares are given
_MARGIN = 0.6  # points beyond rounding, for a share that was cut off
_TABLE_MARGIN = 1.5  # points for a share said of a table, whose total may be printed rounded
_ANSWERERS = re.compile(
    r"\b(?:of\s+)?(?:all\s+)?(?:those|people|residents|the\s+people|everyone|adults|the\s+residents)\s+(?:\w+\s+)?(?:who"
    r"|that)\s+(?:had\s+|have\s+)?(?:answered|replied|responded|took\s+part|completed|filled|returned|gave)\b"
    r"|\bof\s+(?:the\s+|all\s+|our\s+)?(?:respondents|responses|replies|participants|answers|returns)\b|\brespondents\b",
    re.I,
)
_OF_COUNT = re.compile(r"\s+of\s+(?:whom|which|them|these|those)\b", re.I)  # "2,231, 45% of them at night"
_OF_THEM = re.compile(
    r"\bof\s+(?:whom|which|them|these|those|it|this|that|the\s+(?:money|sum|fund|budget)|this\s+number|the\s+total|that\s+number)\b(?!\s+who)",
    re.I,
)
_BESIDE = re.compile(
    r"^\s*(?:[(,–—-]\s*)?(?:that\s+is,?\s+|or\s+|about\s+|some\s+|just\s+)?$|^(?:\s+[a-z’'-]+){0,9}?\s*[(,–—]\s*(?:that\s+is,?\s+"
    r"|which\s+is\s+|or\s+|equal\s+to\s+|around\s+|about\s+|so\s+that\s+)?$|^\s+or\s+$",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:rose|fell|rise|fall|increase\w*|decrease\w*|reduc\w*|more|fewer|less|than|target|aim|up|down"
    r"|higher|lower|compared|change|against|from|points?|will|per|each)\b",
    re.I,
)
_PART_OF = re.compile(
    r"(?<![\w£.,/–-])(?P<n>£?[\d,]*\d)\s+(?:[a-z’'-]+\s+){0,3}?(?:out\s+)?of\s+(?:the|our|all|its|a\s+total\s+of"
    r"|all\s+the)?\s*(?P<t>£?\d[\d,]*)(?![\d.]|\s?%)",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:rose|fell|rise|fall|increase\w*|decrease\w*|reduc\w*|target|aim|higher|lower|compared|change"
    r"|points?|will|per|each|last year|previous)\b(?!\s?cent)",
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
_OF_NUMBER = re.compile(r"^\W*(?:Of|Out of|Among|From)\s+(?:the|our|all|all\s+the|a\s+total\s+of)?\s*(?P<t>\d[\d,]*)\b", re.I)
_OF_ALL = re.compile(
    r"^\s*(?:\w+\s+)?of\s+(?:all|total|overall|recorded|the\s+borough['’]s|the\s+district['’]s|all\s+recorded"
    r"|the\s+total)\b(?P<what>(?:\s+[a-z’'-]+){0,4})",
    re.I,
)
_OF_MONEY = re.compile(
    r"\b(?:of\s+(?:it|this|that|the\s+(?:money|budget|total|whole|funding|fund|sum|cost|grant|spending)"
    r"|them|these|those|all)|part|share|contribution|of\s+(?:all\s+)?(?:the\s+)?\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure and where it stands."""

    figure: Quantity
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Answered:
    """A number of those who answered a survey, and the section that gives it."""

    section: int
    placed: _Placed

    @property
    def figure(self) -> Quantity:
        """The number."""
        return self.placed.figure


def shares_told(script: Script) -> Iterator[Finding]:
    """Given a document, yield shares in words that do not follow from their counts and wholes."""
    sentences = [one for one in (*script.sentences, *script.cell_sentences) if one.piece.kind is not BlockKind.FOOTNOTE]
    answered = _answered(script)
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
    yield from _of_tables(script)


def _counts(sentence: Sentence, shares: Sequence[Portion]) -> list[Quantity]:
    return [
        one for one in figures_in(sentence.text) if one.unit != "%" and not any(share.start <= one.start < share.end for share in shares)
    ]


def _beside_count(
    sentence: Sentence, shares: Sequence[Portion], before: Sentence | None, answered: Sequence[_Answered]
) -> Iterator[Finding]:
    """A share right beside the count that it is of, where the sentence, or the one before it, or a survey's number tells the whole."""
    text, counts = sentence.text, _counts(sentence, shares)
    for share in shares:
        count = _count_beside(text, share, counts)
        of_count = count is not None and count.end <= share.start and _OF_COUNT.match(text[share.end :])
        if count is None or count.hedged or of_count:
            continue
        window = text[min(count.start, share.start) : max(count.end, share.end)]
        if _CHANGE.search(re.sub(r"^(?:more|less|fewer)\s+than\b", "", window, flags=re.I)) or re.match(
            r"\s*(?:percentage\s+)?points?\b", text[share.end :]
        ):
            continue
        whole = _whole(sentence, share, count, counts, before, answered)
        if whole is None:
            continue
        size, spans = whole.figure, whole.spans
        if size.value <= count.value or size.hedged or _fits(count, size, share):
            continue
        found = count.value / size.value * 100
        sum_ = f"{count.text} ÷ {size.text} = {shown_number(found, 1)}%, not {share.text}."
        yield told(
            "contradiction.share_of_whole",
            _T,
            [*sentence.cut(share.start, share.end), *sentence.cut(count.start, count.end), *spans],
            {},
            sum_,
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
    for match in _PART_OF.finditer(text):
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
        yield _count_beside(text, share, [one for one in counts if one.end <= share.start]), at.get(share.end + of_that.start("t"))


def _is_off(count: Quantity, whole: Quantity, share: Portion) -> bool:
    """Whether a share does not follow from a count and a whole that can be its own."""
    if count.unit != whole.unit or count.hedged or whole.hedged or not 0 < count.value < whole.value:
        return False
    return not _fits(count, whole, share)


def _said_wrong(sentence: Sentence, share: Portion, count: Quantity, whole: Quantity, sure: float) -> Finding:
    sum_ = f"{count.text} ÷ {whole.text} = {shown_number(count.value / whole.value * 100, 1)}%, not {share.text}."
    spans = [span for one in (share, count, whole) for span in sentence.cut(one.start, one.end)]
    return told("contradiction.share_of_whole", _T, spans, {}, sum_, sure)


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
        or _MOVED.search(text)
        or any(_APART.search(one) for one in between)
    ):
        return
    if _is_off(count, whole, share):
        yield _said_wrong(sentence, share, count, whole, 0.7)


def _fits(count: Quantity, whole: Quantity, share: Portion) -> bool:
    found = count.value / whole.value * 100
    return share.low - _MARGIN <= found <= share.high + _MARGIN if "%" in share.text or "cent" in share.text else share.holds(found)


def _count_beside(text: str, share: Portion, counts: Sequence[Quantity]) -> Quantity | None:
    """The count that a share is said of: in brackets behind it, or before it with nothing but its noun between."""
    for one in counts:
        if one.start >= share.end and _BESIDE.match(YEARS.sub("x", text[share.end : one.start])):
            return one
    for one in reversed(counts):
        if one.end <= share.start and _BESIDE.match(YEARS.sub("x", text[one.end : share.start])):
            return one
    return None


def _whole(
    sentence: Sentence, share: Portion, count: Quantity, counts: Sequence[Quantity], before: Sentence | None, answered: Sequence[_Answered]
) -> _Placed | None:
    """The whole that a share is of, and where it stands; None where the document does not plainly say."""
    text = sentence.text
    if _PART_OF.search(text) or _OF_NUMBER.search(text):
        return _whole_said(sentence, share, count, counts)
    first = min(share.start, count.start)
    around = text[first : max(share.end, count.end) + 40]
    if _ANSWERERS.search(around):
        here = [one for one in answered if one.section == sentence.piece.section] or list(answered)
        return here[0].placed if len({one.figure.value for one in here}) == 1 else None
    earlier = [one for one in counts if one.end < first]
    if re.search(r"\bof\s+wh(?:om|ich)\s*(?:\w+\s*)?$", text[:first], re.I) and earlier:
        return _Placed(earlier[-1], sentence.cut(earlier[-1].start, earlier[-1].end))
    if _OF_THEM.search(around) and len(earlier) == 1:
        return _Placed(earlier[0], sentence.cut(earlier[0].start, earlier[0].end))
    if before is None or earlier:
        return None
    if share.start <= 2 and text[share.end : count.start].strip() == "(":
        asked = [one for one in answered if any(span.overlaps(other) for span in one.placed.spans for other in before.spans)]
        if len(asked) == 1 and len({one.figure.value for one in answered}) == 1:
            return asked[0].placed
        return _whole_before(before, count.unit)
    return _whole_before(before, count.unit) if _OF_THEM.search(around) or re.match(r"\W*Of\s+(?:these|them|those)\b", text) else None


def _whole_said(sentence: Sentence, share: Portion, count: Quantity, counts: Sequence[Quantity]) -> _Placed | None:
    """The whole that the sentence itself says: "73 of the 450", else "Of the 450 …", where it is plain which count the share is of."""
    text = sentence.text
    for match in _PART_OF.finditer(text):
        whole = next((one for one in counts if one.start == match.start("t")), None)
        if match.start("t") == count.start:
            return None  # what stands nearest to the share is the whole of another count
        if match.start("n") == count.start:
            return _Placed(whole, sentence.cut(whole.start, whole.end)) if whole is not None else None
    opening = _OF_NUMBER.search(text)
    whole = next((one for one in counts if opening is not None and one.start == opening.start("t")), None)
    between = text[min(share.end, count.end) : max(share.start, count.start)]
    right_beside = re.fullmatch(r"\s*[(,–—]\s*(?:or\s+|that\s+is,?\s+)?", between) is not None
    if whole is None or whole is count or len(counts) > 2 and not right_beside:
        return None
    return _Placed(whole, sentence.cut(whole.start, whole.end))


def _whole_before(before: Sentence, unit: str) -> _Placed | None:
    """The one count, or sum of money, of the sentence before, for "of them" and its like."""
    found = [one for one in figures_in(before.text) if one.unit == unit]
    if len(found) != 1 or re.search(r"\b(?:from|rose|fell|target)\b", before.text, re.I):
        return None
    return _Placed(found[0], before.cut(found[0].start, found[0].end))


def _answered(script: Script) -> list[_Answered]:
    """The numbers of those who answered a survey."""
    answer, survey = (language().same[words_of(word)[0]] for word in ("answered", "survey"))
    found = [one for one in mentions(script) if one.table is None and one.kind is Kind.LEVEL and not one.quantity.unit]
    return [
        _Answered(one.section, _Placed(one.quantity, one.spans))
        for one in found
        if answer in one.subject and survey in one.subject | one.around and one.subject - {one.head} <= {answer, survey}
        if one.quantity.value >= FEWEST_ANSWERS
    ]


def _of_all(sentence: Sentence, shares: Sequence[Portion], script: Script) -> Iterator[Finding]:
    """ "3,482 offences of violence in 2023, 31% of all crime": the whole stands elsewhere, under its own name and for the same year."""
    text, counts = sentence.text, _counts(sentence, shares)
    years = {year_of(match) for match in YEARS.finditer(text)}
    for share in shares:
        named = _OF_ALL.match(text[share.end :])
        count = _count_beside(text, share, counts)
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
        size = wholes[0].quantity
        sum_ = f"{count.text} ÷ {size.text} = {shown_number(count.value / size.value * 100, 1)}%, not {share.text}."
        spans = [*sentence.cut(share.start, share.end), *sentence.cut(count.start, count.end), *wholes[0].spans]
        yield told("contradiction.share_of_whole", _T, spans, {}, sum_, 0.7)


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
        yield told(
            "contradiction.share_of_whole", _T, [span for one in shares for span in sentence.cut(one.start, one.end)], {}, sum_, 0.75
        )


# -- tables ---------------------------------------------------------------------------------------------------------------


def _of_tables(script: Script) -> Iterator[Finding]:
    """ "The council's part is 46%", "a quarter of it goes to violence": a row of the one table of the section, against its total."""
    by_section: dict[int, list[Grid]] = {}
    for grid in script.flow.grids:
        by_section.setdefault(grid.section, []).append(grid)
    for sentence in script.sentences:
        grids = by_section.get(sentence.piece.section, [])
        shares = list(portions(sentence.text))
        if (
            not grids
            or len(shares) != 1
            or _MOVED.search(sentence.text)
            or figures_in(sentence.text[: shares[0].start])
            or not _OF_MONEY.search(sentence.text)
        ):
            continue
        judged = [found for grid in grids if (found := _row_share(matrix_of(grid, script), sentence, shares[0])) is not None]
        if len(judged) == 1:
            part, totals, name = judged[0]
            real = [part.quantity.value / total * 100 for total in totals]
            if all(not _may_be(shares[0], one) for one in real):
                sum_ = f"{part.quantity.text} ÷ {shown_number(totals[0])} = {shown_number(real[0], 1)}%, not {shares[0].text}."
                spans = [*sentence.spans, part.span, *([name] if name else [])]
                yield told("contradiction.share_of_whole", _T, spans, {}, sum_, 0.7)


def _may_be(share: Portion, real: float) -> bool:
    return share.low - _TABLE_MARGIN <= real <= share.high + _TABLE_MARGIN


def _row_share(matrix: Matrix, sentence: Sentence, share: Portion) -> tuple[Figure, list[float], Span | None] | None:
    """The one row that a sentence names, with the totals that it may be a share of: the printed one and the sum of the rows."""
    columns = sorted({column for row in matrix.rows for column in row.figures})
    if len(columns) != 1 or NO_SUM.search(matrix.columns.get(columns[0], "")) or len(matrix.rows) < 3:
        return None
    rows = [row for row in matrix.rows if columns[0] in row.figures]
    last = rows[-1]
    above = rows[:-1]
    found = sum(row.figures[columns[0]].quantity.value for row in above)
    total = last.figures[columns[0]].quantity.value
    is_total = TOTAL.search(last.name) is not None or total > 0 and abs(found - total) <= 0.15 * total
    if not is_total or total <= 0 or found <= 0 or last.figures[columns[0]].quantity.unit == "%":
        return None
    words = said(sentence.text)
    own = frozenset.intersection(*(said(row.name) for row in above)) if above else frozenset()
    named = [
        row
        for row in above
        if said(row.name) - own
        and (said(row.name) - own) <= words
        or _short_name(row.name)
        and re.search(rf"\b{_short_name(row.name)}\b", sentence.text, re.I)
    ]
    if len(named) != 1:
        return None
    return named[0].figures[columns[0]], [total, found], named[0].span


def _short_name(name: str) -> str:
    """What a funder may be called in short: "the council" for its full name."""
    match = re.search(r"\b(council|commissioner|police|lottery|home office|government)\b", name, re.I)
    return match[1] if match else ""
