"""Means with intervals and paired tests: seeded, free of order, in agreement with scipy."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eval.measures.statistics import difference, estimate, median

SHARES = st.lists(st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0]), min_size=1, max_size=40)


@given(SHARES, st.integers(0, 1000))
def test_an_estimate_depends_on_no_order(values: list[float], seed: int) -> None:
    mixed = values[:]
    random.Random(seed).shuffle(mixed)
    assert estimate(values) == estimate(mixed)


@given(SHARES)
def test_the_interval_holds_the_mean(values: list[float]) -> None:
    found = estimate(values)
    assert found is not None
    assert min(values) - 1e-9 <= found.low <= found.mean + 1e-9
    assert found.mean <= found.high + 1e-9 <= max(values) + 2e-9


def test_the_interval_agrees_with_scipys_and_narrows_with_more_questions() -> None:
    values = [0.0] * 30 + [0.5] * 10 + [1.0] * 60
    found = estimate(values)
    theirs = stats.bootstrap((np.array(values),), np.mean, method="percentile", n_resamples=9999, rng=np.random.default_rng(1))
    assert found is not None
    assert found.low == pytest.approx(theirs.confidence_interval.low, abs=0.015)
    assert found.high == pytest.approx(theirs.confidence_interval.high, abs=0.015)
    more = estimate(values * 4)
    assert more is not None
    assert more.high - more.low < found.high - found.low


def test_a_clear_difference_is_told_and_none_is_not() -> None:
    worse, better = [0.0] * 40 + [1.0] * 20, [1.0] * 60
    clear, same = difference(worse, better), difference(better, better)
    assert clear is not None and same is not None
    assert clear.low > 0 and clear.p < 0.01
    assert (same.mean, same.low, same.high, same.p) == (0, 0, 0, 1)


def test_a_difference_turns_round_with_the_runs() -> None:
    first, second = [0.0, 0.5, 1.0, 0.0, 1.0], [0.5, 0.5, 1.0, 1.0, 0.0]
    there, back = difference(first, second), difference(second, first)
    assert there is not None and back is not None
    assert there.mean == -back.mean
    assert there.p == back.p


def test_few_changes_among_many_questions_prove_nothing() -> None:
    first = [0.0] * 2 + [1.0] * 58
    found = difference(first, [1.0] * 60)
    assert found is not None
    assert found.p > 0.05


def test_p_agrees_with_the_binomial_sign_test_on_single_steps() -> None:
    first, second = [0.0] * 12, [1.0] * 9 + [-1.0] * 3
    found = difference(first, second)
    assert found is not None
    assert found.p == pytest.approx(stats.binomtest(9, 12).pvalue, abs=0.03)


def test_one_question_proves_nothing() -> None:
    found = difference([0.0, 1.0], [1.0, 1.0])
    assert found is not None
    assert found.p == 1


def test_nothing_and_unequal_runs() -> None:
    assert estimate([]) is None
    assert difference([], []) is None
    assert median([]) is None
    assert median([3.0, 1.0, 2.0]) == 2
    with pytest.raises(ValueError, match="2 and 1 values"):
        difference([1, 2], [1])
