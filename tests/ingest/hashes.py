"""An embedder for tests that start many processes: the real interface, without the seconds that loading the model takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from ingest.embed import Embedded, EmbeddedQuestion, Embedder, Floats

DIMENSIONS = 384


class HashEmbedder(Embedder):
    """Every word is a direction of its own, a text the sum of its words: deterministic, and similar texts are similar."""

    def __init__(self) -> None:
        self._dimensions = DIMENSIONS
        self._max_pieces = 256

    def pieces(self, text: str) -> int:
        return len(_words(text)) + 2

    def passages(self, texts: Sequence[str]) -> Embedded:
        held = [self.question(text) for text in texts]
        vectors = np.stack([one.vector for one in held]) if held else np.zeros((0, DIMENSIONS), dtype=np.float32)
        return Embedded(vectors, [one.tokens for one in held], [one.pieces for one in held], [one.content for one in held])

    def question(self, text: str) -> EmbeddedQuestion:
        words = _words(text)[: self._max_pieces - 2]
        tokens = np.stack([_direction(word) for word in words]) if words else np.zeros((0, DIMENSIONS), dtype=np.float32)
        total = tokens.sum(axis=0) + _direction("")
        pieces = np.array([len(word) for word in words], dtype=np.int32)
        return EmbeddedQuestion(total / np.linalg.norm(total), tokens, pieces, np.ones(len(words), dtype=np.bool_))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _direction(word: str) -> Floats:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    row = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
    unit: Floats = row / np.linalg.norm(row)
    return unit
