"""What a plan that says of nothing outright that it is a priority says it will focus on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from ingest.documents import BlockKind
from ingest.register.lexicon import Lexicon
from ingest.register.piece import Piece

_FEWEST, _MOST = 2, 8  # things that a plan focuses on
_LONGEST = 14  # words of the name of one
_SAYS_MORE = re.compile(r"\s[–—-]\s|[:.;]")  # what stands between a name and what is said of it
_NEAR_END = 30  # characters: words that say what a list holds end no farther from its colon


def says_focus(words: Lexicon, lead: str) -> bool:
    """Given a line that introduces something, say whether it ends by saying what is focused on ("Until 2030 we will concentrate on:")."""
    end = len(lead.rstrip(" :;"))
    said = any(end - match.end() <= _NEAR_END for match in words.pattern("priority", "focuses").finditer(lead))
    return said and not words.finds("priority", "never", lead)


def heads_focus(words: Lexicon, heading: str) -> bool:
    """Given a heading without its number, say whether it is called as one over what is focused on ("Where we will focus")."""
    return words.is_only("priority", "focus_headings", heading)


def leads_of(pieces: Sequence[Piece]) -> Mapping[int, str]:
    """Given a document's pieces, return the sentence with a colon that each section's own text ends with, where a heading follows it."""
    found: dict[int, str] = {}
    for piece, after in itertools.pairwise(pieces):
        said = piece.last_sentence if piece.kind is BlockKind.PARAGRAPH and after.kind is BlockKind.HEADING else ""
        if said.rstrip().endswith(":"):
            found[piece.section] = said
    return found


def are_names(items: Sequence[Piece]) -> bool:
    """Given the items of a list, say whether they can be what is focused on: a few, each short or beginning with a short name."""
    return _FEWEST <= len(items) <= _MOST and all(
        len(_SAYS_MORE.split(item.text.strip(), maxsplit=1)[0].split()) <= _LONGEST for item in items
    )
