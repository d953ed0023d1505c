"""Small documents written as Markdown, and a snapshot of them without an index: what findings ask of one, and no more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import typst

from assistant.findings.finding import Finding
from ingest.documents import Document, Page, Reading
from ingest.library import Snapshot
from ingest.outline import sections_of
from ingest.period_label import period_of
from ingest.readers import read_bytes
from ingest.readers.format import Format
from ingest.register import Entry, register_of
from ingest.shelf import Shelf
from ingest.store.generation import Published
from tests.ingest.register.reading import read

ID = "plan"


class Pages:
    """One document as a snapshot gives it: its shelf, its pages, its register."""

    def __init__(
        self,
        text: str | Reading,
        kind: str | None = "plan",
        period: str | None = None,
        area: str | None = None,
        title: str = "A plan",
        id: str = ID,
    ) -> None:
        self._id = id
        reading = read(text) if isinstance(text, str) else text
        document = Document(id, title, Path("plan.md"), kind=kind, area=area, period=period_of(period) if period else None)
        self._pages = reading.pages
        self._entries = register_of(document, reading, sections_of(reading))
        published = Published(document, 1, "", "markdown", reading.paged, len(reading.pages), (), 1, (), datetime(2026, 1, 1, tzinfo=UTC))
        self._shelf = Shelf(published, 0, 1)

    def document(self, document_id: str) -> Shelf:
        assert document_id == self._id
        return self._shelf

    def page(self, document_id: str, number: int) -> Page:
        return self._pages[number - 1]

    def entries(self, document_id: str) -> tuple[Entry, ...]:
        return self._entries


def snapshot_of(
    text: str, kind: str | None = "plan", period: str | None = None, area: str | None = None, title: str = "A plan"
) -> Snapshot:
    """Given Markdown (and what the catalogue says of it), return it as published."""
    return cast(Snapshot, Pages(text, kind, period, area, title))


def snapshot_of_pdf(typst_words: str) -> Snapshot:
    """Given a source for the typesetter, return the PDF made of it as published."""
    return cast(Snapshot, Pages(read_bytes(typst.compile(typst_words.encode()), Format.PDF, 20)))


def words_of(found: Finding, snapshot: Snapshot) -> list[str]:
    """Given a finding, return the words of its spans."""
    return [snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in found.spans]
