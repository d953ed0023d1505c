"""The app: routes, errors and what stands around them, over one service."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware

from assistant.api import chat, documents, health, pages, pages_chat, pages_documents, pages_html, register, search, sessions, uploads
from assistant.api.problems import MEDIA_TYPE, Problem, add_handlers
from assistant.api.requests import State
from assistant.api.watching import PREFIX, Watch
from assistant.serving import Service
from ingest.settings import IngestSettings

ROUTERS = (chat.router, search.router, documents.router, pages.router, register.router, uploads.router, sessions.router)
# What people see, at the root.
PAGES = (pages_chat.router, pages_documents.router, pages_html.router)
# What a multipart body holds beside the file.
UPLOAD_EXTRA = 1 << 20

_WHEN = {
    401: "The key is not known, or one is needed.",
    403: "The key does not reach so far.",
    404: "Not there, or not for this asker to see.",
    409: "Something else is being written at this moment.",
    413: "The request is too large.",
    422: "The request cannot be used; `detail` says what is wrong with it.",
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
    )
    state = State(service)
    app.state.plan_assistant = state
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
        )
    upload = int(index.max_file_mb * 1_048_576) + UPLOAD_EXTRA
    app.add_middleware(Watch, metrics=state.metrics, body_bytes=service.settings.max_body_kb * 1024, upload_bytes=upload)
    return app


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
