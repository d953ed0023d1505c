"""The register of a document as tables that can be sorted: what was read from it, each entry with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from assistant.access import seen
from assistant.api.pages_documents import about
from assistant.api.pages_html import PageRoute
from assistant.api.requests import State, TheAsker, TheState
from assistant.cite import url_of
from assistant.conversation import Asker
from assistant.web.render import page as html_page
from ingest.register.entry import FIELDS, Entry, EntryKind
from ingest.shelf import Shelf

router = APIRouter(route_class=PageRoute, include_in_schema=False)

KIND_WORDS = {
    EntryKind.PRIORITY: "Priorities",
    EntryKind.DUTY: "Duties",
    EntryKind.INDICATOR: "Indicators",
    EntryKind.ACTION: "Actions",
    EntryKind.OUTCOME: "Outcomes",
    EntryKind.FIGURE: "Figures",
    EntryKind.BODY: "Bodies",
    EntryKind.TERM: "Terms",
}
PLACE = "page"
WHOSE = "whose"
ORDER = "order"
DOWN = "down"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be sorted by. `sorted` is as aria-sort has it: "ascending", "descending" or empty."""

    name: str
    words: str
    url: str
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry: its cells in the columns' order, and where it stands."""

    cells: tuple[str, ...]
    url: str
    page: int
    label: str | None
    section: str
    corrected: bool


@router.get("/documents/{document_id}/register")
async def show_register(
    document_id: str,
    state: TheState,
    asker: TheAsker,
    kind: Annotated[str, Query()] = "",
    by: Annotated[str, Query()] = ORDER,
    order: Annotated[str, Query()] = "",
) -> Response:
    """Show the entries of one kind; by default, of the first kind that the document has."""
    return await state.work(_shown, state, asker, document_id, kind, (by, order == DOWN))


def _shown(state: State, asker: Asker, document_id: str, wanted: str, order: tuple[str, bool]) -> Response:
    snapshot = state.service.snapshot()
    shelf = seen(snapshot, asker, document_id)
    counts = {kind: len(snapshot.entries(document_id, kind)) for kind in EntryKind}
    there = [kind for kind, count in counts.items() if count]
    kind = EntryKind(wanted) if wanted in set(EntryKind) else next(iter(there), EntryKind.PRIORITY)
    entries = snapshot.entries(document_id, kind)
    filled = [name for name in FIELDS[kind] if any(entry.fields.get(name) for entry in entries)]
    filled += [WHOSE] if any(entry.whose != "own" for entry in entries) else []
    base = about(snapshot, shelf)
    labels = {number: snapshot.page(document_id, number).label for number in {entry.spans[0].page for entry in entries if entry.spans}}
    values: dict[str, Any] = {
        **base,
        "kind": kind.value,
        "kind_words": KIND_WORDS[kind],
        "kinds": [(one.value, KIND_WORDS[one], counts[one]) for one in there],
        "columns": [_column(base["base"], kind, name, order) for name in (ORDER, *filled, PLACE)],
        "rows": [_row(shelf, entry, filled, labels) for entry in _sorted(entries, order)],
    }
    return html_page("register.html", values)


def _column(base: str, kind: EntryKind, name: str, order: tuple[str, bool]) -> Column:
    by, down = order
    words = {ORDER: "No.", PLACE: "Place", WHOSE: "Whose"}.get(name, name.replace("_", " ").capitalize())
    query = urlencode({"kind": kind.value, "by": name, "order": DOWN if by == name and not down else "up"})
    sorted_ = ("descending" if down else "ascending") if by == name else ""
    return Column(name, words, f"{base}/register?{query}#table", sorted_)


def _row(shelf: Shelf, entry: Entry, filled: list[str], labels: dict[int, str | None]) -> Row:
    span = entry.spans[0]
    cells = (str(entry.position + 1), *(_cell(entry, name) for name in filled))
    page = span.page if shelf.published.paged else 0
    return Row(cells, url_of(shelf, span), page, labels[span.page], entry.section, entry.corrected is not None)


def _cell(entry: Entry, name: str) -> str:
    """Given an entry and a column, return what stands there."""
    if name == WHOSE:
        return "this document’s" if entry.whose == "own" else entry.whose
    return entry.fields.get(name, "")


def _sorted(entries: tuple[Entry, ...], order: tuple[str, bool]) -> list[Entry]:
    """Given entries in the document's order, return them by a column: numbers by size, empty ones always last."""
    by, down = order
    if by == PLACE:
        return sorted(entries, key=lambda entry: (entry.spans[0].page, entry.spans[0].start), reverse=down)
    if by == ORDER:
        return sorted(entries, key=lambda entry: entry.position, reverse=down)
    filled = sorted((entry for entry in entries if _cell(entry, by)), key=lambda entry: _weight(_cell(entry, by)), reverse=down)
    return filled + [entry for entry in entries if not _cell(entry, by)]


def _weight(value: str) -> tuple[bool, float, str]:
    """Given a field's value, return what it is sorted by: a number with its unit by size, words by the alphabet."""
    match = re.match(r"\s*[£€$]?\s*([+-]?\d[\d,]*(?:\.\d+)?)", value)
    return (match is None, float(match[1].replace(",", "")) if match else 0.0, value.casefold())
