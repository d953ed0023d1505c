"""What could be quoted: the sentences, list items, table rows and whole lists of the passages that were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.retrieve import Hit
from ingest.documents import Block, BlockKind, Page, Source, Span
from ingest.library import Snapshot
from ingest.sentences import sentences_of

READ = 10  # hits that are read closely
LONGEST_LIST = 2400  # characters: a longer list is quoted item by item
LONGEST_ITEM = 400  # characters: a longer list item is quoted sentence by sentence
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]")
_PUBLISHED = re.compile(r"\s*\[published:[^\]]*\]?\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, list item, table row or whole list: its spans, its words, the rank of the hit it stands in and that hit.

    `row` marks a table row, `item` a list item, `whole` a list as one piece; `introduced` holds the line that introduces a whole list.
    """

    spans: tuple[Span, ...]
    words: str
    rank: int
    hit: Hit
    row: bool = False
    item: bool = False
    whole: bool = False
    introduced: str = ""

    def overlaps(self, other: Piece) -> bool:
        """Given another piece, say whether the two share a character of a page."""
        return any(mine.overlaps(theirs) for mine in self.spans for theirs in other.spans)


def pieces_of(hits: Sequence[Hit], snapshot: Snapshot, listed: bool) -> list[Piece]:
    """Given hits, best first, return their pieces in the order of reading, hit by hit; whole lists too where a list was asked for."""
    return [piece for rank, hit in enumerate(hits[:READ]) for piece in _pieces(hit, rank, snapshot, listed)]


def _pieces(hit: Hit, rank: int, snapshot: Snapshot, listed: bool) -> Iterator[Piece]:
    digest = snapshot.document(hit.passage.document_id).document.source is Source.DIGEST
    lists: list[tuple[str, list[Piece]]] = [("", [])]  # each with the line before it
    for span in hit.passage.spans:
        page = snapshot.page(span.document_id, span.page)
        for block in page.blocks:
            start, end = max(block.start, span.start), min(block.end, span.end)
            if start >= end:
                continue
            if block.kind in (BlockKind.CONTENTS, BlockKind.HEADING):
                lists.append(("", []))
                continue
            for begin, stop in _parts(page, block, start, end):
                begin, stop = _without_reference(page.text, begin, stop) if digest else (begin, stop)
                words = page.text[begin:stop]
                if not re.search(r"\w", words):
                    continue
                row, item = block.kind is BlockKind.TABLE, block.kind is BlockKind.ITEM
                piece = Piece((Span(span.document_id, span.page, begin, stop),), words, rank, hit, row, item)
                _add(piece, lists)
                yield piece
    for place, (before, items) in enumerate(lists) if listed else ():
        if len(items) >= 2:
            # What introduces a passage's list may stand in the passage before it.
            yield from _whole_list(items, before if place else hit.passage.lead or before, rank, hit)


def _add(piece: Piece, lists: list[tuple[str, list[Piece]]]) -> None:
    """Add a piece to the lists of its passage: an item to the last one, anything else as the line before the next."""
    if not piece.item:
        lists.append((piece.words, []))
        return
    if numbering_ends(lists[-1][1], piece.words):
        lists.append(("", []))
    lists[-1][1].append(piece)


def numbering_ends(items: Sequence[Piece], words: str) -> bool:
    """Given the items of a list and the words of the one behind them, say whether it has no number and each of them has one: another list
    begins with it."""
    return len(items) > 1 and all(_NUMBERED.match(item.words) for item in items) and _NUMBERED.match(words) is None


def _whole_list(items: Sequence[Piece], before: str, rank: int, hit: Hit) -> Iterator[Piece]:
    words = " ".join(item.words for item in items)
    if len(words) < LONGEST_LIST:
        spans = tuple(span for item in items for span in item.spans)
        yield Piece(spans, words, rank, hit, whole=True, introduced=before)


def _parts(page: Page, block: Block, start: int, end: int) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.TABLE and block.table is not None:
        yield from _rows(page, block.table, start, end)
    elif block.kind is BlockKind.ITEM and end - start < LONGEST_ITEM:
        # A bullet may be drawn and not printed: then no character of the page is one.
        printed = block.start == start and not block.marker[:1].isalnum() and page.text.startswith(block.marker, start)
        bullet = len(block.marker) if printed else 0
        yield start + bullet + len(page.text[start + bullet : end]) - len(page.text[start + bullet : end].lstrip()), end
    else:
        # A paragraph's number is told by the citation.
        start += len(block.marker) if start == block.start and page.text.startswith(block.marker, start) else 0
        for begin, stop in sentences_of(page.text[start:end]):
            yield start + begin, start + stop


def _rows(page: Page, table: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The rows of a table between two characters of its page; the names of the columns answer nothing by themselves."""
    rows: dict[int, tuple[int, int]] = {}
    for cell in page.tables[table].cells:
        if cell.row >= page.tables[table].header_rows and start <= cell.start < cell.end <= end:
            first, last = rows.get(cell.row, (cell.start, cell.end))
            rows[cell.row] = (min(first, cell.start), max(last, cell.end))
    yield from (rows[number] for number in sorted(rows))


def _without_reference(text: str, start: int, end: int) -> tuple[int, int]:
    """A digest's note of where the words stand in the published document is told by the citation, not quoted; nor is the rest of one that a
    line's end has parted."""
    if text.rfind("[published:", 0, start) > text.rfind("]", 0, start):
        start = min(end, text.find("]", start) + 1 or start)
    match = _PUBLISHED.search(text[start:end])
    return start, start + match.start() if match else end
