"""How things are asked for and what words hold one, as an officer may write it down: patterns in a data file, parts of which have names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from assistant.wordfile import read_words
from ingest.errors import BadInput

Name = TypeVar("Name", bound=str)
_PART = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Form:
    """How one thing is asked for, and what holds one."""

    asked: re.Pattern[str]
    held: re.Pattern[str]


def read_forms(file: Path, names: Sequence[Name]) -> Mapping[Name, Form]:
    """Given a file of patterns and the names of what it tells of, return the form of each. Every table holds “asked” and “held”, and <name>
    in them stands for what [parts] calls so. Raises BadInput naming the file and what is off."""
    table = read_words(file, dict.fromkeys(("parts", *names), dict))
    return {name: Form(*(_compiled(table, name, side, file) for side in ("asked", "held"))) for name in names}


def _compiled(table: Mapping[str, Any], name: str, side: str, file: Path) -> re.Pattern[str]:
    try:
        return re.compile("|".join(_PART.sub(lambda part: table["parts"][part[1]], pattern) for pattern in table[name][side]), re.I)
    except (KeyError, TypeError, re.error) as error:
        said = f"“{name}.{side}” holds no patterns ({error})"
        raise BadInput(f"{file.name} cannot be used: {said}; mend it, or put the shipped file back.") from error
