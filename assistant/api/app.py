"""The app: routes, errors and what stands around them, over one service."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import Scope

from assistant.api import (
    briefings,
    chat,
    conversations,
    documents,
    feedback,
    health,
    managing,
    pages,
    pages_chat,
    pages_conversations,
    pages_documents,
    pages_html,
    pages_manage,
    pages_register,
    pages_scrutiny,
    register,
    search,
    sessions,
    uploads,
    widget,
)
from assistant.api.problems import MEDIA_TYPE, Problem, add_handlers
from assistant.api.requests import State, known
from assistant.api.watching import PREFIX, Sizes, Watch
from assistant.history import Database
from assistant.serving import Service
from assistant.web.widget.release import Releases
from ingest.errors import IndexUnavailable, PlanError
from ingest.settings import IngestSettings

ROUTERS = (
    chat.router,
    conversations.router,
    feedback.router,
    search.router,
    documents.router,
    pages.router,
    register.router,
    uploads.router,
    managing.router,
    briefings.router,
    sessions.router,
)
# What people see, at the root.
PAGES = (
    pages_chat.router,
    pages_conversations.router,
    pages_documents.router,
    pages_register.router,
    pages_manage.router,
    pages_scrutiny.router,
    pages_html.router,
    widget.router,
    widget.pages,
)
PURGE_SECONDS = 3600
# What a multipart body holds beside the file.
UPLOAD_EXTRA = 1 << 20

log = structlog.get_logger()

_WHEN = {
    401: "The key is not known, or one is needed.",
    403: "The key does not reach so far.",
    404: "Not there, or not for this asker to see.",
    409: "Something else is being written at this moment.",
    413: "The request is too large.",
    422: "The request cannot be used; `detail` says what is wrong with it.",
    429: "More than one visitor may send; `Retry-After` says how many seconds to wait.",
    500: "A fault of this software.",
    503: "The index does not answer; try again later.",
}


def create_app(service: Service, index: IngestSettings) -> FastAPI:
    """Given an open service and the index's settings, return the app. The caller closes the service."""
    app = FastAPI(
        title="Plan Assistant",
        version="1.0.0",
        description="Answers from a council's published plans: for every claim the words, page and section that it rests on.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,  # its script would come from another host
        redoc_url=None,
        responses={status: {"model": Problem, "description": when} for status, when in _WHEN.items()},
        # Its spans and logs would hold validation errors and bodies: what people ask goes nowhere.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        redirect_slashes=False,
        lifespan=_lasting,
    )
    state = State(service, Database.open(index.index, service.settings.history_url))
    app.state.plan_assistant = state
    app.state.widget = Releases.open(index.index / "widget")
    api = APIRouter(prefix=PREFIX)
    for router in ROUTERS:
        api.include_router(router)
    app.include_router(api)
    app.include_router(health.router)
    for router in PAGES:
        app.include_router(router)
    add_handlers(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    if service.settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(service.settings.allowed_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
        )
    upload = int(index.max_file_mb * 1_048_576) + UPLOAD_EXTRA
    sizes = Sizes(service.settings.max_body_kb * 1024, upload, lambda scope: _may_upload(state, scope))
    app.add_middleware(Watch, metrics=state.metrics, sizes=sizes)
    return app


def _may_upload(state: State, scope: Scope) -> bool:
    """Say whether an administrator sends this request: nobody else's large body is even taken in."""
    try:
        return known(Request(scope), state).administrator
    except PlanError:
        return False


@asynccontextmanager
async def _lasting(app: FastAPI) -> AsyncIterator[None]:
    """While the app runs, remove the conversations whose time is over; at its end, let go of where they are kept."""
    state: State = app.state.plan_assistant
    purging = asyncio.create_task(_purge_now_and_then(state))
    try:
        yield
    finally:
        purging.cancel()
        await asyncio.wait({purging})
        state.close()


async def _purge_now_and_then(state: State) -> None:
    while True:
        try:
            await state.work(state.history.purge)
        except IndexUnavailable as error:  # they are not given out either way; the next round removes them
            log.error("purge", detail=str(error))
        await asyncio.sleep(PURGE_SECONDS)


def write_logs() -> None:
    """Write one line an event to standard error: as JSON, or readable where it is a terminal."""
    renderer: Any = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Return the app's description: errors as problem details, and the bearer key as its way of signing in."""
    if app.openapi_schema is None:
        schema = FastAPI.openapi(app)
        operations = [operation for path in schema["paths"].values() for operation in path.values()]
        for operation in operations:
            for status, response in operation["responses"].items():
                if not status.startswith("2"):
                    response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
            operation["security"] = [{}, {"key": []}]
        schema.setdefault("components", {})["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer", "description": "A staff or an administrator's key; without one, what is public."}
        }
        app.openapi_schema = schema
    return app.openapi_schema
