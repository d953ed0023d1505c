"""The heading that an item of a list stands under, where it is told beside what stands under another."""

from __future__ import annotations

from assistant.pieces import Piece
from ingest.documents import BlockKind, Passage, Span
from ingest.lexical import words_of
from ingest.library import Snapshot

PAGES_BACK = 2  # pages before an item on which its heading may stand
LONGEST = 120  # characters of a heading that is told


def heading_of(piece: Piece, snapshot: Snapshot) -> tuple[Span, ...]:
    """Given a piece, return where the heading that it stands under is printed: the last before it in its passage, else that of its part;
    nothing where it has none, or a very long one."""
    return _heading_in(piece.hit.passage, piece.spans[0], snapshot)


def heading_at(span: Span, snapshot: Snapshot) -> tuple[Span, ...]:
    """Given a span of a document, return the same for it; nothing where no passage holds it."""
    held = (one for one in snapshot.passages_of(span.document_id) if any(part.overlaps(span) for part in one.spans))
    passage = next(held, None)
    return _heading_in(passage, span, snapshot) if passage is not None else ()


def _heading_in(passage: Passage, span: Span, snapshot: Snapshot) -> tuple[Span, ...]:
    named = words_of(passage.trail[-1]) if passage.trail else []
    for number in range(span.page, max(0, span.page - PAGES_BACK - 1), -1):
        page = snapshot.page(span.document_id, number)
        for block in reversed(page.blocks):
            if block.kind is not BlockKind.HEADING or (number == span.page and block.start > span.start):
                continue
            within = any(part.page == number and part.start <= block.start < part.end for part in passage.spans)
            if within or (named and words_of(page.text[block.start : block.end])[-len(named) :] == named):
                return (Span(span.document_id, number, block.start, block.end),) if block.end - block.start <= LONGEST else ()
    return ()
