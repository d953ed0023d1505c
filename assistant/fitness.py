"""How likely each piece answers the question: two logistic regressions, learnt from questions whose evidence is known.

The first sees a piece and its passage; the second also what the first made of the pieces around it, so that a sentence that goes on
where a good one ends is not left behind (stacking: Wolpert, Neural Networks 5, 1992). The weights are written by
`plan-evaluate thresholds` into `thresholds.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.pieces import Piece
from assistant.regression import Floats, Regression
from assistant.understand import Intent, Understood
from assistant.weights import Weights
from ingest.lexical import stems_of, words_of

WRITTEN = 0.5  # a stem of the documents' words for an everyday one, against a stem the asker used
NEAR = 4  # words on either side of a figure that may say what it counts
FEATURES = (
    "own", "written", "own_around", "written_around", "of_best", "late", "cosine", "rank", "first", "fused",
    "figure", "no_figure", "percent", "money", "near", "short", "shorter", "length", "introduces", "row", "whole",
    "translated", "asks_figure", "unasked_figure", "close", "of_closest", "closer",
)  # fmt: skip
AROUND = ("before", "after", "passage_best", "passage_mean", "first_guess", "first_share", "first_log")

_FIGURE = re.compile(
    r"\bhow (?:many|much|often|long|old|big|high|low|far)\b|\bpercent|\bproportion|\bshare\b|\brates?\b|\bnumbers?\b|\bfigures?\b"
    r"|\btargets?\b|\bbaseline|£|\bcosts?\b|\bbudget|\bspen[dt]|\bmoney\b|\bworth\b|\bwhat ages?\b|\btotals?\b",
    re.I,
)
_PERCENT = re.compile(r"percent|per cent|%|\bproportion|\bshare\b", re.I)
_MONEY = re.compile(r"£|\bmoney\b|\bcosts?\b|\bbudget|\bspen[dt]|\bfund|\bquid\b|\bcash\b", re.I)
_MARKER = re.compile(r"^\s*\(?\d+(?:\.\d+)*[.)]?\s")
_NUMBER = re.compile(r"(?<![\d.])\d[\d,.]*\d?%?")
_TOKEN = re.compile(r"\d[\d,.]*%?|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Fitness:
    """Both regressions."""

    first: Regression
    second: Regression

    def of(self, features: Floats, pieces: Sequence[Piece]) -> Floats:
        """Given the features of a question's pieces and the pieces, return how likely each answers, 0 to 1."""
        if not len(pieces):
            return np.zeros(0)
        guessed = self.first.of(features)
        return self.second.of(np.hstack([features, around(guessed, pieces)]))


def features_of_pieces(understood: Understood, pieces: Sequence[Piece], weights: Weights, near: NDArray[np.float32]) -> Floats:
    """Given what was understood, the pieces that were found, how much each word tells, and how near each piece's words come to the
    question's [pieces, question pieces], return float64 [pieces, FEATURES]."""
    asked = _Asked.of(understood, weights)
    shares = [asked.shares(piece) for piece in pieces]
    best = max((own + WRITTEN * written for own, written, _, _ in shares), default=0.0) or 1.0
    top = max((piece.hit.score for piece in pieces), default=0.0) or 1.0
    rows = [
        (*share, (share[0] + WRITTEN * share[1]) / best, *_place(piece, top), *asked.figures(piece), *_shape(piece), *asked.flags(piece))
        for piece, share in zip(pieces, shares, strict=True)
    ]
    closeness = _closeness(near, pieces)
    return np.hstack([np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES) - closeness.shape[1]), closeness])


