"""Labels at the side: "Our aim", "Actions" in a narrow column of their own, each beside the words it is the label of.

A document that sets out every priority alike prints the same labels again and again. Column by column, all labels would be read before
all that they label, or a label of two lines within the first sentence beside it: each is to be read right before what stands beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.layout.box import Card, Placed
from ingest.layout.line import Beside, Line

One = TypeVar("One", bound=Placed)

_LONGEST, _MOST_WORDS = 48, 7  # characters and words of a label
_MOST_LINES = 4  # of a label
_FEWEST_WORDS = 3  # beside a label, on its first line: less is a cell of a table
_SPACE = 0.5  # em: what stands closer behind words is no column of its own
_LEADING = 0.65  # em: lines of one label stand no farther apart
_NARROW = 0.42  # of the way from the labels' left edge to the right one: where what they label begins
_INDENT = 40.0  # points: how far a list beside a label may be indented
_SNAP = 2.0  # points
_FEWEST_KEYS = 2  # labels that a document prints again and again
_MOST_ON_PAGE = 400  # lines: a page with more is a map or a drawing
_REACH = 2.5  # em: how far below a label a table beside it may begin
_RAISED = 5.0  # points: how much higher than its label what is beside it may begin


@dataclass(slots=True)
class _Label:
    """What may be a label: its lines, from the upper one; where something stands beside the first, that and whether it looks otherwise."""

    lines: list[Line]
    beside: Line | None
    is_apart: bool
    tail: Line | None = None  # what was read as one line with it
    key: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.key = key_of(self.lines)

    @property
    def look(self) -> tuple[int, bool, int]:
        """What the labels of one column share: their left edge, weight and colour."""
        return round(self.lines[0].x0 / _SNAP), self.lines[0].bold, self.lines[0].glyphs[0].tint

    @property
    def edge(self) -> float:
        """The left edge of what stands beside it."""
        return self.beside.x0 if self.beside is not None else float("inf")


def key_of(lines: Sequence[Line]) -> str:
    """Given the lines of a label, return what its repetitions share."""
    return " ".join("".join(letter if letter.isalpha() else " " for line in lines for letter in f"{line.text} ").casefold().split())


def may_be_label(text: str) -> bool:
    """Given words, say whether they are few, begin as a title does, and end as one."""
    return (
        3 <= len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and text[0].isupper()
        and text[-1] not in ".,;"
        and not any(letter.isdigit() for letter in text)
    )


def mark_side_labels(pages: Sequence[list[Line]]) -> None:
    """Given the lines of each page that stand in no drawn table, mark those that are labels at the side; a line that holds both a label
    and what stands beside it is cut in two."""
    by_look: defaultdict[tuple[int, bool, int], list[tuple[int, _Label]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for label in _labels_in(lines) if len(lines) < _MOST_ON_PAGE else ():
            by_look[label.look].append((number, label))
    for found in by_look.values():
        edge = _edge_of([label for _, label in found])
        if edge is None:
            continue
        edge = min((_outdented(label, pages[number], edge) for number, label in found), default=edge)
        seen = Counter(label.key for _, label in found)
        for number, label in found:
            again = not label.is_apart and seen[label.key] > 1 and _is_beside(label, pages[number], edge)
            if again or label.is_apart and label.edge - edge <= _INDENT:
                _mark(pages[number], label, edge)


def _edge_of(labels: Sequence[_Label]) -> float | None:
    """Where what labels of one look are the labels of begins; None where they are not set beside anything, again and again."""
    apart = [label for label in labels if label.is_apart]
    seen = Counter(label.key for label in labels)
    again = [label for label in apart if seen[label.key] > 1]
    keys = {label.key for label in labels if seen[label.key] > 1}
    told = sum(len(label.beside.text.split()) >= _FEWEST_WORDS for label in apart if label.beside is not None)
    if not again or len(keys) < _FEWEST_KEYS or 2 * len(again) < len(apart) or 2 * told < len(apart):
        return None
    return min(label.edge for label in again)


def _outdented(label: _Label, lines: Sequence[Line], edge: float) -> float:
    """The left edge of what stands beside a label where that begins somewhat left of an edge: a table, above a list that is indented."""
    first, end = label.lines[0], max(line.x1 for line in label.lines)
    near = [
        line.x0 for line in lines if end < line.x0 < edge and edge - line.x0 <= _INDENT and abs(line.top - first.top) < _REACH * first.size
    ]
    return min(near, default=edge)


def _is_beside(label: _Label, lines: Sequence[Line], edge: float) -> bool:
    """Whether nothing but the label stands left of an edge at its height and right below it: a table whose head is as bold as it is, or
    drawn cells, may stand beside it."""
    own = {id(line) for line in label.lines}
    first, last = label.lines[0], label.lines[-1]
    return not any(
        id(line) not in own
        and line.x0 < edge - _SNAP
        and line.x1 > first.x0
        and line.bottom > first.top + 1
        and line.top < last.bottom + _LEADING * first.size
        for line in lines
    )


def _mark(lines: list[Line], label: _Label, edge: float) -> None:
    if label.tail is not None:
        whole = label.lines[0]
        place = next(n for n, line in enumerate(lines) if line.glyphs[0] is whole.glyphs[0])
        lines[place : place + 1] = [whole, label.tail]
    for line in label.lines:
        line.beside = Beside(edge, label.lines[0].top - _RAISED, float("inf"))


def _labels_in(lines: Sequence[Line]) -> Iterator[_Label]:
    """The short lines of a page, each with those that it goes on in and what stands beside it."""
    upright = [line for line in lines if line.glyphs[0].upright]
    right = max((line.x1 for line in upright), default=0.0)
    ordered = sorted(upright, key=lambda line: line.top)
    taken: set[int] = set()
    for line in ordered:
        first, tail = _parted(line) if id(line) not in taken and line.beside is None else (line, None)
        if id(line) in taken or line.beside is not None or not first.text[0].isupper():
            continue
        beside = tail or _right_of(first, upright)
        apart = beside is not None and _sets_apart(first, beside) and beside.x0 - first.x0 <= _NARROW * (right - first.x0)
        own = [first, *_rest_of(line, first, ordered, beside.x0 if beside is not None else right)]
        if may_be_label(" ".join(one.text for one in own)):
            taken |= {id(one) for one in own}
            yield _Label(own, beside if apart else None, apart, tail if apart else None)


def _parted(line: Line) -> tuple[Line, Line | None]:
    """A line cut where its look changes behind a space wider than a word's, or the whole of it."""
    first = line.glyphs[0]
    for at, glyph in enumerate(line.glyphs[1:], 1):
        if (glyph.bold, glyph.tint) != (first.bold, first.tint):
            wide = glyph.x0 - line.glyphs[at - 1].x1 > _SPACE * line.size
            return (Line(line.glyphs[:at]), Line(line.glyphs[at:])) if wide else (line, None)
    return line, None


