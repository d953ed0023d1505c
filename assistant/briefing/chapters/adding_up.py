"""What does not add up: each finding with both places, the arithmetic, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.briefing.briefing import Block
from assistant.briefing.by_document import by_document
from assistant.briefing.found import Found, OfDocument
from assistant.briefing.pen import Pen
from assistant.conversation import LookedIn

CERTAIN, LIKELY = 0.9, 0.75


def adding_up(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the chapter's blocks."""
    blocks = by_document(found, lambda document: _of_document(document, pen))
    if any(one.contradictions for one in found.documents):
        blocks.append(pen.quiet("adding_up.rounding"))
    return tuple(blocks)


def _of_document(document: OfDocument, pen: Pen) -> Iterator[Block]:
    for one in document.contradictions:
        yield from pen.finding(one)
        sure = "certain" if one.sure >= CERTAIN else "likely" if one.sure >= LIKELY else "possible"
        yield pen.quiet(f"adding_up.{sure}")
    if not document.contradictions:
        published = document.script.shelf.published
        unread = tuple((document.script.document.id, number) for number in published.unreadable)
        looked = LookedIn((document.script.document.id,), "passages", published.passages, unread)
        line = pen.absent(pen.words.say("adding_up.none", {"title": document.title}), looked)
        if line is not None:
            yield line
