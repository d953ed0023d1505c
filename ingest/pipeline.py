"""Documents in, a published index out: the stages in order, and nothing else.

    read -> sections -> passages -> register -> build -> embed -> check -> publish -> settle

A document is written as a generation nobody sees, its vectors beside those that serve; only when a real vector query finds
them is it published, in one transaction, and its predecessor retired. What nothing refers to any more is dropped at the end. Killed
at any moment, what was published stays, and the next writer clears away the rest.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.catalogue import documents_in
from ingest.documents import Access, Document, Page, Passage, Reading, Section
from ingest.embed import ModelFiles, model_files
from ingest.embedding import Embedding, Loading
from ingest.errors import BadInput, IndexUnavailable, PlanError, UnreadableFile
from ingest.index import VectorIndex
from ingest.lexical import drop_others
from ingest.library import Snapshot, Sources, check_model, load_snapshot, tokens_folder, words_folder
from ingest.lock import Holder, WriterLock
from ingest.originals import drop_other_originals, keep_original, sha256_of
from ingest.outline import sections_of
from ingest.passages import content_digest, cut
from ingest.reader_version import reader_version
from ingest.readers.child import ReadingProcess
from ingest.readers.wire import page_to_json
from ingest.register import Embed, Entry, lexicon, register_of
from ingest.register.correction import Amendment
from ingest.report import Ending, Outcome, Progress, Report, Stage, Stopwatch, Telling, ended, failed, silent
from ingest.settings import IngestSettings
from ingest.store.catalogue_entry import entry_of
from ingest.store.database import store_url
from ingest.store.generation import Draft, Published, StoredPage
from ingest.store.store import Store
from ingest.tokens import compact

log = logging.getLogger(__name__)

# Catalogue keys that change neither what is read nor what is embedded.
_DESCRIPTIVE = frozenset({"authority", "area", "kind", "period", "published", "follows", "licence", "sha256"})


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be read: the digest of its file, and what is published of it so far."""

    document: Document
    file_sha256: str
    before: Published | None


Registering = Callable[[Document, Reading, Sequence[Section], Embed], tuple[Entry, ...]]


def ingest(paths: Sequence[Path], settings: IngestSettings, embedder: Loading, progress: Telling = silent) -> Report:
    """Given folders and files, bring the index to what they hold, and return how each document ended.

    `embedder` is called only if something has to be embedded. Raises CatalogueError, WriterBusy, IndexMismatch or IndexUnavailable
    where nothing can be done at all; a document that fails is in the report and does not stop the others.
    """
    with Writer.open(settings, embedder, "ingest") as writer:
        return writer.ingest(paths, progress)


