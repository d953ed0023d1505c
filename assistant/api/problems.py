"""Problem details (RFC 9457): what every error answers with. No traceback, no path and nothing of a request's body gets out."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant.errors import TooMany
from ingest.errors import PlanError

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "10"
# Messages of our own validators and of those that pydantic words for a caller; whatever else it says stays its own.
_PLAIN = {
    "missing": "is missing",
    "json_invalid": "is not JSON",
    "string_type": "must be a text",
    "string_unicode": "is not valid Unicode",
    "list_type": "must be a list",
    "model_attributes_type": "must be a JSON object",
    "dict_type": "must be a JSON object",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
}

log = structlog.get_logger()


class FieldProblem(BaseModel):
    """What is wrong with one part of a request."""

    pointer: str = Field(description="Where: a JSON pointer into the body, or the name of a parameter.", examples=["#/message"])
    detail: str = Field(description="What is wrong with it.", examples=["message has 2,345 characters; at most 2,000 are read."])


class Problem(BaseModel):
    """An error, as RFC 9457 has it. `detail` is a sentence for a person: the value and the next step."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "No document has the id “x”; the list of documents has those there are.",
                }
            ]
        }
    )
    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None


def problem(status: int, detail: str, errors: Sequence[FieldProblem] | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    """Given a status and a sentence, return the response."""
    title = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Error"
    body = Problem(title=title, status=status, detail=detail, errors=list(errors) if errors else None)
    return JSONResponse(body.model_dump(exclude_none=True), status, headers, MEDIA_TYPE)


def plan_error(error: PlanError) -> JSONResponse:
    """Given an error of ours, return the response."""
    headers = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": RETRY_SECONDS}}.get(error.status)
    if isinstance(error, TooMany):
        headers = {"Retry-After": str(error.retry_after)}
    return problem(error.status, str(error), headers=headers)


def unforeseen(error: BaseException, request_id: str) -> JSONResponse:
    """Given an error nobody foresaw, log where it arose (not its words, which may be a user's), and return the response."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    log.error("fault", request_id=request_id, kind=type(error).__name__, where=where)
    return problem(500, f"Something went wrong here that is not your doing; if it lasts, tell the administrator the number {request_id}.")


def add_handlers(app: FastAPI) -> None:
    """Given the app, make every error that a route raises a problem."""

    @app.exception_handler(PlanError)
    async def on_plan_error(_: Request, error: PlanError) -> JSONResponse:
        return plan_error(error)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fields = [_field(one) for one in error.errors()]
        return problem(422, fields[0].detail if fields else "The request cannot be used.", fields)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, _sentence(request, error), headers=dict(error.headers) if error.headers else None)


def _field(error: dict[str, Any]) -> FieldProblem:
    """Given an error of pydantic's, return it in a caller's words, without the value."""
    place = [str(part) for part in error["loc"]]
    in_body = place[:1] == ["body"]
    parts = place[1:] if place[:1] in (["body"], ["path"], ["query"], ["header"]) else place
    if error["type"] == "json_invalid":
        return FieldProblem(pointer="#", detail="The body is not JSON; send one JSON object.")
    pointer = "#" + "".join(f"/{part}" for part in parts) if in_body else ".".join(parts)
    name = ".".join(parts) or "The body"
    if error["type"] == "said":
        return FieldProblem(pointer=pointer, detail=error["msg"])
    words = _PLAIN.get(error["type"])
    return FieldProblem(pointer=pointer, detail=f"{name} {words}." if words else f"{name}: {error['msg']}.")


def _sentence(request: Request, error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is nothing at this address; /api/v1/openapi.json has what there is."
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        return f"{request.method} is not possible here; use {allowed}."
    if error.status_code == 400:
        return "The body cannot be read as what its Content-Type says; check both."
    return str(error.detail)
