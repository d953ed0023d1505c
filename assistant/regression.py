"""A logistic regression as it is used: features in, probabilities out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: a weight a feature, and the constant."""

    weights: tuple[float, ...]
    constant: float

    def of(self, features: Floats) -> Floats:
        """Given features [rows, features], return probabilities [rows]."""
        total = self.constant + features @ np.array(self.weights)
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -40, 40))))
