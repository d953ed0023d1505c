"""Which of the pieces that were found answer a question, as its evidence and facts say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.pieces import Piece
from eval.measures.passages import GoldItem
from eval.questions import Question
from eval.retrieval import gold_of


def right_pieces(question: Question, pieces: Sequence[Piece], folder: Path) -> NDArray[np.float64]:
    """Given a question, pieces that were found and the folder of the documents, return 1 for each that answers and 0 for the others: those
    inside the gold evidence answer, and those on its page that hold one of the facts."""
    gold = [item for alternative in gold_of(question, folder) for item in alternative] if question.alternatives else []
    return np.array([float(any(_answers(piece, item, question) for item in gold)) for piece in pieces])


def plain(text: str) -> str:
    """Given words, return their letters and digits alone, in small letters."""
    return re.sub(r"\W+", "", text).casefold()


def _answers(piece: Piece, item: GoldItem, question: Question) -> bool:
    if piece.hit.passage.document_id != item.document_id or abs(piece.spans[0].page - item.page) > 1:
        return False
    words, gold = plain(piece.words), plain(item.text)
    if len(words) > 3 and (words in gold or gold in words and len(gold) > 10):
        return True
    return piece.spans[0].page == item.page and any(fact.found_in(piece.words) for fact in question.facts if not fact.computed)
