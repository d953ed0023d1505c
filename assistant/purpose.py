"""What a message is for, told by its vector and its words: a question for the documents, or a judgement, other people's data, other work,
small talk, too little to go by, a service, quite other matters.

What the guard's patterns do not know, in whatever words. Two logistic regressions over a message's sentence vector and its words:
`other` says how likely it is one that no document may answer, `unserved` how likely one that plans do not answer as a rule, though
some do. Which of them it is say regressions over the vector alone. Learnt from eval/purposes and from questions that are answered
(`plan-evaluate purpose`); for another embedding model than theirs there is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.regression import Regression
from ingest.errors import BadInput

FILE = Path(__file__).with_name("purpose.toml")
# What the words add to the log odds, from where a vector may still tell: of the examples that are found 99 in a hundred reach it, of the
# answerable questions one in four.
OPEN = -2.5
_NUMBER = re.compile(r"[a-z]*\d[\d,.]*%?")
_WORD = re.compile(r"[a-z']+|\?")


class Purpose(StrEnum):
    """What a message may be for that is no question for the documents."""

    OPINION = "opinion"
    PRIVATE = "private"
    WORK = "work"
    CHAT = "chat"
    UNCLEAR = "unclear"
    INSTRUCTIONS = "instructions"
    SERVICE = "service"
    ELSEWHERE = "elsewhere"


# What no document may answer, whatever it holds; the others some documents answer.
NEVER = (Purpose.OPINION, Purpose.PRIVATE, Purpose.WORK, Purpose.CHAT, Purpose.UNCLEAR, Purpose.INSTRUCTIONS)
SELDOM = (Purpose.SERVICE, Purpose.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic regression over a message's vector and its words, and the log odds from which it counts.

    `words` holds what one word, or two that stand together, add to the log odds.
    """

    vector: Regression
    words: Mapping[str, float]
    least: float

    def of(self, vector: NDArray[np.floating], message: str) -> float:
        """Given a message and its vector [dimensions], return the log odds."""
        total = self.vector.constant + float(np.asarray(vector, dtype=np.float64) @ np.array(self.vector.weights))
        return total + self.of_words(message)

    def of_words(self, message: str) -> float:
        """Given a message, return what its words add to the log odds."""
        return sum(self.words.get(word, 0.0) for word in words_in(message))


@dataclass(frozen=True, slots=True)
class Purposes:
    """What was learnt, and the digest of the embedding model that it was learnt with."""

    model: str
    other: Weighing
    unserved: Weighing
    named: Mapping[Purpose, Regression]

    def is_open(self, message: str) -> bool:
        """Given a message, say whether its words leave open what it is for: else its vector, which costs time, changes hardly anything."""
        return max(self.other.of_words(message), self.unserved.of_words(message)) >= OPEN

    def of(self, vector: NDArray[np.floating], message: str) -> Purpose | None:
        """Given a message and its vector [dimensions], return what it surely is for, where no document may answer that; else None."""
        return self._likest(NEVER, vector) if self.other.of(vector, message) >= self.other.least else None

    def seldom(self, vector: NDArray[np.floating], message: str) -> Purpose | None:
        """Given the same, return what it surely is for, where some documents answer that; else None."""
        return self._likest(SELDOM, vector) if self.unserved.of(vector, message) >= self.unserved.least else None

    def _likest(self, among: tuple[Purpose, ...], vector: NDArray[np.floating]) -> Purpose:
        row = np.asarray(vector, dtype=np.float64)[None, :]
        return max(among, key=lambda purpose: float(self.named[purpose].of(row)[0]))


def words_in(message: str) -> frozenset[str]:
    """Given a message, return its words, numbers as one, and each two that stand together."""
    words = _WORD.findall(_NUMBER.sub(" num ", message.casefold().replace("’", "'")))
    return frozenset(words) | frozenset(f"{one} {two}" for one, two in zip(words, words[1:], strict=False))


def purposes_for(digest: str, file: Path = FILE) -> Purposes | None:
    """Given the digest of the embedding model in use, return what was learnt with it, or None where it was learnt with another.

    Raises BadInput naming the file where that cannot be read.
    """
    learnt = load_purposes(file)
    return learnt if learnt.model == digest else None


@cache
def load_purposes(file: Path = FILE) -> Purposes:
    """Given the file of numbers, return what it holds. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        named = {Purpose(name): Regression.from_table(entry) for name, entry in table["named"].items()}
        learnt = Purposes(str(table["model"]), _weighing(table["other"]), _weighing(table["unserved"]), named)
        if missing := [purpose.value for purpose in Purpose if purpose not in named]:
            raise ValueError(f"no “{missing[0]}”")
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write it anew with “plan-evaluate purpose”.") from error
    return learnt


def _weighing(table: Mapping[str, Any]) -> Weighing:
    return Weighing(
        Regression.from_table(table), {str(word): float(weight) for word, weight in table["words"].items()}, float(table["least"])
    )
