"""Printed lines of a table -> its rows: by what is drawn between them, by the space between them, and by which columns begin anew.

Nothing of this is sure by itself: a cell of several lines, a row that leaves cells empty and a name over two columns all look alike at
first. Each line is weighed against the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.tables.cells import in_place_of_figure, is_figure, is_measured, is_year
from ingest.tables.placing import rows_by_figures
from ingest.tables.printed import Printed, RunningOn
from ingest.tables.spacing import Leading, leading_of, rows_by_spacing
from ingest.tables.strips import Part

__all__ = ["OPEN", "OVERLAP", "Printed", "RunningOn", "Shape", "shape_of", "starts_in_band", "starts_of"]

OPEN = re.compile(r"(?:\b(?:the|a|an|of|and|or|to|for|in|on|at|by|with|from|our|their|its|this|that|as|per|who)|[,&/–-])$")
OVERLAP = 0.8  # em: lines of one row that stand closer overlap
_NEXT = 1.5  # em: the widest step from one line of a heading to the next
_MOST_HEADS = 6
_SLIGHT, _WIDE = 0.08, 0.22  # em: steps that differ by less are one; a step wider by more is a new row's


def starts_of(lines: Sequence[Printed], columns: int) -> list[bool]:
    """Given the lines of a table (or of one band of it) from top to bottom, say of each whether a row begins with it."""
    if not lines:
        return []
    anchors = anchors_of(lines)
    spaced = rows_by_spacing(lines, anchors, leading_of(lines))
    if spaced is not None and sum(spaced) > 1:
        return spaced
    placed = rows_by_figures(lines, anchors) if anchors else None
    if placed is not None:
        return placed
    if _is_centred(lines):
        return _apart(lines)
    steps = [0.0] + [(b.bottom - a.bottom) / b.em for a, b in zip(lines, lines[1:], strict=False)]
    if _ends_with_figures(lines, anchors):
        return [True] + [
            _ends_row(above, line) or above.bold != line.bold and above.cells.keys() == {0}
            for above, line in zip(lines, lines[1:], strict=False)
        ]
    leading, sure = _leading(lines, steps)
    starts = [True]
    for position in range(1, len(lines)):
        since = lines[max(n for n, start in enumerate(starts) if start) : position]
        score = _by_step(steps[position], leading, sure) + _by_columns(lines[position], since, anchors, columns)
        score += _by_words(lines[position], since) + _by_look(lines[position], since)
        if position < _MOST_HEADS and steps[position] <= _NEXT and _goes_on_heads(lines[: position + 1]):
            score = -1.0
        elif steps[position] >= OVERLAP and (_names_anew(lines[position], since) or _follows_group(lines[position], since)):
            score = max(score, 1.0)
        starts.append(score > 0)
    return starts


@dataclass(frozen=True, slots=True)
class Shape:
    """What all lines of a table tell of each band of it: its columns of figures, its leading, and how far right each column reaches."""

    anchors: set[int]
    leading: Leading | None
    rights: Mapping[int, float]


def shape_of(lines: Sequence[Printed]) -> Shape:
    """Given the lines of a table, return what they tell of each band of it."""
    rights: dict[int, float] = {}
    for line in lines:
        for column, part in line.cells.items():
            rights[column] = max(rights.get(column, 0.0), part.x1)
    return Shape(anchors_of(lines), leading_of(lines) if lines else None, rights)


def starts_in_band(lines: Sequence[Printed], columns: int, shape: Shape) -> list[bool]:
    """Given the lines that stand between two drawn lines of a table, say of each whether a row begins with it: they are one row save
    where white space, several figures in one column, or cells that end before they are full show more."""
    head = _heads(lines, shape.anchors)
    if head:
        return starts_in_band(lines[:head], columns, replace(shape, anchors=set())) + starts_in_band(lines[head:], columns, shape)
    spaced = rows_by_spacing(lines, shape.anchors, shape.leading)
    if spaced is not None:
        return spaced
    if _holds_several(lines, shape.anchors):
        return starts_of(lines, columns)
    return [place == 0 or _begins_early(lines, place, shape.rights) for place in range(len(lines))]


def _begins_early(lines: Sequence[Printed], place: int, rights: Mapping[int, float]) -> bool:
    """Whether a line begins a row although no white space shows it: it names one, goes on no sentence, and its first word would have had
    room in the line above."""
    line = lines[place]
    if 0 not in line.cells or len(line.cells) < 2 or any(part.text[:1].islower() for part in line.cells.values()):
        return False
    above = {column: part for one in lines[:place] for column, part in one.cells.items()}
    ended = [column for column, part in line.cells.items() if column in above and _had_room(above[column], part, rights[column])]
    open_ended = any(
        OPEN.search(above[column].text) for column in line.cells if column in above and not in_place_of_figure(above[column].text)
    )
    return bool(ended) and not open_ended


def _had_room(above: Part, part: Part, right: float) -> bool:
    """Whether the first word of a line would have fitted behind the line above it in its column, whose words begin at its left edge."""
    size = part.glyphs[0].size
    word = next((n for n, glyph in enumerate(part.glyphs) if n and glyph.space), len(part.glyphs))
    wide = part.glyphs[word - 1].x1 - part.x0
    return abs(above.x0 - part.x0) < 1.5 and above.x1 + wide + size < right


def _heads(lines: Sequence[Printed], anchors: set[int]) -> int:
    """How many of the first lines of a band are headings: they hold words or years over the columns of figures of those below."""
    for place, line in enumerate(lines):
        held = [line.cells[column].text for column in sorted(anchors & line.cells.keys())]
        if any(is_figure(text) and not is_year(text) for text in held):
            over = {column for one in lines[:place] for column in anchors & one.cells.keys()}
            return place if len(over) >= min(2, len(anchors)) and line.bottom - lines[place - 1].bottom >= OVERLAP * line.em else 0
    return 0


def _holds_several(lines: Sequence[Printed], anchors: set[int]) -> bool:
    """Whether two lines or more begin in the first column and hold figures."""
    figures = [line for line in lines if any(in_place_of_figure(line.cells[column].text) for column in anchors & line.cells.keys())]
    return sum(1 for line in figures if 0 in line.cells) > 1


def _follows_group(line: Printed, since: Sequence[Printed]) -> bool:
    """Whether a line follows the bold name of a group, which stands alone in its row."""
    group = len(since) == 1 and since[0].cells.keys() == {0} and since[0].bold
    return group and 0 in line.cells and not line.cells[0].bold


def _goes_on_heads(lines: Sequence[Printed]) -> bool:
    """Whether the last of a table's first lines goes on the headings above it: no figures so far, and each heading stands over another, or
    goes on below one."""
    above, line = lines[-2], lines[-1]
    if any(is_figure(part.text) and not is_year(part.text) for one in lines for part in one.cells.values()) or above.bold != line.bold:
        return False
    if above.cells.keys() <= line.cells.keys() and len(line.cells) > 1:
        return 0 not in above.cells or len(above.cells) > 1 and 0 not in line.cells
    return bool(line.cells) and 0 not in line.cells and line.cells.keys() <= {column for one in lines[:-1] for column in one.cells}


def _ends_row(above: Printed, line: Printed) -> bool:
    """Where figures stand beside the last line of a name: whether a line is the last of its row."""
    if len(above.cells) < 2:
        return False
    heads = not any(is_figure(part.text) for one in (above, line) for part in one.cells.values())
    return not (heads and above.cells.keys() <= line.cells.keys())


def _ends_with_figures(lines: Sequence[Printed], anchors: set[int]) -> bool:
    """Whether figures stand beside the last line of the names that they belong to, and not beside the first."""
    last = first = 0
    for above, line in zip(lines, lines[1:], strict=False):
        if 0 not in above.cells or 0 not in line.cells or not line.cells[0].text[:1].islower():
            continue
        last += len(above.cells) == 1 and bool(anchors & line.cells.keys())
        first += len(line.cells) == 1 and bool(anchors & above.cells.keys())
    return last > 0 and last > 2 * first


def _names_anew(line: Printed, since: Sequence[Printed]) -> bool:
    """Whether a line names what stands below it: nothing but words in the first column, which the row so far has left empty."""
    return line.cells.keys() == {0} and not any(0 in other.cells for other in since) and not line.cells[0].text[:1].islower()


def _is_centred(lines: Sequence[Printed]) -> bool:
    """Whether cells stand in the middle of their rows: lines of one row then lie between those of another cell, not beside its first."""
    between = 0
    for above, line in zip(lines, lines[1:], strict=False):
        between += line.bottom - above.bottom < OVERLAP * line.em and not above.cells.keys() & line.cells.keys()
    return between >= max(2, 0.1 * len(lines))


def _apart(lines: Sequence[Printed]) -> list[bool]:
    """Of each line, whether no cell reaches over the space above it: lines of one column that follow at the usual step are one cell."""
    leading, _ = _leading_in_columns(lines)
    starts = [True] * len(lines)
    last: dict[int, int] = {}
    for position, line in enumerate(lines):
        if position and line.bottom - lines[position - 1].bottom < OVERLAP * line.em:
            starts[position] = False
        for column in line.cells:
            above = last.get(column)
            if above is not None and line.bottom - lines[above].bottom <= leading + 0.15 * line.em:
                starts[above + 1 : position + 1] = [False] * (position - above)
            last[column] = position
    return starts


def _leading_in_columns(lines: Sequence[Printed]) -> tuple[float, int]:
    """The step from line to line inside a cell, in points, and how many steps show it: those to lines that begin in lower case."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for line in lines:
        for column, part in line.cells.items():
            if column in last and part.text[:1].islower() and line.bottom - last[column] > 0.9 * line.em:
                steps.append(line.bottom - last[column])
            last[column] = line.bottom
    return (median(steps) if steps else 1.2 * lines[0].em), len(steps)


