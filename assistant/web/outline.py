"""A document's outline, and its words looked through: what leads to a place in it."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import BlockKind, Page
from ingest.library import Snapshot

# As many places as anybody reads; that there are more is said.
MOST_FOUND = 100
MOST_WORDS = 200
MOST_KEPT = 100
# Characters shown on each side of words that were found.
AROUND = 70
# Characters that look alike and are typed for one another, as they stand between the brackets of a pattern.
_ALIKE = ("'’‘", '"“”', "‐‑–—-")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document: its depth from 1, and the characters of a page that it stands on."""

    title: str
    depth: int
    page: int
    label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where words were found, with what stands around them."""

    page: int
    label: str | None
    start: int
    end: int
    before: str
    words: str
    after: str


class Outlines:
    """The outlines of documents, the last ones kept: making one reads every page. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[Heading, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, snapshot: Snapshot, document_id: str) -> tuple[Heading, ...]:
        """Given a document, return its headings in order. Raises UnknownDocument."""
        generation = snapshot.document(document_id).published.generation
        with self._lock:
            if generation in self._kept:
                self._kept.move_to_end(generation)
                return self._kept[generation]
        outline = outline_of(snapshot, document_id)
        with self._lock:
            self._kept[generation] = outline
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return outline


def outline_of(snapshot: Snapshot, document_id: str) -> tuple[Heading, ...]:
    """Given a document, return its headings in order. Raises UnknownDocument."""
    pages = range(1, snapshot.document(document_id).published.pages + 1)
    return tuple(heading for number in pages for heading in _headings(snapshot.page(document_id, number)))


def _headings(page: Page) -> Iterator[Heading]:
    for block in page.blocks:
        title = " ".join(page.text[block.start : block.end].split())
        if block.kind is BlockKind.HEADING and title:
            yield Heading(title, max(block.level, 1), page.number, page.label, block.start, block.end)


def found_in(snapshot: Snapshot, document_id: str, words: str) -> tuple[Finding, ...]:
    """Given a document and some words, return where they stand together in it, whatever their case and the line breaks between them.

    Up to `MOST_FOUND` places. Raises UnknownDocument.
    """
    parts = words[:MOST_WORDS].split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(_either(part) for part in parts), re.I)
    found: list[Finding] = []
    for number in range(1, snapshot.document(document_id).published.pages + 1):
        page = snapshot.page(document_id, number)
        for match in pattern.finditer(page.text):
            found.append(_finding(page, *match.span()))
            if len(found) == MOST_FOUND:
                return tuple(found)
    return tuple(found)


def _either(word: str) -> str:
    """Given a word, return a pattern for it with whichever apostrophes, quotation marks and dashes were typed or printed."""
    return "".join(next((f"[{alike}]" for alike in _ALIKE if character in alike), re.escape(character)) for character in word)


def _finding(page: Page, start: int, end: int) -> Finding:
    before = " ".join(page.text[max(start - AROUND, 0) : start].split(" ")[start > AROUND :])
    after = " ".join(page.text[end : end + AROUND].split(" ")[: -1 if end + AROUND < len(page.text) else None])
    return Finding(page.number, page.label, start, end, before.lstrip(), page.text[start:end], after.rstrip())
