"""Changes in words against the two figures that they are of, in one sentence or in the next: "286, 12% more than the 246 of 2022"; "rose
from 55 to 66. A rise of 27%"; "down by a third, from 924 to 702"; "which is 422 fewer"; and a sentence against a table's row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import DIGITS, WORD, Quantity, number_of, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import subject_of
from assistant.findings.sums.mentions import YEARS, Kind, Mention, figures_in, mentions, year_of
from assistant.findings.sums.portions import Portion, portions
from ingest.documents import BlockKind, Span

_T = FindingType.CHANGE_AND_FIGURES
_UP = r"(?:increas\w+|r[io]se|risen|rising|grew|grown|growth|up|more|higher|gain|climb\w*|jump\w*|upturn)"
_DOWN = r"(?:decreas\w+|reduc\w+|f[ae]ll|fallen|falling|drop\w*|declin\w+|down|fewer|less|lower|cut|cuts)"
_BEFORE = re.compile(
    rf"\b(?P<word>{_UP}|{_DOWN})\b(?:\s+(?:in\s+\w+|[a-z]+ly|(?:[a-z’'-]+\s+){{0,3}}[a-z’'-]+(?=\s+by\b)))?\s*,?\s*(?:of"
    rf"|by|was|is|to\s+the\s+tune\s+of)?\s*(?:some\s+|about\s+|a\s+further\s+)?$|(?:\b(?:or|is)|,)\s+by\s*$|(?<=\d),\s+(?:or\s+|that\s+is\s+)?$|(?P<sign>[(+−–-])\s*[+−–-]?\s*$",
    re.I,
)
_AFTER = re.compile(rf"^\s?\)?\s*(?:of\s+a\s+)?(?:[a-z]+\s+)?(?P<word>{_UP}|{_DOWN})\b", re.I)
_LINKS = (
    # between the two figures -> whether the later one comes first
    (re.compile(r"^[^;.]{0,70}?\b(?:to|and\s+then)\s+(?:a\s+\w+\s+of\s+)?$", re.I), False),
    (
        re.compile(
            r"^[^;.]{0,80}?\b(?:than|against|(?:compared|compares?|comparing)\s+(?:with|to)|up\s+from|down\s+from|increase\s+(?:on|from"
            r"|over)|rise\s+(?:on|from)|fall\s+from|reduction\s+(?:on|from)|up\s+on|down\s+on|more\s+on|as\s+against"
            r"|on|over|after|instead\s+of)\s+(?:(?:the\s+)?(?:previous|last|preceding)\s+year[’']s\s+(?:figure\s+of\s+|total\s+of\s+)?"
            r"|the\s+year\s+before[’']s\s+|the\s+|a\s+total\s+of\s+|a\s+figure\s+of\s+|in\s+\S+\s+|some\s+)?$",
            re.I,
        ),
        True,
    ),
    (re.compile(r"^[^;.]{0,50}?[(]$", re.I), True),
)
_OTHER = re.compile(
    r"\b(?:but|while|whilst|although|whereas|target|aim|average|per(?!\s?cent)|each|every|rate|points?)\b"
    r"|,\s+and\b|;",
    re.I,
)
_NEXT = re.compile(
    rf"^\W*(?:this|that|it|which|the|a|an)?\s*(?:is|was|represents|means|marks)?\s*(?:an?\s+)?(?:[a-z]+\s+)?(?:{_UP}"
    rf"|{_DOWN}|(?=[\d]))",
    re.I,
)
_ABSOLUTE = re.compile(
    rf"\b(?:which\s+is|that\s+is|this\s+is|or|an?\s+(?:\w+\s+)?(?:fall|rise|drop|increase|decrease|reduction)\s+of"
    rf"|{_UP}\s+by|{_DOWN}\s+by)\s*$",
    re.I,
)
_PROSE = re.compile(
    r"^(?P<subject>[^,;:.]{3,80}?)\s+(?:has\s+|have\s+)?(?:also\s+)?(?P<way>fell|fallen|rose|risen|dropped"
    r"|decreased|increased|declined|grew|grown|went\s+up|went\s+down|came\s+down|come\s+down|gone\s+up"
    r"|gone\s+down|(?:is|are|was|were)\s+(?:down|up))\s+(?:by\s+)?$",
    re.I,
)
_POINTS = re.compile(rf"(?<![\w.])(?P<n>{DIGITS}|{WORD})\s+(?:percentage\s+)?points?\b(?!\s+(?:above|below|plan))", re.I)
_DIVIDES = re.compile(r"(?:,\s+(?:and|but|while|whilst|whereas)|;(?:\s+and)?)\s+", re.I)
_YEAR_BEFORE = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:in\s+)?(?:the|a)\s+(?:previous\s+year|year\s+(?:before|earlier|previously)"
    r"|last\s+year)\b|^\s+last\s+year\b",
    re.I,
)
_IS_PART = re.compile(r"\s+(?:of|were|was|are|is|came|took|in|said)\b", re.I)  # "fell to 2,231, 45% of them at night"
_MORE_THAN = re.compile(rf"^\s+(?:[a-z’'-]+\s+){{0,2}}?(?P<word>{_UP}|{_DOWN})\s+than\b", re.I)
_WAS = re.compile(r"^[^;.]{0,50}?(?:[,(]\s*)?(?:\b(?:when|where|which)\b[^;.]{0,30}|\bthe|\(|\bof)\s*$", re.I)
_SINCE = re.compile(r"^[^.;]{0,40}?\b(?:since|than|on|from|of|with|against|below|above)\s+(?:(?:in|that\s+of)\s+)?(?:19|20)\d\d", re.I)
_FAR = 6.0  # points by which "about 10%" is off for certain
_MARGIN = 0.6  # points beyond rounding, for a share that was cut off rather than rounded


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
        yield from _by_how_many(sentence)
        yield from _more_than(sentence)
        yield from _points(sentence)
    yield from _against_tables(sentences, script)


def _clauses(sentence: Sentence) -> list[Sentence]:
    """The parts of a sentence that each tell of a thing of their own; none where it has only one."""
    cuts = [match.span() for match in _DIVIDES.finditer(sentence.text)]
    edges = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence.text)]
    return (
        [replace(sentence, start=sentence.start + begin, end=sentence.start + end) for begin, end in zip(*edges, strict=True)]
        if cuts
        else []
    )


def _plain(sentence: Sentence) -> list[Quantity]:
    taken = [(one.start, one.end) for one in portions(sentence.text)]
    return [one for one in figures_in(sentence.text) if one.unit != "%" and not any(start <= one.start < end for start, end in taken)]


def pair_in(sentence: Sentence) -> tuple[Quantity, Quantity] | None:
    """Given a sentence of two figures and no more, return the earlier and the later one, where its words tell which is which."""
    found = _plain(sentence)
    if len(found) == 3:
        found = _between(sentence, found)
    if len(found) != 2 or found[0].unit != found[1].unit or any(one.hedged or one.value <= 0 for one in found):
        return None
    a, b = found
    order = _order(sentence.text, a, b)
    return None if order is None else (a, b) if order else (b, a)


def _order(text: str, a: Quantity, b: Quantity) -> bool | None:
    """Whether the first of two figures is the earlier one; None where nothing tells."""
    between = re.sub(r"\d[\d,.]*\s?(?:%|per\s?cent)", " ", YEARS.sub(" ", text[a.end : b.start]))
    before, after = text[: a.start], text[b.end :]
    arrow = re.match(r"^\s*(?:→|->|➜|➔)\s*$", between)
    signed = re.match(r"^\s+to\s+$", between) and re.match(r"^\s*\(\s*[+−–-]", after)
    if arrow or signed or re.search(r"\bfrom\s*$", before, re.I) and _LINKS[0][0].match(between):
        return True
    linked = next((not backwards for pattern, backwards in _LINKS[1:] if pattern.match(between)), None)
    if linked is not None:
        return linked
    if re.match(r"^\s+from\s+$", between) and re.search(r"\bto\s+$", before):
        return False
    if not re.match(r"^\s*[^;.]{0,40}?(?:\band|,)\s*$", between):
        return None
    years = [year_of(match) for match in YEARS.finditer(text) if match.start() > a.end]
    return False if _YEAR_BEFORE.match(after) else True if len(years) == 2 and years[0] < years[1] else None


def _between(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """Of three figures, the two that stand in "from … to …"; the third is then how much lies between them."""
    for a, b in pairwise(found):
        from_to = re.search(r"\bfrom\s*$", sentence.text[: a.start], re.I) and _LINKS[0][0].match(
            YEARS.sub(" ", sentence.text[a.end : b.start])
        )
        if from_to and any(one.value == abs(b.value - a.value) for one in found if one is not a and one is not b):
            return [a, b]
    return []


def share_of_change(text: str, portion: Portion) -> int | None:
    """Given a text and a share in it, return which way the share of change goes: 1 up, -1 down, 0 unsaid; None where it is no change."""
    after, before = _AFTER.match(text[portion.end :]), _BEFORE.search(text[: portion.start])
    word = (after["word"] if after else None) or (before["word"] if before else None)
    if word:
        return 1 if re.match(_UP, word, re.I) else -1
    if before is None or _IS_PART.match(text[portion.end :]):
        return None
    sign = re.search(r"[+−–-]\s*$", text[: portion.start])
    return 0 if sign is None and before["sign"] is None else None if sign is None else 1 if "+" in sign.group() else -1


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
        or _OTHER.search(text[ends[0] : max(share.end, first.end, second.end)])
    ):
        return
    if not agrees(first, second, share, way):
        spans = [*sentence.cut(share.start, share.end), *sentence.cut(first.start, first.end), *sentence.cut(second.start, second.end)]
        yield told("contradiction.change_in_words", _T, spans, {}, _sum(first, second, share, way), 0.8)


def _given_next(sentence: Sentence, first: Quantity, second: Quantity, after: Sentence) -> Iterator[Finding]:
    """The share stands in the next sentence: "A rise of 27% in a single year …"."""
    shares = list(portions(after.text))
    if len(shares) != 1 or not _NEXT.match(after.text) or shares[0].start > 40 or list(portions(sentence.text)) or _plain(after):
        return
    way = share_of_change(after.text, shares[0])
    clause = re.split(r"[,;:]", after.text[shares[0].end :], maxsplit=1)[0]
    if subject_of(YEARS.sub(" ", clause)) - subject_of(sentence.text):
        return  # the rise of another thing
    if way is None or _OTHER.search(sentence.text[min(first.start, second.start) :]):
        return
    if not agrees(first, second, shares[0], way):
        spans = [
            *after.cut(shares[0].start, shares[0].end), *sentence.cut(min(first.start, second.start), max(first.end, second.end)),
        ]  # fmt: skip
        yield told("contradiction.change_in_words", _T, spans, {}, _sum(first, second, shares[0], way), 0.75)


def _year_by_year(sentence: Sentence, after: Sentence) -> Iterator[Finding]:
    """ "There were 640 in 2023/24. In 2024/25 there were 768, a rise of 30%."."""
    first, second, shares = _plain(sentence), _plain(after), list(portions(after.text))
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
        or _OTHER.search(after.text)
        or subject_of(YEARS.sub(" ", after.text[: second[0].start])) - subject_of(sentence.text)
    ):
        return
    if not agrees(first[0], second[0], shares[0], way):
        spans = [*after.cut(second[0].start, shares[0].end), *sentence.cut(first[0].start, first[0].end)]
        yield told("contradiction.change_in_words", _T, spans, {}, _sum(first[0], second[0], shares[0], way), 0.75)


def agrees(first: Quantity, second: Quantity, share: Portion, way: int) -> bool:
    """Given two figures, a share and the way it goes (1 up, -1 down, 0 unsaid), say whether it may be the change between them."""
    low, high = _change(first, second)
    if way and first.value != second.value and (second.value > first.value) != (way > 0):
        return False
    size = sorted((abs(low), abs(high)))
    if low < 0 < high:
        size[0] = 0.0
    return size[0] - _MARGIN <= share.high and size[1] + _MARGIN >= share.low


def _is_far(first: Quantity, second: Quantity, share: Portion) -> bool:
    """Whether a share that is only said roughly is still not the change between two figures."""
    found = abs(second.value / first.value - 1) * 100 if first.value else 0.0
    return abs(found - share.value) > max(_FAR, share.value / 2)


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


def _sum(first: Quantity, second: Quantity, share: Portion, way: int) -> str:
    change = (second.value / first.value - 1) * 100
    said = f"{'a rise of ' if way > 0 else 'a fall of ' if way < 0 else ''}{share.text}"
    return f"({second.text} − {first.text}) ÷ {first.text} = {shown_number(change, 1)}%, not {said}."


def _by_how_many(sentence: Sentence) -> Iterator[Finding]:
    """ "from 8,412 to 7,990, which is 422 fewer": the difference."""
    found = _plain(sentence)
    if len(found) != 3 or len({one.unit for one in found}) != 1 or any(one.hedged or "." in one.text for one in found):
        return
    text = sentence.text
    for given in found:
        first, second = (one for one in found if one is not given)
        if given is found[1] or not _ABSOLUTE.search(text[: given.start]) or not re.search(r"\bfrom\s*$", text[: first.start], re.I):
            continue
        between = YEARS.sub(" ", text[first.end : second.start])
        if (
            not _LINKS[0][0].match(between)
            or not (_AFTER.match(text[given.end :]) or re.search(r"\b(?:of|by)\s*$", text[: given.start]))
            or _OTHER.search(text[min(first.start, given.start) : given.end])
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
            yield told("contradiction.change_in_words", _T, spans, {}, sum_, 0.75)


def _more_than(sentence: Sentence) -> Iterator[Finding]:
    """ "318 homes, six more than in 2023/24, when it was 302": the difference stands between the two figures."""
    found = _plain(sentence)
    if len(found) != 3 or len({one.unit for one in found}) != 1 or any(one.hedged or "." in one.text for one in found):
        return
    (one, given, other), text = found, sentence.text
    opens = re.search(r"(?:[,(–—]|\bor|\bis|\bare)\s*(?:that\s+is\s+|which\s+is\s+)?$", text[one.end : given.start])
    than = _MORE_THAN.match(text[given.end :])
    if opens is None or than is None or ";" in text[one.end : other.start] or _OTHER.search(text[given.end : other.start]):
        return
    behind = text[given.end + than.end() : other.start]
    if not _WAS.match(YEARS.sub(" ", behind)) or one.value == other.value:
        return
    right = one.value - other.value
    if right != given.value * (1 if re.match(_UP, than["word"], re.I) else -1) and all(figure.half == 0.5 for figure in found):
        sum_ = f"The difference between {other.text} and {one.text} is {shown_number(abs(right))}, not {given.text}."
        spans = [*sentence.cut(given.start, given.end), *sentence.cut(one.start, one.end), *sentence.cut(other.start, other.end)]
        yield told("contradiction.change_in_words", _T, spans, {}, sum_, 0.75)


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
    if not re.search(r"\bfrom\s*$", sentence.text[: first.start], re.I) or not _LINKS[0][0].match(
        YEARS.sub(" ", sentence.text[first.end : second.start])
    ):
        return
    given, right = float(number_of(matches[0]["n"]) or matches[0]["n"].replace(",", "")), abs(second.value - first.value)
    if abs(right - given) > first.half * ("." in first.text) + second.half * ("." in second.text) + 0.05 + (
        1.0 if "." not in matches[0]["n"] and "." in first.text + second.text else 0.0
    ):
        sum_ = f"From {first.text} to {second.text} is {shown_number(right, 1)} points, not {matches[0]['n']}."
        yield told(
            "contradiction.change_in_words", _T, [*sentence.cut(*matches[0].span()), *sentence.cut(first.start, second.end)], {}, sum_, 0.75
        )


# -- a sentence against a table -------------------------------------------------------------------------------------------


def _against_tables(sentences: Sequence[Sentence], script: Script) -> Iterator[Finding]:
    """ "Burglary fell by 20%" against the row "Burglary" of a table with the figures of two years."""
    rows: defaultdict[tuple[frozenset[str], int, str], list[Mention]] = defaultdict(list)
    for one in mentions(script):
        if one.table is not None and one.kind is Kind.LEVEL and len(one.years) == 1 and not one.place and one.quantity.unit != "%":
            rows[one.subject, one.table, one.head].append(one)
    by_subject: defaultdict[frozenset[str], list[list[Mention]]] = defaultdict(list)
    for (subject, _, _), found in rows.items():
        by_subject[subject].append(found)
    for sentence in sentences:
        shares = list(portions(sentence.text))
        if len(shares) != 1 or _plain(sentence):
            continue
        opening = re.sub(
            r"^.*\b(?:shows?|see|means?|found|says?)\s+that\s+|^(?:In|Over|Between|Since)\s[^,]{3,40},\s+",
            "",
            sentence.text[: shares[0].start],
        )
        said = _PROSE.match(opening)
        if (
            said is None
            or re.search(r"\b(?:will|to|should|target|nationally|England|county|not)\b", sentence.text[: shares[0].end], re.I)
            or len(said["subject"].split()) > 8
        ):
            continue
        matching = by_subject.get(subject_of(YEARS.sub(" ", said["subject"])), [])
        if len(matching) != 1:
            continue
        if _SINCE.search(sentence.text[shares[0].end :]):
            continue  # from that year on, not in it
        pair = _of_years(matching[0], [year_of(match) for match in YEARS.finditer(sentence.text)])
        way = 1 if re.search(r"rose|risen|increas|grew|grown|up", said["way"], re.I) else -1
        if pair is not None and not agrees(pair[0].quantity, pair[1].quantity, shares[0], way):
            first, second = pair[0].quantity, pair[1].quantity
            spans: list[Span] = [*sentence.spans, *pair[1].spans, *pair[0].spans]
            yield told("contradiction.change_in_words", _T, spans, {}, _sum(first, second, shares[0], way), 0.7)


def _of_years(row: Sequence[Mention], years: Sequence[str]) -> tuple[Mention, Mention] | None:
    """The two figures of a row that a sentence speaks of: of the years that it names, or the only two."""
    by_year = {next(iter(one.years)): one for one in row}
    order = sorted(by_year)
    if len(by_year) != len(row) or len(order) < 2:
        return None
    if len(years) == 2 and set(years) <= set(order):
        return by_year[min(years)], by_year[max(years)]
    if len(years) == 1 and years[0] in order[1:] and _is_next(order[order.index(years[0]) - 1], years[0]):
        return by_year[order[order.index(years[0]) - 1]], by_year[years[0]]
    return (by_year[order[0]], by_year[order[1]]) if not years and len(order) == 2 and _is_next(*order) else None


def _is_next(first: str, second: str) -> bool:
    return int(second[:4]) - int(first[:4]) == 1
