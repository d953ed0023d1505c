"""Learning how likely a question is one that the documents do not answer: with what reading finds, and without it, to tell when reading is
worth its time."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Assistant
from assistant.conversation import Question as Asked
from assistant.conversation import Turn
from assistant.doubt import HINTS, READINGS, SIGNS, UNLEARNT, Doubt, readings_of
from assistant.regression import Floats, Regression
from eval.questions import Question
from eval.thresholds import fitted_regression
from ingest.cross_encoder import CrossEncoder
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.library import Library

RIDGE = 40.0
HINTS_RIDGE = 5.0
FALSE_REFUSALS = 0.052  # share of the answerable questions that may be refused for what reading finds
MISSED = 0.03  # share of those refused that may be left unread
FEWEST = 30  # questions of each sort
FOLDS = 10
# Which way each may speak: what was read and the words of the question speak for an answer, what is lacking against one; the others as
# they may.
READ_WAYS = tuple(-1 for _ in READINGS)
WAYS = tuple(1 if sign.startswith(("lacks", "weak")) else -1 if sign == "words" else 0 for sign in SIGNS)


@dataclass(frozen=True, slots=True)
class Examples:
    """What is known of questions when they are doubted: how well the best pieces answer [questions, READINGS], what tells beside
    [questions, SIGNS], what tells whether to read [questions, HINTS], and whether the documents do not answer [questions]."""

    readings: Floats
    signs: Floats
    hints: Floats
    unanswerable: Floats

    def __len__(self) -> int:
        return len(self.unanswerable)

    def of(self, places: NDArray[np.bool_]) -> Examples:
        """Given which questions [questions], return what is known of those."""
        return Examples(self.readings[places], self.signs[places], self.hints[places], self.unanswerable[places])


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, and of the questions it was learnt from, each judged by what was learnt from others: the shares of all that are
    read, of the answerable and of the unanswerable that are refused."""

    doubt: Doubt
    read: float
    false_refusals: float
    right_refusals: float


def examples_of(questions: Sequence[Question], library: Library, embedder: Embedder, reader: CrossEncoder) -> Examples:
    """Given questions, the open library of their documents, the model and what reads, return what is known of those that are not held and
    come as far as to be doubted."""
    assistant = Assistant(library, embedder, doubt=UNLEARNT)
    readings: list[Floats] = []
    signs: list[Floats] = []
    hints: list[Floats] = []
    unanswerable: list[float] = []
    for question in questions:
        if question.held:
            continue
        asked = Asked(question.question, tuple(Turn(turn.role, turn.content) for turn in question.history), audience=question.audience)
        known = assistant.considered(asked)
        if known is None:
            continue
        texts = known.texts
        readings.append(readings_of(np.asarray(reader.scores(known.understood.asked, texts), dtype=np.float64)))
        signs.append(known.signs(texts))
        hints.append(np.concatenate([known.evidence, signs[-1]]))
        unanswerable.append(float(not question.answerable))
    return Examples(_rows(readings, len(READINGS)), _rows(signs, len(SIGNS)), _rows(hints, len(HINTS)), np.array(unanswerable))


def _rows(rows: Sequence[Floats], width: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(len(rows), width)


def joined(examples: Sequence[Examples]) -> Examples:
    """Given what is known of several sets of questions, return it as one."""
    return Examples(
        np.concatenate([some.readings for some in examples]),
        np.concatenate([some.signs for some in examples]),
        np.concatenate([some.hints for some in examples]),
        np.concatenate([some.unanswerable for some in examples]),
    )


def learn(examples: Examples) -> Learnt:
    """Given what is known of questions, return what is learnt. Raises BadInput where there are too few of either sort."""
    wrong = examples.unanswerable == 1
    if min(wrong.sum(), (~wrong).sum()) < FEWEST:
        raise BadInput(
            f"Of {len(examples)} questions {int(wrong.sum())} are not answered; to learn from, {FEWEST} must be, and {FEWEST} must not."
        )
    apart = np.zeros(len(examples))
    folds = np.arange(len(examples)) * FOLDS // len(examples)  # neighbours are of one file, and so mostly of one document
    for fold in range(FOLDS):
        inside = folds == fold
        apart[inside] = _fitted(examples.of(~inside)).of(_all(examples.of(inside)))
    refused = _line(apart[~wrong])
    read = _fitted(examples)
    would = read.of(_all(examples)) >= refused
    unread = fitted_regression(examples.hints, would.astype(np.float64), np.ones(len(examples)), HINTS_RIDGE)
    likely = unread.of(examples.hints)
    worth = math.floor(1e4 * float(np.quantile(likely[would], MISSED))) / 1e4
    opened = likely >= worth
    found = apart >= refused
    doubt = Doubt(unread, worth, read, refused)
    return Learnt(doubt, float(opened.mean()), float((found & opened)[~wrong].mean()), float((found & opened)[wrong].mean()))


def _all(examples: Examples) -> Floats:
    return np.hstack([examples.readings, examples.signs])


def _fitted(examples: Examples) -> Regression:
    return fitted_regression(_all(examples), examples.unanswerable, np.ones(len(examples)), RIDGE, (*READ_WAYS, *WAYS))


def _line(answerable: Floats) -> float:
    """The likelihood from which so few answerable questions are refused."""
    ordered = np.sort(answerable)[::-1]
    return math.ceil(1e4 * float(ordered[int(FALSE_REFUSALS * len(ordered))])) / 1e4


def write(learnt: Learnt, file: Path) -> None:
    """Given what was learnt, write it into the assistant's thresholds as the table [doubt], behind the others."""
    text = file.read_text(encoding="utf-8")
    if "doubt" in tomllib.loads(text):
        text = text[: text.index("\n# Written by `plan-evaluate doubt`")]
    doubt = learnt.doubt
    shares = f"{learnt.false_refusals:.1%} of the answerable and {learnt.right_refusals:.0%} of the others are refused"
    said = f"# Written by `plan-evaluate doubt`; of the questions, each judged by what others taught, {learnt.read:.0%} are read; {shares}."
    lines = [
        *doubt.unread.lines("doubt.unread")[1:],
        f"worth = {doubt.worth}",
        *doubt.read.lines("doubt.read"),
        f"refused = {doubt.refused}",
    ]
    file.write_text("\n".join([text.rstrip("\n"), "", said, *lines, ""]), encoding="utf-8")
