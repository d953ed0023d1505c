"""Sections -> passages: what is embedded and retrieved.

Cut at the structure: a passage never ends inside a sentence, a list item or a table row. A list keeps the line that introduces
it and a table row its headers, in `lead` where they stand in an earlier passage. What is embedded is title, heading trail, lead
and words together, within the word pieces that the model reads.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents import Document, Page, Passage, PassageKind, Reading, Section, Source, Span, joined
from ingest.sentences import sentences_of
from ingest.units import TARGET, Piece, Unit, Units

MOST_PIECES = 250  # of the model's 256; the rest is room for its own marks
TINY = 160  # characters: a section shorter than this may share a passage with the one after it
PUBLISHED = re.compile(r"\[published:\s*([^\]]{1,200})\]")
Pieces = Callable[[str], int]


def embedding_content(passage: Passage, title: str) -> str:
    """Given a passage and its document's title, return the words that are embedded and that word search indexes."""
    return joined([heading_content(passage, title), passage.lead, passage.text])


def heading_content(passage: Passage, title: str) -> str:
    """Given a passage and its document's title, return what is embedded before its own words: title and heading trail."""
    return " > ".join([title, *passage.trail])


def content_digest(passage: Passage, title: str) -> str:
    """Given a passage and its document's title, return the sha256 of what is embedded: one vector for each."""
    return hashlib.sha256(embedding_content(passage, title).encode()).hexdigest()


def question_content(question: str) -> str:
    """Given a question, return the words that are embedded for it: the question side of `embedding_content`."""
    return re.sub(r"\s+", " ", question).strip()


def cut(document: Document, reading: Reading, sections: Sequence[Section], pieces: Pieces) -> tuple[Passage, ...]:
    """Given a document, what was read of it and its sections, return its passages in order.

    `pieces` counts the model's word pieces in a text.
    """
    units = [unit for section in sections for unit in Units(document.id, reading, section).units()]
    packed = _Packer(document, reading.pages, pieces)
    for unit in units:
        packed.add(unit)
    return tuple(_identified(document, packed.passages()))


@dataclass(slots=True)
class _Draft:
    """A passage being filled."""

    units: list[Unit] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    lead: str = ""
    unit: str = ""

    @property
    def length(self) -> int:
        return sum(len(piece.text) + 1 for piece in self.pieces)


