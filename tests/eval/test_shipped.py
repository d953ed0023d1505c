"""Some of the questions over the documents that ship, asked for real: what passed must pass still. `plan-evaluate gate` asks them all."""

from __future__ import annotations

from pathlib import Path

import pytest

import eval as package
from eval.answering import answer_measures
from eval.baseline import CHECKS, What, reached_by, read_baseline
from eval.benchmarks.asking import spread
from eval.contract import read_answer
from eval.excuses import read_excuses
from eval.gate import judged
from eval.own import Own
from eval.questions import Question, QuestionSet, load_questions, question_files
from eval.retrieval import evaluate_retrieval
from eval.rows import Row
from tests.eval.conftest import CORPUS

ASKED = 60  # of all, evenly over files and so over kinds: what two slow cores answer in well under three minutes


@pytest.fixture(scope="module")
def asked() -> QuestionSet:
    return load_questions(question_files(Path(package.__path__[0]) / "questions" / "corpus"), CORPUS)


def answered(shipped: Own, question: Question) -> Row:
    """Return the row of a question without what the gate does not look at: evidence, and the slow second look at every quote."""
    answer = read_answer(shipped.ask(question.question, question.history, question.audience))
    return Row.of(question, answer_measures(question, answer, [], ()), 0.0, {})


@pytest.mark.parametrize("what", CHECKS)
def test_no_question_that_passed_fails_now(what: What, asked: QuestionSet, shipped: Own) -> None:
    questions = spread(asked, ASKED)
    if what == "answers":
        rows = [answered(shipped, question) for question in questions]
    else:
        rows = list(evaluate_retrieval(shipped, questions, asked.folder))
    assert len(rows) > ASKED / 2
    known = frozenset(question.id for question in asked.questions)
    verdict = judged(what, read_baseline(), reached_by(what, "some", rows), known, read_excuses())
    assert verdict.open, "\n".join(verdict.lines())


def test_the_baseline_knows_every_question(asked: QuestionSet) -> None:
    found = read_baseline().reached
    assert {question.id for question in asked.questions} <= set(found["answers"].questions)
    assert {question.id for question in asked.questions if question.alternatives} <= set(found["retrieval"].questions)


def test_excuses_are_of_questions_that_there_are(asked: QuestionSet) -> None:
    known = {question.id for question in asked.questions}
    assert all(excuse.question in known for excuse in read_excuses() if excuse.question)
