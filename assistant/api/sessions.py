"""POST and DELETE /session: our own pages exchange a key for a cookie that their scripts cannot read."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, SecretStr

from assistant.access import COOKIE
from assistant.api.requests import TheState

router = APIRouter(tags=["session"])

MOST_KEY = 500


class SessionRequest(BaseModel):
    """A staff or an administrator's key."""

    key: SecretStr = Field(min_length=1, max_length=MOST_KEY)


@router.post("/session", operation_id="startSession", summary="Sign in", status_code=204, response_class=Response)
async def start_session(body: SessionRequest, request: Request, state: TheState) -> Response:
    """Exchange a key for a session cookie."""
    response = Response(status_code=204)
    response.set_cookie(
        COOKIE,
        state.gate.session(body.key.get_secret_value()),
        max_age=state.gate.session_seconds,
        path="/",
        secure=request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https",
        httponly=True,
        samesite="strict",
    )
    return response


@router.delete("/session", operation_id="endSession", summary="Sign out", status_code=204, response_class=Response)
async def end_session() -> Response:
    """Forget the session cookie."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response
