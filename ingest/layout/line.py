"""Glyphs -> lines: what stands on one baseline and reads as one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.layout.marker import is_marker_text, marker_of
from ingest.readers.pdfium import Dot, Glyph

_SPLIT_GAP = 1.7  # em: a wider gap on one baseline parts two fragments (a column, a cell, a tab)
_RAISED_GAP = 0.45  # em: what is set high or low within a line stands no farther from it
_TURNED_WORD = 0.12  # em: letters on their side farther apart than this are of two words
_TURNED_SPACE = 0.6  # em: and farther apart than this of two lines
_MERGE_GAP = 1.2  # em: fragments closer than this on one baseline are one line
_MARKER_GAP = 64.0  # points: how far a bullet may stand from its words


class Beside(NamedTuple):
    """Where what a label at the side is the label of begins: its left edge, and the heights that it may stand between."""

    edge: float
    top: float
    bottom: float


@dataclass(slots=True)
class Line:
    """Glyphs that stand on one baseline and read as one run."""

    glyphs: list[Glyph]
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False
    dotted: bool = False  # a bullet is drawn in front of it
    card: int = -1  # the drawn box with a text of its own that it stands in, by number, or -1
    tile: int = -1  # in a band of colour across the page: which of the texts side by side it belongs to, or -1
    beside: Beside | None = None  # of a label at the side: where that stands which it is the label of

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Work out box and look again after the glyphs have changed."""
        self.x0 = min(g.x0 for g in self.glyphs)
        self.x1 = max(g.x1 for g in self.glyphs)
        sizes = sorted(g.size for g in self.glyphs)
        self.size = sizes[len(sizes) // 2]
        # A raised footnote mark must not stretch the line's box: only full-size glyphs count.
        full = [g for g in self.glyphs if g.size >= 0.8 * self.size]
        self.top = min(g.top for g in full)
        self.bottom = max(g.bottom for g in full)
        words = [g for g in self.glyphs if g.char.isalnum()]
        self.bold = bool(words) and sum(g.bold for g in words) >= 0.85 * len(words)

    @property
    def text(self) -> str:
        """The line's words, single spaces between them."""
        return "".join((" " if g.space and i else "") + g.char for i, g in enumerate(self.glyphs))

    @property
    def marker(self) -> str:
        """The bullet, letter or number that the line starts with, or nothing."""
        return marker_of(self.glyphs) or ("•" if self.dotted else "")

    @property
    def labelled(self) -> bool:
        """Whether it begins with a label in bold type and goes on in plain type behind a colon ("Lead: Housing Team")."""
        colon = next((n for n, glyph in enumerate(self.glyphs) if glyph.char == ":"), 0)
        label = [glyph.bold for glyph in self.glyphs[:colon] if glyph.char.isalnum()]
        rest = [glyph.bold for glyph in self.glyphs[colon + 1 :] if glyph.char.isalnum()]
        return bool(label) and bool(rest) and all(label) and not any(rest) and self.glyphs[0].char.isupper()

    @property
    def first_word_width(self) -> float:
        """How wide the first word is, in points."""
        end = self.glyphs[0].x1
        for glyph in self.glyphs[1:]:
            if glyph.space:
                break
            end = glyph.x1
        return end - self.glyphs[0].x0


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Given a page's glyphs in the file's order, return its lines (in no particular order)."""
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        (upright if glyph.upright else turned).append(glyph)
    fragments = [Line(run) for run in _runs(upright)]
    return _merged(fragments) + [Line(run) for run in _turned_runs(turned)]


def mark_dotted(lines: Iterable[Line], dots: Sequence[Dot]) -> None:
    """Given a page's lines and its drawn bullets, mark each line that one stands before."""
    for line in lines if dots else ():
        em = line.size
        line.dotted = any(0 < line.x0 - dot.x < 2.2 * em and line.top < dot.y < line.bottom for dot in dots)


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    em = max(last.size, glyph.size)
    overlap = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    if overlap < 0.4 * min(last.size, glyph.size):
        return False
    if abs(glyph.x0 - last.x0) < 0.01 and abs(glyph.x1 - last.x1) < 0.01:
        return True  # the letters of a ligature share one box
    gap = glyph.x0 - last.x1
    if abs(last.size - glyph.size) < 0.1 * em and abs(last.bottom - glyph.bottom) > 0.3 * em and gap > _RAISED_GAP * em:
        return False  # letters of one size stand on one baseline: these are of two cells side by side, no "th" set high
    return -0.6 * em <= gap <= _SPLIT_GAP * em


def _turned_runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Text set on its side: kept in the file's order, a line break of pdfium's ends a run, save where the next letter stands right behind
    the last one (some files have such a break behind every letter)."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        gap = _turned_gap(runs[-1][-1], glyph) if runs and glyph.breaks else None
        if runs and not glyph.breaks and _turned_away(runs[-1][-1], glyph):
            runs.append([glyph])
        elif runs and (not glyph.breaks or gap is not None and gap <= _TURNED_SPACE):
            runs[-1].append(glyph if gap is None else glyph._replace(space=gap > _TURNED_WORD))
        else:
            runs.append([glyph])
    return runs


def _turned_away(last: Glyph, glyph: Glyph) -> bool:
    """Whether a letter on its side stands beside the line of the one before it, although the file has no break between them."""
    beside = min(last.x1, glyph.x1) - max(last.x0, glyph.x0) < 0.3 * min(last.size, glyph.size)
    return beside and abs(last.top - glyph.top) > 0.5 * glyph.size


def _turned_gap(last: Glyph, glyph: Glyph) -> float | None:
    """How far a letter on its side stands behind another one of its line, in em; None where it is on another line."""
    em = max(last.size, glyph.size, 1.0)
    if abs(last.x0 - glyph.x0) > 0.1 * em or abs(last.x1 - glyph.x1) > 0.1 * em:
        return None
    return max(last.top - glyph.bottom, glyph.top - last.bottom) / em


def _merged(fragments: list[Line]) -> list[Line]:
    """Fragments side by side on one baseline become one line where the gap is a word's, or the left one is a marker."""
    fragments.sort(key=lambda line: (line.top, line.x0))
    lines: list[Line] = []
    for row in _rows(fragments):
        row.sort(key=lambda line: line.x0)
        kept = [row[0]]
        for fragment in row[1:]:
            if _belongs_behind(kept[-1], fragment):
                fragment.glyphs[0] = fragment.glyphs[0]._replace(space=fragment.x0 - kept[-1].x1 > 0.12 * fragment.size)
                kept[-1].glyphs.extend(fragment.glyphs)
                kept[-1].measure()
            else:
                kept.append(fragment)
        lines.extend(kept)
    return lines


def _rows(fragments: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for fragment in fragments:
        for row in reversed(rows[-6:]):
            if _same_baseline(row[0], fragment):
                row.append(fragment)
                break
        else:
            rows.append([fragment])
    return rows


def _same_baseline(a: Line, b: Line) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.6 * min(a.bottom - a.top, b.bottom - b.top)


def _belongs_behind(left: Line, right: Line) -> bool:
    gap = right.x0 - left.x1
    if gap < -0.6 * right.size:
        return False
    if is_marker_text(left.text):
        return gap <= _MARKER_GAP
    return gap <= _MERGE_GAP * max(left.size, right.size)
