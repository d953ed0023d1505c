"""Which entries lack something, or have it: a target, a baseline, an owner, a date, an indicator. Counted over the tables and the
register, naming what was read. What people say for it, and what stands in a cell that holds nothing, is in `lacking.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from assistant.answers.entry_table import EntryTable, Row, named_by, quoted, tables_of
from assistant.answers.meant import meant
from assistant.answers.sayings import Sayings, load_sayings
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.actions import TIMED, all_dated, dated_above, led_above, listed_actions
from assistant.findings.gaps import main_priorities, measures_of
from assistant.findings.script import Script, script_of
from assistant.prompts import Prompts
from assistant.understand import NUMBERS, Understood
from ingest.documents import Document, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.register.lexicon import lexicon

FILE = Path(__file__).with_name("lacking.toml")
# What the file must hold, by table.
_NEEDED = {
    "asks": ("list", "never"),
    "kinds": ("priority", "action", "indicator"),
    "lacks": ("baseline", "target", "by_when", "owner", "current", "indicator"),
    "has": ("baseline", "target", "by_when", "owner", "current", "indicator"),
    "cells": ("open", "no_target", "no_baseline", "direction", "ongoing"),
}
MOST_LISTED = 40  # of more nobody reads what each of them is
DATED = 0.5  # share of a column's cells that hold a time, where no name says what it holds
# What each kind of entry may lack, and the columns that hold it by the lexicon's lists; a date of an indicator is its target's.
_COLUMNS: dict[EntryKind, dict[str, tuple[str, str]]] = {
    EntryKind.ACTION: {"owner": ("action", "who"), "by_when": ("action", "when")},
    EntryKind.INDICATOR: {
        "baseline": ("indicator", "baseline"),
        "target": ("indicator", "target"),
        "current": ("indicator", "current"),
        "owner": ("action", "who"),
        "by_when": ("indicator", "target"),
    },
    EntryKind.PRIORITY: {"indicator": ("", "")},
}
# What is meant where no kind of entry is named.
_USUAL = {"target": EntryKind.INDICATOR, "baseline": EntryKind.INDICATOR}
_FIELD = {(EntryKind.ACTION, "owner"): "who", (EntryKind.INDICATOR, "by_when"): "target_period"}
_SAID = {"target_period": "period"}
_NOUNS = r"(?:actions?|jobs?|measures?|indicators?|kpis?|targets?|promises?|commitments?|numbers?)"
_ABOUT = re.compile(
    r"\b(?:which|what|any|all|the|of|list|show|name|many)\s+(?:of\s+)?(?:(?:the|their|its|our)\s+)?"
    rf"(?P<before>(?:[\w’'-]+\s+){{1,3}}){_NOUNS}\b"
    rf"|\b{_NOUNS}\s+(?:on|about|for|around|to do with)\s+(?P<behind>(?:[\w’'-]+\s*){{1,4}})",
    re.I,
)
# Words before such a noun that limit nothing.
_NO_TOPIC = frozenset(
    "one ones two three some any all each every other others single main key whole new old own few more most such same".split()
)
_COUNT = re.compile(rf"\b(?:of|all|the)\s+(?:the\s+|its\s+|their\s+)?(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})\b", re.I)


# What a measure's words say is to be reached: a share, a limit, how far it is to go; no ages, years, numbers to ring or length of time
# within which something is counted.
_STATED = re.compile(
    r"\d\s?(?:%|per\s?cent\b)"
    r"|(?:\b(?:at least|at most|no more than|no fewer than|no less than|a minimum of|a maximum of|up to|by|from \d[\d,.]* to"
    r"|(?:down|up|falls?|rises?|reduced?|cut|increased?) to)|^all|^every)\s+"
    r"(?!(?:19|20)\d\d\b)[£€]?\d[\d,.]*(?![\d,.]*(?:s\b|\s?(?:to|-|–)\s?\d|[\s-]*(?:years?|months?)[\s-]old))"
    r"|^(?!\W*(?:the )?(?:number|numbers|rate|count|percentage|proportion|share|average|total|%)\b)"
    r".*\bwithin\s+(?:an?|one|two|three|\d+)\s",
    re.I,
)


@cache
def sayings(file: Path = FILE) -> Sayings:
    """Given the file, return what it holds. Raises BadInput naming what is wrong in it."""
    return load_sayings(file, _NEEDED)


@dataclass(frozen=True, slots=True)
class Lack:
    """What is asked for: entries of a kind without a field ("target", "by_when"), or those that have it."""

    kind: EntryKind
    field: str
    had: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """An entry, or a table's row of it: where it stands, what its field holds, the stems of what it is called, and its row."""

    spans: tuple[Span, ...]
    value: str
    about: frozenset[str]
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a document: every entry, those without the field, those that only half give it, the one table that was
    read, and the topic that all of them are on."""

    things: Sequence[Thing]
    lacking: Sequence[Thing]
    half: Sequence[Thing] = ()
    part: str = ""
    topic: str = ""


def list_lacking(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return which entries lack what is asked for, or have it, or None where
    nothing of the sort is asked or nothing is known for certain."""
    lack = lack_of(understood.standalone)
    if lack is None:
        return None
    among = meant(documents, understood)
    scripts = [script_of(document.id, snapshot) for document in among]
    tables = tables_with(lack, scripts, understood)
    claims: list[DraftClaim] = []
    for document, script in zip(among, scripts, strict=True):
        if not tables or document.id in {table.grid.document_id for table in tables} or not _is_placed(tables, scripts, lack):
            own = [table for table in tables if table.grid.document_id == document.id]
            read = _read(lack, script, own, understood)
            if read is not None and read.things:
                claims.extend(_claims(document, script, read, lack, prompts, audience))
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def lack_of(text: str) -> Lack | None:
    """Given a question, return which entries it asks for by what they lack or have, or None where it asks for nothing of the sort."""
    said = sayings()
    words = said.read(text)
    if said.says("asks", "never", words) or not said.says("asks", "list", words):
        return None
    named = said.said("kinds", words)
    for table in ("lacks", "has"):
        for field in said.said(table, words):
            kinds = [EntryKind(name) for name in named] or [kind for name, kind in _USUAL.items() if name == field]
            kind = next((kind for kind in kinds if field in _COLUMNS[kind]), None)
            if kind is not None:
                return Lack(kind, _FIELD.get((kind, field), field), table == "has")
    return None