def anchors_of(lines: Sequence[Printed]) -> set[int]:
    """Given the lines of a table, return its columns of figures: each of their lines begins a row."""
    seen: dict[int, list[str]] = {}
    for line in lines:
        for column, part in line.cells.items():
            if column:
                seen.setdefault(column, []).append(part.text)
    return {
        column
        for column, texts in seen.items()
        if len(texts) > 1
        and any(is_figure(text) or is_measured(text) for text in texts)
        and sum(map(in_place_of_figure, texts)) >= 0.6 * len(texts)
    }


def _leading(lines: Sequence[Printed], steps: Sequence[float]) -> tuple[float, bool]:
    """The step from line to line inside a cell, in em, and whether some line surely goes on a cell."""
    inside = [steps[n] for n in range(1, len(lines)) if _goes_on(lines[n], lines[n - 1])]
    if inside:
        return median(inside), True
    return min(steps[1:], default=0.0), False


def _goes_on(line: Printed, above: Printed) -> bool:
    return len(line.cells) <= len(above.cells) and any(
        part.text[:1].islower() and not in_place_of_figure(part.text) and column in above.cells for column, part in line.cells.items()
    )


def _by_step(step: float, leading: float, sure: bool) -> float:
    if step > leading + _WIDE:
        return 3.0 if sure or step > leading + 2 * _WIDE else 1.5
    if not sure:
        return 0.0
    return 1.5 if abs(step - leading) > _SLIGHT else -2.0


