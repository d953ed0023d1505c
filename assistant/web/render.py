"""Templates -> pages: HTML with every value escaped, and the headers that let our own files in and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.briefing.briefing import references
from assistant.briefing.drawing import chart_to_bars
from assistant.conversation import Basis, Status
from assistant.feedback import Opinion
from assistant.web.showing import section_of

if TYPE_CHECKING:
    from assistant.api.chat import CitationModel

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MEDIA_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}

# How an answer ended: a word that stands above it and a sign beside the word, so that colour is never the only difference.
STATUS_WORDS: Mapping[Status, tuple[str, str]] = {
    Status.ANSWERED: ("✓", "Answered from the documents"),
    Status.PARTLY_ANSWERED: ("◐", "Partly answered"),
    Status.NOT_IN_DOCUMENTS: ("∅", "Not in the documents"),
    Status.UNCLEAR: ("?", "Which do you mean?"),
    Status.SIGNPOSTED: ("→", "Who can help"),
    Status.DECLINED: ("–", "Not answered"),
}
# What a claim rests on, where it is not simply the quoted words.
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.QUOTED: "",
    Basis.COUNTED: "counted",
    Basis.COMPUTED: "worked out",
    Basis.ABSENT: "not found",
}
# What can be said about an answer: the values of assistant.feedback.Opinion and their words on the buttons.
OPINION_WORDS: Mapping[Opinion, str] = {
    Opinion.RIGHT: "Right",
    Opinion.WRONG: "Wrong",
    Opinion.INCOMPLETE: "Incomplete",
    Opinion.WRONG_PAGE: "Wrong page",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that our pages load: its bytes, media type and ETag."""

    content: bytes
    media_type: str
    etag: str


def page(template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Given a template's name and its values, return the page."""
    html = _environment().get_template(template).render(values)
    return HTMLResponse(html, status, {"Content-Security-Policy": CONTENT_SECURITY_POLICY})


def by_document(citations: Sequence[CitationModel]) -> list[list[CitationModel]]:
    """Given citations, return them by document, in the order in which the documents are cited first."""
    found: dict[str, list[CitationModel]] = {}
    for citation in citations:
        found.setdefault(citation.document_id, []).append(citation)
    return list(found.values())


@cache
def assets() -> Mapping[str, Asset]:
    """Return the files that our pages load, by name."""
    found: dict[str, Asset] = {}
    for file in files("assistant.web").joinpath("assets").iterdir():
        media_type = MEDIA_TYPES.get(file.name.rpartition(".")[2])
        if media_type:
            content = file.read_bytes()
            found[file.name] = Asset(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
    return found


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # in the order given
    environment.filters["by_document"] = by_document
    environment.filters["section"] = section_of
    environment.filters["references"] = references
    environment.filters["bars"] = chart_to_bars
    environment.globals["status_words"] = {status.value: words for status, words in STATUS_WORDS.items()}
    environment.globals["opinions"] = {opinion.value: words for opinion, words in OPINION_WORDS.items()}
    environment.globals["basis_words"] = {basis.value: words for basis, words in BASIS_WORDS.items()}
    return environment
