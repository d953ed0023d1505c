"""What a plan that says of nothing outright that it is a priority says it will focus on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from ingest.documents import BlockKind
from ingest.register.dates import CALENDAR
from ingest.register.lexicon import Lexicon
from ingest.register.piece import Piece

_FEWEST, _MOST = 2, 8  # things that a plan focuses on
_LONGEST = 14  # words of the name of one
# Who focuses, right before the verb: the author, or its plan; what others do, or are asked, is none of its priorities.
_AUTHOR = r"(?:plan|strategy|partnership|council|authority|forum|board|group|committee|alliance|commissioner|police|service|work)"
_AUTHORS = re.compile(
    rf"\b(?:we|our(?:\s+(?:main|key|first|next|strategic|overall|joint|shared|particular))*|(?:our\s+)?partners|(?:the|this|our)\s+(?:[\w’'-]+\s+){{0,4}}?{_AUTHOR})"
    r"(?:\s+(?:is|are|have|has|been|be|will|shall|would|to|going|also|now|therefore|agreed|decided|chosen|chose|resolved|want|wants|plan|plans"
    r"|intend|intends|propose|proposes|aim|aims|continue|particularly|mainly|must))*\s*$",
    re.I,
)
_OURS_WITHIN = re.compile(r"^priority\s+areas\b|\b(?:we|our|partners)\b", re.I)
_ASKED = re.compile(
    r"\b(?:asked|asks|asking|should|questions?|told|thought|wanted|suggested|said|previously|last\s+year|(?:in|at|during)\s+(?:the|this|our|each|a)\s+(?:\w+\s+)?(?:meeting|session|survey|workshop|visit|audit|inspection|training|event)s?)\b",
    re.I,
)
# What costs so much, or came out then, is something told of the plan.
_SUM_OR_DATE = re.compile(rf"£\s?\d|\b(?:{CALENDAR}|in)\s+20\d{{2}}\b", re.I)
_SAYS_MORE = re.compile(r"\s[–—-]\s|[:.;]")  # what stands between a name and what is said of it
_NEAR_END = 30  # characters: words that say what a list holds end no farther from its colon


def says_focus(words: Lexicon, lead: str) -> bool:
    """Given a line that introduces something, say whether it ends by saying what is focused on ("Until 2030 we will concentrate on:")."""
    end = len(lead.rstrip(" :;"))
    said = any(
        end - match.end() <= _NEAR_END and (_OURS_WITHIN.search(match.group()) or _AUTHORS.search(lead[: match.start()]))
        for match in words.pattern("priority", "focuses").finditer(lead)
    )
    return said and not _ASKED.search(lead) and not words.finds("priority", "never", lead)


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
    """Given the items of a list, say whether they can be what is focused on: a few, each short or beginning with a short name,
    none with a sum or a date."""
    return _FEWEST <= len(items) <= _MOST and all(
        len(_SAYS_MORE.split(item.text.strip(), maxsplit=1)[0].split()) <= _LONGEST and not _SUM_OR_DATE.search(item.text) for item in items
    )
