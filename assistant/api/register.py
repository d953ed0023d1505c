"""GET and POST /documents/{id}/register: what was read from a document, as JSON or CSV, and officers' changes to it."""

from __future__ import annotations

import csv
import io
import re
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.access import require_staff, seen
from assistant.api.requests import State, TheAsker, TheState
from assistant.conversation import Asker
from assistant.correcting import Wish, amendment_of
from ingest.library import Snapshot
from ingest.register.correction import Change
from ingest.register.entry import FIELDS, Entry, EntryKind, How

router = APIRouter(tags=["register"])

_CSV = "text/csv"
# A spreadsheet takes a cell that begins so for a formula; a figure with its sign is none.
_FORMULA = re.compile(r"^(?:[=@\t\r]|[+-](?![\d£€.]))")


class SpanModel(BaseModel):
    """Characters `start` to `end` of the stored text of a page."""

    page: int
    start: int
    end: int


class CorrectionModel(BaseModel):
    """What an officer did to an entry."""

    who: str
    when: str
    change: str
    words_changed: bool = Field(description="Whether the document's words under the entry have changed since.")


class EntryModel(BaseModel):
    """One entry of a register."""

    id: str
    kind: EntryKind
    position: int
    words: str
    fields: dict[str, str]
    spans: list[SpanModel]
    section: str
    paragraph: str
    belongs_to: str | None
    whose: str
    how: How
    confidence: float
    corrected: CorrectionModel | None
    hidden: bool


class RegisterModel(BaseModel):
    """A document's register, or the entries of one kind."""

    entries: list[EntryModel]
    count: int
    readable: bool = Field(description="False where no structure was found in the document, so that nothing can be said of what it lacks.")


class ChangeModel(BaseModel):
    """An officer's change: to correct or hide an entry, give its id; to add one, its kind, fields and spans."""

    model_config = ConfigDict(extra="forbid")

    change: Change
    entry_id: str = Field(default="", max_length=300)
    kind: EntryKind | None = None
    fields: dict[str, Annotated[str, Field(max_length=2000)]] = Field(default_factory=dict, max_length=20)
    spans: list[SpanModel] = Field(default_factory=list, max_length=20)
    who: str = Field(default="", max_length=100, description="Name or initials of the officer; by default, whose key it is.")


def entry_to_model(entry: Entry) -> EntryModel:
    """Given an entry, return it as the contract has it."""
    mark = entry.corrected
    return EntryModel(
        id=entry.id,
        kind=entry.kind,
        position=entry.position,
        words=entry.words,
        fields=dict(entry.fields),
        spans=[SpanModel(page=span.page, start=span.start, end=span.end) for span in entry.spans],
        section=entry.section,
        paragraph=entry.paragraph,
        belongs_to=entry.belongs_to,
        whose=entry.whose,
        how=entry.how,
        confidence=entry.confidence,
        corrected=CorrectionModel(who=mark.who, when=mark.when, change=mark.action, words_changed=mark.words_changed) if mark else None,
        hidden=entry.hidden,
    )


def register_to_model(snapshot: Snapshot, document_id: str, kind: EntryKind | None, hidden: bool = False) -> RegisterModel:
    """Given what is published, a document's id and a kind (None: all), return its register. Raises UnknownDocument."""
    found = [entry_to_model(entry) for entry in snapshot.entries(document_id, kind, hidden)]
    return RegisterModel(entries=found, count=len(found), readable=bool(snapshot.entries(document_id, hidden=True)))


def register_to_csv(register: RegisterModel, kind: EntryKind | None) -> str:
    """Given a register (of one kind), return it as CSV with a line of headings: one line an entry, its fields in columns."""
    kinds = [kind] if kind is not None else [one for one in EntryKind if any(entry.kind is one for entry in register.entries)]
    fields = list(dict.fromkeys(name for one in kinds for name in FIELDS[one]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    head = (
        "id",
        "kind",
        "position",
        *fields,
        "whose",
        "belongs_to",
        "page",
        "section",
        "paragraph",
        "words",
        "how",
        "confidence",
        "corrected",
    )
    writer.writerow(head)
    for entry in register.entries:
        page = entry.spans[0].page if entry.spans else ""
        mark = f"{entry.corrected.change} by {entry.corrected.who}, {entry.corrected.when}" if entry.corrected else ""
        values = (
            entry.id, entry.kind.value, entry.position, *(entry.fields.get(name, "") for name in fields), entry.whose,
            entry.belongs_to or "", page, entry.section, entry.paragraph, entry.words, entry.how.value, entry.confidence, mark,
        )  # fmt: skip
        writer.writerow([_harmless(str(value)) for value in values])
    return text.getvalue()


def _harmless(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


@router.get(
    "/documents/{document_id}/register",
    operation_id="getRegister",
    summary="What was read from a document",
    response_model=RegisterModel,
    responses={200: {"content": {_CSV: {"schema": {"type": "string"}}}, "description": "The entries, in the document's order."}},
)
async def get_register(
    document_id: str,
    state: TheState,
    asker: TheAsker,
    kind: Annotated[EntryKind | None, Query(description="Only entries of this kind.")] = None,
    format: Annotated[Literal["json", "csv"] | None, Query(description="As what; by default, what Accept asks for.")] = None,
    hidden: Annotated[bool, Query(description="With entries that an officer hid; for staff.")] = False,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Return a document's priorities, duties, indicators, actions, outcomes, figures, bodies and terms, each with where it stands."""
    snapshot = await state.work(state.service.snapshot)
    seen(snapshot, asker, document_id)
    register = await state.work(register_to_model, snapshot, document_id, kind, hidden and asker.staff)
    if format == "csv" or format is None and accept.split(",")[0].split(";")[0].strip() == _CSV:
        name = f"{document_id}-{kind or 'register'}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
        return Response(register_to_csv(register, kind), media_type=f"{_CSV}; charset=utf-8", headers=headers)
    return Response(register.model_dump_json(), media_type="application/json", headers={"Vary": "Accept"})


@router.post("/documents/{document_id}/register", operation_id="changeRegister", summary="Correct, add or hide an entry")
async def change_register(document_id: str, body: ChangeModel, state: TheState, asker: TheAsker) -> EntryModel:
    """Correct, add or hide an entry; it is marked with who did it and when, and outlives reading the document again. For staff."""
    require_staff(asker)
    return await state.write(_change, state, asker, document_id, body)


def _change(state: State, asker: Asker, document_id: str, body: ChangeModel) -> EntryModel:
    snapshot = state.service.snapshot()
    seen(snapshot, asker, document_id)
    who = body.who.strip() or ("administrator" if asker.administrator else "staff")
    wish = Wish(body.change, who, body.entry_id, body.kind, body.fields, tuple((s.page, s.start, s.end) for s in body.spans))
    amendment = amendment_of(snapshot, document_id, wish)
    state.service.amend(amendment)
    return entry_to_model(state.service.snapshot().entry(document_id, amendment.entry_id))
