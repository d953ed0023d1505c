"""Organisations known by where their names stand: among members and partners, in columns that say who leads, and beside what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Grid, GridCell, Piece
from ingest.register.labelled import owner_on
from ingest.register.lexicon import Lexicon
from ingest.register.person import is_post_or_subject

_CAP = r"(?!The\b)[A-Z][\w’'&-]*"
_CAPS = rf"{_CAP}(?:\s+(?:(?:and|of|for|&)\s+)?{_CAP}){{1,5}}"
_WHOLE = re.compile(rf"(?:The\s+)?(?P<name>{_CAPS})(?:\s*\([^)]*\))?[;,.]?(?:\s+and)?")
_MEMBERS = re.compile(r"\b(?:members?(?:hip)?|partners|organisations|agencies|(?:responsible|specified)\s+authorities)\b", re.I)
_JOINED = re.compile(
    r"\b(?:joined\s+by|made\s+up\s+of|(?:members|partners)\s+(?:are|include)|brings\s+together|consists\s+of)\s+(?P<rest>[^.;:]+)", re.I
)
_ONE = re.compile(rf"(?:^|,\s+|\band\s+|;\s+)(?:the\s+)?(?P<name>{_CAPS})(?=\s*(?:[,;.)]|\([^)]*\)|and\b|$))")
# What an organisation is, before its name or behind it.
_KINDS = (
    r"charity|provider|housing\s+association|social\s+enterprise|company|specialist\s+service|local\s+service"
    r"|support\s+service|community\s+group"
)
_BEFORE = re.compile(rf"\b(?:[a-z-]+\s+){{0,2}}(?:{_KINDS})\s+(?P<name>{_CAPS})(?![\w’'])")
_BEHIND = re.compile(
    rf"(?:^|(?<=[.;:]\s)|(?<=\bby\s)|(?<=\bto\s)|(?<=\bwith\s)|(?<=\bfrom\s))(?P<name>{_CAP}(?:\s+{_CAP}){{0,3}}),\s+"
    rf"(?:(?:our|the|a|an)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_KINDS}|Partnership|partnership)\b"
    r"|which\s+(?:runs|provides|delivers|manages|offers)\s)"
)
_PARTS = re.compile(r"\s*[,;/|]\s*")
_LEADS = re.compile(
    r"(?:lead|responsible|delivery|partner)?\s*(?:organisations?|agenc(?:y|ies)|partners?|bod(?:y|ies))|leads?|led\s+by|who\s+leads|owner",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:Plan|Strategy|Act|Duty|Fund|Grant|Programme|Scheme|Week|Day|Year|Policy|Priority|Total|Appendix|All|Tbc|TBC)\b"
)
_MOST = 6  # words of a name
_LONGEST_CELL = 120  # characters of a cell that holds names alone
_OPENING = frozenset("We Our This That These It They All Each Both Her His In On At For With From As If When The A An".split())


def members(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """Given a flow, yield the organisations that only their place names, doubles and all."""
    for listing in flow.lists:
        title = listing.items[0].trail[-1] if listing.items[0].trail else ""
        if _MEMBERS.search(listing.introduction) or _MEMBERS.search(title) and len(title.split()) <= 6:
            for item in listing.items:
                yield from _whole(item, words)
    for piece in flow.pieces:
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        if piece.trail and len(piece.trail[-1].split()) <= 6 and _MEMBERS.search(piece.trail[-1]):
            yield from _whole(piece, words)
        yield from _in_text(piece, words)
        owner = owner_on(piece)
        if owner is not None:
            yield from _whole(owner, words)
    for grid in flow.grids:
        yield from _in_columns(grid, words)


def _whole(piece: Piece, words: Lexicon) -> Iterator[Found]:
    """A piece that is no more than a name."""
    match = _WHOLE.fullmatch(piece.text.strip())
    if match is not None and _is_name(match["name"], words):
        begin = len(piece.text) - len(piece.text.lstrip())
        yield _organisation(piece, begin + match.start("name"), begin + match.end("name"))


def _in_text(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for joined in _JOINED.finditer(piece.text):
        for match in _ONE.finditer(joined["rest"]):
            if _is_name(match["name"], words):
                yield _organisation(piece, joined.start("rest") + match.start("name"), joined.start("rest") + match.end("name"))
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(piece.text):
            if match["name"].split()[0] not in _OPENING and _is_name(match["name"], words, fewest=1):
                yield _organisation(piece, *match.span("name"))


def _in_columns(grid: Grid, words: Lexicon) -> Iterator[Found]:
    """The names in a table's column that says which organisation leads."""
    columns = [column for column, name in grid.columns.items() if _LEADS.fullmatch(name.strip(" :?"))]
    for cell in grid.cells if columns else ():
        for part in _parts(cell) if cell.column in columns and len(cell.text) <= _LONGEST_CELL else ():
            if _WHOLE.fullmatch(part.text) and _is_name(part.text, words):
                yield _organisation(grid.as_piece(part), 0, len(part.text))


def _parts(cell: GridCell) -> Iterator[GridCell]:
    """The names that commas and strokes part in a cell."""
    start = 0
    for match in [*_PARTS.finditer(cell.text), None]:
        end = match.start() if match is not None else len(cell.text.rstrip())
        if end > start:
            yield cell.cut(start, end)
        start = match.end() if match is not None else end


def _is_name(name: str, words: Lexicon, fewest: int = 2) -> bool:
    """Whether words can be an organisation's name: a few, and no post, plan, law or fund."""
    count = len(name.split())
    if any(_is_body(part, words) for part in name.split(" and ")[:-1]):
        return False  # two names
    if is_post_or_subject(name, words):
        return False
    if not fewest <= count <= _MOST or _NO_NAME.search(name) or words.finds("body", "person", name):
        return False
    return re.search(r"[a-z]", name) is not None and re.search(r"\b(?:Chair|Lead|Councillor|Cllr|Mr|Mrs|Ms|Dr|Inspector)\b", name) is None


def _is_body(name: str, words: Lexicon) -> bool:
    """Whether words are a body's name by themselves."""
    last = name.split()[-1] if name.split() else ""
    return words.is_only("body", "known", name) or len(name.split()) > 1 and words.ends_body(last)


def _organisation(piece: Piece, start: int, end: int) -> Found:
    name = re.sub(r"\s+", " ", piece.text[start:end])
    return piece.found(EntryKind.BODY, start, end, {"name": name, "role": "organisation"}, confidence=0.65)
