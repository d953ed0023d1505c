"""What tests share: the real embedding model, loaded once, and indexes made from small files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ingest.embed import Embedder
from ingest.pipeline import ingest
from ingest.report import Report
from ingest.settings import IngestSettings


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The packaged model. Loading it takes seconds, so it is loaded once."""
    return Embedder()


def write_documents(folder: Path, files: Mapping[str, str], catalogue: str | None = None) -> Path:
    """Given texts by file name (and a catalogue's text), write them into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if catalogue is not None:
        (folder / "catalogue.toml").write_text(catalogue, encoding="utf-8")
    return folder


def catalogue_of(*entries: Mapping[str, str]) -> str:
    """Given entries as mappings, return the text of a catalogue."""
    blocks = ["[[document]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in entry.items()) for entry in entries]
    return "\n".join(blocks)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.fixture
def settings(tmp_path: Path) -> IngestSettings:
    """An index folder of this test's own, everything else as shipped."""
    return IngestSettings(index=tmp_path / "index")


@pytest.fixture
def indexed(tmp_path: Path, settings: IngestSettings, embedder: Embedder) -> Callable[..., Report]:
    """Given texts by file name (and a catalogue), bring this test's index to what they hold."""

    def run(files: Mapping[str, str], catalogue: str | None = None) -> Report:
        return ingest([write_documents(tmp_path / "documents", files, catalogue)], settings, lambda: embedder)

    return run
