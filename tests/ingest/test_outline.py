from __future__ import annotations

import pytest

from ingest.documents import Block, BlockKind, Page, Reading, Section
from ingest.outline import number_of, sections_of, slug, title_of

Spec = tuple[BlockKind, int, str]
H, P, F = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE


def page_of(number: int, *specs: Spec, continues: bool = False) -> Page:
    """A page with one block a line; with `continues` its first one goes on from the page before."""
    text = ""
    blocks: list[Block] = []
    for kind, level, words in specs:
        text += "\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words), level, continues=continues and not blocks))
        text += words
    return Page(number, text, tuple(blocks))


def sections(*pages: Page) -> tuple[Section, ...]:
    return sections_of(Reading(tuple(pages)))


def test_trails_nest() -> None:
    page = page_of(1, (P, 0, "Before"), (H, 1, "A"), (P, 0, "x"), (H, 3, "B"), (H, 3, "C"), (H, 2, "D"), (H, 1, "E"), (P, 0, "y"))
    assert [section.trail for section in sections(page)] == [(), ("A",), ("A", "B"), ("A", "C"), ("A", "D"), ("E",)]


def test_every_block_stands_in_one_section() -> None:
    pages = [page_of(1, (P, 0, "Before"), (H, 1, "A"), (P, 0, "x")), page_of(2, (P, 0, "y"), (H, 2, "B"), (F, 0, "1 z"))]
    found = [place for section in sections(*pages) for place in ((section.heading,) if section.heading else ()) + section.places]
    assert [(place.page, place.block) for place in found if place] == [(page.number, block) for page in pages for block in page.blocks]


def test_words_that_go_on_stand_before_the_footnotes_between() -> None:
    pages = [page_of(1, (P, 0, "It goes"), (F, 0, "1 A note"), (F, 0, "2 A note")), page_of(2, (P, 0, "on."), continues=True)]
    (section,) = sections(*pages)
    assert [(place.page, place.block.kind) for place in section.places] == [(1, P), (2, P), (1, F), (1, F)]


def test_anchors_differ_also_where_titles_do_not() -> None:
    page = page_of(1, (H, 1, "Good practice"), (P, 0, "x"), (H, 1, "Good practice"), (P, 0, "y"))
    assert [section.anchor for section in sections(page)] == ["good-practice", "good-practice-2"]


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("3.1 Lamps", "3.1"),
        ("Priority A: Violence", "A"),
        ("A. Governance", "A"),
        ("A safer borough", ""),
        ("PART TWO", "TWO"),
        ("Lamps", ""),
        ("I will be heard", ""),
    ],
)
def test_numbers_of_headings(title: str, number: str) -> None:
    assert number_of(title) == number


def test_titles_and_slugs() -> None:
    assert title_of("  What we\nwill do: ") == "What we will do"
    assert slug("Priority A – Été & more") == "priority-a-ete-more"
    assert slug("…") == "section"