class Writer:
    """The one process that writes to an index, from `open` to `close`. Its methods may be called from any thread, one at a time runs."""

    def __init__(
        self, settings: IngestSettings, embedder: Loading, lock: WriterLock, store: Store, index: VectorIndex, register: Registering
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._register = register
        self._lock = lock
        self._store = store
        self._index = index
        self._turn = threading.RLock()
        self._recovered = False
        self._watch = Stopwatch()
        self._embedding = Embedding(embedder, store, index, self._watch)

    @classmethod
    def open(
        cls,
        settings: IngestSettings,
        embedder: Loading,
        what: str,
        address: str | None = None,
        model: ModelFiles | None = None,
        register: Registering = register_of,
    ) -> Self:
        """Given the settings, how to load the model, and what this process does ("ingest", "serve"), take the index for writing.

        `register` reads a document's entries; the benchmark leaves them out.

        What an interrupted writer left is cleared away at once, or, while the vector server is away, before the first change.
        Raises WriterBusy in under a second where another process writes, IndexMismatch, IndexUnavailable.
        """
        lexicon()  # a wrong lexicon is refused before anything is written
        files = model or model_files(settings.embedding_model)
        url = store_url(settings.index, settings.store_url)
        shared = Store.open(url, create=True) if settings.store_url else None
        lock = WriterLock(settings.index, Holder.this_process(what, address), shared).acquire()
        try:
            store = shared or Store.open(url, create=True)
            check_model(store, files)
            store.claim_model(files.name, files.digest)
            index = VectorIndex(settings.index / "chroma", settings.chroma_url, store.id(), files.digest)
            writer = cls(settings, embedder, lock, store, index, register)
            writer._recover_if_possible()
        except BaseException:
            lock.release()
            raise
        return writer

    def close(self) -> None:
        """Let go of the index; a second time is no error."""
        with self._turn:
            self._index.close()
            self._lock.release()
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def announce(self, address: str) -> None:
        """Given the address this process serves at, tell those who want to write."""
        self._lock.announce(address)

    # -- what can be done ---------------------------------------------------------------------------------------------

    def ingest(self, paths: Sequence[Path], progress: Telling = silent) -> Report:
        """Given folders and files, bring the index to what they hold. Raises CatalogueError, IndexUnavailable."""
        documents: list[Document] = []
        skipped: list[str] = []
        for path in paths:
            found, left = documents_in(path)
            documents += found
            skipped += left
        return self.ingest_documents(documents, progress, skipped)

    def ingest_documents(self, documents: Sequence[Document], progress: Telling = silent, skipped: Sequence[str] = ()) -> Report:
        """Given documents with their files, bring the index to what they hold. Raises BadInput where two have one id, IndexUnavailable."""
        _refuse_doubles(documents)
        with self._turn:
            self._watch.clear()
            outcomes, tasks = self._sorted_out(documents)
            warnings: list[str] = []
            if tasks:
                with self._changing(warnings):
                    for outcome in self._done(tasks, progress):
                        outcomes[outcome.document_id] = outcome
            ordered = tuple(outcomes[document.id] for document in documents)
            return Report(ordered, tuple(skipped), tuple(warnings), self._watch.seconds)

    def remove(self, document_id: str) -> None:
        """Given a document's id, remove everything of it. Raises UnknownDocument, IndexUnavailable."""
        with self._turn:
            self._store.require(document_id)
            warnings: list[str] = []
            with self._changing(warnings):
                self._store.remove(document_id, self._lock.owner)
            for warning in warnings:
                raise IndexUnavailable(f"“{document_id}” can no longer be seen, but not all of it is deleted yet: {warning}")

    def amend(self, amendment: Amendment) -> None:
        """Given an officer's change to a register, keep and publish it. Raises UnknownDocument, IndexUnavailable."""
        with self._turn:
            self._lock.check()
            self._store.amend(amendment, self._lock.owner)

    def rebuild(self, progress: Telling = silent) -> None:
        """Make vectors, word index and token file anew from the store. Raises IndexUnavailable."""
        with self._turn:
            self._store.mark_dirty(True)
            self._store.drop_tokens()
            self._index.clear()
            for folder in (words_folder(self._settings.index), tokens_folder(self._settings.index)):
                shutil.rmtree(folder, ignore_errors=True)
            for published in self._store.published():
                self._renew_digests(published)
            self.recover(progress)

    def recover(self, progress: Telling = silent) -> None:
        """Clear away what an interrupted writer left, and embed again what is missing. Raises IndexUnavailable."""
        with self._turn:
            self._store.drop_unpublished()
            for published in self._store.published():
                self._embedding.embed_missing(published.document, self._store.passages_of(published), progress)
            self._settle()
            self._recovered = True

    # -- the stages ---------------------------------------------------------------------------------------------------

    def _sorted_out(self, documents: Sequence[Document]) -> tuple[dict[str, Outcome], list[_Task]]:
        """Given documents, return the outcomes of those there is nothing to do for, and tasks for the others."""
        published = {one.document.id: one for one in self._store.published()}
        reader = reader_version()
        outcomes: dict[str, Outcome] = {}
        tasks: list[_Task] = []
        for document in documents:
            before = published.get(document.id)
            try:
                sha256 = sha256_of(document.file)
            except UnreadableFile as error:
                outcomes[document.id] = failed(document, error)
                continue
            if before is None or before.reader != reader or before.file_sha256 != sha256 or entry_of(document) != entry_of(before.document):
                tasks.append(_Task(document, sha256, before))
            else:
                outcomes[document.id] = ended(document, Ending.UNCHANGED, before)
        return outcomes, tasks

    def _done(self, tasks: Sequence[_Task], progress: Telling) -> Iterator[Outcome]:
        """Given tasks, do them in order, each document read while the one before it is embedded, and yield their outcomes."""
        described, unread = _parted(tasks, reader_version())
        for task in described:
            yield self._outcome(task, partial(self._describe, task))
        with ReadingProcess(self._settings) as process:

            def read(task: _Task) -> Reading:
                progress(Progress(task.document.id, Stage.READING))
                with self._watch.timed(Stage.READING):
                    return process.recognise(task.document.file, process.read(task.document.file))

            for task, reading in _read_ahead(unread, read):
                yield self._outcome(task, partial(self._take, task, reading, progress))

    def _outcome(self, task: _Task, work: Callable[[], Published]) -> Outcome:
        """Given a task and its work, do it, and return how it ended."""
        try:
            return ended(task.document, Ending.ADDED if task.before is None else Ending.REPLACED, work())
        except PlanError as error:
            return failed(task.document, error)
        except Exception as error:  # a fault of ours in one document must not keep the others out; it is told and logged
            log.exception("ingest of %s failed", task.document.id)
            return failed(task.document, error)

    def _describe(self, task: _Task) -> Published:
        self._lock.check()
        self._store.describe(task.document, self._lock.owner)
        return self._published(task.document.id)

    def _take(self, task: _Task, coming: Future[Reading], progress: Telling) -> Published:
        """Given a task and its reading to come, run the remaining stages."""
        document, reading = task.document, coming.result()
        progress(Progress(document.id, Stage.CUTTING, 0, len(reading.pages)))
        with self._watch.timed(Stage.CUTTING):
            sections = sections_of(reading)
            passages = self._passages(document, reading, sections)
        progress(Progress(document.id, Stage.REGISTERING))
        with self._watch.timed(Stage.REGISTERING):
            entries = self._register(document, reading, sections, self._embedding.texts)
        progress(Progress(document.id, Stage.STORING))
        with self._watch.timed(Stage.STORING):
            keep_original(self._settings.index, task.document.file, task.file_sha256)
            generation = self._store.build(_draft(task, reading, passages, entries))
        self._embedding.embed_missing(document, passages, progress)
        progress(Progress(document.id, Stage.CHECKING))
        with self._watch.timed(Stage.CHECKING):
            self._embedding.check(document.access, passages)
        progress(Progress(document.id, Stage.PUBLISHING))
        with self._watch.timed(Stage.PUBLISHING):
            self._lock.check()
            self._store.publish(generation, self._lock.owner)
        return self._published(document.id)

    def _passages(self, document: Document, reading: Reading, sections: Sequence[Section]) -> list[Passage]:
        return list(cut(document, reading, sections, self._embedder().pieces))

    def _published(self, document_id: str) -> Published:
        found = self._store.document(document_id)
        assert found is not None
        return found

    def _renew_digests(self, published: Published) -> None:
        """Given a document whose passages would be embedded differently today, publish a generation that says so."""
        passages = self._store.passages_of(published)
        renewed = [replace(passage, digest=content_digest(passage, published.document.title)) for passage in passages]
        if renewed != passages:
            pages = self._store.pages_of(published.generation)
            kept, entries = published, self._store.entries_of(published)
            draft = Draft(kept.document, kept.file_sha256, kept.reader, kept.paged, pages, renewed, kept.warnings, entries)
            self._store.publish(self._store.build(draft), self._lock.owner)

    # -- tidying up ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _changing(self, warnings: list[str]) -> Iterator[None]:
        """Mark the index as being changed, and tidy up afterwards; what cannot be tidied is left to the next writer."""
        if not self._recovered:
            self.recover()
        self._store.mark_dirty(True)
        yield
        try:
            with self._watch.timed(Stage.SETTLING):
                self._settle()
        except IndexUnavailable as error:
            self._recovered = False
            warnings.append(str(error))

    def _recover_if_possible(self) -> None:
        """Recover where something was left undone; a vector server that is away is asked again before the first change."""
        try:
            if self._store.is_dirty() or any(self._index.count(access) != len(self._store.digests(access)) for access in Access):
                self.recover()
            self._recovered = True
        except IndexUnavailable as error:
            log.warning("recovery put off: %s", error)

    def _settle(self) -> None:
        """Drop what nothing refers to, and bring word index and token file in step with what is published."""
        self._store.drop_unpublished()
        for access in Access:
            self._index.delete(access, self._index.digests(access) - self._store.digests(access))
        drop_other_originals(self._settings.index, self._store.file_names())
        self._in_step(load_snapshot(Sources(self._settings.index, self._store, self._index)))
        self._store.mark_dirty(False)

    def _in_step(self, snapshot: Snapshot) -> None:
        """Given what is published, make its word index and token file, and drop those of the past."""
        compact(tokens_folder(self._settings.index), [passage.digest for passage in snapshot.passages])
        snapshot.prepare()
        drop_others(words_folder(self._settings.index), snapshot.word_keys())


def _read_ahead(tasks: Sequence[_Task], read: Callable[[_Task], Reading]) -> Iterator[tuple[_Task, Future[Reading]]]:
    """Given tasks, yield each with its reading to come; the next is read while the caller is busy with one."""
    waiting = iter(tasks)
    with ThreadPoolExecutor(1, thread_name_prefix="reading") as pool:
        ahead = deque((task, pool.submit(read, task)) for task in islice(waiting, 2))
        try:
            while ahead:
                yield ahead.popleft()
                ahead.extend((task, pool.submit(read, task)) for task in islice(waiting, 1))
        finally:
            for _, reading in ahead:
                reading.cancel()


def _parted(tasks: Sequence[_Task], reader: str) -> tuple[list[_Task], list[_Task]]:
    """Given tasks, return those where only the catalogue's description changed, and those to be read."""
    described: list[_Task] = []
    unread: list[_Task] = []
    for task in tasks:
        (described if _is_described(task, reader) else unread).append(task)
    return described, unread


def _is_described(task: _Task, reader: str) -> bool:
    if task.before is None or task.before.file_sha256 != task.file_sha256 or task.before.reader != reader:
        return False
    old, new = entry_of(task.before.document), entry_of(task.document)
    return {key for key in new if new[key] != old[key]} <= _DESCRIPTIVE


def _draft(task: _Task, reading: Reading, passages: Sequence[Passage], entries: Sequence[Entry]) -> Draft:
    pages = [_stored_page(page) for page in reading.pages]
    return Draft(task.document, task.file_sha256, reader_version(), reading.paged, pages, passages, reading.warnings, entries)


def _stored_page(page: Page) -> StoredPage:
    return StoredPage(page.number, page.label, page.readable, page_to_json(page))


def _refuse_doubles(documents: Sequence[Document]) -> None:
    files: dict[str, Path] = {}
    for document in documents:
        if document.id in files:
            raise BadInput(
                f"Two documents have the id “{document.id}”: {files[document.id]} and {document.file}; give one of them another id."
            )
        files[document.id] = document.file
