"""Actions set as headings of their own, with lines below that say who leads each and by when."""

from __future__ import annotations

import re

from ingest.register.action_lead import lines_below, said_on
from ingest.register.entry import EntryKind
from ingest.register.flow import Flow
from ingest.register.lexicon import Lexicon
from ingest.register.piece import Piece
from ingest.register.roles import NAMED, heading_kind

_NUMBER = re.compile(r"(?:(?:action\s+)?\d{1,2}(?:\.\d{1,2})*[.):]?|[A-Z]{1,3}\d{1,2}[.):]?)\s+", re.I)
_SAID = frozenset({"who", "by_when"})


def heads_action(piece: Piece, flow: Flow, words: Lexicon) -> bool:
    """Given a heading, say whether it is an action: lines below it say who leads it or by when, and a heading above announces actions; or
    they say both, and it begins as an action does."""
    if NAMED.match(piece.text) or heading_kind(words, piece.text[number_end(piece.text) :]) is not None:
        return False
    said = {field for line in lines_below(piece, flow) for field in said_on(line)}
    begins = words.begins("action", "verbs", piece.text[number_end(piece.text) :])
    announced = any(heading_kind(words, title) is EntryKind.ACTION for title in piece.trail[:-1])
    return bool(said) and announced or said == _SAID and begins


def number_end(text: str) -> int:
    """Given a heading, return where its number ends, or 0."""
    match = _NUMBER.match(text)
    return match.end() if match is not None else 0
