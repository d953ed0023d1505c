"""Ours with one part taken out, in the same run: what each part is worth."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from assistant.conversation import Question
from assistant.retrieve import Fusion, Retrieved, Retriever, in_sight
from assistant.serving import Engine, engine_of
from assistant.understand import understand
from eval.own import Own, own_library
from eval.rows import System
from ingest.documents import Access, Passage, PassageKind, Span, joined
from ingest.embed import EmbeddedQuestion, Embedder
from ingest.lexical import WordIndex
from ingest.library import Library, Snapshot, Sources
from ingest.passages import embedding_content
from ingest.shelf import Shelf
from ingest.tokens import TokenFile, packed, quantised

if TYPE_CHECKING:
    from ingest.tokens import Floats

WINDOW, OVERLAP = 1_000, 200  # characters, as the stock pipelines cut
BATCH = 128
Cut = Callable[[Snapshot, Shelf], tuple[Passage, ...]]
Content = Callable[[Passage, str], str]


@dataclass(frozen=True, slots=True)
class Ablation:
    """What is taken out: rankings (`fusion`), the scope, or how passages are cut and what is embedded of each (None: as ours)."""

    title: str
    fusion: Fusion = Fusion()
    scoped: bool = True
    cut: Cut | None = None
    content: Content | None = None


def passages_as_they_are(snapshot: Snapshot, shelf: Shelf) -> tuple[Passage, ...]:
    """Given a snapshot and one of its documents, return our own passages of it."""
    return snapshot.passages[shelf.first : shelf.last]


def windows(snapshot: Snapshot, shelf: Shelf) -> tuple[Passage, ...]:
    """Given a snapshot and one of its documents, return windows of the pages' text, cut at every so many characters."""
    pages = [(number, snapshot.page(shelf.document.id, number).text) for number in range(1, shelf.published.pages + 1)]
    cuts = [(number, start, text[start : start + WINDOW]) for number, text in pages for start in _starts(len(text))]
    return tuple(_window(shelf.document.id, place, *cut) for place, cut in enumerate(cuts))


def text_alone(passage: Passage, title: str) -> str:
    """Given a passage and its document's title, return the passage's own words."""
    return passage.text


def without_trail(passage: Passage, title: str) -> str:
    """Given a passage and its document's title, return what is embedded of it without the headings that it stands under."""
    return joined([title, passage.lead, passage.text])


ABLATIONS: dict[str, Ablation] = {
    "no-structure": Ablation(f"Ours, windows of {WINDOW:,} characters", Fusion(entries=0.0), cut=windows, content=text_alone),
    "no-trail": Ablation("Ours, no heading trail", cut=passages_as_they_are, content=without_trail),
    "vectors-only": Ablation("Ours, vectors only", Fusion(words=0.0, pieces=0.0, entries=0.0)),
    "words-only": Ablation("Ours, words only", Fusion(vectors=0.0, pieces=0.0, entries=0.0)),
    "no-register": Ablation("Ours, no register", Fusion(entries=0.0)),
    "no-scope": Ablation("Ours, no scope", scoped=False),
}


@contextmanager
def ablated_system(name: str, folder: Path, index: Path, room: Path, embedder: Embedder) -> Iterator[tuple[System, Own]]:
    """Given an ablation's name, a folder of documents, one of our index, one of its own, and the loaded model, open ours without that part.

    Raises like `own_system`. KeyError for an unknown name.
    """
    ablation = ABLATIONS[name]
    with own_library(folder, index, embedder) as (library, _):
        snapshot = library.snapshot
        if ablation.cut is not None:
            snapshot = Recut(snapshot, ablation.cut, ablation.content or embedding_content, embedder, room)
        retriever = AblatedRetriever(library, embedder, snapshot, ablation)
        engine = Engine(retriever, engine_of(library, embedder).assistant)
        yield System(name, ablation.title), Own(engine, sorted(snapshot.shelves))


