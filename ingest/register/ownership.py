"""Owners: whose priorities a document reports, by what it says of its authors, of the bodies it spells out and of each list."""

from __future__ import annotations

import re
from functools import cached_property

from ingest.documents import BlockKind
from ingest.register.entry import plain
from ingest.register.flow import Flow, Listing, Piece
from ingest.register.lexicon import Lexicon
from ingest.register.whose import OWN, another_plan, whose_of

# What a title page says of the author of a document.
_AUTHORS = {
    "national": re.compile(
        r"^\s*(?:HM Government|Home Office|Ministry of [\w, ]{3,40}|Department (?:for|of) [\w, ]{3,40})\s*$|presented to parliament",
        re.I | re.M,
    ),
    "police and crime commissioner": re.compile(r"^\s*(?:the\s+)?(?:[A-Z]\w+\s+){0,3}police and crime plan\b[\d\s/–-]*$", re.I | re.M),
    "council": re.compile(
        r"^\s*(?:[\w’'-]+\s+){0,4}(?:corporate|council|borough) (?:plan|strategy|delivery plan)\b[\d\s/–-]*$", re.I | re.M
    ),
}
_COVER, _COVER_LINES = 500, 6  # characters of a page with a title alone; lines of a title above text
_SPELT = re.compile(r"(?:The\s+)?(?P<name>(?:[A-Z][\w’'-]+\s+(?:(?:of|for|and|the)\s+)*){2,7})\((?P<short>[A-Z]{3,8})\)")
_OURS = re.compile(r"\b(?:community safety|safer)\b")  # what the partnership whose plans we read is called
_REFERS = re.compile(r"(?:The\s+(?:plan|strategy|document|report)|These|Its|Their|Her|His|It|They)\b")
_THEIR_OWN = re.compile(r"(?:Her|His)\b")


class Owners:
    """Says whose a priority of one document is."""

    def __init__(self, flow: Flow, words: Lexicon) -> None:
        self._flow, self._words = flow, words

    def ours(self, whose: str) -> str:
        """Given whose a priority is said to be, return whose it is: the body may be the author of this document, or an abbreviation."""
        return OWN if whose in self._authors else self._spelt.get(whose, whose)

    def of_list(self, listing: Listing, said: str, last: str) -> str:
        """Given a list, whose its own line says it is and whose the list before it is, return whose its items are: where the line does not
        say, the paragraph that it ends, or another plan named before it."""
        if said == OWN and last and re.search(r"\b(?:there are|it|plan|strategy)\b.{0,30}\balso\b", listing.introduction, re.I):
            return last
        if said != OWN or listing.lead is None or listing.lead.kind is BlockKind.HEADING:
            return said
        near = self._near(listing.lead) if _REFERS.match(listing.introduction) else ""
        named = next((n for text in (listing.lead.text, near) if (n := whose_of(self._words, text, ())) != OWN), OWN)
        if named in ("council", "previous", "residents"):
            return named
        if _REFERS.match(listing.introduction):
            # "The Commissioner published a plan. It has four priorities:"
            sentences = re.split(r"(?<=[.!?])\s+", listing.lead.text.strip())
            # "Her" or "his" is a person's, who may have been named some sentences before.
            told = sentences[-2::-1] if _THEIR_OWN.match(listing.introduction) else sentences[-2:-1]
            owner = next((one for text in told if (one := whose_of(self._words, text, ())) != OWN), OWN)
            if owner != OWN:
                return owner
        return another_plan(listing.introduction, f"{self._above(listing.lead)} {listing.lead.text}", self.own_titles) or said

    def _near(self, lead: Piece) -> str:
        """The paragraph before a list's introduction."""
        before = self._flow.before(lead)
        return before.text if before is not None and before.section == lead.section and before.kind is not BlockKind.ITEM else ""

    def _above(self, lead: Piece) -> str:
        """The paragraphs that stand before a list's introduction under the same heading."""
        place = self._flow.place(lead)
        above = [
            p.text for p in self._flow.pieces[max(place - 8, 0) : place] if p.section == lead.section and p.kind is BlockKind.PARAGRAPH
        ]
        return " ".join(above)

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """What kind of body an abbreviation stands for, by the name that the document spells out before it ("… Partnership … (XYZ)")."""
        found: dict[str, str] = {}
        for piece in self._flow.pieces:
            for match in _SPELT.finditer(piece.text) if "(" in piece.text else ():
                name = match["name"].casefold()
                kind = next((kind for kind in ("partnership", "council") if kind in name), "")
                if kind == "partnership" and _OURS.search(name):
                    kind = OWN
                if kind and match["short"][0] == match["name"][0]:
                    found.setdefault(match["short"], kind)
        return found

    @cached_property
    def _authors(self) -> frozenset[str]:
        """The bodies that the document's title page names as its authors: a national strategy's own priorities are the government's."""
        first = self._flow.pages[0].text if self._flow.pages else ""
        cover = first[:_COVER] if len(first) <= _COVER else "\n".join(first.splitlines()[:_COVER_LINES])
        return frozenset(owner for owner, pattern in _AUTHORS.items() if pattern.search("\n".join((*self._flow.titles, cover))))

    @cached_property
    def own_titles(self) -> frozenset[str]:
        """The words of the document's own title: those of its first headings."""
        first = [section.title for section in self._flow.sections if section.heading is not None][:2]
        return frozenset(word for title in (*first, *self._flow.titles) for word in plain(title).split())