def _column_name(lack: Lack) -> str:
    return next((name for (kind, name), field in _FIELD.items() if (kind, field) == (lack.kind, lack.field)), lack.field)


def every_table_with(lack: Lack, scripts: Sequence[Script]) -> list[EntryTable]:
    """The tables with a column for what is asked about."""
    if lack.kind is EntryKind.PRIORITY or lack.field == "target_period":
        return []
    return [table for script in scripts for table in tables_of(lack.kind, script) if _column(lack, table) is not None]


def tables_with(lack: Lack, scripts: Sequence[Script], understood: Understood) -> list[EntryTable]:
    """The tables with a column for what is asked about; of several, those that the question names, or counts the rows of."""
    tables = every_table_with(lack, scripts)
    count = _COUNT.search(understood.standalone)
    number = (NUMBERS.get(count["count"].casefold()) or int(count["count"])) if count else 0
    counted = [table for table in tables if len(table.rows) == number]
    return named_by(counted or tables, stems_of(understood.standalone)) if tables else []


def _is_placed(tables: Sequence[EntryTable], scripts: Sequence[Script], lack: Lack) -> bool:
    """Whether the question chose some tables among several: then other documents are not meant."""
    return len(tables) < len(every_table_with(lack, scripts))


def _column(lack: Lack, table: EntryTable) -> int | None:
    group, name = _COLUMNS[lack.kind][_column_name(lack)]
    called = partial(lexicon().heads, group, name)
    if lack.field == "by_when":
        return table.column_of(called, lambda text: TIMED.search(text) is not None, DATED)
    if lack.field in ("owner", "who"):
        return table.column_of(called, lambda text: re.search(r"[A-Za-z]{2}", text) is not None)
    return table.column_of(called, lambda text: re.search(r"\d", text) is not None or _is_open(text, lack))


def _read(lack: Lack, script: Script, tables: Sequence[EntryTable], understood: Understood) -> _Read | None:
    if lack.kind is EntryKind.PRIORITY:
        return _unmeasured(script)
    titles = list(dict.fromkeys(table.title for table in tables))
    only = lack.kind is EntryKind.ACTION and bool(tables)
    topic, among = _on_topic(things_of(lack, script, tables), understood)
    things = sorted(among, key=lambda thing: (thing.spans[0].page, thing.spans[0].start))
    lacking = [thing for thing in things if _is_open(thing.value, lack)]
    half = [thing for thing in things if thing not in lacking and _is_half(thing.value, lack)]
    if len(lacking) == len(things) and (len(things) < 2 or _may_be_unread(lack, script)):
        return None
    return _Read(things, lacking, half, titles[0] if only and len(titles) == 1 else "", topic)


