"""What a document does not say although its own register asks for it: indicators without baseline, actions without an owner, and so on.

Everything here rests on the fields of the register's entries and on where they stand; nothing is said of a document whose register is
empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import essence, stems
from assistant.findings.promises import promises, unread_charts
from assistant.findings.saying import shared, told
from assistant.findings.script import SURE, Script, script_of
from assistant.wanted import Asked, wanted
from ingest.catalogue import period_of
from ingest.documents import BlockKind, Source, Span
from ingest.library import Snapshot
from ingest.outline import title_of
from ingest.register.entry import Entry, EntryKind, How, plain
from ingest.register.flow import Piece

_T = FindingType
# So few entries of a kind are no list that something could be missing from.
FEWEST = 2
SURELY = 0.85  # confidence of a priority in a document that nobody has called a plan
MEASURED = 0.5  # share of an outcome's stems that an indicator holds where it measures it
FEWEST_PARTS = 4  # indicators, actions and outcomes under the priorities of a document that nobody has called a plan
_SETS_OUT = re.compile(r"\b(?:plan|strategy|programme|framework|policy)\b", re.I)
EXTERNAL = re.compile(
    r"\b(?:police|ministry|home office|government|council|parliament|university|trust|court|magistrates|nhs|office|commissioner"
    r"|association|"
    r"company|ltd|limited|house of|department)\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:\d+ (?:months?|years?|weeks?)|first year|year (?:one|two|three|[1-5])|(?:by|before|during|in) (?:[a-z]+ )?(?:19|20)\d{2})\b",
    re.I,
)
_NO_NAME = re.compile(
    r"^(?:The|That|Through|This|These|Support|Supporting|Lead|Leading|Contribute|Manage|Operate|Develop|With|By|For|In|Under|From|At|Of|And|To|Our)\b"
)
_BODY_WORD = re.compile(
    r"\b(?:Board|Group|Panel|Forum|Partnership|Committee|Network|Executive|Borough|Team|Service|Services|Council|SNT)\b"
)
_VERBS = (
    "accelerate achieve act adapt address adopt advise agree align analyse apply appoint arrange ask assess assist attend begin"
    " bring build campaign capture carry celebrate challenge champion change check clarify co-design co-ordinate collaborate"
    " collate collect combat commission commit communicate complete conduct confirm consider consolidate consult continue"
    " contribute convene coordinate create cut define deliver deploy deter design develop direct disrupt distribute divert draft"
    " drive educate embed empower enable encourage enforce engage enhance ensure establish evaluate examine expand explore extend"
    " facilitate finalise fit focus form formalise foster fund gather give grow help highlight hold host identify implement improve"
    " increase influence inform initiate install integrate intervene introduce invest investigate involve issue join keep launch"
    " lead lend liaise link listen lobby maintain make manage map mark maximise meet minimise mobilise monitor offer open operate"
    " organise outline oversee participate patrol pilot place plan prepare prevent prioritise procure produce promote prosecute"
    " protect provide publicise publish pursue put raise re-commission reach recruit redesign reduce refer refine refresh reinforce"
    " relaunch replace report represent research respond restrict retain review revise roll run safeguard scope scrutinise secure"
    " seek send set share showcase signpost simplify sponsor start streamline strengthen submit subject supply support sustain"
    " tackle take target test track train transform trial undertake update upgrade upskill use utilise visit widen work write"
).split()
_DOES = re.compile(
    rf"^\W*(?:\d[\d.]*\s+)?(?:(?:to|we will|we are going to|will)\s+)?(?:(?:also|then|further|actively|continue to|effectively"
    rf"|jointly)\s+)?"
    rf"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))}|\w{{3,}}ing)\b(?!\s+(?:worker|team|service|group|plan|board|officer)s?\b)",
    re.I,
)
_WE = re.compile(r"^\s*(?:we|our partnership)\b(?=.{0,60}\b(?:will|shall|are going to|commit)\b)", re.I | re.S)
_BODY_WILL = re.compile(r"^\s*(?P<who>(?:[Tt]he\s+)?(?:(?:[A-Z][\w&’'-]*|police|council|partnership)\s+(?:(?:and|of|for)\s+)?){1,7})will\b")
# What is done to somebody is not done by them.
_PASSIVE = re.compile(
    r"^(?P<what>.{3,120}?)\s+(?:will|is to|are to|shall) (?:also )?be "
    r"(?:\w+(?:ed|en|pt|un|lt|id|ught)|set|put|cut|made|held|led|run|found|met|done)\b",
    re.S,
)
_SOMEBODY = re.compile(
    r"\b(?:council|partnership|partners?|police|board|group|team|unit|forum|panel|executive|committee|officers?|manager|director|head|lead|mayor|"
    r"commissioner|agenc(?:y|ies)|authorit(?:y|ies)|trust|probation|brigade|nhs|health|schools?|providers?|department|division|organisations?|"
    r"coordinator|co-ordinator|services?|cabinet|governors?|company|charity|association|network|alliance|wardens?)\b",
    re.I,
)
_THING = re.compile(
    r"\b(?:plan|strategy|agreement|trigger|duty|act|bill|powers?|programme|project|protocol|system|order|scheme|policy|report|model|levy|crime|asb)\b",
    re.I,
)
_OTHER_PART = re.compile(r"\b(?:priority|outcomes?|indicators?|measures?|why|focus|background|introduction|appendix)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?")
_GOVERNS = re.compile(r"\b(?:governance|structure|organogram|partnership)\b", re.I)
_JOINS = re.compile(r"\s(?:and|with)\s(?:the\s)?")
_EXPLAINS = re.compile(
    r"^[\s,'’\"”]*(?:\([A-Z][\w&]*\)\s*)?(?:,?\s*(?:which|who|that|also)\s+)?(?:is|are|was|were|will|has|have|had|meets|met|brings|oversees|leads|manages|"
    r"monitors|reports|consists|comprises|provides|co-?ordinates|reviews|agrees|sets|ensures|aims|works|discharges|offers"
    r"|facilitates|focus\w*|to (?!the\b|our\b)[a-z]+)\b",
)
_EXPLAINED = re.compile(
    r"(?:responsib\w+ (?:of|for)|role of|chaired? (?:by|of)|member(?:s|ship) of|led by|overseen by|reports? (?:in)?to"
    r"|accountable to|monitored by"
    r"|managed by|delivered by|through|via|by)\s+(?:the\s+|our\s+|its\s+)?$",
    re.I,
)


def gaps(document_id: str, snapshot: Snapshot, today: date | None = None) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return its gaps, in no particular order. Raises UnknownDocument.

    A digest or note is no plan: what it leaves out may stand in the document it is about, so only its leftover text is reported.
    """
    script = script_of(document_id, snapshot)
    if script.document.source is not Source.PUBLISHED:
        return ()
    found = [*promises(script)]
    if is_plan(script):
        periods = _periods(script, today or date.today())
        found += [*_priorities(script), *_indicators(script), *_actions(script), *periods, *_outcomes(script), *_bodies(script)]
    elif script.readable and script.document.kind:
        found += _priorities(script)
    return tuple(found)


