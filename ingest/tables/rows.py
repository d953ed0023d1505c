"""The rows of a table without a full set of lines: which of its strips are lines of one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.tables.cells import is_figure
from ingest.tables.settled import Placed
from ingest.tables.spanning import NEXT_LINE
from ingest.tables.splitting import Printed, RunningOn, shape_of, starts_in_band, starts_of
from ingest.tables.strips import Part, Strip

_NUMBERED_BY = re.compile(r"\b(?:per|under|over|aged|than)$", re.I)  # the number that such a word is for may stand on the next line


def rows_of(
    strips: Sequence[Strip],
    placed: Sequence[Placed],
    heights: Sequence[float],
    columns: int,
    crossing: set[int],
    groups: set[int],
) -> list[list[int]]:
    """Given strips with where their parts stand, the heights of drawn lines, the number of columns, the positions of strips that cross
    gutters, and of those the groups' names, return the positions of the strips of each row; between drawn lines no strip but a group's name
    is for itself."""
    bands: list[list[int]] = []
    last = -1
    for n, strip in enumerate(strips):
        band = sum(1 for height in heights if height < strip.middle)
        if band != last or not bands:
            bands.append([])
        bands[-1].append(n)
        last = band
    lines = [_printed(n, strips, placed) for n in range(len(strips)) if n not in crossing]
    shape = shape_of(lines)

    def free(part: Sequence[Printed]) -> list[bool]:
        return starts_of(part, columns)

    def banded(part: Sequence[Printed]) -> list[bool]:
        return starts_in_band(part, columns, shape)

    several = len(bands) < 3 or _hold_several(bands[1:], placed)
    rows: list[list[int]] = []
    for place, held in enumerate(bands):
        loose = several or place > 0 and _holds_heads(held, strips)
        rows += _split(held, strips, placed, crossing if loose or not place else groups, free if loose else banded)
    return rows


def _printed(n: int, strips: Sequence[Strip], placed: Sequence[Placed]) -> Printed:
    held = {column: _going_on(part, column, n, strips, placed) for column, _, part in reversed(placed[n])}
    return Printed(strips[n].bottom, strips[n].em, held)


def _going_on(part: Part, column: int, n: int, strips: Sequence[Strip], placed: Sequence[Placed]) -> Part:
    """A part as the rules for rows are to see it: a number below words that end open ("Rate per" over "1,000") with the last of them."""
    for m in range(n - 1, max(n - 3, -1), -1) if is_figure(part.text) else ():
        above = next((other for where, _, other in placed[m] if where == column), None)
        if above is not None:
            near = strips[n].bottom - strips[m].bottom <= NEXT_LINE * strips[n].em
            word = _NUMBERED_BY.search(above.text) if near else None
            return RunningOn(part.glyphs, word.group()) if word is not None else part
    return part


def _holds_heads(band: Sequence[int], strips: Sequence[Strip]) -> bool:
    """Whether a band begins with a bold line of several parts, and goes on with plain ones."""
    first, *others = [all(part.bold for part in strips[n].parts) for n in band]
    return first and not all(others) and len(strips[band[0]].parts) > 1


def _hold_several(bands: Sequence[list[int]], placed: Sequence[Placed]) -> bool:
    """Whether the bands between drawn lines hold several rows each: some column has several figures in many of them."""
    several = 0
    for band in bands:
        counts: dict[int, int] = {}
        for n in band:
            for column, _, part in placed[n]:
                counts[column] = counts.get(column, 0) + is_figure(part.text)
        several += max(counts.values(), default=0) > 1
    return several > 0.2 * len(bands)


def _split(
    band: Sequence[int],
    strips: Sequence[Strip],
    placed: Sequence[Placed],
    crossing: set[int],
    starts: Callable[[list[Printed]], list[bool]],
) -> list[list[int]]:
    """The rows of a band: a strip that crosses gutters is one of its own, those between are parted as `starts` says."""
    rows: list[list[int]] = []
    run: list[int] = []
    for n in [*band, -1]:
        if n >= 0 and n not in crossing:
            run.append(n)
            continue
        begins = starts([_printed(one, strips, placed) for one in run])
        for one, start in zip(run, begins, strict=True):
            if start:
                rows.append([])
            rows[-1].append(one)
        run = []
        rows += [[n]] if n >= 0 else []
    return rows
