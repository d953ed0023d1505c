"""Conversations that somebody wanted kept: list, read, name, export and delete them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from assistant.api.chat import ChatAnswer
from assistant.api.exports import DOCX_TYPE, MARKDOWN_TYPE, conversation_to_docx, conversation_to_markdown
from assistant.api.requests import State, TheAsker, TheState, keeper_of, without_controls
from assistant.conversation import Asker
from assistant.history import MOST_NAME, Conversation

router = APIRouter(prefix="/conversations", tags=["conversations"])


class ConversationModel(BaseModel):
    """A conversation that is kept."""

    id: UUID
    name: str
    begun: datetime
    last: datetime
    questions: int


class ConversationList(BaseModel):
    """The conversations that this browser wanted kept, the newest first."""

    conversations: list[ConversationModel]


class MessageModel(BaseModel):
    """A question, masked, and its answer."""

    message_id: UUID
    asked: datetime
    question: str
    answer: ChatAnswer


class WholeConversation(ConversationModel):
    """A conversation with its questions and answers, oldest first."""

    messages: list[MessageModel]


class NameModel(BaseModel):
    """What a conversation is to be called."""

    name: str = Field(min_length=1, max_length=MOST_NAME)


def to_model(conversation: Conversation) -> ConversationModel:
    """Given a conversation, return it as JSON has it: times as UTC."""
    return ConversationModel(
        id=UUID(conversation.id),
        name=conversation.name,
        begun=f"{conversation.begun.isoformat()}Z",  # type: ignore[arg-type]  # pydantic reads it
        last=f"{conversation.last.isoformat()}Z",  # type: ignore[arg-type]
        questions=conversation.questions,
    )


def whole(state: State, asker: Asker, conversation_id: str) -> WholeConversation:
    """Given an id, return all that is kept of the conversation. Raises UnknownConversation."""
    about = to_model(state.history.conversation(conversation_id, asker))
    kept = state.history.messages(conversation_id, asker)
    messages = [
        MessageModel(
            message_id=UUID(message.id),
            asked=f"{message.asked.isoformat()}Z",  # type: ignore[arg-type]
            question=message.question,
            answer=ChatAnswer.model_validate(message.answer),
        )
        for message in kept
    ]
    return WholeConversation(**about.model_dump(), messages=messages)


@router.get("", operation_id="listConversations", summary="List what this browser kept")
async def list_conversations(
    request: Request,
    state: TheState,
    asker: TheAsker,
    words: Annotated[str, Query(max_length=200, description="Only those whose name or questions hold these words.")] = "",
) -> ConversationList:
    """List the conversations that were kept from this browser, by the cookie it was given with the first."""
    keeper = keeper_of(request)
    found = await state.work(state.history.listed, keeper, asker, without_controls(words)) if keeper else ()
    return ConversationList(conversations=[to_model(one) for one in found])


@router.get("/{conversation_id}", operation_id="getConversation", summary="Read a conversation")
async def get_conversation(conversation_id: str, state: TheState, asker: TheAsker) -> WholeConversation:
    """Return everything that is kept of a conversation. Whoever knows its id may read it; what staff asked, staff only."""
    return await state.work(whole, state, asker, conversation_id)


@router.patch("/{conversation_id}", operation_id="nameConversation", summary="Name a conversation")
async def name_conversation(conversation_id: str, body: NameModel, state: TheState, asker: TheAsker) -> ConversationModel:
    """Call a conversation something else; personal data in the name is masked."""
    await state.work(state.history.rename, conversation_id, without_controls(body.name), asker)
    return to_model(await state.work(state.history.conversation, conversation_id, asker))


@router.delete(
    "/{conversation_id}", operation_id="deleteConversation", summary="Delete a conversation", status_code=204, response_class=Response
)
async def delete_conversation(conversation_id: str, state: TheState, asker: TheAsker) -> Response:
    """Delete everything that is kept of a conversation."""
    await state.work(state.history.delete, conversation_id, asker)
    return Response(status_code=204)


@router.get(
    "/{conversation_id}/export",
    operation_id="exportConversation",
    summary="A conversation as a file",
    response_class=Response,
    responses={
        200: {
            "content": {MARKDOWN_TYPE: {"schema": {"type": "string"}}, DOCX_TYPE: {"schema": {"type": "string", "format": "binary"}}},
            "description": "The questions, the answers and the references.",
        }
    },
)
async def export_conversation(
    conversation_id: str,
    request: Request,
    state: TheState,
    asker: TheAsker,
    format: Annotated[Literal["docx", "markdown"], Query(description="Word, or Markdown.")] = "docx",
) -> Response:
    """Return a conversation with numbered references, each with the address of the page that it names."""
    conversation = await state.work(whole, state, asker, conversation_id)
    write, media_type, suffix = {
        "docx": (conversation_to_docx, DOCX_TYPE, "docx"),
        "markdown": (conversation_to_markdown, MARKDOWN_TYPE, "md"),
    }[format]
    content = await state.work(write, conversation, str(request.base_url).rstrip("/"))
    headers = {"Content-Disposition": f'attachment; filename="conversation-{conversation.last:%Y-%m-%d}.{suffix}"'}
    return Response(content, media_type=media_type, headers=headers)
