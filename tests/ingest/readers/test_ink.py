"""Words that a line end parts at a hyphen."""

from __future__ import annotations

import pytest
import typst

from ingest.readers import read_bytes
from ingest.readers.format import Format


def text_of(source: str) -> str:
    """The words of a page that a source sets, one space between them."""
    page = f'#set page(paper: "a5")\n#set text(font: "Libertinus Serif", hyphenate: false)\n{source}\n'
    return " ".join(read_bytes(typst.compile(page.encode()), Format.PDF, 2).pages[0].text.split())


@pytest.mark.parametrize(
    ("elsewhere", "parted", "whole"),
    [
        ("Wardens deal with fly-tipping.", "They clear fly-\\ tips at once.", "fly-tips"),
        ("Boats are hand-built.", "A hand-\\ builder made them.", "hand-builder"),
        ("Boats are hand-built.", "The quay is hand-\\ some at dawn.", "handsome"),  # another word behind the hyphen
        ("Nobody is afraid.", "They clear fly-\\ tips at once.", "flytips"),
        ("Flytips are cleared.", "They clear fly-\\ tips at once.", "flytips"),
    ],
)
def test_a_hyphen_stays_where_the_document_writes_another_form_of_the_word_with_one(elsewhere: str, parted: str, whole: str) -> None:
    assert whole in text_of(f"{elsewhere} {parted}")
