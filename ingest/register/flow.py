"""The document as its rules read it: pieces of words under their headings, lists with the line that introduces them, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.documents import BlockKind, Page, Reading, Section
from ingest.register.grid import Grid, GridCell, Waiting, add_grids
from ingest.register.parted import parted
from ingest.register.piece import Listing, Piece
from ingest.register.run_on_list import without_run_on_lists
from ingest.register.valued_cards import named_by_cells, without_cards

__all__ = ["Flow", "Grid", "GridCell", "Listing", "Piece", "flow_of"]

_MARKER = re.compile(
    r"^\s*(?:[•◆▪■●○◦·*‣–—∙➢➤✓✔❖►▶□→»›▸▹☐☑★☆✦➜➔◇⇒✅-]|\(?[a-zA-Z]\)|[A-Z]\.(?=\s)|\(?[ivx]{1,4}\)|\(?\d{1,2}[.)](?=\s)|[o](?=\s))\s*"
)
_SOURCE = re.compile(r"\[published:[^\]]*(?:\]|$)")
_OPEN_SOURCE = re.compile(r"\[published:[^\]]*$")


@dataclass
class Flow:
    """What the rules read."""

    document_id: str
    pages: Sequence[Page]
    sections: Sequence[Section]
    pieces: list[Piece]
    lists: list[Listing]
    grids: list[Grid]
    titles: tuple[str, ...] = ()

    def before(self, piece: Piece) -> Piece | None:
        """Given a piece, return the one before it, or None."""
        index = self._places[id(piece)]
        return self.pieces[index - 1] if index else None

    def after(self, piece: Piece) -> Piece | None:
        """Given a piece, return the one after it, or None."""
        index = self._places[id(piece)] + 1
        return self.pieces[index] if index < len(self.pieces) else None

    def place(self, piece: Piece) -> int:
        """Given a piece, return its place among `pieces`."""
        return self._places[id(piece)]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(piece): index for index, piece in enumerate(self.pieces)}

    @cached_property
    def list_of(self) -> dict[int, Listing]:
        """The list each item is in, by the item's identity."""
        return {id(item): listing for listing in self.lists for item in listing.items}


def flow_of(document_id: str, reading: Reading, sections: Sequence[Section], title: str = "") -> Flow:
    """Given a document's id, what was read of it, its sections and its title in the catalogue, return its flow."""
    pieces: list[Piece] = []
    grids: list[Grid] = []
    waiting: Waiting | None = None
    for index, section in enumerate(sections):
        pieces += _pieces_of(document_id, reading, index, section)
        waiting = add_grids(grids, document_id, reading, index, section, waiting)
    grids = [named_by_cells(part) for grid in grids for part in parted(grid)]
    pieces, carded = without_cards(without_run_on_lists(_without_sources(pieces)))
    grids += carded
    titles = (title,) if title else ()
    return Flow(
        document_id, reading.pages, sections, pieces, list(_lists(pieces)), grids, (*titles, *((reading.title,) if reading.title else ()))
    )


def _without_sources(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with what a digest says of its source ("[published: …]") blanked out: it names headings and pages of another document."""
    kept: list[Piece] = []
    is_open = False
    for piece in pieces:
        text = piece.text
        if is_open:
            end = text.find("]") + 1
            if end == 0 and len(text) > 250:
                is_open = False
            else:
                text = " " * (end or len(text)) + text[end or len(text) :]
                is_open = end == 0
        text = _SOURCE.sub(lambda match: " " * len(match.group()), text)
        is_open = is_open or bool(piece.text) and _OPEN_SOURCE.search(piece.text) is not None
        if text.strip():
            kept.append(piece if text == piece.text else replace(piece, text=text).part(0, len(text)))
    return kept


def _pieces_of(document_id: str, reading: Reading, index: int, section: Section) -> Iterator[Piece]:
    found: list[Piece] = []
    paragraph = ""
    places = ([section.heading] if section.heading else []) + list(section.places)
    for place in places:
        block = place.block
        if block.kind is BlockKind.TABLE:
            continue
        start, text = _without_marker(reading.pages[place.page - 1].text, block.start, block.end, block.kind)
        if not text:
            continue
        if block.continues and found and found[-1].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            found[-1] = _joined(found[-1], place.page, start, text)
            continue
        if re.match(r"^\d", block.marker) and block.kind is not BlockKind.HEADING:
            paragraph = block.marker.strip("().")
        part = (0, place.page, start, len(text))
        marker = block.marker or _printed_marker(reading.pages[place.page - 1].text[block.start : start])
        found.append(Piece(document_id, block.kind, text, (part,), index, section.trail, marker, block.level, paragraph))
    yield from found


def _without_marker(text: str, start: int, end: int, kind: BlockKind) -> tuple[int, str]:
    """Given a block, return where its own words start, and them."""
    own = text[start:end]
    if kind is BlockKind.HEADING:
        return start, own
    for _ in range(2 if kind is BlockKind.ITEM else 1):
        match = _MARKER.match(own)
        numbered = re.match(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+", own)
        if numbered:
            match = numbered
        if match is None or not (kind is BlockKind.ITEM or numbered):
            break
        start, own = start + match.end(), own[match.end() :]
    return start, own


def _printed_marker(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _joined(piece: Piece, page: int, start: int, text: str) -> Piece:
    offset = len(piece.text) + 1
    parts = (*piece.parts, (offset, page, start, len(text)))
    return Piece(
        piece.document_id, piece.kind, f"{piece.text} {text}", parts, piece.section, piece.trail, piece.marker, piece.level, piece.paragraph
    )


def _lists(pieces: Sequence[Piece]) -> Iterator[Listing]:
    """Runs of items alike in marker and depth; deeper ones, or those that an item announces, stand under the item before them."""
    open_lists: dict[tuple[str, int], Listing] = {}
    done: list[Listing] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.kind is not BlockKind.ITEM:
            open_lists = {}
        else:
            above = before if before is not None and before.kind is BlockKind.ITEM else None
            key = (_shape(piece, open_lists), piece.level)
            if key in open_lists:
                keys = list(open_lists)
                open_lists = {kept: open_lists[kept] for kept in keys[: keys.index(key) + 1] if kept == key or kept[1] <= key[1]}
                open_lists[key].items.append(piece)
            else:
                announced = above is not None and above.text.rstrip().endswith(":")
                open_lists = {kept: one for kept, one in open_lists.items() if kept[1] < key[1] or announced and kept[1] == key[1]}
                listing = Listing([piece], before, above)
                open_lists[key] = listing
                done.append(listing)
        before = piece
    yield from done


def _shape(piece: Piece, open_lists: Mapping[tuple[str, int], Listing]) -> str:
    """What the markers of one list share: a bullet, a figure, a number with points, a letter, a Roman number."""
    number = piece.number
    if not number:
        return ""
    if number[0].isdigit():
        return "1.1" if "." in number else "1"
    last = open_lists.get(("a", piece.level))
    if re.fullmatch(r"[ivx]+", number) and not (
        len(number) == 1 and last is not None and ord(last.items[-1].number[:1]) + 1 == ord(number)
    ):
        return "i"
    return "A" if number.isupper() else "a"
