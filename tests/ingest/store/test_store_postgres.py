"""The record on PostgreSQL: the same as on SQLite. Runs where PLAN_ASSISTANT_TEST_POSTGRES names a server's database to make schemas in."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql

from ingest.embed import Embedder
from ingest.errors import IndexMismatch, IndexUnavailable, UnknownDocument, WriterBusy
from ingest.library import Library
from ingest.lock import Holder, WriterLock
from ingest.pipeline import Writer, ingest
from ingest.report import Ending
from ingest.settings import IngestSettings
from ingest.store.database import store_url
from ingest.store.store import Store
from tests.conftest import write_documents
from tests.ingest.hashes import HashEmbedder
from tests.ingest.store.test_store import _draft

SERVER = os.environ.get("PLAN_ASSISTANT_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(
    not SERVER, reason="PLAN_ASSISTANT_TEST_POSTGRES names no database, such as postgresql+psycopg://user@127.0.0.1:5432/name"
)


@pytest.fixture
def url() -> Iterator[str]:
    """A schema of this test's own."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    engine = sql.create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(sql.text(f"CREATE SCHEMA {name}"))
    try:
        yield sql.make_url(SERVER).update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(sql.text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    made = Store.open(store_url(Path("unused"), url), create=True)
    yield made
    made.close()


def test_a_generation_comes_back_as_it_was_written(store: Store) -> None:
    draft = _draft()
    store.publish(store.build(draft))
    (published,) = store.published()
    assert published.document == draft.document
    assert published.created.tzinfo is not None
    assert store.passages_of(published) == list(draft.passages)
    assert store.pages_of(published.generation) == list(draft.pages)


def test_a_new_generation_replaces_the_old_one_and_nothing_is_left_of_it(store: Store) -> None:
    first = store.publish(store.build(_draft("Old", ("a", "b"))))
    store.add_tokens({"a": b"1", "b": b"2"})
    assert store.publish(store.build(_draft("New", ("b", "c")))) == first + 1
    store.drop_unpublished()
    assert store.digests() == {"b", "c"} and store.tokens(["a", "b"]) == {"b": b"2"}
    store.remove("plan")
    store.drop_unpublished()
    assert store.published() == [] and store.file_names() == set()
    with pytest.raises(UnknownDocument):
        store.remove("plan")


def test_describing_changes_the_entry_only(store: Store) -> None:
    store.publish(store.build(_draft()))
    before = store.published()[0]
    store.describe(replace(before.document, area="Sutton"))
    assert store.published()[0] == replace(before, document=replace(before.document, area="Sutton"))


def test_another_layout_is_refused(store: Store, url: str) -> None:
    engine = sql.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sql.text("UPDATE meta SET value = '0' WHERE key = 'schema'"))
    engine.dispose()
    with pytest.raises(IndexMismatch, match="has layout 0"):
        Store.open(store_url(Path("unused"), url))


def test_no_tables_and_no_server_are_said_plainly(url: str) -> None:
    with pytest.raises(IndexUnavailable, match="There is no index"):
        Store.open(store_url(Path("unused"), url))
    with pytest.raises(IndexUnavailable, match="does not answer"):
        Store.open(store_url(Path("unused"), "postgresql+psycopg://nobody@127.0.0.1:9/none"), create=True)


def test_machines_that_share_a_store_keep_each_other_out(store: Store, tmp_path: Path) -> None:
    with WriterLock(tmp_path / "one", Holder.this_process("ingest"), store) as first:
        with pytest.raises(WriterBusy):
            WriterLock(tmp_path / "two", Holder.this_process("ingest"), store).acquire()
        store.publish(store.build(_draft()), first.owner)
    with pytest.raises(IndexUnavailable, match="taken over"):
        store.publish(store.build(_draft()), "somebody else")


def test_documents_are_read_replaced_and_removed(url: str, tmp_path: Path) -> None:
    settings = IngestSettings(index=tmp_path / "index", store_url=url)
    embedder: Embedder = HashEmbedder()
    folder = write_documents(tmp_path / "plans", {"north.md": "# Knives\n\nKnife crime fell by 12%.\n\n- new locks\n- more patrols\n"})
    endings = []
    for words in ("", "", "\n\n# Burglary\n\nBurglary rose.\n"):
        with (folder / "north.md").open("a", encoding="utf-8") as file:
            file.write(words)
        endings.append(ingest([folder], settings, lambda: embedder).outcomes[0].ending)
    assert endings == [Ending.ADDED, Ending.UNCHANGED, Ending.REPLACED]
    with Library.open(settings) as library:
        snapshot = library.snapshot
        assert "Burglary rose." in "\n".join(passage.text for passage in snapshot.passages_of("north"))
        assert "12%" in snapshot.page("north", 1).text
        assert snapshot.similar(embedder.question("burglary").vector, 3) and snapshot.matching("burglary", 3)
    with Writer.open(settings, lambda: embedder, "remove") as writer:
        writer.remove("north")
        writer.rebuild()
    with Library.open(settings) as library:
        assert not library.snapshot.shelves
