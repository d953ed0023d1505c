"""The conversations that this browser kept, as a page; naming and deleting one; and feedback from a form."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.api.conversations import to_model
from assistant.api.feedback import FeedbackRequest
from assistant.api.limiting import Counted
from assistant.api.pages_html import PageRoute
from assistant.api.requests import TheAsker, TheState, keeper_of, refuse_foreign, taking, without_controls
from assistant.web.render import page as html_page
from ingest.errors import BadInput

router = APIRouter(route_class=PageRoute, include_in_schema=False)

MOST_SEARCHED = 200


@router.get("/conversations")
async def list_conversations(request: Request, state: TheState, asker: TheAsker, words: Annotated[str, Query()] = "") -> Response:
    """Show the conversations that were kept from this browser, or those of them that hold some words."""
    keeper = keeper_of(request)
    wanted = without_controls(words)[:MOST_SEARCHED]
    found = await state.work(state.history.listed, keeper, asker, wanted) if keeper else ()
    days = f"{state.service.settings.history_days:g}"
    return html_page("conversations.html", {"conversations": [to_model(one) for one in found], "words": wanted, "days": days})


@router.post("/conversations/{conversation_id}/name")
async def name_conversation(
    conversation_id: str, request: Request, state: TheState, asker: TheAsker, name: Annotated[str, Form()] = ""
) -> Response:
    """Call a conversation something else, and show it."""
    refuse_foreign(request)
    await state.work(state.history.rename, conversation_id, without_controls(name), asker)
    return RedirectResponse(f"/conversations/{conversation_id}", 303)


@router.post("/conversations/{conversation_id}/delete")
async def delete_conversation(conversation_id: str, request: Request, state: TheState, asker: TheAsker) -> Response:
    """Delete a conversation, and show those that are left."""
    refuse_foreign(request)
    await state.work(state.history.delete, conversation_id, asker)
    return RedirectResponse("/conversations", 303)


@router.post("/feedback", dependencies=[taking(Counted.WRITING)])
async def give_feedback(request: Request, state: TheState, asker: TheAsker) -> Response:
    """Keep what the form says of an answer, and thank for it."""
    refuse_foreign(request)
    async with request.form(max_files=0, max_fields=20) as sent:
        filled: dict[str, Any] = {name: value for name, value in sent.items() if isinstance(value, str)}
    try:
        body = FeedbackRequest.model_validate(filled | {"sources": _sources(filled.get("sources", "[]"))})
    except (ValidationError, ValueError) as error:
        raise BadInput("The form does not say what is thought of which answer; go back and choose one of its buttons.") from error
    await state.work(state.feedback.keep, body.remark(), asker)
    return html_page("thanks.html", {})


def _sources(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        return []
