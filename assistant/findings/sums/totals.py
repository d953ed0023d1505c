"""Totals against their parts: a table's total row and total column, and a sum in words followed by the parts it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import DIGITS, Quantity, number_of, quantities, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.matrix import Figure, Matrix, Row, matrix_of
from ingest.documents import Span

_T = FindingType.TOTAL_AND_PARTS
_TOTAL = re.compile(r"^(?:grand |overall |sub[- ]?)?totals?\b(?!\s+(?:number|cost|value|amount)?\s*of\b)|\btotals?$|^(?:all|sum)$", re.I)
_NO_SUM = re.compile(r"%|\brate|\bratio\b|averag|\bmean\b|\bper\b|change|differ|varia|rank|score|index|position|^year$|^age$|target", re.I)
# Words before a sum that is then broken down.
_BROKEN_DOWN = re.compile(
    r"\b(?:both|made up of|comprising|comprises|consisting of|consists of|broken down|split (?:between|into)|divided (?:between"
    r"|into|as follows)"
    r"|of which|namely|as follows|these (?:projects|schemes|grants|sums) are)\b",
    re.I,
)
_AMOUNT = rf"£?\s?{DIGITS}(?:\s?(?:million|m|k)\b)?"
_WHOLE = re.compile(
    rf"(?<![\w£.,/–-])(?P<whole>{_AMOUNT})\s*(?:[a-z][\w’'-]*\s+){{0,7}}?[a-z]*\s*(?P<all>:|\(|\b(?:comprises|comprising"
    rf"|made up of|consisting of|broken down (?:as|into)"
    r"|split (?:between|into))\b|[,–-]\s*(?:of which|with)?)\s*(?=£?\d)",
    re.I,
)
_IN_PART = re.compile(r",\s*$|[–-]\s*$|of which|with", re.I)
_PART = re.compile(rf"(?:^|[,;]\s*(?:and\s+)?|\band\s+)(?P<n>{_AMOUNT})\s+(?:[a-z]+\s+)?(?P<link>in|from|for|at|by|on|to)\b", re.I)
# What may be counted in several parts at once, or is compared and not divided.
_SHARED = re.compile(
    r"\b(?:both|also|compared|previous|last year|more than one|target|rose|fell|increase\w*|up|down|since|of whom|including)\b", re.I
)
_BRACKETED = re.compile(r"\(\s*(£\s?[\d,.]+\s?(?:k|m|bn|million|billion)?)\s*\)", re.I)


def totals(script: Script) -> Iterator[Finding]:
    """Given a document, yield totals that are not the sum of their parts."""
    for grid in script.flow.grids:
        matrix = matrix_of(grid, script)
        yield from _columns(matrix)
        yield from _rows(matrix)
    for sentence, following in _pairs(script):
        in_words = list(_in_words(sentence, following))
        yield from in_words or _counted(sentence)


# -- columns ------------------------------------------------------------------------------------------------------------


def _columns(matrix: Matrix) -> Iterator[Finding]:
    for index, row in enumerate(matrix.rows):
        if not _TOTAL.search(row.name) or "(" in row.name or not row.figures:
            continue
        judged = {column: _judged(matrix, index, column) for column in row.figures if not _NO_SUM.search(matrix.columns.get(column, ""))}
        fitting = sum(parts is not None and not wrong for parts, wrong in judged.values())
        misses = [(column, parts) for column, (parts, wrong) in judged.items() if parts is not None and wrong]
        if misses:
            # Several columns that miss are one finding, told by the first: the same rows are left out of, or counted into, each.
            column, parts = misses[0]
            sure = 0.95 if fitting else _alone(parts, row.figures[column])
            values = {"column": matrix.columns.get(column, ""), "row": row.name.strip(" •"), "more": len(misses) - 1}
            key = "total_of_columns" if len(misses) > 1 else "total_of_column" if values["column"] else "total_of_parts"
            yield _wrong(f"contradiction.{key}", parts, row.figures[column], values, row.span, sure)


def _judged(matrix: Matrix, index: int, column: int) -> tuple[list[Figure] | None, bool]:
    """The parts of a column's total, and whether they miss it. No parts where it is not plain which rows they are."""
    total = matrix.rows[index].figures[column]
    if total.quantity.unit == "%":
        return None, False
    above = matrix.rows[:index]
    since = _since_last_total(above)
    if len(since) < 2 or any(_is_hole(row, column) for row in since):
        return None, False
    parts = [row.figures[column] for row in since if column in row.figures]
    if len(parts) < 2:
        return None, False
    # A total may be of all rows, of those since the last total, or of the totals before it.
    everything = [row.figures[column] for row in above if column in row.figures and not _TOTAL.search(row.name)]
    subtotals = [row.figures[column] for row in above if column in row.figures and _TOTAL.search(row.name)]
    return parts, not any(_fits(group, total) for group in (parts, everything, subtotals))


