"""GET /documents and what hangs below one: its entry, how far it is read, its original file; and removing it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from assistant.access import require_administrator, seen, visible
from assistant.api.requests import State, TheAsker, TheState
from assistant.conversation import Asker
from assistant.errors import NotThere
from ingest.documents import Access, Source
from ingest.shelf import Shelf

router = APIRouter(tags=["documents"])

MOST_LISTED = 200
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/markdown; charset=utf-8",
    ".markdown": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


class DocumentModel(BaseModel):
    """A document that can be asked about."""

    id: str
    title: str
    source: Source = Field(description="Whose words it holds: the authority's own, our digest of them, or a note of ours.")
    access: Access
    authority: str | None
    area: str | None
    kind: str | None
    period: str | None = Field(description="The years it covers, as its catalogue writes them.")
    period_start: date | None
    period_end: date | None
    period_over: bool
    published: date | None
    follows: str | None = Field(description="Id of the document it takes the place of.")
    digest_of: str | None = Field(description="For a digest: id of the published document.")
    licence: str | None
    paged: bool = Field(description="Whether it has pages; without, its text is page 1 and citations name no page.")
    pages: int
    unreadable_pages: list[int] = Field(description="Pages that show something but hold no text.")
    passages: int
    warnings: list[str] = Field(description="What an officer should know about how it was read.")
    sha256: str = Field(description="Of the original file.")
    added: datetime


class DocumentList(BaseModel):
    """A part of the list of documents."""

    documents: list[DocumentModel]
    total: int
    offset: int
    limit: int


class DocumentStatus(BaseModel):
    """How far a document is read."""

    id: str
    state: Literal["published", "adding", "replacing"] = Field(description="Whether it can be asked about, or is being read.")
    stage: str | None = Field(description="What is being done to it, where something is.")
    done: int
    total: int
    pages: int
    unreadable_pages: list[int]
    passages: int
    warnings: list[str]


def shelf_to_model(shelf: Shelf, today: date) -> DocumentModel:
    """Given a published document, return it as the contract has it."""
    published, document = shelf.published, shelf.document
    period = document.period
    return DocumentModel(
        id=document.id,
        title=document.title,
        source=document.source,
        access=document.access,
        authority=document.authority,
        area=document.area,
        kind=document.kind,
        period=period.label if period else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_over=period.is_over(today) if period else False,
        published=document.published,
        follows=document.follows,
        digest_of=document.digest_of,
        licence=document.licence,
        paged=published.paged,
        pages=published.pages,
        unreadable_pages=list(published.unreadable),
        passages=published.passages,
        warnings=list(published.warnings),
        sha256=published.file_sha256,
        added=published.created,
    )


@router.get("/documents", operation_id="listDocuments", summary="List documents")
async def list_documents(
    state: TheState,
    asker: TheAsker,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out at the beginning.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED, description="How many to return at most.")] = 50,
) -> DocumentList:
    """List the documents that the asker may see, in the order of their ids."""
    snapshot = await state.work(state.service.snapshot)
    ids = sorted(visible(snapshot, asker))
    shown = [shelf_to_model(snapshot.document(one), date.today()) for one in ids[offset : offset + limit]]
    return DocumentList(documents=shown, total=len(ids), offset=offset, limit=limit)


@router.get("/documents/{document_id}", operation_id="getDocument", summary="Describe a document")
async def get_document(document_id: str, state: TheState, asker: TheAsker) -> DocumentModel:
    """Describe one document."""
    snapshot = await state.work(state.service.snapshot)
    return shelf_to_model(seen(snapshot, asker, document_id), date.today())


@router.get("/documents/{document_id}/status", operation_id="getDocumentStatus", summary="How far a document is read")
async def get_status(document_id: str, state: TheState, asker: TheAsker) -> DocumentStatus:
    """Say how far a document is read. One that is being added is known to administrators only."""
    return await state.work(_status, state, asker, document_id)


def _status(state: State, asker: Asker, document_id: str) -> DocumentStatus:
    snapshot = state.service.snapshot()
    progress = state.service.writing.progress.get(document_id) if asker.administrator else None
    there = document_id in snapshot.shelves and (progress is None or document_id in visible(snapshot, asker))
    if progress is None or there:
        published = seen(snapshot, asker, document_id).published
        counts = (published.pages, list(published.unreadable), published.passages, list(published.warnings))
    else:
        counts = (0, [], 0, [])
    return DocumentStatus(
        id=document_id,
        state="published" if progress is None else "replacing" if there else "adding",
        stage=progress.stage.value if progress else None,
        done=progress.done if progress else 0,
        total=progress.total if progress else 0,
        pages=counts[0],
        unreadable_pages=counts[1],
        passages=counts[2],
        warnings=counts[3],
    )


@router.get(
    "/documents/{document_id}/file",
    operation_id="getDocumentFile",
    summary="The original file",
    response_class=FileResponse,
    responses={
        200: {
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            "description": "The original file.",
        }
    },
)
async def get_file(document_id: str, state: TheState, asker: TheAsker) -> FileResponse:
    """Return a document's original file. Only a PDF is shown in the browser; anything else is saved."""
    snapshot = await state.work(state.service.snapshot)
    shelf = seen(snapshot, asker, document_id)
    path = snapshot.original(document_id)
    if not path.is_file():
        raise NotThere(f"The original file of “{document_id}” is no longer kept; ingest the document again.")
    name = f"{document_id}{Path(shelf.document.file).suffix.lower()}"
    inline = path.suffix == ".pdf"
    return FileResponse(
        path,
        media_type=MEDIA_TYPES.get(path.suffix, "application/octet-stream"),
        filename=name,
        content_disposition_type="inline" if inline else "attachment",
        headers={"Cache-Control": "private, no-cache"} | ({} if inline else {"Content-Security-Policy": "sandbox; default-src 'none'"}),
    )


@router.delete(
    "/documents/{document_id}", operation_id="removeDocument", summary="Remove a document", status_code=204, response_class=Response
)
async def remove_document(document_id: str, state: TheState, asker: TheAsker) -> Response:
    """Remove a document and everything that was read from it. Needs the administrator's key."""
    require_administrator(asker)
    snapshot = await state.work(state.service.snapshot)
    snapshot.document(document_id)  # an administrator may remove a digest that its published document hides
    await state.write(state.service.remove, document_id)
    return Response(status_code=204)
