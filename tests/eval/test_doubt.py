"""Learning which questions nothing answers, and when reading is worth its time."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant import evidence
from assistant.doubt import HINTS, READINGS, SIGNS, load_doubt
from assistant.evidence import load_thresholds
from eval.doubt import FALSE_REFUSALS, FEWEST, Examples, examples_of, joined, learn, write
from eval.questions import load_questions
from ingest.cross_encoder import cross_encoder_for
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

NAME = "quenby-resident-guide-2024"


def told(count: int) -> Examples:
    """Questions of which the first reading tells all but a few of the unanswerable, and the first hint nearly as well."""
    chance = np.random.default_rng(5)
    truth = chance.normal(size=count)
    readings = np.column_stack([truth + 0.3 * chance.normal(size=count), *chance.normal(size=(len(READINGS) - 1, count))])
    hints = np.column_stack([truth + 0.5 * chance.normal(size=count), chance.normal(size=(count, len(HINTS) - 1))])
    return Examples(readings, np.zeros((count, len(SIGNS))), hints, (truth < -1.0).astype(np.float64))


def test_most_of_the_unanswerable_are_refused_and_few_others_and_not_all_are_read() -> None:
    learnt = learn(told(3000))
    assert learnt.false_refusals <= FALSE_REFUSALS + 0.01
    assert learnt.right_refusals > 0.6
    assert 0.2 < learnt.read < 0.6


def test_what_is_learnt_tells_other_questions_too() -> None:
    doubt = learn(told(3000)).doubt
    others = told(400)
    refused = [doubt.refuses(reading, signs) for reading, signs in zip(others.readings, others.signs, strict=True)]
    opened = [doubt.opens(hints) for hints in others.hints]
    assert np.mean([one for one, wrong in zip(refused, others.unanswerable, strict=True) if wrong]) > 0.5
    assert np.mean([one for one, would in zip(opened, refused, strict=True) if would]) > 0.9


def test_too_few_of_one_sort_are_counted() -> None:
    some = told(2 * FEWEST)
    with pytest.raises(BadInput, match=rf"{2 * FEWEST} questions 0 are not answered; to learn from, {FEWEST}"):
        learn(Examples(some.readings, some.signs, some.hints, np.zeros(2 * FEWEST)))


def test_what_is_written_is_read_as_it_was_learnt_and_the_other_tables_stay(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.toml"
    shutil.copy(evidence.FILE, file)
    learnt = learn(told(500))
    for _ in range(2):
        write(learnt, file)
    assert load_doubt(file) == learnt.doubt
    assert load_thresholds(file) == load_thresholds()
    assert file.read_text(encoding="utf-8").count("[doubt.read]") == 1


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
        found = examples_of(questions, library, embedder, reader)
    assert 10 <= len(found) <= len(questions)
    assert (found.readings.shape, found.signs.shape, found.hints.shape) == tuple(
        (len(found), len(some)) for some in (READINGS, SIGNS, HINTS)
    )
    assert set(found.unanswerable) <= {0.0, 1.0}
    assert np.isfinite(found.hints).all() and np.isfinite(found.readings).all()
    assert len(joined([found, found])) == 2 * len(found)
