"""What was to be done or reached by a time that is over: targets, and what a sentence says will come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.findings.actions import does, headed_time
from assistant.findings.came_of_it import tells_what_came
from assistant.findings.cards import deeds
from assistant.findings.columns import Role, role_of, roles_of
from assistant.findings.ends import end_of, endings, months_on
from assistant.findings.finding import Finding, FindingType
from assistant.findings.imprint import held
from assistant.findings.indicators import is_misread, is_reported
from assistant.findings.introduced import introduced
from assistant.findings.measured import measured
from assistant.findings.paper import period_said
from assistant.findings.quantity import number_of, quantities
from assistant.findings.saying import told
from assistant.findings.script import SURE, Script, Sentence
from assistant.findings.tails import due_by
from assistant.findings.timeline import timeline
from ingest.documents import BlockKind, Period, Span
from ingest.register.entry import Entry, EntryKind
from ingest.register.flow import Grid, GridCell, Piece

_T = FindingType.TARGET_PERIOD_OVER
NEAR = 120  # characters between a time and the words that put something into it
_FIRST = re.compile(r"\bfirst\s+(?P<n>\d{1,2})?\s*(?P<unit>month|year)s?\b|\b(?P<which>year)\s+(?P<year>one|two|three|[1-3])\b", re.I)
# A time counted from the document's own beginning.
_NEXT = re.compile(
    r"\b(?:over|in|during|within|for|throughout)\s+the\s+(?:first|next|coming|following|forthcoming)\s+(?:(?P<n>\w+)\s+)?(?P<unit>months?|years?)\b",
    re.I,
)
_SETS = re.compile(
    r"\b(?:indicators?|targets?|monitoring|actions?|action plan|delivery plan|what (?:will we|we will) do|milestones?"
    r"|year (?:one|two|three|[1-5]))\b",
    re.I,
)
# Names that say by themselves that something is due; others that may (`columns.toml`, "Date", "By") do so only beside a column of deeds.
_DUE = re.compile(
    r"^\W*(?:time ?scales?|time ?frames?|dead ?lines?|by when|due(?: date| by)?|target date|complet\w+(?: date| by)?"
    r"|delivery date|end date)\W*$",
    re.I,
)
# A time from which something goes on is not one by which it is due.
_SINCE = re.compile(
    r"^\W*(?:from|since|starting(?:\s+(?:in|from))?|ongoing\s+from|commencing)\s+(?![^.;]*\b(?:to|until|till|and)\b|[^.;]*[–-])[^.;]*$",
    re.I,
)
A_YEAR = 366  # days that a time must end before the document's own, not to be its own in other words
# What a line says that gives targets in the list behind it, and what gives one there.
_TARGETS = re.compile(
    r"\b(?:targets?|challenges?|goals?|ambitions?|aims?|objectives?|commit\w*|to (?:reduce|cut|increase|boost|improve|achieve|deliver))\b",
    re.I,
)
_REACHES = re.compile(
    r"\b(?:reduc\w+|increas\w+|cut|boost|improv\w+|fewer|more|less|target)\b[^.;]{0,80}(?<![\w.])\d+(?:\.\d+)?\s?(?:%|per\s?cent)|(?<![\w.])\d+(?:\.\d+)?\s?(?:%|per\s?cent)",
    re.I,
)
_DEED = re.compile(
    r"\b(?:actions?|activit(?:y|ies)|what|tasks?|commitments?|milestones?|steps?|deliverables?|we will|project|promise)\b", re.I
)
_DOER = re.compile(
    r"\b(?:leads?|owners?|who|responsib\w+|officers?|partners?|agenc\w+|organisations?|accountable|by whom|resources?|ref|no)\b", re.I
)
_OF_PAPER = re.compile(r"\b(?:Plan|Strategy|Programme|Budget|Report|Assessment|Framework|Survey|Agreement)\s+(?:for|of)\s+$")  # its year
_FINANCE = re.compile(r"\b(?:financ\w+|budgets?|resource implications|funding|chief finance officer|money|costs)\b", re.I)
# A figure to reach that is no share, and a line that is a target and nothing else.
_TO_REACH = re.compile(
    r"\bby\s+(?:a|one)\s+(?:half|third|quarter|fifth|tenth)\b|\bfrom\s+[\d,]+\s+to\s+[\d,]+|\btargets?\b[^.;]{0,80}\bto\s+[\d,]+", re.I
)
_IS_TARGET = re.compile(
    r"^\W*(?:to\s+)?(?:(?:reduc|decreas|increas|rais|improv|achiev|halv|doubl|lower)e|cut|boost|secure|reach|maintain|an?\s+(?:reduction|increase|rise|fall|cut))\b"
    r"|^\W*\d+(?:\.\d+)?\s?(?:%|per\s?cent)\s+(?:reduction|increase|fewer|more|less|cut|rise|fall|drop|improvement)\b",
    re.I,
)
_SO_MANY = re.compile(
    r"^\W*(?:to\s+|we\s+will\s+)?[A-Za-z-]+(?:\s+up)?\s+(?:at\s+least\s+|up\s+to\s+|some\s+)?(?!20\d\d\b)\d{1,5}\s+[a-zA-Z]", re.I
)
FEWEST_WORDS = 3  # of a cell that says what is to be done
LONGEST_TIME = 30  # characters of a cell that gives a time and little else
# Words that put something into the time to come, seen from the document.
_COMES = re.compile(
    r"\b(?:will|shall|due\s+(?:to\s+(?:be|begin|start|end|cease|stop|open|finish|expire|launch|complete|report|run|come"
    r"|conclude|close|go)|for|by|in|on|at|before|from)|expected|scheduled|intend\w*|aims? to|target(?:s|ed)? (?:for|date|of"
    r"|is|to)|to be|planned for|until|deadline"
    r"|for delivery|forecast|deliver\w* (?:by|between)|complet\w+ by|by the end of|challenge of|ambition|aspir\w+|goal"
    r"|commit\w* to|pledg\w+|objective|success measures?|are to|is to)\b",
    re.I,
)
_WAS = re.compile(r"\b(?:was|were|been|had|did|paid|funded|worked|used|took|receiv\w+|allocat\w+)\b", re.I)
_DUTY = re.compile(r"\b(?:must|is required to|are required to|statutory)\b", re.I)
_BARE = ("until", "by the end of", "forecast")  # what is said of the past as well
_BY = re.compile(
    r"\b(?:by|before|until|from|in|during|for|between|to|end of|beginning of|until the end of|spring|summer|autumn|winter"
    r"|and|through to)\s+(?:the\s+)?(?:(?:new\s+)?financial\s+year\s+(?:in\s+)?|end\s+of\s+|year\s+)?$",
    re.I,
)
_PAST = re.compile(
    r"(?<!\bbe )\b(?:was|were|has been|have been|had been|took place|launched in|agreed in|since|published|introduced|came into|runs?"
    r"|receive|allocat\w+|decreased|increased|fell|rose|having been|tried)\b|,\s+\w+ed\b",
    re.I,
)
_COMES_FROM = re.compile(r"\bfrom\s+£?[\d.,]+\s?%?\s*(?:\(|in\s)(?:[a-z]+\s+)?(?:19|20)\d{2}[^)]{0,12}\)?\s+to\b", re.I)
_OF_WHOM = re.compile(r"\b(?:that|which|who)\s+(?:was|were|had|have|has)\b[^,;]*", re.I)  # what is told of those it is for
_PLEDGES = re.compile(
    r"\b(?:promis\w+|pledg\w+|actions?|commitments?|what\s+we\s+(?:will|shall|are\s+going\s+to)\s+do|we\s+will|tasks?|milestones?|projects|deliverables|steps|initiatives)\b",
    re.I,
)
_BY_THEN = re.compile(
    r"\b(?:(?:by|before|no\s+later\s+than)\s+|(?:deadline|due(?:\s+date)?|finish|complet\w+|target\s+date|by\s+when|timescale|end\s+date)\s*[:–-]\s*)"
    r"(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+|mid[- ])?$",
    re.I,
)
_COMES_ROUND = re.compile(
    r"(?:(?:,|;|\(|[-–—:])\s*(?:and\s+)?(?:the\s+)?next|\b(?:the|our|its|their|a|[\w’'-]+[’']s?)\s+next\s+(?:one|review|refresh|update|report|assessment|survey|audit|inspection|check|evaluation))"
    r"(?:\s+(?:one|time|review|refresh|update|report|is|will\s+be|comes?|falls?|due|planned|scheduled|expected|to\s+be\s+held|held)){0,3}"
    r"\s*:?\s*(?:(?:in|on|by|for|at|before|during|around)\s+)?(?:the\s+)?(?:(?:end|start|beginning)\s+of\s+|early\s+|late\s+|mid[- ])?$",
    re.I,
)
# The year of those who are counted, which is over long before they can be.
_COHORT = re.compile(
    r"\b(?:cohorts?|those|that|leavers|entrants|releases|pupils|cases|births)\s+(?:of|in|from|for)\s+(?:the\s+)?(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?|\b(?:19|20)\d{2}(?:[-–/]\d{2})?\s+cohort\b",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:act|regulations|census|estimate|data|figures|baselines?|compared|population|statistics|legislation|bill|code|duty)\b", re.I
)


def overdue(script: Script, today: date) -> list[Finding]:
    """Given a document and a day, return targets that were for a time before the document's own, and targets and promises whose time is
    over by that day."""
    own = period_said(script)
    found: list[Finding] = []
    early, over, total = _targets(script, own, today)
    over = [span for span in over if not tells_what_came(span, script)]
    found += early
    if over:
        key = "gap.time_over" if len(over) > 1 else "gap.time_over_one"
        found.append(told(key, _T, over, {"count": len(over), "total": total}))
    if own is not None and own.is_over(today):
        found += _own_over(script, own)
    promised: list[Span] = []
    for span in (
        *_promised(script, own, today),
        *_headed(script, own, today),
        *_listed(script, own, today),
        *_lines(script, own, today),
        *_acts(script, own, today),
        *_due(script, today),
        *_pledged(script, own, today),
        *timeline(script, own, today),
        *_deeds(script, own, today),
        *_tailed(script, own, today),
        *_next(script, own, today),
    ):
        if not any(span.overlaps(other) for other in (*over, *promised)) and not tells_what_came(span, script):
            promised.append(span)
    if promised:
        key = "gap.promise_over" if len(promised) > 1 else "gap.promise_over_one"
        found.append(told(key, _T, promised, {"count": len(promised), "asks": key.partition(".")[2]}, sure=0.75))
    return found


def _targets(script: Script, own: Period | None, today: date) -> tuple[list[Finding], list[Span], int]:
    """Targets that were for a time before the document's own; where those stand whose time is over; and how many have a time."""
    found: list[Finding] = []
    over: list[Span] = []
    total = 0
    # Whoever set a target, its time is over.
    entries = [one for one in script.entries if one.kind is EntryKind.INDICATOR and one.confidence >= SURE and not is_reported(one, script)]
    entries = [one for one in entries if not is_misread(one, script)]
    for one in entries:
        end = end_of(one.fields.get("target_period", ""))
        if end is None or not one.fields.get("target"):
            continue
        total += 1
        values = {"name": one.name, "period": one.fields["target_period"], "own": own.label if own else ""}
        if own is not None and end < own.start:
            found.append(told("gap.target_period_before", _T, one.spans[:1], values))
        elif end < today and not _has_result(one, end):
            over.append(one.spans[0])
    for span, last in _measures(script):
        if not any(span.overlaps(one.spans[0]) for one in entries if end_of(one.fields.get("target_period", ""))):
            total += 1
            over += [span] if last < today else []
    for span, last in _goals(script):
        if own is None or last >= own.start:
            met = any(span.overlaps(one.spans[0]) for one in entries) or any(span.overlaps(other) for other in over)
            total += not met
            over += [span] if last < today and not met else []
    return found, over, total


