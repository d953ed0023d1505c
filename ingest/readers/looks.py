"""What each block of a PDF is: heading, paragraph, list item, footnote, line of contents.

Judged over the whole document: which numbered blocks are paragraphs and which are list items, and how deep a heading stands, only shows
in how its like are set elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.documents import BlockKind
from ingest.headings import Look, is_caption, ranks_of, style_of
from ingest.layout.draft import Draft
from ingest.layout.marker import BULLETS, DASHES
from ingest.readers.contents import contents_of
from ingest.tables import DraftTable

_LONGEST_OUTLINED = 200  # characters: what the outline names is a heading up to this length
_PROSE_DECIMAL = 140  # characters: "3.7" in front of longer text numbers a paragraph
_PROSE_NUMBER = 200  # characters: "7." or "(a)" in front of longer text does
_COVER_PAGES = 2
_COVER_LINE, _COVER_TEXT = 200, 900  # characters: a cover holds nothing longer, and no more than this in all


@dataclass(slots=True)
class Leaf:
    """One page as it is judged: its number from 1, height in points, blocks, tables, and the headings that the outline names on it."""

    number: int
    height: float
    drafts: Sequence[Draft]
    tables: Sequence[DraftTable]
    outlined: Mapping[str, int] = field(default_factory=dict)


def fold_heading(text: str) -> str:
    """Given a heading, return its letters and digits alone, for comparing one printed with one in an outline."""
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def looks_of(leaves: Sequence[Leaf]) -> list[list[Look]]:
    """Given a document's pages, return what each of their blocks is; headings' levels count from 1 without gaps."""
    judge = _Judge(leaves)
    pages = [judge.page(position) for position in range(len(leaves))]
    depths = sorted({look.level for page in pages for look in page if look.kind is BlockKind.HEADING})
    shallow = {level: depth for depth, level in enumerate(depths, start=1)}
    return [[replace(look, level=shallow[look.level]) if look.kind is BlockKind.HEADING else look for look in page] for page in pages]


class _Judge:
    """Knows the whole document; judges one page after the other."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        drafts = [draft for leaf in leaves for draft in leaf.drafts]
        self._leaves = leaves
        self._contents = _contents(leaves)
        self._style = style_of(drafts)
        # A listing repeats every heading in another setting, which must not count.
        listed = {id(leaf.drafts[n]) for leaf, found in zip(leaves, self._contents, strict=True) for n in found}
        self._ranks = ranks_of(self._style, [draft for draft in drafts if id(draft) not in listed])
        self._prose = _prose_series(drafts)

    def page(self, position: int) -> list[Look]:
        leaf = self._leaves[position]
        looks = [self._look(position, number) for number in range(len(leaf.drafts))]
        if self._is_cover(leaf):
            looks = [Look(BlockKind.PARAGRAPH, 0, look.marker) if look.kind is BlockKind.HEADING else look for look in looks]
        return _levelled_items(leaf.drafts, looks)

    def _look(self, position: int, number: int) -> Look:
        leaf = self._leaves[position]
        draft = leaf.drafts[number]
        if number in self._contents[position]:
            return Look(BlockKind.CONTENTS)
        if draft.table is not None:
            return Look(BlockKind.TABLE)
        if is_caption(draft, leaf.drafts[number - 1] if number else None):
            return Look(BlockKind.CAPTION)
        level = self._heading_level(leaf, number)
        if level:
            return Look(BlockKind.HEADING, level, draft.marker)
        if self._style.is_footnote(draft, leaf.height):
            return Look(BlockKind.FOOTNOTE, 0, draft.marker)
        if draft.marker and _series(draft) not in self._prose:
            return Look(BlockKind.ITEM, 1, draft.marker)
        return Look(BlockKind.PARAGRAPH, 0, draft.marker, self._continues(position, number))

    def _heading_level(self, leaf: Leaf, number: int) -> int:
        draft = leaf.drafts[number]
        following = leaf.drafts[number + 1] if number + 1 < len(leaf.drafts) else self._overleaf(leaf)
        large = draft.size >= 0.93 * self._style.body  # the title runs along the edge of pages, too
        if large and len(draft.text) < _LONGEST_OUTLINED and fold_heading(draft.text) in leaf.outlined:
            return self._ranks.level(draft)
        return self._ranks.heading_level(draft, following)

    def _overleaf(self, leaf: Leaf) -> Draft | None:
        """The first block of the page after one, or None."""
        after = self._leaves[leaf.number : leaf.number + 1]
        return after[0].drafts[0] if after and after[0].drafts else None

    def _is_cover(self, leaf: Leaf) -> bool:
        """A title page of its own: what stands on it names the document and no part of it."""
        if leaf.number > _COVER_PAGES or len(self._leaves) < 2 * _COVER_PAGES:
            return False
        lengths = [len(draft.text) for draft in leaf.drafts]
        if (
            any(draft.table is not None for draft in leaf.drafts)
            or leaf.number > 1
            and any(draft.text[-1:] == "." for draft in leaf.drafts)
        ):
            return False
        return max(lengths, default=0) <= _COVER_LINE and sum(lengths) <= _COVER_TEXT

    def _continues(self, position: int, number: int) -> bool:
        """Whether a paragraph runs on from the block before it, over the end of a column or page."""
        draft = self._leaves[position].drafts[number]
        before = self._before(position, number)
        if draft.marker or before is None or not before.lines or number and before.column == draft.column:
            return False
        if before.bold != draft.bold:
            return False  # a line that is set apart ends with itself
        text = before.text.rstrip()
        if text[-1:] in '.:;?!”"':
            return False
        return draft.text[:1].islower() or text[-1:] in ",-–" or abs(before.size - draft.size) < 0.5 and len(before.lines) > 1

    def _before(self, position: int, number: int) -> Draft | None:
        """The block before one, on the same page or the last page that holds any; footnotes at its foot do not count."""
        if number:
            return self._leaves[position].drafts[number - 1]
        for leaf in reversed(self._leaves[:position]):
            for draft in reversed(leaf.drafts):
                if not self._style.is_footnote(draft, leaf.height):
                    return draft
        return None


