"""A logistic regression as it is used: features in, probabilities out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: a weight a feature, and the constant."""

    weights: tuple[float, ...]
    constant: float

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Regression:
        """Given a table of a TOML file, return the regression that it holds. Raises KeyError, TypeError, ValueError where it holds none."""
        return cls(tuple(float(weight) for weight in table["weights"]), float(table["constant"]))

    def of(self, features: Floats) -> Floats:
        """Given features [rows, features], return probabilities [rows]."""
        total = self.constant + features @ np.array(self.weights)
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -40, 40))))

    def lines(self, name: str) -> list[str]:
        """Given the name of a table, return the lines of a TOML file that hold the regression under it."""
        return ["", f"[{name}]", f"constant = {self.constant}", f"weights = [{', '.join(map(str, self.weights))}]"]
