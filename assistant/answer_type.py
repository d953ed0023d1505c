"""The type of answer that a question expects (Li and Roth, Learning Question Classifiers, COLING 2002), and whether some words hold
anything of that type: what time something opens is not told by words without a time. The patterns stand in `answer_types.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.forms import Form, read_forms

FILE = Path(__file__).with_name("answer_types.toml")


class AnswerType(StrEnum):
    """What an answer must hold something of."""

    CLOCK = "clock"
    DATE = "date"
    DAY = "day"
    OFTEN = "often"
    LENGTH = "length"
    PLACE = "place"
    ORGANISATION = "organisation"
    MEMBERS = "members"
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


@cache
def load_forms(file: Path = FILE) -> Mapping[AnswerType, Form]:
    """Given the file of patterns, return them for each type of answer. Raises BadInput naming the file and what is off."""
    return read_forms(file, tuple(AnswerType))


def types_asked(text: str) -> tuple[AnswerType, ...]:
    """Given a question, return the types of answer that it expects, as far as its form tells; none where it does not."""
    return tuple(kind for kind, forms in load_forms().items() if forms.asked.search(text))


def holds(kind: AnswerType, words: str) -> bool:
    """Given a type of answer and a document's words, say whether anything of that type may stand in them."""
    return load_forms()[kind].held.search(words) is not None


def lacking(kinds: Sequence[AnswerType], quoted: Sequence[str]) -> tuple[AnswerType, ...]:
    """Given types of answer and a document's words, return those types of which none of the words holds anything."""
    return tuple(kind for kind in kinds if not any(holds(kind, words) for words in quoted))
