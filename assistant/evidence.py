"""How well what was found fits what was asked: one number, and the threshold below which nothing is answered.

The weights and the threshold are learnt from questions whose answers are known (`plan-evaluate thresholds`), with each document
left out in turn, and kept in `thresholds.toml`; nothing here is guessed.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.retrieve import Hit
from assistant.understand import Understood
from assistant.weights import Weights
from ingest.errors import BadInput
from ingest.lexical import words_of

FILE = Path(__file__).with_name("thresholds.toml")
READ = 3  # best hits whose words count as found


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for an answer: the best cosine, the best late interaction, and the share of the question's words
    (by how much they tell) that stand in the best passages, its own and with the documents' words for them."""

    cosine: float
    pieces: float
    covered: float
    best: float

    @property
    def values(self) -> tuple[float, float, float, float]:
        """The features in the order of the weights."""
        return (self.cosine, self.pieces, self.covered, self.best)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The learnt weights of the features, the constant, and the score from which an answer is given."""

    weights: tuple[float, ...]
    constant: float
    answer: float

    def score(self, features: Features) -> float:
        """Given features, return how likely an answer is right, 0 to 1."""
        total = self.constant + sum(w * x for w, x in zip(self.weights, features.values, strict=True))
        return 1 / (1 + math.exp(-max(min(total, 40.0), -40.0)))


@cache
def load_thresholds(file: Path = FILE) -> Thresholds:
    """Given the file, return what it holds. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))["evidence"]
        return Thresholds(tuple(float(w) for w in table["weights"]), float(table["constant"]), float(table["answer"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write it anew with “plan-evaluate thresholds”.") from error


def features_of(understood: Understood, hits: Sequence[Hit], weights: Weights) -> Features:
    """Given what was understood and found, return the features of its evidence."""
    if not hits:
        return Features(0.0, 0.0, 0.0, 0.0)
    asked = set(words_of(understood.subject))
    written = [set(words_of(word)) for word in understood.written]
    found = [set(words_of(f"{' '.join(hit.passage.trail)} {hit.passage.text}")) for hit in hits[:READ]]
    together = set().union(*found)
    total = weights.total(asked) or 1.0
    meant = {stem for stem in asked if stem in together}
    share = weights.total(meant) / total
    if any(words <= together for words in written):
        share = min(1.0, share + 0.3)
    best = max(weights.total(asked & words) / total for words in found)
    return Features(max(h.cosine for h in hits), max(h.pieces for h in hits), share, best)
