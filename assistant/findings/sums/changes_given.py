"""Percentage changes against the figures they are given with, in tables and in words; and the direction a change is said to have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import DIGITS, WORD, Quantity, quantities, shown_number, spelt
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.matrix import Figure, Matrix, Row, matrix_of

_T = FindingType.CHANGE_AND_FIGURES
_CHANGE_COLUMN = re.compile(r"\b(?:change|difference|variance|variation|increase|decrease|reduction)\b|\+\s?/\s?-|^%\s*ch", re.I)
_UP = r"increas\w*|r[io]se\w*|rising|grew|grow\w*|up|boost\w*|higher"
_DOWN = r"decreas\w*|reduc\w*|f[ae]ll\w*|drop\w*|declin\w*|down|lower|cut\w*"
_FIGURE = rf"£?{DIGITS}\s?(?:%|per cent|million|m\b|k\b|bn\b)?"
_PER = r"(?:\s+per\s+[\d,]+\s+\w+)?"
_FROM_TO = re.compile(
    rf"\bfrom\s+(?P<a>{_FIGURE}){_PER}(?P<between>[^.;\d]{{0,60}}?(?:in\s+|for\s+|\()?(?:(?:19"
    rf"|20)\d\d(?:\s?[-/–]\s?\d\d(?:\d\d)?)?\)?)?[^.;\d]{{0,20}}?)"
    rf"\bto\s+(?P<b>{_FIGURE})",
    re.I,
)
_TO_B = re.compile(
    rf"\b(?P<word>increase|rise|growth|decrease|reduction|fall|drop|up|down|increased|risen|fallen|decreased"
    rf"|reduced)\s+(?:of|by)?\s*(?P<p>{DIGITS})\s?(?:%|per\s?cent)\s+"
    rf"to\s+(?P<b>{DIGITS})\s+(?P<noun>[a-z]+)",
    re.I,
)
_COMPARED = re.compile(
    rf"\b(?:which is|this is|that is|is|was|represents)?\s*an?\s+(?:slight|small|large|significant|marked|sharp|modest"
    rf"|big)?\s*(?P<word>increase|rise|decrease|reduction|fall|drop)\s+"
    rf"(?:on|from|over|compared (?:with|to))\s+(?:the\s+)?(?P<a>{DIGITS})\b",
    re.I,
)
_BY_TO = re.compile(
    rf"\b(?P<word>{_UP}|{_DOWN})\b[^.;]{{0,40}}?\bby\s+(?P<a>£?{DIGITS}(?:\s?(?:million|m"
    rf"|k)\b)?)\s+to\s+(?P<b>£?{DIGITS}(?:\s?(?:million|m|k)\b)?)",
    re.I,
)
_AGAINST = re.compile(
    rf"(?<![\w.,/–-])(?P<b>{DIGITS})(?!\s?%)\s+(?:[a-z][\w’'-]*\s+){{1,6}}?(?:(?:in|during|for)\s+(?:(?:19"
    rf"|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?),?\s+)?"
    rf"(?:,\s+)?(?:compared\s+(?:with|to)|against|up\s+from|down\s+from)\s+(?P<a>{DIGITS})(?!\s?%)(?:\s+(?:[a-z][\w’'-]*\s*){{0,6}}?(?:(?:19"
    rf"|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?)?)?"
    rf"\s*[,;(–-]\s*(?:which\s+is\s+|this\s+is\s+|representing\s+)?an?\s+(?:[a-z]+\s+)?(?P<word>increase"
    rf"|rise|growth|decrease|reduction|fall|drop|decline)(?:\s+of\s+(?P<p>{DIGITS})\s?(?:%|per\s?cent))?",
    re.I,
)
_DOUBLED = re.compile(
    rf"(?:(?P<hedge>nearly|almost|close to|more than|over)\s+)?(?P<word>(?:doubl|trebl|tripl|quadrupl|halv)(?:e|es|ed|ing))\b"
    rf"(?:\s+(?!from\b|and\b|but\b)[a-z’'-]+){{0,6}}?(?:\s+(?:since|between|over|in)\s[^;.,\d]{{0,20}}(?:(?:19|20)\d\d)?)?\s*,?\s+from\s+(?P<a>{DIGITS}|(?:{WORD})\b)[^.;]{{0,60}}?\bto\s+(?P<b>{DIGITS}|(?:{WORD})\b)",
    re.I,
)
_TIMES_AS = re.compile(
    rf"(?<![\w.,£])(?P<b>{DIGITS}|(?:{WORD})\b)(?!\s?%)[^.;:]{{0,60}}?[\s,]\s*(?:(?P<hedge>nearly|almost|close to|more than|over)\s+)?"
    rf"(?P<word>twice|double|three\s+times|four\s+times|half)"
    rf"(?:\s+as\s+(?:many|much|high)(?:\s+[a-z’'-]+){{0,2}}?\s+as)?\s+the\s+(?P<a>{DIGITS}|(?:{WORD})\b)(?!\s?%)",
    re.I,
)
_TIMES = {"twice": "doubl", "double": "doubl", "three": "trebl", "four": "quadrupl", "half": "halv"}
_BOUNDS = {"doubl": (1.75, 2.4), "trebl": (2.6, 3.5), "tripl": (2.6, 3.5), "quadrupl": (3.5, 4.6), "halv": (0.4, 0.6)}
_POINTS = re.compile(rf"(?<![\w.])(?P<n>{DIGITS})\s+(?:percentage\s+)?points?\s+(?:above|below|higher|lower|more|less)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d{2}(?:\s?[-/–]\s?(?:20)?\d{2})?\b")
_OTHER_CLAUSE = re.compile(r"\b(?:but|while|whilst|although|whereas)\b|,\s+and\b", re.I)  # a share before it is of something else
_DENOMINATOR = re.compile(r"\bper\s+[\d,]+|\bper\s+(?:thousand|hundred)|\bin\s+every\s+[\d,]+", re.I)


def changes_given(script: Script) -> Iterator[Finding]:
    """Given a document, yield changes that do not follow from their figures."""
    for grid in script.flow.grids:
        yield from _in_table(matrix_of(grid, script))
    for sentence in [*script.sentences, *script.cell_sentences]:
        yield from _from_to(sentence)
        yield from _to_new_value(sentence)
        yield from _by_to(sentence)
        yield from _compared(sentence)
        yield from _points(sentence)
        yield from _against(sentence)
        yield from _times(sentence)


def _against(sentence: Sentence) -> Iterator[Finding]:
    """ "248 burglaries in 2016/17 compared with 310 the year before, a fall of 20%": which way it went, and the share."""
    matches = list(_AGAINST.finditer(sentence.text))
    if len(matches) != 1:
        return
    match = matches[0]
    second, first = _only(match["b"]), _only(match["a"])
    if (
        first is None
        or second is None
        or first.unit != second.unit
        or _is_year(first)
        or _is_year(second)
        or first.value <= 0
        or first.value == second.value
    ):
        return
    up = re.match(_UP, match["word"], re.I) is not None
    spans = [*sentence.cut(match.start("b"), match.end("b")), *sentence.cut(match.start("a"), match.end())]
    if (second.value > first.value) != up:
        sum_ = f"{first.text} to {second.text} is {'a rise' if second.value > first.value else 'a fall'}, not “{match['word']}”."
        yield told("contradiction.change_in_words", _T, spans, {}, sum_, 0.8)
        return
    given = _only(f"{match['p']}%") if match["p"] else None
    if given is not None and not _share_agrees(first, second, given):
        yield told("contradiction.change_in_words", _T, spans, {}, _worked_out(first, second, given), 0.8)


def _times(sentence: Sentence) -> Iterator[Finding]:
    """ "doubled from 40 to 62": how many times the first the second is; "nearly" and "more than" leave room on their side."""
    for match in [*_DOUBLED.finditer(sentence.text), *_TIMES_AS.finditer(sentence.text)]:
        first, second = (_only(match[name]) or next(spelt(match[name]), None) for name in "ab")
        if first is None or second is None or first.unit != second.unit or first.value <= 0 or _is_year(first) or _is_year(second):
            continue
        word = match["word"].casefold()
        low, high = _BOUNDS[_TIMES.get(word.split()[0]) or re.sub(r"(?:es|ed|e|ing)$", "", word)]
        hedge = (match["hedge"] or "").casefold()
        low, high = (low * 0.85, high) if hedge in ("nearly", "almost", "close to") else (low, high * 10) if hedge else (low, high)
        ratio = second.value / first.value
        if not low <= ratio <= high:
            sum_ = f"{second.text} ÷ {first.text} = {shown_number(ratio, 2)}, which is not “{match['word']}”."
            yield told("contradiction.change_in_words", _T, sentence.cut(*match.span()), {}, sum_, 0.75)


# -- tables ---------------------------------------------------------------------------------------------------------------

# Each way a change may have been worked out: what it gives, and the bounds that rounding of the two figures leaves.
_Way = Callable[[Quantity, Quantity], tuple[float, float]]


def _relative(first: Quantity, second: Quantity) -> tuple[float, float]:
    if first.low <= 0:
        return (0.0, 0.0)
    ends = [(b / a - 1) * 100 for a in (first.low, first.high) for b in (second.low, second.high)]
    return min(ends), max(ends)


def _relative_back(first: Quantity, second: Quantity) -> tuple[float, float]:
    return _relative(second, first)


def _absolute(first: Quantity, second: Quantity) -> tuple[float, float]:
    exact = "." not in first.text and "." not in second.text and first.half == second.half == 0.5
    slack = 0.0 if exact else first.half + second.half
    return second.value - first.value - slack, second.value - first.value + slack


def _absolute_back(first: Quantity, second: Quantity) -> tuple[float, float]:
    return _absolute(second, first)


_WAYS: tuple[_Way, ...] = (_relative, _absolute, _relative_back, _absolute_back)


def _in_table(matrix: Matrix) -> Iterator[Finding]:
    """A column of changes behind two columns of figures: how most rows work it out is how every row should."""
    for column, name in matrix.columns.items():
        if not _CHANGE_COLUMN.search(name):
            continue
        rows = [(row, *found) for row in matrix.rows if (found := _three(row, column)) is not None]
        if len(rows) < 3:
            yield from _few_rows(rows)
            continue
        way = max(_WAYS, key=lambda one: sum(_agrees(one, first, second, given) for _, first, second, given in rows))
        wrong = [found for found in rows if not _agrees(way, *found[1:])]
        if 0 < len(wrong) * 3 <= len(rows):
            for row, first, second, given in wrong:
                if first.quantity.value and second.quantity.value:  # of nothing there is no share
                    yield _table_finding(way, row, first, second, given)


def _few_rows(rows: Sequence[tuple[Row, Figure, Figure, Figure]]) -> Iterator[Finding]:
    """Of two rows, one that bears out that the changes are shares, and one that is well off."""
    right = [found for found in rows if _agrees(_relative, *found[1:]) and abs(found[3].quantity.value) >= 1]
    for row, first, second, given in rows:
        low, high = _relative(first.quantity, second.quantity)
        off = min(abs(abs(given.quantity.value) - abs(end)) for end in (low, high))
        if (
            right
            and first.quantity.value
            and given.quantity.unit == "%"
            and off > 1.0
            and not any(_agrees(way, first, second, given) for way in _WAYS)
        ):
            yield _table_finding(_relative, row, first, second, given)


def _three(row: Row, column: int) -> tuple[Figure, Figure, Figure] | None:
    before = [figure for other, figure in sorted(row.figures.items()) if other < column]
    return (before[-2], before[-1], row.figures[column]) if column in row.figures and len(before) >= 2 else None


def _agrees(way: _Way, first: Figure, second: Figure, given: Figure) -> bool:
    low, high = way(first.quantity, second.quantity)
    return _meets(low, high, given.quantity) or _meets(-high, -low, given.quantity) and given.quantity.value >= 0


def _meets(low: float, high: float, given: Quantity) -> bool:
    return low - 1e-9 <= given.high and high + 1e-9 >= given.low


def _table_finding(way: _Way, row: Row, first: Figure, second: Figure, given: Figure) -> Finding:
    a, b = (second, first) if way in (_relative_back, _absolute_back) else (first, second)
    share = way in (_relative, _relative_back)
    sum_ = _worked_out(a.quantity, b.quantity, given.quantity) if share else _difference(a.quantity, b.quantity, given.quantity)
    spans = [given.span, *([row.span] if row.span else []), first.span, second.span]
    return told("contradiction.change_in_table", _T, spans, {"row": row.name or "this row"}, sum_, 0.95)


def _worked_out(first: Quantity, second: Quantity, given: Quantity) -> str:
    change = (second.value / first.value - 1) * 100
    places = max(1, len(given.text.partition(".")[2].rstrip("% ")))
    return f"({second.text} − {first.text}) ÷ {first.text} = {shown_number(change, places)}%, not {given.text}."


def _difference(first: Quantity, second: Quantity, given: Quantity) -> str:
    return f"{second.text} − {first.text} = {shown_number(second.value - first.value, 2)}, not {given.text}."


# -- words ----------------------------------------------------------------------------------------------------------------


def _from_to(sentence: Sentence) -> Iterator[Finding]:
    """ "fell by 9% from 34,483 to 31,422": the share, and the direction."""
    text = sentence.text
    matches = list(_FROM_TO.finditer(text))
    if len(matches) != 1:
        return
    match = matches[0]
    first, second = _only(match["a"]), _only(match["b"])
    if first is None or second is None or first.unit != second.unit or _is_year(first) or _is_year(second) or first.hedged or second.hedged:
        return
    spans = sentence.cut(match.start("a"), match.end("b"))
    before = re.split(r"[.;]", text[: match.start()])[-1]
    word = _direction(before)
    if word is not None and first.value != second.value and (second.value > first.value) != (word[1] > 0):
        sum_ = f"{first.text} to {second.text} is {'a rise' if second.value > first.value else 'a fall'}, not “{word[0]}”."
        yield told("contradiction.change_in_words", _T, [*sentence.cut(match.start() - len(before), match.end())], {}, sum_, 0.8)
        return
    given = _share_beside(text, match)
    if first.value and given is not None and word is not None and not _share_agrees(first, second, given):
        yield told(
            "contradiction.change_in_words",
            _T,
            [*sentence.cut(given.start, given.end), *spans],
            {},
            _worked_out(first, second, given),
            0.85,
        )


def _only(text: str) -> Quantity | None:
    found = list(quantities(text))
    return found[0] if len(found) == 1 else None


def _is_year(quantity: Quantity) -> bool:
    return not quantity.unit and re.fullmatch(r"(?:19|20)\d{2}", quantity.text) is not None


def _direction(before: str) -> tuple[str, int] | None:
    """The word for a change that stands right before "from", and which way it goes."""
    near = re.split(r"[,:]|\b(?:and|but|while|whilst|although)\b", before)[-1][-60:]
    found = [
        (match.start(), match.group(), sign)
        for sign, words in ((1, _UP), (-1, _DOWN))
        for match in re.finditer(rf"\b(?:{words})\b", near, re.I)
    ]
    if not found or re.search(r"\b(?:gap|target|aim|not|no|reverse|slow\w*)\b", near, re.I):
        return None
    _, word, sign = max(found)
    return word, sign


def _share_beside(text: str, match: re.Match[str]) -> Quantity | None:
    """The one percentage that stands outside "from A to B" in its sentence, where it is given as a change."""
    shares = [one for one in quantities(text) if one.unit == "%" and not match.start("a") <= one.start < match.end("b") and not one.hedged]
    if len(shares) != 1:
        return None
    one = shares[0]
    of_them = re.match(r"\s+of\s+(?:them|these|those|wh(?:om|ich)|all|the)\b", text[one.end :])  # a share of B, no change to it
    if _OTHER_CLAUSE.search(text[one.end : match.start("a")]) or one.start >= match.end("b") and of_them:
        return None
    around = text[max(0, one.start - 30) : one.end + 30]
    return one if re.search(rf"\b(?:{_UP}|{_DOWN}|change)\b", around, re.I) else None


def _share_agrees(first: Quantity, second: Quantity, given: Quantity) -> bool:
    low, high = _relative(first, second)
    plain = Quantity(abs(given.value), "%", given.half, 0, 0, given.text)
    if _meets(min(abs(low), abs(high)), max(abs(low), abs(high)), plain) or _meets(low, high, plain) or _meets(-high, -low, plain):
        return True
    points = abs(second.value - first.value)
    return first.unit == "%" and abs(points - plain.value) <= first.half + second.half + plain.half


def _by_to(sentence: Sentence) -> Iterator[Finding]:
    """ "a cut of 30%, which reduces the grant by £150,000 to £662,986": what it was before is the sum of the two."""
    matches = list(_BY_TO.finditer(sentence.text))
    shares = [one for one in quantities(sentence.text) if one.unit == "%" and not one.hedged]
    if len(matches) != 1 or len(shares) != 1:
        return
    match, given = matches[0], shares[0]
    step, after = _only(match["a"]), _only(match["b"])
    if step is None or after is None or step.unit != after.unit or step.unit == "%" or after.value <= 0:
        return
    down = re.match(_DOWN, match["word"], re.I) is not None
    before = after.value + step.value if down else after.value - step.value
    if before <= 0:
        return
    found = step.value / before * 100
    slack = given.half + (step.half + after.half) / before * 100
    if abs(found - given.value) > slack + 0.5:
        sign = "+" if down else "−"
        sum_ = f"{step.text} ÷ ({after.text} {sign} {step.text}) = {shown_number(found, 1)}%, not {given.text}."
        spans = [*sentence.cut(given.start, given.end), *sentence.cut(match.start(), match.end())]
        yield told("contradiction.change_in_words", _T, spans, {}, sum_, 0.7)


def _to_new_value(sentence: Sentence) -> Iterator[Finding]:
    """ "16,320 reports … an increase of 12.5% to 18,289 reports": the earlier count of the same thing stands before it in the paragraph."""
    text = re.sub(r"\s", " ", sentence.piece.text)
    for match in _TO_B.finditer(text, sentence.start, sentence.end):
        second, given = _only(match["b"]), _only(f"{match['p']}%")
        earlier = list(re.finditer(rf"(?<![\w.,/–-])(?P<a>{DIGITS})\s+{re.escape(match['noun'])}\b", text[: match.start()]))
        if second is None or given is None or not earlier:
            continue
        first = _only(earlier[-1]["a"])
        if first is None or first.value <= 0 or _is_year(first):
            continue
        sign = -1 if re.match(_DOWN, match["word"], re.I) else 1
        low, high = _relative(first, second)
        if not _meets(min(sign * low, sign * high), max(sign * low, sign * high), given):
            spans = [*sentence.piece.cut(match.start(), match.end()), *sentence.piece.cut(earlier[-1].start(), earlier[-1].end())]
            yield told("contradiction.change_in_words", _T, spans, {}, _worked_out(first, second, given), 0.85)


def _compared(sentence: Sentence) -> Iterator[Finding]:
    """ "388 cases, which is an increase on 374": which way it went."""
    text = sentence.text
    for match in _COMPARED.finditer(text):
        first = _only(match["a"])
        before = [one for one in quantities(text[: match.start()]) if not one.unit and not _is_year(one)]
        if first is None or _is_year(first) or text[match.end("a") : match.end("a") + 2].strip().startswith("%") or len(before) != 1:
            continue
        up = re.match(_UP, match["word"], re.I) is not None
        if (before[0].value > first.value) != up and before[0].value != first.value:
            sum_ = f"{first.text} to {before[0].text} is {'a rise' if before[0].value > first.value else 'a fall'}, not “{match['word']}”."
            spans = [*sentence.cut(before[0].start, before[0].end), *sentence.cut(match.start(), match.end())]
            yield told("contradiction.change_in_words", _T, spans, {}, sum_, 0.8)


def _points(sentence: Sentence) -> Iterator[Finding]:
    """ "a rate of 120 was 22 points above the average of 98"."""
    text = sentence.text
    matches = list(_POINTS.finditer(text))
    if len(matches) != 1:
        return
    match = matches[0]
    skipped = [found.span() for pattern in (_YEAR, _DENOMINATOR) for found in pattern.finditer(text)]
    others = _others(text, match.span(), skipped)
    given = _only(match["n"])
    if given is None or len(others) != 2 or others[0].unit != others[1].unit:
        return
    slack = given.half * ("." in given.text) + sum(one.half for one in others if "." in one.text)
    found = abs(others[0].value - others[1].value)
    if abs(found - given.value) > slack + 1e-9:
        high, low = sorted(others, key=lambda one: -one.value)
        sum_ = f"{high.text} − {low.text} = {shown_number(found, 2)}, not {given.text}."
        yield told("contradiction.change_in_words", _T, sentence.spans, {}, sum_, 0.75)


def _others(text: str, own: tuple[int, int], skipped: Sequence[tuple[int, int]]) -> list[Quantity]:
    found = [one for one in quantities(text) if not own[0] <= one.start < own[1]]
    return [one for one in found if not any(start <= one.start < end for start, end in skipped)]
