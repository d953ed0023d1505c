"""The order in which a page's lines, tables and cards are read: column by column, band by band."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.box import Box, Card, Placed, overlap
from ingest.layout.gutter import bands_of, gutter_of, lower_columns, sides_of
from ingest.layout.line import Line
from ingest.layout.side_labels import stacked

_FEWEST_CARDS = 3  # cards side by side make a row: two are columns of a page as well
_LEVEL = 12.0  # points: the texts of cards in one row begin within this of each other


def reading_order(boxes: Sequence[Box]) -> list[list[Box]]:
    """Given the lines and tables of a page, return them as runs in reading order; each run is one column of one band, or of one card."""
    cards: dict[int, list[Line]] = {}
    free: list[Placed] = []
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


def _is_at_the_side(card: Card, boxes: Sequence[Placed]) -> bool:
    """Whether a card stands to the left of all that is on the page and is as high as the better part of it: it is read first."""
    others = [box for box in boxes if box is not card]
    if not others or any(box.x0 < card.x1 for box in others):
        return False
    top, bottom = min(box.top for box in others), max(box.bottom for box in others)
    return card.top <= top + _LEVEL and card.bottom - card.top >= 0.5 * (bottom - top)


def _in_rows(cards: Sequence[Card], free: Sequence[Placed]) -> list[Card]:
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


def _card(lines: Sequence[Placed]) -> Card:
    return Card(
        list(lines),
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )


def _opened(runs: Sequence[Sequence[Placed]]) -> list[list[Box]]:
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


def _ordered(found: Sequence[Placed]) -> list[list[Placed]]:
    boxes = stacked(found)
    gutter = gutter_of(boxes)
    if gutter is None:
        return [_down(boxes)] if boxes else []
    below = lower_columns(boxes, gutter)
    if below:
        known = {id(box) for box in below}
        return [*_ordered([box for box in boxes if id(box) not in known]), *_ordered(below)]
    runs: list[list[Placed]] = []
    for band in bands_of(boxes, gutter):
        left, right, crossing = sides_of(band, gutter)
        if crossing or not (left and right):
            runs.extend([_down(band)])
        else:
            runs.extend(_ordered(left))
            runs.extend(_ordered(right))
    return [run for run in runs if run]


def _down(boxes: Sequence[Placed]) -> list[Placed]:
    """Boxes from top to bottom, those on one height from left to right; a card beside text follows the text that it stands beside."""

    def place(box: Placed) -> tuple[float, float]:
        if isinstance(box, Card) and any(not isinstance(one, Card) and overlap(one, box) for one in boxes):
            below = [one for one in boxes if one.top >= box.bottom - 1 and min(one.x1, box.x1) - max(one.x0, box.x0) > 0]
            first = _with_heading(min(below, key=lambda one: one.top), box, boxes) if below else None
            return round(first.top if first is not None else 10_000.0) - 0.5, box.x0
        return round(box.top), box.x0

    return sorted(boxes, key=place)


def _with_heading(first: Placed, card: Card, boxes: Sequence[Placed]) -> Placed:
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
