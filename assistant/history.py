"""Conversations kept on the server: only those whose asker said so (`store`), under an id, for a limited time.

Whoever knows the id may read, export and delete the conversation, with one exception: what was answered from internal documents is given
only to somebody who may see those. Personal data is masked before anything is written. SQLite in the index folder by default, any
database that SQLAlchemy reaches by URL otherwise.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.conversation import Asker, Turn
from assistant.personal import masked
from ingest.documents import Access
from ingest.errors import BadInput, IndexUnavailable

FILE = "conversations.sqlite"
# Longer conversations are kept, but only so many messages of them are read back.
MOST_MESSAGES = 200

tables = sql.MetaData()

conversations = sql.Table(
    "conversations",
    tables,
    sql.Column("id", sql.String(36), primary_key=True),
    sql.Column("begun", sql.DateTime, nullable=False),
    sql.Column("last", sql.DateTime, nullable=False, index=True),
    sql.Column("internal", sql.Boolean, nullable=False),
)

messages = sql.Table(
    "messages",
    tables,
    sql.Column("id", sql.String(36), primary_key=True),
    sql.Column("conversation", sql.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    sql.Column("number", sql.Integer, nullable=False),
    sql.Column("asked", sql.DateTime, nullable=False),
    sql.Column("question", sql.Text, nullable=False),
    sql.Column("answer", sql.JSON, nullable=False),
    sql.UniqueConstraint("conversation", "number"),
)


class UnknownConversation(BadInput):
    """No conversation has this id, or it was deleted, or its time is over, or it is not this asker's to see."""

    status = 404


@dataclass(frozen=True, slots=True)
class Message:
    """One question that was kept, masked, and the whole answer to it as the contract has it. Times are UTC."""

    id: str
    conversation_id: str
    asked: datetime
    question: str
    answer: Mapping[str, Any]


