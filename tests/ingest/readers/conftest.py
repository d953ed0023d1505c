"""What the readers' tests share: the small documents, and what must hold of every reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.documents import Page, Reading
from ingest.readers.characters import cleaned

Outline = list[tuple[str, int, str, str]]


@pytest.fixture
def documents() -> Path:
    """The folder of small real files."""
    return Path(__file__).parents[2] / "documents"


@pytest.fixture
def outline() -> Callable[[Page], Outline]:
    """Given a page, its blocks as (kind, level, marker, words)."""

    def of(page: Page) -> Outline:
        return [(block.kind.value, block.level, block.marker, page.text[block.start : block.end]) for block in page.blocks]

    return of


@pytest.fixture
def check() -> Callable[[Reading], None]:
    """Given a reading of a format without pages, fail where it breaks what `documents.py` promises."""

    def of(reading: Reading) -> None:
        assert not reading.paged
        (page,) = reading.pages
        assert page.number == 1
        assert cleaned(page.text) == page.text
        assert [table for block in page.blocks if (table := block.table) is not None] == list(range(len(page.tables)))
        end = -1
        for block in page.blocks:
            assert block.start == end + 1  # blocks follow each other, one line break between them
            end = block.end
            words = page.text[block.start : block.end]
            assert words.strip()
            assert words.startswith(block.marker)
            if block.table is not None:
                _check_cells(page, block.table, block.start, block.end)
        assert end == len(page.text)

    return of


def _check_cells(page: Page, position: int, start: int, end: int) -> None:
    cells = page.tables[position].cells
    assert [(cell.row, cell.column) for cell in cells] == sorted({(cell.row, cell.column) for cell in cells})
    rows = page.text[start:end].split("\n")
    assert len(rows) == max(cell.row for cell in cells) + 1
    for number, row in enumerate(rows):
        assert row == "\t".join(page.text[cell.start : cell.end] for cell in cells if cell.row == number)
