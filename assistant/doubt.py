"""Whether the best of what was found answers the question at all: it is read together with it, not only beside it.

Reading costs as much as embedding the question, so it is left out where it would hardly change anything: how likely it finds no answer was
learnt from questions about invented documents (`plan-evaluate doubt`, kept in thresholds.toml), and most questions are not read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.evidence import EVIDENCE
from assistant.pieces import Piece
from assistant.regression import Floats
from assistant.understand import Intent, Understood
from ingest.cross_encoder import CrossEncoder

SECOND = 2  # pieces that are read where the best alone does not answer
SURER = 1.5  # how much further above the line a piece must be read where there is little other evidence
LONGEST = 700  # characters of a piece that are read
INTENTS = tuple(Intent)
SIGNS = (*EVIDENCE, "words_asked", "characters", *(intent.value for intent in INTENTS))


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
    least = reader.least + SURER * weak
    return bool(texts) and not any((reader.scores(question, some) >= least).any() for some in (texts[:1], texts[1:]) if some)


def read_with(piece: Piece) -> str:
    """Given a piece, return the words that are read: its headings, the line that introduces it, itself."""
    lead = piece.introduced or piece.hit.passage.lead
    lead = f"{lead} " if lead and lead not in piece.words else ""
    return f"{' > '.join(piece.hit.passage.trail[-2:])}. {lead}{piece.words[:LONGEST]}"
