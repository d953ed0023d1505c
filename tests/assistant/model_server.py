"""A local server that speaks the OpenAI chat completions protocol, streamed: what answers is a function of what was asked.

`Heard` is a request as a model sees it; a speaker returns what it says to it: words, and what goes wrong in between.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PAGE = re.compile(r'<page token="(\w+)" number="[^"]*">\n(.*?)\n</page>', re.S)
_DOCUMENT = re.compile(r"<document ([^>]*)>(.*?)</document>", re.S)
PIECE = 12  # characters of one chunk of a stream


@dataclass(frozen=True)
class Heard:
    """What a model was sent: the system's words, and the user's, with the pages in it by token."""

    system: str
    user: str
    body: Mapping[str, Any]

    @property
    def pages(self) -> dict[str, str]:
        """The words of each page by its token."""
        return dict(_PAGE.findall(self.user))

    @property
    def areas(self) -> dict[str, str]:
        """The area of each page's document by its token."""
        found = {}
        for head, inside in _DOCUMENT.findall(self.user):
            area = re.search(r'area="([^"]*)"', head)
            found.update({token: area[1] if area else "" for token, _ in _PAGE.findall(inside)})
        return found

    @property
    def question(self) -> str:
        """What is asked."""
        match = re.search(r"<question>\n(.*?)\n</question>", self.user, re.S)
        return match[1] if match else ""

    @property
    def rephrases(self) -> bool:
        """Whether it is a follow-up that is to be made into a question that stands alone."""
        return "<message>" in self.user


@dataclass(frozen=True)
class Silence:
    """Nothing is said for so long."""

    seconds: float


@dataclass(frozen=True)
class Wait:
    """Nothing more is said until somebody allows it."""

    allowed: threading.Event


@dataclass(frozen=True)
class Problem:
    """The request is turned down with an HTTP status."""

    status: int
    code: str = "error"
    message: str = "No."


@dataclass(frozen=True)
class Refusal:
    """The model says in the protocol's own way that it will not answer."""

    words: str = "I cannot help with that."


@dataclass(frozen=True)
class Cut:
    """The connection ends here, without a word."""


@dataclass(frozen=True)
class Finish:
    """The reply ends here, for a reason that the protocol knows: "length", "content_filter"."""

    reason: str


Said = str | Silence | Wait | Problem | Refusal | Cut | Finish
Speaker = Callable[[Heard], Iterable[Said]]


def reply_of(claims: Sequence[Mapping[str, Any]]) -> str:
    """Given claims, return the reply that holds them."""
    return json.dumps({"claims": list(claims)}, ensure_ascii=False)


@dataclass
class ModelServer:
    """A running server. `speak` may be changed between requests; `heard` holds what was asked, `left` how many askers went away."""

    url: str
    speak: Speaker
    heard: list[Heard] = field(default_factory=list)
    left: int = 0


@contextmanager
def model_server(speak: Speaker) -> Iterator[ModelServer]:
    """Given what answers, serve it on a free port of this machine."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    state = ModelServer(f"http://127.0.0.1:{http.server_address[1]}/v1", speak)
    http.state = state  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""

    def do_POST(self) -> None:
        state: ModelServer = self.server.state  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        told = {message["role"]: message["content"] for message in body["messages"]}
        heard = Heard(told.get("system", ""), told.get("user", ""), body)
        state.heard.append(heard)
        assert self.path == "/v1/chat/completions"
        assert self.headers["authorization"].startswith("Bearer ")
        parts = list(_joined(state.speak(heard)))
        try:
            if parts and isinstance(parts[0], Problem):
                self._turn_down(parts[0])
            else:
                self._stream(parts)
        except (BrokenPipeError, ConnectionResetError):
            state.left += 1

    def _turn_down(self, problem: Problem) -> None:
        error = {"error": {"message": problem.message, "type": "invalid_request_error", "code": problem.code}}
        content = json.dumps(error).encode()
        self.send_response(problem.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, parts: Sequence[Said]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        self._chunk({"role": "assistant", "content": ""})
        reason = "stop"
        for part in parts:
            match part:
                case str():
                    for at in range(0, len(part), PIECE):
                        self._chunk({"content": part[at : at + PIECE]})
                case Silence(seconds):
                    self._wait(seconds)
                case Wait(allowed):
                    allowed.wait(30)
                case Refusal(words):
                    self._chunk({"refusal": words})
                case Finish(said):
                    reason = said
                case Cut():
                    return
        self._chunk({}, reason)
        self.wfile.write(b"data: [DONE]\n\n")

    def _wait(self, seconds: float) -> None:
        """Say nothing, but that the line is still open: a reader that waits for words only would wait for ever."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.wfile.write(b": still here\n\n")
            self.wfile.flush()
            time.sleep(0.02)

    def _chunk(self, delta: Mapping[str, Any], reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        event = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "local", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()


def _joined(parts: Iterable[Said]) -> Iterator[Said]:
    return iter([parts] if isinstance(parts, str) else parts)
