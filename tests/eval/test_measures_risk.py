"""What being unsure is worth."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.risk import risk_coverage

PAIRS = st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4001, 0.9]), st.sampled_from([0.0, 0.5, 1.0])), min_size=1, max_size=30)


def test_confidence_that_knows_has_a_smaller_area_than_one_that_does_not() -> None:
    losses = [0.0, 0.0, 0.0, 1.0]
    knows, unsure, wrong = (risk_coverage(confidences, losses) for confidences in ([4, 3, 2, 1], [1, 1, 1, 1], [1, 2, 3, 4]))
    assert knows.area < unsure.area < wrong.area
    assert knows.area == knows.best == unsure.best == wrong.best
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


@given(PAIRS)
def test_no_order_is_better_than_the_best_and_no_knowledge_is_the_mean_loss(pairs: list[tuple[float, float]]) -> None:
    losses = [pair[1] for pair in pairs]
    curve = risk_coverage([pair[0] for pair in pairs], losses)
    assert curve.best <= curve.area + 1e-12
    assert risk_coverage([-loss for loss in losses], losses).area == pytest.approx(curve.best)
    assert risk_coverage([0.5] * len(pairs), losses).area == pytest.approx(curve.mean_loss)


@given(PAIRS)
def test_only_the_order_of_confidences_counts(pairs: list[tuple[float, float]]) -> None:
    losses = [pair[1] for pair in pairs]
    assert risk_coverage([pair[0] for pair in pairs], losses) == risk_coverage([pair[0] ** 3 for pair in pairs], losses)


@given(PAIRS, st.integers(0, 29))
def test_an_answer_that_gets_worse_never_makes_the_area_smaller(pairs: list[tuple[float, float]], spoilt: int) -> None:
    confidences, losses = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    worse = losses[:]
    worse[spoilt % len(worse)] = 1.0
    assert risk_coverage(confidences, worse).area >= risk_coverage(confidences, losses).area - 1e-12


def test_the_risk_of_a_share() -> None:
    curve = risk_coverage([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
    assert curve.risk_at(0.3) == 0
    assert curve.risk_at(0.31) == 0.25
    assert curve.risk_at(1) == curve.mean_loss == pytest.approx(0.7)
    assert risk_coverage([], []).risk_at(0.5) == 0
    with pytest.raises(ValueError, match="coverage is 0"):
        curve.risk_at(0)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        risk_coverage([math.nan, 1], [0, 1])
