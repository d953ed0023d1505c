"""The parts of a question that asks more than one thing, or that goes on from the one before it: each is looked for by its own words too.

A question's vector lies between what its parts ask, so that the sentence which answers one of them may lie far from it. Its word pieces
keep a vector each: how near a sentence comes to those of one part costs no second pass through the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.conversation import Turn
from assistant.everyday import written_for
from assistant.fitness import Fitness, features_of_pieces
from assistant.pieces import Piece
from assistant.regression import Floats
from assistant.understand import Understood, intent_of, subject_of
from assistant.weights import Weights
from ingest.documents import Document
from ingest.embed import EmbeddedQuestion, Embedder
from ingest.lexical import stems_of

MOST = 4  # parts that are looked for by themselves
FEWEST_STEMS = 1  # of a part that says what it is about: one of fewer leans on all of the question
SHARE = 0.3  # of a piece's fitness for a question made of an earlier one, which was answered, against that for what is asked now
LEAST_PART = 0.05  # fitness of the best piece for a part: below it nothing that was found answers that part
EVEN = 0.3  # how far the best pieces of a question's parts are brought to fit alike: 0 leaves them as they are, 1 makes them even
TOLD = 0.5  # share of a piece's stems that stood in what was said before: then it tells little that is new
REPEATED = 0.3  # of the fitness of a piece that was told before

_IS = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?:n['’]?t)?\b"
_ASKING = rf"(?:what|wot|how|why)(?:['’]?s)?\b|when(?:['’]s)?\s+{_IS}"
_OPENS = rf"{_ASKING}|{_IS}"
_NAMES = r"(?:who|which|where)(?:['’]?s)?\b|whose\b"  # behind a comma alone these say more of the word before it
_PREPOSED = r"(?:by|in|from|for|under|on|at|to|of|with)\s+(?:what|which|when|whom|how)\b"
_AND = r"(?:and|but|also|or|n|&)[,\s]+(?:also\s+|then\s+|if so,?\s+)?"
_BETWEEN = re.compile(
    rf"[?.;:!]\s+(?:{_AND}|so\s+|if (?:so|not),?\s+)?(?={_OPENS}|{_NAMES}|{_PREPOSED})"
    rf"|(?:,|\s[-–—])\s+{_AND}(?={_OPENS}|{_NAMES}|{_PREPOSED})"
    rf"|(?:,|\s[-–—])\s+(?={_OPENS})"
    rf"|\s{_AND}(?={_ASKING}|{_NAMES}|{_PREPOSED})"
    rf"|\s{_AND}(?={_IS} (?:they|it|he|she|we|you|there|any\w*)\b)",
    re.I,
)
_ASKS = re.compile(rf"(?<!\w)(?:{_ASKING}|{_NAMES}|{_PREPOSED})|^\W*{_IS}|\b(?:list|name|tell|give|show|explain)\b", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question: what is understood of it, and how well each piece that was found answers it [pieces]."""

    understood: Understood
    fitness: Floats


def parts_of(understood: Understood) -> tuple[str, ...]:
    """Given what was understood, return the parts that are looked for by themselves: none where one question stands by itself. Where a
    message goes on from an earlier question its own parts count, be it one."""
    if understood.leans:
        return split(understood.message) or (understood.message,)
    return split(understood.standalone)


def split(text: str) -> tuple[str, ...]:
    """Given a question, return the questions it is made of, where they are several. What asks nothing belongs to what follows it."""
    parts: list[str] = []
    for words in _BETWEEN.split(text):
        bare = words.strip(" ,;?.!")
        if parts and not _ASKS.search(parts[-1]):
            parts[-1] = f"{parts[-1]}, {bare}"
        elif bare:
            parts.append(bare)
    return tuple(parts[:MOST]) if len(parts) > 1 else ()


def read_parts(
    understood: Understood,
    parts: Sequence[str],
    documents: Sequence[Document],
    pieces: Sequence[Piece],
    near: NDArray[np.float32],
    asked: EmbeddedQuestion,
    embedder: Embedder,
    weights: Weights,
    fitness: Fitness,
) -> list[Part]:
    """Given what was understood of a question, its parts, the pieces that were found for all of it and how near each comes to each of the
    question's word pieces [pieces, question pieces], return the parts with how well each piece answers them."""
    found: list[Part] = []
    for words in parts:
        part = replace(understood, standalone=words, intent=intent_of(words))
        columns = np.arange(near.shape[1])
        if len(stems_of(subject := subject_of(words, documents))) >= FEWEST_STEMS:
            part = replace(part, subject=subject, written=written_for(words))
            columns = _columns(part, asked, embedder)
        if len(columns):
            found.append(Part(part, fitness.of(features_of_pieces(part, pieces, weights, near[:, columns]), pieces)))
    return found


def told_before(pieces: Sequence[Piece], history: Sequence[Turn]) -> NDArray[np.bool_]:
    """Given pieces and the turns before a question, say of each piece whether it tells little that was not said in them."""
    said = stems_of(" ".join(turn.content for turn in history))
    stems = [stems_of(piece.words) for piece in pieces]
    return np.array([bool(own) and len(own & said) >= TOLD * len(own) for own in stems], dtype=np.bool_)


def _columns(part: Understood, asked: EmbeddedQuestion, embedder: Embedder) -> NDArray[np.intp]:
    """Which of the question's word pieces are the part's."""
    ids = asked.pieces[asked.content] if asked.content.any() else asked.pieces
    own = embedder.content_ids([" ".join((part.subject, *part.written))])[0]
    return np.flatnonzero(np.isin(ids, own))