def _by_columns(line: Printed, since: Sequence[Printed], anchors: set[int], columns: int) -> float:
    score = 0.0
    if anchors:
        figures = {column for column in anchors & line.cells.keys() if in_place_of_figure(line.cells[column].text)}
        if all(is_year(part.text) for part in line.cells.values()):
            figures = set()  # the years below the words of headings
        before = {column for column in figures if any(column in o.cells and in_place_of_figure(o.cells[column].text) for o in since)}
        score += 5.0 if before else 2.5 if figures else 0.0 if anchors & line.cells.keys() else -1.0
    if len(line.cells) == 1:
        return score - 1.0
    return score + (1.0 if len(line.cells) >= 0.6 * columns else 0.0)


def _by_words(line: Printed, since: Sequence[Printed]) -> float:
    score = 0.0
    for column, part in line.cells.items():
        above = next((other.cells[column] for other in reversed(since) if column in other.cells), None)
        if above is None:
            continue
        if in_place_of_figure(part.text):
            continue
        if part.text[:1].islower():
            score -= 3.0 if column == 0 else 2.0
        elif OPEN.search(above.text) and not in_place_of_figure(above.text):
            score -= 2.0
    return max(score, -4.0)


def _by_look(line: Printed, since: Sequence[Printed]) -> float:
    """A change between bold and plain lines begins a row."""
    last = since[-1]
    return 2.0 if last.bold != line.bold and 0 in line.cells and (0 not in last.cells or last.cells[0].bold != line.cells[0].bold) else 0.0
