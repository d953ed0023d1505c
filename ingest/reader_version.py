"""Which version of our code read a document: what another version read is read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

# Rooms that neither read a document nor cut it: a change in them does not make a generation out of date.
_NOT_READING = frozenset(
    {
        "catalogue", "cross_encoder", "described", "embed", "embedding", "errors", "index", "lexical", "library", "lock", "originals",
        "period_label", "pictures", "pipeline", "question_side", "reader_version", "report", "settings", "shelf", "store", "titles",
        "tokens",
    }
)  # fmt: skip


def reader_version() -> str:
    """Return a digest of the code that reads and cuts documents."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")) + sorted(package.rglob("*.toml")):
        inside = path.relative_to(package)
        if Path(inside.parts[0]).stem not in _NOT_READING:
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]