def _right_of(line: Line, lines: Sequence[Line]) -> Line | None:
    """The nearest line behind one on its baseline, with a space between them."""
    level = [one for one in lines if one.x0 > line.x1 + _SPACE * line.size and abs(one.bottom - line.bottom) < 0.35 * line.size]
    return min(level, key=lambda one: one.x0, default=None)


def _sets_apart(label: Line, beside: Line) -> bool:
    """Whether a line is set apart by weight or colour from what stands beside it."""
    if not any(letter.isalpha() for letter in beside.text):
        return False
    return label.bold and not beside.bold or label.glyphs[0].tint != beside.glyphs[0].tint and label.bold >= beside.bold


def _rest_of(whole: Line, first: Line, ordered: Sequence[Line], edge: float) -> list[Line]:
    """The lines that go on from a label's first: right below it, at its edge and in its look."""
    own = [first]
    for line in ordered:
        below = -_LEADING * line.size < line.top - own[-1].bottom < _LEADING * line.size and line.top > own[-1].top + 0.5 * line.size
        alike = line.bold == first.bold and line.glyphs[0].tint == first.glyphs[0].tint and abs(line.size - first.size) < 0.5
        if line is not whole and below and alike and abs(line.x0 - first.x0) < _SNAP and line.x1 < edge and len(own) < _MOST_LINES:
            own.append(line)
    return own[1:]


