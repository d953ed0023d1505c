"""POST /search: the passages that fit a query best."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.access import scope
from assistant.api.chat import MOST_CHARACTERS, MOST_DOCUMENTS
from assistant.api.limiting import Counted
from assistant.api.requests import TheAsker, TheState, limited, taking
from assistant.conversation import Question
from assistant.serving import Found, Service
from ingest.library import Snapshot

router = APIRouter(tags=["search"])

MOST_PASSAGES = 100


class SearchRequest(BaseModel):
    """What to look for, and where."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "repeat victims at MARAC", "limit": 5}]})

    query: Annotated[str, AfterValidator(limited("query", MOST_CHARACTERS))] = Field(description="Words or a question.")
    documents: list[str] | None = Field(
        default=None, max_length=MOST_DOCUMENTS, description="Ids of the documents to search; all where left out."
    )
    limit: int = Field(default=10, ge=1, le=MOST_PASSAGES, description="Most passages to return.")


class FoundPassage(BaseModel):
    """A passage that was found."""

    document_id: str
    page: int | None = Field(description="Physical page on which it begins; null for a document without pages.")
    page_label: str | None
    section: str = Field(description="The headings it stands under, outermost first.")
    paragraph: str
    text: str
    score: float = Field(description="How well it fits; comparable within one answer only.")


class SearchResults(BaseModel):
    """What was found, best first."""

    passages: list[FoundPassage]


@router.post("/search", operation_id="search", summary="Find passages", dependencies=[taking(Counted.QUESTIONS)])
async def search(body: SearchRequest, state: TheState, asker: TheAsker) -> SearchResults:
    """Find the passages that fit a query best, in the documents that the asker may see."""

    def work(service: Service) -> SearchResults:
        snapshot = service.snapshot()
        documents = None if body.documents is None else scope(snapshot, asker, tuple(body.documents))
        question = Question(body.query, documents=documents, asker=asker)
        found = service.engine.retriever.retrieve(question, body.limit).kept
        return SearchResults(passages=[_found(snapshot, one) for one in found[: body.limit]])

    return await state.work(work, state.service)


def _found(snapshot: Snapshot, found: Found) -> FoundPassage:
    passage = found.passage
    page = snapshot.page(passage.document_id, passage.spans[0].page)
    paged = snapshot.document(passage.document_id).published.paged
    return FoundPassage(
        document_id=passage.document_id,
        page=page.number if paged else None,
        page_label=page.label if paged else None,
        section=" › ".join(passage.trail),
        paragraph=passage.paragraph,
        text=passage.text,
        score=found.score,
    )
