"""One line of a table as it is printed, before it is known which row it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ingest.tables.strips import Part


@dataclass
class RunningOn(Part):
    """A number that goes on the words above it: it reads with the last one of them, and is no figure by itself."""

    word: str = ""

    @cached_property
    def text(self) -> str:
        """Its words behind the one that they go on."""
        return f"{self.word.casefold()} {''.join(glyph.char for glyph in self.glyphs)}"


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
