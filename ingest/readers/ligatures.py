"""Ligatures that a font does not name.

Some layout programs leave "ff", "fi" and their like out of the table that maps a font's glyphs to letters. pdfium then knows no letter for
them; pypdf also looks at the glyph's own name. Where pypdf's text of the page shows one ligature between the same letters, it is that one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from ingest.readers.pdfium import HYPHEN, Glyph

_LIGATURES = {"ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02", "ffi": "\ufb03", "ffl": "\ufb04"}
_ANY = "(ffi|ffl|ff|fi|fl|[\ufb00-\ufb04])"
_REACH = 5  # letters looked at on either side
_MOST = 400  # unnamed glyphs looked up on one page; the rest follows them


def is_unnamed(glyph: Glyph) -> bool:
    """Given a glyph, say whether pdfium knows no letter for it."""
    return glyph.char < " " and glyph.char != HYPHEN


def named(glyphs: Sequence[Glyph], text: Callable[[], str]) -> list[Glyph]:
    """Given a page's glyphs and a way to pypdf's text of it, return them with their ligatures; what stays unknown is white space."""
    unnamed = [position for position, glyph in enumerate(glyphs) if is_unnamed(glyph)]
    if not unnamed:
        return list(glyphs)
    words = re.sub(r"\s+", "", text())
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for position in unnamed[:_MOST]:
        before = _letters(glyphs[max(0, position - _REACH) : position][::-1])[::-1]
        after = _letters(glyphs[position + 1 : position + 1 + _REACH])
        if len(before) + len(after) >= 3:
            found = set(re.findall(re.escape(before) + _ANY + re.escape(after), words))
            if len(found) == 1:
                ligature = found.pop()
                votes[glyphs[position].char][_LIGATURES.get(ligature, ligature)] += 1
    return _replaced(glyphs, {char: seen.most_common(1)[0][0] for char, seen in votes.items()})


def _letters(glyphs: Sequence[Glyph]) -> str:
    """The letters up to the next unnamed glyph."""
    letters = ""
    for glyph in glyphs:
        if is_unnamed(glyph):
            break
        letters += glyph.char
    return letters


def _replaced(glyphs: Sequence[Glyph], known: dict[str, str]) -> list[Glyph]:
    kept: list[Glyph] = []
    space = False
    for glyph in glyphs:
        if is_unnamed(glyph) and glyph.char not in known:
            space = True
            continue
        kept.append(glyph._replace(char=known.get(glyph.char, glyph.char), space=glyph.space or space))
        space = False
    return kept
