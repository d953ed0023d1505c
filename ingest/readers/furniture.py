"""Running headers, footers and printed page numbers: what repeats near the edges of the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.layout.line import Line

_MARGIN = 0.11  # share of the page's height at top and bottom in which furniture stands
_DEEP_MARGIN = 0.2  # ... and as far as this where most pages carry the very same words at the very same height
_PAGE_NUMBER = re.compile(r"^(?:[-–—|\s]*(?:page|p\.?)?\s*(\d{1,3}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*)$", re.I)
_LAST_NUMBER = re.compile(r"(?:page\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?\s*$|^\s*(\d{1,4})\b", re.I)


@dataclass(slots=True)
class Furniture:
    """The lines that belong to the page and not to the text, by page, and the numbers printed on them."""

    lines: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    pages: int = 0

    def holds(self, page: int, line: Line) -> bool:
        """Given a page number and a line, say whether the line is furniture."""
        return id(line) in self.lines[page]


def furniture_of(pages: Sequence[tuple[float, Sequence[Line]]]) -> Furniture:
    """Given each page's height and lines, return what runs along the edges of the pages."""
    furniture = Furniture(pages=len(pages))
    tabled = {line for height, lines in pages for line in _in_table(height, lines)}
    edge_lines = [
        (number, line, height)
        for number, (height, lines) in enumerate(pages, start=1)
        for line in _edge_lines(height, lines)
        if id(line) not in tabled
    ]
    seen = Counter({key: len(set(where)) for key, where in _where(edge_lines).items()})
    needed = 2 if len(pages) <= 3 else max(3, round(0.25 * len(pages)))
    for number, line, height in edge_lines:
        text = line.text.strip()
        if _PAGE_NUMBER.match(text) is not None or seen[_key(line, height)] >= needed:
            furniture.lines[number].add(id(line))
            furniture.numbers[number].update(_numbers(text))
    _add_beside(furniture, edge_lines)
    _add_deep(furniture, pages, tabled)
    return furniture


def _add_beside(furniture: Furniture, edge_lines: Sequence[tuple[int, Line, float]]) -> None:
    """What stands on one baseline with a page number at the foot runs there with it, even where there is only one page."""
    for number, line, height in edge_lines:
        beside = [
            other
            for page, other, _ in edge_lines
            if page == number and other is not line and id(other) in furniture.lines[number] and abs(other.bottom - line.bottom) < 2
        ]
        if line.top > 0.5 * height and any(_PAGE_NUMBER.match(other.text.strip()) for other in beside):
            furniture.lines[number].add(id(line))


def _add_deep(furniture: Furniture, pages: Sequence[tuple[float, Sequence[Line]]], tabled: set[int]) -> None:
    """A tall running header reaches below the margin: add what most pages repeat exactly, with nothing but furniture beyond it."""
    places: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for number, (height, lines) in enumerate(pages, start=1):
        for line in lines:
            if id(line) not in tabled and line.bottom < _DEEP_MARGIN * height or line.top > (1 - _DEEP_MARGIN) * height:
                places[line.text, round(line.top / 4)].append((number, line))
    for found in sorted(places.values(), key=lambda item: item[0][1].top):
        if len(found) < max(3, 0.6 * len(pages)):
            continue
        for number, line in found:
            if _is_outermost(line, number, furniture, pages[number - 1]):
                furniture.lines[number].add(id(line))


def _is_outermost(line: Line, number: int, furniture: Furniture, page: tuple[float, Sequence[Line]]) -> bool:
    height, lines = page
    upper = line.top < height / 2
    beyond = [other for other in lines if (other.bottom <= line.top if upper else other.top >= line.bottom)]
    return all(id(other) in furniture.lines[number] for other in beyond)


def _edge_lines(height: float, lines: Sequence[Line]) -> list[Line]:
    """The lines in the outer margins, and of those only the ones with nothing but other edge lines beyond them."""
    return [line for line in lines if line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height]


def _in_table(height: float, lines: Sequence[Line]) -> set[int]:
    """The identities of lines that belong to a table which reaches into the margin: without a wider gap they stand among rows of several
    parts, from the top of the page to well below the margin, or from well above it to the foot."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    found: set[int] = set()
    for run in _close(rows):
        parted = sum(1 for row in run if _is_parted(row))
        if parted >= max(3, 0.3 * len(run)) and run[-1][0].bottom - run[0][0].top > 0.08 * height:
            parts = [number for number, row in enumerate(run) if _is_parted(row)]
            found.update(id(line) for row in run[parts[0] : parts[-1] + 1] for line in row)
    return found


def _is_parted(row: Sequence[Line]) -> bool:
    """Whether lines side by side are cells and not the lines of two columns of text: one behind the first is short."""
    span = max(line.x1 for line in row) - min(line.x0 for line in row)
    first = min(row, key=lambda line: line.x0)
    return any(line.x1 - line.x0 < 0.3 * span for line in row if line is not first)


def _close(rows: Sequence[list[Line]]) -> list[list[list[Line]]]:
    runs: list[list[list[Line]]] = []
    for row in rows:
        if runs and row[0].top - runs[-1][-1][0].bottom < 1.2 * row[0].size:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _key(line: Line, height: float) -> tuple[str, bool]:
    return re.sub(r"\d+", "#", line.text.casefold()).strip(), line.top < height / 2


def _where(edge_lines: Sequence[tuple[int, Line, float]]) -> dict[tuple[str, bool], list[int]]:
    where: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, line, height in edge_lines:
        where[_key(line, height)].append(number)
    return where


def _numbers(text: str) -> set[int]:
    return {int(n) for match in _LAST_NUMBER.finditer(text) for n in match.groups() if n}


def label_offset(furniture: Furniture) -> int | None:
    """How far the printed page numbers run ahead of the physical ones, where most pages that print one agree; else None."""
    votes = Counter(number - page for page, numbers in furniture.numbers.items() for number in numbers)
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    printed = sum(1 for numbers in furniture.numbers.values() if numbers)
    return offset if count >= max(2, 0.6 * printed) else None
