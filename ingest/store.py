"""The record: documents, their pages and passages, and which generation of each is published.

The store is the truth; vectors, word index and token file can be rebuilt from it. A generation is one reading of one
document: it is written as `building`, becomes visible whole when it is published, and its predecessor is retired in the
same transaction. `epoch` grows with every change that a reader can see. SQLite by default, any SQLAlchemy URL otherwise;
nothing here is SQLite's own but the one connect hook.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DatabaseError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ingest.documents import Access, Document, Passage, PassageKind, Period, Source, Span
from ingest.errors import IndexMismatch, IndexUnavailable, UnknownDocument
from ingest.register.correction import Amendment, amendment_from_json, amendment_to_json
from ingest.register.entry import Entry, entry_from_json, entry_to_json

# Raised when a table or a column is added, so that an index of before is refused in words and not by the database.
SCHEMA = "3"
FILE = "store.sqlite"  # in the index folder
# Values in one IN list: well below what any database refuses.
CHUNK = 400

_tables = sql.MetaData()

meta = sql.Table(
    "meta",
    _tables,
    sql.Column("key", sql.String(40), primary_key=True),
    sql.Column("value", sql.Text, nullable=False),
)

locks = sql.Table(
    "locks",
    _tables,
    sql.Column("name", sql.String(40), primary_key=True),
    sql.Column("owner", sql.String(64)),
    sql.Column("holder", sql.JSON),
    sql.Column("beat", sql.Float, nullable=False),
)

generations = sql.Table(
    "generations",
    _tables,
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("document_id", sql.String(80), nullable=False, index=True),
    sql.Column("state", sql.String(10), nullable=False),
    sql.Column("entry", sql.JSON, nullable=False),  # the catalogue entry it was made from
    sql.Column("access", sql.String(10), nullable=False),
    sql.Column("file_sha256", sql.String(64), nullable=False),
    sql.Column("file_name", sql.Text, nullable=False),
    sql.Column("reader", sql.String(80), nullable=False),
    sql.Column("paged", sql.Boolean, nullable=False),
    sql.Column("pages", sql.Integer, nullable=False),
    sql.Column("unreadable", sql.JSON, nullable=False),
    sql.Column("passages", sql.Integer, nullable=False),
    sql.Column("warnings", sql.JSON, nullable=False),
    sql.Column("created", sql.DateTime(timezone=True), nullable=False),
)

documents = sql.Table(
    "documents",
    _tables,
    sql.Column("id", sql.String(80), primary_key=True),
    sql.Column("generation", sql.ForeignKey("generations.id"), nullable=False, unique=True),
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("authority", sql.Text),
    sql.Column("area", sql.Text),
    sql.Column("kind", sql.Text),
    sql.Column("period_start", sql.Date),
    sql.Column("period_end", sql.Date),
    sql.Column("period_label", sql.Text),
    sql.Column("published", sql.Date),
    sql.Column("follows", sql.String(80)),
    sql.Column("access", sql.String(10), nullable=False),
    sql.Column("licence", sql.Text),
    sql.Column("source", sql.String(10), nullable=False),
    sql.Column("digest_of", sql.String(80)),
    sql.Column("catalogue_sha256", sql.String(64)),
)

pages = sql.Table(
    "pages",
    _tables,
    sql.Column("generation", sql.ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("label", sql.Text),
    sql.Column("readable", sql.Boolean, nullable=False),
    sql.Column("json", sql.LargeBinary, nullable=False),
)

passages = sql.Table(
    "passages",
    _tables,
    sql.Column("generation", sql.ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("ordinal", sql.Integer, primary_key=True),
    sql.Column("id", sql.Text, nullable=False),
    sql.Column("digest", sql.String(64), nullable=False, index=True),
    sql.Column("kind", sql.String(10), nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("lead", sql.Text, nullable=False),
    sql.Column("trail", sql.JSON, nullable=False),
    sql.Column("spans", sql.JSON, nullable=False),  # [page, start, end] each
    sql.Column("paragraph", sql.Text, nullable=False),
    sql.Column("published", sql.Text, nullable=False),
    sql.Column("anchor", sql.Text, nullable=False),
    sql.Column("unit", sql.Text, nullable=False),
)

token_vectors = sql.Table(
    "token_vectors",
    _tables,
    sql.Column("digest", sql.String(64), primary_key=True),
    sql.Column("vectors", sql.LargeBinary, nullable=False),
)

entries = sql.Table(
    "entries",
    _tables,
    sql.Column("generation", sql.ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("kind", sql.String(20), primary_key=True),
    sql.Column("position", sql.Integer, primary_key=True),
    sql.Column("json", sql.LargeBinary, nullable=False),
)


amendments = sql.Table(
    "amendments",
    _tables,
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=True),
    # No foreign key: what an officer changed stays while the document is read again, and when it is removed and comes back.
    sql.Column("document_id", sql.String(80), nullable=False, index=True),
    sql.Column("change", sql.String(10), nullable=False),
    sql.Column("kind", sql.String(20), nullable=False),
    sql.Column("entry_id", sql.Text, nullable=False),
    sql.Column("json", sql.LargeBinary, nullable=False),
)


class State(StrEnum):
    """What a generation is."""

    BUILDING = "building"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page as the store keeps it: `json` is what `readers.wire.page_to_json` made of it."""

    number: int
    label: str | None
    readable: bool
    json: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a generation before it is written: the document, its file, and how reading it went."""

    document: Document
    file_sha256: str
    reader: str
    paged: bool
    pages: Sequence[StoredPage]
    passages: Sequence[Passage]
    warnings: tuple[str, ...] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A document that can be asked about. `document.file` is the name of the file it came from, without a folder;
    its bytes are kept under `file_sha256`. `pages` and `passages` are counts, `unreadable` page numbers."""

    document: Document
    generation: int
    file_sha256: str
    reader: str
    paged: bool
    pages: int
    unreadable: tuple[int, ...]
    passages: int
    warnings: tuple[str, ...]
    created: datetime


