"""One line of a table as it is printed, before it is known which row it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.tables.zones import Part


@dataclass
class Printed:
    """One line of a table: where its type stands, and what is printed in each column."""

    bottom: float
    em: float
    cells: Mapping[int, Part]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(part.bold for part in self.cells.values())
