"""Runs in reading order -> blocks of lines, before they have a place in the page's text.

A new block starts at a wider gap, a change of type, a list marker, or where a line was broken although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.layout.box import Box, Region
from ingest.layout.line import Line
from ingest.layout.marker import is_bullet

_CONTENTS_END = re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){3,})\s*\d{1,3}$")
_OPEN_END = re.compile(r"\b(?:the|a|an|of|and|or|to|for|in|on|at|by|with|from|our|their|its|this|that|as|is|are|be|not)$|,$")
_LABELLED = re.compile(r"^[A-Z][\w/’']*(?: [\w/’']+){0,3}(?: \([^()]{2,24}\))?:\s")


@dataclass(slots=True)
class Draft:
    """A block before it has a place in the page's text: its lines, or the table it stands for.

    `column` counts the runs of the reading order, so that a block that starts a column can be seen to go on.
    `left` and `right` are the edges of its column, `gap` the space above it.
    """

    lines: list[Line] = field(default_factory=list)
    table: int | None = None
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    gap: float = 0.0

    @property
    def text(self) -> str:
        """The block's words, lines joined by single spaces (hyphens as printed)."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its type, in points of line height."""
        return median(line.size for line in self.lines) if self.lines else 0.0

    @property
    def bold(self) -> bool:
        """Whether all of it is set in a bold face."""
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def tint(self) -> int | None:
        """The one colour that all of it is set in (0xRRGGBB), or None where there are several."""
        tints = {glyph.tint for line in self.lines for glyph in line.glyphs}
        return tints.pop() if len(tints) == 1 else None

    @property
    def marker(self) -> str:
        """The list marker or number it starts with."""
        return self.lines[0].marker if self.lines else ""

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.lines[0].x0 if self.lines else 0.0

    @property
    def indent(self) -> float:
        """How far its left edge stands inside its column."""
        return self.x0 - self.left

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.lines[0].top if self.lines else 0.0


def drafts_of(runs: Sequence[Sequence[Box]]) -> list[Draft]:
    """Given runs in reading order, return the blocks of the page in that order."""
    return [draft for column, run in enumerate(runs) for draft in _drafts_of_run(column, run)]


def _drafts_of_run(column: int, run: Sequence[Box]) -> list[Draft]:
    lines = [box for box in run if isinstance(box, Line)]
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    usual = _usual_gap(lines)
    drafts: list[Draft] = []
    open_drafts: list[Draft] = []  # blocks that may still go on: since the last table, nearest last
    bottom = run[0].top if run else 0.0
    for box in run:
        gap, bottom = box.top - bottom, box.bottom
        if isinstance(box, Region):
            drafts.append(Draft(table=box.table, column=column, left=left, right=right, gap=gap))
            open_drafts = []
            continue
        draft = _goes_on_from(open_drafts, box, usual, right)
        if draft is None:
            draft = Draft([], column=column, left=left, right=right, gap=gap)
            drafts.append(draft)
        else:
            open_drafts.remove(draft)
        draft.lines.append(box)
        open_drafts = [*open_drafts[-3:], draft]
    return drafts


def _goes_on_from(drafts: Sequence[Draft], line: Line, usual: float, right: float) -> Draft | None:
    """The block that a line goes on from: the last one, or one before it where what came between stands beside and not in between."""
    for draft in reversed(drafts):
        last = draft.lines[-1]
        beside = draft is drafts[-1] and line.x0 >= last.x1 and _shares_baseline(last, line)
        if min(last.x1, line.x1) - max(last.x0, line.x0) <= 0 and not beside:
            continue
        others = [other.lines[-1] for other in drafts if other is not draft]
        if draft is not drafts[-1] and any(_shares_baseline(other, end) for other in others for end in (last, line)):
            return None  # names and values side by side: each row is for itself
        return None if _starts_block(draft, last, line, usual, right) else draft
    return None


