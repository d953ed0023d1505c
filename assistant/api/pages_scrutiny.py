"""The page that makes a scrutiny pack: choose documents, choose what it is to be, press the button. A form; no script is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from assistant.access import visible
from assistant.api.briefings import MOST_IDS, briefing_response, rendered
from assistant.api.limiting import Counted
from assistant.api.pages_html import PageRoute
from assistant.api.requests import State, TheAsker, TheState, taking, without_controls
from assistant.briefing.briefing import Briefing, Format
from assistant.briefing.make import Wish, make_briefing
from assistant.conversation import Asker
from assistant.findings.side_by_side import MOST_DOCUMENTS
from assistant.web.render import page as html_page
from ingest.errors import PlanError
from ingest.library import Snapshot
from ingest.shelf import Shelf

router = APIRouter(route_class=PageRoute, include_in_schema=False)

FORMATS = ((Format.HTML, "a page to read and print"), (Format.DOCX, "a Word document"), (Format.MARKDOWN, "Markdown"))
MOST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Form:
    """What was chosen."""

    documents: tuple[str, ...] = ()
    topic: str = ""
    since: str = ""
    format: Format = Format.HTML

    @property
    def wish(self) -> Wish:
        """The same as the pack's maker takes it."""
        return Wish(self.documents, self.topic, self.since)

    def address(self, form: Format) -> str:
        """Given a format, return the address of this pack in it."""
        parts = [*(("document", one) for one in self.documents), ("topic", self.topic), ("since", self.since), ("format", form.value)]
        return "/scrutiny/pack?" + urlencode([(name, value) for name, value in parts if value])


@router.get("/scrutiny")
async def show_form(state: TheState, asker: TheAsker) -> Response:
    """Show what a pack can be made of."""
    return await state.work(_page, state, asker, Form(), "", 200)


@router.get("/scrutiny/pack", dependencies=[taking(Counted.QUESTIONS)])
async def show_pack(
    state: TheState,
    asker: TheAsker,
    document: Annotated[list[str] | None, Query()] = None,
    topic: Annotated[str, Query()] = "",
    since: Annotated[str, Query()] = "",
    format: Annotated[str, Query()] = Format.HTML.value,
) -> Response:
    """Make the pack, and show it or send it to be saved; where it cannot be made, show the form with what is wrong."""
    chosen = tuple((document or [])[:MOST_IDS])
    wanted = Format(format) if format in set(Format) else Format.HTML
    form = Form(chosen, without_controls(topic[:MOST_TEXT]), without_controls(since[:MOST_TEXT]), wanted)
    return await state.work(_made, state, asker, form)


def _made(state: State, asker: Asker, form: Form) -> Response:
    try:
        briefing = make_briefing(form.wish, state.service.snapshot(), asker, state.service.embedder, date.today())
    except PlanError as error:
        return _page(state, asker, form, str(error), error.status)
    if form.format is not Format.HTML:
        return briefing_response(rendered(briefing, form.format), form.format, form.documents)
    return _page(state, asker, form, "", 200, briefing)


def _page(state: State, asker: Asker, form: Form, problem: str, status: int, briefing: Briefing | None = None) -> Response:
    snapshot = state.service.snapshot()
    shelves = sorted((snapshot.document(name) for name in visible(snapshot, asker)), key=lambda shelf: shelf.document.title)
    values: dict[str, Any] = {
        "briefing": briefing,
        "others": [(name, form.address(kind)) for kind, name in FORMATS if kind is not Format.HTML] if briefing else [],
        "form": form,
        "problem": problem,
        "titles": {shelf.document.id: shelf.document.title for shelf in shelves},
        "areas": _areas(snapshot, shelves),
        "formats": [(kind.value, name) for kind, name in FORMATS],
        "most": MOST_DOCUMENTS,
    }
    return html_page("scrutiny.html", values, status)


def _areas(snapshot: Snapshot, shelves: list[Shelf]) -> list[tuple[str, list[Shelf]]]:
    """Documents by area, those without one last."""
    names = sorted({shelf.document.area or "" for shelf in shelves}, key=lambda name: (not name, name))
    return [(name, [shelf for shelf in shelves if (shelf.document.area or "") == name]) for name in names]
