"""Readings as JSON: between the reading process and its parent, and page by page in the store.

What comes in is checked before it becomes an object, because it may come from a process that a file has taken over:
offsets lie in the text, kinds are known, numbers are numbers, and runs cannot unpack to more than the text holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ingest.documents import Block, BlockKind, Cell, Page, Reading, Table
from ingest.errors import UnreadableFile

_MOST = 10**9
_SURROGATE = re.compile("[\ud800-\udfff]")


def reading_to_json(reading: Reading) -> bytes:
    """Given a reading, return it as UTF-8 JSON; `reading_from_json` gives it back unchanged."""
    return _dumped(
        {
            "paged": reading.paged,
            "title": reading.title,
            "warnings": list(reading.warnings),
            "pages": [_page_to_plain(page) for page in reading.pages],
        }
    )


def reading_from_json(data: bytes) -> Reading:
    """Given what `reading_to_json` made, return the reading. Raises UnreadableFile naming the first place that is wrong."""
    plain = _Record(_loaded(data), "reading")
    pages = tuple(_page_from_plain(page) for page in plain.records("pages"))
    numbers = [page.number for page in pages]
    _require(numbers == sorted(set(numbers)), "reading.pages", "page numbers that do not increase")
    _check_headers(pages)
    return Reading(pages, plain.flag("paged"), plain.text_or_none("title"), tuple(plain.texts("warnings")))


def page_to_json(page: Page) -> bytes:
    """Given a page, return it as UTF-8 JSON."""
    return _dumped(_page_to_plain(page))


def page_from_json(data: bytes) -> Page:
    """Given what `page_to_json` made, return the page. Raises UnreadableFile naming the first place that is wrong.

    Where a table's column names stand on another page, only the reading as a whole can check those offsets.
    """
    return _page_from_plain(_Record(_loaded(data), "page"))


def origin_to_runs(origin: Sequence[int]) -> list[int]:
    """Given origins, return them as [first, count, first, count ...]: each run counts up by one, except that -1 repeats."""
    runs: list[int] = []
    expected: int | None = None
    for index in origin:
        if index == expected:
            runs[-1] += 1
        else:
            runs += (index, 1)
        expected = -1 if index == -1 else index + 1
    return runs


def origin_from_runs(runs: Sequence[int], length: int) -> tuple[int, ...]:
    """Given runs and the length of the text, return the origins. Raises UnreadableFile where they do not fit it."""
    _require(len(runs) % 2 == 0, "origin", "an odd number of values")
    firsts, counts = runs[::2], runs[1::2]
    _require(all(count > 0 for count in counts) and sum(counts) in (0, length), "origin", f"{sum(counts)} places for {length} characters")
    _require(all(first >= -1 for first in firsts), "origin", "a place before the first character")
    origin: list[int] = []
    for first, count in zip(firsts, counts, strict=True):
        origin += [-1] * count if first == -1 else range(first, first + count)
    return tuple(origin)


def _dumped(plain: object) -> bytes:
    # A lone surrogate cannot be written as UTF-8: "?" takes its place, one character for one, so that offsets hold.
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")


def _loaded(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _damaged("the JSON", str(error)[:100]) from error


def _page_to_plain(page: Page) -> dict[str, object]:
    return {
        "number": page.number,
        "text": page.text,
        "blocks": [
            [block.kind.value, block.start, block.end, block.level, block.marker, block.continues, block.table] for block in page.blocks
        ],
        "tables": [_table_to_plain(table) for table in page.tables],
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "origin": origin_to_runs(page.origin),
        "readable": page.readable,
        "ocr": page.ocr,
    }


def _table_to_plain(table: Table) -> dict[str, object]:
    return {
        "cells": [[cell.row, cell.column, cell.start, cell.end, cell.rows, cell.columns] for cell in table.cells],
        "header_rows": table.header_rows,
        "header_columns": table.header_columns,
        "continues": table.continues,
        "headers": [list(header) for header in table.headers],
        "ruled": table.ruled,
        "confidence": table.confidence,
    }


def _page_from_plain(plain: _Record) -> Page:
    text = plain.text("text")
    tables = tuple(_table_from_plain(table, len(text)) for table in plain.records("tables"))
    blocks = tuple(_block_from_plain(block, len(text), len(tables)) for block in plain.rows("blocks", 7))
    return Page(
        number=plain.number("number", least=1),
        text=text,
        blocks=blocks,
        tables=tables,
        label=plain.text_or_none("label"),
        width=plain.measure("width"),
        height=plain.measure("height"),
        origin=origin_from_runs(plain.numbers("origin"), len(text)),
        readable=plain.flag("readable"),
        ocr=plain.flag("ocr"),
    )


def _block_from_plain(row: _Row, length: int, tables: int) -> Block:
    kind = row.text(0)
    _require(kind in BlockKind.__members__.values(), row.place, f"the unknown kind {kind[:40]!r}")
    start, end = row.range(1, length)
    return Block(
        kind=BlockKind(kind),
        start=start,
        end=end,
        level=row.number(3, 0, 1000),
        marker=row.text(4),
        continues=row.flag(5),
        table=None if row.values[6] is None else row.number(6, 0, tables - 1),
    )


def _table_from_plain(plain: _Record, length: int) -> Table:
    confidence = plain.measure("confidence")
    _require(confidence <= 1, f"{plain.place}.confidence", f"{confidence}, which is more than 1")
    return Table(
        cells=tuple(_cell_from_plain(cell, length) for cell in plain.rows("cells", 6)),
        header_rows=plain.number("header_rows"),
        header_columns=plain.number("header_columns"),
        continues=plain.flag("continues"),
        headers=tuple(_header_from_plain(header) for header in plain.rows("headers", 3)),
        ruled=plain.flag("ruled"),
        confidence=confidence,
    )


def _cell_from_plain(row: _Row, length: int) -> Cell:
    start, end = row.range(2, length)
    return Cell(row.number(0), row.number(1), start, end, row.number(4, 1), row.number(5, 1))


def _header_from_plain(row: _Row) -> tuple[int, int, int]:
    start, end = row.range(1, _MOST)
    return row.number(0, 1), start, end


def _check_headers(pages: Sequence[Page]) -> None:
    """Given all pages, check that column names taken over from another page lie in that page's text."""
    lengths = {page.number: len(page.text) for page in pages}
    for page in pages:
        for table in page.tables:
            for number, _, end in table.headers:
                _require(end <= lengths.get(number, -1), f"page {page.number}.headers", f"words that page {number} does not hold")


