"""The reading side: what is published, in memory, with the three ways of finding passages in it.

A `Library` belongs to one index and hands out `Snapshot`s. A snapshot never changes, so that a question that runs while a
document is published keeps what it began with; `refresh` makes a new one when the store's epoch has moved on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest.catalogue import title_from_name
from ingest.described import described
from ingest.documents import Access, Page, Passage, Span
from ingest.embed import EmbeddedQuestion, ModelFiles, model_files
from ingest.errors import IndexUnavailable, UnknownDocument
from ingest.index import Floats, VectorIndex
from ingest.lexical import WordIndex, key_of
from ingest.originals import original_path
from ingest.passages import embedding_content
from ingest.readers.wire import page_from_json
from ingest.register.correction import Amendment, UnknownEntry, amended
from ingest.register.entry import Entry, EntryKind
from ingest.settings import IngestSettings
from ingest.shelf import EXACT, Shelf, Vectors
from ingest.store.database import store_url
from ingest.store.generation import Published
from ingest.store.store import Store, wrong_model
from ingest.tokens import TokenFile

Positions = NDArray[np.intp]

PUBLIC = frozenset({Access.PUBLIC})
ALL = frozenset(Access)
# How much more than asked for Chroma returns, since what is out of scope is dropped afterwards.
OVER_FETCH = 4
PAGES_KEPT = 512


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a snapshot's parts come from: the index folder, the store and the vector index."""

    folder: Path
    store: Store
    index: VectorIndex


