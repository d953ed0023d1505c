"""What is drawn between the rows of a page: horizontal lines, and the edges of shadings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.readers.pdfium import Rule
from ingest.tables.strips import Strip, ends_of


class Separators:
    """The horizontal lines and the upper and lower edges of shadings on a page."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        heights: dict[int, list[tuple[float, float, float]]] = {}
        for rule in rules:
            if rule.x1 - rule.x0 > 6 and rule.bottom - rule.top < 1:
                heights.setdefault(round(rule.top / 2), []).append((rule.top, rule.x0, rule.x1))
        self._upright = [(rule.x0, rule.top, rule.bottom) for rule in rules if rule.x1 - rule.x0 < 1 and rule.bottom - rule.top > 6]
        self._lines = [(lines[0][0], _union((x0, x1) for _, x0, x1 in lines)) for _, lines in sorted(heights.items())]

    def heights(self, top: float, bottom: float, x0: float, x1: float) -> list[float]:
        """Given a box, return the heights at which a line runs over most of its width."""
        found: list[float] = []
        for height, pieces in self._lines:
            if top <= height <= bottom and _covered(pieces, x0, x1) >= 0.6 * (x1 - x0) and (not found or height - found[-1] > 3):
                found.append(height)
        return found

    def sides(self, x0: float, x1: float, height: float) -> tuple[float, float] | None:
        """Given where words stand, return the nearest upright edges left and right of them, or None where one is not drawn."""
        near = [x for x, top, bottom in self._upright if top <= height <= bottom]
        left = max((x for x in near if x <= x0 + 1), default=None)
        right = min((x for x in near if x >= x1 - 1), default=None)
        return None if left is None or right is None else (left, right)

    def between(self, top: float, bottom: float, strip: Strip) -> bool:
        """Given two heights and a strip, say whether a line as wide as the strip runs between them."""
        return bool(self.heights(top - 2, bottom + 2, strip.parts[0].x0, strip.parts[-1].x1))

    def spares(self, top: float, bottom: float, x0: float, x1: float) -> bool:
        """Given two heights and the sides of a column, say whether what is drawn between the heights leaves the column out."""
        between = [pieces for height, pieces in self._lines if top <= height <= bottom]
        return bool(between) and all(_covered(pieces, x0, x1) < 0.2 * (x1 - x0) for pieces in between)

    def parts(self, above: Strip, below: Strip) -> bool:
        """Given two strips, say whether a line parts them."""
        return bool(self.heights(above.middle, below.middle, *ends_of(above, below)))

    def one_band(self, above: Strip, below: Strip) -> bool:
        """Given two strips, say whether a line runs over the first and under the second, and none between them."""
        x0, x1 = ends_of(above, below)
        over = self.heights(above.top - 2.5 * above.em, above.middle, x0, x1)
        under = self.heights(below.middle, below.bottom + 2.5 * below.em, x0, x1)
        return bool(over and under) and not self.parts(above, below)


def _union(pieces: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(pieces):
        if merged and x0 <= merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _covered(pieces: Sequence[tuple[float, float]], x0: float, x1: float) -> float:
    return sum(max(0.0, min(right, x1) - max(left, x0)) for left, right in pieces)
