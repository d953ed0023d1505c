"""Copies of the documents' files in the index folder, each under its digest; pages are shown from them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import IndexUnavailable, UnreadableFile

_FOLDER = "files"  # in the index folder


def original_path(index: Path, sha256: str, name: str) -> Path:
    """Given the index folder, a file's digest and its name, return where its copy is kept."""
    return index / _FOLDER / (sha256 + Path(name).suffix.lower())


def keep_original(index: Path, file: Path, sha256: str) -> None:
    """Given the index folder, a file and its digest, copy the file into the index, whole or not at all. Raises IndexUnavailable, and
    UnreadableFile where the file is no longer what the digest was made of."""
    target = original_path(index, sha256, file.name)
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=target.parent)
        with os.fdopen(descriptor, "wb") as copy, file.open("rb") as original:
            shutil.copyfileobj(original, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        changed = sha256_of(Path(draft)) != sha256
        if changed:
            Path(draft).unlink()
            raise UnreadableFile(f"{file.name} was changed while it was read; ingest it again.")
        os.replace(draft, target)
    except OSError as error:
        raise IndexUnavailable(
            f"The file {file.name} cannot be copied into the index ({error.strerror}); check the disk and try again."
        ) from error


def drop_other_originals(index: Path, files: Iterable[tuple[str, str]]) -> None:
    """Given the index folder and (digest, name) of every file that is needed, delete the copies of others."""
    wanted = {original_path(index, sha256, name).name for sha256, name in files}
    for path in (index / _FOLDER).glob("*"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Given a file, return its sha256. Raises UnreadableFile."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be opened ({error.strerror}); check the path {path} and its permissions.") from error
