"""Whether the best of what was found answers the question at all: it is read together with it, not only beside it.

Reading costs as much as embedding the question, so it is left out where it would hardly change anything: how likely it finds no answer was
learnt from questions about invented documents (`plan-evaluate doubt`, kept in thresholds.toml), and most questions are not read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.evidence import EVIDENCE, FILE, sized_regression
from assistant.pieces import Piece
from assistant.regression import Floats, Regression
from assistant.understand import Intent, Understood
from ingest.cross_encoder import CrossEncoder
from ingest.errors import BadInput

SECOND = 2  # pieces that are read where the best alone does not answer
SURER = 1.5  # how much further above the line a piece must be read where there is little other evidence
STRICTER = 0.8  # the same where one number or one name is asked for: what is near it answers nothing
LONGEST = 700  # characters of a piece that are read
_ONE_THING = frozenset({Intent.COUNT, Intent.FIGURE, Intent.WHO})
INTENTS = tuple(Intent)
SIGNS = (*EVIDENCE, "words_asked", "characters", *(intent.value for intent in INTENTS))


@dataclass(frozen=True, slots=True)
class Gate:
    """When reading is worth its time: how likely it finds no answer, and the likelihood from which it is done."""

    likely: Regression
    least: float

    def opens(self, signs: Floats) -> bool:
        """Given what tells it [SIGNS], say whether the best pieces are to be read."""
        return float(self.likely.of(signs[None, :])[0]) >= self.least


@cache
def load_gate(file: Path = FILE) -> Gate:
    """Given the file of thresholds, return the gate it holds; where it holds none, all is read. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("doubt")
        if table is None:
            return Gate(Regression((0.0,) * len(SIGNS), 0.0), 0.0)
        return Gate(sized_regression(table, len(SIGNS)), float(table["doubtful"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write its table [doubt] anew with “plan-evaluate doubt”.") from error


def signs_of(understood: Understood, evidence: Floats, pieces: Sequence[Piece], fitness: Floats) -> Floats:
    """Given what was understood, the evidence's features, the pieces and how well each fits, return what tells how likely reading finds no
    answer: float64 [SIGNS]."""
    best = pieces[int(np.argmax(fitness))]
    intents = [float(understood.intent is intent) for intent in INTENTS]
    return np.array([*evidence, len(understood.standalone.split()), len(best.words), *intents])


def is_doubtful(understood: Understood, pieces: Sequence[Piece], fitness: Floats, reader: CrossEncoder, weak: bool = False) -> bool:
    """Given a question, the pieces that were found and how well each fits, say whether the best does not answer it, and the next do not
    either; `weak` says that there is little other evidence. One reading settles most questions."""
    ranked = [int(place) for place in np.argsort(-fitness, kind="stable")[: 1 + SECOND]]
    texts = [read_with(pieces[place]) for place in ranked]
    question = understood.standalone
    least = reader.least + SURER * weak + STRICTER * (understood.intent in _ONE_THING)
    return bool(texts) and not any((reader.scores(question, some) >= least).any() for some in (texts[:1], texts[1:]) if some)


def read_with(piece: Piece) -> str:
    """Given a piece, return the words that are read: its headings, the line that introduces it, itself."""
    lead = piece.introduced or piece.hit.passage.lead
    lead = f"{lead} " if lead and lead not in piece.words else ""
    return f"{' > '.join(piece.hit.passage.trail[-2:])}. {lead}{piece.words[:LONGEST]}"
