"""Means with intervals, and whether two runs differ. Seeded; no figure depends on the order of the questions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

SEED = 20_171
RESAMPLES = 4_000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `count` questions, and the ends of its bootstrap 95 % interval."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of (second - first) over the questions of both runs, its interval, and how probable so large a one is by chance."""

    mean: float
    low: float
    high: float
    count: int
    p: float


def estimate(values: Sequence[float]) -> Estimate | None:
    """Given one value a question, return their mean and bootstrap 95 % interval (percentiles); None without values."""
    if not values:
        return None
    low, high = _interval(values)
    return Estimate(_mean(values), low, high, len(values))


def difference(first: Sequence[float], second: Sequence[float]) -> Difference | None:
    """Given the same questions' values in two runs, pair by pair, return by how much the second is higher; None without pairs.

    `p` is that of a two-sided paired permutation test (signs of the differences), 1 where nothing differs. Raises ValueError for
    unequal lengths.
    """
    if len(first) != len(second):
        raise ValueError(f"The runs have {len(first)} and {len(second)} values; a paired test needs the same questions in both.")
    if not first:
        return None
    changes = sorted(after - before for before, after in zip(first, second, strict=True))
    low, high = _interval(changes)
    return Difference(_mean(changes), low, high, len(changes), _sign_flip_p(changes))


def median(values: Sequence[float]) -> float | None:
    """Given values, return their median; None without values."""
    return float(np.median(np.asarray(values, dtype=np.float64))) if values else None


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _interval(values: Sequence[float]) -> tuple[float, float]:
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    draws = np.random.default_rng(SEED).integers(0, len(ordered), size=(RESAMPLES, len(ordered)))
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(ordered[draws].mean(axis=1), [tail, 100 - tail])
    return float(low), float(high)


def _sign_flip_p(changes: Sequence[float]) -> float:
    """Given differences, return how often flipping their signs at random gives a mean at least as far from nothing."""
    moved = np.array([change for change in changes if change], dtype=np.float64)
    if len(moved) < 2:  # the one difference, and its mirror image, are all there is
        return 1.0
    result = stats.permutation_test(
        (moved, np.zeros_like(moved)),
        _mean_difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(SEED),
    )
    return float(result.pvalue)


def _mean_difference(first: np.ndarray, second: np.ndarray, axis: int) -> np.ndarray:
    found: np.ndarray = np.mean(first, axis=axis) - np.mean(second, axis=axis)
    return found
