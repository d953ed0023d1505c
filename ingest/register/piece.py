"""What a document's running words are read as: pieces under their headings, and lists with the line that introduces them.

Everything here points back into the pages: a piece's text is its blocks' own characters, and any part of it can be
turned into spans again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind, Found, How
from ingest.sentences import sentences_of

_LONGEST_SENTENCE = 2000  # characters
_NUMBER = re.compile(r"^\(?([0-9]{1,2}(?:\.[0-9]{1,2})*|[A-Za-z]|[ivx]{1,4})[.)]?$")


@dataclass(frozen=True)
class Piece:
    """One heading, paragraph or list item. `text` leaves out the marker; `parts` say where its characters stand:
    (offset in text, page, start on the page, length)."""

    document_id: str
    kind: BlockKind
    text: str
    parts: tuple[tuple[int, int, int, int], ...]
    section: int
    trail: tuple[str, ...]
    marker: str = ""
    level: int = 0
    paragraph: str = ""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.parts[0][1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the whole piece stands."""
        return self.cut(0, len(self.text))

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """Given a range of `text`, return where it stands; more than one span where it runs over a page or column end."""
        found: list[Span] = []
        for offset, page, begin, length in self.parts:
            first, last = max(start, offset), min(end, offset + length)
            if first < last:
                found.append(Span(self.document_id, page, begin + first - offset, begin + last - offset))
        return tuple(found)

    def part(self, start: int, end: int) -> Piece:
        """Given a range of `text`, return it as a piece, without the blanks at its ends."""
        text = self.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        parts = tuple(
            (max(offset - start, 0), page, begin + max(start - offset, 0), min(offset + length, end) - max(offset, start))
            for offset, page, begin, length in self.parts
            if min(offset + length, end) > max(offset, start)
        )
        return replace(self, text=self.text[start:end], parts=parts)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of its sentences in `text`; what runs on without a stop is no sentence."""
        return [(start, end) for start, end in sentences_of(self.text) if end - start <= _LONGEST_SENTENCE]

    @property
    def last_sentence(self) -> str:
        """Its last sentence."""
        return self.text[slice(*self.sentences[-1])] if self.sentences else ""

    @property
    def number(self) -> str:
        """The number or letter it is printed with, or nothing."""
        match = _NUMBER.match(self.marker)
        return match.group(1) if match else ""

    def found(
        self, kind: EntryKind, start: int, end: int, fields: dict[str, str], how: How = How.LANGUAGE, confidence: float = 0.7
    ) -> Found:
        """Given a kind, a range of `text` and what was read of it, return the entry that stands there."""
        return Found(kind, self.text[start:end], self.cut(start, end), fields, self.trail, self.paragraph, how=how, confidence=confidence)


@dataclass
class Listing:
    """A list: its items in order (across page ends), the piece that introduces it, and the item it stands under."""

    items: list[Piece]
    lead: Piece | None = None
    under: Piece | None = None

    @property
    def introduction(self) -> str:
        """The sentence that introduces the list, or nothing where what stands before it does not."""
        if self.lead is None:
            return ""
        return self.lead.last_sentence
