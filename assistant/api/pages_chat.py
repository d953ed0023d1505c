"""The chat page: a form that works by itself, and that a script makes answer claim by claim."""

from __future__ import annotations

import json
import re
import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from assistant.access import scope, visible
from assistant.api.chat import MOST_CHARACTERS, MOST_DOCUMENTS, MOST_HISTORY_BYTES, MOST_TURNS, ChatAnswer, ChatRequest, answering
from assistant.api.pages_html import PageRoute
from assistant.api.requests import State, TheAsker, TheState
from assistant.conversation import Asker, Audience
from assistant.errors import NotAllowed
from assistant.prompts import Prompts, load_prompts
from assistant.web.render import page as html_page
from assistant.web.suggestions import suggested
from ingest.errors import PlanError
from ingest.library import Shelf, Snapshot

router = APIRouter(route_class=PageRoute, include_in_schema=False)

MOST_FIELDS = 2 * MOST_DOCUMENTS
AUDIENCES = ((Audience.OFFICER, "Officer"), (Audience.COUNCILLOR, "Councillor"), (Audience.RESIDENT, "Resident"))


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in: the question, and what it is limited to."""

    message: str = ""
    audience: Audience = Audience.RESIDENT
    areas: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    history: str = "[]"
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a post led to: an answer, or the sentence that says why there is none."""

    answer: ChatAnswer | None = None
    problem: str = ""
    status: int = 200
    of_message: bool = False
    history: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an answer that has no claims, or the lines of a list in it."""

    lines: tuple[str, ...]
    is_list: bool = False


@router.get("/")
async def show_chat(state: TheState, asker: TheAsker) -> Response:
    """Show the chat page."""
    audience = Audience.OFFICER if asker.staff else Audience.RESIDENT
    return await state.work(_page, state, asker, Form(audience=audience), Exchange())


@router.post("/")
async def ask(request: Request, state: TheState, asker: TheAsker) -> Response:
    """Answer a question from the form, as a page."""
    _refuse_foreign(request)
    form = await _form(request)
    return await state.work(_answered, state, asker, form)


async def _form(request: Request) -> Form:
    """Given a post, return what was filled in. Raises HTTPException for a body that is no form."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:

        def texts(name: str) -> tuple[str, ...]:
            return tuple(value for value in sent.getlist(name) if isinstance(value, str))

        def text(name: str) -> str:
            return next(iter(texts(name)), "")

        audience = text("audience")
        return Form(
            message=text("suggestion") or text("message"),
            audience=Audience(audience) if audience in set(Audience) else Audience.RESIDENT,
            areas=texts("area"),
            documents=texts("document"),
            history=text("history") or "[]",
            conversation=text("conversation"),
        )


def _refuse_foreign(request: Request) -> None:
    """Raise NotAllowed for a form that another site's page sent: our cookie stays at home, and so does our answer."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign:
        raise NotAllowed("This question was sent from a page of another site; ask it on this page instead.")


def _answered(state: State, asker: Asker, form: Form) -> Response:
    snapshot = state.service.snapshot()
    return _page(state, asker, form, _exchange(state, snapshot, asker, form))


def _exchange(state: State, snapshot: Snapshot, asker: Asker, form: Form) -> Exchange:
    """Given what was filled in, return the answer, or the sentence that says what is wrong."""
    earlier = _history(form.history)
    try:
        body = ChatRequest.model_validate(
            {
                "message": form.message,
                "audience": form.audience,
                "history": earlier,
                "documents": _limited_to(snapshot, asker, form),
                "conversation_id": form.conversation or None,
            }
        )
        wanted = None if body.documents is None else scope(snapshot, asker, tuple(body.documents))
    except ValidationError as error:
        first = error.errors()[0]
        ours = first["type"] == "said"
        of_message = first["loc"][:1] == ("message",)
        sentence = first["msg"] if ours else "The form holds something that cannot be read; load the page again."
        return Exchange(None, sentence, 422, of_message, earlier)
    except PlanError as error:
        return Exchange(None, str(error), error.status, history=earlier)
    events = answering(state.service.engine.assistant, body.question(asker, wanted), body.conversation_id or uuid.uuid4(), uuid.uuid4())
    answer = ChatAnswer.model_validate(deque(events, maxlen=1)[0][1])
    state.metrics.answers.labels(answer.status.value, answer.answered_by.value).inc()
    turns = [*earlier, {"role": "user", "content": body.message}, {"role": "assistant", "content": answer.answer}]
    return Exchange(answer, history=_shortened(turns))


def _limited_to(snapshot: Snapshot, asker: Asker, form: Form) -> list[str] | None:
    """Given the areas and documents that were ticked, return the documents of both; None where nothing was."""
    if not form.areas and not form.documents:
        return None
    in_areas = [name for name in visible(snapshot, asker) if snapshot.document(name).document.area in form.areas]
    return sorted({*in_areas, *form.documents})


def _history(text: str) -> list[dict[str, str]]:
    """Given the turns that the page handed on, return them; none where they are not what we wrote."""
    try:
        turns = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(turns, list):
        return []
    return [
        {"role": turn["role"], "content": turn["content"]}
        for turn in turns[-MOST_TURNS:]
        if isinstance(turn, dict) and turn.get("role") in ("user", "assistant") and isinstance(turn.get("content"), str)
    ]


def _shortened(turns: list[dict[str, str]]) -> list[dict[str, str]]:
    """Given the turns so far, return the last of them that the next question may hand on."""
    kept = turns[-(MOST_TURNS - 2) :]
    while sum(len(turn["content"].encode("utf-8", "surrogatepass")) for turn in kept) > MOST_HISTORY_BYTES:
        kept = kept[2:]
    return kept


def _page(state: State, asker: Asker, form: Form, exchange: Exchange) -> Response:
    snapshot = state.service.snapshot()
    shelves = sorted((snapshot.document(name) for name in visible(snapshot, asker)), key=lambda shelf: shelf.document.title)
    answer = exchange.answer
    values: dict[str, Any] = {
        "form": form,
        "problem": exchange.problem,
        "problem_of_message": exchange.of_message,
        "history": json.dumps(exchange.history, ensure_ascii=False),
        "conversation": str(answer.conversation_id) if answer else form.conversation,
        "answer": answer,
        "blocks": blocks_of(answer.answer, len(answer.signposts)) if answer and not answer.claims else [],
        "titles": {shelf.document.id: shelf.document.title for shelf in shelves},
        "areas": _areas(shelves),
        "audiences": AUDIENCES,
        "suggestions": suggested(snapshot, visible(snapshot, asker), form.audience, _prompts()),
        "most": MOST_CHARACTERS,
        "today": date.today(),
    }
    return html_page("chat.html", values, exchange.status)


def _areas(shelves: Sequence[Shelf]) -> list[tuple[str, list[Shelf]]]:
    """Given documents, return them by area, those without one last."""
    names = sorted({shelf.document.area or "" for shelf in shelves}, key=lambda name: (not name, name))
    return [(name, [shelf for shelf in shelves if (shelf.document.area or "") == name]) for name in names]


def blocks_of(markdown: str, signposts: int = 0) -> list[Block]:
    """Given a reply without claims as Markdown, and how many signposts end it, return its paragraphs and lists as plain words."""
    found: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", markdown.strip()):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        listed = bool(lines) and all(line.startswith("- ") for line in lines)
        if listed and len(lines) == signposts:  # they are shown as what they are
            continue
        if lines:
            found.append(Block(tuple(_plain(line.removeprefix("- ") if listed else line) for line in lines), listed))
    return found


def _plain(line: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)


@cache
def _prompts() -> Prompts:
    return load_prompts()