class AblatedRetriever(Retriever):
    """Ours over a snapshot of its own, with some rankings left out, or with every document in scope."""

    def __init__(self, library: Library, embedder: Embedder, snapshot: Snapshot, ablation: Ablation) -> None:
        super().__init__(library, embedder, ablation.fusion)
        self._over = snapshot
        self._scoped = ablation.scoped

    def retrieve(self, question: Question, limit: int = 10) -> Retrieved:
        """Given a question, return at most `limit` passages."""
        documents = in_sight(self._over, question)
        understood = understand(question, documents, self.mentions(self._over))
        if not self._scoped:
            every = tuple(document.id for document in documents)
            understood = replace(understood, scope=replace(understood.scope, documents=every, areas=(), several=False))
        understood, asked = self.embedded(understood, self._over)
        return self.find(self._over, understood, asked, question.asker.access, limit)


class Recut(Snapshot):
    """A snapshot's documents cut or embedded in another way: vectors in memory, word index and word pieces in a folder of its own."""

    def __init__(self, base: Snapshot, cut: Cut, content: Content, embedder: Embedder, folder: Path) -> None:
        shelves = [(shelf.published, cut(base, shelf)) for shelf in base.shelves.values()]
        # Nothing of it is read from the index: the three searches below are all that would.
        super().__init__(base.epoch, shelves, cast("Sources", None), base.vectors, base.registers, covers=base.covers)
        titles = {name: shelf.embedded_title for name, shelf in self.shelves.items()}
        contents = [content(passage, titles[passage.document_id]) for passage in self.passages]
        digests = [hashlib.sha256(f"{place} {text}".encode()).hexdigest() for place, text in enumerate(contents)]
        tokens: dict[str, bytes] = {}
        rows: list[Floats] = []
        for start in range(0, len(contents), BATCH):
            found = embedder.passages(contents[start : start + BATCH])
            rows.append(found.vectors)
            pieces = zip(digests[start : start + BATCH], found.tokens, found.content, strict=True)
            tokens.update({digest: packed(quantised(one, told)) for digest, one, told in pieces})
        self._rows = np.concatenate(rows)
        self._pieces = TokenFile.open(folder / "tokens", digests, lambda wanted: {digest: tokens[digest] for digest in wanted})
        self._bm25 = WordIndex.open(folder / "words", digests, lambda: contents)

    def similar(
        self, vector: Floats, count: int, documents: Collection[str] | None = None, access: Collection[Access] = frozenset({Access.PUBLIC})
    ) -> list[tuple[int, float]]:
        """Given a question's unit vector and a scope, return the `count` most similar (position, cosine), best first."""
        return self._best(self._rows @ vector, count, documents, access)

    def matching(
        self, question: str, count: int, documents: Collection[str] | None = None, access: Collection[Access] = frozenset({Access.PUBLIC})
    ) -> list[tuple[int, float]]:
        """Given a question and a scope, return the `count` best (position, BM25 score) that share a word with it, best first."""
        return [(place, score) for place, score in self._best(self._bm25.scores(question), count, documents, access) if score > 0]

    def late(self, question: EmbeddedQuestion, positions: Sequence[int] | np.ndarray) -> Floats:
        """Given an embedded question and positions, return how well its pieces meet those passages'."""
        asked = question.asked
        return self._pieces.scores(asked, positions)

    def _best(self, scores: Floats, count: int, documents: Collection[str] | None, access: Collection[Access]) -> list[tuple[int, float]]:
        scoped = self.positions(documents, access)
        best = scoped[np.argsort(-scores[scoped], kind="stable")[:count]]
        return [(int(place), float(scores[place])) for place in best]


def _starts(length: int) -> range:
    """Given a text's length, return where its windows start: the last one reaches its end."""
    return range(0, max(1, length - OVERLAP) if length else 0, WINDOW - OVERLAP)


def _window(document_id: str, place: int, page: int, start: int, text: str) -> Passage:
    span = Span(document_id, page, start, start + len(text))
    return Passage(f"{document_id}-{place}", document_id, place, PassageKind.PROSE, text, (span,))
