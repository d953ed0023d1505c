"""Columns of a table without lines whose names do not stand over their figures: a name set to the left edge of a wide column, figures to
its right one. Nothing but their order tells which name is whose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.tables.cells import in_place_of_figure, is_figure, is_measured, is_year
from ingest.tables.fitting import WORD_SPACE
from ingest.tables.ink import Columns, columns_of
from ingest.tables.spanning import MOST_HEADS
from ingest.tables.strips import Strip, ink_of
from ingest.tables.zones import Zone

_MOST_LINES = 6  # of names above the first row of figures
_FEWEST = 2  # rows of figures that show where the columns stand


def columns_by_order(strips: Sequence[Strip], zone: Zone) -> Columns:
    """Given the strips of a run and the run, return its columns, each as wide as its name and what stands below it together, where there
    are as many names as columns of figures and some name stands over no figure of its column; else nothing."""
    first = next((n for n, strip in enumerate(strips) if _counts(strip)), 0)
    if not 0 < first <= _MOST_LINES or len(strips) - first < _FEWEST:
        return []
    em = strips[first].em
    found = columns_of(_ink(strips, range(first, len(strips)), zone), em)
    body = [column for column in found if not _holds_signs(strips, column)] or found
    for top in range(first):
        names = _names(strips, range(top, first), em)
        if len(names) == len(body) - 1 and names[0][0] > body[0][1]:
            names = [body[0], *names]
        if len(names) == len(body) > 2:
            paired = [(min(n[0], b[0]), max(n[1], b[1])) for n, b in zip(names, body, strict=True)]
            apart = all(left[1] < right[0] for left, right in pairwise(paired))
            astray = any(min(n[1], b[1]) <= max(n[0], b[0]) for n, b in zip(names, body, strict=True))
            return sorted([*paired, *(column for column in found if column not in body)]) if apart and astray else []
    return []


def supported(columns: Columns, strips: Sequence[Strip]) -> Columns:
    """Given columns and strips, return the columns without those that only a wide space inside one heading made: they belong to the column
    close by on the left."""
    kept: Columns = []
    for left, right in columns:
        held = [n for n, strip in enumerate(strips) if any(min(p.x1, right) - max(p.x0, left) > 1 for p in strip.parts)]
        if kept and len(held) == 1 and held[0] < MOST_HEADS and left - kept[-1][1] < WORD_SPACE * strips[0].em:
            kept[-1] = (kept[-1][0], right)
        else:
            kept.append((left, right))
    return kept


def _holds_signs(strips: Sequence[Strip], column: tuple[float, float]) -> bool:
    """Whether nothing but signs stands in a column, headings and all: arrows, dots."""
    held = [part for strip in strips for part in strip.parts if min(part.x1, column[1]) > max(part.x0, column[0])]
    return not any(letter.isalnum() for part in held for letter in part.text)


def _names(strips: Sequence[Strip], over: range, em: float) -> Columns:
    """Where the words of some strips stand, lines of one name above each other as one."""
    return columns_of(_ink(strips, over), em)


def _ink(strips: Sequence[Strip], over: range, zone: Zone | None = None) -> int:
    return ink_of(strips[n] for n in over if zone is None or n + zone.first not in zone.crossing)


def _counts(strip: Strip) -> bool:
    """Whether a strip holds figures behind its first words, and they are no years."""
    behind = [part.text for part in strip.parts[1:]]
    return any((is_figure(text) and not is_year(text)) or is_measured(text) for text in behind) and any(map(in_place_of_figure, behind))
