"""What was to be done or reached by a time that is over by today, or by the day that the question names: counted, each with its own words.
Whether it was done a plan cannot say. What people say for it is in `late.toml`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from assistant.answers.lacking import Lack, Thing, items_of, tables_with, things_of
from assistant.answers.meant import meant
from assistant.answers.rated import is_done
from assistant.answers.sayings import Sayings, load_sayings
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.actions import TIMED
from assistant.findings.gaps import is_plan
from assistant.findings.moments import MONTHS
from assistant.findings.overdue import overdue
from assistant.findings.script import Script, script_of
from assistant.prompts import Prompts
from assistant.understand import Understood
from ingest.documents import Document, Span
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

FILE = Path(__file__).with_name("late.toml")
_NEEDED = {"asks": ("list", "never"), "late": ("over",), "kinds": ("indicator", "action")}
FEWEST_IN_TEXT = 3  # things in sentences and lists that are late, if they are to be told as all there are
FEWEST_DATED = 2  # entries with a time, if none of them is to be said to be late
_FIELDS = {EntryKind.ACTION: "by_when", EntryKind.INDICATOR: "target_period"}
_YEAR = re.compile(r"\b20\d\d\b")
_NAMES = "|".join(name for name in calendar.month_name if name)
_AS_OF = re.compile(
    r"\b(?:as (?:of|at)|today|now|on|by|date|it['’]?s|it) (?:is |was |the )*"
    rf"(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{_NAMES}),? (?P<year>20\d\d)"
    rf"|(?P<name>{_NAMES}) (?P<number>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<in>20\d\d))\b",
    re.I,
)


@cache
def sayings(file: Path = FILE) -> Sayings:
    """Given the file, return what it holds. Raises BadInput naming what is wrong in it."""
    return load_sayings(file, _NEEDED)


@dataclass(frozen=True, slots=True)
class _Late:
    """What was read of one kind in a document: the entries that give a time, those whose time is over, those of them that are marked as
    done, and what else was due by then."""

    kind: EntryKind
    dated: Sequence[Thing]
    over: Sequence[Thing]
    done: Sequence[Thing]
    others: Sequence[Span]

    @property
    def is_sure(self) -> bool:
        """Whether what is late stands in a table, or there is enough of it: one thing of many in running text is no list."""
        return any(thing.row is not None for thing in (*self.over, *self.done)) or len(self.over) + len(self.others) >= FEWEST_IN_TEXT


def list_late(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience, today: date
) -> Draft | None:
    """Given what was understood, the documents in scope and the day of asking, return what was due before it; None where nothing of the
    sort is asked, or nothing is known for certain."""
    kinds = kinds_late(understood.standalone)
    if not kinds:
        return None
    day = day_named(understood.standalone) or today
    claims: list[DraftClaim] = []
    for document in meant(documents, understood):
        script = script_of(document.id, snapshot)
        if is_plan(script):
            read = (_read(kind, script, day, understood) for kind in kinds)
            claims += next((told for late in read if (told := _claims(document, late, day, prompts, audience))), [])
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def kinds_late(text: str) -> list[EntryKind]:
    """Given a question, return the kinds of entries of which it asks what is late, the likeliest first; nothing where it asks for nothing
    of the sort. A “target” may be a thing that is to be done."""
    words = sayings().read(text)
    if sayings().says("asks", "never", words) or not sayings().says("asks", "list", words) or not sayings().says("late", "over", words):
        return []
    named = sayings().said("kinds", words)
    return [EntryKind.INDICATOR, EntryKind.ACTION] if named[:1] == ["indicator"] else [EntryKind.ACTION] if named else []


def day_named(text: str) -> date | None:
    """Given a question, return the day as of which it asks; of a month alone its first. None where it names none."""
    found = _AS_OF.search(text)
    if found is None:
        return None
    month = MONTHS[(found["month"] or found["name"]).casefold()]
    try:
        return date(int(found["year"] or found["in"]), month, int(found["day"] or found["number"] or 1))
    except ValueError:
        return None


def _read(kind: EntryKind, script: Script, day: date, understood: Understood) -> _Late:
    lack = Lack(kind, _FIELDS[kind])
    things = things_of(lack, script, tables_with(lack, [script], understood))
    passed = _passed(kind, script, day)
    over = [thing for thing in things if _holds(thing, passed)]
    done = [thing for thing in over if thing.row is not None and is_done(thing.row)]
    entries = [span for entry in script.own(kind) if kind is EntryKind.ACTION for span in entry.spans]
    others = [span for span in passed if any(span.overlaps(one) for one in entries) and not any(_holds(thing, [span]) for thing in over)]
    dated = [thing for thing in things if TIMED.search(thing.value)]
    return _Late(kind, dated, [thing for thing in over if thing not in done], done, others)


def _passed(kind: EntryKind, script: Script, day: date) -> list[Span]:
    """Where the document sets a time that is over by that day: for things to be done, or for targets."""
    of_targets = kind is EntryKind.INDICATOR
    said = [finding for finding in overdue(script, day) if ("total" in finding.values) == of_targets]
    return [span for finding in said if of_targets or finding.values.get("asks", "").startswith("promise") for span in finding.spans]


def _holds(thing: Thing, spans: Sequence[Span]) -> bool:
    return any(mine.overlaps(span) for mine in thing.spans for span in spans)


def _claims(document: Document, late: _Late, day: date, prompts: Prompts, audience: Audience) -> list[DraftClaim]:
    """What is late, or that nothing is where every time that is given is of a later year; nothing where neither is sure."""
    values = {
        "whose": prompts.whose(document.area, document.plain_title),
        "count": prompts.number(len(late.over)),
        "all": prompts.number(len(late.dated)),
        "kind": prompts.kind(late.kind.value, len(late.over) or len(late.dated), audience),
        "day": f"{day.day} {day:%B %Y}",
        "others": prompts.number(len(late.others)),
        "done": prompts.number(len(late.done)),
    }
    if not late.over and not late.others and not late.done:
        later = all(int(min(_YEAR.findall(thing.value), default="0")) > day.year for thing in late.dated)
        none = later and len(late.dated) >= FEWEST_DATED
        return [_counted(prompts.say("late.none", audience, values), [thing.spans[0] for thing in late.dated])] if none else []
    if not late.is_sure or not late.over:
        return []
    key = "late.one" if len(late.over) == 1 else "late.some"
    claims = [_counted(prompts.say(key, audience, values), [thing.spans[0] for thing in late.over]), *items_of(late.over)]
    if late.others:
        claims.append(_counted(prompts.say("late.more", audience, values), late.others))
        claims += [DraftClaim(Basis.QUOTED, (span,), item=True) for span in late.others]
    if late.done:
        claims.append(_counted(prompts.say("late.done", audience, values), [thing.spans[0] for thing in late.done]))
        claims += [claim for claim in items_of(late.done) if claim.item]
    return claims


def _counted(text: str, spans: Sequence[Span]) -> DraftClaim:
    return DraftClaim(Basis.COUNTED, tuple(spans), text[:1].upper() + text[1:])
