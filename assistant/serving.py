"""The server process: what it holds from start to end, and how it starts.

It takes the index for writing, brings it to what its documents hold, opens it for reading, loads the model, answers one
question to warm up, and only then listens. Where store and vectors are on servers and another process writes, it serves reading only.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, runtime_checkable

from assistant import language
from assistant.conversation import Answer, Citation, Claim, Question
from assistant.errors import PortTaken
from assistant.settings import AssistantSettings
from ingest.documents import Access, Document, Passage
from ingest.embed import Embedder, ModelFiles, model_files
from ingest.errors import IndexUnavailable, UnreadableFile, WriterBusy
from ingest.library import Library, Snapshot
from ingest.pictures import Pictures
from ingest.pipeline import Writer
from ingest.register.correction import Amendment
from ingest.report import Outcome, Progress, Report
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answers.model import ModelAnswers

# Endings that are remembered for whoever manages the documents.
ENDED = 200
# Ports tried after the one that was asked for.
PORTS = 50


class Found(Protocol):
    """A passage that was found, and how well it fits."""

    @property
    def passage(self) -> Passage: ...

    @property
    def score(self) -> float: ...


class Kept(Protocol):
    """What a retrieval kept, best first."""

    @property
    def kept(self) -> Sequence[Found]: ...


class Finding(Protocol):
    """Anything that finds passages."""

    def retrieve(self, question: Question, limit: int) -> Kept: ...


class Answering(Protocol):
    """Anything that answers questions."""

    def answer(self, question: Question) -> Answer: ...


@runtime_checkable
class Streaming(Protocol):
    """Anything that says how an answer goes while it is made: claims and citations as each is checked, and at last the whole answer.

    None is a moment at which nothing is new and the work can be stopped: whoever asked may have gone.
    """

    def stream(self, question: Question) -> Iterator[Claim | Citation | Answer | None]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What answers: the retriever behind the search, and the assistant."""

    retriever: Finding
    assistant: Answering


Building = Callable[[Library, Embedder], Engine]


def engine_of(library: Library, embedder: Embedder, model: ModelAnswers | None = None) -> Engine:
    """Given an open library, the loaded embedding model, and the chat model that is set (None: none is), return what answers from them."""
    from assistant.answer import Assistant
    from assistant.retrieve import Retriever

    return Engine(Retriever(library, embedder), Assistant(library, embedder, model=model))


def chat_model_of(settings: AssistantSettings) -> ModelAnswers | None:
    """Given the settings, return the chat model they name, or None. Raises BadInput, naming the setting, where it cannot be had."""
    if settings.model is None:
        return None
    from assistant.answers.model import ModelAnswers
    from assistant.prompts import load_prompts

    return ModelAnswers.from_settings(settings, load_prompts())


@dataclass(frozen=True, slots=True)
class Ended:
    """How reading a document ended, and when (UTC)."""

    outcome: Outcome
    when: datetime


@dataclass(slots=True)
class Writing:
    """What is being written at this moment, and how what was written since the start has ended, the newest last.

    `said` are the sentences of the first ingest about files it skipped and what it could not tidy up.
    """

    progress: dict[str, Progress] = field(default_factory=dict)
    ended: deque[Ended] = field(default_factory=lambda: deque(maxlen=ENDED))
    said: tuple[str, ...] = ()

    def note(self, outcomes: Sequence[Outcome]) -> None:
        """Given outcomes, remember them as of now."""
        self.ended.extend(Ended(outcome, datetime.now(UTC)) for outcome in outcomes)


