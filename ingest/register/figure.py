"""Figures: every number that measures something, in tables (with row, column, unit and period) and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.cell import figures_in
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon
from ingest.register.number import NUMBER, fields_of, value_end, values_in

_LONGEST_NAME = 4  # words of a tile's name
_LONGEST_NUMBER = 16  # characters of a number in large type
_LONGEST_CAPTION = 20  # words of a line below it
_TIME = re.compile(rf"(?P<value>{NUMBER})\s+(?P<unit>(?:working\s+)?(?:days?|weeks?|months?|hours?|minutes?|years?))", re.I)


def figures(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its figures."""
    found: list[Found] = []
    for grid in flow.grids:
        found += figures_in(grid, words)
    for piece in flow.pieces:
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not _numbers_a_heading(piece, flow):
            found += _on_tile(piece, flow, words) or _in_piece(piece, words)
        elif piece.kind is BlockKind.HEADING:
            found += _on_tile(piece, flow, words)
    return found


def _numbers_a_heading(piece: Piece, flow: Flow) -> bool:
    """Whether a small number that stands alone, right above a heading or a line of a few words, is one of a series: the number of a tile,
    and no figure."""
    if not _is_above_heading(piece, flow):
        return False
    own = int(piece.text)
    return any(abs(int(other.text) - own) == 1 for other in flow.pieces if other is not piece and _is_above_heading(other, flow))


def _is_above_heading(piece: Piece, flow: Flow) -> bool:
    if piece.kind is not BlockKind.PARAGRAPH or re.fullmatch(r"\d{1,2}", piece.text) is None:
        return False
    after = flow.after(piece)
    if after is None or after.kind is BlockKind.HEADING:
        return after is not None
    return after.kind is BlockKind.PARAGRAPH and after.text[:1].isupper() and len(after.text.split()) <= _LONGEST_NAME


def _on_tile(piece: Piece, flow: Flow, words: Lexicon) -> list[Found]:
    """A number in large type that stands alone, with what the line below it says of it; nothing where a piece is anything else."""
    text, below = piece.text.strip(), flow.after(piece)
    if len(text) > _LONGEST_NUMBER or below is None or below.kind is not BlockKind.PARAGRAPH or not below.text[:1].islower():
        return []
    if len(below.text.split()) > _LONGEST_CAPTION or below.section != piece.section:
        return []
    said = f"{text} {below.text}"
    time = _TIME.fullmatch(text)
    if time is not None:
        fields = {**fields_of(said, 0, time.end("value"), words), "unit": time["unit"].casefold(), "of": below.text}
        return [piece.found(EntryKind.FIGURE, 0, time.end("value"), fields)]
    if list(values_in(text, words)) != [(0, len(text))] and next(values_in(said, words), None) != (0, len(text)):
        return []  # "1 in 4" is one figure only before what it is of
    return [piece.found(EntryKind.FIGURE, 0, len(text), fields_of(said, 0, len(text), words))]


def _in_piece(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for begin, stop in piece.sentences:
        sentence = piece.text[begin:stop]
        for start, end in values_in(sentence, words):
            fields = fields_of(sentence, start, end, words)
            end = value_end(sentence, start, end)
            yield piece.found(EntryKind.FIGURE, begin + start, begin + end, fields)
