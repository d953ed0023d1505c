"""What was measured about chat models, from `thresholds.toml`: how much of a wording must stand, and when a model's silence is believed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import BadInput

FILE = Path(__file__).resolve().parents[1] / "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """`support`: the share of a wording's content words that must stand in what it cites. `silent`: the confidence in the evidence
    below which a model that finds no answer is believed. Both from 0 to 1."""

    support: float
    silent: float


@cache
def load_limits(file: Path = FILE) -> Limits:
    """Given the file of thresholds, return what it says about models. Raises BadInput naming the file and the value."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))["model"]
        limits = Limits(float(table["support"]), float(table["silent"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name}, [model]: {error} cannot be used; put the shipped file back.") from error
    for name, value in (("support", limits.support), ("silent", limits.silent)):
        if not 0 <= value <= 1:
            raise BadInput(f"{file.name}, [model]: {name} is {value}; it must be a share from 0 to 1.")
    return limits
