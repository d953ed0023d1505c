"""A document's catalogue entry as the store keeps it: plain JSON values, without its file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ingest.documents import Access, Document, Period, Source


def entry_of(document: Document) -> dict[str, Any]:
    """Given a document, return its catalogue entry as plain JSON values, without its file."""
    period = document.period
    return {
        "id": document.id,
        "title": document.title,
        "authority": document.authority,
        "area": document.area,
        "kind": document.kind,
        "period": None if period is None else [period.start.isoformat(), period.end.isoformat(), period.label],
        "published": None if document.published is None else document.published.isoformat(),
        "follows": document.follows,
        "access": document.access.value,
        "licence": document.licence,
        "sha256": document.sha256,
        "source": document.source.value,
        "digest_of": document.digest_of,
    }


def document_of(entry: Mapping[str, Any], file: Path) -> Document:
    """Given what `entry_of` returned and the document's file, return the document."""
    period = entry["period"]
    return Document(
        id=entry["id"],
        title=entry["title"],
        file=file,
        authority=entry["authority"],
        area=entry["area"],
        kind=entry["kind"],
        period=None if period is None else Period(date.fromisoformat(period[0]), date.fromisoformat(period[1]), period[2]),
        published=None if entry["published"] is None else date.fromisoformat(entry["published"]),
        follows=entry["follows"],
        access=Access(entry["access"]),
        licence=entry["licence"],
        sha256=entry["sha256"],
        source=Source(entry["source"]),
        digest_of=entry["digest_of"],
    )
