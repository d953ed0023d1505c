"""POST /feedback: what somebody makes of an answer; GET /feedback: all of it, for the administrator and the evaluation."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.access import require_administrator
from assistant.api.limiting import Counted
from assistant.api.requests import TheAsker, TheState, taking, without_controls
from assistant.feedback import Opinion, Remark

router = APIRouter(prefix="/feedback", tags=["feedback"])

LINES_TYPE = "application/jsonl"


class SourceModel(BaseModel):
    """A citation, or as much of it as finds the place again."""

    model_config = ConfigDict(extra="ignore")

    number: int | None = None
    document_id: str = Field(max_length=200)
    title: str | None = Field(default=None, max_length=500)
    page: int | None = None
    page_label: str | None = Field(default=None, max_length=50)
    section: str | None = Field(default=None, max_length=1000)
    paragraph: str | None = Field(default=None, max_length=50)
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class FeedbackRequest(BaseModel):
    """An opinion of an answer. Of one that was not kept, its question, answer and sources have to come along."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "opinion": "wrong_page",
                    "words": "It stands on page 7.",
                    "question": "What are the priorities?",
                    "answer": "There are three. [1]",
                    "sources": [{"document_id": "bridgeton", "page": 6, "quote": "three priorities"}],
                }
            ]
        }
    )

    opinion: Opinion
    words: str = Field(default="", description="What is wrong or missing, in free words; personal data is masked.")
    message_id: uuid.UUID | None = Field(default=None, description="The answer, as `message_id` names it.")
    question: str | None = None
    answer: str | None = None
    sources: list[SourceModel] = Field(default_factory=list)

    def remark(self) -> Remark:
        """Return it as it is kept."""
        sources: list[dict[str, Any]] = [source.model_dump(exclude_none=True) for source in self.sources]
        question = None if self.question is None else without_controls(self.question)
        answer = None if self.answer is None else without_controls(self.answer)
        message = str(self.message_id) if self.message_id else None
        return Remark(self.opinion, without_controls(self.words), message, question, answer, tuple(sources))


class FeedbackKept(BaseModel):
    """The feedback was kept."""

    id: uuid.UUID


@router.post(
    "", operation_id="giveFeedback", summary="Say what you make of an answer", status_code=201, dependencies=[taking(Counted.WRITING)]
)
async def give_feedback(body: FeedbackRequest, state: TheState, asker: TheAsker) -> FeedbackKept:
    """Keep an opinion of an answer with its question, its words and its sources, personal data masked."""
    kept = await state.work(state.feedback.keep, body.remark(), asker)
    return FeedbackKept(id=uuid.UUID(kept.id))


@router.get(
    "",
    operation_id="exportFeedback",
    summary="All feedback",
    response_class=Response,
    responses={200: {"content": {LINES_TYPE: {"schema": {"type": "string"}}}, "description": "One JSON object a line, oldest first."}},
)
async def export_feedback(
    state: TheState, asker: TheAsker, since: Annotated[datetime | None, Query(description="Only what was given since then.")] = None
) -> Response:
    """Return all feedback, for the evaluation to import. Needs the administrator's key."""
    require_administrator(asker, "Reading what people said of answers")
    lines = await state.work(lambda: list(state.feedback.export(since)))
    return Response("".join(f"{line}\n" for line in lines), media_type=LINES_TYPE)
