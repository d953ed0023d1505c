"""Small documents written as Markdown or HTML, and the register read from them."""

from __future__ import annotations

from pathlib import Path

from ingest.documents import Document, Reading
from ingest.outline import sections_of
from ingest.readers import read_bytes
from ingest.readers.format import Format
from ingest.register import Entry, EntryKind, register_of


def read(text: str) -> Reading:
    """Given Markdown, return what our reader makes of it."""
    return read_bytes(text.encode(), Format.MARKDOWN, 10)


def register(text: str) -> tuple[Entry, ...]:
    """Given Markdown, return its register."""
    return _register(read(text))


def register_of_page(html: str) -> tuple[Entry, ...]:
    """Given a page of HTML, return its register."""
    return _register(read_bytes(html.encode(), Format.HTML, 10))


def entries_in(text: str) -> tuple[Entry, ...]:
    """Given the body of a plan, in HTML where it begins with a tag and in Markdown else, return its register."""
    return register_of_page(text) if text.startswith("<") else register(f"# Plan\n\n{text}\n")


def in_table(text: str) -> dict[str, Entry]:
    """Given Markdown, return the figures of its tables by their values."""
    return {one.fields["value"]: one for one in of_kind(text, EntryKind.FIGURE) if one.fields.get("row")}


def _register(reading: Reading) -> tuple[Entry, ...]:
    return register_of(Document("plan", "Plan", Path("plan")), reading, sections_of(reading))


def of_kind(text: str, kind: EntryKind) -> list[Entry]:
    """Given Markdown and a kind, return the entries of that kind."""
    return [entry for entry in register(text) if entry.kind is kind]


def names(text: str, kind: EntryKind) -> list[str]:
    """Given Markdown and a kind, return what the entries of that kind are called."""
    return [entry.name for entry in of_kind(text, kind)]
