"""Where something is printed across the page, as a bit mask, two bits a point: what a run of strips leaves free is one "or" a strip."""

from __future__ import annotations

import re

Columns = list[tuple[float, float]]  # left and right edges, in points

GAP = 0.5  # em: a wider gap parts two parts of a strip, and is a gutter where all strips leave it free
_BITS = 2  # a point


def mask(x0: float, x1: float) -> int:
    """Given left and right edge in points, return the bits between them."""
    start, end = max(int(x0 * _BITS + 0.5), 0), max(int(x1 * _BITS + 0.5), 1)
    return ((1 << max(end - start, 1)) - 1) << start


def columns_of(ink: int, em: float) -> Columns:
    """Given what is printed, as a mask, and the size of the type in points, return the columns that gutters part."""
    if not ink:
        return []
    least = max(int(GAP * em * _BITS), 4)
    bits = bin(ink)[2:][::-1]
    start = len(bits) - len(bits.lstrip("0"))
    edges = [start]
    for gap in re.finditer(f"0{{{least},}}", bits[start:]):
        edges += [start + gap.start(), start + gap.end()]
    edges.append(len(bits))
    return [(edges[i] / _BITS, edges[i + 1] / _BITS) for i in range(0, len(edges), 2)]