class Database:
    """Where conversations and feedback are kept. Raises IndexUnavailable where it does not answer."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine
        self.where = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, folder: Path, url: str | None = None) -> Database:
        """Given the index folder and, where it is another, a database's URL, return it ready for use."""
        target = url or f"sqlite:///{folder / FILE}"
        try:
            engine = sql.create_engine(target, pool_pre_ping=not target.startswith("sqlite"))
        except (ArgumentError, ModuleNotFoundError) as error:
            raise IndexUnavailable(
                f"The database for conversations cannot be used ({type(error).__name__}); correct its URL and start again."
            ) from error
        if engine.dialect.name == "sqlite":
            sql.event.listen(engine, "connect", _set_up_sqlite)
        database = cls(engine)
        try:
            if url is None:
                folder.mkdir(parents=True, exist_ok=True)
            with database.writing() as connection:
                tables.create_all(connection)
        except OSError as error:
            engine.dispose()
            raise IndexUnavailable(
                f"The folder {folder} cannot be made ({error.strerror}); make it, or choose another with --index."
            ) from error
        except BaseException:
            engine.dispose()
            raise
        return database

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """A connection for reading."""
        with _plainly(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """A connection whose changes are all made at its end, or none."""
        with _plainly(self.where), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


class History:
    """The conversations that are kept. `keep` is how long after its last message one is."""

    def __init__(self, database: Database, keep: timedelta) -> None:
        self._database = database
        self._keep = keep

    def add(
        self, conversation_id: str | None, question: str, answer: Mapping[str, Any], asker: Asker, now: datetime | None = None
    ) -> Message:
        """Given a question and its answer, keep them, masked; call only where the asker said `store`.

        `conversation_id` None begins a conversation. `asker` decides who may read it: one that anybody with access to internal documents
        wrote in is theirs only. Raises UnknownConversation where somebody without that access writes in such a one.
        """
        moment = _moment(now)
        conversation = _canonical(conversation_id) if conversation_id else str(uuid.uuid4())
        message = Message(str(uuid.uuid4()), conversation, moment, masked(question), _masked_answer(answer))
        internal = Access.INTERNAL in asker.access
        with self._database.writing() as connection:
            self._purge(connection, moment)
            self._begin(connection, conversation, internal, asker, moment)
            number = connection.scalar(
                sql.select(sql.func.coalesce(sql.func.max(messages.c.number), 0)).where(messages.c.conversation == conversation)
            )
            connection.execute(
                messages.insert().values(
                    id=message.id,
                    conversation=conversation,
                    number=(number or 0) + 1,
                    asked=moment,
                    question=message.question,
                    answer=dict(message.answer),
                )
            )
        return message

    def messages(self, conversation_id: str, asker: Asker, now: datetime | None = None) -> tuple[Message, ...]:
        """Given an id, return what was kept of it, oldest first. Raises UnknownConversation."""
        conversation = _canonical(conversation_id)
        with self._database.reading() as connection:
            self._allowed(connection, conversation, asker, _moment(now))
            newest = (
                sql.select(messages).where(messages.c.conversation == conversation).order_by(messages.c.number.desc()).limit(MOST_MESSAGES)
            )
            rows = connection.execute(newest).mappings().all()
        return tuple(_message(row) for row in reversed(rows))

    def turns(self, conversation_id: str, asker: Asker, now: datetime | None = None) -> tuple[Turn, ...]:
        """Given an id, return the conversation as turns, for understanding what comes next. Raises UnknownConversation."""
        kept = self.messages(conversation_id, asker, now)
        return tuple(
            turn for message in kept for turn in (Turn("user", message.question), Turn("assistant", str(message.answer.get("answer", ""))))
        )

    def export(self, conversation_id: str, asker: Asker, now: datetime | None = None) -> dict[str, Any]:
        """Given an id, return everything that is kept of the conversation as JSON values. Raises UnknownConversation."""
        kept = self.messages(conversation_id, asker, now)
        return {
            "conversation_id": _canonical(conversation_id),
            "messages": [
                {
                    "message_id": message.id,
                    "asked": message.asked.isoformat() + "Z",
                    "question": message.question,
                    "answer": dict(message.answer),
                }
                for message in kept
            ],
        }

    def message(self, message_id: str, asker: Asker, now: datetime | None = None) -> Message | None:
        """Given a message's id, return it where it is kept and this asker may see it, else None."""
        with self._database.reading() as connection:
            row = connection.execute(sql.select(messages).where(messages.c.id == message_id)).mappings().first()
            if row is None:
                return None
            try:
                self._allowed(connection, row["conversation"], asker, _moment(now))
            except UnknownConversation:
                return None
        return _message(row)

    def delete(self, conversation_id: str, asker: Asker, now: datetime | None = None) -> None:
        """Given an id, remove everything that is kept of the conversation. Raises UnknownConversation."""
        conversation = _canonical(conversation_id)
        with self._database.writing() as connection:
            self._allowed(connection, conversation, asker, _moment(now))
            _remove(connection, conversations.c.id == conversation)

    def purge(self, now: datetime | None = None) -> int:
        """Remove the conversations whose time is over, and return how many there were."""
        with self._database.writing() as connection:
            return self._purge(connection, _moment(now))

    def _purge(self, connection: sql.Connection, now: datetime) -> int:
        return _remove(connection, conversations.c.last < now - self._keep)

    def _begin(self, connection: sql.Connection, conversation: str, internal: bool, asker: Asker, now: datetime) -> None:
        row = connection.execute(sql.select(conversations.c.internal).where(conversations.c.id == conversation)).first()
        if row is None:
            connection.execute(conversations.insert().values(id=conversation, begun=now, last=now, internal=internal))
            return
        self._allowed(connection, conversation, asker, now)
        connection.execute(
            conversations.update().where(conversations.c.id == conversation).values(last=now, internal=row.internal or internal)
        )

    def _allowed(self, connection: sql.Connection, conversation: str, asker: Asker, now: datetime) -> None:
        row = connection.execute(sql.select(conversations).where(conversations.c.id == conversation)).first()
        if row is None or row.last < now - self._keep or (row.internal and Access.INTERNAL not in asker.access):
            raise UnknownConversation(f"No conversation {conversation} is kept; it was deleted, its time is over, or it was never stored.")


def _canonical(conversation_id: str) -> str:
    try:
        return str(uuid.UUID(conversation_id))
    except ValueError as error:
        raise UnknownConversation(f"“{conversation_id[:60]}” is no id of a conversation; use the one that an answer named.") from error


def _moment(now: datetime | None) -> datetime:
    """Times are kept as UTC without a zone: not every database keeps one."""
    return (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)


def _masked_answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What repeats the question is masked; a document's own words are not: they are published, and a quote must stay what it is."""
    kept = dict(answer)
    if isinstance(kept.get("standalone_question"), str):
        kept["standalone_question"] = masked(kept["standalone_question"])
    if isinstance(kept.get("suggestions"), list | tuple):
        kept["suggestions"] = [masked(str(suggestion)) for suggestion in kept["suggestions"]]
    return kept


def _message(row: sql.RowMapping) -> Message:
    return Message(row["id"], row["conversation"], row["asked"], row["question"], row["answer"])


def _remove(connection: sql.Connection, condition: sql.ColumnElement[bool]) -> int:
    gone = sql.select(conversations.c.id).where(condition)
    connection.execute(messages.delete().where(messages.c.conversation.in_(gone)))
    return connection.execute(conversations.delete().where(condition)).rowcount


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """Readers never wait for a writer; what was deleted is overwritten on the disk."""
    cursor = connection.cursor()
    try:
        for pragma in ("busy_timeout=5000", "journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


@contextmanager
def _plainly(where: str) -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise IndexUnavailable(
            f"The database for conversations, {where}, does not answer; see that it runs and that its disk has room, and try again."
        ) from error
    except DatabaseError as error:
        if isinstance(error.orig, Exception) and "not a database" in str(error.orig):
            raise IndexUnavailable(f"{where} is no database; move that file away and start again.") from error
        raise
