"""LangChain with BM25 and vectors fused: the same chunks, EnsembleRetriever with equal weights and its own constant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever

from eval.peers.langchain_vectors import LangChainRetriever, chunks, vector_retriever
from eval.retrieval import WANTED


def build(documents: Mapping[str, Path], folder: Path) -> LangChainRetriever:
    """Given PDFs by document id and a folder, index them there and return the retriever."""
    cut = chunks(documents)
    words = BM25Retriever.from_documents(cut, k=WANTED)
    return LangChainRetriever(EnsembleRetriever(retrievers=[words, vector_retriever(cut, folder)], weights=[0.5, 0.5]))
