"""Quotes of a model -> the units of a page that hold them, or nothing: a quote counts only where it stands on a page that was shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.units import Unit, units_of
from ingest.documents import BlockKind, Page, Span

FEWEST_WORDS = 3  # a shorter quote must stand only once on its page
MOST_PLACES = 4  # of a quote that stands several times on its page
MOST_UNITS = 12  # a quote over more sentences, items or rows than this is not one
_ELLIPSIS = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: the spans of the units it touches, in order; sentences that follow one another are one span."""

    spans: tuple[Span, ...]
    items: bool = False


class QuotedPage:
    """A page of a document as quotes are looked for on it."""

    def __init__(self, document_id: str, page: Page) -> None:
        self._document_id = document_id
        self._page = page
        self._units = units_of(page)
        self._letters, self._places = _folded(page.text)

    def places_of(self, quote: str) -> tuple[Place, ...]:
        """Given a quote, return where it stands, word for word; white space, punctuation and capitals do not count.

        A quote with an ellipsis stands where all its parts do, in one place; so does one of several lines, such as a list's items.
        """
        return self._together(_ELLIPSIS.split(quote)) or self._together(_LINES.split(quote))

    def _together(self, parts: Sequence[str]) -> tuple[Place, ...]:
        found = [self._ranges(part) for part in parts if _letters(part)]
        if not found or not all(found):
            return ()
        if len(found) > 1:
            place = self._place([unit for ranges in found for unit in self._touched(*ranges[0])])
            return (place,) if place else ()
        places = (self._place(self._touched(start, end)) for start, end in found[0])
        return tuple(dict.fromkeys(place for place in places if place is not None))

    def _touched(self, start: int, end: int) -> list[Unit]:
        return [unit for unit in self._units if unit.start < end and unit.end > start]

    def _place(self, units: list[Unit]) -> Place | None:
        if not 1 <= len(units) <= MOST_UNITS:
            return None
        spans: list[Span] = []
        before: Unit | None = None
        for unit in sorted(set(units), key=lambda unit: unit.start):
            joined = before is not None and before.block == unit.block and unit.row is None
            start = spans.pop().start if joined else unit.start
            spans.append(Span(self._document_id, self._page.number, start, unit.end))
            before = unit
        return Place(tuple(spans), len(spans) > 1 and all(unit.kind is BlockKind.ITEM for unit in units))

    def _ranges(self, part: str) -> list[tuple[int, int]]:
        """Given a part of a quote, return the characters of the page where it stands."""
        found = list(self._occurrences(_letters(part)))
        words = len(re.findall(r"\w+", part))
        return found if (words >= FEWEST_WORDS or len(found) == 1) and len(found) <= MOST_PLACES else []

    def _occurrences(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Whole words only: a quote neither begins nor ends inside a word or a number."""
        text = self._page.text
        at = self._letters.find(wanted)
        while at >= 0:
            start, end = self._places[at], self._places[at + len(wanted) - 1] + 1
            before, after = text[max(0, start - 1) : start], text[end : end + 1]
            if not (before.isalnum() or after.isalnum()) and not _splits_number(text, start, end):
                yield start, end
            at = self._letters.find(wanted, at + 1)


def _splits_number(text: str, start: int, end: int) -> bool:
    left = re.search(r"\d[.,]$", text[max(0, start - 2) : start]) and text[start : start + 1].isdigit()
    right = re.match(r"[.,]\d", text[end : end + 2]) and text[end - 1 : end].isdigit()
    return bool(left or right)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum() or c in "%£")


def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Given a page's text, return its letters and digits, and the place of each in the text."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for one in _letters(character):
            letters.append(one)
            places.append(at)
    return "".join(letters), tuple(places)
