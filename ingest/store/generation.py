"""A generation, one reading of one document, before it is written and when it is published; and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from ingest.documents import Document, Passage, PassageKind, Span
from ingest.register.entry import Entry, entry_to_json
from ingest.store.catalogue_entry import document_of, entry_of


class State(StrEnum):
    """What a generation is."""

    BUILDING = "building"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page as the store keeps it: `json` is what `readers.wire.page_to_json` made of it."""

    number: int
    label: str | None
    readable: bool
    json: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a generation before it is written: the document, its file, and how reading it went."""

    document: Document
    file_sha256: str
    reader: str
    paged: bool
    pages: Sequence[StoredPage]
    passages: Sequence[Passage]
    warnings: tuple[str, ...] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A document that can be asked about. `document.file` is the name of the file it came from, without a folder;
    its bytes are kept under `file_sha256`. `pages` and `passages` are counts, `unreadable` page numbers."""

    document: Document
    generation: int
    file_sha256: str
    reader: str
    paged: bool
    pages: int
    unreadable: tuple[int, ...]
    passages: int
    warnings: tuple[str, ...]
    created: datetime


def document_row(document: Document, generation: int) -> dict[str, Any]:
    """Given a document and the number of its published generation, return its row."""
    period = document.period
    return {
        "id": document.id,
        "generation": generation,
        "title": document.title,
        "authority": document.authority,
        "area": document.area,
        "kind": document.kind,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_label": period and period.label,
        "published": document.published,
        "follows": document.follows,
        "access": document.access.value,
        "licence": document.licence,
        "source": document.source.value,
        "digest_of": document.digest_of,
        "catalogue_sha256": document.sha256,
    }


def generation_row(draft: Draft) -> dict[str, Any]:
    """Given a draft, return the row of a generation that is being built."""
    return {
        "document_id": draft.document.id,
        "state": State.BUILDING,
        "entry": entry_of(draft.document),
        "access": draft.document.access.value,
        "file_sha256": draft.file_sha256,
        "file_name": draft.document.file.name,
        "reader": draft.reader,
        "paged": draft.paged,
        "pages": len(draft.pages),
        "unreadable": [page.number for page in draft.pages if not page.readable],
        "passages": len(draft.passages),
        "warnings": list(draft.warnings),
        "created": datetime.now(UTC),
    }


def published_of(row: sql.RowMapping) -> Published:
    """Given a row of `documents` and `generations` joined, return the published document."""
    created: datetime = row["generations_created"]
    return Published(
        document=document_of(row["generations_entry"], Path(row["generations_file_name"])),
        generation=row["generations_id"],
        file_sha256=row["generations_file_sha256"],
        reader=row["generations_reader"],
        paged=row["generations_paged"],
        pages=row["generations_pages"],
        unreadable=tuple(row["generations_unreadable"]),
        passages=row["generations_passages"],
        warnings=tuple(row["generations_warnings"]),
        created=created if created.tzinfo else created.replace(tzinfo=UTC),  # SQLite forgets the zone
    )


def page_row(generation: int, page: StoredPage) -> dict[str, Any]:
    """Given a generation's number and a page, return its row."""
    return {"generation": generation, "number": page.number, "label": page.label, "readable": page.readable, "json": page.json}


def page_of(row: sql.RowMapping) -> StoredPage:
    """Given a row, return the page."""
    return StoredPage(row["number"], row["label"], row["readable"], bytes(row["json"]))


def passage_row(generation: int, passage: Passage) -> dict[str, Any]:
    """Given a generation's number and a passage, return its row."""
    return {
        "generation": generation,
        "ordinal": passage.ordinal,
        "id": passage.id,
        "digest": passage.digest,
        "kind": passage.kind.value,
        "text": passage.text,
        "lead": passage.lead,
        "trail": list(passage.trail),
        "spans": [[span.page, span.start, span.end] for span in passage.spans],
        "paragraph": passage.paragraph,
        "published": passage.published,
        "anchor": passage.anchor,
        "unit": passage.unit,
    }


def passage_of(document_id: str, row: sql.RowMapping) -> Passage:
    """Given a document's id and a row, return the passage."""
    return Passage(
        id=row["id"],
        document_id=document_id,
        ordinal=row["ordinal"],
        kind=PassageKind(row["kind"]),
        text=row["text"],
        spans=tuple(Span(document_id, page, start, end) for page, start, end in row["spans"]),
        trail=tuple(row["trail"]),
        lead=row["lead"],
        paragraph=row["paragraph"],
        published=row["published"],
        anchor=row["anchor"],
        unit=row["unit"],
        digest=row["digest"],
    )


def entry_row(generation: int, entry: Entry) -> dict[str, Any]:
    """Given a generation's number and an entry of the register, return its row."""
    return {"generation": generation, "kind": entry.kind.value, "position": entry.position, "json": entry_to_json(entry)}
