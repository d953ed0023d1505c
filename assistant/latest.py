"""Of several documents, those that answer where no year is named: the latest of each area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.documents import Document

if TYPE_CHECKING:
    from assistant.understand import Understood


def latest(documents: Sequence[Document], understood: Understood) -> list[Document]:
    """Given the documents and what was understood, return those that answer: without a named year the latest of each area."""
    scoped = [document for document in documents if document.id in understood.scope.documents]
    return scoped if understood.scope.years or understood.scope.several else newest_of_each(scoped)


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
