"""POST and DELETE /session: our own pages exchange a key for a cookie that their scripts cannot read."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, SecretStr

from assistant.access import COOKIE
from assistant.api.limiting import Counted
from assistant.api.requests import State, TheState, set_cookie
from assistant.errors import NotKnown

router = APIRouter(tags=["session"])

MOST_KEY = 500


class SessionRequest(BaseModel):
    """A staff or an administrator's key."""

    key: SecretStr = Field(min_length=1, max_length=MOST_KEY)


def session_of(state: State, request: Request, key: str) -> str:
    """Given a key, return a session for a cookie. Raises NotKnown, and TooMany for a visitor who tries too many keys."""
    try:
        return state.gate.session(key)
    except NotKnown:
        state.limits.take(Counted.WRITING, request)
        raise


@router.post("/session", operation_id="startSession", summary="Sign in", status_code=204, response_class=Response)
async def start_session(body: SessionRequest, request: Request, state: TheState) -> Response:
    """Exchange a key for a session cookie."""
    session = await state.work(session_of, state, request, body.key.get_secret_value())
    response = Response(status_code=204)
    set_cookie(response, request, COOKIE, session, state.gate.session_seconds)
    return response


@router.delete("/session", operation_id="endSession", summary="Sign out", status_code=204, response_class=Response)
async def end_session() -> Response:
    """Forget the session cookie."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response
