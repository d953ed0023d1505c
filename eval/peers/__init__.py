"""Stock retrieval pipelines, built as their makers' guides do, over the same PDFs and with the same embedding model as ours.

They get the question alone, as it was asked: none of them does anything with the turns before it unless a language model is
set. Nothing here uses the network, and what would send telemetry is told not to. Needs the extra `peers`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from eval.errors import SystemUnavailable
from eval.peers.model import embedder
from eval.retrieval import Retriever
from eval.rows import System

# Read by the libraries when they are imported.
QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "HF_HUB_OFFLINE": "1",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """A pipeline: its name for people, the module whose `build` makes a retriever, and whether it uses the embedding model."""

    title: str
    module: str
    dense: bool = True


PEERS: dict[str, Peer] = {
    "langchain": Peer("LangChain: PyPDFLoader, chunks of 1,000/200 characters, Chroma", "eval.peers.langchain_vectors"),
    "langchain-fused": Peer("LangChain: the same, BM25 and vectors fused", "eval.peers.langchain_fused"),
    "haystack": Peer("Haystack: chunks of 150 words, BM25", "eval.peers.haystack_words", dense=False),
    "llamaindex": Peer("LlamaIndex: defaults", "eval.peers.llamaindex_defaults"),
}


def build_peer(name: str, documents: Mapping[str, Path], folder: Path) -> tuple[System, Retriever]:
    """Given a peer's name, PDFs by document id and an empty folder for its index, return the peer, ready, and what its index cost.

    The time leaves imports out. Raises SystemUnavailable where the name is unknown or the extra is not installed.
    """
    if name not in PEERS:
        raise SystemUnavailable(f"There is no peer “{name}”; there are {', '.join(PEERS)}.")
    peer = PEERS[name]
    os.environ.update(QUIET)
    try:
        build: Callable[[Mapping[str, Path], Path], Retriever] = import_module(peer.module).build
    except ImportError as error:
        problem = f"The peer “{name}” needs {error.name}, which is not installed; install the extra “peers”."
        raise SystemUnavailable(problem) from error
    folder.mkdir(parents=True, exist_ok=True)
    if peer.dense:
        embedder()  # loaded before the clock starts, as for ours
    started = time.perf_counter()
    retriever = build(documents, folder)
    seconds = time.perf_counter() - started
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return System(name, peer.title, seconds, size or None), retriever
