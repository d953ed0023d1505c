"""Glyphs -> lines -> reading order -> blocks of lines, for one page at a time.

Columns are found as gutters that lines on both sides share; a line that crosses the gutter cuts the page into bands, so a heading
over two columns stays over them. Within a column, a new block starts at a wider gap, a change of type, a list marker, or where a line
was broken although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import median

from ingest.readers.pdfium import Dot, Glyph

BULLETS = "•◆▪■●○◦‣∙·➢➤✓✔❖►▶□§→»›▸▹☐☑★☆✦➜➔◇⇒✅"
DASHES = "-–—─*"
_LEADING = 0.4  # of a line's height: lines of one heading or paragraph stand no further apart
_FEWEST_CARDS = 3  # cards side by side make a row: two are columns of a page as well
_LEVEL = 12.0  # points: the texts of cards in one row begin within this of each other
_NUMBER = re.compile(r"^(\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[A-Za-z][.)]|\(?(?:[ivx]{2,5}|[IVX]{2,5})[.)])$")
_DECIMAL = re.compile(r"^\d{1,3}(?:\.\d{1,3})+[.)]?$")
_CONTENTS_END = re.compile(r"(?:\.{4,}|…{2,}|(?:\s\.){3,})\s*\d{1,3}$")
_OPEN_END = re.compile(r"\b(?:the|a|an|of|and|or|to|for|in|on|at|by|with|from|our|their|its|this|that|as|is|are|be|not)$|,$")
_LABELLED = re.compile(r"^[A-Z][\w/’']*(?: [\w/’']+){0,3}:\s")
_SPLIT_GAP = 1.7  # em: a wider gap on one baseline parts two fragments (a column, a cell, a tab)
_RAISED_GAP = 0.45  # em: what is set high or low within a line stands no farther from it
_TURNED_WORD = 0.12  # em: letters on their side farther apart than this are of two words
_TURNED_SPACE = 0.6  # em: and farther apart than this of two lines
_MERGE_GAP = 1.2  # em: fragments closer than this on one baseline are one line
_MOST_EDGES = 60  # left edges tried as the start of a second column
_APART = 0.05  # of a page's width: gutters farther apart than this are of other columns
_FEWEST_ACROSS = 3  # lines that cross a gutter: fewer are headings over the columns
_WIDEST = 3  # spaces between the upper and the lower part of a page that are tried
_TWICE = 2  # times as many lines beside a gutter as beside another one: it is theirs
_MARKER_GAP = 64.0  # points: how far a bullet may stand from its words


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
    def first_word_width(self) -> float:
        """How wide the first word is, in points."""
        end = self.glyphs[0].x1
        for glyph in self.glyphs[1:]:
            if glyph.space:
                break
            end = glyph.x1
        return end - self.glyphs[0].x0


def marker_of(glyphs: Sequence[Glyph]) -> str:
    """Given a line's glyphs, return its list marker: a bullet, or a number or letter set off by a gap."""
    first = glyphs[0].char
    if first in BULLETS or "\ue000" <= first <= "\uf8ff":
        return first if len(glyphs) > 1 else ""
    word = first
    for position, glyph in enumerate(glyphs[1:8], start=1):
        if glyph.space:
            gap = glyph.x0 - glyphs[position - 1].x1
            return word if _is_marker(word, gap / max(glyph.size, 1.0)) else ""
        word += glyph.char
    return ""


def _is_marker(word: str, gap_in_em: float) -> bool:
    if word in DASHES or word == "o":
        return gap_in_em > 0.15 and (word != "o" or gap_in_em > 0.6)
    if not _NUMBER.match(word):
        return False
    # "1998. The" inside a paragraph is no marker, "3.7 The" is: bare integers need a stop or a wide gap.
    return bool(_DECIMAL.match(word)) or word[-1] in ".)" or gap_in_em > 0.6


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


def is_marker_text(text: str) -> bool:
    """Given a line's whole text, say whether it is nothing but a list marker."""
    if len(text) == 1 and (text in BULLETS or text in DASHES or "\ue000" <= text <= "\uf8ff"):
        return True
    return bool(_DECIMAL.match(text)) or bool(_NUMBER.match(text)) and text[-1] in ".)"


@dataclass(slots=True)
class Region:
    """A box that is placed whole among the lines: a table found on the page, by its position in the page's list."""

    table: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Card:
    """The lines of a drawn box with a text of its own, placed whole among the others; or of several such boxes in a row."""

    lines: list[Line]
    x0: float
    top: float
    x1: float
    bottom: float
    row: list[Card] = field(default_factory=list)


Box = Line | Region
_Placed = Box | Card


