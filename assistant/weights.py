"""How much a word tells: the inverse document frequency of stems over what is published."""

from __future__ import annotations

import math
import weakref
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from ingest.embed import EmbeddedQuestion, Embedder
from ingest.lexical import words_of
from ingest.library import Snapshot

_SAMPLE = 4000  # passages: beyond this, frequencies no longer change what is chosen
_PIECES: weakref.WeakKeyDictionary[Snapshot, PieceWeights] = weakref.WeakKeyDictionary()
_KNOWN: weakref.WeakKeyDictionary[Snapshot, Weights] = weakref.WeakKeyDictionary()


class Weights:
    """Inverse document frequencies of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        step = max(1, len(snapshot.passages) // _SAMPLE)
        sample = snapshot.passages[::step]
        self._seen: Counter[str] = Counter()
        for passage in sample:
            self._seen.update(set(words_of(passage.text)))
        self._size = max(len(sample), 1)

    def of(self, stem: str) -> float:
        """Given a stem, return its weight: 0 for a word in every passage, more the rarer it is."""
        return math.log(1 + (self._size - self._seen[stem] + 0.5) / (self._seen[stem] + 0.5))

    def is_known(self, stem: str) -> bool:
        """Given a stem, say whether it stands in any passage."""
        return self._seen[stem] > 0

    def total(self, stems: Iterable[str]) -> float:
        """Given stems, return their weights' sum."""
        return sum(self.of(stem) for stem in stems)


class PieceWeights:
    """Inverse document frequencies of the model's word pieces over one snapshot: a rare piece of a question counts for more."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder) -> None:
        step = max(1, len(snapshot.passages) // _SAMPLE)
        texts = [passage.text for passage in snapshot.passages[::step]]
        self._seen: Counter[int] = Counter()
        for pieces in embedder.piece_ids(texts):
            self._seen.update(set(pieces))
        self._size = max(len(texts), 1)

    def weighted(self, question: EmbeddedQuestion) -> EmbeddedQuestion:
        """Given an embedded question, return it with each piece's vector scaled by its weight; over content pieces weights average 1."""
        used = question.content if question.content.any() else np.ones(len(question.pieces), dtype=bool)
        weights = np.array([self._of(int(piece)) for piece in question.pieces], dtype=np.float32)
        mean = float(weights[used].mean()) if used.any() else 1.0
        return replace(question, tokens=question.tokens * (weights / (mean or 1.0))[:, None])

    def _of(self, piece: int) -> float:
        return math.log(1 + (self._size - self._seen[piece] + 0.5) / (self._seen[piece] + 0.5))


def piece_weights_of(snapshot: Snapshot, embedder: Embedder) -> PieceWeights:
    """Given a snapshot and the model it was embedded with, return its piece weights; worked out once."""
    known = _PIECES.get(snapshot)
    if known is None:
        known = _PIECES[snapshot] = PieceWeights(snapshot, embedder)
    return known


def weights_of(snapshot: Snapshot) -> Weights:
    """Given a snapshot, return its weights; worked out once."""
    known = _KNOWN.get(snapshot)
    if known is None:
        known = _KNOWN[snapshot] = Weights(snapshot)
    return known
