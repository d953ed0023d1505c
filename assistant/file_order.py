"""Where words stand together in a page's own text, as other readers of the file find it.

What we read as one (a table's row, the lines of a tile) may stand in pieces in the file, in another order: quoted as one it would be no
quote. Each piece that does stand together is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.documents import Page, Span

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class FileOrder:
    """The order in which a page's words stand in its file; kept for a page of which several spans are quoted."""

    page: Page

    @cached_property
    def letters(self) -> frozenset[int]:
        """Where in the page's own text layer what is no white space stands."""
        return frozenset(place for place, letter in zip(self.page.origin, self.page.text, strict=True) if not letter.isspace())

    def runs_of(self, span: Span) -> tuple[Span, ...]:
        """Given a span of the page, return the spans of its words that stand together in the file's own order, in the page's order; the
        span itself where all do, or where the file has no such order. What holds no letter and no figure is left out beside others."""
        cuts = list(self._cuts(span)) if self.page.origin else []
        if not cuts:
            return (span,)
        edges = [span.start, *cuts, span.end]
        parts = [self._trimmed(span, start, end) for start, end in zip(edges, edges[1:], strict=False)]
        return tuple(part for part in parts if _WORD.search(self.page.text, part.start, part.end)) or (span,)

    def _cuts(self, span: Span) -> Iterator[int]:
        """Where the file goes on with other words of the page than the span does: the first character behind each such place."""
        last = -1
        for at in range(span.start, span.end):
            place = self.page.origin[at]
            if place < 0 or self.page.text[at].isspace():
                continue
            if last >= 0 and (place < last or any(between in self.letters for between in range(last + 1, place))):
                yield at
            last = place

    def _trimmed(self, span: Span, start: int, end: int) -> Span:
        """A part of a span without white space at its ends."""
        words = self.page.text[start:end]
        return Span(span.document_id, span.page, start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
