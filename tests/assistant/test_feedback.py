"""Feedback: kept with what it is about, masked, and refused where nobody could tell what it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.access import PUBLIC, STAFF
from assistant.feedback import MOST_WORDS, Feedback, Opinion, Remark
from assistant.history import Database, History, Keeping
from ingest.errors import BadInput

ANSWER = {"answer": "Three. [1]", "citations": [{"number": 1, "document_id": "d", "page": 2, "quote": "Three.", "url": "/x"}]}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def history(database: Database) -> History:
    return History(database, timedelta(hours=1))


@pytest.fixture
def feedback(database: Database, history: History) -> Feedback:
    return Feedback(database, history)


def test_feedback_on_a_kept_answer_finds_it(feedback: Feedback, history: History) -> None:
    message = history.add(Keeping("how many?", ANSWER), PUBLIC)
    feedback.keep(Remark(Opinion.WRONG_PAGE, "it is page 3, ring 020 7946 0958", message.id, answer="forged"), PUBLIC)
    (kept,) = feedback.all()
    assert (kept.question, kept.answer, kept.words) == ("how many?", "Three. [1]", "it is page 3, ring [phone number]")
    assert kept.sources == ({"number": 1, "document_id": "d", "page": 2, "quote": "Three."},)


def test_feedback_on_an_answer_that_was_not_kept_carries_it(feedback: Feedback) -> None:
    feedback.keep(
        Remark(Opinion.RIGHT, question="I am jo@example.org, how many?", answer="Three.", sources=({"document_id": "d", "page": 2},)),
        PUBLIC,
    )
    line = json.loads(next(feedback.export()))
    assert (line["opinion"], line["question"], line["sources"]) == (
        "right",
        "I am [email address], how many?",
        [{"document_id": "d", "page": 2}],
    )
    assert feedback.delete(line["id"]) and not feedback.delete(line["id"])


def test_without_question_and_answer_it_is_refused(feedback: Feedback, history: History) -> None:
    message = history.add(Keeping("how many?", ANSWER), STAFF)
    for remark in (Remark(Opinion.WRONG, "bad"), Remark(Opinion.WRONG, message_id="unknown"), Remark(Opinion.WRONG, message_id=message.id)):
        with pytest.raises(BadInput, match="not kept"):
            feedback.keep(remark, PUBLIC)
    assert feedback.all() == ()


@pytest.mark.parametrize(
    "remark",
    [
        Remark(Opinion.WRONG, "x" * (MOST_WORDS + 1), question="q", answer="a"),
        Remark(Opinion.WRONG, question="q", answer="a", sources=({},) * 101),
        Remark(Opinion.WRONG, question="q", answer="a", sources=({"quote": "x" * 200_000},)),
    ],
)
def test_what_is_too_long_is_refused(feedback: Feedback, remark: Remark) -> None:
    with pytest.raises(BadInput):
        feedback.keep(remark, PUBLIC)
