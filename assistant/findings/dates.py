"""Dates that cannot be, run backwards, do not fit the length they are given, or differ for one event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from assistant.findings.deadlines import deadlines
from assistant.findings.events import events
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import essence
from assistant.findings.moments import MONTHS, WEEKDAYS, Moment, moments, said
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.schedule import schedule
from assistant.findings.script import Script, Sentence, script_of
from assistant.findings.sequence import results, sequence, turned
from assistant.findings.times import By, Time, times
from assistant.findings.versions import versions
from ingest.documents import BlockKind
from ingest.library import Snapshot

_T = FindingType.DATES
_BETWEEN = re.compile(r"^\s*(?:to|until|till|and|[-–—]|up to|through to)\s*(?:the\s+)?$", re.I)
_FOR_SO_LONG = re.compile(
    # no other verb: what was extended, or is paid for, so long began before
    rf"^(?:(?!\b(?:exten\w+|ha(?:s|ve|d)|fund\w*|renew\w*|was|were|is|are|be|been|then|again|now|paid|granted|given|continu\w+)\b)[^.;]){{0,40}}?\b(?:for|lasts?|runs?)\s+(?:{WORD}|\d{{1,2}})\s+(?:years?|months?),?\s+(?:to|until|till|up\s+to|ending\s+in|and\s+ends\s+in)\s+(?:the\s+end\s+of\s+)?$",
    re.I,
)
_LENGTH = re.compile(rf"(?<![\w.])(?P<n>{WORD}|\d{{1,2}})[\s-]+(?P<unit>year|month|week|day)s?\b", re.I)
_YEARS = re.compile(r"(?<![\d/–-])(?P<from>(?:19|20)\d{2})\s?[-–]\s?(?P<to>(?:19|20)\d{2}|\d{2})(?![\d/]|\s?[-–]\s?\d)")
_FROM_TO = re.compile(r"\b(?:from|between)\s+(?P<from>(?:19|20)\d{2})\s+(?:to|and|until)\s+(?P<to>(?:19|20)\d{2})(?![\d/–-])", re.I)
_TERM = re.compile(
    rf"(?<![\w.])(?P<n>{WORD}|\d{{1,2}})[\s-]year\s+(?:[A-Za-z]+\s+){{0,5}}?(?:plan|strategy|programme|term|period|framework)\b[^.;\d]{{0,40}}?"
    r"(?P<from>(?:19|20)\d{2})\s?[-–]\s?(?P<to>(?:20)?\d{2})(?![\d/]|\s?[-–]\s?\d)",
    re.I,
)
_MONTH_STEMS = frozenset("januari februari march april may june juli august septemb octob novemb decemb".split())
_DAYS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
# A day that its month does not have, without a year or in figures.
_NO_YEAR = re.compile(
    r"\b(?:on|by|until|till|from|to|before|after|at|ends?|begins?)\s+(?:the\s+)?(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month>{'|'.join(MONTHS)})\b(?!,?\s+(?:19|20)\d{{2}})",
    re.I,
)
_IN_FIGURES = re.compile(r"(?<![\d/.])(?P<day>[0-3]?\d)(?P<dot>[/.])(?P<month>0?[1-9]|1[0-2])(?P=dot)(?P<year>20\d{2})(?![\d/.]\d|\d)")
# Two days of which only the second has a year.
_ONE_YEAR = re.compile(
    r"\b(?:between|from)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+"
    rf"(?P<month>{'|'.join(MONTHS)})\s+(?:and|to|until)\s+(?P<other>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<last>{'|'.join(MONTHS)}),?\s+(?P<year>20\d{{2}})\b",
    re.I,
)
LONG = 240  # days that such a pair runs over where it is read across the new year, and is rather misprinted; a whole year is none
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_COMPARES = re.compile(
    r"\b(?:compar\w+|than|against|versus|vs\.?|fell|rose|fall\w*|ris\w+|increas\w+|decreas\w+|reduc\w+|up|down|change\w*)\b", re.I
)
# The two ends of one time: a column's role (`columns.toml`) does not tell "From", where a measure starts, from a day.
_STARTS = re.compile(r"^\W*(?:planned\s+)?(?:start\w*|begin\w*|from|commence\w*|opens?)(?:\s+(?:date|month|on|in|year))?\W*$", re.I)
_ENDS = re.compile(
    r"^\W*(?:planned\s+)?(?:end\w*|finish\w*|to|until|complet\w+|clos\w+|by\s+when|due|deadline)(?:\s+(?:date|month|by|on|in|year))?\W*$",
    re.I,
)
_OPENED = re.compile(r"\b(?:open(?:s|ed)?|beg[ai]ns?|begun|start(?:s|ed)?|launch(?:es|ed)?)\s+(?:on|in)\s+(?:the\s+)?$", re.I)
_CLOSED = re.compile(r"\b(?:clos(?:es|ed)|end(?:s|ed)?|finish(?:es|ed)?|complet(?:es|ed)|stop(?:s|ped)?)\s+(?:on|in)\s+(?:the\s+)?$", re.I)
NEAR = 3  # days between two dates that may be one event, misprinted


def dates(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return what does not add up in its dates. Raises UnknownDocument."""
    return tuple(_dates(script_of(document_id, snapshot)))