def _measures(script: Script) -> Iterator[tuple[Span, date]]:
    """Measures in cells, lines and lists that give a figure to reach, and the last day of the last time in them."""
    for one in measured(script):
        ends = [last for _, _, last in endings(_COHORT.sub(" ", re.sub(r"\s", " ", one.words)))]
        told_by_sentence = len(ends) == 1 and any(
            _COMES.search(sentence.text) and any(span.overlaps(one.span) for span in sentence.spans) for sentence in script.sentences
        )
        # The one time of a measure may be that of the figure it comes from ("from 11% (2025) to 17%").
        begins = len(ends) == 1 and _COMES_FROM.search(one.words) is not None
        if one.from_where and one.to_where and ends and not told_by_sentence and not begins:
            yield one.span, max(ends)


def _goals(script: Script) -> Iterator[tuple[Span, date]]:
    """The measures of tables without results whose cell of the figure to reach gives a time of its own, and its last day."""
    for grid, roles in ((grid, roles_of(grid)) for grid in script.flow.grids):
        if not {Role.MEASURE, Role.TARGET} <= roles.keys() or Role.RESULT in roles:
            continue
        for row in grid.rows:
            cells = {cell.column: cell for cell in grid.beside(row)}
            measure, goal = cells.get(roles[Role.MEASURE]), cells.get(roles[Role.TARGET])
            ends = [last for _, _, last in endings(re.sub(r"\s", " ", goal.text))] if goal is not None else []
            if measure is not None and ends:
                yield script.cell_span(grid, measure), max(ends)


