"""The newest documents: of each area, and by when they were published."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents import Document


def newest_of_each(documents: Sequence[Document]) -> list[Document]:
    """Given documents, return the latest of each area, and each that has none."""
    newest: dict[str, Document] = {}
    for document in documents:
        key = document.area or document.id
        if key not in newest or published_on(document) >= published_on(newest[key]):
            newest[key] = document
    return list(newest.values())


def published_on(document: Document) -> str:
    """Given a document, return the day it came out, or its period begins, as ISO 8601; empty where neither is known."""
    day = document.published or (document.period.start if document.period else None)
    return day.isoformat() if day else ""
