"""How long ingest takes, against extracting the text with pypdf and embedding the same passages, in turn."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pypdf import PdfReader

from eval.benchmarks.result import Ratio
from eval.errors import RunError, SystemUnavailable
from ingest.catalogue import documents_in
from ingest.documents import Document
from ingest.embed import Embedder
from ingest.embedding import PART
from ingest.library import Library
from ingest.passages import embedding_content
from ingest.pipeline import Registering, Writer
from ingest.register import Entry, register_of
from ingest.report import Report
from ingest.settings import IngestSettings

NAME = "ingest without the register"
WHOLE = "ingest"
AGAINST = "pypdf's text + embedding"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What timing the ingest found: the ratios, and the median seconds of each stage, the register's among them."""

    ratios: tuple[Ratio, ...]
    stages: dict[str, float]


def time_ingest(folder: Path, embedder: Embedder, threads: int, rounds: int, target: float | None) -> Ingested:
    """Given a folder of PDFs and the loaded model, ingest it into fresh indexes and do the bare work, in turn.

    It is ingested without and with the register. A first turn warms up and is not counted. Raises RunError where the folder
    holds no PDF or something else, SystemUnavailable where a document cannot be indexed.
    """
    documents = _documents(folder)
    contents = _embedded_texts(documents, embedder, threads)
    _bare(documents, contents, embedder)
    without: list[float] = []
    whole: list[float] = []
    base: list[float] = []
    stages: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        base.append(_bare(documents, contents, embedder))
        without.append(_ingest(documents, embedder, threads, _no_register)[0])
        seconds, report = _ingest(documents, embedder, threads)
        whole.append(seconds)
        for stage, spent in report.seconds.items():
            stages[stage].append(spent)
    times = tuple(base)
    ratios = (Ratio(NAME, AGAINST, tuple(without), times, target), Ratio(WHOLE, AGAINST, tuple(whole), times))
    return Ingested(ratios, {stage: median(spent) for stage, spent in stages.items()})


def _documents(folder: Path) -> list[Document]:
    """Given a folder, return its documents, which must be PDFs: nothing else has a text that pypdf could extract."""
    documents = documents_in(folder)[0]
    other = next((document.file.name for document in documents if document.file.suffix.lower() != ".pdf"), None)
    if other is not None or not documents:
        raise RunError(f"The folder {folder} holds {other or 'no documents'}; name one that holds PDFs and nothing else.")
    return documents


def _embedded_texts(documents: Sequence[Document], embedder: Embedder, threads: int) -> list[str]:
    """Given documents, ingest them once, and return the texts that were embedded, each once."""
    with TemporaryDirectory() as room:
        settings = _settings(Path(room), threads)
        _into(settings, documents, embedder)
        with Library.open(settings) as library:
            snapshot = library.snapshot
            contents = {
                passage.digest: embedding_content(passage, snapshot.document(passage.document_id).embedded_title)
                for passage in snapshot.passages
            }
    return list(contents.values())


def _ingest(documents: Sequence[Document], embedder: Embedder, threads: int, register: Registering = register_of) -> tuple[float, Report]:
    """Given documents, ingest them into an index of their own, and return the seconds from opening it to closing it."""
    with TemporaryDirectory() as room:
        settings = _settings(Path(room), threads)
        started = time.perf_counter()
        report = _into(settings, documents, embedder, register)
        return time.perf_counter() - started, report


def _into(settings: IngestSettings, documents: Sequence[Document], embedder: Embedder, register: Registering = register_of) -> Report:
    with Writer.open(settings, lambda: embedder, "benchmark", register=register) as writer:
        report = writer.ingest_documents(documents)
    for failed in report.failed:
        raise SystemUnavailable(f"The document “{failed.document_id}” could not be indexed: {failed.error}")
    return report


def _no_register(*_: object) -> tuple[Entry, ...]:
    """Stand where the register is read, and read none."""
    return ()


def _settings(room: Path, threads: int) -> IngestSettings:
    # What the environment may say of a shared store must not be written to.
    return IngestSettings(index=room / "index", store_url=None, chroma_url=None, threads=threads)


def _bare(documents: Sequence[Document], contents: Sequence[str], embedder: Embedder) -> float:
    """Given documents and the texts of their passages, do the work nobody can do without, and return the seconds it took."""
    ordered = sorted(contents, key=len)
    started = time.perf_counter()
    for document in documents:
        with PdfReader(document.file) as reader:
            for page in reader.pages:
                page.extract_text()
    for start in range(0, len(ordered), PART):
        embedder.passages(ordered[start : start + PART])
    return time.perf_counter() - started
