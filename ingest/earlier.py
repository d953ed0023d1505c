"""An index that an earlier version made: set aside whole, so that the documents can be read anew and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ingest.errors import BadInput
from ingest.settings import IngestSettings
from ingest.store.database import FILE
from ingest.store.schema import SCHEMA


def set_aside(settings: IngestSettings) -> Path | None:
    """Given the settings, move an index folder of another layout out of the way and return where it is now; None where there is none.

    Only an index of one folder is moved: what lies in a shared store or a Chroma server is left to whoever runs those.
    Raises BadInput where the folder cannot be moved.
    """
    if settings.store_url or settings.chroma_url:
        return None
    layout = layout_of(settings.index)
    if layout in (None, SCHEMA):
        return None
    target = _free(settings.index.with_name(f"{settings.index.name}.layout-{layout}"))
    try:
        settings.index.rename(target)
    except OSError as error:
        raise BadInput(f"The index in {settings.index} has layout {layout} and cannot be moved to {target} ({error.strerror}).") from error
    return target


def layout_of(index: Path) -> str | None:
    """Given an index folder, return the layout of its store, or None where there is none that can be read."""
    file = index / FILE
    if not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def _free(path: Path) -> Path:
    number = 1
    chosen = path
    while chosen.exists():
        number += 1
        chosen = path.with_name(f"{path.name}-{number}")
    return chosen
