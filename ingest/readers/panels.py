"""Bands of colour from one edge of the page to the other, with a text of its own: a title beside large figures, above the columns.

What stands in one is read as one, so that its columns do not run into those below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.line import Line
from ingest.readers.pdfium import Rule, Sheet

_EDGE = 2.0  # points: how near the page's edge a band ends
_LEAST, _MOST = 0.08, 0.6  # of the page's height: what is lower is a running head, what is higher the page's own ground
_FEWEST = 4  # lines in a band
_GAP = 6.0  # points between two texts side by side


def mark_panels(lines: Sequence[Line], sheet: Sheet) -> None:
    """Given a page's lines and what is drawn on it, number the lines that stand in a band of colour as those of a card."""
    number = max((line.card for line in lines), default=-1) + 1
    for top, bottom in _bands(sheet.rules, sheet.width, sheet.height):
        inside = [line for line in lines if line.card < 0 and line.glyphs[0].upright and top <= (line.top + line.bottom) / 2 <= bottom]
        tiles = _side_by_side(inside)
        if len(inside) >= _FEWEST and len(inside) < len(lines) and len(tiles) > 1:
            for place, tile in enumerate(tiles):
                for line in tile:
                    line.card, line.tile = number, place
            number += 1


def _bands(rules: Sequence[Rule], width: float, height: float) -> list[tuple[float, float]]:
    """Upper and lower edge of each filled box that is as wide as the page."""
    edges = sorted({round(r.top, 1) for r in rules if r.shade and r.x0 <= _EDGE and r.x1 >= width - _EDGE and r.bottom - r.top < 1})
    sides = [r for r in rules if r.shade and r.x1 - r.x0 < 1 and (r.x0 <= _EDGE or r.x1 >= width - _EDGE)]
    return [
        (top, bottom)
        for top, bottom in zip(edges, edges[1:], strict=False)
        if _LEAST * height <= bottom - top <= _MOST * height
        and any(abs(side.top - top) < _EDGE and abs(side.bottom - bottom) < _EDGE for side in sides)
    ]


def _side_by_side(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines from left to right, apart where an upright strip of the band is free of words."""
    tiles: list[list[Line]] = []
    edge = 0.0
    for line in sorted(lines, key=lambda line: line.x0):
        if tiles and line.x0 < edge + _GAP:
            tiles[-1].append(line)
        else:
            tiles.append([line])
        edge = max(edge, line.x1)
    return tiles
