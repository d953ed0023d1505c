"""Bar charts: the name before a drawn bar and the figure behind it are one line, however far apart the bar keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.layout.line import Line
from ingest.readers.pdfium import Rule

_FEWEST = 3  # bars that begin at one edge
_HEIGHT = (3.0, 24.0)  # points
_BEHIND = 12.0  # points: how far behind its bar a figure stands
_BEFORE = 120.0  # points: how far before its bar a name ends
_SNAP = 1.5


class _Bar(NamedTuple):
    x0: float
    top: float
    x1: float
    bottom: float


def join_bars(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """Given a page's lines and what is drawn on it, return the lines, the name and the figure of each bar of a chart made one."""
    kept = list(lines)
    for bars in _charts(rules):
        named = [pair for bar in bars if (pair := _ends(bar, kept)) is not None]
        if len(named) < _FEWEST or len({id(name) for name, _ in named}) < len(named):
            continue
        for name, figure in named:
            figure.glyphs[0] = figure.glyphs[0]._replace(space=True)
            name.glyphs.extend(figure.glyphs)
            name.measure()
            kept = [line for line in kept if line is not figure]
    return kept


def _charts(rules: Sequence[Rule]) -> list[list[_Bar]]:
    """The bars that begin at one edge and do not all end at one."""
    across = sorted((rule for rule in rules if rule.shade and rule.bottom - rule.top < 1), key=lambda rule: rule.top)
    charts: dict[int, list[_Bar]] = {}
    for number, top in enumerate(across):
        for bottom in across[number + 1 :]:
            if bottom.top - top.top > _HEIGHT[1]:
                break
            if bottom.top - top.top >= _HEIGHT[0] and abs(bottom.x0 - top.x0) < _SNAP and abs(bottom.x1 - top.x1) < _SNAP:
                charts.setdefault(round(top.x0), []).append(_Bar(top.x0, top.top, top.x1, bottom.top))
                break
    return [bars for bars in charts.values() if len(bars) >= _FEWEST and len({round(bar.x1) for bar in bars}) > 1]


def _ends(bar: _Bar, lines: Sequence[Line]) -> tuple[Line, Line] | None:
    """The line before a bar and the figure at its end, or None where either is missing."""
    level = [line for line in lines if line.top - _SNAP < (bar.top + bar.bottom) / 2 < line.bottom + _SNAP and line.glyphs[0].upright]
    figures = [line for line in level if -_SNAP <= line.x0 - bar.x1 <= _BEHIND and line.text[:1] in "£0123456789" and len(line.text) < 10]
    names = [line for line in level if -_SNAP <= bar.x0 - line.x1 <= _BEFORE]
    if len(figures) != 1 or not names:
        return None
    return max(names, key=lambda line: line.x1), figures[0]
