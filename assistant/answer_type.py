"""The type of answer that a question expects (Li and Roth, Learning Question Classifiers, COLING 2002), and whether some words hold
anything of that type: what time something opens is not told by words without a time. The patterns stand in `answer_types.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.wordfile import read_words
from ingest.errors import BadInput

FILE = Path(__file__).with_name("answer_types.toml")
_PART = re.compile(r"<(\w+)>")


class AnswerType(StrEnum):
    """What an answer must hold something of."""

    CLOCK = "clock"
    DATE = "date"
    OFTEN = "often"
    LENGTH = "length"
    PLACE = "place"
    ORGANISATION = "organisation"
    LEADER = "leader"
    PENALTY = "penalty"
    AGE = "age"
    CHARGE = "charge"
    CONTACT = "contact"
    PHONE = "phone"
    NAMED = "named"
    RESULT = "result"
    PROCEDURE = "procedure"
    SHARE = "share"
    COUNT = "count"
    RATE = "rate"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Forms:
    """How one type of answer is asked for, and what holds it."""

    asked: re.Pattern[str]
    held: re.Pattern[str]


@cache
def load_forms(file: Path = FILE) -> Mapping[AnswerType, Forms]:
    """Given the file of patterns, return them for each type of answer. Raises BadInput naming the file and what is off."""
    table = read_words(file, dict.fromkeys(("parts", *AnswerType), dict))
    return {kind: Forms(*(_compiled(table, kind, name, file) for name in ("asked", "held"))) for kind in AnswerType}


def _compiled(table: Mapping[str, Any], kind: AnswerType, name: str, file: Path) -> re.Pattern[str]:
    try:
        return re.compile("|".join(_PART.sub(lambda part: table["parts"][part[1]], pattern) for pattern in table[kind][name]), re.I)
    except (KeyError, TypeError, re.error) as error:
        said = f"“{kind}.{name}” holds no patterns ({error})"
        raise BadInput(f"{file.name} cannot be used: {said}; mend it, or put the shipped file back.") from error


def types_asked(text: str) -> tuple[AnswerType, ...]:
    """Given a question, return the types of answer that it expects, as far as its form tells; none where it does not."""
    return tuple(kind for kind, forms in load_forms().items() if forms.asked.search(text))


def holds(kind: AnswerType, words: str) -> bool:
    """Given a type of answer and a document's words, say whether anything of that type may stand in them."""
    return load_forms()[kind].held.search(words) is not None


def lacking(kinds: Sequence[AnswerType], quoted: Sequence[str]) -> tuple[AnswerType, ...]:
    """Given types of answer and a document's words, return those types of which none of the words holds anything."""
    return tuple(kind for kind in kinds if not any(holds(kind, words) for words in quoted))
