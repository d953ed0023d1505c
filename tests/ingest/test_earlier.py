"""An index of an earlier version is set aside whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.earlier import layout_of, set_aside
from ingest.settings import IngestSettings
from ingest.store.database import FILE, store_url
from ingest.store.schema import SCHEMA
from ingest.store.store import Store


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    Store.open(store_url(folder, None), create=True).close()
    (folder / "files").mkdir()
    (folder / "files" / "upload.pdf").write_bytes(b"%PDF")
    return folder


def age(index: Path) -> None:
    with closing(sqlite3.connect(index / FILE)) as connection:
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
        connection.commit()


def test_an_index_of_this_version_stays(index: Path) -> None:
    assert layout_of(index) == SCHEMA
    assert set_aside(IngestSettings(index=index)) is None
    assert (index / FILE).is_file()


def test_an_earlier_one_is_moved_with_all_that_is_in_it(index: Path) -> None:
    age(index)
    moved = set_aside(IngestSettings(index=index))
    assert moved == index.with_name("index.layout-2")
    assert not index.exists()
    assert (moved / "files" / "upload.pdf").read_bytes() == b"%PDF"


def test_what_was_set_aside_before_is_not_overwritten(index: Path) -> None:
    age(index)
    index.with_name("index.layout-2").mkdir()
    assert set_aside(IngestSettings(index=index)) == index.with_name("index.layout-2-2")


def test_a_shared_store_is_left_alone(index: Path) -> None:
    age(index)
    assert set_aside(IngestSettings(index=index, store_url="sqlite:///elsewhere.sqlite")) is None
    assert index.is_dir()


def test_no_index_is_no_earlier_one(tmp_path: Path) -> None:
    assert layout_of(tmp_path) is None
    (tmp_path / FILE).write_bytes(b"no database at all")
    assert layout_of(tmp_path) is None
