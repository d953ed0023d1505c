"""Priorities, each with its aim, actions, outcomes and indicators, and a small chart where there is a series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.briefing.briefing import Block, Heading, Line, Style, Table
from assistant.briefing.by_document import by_document
from assistant.briefing.found import Found, OfDocument
from assistant.briefing.pen import Pen
from assistant.briefing.series import chart_of_indicator, charts_of_figures
from assistant.cite import folded
from assistant.findings.actions import dated_above, doer, promised_actions
from assistant.findings.gaps import main_priorities
from assistant.findings.script import SURE, Script
from assistant.prompts import listed
from ingest.register.entry import Entry, EntryKind, plain

MOST_SERIES = 8
_WAY = re.compile(
    r"\b(?:increas\w*|reduc\w*|decreas\w*|fewer|lower|more|higher|improv\w*|maintain\w*|cut|rise|fall|boost|uplift|at least"
    r"|no more than)\b",
    re.I,
)


def priorities(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the chapter's blocks."""
    return tuple(by_document(found, lambda document: _of_document(document, pen)))


def _of_document(document: OfDocument, pen: Pen) -> Iterator[Block]:
    script = document.script
    own = main_priorities(script)
    if not own:
        yield pen.say("priorities.none")
    parts = {one.id: one for one in _all_parts(script)}
    taken: set[str] = set()
    for one in own:
        under = _under(one, own, script)
        taken |= {part.id for part in under}
        yield from _priority(one, under, script, pen)
    rest = [part for part in parts.values() if part.id not in taken]
    if rest and (own or len(rest) > 1):
        yield Heading(pen.words.say("priorities.elsewhere"), 3)
        yield from _parts(rest, script, pen)
    yield from _of_others(script, pen)
    yield from _series(script, pen)


def _all_parts(script: Script) -> list[Entry]:
    return [*script.own(EntryKind.INDICATOR), *script.own(EntryKind.OUTCOME), *promised_actions(script)]


def _under(priority: Entry, own: Sequence[Entry], script: Script) -> list[Entry]:
    """What belongs to a priority, by the register, or stands behind its heading and before the next one's."""
    inner = {one.id for one in script.entries if one.kind is EntryKind.PRIORITY and one.belongs_to == priority.id} | {priority.id}
    return [one for one in _all_parts(script) if one.belongs_to in inner or one.belongs_to is None and priority.name in one.trail]


def _priority(one: Entry, under: Sequence[Entry], script: Script, pen: Pen) -> Iterator[Block]:
    named = pen.statement(folded(one.words), one.spans[:1])
    yield Heading(named.text if named is not None else re.sub(r"\s+", " ", one.name), 3, named.citations if named is not None else ())
    aim = one.fields.get("aim", "")
    span = pen.part_of(one, aim) if aim else None
    quoted = pen.quote([span], lead=pen.words.say("priorities.aim")) if span is not None and plain(aim) != plain(one.words) else None
    if quoted is not None:
        yield quoted
    yield from _parts(under, script, pen)


def _parts(entries: Sequence[Entry], script: Script, pen: Pen) -> Iterator[Block]:
    yield from _indicators([one for one in entries if one.kind is EntryKind.INDICATOR], pen)
    yield from _outcomes([one for one in entries if one.kind is EntryKind.OUTCOME], pen)
    yield from _actions([one for one in entries if one.kind is EntryKind.ACTION], script, pen)


def _indicators(entries: Sequence[Entry], pen: Pen) -> Iterator[Block]:
    if not entries:
        return
    heads = [pen.words.say(f"priorities.{name}") for name in ("indicator", "baseline", "target", "latest", "direction")]
    rows = [[pen.quote([one.spans[0]]) or pen.say("pack.none"), *_values(one, pen), _direction(one, pen)] for one in entries]
    yield from _listing("priorities.indicators", heads, rows, entries, pen)
    for one in entries:
        chart = chart_of_indicator(one, pen)
        if chart is not None:
            yield chart


def _values(one: Entry, pen: Pen) -> tuple[Line, Line, Line]:
    return (_dated(one, "baseline", pen), _dated(one, "target", pen), _dated(one, "current", pen))


