"""Learning when not to answer: the weights of the evidence features and the score from which an answer is given.

A logistic regression over the features of `assistant.evidence`, with refusals and answers weighing the same in all; the threshold is the
highest score at which, with each document left out of the fitting in turn, at most a given share of answerable questions would be refused.
Held questions are never used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.conversation import Question as Asked
from assistant.conversation import Turn
from assistant.evidence import Features, features_of
from assistant.guard import look
from assistant.retrieve import Retriever
from assistant.weights import weights_of
from eval.questions import Question
from ingest.library import Snapshot

FALSE_REFUSALS = 0.02  # share of answerable questions that may be refused
RIDGE = 0.1
STEPS = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One question's features, whether the documents answer it, and the document it is about."""

    features: Features
    answerable: bool
    document: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights, constant and threshold; and what they reach with each document left out: shares of false and right refusals."""

    weights: tuple[float, ...]
    constant: float
    answer: float
    false_refusals: float
    right_refusals: float


def examples_of(questions: Sequence[Question], retriever: Retriever, snapshot: Snapshot) -> list[Example]:
    """Given questions that are not held, return those that the threshold decides as examples (not what the guard or the scope ends)."""
    found: list[Example] = []
    for question in questions:
        if question.held or look(question.question).status or question.kind.value in ("other-area", "other-period"):
            continue
        history = tuple(Turn(turn.role, turn.content) for turn in question.history)
        retrieved = retriever.retrieve(Asked(question.question, history))
        if retrieved.understood.scope.outside is None:
            features = features_of(retrieved.understood, retrieved.kept, weights_of(snapshot))
            found.append(Example(features, question.answerable, (question.documents or ("none",))[0]))
    return found


def fit(examples: Sequence[Example]) -> Fitted:
    """Given examples of both kinds, return what was learnt. Raises ValueError where one kind is missing."""
    x = np.array([example.features.values for example in examples], dtype=np.float64)
    y = np.array([example.answerable for example in examples], dtype=np.float64)
    if not 0 < y.sum() < len(y):
        raise ValueError("Thresholds are learnt from questions that can be answered and questions that cannot; one kind is missing.")
    held_out = np.zeros(len(y))
    groups = np.array([f"{i % 5}" if not e.answerable else e.document for i, e in enumerate(examples)])
    for group in np.unique(groups):
        inside = groups == group
        held_out[inside] = _scores(x[inside], _regression(x[~inside], y[~inside]))
    answer = _threshold(held_out, y)
    learnt = _regression(x, y)
    return Fitted(
        tuple(round(float(w), 3) for w in learnt[1:]),
        round(float(learnt[0]), 3),
        answer,
        round(float((held_out[y == 1] < answer).mean()), 3),
        round(float((held_out[y == 0] < answer).mean()), 3),
    )


def _regression(x: Floats, y: Floats) -> Floats:
    """Newton's method on the ridge-penalised, class-balanced log-likelihood; returns the constant and the weights."""
    design = np.column_stack([np.ones(len(x)), x])
    balance = np.where(y == 1, len(y) / (2 * y.sum()), len(y) / (2 * (len(y) - y.sum())))
    penalty = RIDGE * np.diag([0.0] + [1.0] * x.shape[1])
    learnt = np.zeros(design.shape[1])
    for _ in range(STEPS):
        p = _sigmoid(design @ learnt)
        gradient = design.T @ (balance * (y - p)) - penalty @ learnt
        curvature = (design * (balance * p * (1 - p))[:, None]).T @ design + penalty + 1e-9 * np.eye(design.shape[1])
        step = np.linalg.solve(curvature, gradient)
        learnt = learnt + step
        if float(np.abs(step).max()) < 1e-8:
            break
    return learnt


def _scores(x: Floats, learnt: Floats) -> Floats:
    return _sigmoid(learnt[0] + x @ learnt[1:])


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -40, 40))))


def _threshold(scores: Floats, y: Floats) -> float:
    answerable = np.sort(scores[y == 1])
    return round(float(answerable[int(FALSE_REFUSALS * len(answerable))]), 3)


def write(fitted: Fitted, examples: int, file: Path) -> None:
    """Given what was learnt and from how many questions, write the file that `assistant.evidence` reads."""
    file.write_text(
        "# Written by `plan-evaluate thresholds`; not by hand.\n"
        f"# Learnt from {examples} questions; with each document left out in turn {fitted.false_refusals:.1%} of the answerable\n"
        f"# ones would be refused, and {fitted.right_refusals:.1%} of those that the documents do not answer.\n"
        "[evidence]\n"
        f"weights = {list(fitted.weights)}  # best cosine, best late interaction, words covered by the best three passages, by one\n"
        f"constant = {fitted.constant}\n"
        f"answer = {fitted.answer}\n",
        encoding="utf-8",
    )
