"""Learning what answers: how the pieces of what was found are ranked, and when not to answer at all.

Logistic regressions over the features of `assistant.fitness` and `assistant.evidence`. Whatever one stage hands to the next was scored by a
regression that had not seen the question's document. The threshold is the score below which, with each document left out of the
fitting in turn, a given share of answerable questions would be refused. Held questions are never used.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Reading, read_closely
from assistant.conversation import Question as Asked
from assistant.conversation import Turn
from assistant.evidence import SIGNS, evidence_of
from assistant.fitness import Fitness, around
from assistant.guard import look
from assistant.regression import Regression
from assistant.retrieve import Retrieved, Retriever
from assistant.weights import Weights, weights_of
from eval.halves import document_of
from eval.pieces import plain, right_pieces
from eval.questions import Question
from ingest.documents import PassageKind
from ingest.embed import Embedder
from ingest.lexical import words_of
from ingest.library import Library
from ingest.sentences import sentences_of

FALSE_REFUSALS = 0.01  # share of answerable questions that may be refused
RIDGE_PIECES = 3.0
RIDGE_EVIDENCE = 3.0
STEPS = 2000
TENTHS = 10  # of the documents: each in turn is left out of the fitting
NO_DOCUMENT = "none"

# What councils are asked about all day and plans of this kind do not hold: asked of every document whose words they are not.
ELSEWHERE = (
    "swimming pools", "bin collections", "library opening hours", "potholes", "parking permits", "council tax bands", "allotments",
    "primary school places", "planning permission for a loft", "wedding ceremonies", "recycling centres", "blue badges",
    "bus timetables", "food hygiene ratings", "tree pruning", "burial plots", "museum tickets", "adult evening classes",
    "marathon routes", "electric car chargers", "leisure centre prices", "school term dates", "pest control", "garden waste",
    "cycle hire", "broadband speeds", "pet microchips", "football pitches", "Christmas lights", "solar panels",
)  # fmt: skip
ASKED = (
    "What does the plan say about {}?",
    "How much is spent on {} in {}?",
    "is there owt about {} in {}",
    "Who is in charge of {} in {}?",
)
ECHOES, ECHOED = 80, 4  # about so many questions in a document's own words, of so many words each

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One question: what was found for it and read closely, which of the pieces answer it (1 or 0), whether the documents answer it at all,
    the document it is about, and how to weigh the evidence once the pieces have a fitness.

    One that is `only_pieces` shows which pieces answer and nothing of when to answer: in the sets to learn from, what the documents do not
    answer was written to come as near as can be, and what tells it apart would drown what tells apart the rest.
    """

    reading: Reading
    right: Floats
    answerable: bool
    document: str
    evidence: Callable[[Floats], Floats]
    only_pieces: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything that `assistant/thresholds.toml` holds, and what it reaches with each document left out: false and right refusals."""

    pieces: Fitness
    evidence: Regression
    answer: float
    false_refusals: float
    right_refusals: float


def examples_of(
    questions: Sequence[Question], library: Library, embedder: Embedder, folder: Path, only_pieces: bool = False
) -> list[Example]:
    """Given questions, the library of their documents and a model that learnt from none of them, return those that are not held and that
    are decided by evidence (not by the guard or the scope) as examples."""
    found: list[Example] = []
    snapshot, retriever = library.snapshot, Retriever(library, embedder)
    weights = weights_of(snapshot)
    for question in questions:
        if question.held or look(question.question).status or question.kind.value in ("other-area", "other-period"):
            continue
        history = tuple(Turn(turn.role, turn.content) for turn in question.history)
        retrieved = retriever.retrieve(Asked(question.question, history))
        if retrieved.understood.scope.outside is not None or not retrieved.kept:
            continue
        reading = read_closely(retrieved, snapshot, embedder)
        if not reading.pieces:
            continue  # refused whatever is learnt
        right = right_pieces(question, reading.pieces, folder)
        example = _example(retrieved, reading, right, question.answerable, document_of(question), weights)
        found.append(replace(example, only_pieces=only_pieces))
    return found


def elsewhere(library: Library, embedder: Embedder) -> list[Example]:
    """Return examples of questions about things that no passage of these documents names."""
    found: list[Example] = []
    snapshot, retriever = library.snapshot, Retriever(library, embedder)
    weights = weights_of(snapshot)
    areas = sorted({shelf.document.area for shelf in snapshot.shelves.values() if shelf.document.area}) or ["the borough"]
    for number, topic in enumerate(ELSEWHERE):
        if any(weights.is_known(stem) for stem in words_of(topic)):
            continue
        question = ASKED[number % len(ASKED)].format(topic, areas[number % len(areas)])
        retrieved = retriever.retrieve(Asked(question))
        if retrieved.kept:
            reading = read_closely(retrieved, snapshot, embedder)
            found.append(_example(retrieved, reading, np.zeros(len(reading.pieces)), False, NO_DOCUMENT, weights))
    return found


def echoes(library: Library, embedder: Embedder) -> list[Example]:
    """Return examples of questions in a document's own words: the words that tell most of every so manyth sentence, which is the answer."""
    found: list[Example] = []
    snapshot, retriever = library.snapshot, Retriever(library, embedder)
    weights = weights_of(snapshot)
    for passage in snapshot.passages[:: max(1, len(snapshot.passages) // ECHOES)]:
        if passage.kind is not PassageKind.PROSE:
            continue
        start, end = max(sentences_of(passage.text), key=lambda sentence: sentence[1] - sentence[0])
        words = re.findall(r"[^\W\d_]{4,}", passage.text[start:end])
        telling = sorted(set(words), key=lambda word: (-weights.total(words_of(word)), word))[:ECHOED]
        if len(telling) < ECHOED:
            continue
        retrieved = retriever.retrieve(Asked("What about " + " ".join(word for word in dict.fromkeys(words) if word in telling) + "?"))
        reading = read_closely(retrieved, snapshot, embedder)
        gold = plain(passage.text[start:end])
        right = np.array([float(plain(piece.words) in gold or gold in plain(piece.words)) for piece in reading.pieces])
        if right.any():
            found.append(_example(retrieved, reading, right, True, passage.document_id, weights))
    return found


def _example(found: Retrieved, reading: Reading, right: Floats, answerable: bool, document: str, weights: Weights) -> Example:
    def evidence(fitness: Floats) -> Floats:
        return evidence_of(found.understood, found.kept, reading.features, fitness, weights)

    return Example(reading, right, answerable, document, evidence)


def fit(examples: Sequence[Example]) -> Fitted:
    """Given examples of both kinds, return what was learnt. Raises ValueError where one kind is missing."""
    weighed = [place for place, example in enumerate(examples) if not example.only_pieces]
    y = np.array([examples[place].answerable for place in weighed], dtype=np.float64)
    if not 0 < y.sum() < len(y):
        raise ValueError("Thresholds are learnt from questions that can be answered and questions that cannot; one kind is missing.")
    groups = _tenths(examples)
    first = [example.reading.features for example in examples]
    guessed = _left_out(first, examples, groups)
    second = [np.hstack([f, around(g, e.reading.pieces)]) for f, g, e in zip(first, guessed, examples, strict=True)]
    fitness = _left_out(second, examples, groups)
    x = np.array([examples[place].evidence(fitness[place]) for place in weighed])
    groups = groups[weighed]
    balance = np.where(y == 1, len(y) / (2 * y.sum()), len(y) / (2 * (len(y) - y.sum())))
    held_out = np.zeros(len(y))
    for group in np.unique(groups):
        inside = groups == group
        held_out[inside] = fitted_regression(x[~inside], y[~inside], balance[~inside], RIDGE_EVIDENCE, SIGNS).of(x[inside])
    answer = _threshold(held_out, y)
    return Fitted(
        Fitness(_pieces_regression(first, examples), _pieces_regression(second, examples)),
        fitted_regression(x, y, balance, RIDGE_EVIDENCE, SIGNS),
        answer,
        round(float((held_out[y == 1] < answer).mean()), 3),
        round(float((held_out[y == 0] < answer).mean()), 3),
    )


def _tenths(examples: Sequence[Example]) -> NDArray[np.int_]:
    """A tenth for each example, the same for all that are about one document: what is fitted for it has seen neither."""
    tenths = {document: place % TENTHS for place, document in enumerate(sorted({example.document for example in examples}))}
    return np.array([tenths[e.document] if e.document != NO_DOCUMENT else place % TENTHS for place, e in enumerate(examples)])


def _left_out(features: Sequence[Floats], examples: Sequence[Example], groups: NDArray[np.int_]) -> list[Floats]:
    """Each example's probabilities by a regression that has not seen its group."""
    found: list[Floats] = [np.zeros(0)] * len(examples)
    for group in np.unique(groups):
        others = [place for place in range(len(examples)) if groups[place] != group]
        learnt = _pieces_regression([features[place] for place in others], [examples[place] for place in others])
        for place in np.flatnonzero(groups == group).tolist():
            found[place] = learnt.of(features[place])
    return found


def _pieces_regression(features: Sequence[Floats], examples: Sequence[Example]) -> Regression:
    """Every answerable question weighs the same, however many pieces were found for it."""
    used = [place for place, example in enumerate(examples) if example.answerable and len(example.right)]
    x = np.concatenate([features[place] for place in used])
    y = np.concatenate([examples[place].right for place in used])
    shares = np.concatenate([np.full(len(examples[place].right), 1 / len(examples[place].right)) for place in used])
    return fitted_regression(x, y, shares * len(y) / shares.sum(), RIDGE_PIECES)


def fitted_regression(x: Floats, y: Floats, weights: Floats, ridge: float, signs: Sequence[int] = ()) -> Regression:
    """Given features [rows, features], what they should tell [rows] (0 or 1) and how much each row weighs [rows], return the regression of
    the least ridge-penalised, weighted negative log-likelihood over standardised features, by L-BFGS-B (Byrd and others, SIAM Journal on
    Scientific Computing 16, 1995); where `signs` are given, no weight has the other one (0: it may have either)."""
    from scipy.optimize import minimize

    middle, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    design = np.column_stack([np.ones(len(x)), (x - middle) / spread])
    penalty = np.array([0.0] + [ridge] * x.shape[1])

    def loss(learnt: Floats) -> tuple[float, Floats]:
        scores = design @ learnt
        p = 1 / (1 + np.exp(-np.clip(scores, -40, 40)))
        value = float((weights * (np.logaddexp(0, scores) - y * scores)).sum() + 0.5 * (penalty * learnt**2).sum())
        return value, np.asarray(design.T @ (weights * (p - y)) + penalty * learnt)

    bounds = [(None, None), *(_bound(sign) for sign in signs)] if signs else None
    learnt = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}).x
    slopes = learnt[1:] / spread
    return Regression(tuple(round(float(w), 4) for w in slopes), round(float(learnt[0] - slopes @ middle), 4))


