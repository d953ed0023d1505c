"""The systems that a command names, as candidates of a run: ours, a server, a stock pipeline, ours without a part."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eval.ablations import ABLATIONS, ablated_system
from eval.answering import check_indexed, evaluate_answers
from eval.errors import RunError
from eval.judge import Judge, model_settings
from eval.pages import pages_in
from eval.peers import PEERS, build_peer
from eval.questions import QuestionSet
from eval.retrieval import evaluate_retrieval
from eval.rows import System
from eval.running import Candidate, Evaluate, Timing
from eval.server import Server
from ingest.embed import Embedder

if TYPE_CHECKING:
    from eval.own import Own


OURS = "ours"
WORDED = "ours-with-model"  # never our own rows in the baseline: a chat model does not say the same every time


def server_candidate(
    what: str, url: str, key: str | None, asked: QuestionSet, open_until_done: ExitStack, judge: Judge | None = None
) -> Candidate:
    """Given a server's address, return it as a candidate; the connections are closed in the end."""
    server = Server(url, key)
    open_until_done.callback(server.close)
    check_indexed(asked.questions, server.document_ids())
    return Candidate("server", lambda: (System("server", f"Plan Assistant at {url}"), _evaluation(what, server, asked, judge)))


def local_candidate(what: str, name: str, asked: QuestionSet, room: Path, index: Path | None, open_until_done: ExitStack) -> Candidate:
    """Given the name of ours or of a stock pipeline, return it as a candidate that indexes the set's folder when its turn comes."""
    if name == OURS:
        return Candidate(name, lambda: prepare_own(what, asked, index or room / name, open_until_done))
    if name in ABLATIONS:
        return Candidate(name, lambda: _prepare_ablation(name, asked, index or room / OURS, room / name, open_until_done))
    if name not in PEERS:
        raise RunError(f"There is no system “{name}”; there are {', '.join((OURS, *ABLATIONS, *PEERS))}.")
    return Candidate(name, lambda: _prepare_peer(name, asked, room / name))


def prepare_own(
    what: str, asked: QuestionSet, index: Path, open_until_done: ExitStack, model: str | None = None, judge: Judge | None = None
) -> tuple[System, Evaluate]:
    """Given what is measured and where our index is kept, return ours, ready; `model` words its answers, `judge` looks at them."""
    from assistant.serving import chat_model_of
    from eval.own import own_system

    chat = chat_model_of(model_settings(model, "--model")) if model else None
    system, own = open_until_done.enter_context(own_system(asked.folder, index, Embedder(), chat))
    check_indexed(asked.questions, own.document_ids)
    if model:
        system = replace(system, name=WORDED, title=f"Plan Assistant with {model}")
    return system, _evaluation(what, own, asked, judge)


def _prepare_ablation(name: str, asked: QuestionSet, index: Path, room: Path, open_until_done: ExitStack) -> tuple[System, Evaluate]:
    system, own = open_until_done.enter_context(ablated_system(name, asked.folder, index, room, Embedder()))
    return system, _evaluation("retrieval", own, asked)


def _evaluation(what: str, system: Server | Own, asked: QuestionSet, judge: Judge | None = None) -> Evaluate:
    """Given what is measured and a system that both finds and answers, return the function that asks it."""
    if what == "retrieval":
        return partial(evaluate_retrieval, system, folder=asked.folder)
    return partial(evaluate_answers, system, folder=asked.folder, judge=judge)


def _prepare_peer(name: str, asked: QuestionSet, room: Path) -> tuple[System, Evaluate]:
    documents = pages_in(asked.folder).documents
    files = {found.id: found.file for found in documents.values() if found.file.suffix.lower() == ".pdf"}
    system, retriever = build_peer(name, files, room)
    return system, partial(evaluate_retrieval, retriever, folder=asked.folder)


def embedding_seconds() -> Timing:
    """Return a function that embeds a question and returns the seconds it took, with the model loaded and warm."""
    from eval.peers.model import question_vector

    question_vector("warm")

    def seconds(question: str) -> float:
        started = time.perf_counter()
        question_vector(question)
        return time.perf_counter() - started

    return seconds
