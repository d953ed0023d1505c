"""Dates that do not fit the document's own time: a review before it begins, an action due after it ends, what is told as past and lies
after the day of the paper, a step out of its order; and two times given for the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.findings.columns import Role, role_of
from assistant.findings.finding import Finding, FindingType
from assistant.findings.imprint import Held, held, issued, stated
from assistant.findings.measured import measured
from assistant.findings.moments import said
from assistant.findings.paper import period_said
from assistant.findings.quantity import WORD, number_of
from assistant.findings.saying import told
from assistant.findings.script import Script, Sentence
from assistant.findings.times import By, Time, times
from ingest.documents import Span
from ingest.register.entry import EntryKind
from ingest.register.flow import Grid

_T = FindingType.DATES
# What can only come after a document has begun: looking back at it.
_LOOKS_BACK = re.compile(
    r"\b(?:(?:look|looked|looking)\s+(?:at|back|again)|review(?:ed|s|ing)?|revisit\w*|refresh(?:ed)?|evaluat\w+|re-?assess\w*|progress|mid-?(?:term|point|way)|half[-\s]?way"
    r"|interim|annual(?:ly)?|yearly|report\s+(?:back|on)|first\s+(?:year|report|update|results?)|monitor\w*|measured?|take\s+stock)\b",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:previous|last|old|former|earlier|needs\s+assessment|strategic\s+assessment|peer\s+review|homicide\s+review|inspect\w+|consultation|draft|partners?\s+review"
    r"|baseline|since|was|were|had|did|been|took|carried\s+out|published|police\s+and\s+crime\s+plan)\b",
    re.I,
)
_COMES = re.compile(r"\b(?:will|shall|’ll|'ll|is\s+to|are\s+to|to\s+be|due|first|next|every|each)\b", re.I)
# What people did or what came about, whose date stands right behind.
_TELLS = re.compile(
    r"\b(?:was|were|met|considered|agreed|approved|endorsed|discussed|debated|received|heard|noted|adopted|held|took\s+place|opened|ended|closed|began|launched|started"
    r"|finished|resolved|decided|consulted|reported|published|ran|asked|told|wrote|came\s+into\s+force|took\s+effect|fell|rose|signed|carried\s+out|completed"
    r"|examined|scrutinised|reviewed|looked\s+at|took|gave|commented|supported|welcomed|recommended|requested|voted|accepted|confirmed|passed|appointed"
    r"|elected|visited|recorded|counted)\b",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|to|by|until|till|for|due|expected|planned|scheduled|intended|proposed|before|from|next|if|forecast\w*|project(?:ed|ion)\w*|target\w*)\b",
    re.I,
)
_ON = re.compile(r"\b(?:on|in|during|of|at)\s+(?:the\s+)?(?:(?:early|late|mid|evening\s+of|morning\s+of|[A-Z][a-z]+day,?)\s+)?$")
_WILL_ON = re.compile(r"\bwill\s+(?:(?!have\b)[\w’'-]+\s+){1,8}?(?:on|in|from|by)\s+(?:early\s+|late\s+|mid\s+|the\s+end\s+of\s+)?$", re.I)
_UNTIL = re.compile(
    r"\b(?:is|are)\s+(?:\w+ly\s+)?(?:funded|secured|commissioned|contracted|employed|in\s+post|in\s+place|guaranteed|paid\s+for|agreed)\s+(?:[\w’'-]+\s+){0,4}?(?:until|till|to)\s+(?:the\s+end\s+of\s+)?$",
    re.I,
)
_STEPS = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?(?:when|time\s?(?:line|table)|milestones?|key\s+(?:dates|milestones)|next\s+steps|(?:our\s+)?calendar|dates(?:\s+for\s+\w+\s+diary)?|what\s+happens\s+(?:next|when)"
    r"|history|the\s+story\s+so\s+far|stages?|process|programme\s+of\s+\w+|road\s?map|how\s+we\s+got\s+here|consultation\s+timetable|(?:the\s+)?years?\s+ahead|forward\s+plan|timescales?)\b",
    re.I,
)
_STEP_COLUMN = re.compile(r"^\W*(?:stages?|steps?|milestones?|events?|what\s+happens|meetings?|phases?)\W*$", re.I)
# Fewer than the names of columns that say by when something is due (`columns.toml`): what is due may stand in any order, steps may not.
_DATE_COLUMN = re.compile(r"^\W*(?:dates?|when|month|by\s+when|time\s?(?:scale|table)|timing)\W*$", re.I)
_YEAR_COLUMN = re.compile(r"^\W*(?:(?:target|by|in|for|to\s+be\s+reached\s+in)\s+)?(?:which\s+|the\s+|what\s+)?year\W*$", re.I)
_YEARS_LONG = re.compile(
    rf"\b(?:this|our|the)\s+(?:new\s+)?(?P<n>{WORD}|\d{{1,2}})[\s-]+year(?:\s+(?:[\w-]+\s+){{0,4}}?|s\s+of\s+(?:this|our|the)\s+)(?:plan|strategy|agreement|framework|programme)\b",
    re.I,
)
_REVIEW_LINE = re.compile(
    r"^\W*(?:(?:next|first|date\s+of(?:\s+(?:next|first))?|mid-?term|annual)\s+)?(?:review|refresh)(?:\s+(?:date|due|by))?\s*[:–-]?\s*$",
    re.I,
)
_AFTER = re.compile(r"\b(?:after|following|once)\b(?!\s+(?:the\s+)?(?:which|that))", re.I)
_BEFORE = re.compile(r"\b(?:before|ahead\s+of|prior\s+to|in\s+time\s+for)\b", re.I)
_FROM = re.compile(r"\bfrom\b|:\s", re.I)
_LAST_TIME = re.compile(r"\blast\s+(?:time|review|report|refresh|update)\b", re.I)
_SUCCESSOR = re.compile(r"\b(?:next|new|successor|following|future|replac\w+|beyond|long[- ]term)\b", re.I)
FEWEST_STEPS = 4  # dated steps that have an order
FEWEST_DUE = 3  # dated actions of which one may lie outside
MOST_OUTSIDE = 0.34  # share of them: where more do, the document means them to
A_MONTH = timedelta(days=31)
HALF_A_YEAR = timedelta(days=183)
LONGEST_TOLD = 70  # characters between what is told and its date


@dataclass(frozen=True, slots=True)
class _Dated:
    """A time and where it stands."""

    time: Time
    spans: tuple[Span, ...]


def schedule(script: Script) -> Iterator[Finding]:
    """Given a document, yield what does not fit its own time."""
    own = held(script)
    if own is not None:
        yield from _before_start(script, own)
        yield from _after_end(script, own)
        yield from _refreshed_later(script, own)
        yield from _due_too_early(script, own)
        yield from _measured_later(script, own)
    yield from _told_too_early(script, own)
    yield from _in_wrong_order(script)
    yield from _out_of_order(script)
    yield from _two_periods(script)


# -- before it begins, after it ends ------------------------------------------------------------------------------------------


def _before_start(script: Script, own: Held) -> Iterator[Finding]:
    """What is to look back at the document before it begins, and what it puts into the time to come half a year before."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        for one in times(sentence.text):
            if (
                one.by is By.YEAR
                or one.last >= own.first
                or not (_COMES.search(sentence.text) or _UNTIL.search(sentence.text[: one.start]))
            ):
                continue
            before = sentence.text[: one.start]
            looks = _LOOKS_BACK.search(before) is not None and not _OF_ANOTHER.search(sentence.text[: one.end + 40])
            # money or people there are only until then
            far = _UNTIL.search(before) and not _OF_ANOTHER.search(before)
            looks = bool(looks or _REVIEW_LINE.match(before))
            far = far or _WILL_ON.search(before) and not _OF_ANOTHER.search(before) and one.last + HALF_A_YEAR < own.first
            if looks or far:
                values = {"first": one.words, "second": _begins(own)}
                spans = [*sentence.cut(one.start, one.end), *own.spans]
                yield told("contradiction.before_start", _T, spans, values, sure=0.75 if looks else 0.65)
                break


