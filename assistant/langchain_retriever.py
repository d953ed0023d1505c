"""The retriever as LangChain knows one, so that a chain or an agent may use it in the place of its own."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.conversation import Asker, Question
from assistant.retrieve import Hit, PassedOver, Retriever
from ingest.library import Library, Snapshot


class PlanRetriever(BaseRetriever):
    """Finds passages of the published plans for a question in plain words.

    `limit` is how many at most; `document_ids` limits the search to these (None: all that `asker` may see); `asker` is the public
    unless a credential said otherwise: it is never taken from the question.

    A document's `page_content` holds the passage's own words; its `metadata` holds `document_id`, `title`, `page` and `page_label` (None
    without pages), `section`, `start` and `end` (code points of the stored text of that page; of the passage's first span) and `score`,
    which is comparable within one search only. Raises IndexUnavailable, UnknownDocument.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    library: Library
    retriever: Retriever
    limit: int = Field(default=10, ge=1)
    document_ids: frozenset[str] | None = None
    asker: Asker = Field(default_factory=Asker)

    def passed_over(self, query: str) -> tuple[PassedOver, ...]:
        """Given a question, return what was found for it and not kept, each with why."""
        return self.retriever.retrieve(self._question(query), self.limit).passed_over

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        snapshot = self.library.snapshot
        return [_document(snapshot, hit) for hit in self.retriever.retrieve(self._question(query), self.limit).kept]

    def _question(self, query: str) -> Question:
        return Question(query, documents=self.document_ids, asker=self.asker)


def _document(snapshot: Snapshot, hit: Hit) -> Document:
    passage, span = hit.passage, hit.passage.spans[0]
    shelf = snapshot.document(passage.document_id)
    paged = shelf.published.paged
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "title": shelf.document.title,
            "page": span.page if paged else None,
            "page_label": snapshot.page(span.document_id, span.page).label if paged else None,
            "section": " > ".join(passage.trail),
            "start": span.start,
            "end": span.end,
            "score": hit.score,
        },
    )
