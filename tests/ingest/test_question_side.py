"""The question's side of the model: shipped for the packaged model, added to questions only, and refused where it does not fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ingest.embed import PACKAGED_DIGEST, Embedder
from ingest.errors import BadInput
from ingest.question_side import QuestionSide, question_side, taught, write_question_side

ASKED = "kids pinching scooters"
WRITTEN = "Theft of mopeds by young people rose by a third."


def _side(model: str = PACKAGED_DIGEST, name: str = "encoder.0", width: int = 4) -> QuestionSide:
    numbers = np.random.default_rng(5)
    pair = (numbers.normal(size=(2, width)).astype(np.float32), numbers.normal(size=(3, 2)).astype(np.float32))
    return QuestionSide(model, {name: pair})


class _Small(torch.nn.Module):
    """An encoder of one layer behind a table of word pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.table = torch.nn.Embedding(10, 4)
        self.encoder = torch.nn.Sequential(torch.nn.Linear(4, 3))


def test_the_shipped_side_belongs_to_the_packaged_model() -> None:
    side = question_side(PACKAGED_DIGEST)
    assert side is not None and side.model == PACKAGED_DIGEST
    assert side.pairs
    assert all(down.shape[0] == up.shape[1] and np.isfinite(up @ down).all() for down, up in side.pairs.values())


def test_another_model_is_left_as_it_is() -> None:
    assert question_side("0" * 64) is None


def test_only_questions_change() -> None:
    plain, learnt = Embedder(learnt=False), Embedder()
    assert np.array_equal(plain.passages([WRITTEN]).vectors, learnt.passages([WRITTEN]).vectors)
    before, after = plain.question(ASKED), learnt.question(ASKED)
    assert not np.allclose(before.vector, after.vector)
    assert np.array_equal(before.pieces, after.pieces)
    assert np.linalg.norm(after.vector) == pytest.approx(1.0, abs=1e-5)


def test_what_was_learnt_is_added_and_the_table_shared() -> None:
    model, side = _Small(), _side()
    copied = taught(model, side)
    down, up = side.pairs["encoder.0"]
    added = (copied.encoder[0].weight - model.encoder[0].weight).detach().numpy()
    assert np.allclose(added, up @ down, atol=1e-6)
    assert copied.table is model.table


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "side.safetensors"
    write_question_side(_side("a"), file)
    read = question_side("a", file)
    assert read is not None
    for name, (down, up) in _side("a").pairs.items():
        assert np.allclose(read.pairs[name][0], down, atol=1e-2)
        assert np.allclose(read.pairs[name][1], up, atol=1e-2)


@pytest.mark.parametrize("side", [_side(name="encoder.7"), _side(width=5)])
def test_a_side_that_does_not_fit_is_refused_naming_the_layer(side: QuestionSide) -> None:
    with pytest.raises(BadInput, match="encoder.* put the shipped file back"):
        taught(_Small(), side)


def test_a_broken_file_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "side.safetensors"
    file.write_bytes(b"no tensors")
    with pytest.raises(BadInput, match="side.safetensors cannot be used"):
        question_side("a", file)
    with pytest.raises(BadInput, match="missing.safetensors cannot be used"):
        question_side("a", tmp_path / "missing.safetensors")
