"""Which blocks of a PDF are headings, and how deep.

A heading is set larger, or bold, or in capitals, or numbered, or is a short line on its own above other text. Depth follows the look
(size, then weight, then capitals); among headings that look alike, words that name a container ("Part", "Priority A") stand above the rest
where the rest recurs under several of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import BlockKind
from ingest.layout.draft import Draft
from ingest.layout.marker import BULLETS

_MOSTLY = 0.8  # share of a document that is set in one colour where another one sets headings apart
_LONGEST_TINTED = 90  # characters
_LONGEST = 180  # characters: a heading is shorter
_ENDS_SENTENCE = re.compile(r"[.;,]\s*$")
_NUMBERED_PART = re.compile(r"^\d{1,2}\.\d{1,2}\b")
_CAPTION = re.compile(
    r"^(?:table|figure|fig\.?|box|chart|map|diagram|exhibit|graph)\s+(?:\d+(?:\.\d+)?[a-z]?|[A-Z])\b\s*(?:[:.–-]|$)", re.I
)
_DATE = re.compile(
    r"^(?:\w+\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}$",
    re.I,
)
_LABEL = re.compile(
    r"^(?:period|dated?|version|status|published|updated|reviewed?|approved|ref(?:erence)?|isbn|tel(?:ephone)?|e?mail)\b[^a-z]*\d", re.I
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$")
_ORDINAL = r"(\d+|[a-z]\b|[ivx]+\b|one|two|three|four|five|six|seven|eight|nine|ten)"
_PART = re.compile(rf"^(part|chapter|appendix|annex|schedule|agenda item)\s+{_ORDINAL}", re.I)
_CONTAINER = re.compile(
    r"^(?:strategic\s+|key\s+|our\s+)?(priority|objective|theme|aim|goal|strand|outcome|commitment|ambition|pillar|section|recommendation"
    rf"|pledge|promise|mission|workstream|(?:key\s+)?area\s+of\s+focus|focus(?:\s+area)?|key\s+area)\s+(?:area\s+)?{_ORDINAL}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a block was judged to be."""

    kind: BlockKind
    level: int = 0
    marker: str = ""
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """The type of the running text: its size, whether most of it is bold, and its colour (None where colours tell nothing apart)."""

    body: float
    bold_body: bool
    tint: int | None = None

    def is_larger(self, draft: Draft) -> bool:
        """Given a block, say whether its type is clearly larger than the running text's."""
        return draft.size > 1.12 * self.body

    def is_footnote(self, draft: Draft, height: float) -> bool:
        """Given a block and the page's height, say whether it is a footnote: small type with a mark, in the lower half."""
        return draft.size < 0.88 * self.body and draft.top > 0.5 * height and bool(re.match(r"^[\d*†‡]{1,3}\s?\S", draft.text))


