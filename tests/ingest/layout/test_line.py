from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.line import lines_of
from tests.ingest.glyphs import glyphs_of
from tests.ingest.layout.columns import positions


def test_a_bullet_far_from_its_words_is_theirs() -> None:
    (line,) = lines_of([*glyphs_of("•", 50, 100), *glyphs_of("repair the lamps", 90, 100)])
    assert line.text == "• repair the lamps"


def test_words_far_apart_are_two_lines() -> None:
    found = lines_of([*glyphs_of("Burglary", 50, 100), *glyphs_of("412", 300, 100)])
    assert [line.text for line in found] == ["Burglary", "412"]


@given(st.lists(positions, max_size=30))
def test_every_glyph_is_in_one_line(places: list[tuple[int, int, str]]) -> None:
    glyphs = [glyph for x, top, text in places for glyph in glyphs_of(text, x, top)]
    found = [glyph.position for line in lines_of(glyphs) for glyph in line.glyphs]
    assert sorted(found) == sorted(glyph.position for glyph in glyphs)