def _refreshed_later(script: Script, own: Held) -> Iterator[Finding]:
    """What is to look at the document again well after it has ended, where nothing is said of the one that follows it."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        for one in times(sentence.text):
            before = sentence.text[: one.start]
            late = one.by <= By.MONTH and one.first > own.last + (HALF_A_YEAR if own.exact else timedelta(days=365))
            again = re.search(r"\b(?:refresh|review|revisit|updat|look)\w*\b", before, re.I)
            if (
                late
                and again
                and _COMES.search(before)
                and not _OF_ANOTHER.search(_LAST_TIME.sub(" ", before))
                and not _SUCCESSOR.search(sentence.text)
            ):
                values = {"first": one.words, "second": _ends(own)}
                yield told("contradiction.after_end", _T, [*sentence.cut(one.start, one.end), *own.spans], values, sure=0.65)


def _begins(own: Held) -> str:
    return said(own.first) if own.exact else str(own.first.year)


def _ends(own: Held) -> str:
    return said(own.last) if own.exact else str(own.last.year)


def _after_end(script: Script, own: Held) -> Iterator[Finding]:
    """Dates of actions behind the end of the document, where nearly all others are inside."""
    due = list(_due(script))
    outside = [one for one in due if one.time.first > (own.last if own.exact else date(own.last.year, 12, 31))]
    if len(due) < FEWEST_DUE or len(outside) > MOST_OUTSIDE * len(due):
        return
    for one in outside:
        values = {"first": one.time.words, "second": _ends(own)}
        yield told("contradiction.after_end", _T, [*one.spans, *own.spans], values, sure=0.75)


def _due_too_early(script: Script, own: Held) -> Iterator[Finding]:
    """Dates of actions before the beginning of the document, where nearly all others are inside and it does not say that they are done."""
    due = list(_due(script))
    early = [one for one in due if one.time.last + A_MONTH < own.first]
    if len(due) < FEWEST_DUE or len(early) > MOST_OUTSIDE * len(due):
        return
    for one in early:
        values = {"first": one.time.words, "second": _begins(own)}
        yield told("contradiction.before_start", _T, [*one.spans, *own.spans], values, sure=0.65)


def _measured_later(script: Script, own: Held) -> Iterator[Finding]:
    """Measures whose figure to reach is for a time behind the end of the document, where nearly all others are inside; and those that
    start from a later time than they are to reach."""
    dated: list[_Dated] = []
    for one in measured(script):
        found = times(re.sub(r"\s", " ", one.words))
        if not found or not one.to_where:
            continue
        dated.append(_Dated(max(found, key=lambda time: time.last), (one.span,)))
        first, last = found[0], found[-1]
        if (
            len(found) == 2
            and one.from_where
            and last.last < first.first
            and "(" not in one.words
            and _FROM.search(one.words[: first.start])
        ):
            values = {"first": first.words, "second": last.words}
            yield told("contradiction.dates_reversed", _T, [one.span], values, sure=0.65)
    end = own.last if own.exact else date(own.last.year, 12, 31)
    later = [late for late in dated if late.time.first > end]
    if len(dated) >= FEWEST_DUE and len(later) <= MOST_OUTSIDE * len(dated):
        for late in later:
            values = {"first": late.time.words, "second": _ends(own)}
            yield told("contradiction.after_end", _T, [*late.spans, *own.spans], values, sure=0.65)


def _due(script: Script) -> Iterator[_Dated]:
    """The dates by which something is due: in columns of tables for that, and in the words of actions."""
    met: list[Span] = []
    for grid in script.flow.grids:
        columns = {column for column, name in grid.columns.items() if role_of(name) is Role.DUE} | _target_years(grid)
        for row in grid.rows if columns else []:
            for cell in row:
                found = times(re.sub(r"\s", " ", cell.text)) if cell.column in columns else []
                if found:
                    spans = (script.cell_span(grid, cell),)
                    met += [script.cell_span(grid, other) for other in row if other.text.strip()]
                    yield _Dated(max(found, key=lambda one: one.last), spans)
    for entry in script.own(EntryKind.ACTION):
        by_when = entry.fields.get("by_when", "")
        found = times(re.sub(r"\s", " ", by_when))
        if found and not any(entry.spans[0].overlaps(span) for span in met):
            yield _Dated(max(found, key=lambda one: one.last), entry.spans[:1])


def _target_years(grid: Grid) -> set[int]:
    """The column of a table of measures that says by which year each target is to be reached."""
    targets = [column for column, name in grid.columns.items() if role_of(name) is Role.TARGET]
    return {column for column, name in grid.columns.items() if targets and column > min(targets) and _YEAR_COLUMN.match(name)}


# -- the day of the paper -----------------------------------------------------------------------------------------------------


def _told_too_early(script: Script, own: Held | None) -> Iterator[Finding]:
    """What is told as past and dated after the day of the paper, and what is to come and dated well before it; where no such day is
    printed, what is told as past and dated after the document's own end."""
    paper = issued(script)
    if paper is None and own is not None:
        end = Time(date.min, own.last if own.exact else date(own.last.year, 12, 31), By.DAY, 0, 0, _ends(own))
        paper = end, own.spans
    if paper is None:
        return
    day, where = paper
    for sentence in [*script.sentences, *script.cell_sentences]:
        for one in times(sentence.text):
            before = sentence.text[: one.start]
            ahead = one.by <= By.MONTH and one.first > day.last and _is_told(before)
            behind = one.by <= By.MONTH and one.last + A_MONTH < day.first and _WILL_ON.search(before) and not _OF_ANOTHER.search(before)
            if ahead or behind:
                key = "told_too_early" if ahead else "comes_too_late"
                values = {"first": one.words, "second": day.words}
                yield told(f"contradiction.{key}", _T, [*sentence.cut(one.start, one.end), *where], values, sure=0.75 if ahead else 0.65)


