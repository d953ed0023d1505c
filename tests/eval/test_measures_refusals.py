"""How answers end, and what being unsure is worth."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.contract import Answer, read_answer
from eval.measures.refusals import false_refusal, refusal_right, risk_coverage, signposting_right, status_right
from tests.eval.conftest import typed, typed_refusal

CITATION = {"number": 1, "document_id": "a", "page": 1, "quote": "x"}
PAIRS = st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4001, 0.9]), st.sampled_from([0.0, 0.5, 1.0])), min_size=1, max_size=30)


def ended(status: str, **more: Any) -> Answer:
    return read_answer({"status": status, "answer": "words", **more})


def test_a_refusal_is_right_only_without_sources_and_in_the_right_way() -> None:
    assert refusal_right(typed_refusal(), ended("not_in_documents")) is True
    assert refusal_right(typed_refusal(), ended("answered")) is False
    assert refusal_right(typed_refusal(), ended("declined")) is False
    assert refusal_right(typed_refusal(), ended("not_in_documents", citations=[CITATION])) is False
    assert refusal_right(typed(), ended("answered")) is None


def test_a_false_refusal_is_one_the_question_does_not_allow() -> None:
    assert false_refusal(typed(), ended("not_in_documents")) is True
    assert false_refusal(typed(), ended("partly_answered")) is False
    assert false_refusal(typed(status=["answered", "unclear"]), ended("unclear")) is False
    assert false_refusal(typed_refusal(), ended("not_in_documents")) is None


def test_ending_right() -> None:
    assert status_right(typed(), ended("partly_answered"))
    assert not status_right(typed(), ended("unclear"))
    assert not status_right(typed_refusal(), ended("answered"))


def test_signposting_needs_somebody_to_call() -> None:
    danger = typed_refusal(kind="danger", status=["signposted"])
    post = {"name": "Police", "contact": "999"}
    assert signposting_right(danger, ended("signposted", signposts=[post])) is True
    assert signposting_right(danger, ended("signposted")) is False
    assert signposting_right(danger, ended("signposted", signposts=[{"name": "Police"}])) is False
    assert signposting_right(danger, ended("answered", signposts=[post])) is False
    assert signposting_right(typed(), ended("signposted", signposts=[post])) is False
    assert signposting_right(typed(), ended("answered")) is None


def test_confidence_that_knows_has_a_smaller_area_than_one_that_does_not() -> None:
    losses = [0.0, 0.0, 0.0, 1.0]
    knows, unsure, wrong = (risk_coverage(confidences, losses) for confidences in ([4, 3, 2, 1], [1, 1, 1, 1], [1, 2, 3, 4]))
    assert knows.area < unsure.area < wrong.area
    assert knows.risk == (0, 0, 0, 0.25)
    assert unsure.risk == pytest.approx((0.25, 0.25, 0.25, 0.25))


@given(PAIRS, st.integers(0, 1000))
def test_the_curve_depends_on_no_order(pairs: list[tuple[float, float]], seed: int) -> None:
    mixed = pairs[:]
    random.Random(seed).shuffle(mixed)
    assert risk_coverage(*zip(*pairs, strict=True)) == risk_coverage(*zip(*mixed, strict=True))


@given(PAIRS)
def test_the_curve_ends_at_the_mean_loss(pairs: list[tuple[float, float]]) -> None:
    curve = risk_coverage([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    assert curve.coverage[-1] == 1
    assert curve.risk[-1] == pytest.approx(sum(pair[1] for pair in pairs) / len(pairs))
    assert all(0 <= risk <= 1 for risk in curve.risk)


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 confidences and 1 losses"):
        risk_coverage([1, 2], [0])
    assert risk_coverage([], []).area == 0