class Snapshot:
    """What was published at one epoch. Positions number its passages from 0 and mean nothing in another snapshot.

    `documents` and `access` narrow every search: ids of documents (None: all), and which kinds of documents the asker may see.
    Safe to use from several threads. Searches raise IndexUnavailable where vectors, disk or store do not answer.
    """

    def __init__(
        self,
        epoch: int,
        shelves: Sequence[tuple[Published, tuple[Passage, ...]]],
        sources: Sources,
        vectors: Vectors,
        registers: Mapping[int, tuple[Entry, ...]] | None = None,
        amendments: Mapping[str, Sequence[Amendment]] | None = None,
        covers: Mapping[str, str] | None = None,
    ) -> None:
        """`registers` holds entries as they were read by generation, `amendments` what officers changed by document, `covers` the first
        page's text of those documents that nobody gave a title."""
        self.epoch = epoch
        self.registers: Mapping[int, tuple[Entry, ...]] = registers or {}
        self._amendments = amendments or {}
        self._amended: dict[str, tuple[Entry, ...]] = {}
        self.vectors = vectors
        self.passages: tuple[Passage, ...] = tuple(passage for _, held in shelves for passage in held)
        self.covers: Mapping[str, str] = covers or {}
        self.shelves: Mapping[str, Shelf] = _shelved(shelves, self.covers)
        self._sources = sources
        self._positions = _positions_by_digest(self.passages)
        self._pages: OrderedDict[tuple[str, int], Page] = OrderedDict()
        self._pages_lock = threading.Lock()
        self._words: dict[frozenset[Access], tuple[WordIndex, Positions]] = {}
        self._tokens: TokenFile | None = None
        self._opening = threading.Lock()

    # -- what there is ------------------------------------------------------------------------------------------------

    def document(self, document_id: str) -> Shelf:
        """Given an id, return the document. Raises UnknownDocument."""
        shelf = self.shelves.get(document_id)
        if shelf is None:
            raise UnknownDocument(f"No document has the id “{document_id}”; “plan-assistant documents” lists those there are.")
        return shelf

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Given a document's id, return its passages in order. Raises UnknownDocument."""
        shelf = self.document(document_id)
        return self.passages[shelf.first : shelf.last]

    def entries(self, document_id: str, kind: EntryKind | None = None, hidden: bool = False) -> tuple[Entry, ...]:
        """Given a document's id (and a kind), return the entries of its register in the document's order, as officers corrected it.

        Entries that an officer hid are left out unless `hidden` is true. Raises UnknownDocument.
        """
        shelf = self.document(document_id)
        read = self.registers.get(shelf.published.generation, ())
        changes = self._amendments.get(document_id, ())
        if changes and document_id not in self._amended:
            self._amended[document_id] = amended(read, changes, self._words_at)
        found = self._amended[document_id] if changes else read
        return tuple(entry for entry in found if (kind is None or entry.kind is kind) and (hidden or not entry.hidden))

    def entry(self, document_id: str, entry_id: str) -> Entry:
        """Given a document's and an entry's id, return the entry, hidden or not. Raises UnknownDocument, UnknownEntry."""
        for entry in self.entries(document_id, hidden=True):
            if entry.id == entry_id:
                return entry
        raise UnknownEntry(f"The register of “{document_id}” has no entry “{entry_id}”; “plan-assistant register {document_id}” has them.")

    def _words_at(self, span: Span) -> str:
        try:
            return self.page(span.document_id, span.page).text[span.start : span.end]
        except UnknownDocument:  # the page is no longer there: so are the words
            return ""

    def page(self, document_id: str, number: int) -> Page:
        """Given a document's id and a physical page number from 1, return the page as it was read. Raises UnknownDocument."""
        key = (document_id, number)
        with self._pages_lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        page = self._read_page(self.document(document_id), number)
        with self._pages_lock:
            self._pages[key] = page
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return page

    def original(self, document_id: str) -> Path:
        """Given a document's id, return the path of the copy of its file. Raises UnknownDocument."""
        published = self.document(document_id).published
        return original_path(self._sources.folder, published.file_sha256, published.document.file.name)

    def positions(self, documents: Collection[str] | None = None, access: Collection[Access] = ALL) -> Positions:
        """Given a scope, return the positions of its passages, ascending."""
        ranges = [np.arange(shelf.first, shelf.last) for shelf in self._scope(documents, access)]
        return np.concatenate(ranges) if ranges else np.zeros(0, dtype=np.intp)

    # -- finding ------------------------------------------------------------------------------------------------------

    def similar(
        self, vector: Floats, count: int, documents: Collection[str] | None = None, access: Collection[Access] = PUBLIC
    ) -> list[tuple[int, float]]:
        """Given a question's unit vector and a scope, return the `count` most similar (position, cosine), best first."""
        shelves = self._scope(documents, access)
        if sum(shelf.last - shelf.first for shelf in shelves) <= EXACT:
            return self._similar_exactly(vector, count, shelves)
        return self._similar_by_graph(vector, count, shelves)

    def matching(
        self, question: str, count: int, documents: Collection[str] | None = None, access: Collection[Access] = PUBLIC
    ) -> list[tuple[int, float]]:
        """Given a question and a scope, return the `count` best (position, BM25 score) that share a word with it, best first."""
        words, known = self._word_index(frozenset(access))
        scores = np.zeros(len(self.passages), dtype=np.float32)
        scores[known] = words.scores(question)
        scoped = self.positions(documents, access)
        return [(position, score) for position, score in _best(scoped, scores[scoped], count) if score > 0]

    def late(self, question: EmbeddedQuestion, positions: Sequence[int] | Positions) -> Floats:
        """Given an embedded question and positions, return float32 [positions]: the mean, over the question's content
        pieces, of the best cosine to any content piece of the passage."""
        return self._token_file().scores(question.asked, positions)

    def cosines(self, question: EmbeddedQuestion, position: int) -> Floats:
        """Given an embedded question and a passage's position, return float32 [pieces, question pieces]: the cosine of each content piece
        of the passage to each of the question, in the order of reading."""
        return self._token_file().cosines(question.asked, position)

    def prepare(self) -> None:
        """Open word index and token vectors, and build them where they do not match."""
        self._word_index(PUBLIC)
        if any(shelf.document.access is Access.INTERNAL for shelf in self.shelves.values()):
            self._word_index(ALL)
        self._token_file()

    def warm(self) -> None:
        """Fetch the passages' vectors that the first question would otherwise wait for."""
        for shelf in self.shelves.values() if len(self.passages) <= EXACT else ():
            self.vectors.of(shelf, self.passages[shelf.first : shelf.last])

    def word_keys(self) -> set[str]:
        """Return the names of the word indexes this snapshot uses."""
        return {key_of(_digests([self.passages[position] for position in self.positions(None, access)])) for access in (PUBLIC, ALL)}

    # -- inside -------------------------------------------------------------------------------------------------------

    def _scope(self, documents: Collection[str] | None, access: Collection[Access]) -> list[Shelf]:
        wanted = None if documents is None else set(documents)
        return [shelf for name, shelf in self.shelves.items() if shelf.document.access in access and (wanted is None or name in wanted)]

    def _similar_exactly(self, vector: Floats, count: int, shelves: list[Shelf]) -> list[tuple[int, float]]:
        filled = [shelf for shelf in shelves if shelf.last > shelf.first]
        if not filled:
            return []
        scores = np.concatenate([self.vectors.of(shelf, self.passages[shelf.first : shelf.last]) @ vector for shelf in filled])
        return _best(np.concatenate([np.arange(shelf.first, shelf.last) for shelf in filled]), scores, count)

    def _similar_by_graph(self, vector: Floats, count: int, shelves: list[Shelf]) -> list[tuple[int, float]]:
        """Ask Chroma for more than is wanted, drop what is out of scope, and ask for more again while too little is left."""
        scoped = {position for shelf in shelves for position in range(shelf.first, shelf.last)}
        kinds = sorted({shelf.document.access for shelf in shelves})
        asked = count * OVER_FETCH
        while True:
            answers = [self._sources.index.query(access, vector, asked) for access in kinds]
            found = {position: score for answer in answers for digest, score in answer for position in self._positions.get(digest, ())}
            kept = sorted(((position, score) for position, score in found.items() if position in scoped), key=lambda pair: -pair[1])
            if len(kept) >= count or all(len(answer) < asked for answer in answers):
                return kept[:count]
            asked *= OVER_FETCH

    def _word_index(self, access: frozenset[Access]) -> tuple[WordIndex, Positions]:
        """Given what the asker may see, return the word index over exactly that, and the positions it stands for.

        One index a kind of asker: how often a word stands in internal documents never shows in what the public is told.
        """
        with self._opening:
            if access not in self._words:
                positions = self.positions(None, access)
                chosen = [self.passages[position] for position in positions]
                with _plainly(self._sources.folder):
                    words = WordIndex.open(words_folder(self._sources.folder), _digests(chosen), lambda: self._contents(chosen))
                self._words[access] = (words, positions)
            return self._words[access]

    def _token_file(self) -> TokenFile:
        with self._opening:
            if self._tokens is None:
                with _plainly(self._sources.folder):
                    self._tokens = TokenFile.open(tokens_folder(self._sources.folder), _digests(self.passages), self._sources.store.tokens)
            return self._tokens

    def _contents(self, passages: Iterable[Passage]) -> list[str]:
        """Given passages, return what was embedded of each."""
        return [embedding_content(passage, self.shelves[passage.document_id].embedded_title) for passage in passages]

    def _read_page(self, shelf: Shelf, number: int) -> Page:
        stored = self._sources.store.page(shelf.published.generation, number)
        if stored is None:
            pages = shelf.published.pages
            raise UnknownDocument(f"“{shelf.document.id}” has no page {number}; its pages are numbered from 1 to {pages}.")
        return page_from_json(stored.json)