def _bound(sign: int) -> tuple[float | None, float | None]:
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)


def _threshold(scores: Floats, y: Floats) -> float:
    answerable = np.sort(scores[y == 1])
    return math.floor(1000 * float(answerable[int(FALSE_REFUSALS * len(answerable))])) / 1000


def write(fitted: Fitted, examples: int, file: Path) -> None:
    """Given what was learnt and from how many questions, write it into the file that `assistant.evidence` reads; other tables stay."""
    kept = _other_tables(file)
    file.write_text(
        "# Written by `plan-evaluate thresholds`; [pieces] and [evidence] are not for editing by hand.\n"
        f"# Learnt from {examples} questions; with each document left out in turn {fitted.false_refusals:.1%} of the answerable\n"
        f"# ones would be refused, and {fitted.right_refusals:.1%} of those that the documents do not answer.\n\n"
        + "\n".join(
            [
                _table("pieces.first", fitted.pieces.first),
                _table("pieces.second", fitted.pieces.second),
                _table("evidence", fitted.evidence) + f"answer = {fitted.answer}\n",
            ]
        )
        + kept,
        encoding="utf-8",
    )


def _table(name: str, learnt: Regression) -> str:
    return f"[{name}]\nconstant = {learnt.constant}\nweights = [{', '.join(str(weight) for weight in learnt.weights)}]\n"


def _other_tables(file: Path) -> str:
    """The tables that other parts keep in the file, as they stand, with their comments."""
    try:
        text = file.read_text(encoding="utf-8")
        names = [name for name in tomllib.loads(text) if name not in ("pieces", "evidence")]
    except (OSError, tomllib.TOMLDecodeError):
        return ""
    blocks = re.split(r"(?m)^(?=\[)", text)
    return "".join("\n" + block.strip() + "\n" for block in blocks if re.match(r"\[(\w+)", block) and block[1:].split("]")[0] in names)