def reading_order(boxes: Sequence[Box]) -> list[list[Box]]:
    """Given the lines and tables of a page, return them as runs in reading order; each run is one column of one band, or of one card."""
    cards: dict[int, list[Line]] = {}
    free: list[_Placed] = []
    for box in boxes:
        if isinstance(box, Line) and box.card >= 0:
            cards.setdefault(box.card, []).append(box)
        else:
            free.append(box)
    made = [_tiled(lines) for lines in cards.values()]
    placed = [*free, *_in_rows([card for card in made if not card.row], free), *(card for card in made if card.row)]
    side = next((box for box in placed if isinstance(box, Card) and not box.row and _is_at_the_side(box, placed)), None)
    if side is not None:
        return _opened([[side], *_ordered([box for box in placed if box is not side])])
    return _opened(_ordered(placed))


def _is_at_the_side(card: Card, boxes: Sequence[_Placed]) -> bool:
    """Whether a card stands to the left of all that is on the page and is as high as the better part of it: it is read first."""
    others = [box for box in boxes if box is not card]
    if not others or any(box.x0 < card.x1 for box in others):
        return False
    top, bottom = min(box.top for box in others), max(box.bottom for box in others)
    return card.top <= top + _LEVEL and card.bottom - card.top >= 0.5 * (bottom - top)


def _in_rows(cards: Sequence[Card], free: Sequence[_Placed]) -> list[Card]:
    """Cards, with those that stand in one row with nothing else between or beside them made one, read from left to right."""
    rows: list[list[Card]] = []
    for card in sorted(cards, key=lambda card: card.top):
        if rows and card.top - rows[-1][0].top < _LEVEL and not any(_meet(card, other) for other in rows[-1]):
            rows[-1].append(card)
        else:
            rows.append([card])
    found: list[Card] = []
    for row in rows:
        top, bottom = min(card.top for card in row), max(card.bottom for card in row)
        beside = any(min(box.bottom, bottom) - max(box.top, top) > 0 for box in free)
        found += row if len(row) < _FEWEST_CARDS or beside else [_row(row)]
    return found


def _meet(one: Card, other: Card) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0


def _tiled(lines: list[Line]) -> Card:
    """The lines of one box as a card; as a row of them where it is a band of texts side by side."""
    tiles = {line.tile for line in lines}
    if len(tiles) < 2:
        return _card(lines)
    return _row([_card([line for line in lines if line.tile == tile]) for tile in sorted(tiles)])


def _row(cards: Sequence[Card]) -> Card:
    held = sorted(cards, key=lambda card: card.x0)
    row = _card([line for card in held for line in card.lines])
    row.row = held
    return row


def _card(lines: list[Line]) -> Card:
    return Card(
        lines,
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )


def _opened(runs: Sequence[Sequence[_Placed]]) -> list[list[Box]]:
    """Runs with the lines of each card in its place, as runs of their own."""
    opened: list[list[Box]] = []
    for run in runs:
        part: list[Box] = []
        for box in run:
            if not isinstance(box, Card):
                part.append(box)
                continue
            opened += [part] if part else []
            for card in box.row or [box]:
                opened += _opened(_ordered(card.lines))
            part = []
        opened += [part] if part else []
    return opened


def _ordered(boxes: Sequence[_Placed]) -> list[list[_Placed]]:
    gutter = _gutter(boxes)
    if gutter is None:
        return [_down(boxes)] if boxes else []
    below = _other_columns(boxes, gutter)
    if below:
        known = {id(box) for box in below}
        return [*_ordered([box for box in boxes if id(box) not in known]), *_ordered(below)]
    runs: list[list[_Placed]] = []
    for band in _bands(boxes, gutter):
        left, right, crossing = _sides(band, gutter)
        if crossing or not (left and right):
            runs.extend([_down(band)])
        else:
            runs.extend(_ordered(left))
            runs.extend(_ordered(right))
    return [run for run in runs if run]


def _other_columns(boxes: Sequence[_Placed], gutter: float) -> list[_Placed]:
    """The lower boxes of a page whose columns stand elsewhere than those above them: below one of the widest of the spaces that nothing
    stands across, where both parts have a gutter of their own; none where there are no such."""
    if sum(1 for box in boxes if box.x0 < gutter - 1.5 and box.x1 > gutter) < _FEWEST_ACROSS:
        return []
    ordered = sorted(boxes, key=lambda box: box.top)
    ends = accumulate((box.bottom for box in ordered), max)
    spaces = sorted(
        ((box.top - end, place) for place, (end, box) in enumerate(zip(ends, ordered[1:], strict=False), start=1)), reverse=True
    )
    cuts = [place for space, place in spaces[:_WIDEST] if space > -1]
    return next((ordered[cut:] for cut in cuts if _stand_apart(ordered[:cut], ordered[cut:])), [])


