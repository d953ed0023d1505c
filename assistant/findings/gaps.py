"""What a document does not say although its own register asks for it: indicators without baseline, actions without an owner, and so on.

Everything here rests on the fields of the register's entries and on where they stand; nothing is said of a document whose register is
empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.findings.actions import TIMED, UNSAID, all_dated, dated_above, doer, headed_time, parts_of, promised_actions
from assistant.findings.blanks import Blank, blanks, owned
from assistant.findings.bodies import bodies
from assistant.findings.cards import cards
from assistant.findings.columns import Role
from assistant.findings.deliverables import deliverables
from assistant.findings.finding import Finding, FindingType
from assistant.findings.indicators import indicators, is_reported, is_sum
from assistant.findings.likeness import essence
from assistant.findings.measured import measured
from assistant.findings.overdue import overdue
from assistant.findings.paper import Paper, paper_of
from assistant.findings.promises import promises
from assistant.findings.saying import shared, told
from assistant.findings.script import SURE, Script, script_of
from assistant.findings.tails import tailed
from assistant.findings.unmeasured import unmeasured
from assistant.wanted import Asked, wanted
from ingest.documents import Source, Span
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind

_T = FindingType
# So few entries of a kind are no list that something could be missing from.
FEWEST = 2
FEWEST_OWNED = 3  # actions and measures in tables that name who does what
SURELY = 0.85  # confidence of a priority in a document that nobody has called a plan
LONG = 200  # characters from which an action may be several in one cell
SHORT = 24  # characters of a cell that gives a time and says nothing else
FEWEST_PARTS = 4  # indicators, actions and outcomes under the priorities of a document that nobody has called a plan
_SETS_OUT = re.compile(r"\b(?:plan|strategy|programme|framework|policy|agreement)\b", re.I)
_NO_PLAN = re.compile(r"\b(?:sharing|service level|tenancy|planning|section \d+|licen[cs]e)\s+agreement\b", re.I)
_ON_AND_ON = re.compile(
    r"\W*(?:on-?going|continuous(?:ly)?|continuing|rolling|business as usual|bau|as (?:required|needed|and when))\W*", re.I
)
_LED_BY = re.compile(r"\b(?:led|delivered|owned|run|overseen|commissioned)\s+by\s+(?:the\s+|our\s+)?[A-Z]")
_IT_WILL = re.compile(r"\W{0,3}\s(?:It|This|They|These)\s+(?:will|is|are)\b[^.\n]*(?:\n[^.\n]*)?")
_REPORTS = re.compile(r"\breport\b", re.I)


def gaps(document_id: str, snapshot: Snapshot, today: date | None = None) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return its gaps, in no particular order. Raises UnknownDocument.

    A digest or note is no plan: what it leaves out may stand in the document it is about, so only its leftover text is reported.
    """
    script = script_of(document_id, snapshot)
    if script.document.source is not Source.PUBLISHED:
        return ()
    found = [*promises(script)]
    if is_plan(script) or _sets_tasks(script):
        found += [
            *_priorities(script),
            *indicators(script),
            *_actions(script),
            *overdue(script, today or date.today()),
            *_outcomes(script),
            *bodies(script),
        ]
    elif script.readable and script.document.kind:
        found += _priorities(script)
        if _is_report_on_plan(script):
            # A report on a plan: what it says is under way is asked after like an action.
            found += [*_actions(script), *overdue(script, today or date.today()), *_outcomes(script), *bodies(script)]
    elif script.readable and _is_report_on_plan(script):
        found += [*_actions(script), *overdue(script, today or date.today()), *_outcomes(script), *bodies(script)]
    return tuple(found)


def is_plan(script: Script) -> bool:
    """Given a document, say whether it sets out to do things, so that what it leaves open is a gap: by the kind its catalogue gives it;
    without one, by what its title or first page calls it and something that it sets out, or by priorities with parts of their own."""
    return script.once("is plan", _is_plan)


def _is_plan(script: Script) -> bool:
    kind, called = script.document.kind, paper_of(script)
    if kind:
        return script.readable and _SETS_OUT.search(kind) is not None and _NO_PLAN.search(kind) is None
    parts = [one for kind in (EntryKind.INDICATOR, EntryKind.ACTION, EntryKind.OUTCOME) for one in script.own(kind)]
    if called is Paper.PLAN:
        return len(parts) >= FEWEST_PARTS
    if called is Paper.REPORTED and sum(bool(one.fields.get("who") and one.fields.get("by_when")) for one in parts) >= FEWEST_PARTS:
        return True  # a plan that a report puts before a meeting: it names who does what by when
    priorities = {one.id for one in main_priorities(script)}
    under = sum(one.belongs_to in priorities for one in parts)
    return called is not Paper.OTHER and len(priorities) >= FEWEST and under >= FEWEST_PARTS and under * 2 >= len(parts)


def _sets_tasks(script: Script) -> bool:
    """Whether a report has lines that say who is to do what: what it recommends is asked after like a plan's actions."""
    kind = script.document.kind
    return script.readable and (not kind or _REPORTS.search(kind) is not None) and bool(tailed(script))