class Library:
    """The reading side of one index. Closing it lets go of store and vectors."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._lock = threading.Lock()
        self._snapshot = load_snapshot(sources)

    @classmethod
    def open(cls, settings: IngestSettings, model: ModelFiles | None = None) -> Self:
        """Given the settings (and the embedding model's files, where they are known already), open the index for reading.

        Raises IndexUnavailable where there is none or it does not answer, IndexMismatch where another model made it.
        """
        files = model or model_files(settings.embedding_model)
        store = Store.open(store_url(settings.index, settings.store_url))
        try:
            check_model(store, files)
            index = VectorIndex(settings.index / "chroma", settings.chroma_url, store.id(), files.digest)
            return cls(Sources(settings.index, store, index))
        except BaseException:
            store.close()
            raise

    @property
    def snapshot(self) -> Snapshot:
        """What is published, as of the last refresh."""
        return self._snapshot

    def refresh(self) -> bool:
        """Look whether something was published or removed, and if so load it. Returns whether there was; costs one small query if not."""
        with self._lock:
            if self._sources.store.epoch() == self._snapshot.epoch:
                return False
            self._snapshot = load_snapshot(self._sources, self._snapshot)
            return True

    def ready(self) -> None:
        """Return when a real vector query is answered. Raises IndexUnavailable."""
        self._sources.index.heartbeat()
        shelf = next((shelf for shelf in self._snapshot.shelves.values() if shelf.last > shelf.first), None)
        if shelf is None:
            return
        digest = self._snapshot.passages[shelf.first].digest
        access = shelf.document.access
        vector = self._sources.index.vectors(access, [digest]).get(digest)
        if vector is None or not self._sources.index.query(access, vector, 1):
            raise IndexUnavailable("The vector index does not find its own passages; rebuild the index.")

    def close(self) -> None:
        """Let go of store and vectors; a second time is no error."""
        self._sources.index.close()
        self._sources.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def check_model(store: Store, files: ModelFiles) -> None:
    """Given the store and the model in use, raise IndexMismatch where the index was built with another."""
    recorded = store.model()
    if recorded is not None and recorded[1] != files.digest:
        raise wrong_model(recorded, files.name, files.digest)


def words_folder(index: Path) -> Path:
    """Given the index folder, return where its word indexes are."""
    return index / "words"


def tokens_folder(index: Path) -> Path:
    """Given the index folder, return where its token vectors are mapped from."""
    return index / "tokens"


def load_snapshot(sources: Sources, before: Snapshot | None = None) -> Snapshot:
    """Given the store, return what is published in it; generations that `before` holds are not read again."""
    registers = {} if before is None else dict(before.registers)
    known = {} if before is None else {s.published.generation: before.passages[s.first : s.last] for s in before.shelves.values()}
    while True:
        epoch = sources.store.epoch()
        published = sources.store.published()
        shelves = [(one, known.get(one.generation) or tuple(sources.store.passages_of(one))) for one in published]
        entries = {one.generation: registers.get(one.generation) or _in_order(sources.store.entries_of(one)) for one in published}
        amendments = sources.store.amendments()
        covers = _covers(published, sources.store)
        # What is published in between would mix two states: read again.
        if sources.store.epoch() == epoch:
            held = {} if before is None else before.vectors.kept({one.generation for one in published})
            return Snapshot(epoch, shelves, sources, Vectors(sources.index, held), entries, amendments, covers)


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Given a document's entries, return them as they stand in it."""
    return tuple(sorted(entries, key=lambda entry: (entry.spans[0].page, entry.spans[0].start, -entry.spans[0].end)))


def _covers(published: Sequence[Published], store: Store) -> dict[str, str]:
    """The first page's text of each document that is called by its file's name, by id."""
    untitled = [one for one in published if one.document.title == title_from_name(one.document.file)]
    return {one.document.id: page_from_json(page.json).text for one in untitled if (page := store.page(one.generation, 1)) is not None}


def _shelved(shelves: Sequence[tuple[Published, tuple[Passage, ...]]], covers: Mapping[str, str]) -> dict[str, Shelf]:
    found: dict[str, Shelf] = {}
    first = 0
    documents = described([(published.document, [passage.text for passage in held]) for published, held in shelves], covers)
    for (published, held), document in zip(shelves, documents, strict=True):
        found[document.id] = Shelf(published, first, first + len(held), document)
        first += len(held)
    return found


def _positions_by_digest(passages: Sequence[Passage]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, passage in enumerate(passages):
        found[passage.digest].append(position)
    return dict(found)


def _digests(passages: Iterable[Passage]) -> list[str]:
    return [passage.digest for passage in passages]


def _best(positions: Positions, scores: Floats, count: int) -> list[tuple[int, float]]:
    """Given positions and their scores, return the `count` best pairs, best first; equal scores by position."""
    if count < 1 or not len(positions):
        return []
    order = np.lexsort((positions, -scores))[:count]
    return [(int(positions[place]), float(scores[place])) for place in order]


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """Turn a disk that refuses, and token vectors the store lacks, into IndexUnavailable."""
    try:
        yield
    except OSError as error:
        raise IndexUnavailable(f"The index folder {folder} cannot be used ({error.strerror}); check its disk and try again.") from error
    except ValueError as error:
        raise IndexUnavailable(str(error)) from error