def _stand_apart(above: Sequence[_Placed], below: Sequence[_Placed]) -> bool:
    """Whether two parts of a page have columns each, and the gutter of neither would do for the other."""
    first, second = _gutter(above), _gutter(below)
    width = _column_width([*above, *below])
    if first is None or second is None or abs(first - second) < _APART * width:
        return False
    pairs = ((above, first, second), (below, second, first))
    return all(_gutter_score(part, own, width) > _TWICE * _gutter_score(part, other, width) for part, own, other in pairs)


def _down(boxes: Sequence[_Placed]) -> list[_Placed]:
    """Boxes from top to bottom, those on one height from left to right; a card beside text follows the text that it stands beside."""

    def place(box: _Placed) -> tuple[float, float]:
        if isinstance(box, Card) and any(not isinstance(one, Card) and _overlaps(one, box) for one in boxes):
            below = [one for one in boxes if one.top >= box.bottom - 1 and min(one.x1, box.x1) - max(one.x0, box.x0) > 0]
            first = _with_heading(min(below, key=lambda one: one.top), box, boxes) if below else None
            return round(first.top if first is not None else 10_000.0) - 0.5, box.x0
        return round(box.top), box.x0

    return sorted(boxes, key=place)


def _with_heading(first: _Placed, card: Card, boxes: Sequence[_Placed]) -> _Placed:
    """The uppermost of the short lines that belong to the first box below a card: they stand closer to it than to what is above them."""
    while True:
        above = [one for one in boxes if not isinstance(one, Card) and one.bottom <= first.top + 1 and one is not first]
        if len(above) < 2:
            return first
        before, line = sorted(above, key=lambda one: one.bottom)[-2:]
        own = line.top >= card.bottom - 1 and abs(line.x0 - first.x0) < 3 and line.bottom > before.bottom + 1
        if not own or line.top >= first.top or first.top - line.bottom + 1.5 > line.top - before.bottom:
            return first
        first = line


def _sides(boxes: Iterable[_Placed], gutter: float) -> tuple[list[_Placed], list[_Placed], list[_Placed]]:
    left: list[_Placed] = []
    right: list[_Placed] = []
    crossing: list[_Placed] = []
    for box in boxes:
        if box.x1 <= gutter:
            left.append(box)
        elif box.x0 >= gutter - 1.5:
            right.append(box)
        else:
            crossing.append(box)
    return left, right, crossing


def _bands(boxes: Iterable[_Placed], gutter: float) -> list[list[_Placed]]:
    """Cut the page at every box that crosses the gutter."""
    bands: list[list[_Placed]] = []
    crossed = True
    ordered = sorted(boxes, key=lambda item: item.top)
    over = [box.x0 < gutter - 1.5 and box.x1 > gutter for box in ordered]
    tables = [box for box, crosses in zip(ordered, over, strict=True) if crosses and isinstance(box, Region)]
    if tables:
        over = [crosses or isinstance(box, Card) and _is_at(box, tables) for box, crosses in zip(ordered, over, strict=True)]
    for place in range(len(ordered) - 2, -1, -1):
        over[place] = over[place] or over[place + 1] and _heads(ordered, over, place)
    for place, box in enumerate(ordered):
        over[place] = crosses = over[place] or _is_beneath(ordered, over, place)
        if crosses != crossed or not bands:
            bands.append([])
            crossed = crosses
        bands[-1].append(box)
    return bands


def _is_at(card: Card, tables: Sequence[Region]) -> bool:
    """Whether a card stands beside one of the tables, with the better part of its height: it is read with it."""
    return any(min(card.bottom, table.bottom) - max(card.top, table.top) > 0.5 * (card.bottom - card.top) for table in tables)


def _heads(ordered: Sequence[_Placed], over: Sequence[bool], place: int) -> bool:
    """Whether a box is the heading of what stands right below it and crosses the gutter: a line in larger or bolder type below the ends of
    all columns, no closer to them than to what it heads."""
    line, below = ordered[place], ordered[place + 1]
    if not isinstance(line, Line) or isinstance(below, Card):
        return False
    loud = line.bold
    if isinstance(below, Line):
        loud = line.size > 1.08 * below.size or line.bold and not below.bold
    end = 0.0
    for number in range(place - 1, -1, -1):
        if over[number]:
            break
        end = max(end, ordered[number].bottom)
    space = line.top - end
    return loud and end > 0 and space > _LEADING * line.size and space > 0.8 * (below.top - line.bottom)


