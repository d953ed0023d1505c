"""Ours, in this process: an index made from the set's folder, searched and asked by the same engine that the server runs."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import conversation
from assistant.api.chat import answer_to_model
from assistant.serving import Engine, engine_of
from eval.errors import SystemUnavailable
from eval.measures.passages import RankedPassage
from eval.questions import Turn
from eval.retrieval import WANTED
from eval.rows import System
from ingest.embed import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from assistant.answers.model import ModelAnswers


class Own:
    """An open index of ours as a retriever and an answerer. Only public documents are asked."""

    def __init__(self, engine: Engine, document_ids: Sequence[str]) -> None:
        self._engine = engine
        self.document_ids = tuple(document_ids)

    def passages(self, question: str, history: Sequence[Turn]) -> list[RankedPassage]:
        """Given a question and the turns before it, return the passages that are kept for it, best first."""
        asked = conversation.Question(question, _turns(history))
        found = (hit.passage for hit in self._engine.retriever.retrieve(asked, WANTED).kept)
        return [RankedPassage(passage.document_id, passage.spans[0].page, passage.text) for passage in found]

    def ask(self, question: str, history: Sequence[Turn], audience: conversation.Audience) -> Mapping[str, Any]:
        """Given a question, the turns before it and who asks, return the answer as the contract has it."""
        asked = conversation.Question(question, _turns(history), audience=audience)
        answer = self._engine.assistant.answer(asked)
        return answer_to_model(answer, uuid.uuid4(), uuid.uuid4()).model_dump(mode="json")


@contextmanager
def own_system(folder: Path, index: Path, embedder: Embedder, model: ModelAnswers | None = None) -> Iterator[tuple[System, Own]]:
    """Given a folder of documents, a folder for the index and the loaded model, bring the index to what the documents are and open it.

    `model` is the chat model that words answers, where one is set. Raises like `own_library`.
    """
    with own_library(folder, index, embedder) as (library, seconds):
        size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
        own = Own(engine_of(library, embedder, model), sorted(library.snapshot.shelves))
        yield System("ours", "Plan Assistant", seconds, size), own


@contextmanager
def own_library(folder: Path, index: Path, embedder: Embedder) -> Iterator[tuple[Library, float]]:
    """Given a folder of documents, a folder for the index and the loaded model, index the documents; gives the open library, and the
    seconds that indexing took.

    Raises SystemUnavailable, naming the document, where one of them cannot be indexed: figures over fewer documents would mislead.
    """
    # What the environment may say of a shared store must not be written to.
    settings = IngestSettings(index=index, store_url=None, chroma_url=None)
    started = time.perf_counter()
    report = ingest([folder], settings, lambda: embedder)
    seconds = time.perf_counter() - started
    if report.failed:
        first = report.failed[0]
        raise SystemUnavailable(f"The document “{first.document_id}” could not be indexed: {first.error}")
    with Library.open(settings) as library:
        yield library, seconds


def _turns(history: Sequence[Turn]) -> tuple[conversation.Turn, ...]:
    return tuple(conversation.Turn(turn.role, turn.content) for turn in history)
