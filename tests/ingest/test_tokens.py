"""Late interaction: small vectors close to the exact ones, scores equal to their definition, files that heal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.tokens import MOST_SEGMENTS, Floats, TokenFile, compact, packed, quantised, unpacked

DIMENSIONS = 48


def _units(seed: int, pieces: int) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(pieces, DIMENSIONS)).astype(np.float32)
    units: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)
    return units


def _digest(number: int) -> str:
    return f"{number:064x}"


class Kept:
    """A store of packed vectors that remembers what it was asked for."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.vectors = {_digest(number): _units(number, pieces) for number, pieces in enumerate(lengths)}
        self.asked: list[str] = []

    def __call__(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        self.asked += digests
        return {one: packed(quantised(self.vectors[one], np.ones(len(self.vectors[one]), dtype=np.bool_))) for one in digests}


@given(st.integers(0, 10_000), st.integers(1, 40))
def test_eight_bits_keep_every_cosine_within_a_hundredth(seed: int, pieces: int) -> None:
    rows, other = _units(seed, pieces), _units(seed + 1, 5)
    small = unpacked(packed(quantised(rows, np.ones(pieces, dtype=np.bool_))))
    restored = small.rows * small.scales[:, None]
    assert np.abs(np.linalg.norm(restored, axis=1) - 1).max() < 1e-5
    assert np.abs(restored @ other.T - rows @ other.T).max() < 0.01


def test_only_content_is_kept_unless_there_is_none() -> None:
    rows = _units(1, 4)
    assert len(quantised(rows, np.array([True, False, True, False])).rows) == 2
    assert len(quantised(rows, np.zeros(4, dtype=np.bool_)).rows) == 4
    assert len(quantised(rows[:0], np.zeros(0, dtype=np.bool_)).rows) == 0


@pytest.mark.parametrize("data", [b"", b"PAT1", b"XXXX" + bytes(8), packed(quantised(_units(1, 3), np.ones(3, dtype=np.bool_)))[:-1]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="rebuild the index"):
        unpacked(data)


@settings(max_examples=25, deadline=None)
@given(lengths=st.lists(st.integers(0, 9), min_size=1, max_size=8), asked=st.integers(1, 6), data=st.data())
def test_scores_are_the_mean_of_the_best_cosines(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], asked: int, data: st.DataObject
) -> None:
    kept = Kept(lengths)
    positions = data.draw(st.lists(st.integers(0, len(lengths) - 1), max_size=10))
    question = _units(99, asked)
    file = TokenFile.open(tmp_path_factory.mktemp("tokens"), list(kept.vectors), kept)
    held = list(kept.vectors.values())
    expected = [(held[place] @ question.T).max(axis=0).mean() if len(held[place]) else 0.0 for place in positions]
    assert np.allclose(file.scores(question, positions), expected, atol=0.01)


def test_many_candidates_are_scored_in_parts_with_the_same_result(tmp_path: Path) -> None:
    kept = Kept([300] * 200)  # 60,000 pieces, several times what is scored at once
    file = TokenFile.open(tmp_path, list(kept.vectors), kept)
    question, everything = _units(7, 3), np.arange(200)
    alone = [float(file.scores(question, [int(place)])[0]) for place in everything]
    assert np.allclose(file.scores(question, everything), alone, atol=1e-5)
    assert len(file) == 200


def test_no_question_pieces_score_nothing(tmp_path: Path) -> None:
    kept = Kept([3])
    assert TokenFile.open(tmp_path, list(kept.vectors), kept).scores(_units(1, 0), [0]).tolist() == [0.0]


def test_only_what_is_new_is_asked_for(tmp_path: Path) -> None:
    kept = Kept([2, 3, 4])
    first, second, third = kept.vectors
    TokenFile.open(tmp_path, [first, second], kept)
    kept.asked.clear()
    file = TokenFile.open(tmp_path, [second, third, first, second], kept)
    assert kept.asked == [third]
    assert np.allclose(file.scores(kept.vectors[third][:1], [1]), 1, atol=0.01)


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    kept = Kept([2, 3])
    TokenFile.open(tmp_path, list(kept.vectors), kept)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    file = TokenFile.open(tmp_path, list(kept.vectors), kept)
    assert np.allclose(file.scores(kept.vectors[_digest(1)][:1], [1]), 1, atol=0.01)


def test_a_store_that_lacks_vectors_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no token vectors for 1 passages"):
        TokenFile.open(tmp_path, [_digest(1)], lambda digests: {})


def test_files_are_merged_when_they_are_many_or_mostly_unused(tmp_path: Path) -> None:
    kept = Kept([2] * (MOST_SEGMENTS + 2))
    digests = list(kept.vectors)
    for place in range(len(digests)):
        TokenFile.open(tmp_path, digests[: place + 1], kept)
    in_use = TokenFile.open(tmp_path, digests, kept)
    before = in_use.scores(_units(3, 2), range(len(digests)))
    compact(tmp_path, digests)
    assert len(list(tmp_path.iterdir())) == 1
    kept.asked.clear()
    after = TokenFile.open(tmp_path, digests, kept).scores(_units(3, 2), range(len(digests)))
    assert kept.asked == [] and np.array_equal(before, after)
    assert np.array_equal(before, in_use.scores(_units(3, 2), range(len(digests)))), "a file in use goes on being readable"
    compact(tmp_path, digests[:2])
    TokenFile.open(tmp_path, digests[:2], lambda asked: pytest.fail("all are kept"))
    compact(tmp_path, [])
    assert not list(tmp_path.iterdir())
