"""What an administrator does beside adding and removing: see how reading goes, make a document internal or public, read it again."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.access import require_administrator
from assistant.api.requests import TheAsker, TheState
from assistant.api.uploads import UploadResult
from assistant.serving import Ended, Service
from ingest.documents import Access
from ingest.report import Ending, Progress

router = APIRouter(tags=["documents"])


class ReadingModel(BaseModel):
    """A document that is being read."""

    id: str
    stage: str
    done: int
    total: int


class EndedModel(BaseModel):
    """How reading a document ended."""

    id: str
    title: str
    ending: Ending
    when: datetime
    error: str
    pages: int
    unreadable_pages: list[int]
    passages: int
    warnings: list[str]


class Ingesting(BaseModel):
    """What is being read, and how what was read since the server started has ended, the newest first."""

    writable: bool = Field(description="False where another process writes to this index.")
    reading: list[ReadingModel]
    ended: list[EndedModel]
    said: list[str] = Field(description="What the ingest at the start said beside that: files it skipped, and why.")


class AccessModel(BaseModel):
    """Who may see a document."""

    model_config = ConfigDict(extra="forbid")

    access: Access


def ingesting(service: Service) -> Ingesting:
    """Given the service, return what it reads and has read."""
    writing = service.writing
    reading = [_reading(progress) for progress in list(writing.progress.values())]
    return Ingesting(
        writable=service.writable, reading=reading, ended=[_ended(one) for one in reversed(list(writing.ended))], said=list(writing.said)
    )


def _reading(progress: Progress) -> ReadingModel:
    return ReadingModel(id=progress.document_id, stage=progress.stage.value, done=progress.done, total=progress.total)


def _ended(ended: Ended) -> EndedModel:
    outcome = ended.outcome
    return EndedModel(
        id=outcome.document_id,
        title=outcome.title,
        ending=outcome.ending,
        when=ended.when,
        error=outcome.error,
        pages=outcome.pages,
        unreadable_pages=list(outcome.unreadable),
        passages=outcome.passages,
        warnings=list(outcome.warnings),
    )


@router.get("/ingest", operation_id="getIngest", summary="How reading goes")
async def get_ingest(state: TheState, asker: TheAsker) -> Ingesting:
    """Say what is being read, and how what was read since the server started has ended. Needs the administrator's key."""
    require_administrator(asker, "Seeing how documents are read")
    return ingesting(state.service)


@router.patch("/documents/{document_id}", operation_id="changeDocument", summary="Make a document internal or public")
async def change_document(document_id: str, body: AccessModel, state: TheState, asker: TheAsker) -> UploadResult:
    """Make a document internal or public. Needs the administrator's key."""
    require_administrator(asker, "Changing who may see a document")
    return UploadResult.of(await state.write(state.service.add_again, document_id, body.access))


@router.post("/documents/{document_id}/read", operation_id="readDocumentAgain", summary="Read a document again")
async def read_document(document_id: str, state: TheState, asker: TheAsker) -> UploadResult:
    """Read the kept copy of a document's file again, where this version reads it otherwise. Needs the administrator's key."""
    require_administrator(asker, "Reading a document again")
    return UploadResult.of(await state.write(state.service.add_again, document_id))