class Service:
    """Everything the routes use. `open` makes it, `close` lets go of it."""

    def __init__(self, library: Library, embedder: Embedder, engine: Engine, writer: Writer | None, settings: AssistantSettings) -> None:
        """`writer` is None where another process writes to this index."""
        self.settings = settings
        self.embedder = embedder
        self.pictures = Pictures()
        self.engine = engine
        self.writing = Writing()
        self._library = library
        self._writer = writer
        self._turn = threading.Lock()

    @classmethod
    def open(
        cls,
        settings: AssistantSettings,
        index: IngestSettings,
        paths: Sequence[Path] = (),
        tell: Telling | None = None,
        build: Building | None = None,
    ) -> Self:
        """Given the settings and folders to bring the index to, return a service that is ready to answer.

        Raises WriterBusy where another process writes and reading beside it would not be safe, and whatever ingesting and opening raise.
        """
        model = chat_model_of(settings)
        files = model_files(index.embedding_model)
        loaded = _Model(index)
        writer = _writer(index, files, loaded)
        report: Report | None = None
        try:
            if writer is not None and paths:
                report = writer.ingest(paths, tell.progress if tell else lambda _: None)
                if tell:
                    tell.report(report)
            library = Library.open(index, files)
        except BaseException:
            if writer is not None:
                writer.close()
            raise
        embedder = loaded()
        service = cls(library, embedder, (build or partial(engine_of, model=model))(library, embedder), writer, settings)
        if report is not None:
            service.writing.note(report.outcomes)
            service.writing.said = (*report.skipped, *report.warnings)
        return service

    def snapshot(self) -> Snapshot:
        """Return what is published now. Raises IndexUnavailable where the store does not answer."""
        self._library.refresh()
        return self._library.snapshot

    def ready(self) -> None:
        """Return when the model embeds and a real vector query is answered. Raises IndexUnavailable."""
        self._library.ready()
        self.embedder.question("Is everything ready?")
        language.warm()

    def warm(self) -> None:
        """Do what the first question would otherwise wait for. A vector server that is away is no reason not to start."""
        snapshot = self.snapshot()
        snapshot.prepare()
        try:
            snapshot.warm()
        except IndexUnavailable:
            pass
        self.embedder.question("Is everything ready?")
        self.embedder.quickly(["Is everything ready?"])
        language.warm()

    def announce(self, address: str) -> None:
        """Given the address this process serves at, tell those who want to write or read."""
        if self._writer is not None:
            self._writer.announce(address)

    def add(self, document: Document) -> Outcome:
        """Given a document with its file, read it and publish it. Raises WriterBusy while something else is written, IndexUnavailable."""
        with self._writes() as writer:
            try:
                outcomes = writer.ingest_documents([document], self._follow).outcomes
                self.writing.note(outcomes)
                return outcomes[0]
            finally:
                self.writing.progress.pop(document.id, None)
                self._library.refresh()

    def add_again(self, document_id: str, access: Access | None = None) -> Outcome:
        """Given an id, read the kept copy of its file again where this version reads it otherwise, or make it internal or public.

        Raises UnknownDocument, UnreadableFile where the copy is gone, and whatever `add` raises.
        """
        snapshot = self.snapshot()
        document = snapshot.document(document_id).document
        with tempfile.TemporaryDirectory(prefix="plan-assistant-") as folder:
            file = Path(folder) / document.file.name
            try:
                shutil.copyfile(snapshot.original(document_id), file)
            except OSError as error:
                raise UnreadableFile(
                    f"The kept copy of “{document_id}” cannot be read ({error.strerror}); upload its file again."
                ) from error
            return self.add(replace(document, file=file, access=access or document.access))

    @property
    def writable(self) -> bool:
        """Whether this process may change what is published."""
        return self._writer is not None

    def remove(self, document_id: str) -> None:
        """Given an id, remove everything of it. Raises WriterBusy while something else is written, UnknownDocument, IndexUnavailable."""
        with self._writes() as writer:
            try:
                writer.remove(document_id)
            finally:
                self._library.refresh()

    def amend(self, amendment: Amendment) -> None:
        """Given an officer's change to a register, keep it. Raises WriterBusy while something else is written, UnknownDocument."""
        with self._writes() as writer:
            try:
                writer.amend(amendment)
            finally:
                self._library.refresh()

    def close(self) -> None:
        """Let go of the index."""
        self._library.close()
        if self._writer is not None:
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _writes(self) -> Iterator[Writer]:
        if self._writer is None:
            raise WriterBusy(
                "Another process holds this index for writing, this one only reads it; send the change to the process that writes."
            )
        if not self._turn.acquire(blocking=False):
            raise WriterBusy("Another document is being added or removed at this moment; try again when that has ended.")
        try:
            yield self._writer
        finally:
            self._turn.release()

    def _follow(self, progress: Progress) -> None:
        self.writing.progress[progress.document_id] = progress


class Telling(Protocol):
    """Somebody who is told how ingesting goes, and how it ended."""

    def progress(self, progress: Progress) -> None: ...

    def report(self, report: Report) -> None: ...


class _Model:
    """The embedding model, loaded when it is first needed."""

    def __init__(self, settings: IngestSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._loaded: Embedder | None = None

    def __call__(self) -> Embedder:
        with self._lock:
            if self._loaded is None:
                self._loaded = Embedder.from_settings(self._settings)
            return self._loaded


def free_port(host: str, wanted: int) -> socket.socket:
    """Given an address and a port, return a socket that listens there, or on the next port that is free.

    0 takes any. Raises PortTaken where none of the next ports can be had.
    """
    for port in [wanted] if wanted == 0 else range(wanted, min(wanted + PORTS, 65536)):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError as error:
            listener.close()
            problem = error
            continue
        return listener
    raise PortTaken(f"No port from {wanted} on can be had on {host} ({problem.strerror}); choose another with --port.")


def address_of(listener: socket.socket) -> str:
    """Given a listening socket, return the URL that a browser on this machine opens."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def run(app: FastAPI, listener: socket.socket, started: Callable[[], None] = lambda: None) -> None:
    """Given an app and a listening socket, serve until a signal ends it. `started` is called once requests are answered."""
    import uvicorn

    # Forwarded headers are not believed: who is at the other end decides whose user header counts.
    config = uvicorn.Config(app, log_config=None, access_log=False, proxy_headers=False, server_header=False, timeout_graceful_shutdown=10)
    server = uvicorn.Server(config)

    async def serve() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            started()
        await serving

    # uvicorn raises the signal that ended it once more; by default that would end the process before the index is closed.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: None)
    asyncio.run(serve())


def _writer(index: IngestSettings, files: ModelFiles, loaded: _Model) -> Writer | None:
    """Given the index's settings, take it for writing; None where another process writes and both its parts are on servers."""
    try:
        return Writer.open(index, loaded, "serve", model=files)
    except WriterBusy:
        if index.store_url and index.chroma_url:
            return None
        raise
