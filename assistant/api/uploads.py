"""POST /documents: an administrator adds a document, or replaces one."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Annotated, BinaryIO, Self

from fastapi import APIRouter, Form, Response, UploadFile
from pydantic import BaseModel, Field

from assistant.access import require_administrator
from assistant.api.requests import State, TheAsker, TheState, without_controls
from ingest.catalogue import documents_in
from ingest.documents import Access, Document, Period, Source
from ingest.errors import BadInput, UnreadableFile
from ingest.period_label import period_of
from ingest.readers.format import SUFFIXES
from ingest.report import Ending, Outcome

router = APIRouter(tags=["documents"])

_ID = re.compile(r"[a-z0-9-]{1,80}")
MOST_TEXT = 300


class UploadResult(BaseModel):
    """How adding a document ended."""

    id: str
    title: str
    ending: Ending
    pages: int
    unreadable_pages: list[int]
    passages: int
    warnings: list[str] = Field(description="What an officer should know about how it was read.")

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """Given how a document ended, return it as JSON has it. Raises UnreadableFile where it failed."""
        if outcome.ending is Ending.FAILED:
            raise UnreadableFile(outcome.error)
        return cls(
            id=outcome.document_id,
            title=outcome.title,
            ending=outcome.ending,
            pages=outcome.pages,
            unreadable_pages=list(outcome.unreadable),
            passages=outcome.passages,
            warnings=list(outcome.warnings),
        )


class Entry(BaseModel):
    """What a catalogue would say of the document: all of it optional, as form fields beside the file."""

    id: str | None = Field(default=None, pattern=_ID.pattern, max_length=80, description="Id; made from the file's name where left out.")
    title: str | None = Field(default=None, max_length=MOST_TEXT)
    authority: str | None = Field(default=None, max_length=MOST_TEXT)
    area: str | None = Field(default=None, max_length=MOST_TEXT)
    kind: str | None = Field(default=None, max_length=MOST_TEXT)
    period: str | None = Field(default=None, max_length=100, description="Such as 2021-24, or April 2017 - March 2021.")
    published: date | None = None
    follows: str | None = Field(default=None, max_length=80)
    access: Access = Access.PUBLIC
    licence: str | None = Field(default=None, max_length=MOST_TEXT)
    source: Source = Source.PUBLISHED
    digest_of: str | None = Field(default=None, max_length=80)

    def document(self, plain: Document) -> Document:
        """Given what the file's name says, return the document that this entry makes of it. Raises BadInput."""
        if self.id is not None and not _ID.fullmatch(self.id):
            raise BadInput("id holds other characters than small letters, digits and hyphens; choose another.")
        if (self.source is Source.DIGEST) != (self.digest_of is not None):
            raise BadInput("A digest needs digest_of, and only a digest may have it; give both or neither.")
        return replace(
            plain,
            id=self.id or plain.id,
            title=_plain(self.title) or plain.title,
            authority=_plain(self.authority),
            area=_plain(self.area),
            kind=_plain(self.kind),
            period=_period(self.period),
            published=self.published,
            follows=self.follows,
            access=self.access,
            licence=_plain(self.licence),
            source=self.source,
            digest_of=self.digest_of,
        )


class UploadForm(Entry):
    """A file and what is known of it."""

    file: UploadFile = Field(description="PDF, Word (.docx), HTML, Markdown or plain text.")


@router.post(
    "/documents",
    operation_id="addDocument",
    summary="Add or replace a document",
    status_code=201,
    responses={200: {"model": UploadResult, "description": "Replaced, or unchanged."}},
)
async def add_document(form: Annotated[UploadForm, Form()], response: Response, state: TheState, asker: TheAsker) -> UploadResult:
    """Read a file, and publish it once a vector query has found it. Until then what was there goes on serving."""
    require_administrator(asker)
    result = await add_file(state, form)
    response.status_code = 201 if result.ending is Ending.ADDED else 200
    return result


async def add_file(state: State, form: UploadForm) -> UploadResult:
    """Given a file and what is known of it, add it when those before it are read. Raises UnreadableFile, BadInput, WriterBusy."""
    return UploadResult.of(await state.write(_add, state, form))


def _add(state: State, form: UploadForm) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="plan-assistant-") as folder:
        path = _saved(form.file.file, form.file.filename or "", Path(folder))
        plain = documents_in(path)[0][0]
        return state.service.add(form.document(plain))


def _saved(file: BinaryIO, name: str, folder: Path) -> Path:
    """Given an upload, copy it into a folder under a name of ours: the uploader's is never a path."""
    given = PurePath(name.replace("\\", "/"))
    suffix = given.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFile(f"The file's name ends with “{without_controls(suffix)[:20]}”; send one that ends with {', '.join(SUFFIXES)}.")
    stem = re.sub(r"[^\w -]+", "-", given.stem).strip("-. ")[:80] or "document"
    path = folder / f"{stem}{suffix}"
    with path.open("wb") as copy:
        shutil.copyfileobj(file, copy, 1 << 20)
    return path


def _period(text: str | None) -> Period | None:
    if not (plain := _plain(text)):
        return None
    try:
        return period_of(plain)
    except ValueError as error:
        raise BadInput(f"The period “{plain}” cannot be used: {error}; write it like 2021-24 or April 2017 - March 2021.") from error


def _plain(text: str | None) -> str | None:
    return without_controls(text) or None if text is not None else None
