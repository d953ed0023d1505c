"""How much a word tells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.weights import piece_weights_of, weights_of
from ingest.embed import Embedder
from ingest.lexical import words_of
from tests.assistant.councils import Desk


def stem(word: str) -> str:
    (only,) = words_of(word)
    return only


def test_the_rarer_the_more(councils: Desk) -> None:
    weights = weights_of(councils.snapshot)
    common, rare, unseen = (weights.of(stem(word)) for word in ("priorities", "tractors", "aardvark"))
    assert 0 < common < rare < unseen


@given(words=st.lists(st.sampled_from(["burglary", "priorities", "tractors", "aardvark"]), max_size=6))
def test_a_total_is_the_sum_and_never_negative(councils: Desk, words: list[str]) -> None:
    weights = weights_of(councils.snapshot)
    stems = [stem(word) for word in words]
    assert weights.total(stems) == pytest.approx(sum(weights.of(one) for one in stems))
    assert weights.total(stems) >= 0


def test_weights_are_worked_out_once_a_snapshot(councils: Desk, poisoned: Desk, embedder: Embedder) -> None:
    assert weights_of(councils.snapshot) is weights_of(councils.snapshot)
    assert weights_of(councils.snapshot) is not weights_of(poisoned.snapshot)
    assert piece_weights_of(councils.snapshot, embedder) is piece_weights_of(councils.snapshot, embedder)


def test_a_questions_pieces_weigh_one_on_average(councils: Desk, embedder: Embedder) -> None:
    question = embedder.question("priorities for tractors")
    weighted = piece_weights_of(councils.snapshot, embedder).weighted(question)
    lengths = np.linalg.norm(weighted.tokens, axis=1) / np.linalg.norm(question.tokens, axis=1)
    assert lengths[question.content].mean() == pytest.approx(1.0, abs=1e-4)
    assert lengths[question.content].max() > lengths[question.content].min()
    assert np.array_equal(weighted.vector, question.vector)
