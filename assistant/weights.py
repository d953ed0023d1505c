"""How much a word tells: the inverse document frequency of stems over what is published."""

from __future__ import annotations

import math
import weakref
from collections import Counter
from collections.abc import Iterable

from ingest.lexical import words_of
from ingest.library import Snapshot

_SAMPLE = 4000  # passages: beyond this, frequencies no longer change what is chosen
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

    def total(self, stems: Iterable[str]) -> float:
        """Given stems, return their weights' sum."""
        return sum(self.of(stem) for stem in stems)


def weights_of(snapshot: Snapshot) -> Weights:
    """Given a snapshot, return its weights; worked out once."""
    known = _KNOWN.get(snapshot)
    if known is None:
        known = _KNOWN[snapshot] = Weights(snapshot)
    return known
