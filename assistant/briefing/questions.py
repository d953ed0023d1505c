"""Findings -> lines of questioning: each a question to read out, why it matters, and the words it rests on; most serious first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.briefing.found import Found, OfDocument, Since
from assistant.briefing.words import KINDS, kind_of_question, question_words
from assistant.conversation import Basis, LookedIn
from assistant.findings.duties import Coverage, Covered
from assistant.findings.finding import SEVERITY, Finding, FindingType
from assistant.findings.gaps import is_plan
from assistant.findings.quantity import quantity_of
from assistant.prompts import listed
from ingest.documents import Span
from ingest.register.entry import Entry, EntryKind

MOST = 15
MOST_OF_ONE = 2  # questions of one name and document
DUTY, MONEY, MISSED = 2.5, 2.4, 3.5  # how serious they are, beside the findings' own 1 to 3
_T = FindingType


@dataclass(frozen=True, slots=True)
class Question:
    """A line of questioning. One that rests on an absence has no spans, and says where was looked."""

    kind: str
    text: str
    why: str
    severity: float
    basis: Basis
    spans: tuple[Span, ...] = ()
    looked_in: LookedIn | None = None


def questions(found: Found) -> tuple[Question, ...]:
    """Given what was found, return the questions it calls for, most serious first."""
    asked: list[Question] = []
    for document in found.documents:
        asked += [*_of_findings(document), *_of_laws(document), *_missed(document), *_of_duties(document), *_of_money(document)]
    if found.since is not None:
        asked += _of_changes(found.since)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(asked, key=lambda one: (-one.severity, order[one.kind])))[:MOST]


def _ask(kind: str, name: str, severity: float, values: Mapping[str, object], spans: Sequence[Span]) -> Question:
    words = question_words()
    text, why = words.say(f"{kind}.{name}", values), words.say(f"{kind}.{name}_why", values)
    return Question(kind, text, why, severity, Basis.COUNTED, tuple(spans))


def _of_findings(document: OfDocument) -> Iterator[Question]:
    """A question for each finding, the surest first, so many of one kind at most."""
    made: dict[FindingType, int] = {}
    for one in sorted((*document.contradictions, *document.gaps), key=lambda one: -one.sure):
        kind = kind_of_question(one.type)
        if kind is None or made.get(one.type, 0) >= MOST_OF_ONE or not _can_be_asked(one):
            continue
        made[one.type] = made.get(one.type, 0) + 1
        yield _ask(kind, _name(one), one.severity + 0.3 * one.sure, {**one.values, "sum": one.sum, "says": one.says}, one.spans)


def _name(one: Finding) -> str:
    if asks := one.values.get("asks"):
        return asks
    if one.type is not _T.TARGET_PERIOD_OVER or one.values.get("period"):
        return one.type.value
    return "time_over_one" if one.values.get("count") == "1" else "time_over"


def _of_laws(document: OfDocument) -> Iterator[Question]:
    """One question for all the laws that are cited under another name or year."""
    if document.laws:
        cited = listed([question_words().say("parts.law_cited", one.values) for one in document.laws])
        spans = [one.spans[0] for one in document.laws]
        first = document.laws[0]
        yield _ask("accountability", first.type.value, first.severity + 0.3 * first.sure, {"laws": cited}, spans)


def _can_be_asked(one: Finding) -> bool:
    """Whether a finding holds what its question is filled with, and is more than a slip of the pen."""
    if one.values.get("slip"):
        return False
    if one.type is _T.PROMISED_MISSING:
        return bool(one.values.get("reference"))
    return True


def _missed(document: OfDocument) -> Iterator[Question]:
    """Indicators whose latest figure falls short of their target, by their own direction."""
    for one in document.script.own(EntryKind.INDICATOR):
        if is_missed(one):
            values = {"name": re.sub(r"\s+", " ", one.name), "current": one.fields["current"], "target": one.fields["target"]}
            yield _ask("performance", "target_missed", MISSED, values, one.spans[:1])


def is_missed(one: Entry) -> bool:
    """Given an indicator, say whether its latest figure is on the wrong side of its target; false where either is no plain figure, or it
    is not
    said which way it should go."""
    current, target = quantity_of(one.fields.get("current", "")), quantity_of(one.fields.get("target", ""))
    if current is None or target is None or current.unit != target.unit:
        return False
    direction = one.fields.get("direction")
    return direction == "down" and current.low > target.high or direction in ("up", "keep") and current.high < target.low


def _of_duties(document: OfDocument) -> Iterator[Question]:
    for covered in document.duties:
        if covered.duty.ask and not covered.duty.pilot:
            yield from _of_duty(covered, document.title)


def _of_duty(covered: Covered, title: str) -> Iterator[Question]:
    duty = covered.duty
    values = {
        "title": title,
        "name": duty.name,
        "basis": duty.basis,
        "who": duty.who,
        "parts": listed([part.part.name for part in covered.missing]),
    }
    words = question_words()
    kind = "equality" if duty.id == "equality" else "accountability"
    if covered.coverage is Coverage.NOT_FOUND:
        text, why = words.say(f"{kind}.duty_not_found", values), words.say(f"{kind}.duty_not_found_why", values)
        yield Question(kind, text, why, DUTY, Basis.ABSENT, (), covered.looked_in)
    elif covered.revise:
        text, why = words.say("accountability.duty_revise", values), words.say("accountability.duty_revise_why", values)
        yield Question("accountability", text, why, DUTY, Basis.ABSENT, (), covered.looked_in)
    elif covered.coverage is Coverage.IN_PART:
        spans = list(dict.fromkeys(span for part in covered.parts for span in part.spans[:1]))
        yield _ask("accountability", "duty_in_part", DUTY - 0.7, values, spans)


def _of_money(document: OfDocument) -> Iterator[Question]:
    """A plan in which no sum of money stands."""
    script = document.script
    if not is_plan(script) or re.search(r"£\s?\d", script.text):
        return
    words = question_words()
    values = {"title": document.title}
    unread = tuple((script.document.id, number) for number in script.shelf.published.unreadable)
    looked = LookedIn((script.document.id,), "passages", script.shelf.published.passages, unread)
    yield Question(
        "resources", words.say("resources.no_money", values), words.say("resources.no_money_why", values), MONEY, Basis.ABSENT, (), looked
    )


def _of_changes(since: Since) -> Iterator[Question]:
    titles = {"earlier": since.earlier.document.title, "later": since.later.document.title}
    for type, name in ((_T.TARGET_RESULT, "target_result"), (_T.CHANGED, "changed"), (_T.DROPPED, "dropped"), (_T.MERGED, "merged")):
        findings = [one for one in since.changes if one.type is type and _calls_for_a_question(one)]
        for one in findings[:MOST_OF_ONE]:
            values = {**one.values, "says": one.says, **(titles if type is _T.DROPPED else {})}
            asked = "figure_changed" if type is _T.CHANGED and one.values["field"] != "target" else name
            yield _ask("follow_through", asked, SEVERITY[type] + 0.3 * one.sure, values, one.spans)
    gone = [one for one in since.changes if one.type is _T.NOT_MENTIONED_SINCE]
    if gone:
        spans = [span for one in gone for span in one.spans[:1]]
        yield _ask("follow_through", "not_mentioned_since", SEVERITY[_T.NOT_MENTIONED_SINCE], {**titles, "count": len(gone)}, spans)


def _calls_for_a_question(one: Finding) -> bool:
    """Whether a change is asked about: priorities that went, targets that moved or were not met; not indicators that went, or success."""
    if one.type is _T.DROPPED:
        return one.values.get("kind") == "priority"
    return one.type is not _T.TARGET_RESULT or one.values["short"] == "True"
