from __future__ import annotations

from ingest.readers.ligatures import named
from ingest.readers.pdfium import Glyph
from tests.ingest.glyphs import glyphs_of


def printed(glyphs: list[Glyph]) -> str:
    return "".join((" " if glyph.space else "") + glyph.char for glyph in glyphs)


def no_text() -> str:
    raise AssertionError("the other extractor must not be asked")


def test_ligatures_are_named_from_the_other_text() -> None:
    glyphs = glyphs_of("the su\x1fcient o\x1fcer con\x1erms", 50, 100)
    found = named(glyphs, lambda: "the su\ufb03cient o\ufb03cer confirms")
    assert printed(found) == "the su\ufb03cient o\ufb03cer con\ufb01rms"
    assert [glyph.position for glyph in found] == [glyph.position for glyph in glyphs]


def test_what_the_other_text_does_not_show_is_white_space() -> None:
    assert printed(named(glyphs_of("su\x1fcient", 50, 100), lambda: "other words")) == "su cient"


def test_a_page_with_all_its_letters_asks_nobody() -> None:
    glyphs = glyphs_of("end\x02 of it", 50, 100)
    assert named(glyphs, no_text) == glyphs
