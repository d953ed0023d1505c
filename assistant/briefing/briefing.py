"""The nouns of a scrutiny pack: chapters of headings, lines, tables and charts, and the citations they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from assistant.conversation import Basis, Citation


class Format(StrEnum):
    """What a pack can be had as."""

    HTML = "html"
    DOCX = "docx"
    MARKDOWN = "markdown"


class Style(StrEnum):
    """How a line stands on the page."""

    TEXT = "text"
    ITEM = "item"
    QUESTION = "question"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement or quote that was checked, with the numbers of its citations; without a basis, words of ours that state nothing of a
    document's own (a catalogue's fact, an explanation)."""

    text: str
    citations: tuple[int, ...] = ()
    basis: Basis | None = None
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; the chapter's own is level 1, so this is 2 or 3. One that is a document's own words is cited. The
    chapters write 3 for what stands under a document's title; `nested` closes the gap where a pack has no such titles."""

    text: str
    level: int = 2
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under column names. `caption` says what is listed, for those who cannot see the page."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One bar of a chart: what it is of, its value, and the value as it is printed."""

    label: str
    value: float
    printed: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A small bar chart of a series whose figures stand in the document. `text` says the same in words."""

    name: str
    text: str
    points: tuple[Point, ...]
    citations: tuple[int, ...]


Block = Heading | Line | Table | Chart


def nested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Given a chapter's blocks, return them with no level of heading left out: a heading is one level below the last that is above it."""
    above: list[int] = []
    settled: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [*(level for level in above if level < block.level), block.level]
            block = replace(block, level=1 + len(above))
        settled.append(block)
    return tuple(settled)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its name in addresses, its title, and what stands in it."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole pack. `documents` are titles, in the order they were asked for."""

    title: str
    made: date
    documents: tuple[str, ...]
    preface: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    citations: tuple[Citation, ...] = field(default=())

    def lines(self) -> Iterator[Line]:
        """Every line of the pack, in order, those in tables too."""
        yield from self.preface
        for chapter in self.chapters:
            for block in chapter.blocks:
                if isinstance(block, Line):
                    yield block
                elif isinstance(block, Table):
                    yield from (cell for row in block.rows for cell in row)


def references(numbers: Sequence[int], citations: Sequence[Citation]) -> str:
    """Given numbers of citations and all of them, return how a line shows them: "[3–5, 9; pages 2, 4]"; nothing for none."""
    if not numbers:
        return ""
    pages = sorted({citation.page for citation in citations if citation.number in numbers and citation.page is not None})
    shown = _ranges(sorted(set(numbers)))
    if not pages:
        return f"[{shown}]"
    return f"[{shown}; page{'s' if len(pages) > 1 else ''} {_ranges(pages)}]"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in ascending order, runs of three or more as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run] for run in runs]
    return ", ".join(part for run in parts for part in run)