def things_of(lack: Lack, script: Script, tables: Sequence[EntryTable]) -> list[Thing]:
    """Given a kind and a field of it, a document and its tables with a column for that field, return every entry of the kind with what it
    gives for the field: the rows of those tables, and the entries outside them. Where tables hold actions, these are all: they say who does
    each and by when, and a list elsewhere says what is wanted."""
    rows = [(row, column) for table in tables if (column := _column(lack, table)) is not None for row in table.rows]
    things = [Thing(row.spans, row.cell(column), row.about, row) for row, column in rows]
    if lack.kind is EntryKind.ACTION and things:
        return things
    inside = [span for row, _ in rows for span in row.spans]
    outside = [entry for entry in _entries(lack, script) if not any(span.overlaps(one) for span in entry.spans for one in inside)]
    whole = {span: row for table in tables_of(lack.kind, script) for row in table.rows for span in row.spans}
    return things + [_of_entry(entry, whole, _value(entry, lack, script)) for entry in outside]


def _entries(lack: Lack, script: Script) -> list[Entry]:
    """The document's entries of the kind; of actions those that are set out as such, where there are any: what a sentence promises in
    passing has no owner or date to be given."""
    listed = listed_actions(script) if lack.kind is EntryKind.ACTION else []
    return listed or script.own(lack.kind)


def _unmeasured(script: Script) -> _Read | None:
    """Which priorities no indicator measures; None where the indicators are set out in some other way than under them."""
    priorities, indicators = main_priorities(script), script.own(EntryKind.INDICATOR)
    lacking = [one for one in priorities if not measures_of(one, priorities, indicators, script)]
    if not indicators or len(lacking) == len(priorities):
        return None
    things = {one.id: Thing((one.spans[0],), "", frozenset()) for one in priorities}
    return _Read(list(things.values()), [things[one.id] for one in lacking])


def _of_entry(entry: Entry, rows: dict[Span, Row], value: str) -> Thing:
    """An entry outside the tables that were read, with the row of another table that it stands in."""
    row = next((row for span, row in rows.items() if span.overlaps(entry.spans[0])), None)
    return Thing(row.spans if row is not None else (entry.spans[0],), value, stems_of(entry.name), row)


def _value(entry: Entry, lack: Lack, script: Script) -> str:
    """What an entry outside such tables gives: its field, or what its words or the lines above it say."""
    value = entry.fields.get(lack.field, "")
    if lack.field == "by_when" and not value:
        timed = TIMED.search(entry.words)
        return timed.group() if timed else "above" if dated_above(entry, script) or all_dated(entry, script) else ""
    if lack.field == "target" and not value and not entry.fields.get("baseline"):
        stated = _STATED.search(entry.words)  # "90% of cases heard within a month" is a measure and its target
        return stated.group() if stated else ""
    if lack.field in ("who", "owner") and not value:
        led = led_above(entry, script) or ""
        return "" if led and _is_anothers(led, entry, lack, script) else led
    return value


def _is_anothers(led: str, entry: Entry, lack: Lack, script: Script) -> bool:
    """Whether a line that names an owner is of one entry, and not of its part: most others of the part have an owner each, and it is that
    of one of them."""
    others: list[Entry] = []
    for other in _entries(lack, script):
        if other.trail == entry.trail and not any(_overlap(other, one) for one in (entry, *others)):
            others.append(other)
    owners = [owner for other in others if (owner := other.fields.get(lack.field, ""))]
    return len(owners) * 2 > len(others) and any(stems_of(owner) == stems_of(led) for owner in owners)


def _overlap(one: Entry, other: Entry) -> bool:
    return any(span.overlaps(place) for span in one.spans for place in other.spans)


def _is_open(value: str, lack: Lack) -> bool:
    """Whether what stands for a field is nothing: blank, a dash, or words that say that there is none, or none yet."""
    if not re.search(r"\w", value):
        return True
    if lack.field == "owner" or lack.field == "who":
        return sayings().is_cell("open", value)
    if re.search(r"\d", value) and not re.match(r"\W*(?:to be|tbc|not yet)\b", value, re.I):
        return False
    lists = {"target": ("no_target",), "baseline": ("no_baseline",), "current": ("no_baseline",)}.get(lack.field, ())
    return sayings().in_cell("open", value) or any(sayings().is_cell(name, value) for name in lists)


def _is_half(value: str, lack: Lack) -> bool:
    """Whether a target gives a direction and no figure, or a date says no more than that it goes on."""
    name = {"target": "direction", "by_when": "ongoing"}.get(lack.field)
    return name is not None and not re.search(r"\d", value) and sayings().is_cell(name, value)


