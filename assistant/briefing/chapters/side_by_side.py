"""Side by side: what each document has on the topic, in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.briefing.briefing import Block, Heading, Line, Style, Table
from assistant.briefing.found import Found
from assistant.briefing.pen import Pen
from assistant.conversation import LookedIn
from assistant.findings.side_by_side import KINDS, OnTopic
from ingest.register.entry import Entry, EntryKind

MOST_ENTRIES = 8  # of a kind, in one document


def side_by_side(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the chapter's blocks."""
    if not any(one.found for one in found.on_topic):
        looked = LookedIn(tuple(one.document_id for one in found.on_topic), "entries", sum(one.read for one in found.on_topic))
        line = pen.absent(pen.words.say("side_by_side.none_at_all", {"topic": found.topic}), looked)
        return (line,) if line is not None else ()
    blocks: list[Block] = [_overview(found, pen)]
    for one, document in zip(found.on_topic, found.documents, strict=True):
        blocks.append(Heading(document.title))
        blocks += _of_document(one, document.title, found.topic, pen)
    return tuple(blocks)


def _overview(found: Found, pen: Pen) -> Table:
    """Who has how many of what."""
    heads = tuple(pen.words.say(f"side_by_side.{name}") for name in ("document", *(kind.value for kind in KINDS)))
    rows = []
    for one, document in zip(found.on_topic, found.documents, strict=True):
        cells = [_count(one.entries[kind], pen) for kind in KINDS]
        rows.append((Line(document.title), *cells))
    return Table(pen.words.say("chapters.side_by_side", {"topic": found.topic}), heads, tuple(rows))


def _count(entries: tuple[Entry, ...], pen: Pen) -> Line:
    if not entries:
        return pen.say("pack.none")
    return pen.statement(str(len(entries)), [one.spans[0] for one in entries]) or pen.say("pack.none")


def _of_document(one: OnTopic, title: str, topic: str, pen: Pen) -> Iterator[Block]:
    if not one.found:
        looked = LookedIn((one.document_id,), "entries", one.read)
        line = pen.absent(pen.words.say("side_by_side.nothing", {"topic": topic, "title": title}), looked)
        if line is not None:
            yield line
        return
    for kind in KINDS:
        lines = [line for entry in one.entries[kind][:MOST_ENTRIES] for line in _lines(entry, pen)]
        if lines:
            yield Heading(pen.words.say(f"side_by_side.{kind.value}"), 3)
            yield from lines
            if len(one.entries[kind]) > MOST_ENTRIES:
                yield Line(pen.words.say("pack.more", {"count": len(one.entries[kind]) - MOST_ENTRIES}), style=Style.QUIET)
    if one.sentences:
        yield Heading(pen.words.say("side_by_side.words"), 3)
        yield from (line for spans in one.sentences if (line := pen.quote(spans, Style.ITEM)) is not None)


def _lines(entry: Entry, pen: Pen) -> Iterator[Line]:
    line = pen.quote(entry.spans[:1], Style.ITEM)
    if line is None:
        return
    target = pen.value(entry, "target") if entry.kind is EntryKind.INDICATOR and entry.fields.get("target") else None
    if target is not None and target.citations:
        text = f"{line.text} – {pen.words.say('priorities.target')}: {target.text}"
        yield Line(text, tuple(dict.fromkeys((*line.citations, *target.citations))), line.basis, Style.ITEM)
    else:
        yield line
