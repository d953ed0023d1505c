"""Which whole list a question asks for, in whatever words: read off the question's vector by what was learnt from examples.

Words such as "priorities" or "KPIs" say so themselves (see `assistant.wanted`). This is for "what do they want to sort out first" and "how
will anyone know it worked": one logistic regression a request, learnt from prompts/request-examples.toml by `python -m assistant.asking`
and kept in request.toml with the digest of the embedding model that they belong to; for another model only the words count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.regression import Regression
from ingest.errors import BadInput

FILE = Path(__file__).with_name("request.toml")
LEAST = 0.55  # likelihood from which a request is believed


class Request(StrEnum):
    """What a question asks for. All but the last are whole lists; `_on` means those on one topic."""

    PRIORITIES = "priorities"
    OTHERS_PRIORITIES = "others_priorities"
    INDICATORS = "indicators"
    INDICATORS_ON = "indicators_on"
    ACTIONS_ON = "actions_on"
    OUTCOMES_ON = "outcomes_on"
    BODIES = "bodies"
    DUTIES = "duties"
    NO_LIST = "no_list"


@dataclass(frozen=True, slots=True)
class Requests:
    """What was learnt: `model` and `side` are the digests of the model and of what its question side was taught, `examples` that of the
    examples."""

    model: str
    side: str
    examples: str
    learnt: Mapping[Request, Regression]

    def of(self, vector: NDArray[np.floating]) -> Request | None:
        """Given a question's vector [dimensions], return what it most likely asks for; None where nothing is likely enough."""
        column = np.asarray(vector, dtype=np.float64)[None, :]
        likely = {request: float(learnt.of(column)[0]) for request, learnt in self.learnt.items()}
        best = max(likely, key=lambda request: likely[request])
        return best if likely[best] >= LEAST else None


def requests_for(digest: str, file: Path = FILE) -> Requests | None:
    """Given the digest of the embedding model in use, return what was learnt with it, or None where it was learnt with another.

    Raises BadInput naming the file where that cannot be read.
    """
    learnt = load_requests(file)
    return learnt if learnt.model == digest else None


@cache
def load_requests(file: Path = FILE) -> Requests:
    """Given the file of numbers, return what it holds. Raises BadInput naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        learnt = {Request(name): Regression.from_table(entry) for name, entry in table["request"].items()}
        return Requests(str(table["model"]), str(table["side"]), str(table["examples"]), learnt)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used ({error}); write it anew with “python -m assistant.asking”.") from error
