"""Of several documents, those that answer where no year is named: the latest of each area."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.newest import newest_of_each
from assistant.understand import Understood
from ingest.documents import Document


def latest(documents: Sequence[Document], understood: Understood) -> list[Document]:
    """Given the documents and what was understood, return those that answer: without a named year the latest of each area."""
    scoped = [document for document in documents if document.id in understood.scope.documents]
    return scoped if understood.scope.years or understood.scope.several else newest_of_each(scoped)
