"""Draft -> answer: the only way out. Every claim's basis is checked against the pages' own text; what has none is dropped.

So is a claim whose words are instructions to a language model or hold markup: a document that hides some is not handed on to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote as quoted_for_url

from assistant.areas import areas_in
from assistant.conversation import Basis, Citation, Claim, Draft, DraftClaim
from assistant.file_order import FileOrder
from assistant.inert import inert
from assistant.planted import instructions_in
from assistant.supporting import lack_of
from assistant.units import evidence_of
from ingest.documents import BlockKind, Page, Source, Span
from ingest.library import Snapshot
from ingest.outline import title_of
from ingest.passages import PUBLISHED
from ingest.shelf import Shelf

MOST_MARKS = 3  # citations behind one line: a count that rests on more, all listed below it, shows none of its own


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a draft: claims with their citations, and the same as Markdown."""

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    markdown: str


@dataclass(slots=True)
class Citer:
    """Checks the claims of one answer and numbers their citations."""

    snapshot: Snapshot
    today: date
    _numbers: dict[Span, int] = field(default_factory=dict)
    _citations: list[Citation] = field(default_factory=list)
    _orders: dict[tuple[str, int], FileOrder] = field(default_factory=dict)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations numbered so far."""
        return tuple(self._citations)

    def check(self, draft: Draft, rewrite: Callable[[str], str] = lambda words: words) -> Checked:
        """Given a draft, return the claims that have a basis, with citations numbered in the order of their first use.

        `rewrite` may change a quoted claim's wording in listed ways (abbreviations spelt out); the citation keeps the printed words.
        """
        kept: list[tuple[DraftClaim, Claim]] = []
        above = ""
        for draft_claim in draft.claims:
            claim = self._checked(draft_claim, rewrite)
            if claim is None:
                continue
            if draft_claim.above and draft_claim.above != above:
                above = draft_claim.above
                claim, draft_claim = replace(claim, text=f"{above} {claim.text}"), replace(draft_claim, item=False)
            kept.append((draft_claim, claim))
        return Checked(tuple(claim for _, claim in kept), tuple(self._citations), _markdown(kept))

    def _checked(self, draft: DraftClaim, rewrite: Callable[[str], str]) -> Claim | None:
        if draft.basis is Basis.ABSENT:
            return Claim(draft.text, draft.basis, (), draft.looked_in) if draft.text and draft.looked_in else None
        spans = [span for span in draft.spans if self._stands(span) and not self._instructs(span)]
        if len(spans) < len(draft.spans) or not spans:
            return None
        if draft.basis is Basis.QUOTED:
            if draft.wording and (supported := self._supported(draft.wording, spans)) is not None:
                return Claim(self._led(draft, supported), draft.basis, self._cited([supported]))
            if draft.wording and self._misplaced(draft.wording, spans):
                return None
            words = " ".join(folded(self._words(span)) for span in spans)
            if draft.text and folded(draft.text) != words:
                return None
            text = f"{draft.lead} {rewrite(words)}".strip()
        else:
            text = draft.text
        return Claim(text, draft.basis, self._cited(spans)) if text else None

    def supported(self, wording: str, span: Span) -> bool:
        """Given a model's wording and a span that stands on its page, say whether the wording stands in it."""
        section, _ = place_of(self.snapshot, self._page(span), span)
        return not instructions_in(wording) and lack_of(wording, evidence_of(self.snapshot, span, section)) is None

    def _supported(self, wording: str, spans: Sequence[Span]) -> Span | None:
        return next((span for span in spans if self.supported(wording, span)), None)

    def _led(self, draft: DraftClaim, span: Span) -> str:
        """A wording that does not say where it is from is led by words that do."""
        document = self.snapshot.document(span.document_id).document
        named = bool(document.area) and str(document.area).casefold() in draft.wording.casefold()
        return draft.wording if named else f"{draft.lead} {draft.wording}".strip()

    def _misplaced(self, wording: str, spans: Sequence[Span]) -> bool:
        """Whether a wording names an area that none of its spans is about: then their own words would be taken for that area's."""
        held = {shelf.document.area for shelf in self.snapshot.shelves.values() if shelf.document.area}
        flat = wording.casefold()
        named = {area.casefold() for area in held if area.casefold() in flat} | {mention.name.casefold() for mention in areas_in(wording)}
        about = " ".join(self._about(span) for span in spans).casefold()
        return any(area not in about for area in named)

    def _about(self, span: Span) -> str:
        document = self.snapshot.document(span.document_id).document
        return f"{document.area or ''} {document.title} {document.authority or ''} {self._words(span)}"

    def _stands(self, span: Span) -> bool:
        shelf = self.snapshot.shelves.get(span.document_id)
        if shelf is None or not 1 <= span.page <= shelf.published.pages:
            return False
        return 0 <= span.start < span.end <= len(self._page(span).text) and bool(self._words(span).strip())

    def _instructs(self, span: Span) -> bool:
        """Whether a span holds instructions, by itself or as it goes on from those before it in its paragraph."""
        page = self._page(span)
        start = max((block.start for block in page.blocks if block.start <= span.start < block.end), default=span.start)
        ranges = instructions_in(page.text[start : span.end])
        return any(end > span.start - start for _, end in ranges)

    def _page(self, span: Span) -> Page:
        return self.snapshot.page(span.document_id, span.page)

    def _words(self, span: Span) -> str:
        return self._page(span).text[span.start : span.end]

    def _cited(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """The numbers of the citations of some spans: one for each part of them that stands together on its page."""
        return tuple(dict.fromkeys(self._number(part) for span in spans for part in self._order(span).runs_of(span)))

    def _order(self, span: Span) -> FileOrder:
        """The file's own order of the page that a span stands on."""
        return self._orders.setdefault((span.document_id, span.page), FileOrder(self._page(span)))

    def _number(self, span: Span) -> int:
        if span not in self._numbers:
            self._numbers[span] = len(self._numbers) + 1
            self._citations.append(citation_of(self.snapshot, span, self._numbers[span], self.today))
        return self._numbers[span]


def citation_of(snapshot: Snapshot, span: Span, number: int, today: date) -> Citation:
    """Given a span that stands on its page, return it as a citation. Raises UnknownDocument."""
    shelf = snapshot.document(span.document_id)
    document = shelf.document
    page = snapshot.page(span.document_id, span.page)
    section, paragraph = place_of(snapshot, page, span)
    return Citation(
        number=number,
        document_id=document.id,
        title=document.title,
        source=document.source,
        period=document.period.label if document.period else None,
        period_over=bool(document.period and document.period.is_over(today)),
        page=span.page if shelf.published.paged else None,
        page_label=page.label if shelf.published.paged else None,
        section=section,
        paragraph=paragraph,
        quote=page.text[span.start : span.end],
        start=span.start,
        end=span.end,
        url=url_of(shelf, span),
        published=published_place(page.text, span.end) if document.source is Source.DIGEST else "",
    )


def url_of(shelf: Shelf, span: Span) -> str:
    """Given a document and a span of it, return the address of our page that shows the span marked."""
    name = quoted_for_url(shelf.document.id)
    place = f"pages/{span.page}" if shelf.published.paged else "text"
    return f"/documents/{name}/{place}?start={span.start}&end={span.end}#marked"


def place_of(snapshot: Snapshot, page: Page, span: Span) -> tuple[str, str]:
    """Given a span, return the heading trail it stands under and the number of its paragraph, both empty where there is none."""
    passages = [
        passage
        for passage in snapshot.passages_of(span.document_id)
        if any(part.page == span.page and part.start <= span.start < part.end for part in passage.spans)
    ]
    trail = list(passages[0].trail) if passages else []
    heading = paragraph = ""
    level = 0
    for block in page.blocks:
        if block.start > span.start:
            break
        if block.kind is BlockKind.HEADING:
            if trail and trail[-1] == heading and block.level <= level:
                trail.pop()  # a section that ended on this page, in a passage that holds several
            level, paragraph = block.level, ""
            heading = title_of(page.text[block.start : block.end])
        elif block.marker[:1].isalnum() and block.kind is not BlockKind.ITEM or re.match(r"\d+\.\d", block.marker):
            paragraph = block.marker.strip("().")
    if heading and heading not in trail:
        trail.append(heading)
    return " > ".join(trail[-3:]), paragraph or (passages[0].paragraph if passages else "")


def published_place(text: str, end: int) -> str:
    """Given the text of a digest's page and where a quote ends, return the published place noted next behind it, or nothing."""
    match = PUBLISHED.search(text, max(end - 1, 0))
    return re.sub(r"\s+", " ", match.group(1)).strip() if match else ""


def folded(text: str) -> str:
    """Given words of a page, return them on one line with single spaces; a table row's cells parted by commas read as a row."""
    return re.sub(r"[ \n]+", " ", text.replace("\t", " | ")).strip()


def escaped(text: str) -> str:
    """Given any words, return them as Markdown that shows exactly those words on one line: no link, no picture, no HTML."""
    return inert(folded(text))


def _markdown(kept: Sequence[tuple[DraftClaim, Claim]]) -> str:
    lines: list[str] = []
    for place, (draft, claim) in enumerate(kept):
        told_below = _counts(claim) and set(claim.citations) <= {number for _, other in kept[place + 1 :] for number in other.citations}
        marks = "" if told_below else "".join(f"[{number}]" for number in claim.citations)
        words = escaped(claim.text)
        if draft.item:
            lines.append(f"- {words} {marks}".rstrip())
        else:
            lines.append(("\n" if lines else "") + f"{words} {marks}".rstrip())
    return "\n".join(lines).strip()


def _counts(claim: Claim) -> bool:
    """Whether a claim counts so much that its marks would stand in a row: those of what it counts, listed below it, are enough."""
    return claim.basis is Basis.COUNTED and len(claim.citations) > MOST_MARKS
