"""Learning when the best of what was found is worth reading."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant import evidence
from assistant.doubt import SIGNS, load_gate
from assistant.evidence import load_thresholds
from eval.doubt import FEWEST, MISSED, learn, readings_of, write
from eval.questions import load_questions
from ingest.cross_encoder import cross_encoder_for
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

NAME = "quenby-resident-guide-2024"


def told(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Signs of which the first tells all but a few of the doubtful."""
    chance = np.random.default_rng(5)
    signs = chance.normal(size=(count, len(SIGNS)))
    return signs, (signs[:, 0] + 0.3 * chance.normal(size=count) > 1.0).astype(np.float64)


def test_most_of_the_doubtful_are_read_and_few_of_the_others() -> None:
    signs, doubtful = told(2000)
    learnt = learn(signs, doubtful)
    read = np.array([learnt.gate.opens(row) for row in signs])
    assert read[doubtful == 1].mean() >= 1 - MISSED - 0.01
    assert read.mean() == pytest.approx(learnt.read, abs=0.001)
    assert learnt.read < 0.5


def test_too_few_of_one_sort_are_counted() -> None:
    signs, _ = told(2 * FEWEST)
    with pytest.raises(BadInput, match=rf"{2 * FEWEST} questions 0 are doubtful; to learn from, {FEWEST}"):
        learn(signs, np.zeros(2 * FEWEST))


def test_what_is_written_is_read_as_it_was_learnt_and_the_other_tables_stay(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.toml"
    shutil.copy(evidence.FILE, file)
    learnt = learn(*told(500))
    for _ in range(2):
        write(learnt, file)
    assert load_gate(file) == learnt.gate
    assert load_thresholds(file) == load_thresholds()
    assert file.read_text(encoding="utf-8").count("[doubt]") == 1


def test_questions_are_read_as_the_assistant_reads_them(embedder: Embedder, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / f"{NAME}.md").write_text(Path(f"eval/learning/{NAME}.md").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "catalogue.toml").write_text(f'[[document]]\nid = "{NAME}"\ntitle = "Guide"\nfile = "{NAME}.md"\n', encoding="utf-8")
    settings = IngestSettings(index=tmp_path / "index")
    assert not ingest([folder], settings, lambda: embedder).failed
    questions = load_questions([Path(f"eval/questions/learning/{NAME}.yaml")], folder).questions[:20]
    reader = cross_encoder_for(embedder)
    assert reader is not None
    with Library.open(settings) as library:
        signs, doubtful = readings_of(questions, library, embedder, reader)
    assert signs.shape == (len(doubtful), len(SIGNS)) and len(doubtful) >= 15
    assert set(doubtful) <= {0.0, 1.0}
    assert np.isfinite(signs).all()
