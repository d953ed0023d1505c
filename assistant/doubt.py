"""Whether the best of what was found answers the question at all: it is read together with it, not only beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.pieces import Piece
from assistant.regression import Floats
from assistant.understand import Understood
from ingest.cross_encoder import CrossEncoder

SECOND = 2  # pieces that are read where the best alone does not answer
SURER = 1.5  # how much further above the line a piece must be read where there is little other evidence
LONGEST = 700  # characters of a piece that are read


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