def _dates(script: Script) -> Iterator[Finding]:
    dated: list[tuple[Sentence, Moment]] = []
    for sentence in [*_lines(script), *script.sentences, *script.cell_sentences]:
        found = list(moments(sentence.text))
        yield from _impossible(sentence, found)
        yield from _ranges(sentence, found)
        yield from _terms(sentence)
        ranged = {id(one) for pair in _pairs(sentence, found) for one in pair}
        dated += [(sentence, one) for one in found if one.day is not None and id(one) not in ranged]
        yield from _backwards(sentence)
    for cell in script.short_cells:
        yield from _impossible(cell, list(moments(cell.text)))
        yield from _backwards(cell)
    yield from _rows(script)
    yield from _two_dates(dated, script)
    yield from schedule(script)
    yield from events(script)
    yield from sequence(script)
    yield from turned(script)
    yield from results(script)
    yield from deadlines(script)
    yield from versions(script)


def _lines(script: Script) -> Iterator[Sentence]:
    for place, piece in enumerate(script.flow.pieces):
        if piece.kind is BlockKind.HEADING:
            yield Sentence(piece, 0, len(piece.text), place)


def _impossible(sentence: Sentence, found: list[Moment]) -> Iterator[Finding]:
    for one in found:
        spans = sentence.cut(one.start, one.end)
        if one.day is None:
            yield told("contradiction.no_such_date", _T, spans, {"date": one.words}, sure=0.9)
        elif one.weekday and WEEKDAYS[one.day.weekday()].casefold() != one.weekday:
            values = {"date": said(one.day), "right": WEEKDAYS[one.day.weekday()], "stated": one.weekday.capitalize()}
            yield told("contradiction.weekday", _T, spans, values, sure=0.95)
    taken = [(one.start, one.end) for one in found]
    for match in (*_NO_YEAR.finditer(sentence.text), *_IN_FIGURES.finditer(sentence.text)):
        month = int(match["month"]) if match["month"].isdigit() else MONTHS[match["month"].casefold()]
        over = _LONGEST.get(month, 31) < int(match["day"]) <= 31
        if over and not any(start < match.end() and match.start() < end for start, end in taken):
            words = re.sub(r"\s+", " ", sentence.text[match.start("day") : match.end()])
            yield told("contradiction.no_such_date", _T, sentence.cut(match.start("day"), match.end()), {"date": words}, sure=0.85)


def _backwards(sentence: Sentence) -> Iterator[Finding]:
    """Ranges of months or seasons that end before they begin, and what opens after it closes; two ranges that are compared are none."""
    found = [one for one in times(sentence.text)]
    for place, (first, second) in enumerate(zip(found, found[1:], strict=False)):
        between = sentence.text[first.end : second.start]
        if second.last >= first.first or By.YEAR in (first.by, second.by) or first.by is second.by is By.DAY:
            continue
        joined = [_BETWEEN.match(sentence.text[a.end : b.start]) is not None for a, b in zip(found, found[1:], strict=False)]
        runs = joined[place] and not any(joined[place + 1 : place + 2]) and not any(joined[max(0, place - 1) : place])
        if "and" in between.split() and not re.search(r"\bbetween\s+(?:\w+\s+)?$", sentence.text[: first.start], re.I):
            runs = False
        if runs and not _COMPARES.search(sentence.text[: second.start]):
            yield _reversed(sentence, first, second, 0.85)
    yield from _lengths(sentence, found)
    for match in _ONE_YEAR.finditer(sentence.text):
        month, other, year = MONTHS[match["month"].casefold()], MONTHS[match["last"].casefold()], int(match["year"])
        days = (other - month) * 30.4 + int(match["other"]) - int(match["day"])
        if days < 0 and LONG < days + 365 < 358:
            values = {"first": f"{match['day']} {match['month']}", "second": f"{match['other']} {match['last']} {year}"}
            yield told("contradiction.dates_reversed", _T, sentence.cut(*match.span()), values, sure=0.7)
    for first, second in combinations(found, 2):
        opened, closed = _OPENED.search(sentence.text[: first.start]), _CLOSED.search(sentence.text[: second.start])
        if (
            opened
            and closed
            and closed.start() >= first.end
            and second.last < first.first
            and "." not in sentence.text[first.end : second.start]
        ):
            yield _reversed(sentence, first, second, 0.75)


