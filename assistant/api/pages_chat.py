"""The chat page: a form that works by itself, and that a script makes answer claim by claim."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from assistant.access import scope, visible
from assistant.api.chat import (
    MOST_CHARACTERS,
    MOST_DOCUMENTS,
    MOST_TURNS,
    Asked,
    ChatRequest,
    keeping,
    question_of,
    shortened,
    whole_answer,
)
from assistant.api.conversations import ConversationModel, whole
from assistant.api.limiting import Counted
from assistant.api.pages_html import PageRoute
from assistant.api.requests import State, TheAsker, TheState, keeper_of, refuse_foreign, remember_keeper
from assistant.conversation import Asker, Audience, Turn
from assistant.history import UnknownConversation
from assistant.personal import masked
from assistant.prompts import Prompts, load_prompts
from assistant.web.render import page as html_page
from assistant.web.showing import Shown, plain_lines
from assistant.web.suggestions import suggested
from ingest.errors import BadInput, PlanError
from ingest.library import Snapshot
from ingest.shelf import Shelf

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
    year: str = ""
    keep: bool = False
    history: str = "[]"
    conversation: str = ""

    @property
    def limits(self) -> bool:
        """Whether anything was chosen to limit the search to."""
        return bool(self.areas or self.documents or self.year)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a post led to: an answer, or the sentence that says why there is none, and the turns that the next question brings."""

    answered: Shown | None = None
    problem: str = ""
    status: int = 200
    of_message: bool = False
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """What the page shows beside its form: turns, newest first, words of earlier ones, and the conversation where it is kept."""

    turns: tuple[Shown, ...] = ()
    earlier: tuple[tuple[str, list[str]], ...] = ()
    conversation: ConversationModel | None = None
    exchange: Exchange = field(default_factory=Exchange)


@router.get("/")
async def show_chat(state: TheState, asker: TheAsker) -> Response:
    """Show the chat page."""
    audience = Audience.OFFICER if asker.staff else Audience.RESIDENT
    return await state.work(_page, state, asker, Form(audience=audience), Showing())


@router.post("/")
async def ask(request: Request, state: TheState, asker: TheAsker) -> Response:
    """Answer a question from the form, as a page."""
    refuse_foreign(request)
    form = await _form(request)
    keeper = (keeper_of(request) or secrets.token_urlsafe(24)) if form.keep else ""
    response = await state.work(_answered, state, request, asker, form, keeper)
    if keeper:
        remember_keeper(response, request, keeper)
    return response


@router.get("/conversations/{conversation_id}")
async def show_conversation(conversation_id: str, state: TheState, asker: TheAsker) -> Response:
    """Show a conversation that was kept, and go on with it."""
    return await state.work(_conversation, state, asker, conversation_id)


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
            year=text("year")[:4],
            keep=text("keep") == "yes",
            history=text("history") or "[]",
            conversation=text("conversation"),
        )


def _answered(state: State, request: Request, asker: Asker, form: Form, keeper: str) -> Response:
    exchange = _exchange(state, request, asker, form, keeper)
    kept = _kept(state, asker, form, exchange)
    if kept is not None:
        return _page(state, asker, form, Showing(kept.turns, conversation=kept.conversation, exchange=exchange))
    turns = () if exchange.answered is None else (exchange.answered,)
    before = exchange.history[:-2] if exchange.answered else exchange.history
    pairs = tuple((turn.content, plain_lines(answer.content)) for turn, answer in zip(before[::2], before[1::2], strict=False))
    return _page(state, asker, form, Showing(turns, pairs[::-1], exchange=exchange))


def _exchange(state: State, request: Request, asker: Asker, form: Form, keeper: str) -> Exchange:
    """Given what was filled in, return the answer, or the sentence that says what is wrong."""
    snapshot = state.service.snapshot()
    earlier = _history(form.history)
    try:
        if not asker.staff:
            state.limits.take(Counted.QUESTIONS, request)
        body = ChatRequest.model_validate(
            {
                "message": form.message,
                "audience": form.audience,
                "history": [{"role": turn.role, "content": turn.content} for turn in earlier],
                "documents": _limited_to(snapshot, asker, form),
                "conversation_id": form.conversation or None,
                "store": form.keep,
            }
        )
        wanted = None if body.documents is None else scope(snapshot, asker, tuple(body.documents))
        asked = Asked(question_of(state, body, asker, wanted), body.conversation_id or uuid.uuid4(), uuid.uuid4())
        answer = whole_answer(state.service.engine.assistant, keeping(asked, state, asker, keeper) if form.keep else asked)
    except ValidationError as error:
        first = error.errors()[0]
        ours = first["type"] == "said"
        sentence = first["msg"] if ours else "The form holds something that cannot be read; load the page again."
        return Exchange(None, sentence, 422, first["loc"][:1] == ("message",), earlier)
    except PlanError as error:
        return Exchange(None, str(error), error.status, history=earlier)
    state.metrics.answers.labels(answer.status.value, answer.answered_by.value).inc()
    question = masked(body.message)
    turns = (*asked.question.history, Turn("user", question), Turn("assistant", answer.answer))
    return Exchange(Shown.of(1, question, answer), history=shortened(turns, MOST_TURNS - 2))


