"""How long a retrieval and an answer take, against embedding the question alone, in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from assistant import conversation
from assistant.serving import Engine, engine_of
from eval.benchmarks.result import Ratio
from eval.questions import Question, QuestionSet
from eval.retrieval import WANTED
from ingest.embed import Embedder
from ingest.library import Library, Snapshot
from ingest.passages import question_content
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

RETRIEVAL = "retrieval"
ANSWER = "answer"
AGAINST = "embedding the question"  # as sentence-transformers does it by itself
QUICKER = "our quicker embedding"  # as it is done here, in one traced pass: shown beside it, so that the gain is not hidden in the ratio


def spread(questions: QuestionSet, count: int) -> list[Question]:
    """Given a set of questions, return `count` of them (all, where there are fewer), evenly spread over the set."""
    held = questions.questions
    wanted = min(count, len(held))
    return [held[place * len(held) // wanted] for place in range(wanted)]


@contextmanager
def opened(folder: Path, index: Path, embedder: Embedder) -> Iterator[tuple[Engine, Snapshot]]:
    """Given a folder of documents and one for the index, index the documents; gives what answers from them, and what is published."""
    # What the environment may say of a shared store must not be written to.
    settings = IngestSettings(index=index, store_url=None, chroma_url=None)
    ingest([folder], settings, lambda: embedder)
    with Library.open(settings) as library:
        library.snapshot.prepare()
        library.snapshot.warm()
        yield engine_of(library, embedder), library.snapshot


def time_asking(
    engine: Engine, embedder: Embedder, questions: Sequence[Question], rounds: int, targets: tuple[float | None, float | None]
) -> tuple[Ratio, ...]:
    """Given what answers and the questions, return the ratios of retrieval and answer, and that of the answer to our own embedding, which
    has no target. Each round asks every question once; a question's embedding, its retrieval, its embedding again and its answer follow one
    another, so that each pair sees the machine equally busy."""
    asked = [(question_content(question.question), _asked(question)) for question in questions]
    for text, question in asked:  # caches, and what is loaded at the first use
        _timed(partial(embedder.model.encode, text))
        _timed(partial(engine.assistant.answer, question))
    return _ratios([one for _ in range(rounds) for one in asked], engine, embedder, targets)


def _ratios(
    asked: Sequence[tuple[str, conversation.Question]], engine: Engine, embedder: Embedder, targets: tuple[float | None, float | None]
) -> tuple[Ratio, ...]:
    times: list[tuple[float, float, float, float, float]] = []
    for text, question in asked:
        times.append(
            (
                _timed(partial(embedder.model.encode, text)),
                _timed(partial(engine.retriever.retrieve, question, WANTED)),
                _timed(partial(embedder.model.encode, text)),
                _timed(partial(engine.assistant.answer, question)),
                _timed(partial(embedder.question, text)),
            )
        )
    first, retrieval, second, answer, own = (tuple(column) for column in zip(*times, strict=True))
    return (
        Ratio(RETRIEVAL, AGAINST, retrieval, first, targets[0]),
        Ratio(ANSWER, AGAINST, answer, second, targets[1]),
        Ratio(f"{ANSWER}, again", QUICKER, answer, own),
    )


def _asked(question: Question) -> conversation.Question:
    history = tuple(conversation.Turn(turn.role, turn.content) for turn in question.history)
    return conversation.Question(question.question, history, audience=question.audience)


def _timed(work: Callable[[], object]) -> float:
    """Given work, do it and return the seconds it took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