def _lengths(sentence: Sentence, found: list[Time]) -> Iterator[Finding]:
    """A length in years or months that does not fit the months, or the financial years, that it is given with."""
    pairs = [
        (a, b)
        for a, b in zip(found, found[1:], strict=False)
        if _BETWEEN.match(sentence.text[a.end : b.start]) or _FOR_SO_LONG.search(sentence.text[a.end : b.start])
    ]
    lengths = [one for one in _LENGTH.finditer(sentence.text) if one["unit"].casefold() in ("year", "month")]
    if len(pairs) != 1 or len(lengths) != 1:
        return
    (first, second), length = pairs[0], lengths[0]
    beside = (
        0 <= length.start() - second.end <= 4
        or first.end <= length.start() < second.start
        or 0 <= first.start - length.end() <= 30
        and not re.search(r"[.;]", sentence.text[length.end() : first.start])
    )
    stated = number_of(length["n"])
    by_year = first.by is second.by is By.YEAR and "/" in first.words and "/" in second.words
    if not beside or stated is None or second.last <= first.first or not (by_year or max(first.by, second.by) is By.MONTH):
        return
    months = (second.last.year - first.first.year) * 12 + second.last.month - first.first.month + 1
    right = months / 12 if length["unit"].casefold() == "year" else months
    if abs(right - stated) > (1.1 if length["unit"].casefold() == "month" else 0.2 if not by_year else 0.01):
        values = {
            "stated": length.group(),
            "first": first.words,
            "second": second.words,
            "right": _length(right, length["unit"].casefold()),
        }
        yield told("contradiction.duration", _T, [*sentence.cut(*length.span()), *sentence.cut(first.start, second.end)], values, sure=0.75)


def _reversed(sentence: Sentence, first: Time, second: Time, sure: float) -> Finding:
    values = {"first": first.words, "second": second.words}
    return told("contradiction.dates_reversed", _T, sentence.cut(first.start, second.end), values, sure=sure)


def _rows(script: Script) -> Iterator[Finding]:
    """Rows of tables with a column for the beginning and one for the end, where the end comes first."""
    for grid in script.flow.grids:
        starts = [column for column, name in grid.columns.items() if _STARTS.match(name)]
        ends = [column for column, name in grid.columns.items() if _ENDS.match(name)]
        for row in grid.rows if len(starts) == len(ends) == 1 else []:
            cells = {cell.column: cell for cell in row}
            if starts[0] not in cells or ends[0] not in cells:
                continue
            begin, end = cells[starts[0]], cells[ends[0]]
            first, second = times(re.sub(r"\s", " ", begin.text)), times(re.sub(r"\s", " ", end.text))
            if len(first) == len(second) == 1 and second[0].last < first[0].first:
                values = {"first": first[0].words, "second": second[0].words}
                yield told(
                    "contradiction.dates_reversed", _T, [script.cell_span(grid, begin), script.cell_span(grid, end)], values, sure=0.85
                )


def _pairs(sentence: Sentence, found: list[Moment]) -> list[tuple[Moment, Moment]]:
    """Dates that stand as "from … to …"."""
    return [(a, b) for a, b in zip(found, found[1:], strict=False) if _BETWEEN.match(sentence.text[a.end : b.start])]


