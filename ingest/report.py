"""What is told of an ingest: how far it is, how each document ended, and the seconds each stage took."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.documents import Document
from ingest.errors import PlanError
from ingest.store.generation import Published


class Stage(StrEnum):
    """What is being done to a document."""

    READING = "reading"
    CUTTING = "cutting"
    REGISTERING = "registering"
    STORING = "storing"
    EMBEDDING = "embedding"
    CHECKING = "checking"
    PUBLISHING = "publishing"
    SETTLING = "settling"


class Ending(StrEnum):
    """How a document ended."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an ingest stands: document, stage, and how much of the stage is done (pages, passages) of how much."""

    document_id: str
    stage: Stage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document ended. `error` is a sentence where it failed; the generation before it then goes on serving."""

    document_id: str
    title: str
    ending: Ending
    error: str = ""
    pages: int = 0
    unreadable: tuple[int, ...] = ()
    passages: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """How an ingest ended: each document's outcome in the order given, files that were skipped and why, what could not be tidied
    up (the next writer will), and the seconds each stage took."""

    outcomes: tuple[Outcome, ...]
    skipped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The documents that failed."""
        return tuple(outcome for outcome in self.outcomes if outcome.ending is Ending.FAILED)


Telling = Callable[[Progress], None]


class Stopwatch:
    """The seconds each stage took, since the last `clear`."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by stage."""
        return dict(self._seconds)

    def clear(self) -> None:
        """Begin anew."""
        self._seconds.clear()

    @contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        """Count what is done within as time of a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage.value] += time.perf_counter() - began


def silent(_: Progress) -> None:
    """Tell nobody."""


def ended(document: Document, ending: Ending, published: Published) -> Outcome:
    """Given a document, how it ended and what is published of it, return its outcome."""
    return Outcome(document.id, document.title, ending, "", published.pages, published.unreadable, published.passages, published.warnings)


def failed(document: Document, error: Exception) -> Outcome:
    """Given a document and what kept it out, return its outcome."""
    sentence = str(error) if isinstance(error, PlanError) else f"A fault in this software kept it out ({type(error).__name__}: {error})."
    return Outcome(document.id, document.title, Ending.FAILED, sentence)