def _on_topic(things: Sequence[Thing], understood: Understood) -> tuple[str, Sequence[Thing]]:
    """The topic that the question limits itself to ("which burglary measures …") and the things on it; no topic and all of them where it
    names none of theirs."""
    found = _ABOUT.search(understood.subject)
    words = [word for word in (found["before"] or found["behind"]).split() if word.casefold() not in _NO_TOPIC] if found else []
    topic = [word for word in words if any(stems_of(word) & thing.about for thing in things)]
    among = [thing for thing in things if stems_of(" ".join(topic)) & thing.about]
    return (" ".join(topic), among) if among and len(among) < len(things) else ("", things)


def _may_be_unread(lack: Lack, script: Script) -> bool:
    """Whether the tables of such entries have a column that no rule knows: then it may hold what all of them seem to lack."""
    known = [(group, name) for columns in _COLUMNS.values() for group, name in columns.values() if group]
    known += [("action", "headings"), ("indicator", "headings"), ("indicator", "bare"), ("outcome", "headings")]
    for table in tables_of(lack.kind, script):
        for column, name in table.grid.columns.items():
            named = column == table.column or any(lexicon().heads(group, list_, name) for group, list_ in known)
            worded = sum(re.search(r"[A-Za-z]{3}|\d{4}", row.cell(column)) is not None for row in table.rows)
            if not named and worded * 2 > len(table.rows):
                return True
    return False


def kind_said(kind: EntryKind, things: Sequence[Thing], script: Script, prompts: Prompts, audience: Audience) -> str:
    """Given a kind, the entries of it that were read and their document, return what these are called: "listed actions" where the document
    also promises some in passing."""
    said = prompts.kind(kind.value, len(things), audience)
    if kind is not EntryKind.ACTION:
        return said
    read = [span for thing in things for span in thing.spans]
    rest = [entry for entry in script.own(kind) if not any(span.overlaps(other) for span in entry.spans for other in read)]
    return prompts.say("absent.listed", audience, {"kind": said}) if rest else said


def _claims(document: Document, script: Script, read: _Read, lack: Lack, prompts: Prompts, audience: Audience) -> list[DraftClaim]:
    whose = prompts.whose(document.area, document.plain_title)
    whose = prompts.say("whose.part", audience, {"whose": whose, "part": read.part}) if read.part else whose
    having = [thing for thing in read.things if thing not in read.lacking and thing not in read.half]
    values = {
        "whose": prompts.say("whose.about", audience, {"whose": whose, "topic": read.topic}) if read.topic else whose,
        "count": prompts.number(len(read.things)),
        "lacking": prompts.number(len(read.lacking)),
        "having": prompts.number(len(having)),
        "kind": kind_said(lack.kind, read.things, script, prompts, audience),
        "what": prompts.say(f"fields.{_SAID.get(lack.field, lack.field)}", audience),
    }
    few = "one_lacks" if len(read.lacking) == 1 else "some_lack"
    key = "all_have" if not read.lacking else "none_have" if len(read.lacking) == len(read.things) else few
    if lack.had and having and len(having) < len(read.things):
        key = "one_has" if len(having) == 1 else "some_have"
    claims = [_counted(prompts.say(f"absent.{key}", audience, values), read.things)]
    claims += items_of(having if key.endswith(("one_has", "some_have")) else read.lacking or ([] if read.half else read.things))
    if read.half:
        key = f"absent.half_{lack.field}" if len(read.half) > 1 else f"absent.half_{lack.field}_one"
        claims.append(_counted(prompts.say(key, audience, {"count": prompts.number(len(read.half))}), read.half))
        claims += [claim for claim in items_of(read.half) if claim.item or not read.lacking]  # the columns were named above
    return claims


def _counted(text: str, things: Iterable[Thing]) -> DraftClaim:
    return DraftClaim(Basis.COUNTED, tuple(thing.spans[0] for thing in things), text[:1].upper() + text[1:])


def items_of(things: Sequence[Thing]) -> list[DraftClaim]:
    """A line for each; rows of tables below the names of their columns."""
    claims: list[DraftClaim] = []
    for in_table, some in groupby(things[:MOST_LISTED], key=lambda thing: thing.row is not None):
        if in_table:
            claims += quoted([thing.row for thing in some if thing.row is not None])
        else:
            claims += [DraftClaim(Basis.QUOTED, thing.spans, item=True) for thing in some]
    return claims
