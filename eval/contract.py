"""An answer of `/api/v1/chat`, as somebody outside reads it: only what the measures need, whatever else it may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.conversation import Status
from eval.errors import SystemUnavailable

LENIENT = ConfigDict(frozen=True, extra="ignore")
MARKER = re.compile(r"\s*\[\d+\]")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
PRIVATE = 0xE000  # where characters stand that no document uses
HIDDEN = re.compile("[\ue021-\ue07e]")
EMPHASIS = re.compile(r"\*\*|__|(?<![^\W_])[*_](?=\S)|(?<=\S)[*_](?![^\W_])|`")
LINE_START = re.compile(r"^\s*(?:[-*+]|\d+[.)]|#{1,6}|>)\s+", re.MULTILINE)
TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|?)+\s*$", re.MULTILINE)


class Citation(BaseModel):
    """Where a claim rests: document, physical page (None where there are none), the quoted words."""

    model_config = LENIENT
    number: int
    document_id: str
    page: int | None = None
    quote: str = ""
    title: str = ""
    section: str | None = None
    period: Any = None
    start: int | None = None
    end: int | None = None


class Claim(BaseModel):
    """One claim, its basis, and the numbers of its citations."""

    model_config = LENIENT
    text: str
    basis: str
    citations: tuple[int, ...] = ()


class Signpost(BaseModel):
    """Somebody to turn to."""

    model_config = LENIENT
    name: str
    contact: str = ""


class Answer(BaseModel):
    """The answer: how it ended, its Markdown, its claims, citations and signposts.

    `confidence` (0 to 1) is there only where a system says how sure it is.
    """

    model_config = LENIENT
    status: Status
    answer: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    answered_by: str = ""
    confidence: float | None = None

    @property
    def plain(self) -> str:
        """The answer's words, without Markdown and citation markers."""
        return plain_text(self.answer)

    def cited_by(self, claim: Claim) -> tuple[Citation, ...]:
        """Given a claim, return its citations, in its order."""
        known = {citation.number: citation for citation in self.citations}
        return tuple(known[number] for number in claim.citations if number in known)


def read_answer(value: Mapping[str, Any]) -> Answer:
    """Given the JSON of an answer, return it typed. Raises SystemUnavailable where it breaks the contract, naming the key."""
    try:
        return Answer.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the whole"
        problem = f"The answer does not keep to the contract at “{key}”: {first['msg']}; is this a Plan Assistant?"
        raise SystemUnavailable(problem) from error


def plain_text(markdown: str) -> str:
    """Given Markdown, return its words: no markers, emphasis, links, bullets, table bars, but what a backslash keeps."""
    hidden = ESCAPED.sub(lambda match: chr(PRIVATE + ord(match[1])), markdown)
    text = TABLE_RULE.sub("", MARKER.sub("", LINK.sub(r"\1", hidden)))
    bare = EMPHASIS.sub("", LINE_START.sub("", text)).replace("|", " ")
    return HIDDEN.sub(lambda match: chr(ord(match[0]) - PRIVATE), bare)
