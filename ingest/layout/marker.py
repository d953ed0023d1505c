"""List markers: bullets, dashes, numbers and letters in front of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdfium import Glyph

BULLETS = "•◆▪■●○◦‣∙·➢➤✓✔❖►▶□§→»›▸▹☐☑★☆✦➜➔◇⇒✅"
DASHES = "-–—─*"
_NUMBER = re.compile(r"^(\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[A-Za-z][.)]|\(?(?:[ivx]{2,5}|[IVX]{2,5})[.)])$")
_DECIMAL = re.compile(r"^\d{1,3}(?:\.\d{1,3})+[.)]?$")


def is_bullet(text: str) -> bool:
    """Given a sign, say whether it is a bullet; fonts of symbols have theirs among the characters for private use."""
    return text in BULLETS or "\ue000" <= text <= "\uf8ff"


def marker_of(glyphs: Sequence[Glyph]) -> str:
    """Given a line's glyphs, return its list marker: a bullet, or a number or letter set off by a gap."""
    first = glyphs[0].char
    if is_bullet(first):
        return first if len(glyphs) > 1 else ""
    word = first
    for position, glyph in enumerate(glyphs[1:8], start=1):
        if glyph.space:
            gap = glyph.x0 - glyphs[position - 1].x1
            return word if _is_marker(word, gap / max(glyph.size, 1.0)) else ""
        word += glyph.char
    return ""


def _is_marker(word: str, gap_in_em: float) -> bool:
    if word in DASHES or word == "o":
        return gap_in_em > 0.15 and (word != "o" or gap_in_em > 0.6)
    if not _NUMBER.match(word):
        return False
    # "1998. The" inside a paragraph is no marker, "3.7 The" is: bare integers need a stop or a wide gap.
    return bool(_DECIMAL.match(word)) or word[-1] in ".)" or gap_in_em > 0.6


def is_marker_text(text: str) -> bool:
    """Given a line's whole text, say whether it is nothing but a list marker."""
    if len(text) == 1 and (is_bullet(text) or text in DASHES):
        return True
    return bool(_DECIMAL.match(text)) or bool(_NUMBER.match(text)) and text[-1] in ".)"