def is_plan(script: Script) -> bool:
    """Given a document, say whether it sets out to do things, so that what it leaves open is a gap: by the kind its catalogue gives it,
    or, without one, by priorities with indicators, actions or outcomes of their own under them."""
    if script.document.kind:
        return script.readable and _SETS_OUT.search(script.document.kind) is not None
    priorities = {one.id for one in main_priorities(script)}
    parts = [one for kind in (EntryKind.INDICATOR, EntryKind.ACTION, EntryKind.OUTCOME) for one in script.own(kind)]
    under = sum(one.belongs_to in priorities for one in parts)
    return len(priorities) >= FEWEST and under >= FEWEST_PARTS and under * 2 >= len(parts)


# -- priorities -------------------------------------------------------------------------------------------------------


def main_priorities(script: Script) -> list[Entry]:
    """Given a document, return the list of priorities that it goes by; of one whose kind nobody gave, only what is surely one."""
    least = SURE if script.document.kind else SURELY
    entries = [one for one in script.entries if one.kind is EntryKind.PRIORITY and one.confidence >= least]
    return wanted(entries, Asked(EntryKind.PRIORITY, frozenset(), None))


def _priorities(script: Script) -> list[Finding]:
    priorities = main_priorities(script)
    indicators = script.own(EntryKind.INDICATOR)
    if len(priorities) < FEWEST:
        return []
    lacking = [one for one in priorities if not measures_of(one, priorities, indicators, script)]
    if indicators and len(lacking) * 2 > len(priorities):
        return []  # the indicators are set out in some other way than under the priorities: nothing can be said of each
    return [shared(_T.PRIORITY_WITHOUT_INDICATOR, _spans(lacking), len(priorities))] if lacking else []


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