def _shares_baseline(a: Line, b: Line) -> bool:
    return abs(a.bottom - b.bottom) < 0.35 * min(a.size, b.size)


def _usual_gap(lines: Sequence[Line]) -> float:
    """The white space between lines of one paragraph: the lower eighth, since paragraph gaps are the wider ones."""
    gaps = sorted(b.top - a.bottom for a, b in zip(lines, lines[1:], strict=False) if abs(a.size - b.size) < 0.1 * a.size)
    return gaps[len(gaps) // 8] if gaps else 0.0


def _starts_block(draft: Draft, last: Line, line: Line, usual: float, right: float) -> bool:
    if line.top < last.top - last.size:  # a new column inside one run
        return True
    if line.top - last.bottom > max(usual, 0.0) + 0.42 * last.size:
        return not _runs_on(draft, last, line)
    resized = abs(line.size - last.size) > 0.1 * max(line.size, last.size) and not _keeps_size(last, line)
    if resized or line.bold != last.bold and _is_settled(draft, last, line):
        return True
    if line.marker and _marker_starts(draft, line) or _CONTENTS_END.search(last.text):
        return True
    if line.labelled and not _is_open(last.text):
        return True
    if _LABELLED.match(line.text) and _LABELLED.match(draft.lines[0].text):
        return True  # "Baseline: 12" below "Measure: …"
    return _was_broken_early(draft, last, line, right)


def _runs_on(draft: Draft, last: Line, line: Line) -> bool:
    """Whether a sentence goes on over a gap: it has not ended, and the next line starts in lower case at the same edge and size."""
    near = line.top - last.bottom < 2 * last.size and abs(line.x0 - draft.lines[-1].x0) < 3 and abs(line.size - last.size) < 0.5
    return near and not line.marker and line.glyphs[0].char.islower() and last.text[-1:].isalpha() and last.bold == line.bold


def _keeps_size(last: Line, line: Line) -> bool:
    """Whether an unfinished sentence goes on in the size in which it stood, though what follows it on the next line is set in another."""
    before, after = last.glyphs[-1].size, line.glyphs[0].size
    return abs(after - before) <= 0.1 * max(after, before) and last.text.rstrip()[-1:] not in tuple(".:;?!")


def _is_settled(draft: Draft, last: Line, line: Line) -> bool:
    """Whether a change of weight is a change of block: not where a bold run merely wraps inside a paragraph."""
    mixed = any(g.bold for g in last.glyphs) and any(not g.bold for g in last.glyphs if g.char.isalnum())
    mixed_next = any(g.bold for g in line.glyphs) and any(not g.bold for g in line.glyphs if g.char.isalnum())
    return not (mixed or mixed_next) or draft.bold and last.x1 < line.x1 - 6 * line.size


def _marker_starts(draft: Draft, line: Line) -> bool:
    marker = line.marker
    if is_bullet(marker[0]):
        return True
    # A number at the start of a line inside a paragraph stands at the paragraph's own left edge.
    body = draft.lines[1].x0 if len(draft.lines) > 1 else draft.lines[0].x0
    return bool(draft.marker) or line.x0 < body - 3 or draft.lines[-1].text.rstrip()[-1:] in ".:;"


def _was_broken_early(draft: Draft, last: Line, line: Line, right: float) -> bool:
    """Whether the last line ended although the next word would have fitted: its writer started anew here."""
    em = max(last.size, 1.0)
    room = right - last.x1
    if room < line.first_word_width + 0.9 * em or _is_open(last.text):
        return False
    ended = last.text.rstrip()[-1:] in ".:;?!" or line.glyphs[0].char.isupper() or line.glyphs[0].char.isdigit()
    return ended and room > 0.12 * max(right - draft.lines[0].x0, 1.0)


def _is_open(text: str) -> bool:
    """Whether a line cannot be the end of what it says: it ends in a joining word, a comma, or inside brackets."""
    return bool(_OPEN_END.search(text)) or text.count("(") > text.count(")")