def _kept(state: State, asker: Asker, form: Form, exchange: Exchange) -> Showing | None:
    """Given what was filled in and answered, return the whole conversation where it is kept."""
    conversation = str(exchange.answered.answer.conversation_id) if exchange.answered else form.conversation
    if not form.keep or not conversation:
        return None
    try:
        return _showing(state, asker, conversation)
    except UnknownConversation:
        return None


def _showing(state: State, asker: Asker, conversation_id: str) -> Showing:
    """Given an id, return what is shown of the conversation. Raises UnknownConversation."""
    conversation = whole(state, asker, conversation_id)
    turns = [Shown.of(number, message.question, message.answer) for number, message in enumerate(conversation.messages, 1)]
    history = [Turn(role, text) for one in turns for role, text in (("user", one.question), ("assistant", one.answer.answer))]
    about = ConversationModel.model_validate(conversation.model_dump(exclude={"messages"}))
    return Showing(tuple(reversed(turns)), conversation=about, exchange=Exchange(history=shortened(history, MOST_TURNS - 2)))


def _conversation(state: State, asker: Asker, conversation_id: str) -> Response:
    audience = Audience.OFFICER if asker.staff else Audience.RESIDENT
    return _page(state, asker, Form(audience=audience, keep=True, conversation=conversation_id), _showing(state, asker, conversation_id))


def _limited_to(snapshot: Snapshot, asker: Asker, form: Form) -> list[str] | None:
    """Given the areas, documents and year that were chosen, return the documents they leave; None where nothing was.

    Raises BadInput where they leave none.
    """
    if not form.limits:
        return None
    seen = {name: snapshot.document(name).document for name in visible(snapshot, asker)}
    chosen = {*(name for name, document in seen.items() if document.area in form.areas), *form.documents} or set(seen)
    if form.year:
        year = int(form.year) if form.year.isascii() and form.year.isdigit() else 0
        covers = {name for name, document in seen.items() if document.period and document.period.covers(year)}
        chosen = {name for name in chosen if name in covers or name not in seen}
        if not chosen:
            raise BadInput(f"None of the documents you chose covers {form.year}; choose another year, or more documents.")
    return sorted(chosen)


def _history(text: str) -> tuple[Turn, ...]:
    """Given the turns that the page handed on, return them; none where they are not what we wrote."""
    try:
        turns = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(turns, list):
        return ()
    return tuple(
        Turn(turn["role"], turn["content"])
        for turn in turns[-MOST_TURNS:]
        if isinstance(turn, dict) and turn.get("role") in ("user", "assistant") and isinstance(turn.get("content"), str)
    )


def _page(state: State, asker: Asker, form: Form, showing: Showing) -> Response:
    snapshot = state.service.snapshot()
    shelves = sorted((snapshot.document(name) for name in visible(snapshot, asker)), key=lambda shelf: shelf.document.title)
    exchange = showing.exchange
    answered = exchange.answered
    days = state.service.settings.history_days
    values: dict[str, Any] = {
        "form": form,
        "problem": exchange.problem,
        "problem_of_message": exchange.of_message,
        "history": json.dumps([{"role": turn.role, "content": turn.content} for turn in exchange.history], ensure_ascii=False),
        "conversation_id": str(answered.answer.conversation_id) if answered else form.conversation,
        "conversation": showing.conversation,
        "until": showing.conversation.last + timedelta(days=days) if showing.conversation else None,
        "days": f"{days:g}",
        "turns": showing.turns,
        "earlier": showing.earlier,
        "titles": {shelf.document.id: shelf.document.title for shelf in shelves},
        "areas": _areas(shelves),
        "years": _years(shelves),
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


def _years(shelves: Sequence[Shelf]) -> list[int]:
    """Given documents, return the years that any of them covers, the newest first."""
    periods = [shelf.document.period for shelf in shelves if shelf.document.period]
    return sorted({year for period in periods for year in range(period.start.year, period.end.year + 1)}, reverse=True)


@cache
def _prompts() -> Prompts:
    return load_prompts()
