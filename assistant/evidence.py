"""How well what was found fits what was asked: one number, and the threshold below which nothing is answered.

The weights and the threshold are learnt from questions whose answers are known (`plan-evaluate thresholds`), with each document
left out in turn, and kept in `thresholds.toml`; nothing here is guessed.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.everyday import translated_in
from assistant.fitness import AROUND, FEATURES, Fitness
from assistant.regression import Floats, Regression
from assistant.retrieve import Hit
from assistant.understand import Understood
from assistant.weights import Weights
from ingest.errors import BadInput
from ingest.lexical import stems_of, words_of

FILE = Path(__file__).with_name("thresholds.toml")
# Which way each feature may speak, +1 for an answer and -1 against: what people who write questions happen to do must not turn one round.
SIGNS = (1, 1, 1, 1, 1, 1, 1, -1, -1, 1, -1, -1)
PLAIN = 0.6  # of the weight of a question's words, in one sentence
STRANGE = 0.99  # of the weight of a question's words: they stand nowhere
READ = 3  # best hits whose words count as found
BEST = 5  # pieces whose fitness counts together
EVIDENCE = (
    "best",
    "best_five",
    "own",
    "own_best",
    "cosine",
    "late",
    "covered",
    "missing",
    "asks_figure",
    "near",
    "no_figure",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What was learnt: how pieces are ranked, how evidence is weighed, and the score from which an answer is given."""

    pieces: Fitness
    evidence: Regression
    answer: float

    def score(self, features: Floats) -> float:
        """Given the evidence's features [EVIDENCE], return how likely an answer is right, 0 to 1."""
        return float(self.evidence.of(features[None, :])[0])


@cache
def load_thresholds(file: Path = FILE) -> Thresholds:
    """Given the file, return what it holds. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        first = sized_regression(table["pieces"]["first"], len(FEATURES))
        second = sized_regression(table["pieces"]["second"], len(FEATURES) + len(AROUND))
        evidence = sized_regression(table["evidence"], len(EVIDENCE))
        return Thresholds(Fitness(first, second), evidence, float(table["evidence"]["answer"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write it anew with “plan-evaluate thresholds”.") from error


def sized_regression(table: Mapping[str, Any], size: int) -> Regression:
    """Given a table of a TOML file and how many features are weighed, return the regression that it holds.

    Raises KeyError, TypeError, ValueError where it holds none, or one of another size.
    """
    learnt = Regression.from_table(table)
    if len(learnt.weights) != size:
        raise ValueError(f"{len(learnt.weights)} weights where {size} are used")
    return learnt


def evidence_of(understood: Understood, hits: Sequence[Hit], pieces: Floats, fitness: Floats, weights: Weights) -> Floats:
    """Given what was understood and found, the pieces' features [pieces, FEATURES] and their fitness [pieces], return the
    evidence's features: float64 [EVIDENCE]."""
    if not hits or not len(pieces):
        return np.zeros(len(EVIDENCE))
    column = {name: pieces[:, place] for place, name in enumerate(FEATURES)}
    best = int(np.argmax(fitness))
    asked = set(words_of(understood.subject))
    together = set().union(*(stems_of(f"{' '.join(hit.passage.trail)} {hit.passage.text}") for hit in hits[:READ]))
    total = weights.total(asked) or 1.0
    rarest = max((weights.of(stem) for stem in asked), default=0.0) or 1.0
    meant = {stem for phrase in translated_in(understood.standalone) for stem in words_of(phrase)}
    strangers = {stem for stem in asked - meant if not weights.is_known(stem)}
    return np.array(
        [
            math.log(float(fitness[best]) + 1e-3),
            float(np.sort(fitness)[-BEST:].sum()),
            column["own"][best],
            column["own"].max(),
            max(hit.cosine for hit in hits),
            max(hit.pieces for hit in hits),
            weights.total(asked & together) / total,
            max((weights.of(stem) for stem in asked - together), default=0.0) / rarest,
            column["asks_figure"][best],
            column["near"].max(),
            column["no_figure"][best],
            weights.total(strangers) / total,
        ]
    )


def is_strange(evidence: Floats) -> bool:
    """Given the evidence's features, say whether no word that was asked stands in any document, in the asker's words or in theirs: then
    what is nearest is near to nothing."""
    return bool(evidence[EVIDENCE.index("unknown")] >= STRANGE)


def is_plain(evidence: Floats) -> bool:
    """Given the evidence's features, say whether one sentence holds nearly all of what was asked, and no word of it is unknown: then it
    answers, however little the question resembles those that the weights were learnt from."""
    named = dict(zip(EVIDENCE, evidence.tolist(), strict=True))
    return bool(named["own_best"] >= PLAIN and named["unknown"] == 0)
