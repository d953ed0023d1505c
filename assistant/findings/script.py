"""The document as its findings are read from: its flow of pieces, lists and grids, its sentences, and its register."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from ingest.documents import BlockKind, Document, Page, Reading, Span
from ingest.library import Snapshot
from ingest.outline import sections_of
from ingest.register.entry import Entry, EntryKind
from ingest.register.flow import Flow, Grid, GridCell, Piece, flow_of
from ingest.shelf import Shelf

T = TypeVar("T")
SURE = 0.5  # entries below this confidence are not relied on
OWN = "own"
_PRINTED_NUMBER = re.compile(r"^\d{1,3}\.\s*(?=[A-Z‘“\"])")  # of a paragraph: no part of its first sentence
PROSE_CELL = 60  # characters from which a cell is read as running text
SHORT_LINE = 60  # characters of a line that may be a word of a glossary
_WORDS = re.compile(
    r"\b(?:glossary|abbreviations|acronyms|jargon|definitions|key\s+terms|words\s+(?:we|and|used)|terms\s+(?:we|and|used)|who\s+is\s+who|who[’']s\s+who)\b",
    re.I,
)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE, BlockKind.CAPTION)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a piece: `start` and `end` in the piece's text. `place` is the piece's place in the flow."""

    piece: Piece
    start: int
    end: int
    place: int

    @cached_property
    def text(self) -> str:
        """Its words, line breaks as blanks, as long as in the piece."""
        return re.sub(r"\s", " ", self.piece.text[self.start : self.end])

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands."""
        return self.piece.cut(self.start, self.end)

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """Given a range of its text, return where it stands."""
        return self.piece.cut(self.start + start, self.start + end)


class Script:
    """One document of a snapshot. Made once for a snapshot by `script_of`; never changes."""

    def __init__(self, shelf: Shelf, pages: tuple[Page, ...], entries: tuple[Entry, ...]) -> None:
        reading = Reading(pages, shelf.published.paged)
        self.shelf = shelf
        self.pages = pages
        self.entries = entries
        self._made: dict[str, object] = {}
        self.flow: Flow = flow_of(shelf.document.id, reading, sections_of(reading))

    @property
    def document(self) -> Document:
        """The catalogue entry."""
        return self.shelf.document

    @property
    def readable(self) -> bool:
        """Whether a register could be read from it; where not, nothing can be said of what it lacks."""
        return bool(self.entries)

    def own(self, kind: EntryKind) -> list[Entry]:
        """Given a kind, return the entries that the document itself set and that are sure enough; what stands on the words of another
        body's priority is that body's."""
        found = [one for one in self.entries if one.kind is kind and one.whose == OWN and one.confidence >= SURE]
        return [one for one in found if not any(_share(one.spans[0], other) for other in self._others)]

    @cached_property
    def _others(self) -> list[Span]:
        return [one.spans[0] for one in self.entries if one.kind is EntryKind.PRIORITY and one.whose != OWN]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence of its prose, in order; contents, headings and tables aside."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        for place, piece in enumerate(self.flow.pieces):
            if piece.kind in _PROSE:
                for start, end in piece.sentences:
                    numbered = _PRINTED_NUMBER.match(piece.text[start:end]) if start == 0 else None
                    yield Sentence(piece, numbered.end() if numbered else start, end, place)

    @cached_property
    def cell_sentences(self) -> list[Sentence]:
        """The sentences in cells that hold running text rather than a name or a figure; they have no place in the flow (-1)."""
        found: list[Sentence] = []
        for grid in self.flow.grids:
            for cell in (cell for row in grid.rows for cell in row if len(cell.text.strip()) >= PROSE_CELL):
                part = ((0, cell.page, cell.start, len(cell.text)),)
                piece = Piece(grid.document_id, BlockKind.TABLE, cell.text, part, grid.section, grid.trail)
                found += [Sentence(piece, start, end, -1) for start, end in piece.sentences]
        return found

    @cached_property
    def short_cells(self) -> list[Sentence]:
        """The cells that hold a name, a figure or a few words, each whole; they have no place in the flow (-1)."""
        found: list[Sentence] = []
        for grid in self.flow.grids:
            for cell in (cell for row in grid.rows for cell in row if 0 < len(cell.text.strip()) < PROSE_CELL):
                part = ((0, cell.page, cell.start, len(cell.text)),)
                piece = Piece(grid.document_id, BlockKind.TABLE, cell.text, part, grid.section, grid.trail)
                found.append(Sentence(piece, 0, len(cell.text), -1))
        return found

    @cached_property
    def headings(self) -> list[Piece]:
        """Its headings, in order."""
        return [piece for piece in self.flow.pieces if piece.kind is BlockKind.HEADING]

    @cached_property
    def titles(self) -> list[Sentence]:
        """Its headings as sentences, each whole."""
        return [
            Sentence(piece, 0, len(piece.text), place) for place, piece in enumerate(self.flow.pieces) if piece.kind is BlockKind.HEADING
        ]

    @cached_property
    def items(self) -> list[Span]:
        """Where the items of its lists stand."""
        return [span for piece in self.flow.pieces if piece.kind is BlockKind.ITEM for span in piece.spans]

    @cached_property
    def terms(self) -> list[tuple[re.Pattern[str], str]]:
        """Its abbreviations that it spells out: what finds one in a text, and the words it stands for."""
        spelt = [(one.fields.get("short", ""), one.fields.get("expansion", "")) for one in self.entries if one.kind is EntryKind.TERM]
        return [(re.compile(rf"(?<!\w){re.escape(short)}s?(?!\w)"), long) for short, long in spelt if short and long]

    @cached_property
    def text(self) -> str:
        """All its words, pages joined by line breaks."""
        return "\n".join(page.text for page in self.pages)

    def defines(self, name: str) -> bool:
        """Given a name, say whether a line of a glossary is that name and nothing else."""
        return re.sub(r"\s+", " ", name).strip().casefold() in self._defined

    @cached_property
    def _defined(self) -> frozenset[str]:
        """The short lines of the pages that are headed as a list of words, in small letters."""
        pages = {heading.parts[0][1] for heading in self.headings if _WORDS.search(heading.text)}
        pieces = (piece for piece in self.flow.pieces if piece.parts and piece.parts[0][1] in pages and len(piece.text) <= SHORT_LINE)
        cells = (cell.text for grid in self.flow.grids for row in grid.rows for cell in row[:1] if cell.page in pages)
        lines = {line for piece in pieces for line in piece.text.split("\n")} | set(cells)
        return frozenset(re.sub(r"\s+", " ", line).strip(" :–-").casefold() for line in lines) - {""}

    def once(self, name: str, made: Callable[[Script], T]) -> T:
        """Given a name and what makes something of a document, return it, made at the first call of that name."""
        if name not in self._made:
            self._made[name] = made(self)
        return cast(T, self._made[name])

    def words(self, span: Span) -> str:
        """Given a span, return its words."""
        return self.pages[span.page - 1].text[span.start : span.end]

    def cell_span(self, grid: Grid, cell: GridCell) -> Span:
        """Given a grid and one of its cells, return where the cell's words stand, white space at their ends aside."""
        lead = len(cell.text) - len(cell.text.lstrip())
        return Span(grid.document_id, cell.page, cell.start + lead, cell.start + len(cell.text.rstrip()))


def _share(first: Span, second: Span) -> bool:
    return first.page == second.page and first.start < second.end and second.start < first.end


_kept: WeakKeyDictionary[Snapshot, dict[str, Script]] = WeakKeyDictionary()
_turn = threading.Lock()


def script_of(document_id: str, snapshot: Snapshot) -> Script:
    """Given a document's id and what is published, return it as it is read for findings. Raises UnknownDocument."""
    with _turn:
        known = _kept.setdefault(snapshot, {})
        if document_id in known:
            return known[document_id]
    shelf = snapshot.document(document_id)
    pages = tuple(snapshot.page(document_id, number) for number in range(1, shelf.published.pages + 1))
    script = Script(shelf, pages, snapshot.entries(document_id))
    with _turn:
        return known.setdefault(document_id, script)
