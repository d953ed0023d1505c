"""Markdown: CommonMark with tables; raw HTML in it is held to the rules of HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.markdown import read_markdown


def test_a_note(documents: Path, outline: Callable[[Page], list[tuple[str, int, str, str]]], check: Callable[[Reading], None]) -> None:
    reading = read_markdown((documents / "note.md").read_bytes())
    check(reading)
    assert reading.title == "Reference note on duties"
    assert outline(reading.pages[0]) == [
        ("heading", 1, "", "Duties of the partnership"),
        ("paragraph", 0, "", "The partnership must prepare a plan each year."),
        ("heading", 2, "", "Who takes part"),
        ("item", 1, "1.", "1. the council"),
        ("item", 1, "2.", "2. the police"),
        ("item", 2, "•", "• the borough commander"),
        ("item", 2, "•", "• the neighbourhood team"),
        ("item", 1, "3.", "3. the fire service"),
        ("table", 0, "", "Duty\tLaw\tSince\nSerious violence\tPCSC Act 2022, s.8\t2023\nReviews\tDVCV Act 2004, s.9\t2011"),
        ("heading", 2, "", "Setext heading"),
        ("paragraph", 0, "", "Code stays. Line one\nline two."),
    ]
    assert (reading.pages[0].tables[0].header_rows, reading.pages[0].tables[0].header_columns) == (1, 1)


def test_deep_lists_lose_nothing() -> None:
    text = read_markdown("\n".join("  " * level + f"- level {level}" for level in range(30)).encode()).pages[0].text
    assert "level 29" in text


@pytest.mark.parametrize("data", [b"", b"   \n", b"<!-- only a comment -->", b"---\ntitle: x\n---\n", b"[a]: http://example.org"])
def test_nothing_shown_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="holds no words"):
        read_markdown(data)
