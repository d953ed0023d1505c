"""Figures: every number that measures something, in tables (with row, column, unit and period) and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.cell import figures_in
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon
from ingest.register.number import fields_of, value_end, values_in


def figures(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its figures."""
    found: list[Found] = []
    for grid in flow.grids:
        found += figures_in(grid, words)
    for piece in flow.pieces:
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not _numbers_a_heading(piece, flow):
            found += _in_piece(piece, words)
    return found


def _numbers_a_heading(piece: Piece, flow: Flow) -> bool:
    """Whether a small number that stands alone, right above a heading, is one of a series: the number of a tile, and no figure."""
    if not _is_above_heading(piece, flow):
        return False
    own = int(piece.text)
    return any(abs(int(other.text) - own) == 1 for other in flow.pieces if other is not piece and _is_above_heading(other, flow))


def _is_above_heading(piece: Piece, flow: Flow) -> bool:
    if piece.kind is not BlockKind.PARAGRAPH or re.fullmatch(r"\d{1,2}", piece.text) is None:
        return False
    after = flow.after(piece)
    return after is not None and after.kind is BlockKind.HEADING


def _in_piece(piece: Piece, words: Lexicon) -> Iterator[Found]:
    for begin, stop in piece.sentences:
        sentence = piece.text[begin:stop]
        for start, end in values_in(sentence, words):
            fields = fields_of(sentence, start, end, words)
            end = value_end(sentence, start, end)
            yield piece.found(EntryKind.FIGURE, begin + start, begin + end, fields)
