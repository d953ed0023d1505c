"""Passages -> vectors: made where they are not kept yet, and looked for as a question would before they are relied on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ingest.documents import Access, Document, Passage
from ingest.embed import Embedded, Embedder
from ingest.errors import IndexUnavailable
from ingest.index import Floats, VectorIndex
from ingest.passages import embedding_content
from ingest.report import Progress, Stage, Stopwatch, Telling
from ingest.store.store import Store
from ingest.tokens import packed, quantised

# Passages embedded before their vectors are stored: bounds memory (about 300 kB each), still sorted by length within.
PART = 256
# Passages in one forward pass: each is padded to the longest of them, and a document's few dozen differ more in length than thousands do.
TOGETHER = 8
# How often a vector that no query finds is put in before the document is given up.
ATTEMPTS = 4
Loading = Callable[[], Embedder]


class Embedding:
    """What gives the passages of one index their vectors. The model is loaded when the first of them is to be embedded."""

    def __init__(self, embedder: Loading, store: Store, index: VectorIndex, watch: Stopwatch) -> None:
        self._embedder = embedder
        self._store = store
        self._index = index
        self._watch = watch

    def texts(self, texts: Sequence[str]) -> Floats:
        """Given a few short texts, return their vectors, for the register's comparisons."""
        return self._embedder().passages(texts).vectors

    def embed_missing(self, document: Document, passages: Sequence[Passage], progress: Telling) -> None:
        """Given passages, embed those whose vectors or token vectors are not kept yet, and keep them."""
        contents = {passage.digest: embedding_content(passage, document.title) for passage in passages}
        kept = self._index.known(document.access, contents) & self._store.known_tokens(contents)
        missing = sorted(set(contents) - kept, key=lambda digest: len(contents[digest]))
        for start in range(0, len(missing), PART):
            progress(Progress(document.id, Stage.EMBEDDING, start, len(missing)))
            part = missing[start : start + PART]
            with self._watch.timed(Stage.EMBEDDING):
                embedded = self._embedded([contents[digest] for digest in part])
            with self._watch.timed(Stage.STORING):
                small = map(quantised, embedded.tokens, embedded.content)
                self._store.add_tokens({digest: packed(vectors) for digest, vectors in zip(part, small, strict=True)})
                self._index.add(document.access, dict(zip(part, embedded.vectors, strict=True)))
        if missing:
            progress(Progress(document.id, Stage.EMBEDDING, len(missing), len(missing)))

    def check(self, access: Access, passages: Sequence[Passage]) -> None:
        """Given the passages of a new generation, ask for each by its vector. Raises IndexUnavailable where one is not found.

        Chroma's graph now and then leaves a vector among near-duplicates that no query reaches, however much is asked for;
        put in once more, it is joined to the graph anew.
        """
        lost = self._index.vectors(access, [passage.digest for passage in passages])
        if len(lost) < len({passage.digest for passage in passages}):
            raise IndexUnavailable("The vector index did not keep all vectors it was given; check its disk and ingest again.")
        for attempt in range(ATTEMPTS):
            lost = self._not_found(access, lost)
            if not lost:
                return
            if attempt < ATTEMPTS - 1:
                self._index.delete(access, lost)
                self._index.add(access, lost)
        raise IndexUnavailable(f"The vector index does not find {len(lost)} passages it was just given; rebuild the index.")

    def _embedded(self, texts: Sequence[str]) -> Embedded:
        """Given texts in the order of their length, return their vectors."""
        groups = [self._embedder().passages(texts[start : start + TOGETHER]) for start in range(0, len(texts), TOGETHER)]
        return Embedded(
            np.concatenate([group.vectors for group in groups]),
            [tokens for group in groups for tokens in group.tokens],
            [pieces for group in groups for pieces in group.pieces],
            [content for group in groups for content in group.content],
        )

    def _not_found(self, access: Access, vectors: Mapping[str, Floats]) -> dict[str, Floats]:
        """Given vectors by digest, return those that a query by themselves does not find; passages with the very same vector may crowd
        one out of the ten."""
        answers = self._index.queries(access, list(vectors.values()), 10)
        return {
            digest: vector
            for (digest, vector), found in zip(vectors.items(), answers, strict=True)
            if digest not in dict(found) and not (len(found) == 10 and found[-1][1] > 0.9999)
        }
