"""Where a document mentions something: the sentence that names it, as asked, as its abbreviation, or in the documents' own words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.units import units_of
from ingest.documents import Block, BlockKind, Page, Span
from ingest.lexical import stems_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.sentences import sentences_of

LEAST_WORDS = 2  # of a phrase that stands for something in other words: one word alone may mean anything
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b(?! [A-Z])")
MENTIONED = re.compile(
    r"\b(?:mention\w*|talks? (?:of|about)|refer\w*|speaks? (?:of|about)|cover(?:s|ed)?|includes?|contains?|brings? up|bring up)\b", re.I
)


def mentions_of(document_id: str, topic: frozenset[str], snapshot: Snapshot, names: Sequence[str] = ()) -> list[Span]:
    """Given a document, the stems of a topic and those of its words that are names ("Prevent"), return the first words of it that hold all
    of them, or its abbreviation; a sentence before a table or a heading. A name stands there as it is written, and not because a sentence
    begins with it."""
    terms = snapshot.entries(document_id, EntryKind.TERM)
    return _first(document_id, [topic, *_other_spellings(topic, terms)], snapshot, [_as_named(name) for name in names])


def names_in(text: str, topic: frozenset[str]) -> list[str]:
    """Given a question and the stems of its topic, return the words of that topic that are written as names inside a sentence."""
    return [word for word in _NAME.findall(text) if stems_of(word) and stems_of(word) <= topic]


def _as_named(name: str) -> re.Pattern[str]:
    said = re.escape(name)
    return re.compile(rf"(?<=[a-z,;(] ){said}(?!\w)|^{said}(?= [A-Z])|(?<=[“‘\"'(]){said}(?!\w)|\b{said.upper()}\b")


def in_other_words(document_id: str, written: Sequence[str], snapshot: Snapshot) -> list[Span]:
    """Given a document and the documents' words for what was asked, return the first words of it that hold one of those phrases."""
    phrases = [stems for phrase in written if len(stems := stems_of(phrase)) >= LEAST_WORDS]
    return _first(document_id, phrases, snapshot) if phrases else []


def row_of(entry: Entry, snapshot: Snapshot) -> Span:
    """Given an entry, return the table row in which it stands, its own first words where that is no table."""
    first = entry.spans[0]
    units = units_of(snapshot.page(first.document_id, first.page))
    row = next((unit for unit in units if unit.row is not None and unit.start <= first.start < unit.end), None)
    return Span(first.document_id, first.page, row.start, row.end) if row else first


def is_named(document_id: str, stem: str, snapshot: Snapshot) -> bool:
    """Given a document and a stem, say whether it stands anywhere in it."""
    return any(stem in stems_of(passage.text) for passage in snapshot.passages_of(document_id))


def _first(document_id: str, wanted: Sequence[frozenset[str]], snapshot: Snapshot, named: Sequence[re.Pattern[str]] = ()) -> list[Span]:
    tabled: list[Span] = []
    for passage in snapshot.passages_of(document_id):
        held = stems_of(passage.text)
        if not any(stems <= held for stems in wanted):
            continue
        for span, block in sentences_in(snapshot, passage.spans):
            page = snapshot.page(document_id, span.page)
            said = stems_of(page.text[span.start : span.end])
            words = page.text[span.start : span.end]
            if any(stems <= said for stems in wanted) and all(name.search(words) for name in named):
                if block.kind not in (BlockKind.TABLE, BlockKind.HEADING):
                    return [span]
                tabled.append(span)
    return tabled[:1]


def sentences_in(snapshot: Snapshot, spans: Sequence[Span]) -> Iterator[tuple[Span, Block]]:
    """Given the spans of a passage, yield its sentences, list items and table cells, without bullets, each with the block it stands in."""
    for span in spans:
        page = snapshot.page(span.document_id, span.page)
        for block in page.blocks:
            start, end = max(block.start, span.start), min(block.end, span.end)
            if start >= end or block.kind is BlockKind.CONTENTS:
                continue
            for begin, stop in _parts(page, block, start, end):
                lead = re.match(r"[^\w“‘\"'(£]*", page.text[begin:stop])
                begin += lead.end() if lead else 0
                if begin < stop:
                    yield Span(span.document_id, span.page, begin, stop), block


def _parts(page: Page, block: Block, start: int, end: int) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.TABLE and block.table is not None:
        cells = page.tables[block.table].cells
        yield from ((cell.start, cell.end) for cell in cells if start <= cell.start < cell.end <= end)
        return
    yield from ((start + begin, start + stop) for begin, stop in sentences_of(page.text[start:end]))


def _other_spellings(topic: frozenset[str], terms: Sequence[Entry]) -> list[frozenset[str]]:
    """A topic that is an abbreviation spelt out, and one that is spelt out as its abbreviation."""
    pairs = [(stems_of(term.fields.get("short", "")), stems_of(term.fields.get("expansion", ""))) for term in terms]
    return [two for short, long in pairs for one, two in ((short, long), (long, short)) if one and two and one == topic]
