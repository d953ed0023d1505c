"""A published document in a snapshot: where its passages stand, and their vectors."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.documents import Access, Document, Passage
from ingest.errors import IndexUnavailable
from ingest.index import Floats, VectorIndex
from ingest.store.generation import Published

# Up to so many passages in scope, similarity is computed exactly (5 ms); above, Chroma's graph is asked.
EXACT = 50_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """A published document and where its passages stand in the snapshot: positions `first` to `last`, end exclusive."""

    published: Published
    first: int
    last: int
    described: Document | None = None

    @property
    def document(self) -> Document:
        """The catalogue entry, with what the document says of itself where that says nothing; `file` is the original's name without a
        folder."""
        return self.described or self.published.document

    @property
    def embedded_title(self) -> str:
        """The title that its passages are embedded with: the one it was added by."""
        return self.published.document.title


class Vectors:
    """Each generation's passage vectors, fetched once; the least used go when they are more than fits."""

    def __init__(self, index: VectorIndex, known: Mapping[int, Floats] | None = None) -> None:
        """`known` holds vectors by generation that were fetched before: a generation never changes."""
        self._index = index
        self._kept: OrderedDict[int, Floats] = OrderedDict(known or {})
        self._lock = threading.Lock()

    def of(self, shelf: Shelf, passages: Sequence[Passage]) -> Floats:
        """Given a shelf and its passages, return their vectors, float32 [passages, dimensions]."""
        generation = shelf.published.generation
        with self._lock:
            found = self._kept.get(generation)
            if found is not None:
                self._kept.move_to_end(generation)
                return found
        fetched = self._fetch(shelf.document.access, [passage.digest for passage in passages])
        with self._lock:
            self._kept[generation] = fetched
            while len(self._kept) > 1 and sum(len(rows) for rows in self._kept.values()) > EXACT:
                self._kept.popitem(last=False)
        return fetched

    def kept(self, generations: Collection[int]) -> dict[int, Floats]:
        """Given generations, return the vectors of those that were fetched."""
        with self._lock:
            return {generation: rows for generation, rows in self._kept.items() if generation in generations}

    def _fetch(self, access: Access, digests: Sequence[str]) -> Floats:
        found = self._index.vectors(access, digests)
        lacking = sum(digest not in found for digest in digests)
        if lacking:
            raise IndexUnavailable(f"{lacking} of {len(digests)} vectors are missing; ask again, and if this lasts, rebuild the index.")
        return np.stack([found[digest] for digest in digests]) if digests else np.zeros((0, 0), dtype=np.float32)