def style_of(drafts: Sequence[Draft]) -> Style:
    """Given all blocks of a document, return the look of its running text."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    tints: Counter[int] = Counter()
    for draft in drafts:
        for line in draft.lines:
            sizes[round(line.size * 2) / 2] += len(line.glyphs)
            bold[line.bold] += len(line.glyphs)
            tints[line.glyphs[0].tint] += len(line.glyphs)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    tint, held = tints.most_common(1)[0] if tints else (0, 0)
    return Style(body, bold[True] > bold[False], tint if held > _MOSTLY * tints.total() else None)


@dataclass(slots=True)
class Ranks:
    """The depth of every heading of a document: by look, and within one look by what the words name.

    `sizes` holds the type sizes that headings have, largest first; `usual` the look that a heading which recurs has most often (a
    designer's slip on one page must not move it); `recurring` the headings that stand under several different ones and so are parts of
    them.
    """

    style: Style
    sizes: tuple[float, ...] = ()
    usual: dict[str, tuple[int, int]] = field(default_factory=dict)
    recurring: frozenset[str] = frozenset()

    def level(self, draft: Draft) -> int:
        """Given a heading, return its depth from 1."""
        rank, plain = self.usual.get(_key(draft.text), self.look(draft))
        return 4 * (2 * rank + plain) + self._below(draft.text) + 1

    def look(self, draft: Draft) -> tuple[int, int]:
        """Given a heading, return the rank of its size from 0 and 0 or 1 for bold or plain."""
        rank = min(range(len(self.sizes)), key=lambda i: abs(self.sizes[i] - draft.size), default=0)
        return rank, int(not draft.bold)

    def _below(self, text: str) -> int:
        if _PART.match(text):
            return 0
        if _CONTAINER.match(text):
            return 1
        if _key(text) in self.recurring:
            return 3
        return 2 if _NUMBERED_PART.match(text) else 1

    def heading_level(self, draft: Draft, following: Draft | None) -> int:
        """Given a block and the one after it, return its depth as a heading, or 0 where it is none."""
        return self.level(draft) if is_heading(draft, following, self.style) else 0


def is_caption(draft: Draft, before: Draft | None) -> bool:
    """Given a block and the one before it, say whether the block names a table, figure or box, or is the title under such a name."""
    text = draft.text.strip()
    if not draft.lines or len(text) > _LONGEST or len(draft.lines) > 3:
        return False
    if _CAPTION.match(text):
        return not _ENDS_SENTENCE.search(text)
    bare = before is not None and before.column == draft.column and _CAPTION.fullmatch(before.text.strip())
    return bool(bare) and draft.gap < 2 * draft.size and not draft.marker and not _ENDS_SENTENCE.search(text) and len(draft.lines) <= 2


def is_heading(draft: Draft, following: Draft | None, style: Style) -> bool:
    """Given a block, the one after it and the running text's look, say whether the block is a heading."""
    text = draft.text.strip()
    if not _may_be_heading(draft, text):
        return False
    if style.is_larger(draft):
        return not (_ENDS_SENTENCE.search(text) and (len(text) > 60 or _is_numbered_sentence(draft, text)))
    if _ENDS_SENTENCE.search(text):
        return False
    if draft.bold and not style.bold_body:
        return draft.size >= 0.9 * style.body and len(text) <= 150 and not re.match(r"^[a-z(]", text)
    if draft.size < 0.93 * style.body:
        return False
    if _is_tinted(draft, text, style):
        return True
    if text.isupper() and len(text) > 3 and len(draft.lines) <= 2:
        return True
    return _is_plain_heading(draft, following, text)


def _is_tinted(draft: Draft, text: str, style: Style) -> bool:
    """Whether a short line is set apart by its colour alone: not the running text's, and no link."""
    if style.tint is None or draft.tint in (None, style.tint) or len(text) > _LONGEST_TINTED or len(draft.lines) > 2:
        return False
    return bool(re.match(r"[A-Z\d]", text)) and not re.search(r"@|www\.|https?:", text) and not draft.marker


def _may_be_heading(draft: Draft, text: str) -> bool:
    """Whether a block is short enough, holds words, and is no list item, date, address or "Period 2021-24"."""
    if not draft.lines or len(text) > _LONGEST or len(draft.lines) > 4 or not re.search(r"[A-Za-z]{2}", text):
        return False
    if draft.marker and (draft.marker[0] in BULLETS or not draft.marker[0].isascii()):
        return False
    return not (draft.lines[0].labelled or _DATE.match(text) or _LABEL.match(text) or _POSTCODE.search(text) or is_caption(draft, None))


def _is_numbered_sentence(draft: Draft, text: str) -> bool:
    """Whether a block is one of a numbered series of sentences ("2.2 Register the application."), however large its type."""
    return bool(draft.marker) and draft.marker[0].isdigit() and len(text.split()) > 3


def _is_plain_heading(draft: Draft, following: Draft | None, text: str) -> bool:
    """A short line on its own, starting with a capital, above longer text or a list, is a heading without any special type."""
    if following is None or following.table is not None or not _reads_as_title(draft, text):
        return False
    line = draft.lines[0]
    if draft.gap <= 0.45 * draft.size or line.x1 > line.x0 + 0.75 * (draft.right - line.x0):
        return False
    overleaf = following.top < draft.top and following.column == 0
    return (following.column == draft.column or overleaf) and (len(following.text) > 90 or bool(following.marker))


def _reads_as_title(draft: Draft, text: str) -> bool:
    """Whether a block is one short line of a few words that starts as a title does, ends as one, and holds no address."""
    if len(draft.lines) > 1 or draft.marker or not 3 < len(text) <= 70 or len(text.split()) > 9:
        return False
    if not (text[0].isalpha() and text[0].isupper() or text[0].isdigit()) or text[-1] in ".,;:!":
        return False
    return not re.search(r"@|www\.|https?:|\d{4,}\s?\d{3}", text)


def ranks_of(style: Style, drafts: Sequence[Draft]) -> Ranks:
    """Given a document's blocks, return how deep each of its headings stands."""
    following: list[Draft | None] = [*drafts[1:], None]
    headings = [d for d, after in zip(drafts, following, strict=False) if d.lines and is_heading(d, after, style)]
    ranks = Ranks(style, _sizes(headings))
    looks: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for draft in headings:
        # A series ("Priority A", "Priority B") is also printed in lists and summaries: only its larger settings are its headings.
        if not _CONTAINER.match(draft.text) or style.is_larger(draft):
            looks[_key(draft.text)][ranks.look(draft)] += 1
    for text, seen in looks.items():
        if text and _recurs(text, seen):
            # A part that recurs never stands above what it is a part of: where settings vary, its smallest counts.
            look, count = seen.most_common(1)[0]
            ranks.usual[text] = look if text.startswith("#") or count >= 0.75 * seen.total() else max(seen)
    ranks.recurring = frozenset(ranks.usual)
    return ranks


def _recurs(text: str, seen: Counter[tuple[int, int]]) -> bool:
    """Whether a heading is one of a series: seen often, or twice alike (a chapter's title printed again in a summary is not)."""
    return seen.total() >= 3 or seen.total() == 2 and (len(seen) == 1 or text.startswith("#"))


def _sizes(headings: Sequence[Draft]) -> tuple[float, ...]:
    """The distinct sizes of headings, largest first; sizes within a twelfth of each other are one."""
    sizes: list[float] = []
    for size in sorted((draft.size for draft in headings), reverse=True):
        if not sizes or size < sizes[-1] * 0.92:
            sizes.append(size)
    return tuple(sizes)


def _key(text: str) -> str:
    """What headings that are the same thing share: their letters; a numbered container counts by its word alone."""
    container = _CONTAINER.match(text)
    words = container.group(1) if container else text
    return ("# " if container else "") + re.sub(r"[^a-z]+", " ", words.casefold()).strip()
