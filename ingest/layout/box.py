"""What is placed on a page as one: a line, a table, or a card with lines of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.layout.line import Line


@dataclass(slots=True)
class Region:
    """A box that is placed whole among the lines: a table found on the page, by its position in the page's list."""

    table: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Card:
    """The lines of a drawn box with a text of its own, placed whole among the others; or of several such boxes in a row; or labels at the
    side, each followed by what stands beside it, which may hold tables and cards."""

    lines: list[Placed]
    x0: float
    top: float
    x1: float
    bottom: float
    row: list[Card] = field(default_factory=list)


Box = Line | Region
Placed = Box | Card


def overlap(a: Placed, b: Placed) -> bool:
    """Given two boxes, say whether they stand at one height."""
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0