# -- reading order ------------------------------------------------------------------------------------------------------------


def stacked(boxes: Sequence[Placed]) -> list[Placed]:
    """Given boxes, return them with the labels at the side of one column, and what stands beside each, as one card: label by label."""
    groups = labelled_groups(boxes)
    taken = {id(box) for own, held in groups for box in [*own, *held]}
    others = [box for box in boxes if id(box) not in taken]
    return [*others, *_stacks(groups, others)]


def labelled_groups(boxes: Sequence[One]) -> list[tuple[list[Line], list[One]]]:
    """Given boxes, return the labels at the side among them, from the upper one, each with what stands beside it."""
    labels: dict[Beside, list[Line]] = {}
    for box in boxes:
        if isinstance(box, Line) and box.beside is not None:
            labels.setdefault(box.beside, []).append(box)
    groups: list[tuple[list[Line], list[One]]] = []
    taken: set[int] = set()
    for band in sorted(labels, key=lambda band: band.top):
        own = labels[band]
        held = [box for box in _held(band, own, boxes) if id(box) not in taken]
        if held:
            groups.append((own, held))
            taken |= {id(box) for box in [*own, *held]}
    return groups


def _held(band: Beside, own: Sequence[Line], boxes: Sequence[One]) -> list[One]:
    """What stands beside a label: down to the next box that begins left of it."""
    known = {id(line) for line in own}
    left, end = own[0].x0, band.bottom
    for box in boxes:
        if id(box) not in known and box.top > max(line.bottom for line in own) - 1 and box.x0 < band.edge - _SNAP and box.x1 > left - 1:
            end = min(end, box.top - _RAISED if isinstance(box, Line) and box.beside is not None else box.top)
    right = min((box.x0 for box in boxes if _is_other_column(box, band, left)), default=float("inf"))
    return [
        box for box in boxes if box.x0 >= band.edge - _SNAP and band.top <= box.top < end - 1 and box.x1 < right and id(box) not in known
    ]


def _is_other_column(box: Placed, band: Beside, left: float) -> bool:
    """Whether a box is a label of another column, farther right."""
    return isinstance(box, Line) and box.beside is not None and box.x0 > max(left, band.edge) + _SNAP


def _stacks(groups: Sequence[tuple[list[Line], list[Placed]]], others: Sequence[Placed]) -> Iterator[Card]:
    """Labels with what stands beside them, those right below each other made one card."""
    rows: list[list[Card]] = []
    for own, held in groups:
        pair = [_card(own), _card(held)]
        above = next((row for row in rows if abs(row[0].x0 - own[0].x0) < _SNAP and not _between(row, pair, others)), None)
        if above is None:
            rows.append(pair)
        else:
            above += pair
    for row in rows:
        stack = _card(row)
        stack.row = row
        yield stack


def _between(row: Sequence[Card], pair: Sequence[Card], others: Sequence[Placed]) -> bool:
    """Whether something stands between a stack and what may be its next part."""
    top, bottom, left, right = max(card.bottom for card in row), pair[0].top, row[0].x0, max(card.x1 for card in row)
    return any(top - 1 <= box.top < bottom and box.x1 > left and box.x0 < right for box in others)


def _card(boxes: Sequence[Placed]) -> Card:
    return Card(
        list(boxes),
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
