"""An answer as the page shows it: what is beside its claims, and what can be said about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.api.chat import ChatAnswer, CitationModel

# What feedback carries of a citation: enough to find the place again.
SOURCE_KEYS = frozenset({"number", "document_id", "title", "page", "page_label", "section", "paragraph", "quote", "start", "end"})
MOST_SOURCES = 100


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an answer that has no claims, or the lines of a list in it."""

    lines: tuple[str, ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and its answer. `number` counts within the page; `blocks` are an answer without claims, `notes` stand beside claims."""

    number: int
    question: str
    answer: ChatAnswer
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    sources: list[dict[str, Any]]

    @classmethod
    def of(cls, number: int, question: str, answer: ChatAnswer) -> Shown:
        """Given a question and its answer, return what is shown of them."""
        blocks = () if answer.claims else tuple(blocks_of(answer.answer, len(answer.signposts)))
        contacts = [post.contact for post in answer.signposts]
        notes = tuple(notes_of(answer.answer, [claim.text for claim in answer.claims], contacts)) if answer.claims else ()
        sources = [one.model_dump(mode="json", include=set(SOURCE_KEYS)) for one in answer.citations[:MOST_SOURCES]]
        return cls(number, question, answer, blocks, notes, sources)


def blocks_of(markdown: str, signposts: int = 0) -> list[Block]:
    """Given a reply without claims as Markdown, and how many signposts end it, return its paragraphs and lists as plain words."""
    found: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", markdown.strip()):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        listed = bool(lines) and all(line.startswith("- ") for line in lines)
        if listed and len(lines) == signposts:  # they are shown as what they are
            continue
        if lines:
            found.append(Block(tuple(_plain(line.removeprefix("- ") if listed else line) for line in lines), listed))
    return found


def notes_of(markdown: str, claims: list[str], contacts: Sequence[str] = ()) -> list[str]:
    """Given an answer as Markdown, the words of its claims and the contacts shown beside it, return the sentences that are neither, such
    as that a plan is over."""
    rest = _plain(markdown)
    for claim in sorted(claims, key=len, reverse=True):
        rest = rest.replace(claim, "", 1)
    lines = (re.sub(r"\[\d+\]", "", line).strip().removeprefix("- ").strip() for line in rest.split("\n"))
    return [line for line in lines if any(letter.isalnum() for letter in line) and not any(contact in line for contact in contacts)]


def section_of(citation: CitationModel) -> str:
    """Given a citation, return the last two headings it stands under, without its document's own title."""
    headings = citation.section.split(" > ")
    return " › ".join(headings[1 if headings[0] == citation.title else 0 :][-2:])


def plain_lines(markdown: str) -> list[str]:
    """Given Markdown of ours, return its lines as plain words, empty ones left out."""
    return [_plain(line) for line in markdown.split("\n") if line.strip()]


def _plain(line: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)
