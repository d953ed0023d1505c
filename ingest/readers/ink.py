"""Lines -> a page's text, with the PDF's own character index for every code point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.layout.line import Line
from ingest.readers.pdfium import Glyph

# What stands before a hyphen that is the word's own, where the document does not show how it writes the word.
_PREFIXES = frozenset("re co non pre sub ex de un e by up on in off low mid all one two six ten anti self bi tri pro no so on-".split())
# What stands behind one: no printer parts a word so that these are left over.
_TAILS = frozenset(
    "led based related enabled informed funded owned focused centred friendly generated party agency term free wide aged".split()
)
_STEM = 3  # letters that the forms of one word share behind a hyphen
_HYPHENS = "-\u00ad\u2010\x02\ufffe"


class Ink:
    """Text being written, with the PDF's own character index for every code point."""

    def __init__(self, known: Counter[str]) -> None:
        self._parts: list[str] = []
        self.origin: list[int] = []
        self._known = known
        self._hyphened = [word for word in known if "-" in word]

    def __len__(self) -> int:
        return len(self.origin)

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def begin(self) -> int:
        """Start a new block on a line of its own; return where it starts."""
        if self.origin:
            self.white("\n")
        return len(self.origin)

    def white(self, space: str) -> None:
        """Add one white character that the PDF does not hold."""
        self._parts.append(space)
        self.origin.append(-1)

    def _glyph(self, glyph: Glyph) -> None:
        for char in _printable(glyph.char):
            self._parts.append(char)
            self.origin.append(glyph.position)

    def write(self, lines: Sequence[Line]) -> None:
        """Add lines as running text: joined by spaces, words that a hyphen parts at a line end made whole."""
        for number, line in enumerate(lines):
            glyphs = line.glyphs
            following = lines[number + 1] if number + 1 < len(lines) else None
            for position, glyph in enumerate(glyphs):
                if position and glyph.space:
                    self.white(" ")
                if following is not None and position == len(glyphs) - 1 and glyph.char in _HYPHENS and position:
                    if self._keeps_hyphen(line, following):
                        self._glyph(glyph._replace(char="-"))
                    break
                self._glyph(glyph)
            if following is not None and not (glyphs[-1].char in _HYPHENS and len(glyphs) > 1):
                self.white(" ")

    def _keeps_hyphen(self, line: Line, following: Line) -> bool:
        """A hyphen at a line end stays where the document writes the word with one elsewhere, or where it parts no letters."""
        head = line.text[:-1].rsplit(" ", 1)[-1]
        tail = following.text.split(" ", 1)[0]
        if not head[-1:].isalpha() or not tail[:1].islower() or "-" in head + tail:
            return True  # "site-by-site" has a hyphen of its own at either place
        joined, hyphenated = _word(head + tail), _word(f"{head}-{tail}")
        if self._known[hyphenated] or self._known[joined]:
            return self._known[hyphenated] >= self._known[joined]
        if self._kin(head, tail):
            return True
        return head.casefold() in _PREFIXES or _word(tail) in _TAILS and len(head) > 2 or line.glyphs[-1].char in "\u2010"

    def _kin(self, head: str, tail: str) -> bool:
        """Whether the document writes another form of a word with a hyphen: "fly-tipping" where "fly-tips" is parted."""
        stem = _word(tail)[:_STEM]
        return len(stem) == _STEM and any(word.startswith(f"{_word(head)}-{stem}") for word in self._hyphened)


def _printable(char: str) -> str:
    """Given a glyph's character, return what is kept of it: ligatures as letters, nothing for control and format characters."""
    if char in "\ufb00\ufb01\ufb02\ufb03\ufb04":
        return {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}[char]
    code = ord(char)
    if code < 32 or 0x7F <= code < 0xA0 or 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2060 <= code <= 0x206F:
        return ""
    if 0xD800 <= code <= 0xDFFF or code in (0xFEFF, 0xFFFE, 0xFFFF) or 0xE0000 <= code <= 0xE007F:
        return ""
    return "•" if 0xE000 <= code <= 0xF8FF else char


def hyphenated_words(lines: Iterable[Line]) -> Counter[str]:
    """Given a document's lines, return how often each word stands inside one, with and without hyphens."""
    words: Counter[str] = Counter()
    for line in lines:
        parts = line.text.split(" ")
        words.update(_word(part) for part in (parts[:-1] if parts[-1][-1:] in _HYPHENS else parts))
    return words


def _word(text: str) -> str:
    return re.sub(r"^[^\w]+|[^\w]+$", "", text.casefold())
