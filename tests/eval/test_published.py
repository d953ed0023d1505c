"""Every fact and quote of the question sets against the documents themselves, where these are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import SetSkipped
from eval.measures.passages import RankedPassage, recall_at
from eval.pages import pages_in
from eval.questions import QuestionSet, gold_text, load_questions, question_files
from eval.retrieval import gold_of
from eval.words import words

ROOT = Path(__file__).parents[2]
COPIED = 14  # words in a row that would be a copy of a plan's sentence


@pytest.fixture(scope="module")
def published() -> QuestionSet:
    try:
        return load_questions(question_files(ROOT / "eval" / "questions" / "published"), ROOT.parent / "shared" / "plans")
    except SetSkipped as skipped:
        pytest.skip(str(skipped))


def test_every_fact_and_span_of_the_published_set_holds(published: QuestionSet) -> None:
    assert len(published.questions) >= 240
    assert sum(question.held for question in published.questions) >= 300


def test_what_is_to_be_found_can_be_found_by_another_extractor(published: QuestionSet) -> None:
    pages = pages_in(published.folder)
    every = [
        RankedPassage(document, number, pages.second_text(document, number))
        for document in pages.documents
        for number in range(1, pages.page_count(document) + 1)
    ]
    scores = [
        recall_at(every, gold_of(question, published.folder), len(every)) for question in published.questions if question.alternatives
    ]
    assert sum(scores) / len(scores) >= 0.95


def test_no_sentence_of_a_plan_stands_in_the_questions(published: QuestionSet) -> None:
    for question in published.questions:
        asked = " ".join(words(question.question))
        for alternative in question.alternatives:
            for item in alternative:
                gold = words(gold_text(item, published.folder))
                runs = (" ".join(gold[start : start + COPIED]) for start in range(len(gold) - COPIED + 1))
                assert not any(run in asked for run in runs), question.id
