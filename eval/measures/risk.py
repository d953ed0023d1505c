"""Does the system know when it is right? How wrong answers are when only the surest of them are given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """How wrong answers are (`risk`, mean loss) when only the surest share (`coverage`) is given; `area` under that curve, 0 is best.

    `best` is the area that a confidence would have that puts every right answer before every wrong one; a confidence that tells nothing
    has the mean loss (the last `risk`) as its area.
    """

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    area: float
    best: float = 0.0

    @property
    def mean_loss(self) -> float:
        """How wrong the answers are when all are given; 0 without questions."""
        return self.risk[-1] if self.risk else 0.0

    def risk_at(self, coverage: float) -> float:
        """Given a share of the questions (above 0, up to 1), return how wrong the surest answers to that many (rounded up) are.

        0 without questions. Raises ValueError for another share.
        """
        if not 0 < coverage <= 1:
            raise ValueError(f"The coverage is {coverage}; it must be above 0 and at most 1.")
        # The share of 3 in 10 is not exactly 0.3: what is a whole number but for that counts as one.
        return self.risk[math.ceil(round(coverage * len(self.risk), 9)) - 1] if self.risk else 0.0


def risk_coverage(confidences: Sequence[float], losses: Sequence[float]) -> RiskCoverage:
    """Given for each question how sure the system was and its loss (0 right to 1 wrong), return the curve.

    Questions of equal confidence come in no order: each counts with the mean loss of its equals, so the curve depends on nothing
    else. `area` is the mean of the risks over all coverages 1/n … n/n; it is 0 without questions. Raises ValueError for unequal lengths,
    and for a confidence or loss that is no number.
    """
    if len(confidences) != len(losses):
        raise ValueError(f"There are {len(confidences)} confidences and {len(losses)} losses; there must be one of each a question.")
    if not losses:
        return RiskCoverage((), (), 0.0)
    sure, wrong = np.asarray(confidences, dtype=np.float64), np.asarray(losses, dtype=np.float64)
    if not (np.isfinite(sure).all() and np.isfinite(wrong).all()):
        raise ValueError("A confidence or a loss is no number; leave out the questions that have none.")
    levels, which = np.unique(sure, return_inverse=True)
    counts = np.bincount(which, minlength=len(levels))
    means = np.array([np.sort(wrong[which == level]).mean() for level in range(len(levels))])
    risks = _risks(np.repeat(means[::-1], counts[::-1]))
    best = _risks(np.sort(wrong))
    share = np.arange(1, len(risks) + 1) / len(risks)
    return RiskCoverage(tuple(share.tolist()), tuple(risks.tolist()), float(risks.mean()), float(best.mean()))


def _risks(ordered: np.ndarray) -> np.ndarray:
    """Given losses, the surest first, return the mean of the first, of the first two, and so on."""
    found: np.ndarray = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return found
