"""Small documents set by Typst, and the register read from the PDF."""

from __future__ import annotations

from pathlib import Path

import typst

from ingest.documents import Document
from ingest.outline import sections_of
from ingest.readers import read_bytes
from ingest.readers.format import Format
from ingest.register import Entry, register_of


def register_of_typst(source: str, folder: Path) -> tuple[Entry, ...]:
    """Given Typst source and a folder to write to, return the register of the PDF it makes."""
    file = folder / "page.typ"
    file.write_text(source, encoding="utf-8")
    reading = read_bytes(typst.compile(str(file)), Format.PDF, 20)
    return register_of(Document("page", "Page", file), reading, sections_of(reading))
