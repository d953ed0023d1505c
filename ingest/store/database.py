"""The database that the store is in: its URL, its connections, and what is said where it does not answer.

SQLite by default, any SQLAlchemy URL otherwise; nothing in this folder is SQLite's own but the one connect hook here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DatabaseError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ingest.errors import IndexUnavailable

FILE = "store.sqlite"  # in the index folder


def store_url(index: Path, url: str | None) -> sql.URL:
    """Given the index folder and the setting `store_url`, return the URL of the store. Raises IndexUnavailable where it is none."""
    if url is None:
        return sql.URL.create("sqlite", database=str(index / FILE))
    try:
        return sql.make_url(url)
    except ArgumentError as error:
        raise _wrong_url(error) from error


class Database:
    """One database. Every method raises IndexUnavailable where it or its disk does not answer."""

    def __init__(self, engine: sql.Engine) -> None:
        self.engine = engine
        self.where = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url: sql.URL) -> Database:
        """Given a database's URL (`store_url`), return it; nothing is connected or made yet."""
        try:
            engine = sql.create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
        except (ArgumentError, ModuleNotFoundError) as error:  # an unknown database, or one whose driver is not installed
            raise _wrong_url(error) from error
        if engine.dialect.name == "sqlite":
            sql.event.listen(engine, "connect", _set_up_sqlite)
        return cls(engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """Give a connection for reading."""
        with _plainly(self.where), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """Give a connection whose changes are all made at its end, or none."""
        with _plainly(self.where), self.engine.begin() as connection:
            yield connection

    def holds(self, table: sql.Table) -> bool:
        """Given a table, say whether it is there, without making a file."""
        file = self._file()
        if file is not None and not file.is_file():
            return False
        with _plainly(self.where):
            return sql.inspect(self.engine).has_table(table.name)

    def make_folder(self) -> None:
        """Make the folder that a database of one file is in."""
        file = self._file()
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnavailable(f"The folder {file.parent} cannot be made ({error.strerror}); choose another index folder.") from error

    def _file(self) -> Path | None:
        database = self.engine.url.database
        return Path(database) if self.engine.dialect.name == "sqlite" and database else None


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
