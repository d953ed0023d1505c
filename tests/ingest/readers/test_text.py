"""Plain text: structure from blank lines, underlines, capitals, numbers, bullets and tabs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.text import read_text

Outline = Callable[[Page], list[tuple[str, int, str, str]]]


def test_minutes(documents: Path, outline: Outline, check: Callable[[Reading], None]) -> None:
    reading = read_text((documents / "minutes.txt").read_bytes())
    check(reading)
    assert outline(reading.pages[0]) == [
        ("heading", 1, "", "COMMUNITY SAFETY BOARD"),
        ("heading", 1, "", "Minutes of the meeting"),
        ("heading", 2, "", "Contents"),
        ("contents", 1, "", "1. Apologies ........ 1"),
        ("contents", 1, "", "2. Performance ...... 1"),
        ("contents", 1, "", "3. Any other business 2"),
        ("heading", 1, "1.", "1. Apologies"),
        (
            "paragraph",
            0,
            "",
            "Apologies were received from the fire service and from the probation service, which had sent a well-known deputy.",
        ),
        ("heading", 1, "2.", "2. Performance"),
        ("paragraph", 0, "2.1", "2.1 The board noted that burglary had fallen from 1,389 to 1,201 in the year."),
        ("paragraph", 0, "2.2", "2.2 Knife crime rose."),
        ("table", 0, "", "Measure\tBaseline\tTarget\nBurglary\t1,389\t1,250\nKnife crime\t412\t350"),
        ("heading", 2, "", "Actions agreed"),
        ("item", 1, "-", "- visit every school"),
        ("item", 2, "-", "- by July"),
        ("item", 1, "-", "- light the parks"),
        ("item", 1, "a)", "a) The council chairs."),
        ("item", 1, "b)", "b) The police report."),
        ("heading", 2, "", "Next meeting"),
        ("paragraph", 0, "", "The board will meet again on 5 June, at ten in the morning, in the council chamber."),
    ]
    table = reading.pages[0].tables[0]
    assert (table.header_rows, table.header_columns, table.ruled) == (1, 1, False)
    assert table.confidence < 1


def test_long_lines_are_paragraphs_of_their_own(outline: Outline) -> None:
    first, second = "First " + "word " * 40 + "end.", "Second " + "word " * 40 + "end."
    assert [words for *_, words in outline(read_text(f"{first}\n{second}".encode()).pages[0])] == [first, second]


def test_a_paragraph_broken_by_hand_is_one(outline: Outline) -> None:
    text = "\n".join(f"line {number} of a paragraph that goes on and on," for number in range(12)) + "\nand ends."
    ((kind, _, _, words),) = outline(read_text(text.encode()).pages[0])
    assert kind == "paragraph"
    assert words == text.replace("\n", " ")


@pytest.mark.parametrize("line", ["Burglary fell by half.", "x" * 101, "24.4%", "a short line in small letters"])
def test_no_heading(line: str, outline: Outline) -> None:
    ((kind, *_), *_) = outline(read_text(f"{line}\n\nWords follow.".encode()).pages[0])
    assert kind != "heading"


@given(st.text(st.sampled_from(list("ab .-=#1\t\n()•ABC,£")), max_size=300))
def test_no_word_is_lost(text: str) -> None:
    words = {letter for letter in text if letter.isalnum()}
    if not words:
        return
    read = read_text(text.encode()).pages[0].text
    assert [letter for letter in text if letter.isalnum()] == [letter for letter in read if letter.isalnum()]


@pytest.mark.parametrize("data", [b" \n\t ", b"\xef\xbb\xbf", "\u200b\u202e".encode(), b"-----\n====="])
def test_nothing_to_read_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="holds no words"):
        read_text(data)
