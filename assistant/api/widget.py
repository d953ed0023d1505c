"""The resident's widget: its files, what it begins with, and the pages that show a council's web editor how to embed it.

What a foreign page fetches here are scripts and words, the same for everybody. Questions go to /api/v1/chat like any other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.access import PUBLIC, visible
from assistant.api.chat import MOST_CHARACTERS, MOST_DOCUMENTS
from assistant.api.pages_html import PageRoute
from assistant.api.requests import State, TheAsker, TheState
from assistant.conversation import Asker, Audience
from assistant.errors import NotThere
from assistant.prompts import Prompts, load_prompts
from assistant.web.render import page as html_page
from assistant.web.suggestions import suggested
from assistant.web.widget.embedding import MODES, SETTINGS, STYLE, Embedding
from assistant.web.widget.release import LOADER, File, Releases
from assistant.web.widget.words import load_words

router = APIRouter(include_in_schema=False)
pages = APIRouter(route_class=PageRoute, include_in_schema=False)

# A page that names no version has the new one this soon.
SHORT = "public, max-age=300"
FOR_GOOD = "public, max-age=31536000, immutable"
# Scripts that are the same for everybody may be fetched by any page; whether it may ask is another matter.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?")


@router.get(f"/{LOADER}")
async def get_loader(request: Request) -> Response:
    """Return the widget's script as it is now, for pages that pin nothing."""
    return _served(_releases(request).current.loader, request, SHORT)


@router.get("/widget/origin")
async def may_ask(request: Request, state: TheState) -> Response:
    """Say whether pages of the site that asks may put questions. Every page may read this: it is how the widget says why it is off."""
    origin = request.headers.get("origin")
    allowed = state.service.settings.allowed_origins
    listed = origin is None or "*" in allowed or origin in allowed or origin == _address(request)
    answer = {"listed": listed}
    if not listed:
        name = origin if re.fullmatch(r"https?://[\w.:\[\]-]{1,200}", origin or "") else "This page’s origin"
        detail = f"{name} is not among the web sites whose pages may ask here; the operator can add it to PLAN_ASSISTANT_ALLOWED_ORIGINS."
        return JSONResponse({**answer, "detail": detail}, headers=OPEN | {"Vary": "Origin"})
    return JSONResponse(answer, headers=OPEN | {"Vary": "Origin"})


@router.get("/widget/start.json")
async def get_start(
    state: TheState, asker: TheAsker, lang: Annotated[str, Query()] = "en", documents: Annotated[str, Query()] = ""
) -> Response:
    """Return what an opened widget begins with: its words, those who can help, the documents it may ask about, and first questions."""
    wanted = [name for part in documents.split(",") if (name := part.strip())]
    return JSONResponse(await state.work(_start, state, asker, lang[:35], wanted[:MOST_DOCUMENTS]))


@router.get("/widget/{version}/{name}")
@router.get("/widget/{version}/{attempt:int}/{name}")
async def get_file(version: str, name: str, request: Request) -> Response:
    """Return a file of a release. A browser does not fetch a module again that failed once, so `attempt` makes the address a new one."""
    file = _releases(request).file(version, name)
    if file is None:
        raise NotThere("No release of the widget has this file; take the new lines for your page from /widget.")
    return _served(file, request, FOR_GOOD)


@pages.get("/widget")
async def show_embedding(request: Request, state: TheState) -> Response:
    """Show a council's web editor how to put the widget on a page."""
    return await state.work(_embedding, request, state)


@pages.get("/widget/demonstration")
async def show_demonstration(request: Request) -> Response:
    """Show the widget on a page like a council's own, under a policy that lets in nothing but our own files."""
    return html_page("widget_demonstration.html", {"integrity": _releases(request).current.loader.integrity})


def _embedding(request: Request, state: State) -> Response:
    """Given a request, return the page with the lines for what was chosen on it: whoever looks, of documents that residents may see."""
    snapshot = state.service.snapshot()
    shelves = sorted((snapshot.document(name) for name in visible(snapshot, PUBLIC)), key=lambda shelf: shelf.document.title)
    chosen = set(request.query_params.getlist("document"))
    mode = request.query_params.get("mode", "")
    release = _releases(request).current
    embedding = Embedding(
        address=_address(request),
        version=release.version,
        integrity=release.loader.integrity,
        documents=[shelf.document.id for shelf in shelves if shelf.document.id in chosen],
        mode=mode if mode in dict(MODES) else MODES[0][0],
    )
    values = {
        "embedding": embedding,
        "shelves": shelves,
        "modes": MODES,
        "settings": SETTINGS,
        "style": STYLE,
        "kilobytes": round(len(release.loader.packed) / 1000, 1),
    }
    return html_page("widget.html", values)


def _start(state: State, asker: Asker, lang: str, wanted: list[str]) -> dict[str, Any]:
    """Given who asks, a language and the documents a page names, return what the widget begins with.

    A document that is not there any more is left out: a page that names it among others goes on working.
    Raises NotThere where none of them is there.
    """
    snapshot = state.service.snapshot()
    seen = visible(snapshot, asker)
    documents = [name for name in wanted if name in seen]
    if wanted and not documents:
        raise NotThere("None of the documents that this page names is here; the list of documents has those there are.")
    language, strings = load_words().of(lang)
    prompts = _prompts()
    return {
        "lang": language,
        "strings": dict(strings),
        "signposts": [{"name": one.name, "contact": one.contact, "when": one.when} for one in prompts.contacts],
        "documents": documents or None,
        "titles": {name: snapshot.document(name).document.title for name in sorted(seen)},
        "suggestions": suggested(snapshot, frozenset(documents) or seen, Audience.RESIDENT, prompts),
        "most": MOST_CHARACTERS,
    }


@cache
def _prompts() -> Prompts:
    return load_prompts()


def _releases(request: Request) -> Releases:
    releases: Releases = request.app.state.widget
    return releases


def _served(file: File, request: Request, caching: str) -> Response:
    """Given a file, return it, packed where the browser can unpack it, or 304 where the browser has it already."""
    headers = OPEN | {"Cache-Control": caching, "ETag": f'"{file.integrity[7:29]}"', "Vary": "Accept-Encoding"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, media_type=file.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(file.content, media_type=file.media_type, headers=headers)


def _address(request: Request) -> str:
    """Given a request, return the address it reached us at, as a page of another site would write it."""
    host = request.headers.get("host", "")
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    if not _HOST.fullmatch(host):
        return "https://assistant.example.gov.uk"
    return f"{'https' if secure else 'http'}://{host}{request.scope.get('root_path', '').rstrip('/')}"
