"""Haystack: its PDF converter, 150-word chunks, BM25 in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from haystack.components.converters import PyPDFToDocument
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.measures.passages import RankedPassage
from eval.questions import Turn
from eval.retrieval import WANTED


class HaystackRetriever:
    """Haystack's BM25 retriever as a retriever of ours."""

    def __init__(self, store: InMemoryDocumentStore) -> None:
        self._retriever = InMemoryBM25Retriever(document_store=store, top_k=WANTED)

    def passages(self, question: str, history: Sequence[Turn]) -> list[RankedPassage]:
        """Given a question, return Haystack's documents for it; the history is not looked at."""
        found = self._retriever.run(query=question)["documents"]
        return [RankedPassage(chunk.meta["document"], chunk.meta["page_number"], chunk.content or "") for chunk in found]


def build(documents: Mapping[str, Path], folder: Path) -> HaystackRetriever:
    """Given PDFs by document id, index them in memory (`folder` stays empty) and return the retriever."""
    store = InMemoryDocumentStore()
    converter = PyPDFToDocument()
    splitter = DocumentSplitter(split_by="word", split_length=150, split_overlap=0)
    for document_id, file in documents.items():
        pages = converter.run(sources=[file], meta={"document": document_id})["documents"]
        store.write_documents(splitter.run(documents=pages)["documents"])
    return HaystackRetriever(store)
