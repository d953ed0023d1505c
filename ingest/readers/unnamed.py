"""The names of fonts that pdfium gives none for: a browser that prints a page writes some as drawings, named in their descriptor alone.

Such a font is known again by how wide its characters are.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

# What pypdf raises on files that are not what they should be.
_DAMAGE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, NotImplementedError)
_BOLD = 600  # a face of this weight or more is bold, whatever it is called
_FEWEST = 4  # characters that two fonts are compared by

Width = Callable[[int], float]


class FontNames:
    """Knows the named fonts of each page of one file; opens it only when it is asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._reader: pypdf.PdfReader | None = None
        self._fonts = lru_cache(maxsize=4)(self._read)

    def name_of(self, page: int, width: Width) -> str:
        """Given a page's number from 1 and how wide a font sets each character (by its number), return the name of the one font of that
        page that sets them so; nothing where there is none, or more than one."""
        names = {name for name, widths in self._fonts(page) if _is_same(widths, width)}
        return names.pop() if len(names) == 1 else ""

    def _read(self, page: int) -> list[tuple[str, Mapping[int, float]]]:
        try:
            if self._reader is None:
                self._reader = pypdf.PdfReader(io.BytesIO(self._data), strict=False)
            resources: Any = self._reader.pages[page - 1]["/Resources"].get_object()
            fonts = [font.get_object() for font in resources["/Font"].get_object().values()]
            return [named for font in fonts if font.get("/Subtype") == "/Type3" and (named := _named(font)) is not None]
        except _DAMAGE:
            return []  # it only helps


def _named(font: Any) -> tuple[str, Mapping[int, float]] | None:
    """A font's name and how wide it sets each character, in thousandths of its size."""
    if "/FontDescriptor" not in font or "/ToUnicode" not in font:
        return None
    descriptor = font["/FontDescriptor"].get_object()
    name = str(descriptor.get("/FontName", "")) + (" bold" if float(descriptor.get("/FontWeight", 0)) >= _BOLD else "")
    first, scale = int(font["/FirstChar"]), 1000 * abs(float(font["/FontMatrix"][0]))
    widths = {first + n: float(width) * scale for n, width in enumerate(font["/Widths"].get_object())}
    shown = _characters(font["/ToUnicode"].get_object().get_data().decode("latin-1"))
    return name, {character: widths.get(code, 0.0) for code, character in shown}


def _characters(table: str) -> Iterator[tuple[int, int]]:
    """Given the table of a font that says what its codes mean, yield each code with its character's number."""
    for part in re.finditer(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, character in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>", part[1]):
            yield int(code, 16), int(character, 16)
    for part in re.finditer(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, character in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>", part[1]):
            for step in range(int(last, 16) - int(first, 16) + 1):
                yield int(first, 16) + step, int(character, 16) + step


def _is_same(widths: Mapping[int, float], width: Width) -> bool:
    """Whether two fonts set every character that both hold equally wide."""
    both = [(known, own) for character, known in widths.items() if known > 0 and (own := width(character)) > 0]
    return len(both) >= _FEWEST and all(abs(known - own) <= 1.5 for known, own in both)
