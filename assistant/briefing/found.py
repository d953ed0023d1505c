"""Everything a pack is made from: its documents as they are read, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.findings import Covered, Finding, OnTopic
from assistant.findings.changes import Comparable
from assistant.findings.script import Script


@dataclass(frozen=True, slots=True)
class OfDocument:
    """One document and what was found in it."""

    script: Script
    gaps: tuple[Finding, ...]
    contradictions: tuple[Finding, ...]
    laws: tuple[Finding, ...]
    duties: tuple[Covered, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.script.document.title


@dataclass(frozen=True, slots=True)
class Since:
    """An earlier document, the later one of the pack, whether the two can be compared, and what changed."""

    earlier: Script
    later: Script
    comparable: Comparable
    changes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a pack is made from. `topic` is empty where none was asked for."""

    documents: tuple[OfDocument, ...]
    since: Since | None
    topic: str
    on_topic: tuple[OnTopic, ...]
    today: date

    @property
    def several(self) -> bool:
        """Whether there is more than one document, so that a chapter needs a heading for each."""
        return len(self.documents) > 1
