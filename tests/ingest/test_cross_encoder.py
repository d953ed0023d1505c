"""Reading a question and words together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.cross_encoder import CrossEncoder, CrossWeights, cross_encoder_for, read_cross_weights, write_cross_weights
from ingest.embed import PACKAGED_DIGEST, Embedder
from ingest.errors import BadInput
from ingest.question_side import QuestionSide

ASKED = "How many cameras watch the harbour?"
ANSWERS = "Cameras. There are 41 cameras at the harbour."
BESIDE = "Cameras. The harbour's cameras are looked after by the port authority."


@pytest.fixture(scope="module")
def reader(embedder: Embedder) -> CrossEncoder:
    found = cross_encoder_for(embedder)
    assert found is not None
    return found


def test_what_answers_is_told_from_what_is_only_about_it(reader: CrossEncoder) -> None:
    answers, beside, other = reader.scores(ASKED, [ANSWERS, BESIDE, "Parking. Blue badges are issued by post."])
    assert answers > beside
    assert answers > other


def test_what_answers_is_far_from_what_does_not(reader: CrossEncoder) -> None:
    asked = "How much did the new street lights cost?"
    words = ("Lighting. The new street lights cost £41,000.", "Lighting. The lights are looked after by the parks team.")
    answers, beside = reader.scores(asked, words)
    assert answers > beside + 2


def test_a_score_does_not_depend_on_what_is_read_beside_it(reader: CrossEncoder) -> None:
    together = reader.scores(ASKED, [ANSWERS, BESIDE])
    apart = [float(reader.scores(ASKED, [text])[0]) for text in (ANSWERS, BESIDE)]
    assert together == pytest.approx(apart, abs=1e-3)
    assert len(reader.scores(ASKED, [])) == 0


def test_words_without_end_and_none_at_all_are_read(reader: CrossEncoder) -> None:
    assert np.isfinite(reader.scores(ASKED, [ANSWERS * 500, ""])).all()
    assert np.isfinite(reader.scores("cameras " * 500, [ANSWERS])).all()


def test_threads_get_what_each_asked_for(reader: CrossEncoder) -> None:
    texts = [f"Cameras. There are {number} cameras at the harbour." for number in range(8)]
    expected = [float(reader.scores(ASKED, [text])[0]) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: float(reader.scores(ASKED, [text])[0]), texts))
    assert found == pytest.approx(expected, abs=1e-3)


def test_the_model_itself_is_left_as_it_is(embedder: Embedder, reader: CrossEncoder) -> None:
    before = embedder.passages([ANSWERS]).vectors
    reader.scores(ASKED, [ANSWERS])
    assert (embedder.passages([ANSWERS]).vectors == before).all()


def test_what_was_learnt_is_read_as_it_was_written_and_only_for_its_model(embedder: Embedder, tmp_path: Path) -> None:
    shipped = read_cross_weights()
    assert shipped.side.model == PACKAGED_DIGEST
    file = tmp_path / "learnt.safetensors"
    write_cross_weights(CrossWeights(QuestionSide("another", shipped.side.pairs), shipped.head, shipped.constant), file)
    read = read_cross_weights(file)
    assert read.constant == shipped.constant
    assert set(read.side.pairs) == set(shipped.side.pairs)
    assert cross_encoder_for(embedder, file) is None


def test_eight_bits_keep_a_matrix_to_a_quarter_of_a_hundredth(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    # Terms of very different size, as a decomposition hands them over, and one that is nothing.
    sizes = np.array([9.0, 1.0, 0.001, 0.0], dtype=np.float32)
    down = (chance.normal(size=(4, 30)) * sizes[:, None]).astype(np.float32)
    up = (chance.normal(size=(20, 4)) * sizes).astype(np.float32)
    file = tmp_path / "learnt.safetensors"
    write_cross_weights(CrossWeights(QuestionSide("model", {"encoder.a": (down, up)}), np.ones(6, dtype=np.float32), 0.5), file)
    read_down, read_up = read_cross_weights(file).side.pairs["encoder.a"]
    assert (read_down.shape, read_up.shape) == (down.shape, up.shape)
    for term in range(4):
        assert np.abs(read_down[term] - down[term]).max() <= np.abs(down[term]).max() / 250
        assert np.abs(read_up[:, term] - up[:, term]).max() <= np.abs(up[:, term]).max() / 250


def test_a_broken_file_is_named(embedder: Embedder, tmp_path: Path) -> None:
    file = tmp_path / "broken.safetensors"
    file.write_bytes(b"no tensors")
    with pytest.raises(BadInput, match=r"broken\.safetensors cannot be used"):
        cross_encoder_for(embedder, file)