class _Packer:
    """Fills passages with units: whole where they fit, in parts that share a name where not."""

    def __init__(self, document: Document, pages: Sequence[Page], pieces: Pieces) -> None:
        self._document = document
        self._pages = pages
        self._pieces = pieces
        self._done: list[_Draft] = []
        self._open = _Draft()
        self._parts = 0

    def passages(self) -> list[Passage]:
        self._flush()
        return [self._passage(draft) for draft in self._done if any(not unit.heading or len(draft.units) > 0 for unit in draft.units)]

    def add(self, unit: Unit) -> None:
        if self._open.units and not self._may_share(unit):
            self._flush()
        if self._fits(self._open.pieces + unit.pieces, unit):
            self._open.units.append(unit)
            self._open.pieces.extend(unit.pieces)
            own = unit.pieces[0].lead if unit.pieces else ""
            self._open.lead = self._open.lead or own or (unit.lead if unit.continued else "")
            return
        headings = self._take_headings()
        self._flush()
        if headings:
            self._open = headings
        if self._fits(self._open.pieces + unit.pieces, unit):
            self.add(unit)
            return
        self._split(unit)

    def _may_share(self, unit: Unit) -> bool:
        """Whether a unit may stand in the open passage: the same section, or a tiny neighbour under the same heading."""
        last = self._open.units[-1]
        if all(open_unit.heading for open_unit in self._open.units):
            return True
        if unit.heading and not last.trail:
            return False  # what stands before the first heading has no section to share
        if last.trail == unit.trail and not unit.heading:
            return (last.kind is PassageKind.TABLE) == (unit.kind is PassageKind.TABLE) or self._open.length < TINY
        return self._open.length < TINY and unit.trail[: len(last.trail) - 1] == last.trail[:-1] and len(unit.trail) >= len(last.trail)

    def _fits(self, pieces: Sequence[Piece], unit: Unit) -> bool:
        text = joined([piece.text for piece in pieces])
        if len(text) > TARGET and len(self._open.units) > 0 and not all(u.heading for u in self._open.units):
            return False
        if len(text) > 6 * MOST_PIECES:
            return False
        return self._pieces(self._content(text, unit.trail, unit.pieces[0].lead if unit.pieces else "")) <= MOST_PIECES

    def _content(self, text: str, trail: Sequence[str], lead: str) -> str:
        return joined([" > ".join([self._document.title, *trail]), lead, text])

    def _take_headings(self) -> _Draft | None:
        """Headings at the end of the open passage belong to what comes next."""
        kept: list[Unit] = []
        while self._open.units and self._open.units[-1].heading:
            kept.insert(0, self._open.units.pop())
        if not kept:
            return None
        count = sum(len(unit.pieces) for unit in kept)
        pieces = self._open.pieces[-count:]
        self._open.pieces = self._open.pieces[:-count]
        return _Draft(kept, pieces)

    def _split(self, unit: Unit) -> None:
        """Cut a unit that is too long between its pieces; every part but the first is led by the unit's introduction."""
        self._parts += 1
        name = f"{unit.anchor}#{self._parts}"
        self._open.unit = name
        first = True
        for piece in unit.pieces:
            for part in self._bounded(piece, unit):
                lead = part.lead or ("" if first else unit.lead)
                text = joined([p.text for p in (*self._open.pieces, part)])
                own = [p for p in self._open.pieces if p.lead]
                too_long = self._pieces(self._content(text, unit.trail, lead)) > MOST_PIECES
                if self._open.pieces and (too_long or (own and part.lead != own[-1].lead)) and not self._only_headings():
                    self._flush()
                    self._open.unit, first = name, False
                    lead = part.lead or unit.lead
                if not self._open.units or self._open.units[-1] is not unit:
                    self._open.units.append(unit)
                self._open.lead = self._open.lead or lead
                self._open.pieces.append(part)
        self._flush()

    def _only_headings(self) -> bool:
        return all(unit.heading for unit in self._open.units) and bool(self._open.units)

    def _bounded(self, piece: Piece, unit: Unit) -> Iterator[Piece]:
        """A single piece longer than the model reads (a cell full of text): cut at sentences, then at words as the last resort."""
        room = MOST_PIECES - self._pieces(self._content("", unit.trail, piece.lead or unit.lead))
        if len(piece.spans) != 1 or self._pieces(piece.text) <= room:
            yield piece
            return
        span = piece.spans[0]
        begin = 0
        ends = [end for _, end in sentences_of(piece.text)]
        while begin < len(piece.text):
            end = self._last_fitting(piece.text, begin, ends, room)
            yield Piece((Span(span.document_id, span.page, span.start + begin, span.start + end),), piece.text[begin:end], piece.lead)
            begin = end + len(piece.text[end:]) - len(piece.text[end:].lstrip())

    def _last_fitting(self, text: str, begin: int, ends: Sequence[int], room: int) -> int:
        fitting = [end for end in ends if end > begin and self._pieces(text[begin:end]) <= room]
        if fitting:
            return fitting[-1]
        end = min(begin + max(room * 3, 60), len(text))
        while end < len(text) and self._pieces(text[begin:end]) > room:
            end = begin + (end - begin) * 3 // 4
        space = text.rfind(" ", begin + 1, end)
        return space if space > begin and end < len(text) else end

    def _flush(self) -> None:
        if self._open.pieces:
            self._done.append(self._open)
        self._open = _Draft()

    def _passage(self, draft: _Draft) -> Passage:
        first = draft.units[0]
        body = [unit for unit in draft.units if not unit.heading] or draft.units
        starts_section = first.heading
        trail = first.own if starts_section else first.trail
        spans = _merged([span for piece in draft.pieces for span in piece.spans])
        text = joined([self._pages[span.page - 1].text[span.start : span.end] for span in spans])
        published = PUBLISHED.findall(text) if self._document.source is Source.DIGEST else []
        return Passage(
            id="",
            document_id=self._document.id,
            ordinal=0,
            kind=_kind(body),
            text=text,
            spans=spans,
            trail=trail,
            lead=draft.lead,
            paragraph=next((unit.marker for unit in body if unit.marker), ""),
            published=published[0].strip() if published else "",
            anchor=body[0].anchor,
            unit=draft.unit,
        )


def _kind(units: Sequence[Unit]) -> PassageKind:
    kinds = [unit.kind for unit in units]
    return next((kind for kind in (PassageKind.TABLE, PassageKind.LIST) if kind in kinds), PassageKind.PROSE)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring spans of one page become one."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last is not None and last.page == span.page and 0 <= span.start - last.end <= 2:
            merged[-1] = replace(last, end=span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _identified(document: Document, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Give each passage its place, a digest of what is embedded, and an id that stands while its section and place in it do."""
    seen: dict[str, int] = {}
    for ordinal, passage in enumerate(passages):
        seen[passage.anchor] = seen.get(passage.anchor, -1) + 1
        digest = content_digest(passage, document.title)
        yield replace(passage, id=f"{document.id}/{passage.anchor}/{seen[passage.anchor]}", ordinal=ordinal, digest=digest)
