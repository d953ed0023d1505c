"""Learning what messages are for: from messages written for it and from questions that documents answer.

The threshold of each regression is the one that so few answerable questions reach, each judged by what was learnt without its own file.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from assistant.learning import regression
from assistant.likeness import said_twice
from assistant.purpose import NEVER, SELDOM, Purpose, Purposes, Weighing, words_in
from assistant.regression import Floats, Regression
from ingest.embed import Embedder
from ingest.errors import BadInput

EXAMPLES = Path(__file__).with_name("purposes") / "examples.toml"
QUESTION = "question"  # in the file: what published plans may answer
FOLDS = 4
RIDGE = 0.1  # how much large weights cost
COMMON = 4  # messages that a word stands in, at least
SCALE = 0.5  # of a word beside the vector
STEPS = 300
DIGITS = 3
FEWEST = 40  # messages of each purpose
# Shares of the answerable questions that may be taken for other: what some documents answer is refused only where nothing is found.
MOST_FALSE = {"other": 0.008, "unserved": 0.015}


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages, their vectors [messages, dimensions], what each is for (None: a question for the documents), and the fold of each: nothing
    is judged by what its own fold taught. `asked` says which are questions of a set, and not examples."""

    texts: tuple[str, ...]
    vectors: Floats
    purposes: tuple[Purpose | None, ...]
    folds: NDArray[np.int64]
    asked: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, and of what it was not learnt from: the share of each purpose's messages that is found, and the shares of the
    questions that are taken for other, and for unserved."""

    purposes: Purposes
    found: Mapping[Purpose, float]
    false: Mapping[str, float]


def load_examples(file: Path = EXAMPLES) -> list[tuple[str, Purpose | None]]:
    """Given the file of examples, return each message with what it is for, None for a question.

    Raises BadInput naming the file, and the message that stands in it twice.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        examples = [(str(text), None if name == QUESTION else Purpose(name)) for name, texts in table.items() for text in texts]
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); mend it, or put the shipped file back.") from error
    if twice := said_twice(text for text, _ in examples):
        raise BadInput(f"{file.name} holds “{twice}” twice; take one of them out.")
    return examples


def answerable(folder: Path) -> list[list[str]]:
    """Given the folder of all sets, return of each file the questions that documents answer, without those that are held or go on from
    others."""
    files: list[list[str]] = []
    for file in sorted(folder.glob("*/*.yaml")):
        whole = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if not whole.get("held"):
            files.append([one["question"] for one in whole["questions"] if one["answerable"] and not one.get("history")])
    return files


def messages_of(examples: Sequence[tuple[str, Purpose | None]], asked: Iterable[Sequence[str]], embedder: Embedder) -> Messages:
    """Given the examples, and the answerable questions of each file, return them with their vectors. What stands in a set as an example
    does is left to the set."""
    files = [list(dict.fromkeys(questions)) for questions in asked]
    said = {text.casefold() for questions in files for text in questions}
    kept = [(text, purpose) for text, purpose in examples if text.casefold() not in said]
    texts = [*(text for text, _ in kept), *(text for questions in files for text in questions)]
    folds = [*(place % FOLDS for place in range(len(kept))), *(place % FOLDS for place, questions in enumerate(files) for _ in questions)]
    vectors = np.asarray(embedder.quickly(texts), dtype=np.float64)
    purposes = (*(purpose for _, purpose in kept), *(None for _ in texts[len(kept) :]))
    return Messages(tuple(texts), vectors, purposes, np.array(folds), np.arange(len(texts)) >= len(kept))


def learn(messages: Messages, digest: str) -> Learnt:
    """Given messages and the digest of the model that their vectors are of, return what is learnt. Raises BadInput where there are too few
    of a purpose."""
    for purpose in Purpose:
        if (count := messages.purposes.count(purpose)) < FEWEST:
            raise BadInput(f"{count} messages of “{purpose}” are too few to learn from; give at least {FEWEST}.")
    other, found, false_other = _weighed(messages, NEVER, SELDOM, MOST_FALSE["other"])
    unserved, more, false_unserved = _weighed(messages, SELDOM, NEVER, MOST_FALSE["unserved"])
    named = {purpose: _named(messages, purpose) for purpose in Purpose}
    return Learnt(Purposes(digest, other, unserved, named), {**found, **more}, {"other": false_other, "unserved": false_unserved})


