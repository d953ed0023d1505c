from __future__ import annotations

import pytest

from ingest.layout.marker import marker_of
from tests.ingest.glyphs import glyphs_of


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("• words", "•"),
        ("– words", "–"),
        ("3.7 words", "3.7"),
        ("(a) words", "(a)"),
        ("iv. words", "iv."),
        ("12. words", "12."),
        ("1998 was a year", ""),
        ("A word", ""),
        ("words", ""),
        ("•", ""),
    ],
)
def test_markers(text: str, marker: str) -> None:
    assert marker_of(glyphs_of(text, 50, 100)) == marker