def _own_over(script: Script, own: Period) -> list[Finding]:
    """That the document's own period is over, where a sentence gives it to the month, else at the first place where its words give it."""
    exact = held(script)
    if exact is not None and exact.spans and exact.exact:
        return [told("gap.own_period_over", _T, exact.spans, {"period": own.label, "asks": "own_period_over"})]
    years = re.compile(
        rf"\b{own.start.year}\s?[-–/]\s?(?:{own.end.year}|{own.end.year % 100:02d})\b|\b{own.start.year}\b.{{1,20}}\b{own.end.year}\b"
    )
    for page in script.pages:
        match = years.search(page.text)
        if match is not None:
            start = page.text.rfind("\n", 0, match.start()) + 1
            span = Span(script.document.id, page.number, start, match.end())
            return [told("gap.own_period_over", _T, [span], {"period": own.label, "asks": "own_period_over"})]
    return []


def _has_result(one: Entry, end: date) -> bool:
    """Whether a latest value stands beside a target that is of its time or later; one without a period is taken for such a one."""
    if not one.fields.get("current"):
        return False
    known = end_of(one.fields.get("current_period", ""))
    return known is None or known >= end


def _promised(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Sentences that put something into the time to come, as the document saw it, which is past by now. The document's own period is told
    at the head of the pack, and is none of them."""
    seen: set[str] = set()
    two_times = [one.span for one in measured(script) if len(list(endings(re.sub(r"\s", " ", one.words)))) > 1]
    for sentence in [*script.sentences, *script.cell_sentences]:
        text = sentence.text
        if not _COMES.search(text) or text in seen or _DUTY.search(text):
            continue
        if any(span.overlaps(one) for span in sentence.spans for one in two_times) or _is_accounts(sentence):
            continue
        seen.add(text)
        counted = own is not None and _is_counted_from(text, own, today)
        dated = any(
            last < today
            and _is_due(text[:start])
            and _is_to_come(text, start, end)
            and (not _is_own(text[start:end], last, own) or _is_reached(text, start, end))
            for start, end, last in endings(text)
        )
        if counted or dated:
            yield max(sentence.spans, key=lambda span: span.end - span.start)


def _is_accounts(sentence: Sentence) -> bool:
    """Whether a sentence gives sums of money under a heading of finance: how it is paid for, and no promise of the plan."""
    return "£" in sentence.text and any(_FINANCE.search(title) for title in sentence.piece.trail)


def _lines(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Lines that are a target and its time ("Increase confidence to 75% by 2016")."""
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        text = sentence.text
        if not _IS_TARGET.match(text) or _PAST.search(text) or not (_REACHES.search(text) or _TO_REACH.search(text)):
            continue
        times = [
            last
            for start, end, last in endings(text)
            if _is_due(text[:start]) and (not _is_own(text[start:end], last, own) or _is_reached(text, start, end))
        ]
        if times and max(times) < today and (own is None or max(times) >= own.start):
            yield max(sentence.spans, key=lambda span: span.end - span.start)


def _is_counted_from(text: str, own: Period, today: date) -> bool:
    """Whether a sentence promises something within a time that is counted from the document's beginning, shorter than its own period, and
    over."""
    match = _NEXT.search(text)
    if match is None or _PAST.search(text[: match.end()]) or not _COMES.search(text):
        return False
    count = number_of(match["n"] or "one")
    if count is None:
        return False
    last = months_on(own.start, count * (12 if match["unit"].casefold().startswith("year") else 1))
    return last <= today and (own.end - last).days > A_YEAR


def _is_reached(text: str, start: int, end: int) -> bool:
    """Whether a figure is to be reached by the bare year that the document ends in: a target, and no mere mention of its period."""
    one = re.fullmatch(r"20\d{2}", text[start:end].strip())
    rest = f"{text[:start]} {text[end:]}"
    return one is not None and (_TO_REACH.search(rest) is not None or any(figure.unit == "%" for figure in quantities(rest)))


def _listed(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """The items of lists whose first line gives them all a time: "By March 2018 we will:"."""
    for listing in script.flow.lists:
        if listing.lead is not None and listing.lead.kind is BlockKind.HEADING:
            continue  # a time that a heading sets is told once, at the heading
        lead = introduced(listing, script)
        targets = _TARGETS.search(lead) is not None and any(_REACHES.search(item.text) for item in listing.items)
        for start, _, last in endings(lead):
            opens = len(lead[:start].split()) <= 4 and lead.endswith(":")
            timed = _BY.search(lead[:start]) is not None and not _PAST.search(lead) and (_COMES.search(lead) is not None or opens)
            if last >= today or own is not None and last < own.start:
                continue
            if timed and lead.endswith(":") or targets:
                # Of a list of targets among other words, only what gives a figure was due.
                items = [item for item in listing.items if timed and lead.endswith(":") or _REACHES.search(item.text)]
                yield from (item.spans[0] for item in items if item.spans)
                break


def _acts(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Actions whose own words or column give a time that is over."""
    for one in script.own(EntryKind.ACTION):
        times = [last for _, _, last in endings(_SINCE.sub("", one.fields.get("by_when", "")))]
        times += [last for start, _, last in endings(one.words) if _is_due(one.words[:start])] if does().match(one.words) else []
        if times and max(times) < today and (own is None or max(times) >= own.start) and not _ABOUT.search(one.words):
            yield one.spans[0]


def _is_due(before: str) -> bool:
    """Whether the words before a time put something into it, and do not name a paper of that time."""
    return _BY.search(before) is not None and _OF_PAPER.search(before) is None


def _pledged(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Items of a list of promises that say by when ("Two more boats by October 2025")."""
    for listing in script.flow.lists:
        heading = listing.items[0].trail[-1] if listing.items and listing.items[0].trail else ""
        for item in listing.items if _PLEDGES.search(f"{heading} {listing.introduction}") else []:
            text = re.sub(r"\s", " ", item.text)
            times = [last for start, _, last in endings(text) if _BY_THEN.search(text[:start])]
            if (
                times
                and max(times) < today
                and (own is None or max(times) >= own.start)
                and not _PAST.search(_OF_WHOM.sub(" ", text))
                and item.spans
            ):
                yield item.spans[0]


def _deeds(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """What labelled lines say will be done by a time ("Actions: a fair by May 2026; lamps by June")."""
    for words, span in deeds(script):
        times = [last for start, _, last in endings(words) if _BY.search(words[:start])]
        if times and max(times) < today and (own is None or max(times) >= own.start):
            yield span


def _tailed(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Lines of things to do that end in a time which is over."""
    for span, due in due_by(script):
        times = [last for _, _, last in endings(due)]
        if times and max(times) < today and (own is None or max(times) >= own.start):
            yield span


def _next(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Sentences that say when something comes round again ("reviewed every January, next in January 2025")."""
    for sentence in script.sentences:
        for start, _, last in endings(sentence.text):
            if last < today and (own is None or last >= own.start) and _COMES_ROUND.search(sentence.text[:start]):
                yield max(sentence.spans, key=lambda span: span.end - span.start)
                break


def _due(script: Script, today: date) -> Iterator[Span]:
    """The rows of tables that have a time which is over in a column for the time by which something is due."""
    for grid in script.flow.grids:
        deeds = any(_DEED.search(name) for name in grid.columns.values())
        columns = {column for column, name in grid.columns.items() if _DUE.match(name) or deeds and role_of(name) is Role.DUE}
        for row in grid.rows if columns else []:
            times = [last for cell in row if cell.column in columns for last in [_last_in(cell.text)] if last is not None]
            words = [cell for cell in row if cell.column not in columns and re.search(r"[A-Za-z]{3}", cell.text)]
            if times and max(times) < today and words:
                yield script.cell_span(grid, _what(words, grid))


def _what(words: list[GridCell], grid: Grid) -> GridCell:
    """Which of a row's cells says what is to be done: the one whose column says so, else the first of some words that is nobody's name."""
    for cell in words:
        if _DEED.search(grid.columns.get(cell.column, "")):
            return cell
    others = [cell for cell in words if not _DOER.search(grid.columns.get(cell.column, ""))] or words
    return next((cell for cell in others if len(cell.text.split()) >= FEWEST_WORDS), others[0])


def _last_in(text: str) -> date | None:
    """The last day that a cell gives, where it gives a time and little else; a cell that says that it is done gives none."""
    text = _SINCE.sub("", text)
    if len(text.strip()) > LONGEST_TIME or re.search(r"\b(?:complete[d]?|done|ongoing|achieved|annual\w*|monthly|quarterly)\b", text, re.I):
        return None
    return max((last for _, _, last in endings(text)), default=None)


def _headed(script: Script, own: Period | None, today: date) -> Iterator[Span]:
    """Headings that set a time for what stands under them ("First 12 months – what will we do?", "Indicators for 2017/18")."""
    for heading in script.headings:
        first = _FIRST.search(heading.text)
        if first is not None and own is not None:
            months = 12 * (number_of(first["year"]) or 1) if first["which"] else _LENGTHS[first["unit"].casefold()] * int(first["n"] or 1)
            last = months_on(own.start, months)
            if last <= today and (own.end - last).days > A_YEAR // 2:
                yield from _counted_under(heading, script) or heading.spans[:1]
            continue
        for start, end, last in endings(heading.text):
            told_of = _REPORTS.search(heading.text[:start]) is not None
            if last < today and not told_of and _SETS.search(heading.text) and not _is_own(heading.text[start:end], last, own):
                yield heading.spans[0]


def _counted_under(heading: Piece, script: Script) -> list[Span]:
    """The actions that a heading gives their time and that say how many ("Secure 20 orders")."""
    counted = (one.spans[0] for one in script.own(EntryKind.ACTION) if _SO_MANY.match(one.words))
    times = ((span, headed_time(span, script)) for span in counted)
    return [span for span, time in times if time is not None and any(time.overlaps(place) for place in heading.spans)]


# A year behind this is one that is told of ("Annual report 2024/25 and action plan 2025-2027").
_REPORTS = re.compile(
    r"\b(?:reports?|reviews?|assessments?|results|outturn|accounts|profile)\s+(?:(?:for|in|on|of)\s+)?(?:the\s+)?(?:year\s+)?\(?$", re.I
)
_LENGTHS = {"year": 12, "month": 1}


def _is_own(words: str, last: date, own: Period | None) -> bool:
    """Whether a time is before the document's own, or is the document's own: all of it, or the bare year that it ends in."""
    if own is None:
        return False
    return last < own.start or last.year == own.end.year and re.search(r"[a-z]", words, re.I) is None


def _is_to_come(text: str, start: int, end: int) -> bool:
    """Whether the words before a time put something into the time to come, or those behind one that opens the sentence; a clause that
    tells of what was does not."""
    coming = [match for match in _COMES.finditer(text, max(0, start - NEAR), start)]
    if coming:
        clause = re.split(r"[.;:()]|,\s+(?:and|but)\s", text[: coming[-1].start()])[-1]
        if coming[-1].group().casefold() in _BARE and _WAS.search(clause):
            return False
        between = text[coming[-1].start() : start]
    else:
        behind = _COMES.search(text, end, end + NEAR) if len(text[:start].split()) <= 3 else None
        if behind is None:
            return False
        between = text[end : behind.end() + 20]
    return not _PAST.search(between) and not _ABOUT.search(between) and not re.search(r"[.;()]", between)