class Store:
    """One database. Every method raises IndexUnavailable where the database or its disk does not answer."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine
        self.where = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url: sql.URL, create: bool = False) -> Store:
        """Given a database's URL (`store_url`), return the store there; `create` makes its tables where there are none.

        Raises IndexUnavailable where there is no store or it does not answer, IndexMismatch where it was made by another version.
        """
        try:
            engine = sql.create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
        except (ArgumentError, ModuleNotFoundError) as error:  # an unknown database, or one whose driver is not installed
            raise _wrong_url(error) from error
        if engine.dialect.name == "sqlite":
            sql.event.listen(engine, "connect", _set_up_sqlite)
        store = cls(engine)
        try:
            store._prepare(create)
        except BaseException:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    # -- what the index is ------------------------------------------------------------------------------------------

    def id(self) -> str:
        """Return what tells this index from every other, so that several can share a vector server."""
        with self._reading() as connection:
            return _meta(connection, "id") or ""

    def epoch(self) -> int:
        """Return the number that grows with every change a reader can see."""
        with self._reading() as connection:
            return int(_meta(connection, "epoch") or 0)

    def model(self) -> tuple[str, str] | None:
        """Return name and digest of the embedding model the index was built with, or None while it is empty."""
        with self._reading() as connection:
            name, digest = _meta(connection, "model_name"), _meta(connection, "model_digest")
        return (name, digest) if name is not None and digest is not None else None

    def claim_model(self, name: str, digest: str) -> None:
        """Given the model in use, record it where none is recorded. Raises IndexMismatch where another one is."""
        recorded = self.model()
        if recorded is None:
            with self._writing() as connection:
                _set_meta(connection, "model_name", name)
                _set_meta(connection, "model_digest", digest)
        elif recorded[1] != digest:
            raise wrong_model(recorded, name, digest)

    def is_dirty(self) -> bool:
        """Say whether a writer began something and has not said that it ended."""
        with self._reading() as connection:
            return _meta(connection, "dirty") == "1"

    def mark_dirty(self, dirty: bool) -> None:
        """Note that a writer begins (true) or has ended (false) changing store, vectors and files."""
        with self._writing() as connection:
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
        with self._reading() as connection:
            return [_published_of(row) for row in connection.execute(query).mappings()]

    def document(self, document_id: str) -> Published | None:
        """Given an id, return the published document, or None."""
        return next((found for found in self.published() if found.document.id == document_id), None)

    def require(self, document_id: str) -> None:
        """Given an id, raise UnknownDocument where no published document has it."""
        with self._reading() as connection:
            _generation_of(connection, document_id)

    def passages_of(self, published: Published) -> list[Passage]:
        """Given a published document, return its passages in order."""
        query = sql.select(passages).where(passages.c.generation == published.generation).order_by(passages.c.ordinal)
        with self._reading() as connection:
            return [_passage_of(published.document.id, row) for row in connection.execute(query).mappings()]

    def entries_of(self, published: Published) -> list[Entry]:
        """Given a published document, return its register as it was read, in the document's order by kind, without amendments."""
        query = sql.select(entries).where(entries.c.generation == published.generation).order_by(entries.c.kind, entries.c.position)
        with self._reading() as connection:
            rows = connection.execute(query).mappings()
            return [entry_from_json(published.document.id, row["kind"], bytes(row["json"])) for row in rows]

    def amendments(self) -> dict[str, list[Amendment]]:
        """Return what officers changed in registers, by document, in the order it was done."""
        found: dict[str, list[Amendment]] = {}
        with self._reading() as connection:
            for row in connection.execute(sql.select(amendments).order_by(amendments.c.id)).mappings():
                one = amendment_from_json(row["document_id"], row["change"], row["kind"], row["entry_id"], bytes(row["json"]))
                found.setdefault(one.document_id, []).append(one)
        return found

    def page(self, generation: int, number: int) -> StoredPage | None:
        """Given a generation and a page number, return the page, or None."""
        query = sql.select(pages).where(pages.c.generation == generation, pages.c.number == number)
        with self._reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else _page_of(row)

    def pages_of(self, generation: int) -> list[StoredPage]:
        """Given a generation, return its pages in order."""
        query = sql.select(pages).where(pages.c.generation == generation).order_by(pages.c.number)
        with self._reading() as connection:
            return [_page_of(row) for row in connection.execute(query).mappings()]

    def digests(self, access: Access | None = None) -> set[str]:
        """Return the digests of all published passages (of one access)."""
        query = sql.select(passages.c.digest).join(generations).where(generations.c.state == State.PUBLISHED).distinct()
        if access is not None:
            query = query.where(generations.c.access == access)
        with self._reading() as connection:
            return set(connection.scalars(query))

    def known_tokens(self, digests: Iterable[str]) -> set[str]:
        """Given digests, return those whose token vectors are kept."""
        found: set[str] = set()
        with self._reading() as connection:
            for part in _chunks(digests):
                found.update(connection.scalars(sql.select(token_vectors.c.digest).where(token_vectors.c.digest.in_(part))))
        return found

    def tokens(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Given digests, return the packed token vectors of those that have them."""
        found: dict[str, bytes] = {}
        with self._reading() as connection:
            for part in _chunks(digests):
                rows = connection.execute(sql.select(token_vectors).where(token_vectors.c.digest.in_(part)))
                found.update({row.digest: bytes(row.vectors) for row in rows})
        return found

    def file_names(self) -> set[tuple[str, str]]:
        """Return (sha256, original name) of every file a generation needs."""
        with self._reading() as connection:
            rows = connection.execute(sql.select(generations.c.file_sha256, generations.c.file_name).distinct())
            return {(row.file_sha256, row.file_name) for row in rows}

    # -- writing ----------------------------------------------------------------------------------------------------

    def add_tokens(self, vectors: Mapping[str, bytes]) -> None:
        """Given packed token vectors by digest, keep those that are not kept yet."""
        with self._writing() as connection:
            for part in _chunks(vectors):
                query = sql.select(token_vectors.c.digest).where(token_vectors.c.digest.in_(part))
                known = set(connection.scalars(query))
                rows = [{"digest": digest, "vectors": vectors[digest]} for digest in part if digest not in known]
                if rows:
                    connection.execute(sql.insert(token_vectors), rows)

    def build(self, draft: Draft) -> int:
        """Given a draft, write it as a generation that nobody sees yet, and return its number."""
        with self._writing() as connection:
            values = _generation_row(draft)
            key: Any = connection.execute(sql.insert(generations).values(values)).inserted_primary_key
            generation = int(key[0])
            _insert(connection, pages, [_page_row(generation, page) for page in draft.pages])
            _insert(connection, passages, [_passage_row(generation, passage) for passage in draft.passages])
            _insert(connection, entries, [_entry_row(generation, entry) for entry in draft.entries])
        return generation

    def publish(self, generation: int, owner: str | None = None) -> int:
        """Given a generation that was built, make it the one that is seen, retire its predecessor, and return the epoch.

        One transaction. `owner` is checked against the lock row in it, so that a writer that lost its lock changes nothing.
        """
        with self._writing() as connection:
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
        with self._writing() as connection:
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
        with self._writing() as connection:
            _check_owner(connection, owner)
            generation = _generation_of(connection, document.id)
            connection.execute(sql.update(generations).where(generations.c.id == generation).values(entry=entry_of(document)))
            _put_document(connection, document, generation)
            return _advance(connection)

    def remove(self, document_id: str, owner: str | None = None) -> int:
        """Given a document's id, make it invisible, and return the epoch. Raises UnknownDocument where there is none."""
        with self._writing() as connection:
            _check_owner(connection, owner)
            generation = _generation_of(connection, document_id)
            connection.execute(sql.delete(documents).where(documents.c.id == document_id))
            connection.execute(sql.update(generations).where(generations.c.id == generation).values(state=State.RETIRED))
            return _advance(connection)

    def drop_unpublished(self) -> None:
        """Delete every generation that is not published (half-built or retired), and token vectors nothing refers to."""
        with self._writing() as connection:
            dropped = sql.select(generations.c.id).where(generations.c.state != State.PUBLISHED)
            for table in (entries, passages, pages):
                connection.execute(sql.delete(table).where(table.c.generation.in_(dropped)))
            connection.execute(sql.delete(generations).where(generations.c.state != State.PUBLISHED))
            connection.execute(sql.delete(token_vectors).where(token_vectors.c.digest.not_in(sql.select(passages.c.digest))))

    def drop_tokens(self) -> None:
        """Delete all token vectors, so that they are made anew."""
        with self._writing() as connection:
            connection.execute(sql.delete(token_vectors))

    # -- the lock row, where several machines share a store -----------------------------------------------------------

    def take_lock(self, owner: str, holder: Mapping[str, Any], now: float, stale_after: float) -> dict[str, Any] | None:
        """Given who asks and the time in seconds, take the writer's row where it is free or its holder has been silent
        for `stale_after` seconds. Returns None where taken, else who holds it."""
        with self._writing() as connection:
            if connection.execute(sql.select(locks.c.name).where(locks.c.name == "writer")).first() is None:
                connection.execute(sql.insert(locks).values(name="writer", owner=None, holder=None, beat=0.0))
        free = locks.c.owner.is_(None) | (locks.c.beat < now - stale_after) | (locks.c.owner == owner)
        with self._writing() as connection:
            changed = connection.execute(
                sql.update(locks).where(locks.c.name == "writer", free).values(owner=owner, holder=dict(holder), beat=now)
            )
            if changed.rowcount:
                return None
            return dict(connection.execute(sql.select(locks.c.holder).where(locks.c.name == "writer")).scalar_one() or {})

    def beat_lock(self, owner: str, now: float) -> bool:
        """Given the holder and the time, note that it lives. Returns whether the row is still its own."""
        with self._writing() as connection:
            mine = (locks.c.name == "writer") & (locks.c.owner == owner)
            return bool(connection.execute(sql.update(locks).where(mine).values(beat=now)).rowcount)

    def drop_lock(self, owner: str) -> None:
        """Given the holder, free its row."""
        with self._writing() as connection:
            mine = (locks.c.name == "writer") & (locks.c.owner == owner)
            connection.execute(sql.update(locks).where(mine).values(owner=None, holder=None, beat=0.0))

    # -- inside -------------------------------------------------------------------------------------------------------

    def _prepare(self, create: bool) -> None:
        if create:
            self._make_folder()
            with self._writing() as connection:
                if sql.inspect(connection).has_table(meta.name) and _meta(connection, "schema") not in (None, SCHEMA):
                    raise self._other_layout(_meta(connection, "schema"))  # before a table is added to it
                _tables.create_all(connection)
                if _meta(connection, "schema") is None:
                    _set_meta(connection, "schema", SCHEMA)
                    _set_meta(connection, "id", uuid.uuid4().hex)
                    _set_meta(connection, "epoch", "0")
        if not self._exists():
            raise IndexUnavailable(f"There is no index at {self.where} yet; make one with “plan-assistant ingest”.")
        with self._reading() as connection:
            schema = _meta(connection, "schema")
        if schema != SCHEMA:
            raise self._other_layout(schema)

    def _other_layout(self, schema: str | None) -> IndexMismatch:
        return IndexMismatch(
            f"The index at {self.where} has layout {schema}, and this version reads layout {SCHEMA}; ingest into another index folder."
        )

    def _exists(self) -> bool:
        """Say whether the store has its tables, without making a file."""
        file = self._file()
        if file is not None and not file.is_file():
            return False
        with _plainly(self.where):
            return sql.inspect(self._engine).has_table(meta.name)

    def _file(self) -> Path | None:
        database = self._engine.url.database
        return Path(database) if self._engine.dialect.name == "sqlite" and database else None

    def _make_folder(self) -> None:
        file = self._file()
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnavailable(f"The folder {file.parent} cannot be made ({error.strerror}); choose another index folder.") from error

    @contextmanager
    def _reading(self) -> Iterator[sql.Connection]:
        with _plainly(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sql.Connection]:
        with _plainly(self.where), self._engine.begin() as connection:
            yield connection


def entry_of(document: Document) -> dict[str, Any]:
    """Given a document, return its catalogue entry as plain JSON values, without its file."""
    period = document.period
    return {
        "id": document.id,
        "title": document.title,
        "authority": document.authority,
        "area": document.area,
        "kind": document.kind,
        "period": None if period is None else [period.start.isoformat(), period.end.isoformat(), period.label],
        "published": None if document.published is None else document.published.isoformat(),
        "follows": document.follows,
        "access": document.access.value,
        "licence": document.licence,
        "sha256": document.sha256,
        "source": document.source.value,
        "digest_of": document.digest_of,
    }


def document_of(entry: Mapping[str, Any], file: Path) -> Document:
    """Given what `entry_of` returned and the document's file, return the document."""
    period = entry["period"]
    return Document(
        id=entry["id"],
        title=entry["title"],
        file=file,
        authority=entry["authority"],
        area=entry["area"],
        kind=entry["kind"],
        period=None if period is None else Period(date.fromisoformat(period[0]), date.fromisoformat(period[1]), period[2]),
        published=None if entry["published"] is None else date.fromisoformat(entry["published"]),
        follows=entry["follows"],
        access=Access(entry["access"]),
        licence=entry["licence"],
        sha256=entry["sha256"],
        source=Source(entry["source"]),
        digest_of=entry["digest_of"],
    )


def store_url(index: Path, url: str | None) -> sql.URL:
    """Given the index folder and the setting `store_url`, return the URL of the store. Raises IndexUnavailable where it is none."""
    if url is None:
        return sql.URL.create("sqlite", database=str(index / FILE))
    try:
        return sql.make_url(url)
    except ArgumentError as error:
        raise _wrong_url(error) from error


def wrong_model(recorded: tuple[str, str], name: str, digest: str) -> IndexMismatch:
    """Given name and digest of the model an index was built with, and those of the one in use, return the error that says so."""
    return IndexMismatch(
        f"This index was built with the embedding model “{recorded[0]}” ({recorded[1][:8]}…), not with “{name}” ({digest[:8]}…); "
        "set embedding_model to the former, or ingest into another index folder."
    )


def _wrong_url(error: Exception) -> IndexUnavailable:
    return IndexUnavailable(f"The setting store_url is no database URL that can be used here ({error}); correct it or leave it empty.")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """Readers never wait for the writer (WAL); what was acknowledged survives a power cut (FULL); what was removed is overwritten."""
    cursor = connection.cursor()
    try:
        for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


@contextmanager
def _plainly(where: str) -> Iterator[None]:
    """Turn a database that does not answer into IndexUnavailable; mistakes of ours (constraints, wrong SQL) pass."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout, DisconnectionError) as error:
        raise IndexUnavailable(_sentence(where, str(getattr(error, "orig", error)))) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise IndexUnavailable(_sentence(where, str(error.orig))) from error


def _sentence(where: str, detail: str) -> str:
    """Given where the store is and what the database said, return the sentence for a person."""
    detail = detail.strip().split("\n")[0]
    if "full" in detail:
        return f"The disk that holds the store at {where} is full; free some space and try again."
    if "locked" in detail:
        return f"The store at {where} is locked by another process; wait until it has ended and try again."
    if "readonly" in detail or "read-only" in detail:
        return f"The store at {where} cannot be written to (it is read-only); correct its permissions and try again."
    return f"The store at {where} does not answer ({detail}); check that it is there and try again."


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
    values = _document_row(document, generation)
    if not connection.execute(sql.update(documents).where(documents.c.id == document.id).values(values)).rowcount:
        connection.execute(sql.insert(documents).values(values))


def _document_row(document: Document, generation: int) -> dict[str, Any]:
    period = document.period
    return {
        "id": document.id,
        "generation": generation,
        "title": document.title,
        "authority": document.authority,
        "area": document.area,
        "kind": document.kind,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_label": period and period.label,
        "published": document.published,
        "follows": document.follows,
        "access": document.access.value,
        "licence": document.licence,
        "source": document.source.value,
        "digest_of": document.digest_of,
        "catalogue_sha256": document.sha256,
    }


def _generation_row(draft: Draft) -> dict[str, Any]:
    return {
        "document_id": draft.document.id,
        "state": State.BUILDING,
        "entry": entry_of(draft.document),
        "access": draft.document.access.value,
        "file_sha256": draft.file_sha256,
        "file_name": draft.document.file.name,
        "reader": draft.reader,
        "paged": draft.paged,
        "pages": len(draft.pages),
        "unreadable": [page.number for page in draft.pages if not page.readable],
        "passages": len(draft.passages),
        "warnings": list(draft.warnings),
        "created": datetime.now(UTC),
    }


def _published_of(row: sql.RowMapping) -> Published:
    created: datetime = row["generations_created"]
    return Published(
        document=document_of(row["generations_entry"], Path(row["generations_file_name"])),
        generation=row["generations_id"],
        file_sha256=row["generations_file_sha256"],
        reader=row["generations_reader"],
        paged=row["generations_paged"],
        pages=row["generations_pages"],
        unreadable=tuple(row["generations_unreadable"]),
        passages=row["generations_passages"],
        warnings=tuple(row["generations_warnings"]),
        created=created if created.tzinfo else created.replace(tzinfo=UTC),  # SQLite forgets the zone
    )


def _page_row(generation: int, page: StoredPage) -> dict[str, Any]:
    return {"generation": generation, "number": page.number, "label": page.label, "readable": page.readable, "json": page.json}


def _page_of(row: sql.RowMapping) -> StoredPage:
    return StoredPage(row["number"], row["label"], row["readable"], bytes(row["json"]))


def _passage_row(generation: int, passage: Passage) -> dict[str, Any]:
    return {
        "generation": generation,
        "ordinal": passage.ordinal,
        "id": passage.id,
        "digest": passage.digest,
        "kind": passage.kind.value,
        "text": passage.text,
        "lead": passage.lead,
        "trail": list(passage.trail),
        "spans": [[span.page, span.start, span.end] for span in passage.spans],
        "paragraph": passage.paragraph,
        "published": passage.published,
        "anchor": passage.anchor,
        "unit": passage.unit,
    }


def _passage_of(document_id: str, row: sql.RowMapping) -> Passage:
    return Passage(
        id=row["id"],
        document_id=document_id,
        ordinal=row["ordinal"],
        kind=PassageKind(row["kind"]),
        text=row["text"],
        spans=tuple(Span(document_id, page, start, end) for page, start, end in row["spans"]),
        trail=tuple(row["trail"]),
        lead=row["lead"],
        paragraph=row["paragraph"],
        published=row["published"],
        anchor=row["anchor"],
        unit=row["unit"],
        digest=row["digest"],
    )


def _entry_row(generation: int, entry: Entry) -> dict[str, Any]:
    return {"generation": generation, "kind": entry.kind.value, "position": entry.position, "json": entry_to_json(entry)}


def _insert(connection: sql.Connection, table: sql.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sql.insert(table), rows)


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


__all__ = [
    "Draft",
    "Published",
    "State",
    "Store",
    "StoredPage",
    "document_of",
    "entry_of",
    "store_url",
    "wrong_model",
]
