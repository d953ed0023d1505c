"""Around every request: an id, limits on its size, security headers, one log line, two metrics. Never a body or a question."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import problem, unforeseen

log = structlog.get_logger()

PREFIX = "/api/v1"
# Where files are sent to.
UPLOADS = frozenset({f"{PREFIX}/documents", "/manage/upload"})

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-store",
}


class Metrics:
    """What /metrics shows: how many requests and answers, and how long they took. Nothing about who or what."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("plan_assistant_requests", "Requests answered", ["method", "route", "status"], registry=self.registry)
        self.seconds = Histogram("plan_assistant_request_seconds", "Seconds a request took", ["route"], registry=self.registry)
        self.answers = Counter("plan_assistant_answers", "Answers by how they ended", ["status", "answered_by"], registry=self.registry)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The largest bodies in bytes: of any request, and of an upload by somebody who may add documents."""

    body: int
    upload: int
    may_upload: Callable[[Scope], bool]

    def limit(self, scope: Scope) -> int:
        """Given a request, return how large its body may be."""
        large = scope["method"] == "POST" and scope["path"] in UPLOADS and self.may_upload(scope)
        return self.upload if large else self.body


class Watch:
    """ASGI middleware, outermost: what goes wrong inside still leaves as a problem, with all headers, and is counted."""

    def __init__(self, app: ASGIApp, metrics: Metrics, sizes: Sizes) -> None:
        self._app = app
        self._metrics = metrics
        self._sizes = sizes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex[:12]
        began = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, request_id)
            await send(message)

        try:
            await self._guarded(scope, receive, sending)
        except Exception as error:  # whatever it is, a caller gets a problem and no traceback
            if not status:
                await unforeseen(error, request_id)(scope, receive, sending)
            else:
                unforeseen(error, request_id)
                raise
        finally:
            self._tell(scope, request_id, status, time.perf_counter() - began)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._sizes.limit(scope)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            await problem(413, _too_large(limit), headers={"Connection": "close"})(scope, receive, send)
            return
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, _too_large(limit), {"Connection": "close"})
            return message

        await self._app(scope, receiving, send)

    def _tell(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        route = _template(scope)
        self._metrics.requests.labels(scope["method"] if status != 405 else "other", route, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        log.info("request", request_id=request_id, method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))


def _template(scope: Scope) -> str:
    """Return the route's pattern, not the path: a path may hold what somebody typed, and would make endless metrics."""
    route: Any = scope.get("route")
    pattern = str(getattr(route, "path", "unknown"))
    return PREFIX + pattern if pattern.startswith("/") and scope["path"].startswith(f"{PREFIX}/") else pattern


def _add_headers(message: Message, request_id: str) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers["X-Request-ID"] = request_id


def _too_large(limit: int) -> str:
    return f"The request is larger than the {limit / 1_048_576:,.4g} MB that are taken here; send less at once."
