"""At a glance: what kind of document it is, for when, by whom, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.briefing.briefing import Block, Heading, Line, Style, Table
from assistant.briefing.by_document import by_document
from assistant.briefing.found import Found, OfDocument
from assistant.briefing.pen import Pen
from assistant.conversation import Audience
from assistant.findings.actions import promised_actions
from assistant.findings.duties import Coverage
from assistant.findings.gaps import main_priorities
from assistant.findings.moments import said
from assistant.prompts import listed, load_prompts
from ingest.documents import Source
from ingest.register.entry import Entry, EntryKind

MOST_BODIES = 12
_ADOPTED = re.compile(
    r"\b(?:adopted|approved|agreed|ratified|signed off|endorsed)\b[^.;]{0,60}?\b(?:by|on|at)\b[^.;]{0,80}?\b(?:19|20)\d{2}\b", re.I
)
_COUNTED = (EntryKind.PRIORITY, EntryKind.INDICATOR, EntryKind.ACTION, EntryKind.OUTCOME, EntryKind.FIGURE)


def glance(found: Found, questions: int, pen: Pen) -> tuple[Block, ...]:
    """Given what was found, how many questions were made, and the pen, return the chapter's blocks."""
    return (*_in_short(found, questions, pen), *by_document(found, lambda document: _of_document(document, found, pen)))


def _of_document(document: OfDocument, found: Found, pen: Pen) -> Iterator[Block]:
    yield from _warnings(document, pen)
    yield _facts(document, found, pen)
    yield from _counts(document, pen)
    yield from _bodies(document, pen)


def _in_short(found: Found, questions: int, pen: Pen) -> Iterator[Block]:
    if found.several:
        yield Heading(pen.words.say("glance.short"), 2)
    uncovered = sum(covered.coverage is Coverage.NOT_FOUND and covered.duty.ask for one in found.documents for covered in one.duties)
    counts = {
        "glance.found_adding_up": sum(len(one.contradictions) for one in found.documents),
        "glance.found_missing": sum(len(one.gaps) for one in found.documents),
        "glance.found_duties": uncovered,
        "glance.found_questions": questions,
    }
    for key, count in counts.items():
        yield Line(pen.words.say(key, {"count": count}), style=Style.ITEM)


def _warnings(document: OfDocument, pen: Pen) -> Iterator[Block]:
    script = document.script
    unread = [page.number for page in script.pages if not page.readable]
    if not script.text.strip():
        yield pen.say("glance.no_text", title=document.title)
        return
    if unread:
        yield pen.say("glance.unread_pages", title=document.title, pages=", ".join(map(str, unread)))
    if not script.readable:
        yield pen.say("glance.no_register", title=document.title)
    if script.document.source is Source.DIGEST:
        yield pen.say("glance.digest")
    elif script.document.source is Source.NOTE:
        yield pen.say("glance.note")


def _facts(document: OfDocument, found: Found, pen: Pen) -> Table:
    one, published = document.script.document, document.script.shelf.published
    period = one.period
    over = period is not None and period.is_over(found.today)
    pages = str(published.pages) if published.paged else ""
    if published.unreadable:
        pages = pen.words.say("glance.pages_unread", {"count": pages, "pages": ", ".join(map(str, published.unreadable))})
    facts = {
        "authority": one.authority or "",
        "area": one.area or "",
        "kind": one.kind or "",
        "period": pen.words.say("glance.period_over", {"period": period.label}) if period and over else period.label if period else "",
        "published": said(one.published) if one.published else "",
        "pages": pages,
    }
    rows = [(pen.say(f"glance.{name}"), Line(value)) for name, value in facts.items() if value]
    adopted = _adopted(document, pen)
    if adopted is not None:
        rows.append((pen.say("glance.adopted"), adopted))
    return Table(f"{pen.words.say('glance.catalogue')}: {document.title}", (), tuple(rows))


def _adopted(document: OfDocument, pen: Pen) -> Line | None:
    for sentence in document.script.sentences:
        if (
            _ADOPTED.search(sentence.text)
            and re.search(r"\b(?:plan|strategy|document|policy)\b", sentence.text, re.I)
            and len(sentence.text) < 400
        ):
            return pen.quote(sentence.spans)
    return None


def _counts(document: OfDocument, pen: Pen) -> Iterator[Block]:
    """How many entries of each kind there are, each cited."""
    script = document.script
    entries = {kind: main_priorities(script) if kind is EntryKind.PRIORITY else script.own(kind) for kind in _COUNTED}
    entries[EntryKind.ACTION] = promised_actions(script)
    held = {kind: found for kind, found in entries.items() if found}
    if not held:
        return
    prompts = load_prompts()
    parts = [f"{len(found)} {prompts.kind(kind.value, len(found), Audience.OFFICER)}" for kind, found in held.items()]
    spans = [one.spans[0] for found in held.values() for one in found]
    line = pen.statement(pen.words.say("glance.counts", {"counts": listed(parts)}), spans)
    if line is not None:
        yield line


def _bodies(document: OfDocument, pen: Pen) -> Iterator[Block]:
    """Bodies of which the document says something: what they do, who chairs them, to whom they report."""
    rows = []
    for one in _told(document.script.own(EntryKind.BODY))[:MOST_BODIES]:
        told = {field: pen.value(one, field) for field in ("does", "chair", "reports_to") if one.fields.get(field)}
        kept = {field: line for field, line in told.items() if line.citations}
        if kept:
            numbers = tuple(dict.fromkeys(number for line in kept.values() for number in line.citations))
            text = "\n".join(f"{pen.words.say(f'glance.{field}')} {line.text}" for field, line in kept.items())
            rows.append((pen.name(one), Line(text, numbers, next(iter(kept.values())).basis)))
    if rows:
        caption = pen.words.say("glance.bodies")
        yield Heading(caption, 3)
        yield Table(caption, (pen.words.say("glance.body"), pen.words.say("glance.said_of")), tuple(rows))


def _told(bodies: Sequence[Entry]) -> list[Entry]:
    return [
        one
        for one in bodies
        if any(one.fields.get(field) for field in ("does", "chair", "reports_to")) and one.fields.get("role") != "person"
    ]
