"""POST /chat: a question, and its answer as JSON or as server-sent events."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, Literal

import anyio
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from assistant.access import scope
from assistant.api.limiting import Counted
from assistant.api.problems import Problem, unforeseen
from assistant.api.requests import State, TheAsker, TheState, keeper_of, limited, remember_keeper, said, taking, without_controls
from assistant.conversation import Answer, AnsweredBy, Asker, Audience, Basis, Citation, Claim, Question, Status, Turn
from assistant.history import Keeping, UnknownConversation
from assistant.serving import Answering, Streaming
from ingest.documents import Source
from ingest.errors import PlanError

router = APIRouter(tags=["chat"])

MOST_CHARACTERS = 2_000
MOST_TURNS = 50
MOST_HISTORY_BYTES = 100_000
MOST_DOCUMENTS = 200
PING_SECONDS = 15.0
LOOK_SECONDS = 0.25
# A stream begins after so long, whether or not there is anything to say yet.
AT_ONCE_SECONDS = 0.25
# What is logged of a request whose sender has gone: no status that anybody reads.
NOBODY_LISTENS = 499

EVENT_STREAM = "text/event-stream"


class TurnModel(BaseModel):
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class ChatRequest(BaseModel):
    """A question, what went before it, and what it is limited to."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "What are the priorities in your area?", "audience": "resident"}]}
    )

    message: Annotated[str, AfterValidator(limited("message", MOST_CHARACTERS))] = Field(
        description=f"The question, 1 to {MOST_CHARACTERS:,} characters once control characters are gone."
    )
    conversation_id: uuid.UUID | None = Field(default=None, description="The conversation this belongs to, as an earlier answer named it.")
    history: list[TurnModel] = Field(
        default_factory=list, description=f"Earlier messages, oldest first: at most {MOST_TURNS} and {MOST_HISTORY_BYTES:,} bytes."
    )
    documents: list[str] | None = Field(
        default=None, description="Ids of the documents to answer from; all that the asker may see where left out."
    )
    audience: Audience = Field(default=Audience.RESIDENT, description="For whom the answer is worded; never what is seen.")
    store: bool = Field(default=False, description="Whether the conversation is kept, masked and for a limited time.")

    @field_validator("history")
    @classmethod
    def _short_enough(cls, turns: list[TurnModel]) -> list[TurnModel]:
        if len(turns) > MOST_TURNS:
            raise said(f"history has {len(turns):,} turns; at most {MOST_TURNS} are read. Leave out the oldest.")
        size = sum(len(turn.content.encode("utf-8", "surrogatepass")) for turn in turns)
        if size > MOST_HISTORY_BYTES:
            raise said(f"history has {size:,} bytes; at most {MOST_HISTORY_BYTES:,} are read. Leave out the oldest turns.")
        return turns

    @field_validator("documents")
    @classmethod
    def _few_enough(cls, ids: list[str] | None) -> list[str] | None:
        if ids is not None and not 1 <= len(ids) <= MOST_DOCUMENTS:
            raise said(f"documents names {len(ids):,} documents; name 1 to {MOST_DOCUMENTS}, or leave it out to search all.")
        return ids

    def question(self, asker: Asker, documents: frozenset[str] | None) -> Question:
        """Given who asks and what may be searched, return the question."""
        turns = tuple(Turn(turn.role, without_controls(turn.content)) for turn in self.history)
        return Question(self.message, turns, documents, self.audience, asker)


class UnreadablePage(BaseModel):
    """A page that holds no text although it shows something."""

    document_id: str
    page: int


class LookedInModel(BaseModel):
    """Where something that was not found was looked for."""

    documents: list[str]
    kind: str = Field(description="What was read: a kind of entry, or “passages”.")
    read: int = Field(description="How many of them were read.")
    unreadable_pages: list[UnreadablePage]


class ClaimModel(BaseModel):
    """One claim of the answer and what it rests on."""

    text: str
    basis: Basis
    citations: list[int] = Field(description="Numbers of the citations it rests on.")
    looked_in: LookedInModel | None = Field(default=None, description="For an absent claim: where it was looked for.")


class CitationModel(BaseModel):
    """Words of a document, where they stand, and how to see them there."""

    number: int
    document_id: str
    title: str
    source: Source
    period: str | None
    period_over: bool
    page: int | None = Field(description="Physical page from 1; null for a document without pages.")
    page_label: str | None = Field(description="The number printed on the page.")
    section: str
    paragraph: str
    quote: str = Field(description="The document's own words, verbatim.")
    start: int = Field(description="Where the quote begins in the page's stored text, in code points.")
    end: int = Field(description="Where it ends, exclusive.")
    url: str
    published: str = Field(default="", description="For a digest: the published paragraph that the words stand for.")


class SignpostModel(BaseModel):
    """Somebody to turn to."""

    name: str
    contact: str
    when: str