# -- indicators and actions ---------------------------------------------------------------------------------------------


def _indicators(script: Script) -> list[Finding]:
    entries = script.own(EntryKind.INDICATOR)
    lacks: list[tuple[FindingType, Sequence[Entry], Callable[[Entry], bool]]] = [
        (_T.INDICATOR_WITHOUT_BASELINE, entries, lambda one: not one.fields.get("baseline")),
        (_T.INDICATOR_WITHOUT_TARGET, entries, lambda one: not one.fields.get("target")),
        (_T.INDICATOR_WITHOUT_PERIOD, entries, lambda one: not _has_period(one, script)),
        (_T.INDICATOR_WITHOUT_OWNER, entries, lambda one: not one.fields.get("owner")),
    ]
    return [found for type, all_of, lacking in lacks for found in _lacking(type, all_of, lacking)]


def _has_period(one: Entry, script: Script) -> bool:
    """Whether a year or a rhythm is given for an indicator: with its target, baseline or latest value, in its words, or in a heading
    above."""
    if any(one.fields.get(name) for name in ("target_period", "baseline_period", "current_period", "how_often")) or _YEAR.search(one.words):
        return True
    heading = _heading_above(one, script)
    return heading is not None and _YEAR.search(heading.text) is not None


def _actions(script: Script) -> list[Finding]:
    promised = promised_actions(script)
    if len(promised) <= FEWEST:
        return []  # a promise here and there in running text is no list of actions
    return [
        *_lacking(_T.ACTION_WITHOUT_OWNER, promised, lambda one: not doer(one, script)),
        *_lacking(_T.ACTION_WITHOUT_DATE, promised, lambda one: not one.fields.get("by_when") and dated_above(one, script) is None),
    ]


def doer(one: Entry, script: Script) -> str:
    """Given an action, return who is to do it: from a column or line of the register, or the one of whom its words say that they will.
    Empty where nobody is named."""
    subject = _BODY_WILL.match(one.words)
    passive = _PASSIVE.match(one.words)
    undergoes = plain(passive["what"]) if passive is not None else None
    named = (one.fields.get("who", ""), subject["who"] if subject is not None else "")
    return next((text for text in named if names_somebody(text, script) and plain(text) != undergoes), "")


def listed_actions(script: Script) -> list[Entry]:
    """Given a document, return the actions that stand in its lists and tables, not those that a sentence promises in passing."""
    items = [span for piece in script.flow.pieces if piece.kind is BlockKind.ITEM for span in piece.spans]
    return [one for one in script.own(EntryKind.ACTION) if one.how is How.STRUCTURE or any(_holds(item, one.spans[0]) for item in items)]


def promised_actions(script: Script) -> list[Entry]:
    """Given a document, return its listed actions and those that a sentence says "we" or a named body will do.

    An item that begins as no action does is left out: what a list of services says of each is no promise.
    """
    listed = {one.id for one in listed_actions(script) if _DOES.match(one.words) or one.fields.get("by_when")}
    return [
        one
        for one in script.own(EntryKind.ACTION)
        if one.id in listed or _WE.match(one.words) or names_somebody(one.fields.get("who", ""), script) and _BODY_WILL.match(one.words)
    ]