def _is_beneath(ordered: Sequence[_Placed], over: Sequence[bool], place: int) -> bool:
    """Whether a box is a line with nothing beside it that belongs to the line right above or below it, which crosses the gutter: the short
    line of a heading, the last one of a paragraph."""
    line = ordered[place]
    for near in (place - 1, place + 1):
        other = ordered[near] if 0 <= near < len(ordered) else None
        if not (isinstance(line, Line) and isinstance(other, Line)) or not over[near]:
            continue
        if near > place and place and 0 <= line.top - ordered[place - 1].bottom < _LEADING * line.size:
            continue  # it goes on from what stands above it, and that is no part of what crosses
        together = abs(line.x0 - other.x0) < 1 and abs(line.size - other.size) < 0.3 and line.bold == other.bold
        apart = max(line.top, other.top) - min(line.bottom, other.bottom)
        if together and apart < _LEADING * line.size and not any(_overlaps_well(line, box) for box in ordered if box is not line):
            return True
    return False


def _overlaps_well(line: Line, box: _Placed) -> bool:
    """Whether a box stands at a line's height, by more than tight leading makes lines overlap."""
    return min(line.bottom, box.bottom) - max(line.top, box.top) > 0.3 * line.size


def _gutter(boxes: Sequence[_Placed]) -> float | None:
    """Where a second column starts, or None: the left edge that most lines stand beside, on both sides, at the same height."""
    lines = [box for box in boxes if isinstance(box, Line)]
    if len(lines) < 6:
        return None
    width = max(box.x1 for box in boxes) - min(box.x0 for box in boxes)
    edges = Counter(round(line.x0) for line in lines)
    # Only edges that several lines share can start a column; of those, so few that a map full of labels costs no more than a page of text.
    likely = sorted(edge for edge, count in edges.most_common(_MOST_EDGES) if count >= 2 or len(edges) <= _MOST_EDGES)
    best, best_score = None, 0
    for edge in likely:
        score = _gutter_score(boxes, edge - 1.0, width)
        if score > best_score:
            best, best_score = edge - 1.0, score
    return best


def _gutter_score(boxes: Sequence[_Placed], gutter: float, width: float) -> int:
    score = 0
    for band in _bands(boxes, gutter):
        left, right, crossing = _sides(band, gutter)
        if crossing or len(left) < 3 or len(right) < 3:
            continue
        if _column_width(left) < 0.12 * width or _column_width(right) < 0.12 * width:
            continue
        beside = _beside(left, right)
        if beside >= 0.4 * min(len(left), len(right)) and beside >= 2:
            score += len(left) + len(right)
    return score if score >= 0.3 * len(boxes) else 0


def _beside(left: Sequence[_Placed], right: Sequence[_Placed]) -> int:
    """How many boxes on the right stand at the height of one on the left; both come sorted from top to bottom."""
    count = first = 0
    for box in right:
        while first < len(left) and left[first].bottom <= box.top and left[first].top < box.top:
            first += 1
        count += any(_overlaps(box, other) for other in left[first : first + 8])
    return count


def _column_width(boxes: Sequence[_Placed]) -> float:
    return max(box.x1 for box in boxes) - min(box.x0 for box in boxes)


def _overlaps(a: _Placed, b: _Placed) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0


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
    if abs(line.size - last.size) > 0.1 * max(line.size, last.size) or line.bold != last.bold and _is_settled(draft, last, line):
        return True
    if line.marker and _marker_starts(draft, line) or _CONTENTS_END.search(last.text):
        return True
    if _LABELLED.match(line.text) and _LABELLED.match(draft.lines[0].text):
        return True  # "Baseline: 12" below "Measure: …"
    return _was_broken_early(draft, last, line, right)


def _runs_on(draft: Draft, last: Line, line: Line) -> bool:
    """Whether a sentence goes on over a gap: it has not ended, and the next line starts in lower case at the same edge and size."""
    near = line.top - last.bottom < 2 * last.size and abs(line.x0 - draft.lines[-1].x0) < 3 and abs(line.size - last.size) < 0.5
    return near and not line.marker and line.glyphs[0].char.islower() and last.text[-1:].isalpha() and last.bold == line.bold


def _is_settled(draft: Draft, last: Line, line: Line) -> bool:
    """Whether a change of weight is a change of block: not where a bold run merely wraps inside a paragraph."""
    mixed = any(g.bold for g in last.glyphs) and any(not g.bold for g in last.glyphs if g.char.isalnum())
    mixed_next = any(g.bold for g in line.glyphs) and any(not g.bold for g in line.glyphs if g.char.isalnum())
    return not (mixed or mixed_next) or draft.bold and last.x1 < line.x1 - 6 * line.size


def _marker_starts(draft: Draft, line: Line) -> bool:
    marker = line.marker
    if marker[0] in BULLETS or "\ue000" <= marker[0] <= "\uf8ff":
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