def _named(messages: Messages, purpose: Purpose) -> Regression:
    """What tells one purpose from those that are told together with it."""
    fellows = NEVER if purpose in NEVER else SELDOM
    among = np.array([one in fellows for one in messages.purposes])
    return regression(messages.vectors[among], np.array([one is purpose for one in messages.purposes])[among])


def _weighed(
    messages: Messages, wanted: Sequence[Purpose], left_out: Sequence[Purpose], most_false: float
) -> tuple[Weighing, dict[Purpose, float], float]:
    """The regression of the wanted against questions, the share of each that it finds, and of the questions of sets that it takes for
    them."""
    use = np.array([purpose not in left_out for purpose in messages.purposes])
    are = np.array([purpose in wanted for purpose in messages.purposes], dtype=np.float64)
    said = [words_in(text) for text in messages.texts]
    apart = np.zeros(len(said))
    for fold in range(FOLDS):
        inside = messages.folds == fold
        learnt = _fitted(messages.vectors, said, are, np.flatnonzero(use & ~inside))
        apart[inside] = [learnt.of(messages.vectors[place], messages.texts[place]) for place in np.flatnonzero(inside)]
    least = math.ceil(100 * float(np.quantile(apart[messages.asked], 1 - most_false))) / 100
    whole = _fitted(messages.vectors, said, are, np.flatnonzero(use))
    found = {purpose: float((apart[np.array([one is purpose for one in messages.purposes])] >= least).mean()) for purpose in wanted}
    return Weighing(whole.vector, whole.words, least), found, float((apart[messages.asked] >= least).mean())


def _fitted(vectors: Floats, said: Sequence[frozenset[str]], are: Floats, places: NDArray[np.intp]) -> Weighing:
    """The logistic regression, learnt from the messages at some places."""
    times: dict[str, int] = {}
    for place in places:
        for word in said[place]:
            times[word] = times.get(word, 0) + 1
    columns = {word: column for column, word in enumerate(sorted(word for word, count in times.items() if count >= COMMON))}
    cells = [(row, columns[word]) for row, place in enumerate(places) for word in said[place] if word in columns]
    rows, filled = zip(*cells, strict=True)
    words = csr_matrix((np.full(len(cells), SCALE), (rows, filled)), shape=(len(places), len(columns)))
    inputs = csr_matrix(hstack([csr_matrix(vectors[places]), words]))
    wanted = are[places]

    def cost(weights: Floats) -> tuple[float, Floats]:
        odds = inputs @ weights[:-1] + weights[-1]
        loss = float(np.logaddexp(0, odds).sum() - wanted @ odds) + RIDGE / 2 * float(weights[:-1] @ weights[:-1])
        wrong = 1 / (1 + np.exp(-np.clip(odds, -40, 40))) - wanted
        return loss, np.append(inputs.T @ wrong + RIDGE * weights[:-1], wrong.sum())

    found = minimize(cost, np.zeros(inputs.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    size = vectors.shape[1]
    weights = tuple(round(float(weight), DIGITS) for weight in found[:size])
    heavy = {word: round(SCALE * float(found[size + column]), 2) for word, column in columns.items()}
    kept = {word: weight for word, weight in heavy.items() if weight}
    return Weighing(Regression(weights, round(float(found[-1]), DIGITS)), kept, 0.0)


def written(learnt: Learnt) -> str:
    """Given what was learnt, return it as purpose.toml holds it."""
    purposes = learnt.purposes
    found = ", ".join(f"{purpose.value} {share:.0%}" for purpose, share in learnt.found.items())
    lines = [
        "# Written by `plan-evaluate purpose` from eval/purposes and the sets' answerable questions; not for editing by hand.",
        f"# Of messages it was not learnt from are found: {found};",
        f"# of answerable questions {learnt.false['other']:.1%} are taken for other, {learnt.false['unserved']:.1%} for unserved.",
        "",
        f'model = "{purposes.model}"',
    ]
    for name, weighing in (("other", purposes.other), ("unserved", purposes.unserved)):
        lines += [*weighing.vector.lines(name), f"least = {weighing.least}", "", f"[{name}.words]"]
        lines += [f"{json.dumps(word)} = {weight}" for word, weight in weighing.words.items()]
    for purpose, named in purposes.named.items():
        lines += named.lines(f"named.{purpose.value}")
    return "\n".join(lines) + "\n"