class ChatAnswer(BaseModel):
    """The answer, claim by claim, with the words each rests on."""

    conversation_id: uuid.UUID
    message_id: uuid.UUID
    status: Status
    answer: str = Field(description="Markdown with [1] markers and no links but our own.")
    claims: list[ClaimModel]
    citations: list[CitationModel]
    signposts: list[SignpostModel]
    suggestions: list[str]
    standalone_question: str
    documents_searched: list[str]
    answered_by: AnsweredBy
    fallback_reason: str | None = None
    confidence: float | None = None


def answer_to_model(answer: Answer, conversation_id: uuid.UUID, message_id: uuid.UUID) -> ChatAnswer:
    """Given an answer and its ids, return it as the contract has it."""
    return ChatAnswer(
        conversation_id=conversation_id,
        message_id=message_id,
        status=answer.status,
        answer=answer.answer,
        claims=[_claim(claim.text, claim.basis, claim.citations, claim.looked_in) for claim in answer.claims],
        citations=[CitationModel.model_validate(one, from_attributes=True) for one in answer.citations],
        signposts=[SignpostModel.model_validate(one, from_attributes=True) for one in answer.signposts],
        suggestions=list(answer.suggestions),
        standalone_question=answer.standalone_question,
        documents_searched=list(answer.documents_searched),
        answered_by=answer.answered_by,
        fallback_reason=answer.fallback_reason,
        confidence=None if answer.confidence is None else round(answer.confidence, 3),
    )


def _claim(text: str, basis: Basis, citations: tuple[int, ...], looked_in: Any) -> ClaimModel:
    looked = None
    if looked_in is not None:
        pages = [UnreadablePage(document_id=document, page=page) for document, page in looked_in.unreadable_pages]
        looked = LookedInModel(documents=list(looked_in.documents), kind=looked_in.kind, read=looked_in.read, unreadable_pages=pages)
    return ClaimModel(text=text, basis=basis, citations=list(citations), looked_in=looked)


@router.post(
    "/chat",
    operation_id="chat",
    summary="Ask a question",
    dependencies=[taking(Counted.QUESTIONS)],
    response_model=ChatAnswer,
    response_model_exclude_none=False,
    responses={
        200: {
            "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
            "description": "The answer; with Accept: text/event-stream as the events status, claim, citation and done.",
        }
    },
)
async def chat(body: ChatRequest, request: Request, state: TheState, asker: TheAsker) -> Response:
    """Answer a question from the documents that the asker may see: each claim with its basis and the words it rests on.

    With `store` the question and its answer are kept under the conversation's id, masked and for a limited time; whoever sends no
    `history` with such an id goes on where it ended. Without `store` nothing is kept.
    """
    snapshot = await state.work(state.service.snapshot)
    documents = None if body.documents is None else scope(snapshot, asker, tuple(body.documents))
    asked = Asked(await state.work(question_of, state, body, asker, documents), body.conversation_id or uuid.uuid4(), uuid.uuid4())
    keeper = (keeper_of(request) or secrets.token_urlsafe(24)) if body.store else ""
    if body.store:
        asked = keeping(asked, state, asker, keeper)
    events = answering(state.service.engine.assistant, asked)
    response = await (_streamed if accepts_events(request.headers.get("accept", "")) else _whole)(events, request, state)
    if body.store:
        remember_keeper(response, request, keeper)
    return response


