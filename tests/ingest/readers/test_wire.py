"""Readings as JSON: nothing is lost on the way, and nothing impossible is let in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Block, BlockKind, Cell, Page, Reading, Table
from ingest.errors import UnreadableFile
from ingest.readers.wire import origin_from_runs, origin_to_runs, page_from_json, page_to_json, reading_from_json, reading_to_json

words = st.text(st.characters(exclude_categories=["Cs"]))
small = st.integers(0, 40)
lengths = st.floats(0, 1e6)


@st.composite
def ranges(draw: st.DrawFn, length: int) -> tuple[int, int]:
    start = draw(st.integers(0, length))
    return start, draw(st.integers(start, length))


@st.composite
def tables(draw: st.DrawFn, length: int) -> Table:
    cells = [Cell(row, column, *place) for row, column, place in draw(st.lists(st.tuples(small, small, ranges(length))))]
    return Table(tuple(cells), draw(small), draw(small), draw(st.booleans()), (), draw(st.booleans()), draw(st.floats(0, 1)))


@st.composite
def pages(draw: st.DrawFn, number: int = 1) -> Page:
    text = draw(words)
    found = draw(st.lists(tables(len(text)), max_size=2))
    blocks = []
    for start, end in draw(st.lists(ranges(len(text)), max_size=4)):
        table = draw(st.sampled_from([None, *range(len(found))]))
        blocks.append(Block(draw(st.sampled_from(BlockKind)), start, end, draw(small), draw(words), draw(st.booleans()), table))
    origin = draw(st.one_of(st.just([]), st.lists(st.integers(-1, 60), min_size=len(text), max_size=len(text))))
    return Page(
        number,
        text,
        tuple(blocks),
        tuple(found),
        draw(st.none() | words),
        draw(lengths),
        draw(lengths),
        tuple(origin),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    numbers = draw(st.lists(st.integers(1, 50), unique=True, max_size=3).map(sorted))
    read = [draw(pages(number)) for number in numbers]
    return Reading(tuple(read), draw(st.booleans()), draw(st.none() | words), tuple(draw(st.lists(words, max_size=2))))


@given(readings())
def test_a_reading_comes_back_unchanged(reading: Reading) -> None:
    assert reading_from_json(reading_to_json(reading)) == reading


@given(pages())
def test_a_page_comes_back_unchanged(page: Page) -> None:
    assert page_from_json(page_to_json(page)) == page


def test_column_names_of_another_page_come_back() -> None:
    table = Table((Cell(0, 0, 0, 1),), continues=True, headers=((1, 0, 5),))
    reading = Reading((Page(1, "Theme"), Page(2, "x", tables=(table,))))
    assert reading_from_json(reading_to_json(reading)) == reading


@given(st.lists(st.integers(-1, 30)))
def test_origins_come_back_unchanged(origin: list[int]) -> None:
    assert origin_from_runs(origin_to_runs(origin), len(origin)) == tuple(origin)


def test_origins_are_compact() -> None:
    assert origin_to_runs([*range(1000), -1, -1, *range(1001, 2000)]) == [0, 1000, -1, 2, 1001, 999]


def test_half_a_character_becomes_a_question_mark_in_its_place() -> None:
    assert page_from_json(page_to_json(Page(1, "a\ud800b"))).text == "a?b"


def plain() -> dict[str, Any]:
    """A reading as JSON, for tests to spoil."""
    table = Table((Cell(0, 0, 0, 1), Cell(0, 1, 2, 3)), continues=True, headers=((1, 0, 1),))
    page = Page(1, "a\tb", (Block(BlockKind.TABLE, 0, 3, table=0),), (table,), "i", 595.0, 842.0, (0, -1, 1))
    loaded: dict[str, Any] = json.loads(reading_to_json(Reading((page,))))
    return loaded


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "block behind the text": lambda page: page["blocks"][0].__setitem__(2, 4),
    "block before the text": lambda page: page["blocks"][0].__setitem__(1, -1),
    "block that ends before it starts": lambda page: page["blocks"][0].__setitem__(slice(1, 3), [2, 1]),
    "unknown kind": lambda page: page["blocks"][0].__setitem__(0, "banner"),
    "kind that is no text": lambda page: page["blocks"][0].__setitem__(0, ["table"]),
    "table that is not there": lambda page: page["blocks"][0].__setitem__(6, 1),
    "true for a number": lambda page: page["blocks"][0].__setitem__(3, True),
    "fraction for a number": lambda page: page["blocks"][0].__setitem__(3, 1.5),
    "block too short": lambda page: page["blocks"][0].pop(),
    "cell behind the text": lambda page: page["tables"][0]["cells"][0].__setitem__(3, 9),
    "cell over no row": lambda page: page["tables"][0]["cells"][0].__setitem__(4, 0),
    "column name on no page": lambda page: page["tables"][0]["headers"][0].__setitem__(0, 2),
    "column name behind the text": lambda page: page["tables"][0]["headers"][0].__setitem__(2, 4),
    "confidence above one": lambda page: page["tables"][0].update(confidence=1.1),
    "confidence that is no number": lambda page: page["tables"][0].update(confidence="high"),
    "endless width": lambda page: page.update(width=float("inf")),
    "width that is no number": lambda page: page.update(width=float("nan")),
    "page zero": lambda page: page.update(number=0),
    "a huge page number": lambda page: page.update(number=10**30),
    "text that is none": lambda page: page.update(text=None),
    "half a character": lambda page: page.update(text="a\ud800b"),
    "origins that unpack without end": lambda page: page.update(origin=[0, 10**9]),
    "too few origins": lambda page: page.update(origin=[0, 2]),
    "negative run": lambda page: page.update(origin=[0, -1, 0, 4]),
    "half a run": lambda page: page.update(origin=[0, 2, 1]),
    "origin below none": lambda page: page.update(origin=[-2, 3]),
    "no label at all": lambda page: page.pop("label"),
    "blocks that are no list": lambda page: page.update(blocks={}),
}


def test_the_unspoilt_reading_is_let_in() -> None:
    assert reading_from_json(json.dumps(plain()).encode()).pages[0].text == "a\tb"


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_what_cannot_be_is_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    loaded = plain()
    spoil(loaded["pages"][0])
    with pytest.raises(UnreadableFile, match=r"What was read is damaged: .* holds .*\. Read the file again\."):
        reading_from_json(json.dumps(loaded).encode())


def test_two_pages_with_one_number_are_refused() -> None:
    loaded = plain()
    loaded["pages"] *= 2
    with pytest.raises(UnreadableFile, match="page numbers that do not increase"):
        reading_from_json(json.dumps(loaded).encode())


@given(st.binary())
def test_any_bytes_are_a_reading_or_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        reading_from_json(data)


@pytest.mark.parametrize("data", [b"[]", b"null", b"{}", b"[" * 100_000, b'{"pages":[1],"paged":true,"title":null,"warnings":[]}'])
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        reading_from_json(data)
