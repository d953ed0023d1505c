"""The administrator's page: sign in, see the documents and how they were read, add, replace, hide, read again and remove them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.access import COOKIE, require_administrator
from assistant.api.managing import ingesting
from assistant.api.pages_html import PageRoute
from assistant.api.requests import State, TheAsker, TheState, refuse_foreign, set_cookie
from assistant.api.sessions import MOST_KEY, session_of
from assistant.api.uploads import UploadForm, UploadResult, add_file
from assistant.conversation import Asker
from assistant.web.render import page as html_page
from ingest.catalogue import hidden_digests
from ingest.documents import Access
from ingest.errors import PlanError
from ingest.readers.format import SUFFIXES
from ingest.report import Ending

router = APIRouter(route_class=PageRoute, include_in_schema=False)

MOST_FIELDS = 30
ENDING_WORDS = {
    Ending.ADDED: "added",
    Ending.REPLACED: "read again and replaced",
    Ending.UNCHANGED: "unchanged: this version reads it as it was read",
    Ending.FAILED: "not taken",
}


@router.get("/manage")
async def show_manage(state: TheState, asker: TheAsker) -> Response:
    """Show the documents to an administrator, to anybody else how to become one."""
    return await state.work(_page, state, asker)


@router.post("/sign-in")
async def sign_in(request: Request, state: TheState, key: Annotated[str, Form(max_length=MOST_KEY)] = "") -> Response:
    """Exchange a key for a session."""
    refuse_foreign(request)
    try:
        session = await state.work(session_of, state, request, key)
    except PlanError as error:
        return await state.work(_page, state, Asker(), str(error), error.status)
    response = RedirectResponse("/manage", 303)
    set_cookie(response, request, COOKIE, session, state.gate.session_seconds)
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session."""
    refuse_foreign(request)
    response = RedirectResponse("/manage", 303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


@router.post("/manage/upload")
async def upload(request: Request, state: TheState, asker: TheAsker) -> Response:
    """Take a file from the form."""
    refuse_foreign(request)
    require_administrator(asker)
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as sent:
        filled = {name: value for name, value in sent.items() if value != ""}
        try:
            result = await add_file(state, UploadForm.model_validate(filled))
        except ValidationError as error:
            return await state.work(_page, state, asker, _what_is_wrong(error), 422)
        except PlanError as error:
            return await state.work(_page, state, asker, str(error), error.status)
    return await state.work(_page, state, asker, _said(result))


@router.post("/manage/documents/{document_id}/access")
async def change_access(
    document_id: str, request: Request, state: TheState, asker: TheAsker, access: Annotated[Access, Form()]
) -> Response:
    """Make a document internal or public."""
    refuse_foreign(request)
    require_administrator(asker)
    result = UploadResult.of(await state.write(state.service.add_again, document_id, access))
    return await state.work(_page, state, asker, f"“{result.title}” is {access.value} now.")


@router.post("/manage/documents/{document_id}/read")
async def read_again(document_id: str, request: Request, state: TheState, asker: TheAsker) -> Response:
    """Read a document again."""
    refuse_foreign(request)
    require_administrator(asker)
    return await state.work(_page, state, asker, _said(UploadResult.of(await state.write(state.service.add_again, document_id))))


@router.post("/manage/documents/{document_id}/remove")
async def remove(document_id: str, request: Request, state: TheState, asker: TheAsker) -> Response:
    """Remove a document."""
    refuse_foreign(request)
    require_administrator(asker)
    await state.write(state.service.remove, document_id)
    return await state.work(_page, state, asker, f"“{document_id}” is removed, with everything that was read from it.")


def _page(state: State, asker: Asker, message: str = "", status: int = 200) -> Response:
    if not asker.administrator:
        settings = state.service.settings
        values = {"message": message, "staff": asker.staff, "keys": settings.admin_key is not None or settings.staff_key is not None}
        return html_page("sign_in.html", {**values, "managed": settings.admin_key is not None}, status)
    snapshot = state.service.snapshot()
    shelves = sorted(snapshot.shelves.values(), key=lambda shelf: (shelf.document.title, shelf.document.id))
    shown: dict[str, Any] = {
        "message": message,
        "failed": status >= 400,
        "shelves": shelves,
        "hidden": hidden_digests([shelf.document for shelf in shelves]),
        "entries": {shelf.document.id: len(snapshot.entries(shelf.document.id)) for shelf in shelves},
        "ingesting": ingesting(state.service),
        "ending_words": ENDING_WORDS,
        "suffixes": ",".join(SUFFIXES),
        "today": date.today(),
    }
    return html_page("manage.html", shown, status)


def _said(result: UploadResult) -> str:
    return f"“{result.title}” ({result.id}): {ENDING_WORDS[result.ending]}, {result.passages} passages."


def _what_is_wrong(error: ValidationError) -> str:
    first = error.errors(include_input=False)[0]
    field = str(first["loc"][0]) if first["loc"] else "The form"
    if field == "file":
        return "Choose a file first."
    return f"{field} cannot be used ({first['msg']}); correct it and send the file again."
