"""The best sentences, list items and table rows of what was found; a list is quoted whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim
from assistant.retrieve import Hit
from assistant.understand import Intent, Understood
from assistant.weights import Weights
from ingest.documents import Block, BlockKind, Page, Source, Span
from ingest.lexical import words_of
from ingest.library import Snapshot
from ingest.sentences import sentences_of

LONGEST = 700  # characters of an answer, whole lists aside
MOST_PIECES = 5
READ = 8  # hits that are read closely
WRITTEN = 0.5  # the documents' words against the asker's own
_LISTED = {Intent.LIST, Intent.COUNT, Intent.SUMMARY}
_FIGURES = {Intent.COUNT, Intent.FIGURE}
_PUBLISHED = re.compile(r"\s*\[published:[^\]]*\]?\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, list item, table row or whole list that could be quoted: its spans, its words, and how well it fits."""

    spans: tuple[Span, ...]
    words: str
    score: float
    hit: int
    whole: bool = False


def quote_passages(understood: Understood, hits: Sequence[Hit], snapshot: Snapshot, weights: Weights) -> Draft | None:
    """Given what was understood and found, return the pieces that answer best as quoted claims, or None where nothing was found."""
    wanted = _Wanted.of(understood, weights)
    pieces = [piece for rank, hit in enumerate(hits[:READ]) for piece in _pieces(hit, rank, snapshot, wanted)]
    chosen = _chosen(pieces, understood)
    if not chosen:
        return None
    claims = tuple(DraftClaim(Basis.QUOTED, (span,), item=piece.whole) for piece in chosen for span in piece.spans)
    return Draft(claims, AnsweredBy.EXTRACT)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The stems a question asks for, with weights, and whether it asks for a figure."""

    stems: dict[str, float]
    figure: bool
    listed: bool

    @classmethod
    def of(cls, understood: Understood, weights: Weights) -> _Wanted:
        stems = {stem: WRITTEN * weights.of(stem) for written in understood.written for stem in words_of(written)}
        stems.update({stem: weights.of(stem) for stem in words_of(understood.subject)})
        return cls(stems, understood.intent in _FIGURES, understood.intent in _LISTED)

    def score(self, words: str, context: str) -> float:
        """How well a piece fits: the weight of wanted stems in it, a third of those only around it; figures where asked for."""
        inside, around = set(words_of(words)), set(words_of(context))
        total = sum(self.stems.values()) or 1.0
        own = sum(weight for stem, weight in self.stems.items() if stem in inside)
        near = sum(weight for stem, weight in self.stems.items() if stem in around - inside)
        score = (own + near / 3) / total
        if self.figure:
            score += 0.15 if re.search(r"\d", words) else -0.1
        return score - 0.05 * (len(words) < 30)


def _pieces(hit: Hit, rank: int, snapshot: Snapshot, wanted: _Wanted) -> Iterator[Piece]:
    context = " ".join((*hit.passage.trail[-2:], hit.passage.lead))
    bonus = 0.35 / (1 + rank)
    document = snapshot.document(hit.passage.document_id).document
    listed: list[tuple[Span, str]] = []
    for span in hit.passage.spans:
        page = snapshot.page(span.document_id, span.page)
        for block in page.blocks:
            start, end = max(block.start, span.start), min(block.end, span.end)
            if start >= end or block.kind in (BlockKind.CONTENTS, BlockKind.HEADING):
                continue
            for begin, stop in _parts(page, block, start, end):
                begin, stop = _without_reference(page.text, begin, stop) if document.source is Source.DIGEST else (begin, stop)
                words = page.text[begin:stop]
                if not re.search(r"\w", words):
                    continue
                part = Span(span.document_id, span.page, begin, stop)
                if block.kind is BlockKind.ITEM:
                    listed.append((part, words))
                yield Piece((part,), words, wanted.score(words, context) + bonus, rank)
    if len(listed) >= 2:
        yield from _whole_list(hit, rank, listed, wanted, context, bonus)


def _whole_list(hit: Hit, rank: int, listed: Sequence[tuple[Span, str]], wanted: _Wanted, context: str, bonus: float) -> Iterator[Piece]:
    """A list as one piece: it fits as well as the line that introduces it, where a list was asked for."""
    words = " ".join(text for _, text in listed)
    introduction = f"{context} {hit.passage.text[:300]}"
    score = wanted.score(introduction, words) + bonus
    if wanted.listed and len(words) < 2400:
        yield Piece(tuple(span for span, _ in listed), words, score + 0.1, rank, whole=True)


def _parts(page: Page, block: Block, start: int, end: int) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.TABLE and block.table is not None:
        yield from _rows(page, block.table, start, end)
    elif block.kind is BlockKind.ITEM and end - start < 400:
        bullet = len(block.marker) if block.start == start and not block.marker[:1].isalnum() else 0
        yield start + bullet + len(page.text[start + bullet : end]) - len(page.text[start + bullet : end].lstrip()), end
    else:
        for begin, stop in sentences_of(page.text[start:end]):
            yield start + begin, start + stop


def _rows(page: Page, table: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The rows of a table between two characters of its page; the names of the columns answer nothing by themselves."""
    rows: dict[int, tuple[int, int]] = {}
    for cell in page.tables[table].cells:
        if cell.row >= page.tables[table].header_rows and start <= cell.start < cell.end <= end:
            first, last = rows.get(cell.row, (cell.start, cell.end))
            rows[cell.row] = (min(first, cell.start), max(last, cell.end))
    yield from (rows[number] for number in sorted(rows))


def _without_reference(text: str, start: int, end: int) -> tuple[int, int]:
    """A digest's note of where the words stand in the published document is told by the citation, not quoted."""
    match = _PUBLISHED.search(text[start:end])
    return start, start + match.start() if match else end


def _chosen(pieces: Sequence[Piece], understood: Understood) -> list[Piece]:
    """The best pieces that are no repeats, up to the length of an answer; in the order of reading within a passage."""
    best = sorted(pieces, key=lambda piece: (-piece.score, piece.hit, piece.spans[0].page, piece.spans[0].start))
    chosen: list[Piece] = []
    length = 0
    for piece in best:
        if len(chosen) >= MOST_PIECES or chosen and piece.score < 0.45 * chosen[0].score:
            break
        if any(_overlap(piece, other) or piece.words == other.words for other in chosen):
            continue
        if chosen and length + len(piece.words) > LONGEST:
            continue
        chosen.append(piece)
        length += 0 if piece.whole else len(piece.words)
    lead = chosen[:1]
    rest = sorted(chosen[1:], key=lambda piece: (piece.hit, piece.spans[0].page, piece.spans[0].start))
    return lead + rest


def _overlap(a: Piece, b: Piece) -> bool:
    return any(
        x.document_id == y.document_id and x.page == y.page and min(x.end, y.end) > max(x.start, y.start) for x in a.spans for y in b.spans
    )
