"""The record: documents, their pages and passages, and which generation of each is published."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from ingest.documents import Access, Document, Passage
from ingest.errors import IndexMismatch, IndexUnavailable, UnknownDocument
from ingest.register.correction import Amendment, amendment_from_json, amendment_to_json
from ingest.register.entry import Entry, entry_from_json
from ingest.store.catalogue_entry import document_of, entry_of
from ingest.store.database import Database
from ingest.store.generation import (
    Draft,
    Published,
    State,
    StoredPage,
    document_row,
    entry_row,
    generation_row,
    page_of,
    page_row,
    passage_of,
    passage_row,
    published_of,
)
from ingest.store.schema import SCHEMA, amendments, documents, entries, generations, locks, meta, pages, passages, tables, token_vectors

# Values in one IN list: well below what any database refuses.
CHUNK = 400


class Store:
    """One database. Every method raises IndexUnavailable where the database or its disk does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: sql.URL, create: bool = False) -> Store:
        """Given a database's URL (`store_url`), return the store there; `create` makes its tables where there are none.

        Raises IndexUnavailable where there is no store or it does not answer, IndexMismatch where it was made by another version.
        """
        database = Database.open(url)
        store = cls(database)
        try:
            store._prepare(create)
        except BaseException:
            database.close()
            raise
        return store

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    # -- what the index is ------------------------------------------------------------------------------------------

    def id(self) -> str:
        """Return what tells this index from every other, so that several can share a vector server."""
        with self._database.reading() as connection:
            return _meta(connection, "id") or ""

    def epoch(self) -> int:
        """Return the number that grows with every change a reader can see."""
        with self._database.reading() as connection:
            return int(_meta(connection, "epoch") or 0)

    def model(self) -> tuple[str, str] | None:
        """Return name and digest of the embedding model the index was built with, or None while it is empty."""
        with self._database.reading() as connection:
            name, digest = _meta(connection, "model_name"), _meta(connection, "model_digest")
        return (name, digest) if name is not None and digest is not None else None

    def claim_model(self, name: str, digest: str) -> None:
        """Given the model in use, record it where none is recorded. Raises IndexMismatch where another one is."""
        recorded = self.model()
        if recorded is None:
            with self._database.writing() as connection:
                _set_meta(connection, "model_name", name)
                _set_meta(connection, "model_digest", digest)
        elif recorded[1] != digest:
            raise wrong_model(recorded, name, digest)

    def is_dirty(self) -> bool:
        """Say whether a writer began something and has not said that it ended."""
        with self._database.reading() as connection:
            return _meta(connection, "dirty") == "1"

    def mark_dirty(self, dirty: bool) -> None:
        """Note that a writer begins (true) or has ended (false) changing store, vectors and files."""
        with self._database.writing() as connection:
            _set_meta(connection, "dirty", "1" if dirty else "0")

    # -- reading ----------------------------------------------------------------------------------------------------

    def published(self) -> list[Published]:
        """Return every document that can be asked about, by id."""
        query = (
            sql.select(documents, generations)
            .join_from(documents, generations)
            .order_by(documents.c.id)
            .set_label_style(sql.LABEL_STYLE_TABLENAME_PLUS_COL)
        )
        with self._database.reading() as connection:
            return [published_of(row) for row in connection.execute(query).mappings()]

    def document(self, document_id: str) -> Published | None:
        """Given an id, return the published document, or None."""
        return next((found for found in self.published() if found.document.id == document_id), None)

    def require(self, document_id: str) -> None:
        """Given an id, raise UnknownDocument where no published document has it."""
        with self._database.reading() as connection:
            _generation_of(connection, document_id)

    def passages_of(self, published: Published) -> list[Passage]:
        """Given a published document, return its passages in order."""
        query = sql.select(passages).where(passages.c.generation == published.generation).order_by(passages.c.ordinal)
        with self._database.reading() as connection:
            return [passage_of(published.document.id, row) for row in connection.execute(query).mappings()]

    def entries_of(self, published: Published) -> list[Entry]:
        """Given a published document, return its register as it was read, in the document's order by kind, without amendments."""
        query = sql.select(entries).where(entries.c.generation == published.generation).order_by(entries.c.kind, entries.c.position)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings()
            return [entry_from_json(published.document.id, row["kind"], bytes(row["json"])) for row in rows]

    def amendments(self) -> dict[str, list[Amendment]]:
        """Return what officers changed in registers, by document, in the order it was done."""
        found: dict[str, list[Amendment]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(sql.select(amendments).order_by(amendments.c.id)).mappings():
                one = amendment_from_json(row["document_id"], row["change"], row["kind"], row["entry_id"], bytes(row["json"]))
                found.setdefault(one.document_id, []).append(one)
        return found

    def page(self, generation: int, number: int) -> StoredPage | None:
        """Given a generation and a page number, return the page, or None."""
        query = sql.select(pages).where(pages.c.generation == generation, pages.c.number == number)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else page_of(row)

    def pages_of(self, generation: int) -> list[StoredPage]:
        """Given a generation, return its pages in order."""
        query = sql.select(pages).where(pages.c.generation == generation).order_by(pages.c.number)
        with self._database.reading() as connection:
            return [page_of(row) for row in connection.execute(query).mappings()]

    def digests(self, access: Access | None = None) -> set[str]:
        """Return the digests of all published passages (of one access)."""
        query = sql.select(passages.c.digest).join(generations).where(generations.c.state == State.PUBLISHED).distinct()
        if access is not None:
            query = query.where(generations.c.access == access)
        with self._database.reading() as connection:
            return set(connection.scalars(query))

    def known_tokens(self, digests: Iterable[str]) -> set[str]:
        """Given digests, return those whose token vectors are kept."""
        found: set[str] = set()
        with self._database.reading() as connection:
            for part in _chunks(digests):
                found.update(connection.scalars(sql.select(token_vectors.c.digest).where(token_vectors.c.digest.in_(part))))
        return found

    def tokens(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Given digests, return the packed token vectors of those that have them."""
        found: dict[str, bytes] = {}
        with self._database.reading() as connection:
            for part in _chunks(digests):
                rows = connection.execute(sql.select(token_vectors).where(token_vectors.c.digest.in_(part)))
                found.update({row.digest: bytes(row.vectors) for row in rows})
        return found

    def file_names(self) -> set[tuple[str, str]]:
        """Return (sha256, original name) of every file a generation needs."""
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(generations.c.file_sha256, generations.c.file_name).distinct())
            return {(row.file_sha256, row.file_name) for row in rows}

    # -- writing ----------------------------------------------------------------------------------------------------

    def add_tokens(self, vectors: Mapping[str, bytes]) -> None:
        """Given packed token vectors by digest, keep those that are not kept yet."""
        with self._database.writing() as connection:
            for part in _chunks(vectors):
                query = sql.select(token_vectors.c.digest).where(token_vectors.c.digest.in_(part))
                known = set(connection.scalars(query))
                rows = [{"digest": digest, "vectors": vectors[digest]} for digest in part if digest not in known]
                if rows:
                    connection.execute(sql.insert(token_vectors), rows)

    def build(self, draft: Draft) -> int:
        """Given a draft, write it as a generation that nobody sees yet, and return its number."""
        with self._database.writing() as connection:
            values = generation_row(draft)
            key: Any = connection.execute(sql.insert(generations).values(values)).inserted_primary_key
            generation = int(key[0])
            _insert(connection, pages, [page_row(generation, page) for page in draft.pages])
            _insert(connection, passages, [passage_row(generation, passage) for passage in draft.passages])
            _insert(connection, entries, [entry_row(generation, entry) for entry in draft.entries])
        return generation

    def publish(self, generation: int, owner: str | None = None) -> int:
        """Given a generation that was built, make it the one that is seen, retire its predecessor, and return the epoch.

        One transaction. `owner` is checked against the lock row in it, so that a writer that lost its lock changes nothing.
        """
        with self._database.writing() as connection:
            _check_owner(connection, owner)
            row = connection.execute(sql.select(generations).where(generations.c.id == generation)).mappings().one()
            document = document_of(row["entry"], Path(row["file_name"]))
            siblings = generations.c.document_id == document.id
            connection.execute(sql.update(generations).where(siblings, generations.c.state == State.PUBLISHED).values(state=State.RETIRED))
            connection.execute(sql.update(generations).where(generations.c.id == generation).values(state=State.PUBLISHED))
            _put_document(connection, document, generation)
            return _advance(connection)

    def amend(self, amendment: Amendment, owner: str | None = None) -> int:
        """Given an officer's change to a register, keep it, and return the epoch. Raises UnknownDocument."""
        with self._database.writing() as connection:
            _check_owner(connection, owner)
            _generation_of(connection, amendment.document_id)
            values = {
                "document_id": amendment.document_id,
                "change": amendment.change.value,
                "kind": amendment.kind.value,
                "entry_id": amendment.entry_id,
                "json": amendment_to_json(amendment),
            }
            connection.execute(sql.insert(amendments).values(values))
            return _advance(connection)

    def describe(self, document: Document, owner: str | None = None) -> int:
        """Given a published document with a changed catalogue entry, record the entry, and return the epoch."""
        with self._database.writing() as connection:
            _check_owner(connection, owner)
            generation = _generation_of(connection, document.id)
            connection.execute(sql.update(generations).where(generations.c.id == generation).values(entry=entry_of(document)))
            _put_document(connection, document, generation)
            return _advance(connection)

    def remove(self, document_id: str, owner: str | None = None) -> int:
        """Given a document's id, make it invisible, and return the epoch. Raises UnknownDocument where there is none."""
        with self._database.writing() as connection:
            _check_owner(connection, owner)
            generation = _generation_of(connection, document_id)
            connection.execute(sql.delete(documents).where(documents.c.id == document_id))
            connection.execute(sql.update(generations).where(generations.c.id == generation).values(state=State.RETIRED))
            return _advance(connection)

    def drop_unpublished(self) -> None:
        """Delete every generation that is not published (half-built or retired), and token vectors nothing refers to."""
        with self._database.writing() as connection:
            dropped = sql.select(generations.c.id).where(generations.c.state != State.PUBLISHED)
            for table in (entries, passages, pages):
                connection.execute(sql.delete(table).where(table.c.generation.in_(dropped)))
            connection.execute(sql.delete(generations).where(generations.c.state != State.PUBLISHED))
            connection.execute(sql.delete(token_vectors).where(token_vectors.c.digest.not_in(sql.select(passages.c.digest))))

    def drop_tokens(self) -> None:
        """Delete all token vectors, so that they are made anew."""
        with self._database.writing() as connection:
            connection.execute(sql.delete(token_vectors))

    # -- the lock row, where several machines share a store -----------------------------------------------------------

    def take_lock(self, owner: str, holder: Mapping[str, Any], now: float, stale_after: float) -> dict[str, Any] | None:
        """Given who asks and the time in seconds, take the writer's row where it is free or its holder has been silent
        for `stale_after` seconds. Returns None where taken, else who holds it."""
        with self._database.writing() as connection:
            if connection.execute(sql.select(locks.c.name).where(locks.c.name == "writer")).first() is None:
                connection.execute(sql.insert(locks).values(name="writer", owner=None, holder=None, beat=0.0))
        free = locks.c.owner.is_(None) | (locks.c.beat < now - stale_after) | (locks.c.owner == owner)
        with self._database.writing() as connection:
            changed = connection.execute(
                sql.update(locks).where(locks.c.name == "writer", free).values(owner=owner, holder=dict(holder), beat=now)
            )
            if changed.rowcount:
                return None
            return dict(connection.execute(sql.select(locks.c.holder).where(locks.c.name == "writer")).scalar_one() or {})

    def beat_lock(self, owner: str, now: float) -> bool:
        """Given the holder and the time, note that it lives. Returns whether the row is still its own."""
        with self._database.writing() as connection:
            mine = (locks.c.name == "writer") & (locks.c.owner == owner)
            return bool(connection.execute(sql.update(locks).where(mine).values(beat=now)).rowcount)

    def drop_lock(self, owner: str) -> None:
        """Given the holder, free its row."""
        with self._database.writing() as connection:
            mine = (locks.c.name == "writer") & (locks.c.owner == owner)
            connection.execute(sql.update(locks).where(mine).values(owner=None, holder=None, beat=0.0))

    # -- inside -------------------------------------------------------------------------------------------------------

    def _prepare(self, create: bool) -> None:
        if create:
            self._database.make_folder()
            with self._database.writing() as connection:
                if sql.inspect(connection).has_table(meta.name) and _meta(connection, "schema") not in (None, SCHEMA):
                    raise self._other_layout(_meta(connection, "schema"))  # before a table is added to it
                tables.create_all(connection)
                if _meta(connection, "schema") is None:
                    _set_meta(connection, "schema", SCHEMA)
                    _set_meta(connection, "id", uuid.uuid4().hex)
                    _set_meta(connection, "epoch", "0")
        if not self._database.holds(meta):
            raise IndexUnavailable(f"There is no index at {self._database.where} yet; make one with “plan-assistant ingest”.")
        with self._database.reading() as connection:
            schema = _meta(connection, "schema")
        if schema != SCHEMA:
            raise self._other_layout(schema)

    def _other_layout(self, schema: str | None) -> IndexMismatch:
        return IndexMismatch(
            f"The index at {self._database.where} has layout {schema}, and this version reads layout {SCHEMA}; "
            "ingest into another index folder."
        )


def wrong_model(recorded: tuple[str, str], name: str, digest: str) -> IndexMismatch:
    """Given name and digest of the model an index was built with, and those of the one in use, return the error that says so."""
    return IndexMismatch(
        f"This index was built with the embedding model “{recorded[0]}” ({recorded[1][:8]}…), not with “{name}” ({digest[:8]}…); "
        "set embedding_model to the former, or ingest into another index folder."
    )


def _meta(connection: sql.Connection, key: str) -> str | None:
    value: str | None = connection.execute(sql.select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()
    return value


def _set_meta(connection: sql.Connection, key: str, value: str) -> None:
    if not connection.execute(sql.update(meta).where(meta.c.key == key).values(value=value)).rowcount:
        connection.execute(sql.insert(meta).values(key=key, value=value))


def _advance(connection: sql.Connection) -> int:
    """Move the epoch on, and return it."""
    epoch = int(_meta(connection, "epoch") or 0) + 1
    _set_meta(connection, "epoch", str(epoch))
    return epoch


def _check_owner(connection: sql.Connection, owner: str | None) -> None:
    if owner is None:
        return
    row = connection.execute(sql.select(locks.c.owner).where(locks.c.name == "writer").with_for_update()).first()
    if row is None or row.owner != owner:
        raise IndexUnavailable("This process was silent for too long and another one has taken over writing; start it again.")


def _generation_of(connection: sql.Connection, document_id: str) -> int:
    generation = connection.execute(sql.select(documents.c.generation).where(documents.c.id == document_id)).scalar_one_or_none()
    if generation is None:
        raise UnknownDocument(f"No document has the id “{document_id}”; “plan-assistant documents” lists those there are.")
    return int(generation)


def _put_document(connection: sql.Connection, document: Document, generation: int) -> None:
    values = document_row(document, generation)
    if not connection.execute(sql.update(documents).where(documents.c.id == document.id).values(values)).rowcount:
        connection.execute(sql.insert(documents).values(values))


def _insert(connection: sql.Connection, table: sql.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sql.insert(table), rows)


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]