def _is_report_on_plan(script: Script) -> bool:
    """Whether it reports on a plan, by its kind, else by its title or first page, and gives the plan's priorities."""
    kind = script.document.kind
    reports = _REPORTS.search(kind) is not None if kind else paper_of(script) is Paper.REPORTED
    return reports and len(main_priorities(script)) >= FEWEST


# -- priorities -------------------------------------------------------------------------------------------------------


def main_priorities(script: Script) -> list[Entry]:
    """Given a document, return the list of priorities that it goes by; of one whose kind nobody gave, only what is surely one."""
    least = SURE if script.document.kind or paper_of(script) is Paper.PLAN else SURELY
    entries = [one for one in script.entries if one.kind is EntryKind.PRIORITY and one.confidence >= least]
    return wanted(entries, Asked(EntryKind.PRIORITY, frozenset(), None))


def _priorities(script: Script) -> list[Finding]:
    priorities = main_priorities(script)
    empty = [one for one in blanks(script) if one.role is Role.MEASURE]
    odd = [one for one in empty if one.on_card]
    found = _rows_without([one for one in empty if not one.on_card], script)
    spans = _without_measure(priorities, empty, script) if len(priorities) >= FEWEST else []
    spans += [one.span for one in odd if not any(one.span.overlaps(span) for span in spans)]
    rest = [one for one in found if not any(span in spans for span in one.spans)]
    total = max([len(priorities), len(spans), *(one.others for one in odd)])
    return [shared(_T.PRIORITY_WITHOUT_INDICATOR, spans, total), *rest] if spans else found


def _without_measure(priorities: Sequence[Entry], empty: Sequence[Blank], script: Script) -> list[Span]:
    """Where the priorities stand that nothing under them measures, or the line or row that says so."""
    indicators = [one for one in script.own(EntryKind.INDICATOR) if not is_sum(one) and not is_reported(one, script)]
    counted = {_above(one.span, priorities) for one in measured(script)} - {None}
    lacking = [one for one in priorities if one.id not in counted and not measures_of(one, priorities, indicators, script)]
    under = {one.id for one in priorities}
    if (indicators or measured(script)) and (
        len(lacking) * 2 > len(priorities) or not counted and not any(one.belongs_to in under for one in indicators)
    ):
        return []  # the indicators are set out in some other way than under the priorities: nothing can be said of each
    # Where a line or a row says that there is none, that is what is cited.
    said = {one.id: [blank.span for blank in empty if _above(blank.span, priorities) == one.id] for one in lacking}
    return [span for one in lacking for span in said[one.id] or one.spans[:1]]


def _rows_without(empty: Sequence[Blank], script: Script) -> list[Finding]:
    """The rows of actions whose measure is left empty, where others have one."""
    told_of = [one.span for one in empty if not any(one.span.overlaps(span) for span in _lines(script))]
    total = max((one.others for one in empty), default=0)
    return (
        [told("gap.measure_left_empty", _T.PRIORITY_WITHOUT_INDICATOR, told_of, {"count": len(told_of), "total": total}, sure=0.8)]
        if told_of
        else []
    )


def _lines(script: Script) -> list[Span]:
    return [span for piece in script.flow.pieces for span in piece.spans]


def _above(span: Span, priorities: Sequence[Entry]) -> str | None:
    """The priority that a place stands under: the last one that begins before it."""
    before = [(_place(one.spans[0]), one.id) for one in priorities if _place(one.spans[0]) <= _place(span)]
    return max(before)[1] if before else None


def measures_of(priority: Entry, priorities: Sequence[Entry], indicators: Sequence[Entry], script: Script) -> list[Entry]:
    """Given a priority and all of them, return the indicators that stand under it, in its part of the document, or that name it."""
    return [one for one in indicators if _is_under(one, priority, priorities) or _names(one, priority, script)]


def _is_under(one: Entry, priority: Entry, priorities: Sequence[Entry]) -> bool:
    if one.belongs_to is not None:
        return one.belongs_to == priority.id or any(other.id == one.belongs_to and other.belongs_to == priority.id for other in priorities)
    place = _place(one.spans[0])
    if any(priority.name and priority.name in title for title in one.trail):
        return True
    starts = sorted((max(_place(span) for span in other.spans), other.id) for other in priorities)
    before = [name for start, name in starts if start <= place]
    return bool(before) and before[-1] == priority.id


