"""Learns the guard's second net from the examples: `python -m assistant.learning` reads guard-examples.toml and writes likeness.toml.

The same examples and the same model give the same numbers. The threshold is the lowest at which, learnt from nine tenths of the
examples and tried on the last, at most one in a hundred that need nobody would be taken for need.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.guard_rules import Situation
from assistant.likeness import EXAMPLES, FILE, Examples, Likeness, load_examples
from assistant.regression import Floats, Regression
from ingest.embed import Embedder
from ingest.errors import BadInput

RIDGE = 0.1  # how much large weights cost
STEPS = 12  # of Newton's method; it stands still after about eight
PARTS = 10
MOST_FALSE = 0.01
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, and how it fared on examples it was not learnt from: shares of need found, and of the rest taken for need."""

    likeness: Likeness
    found: float
    false: float


def learn(examples: Examples, embedder: Embedder) -> Learnt:
    """Given the examples and the model, return what is learnt from them. Raises BadInput where there are too few."""
    if len(examples.need) < PARTS or len(examples.none) < PARTS:
        raise BadInput(f"{len(examples.need)} and {len(examples.none)} examples are too few to learn from; give at least {PARTS} of each.")
    vectors = np.asarray(embedder.passages([*(message for message, _ in examples.need), *examples.none]).vectors, dtype=np.float64)
    wanted = np.arange(len(vectors)) < len(examples.need)
    apart = _apart(vectors, wanted)
    least = _least(apart[~wanted])
    likeness = Likeness(embedder.digest, examples.digest, least, regression(vectors, wanted), _situations(examples, vectors[wanted]))
    return Learnt(likeness, float((apart[wanted] >= least).mean()), float((apart[~wanted] >= least).mean()))


def _situations(examples: Examples, vectors: Floats) -> tuple[tuple[Situation, Regression], ...]:
    """Each situation against all others."""
    named = [situation for _, situation in examples.need]
    return tuple(
        (situation, regression(vectors, np.array([other is situation for other in named]))) for situation in Situation if situation in named
    )


def _apart(vectors: Floats, wanted: NDArray[np.bool_]) -> Floats:
    """Given vectors [examples, dimensions], return for each the likeness learnt from the other nine tenths."""
    likeness = np.zeros(len(vectors))
    parts = np.arange(len(vectors)) % PARTS
    for part in range(PARTS):
        learnt = regression(vectors[parts != part], wanted[parts != part])
        likeness[parts == part] = learnt.of(vectors[parts == part])
    return likeness


def _least(others: Floats) -> float:
    """The lowest threshold, in hundredths, that so few of these reach."""
    return next((step / 100 for step in range(50, 100) if (others >= step / 100).mean() <= MOST_FALSE), 0.99)


def regression(vectors: Floats, wanted: NDArray[np.bool_]) -> Regression:
    """Given vectors [examples, dimensions] and which of them are wanted, return the logistic regression, by Newton's method."""
    inputs = np.hstack([vectors, np.ones((len(vectors), 1))])
    cost = np.full(inputs.shape[1], RIDGE)
    cost[-1] = 1e-6  # the constant is free
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ weights, -40, 40)))
        slope = inputs.T @ (likely - wanted) + cost * weights
        bend = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(cost)
        weights -= np.linalg.solve(bend, slope)
    return Regression(tuple(round(float(weight), DIGITS) for weight in weights[:-1]), round(float(weights[-1]), DIGITS))


def written(learnt: Learnt) -> str:
    """Given what was learnt, return it as likeness.toml holds it."""
    likeness = learnt.likeness
    lines = [
        "# Written by `python -m assistant.learning` from prompts/guard-examples.toml; not for editing by hand.",
        f"# Of examples it was not learnt from, {learnt.found:.1%} of those in need are found, and {learnt.false:.1%} of the others.",
        "",
        f'model = "{likeness.model}"',
        f'examples = "{likeness.examples}"',
        f"least = {likeness.least}",
        *likeness.need.lines("need"),
    ]
    for situation, learnt_of in likeness.situations:
        lines.extend(learnt_of.lines(f"situation.{situation.value}"))
    return "\n".join(lines) + "\n"


def main(examples: Path = EXAMPLES, file: Path = FILE) -> int:
    """Learn from the examples and write the numbers. Returns the exit code: 2 where the examples cannot be used."""
    try:
        learnt = learn(load_examples(examples), Embedder())
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        return 2
    file.write_text(written(learnt), encoding="utf-8")
    sys.stdout.write(f"{file.name}: {learnt.found:.1%} of need found, {learnt.false:.1%} of the rest taken for it.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
