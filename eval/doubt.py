"""Learning when the best of what was found is worth reading with the question: how likely reading finds no answer in it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answer import read_closely
from assistant.conversation import Question as Asked
from assistant.conversation import Turn
from assistant.doubt import SIGNS, Gate, is_doubtful, signs_of
from assistant.evidence import evidence_of, load_thresholds
from assistant.regression import Floats
from assistant.retrieve import Retriever
from assistant.weights import weights_of
from eval.questions import Question
from eval.thresholds import fitted_regression
from ingest.cross_encoder import CrossEncoder
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.library import Library

RIDGE = 20.0
MISSED = 0.05  # share of the doubtful that may be left unread
FEWEST = 30  # questions of each sort


@dataclass(frozen=True, slots=True)
class Learnt:
    """When reading is worth its time, and the share of the questions that are read so."""

    gate: Gate
    read: float


def readings_of(questions: Sequence[Question], library: Library, embedder: Embedder, reader: CrossEncoder) -> tuple[Floats, Floats]:
    """Given questions, the open library of their documents, the model and what reads, return what tells how likely reading finds no answer
    [questions, SIGNS], and whether it does [questions]: of those that are not held and for which something is found."""
    snapshot, retriever, thresholds = library.snapshot, Retriever(library, embedder), load_thresholds()
    signs: list[Floats] = []
    doubtful: list[float] = []
    for question in questions:
        if question.held:
            continue
        found = retriever.retrieve(Asked(question.question, tuple(Turn(turn.role, turn.content) for turn in question.history)))
        reading = read_closely(found, snapshot, embedder) if found.kept else None
        if reading is None or not reading.pieces:
            continue
        fitness = thresholds.pieces.of(reading.features, reading.pieces)
        evidence = evidence_of(found.understood, found.kept, reading.features, fitness, weights_of(snapshot))
        signs.append(signs_of(found.understood, evidence, reading.pieces, fitness))
        doubtful.append(float(is_doubtful(found.understood, reading.pieces, fitness, reader)))
    return np.array(signs).reshape(len(signs), len(SIGNS)), np.array(doubtful)


def learn(signs: Floats, doubtful: Floats) -> Learnt:
    """Given signs [questions, SIGNS] and whether reading finds no answer [questions], return what is learnt.

    Raises BadInput where there are too few of either sort.
    """
    if min(doubtful.sum(), (1 - doubtful).sum()) < FEWEST:
        raise BadInput(
            f"Of {len(doubtful)} questions {int(doubtful.sum())} are doubtful; to learn from, {FEWEST} must be, and {FEWEST} must not."
        )
    learnt = fitted_regression(signs, doubtful, np.ones(len(signs)), RIDGE)
    likely = learnt.of(signs)
    least = float(np.quantile(likely[doubtful == 1], MISSED))
    return Learnt(Gate(learnt, float(f"{least:.4f}")), float((likely >= least).mean()))


def write(learnt: Learnt, file: Path) -> None:
    """Given what was learnt, write it into the assistant's thresholds as the table [doubt], behind the others."""
    text = file.read_text(encoding="utf-8")
    if "doubt" in tomllib.loads(text):
        text = text[: text.index("\n# Written by `plan-evaluate doubt`")]
    lines = learnt.gate.likely.lines("doubt")[1:]
    said = f"# Written by `plan-evaluate doubt`; of the questions it was learnt from {learnt.read:.0%} are read."
    file.write_text("\n".join([text.rstrip("\n"), "", said, *lines, f"doubtful = {learnt.gate.least}", ""]), encoding="utf-8")
