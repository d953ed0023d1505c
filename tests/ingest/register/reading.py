"""Small documents written as Markdown, and the register read from them."""

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
    reading = read(text)
    return register_of(Document("plan", "Plan", Path("plan.md")), reading, sections_of(reading))


def of_kind(text: str, kind: EntryKind) -> list[Entry]:
    """Given Markdown and a kind, return the entries of that kind."""
    return [entry for entry in register(text) if entry.kind is kind]


def names(text: str, kind: EntryKind) -> list[str]:
    """Given Markdown and a kind, return what the entries of that kind are called."""
    return [entry.name for entry in of_kind(text, kind)]
