"""POST /chat: a question, and its answer as JSON or as server-sent events."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import deque
from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any, Literal

import anyio
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from assistant.access import scope
from assistant.api.problems import Problem, unforeseen
from assistant.api.requests import State, TheAsker, TheState, limited, said, without_controls
from assistant.conversation import Answer, AnsweredBy, Asker, Audience, Basis, Question, Status, Turn
from assistant.serving import Answering
from ingest.documents import Source
from ingest.errors import PlanError

router = APIRouter(tags=["chat"])

MOST_CHARACTERS = 2_000
MOST_TURNS = 50
MOST_HISTORY_BYTES = 100_000
MOST_DOCUMENTS = 200
PING_SECONDS = 15.0
LOOK_SECONDS = 0.5

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
    store: bool = Field(default=False, description="Whether the conversation may be kept.")

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
    response_model=ChatAnswer,
    response_model_exclude_none=False,
    responses={
        200: {
            "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
            "description": "The answer; with Accept: text/event-stream as the events status, claim, citation and done.",
        }
    },
)
async def chat(body: ChatRequest, request: Request, state: TheState, asker: TheAsker) -> Any:
    """Answer a question from the documents that the asker may see: each claim with its basis and the words it rests on."""
    snapshot = await state.work(state.service.snapshot)
    wanted = None if body.documents is None else tuple(body.documents)
    question = body.question(asker, None if wanted is None else scope(snapshot, asker, wanted))
    conversation, message = body.conversation_id or uuid.uuid4(), uuid.uuid4()
    events = answering(state.service.engine.assistant, question, conversation, message)
    if not accepts_events(request.headers.get("accept", "")):
        answer = await state.work(_last, events)
        _count(state, answer)
        return JSONResponse(answer)
    # The first step is done before the response begins, so that what goes wrong in it is a problem with its own status.
    first = await state.work(next, events)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(first, events, request, state), media_type=EVENT_STREAM, headers=headers)


Event = tuple[str, dict[str, Any]]
Events = Generator[Event]


def answering(assistant: Answering, question: Question, conversation: uuid.UUID, message: uuid.UUID) -> Events:
    """Given a question, yield the events of its answer; the last, `done`, holds the whole of it."""
    whole = answer_to_model(assistant.answer(question), conversation, message).model_dump(mode="json")
    yield "status", {"status": whole["status"]}
    for claim in whole["claims"]:
        yield "claim", claim
    for citation in whole["citations"]:
        yield "citation", citation
    yield "done", whole


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


def _last(events: Events) -> dict[str, Any]:
    """Given the events of an answer, return the whole of it."""
    return deque(events, maxlen=1)[0][1]


def _count(state: State, answer: dict[str, Any]) -> None:
    state.metrics.answers.labels(answer["status"], answer["answered_by"]).inc()


async def _stream(first: Event, events: Events, request: Request, state: State) -> AsyncIterator[str]:
    """Given the first event and those to come, yield them as text; pings while nothing comes; stops the work when nobody listens."""
    yield _event(*first)
    step: asyncio.Task[Event | None] | None = None
    try:
        while True:
            step = asyncio.ensure_future(state.work(next, events, None))
            async for ping in _pings_until(step, request):
                yield ping
            if not step.done() or await request.is_disconnected():
                return
            event = _outcome(step)
            if event is None:
                return
            if event[0] == "done":
                _count(state, event[1])
            yield _event(*event)
    finally:
        # A cancelled request: let the step that runs end (a thread cannot be stopped in the middle), then take no more.
        with anyio.CancelScope(shield=True):
            if step is not None and not step.done():
                await asyncio.wait({step})
            await state.work(events.close)


async def _pings_until(step: asyncio.Task[Event | None], request: Request) -> AsyncIterator[str]:
    """Yield a ping now and then until the step is done or nobody listens any more."""
    waited = 0.0
    while not step.done():
        await asyncio.wait({step}, timeout=LOOK_SECONDS)
        if await request.is_disconnected():
            return
        waited += LOOK_SECONDS
        if not step.done() and waited >= PING_SECONDS:
            waited = 0.0
            yield ": ping\n\n"


def _outcome(step: asyncio.Task[Event | None]) -> Event | None:
    """Given a step that is done, return its event; an error becomes one, since the response has begun."""
    error = step.exception()
    if error is None:
        return step.result()
    if isinstance(error, PlanError):
        return "error", Problem(title="Error", status=error.status, detail=str(error)).model_dump(exclude_none=True)
    return "error", json.loads(bytes(unforeseen(error, uuid.uuid4().hex[:12]).body))


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
