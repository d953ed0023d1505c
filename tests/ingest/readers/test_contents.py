"""Which tables of a PDF only say on which page something stands."""

from __future__ import annotations

import pytest
import typst

from ingest.documents import BlockKind
from ingest.readers import read_bytes
from ingest.readers.format import Format

PAGE = '#set page(paper: "a4", margin: 18mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
TITLES = ["How things stand", "What guides us", "Our four aims", "How we pay for it", "Who does what", "How to reach us"]


def kinds(source: str) -> list[BlockKind]:
    """The kinds of the blocks that a page has from its first table or contents on."""
    (page,) = read_bytes(typst.compile((PAGE + source).encode()), Format.PDF, 5).pages
    return [block.kind for block in page.blocks if block.kind in (BlockKind.CONTENTS, BlockKind.TABLE)]


def table(rows: list[list[str]], settings: str = "stroke: 0.5pt") -> str:
    columns = ", ".join(["auto"] * len(rows[0]))
    return f"#table(columns: ({columns}), inset: 5pt, {settings}, {', '.join(f'[{cell}]' for row in rows for cell in row)})"


def beside(pages: list[int], wide: int = 2) -> list[list[str]]:
    """Listings side by side, given down the columns: titles, each with its page."""
    deep = len(pages) // wide
    return [[text for c in range(wide) for text in (TITLES[r + c * deep], str(pages[r + c * deep]))] for r in range(deep)]


@pytest.mark.parametrize("pages", [[3, 4, 6, 9, 12, 15], [3, 6, 12, 4, 9, 15]])
@pytest.mark.parametrize("wide", [2, 3])
@pytest.mark.parametrize("settings", ["stroke: 0.5pt", "stroke: none, column-gutter: 20pt"])
def test_listings_side_by_side_are_contents(pages: list[int], wide: int, settings: str) -> None:
    if wide == 3 and pages[1] == 6:
        pages = [3, 9, 4, 12, 6, 15]  # row by row
    assert set(kinds(table(beside(pages, wide), settings))) <= {BlockKind.CONTENTS}


@pytest.mark.parametrize("pages", [[31, 44, 16, 99, 12, 75], [3, 4, 6, 5, 12, 2]])
def test_figures_that_do_not_rise_are_no_page_numbers(pages: list[int]) -> None:
    assert kinds(table(beside(pages))) == [BlockKind.TABLE]


@pytest.mark.parametrize("name", ["Target 2032/33", "Boats", "Cost (£)", "Number of calls", "2031/32", "Score"])
def test_rising_figures_under_a_name_of_their_own_are_no_page_numbers(name: str) -> None:
    rows = [["Measure", name], *([title, str(n * 12)] for n, title in enumerate(TITLES[:4], 1))]
    assert kinds(table(rows)) == [BlockKind.TABLE]


@pytest.mark.parametrize("name", ["Page", "Pages", "Page number", "Page no.", "p.", "No.", "pp."])
def test_under_a_name_for_pages_they_are(name: str) -> None:
    rows = [["Section", name], *([title, str(n * 12)] for n, title in enumerate(TITLES[:4], 1))]
    assert kinds(table(rows)) == [BlockKind.CONTENTS]


@pytest.mark.parametrize("title", ["What’s inside", "What's inside this plan", "Inside", "Inside this strategy", "What is inside"])
def test_other_titles_of_contents(title: str) -> None:
    lines = "\n\n".join(f"{name} #h(1fr) {n}" for n, name in zip((3, 4, 6, 9), TITLES, strict=False))
    assert set(kinds(f"*{title}*\n\n{lines}\n")) == {BlockKind.CONTENTS}
