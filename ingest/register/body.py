"""Bodies: boards, groups, organisations and people in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon

_WORD = r"[A-Z][\w'’&-]*"
_NAME = re.compile(rf"(?:{_WORD})(?:\s+(?:(?:and|of|for|on|the|&)\s+){{0,2}}{_WORD}|\s+\([A-Z][A-Za-z]{{1,7}}\))*")
_DOES = re.compile(r"^\s*(?:,\s*)?(?:which|who|that)?\s*(?:is|are|was|will be)?\s*(?:responsible for|leads? on|oversees?|co-?ordinates?|aims? to|manages?|provides?|delivers?|supports?)\s+(?P<does>[^.;,]{5,90})")
_REPORTS = re.compile(r"(?:reports? (?:in)?to|accountable to)\s+(?:the\s+)?(?P<to>[A-Z][^.,;]{3,60})")
_CHAIR = re.compile(r"(?:co-?)?chaired by\s+(?:the\s+)?(?P<chair>[A-Z][^.,;()]{3,60})", re.I)
_LEADS = frozenset("The This Our In On At For To We A An As By With From It All Each Every Under Through Both These And Or If When".split())


def bodies(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its bodies, doubles and all."""
    found: list[Found] = []
    for piece in flow.pieces:
        if piece.kind is not BlockKind.CONTENTS:
            found += _in_text(piece, words)
    for grid in flow.grids:
        for row in grid.rows:
            for cell in row:
                part = ((0, cell.page, cell.start, len(cell.text)),)
                found += _in_text(Piece(grid.document_id, BlockKind.TABLE, cell.text, part, grid.section, grid.trail), words)
    return found


def _in_text(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for match in _NAME.finditer(piece.text):
        start, end = _trimmed(match.group(), match.start(), words)
        name = piece.text[start:end]
        role = _role(name, words)
        if not role or piece.kind is BlockKind.HEADING and len(name) < len(piece.text.strip()) - 12:
            continue
        fields = {"name": re.sub(r"\s+", " ", name), "role": role}
        behind = piece.text[end : end + 200]
        does, reports, chair = _DOES.match(behind), _REPORTS.search(behind[:120]), _CHAIR.search(behind[:120])
        if does is not None:
            fields["does"] = does["does"].strip()
        if reports is not None:
            fields["reports_to"] = reports["to"].strip()
        if chair is not None:
            fields["chair"] = chair["chair"].strip()
        yield Found(
            EntryKind.BODY, name, piece.cut(start, end), fields, piece.trail, piece.paragraph, how=How.LANGUAGE, confidence=0.7
        )


def _trimmed(name: str, start: int, words: Lexicon) -> tuple[int, int]:
    """A name without an opening article or a sentence's first word, and up to its last body word."""
    end = start + len(name)
    while True:
        first = re.match(r"([A-Z]\w*)\s+", name)
        if first is None or first.group(1) not in _LEADS:
            break
        name, start = name[first.end() :], start + first.end()
    last = None
    for kind in ("board", "group", "organisation"):
        for match in re.finditer(rf"\b(?:{words.pattern('body', kind).pattern})(?:\s+\([A-Z][A-Za-z]+\))?", name, re.I):
            last = max(last or 0, match.end())
    return start, start + last if last else end


def _role(name: str, words: Lexicon) -> str:
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", name)
    if len(bare.split()) < 2 or len(bare.split()) > 9:
        return ""
    last = bare.split()[-1]
    for kind in ("board", "group", "organisation"):
        if words.is_only("body", kind, last):
            return kind
    return ""
