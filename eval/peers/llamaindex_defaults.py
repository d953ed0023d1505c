"""LlamaIndex with its defaults: a document a page, sentences packed to 1,024 tokens with 200 overlap, vectors in memory.

The reader of PDFs is another package that pins an older pypdf; what it does (pypdf's text and the page label, one document a
page, the path among the embedded metadata) is done here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdf
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.retrievers import BaseRetriever

from eval.measures.passages import RankedPassage
from eval.peers.model import passage_vectors, question_vector
from eval.questions import Turn
from eval.retrieval import WANTED


class SharedModel(BaseEmbedding):
    """The packaged model behind LlamaIndex's interface."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return passage_vectors([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return passage_vectors(texts)

    def _get_query_embedding(self, query: str) -> list[float]:
        return question_vector(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return question_vector(query)


class LlamaIndexRetriever:
    """A LlamaIndex retriever as a retriever of ours."""

    def __init__(self, retriever: BaseRetriever) -> None:
        self._retriever = retriever

    def passages(self, question: str, history: Sequence[Turn]) -> list[RankedPassage]:
        """Given a question, return LlamaIndex's nodes for it; the history is not looked at."""
        return [_ranked(found.node) for found in self._retriever.retrieve(question)]


def build(documents: Mapping[str, Path], folder: Path) -> LlamaIndexRetriever:
    """Given PDFs by document id and a folder, index them, keep the index there and return the retriever."""
    pages = [page for document_id, file in documents.items() for page in _pages(document_id, file)]
    index = VectorStoreIndex.from_documents(pages, embed_model=SharedModel(model_name="all-MiniLM-L6-v2"))
    index.storage_context.persist(persist_dir=str(folder))
    return LlamaIndexRetriever(index.as_retriever(similarity_top_k=WANTED))


def _pages(document_id: str, file: Path) -> list[Document]:
    reader = pypdf.PdfReader(file)
    hidden = ["document", "page", "file_name"]
    return [
        Document(
            text=page.extract_text(),
            metadata={"document": document_id, "page": number, "page_label": label, "file_name": file.name, "file_path": str(file)},
            excluded_embed_metadata_keys=hidden,
            excluded_llm_metadata_keys=hidden,
        )
        for number, (page, label) in enumerate(zip(reader.pages, reader.page_labels, strict=True), 1)
    ]


def _ranked(node: Any) -> RankedPassage:
    return RankedPassage(node.metadata["document"], node.metadata["page"], node.get_content())
