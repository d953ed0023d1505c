"""Teaching the question's side: the evidence comes nearer to the questions it was learnt from, and nothing is learnt from held ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.own import own_library
from eval.question_side import Lesson, Shelf, learn, lessons_of
from eval.questions import QuestionSet
from ingest.embed import Embedder

WRITTEN = (
    "Theft of motor vehicles rose by a third in 2023.",
    "The Board is chaired by the Chief Executive.",
    "Noise complaints are answered within five working days.",
    "The grant pays for two outreach workers.",
)
ASKED = (("my wheels got nicked", 0), ("who is the boss", 1), ("next door's racket", 2), ("cash for folk on the streets", 3))


def _lessons(embedder: Embedder) -> list[Lesson]:
    embedded = embedder.passages(WRITTEN)
    shelf = Shelf(embedded.vectors, embedded.tokens)
    lessons = []
    for text, answer in ASKED:
        (ids,) = embedder.piece_ids([text])
        weights = np.array([0.0, *[1.0] * (len(ids) - 2), 0.0], dtype=np.float32)
        lessons.append(Lesson(tuple(ids), weights, shelf, (0, 1, 2, 3), (np.arange(len(WRITTEN)) == answer,)))
    return lessons


def test_what_is_learnt_brings_evidence_nearer(embedder: Embedder) -> None:
    side = learn(_lessons(embedder), epochs=6)
    assert side.model == embedder.digest
    plain, learnt = Embedder(learnt=False), Embedder(learnt=side)
    vectors = plain.passages(WRITTEN).vectors

    def share(model: Embedder, text: str, answer: int) -> float:
        likely = np.exp(vectors @ model.question(text).vector / 0.05)
        return float(likely[answer] / likely.sum())

    before = [share(plain, *asked) for asked in ASKED]
    after = [share(learnt, *asked) for asked in ASKED]
    assert np.mean(after) > np.mean(before)


def test_the_same_lessons_teach_the_same(embedder: Embedder) -> None:
    first, second = (learn(_lessons(embedder), epochs=1) for _ in range(2))
    for name, (_, up) in first.pairs.items():
        assert np.allclose(up, second.pairs[name][1], atol=1e-5)


def test_lessons_are_questions_whose_evidence_is_found(plans: Path, questions: QuestionSet, tmp_path: Path, embedder: Embedder) -> None:
    with own_library(plans, tmp_path / "index", embedder) as (library, _):
        lessons = lessons_of(questions.questions, library, embedder, plans)
        held = [question.model_copy(update={"held": True}) for question in questions.questions]
        assert lessons_of(held, library, embedder, plans) == []
    assert lessons
    for lesson in lessons:
        assert all(len(one) == len(lesson.positions) and one.any() for one in lesson.held)
        assert len(lesson.pieces) == len(lesson.weights)


def test_without_a_lesson_nothing_is_learnt() -> None:
    with pytest.raises(ValueError, match="no question to learn from"):
        learn([])
