"""The parts of a chapter that each tell of one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.briefing.briefing import Block, Heading
from assistant.briefing.found import Found, OfDocument


def by_document(found: Found, part_of: Callable[[OfDocument], Iterable[Block]]) -> list[Block]:
    """Given what was found, and what gives one document's part, return the parts in order, each under its document's title where there
    are several."""
    blocks: list[Block] = []
    for document in found.documents:
        if found.several:
            blocks.append(Heading(document.title))
        blocks += part_of(document)
    return blocks
