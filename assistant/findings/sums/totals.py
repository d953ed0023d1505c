"""Totals against their parts: a table's total row and total column, and a sum in words followed by the parts it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.findings.finding import Finding, FindingType
from assistant.findings.quantity import Quantity, number_of, quantities, shown_number
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.sums.matrix import Figure, Matrix, Row, matrix_of
from ingest.documents import Span

_T = FindingType.TOTAL_AND_PARTS
TOTAL = re.compile(
    r"^(?:grand |overall |sub[- ]?)?totals?\b(?!\s+(?:number|cost|value|amount)?\s*of\b)|\btotals?$|^(?:all"
    r"|sum)$",
    re.I,
)
NO_SUM = re.compile(
    r"%|\brate|\bratio\b|averag|\bmean\b|\bper\b|change|differ|varia|rank|score|index|position|^year$|^age$"
    r"|target",
    re.I,
)
# Words before a sum that is then broken down.
_BROKEN_DOWN = re.compile(
    r"\b(?:both|comes? from|came from|met by|paid by|shared between|made up of|comprising|comprises|consisting of"
    r"|consists of|broken down|split (?:between|into)|divided (?:between"
    r"|into|as follows)"
    r"|of which|namely|as follows|these (?:projects|schemes|grants|sums) are)\b",
    re.I,
)
_BRACKETED = re.compile(r"\(\s*(£\s?[\d,.]+\s?(?:k|m|bn|million|billion)?)\s*\)", re.I)


def totals(script: Script) -> Iterator[Finding]:
    """Given a document, yield totals that are not the sum of their parts."""
    for grid in script.flow.grids:
        matrix = matrix_of(grid, script)
        yield from _columns(matrix)
        yield from _rows(matrix)
    for sentence, following in _pairs(script):
        yield from _in_words(sentence, following)


# -- columns ------------------------------------------------------------------------------------------------------------


def _columns(matrix: Matrix) -> Iterator[Finding]:
    for index, row in enumerate(matrix.rows):
        if not TOTAL.search(row.name) or "(" in row.name or not row.figures:
            continue
        judged = {column: _judged(matrix, index, column) for column in row.figures if not NO_SUM.search(matrix.columns.get(column, ""))}
        fitting = sum(parts is not None and not misses for parts, misses in judged.values())
        misses = [(column, parts) for column, (parts, missed) in judged.items() if parts is not None and missed]
        if misses:
            # Several columns that miss are one finding, told by the first: the same rows are left out of, or counted into, each.
            column, parts = misses[0]
            sure = 0.95 if fitting else _alone(parts, row.figures[column])
            values = {"column": matrix.columns.get(column, ""), "row": row.name.strip(" •"), "more": len(misses) - 1}
            key = "total_of_columns" if len(misses) > 1 else "total_of_column" if values["column"] else "total_of_parts"
            yield wrong(f"contradiction.{key}", parts, row.figures[column], values, row.span, sure, matrix.heads_of(column))


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
    everything = [row.figures[column] for row in above if column in row.figures and not TOTAL.search(row.name)]
    subtotals = [row.figures[column] for row in above if column in row.figures and TOTAL.search(row.name)]
    return parts, not any(fits(group, total) for group in (parts, everything, subtotals))


def _since_last_total(rows: Sequence[Row]) -> Sequence[Row]:
    last = max((index for index, row in enumerate(rows) if TOTAL.search(row.name) and "(" not in row.name), default=-1)
    return [row for row in rows[last + 1 :] if row.figures or row.texts - {0}]


def _is_hole(row: Row, column: int) -> bool:
    """Whether a row has figures elsewhere and none here: then a part may be missing from what was read, not from the sum."""
    return column not in row.figures


def fits(parts: Sequence[Figure], total: Figure) -> bool:
    """Given figures of a table and what may be their sum, say whether it is, rounding aside."""
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
    if not total.quantity.value:
        return 0.5
    if len(parts) < 3:
        return 0.65 if 0.9 <= found / total.quantity.value <= 1.1 else 0.5
    return 0.75 if 0.67 <= found / total.quantity.value <= 1.5 else 0.4


# -- rows ---------------------------------------------------------------------------------------------------------------------


def _rows(matrix: Matrix) -> Iterator[Finding]:
    """A column of totals, where most rows bear out that it holds the sums of the columns before it."""
    for column, name in matrix.columns.items():
        if not TOTAL.search(name) or NO_SUM.search(name):
            continue
        checked: list[tuple[Row, list[Figure]]] = []
        for row in matrix.rows:
            parts = [figure for other, figure in row.figures.items() if other < column and not NO_SUM.search(matrix.columns.get(other, ""))]
            if column in row.figures and len(parts) >= 2 and row.figures[column].quantity.unit != "%":
                checked.append((row, parts))
        missed = [(row, parts) for row, parts in checked if not fits(parts, row.figures[column])]
        if len(checked) >= 3 and len(missed) * 3 <= len(checked):
            for row, parts in missed:
                values = {"column": name, "row": row.name or "this row"}
                yield wrong("contradiction.total_of_row", parts, row.figures[column], values, row.span, 0.95)


def wrong(
    key: str,
    parts: Sequence[Figure],
    total: Figure,
    values: Mapping[str, object],
    name: Span | None,
    sure: float,
    heads: Sequence[Span] = (),
) -> Finding:
    """Given a sentence's key, parts, their total, the name of its row and those of its column, return the finding that says what the sum
    is."""
    found = sum(part.quantity.value for part in parts)
    places = 2 if any("." in figure.quantity.text for figure in (*parts, total)) else 0
    sign = "£" if total.quantity.unit == "£" else ""
    shown = (
        " + ".join(part.quantity.text for part in parts) if len(parts) <= 8 else f"{parts[0].quantity.text} + … + {parts[-1].quantity.text}"
    )
    sum_ = f"{shown} = {sign}{shown_number(found, places)}, not {total.quantity.text}."
    return told(key, _T, [total.span, *([name] if name else []), *(part.span for part in parts), *heads], values, sum_, sure)


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
