"""`duties.toml` -> the statutory duties to check documents for, and the laws by their right names and years."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.findings.phrases import pattern_of
from ingest.errors import BadInput

FILE = Path(__file__).with_name("duties.toml")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a duty: what a document has to say for it to be found, as written and as patterns, the most telling first.
    `since` as in `Duty`."""

    name: str
    phrases: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A statutory duty: who has it, under which law and section, since when (its first day in force), and its parts. `pilot` duties
    hold in some areas only; where `ask` is false, a document that is silent on it is not asked why."""

    id: str
    name: str
    who: str
    law: str
    section: str
    parts: tuple[Part, ...]
    since: date
    pilot: bool = False
    ask: bool = True

    @property
    def basis(self) -> str:
        """The law and section it rests on."""
        return f"{self.law}, {self.section}" if self.section else self.law


@dataclass(frozen=True, slots=True)
class Law:
    """A law by its right name, every year there is one of that name, and names it is mistakenly given."""

    name: str
    years: tuple[int, ...]
    wrongly: tuple[str, ...] = ()

    def latest(self, year: int) -> int:
        """Given a year that is wrong, return the year of this name that is nearest to it."""
        return min(self.years, key=lambda one: (abs(one - year), -one))


@dataclass(frozen=True, slots=True)
class Lawbook:
    """The whole file."""

    duties: tuple[Duty, ...]
    laws: tuple[Law, ...]
    applies_to: re.Pattern[str]


@lru_cache(maxsize=4)
def lawbook(file: Path = FILE) -> Lawbook:
    """Given the file, return what it holds. Raises BadInput naming the duty or law that is off."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    try:
        duties = tuple(_duty(entry) for entry in table["duty"])
        laws = tuple(Law(entry["name"], tuple(sorted(entry["years"])), tuple(entry.get("not", ()))) for entry in table["law"])
        return Lawbook(duties, laws, pattern_of(table["applies_to"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name}: a duty or law lacks or misspells {error}; mend it, or put the shipped file back.") from error


def _duty(entry: Mapping[str, Any]) -> Duty:
    parts = tuple(
        Part(part["name"], tuple(part["phrases"]), tuple(pattern_of([one]) for one in part["phrases"]), part.get("since"))
        for part in entry["part"]
    )
    year = int(entry["law"].split()[-1])
    return Duty(
        entry["id"], entry["name"], entry["who"], entry["law"], entry["section"], parts, entry.get("since") or date(year, 1, 1),
        entry.get("pilot", False), entry.get("ask", True),
    )  # fmt: skip
