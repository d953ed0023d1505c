"""Stock LangChain: PyPDFLoader, RecursiveCharacterTextSplitter with 1,000 characters and 200 overlap, Chroma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_community.document_loaders import PyPDFLoader
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter

from eval.measures.passages import RankedPassage
from eval.peers.model import passage_vectors, question_vector
from eval.questions import Turn
from eval.retrieval import WANTED


class SharedModel(Embeddings):
    """The packaged model behind LangChain's interface."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Given texts, return their vectors."""
        return passage_vectors(texts)

    def embed_query(self, text: str) -> list[float]:
        """Given a question, return its vector."""
        return question_vector(text)


class LangChainRetriever:
    """A LangChain retriever as a retriever of ours."""

    def __init__(self, retriever: BaseRetriever) -> None:
        self._retriever = retriever

    def passages(self, question: str, history: Sequence[Turn]) -> list[RankedPassage]:
        """Given a question, return LangChain's documents for it; the history is not looked at."""
        found = self._retriever.invoke(question)
        return [RankedPassage(chunk.metadata["document"], chunk.metadata["page"] + 1, chunk.page_content) for chunk in found]


def build(documents: Mapping[str, Path], folder: Path) -> LangChainRetriever:
    """Given PDFs by document id and a folder, index them there and return the retriever."""
    return LangChainRetriever(vector_retriever(chunks(documents), folder))


def chunks(documents: Mapping[str, Path]) -> list[Document]:
    """Given PDFs by document id, return their chunks; `document` and `page` (from 0) are in the metadata."""
    pages: list[Document] = []
    for document_id, file in documents.items():
        for page in PyPDFLoader(str(file)).load():
            page.metadata["document"] = document_id
            pages.append(page)
    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(pages)


def vector_retriever(cut: list[Document], folder: Path) -> BaseRetriever:
    """Given chunks and a folder, return Chroma's retriever over them."""
    store = Chroma.from_documents(cut, SharedModel(), persist_directory=str(folder))
    return store.as_retriever(search_kwargs={"k": WANTED})
