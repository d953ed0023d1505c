"""A question of which the register answers one part: what it asks besides is a question of its own."""

from __future__ import annotations

import re

from assistant.parts import split
from assistant.understand import Understood
from assistant.wanted import kinds_named
from ingest.lexical import stems_of

FEWEST = 2  # stems of a part that says by itself what it is about
# What no list of entries tells: a figure, a time, a person.
_ASKS = re.compile(
    r"^\W*(?:and |but |also |then )*(?:how (?:many|much)|who|when|by when|what (?:percentage|share|proportion|figure))\b", re.I
)
# Such a part leans on the list: it is about the entries themselves.
_OF_THE_LIST = re.compile(r"\b(?:each|every|all|both|they|them|these|those|it|its|their|there|one|ones|page|pages|before|now)\b", re.I)
_NO_TOPIC = stems_of("how many much who when what percentage share proportion figure had have has did does do was were is are and the plan")


def rest_of(understood: Understood) -> str:
    """Given what was understood of a question that the register answers, return the part of it that asks for a figure, a time or a
    person of something else; empty where none does."""
    if understood.leans or understood.scope.several:
        return ""
    found = [part for part in split(understood.standalone) if _is_another(part)]
    return found[0] if len(found) == 1 else ""


def without_rest(understood: Understood, rest: str) -> str:
    """Given what was understood and that part, return the question without it."""
    return ", ".join(part for part in split(understood.standalone) if part != rest) + "?"


def _is_another(part: str) -> bool:
    alone = _ASKS.search(part) is not None and not _OF_THE_LIST.search(part) and not kinds_named(part)
    return alone and len(stems_of(part) - _NO_TOPIC) >= FEWEST