def _dated(one: Entry, field: str, pen: Pen) -> Line:
    """A value with the period it is for, where the document gives one."""
    line = pen.value(one, field)
    period = one.fields.get(f"{field}_period", "")
    return Line(f"{line.text} ({period})", line.citations, line.basis) if period and line.citations else line


def _direction(one: Entry, pen: Pen) -> Line:
    """Which way it should go, where the indicator's own words or its own figures say so; what stands beside it may be about something
    else."""
    if not _WAY.search(one.words) and not (one.fields.get("baseline") and one.fields.get("target")):
        return Line(pen.words.say("pack.none"), style=Style.QUIET)
    key = {"up": "up", "down": "down", "keep": "maintain"}.get(one.fields.get("direction", ""))
    return pen.say(f"priorities.{key}") if key else Line(pen.words.say("priorities.not_given"), style=Style.QUIET)


def _outcomes(entries: Sequence[Entry], pen: Pen) -> Iterator[Block]:
    lines = [line for one in entries if (line := pen.quote(one.spans[:1], Style.ITEM)) is not None]
    if lines:
        yield Line(pen.words.say("priorities.outcomes"), style=Style.TEXT)
        yield from lines


def _actions(entries: Sequence[Entry], script: Script, pen: Pen) -> Iterator[Block]:
    if not entries:
        return
    heads = [pen.words.say(f"priorities.{name}") for name in ("action", "who", "when")]
    rows = [[pen.quote(one.spans[:1]) or pen.say("pack.none"), _who(one, script, pen), _when(one, script, pen)] for one in entries]
    yield from _listing("priorities.actions", heads, rows, entries, pen)


def _who(one: Entry, script: Script, pen: Pen) -> Line:
    who = doer(one, script)
    if who and who == one.fields.get("who"):
        return pen.value(one, "who")
    span = pen.part_of(one, who) if who else None
    return (pen.quote([span]) if span is not None else None) or Line(pen.words.say("priorities.not_given"), style=Style.QUIET)


def _when(one: Entry, script: Script, pen: Pen) -> Line:
    """Its date, or the time that a heading above gives."""
    above = dated_above(one, script) if not one.fields.get("by_when") else None
    return (pen.quote([above]) if above is not None else None) or pen.value(one, "by_when")


def _listing(caption: str, heads: list[str], rows: list[list[Line]], entries: Sequence[Entry], pen: Pen) -> Iterator[Block]:
    """A table without the columns that are empty in every row, and a sentence that says so; a list where only one column is left."""
    title = pen.words.say(caption)
    empty = [place for place in range(1, len(heads)) if not any(row[place].citations or row[place].style is Style.TEXT for row in rows)]
    kept = [place for place in range(len(heads)) if place not in empty]
    if len(kept) > 1:
        yield Table(title, tuple(heads[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows))
    else:
        yield Line(title)
        yield from (Line(row[0].text, row[0].citations, row[0].basis, Style.ITEM) for row in rows)
    names = listed([heads[place].lower() for place in empty if heads[place] != pen.words.say("priorities.direction")])
    line = (
        pen.statement(pen.words.say("priorities.none_given", {"what": names}), [one.spans[0] for one in entries], style=Style.QUIET)
        if names
        else None
    )
    if line is not None:
        yield line


def _of_others(script: Script, pen: Pen) -> Iterator[Block]:
    """Priorities that the document reports and did not set."""
    others = [one for one in script.entries if one.kind is EntryKind.PRIORITY and one.whose != "own" and one.confidence >= SURE]
    if others:
        caption = pen.words.say("priorities.others")
        rows = tuple((pen.quote(one.spans[:1]) or pen.say("pack.none"), Line(one.whose)) for one in others)
        yield Heading(caption, 3)
        yield Table(caption, (pen.words.say("priorities.name"), pen.words.say("priorities.whose")), rows)


def _series(script: Script, pen: Pen) -> Iterator[Block]:
    charts = charts_of_figures(script.own(EntryKind.FIGURE), pen)[:MOST_SERIES]
    if charts:
        yield Heading(pen.words.say("priorities.series"), 3)
        yield from charts
