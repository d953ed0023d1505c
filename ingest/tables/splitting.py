"""Printed lines of a table -> its rows: by what is drawn between them, by the space between them, and by which columns begin anew.

Nothing of this is sure by itself: a cell of several lines, a row that leaves cells empty and a name over two columns all look alike at
first. Each line is weighed against the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ingest.tables.cells import is_figure, is_year
from ingest.tables.placing import rows_by_figures
from ingest.tables.printed import Printed

__all__ = ["OPEN", "OVERLAP", "Printed", "starts_of"]

OPEN = re.compile(r"(?:\b(?:the|a|an|of|and|or|to|for|in|on|at|by|with|from|our|their|its|this|that|as|per|who)|[,&/–-])$")
OVERLAP = 0.8  # em: lines of one row that stand closer overlap
_NEXT = 1.5  # em: the widest step from one line of a heading to the next
_MOST_HEADS = 6
_SLIGHT, _WIDE = 0.08, 0.22  # em: steps that differ by less are one; a step wider by more is a new row's


def starts_of(lines: Sequence[Printed], columns: int) -> list[bool]:
    """Given the lines of a table (or of one band of it) from top to bottom, say of each whether a row begins with it."""
    if not lines:
        return []
    anchors = _anchors(lines)
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


def _anchors(lines: Sequence[Printed]) -> set[int]:
    """The columns of figures: each of their lines begins a row."""
    seen: dict[int, list[str]] = {}
    for line in lines:
        for column, part in line.cells.items():
            if column:
                seen.setdefault(column, []).append(part.text)
    return {column for column, texts in seen.items() if sum(map(is_figure, texts)) >= 0.6 * len(texts) and len(texts) > 1}


def _leading(lines: Sequence[Printed], steps: Sequence[float]) -> tuple[float, bool]:
    """The step from line to line inside a cell, in em, and whether some line surely goes on a cell."""
    inside = [steps[n] for n in range(1, len(lines)) if _goes_on(lines[n], lines[n - 1])]
    if inside:
        return median(inside), True
    return min(steps[1:], default=0.0), False


def _goes_on(line: Printed, above: Printed) -> bool:
    return len(line.cells) <= len(above.cells) and any(
        part.text[:1].islower() and column in above.cells for column, part in line.cells.items()
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
        figures = {column for column in anchors & line.cells.keys() if is_figure(line.cells[column].text)}
        if all(is_year(part.text) for part in line.cells.values()):
            figures = set()  # the years below the words of headings
        before = {column for column in figures if any(column in other.cells and is_figure(other.cells[column].text) for other in since)}
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
        if part.text[:1].islower():
            score -= 3.0 if column == 0 else 2.0
        elif OPEN.search(above.text) and not is_figure(above.text):
            score -= 2.0
    return max(score, -4.0)


def _by_look(line: Printed, since: Sequence[Printed]) -> float:
    """A change between bold and plain lines begins a row."""
    last = since[-1]
    return 2.0 if last.bold != line.bold and 0 in line.cells and (0 not in last.cells or last.cells[0].bold != line.cells[0].bold) else 0.0
