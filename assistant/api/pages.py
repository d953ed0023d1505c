"""A document's pages: their text as it is stored, and their pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from assistant.access import seen
from assistant.api.limiting import Counted
from assistant.api.requests import State, TheAsker, TheState, taking
from assistant.conversation import Asker
from ingest.errors import BadInput

router = APIRouter(tags=["documents"])

Number = Annotated[int, Path(ge=1, le=1_000_000, description="Physical page, from 1.")]


class PageModel(BaseModel):
    """One page as it was read. Citations count code points in `text`."""

    document_id: str
    number: int = Field(description="Physical page, from 1; a document without pages has one.")
    page_label: str | None = Field(description="The number printed on it.")
    text: str
    readable: bool = Field(description="False where the page shows something but holds no text.")
    ocr: bool = Field(description="Whether its text was recognised from a picture.")
    has_picture: bool


class Picture(Response):
    """A PNG."""

    media_type = "image/png"


@router.get(
    "/documents/{document_id}/pages/{number}.png",
    operation_id="getPagePicture",
    summary="Picture of a page",
    dependencies=[taking(Counted.PICTURES)],
    response_class=Picture,
    responses={
        200: {
            "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
            "description": "The page, the span highlighted.",
        }
    },
)
async def get_picture(
    document_id: str,
    number: Number,
    state: TheState,
    asker: TheAsker,
    start: Annotated[int, Query(ge=0, le=10_000_000, description="Where the highlight begins in the page's text.")] = 0,
    end: Annotated[int, Query(ge=0, le=10_000_000, description="Where it ends, exclusive.")] = 0,
) -> Picture:
    """Show a page of a PDF, a span of its text highlighted."""
    return Picture(
        await state.work(_picture, state, asker, document_id, number, start, end), headers={"Cache-Control": "private, max-age=300"}
    )


@router.get("/documents/{document_id}/pages/{number}", operation_id="getPage", summary="Text of a page")
async def get_page(document_id: str, number: Number, state: TheState, asker: TheAsker) -> PageModel:
    """Return the text of a page as it is stored and quoted from."""
    return await state.work(_page, state, asker, document_id, number)


def _page(state: State, asker: Asker, document_id: str, number: int) -> PageModel:
    snapshot = state.service.snapshot()
    shelf = seen(snapshot, asker, document_id)
    page = snapshot.page(document_id, number)
    return PageModel(
        document_id=document_id,
        number=page.number,
        page_label=page.label,
        text=page.text,
        readable=page.readable,
        ocr=page.ocr,
        has_picture=shelf.document.file.suffix.lower() == ".pdf",
    )


def _picture(state: State, asker: Asker, document_id: str, number: int, start: int, end: int) -> bytes:
    snapshot = state.service.snapshot()
    seen(snapshot, asker, document_id)
    page = snapshot.page(document_id, number)
    if start > end or end > len(page.text):
        raise BadInput(
            f"The span {start} to {end} does not lie in page {number}, whose text has {len(page.text):,} characters; correct it."
        )
    return state.service.pictures.of(snapshot.original(document_id), page, start, end)