def _ranges(sentence: Sentence, found: list[Moment]) -> Iterator[Finding]:
    pairs = [(a, b) for a, b in _pairs(sentence, found) if a.day is not None and b.day is not None]
    for first, second in pairs:
        assert first.day is not None
        assert second.day is not None
        spans = sentence.cut(first.start, second.end)
        if second.day < first.day and " and " not in sentence.text[first.end : second.start]:
            yield told("contradiction.dates_reversed", _T, spans, {"first": said(first.day), "second": said(second.day)}, sure=0.9)
            continue
        lengths = list(_LENGTH.finditer(sentence.text))
        if len(pairs) != 1 or len(lengths) != 1 or not _is_beside(lengths[0], first, second):
            continue
        stated, unit = number_of(lengths[0]["n"]), lengths[0]["unit"].casefold()
        right = ((second.day - first.day).days + 1) / _DAYS[unit]
        if stated is not None and abs(right - stated) > 0.75:
            values = {"stated": lengths[0].group(), "first": said(first.day), "second": said(second.day), "right": _length(right, unit)}
            yield told("contradiction.duration", _T, [*sentence.cut(*lengths[0].span()), *spans], values, sure=0.8)
    for match in (*_YEARS.finditer(sentence.text), *_FROM_TO.finditer(sentence.text)):
        if len(match["to"]) == 4 and int(match["to"]) < int(match["from"]):
            values = {"first": match["from"], "second": match["to"]}
            yield told("contradiction.dates_reversed", _T, sentence.cut(match.start(), match.end()), values, sure=0.7)


def _is_beside(length: re.Match[str], first: Moment, second: Moment) -> bool:
    """Whether a length is that of a range: in brackets behind it, or in a few words before it."""
    return 0 <= length.start() - second.end <= 4 or 0 <= first.start - length.end() <= 50


def _length(value: float, unit: str) -> str:
    number = round(value, 1)
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def _terms(sentence: Sentence) -> Iterator[Finding]:
    """ "three-year plan 2017-2021": years may be counted from April to March or as calendar years, so either count is right."""
    for match in _TERM.finditer(sentence.text):
        first = int(match["from"])
        last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
        stated = number_of(match["n"])
        if stated is None or last <= first or stated in (last - first, last - first + 1):
            continue
        values = {"stated": f"{match['n']} years", "first": first, "second": last, "right": f"{last - first} or {last - first + 1} years"}
        yield told("contradiction.duration", _T, sentence.cut(match.start(), match.end()), values, sure=0.8)


def _two_dates(dated: list[tuple[Sentence, Moment]], script: Script) -> Iterator[Finding]:
    """What reads like one event under two dates: the same day of another year, or a day or two apart, in much the same words."""
    reported: set[tuple[object, object]] = set()
    for (one, first), (other, second) in combinations(dated, 2):
        if first.day is None or second.day is None or first.day == second.day or one.piece is other.piece and one.start == other.start:
            continue
        key = (min(first.day, second.day), max(first.day, second.day))
        sure = _same_event(one, first, other, second, script)
        if sure and key not in reported:
            reported.add(key)
            spans = [*one.cut(first.start, first.end), *other.cut(second.start, second.end), *one.spans[:1], *other.spans[:1]]
            yield told("contradiction.two_dates", _T, spans, {"first": said(first.day), "second": said(second.day)}, sure=sure)


def _same_event(one: Sentence, first: Moment, other: Sentence, second: Moment, script: Script) -> float:
    """How sure it is that two dated sentences speak of one event; 0 where they do not."""
    assert first.day is not None
    assert second.day is not None
    apart = abs((first.day - second.day).days)
    same_day = (first.day.day, first.day.month) == (second.day.day, second.day.month) and abs(first.day.year - second.day.year) == 1
    if not same_day and apart > NEAR or _is_edge(first.day) or _is_edge(second.day):
        return 0.0
    if same_day:
        shared = _around(one, first, script) & _around(other, second, script)
        return 0.85 if len(shared) >= 2 else 0.0
    a, b = essence(one.text, script) - _MONTH_STEMS, essence(other.text, script) - _MONTH_STEMS
    shared = a & b
    return 0.65 if len(shared) >= 4 and len(shared) >= 0.25 * min(len(a), len(b)) else 0.0


def _is_edge(day: date) -> bool:
    """Whether a day begins or ends a month: such days begin and end periods, year after year."""
    return day.day == 1 or (day + timedelta(days=1)).day == 1


def _around(sentence: Sentence, moment: Moment, script: Script) -> frozenset[str]:
    near = sentence.text[max(0, moment.start - 110) : moment.start] + " " + sentence.text[moment.end : moment.end + 60]
    return essence(near, script) - _MONTH_STEMS