def _names(one: Entry, priority: Entry, script: Script) -> bool:
    name = essence(priority.name, script)
    said = essence(" ".join((one.name, one.fields.get("group", ""), *one.trail[-1:])), script)
    return one.belongs_to is None and bool(name) and len(name & said) >= max(1, (len(name) + 1) // 2)


def _place(span: Span) -> tuple[int, int]:
    return span.page, span.start


def _spans(entries: Iterable[Entry]) -> list[Span]:
    return [one.spans[0] for one in entries]


# -- actions ---------------------------------------------------------------------------------------------------------


def _actions(script: Script) -> list[Finding]:
    """Actions of the register without an owner or a date, and what sentences say is to come without naming either."""
    promised = promised_actions(script)
    if len(promised) <= FEWEST:
        promised = []  # a promise here and there in running text is no list of actions
    told_of = [span for one in promised for span in one.spans]
    told_of += [span for one in script.entries if one.kind is EntryKind.PRIORITY for span in one.spans]
    to_come = [one for one in deliverables(script) if not any(one.span.overlaps(span) for span in told_of)]
    timed = [*_timed_rows(script), *(one.span for one in tailed(script) if one.due or one.dated)]
    undated = [one.span for one in to_come if one.undated and headed_time(one.span, script) is None]
    coming = [span for span in undated if not any(span.overlaps(cell) for cell in timed)]
    nobodys = [one.span for one in to_come if one.nobody]
    parts = [part for one in promised for part in _parts(one, script)]
    late = [span for one, words, span in parts if not _is_dated(one, words, script) and not any(span.overlaps(cell) for cell in timed)]
    late += coming
    taken = [*owned(script), *(one.span for one in tailed(script) if one.owner)]
    ownerless = [span for one, words, span in parts if not _has_doer(one, words, span, script)]
    ownerless = [span for span in ownerless if not any(span.overlaps(cell) for cell in taken)]
    led = sum(one.tells(Role.OWNER) for one in cards(script))
    if len(taken) < FEWEST_OWNED:  # where tables or cards name who does what, prose need not
        ownerless += nobodys if led < FEWEST_OWNED else []
    else:
        ownerless = [span for span in ownerless if any(span.overlaps(cell) for cell in _cells(script))]
    empty = [one for one in blanks(script) if not one.is_measure]
    every = [*(span for _, _, span in parts), *(one.span for one in to_come)]
    return [
        *_shared(_T.ACTION_WITHOUT_OWNER, ownerless, [one for one in empty if one.role is Role.OWNER], every),
        *_shared(_T.ACTION_WITHOUT_DATE, late, [one for one in empty if one.role is Role.DUE], every),
    ]


def _has_doer(one: Entry, words: str, span: Span, script: Script) -> bool:
    """Whether an action, or the part of it that stands at a span, says who does it."""
    return bool(doer(one, script) or doer(replace(one, words=words, spans=(span,)), script) or _LED_BY.search(words))


def _cells(script: Script) -> list[Span]:
    """The cells of its tables and the items of its lists."""
    return script.once(
        "cells", lambda one: [*(one.cell_span(grid, cell) for grid in one.flow.grids for row in grid.rows for cell in row), *one.items]
    )


def _shared(type: FindingType, lacking: Sequence[Span], empty: Sequence[Blank], every: Sequence[Span]) -> list[Finding]:
    """The finding of what lacks something: by the register, and by the cells, items and lines that are left empty, each once."""
    found = [*lacking, *(one.span for one in empty if not any(one.span.overlaps(other) for other in lacking))]
    total = len(every) + sum(not any(span.overlaps(other) for other in every) for span in found)
    return [shared(type, found, max([total, *(one.others for one in empty)]))] if found else []


def _parts(one: Entry, script: Script) -> list[tuple[Entry, str, Span]]:
    """An action, or each of those that stand in one long cell, with its words and where they stand."""
    span = one.spans[0]
    words = script.words(span)
    cut = [(start, end) for start, end in parts_of(words) if len(words[start:end].split()) >= 3] if len(words) > LONG else []
    if len(cut) < 2:
        return [(one, one.words, span)]
    return [(one, words[start:end], Span(span.document_id, span.page, span.start + start, span.start + end)) for start, end in cut]


def _is_dated(one: Entry, words: str, script: Script) -> bool:
    by_when = one.fields.get("by_when", "")
    if by_when and (UNSAID.fullmatch(by_when) or _ON_AND_ON.fullmatch(by_when)):
        return TIMED.search(words) is not None or all_dated(one, script)  # its own column says more of it than a heading does
    return bool(by_when or TIMED.search(words) or dated_above(one, script) or all_dated(one, script) or _is_dated_behind(one, script))


def _is_dated_behind(one: Entry, script: Script) -> bool:
    """Whether the sentence behind an action, in its own paragraph, says when it is due ("It will report by spring 2027")."""
    behind = script.pages[one.spans[-1].page - 1].text[one.spans[-1].end :][:LONG]
    match = _IT_WILL.match(behind)
    return match is not None and TIMED.search(match.group()) is not None


def _timed_rows(script: Script) -> list[Span]:
    """The cells of tables' rows that have a short cell beside them with nothing but a time in it, whatever its column is called."""
    found: list[Span] = []
    for grid in script.flow.grids:
        for row in grid.rows:
            times = [cell for cell in row if len(cell.text.strip()) <= SHORT and TIMED.search(cell.text)]
            if times:
                found += [script.cell_span(grid, cell) for cell in row if cell is not times[0]]
    return found


# -- outcomes -------------------------------------------------------------------------------------------------------------


def _outcomes(script: Script) -> list[Finding]:
    everything, lacking = unmeasured(script)
    if not lacking:
        return []
    return [shared(_T.OUTCOME_WITHOUT_MEASURE, [one.span for one in lacking], len(everything), 0.8)]
