"""How near each piece's own words come to the question: late interaction, piece by piece.

A passage's word pieces keep the vectors that they had in the passage (late chunking: Günther and others, 2024), so that its sentences,
items and rows are told apart without embedding any of them again. Where a piece stands among them is found by its word pieces' ids, once.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.pieces import Piece
from ingest.documents import Span
from ingest.embed import EmbeddedQuestion, Embedder, Floats
from ingest.library import Snapshot
from ingest.passages import embedding_content, heading_content

GAP = 25  # word pieces at most between two of a table row's: the columns' names stand between its cells
MOST_LACKING = 0.5  # of a piece's word pieces: what stands in a passage less wholly than that is not found there
_KNOWN: weakref.WeakKeyDictionary[Snapshot, Nearness] = weakref.WeakKeyDictionary()

Ids = NDArray[np.int32]


class Nearness:
    """Where the pieces of one snapshot's passages stand among the word pieces whose vectors are kept. It remembers what it found."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._bodies: dict[int, tuple[Ids, int]] = {}
        self._rows: dict[tuple[int, Span], tuple[int, int]] = {}

    def of(self, asked: EmbeddedQuestion, pieces: Sequence[Piece], snapshot: Snapshot) -> Floats:
        """Given an embedded question and pieces of a snapshot's passages, return float32 [pieces, question pieces]: the best cosine of each
        of the question's content pieces to any of the piece's own, times the length of its vector; 0 where the piece has none."""
        cosines: dict[int, Floats] = {}
        nearness = np.zeros((len(pieces), len(asked.asked)), dtype=np.float32)
        for place, piece in enumerate(pieces):
            for position, first, last in self.places(piece, snapshot):
                if position not in cosines:
                    cosines[position] = snapshot.cosines(asked, position)
                np.maximum(nearness[place], cosines[position][first:last].max(axis=0), out=nearness[place])
        return nearness

    def places(self, piece: Piece, snapshot: Snapshot) -> list[tuple[int, int, int]]:
        """Given a piece, return where its word pieces stand: a passage's position, and the first of them and the one behind the last."""
        found: list[tuple[int, int, int]] = []
        for span in piece.spans:
            for position in piece.hit.positions:
                if any(span.overlaps(part) for part in snapshot.passages[position].spans):
                    first, last = self._found(position, span, snapshot)
                    if first < last:
                        found.append((position, first, last))
        return found

    def _found(self, position: int, span: Span, snapshot: Snapshot) -> tuple[int, int]:
        rows = self._rows.get((position, span))
        if rows is None:
            ids, start = self._body(position, snapshot)
            text = snapshot.page(span.document_id, span.page).text[span.start : span.end]
            rows = self._rows[position, span] = _stretch(ids, self._embedder.content_ids([text])[0], start)
        return rows

    def _body(self, position: int, snapshot: Snapshot) -> tuple[Ids, int]:
        """The ids of a passage's word pieces, and how many of them are its title's and headings'."""
        body = self._bodies.get(position)
        if body is None:
            passage = snapshot.passages[position]
            title = snapshot.document(passage.document_id).embedded_title
            ids, heading = self._embedder.content_ids([embedding_content(passage, title), heading_content(passage, title)])
            body = self._bodies[position] = (ids, len(heading))
        return body


def _stretch(ids: Ids, wanted: Ids, start: int) -> tuple[int, int]:
    """The stretch of a passage's ids, from `start` on, that holds most of the wanted ones in their order: as a run where there is one."""
    if not len(wanted):
        return 0, 0
    run = ids[start:].tobytes().find(wanted.tobytes())
    if run >= 0 and run % ids.itemsize == 0:
        first = start + run // ids.itemsize
        return first, first + len(wanted)
    best, most = (0, 0), 0
    for first in (np.flatnonzero(ids[start:] == wanted[0]) + start).tolist():
        at, met, last = first, 0, first
        for one in wanted.tolist():
            beyond = np.flatnonzero(ids[at : at + GAP] == one)
            if len(beyond):
                last = at + int(beyond[0])
                at, met = last + 1, met + 1
        if met > most or met == most and last + 1 - first < best[1] - best[0]:
            best, most = (first, last + 1), met
    return best if most >= MOST_LACKING * len(wanted) else (0, 0)


def nearness_of(snapshot: Snapshot, embedder: Embedder) -> Nearness:
    """Given a snapshot and the model it was embedded with, return what knows where its pieces stand."""
    known = _KNOWN.get(snapshot)
    if known is None:
        known = _KNOWN[snapshot] = Nearness(embedder)
    return known
