"""The record: generations are seen whole or not at all, and a database that does not answer is said so plainly."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sql
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Access, Document, Passage, PassageKind, Period, Source, Span
from ingest.errors import IndexMismatch, IndexUnavailable, UnknownDocument
from ingest.store.catalogue_entry import document_of, entry_of
from ingest.store.database import store_url
from ingest.store.generation import Draft, StoredPage
from ingest.store.schema import SCHEMA
from ingest.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(store_url(tmp_path, None), create=True)


def _passage(ordinal: int, digest: str) -> Passage:
    return Passage(
        id=f"plan-{ordinal}",
        document_id="plan",
        ordinal=ordinal,
        kind=PassageKind.LIST,
        text=f"words {digest}",
        spans=(Span("plan", 1, 0, 5), Span("plan", 2, 3, 9)),
        trail=("Part one", "Aims"),
        lead="We will:",
        paragraph="3.7",
        published="3.7",
        anchor="aims",
        digest=digest,
    )


def _draft(title: str = "Plan", digests: tuple[str, ...] = ("a", "b"), access: Access = Access.PUBLIC) -> Draft:
    document = Document("plan", title, Path("plan.pdf"), access=access, period=Period(date(2017, 4, 1), date(2021, 3, 31), "2017-21"))
    pages = [StoredPage(1, "i", True, b"{}"), StoredPage(2, None, False, b"[]")]
    return Draft(document, "f" * 64, "1", True, pages, [_passage(place, digest) for place, digest in enumerate(digests)], ("Page 2 …",))


def test_a_generation_comes_back_as_it_was_written(store: Store) -> None:
    draft = _draft()
    store.publish(store.build(draft))
    (published,) = store.published()
    assert published.document == draft.document
    assert (published.pages, published.unreadable, published.passages, published.warnings) == (2, (2,), 2, ("Page 2 …",))
    assert store.passages_of(published) == list(draft.passages)
    assert store.pages_of(published.generation) == list(draft.pages)
    assert store.page(published.generation, 2) == draft.pages[1]
    assert store.page(published.generation, 3) is None


def test_what_is_being_built_is_not_seen(store: Store) -> None:
    store.build(_draft())
    assert store.published() == [] and store.digests() == set() and store.epoch() == 0


def test_a_new_generation_replaces_the_old_one_in_one_step(store: Store) -> None:
    first = store.publish(store.build(_draft("Old", ("a", "b"))))
    generation = store.build(_draft("New", ("b", "c")))
    assert store.digests() == {"a", "b"}
    assert store.publish(generation) == first + 1
    (published,) = store.published()
    assert published.document.title == "New" and store.digests() == {"b", "c"}


def test_nothing_of_a_removed_document_is_left(store: Store, tmp_path: Path) -> None:
    store.publish(store.build(_draft()))
    store.add_tokens({"a": b"1", "b": b"2"})
    store.remove("plan")
    store.drop_unpublished()
    with sqlite3.connect(tmp_path / "store.sqlite") as connection:
        for table in ("documents", "generations", "pages", "passages", "token_vectors", "entries"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    connection.close()


def test_token_vectors_in_use_are_kept(store: Store) -> None:
    store.publish(store.build(_draft(digests=("a", "b"))))
    store.add_tokens({"a": b"1", "b": b"2", "c": b"3"})
    store.add_tokens({"a": b"again"})
    store.drop_unpublished()
    assert store.tokens(["a", "b", "c"]) == {"a": b"1", "b": b"2"}
    assert store.known_tokens(["a", "c"]) == {"a"}


def test_digests_are_kept_apart_by_access(store: Store) -> None:
    store.publish(store.build(_draft(digests=("a",), access=Access.INTERNAL)))
    assert store.digests(Access.PUBLIC) == set() and store.digests(Access.INTERNAL) == {"a"}


def test_every_visible_change_moves_the_epoch_on(store: Store) -> None:
    document = replace(_draft().document, area="Sutton")
    seen = [store.epoch(), store.publish(store.build(_draft())), store.describe(document), store.remove("plan")]
    assert seen == [0, 1, 2, 3] and store.epoch() == 3


def test_describing_changes_the_entry_only(store: Store) -> None:
    store.publish(store.build(_draft()))
    before = store.published()[0]
    store.describe(replace(before.document, area="Sutton"))
    after = store.published()[0]
    assert after == replace(before, document=replace(before.document, area="Sutton"))


@pytest.mark.parametrize("act", [lambda store: store.remove("nothing"), lambda store: store.describe(Document("nothing", "", Path("x")))])
def test_an_unknown_document_is_named(store: Store, act: object) -> None:
    assert callable(act)
    with pytest.raises(UnknownDocument, match="nothing"):
        act(store)


def test_another_model_is_refused_by_name(store: Store) -> None:
    assert store.model() is None
    store.claim_model("small", "1" * 64)
    store.claim_model("small under another name", "1" * 64)
    with pytest.raises(IndexMismatch, match="“small”.*“large”.*another index folder"):
        store.claim_model("large", "2" * 64)
    assert store.model() == ("small", "1" * 64)


def test_every_index_has_an_id_of_its_own(tmp_path: Path) -> None:
    first, second = (Store.open(store_url(tmp_path / name, None), create=True) for name in "ab")
    assert first.id() == Store.open(store_url(tmp_path / "a", None)).id() != second.id()


def test_no_index_is_said_plainly_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="no index.*plan-assistant ingest"):
        Store.open(store_url(tmp_path / "none", None))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("create", [False, True])
def test_another_layout_is_refused_and_left_as_it_is(tmp_path: Path, store: Store, create: bool) -> None:
    with sqlite3.connect(tmp_path / "store.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
        connection.execute("DROP TABLE entries")
    connection.close()
    with pytest.raises(IndexMismatch, match=f"layout 0.*layout {SCHEMA}.*another index folder"):
        Store.open(store_url(tmp_path, None), create=create)
    with sqlite3.connect(tmp_path / "store.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entries'").fetchone() == (0,)
    connection.close()


def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexUnavailable, match="does not answer"):
        Store.open(store_url(tmp_path, None), create=True)


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailable, match="cannot be made"):
        Store.open(store_url(tmp_path / "file" / "index", None), create=True)


def test_a_locked_database_is_said_plainly(store: Store, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexUnavailable, match="locked by another process"):
        store.mark_dirty(True)
    other.rollback()
    other.close()
    store.mark_dirty(True)
    assert store.is_dirty()


def test_a_full_disk_is_said_plainly_and_loses_nothing(store: Store) -> None:
    store.publish(store.build(_draft()))

    def no_room(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    sql.event.listen(store._database.engine, "checkout", no_room)
    with pytest.raises(IndexUnavailable, match="is full; free some space"):
        store.add_tokens({"c": bytes(10_000_000)})
    sql.event.remove(store._database.engine, "checkout", no_room)
    store._database.engine.dispose()
    assert store.digests() == {"a", "b"} and store.tokens(["c"]) == {}
    store.add_tokens({"c": b"1"})


@pytest.mark.parametrize("url", ["nonsense", "nosuchdatabase://host/name"])
def test_a_url_that_is_none_is_said_plainly(tmp_path: Path, url: str) -> None:
    with pytest.raises(IndexUnavailable, match="store_url is no database URL"):
        Store.open(store_url(tmp_path, url), create=True)


def test_the_lock_row_is_one_holders_until_it_falls_silent(store: Store) -> None:
    assert store.take_lock("a", {"pid": 1}, now=100, stale_after=60) is None
    assert store.take_lock("b", {"pid": 2}, now=150, stale_after=60) == {"pid": 1}
    assert store.beat_lock("a", now=155)
    assert store.take_lock("b", {"pid": 2}, now=200, stale_after=60) == {"pid": 1}
    assert store.take_lock("b", {"pid": 2}, now=216, stale_after=60) is None
    assert not store.beat_lock("a", now=217)
    store.drop_lock("a")
    assert store.take_lock("c", {"pid": 3}, now=218, stale_after=60) == {"pid": 2}
    store.drop_lock("b")
    assert store.take_lock("c", {"pid": 3}, now=218, stale_after=60) is None


def test_a_writer_that_lost_its_row_publishes_nothing(store: Store) -> None:
    store.take_lock("a", {"pid": 1}, now=0, stale_after=60)
    generation = store.build(_draft())
    store.take_lock("b", {"pid": 2}, now=100, stale_after=60)
    with pytest.raises(IndexUnavailable, match="another one has taken over"):
        store.publish(generation, owner="a")
    assert store.published() == []
    store.publish(generation, owner="b")
    assert len(store.published()) == 1


DATES = st.dates()
TEXTS = st.none() | st.text(max_size=20)


@given(
    st.builds(
        Document,
        id=st.text(min_size=1),
        title=st.text(),
        file=st.just(Path("plan.pdf")),
        authority=TEXTS,
        area=TEXTS,
        kind=TEXTS,
        period=st.none() | st.builds(Period, DATES, DATES, st.text()),
        published=st.none() | DATES,
        follows=TEXTS,
        access=st.sampled_from(Access),
        licence=TEXTS,
        sha256=TEXTS,
        source=st.sampled_from(Source),
        digest_of=TEXTS,
    )
)
def test_an_entry_keeps_everything_of_a_document_but_its_folder(document: Document) -> None:
    assert document_of(entry_of(document), document.file) == document
