"""The deeds of a table's cell that holds several, one below the other, without bullets or stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.register.grid import GridCell
from ingest.register.lexicon import Lexicon

_FEWEST_WORDS = 4  # in each of the deeds
# What calls for more: "launch the …".
_OPEN = re.compile(r"\b(?:to|the|an?|of|and|or|for|with|in|on|at|by|from|as|our|their|its|this|that|called|named|than|out)\s*$", re.I)
# Where one line of a cell ends, in words of no name, and another may begin: "… by October 2026 Launch a …".
_NEXT = re.compile(r"(?<![A-Za-z’'-])(?:[a-z][\w’'-]*|\d[\w/-]*)\)?\s+(?=[A-Z][a-z]+\s+[a-z0-9])")


def deeds_in(cell: GridCell, words: Lexicon) -> Iterator[GridCell]:
    """Given a cell of actions, yield its items, cut where a line ends without a stop and the next begins as an action does."""
    for item in cell.items:
        ends = [match.end() for match in _NEXT.finditer(item.text)]
        cuts = [end for end in ends if words.begins("action", "verbs", item.text[end:]) and _are_apart(item.text[:end], item.text[end:])]
        if not cuts or not words.begins("action", "verbs", item.text):
            yield item
            continue
        edges = [0, *cuts, len(item.text)]
        for start, end in zip(edges, edges[1:], strict=False):
            yield item.cut(start, start + len(item.text[start:end].rstrip()))


def _are_apart(before: str, after: str) -> bool:
    """Whether words may end a line, and others begin the next: neither is too short, and the first do not call for more."""
    return min(len(before.split()), len(after.split())) >= _FEWEST_WORDS and _OPEN.search(before) is None