def names_somebody(text: str, script: Script) -> bool:
    """Given what is said to be who does something, say whether it names a body, a role or people, and not a plan, a law or a thing."""
    bare = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", text)).strip()
    if not bare:
        return False
    if _SOMEBODY.search(bare):
        return True
    for entry in script.entries:
        if entry.kind is EntryKind.TERM and entry.fields.get("short", "") == bare.removeprefix("the ").removeprefix("The "):
            return _SOMEBODY.search(entry.fields.get("expansion", "")) is not None
    # An abbreviation that nobody spells out, or a name, may be anybody; a word in small letters is not.
    return re.fullmatch(r"(?:[Tt]he )?[A-Z][A-Za-z&]*(?: [A-Z][A-Za-z&]*)*", bare) is not None and not _THING.search(bare)


def dated_above(one: Entry, script: Script) -> Span | None:
    """Given an action, return where a heading above it gives its time ("First 12 months – what will we do?"), None where none does.

    Headings in between may name groups of actions; a heading that asks or introduces something else ends the search.
    """
    before = [heading for heading in script.headings if (heading.parts[0][1], heading.parts[0][2]) < _place(one.spans[0])]
    for heading in reversed(before[-4:]):
        time = _TIME.search(heading.text)
        if time is not None:
            return heading.cut(*time.span())[0]
        if heading.text.rstrip().endswith(("?", ":")) or _OTHER_PART.search(heading.text):
            return None
    return None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.page == inner.page and outer.start <= inner.start < outer.end


def _lacking(type: FindingType, entries: Sequence[Entry], lacks: Callable[[Entry], bool]) -> list[Finding]:
    lacking = [one for one in entries if lacks(one)]
    return [shared(type, _spans(lacking), len(entries))] if lacking else []


def _periods(script: Script, today: date) -> list[Finding]:
    """Targets that were for a time before the document's own, and targets whose time is over by now without a result beside them."""
    own = script.document.period
    found: list[Finding] = []
    over: list[Span] = []
    total = 0
    # Whoever set a target, its time is over.
    for one in (one for one in script.entries if one.kind is EntryKind.INDICATOR and one.confidence >= SURE):
        end = _end(one.fields.get("target_period", ""))
        if end is None or not one.fields.get("target"):
            continue
        total += 1
        values = {"name": one.name, "period": one.fields["target_period"], "own": own.label if own else ""}
        if own is not None and end < own.start:
            found.append(told("gap.target_period_before", _T.TARGET_PERIOD_OVER, one.spans[:1], values))
        elif end < today and not one.fields.get("current"):
            over.append(one.spans[0])
    if over:
        key = "gap.time_over" if len(over) > 1 else "gap.time_over_one"
        found.append(told(key, _T.TARGET_PERIOD_OVER, over, {"count": len(over), "total": total}))
    return found


def _heading_above(one: Entry, script: Script) -> Piece | None:
    above = [heading for heading in script.headings if (heading.parts[0][1], heading.parts[0][2]) < _place(one.spans[0])]
    return above[-1] if above else None


def _end(text: str) -> date | None:
    """Given a period as a document prints it, return its last day, None where it is none."""
    found = _YEAR.search(text)
    try:
        return period_of(re.sub(r"\s?[–/]\s?", "-", found.group()).replace(" ", "")).end if found else None
    except ValueError:
        return None


# -- outcomes -------------------------------------------------------------------------------------------------------------


def _outcomes(script: Script) -> list[Finding]:
    outcomes, indicators = script.own(EntryKind.OUTCOME), script.own(EntryKind.INDICATOR)
    if len(outcomes) < FEWEST:
        return []
    beside = _beside(script)
    lacking = [one for one in outcomes if not _is_measured(one, indicators, beside, script)]
    return [shared(_T.OUTCOME_WITHOUT_MEASURE, _spans(lacking), len(outcomes), 0.8)] if lacking else []