def _since_last_total(rows: Sequence[Row]) -> Sequence[Row]:
    last = max((index for index, row in enumerate(rows) if _TOTAL.search(row.name) and "(" not in row.name), default=-1)
    return [row for row in rows[last + 1 :] if row.figures or row.texts - {0}]


def _is_hole(row: Row, column: int) -> bool:
    """Whether a row has figures elsewhere and none here: then a part may be missing from what was read, not from the sum."""
    return column not in row.figures


def _fits(parts: Sequence[Figure], total: Figure) -> bool:
    if len(parts) < 2:
        return False
    slack = sum(_slack(part) for part in parts) + _slack(total)
    if "." not in total.quantity.text and not any("." in part.quantity.text for part in parts):
        # Whole numbers of one table are printed alike: the one with the fewest zeros shows how far they were rounded.
        slack = min(slack, min(figure.quantity.half for figure in (*parts, total)) * (len(parts) + 1))
    return abs(sum(part.quantity.value for part in parts) - total.quantity.value) <= slack + 1e-6


def _slack(total: Figure) -> float:
    """Whole numbers as printed are exact; what is printed with decimals or in thousands and millions is rounded."""
    quantity = total.quantity
    return 0.0 if quantity.half == 0.5 and "." not in quantity.text else quantity.half


def _alone(parts: Sequence[Figure], total: Figure) -> float:
    """How sure a sum is that nothing else in the table confirms: the nearer it comes, the likelier its rows are its parts."""
    found = sum(part.quantity.value for part in parts)
    if not total.quantity.value or len(parts) < 3:
        return 0.5
    return 0.75 if 0.67 <= found / total.quantity.value <= 1.5 else 0.4


# -- rows ---------------------------------------------------------------------------------------------------------------------


def _rows(matrix: Matrix) -> Iterator[Finding]:
    """A column of totals, where most rows bear out that it holds the sums of the columns before it."""
    for column, name in matrix.columns.items():
        if not _TOTAL.search(name) or _NO_SUM.search(name):
            continue
        checked: list[tuple[Row, list[Figure]]] = []
        for row in matrix.rows:
            parts = [
                figure for other, figure in row.figures.items() if other < column and not _NO_SUM.search(matrix.columns.get(other, ""))
            ]
            if column in row.figures and len(parts) >= 2 and row.figures[column].quantity.unit != "%":
                checked.append((row, parts))
        wrong = [(row, parts) for row, parts in checked if not _fits(parts, row.figures[column])]
        if len(checked) >= 3 and len(wrong) * 3 <= len(checked):
            for row, parts in wrong:
                values = {"column": name, "row": row.name or "this row"}
                yield _wrong("contradiction.total_of_row", parts, row.figures[column], values, row.span, 0.95)


def _wrong(key: str, parts: Sequence[Figure], total: Figure, values: Mapping[str, object], name: Span | None, sure: float) -> Finding:
    found = sum(part.quantity.value for part in parts)
    places = 2 if any("." in figure.quantity.text for figure in (*parts, total)) else 0
    sign = "£" if total.quantity.unit == "£" else ""
    shown = (
        " + ".join(part.quantity.text for part in parts) if len(parts) <= 8 else f"{parts[0].quantity.text} + … + {parts[-1].quantity.text}"
    )
    sum_ = f"{shown} = {sign}{shown_number(found, places)}, not {total.quantity.text}."
    return told(key, _T, [total.span, *([name] if name else []), *(part.span for part in parts)], values, sum_, sure)


# -- words --------------------------------------------------------------------------------------------------------------------


