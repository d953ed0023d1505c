"""The guard's second net: messages that mean what people in need wrote, in whatever words.

A message's sentence vector is weighed by logistic regressions: one says how like an example of need it is, one for each situation
which one. They are learnt from prompts/guard-examples.toml by `python -m assistant.learning` and kept in likeness.toml with the
digest of the embedding model that they belong to; for another model there is no second net.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.guard_rules import Situation
from assistant.regression import Regression
from ingest.errors import BadInput

FILE = Path(__file__).with_name("likeness.toml")
EXAMPLES = Path(__file__).resolve().parent.parent / "prompts" / "guard-examples.toml"
# A situation at least this much as likely as the likeliest is named too.
NEARLY = 0.5
MOST = 2


@dataclass(frozen=True, slots=True)
class Examples:
    """What people wrote who were in need, each with its situation, and what people wrote who were not."""

    need: tuple[tuple[str, Situation], ...]
    none: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The sha256 of the messages and their situations, in hexadecimal: comments and line breaks do not count."""
        return hashlib.sha256(json.dumps([self.need, self.none], ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was learnt: `model` and `examples` are the digests of what it was learnt with.

    `least` is the likeness from which somebody may be in need.
    """

    model: str
    examples: str
    least: float
    need: Regression
    situations: tuple[tuple[Situation, Regression], ...]

    def of(self, vector: NDArray[np.floating]) -> float:
        """Given a message's vector [dimensions], return how likely somebody is in need, 0 to 1."""
        return _likely(self.need, vector)

    def situations_in(self, vector: NDArray[np.floating]) -> tuple[Situation, ...]:
        """Given a message's vector [dimensions], return the situations it is likest, likeliest first; none where nobody seems in need."""
        if self.of(vector) < self.least:
            return ()
        scores = {situation: _likely(learnt, vector) for situation, learnt in self.situations}
        ranked = sorted(scores, key=lambda situation: -scores[situation])
        return tuple(situation for situation in ranked[:MOST] if scores[situation] >= NEARLY * scores[ranked[0]])


def _likely(learnt: Regression, vector: NDArray[np.floating]) -> float:
    return float(learnt.of(np.asarray(vector, dtype=np.float64)[None, :])[0])


def likeness_for(digest: str, file: Path = FILE) -> Likeness | None:
    """Given the digest of the embedding model in use, return what was learnt with it, or None where it was learnt with another.

    Raises BadInput naming the file where that cannot be read.
    """
    learnt = load_likeness(file)
    return learnt if learnt.model == digest else None


@cache
def load_likeness(file: Path = FILE) -> Likeness:
    """Given the file of numbers, return what it holds. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return Likeness(
            model=str(table["model"]),
            examples=str(table["examples"]),
            least=float(table["least"]),
            need=Regression.from_table(table["need"]),
            situations=tuple((Situation(name), Regression.from_table(entry)) for name, entry in table["situation"].items()),
        )
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write it anew with “python -m assistant.learning”.") from error


def load_examples(file: Path = EXAMPLES) -> Examples:
    """Given the file of examples, return them. Raises BadInput naming the file, and the message that stands in it twice."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        need = tuple((str(message), Situation(group["situation"])) for group in table["need"] for message in group["messages"])
        none = tuple(str(message) for group in table["none"] for message in group["messages"])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); mend it, or put the shipped file back.") from error
    if twice := said_twice([*(message for message, _ in need), *none]):
        raise BadInput(f"{file.name} holds “{twice}” twice; take one of them out.")
    return Examples(need, none)


def said_twice(messages: Iterable[str]) -> str | None:
    """Given messages, return the first that stands among them twice, however it is capitalised; None where none does."""
    seen: set[str] = set()
    for message in messages:
        if message.casefold() in seen:
            return message
        seen.add(message.casefold())
    return None
