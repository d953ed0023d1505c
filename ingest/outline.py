"""Blocks -> sections: every block under the trail of headings that it stands beneath."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from ingest.documents import BlockKind, Page, Place, Reading, Section

_NUMBER = re.compile(
    r"^(?:(?:part|appendix|annex|schedule|priority|objective|theme|aim|goal|strand|outcome|section|chapter|commitment|recommendation"
    r"|pledge|promise|mission|workstream|(?:key\s+)?area\s+of\s+focus|focus(?:\s+area)?|key\s+area)\s+)?"
    r"(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]|[ivxIVX]+|one|two|three|four|five|six|seven|eight|nine|ten)\b[.):\s–-]*",
    re.I,
)
_LONGEST_TITLE = 200


def sections_of(reading: Reading) -> tuple[Section, ...]:
    """Given what was read from a file, return its sections in order; the first one holds what stands before any heading."""
    sections: list[_Open] = [_Open()]
    trail: list[tuple[int, str]] = []
    for page in reading.pages:
        for block in page.blocks:
            place = Place(page.number, block)
            if block.kind is not BlockKind.HEADING:
                sections[-1].add(place)
                continue
            title = title_of(page.text[block.start : block.end])
            trail = [(level, name) for level, name in trail if level < block.level] + [(block.level, title)]
            sections.append(_Open(title, block.level, tuple(name for _, name in trail), page.number, place))
    return _closed(sections)


class _Open:
    """A section that is being filled."""

    def __init__(self, title: str = "", level: int = 0, trail: tuple[str, ...] = (), page: int = 1, heading: Place | None = None) -> None:
        self.title, self.level, self.trail, self.page, self.heading = title, level, trail, page, heading
        self.places: list[Place] = []

    def add(self, place: Place) -> None:
        """Take up the next block; words that run on over a page end stand before the footnotes that part them."""
        position = len(self.places)
        if place.block.continues:
            while position and self.places[position - 1].block.kind is BlockKind.FOOTNOTE:
                position -= 1
        self.places.insert(position if position else len(self.places), place)


def _closed(sections: list[_Open]) -> tuple[Section, ...]:
    seen: Counter[str] = Counter()
    closed: list[Section] = []
    for part in sections:
        if part.heading is None and not part.places:
            continue
        anchor = "/".join(slug(name) for name in part.trail[-3:]) or "start"
        seen[anchor] += 1
        unique = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        number = number_of(part.title)
        closed.append(Section(part.title, part.level, part.trail, number, unique, part.page, part.heading, tuple(part.places)))
    return tuple(closed)


def title_of(words: str) -> str:
    """Given a heading as printed, return it on one line, without a trailing colon."""
    return re.sub(r"\s+", " ", words).strip().rstrip(":").strip()[:_LONGEST_TITLE]


def number_of(title: str) -> str:
    """Given a heading, return the number or letter that it is printed with ("3.1", "B"), or nothing."""
    match = _NUMBER.match(title)
    if match is None:
        return ""
    # "A safer borough" is a title, "A. Governance" and "Priority A" are numbered.
    word = match.group(1)
    bare = match.group(0).strip() == word
    return "" if bare and word.isalpha() else word


def slug(text: str) -> str:
    """Given any words, return lower-case ASCII letters and digits joined by hyphens, for an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:60] or "section"


def page_of(reading: Reading, number: int) -> Page:
    """Given a page number from 1, return that page."""
    return reading.pages[number - 1]