def _pairs(script: Script) -> Iterator[tuple[Sentence, Sentence | None]]:
    """Each sentence, and the one after it in the same paragraph."""
    found = script.sentences
    for index, sentence in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        yield sentence, after if after is not None and after.piece is sentence.piece else None


def _in_words(sentence: Sentence, following: Sentence | None) -> Iterator[Finding]:
    """An amount of money, then its parts in brackets: as many of them as the words say, or introduced as what it is made of."""
    whole = _whole(sentence)
    if whole is None:
        return
    here = [match for match in _BRACKETED.finditer(sentence.text) if match.start() > whole.end]
    place, matches = (sentence, here) if len(here) >= 2 else (following, list(_BRACKETED.finditer(following.text)) if following else [])
    if place is None or len(matches) < 2 or not _is_breakdown(sentence, following, whole, len(matches), place is sentence):
        return
    parts = [(match, next(quantities(match.group(1)))) for match in matches]
    slack = whole.half * ("." in whole.text or whole.value >= 1e6) + sum(part.half for _, part in parts if "." in part.text)
    found = sum(part.value for _, part in parts)
    if abs(found - whole.value) <= slack:
        return
    spans = [*sentence.cut(whole.start, whole.end), *(span for match, _ in parts for span in place.cut(match.start(1), match.end(1)))]
    sum_ = f"{' + '.join(part.text for _, part in parts)} = £{shown_number(found, 2)}, not {whole.text}."
    yield told("contradiction.total_in_words", _T, spans, {}, sum_, 0.85)


def _counted(sentence: Sentence) -> Iterator[Finding]:
    """A count, then what it is made of in the same sentence: "310 burglaries: 120 in the north, 90 in the east and 110 in the south".

    Parts of which no word says that they are all may be fewer than the whole, not more.
    """
    match = _WHOLE.search(sentence.text)
    if match is None:
        return
    whole = next(quantities(match["whole"]), None)
    rest = sentence.text[match.end() :]
    parts = [(one, next(quantities(one["n"]), None)) for one in _PART.finditer(rest)]
    linked = {one["link"].casefold() for one, _ in parts if one["link"]}
    if (
        whole is None
        or whole.hedged
        or len(parts) < 2
        or len(linked) > 1
        or _SHARED.search(rest)
        or len(list(quantities(rest))) != len(parts)
    ):
        return
    figures = [part for _, part in parts if part is not None]
    if len(figures) != len(parts) or any(part.unit != whole.unit or part.hedged for part in figures) or whole.unit == "%":
        return
    found = sum(part.value for part in figures)
    rounded = any("." in one.text or not one.text[-1].isdigit() for one in (whole, *figures))
    halves = [one.half for one in (whole, *figures)]
    slack = sum(halves) if rounded else min(halves) if max(halves) > 1 else 0.0
    is_all = match["all"] is not None and not _IN_PART.search(match.group())
    if found - whole.value <= slack and not (is_all and whole.value - found > slack) or found > 3 * whole.value:
        return
    offset = match.end()
    spans = [
        *sentence.cut(*match.span("whole")),
        *(span for one, _ in parts for span in sentence.cut(offset + one.start("n"), offset + one.end("n"))),
    ]
    sign = "£" if whole.unit == "£" else ""
    sum_ = f"{' + '.join(part.text for part in figures)} = {sign}{shown_number(found, 2)}, not {whole.text}."
    yield told("contradiction.total_in_words", _T, spans, {}, sum_, 0.75)


def _whole(sentence: Sentence) -> Quantity | None:
    amounts = [one for one in quantities(sentence.text) if one.unit == "£" and not one.hedged]
    bracketed = [match.span(1) for match in _BRACKETED.finditer(sentence.text)]
    free = [one for one in amounts if not any(start <= one.start < end for start, end in bracketed)]
    return free[0] if len(free) == 1 else None


def _is_breakdown(sentence: Sentence, following: Sentence | None, whole: Quantity, count: int, same: bool) -> bool:
    words = sentence.text[whole.end :] if same else f"{sentence.text[whole.end :]} {following.text if following else ''}"
    if same and _BROKEN_DOWN.search(words):
        return True
    said = [
        number_of(match.group(1)) for match in re.finditer(r"\b(two|three|four|five|six|seven|eight|nine|ten|\d)\s+[A-Za-z]", words, re.I)
    ]
    return count in said