Event = tuple[str, dict[str, Any]]
# None: nothing is new, and the work may be stopped here.
Events = Generator[Event | None]
_END: Event = ("end", {})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the ids of its conversation and its message, and what keeps the answer, where it is to be kept."""

    question: Question
    conversation: uuid.UUID
    message: uuid.UUID
    keep: Callable[[dict[str, Any]], object] | None = None


def question_of(state: State, body: ChatRequest, asker: Asker, documents: frozenset[str] | None) -> Question:
    """Given a request, return its question: with the turns it brings, or, where it brings none, those that were kept."""
    if body.history or body.conversation_id is None:
        return body.question(asker, documents)
    try:
        turns = state.history.turns(str(body.conversation_id), asker)
    except UnknownConversation:
        turns = ()
    return replace(body.question(asker, documents), history=shortened(turns))


def shortened(turns: Sequence[Turn], most: int = MOST_TURNS) -> tuple[Turn, ...]:
    """Given the turns of a conversation, return the last of them: at most so many, and no larger than a request may bring."""
    kept = tuple(turns[-(most - most % 2) :])
    while sum(len(turn.content.encode("utf-8", "surrogatepass")) for turn in kept) > MOST_HISTORY_BYTES:
        kept = kept[2:]
    return kept


def keeping(asked: Asked, state: State, asker: Asker, keeper: str) -> Asked:
    """Given a question, return it so that its answer is kept, for the browser that has this secret."""
    return replace(asked, keep=partial(_keep, state, asked, asker, keeper))


def _keep(state: State, asked: Asked, asker: Asker, keeper: str, whole: dict[str, Any]) -> None:
    state.history.add(Keeping(asked.question.message, whole, str(asked.conversation), str(asked.message), keeper), asker)


def answering(assistant: Answering, asked: Asked) -> Events:
    """Given a question, yield the events of its answer as they come; the last, `done`, holds the whole of it."""
    answer: Answer | None = None
    for part in assistant.stream(asked.question) if isinstance(assistant, Streaming) else [assistant.answer(asked.question)]:
        if isinstance(part, Answer):
            answer = part
        else:
            yield _told(part)
    assert answer is not None, "a stream ends with the whole answer"
    whole = answer_to_model(answer, asked.conversation, asked.message).model_dump(mode="json")
    yield "status", {"status": whole["status"]}
    for claim in whole["claims"]:
        yield "claim", claim
    for citation in whole["citations"]:
        yield "citation", citation
    if asked.keep is not None:
        asked.keep(whole)
    yield "done", whole


def whole_answer(assistant: Answering, asked: Asked) -> ChatAnswer:
    """Given a question, return the whole answer to it, kept where it is to be."""
    last = next((event for event in reversed(list(answering(assistant, asked))) if event is not None), _END)
    return ChatAnswer.model_validate(last[1])


def _told(part: Claim | Citation | None) -> Event | None:
    """Given what was checked while the answer is still made, return its event."""
    if isinstance(part, Claim):
        return "claim", _claim(part.text, part.basis, part.citations, part.looked_in).model_dump(mode="json")
    if isinstance(part, Citation):
        return "citation", CitationModel.model_validate(part, from_attributes=True).model_dump(mode="json")
    return None


def accepts_events(accept: str) -> bool:
    """Given an Accept header, say whether server-sent events are wanted rather than JSON."""
    wanted = {part.split(";")[0].strip().lower(): _quality(part) for part in accept.split(",")}
    return wanted.get(EVENT_STREAM, 0.0) > wanted.get("application/json", 0.0)


def _quality(part: str) -> float:
    for parameter in part.split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _count(state: State, answer: dict[str, Any]) -> None:
    state.metrics.answers.labels(answer["status"], answer["answered_by"]).inc()


async def _whole(events: Events, request: Request, state: State) -> Response:
    """Given the events of an answer, return the last as JSON; stop the work when nobody waits for it any more."""
    last: Event | None = None
    async with aclosing(_taken(events, request, state)) as taken:
        async for event in taken:
            last = event or last
    if last is None or last[0] != "done":
        return Response(status_code=NOBODY_LISTENS)
    _count(state, last[1])
    return JSONResponse(last[1])


async def _streamed(events: Events, request: Request, state: State) -> Response:
    """Given the events of an answer, return them as a stream.

    What goes wrong at once is a problem with its own status; where the first event is long in coming, the response begins without it.
    """
    taken = _taken(events, request, state)
    began = time.monotonic()
    event: Event | None = None
    try:
        while event is None and time.monotonic() - began < AT_ONCE_SECONDS:
            event = await _next(taken)
    except BaseException:
        await taken.aclose()
        raise
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_as_text(event, taken, state), media_type=EVENT_STREAM, headers=headers)


async def _as_text(event: Event | None, taken: AsyncGenerator[Event | None], state: State) -> AsyncIterator[str]:
    """Given the first event, where there is one yet, and those to come, yield them as text, pings while nothing comes."""
    if event is None:
        yield _event("status", {"status": Status.ANSWERED.value, "provisional": True})
    silent = 0.0
    try:
        while event is not _END:
            if event is not None:
                silent = 0.0
                if event[0] == "done":
                    _count(state, event[1])
                yield _event(*event)
            elif (silent := silent + LOOK_SECONDS) >= PING_SECONDS:
                silent = 0.0
                yield ": ping\n\n"
            event = await _next(taken)
    except Exception as error:  # the response has begun, so an error becomes an event
        yield _event("error", _problem_of(error))
    finally:
        with anyio.CancelScope(shield=True):
            await taken.aclose()


async def _next(taken: AsyncGenerator[Event | None]) -> Event | None:
    """Given events to come, return the next, `_END` where there is none. (`anext` with a tuple for a default fails in Python 3.11.)"""
    try:
        return await anext(taken)
    except StopAsyncIteration:
        return _END


async def _taken(events: Events, request: Request, state: State) -> AsyncGenerator[Event | None]:
    """Given events that take work, yield them, and None at least every `LOOK_SECONDS`; stop where nobody listens any more."""
    step: asyncio.Task[Event | None] | None = None
    try:
        while not await request.is_disconnected():
            step = step or asyncio.ensure_future(state.work(next, events, _END))
            await asyncio.wait({step}, timeout=LOOK_SECONDS)
            event = step.result() if step.done() else None
            if event is _END:
                return
            step = None if step.done() else step
            yield event
    finally:
        # A cancelled request: let the step that runs end (a thread cannot be stopped in the middle), then take no more.
        with anyio.CancelScope(shield=True):
            if step is not None and not step.done():
                await asyncio.wait({step})
            await state.work(events.close)


def _problem_of(error: Exception) -> dict[str, Any]:
    if isinstance(error, PlanError):
        return Problem(title="Error", status=error.status, detail=str(error)).model_dump(exclude_none=True)
    body: dict[str, Any] = json.loads(bytes(unforeseen(error, uuid.uuid4().hex[:12]).body))
    return body


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
