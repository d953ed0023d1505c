"""Learning which words answer a question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.cross_encoder import RANK, Lesson, learn, lessons_of
from eval.questions import load_questions
from ingest.cross_encoder import CrossEncoder
from ingest.embed import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

LEARNING = Path("eval/learning")
QUESTIONS = Path("eval/questions/learning")


def lesson(place: int, number: int) -> Lesson:
    texts = (
        f"Cameras. There are {number} cameras in ward {place}.",
        f"Cameras. The cameras of ward {place} are old.",
        "Bins. They are green.",
    )
    return Lesson(f"How many cameras has ward {place}?", True, texts, (True, False, False))


def twin(place: int) -> Lesson:
    return Lesson(f"What do the cameras of ward {place} cost?", False, lesson(place, 3).texts, (False, False, False))


def test_a_few_lessons_move_what_answers_above_what_does_not(embedder: Embedder) -> None:
    lessons = [made for place in range(18) for made in (lesson(place, place + 3), twin(place))]
    told: list[str] = []
    weights = learn(lessons, embedder, epochs=3, told=told.append)
    assert len(told) == 3
    assert all(down.shape[0] == up.shape[1] <= RANK for down, up in weights.side.pairs.values())
    reader = CrossEncoder(embedder, weights)
    answers, beside, other = reader.scores("How many cameras has ward 99?", lesson(99, 12).texts)
    assert answers > other
    assert np.isfinite([answers, beside, other]).all()


def test_nothing_is_learnt_where_nothing_answers(embedder: Embedder) -> None:
    with pytest.raises(ValueError, match="Nothing answers in any of 1 lessons"):
        learn([twin(1)], embedder, epochs=1)


def test_lessons_hold_what_is_found_with_what_answers_marked(embedder: Embedder, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    name = "kelderstow-vawg-2024"
    (folder / f"{name}.md").write_text((LEARNING / f"{name}.md").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "catalogue.toml").write_text(f'[[document]]\nid = "{name}"\ntitle = "Kelderstow"\nfile = "{name}.md"\n', encoding="utf-8")
    settings = IngestSettings(index=tmp_path / "index")
    assert not ingest([folder], settings, lambda: embedder).failed
    questions = load_questions([QUESTIONS / f"{name}-twins.yaml"], folder).questions[:12]
    with Library.open(settings) as library:
        lessons = lessons_of(questions, library, embedder, folder)
    assert {one.answerable for one in lessons} == {True, False}
    assert all(any(one.right) == one.answerable for one in lessons)
