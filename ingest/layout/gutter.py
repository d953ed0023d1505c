"""The gutter between two columns of a page, and the bands that what crosses it cuts the page into.

A gutter is a left edge that lines on both sides share; a line that crosses it stays over the columns below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ingest.layout.box import Card, Placed, Region, overlap
from ingest.layout.line import Line

_LEADING = 0.4  # of a line's height: lines of one heading or paragraph stand no further apart
_MOST_EDGES = 60  # left edges tried as the start of a second column
_APART = 0.05  # of a page's width: gutters farther apart than this are of other columns
_FEWEST_ACROSS = 3  # lines that cross a gutter: fewer are headings over the columns
_WIDEST = 3  # spaces between the upper and the lower part of a page that are tried
_TWICE = 2  # times as many lines beside a gutter as beside another one: it is theirs


def gutter_of(boxes: Sequence[Placed]) -> float | None:
    """Given boxes, return where a second column starts, or None: the left edge that most lines stand beside, on both sides, at the same
    height."""
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


def _gutter_score(boxes: Sequence[Placed], gutter: float, width: float) -> int:
    score = 0
    for band in bands_of(boxes, gutter):
        left, right, crossing = sides_of(band, gutter)
        if crossing or len(left) < 3 or len(right) < 3:
            continue
        if _column_width(left) < 0.12 * width or _column_width(right) < 0.12 * width:
            continue
        beside = _beside(left, right)
        if beside >= 0.4 * min(len(left), len(right)) and beside >= 2:
            score += len(left) + len(right)
    return score if score >= 0.3 * len(boxes) else 0


def _beside(left: Sequence[Placed], right: Sequence[Placed]) -> int:
    """How many boxes on the right stand at the height of one on the left; both come sorted from top to bottom."""
    count = first = 0
    for box in right:
        while first < len(left) and left[first].bottom <= box.top and left[first].top < box.top:
            first += 1
        count += any(overlap(box, other) for other in left[first : first + 8])
    return count


def _column_width(boxes: Sequence[Placed]) -> float:
    return max(box.x1 for box in boxes) - min(box.x0 for box in boxes)


def sides_of(boxes: Iterable[Placed], gutter: float) -> tuple[list[Placed], list[Placed], list[Placed]]:
    """Given boxes and a gutter, return those left of it, right of it, and across it."""
    left: list[Placed] = []
    right: list[Placed] = []
    crossing: list[Placed] = []
    for box in boxes:
        if box.x1 <= gutter:
            left.append(box)
        elif box.x0 >= gutter - 1.5:
            right.append(box)
        else:
            crossing.append(box)
    return left, right, crossing


def bands_of(boxes: Iterable[Placed], gutter: float) -> list[list[Placed]]:
    """Given boxes and a gutter, return them from top to bottom, cut apart where boxes begin or end to cross the gutter."""
    bands: list[list[Placed]] = []
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


def _heads(ordered: Sequence[Placed], over: Sequence[bool], place: int) -> bool:
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


def _is_beneath(ordered: Sequence[Placed], over: Sequence[bool], place: int) -> bool:
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


def _overlaps_well(line: Line, box: Placed) -> bool:
    """Whether a box stands at a line's height, by more than tight leading makes lines overlap."""
    return min(line.bottom, box.bottom) - max(line.top, box.top) > 0.3 * line.size


def lower_columns(boxes: Sequence[Placed], gutter: float) -> list[Placed]:
    """Given boxes and their gutter, return the lower ones, whose columns stand elsewhere than those above them: below one of the widest of
    the spaces that nothing stands across, where both parts have a gutter of their own; none where there are no such."""
    if sum(1 for box in boxes if box.x0 < gutter - 1.5 and box.x1 > gutter) < _FEWEST_ACROSS:
        return []
    ordered = sorted(boxes, key=lambda box: box.top)
    ends = accumulate((box.bottom for box in ordered), max)
    spaces = sorted(
        ((box.top - end, place) for place, (end, box) in enumerate(zip(ends, ordered[1:], strict=False), start=1)), reverse=True
    )
    cuts = [place for space, place in spaces[:_WIDEST] if space > -1]
    return next((ordered[cut:] for cut in cuts if _stand_apart(ordered[:cut], ordered[cut:])), [])


def _stand_apart(above: Sequence[Placed], below: Sequence[Placed]) -> bool:
    """Whether two parts of a page have columns each, and the gutter of neither would do for the other."""
    first, second = gutter_of(above), gutter_of(below)
    width = _column_width([*above, *below])
    if first is None or second is None or abs(first - second) < _APART * width:
        return False
    pairs = ((above, first, second), (below, second, first))
    return all(_gutter_score(part, own, width) > _TWICE * _gutter_score(part, other, width) for part, own, other in pairs)