def _contents(leaves: Sequence[Leaf]) -> list[set[int]]:
    found: list[set[int]] = []
    goes_on = False
    for leaf in leaves:
        found.append(contents_of(leaf.drafts, leaf.tables, goes_on))
        goes_on = bool(leaf.drafts) and len(leaf.drafts) - 1 in found[-1]
    return found


def _series(draft: Draft) -> str:
    """What numbered blocks of one series share: the shape of their number, and roughly where they stand; bullets are always items."""
    marker = draft.marker
    if not marker or marker in BULLETS + DASHES or marker == "o" or not marker[0].isascii():
        return ""
    shape = re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "#", marker)))
    if "#.#" in shape:
        return shape.rstrip(".)")
    return f"{shape} {round(draft.indent / 12)}"


def _prose_series(drafts: Sequence[Draft]) -> set[str]:
    """The series whose blocks are mostly too long for list items: they are numbered paragraphs."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        series = _series(draft)
        if series:
            lengths[series].append(len(draft.text))
    return {series for series, seen in lengths.items() if median(seen) > (_PROSE_DECIMAL if "#.#" in series else _PROSE_NUMBER)}


def _levelled_items(drafts: Sequence[Draft], looks: Sequence[Look]) -> list[Look]:
    """Give list items their depth: each further left edge is one level deeper, until a heading or a block further left ends the list."""
    edges: list[float] = []
    levelled: list[Look] = []
    for draft, look in zip(drafts, looks, strict=True):
        edges = [] if look.kind is BlockKind.HEADING else [edge for edge in edges if edge < draft.indent - 4]
        if look.kind is BlockKind.ITEM:
            edges.append(draft.indent)
            look = replace(look, level=len(edges))
        levelled.append(look)
    return levelled
