"""The statutory duties of a community safety partnership against a document: what it says of each, and what it does not.

Never "complied" or "breached": a document says something, or it does not say it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.conversation import LookedIn
from assistant.findings.lawbook import Duty, Part, lawbook
from assistant.findings.script import Script, Sentence, script_of
from ingest.documents import BlockKind, Span
from ingest.library import Snapshot

SHORT, LONG = 40, 420  # characters of words that are readable as a proof
AROUND = 140  # characters on either side of what was found, where the whole would be too long
_TELLING = re.compile(r"\b(?:statutory|duty|duties|act|required|partnership)\b", re.I)


class Coverage(StrEnum):
    """What a document says of a duty."""

    FOUND = "found"
    IN_PART = "in_part"
    NOT_FOUND = "not_found"
    LATER = "later"  # the duty began after the document was written


@dataclass(frozen=True, slots=True)
class PartFound:
    """A part of a duty and the words of the document that speak of it; no spans where none were found."""

    part: Part
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A duty, what a document says of it part by part, and where was looked. `revise` says that it began within the document's time, but
    after it was written."""

    duty: Duty
    coverage: Coverage
    parts: tuple[PartFound, ...]
    looked_in: LookedIn
    revise: bool = False

    @property
    def missing(self) -> tuple[PartFound, ...]:
        """The parts of which nothing was found."""
        return tuple(part for part in self.parts if not part.spans)


def duties(document_id: str, snapshot: Snapshot) -> tuple[Covered, ...]:
    """Given a document's id and what is published, return each duty with what the document says of it; nothing for a document that is
    not about community safety. Raises UnknownDocument."""
    script = script_of(document_id, snapshot)
    book = lawbook()
    if len(book.applies_to.findall(script.text)) < 2:
        return ()
    lines = _lines(script)
    unread = tuple((document_id, number) for number in script.shelf.published.unreadable)
    looked = LookedIn((document_id,), "passages", script.shelf.published.passages, unread)
    return tuple(_covered(duty, script, lines, looked) for duty in book.duties)


def _covered(duty: Duty, script: Script, lines: list[Sentence], looked: LookedIn) -> Covered:
    written, ended = _written(script), _last_day(script)
    parts = [part for part in duty.parts if part.since is None or written is None or part.since <= written]
    found = tuple(PartFound(part, _words(part, parts, lines)) for part in parts)
    some = sum(bool(part.spans) for part in found)
    later = written is not None and duty.since > written
    if some == len(found):
        coverage = Coverage.FOUND
    elif later:
        coverage = Coverage.LATER
    else:
        coverage = Coverage.IN_PART if some else Coverage.NOT_FOUND
    return Covered(duty, coverage, found, looked, later and ended is not None and duty.since <= ended)


def _written(script: Script) -> date | None:
    """The day by which a document was written: when it was published, else the first day of its period."""
    document = script.document
    return document.published or (document.period.start if document.period else None)


def _last_day(script: Script) -> date | None:
    return script.document.period.end if script.document.period else None


def _lines(script: Script) -> list[Sentence]:
    headings = [
        Sentence(piece, 0, len(piece.text), place) for place, piece in enumerate(script.flow.pieces) if piece.kind is BlockKind.HEADING
    ]
    return [*script.sentences, *script.cell_sentences, *headings]


def _words(part: Part, parts: list[Part], lines: list[Sentence]) -> tuple[Span, ...]:
    """The words that speak of a part best: by its most telling phrase, in a sentence that can be read by itself and speaks of other
    parts, too."""
    best: tuple[float, Sentence, re.Match[str]] | None = None
    for place, line in enumerate(lines):
        text = line.text
        index, match = next(((n, m) for n, pattern in enumerate(part.patterns) if (m := pattern.search(text)) is not None), (0, None))
        if match is None:
            continue
        readable = SHORT <= len(text) <= LONG and line.piece.kind is not BlockKind.HEADING
        others = sum(any(pattern.search(text) for pattern in other.patterns) for other in parts if other is not part)
        score = 3.0 * readable + 0.5 * (len(text) <= 250) - 0.4 * index + 0.6 * others + 0.5 * bool(_TELLING.search(text)) - place / 1e6
        if best is None or score > best[0]:
            best = (score, line, match)
    return _cut(best[1], best[2]) if best is not None else ()


def _cut(line: Sentence, match: re.Match[str]) -> tuple[Span, ...]:
    """A sentence's spans; of one that is too long to be read, the words around what was found, from a line break or a blank on."""
    if line.end - line.start <= LONG:
        return line.spans
    raw = line.piece.text[line.start : line.end]
    start = max(raw.rfind("\n", 0, match.start()) + 1, raw.find(" ", max(0, match.start() - AROUND)) + 1 if match.start() > AROUND else 0)
    stop = raw.find("\n", match.end())
    end = stop if 0 <= stop <= match.end() + AROUND else raw.rfind(" ", match.end(), match.end() + AROUND)
    return line.cut(start, end if end > match.end() else min(len(raw), match.end() + AROUND))
