"""Where words stand together in a page's own text, as other readers of the file find it.

What we read as one (a table's row, the lines of a tile) may stand in pieces in the file, in another order: quoted as one it would be no
quote. Each piece that does stand together is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import Page, Span

_WORD = re.compile(r"[^\W_]")


def runs_of(page: Page, span: Span) -> tuple[Span, ...]:
    """Given a page and a span of it, return the spans of its words that stand together in the file's own order, in the page's order; the
    span itself where all do, or where the file has no such order. What holds no letter and no figure is left out beside others."""
    cuts = list(_cuts(page, span)) if page.origin else []
    if not cuts:
        return (span,)
    edges = [span.start, *cuts, span.end]
    parts = [_trimmed(page, span, start, end) for start, end in zip(edges, edges[1:], strict=False)]
    return tuple(part for part in parts if _WORD.search(page.text, part.start, part.end)) or (span,)


def _cuts(page: Page, span: Span) -> Iterator[int]:
    """Where the file goes on with other words of the page than the span does: the first character behind each such place."""
    held: set[int] | None = None
    last = -1
    for at in range(span.start, span.end):
        place = page.origin[at]
        if place < 0 or page.text[at].isspace():
            continue
        if last >= 0 and place not in (last, last + 1):
            if held is None:
                held = {one for one, letter in zip(page.origin, page.text, strict=True) if not letter.isspace()}
            if place < last or any(between in held for between in range(last + 1, place)):
                yield at
        last = place


def _trimmed(page: Page, span: Span, start: int, end: int) -> Span:
    """A part of a span without white space at its ends."""
    words = page.text[start:end]
    return Span(span.document_id, span.page, start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
