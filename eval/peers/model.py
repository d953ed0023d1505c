"""The embedding model that the dense peers share: the packaged one, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ingest.embed import Embedder


@lru_cache(maxsize=1)
def embedder() -> Embedder:
    """Return the packaged model, without what it was taught for our questions: peers search with the model as published."""
    return Embedder(learnt=False)


def passage_vectors(texts: Sequence[str]) -> list[list[float]]:
    """Given texts, return their vectors, unit length, 384 numbers each; what the model cannot read (behind 256 pieces) is lost."""
    vectors: list[list[float]] = []
    for start in range(0, len(texts), 128):
        vectors.extend(embedder().passages(list(texts[start : start + 128])).vectors.tolist())
    return vectors


def question_vector(text: str) -> list[float]:
    """Given a question, return its vector."""
    vector: list[float] = embedder().question(text).vector.tolist()
    return vector
