"""An index of the invented council's two plans and the papers beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
import typst

from ingest.embed import Embedder
from ingest.library import Library, Snapshot
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from tests.assistant.councils import FOLDER

THORNMERE = FOLDER.parent / "thornmere"


@pytest.fixture(scope="session")
def thornmere_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> IngestSettings:
    """Settings of an index that holds them."""
    folder = tmp_path_factory.mktemp("thornmere") / "documents"
    shutil.copytree(THORNMERE, folder, ignore=shutil.ignore_patterns("README.md"))
    for source in folder.glob("*.typ"):
        typst.compile(str(source), output=str(source.with_suffix(".pdf")))
    settings = IngestSettings(index=folder.parent / "index")
    report = ingest([folder], settings, lambda: embedder)
    assert not report.failed, [outcome.error for outcome in report.failed]
    return settings


@pytest.fixture(scope="session")
def thornmere(thornmere_index: IngestSettings) -> Iterator[Snapshot]:
    """What is published of them."""
    with Library.open(thornmere_index) as library:
        yield library.snapshot