class _Record:
    """A JSON object under its name; each method returns one of its values, checked."""

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise _damaged(place, "something else than an object")
        self._values: dict[str, object] = value
        self.place = place

    def _get(self, key: str) -> object:
        _require(key in self._values, self.place, f"no {key}")
        return self._values[key]

    def _list(self, key: str) -> list[object]:
        value = self._get(key)
        if not isinstance(value, list):
            raise _damaged(f"{self.place}.{key}", "something else than a list")
        return value

    def text(self, key: str) -> str:
        return _text(self._get(key), f"{self.place}.{key}")

    def text_or_none(self, key: str) -> str | None:
        return None if self._get(key) is None else self.text(key)

    def texts(self, key: str) -> list[str]:
        return [_text(value, f"{self.place}.{key}") for value in self._list(key)]

    def number(self, key: str, least: int = 0, most: int = _MOST) -> int:
        return _number(self._get(key), f"{self.place}.{key}", least, most)

    def numbers(self, key: str) -> list[int]:
        return [_number(value, f"{self.place}.{key}", -1, _MOST) for value in self._list(key)]

    def flag(self, key: str) -> bool:
        return _flag(self._get(key), f"{self.place}.{key}")

    def measure(self, key: str) -> float:
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST:  # "not a number" fails too
            raise _damaged(f"{self.place}.{key}", "something else than a number from 0")
        return value

    def records(self, key: str) -> list[_Record]:
        return [_Record(value, f"{self.place}.{key}[{position}]") for position, value in enumerate(self._list(key))]

    def rows(self, key: str, width: int) -> list[_Row]:
        return [_Row(value, f"{self.place}.{key}[{position}]", width) for position, value in enumerate(self._list(key))]


class _Row:
    """A JSON list of a fixed width under its name; each method returns one of its values, checked."""

    def __init__(self, value: object, place: str, width: int) -> None:
        if not isinstance(value, list) or len(value) != width:
            raise _damaged(place, f"something else than {width} values")
        self.values: list[object] = value
        self.place = place

    def text(self, position: int) -> str:
        return _text(self.values[position], self.place)

    def flag(self, position: int) -> bool:
        return _flag(self.values[position], self.place)

    def number(self, position: int, least: int = 0, most: int = _MOST) -> int:
        return _number(self.values[position], self.place, least, most)

    def range(self, position: int, length: int) -> tuple[int, int]:
        """Return the start at `position` and the end behind it, both within `length` characters and in order."""
        start, end = self.number(position, 0, length), self.number(position + 1, 0, length)
        _require(start <= end, self.place, f"an end ({end}) before its start ({start})")
        return start, end


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise _damaged(place, "something else than text")
    # JSON can spell a lone surrogate ("\\ud800"), which nothing behind here could store
    _require(_SURROGATE.search(value) is None, place, "half a character")
    return value


def _number(value: object, place: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _damaged(place, "something else than a whole number")
    _require(least <= value <= most, place, f"{value}, outside {least} to {most}")
    return value


def _flag(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise _damaged(place, "something else than true or false")
    return value


def _require(holds: bool, place: str, found: str) -> None:
    if not holds:
        raise _damaged(place, found)


def _damaged(place: str, found: str) -> UnreadableFile:
    return UnreadableFile(f"What was read is damaged: {place} holds {found}. Read the file again.")
