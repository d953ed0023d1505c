"""POST /briefings: a scrutiny pack of one or more documents, as a page, a Word document or Markdown."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.api.limiting import Counted
from assistant.api.requests import State, TheAsker, TheState, taking, without_controls
from assistant.briefing.briefing import Briefing, Format
from assistant.briefing.make import Wish, file_name, make_briefing
from assistant.conversation import Asker

router = APIRouter(tags=["briefings"])

MOST_IDS = 100  # ids that are read at all; how many make a pack is the pack's to say
MOST_TOPIC = 2000
MEDIA_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SUFFIXES = {Format.HTML: ".html", Format.MARKDOWN: ".md", Format.DOCX: ".docx"}


class BriefingRequest(BaseModel):
    """What a pack is made of."""

    model_config = ConfigDict(extra="forbid")

    documents: list[Annotated[str, Field(max_length=300)]] = Field(
        max_length=MOST_IDS, description="Ids of up to ten documents; what changed is told of the first."
    )
    topic: str = Field(default="", max_length=MOST_TOPIC, description="Sets the documents side by side on it.")
    since: str = Field(default="", max_length=300, description="Id of an earlier document; by default the one the first one follows.")
    format: Format = Field(default=Format.HTML, description="As what the pack is sent.")

    @field_validator("topic", "since", mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        return "" if value is None else without_controls(value) if isinstance(value, str) else value

    @property
    def wish(self) -> Wish:
        """The same as the pack's maker takes it."""
        return Wish(tuple(self.documents), self.topic, self.since)


def rendered(briefing: Briefing, form: Format) -> bytes:
    """Given a pack and a format, return the file."""
    if form is Format.DOCX:
        from assistant.briefing.docx import briefing_to_docx

        return briefing_to_docx(briefing)
    if form is Format.MARKDOWN:
        from assistant.briefing.markdown import briefing_to_markdown

        return briefing_to_markdown(briefing).encode("utf-8", "replace")
    from assistant.briefing.html import briefing_to_html

    return briefing_to_html(briefing).encode("utf-8", "replace")


def briefing_response(content: bytes, form: Format, ids: tuple[str, ...]) -> Response:
    """Given a pack's file, its format and its documents, return the response: a page is shown, anything else is saved."""
    headers: dict[str, str] = {"Content-Disposition": f'attachment; filename="{file_name(ids, SUFFIXES[form])}"'}
    if form is Format.HTML:
        from assistant.briefing.html import content_security_policy

        headers = {"Content-Security-Policy": content_security_policy()}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)


_CONTENT: dict[str, Any] = {
    kind.partition(";")[0]: {"schema": {"type": "string", **({"format": "binary"} if form is Format.DOCX else {})}}
    for form, kind in MEDIA_TYPES.items()
}


@router.post(
    "/briefings",
    operation_id="makeBriefing",
    summary="Make a scrutiny pack",
    response_class=Response,
    responses={200: {"content": _CONTENT, "description": "The pack."}},
    dependencies=[taking(Counted.QUESTIONS)],
)
async def make(body: BriefingRequest, state: TheState, asker: TheAsker) -> Response:
    """Make a pack: what the documents set out, what is missing, what does not add up, what changed, lines of questioning; all cited."""
    content = await state.work(_made, state, asker, body)
    return briefing_response(content, body.format, tuple(body.documents))


def _made(state: State, asker: Asker, body: BriefingRequest) -> bytes:
    service = state.service
    return rendered(make_briefing(body.wish, service.snapshot(), asker, service.embedder, date.today()), body.format)