def _is_told(before: str) -> bool:
    """Whether the words before a date tell what was on that day."""
    tells = [match for match in _TELLS.finditer(before)]
    if not tells or not _ON.search(before):
        return False
    clause = before[tells[-1].start() :]
    opening = re.split(r"[;:]|,\s+(?:and|but|which|who)\s", before[: tells[-1].start()])[-1]
    return len(clause) <= LONGEST_TOLD and not _NOT_YET.search(clause) and not _NOT_YET.search(opening[-30:])


def _in_wrong_order(script: Script) -> Iterator[Finding]:
    """What came "after" or "following" something that is dated later, or "before" something that is dated earlier."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        found = [one for one in times(sentence.text) if one.by <= By.MONTH]
        if len(found) != 2 or len(times(sentence.text)) != 2:
            continue
        first, second = found
        between = sentence.text[first.end : second.start]
        after = _AFTER.search(between) and first.last < second.first
        before = _BEFORE.search(between) and first.first > second.last
        if (after or before) and not re.search(r"[.;]", between):
            values = {"first": first.words, "second": second.words}
            key = "after_what_is_later" if after else "before_what_is_earlier"
            yield told(f"contradiction.{key}", _T, sentence.cut(first.start, second.end), values, sure=0.7)


# -- the order of steps -------------------------------------------------------------------------------------------------------


def _out_of_order(script: Script) -> Iterator[Finding]:
    """The one step of a timetable that stands neither behind the step above it nor before the one below."""
    for steps in (*_in_lists(script), *_in_tables(script)):
        if len(steps) < FEWEST_STEPS:
            continue
        breaks = [place for place in range(1, len(steps)) if steps[place].time.last < steps[place - 1].time.first]
        odd = _odd_one(steps, breaks)
        if odd is not None:
            beside = steps[odd - 1] if odd and odd in breaks else steps[odd + 1]
            values = {"first": steps[odd].time.words, "second": beside.time.words}
            yield told("contradiction.out_of_order", _T, [*steps[odd].spans, *beside.spans], values, sure=0.65)


def _odd_one(steps: Sequence[_Dated], breaks: Sequence[int]) -> int | None:
    """Which step it is without which all others stand in order; None where none or two could be it."""
    if len(breaks) != 1:
        return None
    able = [odd for odd in (breaks[0] - 1, breaks[0]) if _runs([one for place, one in enumerate(steps) if place != odd])]
    if len(able) == 2:  # of two that changed places, the one that is further from its other neighbour
        return breaks[0]
    return able[0] if able else None


def _runs(steps: Sequence[_Dated]) -> bool:
    return all(after.time.last >= before.time.first for before, after in zip(steps, steps[1:], strict=False))


def _in_lists(script: Script) -> Iterator[list[_Dated]]:
    for listing in script.flow.lists:
        heading = listing.items[0].trail[-1] if listing.items and listing.items[0].trail else ""
        if _STEPS.search(heading) or _STEPS.search(listing.introduction):
            opened = [(item, times(re.sub(r"\s", " ", item.text))) for item in listing.items]
            steps = [_Dated(found[0], item.cut(found[0].start, found[0].end)) for item, found in opened if found and found[0].start <= 4]
            if len(steps) * 4 >= len(listing.items) * 3:
                yield steps


def _in_tables(script: Script) -> Iterator[list[_Dated]]:
    for grid in script.flow.grids:
        steps = any(_STEP_COLUMN.match(name) for name in grid.columns.values()) or bool(grid.trail and _STEPS.search(grid.trail[-1]))
        columns = [column for column, name in grid.columns.items() if _DATE_COLUMN.match(name)]
        if steps and len(columns) == 1:
            cells = [cell for row in grid.rows for cell in row if cell.column == columns[0]]
            read = [(cell, times(re.sub(r"\s", " ", cell.text))) for cell in cells]
            yield [_Dated(found[0], (script.cell_span(grid, cell),)) for cell, found in read if found]


# -- from when to when ---------------------------------------------------------------------------------------------------------


def _two_periods(script: Script) -> Iterator[Finding]:
    """Two times that the document gives for itself: in two sentences, or in one and its title; years may be counted in either way."""
    own, told_of = period_said(script), stated(script)
    for one in told_of:
        other = next((two for two in told_of if not _is_same(one, two.first, two.last)), None)
        if own is not None and not _is_same(one, own.start, own.end):
            yield _told_two(own.label, one.words, one.spans)
            return
        if own is None and other is not None:
            yield _told_two(one.words, other.words, (*one.spans, *other.spans))
            return
    for sentence in script.sentences if own is not None else []:
        yield from _too_long(sentence, own.start.year, own.end.year, own.label) if own is not None else ()


def _told_two(first: str, second: str, spans: Sequence[Span]) -> Finding:
    values = {"first": re.sub(r"\s+", " ", first), "second": re.sub(r"\s+", " ", second)}
    return told("contradiction.own_period", _T, spans, values, sure=0.7)


def _is_same(one: Held, first: date, last: date) -> bool:
    """Whether two times may be one: calendar years for financial ones, or the last one left off."""
    return one.first.year == first.year and abs(one.last.year - last.year) <= (0 if one.last.month < 10 else 1)


def _too_long(sentence: Sentence, first: int, last: int, label: str) -> Iterator[Finding]:
    if times(sentence.text):
        return  # years that stand in the sentence itself are compared with it there
    for match in _YEARS_LONG.finditer(sentence.text):
        stated_years = number_of(match["n"])
        if stated_years is not None and last > first and stated_years not in (last - first, last - first + 1):
            values = {
                "stated": f"{match['n']} years",
                "first": first,
                "second": last,
                "right": f"{last - first} or {last - first + 1} years",
            }
            yield told("contradiction.duration", _T, sentence.cut(*match.span()), values, sure=0.7)