def around(guessed: Floats, pieces: Sequence[Piece]) -> Floats:
    """Given the first regression's probabilities, return what stands around each piece: float64 [pieces, AROUND]."""
    ranks = np.array([piece.rank for piece in pieces])
    before, after = np.zeros(len(pieces)), np.zeros(len(pieces))
    before[1:] = np.where(ranks[1:] == ranks[:-1], guessed[:-1], 0)
    after[:-1] = np.where(ranks[1:] == ranks[:-1], guessed[1:], 0)
    best, mean = np.zeros(len(pieces)), np.zeros(len(pieces))
    for rank in np.unique(ranks):
        inside = ranks == rank
        best[inside], mean[inside] = guessed[inside].max(), guessed[inside].mean()
    highest = float(guessed.max()) or 1.0
    return np.column_stack([before, after, best, mean, guessed, guessed / highest, np.log(guessed + 1e-4)])


def _closeness(near: NDArray[np.float32], pieces: Sequence[Piece]) -> Floats:
    """How near each piece comes to all of the question; beside the nearest; beside the passage that it stands in."""
    close = near.mean(axis=1, dtype=np.float64) if near.size else np.zeros(len(pieces))
    whole = np.array([piece.hit.pieces for piece in pieces])
    return np.column_stack([close, close / (close.max(initial=0.0) or 1.0), close - whole])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The stems a question asks for, with weights, its own and the documents' words for them; and what kind of figure it wants."""

    own: dict[str, float]
    written: dict[str, float]
    figure: bool
    percent: bool
    money: bool

    @classmethod
    def of(cls, understood: Understood, weights: Weights) -> _Asked:
        own = {stem: weights.of(stem) for stem in words_of(understood.subject)}
        written = {stem: weights.of(stem) for phrase in understood.written for stem in words_of(phrase)}
        text = understood.standalone
        figure = understood.intent in (Intent.COUNT, Intent.FIGURE) or bool(_FIGURE.search(text))
        return cls(own, written, figure, bool(_PERCENT.search(text)), bool(_MONEY.search(text)))

    def shares(self, piece: Piece) -> tuple[float, float, float, float]:
        """The shares of the own and the written stems' weight inside the piece, and only around it."""
        inside = stems_of(piece.words)
        passage = piece.hit.passage
        near = stems_of(" ".join((*passage.trail[-2:], passage.lead, piece.introduced))) - inside
        return _share(self.own, inside), _share(self.written, inside), _share(self.own, near), _share(self.written, near)

    def figures(self, piece: Piece) -> tuple[float, float, float, float, float]:
        """Whether a figure that is wanted is there, or is not; a percentage; money; how much of what is asked stands beside a figure."""
        holds = bool(_NUMBER.search(_MARKER.sub("", piece.words)))
        return (
            float(self.figure and holds),
            float(self.figure and not holds),
            float(self.percent and "%" in piece.words),
            float(self.money and "£" in piece.words),
            self._beside(piece.words) if self.figure and holds else 0.0,
        )

    def flags(self, piece: Piece) -> tuple[float, float, float]:
        """Whether everyday words were translated; whether a figure is wanted; whether one stands where none is."""
        holds = bool(_NUMBER.search(_MARKER.sub("", piece.words)))
        return float(bool(self.written)), float(self.figure), float(holds and not self.figure)

    def _beside(self, words: str) -> float:
        tokens = _TOKEN.findall(words)
        places = [place for place, token in enumerate(tokens) if token[0].isdigit()]
        stems = [stems_of(" ".join(tokens[max(0, place - NEAR) : place + NEAR + 1])) for place in places]
        return max((_share(self.own, near) for near in stems), default=0.0)


def _share(wanted: dict[str, float], stems: frozenset[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for stem, weight in wanted.items() if stem in stems) / total if total else 0.0


def _place(piece: Piece, top: float) -> tuple[float, float, float, float, float]:
    hit = piece.hit
    return hit.pieces, hit.cosine, 1 / (1 + piece.rank), float(piece.rank == 0), hit.score / top


def _shape(piece: Piece) -> tuple[float, float, float, float, float, float]:
    length = len(piece.words)
    return (
        float(length < 30),
        float(length < 60),
        min(length, 600) / 600,
        float(piece.words.rstrip().endswith(":")),
        float(piece.row),
        float(piece.whole),
    )
