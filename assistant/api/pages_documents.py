"""The page behind a citation, and the list of documents: for people, not for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from assistant.access import seen, visible
from assistant.api.pages_html import PageRoute, problem_page
from assistant.api.requests import State, TheAsker, TheState, without_controls
from assistant.cite import place_of, published_place
from assistant.conversation import Asker
from assistant.web.marking import shown_text
from assistant.web.outline import MOST_FOUND, MOST_WORDS, found_in
from assistant.web.render import page as html_page
from ingest.documents import Source, Span
from ingest.library import Snapshot
from ingest.shelf import Shelf

router = APIRouter(route_class=PageRoute, include_in_schema=False)

# An offset or a page number that is no sensible number is read as this: it never raises, it marks nothing.
NONSENSE = -1
MOST_DIGITS = 9

Offset = Annotated[str, Query()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page's address asks for: a page and a span of its text, as far as they are numbers."""

    number: int
    start: int
    end: int

    @property
    def any(self) -> bool:
        """Whether a highlight was asked for at all."""
        return not self.start == self.end == 0

    def lies_in(self, text: str) -> bool:
        """Given the page's text, say whether the span is one of it."""
        return 0 <= self.start < self.end <= len(text)


@router.get("/documents")
async def list_documents(state: TheState, asker: TheAsker) -> Response:
    """Show the documents that the asker may see."""
    snapshot = await state.work(state.service.snapshot)
    today = date.today()
    shelves = [snapshot.document(name) for name in visible(snapshot, asker)]
    shelves.sort(key=lambda shelf: (shelf.document.area or "￿", shelf.document.title, shelf.document.id))
    counts = {shelf.document.id: len(snapshot.entries(shelf.document.id)) for shelf in shelves}
    return html_page("documents.html", {"shelves": shelves, "today": today, "counts": counts})


@router.get("/documents/{document_id}")
async def show_document(document_id: str, state: TheState, asker: TheAsker) -> Response:
    """Show a document from its beginning."""
    snapshot = await state.work(state.service.snapshot)
    paged = seen(snapshot, asker, document_id).published.paged
    return RedirectResponse(f"/documents/{quote(document_id, safe='')}/{'pages/1' if paged else 'text'}", 303)


@router.get("/documents/{document_id}/pages")
async def find_page(document_id: str, state: TheState, asker: TheAsker, number: Offset = "1") -> Response:
    """Go to the page that was typed in, by its physical number."""
    snapshot = await state.work(state.service.snapshot)
    seen(snapshot, asker, document_id)
    return RedirectResponse(f"/documents/{quote(document_id, safe='')}/pages/{max(_number(number.strip()), 0)}", 303)


@router.get("/documents/{document_id}/pages/{number}")
async def show_page(
    document_id: str, number: str, request: Request, state: TheState, asker: TheAsker, start: Offset = "0", end: Offset = "0"
) -> Response:
    """Show a page: its picture, its text, the cited words marked in both."""
    return await state.work(_shown, state, asker, document_id, Wanted(_number(number), _number(start), _number(end)))


@router.get("/documents/{document_id}/text")
async def show_text(document_id: str, state: TheState, asker: TheAsker, start: Offset = "0", end: Offset = "0") -> Response:
    """Show the text of a document without pages, the cited words marked."""
    return await state.work(_shown, state, asker, document_id, Wanted(1, _number(start), _number(end)))


def _number(text: str) -> int:
    """Given what stands in an address, return it as a number, or one that nothing has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else NONSENSE


def _shown(state: State, asker: Asker, document_id: str, wanted: Wanted) -> Response:
    snapshot = state.service.snapshot()
    shelf = seen(snapshot, asker, document_id)
    published, document = shelf.published, shelf.document
    if not 1 <= wanted.number <= published.pages:
        return problem_page(404, f"“{document.title}” has pages 1 to {published.pages}; this address asks for another.")
    page = snapshot.page(document_id, wanted.number)
    marked = wanted.lies_in(page.text)
    start, end = (wanted.start, wanted.end) if marked else (0, 0)
    span = Span(document_id, page.number, start, end)
    section, paragraph = place_of(snapshot, page, span) if marked else ("", "")
    pictures = f"/api/v1/documents/{quote(document_id, safe='')}/pages/{page.number}.png"
    values: dict[str, Any] = {
        **about(snapshot, shelf),
        "number": page.number,
        "label": page.label,
        "outline": state.outlines.of(snapshot, document_id),
        "picture": _picture(published.paged, document.file.suffix, pictures, start, end),
        "width": round(page.width),
        "height": round(page.height),
        "parts": shown_text(page, start, end),
        "readable": page.readable,
        "recognised": page.ocr,
        "marked": marked,
        "missed": wanted.any and not marked,
        "section": section,
        "paragraph": paragraph,
        "stands_for": published_place(page.text, end) if marked and document.source is Source.DIGEST else "",
    }
    return html_page("page.html", values)


def about(snapshot: Snapshot, shelf: Shelf) -> dict[str, Any]:
    """Given a document, return what every page about it shows."""
    name = quote(shelf.document.id, safe="")
    return {
        "document": shelf.document,
        "published": shelf.published,
        "today": date.today(),
        "base": f"/documents/{name}",
        "api": f"/api/v1/documents/{name}",
        "entries": len(snapshot.entries(shelf.document.id)),
    }


@router.get("/documents/{document_id}/search")
async def search_document(document_id: str, state: TheState, asker: TheAsker, words: Annotated[str, Query()] = "") -> Response:
    """Show where words stand in a document."""
    return await state.work(_searched, state, asker, document_id, without_controls(words)[:MOST_WORDS])


def _searched(state: State, asker: Asker, document_id: str, words: str) -> Response:
    snapshot = state.service.snapshot()
    shelf = seen(snapshot, asker, document_id)
    found = found_in(snapshot, document_id, words)
    outline = state.outlines.of(snapshot, document_id)
    values = {**about(snapshot, shelf), "words": words, "found": found, "most": MOST_FOUND, "outline": outline}
    return html_page("document_search.html", values)


def _picture(paged: bool, suffix: str, address: str, start: int, end: int) -> str:
    """Return the address of the page's picture, empty where it has none."""
    if not paged or suffix.lower() != ".pdf":
        return ""
    return f"{address}?start={start}&end={end}" if end else address