def _is_measured(one: Entry, indicators: Sequence[Entry], beside: set[tuple[int, int]], script: Script) -> bool:
    """Whether an indicator stands in its row of a table that pairs the two, or speaks of the same thing in the same priority."""
    if any(page == one.spans[0].page and start == one.spans[0].start for page, start in beside):
        return True
    if re.search(r"\bmeasured (?:by|using|through)\b", one.words, re.I):
        return True
    said = essence(one.name, script)
    near = [other for other in indicators if other.belongs_to == one.belongs_to or None in (other.belongs_to, one.belongs_to)]
    return not said or any(len(said & essence(other.name, script)) >= MEASURED * len(said) for other in near)


def _beside(script: Script) -> set[tuple[int, int]]:
    """Where the cells stand whose row has words in every column, in tables where that is so of every row: there, rows pair things."""
    places: set[tuple[int, int]] = set()
    for grid in script.flow.grids:
        width = len(grid.columns)
        rows = [[cell for cell in row if cell.text.strip()] for row in grid.rows]
        if width >= 2 and rows and all(len(row) >= width for row in rows):
            places |= {(cell.page, script.cell_span(grid, cell).start) for row in rows for cell in row}
    return places


# -- bodies -----------------------------------------------------------------------------------------------------------------


def _bodies(script: Script) -> list[Finding]:
    """Boards and groups that are only named: no chart that can be read and no words say what they do, who chairs them, to whom they
    report."""
    author = stems(f"{script.document.title} {script.document.authority or ''}")
    named = [
        one
        for one in script.entries
        if one.kind is EntryKind.BODY
        and one.fields.get("role") in ("board", "group")
        and one.confidence >= SURE
        and is_whole_name(one, script)
        and not EXTERNAL.search(one.name)
        and not stems(one.name) <= author
    ]
    lacking = [one for one in named if not _is_explained(one, script)]
    if len(lacking) < FEWEST:
        return []
    chart = next((piece for piece in unread_charts(script) if _GOVERNS.search(piece.text)), None)
    if chart is None:
        return [shared(_T.BODY_UNEXPLAINED, _spans(lacking), len(named), 0.65)]
    values = {"heading": title_of(chart.text), "count": len(lacking), "total": len(named)}
    return [told("gap.body_uncharted", _T.BODY_UNEXPLAINED, [*chart.spans[:1], *_spans(lacking)], values, sure=0.65)]


def is_whole_name(one: Entry, script: Script) -> bool:
    """Given a body, say whether its words are one name from its beginning to its end: no verb before it, no two bodies joined, no name
    cut in half."""
    span = one.spans[0]
    text = script.pages[span.page - 1].text
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    if (
        len(one.name.split()) < 2
        or _NO_NAME.match(one.name)
        or re.search(r"[A-Z][\w’'-]*[ \n]$", before)
        or re.match(r"[ \n][A-Z][a-z]", after)
    ):
        return False
    parts = _JOINS.split(one.name)
    return not (len(parts) > 1 and len(parts[0].split()) > 1 and len(parts[-1].split()) > 1 and re.search(_BODY_WORD, parts[0]) is not None)


def _is_explained(one: Entry, script: Script) -> bool:
    if any(one.fields.get(name) for name in ("does", "chair", "reports_to")):
        return True
    bare = re.sub(r"\s*\([^)]*\)", "", one.name)
    if any(bare.casefold() in re.sub(r"\s+", " ", heading.text).casefold() for heading in script.headings):
        return True
    pattern = re.compile(re.escape(bare).replace(r"\ ", r"\s+"))
    for sentence in script.sentences:
        for match in pattern.finditer(sentence.text):
            if _EXPLAINS.match(sentence.text[match.end() :]) or _EXPLAINED.search(sentence.text[: match.start()]):
                return True
    return False
