"""A real server over a small real index, and a browser to look at it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import typst
import uvicorn
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.app import create_app
from assistant.conversation import Answer, Question
from assistant.serving import Answering, Engine, Service, address_of, engine_of, free_port
from assistant.settings import AssistantSettings
from ingest.embed import Embedder
from ingest.library import Library
from ingest.settings import IngestSettings
from tests.conftest import catalogue_of, write_documents

ADMIN = "admin-key-for-tests"
STAFF = "staff-key-for-tests"
DOCUMENTS = Path(__file__).parents[2] / "documents"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
FILES = {
    "bridgeton.md": (
        "# Bridgeton Safety Plan 2030-2033\n\n## Priorities\n\nThe partnership has three priorities:\n\n"
        "- Priority 1: Burglary\n- Priority 2: Knife crime\n- Priority 3: Hate crime\n\n"
        "## Burglary\n\nThe partnership fits new locks for victims of burglary.\n\n"
        "## Targets\n\n| Measure | Baseline | Target |\n|---|---|---|\n| Burglaries | 310 | 250 |\n| Knife injuries | 42 | 30 |\n"
    ),
    "harbour-digest.md": "# Patrols\n\nHarbour patrols began in spring with two officers. [published: Part 1, page 3]\n",
    "hostile.md": f"# Trickery\n\nHere stands {HOSTILE.replace('<', '&lt;')} as plain words.\n",
    "secret.md": "# Fraud\n\nThe full paper names the suspected fraud ring.\n",
}
CATALOGUE = catalogue_of(
    {"id": "bridgeton", "title": "Bridgeton Safety Plan", "file": "bridgeton.md", "area": "Bridgeton", "period": "2030-2033"},
    {
        "id": "harbour-digest",
        "title": "Digest: Harbour Plan",
        "file": "harbour-digest.md",
        "source": "digest",
        "digest_of": "harbour",
        "period": "2011-2013",
    },
    {"id": "hostile", "title": HOSTILE, "file": "hostile.md"},
    {"id": "secret", "title": "Secret", "file": "secret.md", "access": "internal"},
    {"id": "reading", "title": "Reading", "file": "three-pages.pdf"},
    {"id": "long", "title": "Long Plan", "file": "long.pdf", "area": "Bridgeton", "period": "2018-2021"},
)
# A plan of sixty pages, each with a heading and a sentence of its own.
LONG_PAGES = 60
LONG = """#set page(numbering: "1", height: 12cm)
#for number in range(1, 61) [
  The partnership does thing number #number of its plan.
  = Chapter #number
  It is done in ward #number, and the council pays for it.
  #pagebreak(weak: true)
]"""


@dataclass
class Stage:
    """The real assistant, unless a test gives it another answer to hand out: a real `Answering` either way."""

    real: Answering
    given: Answer | None = None
    gate: threading.Event | None = None
    asked: list[Question] = field(default_factory=list)

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if self.gate is not None:
            self.gate.wait(20)
        return self.given if self.given is not None else self.real.answer(question)


@pytest.fixture(scope="session")
def web_settings(tmp_path_factory: pytest.TempPathFactory) -> IngestSettings:
    return IngestSettings(index=tmp_path_factory.mktemp("web") / "index", max_file_mb=2)


@pytest.fixture(scope="session")
def web_service(tmp_path_factory: pytest.TempPathFactory, web_settings: IngestSettings) -> Iterator[Service]:
    folder = write_documents(tmp_path_factory.mktemp("web-corpus"), FILES, CATALOGUE)
    shutil.copy(DOCUMENTS / "reading.pdf", folder / "three-pages.pdf")
    typst.compile(LONG.encode(), output=str(folder / "long.pdf"))

    def build(library: Library, embedder: Embedder) -> Engine:
        whole = engine_of(library, embedder)
        return Engine(whole.retriever, Stage(whole.assistant))

    keys = AssistantSettings(staff_key=SecretStr(STAFF), admin_key=SecretStr(ADMIN))
    with Service.open(keys, web_settings, [folder], build=build) as opened:
        yield opened


@pytest.fixture
def stage(web_service: Service) -> Iterator[Stage]:
    found = web_service.engine.assistant
    assert isinstance(found, Stage)
    found.asked.clear()
    yield found
    if found.gate is not None:
        found.gate.set()
    found.given = found.gate = None


@pytest.fixture(scope="session")
def web(web_service: Service, web_settings: IngestSettings) -> Iterator[TestClient]:
    with TestClient(create_app(web_service, web_settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(web_service: Service, web_settings: IngestSettings) -> Iterator[str]:
    """Where a real server of its own thread listens."""
    with served(web_service, web_settings) as where:
        yield where


@contextmanager
def served(service: Service, index: IngestSettings, port: int = 0) -> Iterator[str]:
    """Serve from a thread of its own for a while; yields where."""
    listener = free_port("127.0.0.1", port)
    server = uvicorn.Server(uvicorn.Config(create_app(service, index), log_config=None, timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}; install it with “apt-get install chromium” to run what needs a browser.")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; install it to run what needs a browser.")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


Opening = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Opening]:
    """Given a path, a key to be signed in with and a context's options, open it.

    At the end, no page may have logged an error or asked another host.
    """
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(path: str = "/", key: str | None = None, width: int = 1280, height: int = 800, at: str = address, **options: Any) -> Any:
        context = browser.new_context(base_url=at, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        if key is not None:
            context.request.post("/api/v1/session", data={"key": key})
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((at, "blob:")) else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def ask(page: Any, question: str) -> Any:
    """Given the chat page and a question, ask it by keyboard; return its turn once it is answered."""
    before = page.locator(".turn").count()
    page.locator("#message").fill(question)
    page.locator("#message").press("Enter")
    page.locator(".turn").nth(before).wait_for()
    page.locator("#jump").wait_for()
    return page.locator(".turn").first
