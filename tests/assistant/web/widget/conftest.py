"""A council's web site on another origin, as strict as one can be, and our server beside it."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Callable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.serving import Service, address_of, free_port
from assistant.settings import AssistantSettings
from ingest.settings import IngestSettings

Opened = Callable[..., Any]


class Council:
    """A small real web site: its pages by path, each sent with a policy that lets in our host's scripts and answers and nothing else."""

    def __init__(self) -> None:
        council = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                council.send(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.bodies: dict[str, str] = {}
        self.policy = "default-src 'none'"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def trust(self, address: str) -> None:
        """Given our server's address, let its scripts in, and let pages ask it."""
        self.policy = f"default-src 'none'; script-src {address}; connect-src {address}"

    def send(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        path = request.path.partition("?")[0]
        body = self.bodies.get(path, "<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1></html>").encode()
        request.send_response(204 if path == "/favicon.ico" else 200)
        request.send_header("Content-Type", "application/json" if path.endswith(".json") else "text/html; charset=utf-8")
        request.send_header("Content-Security-Policy", self.policy)
        request.end_headers()
        if path != "/favicon.ico":
            request.wfile.write(body)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class Server:
    """Our real server in a thread of its own; it can be stopped, and started again where it was."""

    def __init__(self, service: Service, index: IngestSettings) -> None:
        self._service = service
        self._index = index
        self._port = 0
        self.start()

    def start(self) -> None:
        """Listen, on the port of before where there was one."""
        self._listener = free_port("127.0.0.1", self._port)
        self.address = address_of(self._listener)
        self._port = self._listener.getsockname()[1]
        app = create_app(self._service, self._index)
        self._running = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._running.run, args=([self._listener],), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._running.should_exit = True
        self._thread.join(20)
        self._listener.close()


def allowing(service: Service, *origins: str) -> Service:
    """Given a service, return one beside it, over the same index, that answers pages of these origins."""
    found = copy.copy(service)
    found.settings = AssistantSettings(allowed_origins=origins)
    return found


def page_of(address: str, element: str = "", script: str = "", html: str = "") -> str:
    """Given our address, an element for the widget, and attributes of the script and of the page, return a council's page."""
    return (
        f'<!doctype html><html lang="en" {html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="color-scheme" content="light dark"><title>A council</title><script src="{address}/widget.js" {script} defer></script>'
        f"</head><body><main><h1>Community safety</h1><p>Words of the council’s own.</p>{element}<p>More.</p></main></body></html>"
    )


def attribute(name: str, value: str | dict[str, str]) -> str:
    """Given an attribute's name and value (or a mapping to be written as JSON), return it as HTML has it."""
    return f'{name}="{escape(value if isinstance(value, str) else json.dumps(value))}"'


@pytest.fixture(scope="session")
def council() -> Iterator[Council]:
    found = Council()
    yield found
    found.close()


@pytest.fixture(scope="session")
def stranger() -> Iterator[Council]:
    """A web site that the operator has not listed."""
    found = Council()
    yield found
    found.close()


@pytest.fixture(scope="session")
def server(web_service: Service, web_settings: IngestSettings, council: Council, stranger: Council) -> Iterator[Server]:
    found = Server(allowing(web_service, council.origin), web_settings)
    council.trust(found.address)
    stranger.trust(found.address)
    yield found
    found.stop()


# What a page could keep beyond its own time. (A page of no origin has nothing to keep it in.)
KEPT = """async () => {
  if (origin === 'null') return [];
  const shelves = [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases())];
  return [...shelves, ...(self.caches ? await caches.keys() : [])].filter(Boolean).map(String);
}"""


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Iterator[Callable[..., Any]]:
    """Given a context's options, return a browser's context with them: made once, as long as a test does not change it."""
    made: dict[str, Any] = {}

    def context(fresh: bool, options: dict[str, Any]) -> Any:
        name = json.dumps(options, sort_keys=True)
        found = None if fresh else made.get(name)
        if found is None:
            found = browser.new_context(**options)
            found.set_default_timeout(15_000)
            made[f"fresh {len(made)}" if fresh else name] = found
        return found

    yield context
    for found in made.values():
        found.close()


@pytest.fixture
def opened(contexts: Callable[..., Any], server: Server, council: Council) -> Iterator[Opened]:
    """Given a council's page, open it; at the end no page may have broken its policy, kept anything, or asked anybody else.

    `fresh` is for a test that changes the browser around the page: its clock, its network.
    """
    pages: list[Any] = []
    wrong: list[str] = []

    def open_it(body: str, width: int = 1280, height: int = 800, at: Council = council, fresh: bool = False, **options: Any) -> Any:
        at.bodies["/page"] = body
        page = contexts(fresh, options).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        homes = (f"{server.address}/", f"{at.origin}/")
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(homes) else None)
        page.goto(f"{at.origin}/page")
        return page

    yield open_it
    for page in pages:
        wrong += [str(cookie) for cookie in page.context.cookies()] + page.evaluate(KEPT)
        page.close()
    assert wrong == []


@pytest.fixture
def widget(opened: Opened, server: Server) -> Opened:
    """Given attributes of the element (none: the script adds it), open a council's page, and the widget on it; return the page."""

    def open_it(attributes: str | None = None, script: str = "", html: str = "", press: bool = True, **options: Any) -> Any:
        element = "" if attributes is None else f'<plan-assistant {attributes}><a href="{server.address}/">Ask</a></plan-assistant>'
        page = opened(page_of(server.address, element, script, html), **options)
        if press:
            page.locator("[part=launcher]").click()
            page.locator("[part=box]").wait_for()
        return page

    return open_it


def ask(page: Any, question: str = "What does the plan say?") -> Any:
    """Given an open widget and a question, ask it with the keyboard; return its turn once it has ended."""
    before = page.locator("[part=turn]").count()
    page.locator("[part=box]").fill(question)
    page.locator("[part=box]").press("Enter")
    page.locator("[part=turn]").nth(before).wait_for()
    page.locator("[part=go]").wait_for()
    return page.locator("[part=turn]").nth(before)


def violations(page: Any) -> list[str]:
    """Given a page, return what axe finds wrong with it, shadow roots included: all rules of WCAG A and AA and its best practices."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed; install axe-playwright-python.")
    if page.evaluate("() => typeof axe === 'undefined'"):
        page.evaluate(axe.AXE_SCRIPT)
    # The rule about targets belongs to WCAG 2.2 AA and is off unless asked for.
    found = page.evaluate("() => axe.run({ rules: { 'target-size': { enabled: true } } })")
    assert len(found["passes"]) > 10, "axe did not look at the page"
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found["violations"]]
