"""Lists that run on in a paragraph: "We will do the following. (a) The council will open a hub. (b) The police will visit schools."

Each item is a sentence or more of its own; what a clause within one sentence counts off ("(1) calm streets; (2) safe homes") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import BlockKind
from ingest.register.piece import Piece

_MARKER = re.compile(r"(?:(?<=\s)|^)(?P<marker>\(?(?P<number>\d{1,2}|[a-z]|[ivx]{2,4})\))\s+(?=[A-Z‘“'\"])")
_ROMAN = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split())
_COUNTS = (tuple("abcdefghijklmnopqrstuvwxyz"), _ROMAN, tuple(map(str, range(1, 31))))
_FEWEST = 2  # items
_SENTENCE_ENDS = (".", "!", "?", ".”", ".’", ".)")


def without_run_on_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Given pieces, return them with each paragraph that a list runs on in parted into the words before it and its items."""
    return [part for piece in pieces for part in _parted(piece)]


def _parted(piece: Piece) -> Iterator[Piece]:
    marks = _marks(piece.text) if piece.kind is BlockKind.PARAGRAPH else []
    if not marks:
        yield piece
        return
    if marks[0].start():
        yield piece.part(0, marks[0].start())
    ends = [*(match.start() for match in marks[1:]), len(piece.text)]
    for match, end in zip(marks, ends, strict=True):
        yield replace(piece.part(match.end(), end), kind=BlockKind.ITEM, marker=match["marker"], level=1)


def _marks(text: str) -> list[re.Match[str]]:
    """The markers in a text that count from the first letter or number on: none where they are fewer than two, or one stands within a
    sentence."""
    marks = list(_MARKER.finditer(text)) if ")" in text else []
    for count in _COUNTS:
        run: list[re.Match[str]] = []
        for match in marks:
            if len(run) < len(count) and match["number"] == count[len(run)]:
                run.append(match)
        before = [text[: match.start()].rstrip() for match in run]
        if len(run) >= _FEWEST and before[0].endswith((*_SENTENCE_ENDS, ":")) and all(said.endswith(_SENTENCE_ENDS) for said in before[1:]):
            return run
    return []
