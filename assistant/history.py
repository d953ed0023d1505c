"""Conversations kept on the server: only those whose asker said so (`store`), under an id, for a limited time.

Whoever knows the id may read, name, export and delete the conversation, with one exception: what was answered from internal documents is
given only to somebody who may see those. A browser finds its own again by a secret that it was given with the first (`keeper`; only its
digest is kept). Personal data is masked before anything is written. SQLite in the index folder by default, any database that
SQLAlchemy reaches by URL otherwise.
"""

from __future__ import annotations

import hashlib
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
MOST_LISTED = 200
MOST_NAME = 120

tables = sql.MetaData()

conversations = sql.Table(
    "conversations",
    tables,
    sql.Column("id", sql.String(36), primary_key=True),
    sql.Column("begun", sql.DateTime, nullable=False),
    sql.Column("last", sql.DateTime, nullable=False, index=True),
    sql.Column("internal", sql.Boolean, nullable=False),
    sql.Column("name", sql.String(MOST_NAME), nullable=False),
    sql.Column("keeper", sql.String(64), index=True),
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


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation that is kept: its name, when it was begun and last went on (UTC), and how many questions it holds."""

    id: str
    name: str
    begun: datetime
    last: datetime
    questions: int


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


@dataclass(frozen=True, slots=True)
class Keeping:
    """A question and its answer as the contract has it, to be kept.

    Without `conversation_id` they begin a conversation, without `message_id` they get one. `keeper` is the browser's secret, if any.
    """

    question: str
    answer: Mapping[str, Any]
    conversation_id: str | None = None
    message_id: str | None = None
    keeper: str | None = None


class History:
    """The conversations that are kept. `keep` is how long after its last message one is."""

    def __init__(self, database: Database, keep: timedelta) -> None:
        self._database = database
        self._keep = keep

    def add(self, kept: Keeping, asker: Asker, now: datetime | None = None) -> Message:
        """Given a question and its answer, keep them, masked; call only where the asker said `store`.

        `asker` decides who may read it: what anybody with access to internal documents wrote in is theirs only.
        Raises UnknownConversation where somebody without that access writes in such a conversation.
        """
        moment = _moment(now)
        conversation = _canonical(kept.conversation_id) if kept.conversation_id else str(uuid.uuid4())
        message = Message(kept.message_id or str(uuid.uuid4()), conversation, moment, masked(kept.question), _masked_answer(kept.answer))
        with self._database.writing() as connection:
            self._purge(connection, moment)
            self._begin(connection, message, _digest(kept.keeper), asker)
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

    def conversation(self, conversation_id: str, asker: Asker, now: datetime | None = None) -> Conversation:
        """Given an id, return what the conversation is called, when it was and how long it is. Raises UnknownConversation."""
        conversation = _canonical(conversation_id)
        with self._database.reading() as connection:
            self._allowed(connection, conversation, asker, _moment(now))
            row = connection.execute(_listed().where(conversations.c.id == conversation)).mappings().one()
        return Conversation(**row)

    def listed(self, keeper: str, asker: Asker, words: str = "", now: datetime | None = None) -> tuple[Conversation, ...]:
        """Given a browser's secret, return its conversations, the newest first; with words, those whose name or questions hold them."""
        query = _listed().where(conversations.c.keeper == _digest(keeper), conversations.c.last >= _moment(now) - self._keep)
        if Access.INTERNAL not in asker.access:
            query = query.where(sql.not_(conversations.c.internal))
        if words.strip():
            said = sql.select(messages.c.conversation).where(messages.c.question.icontains(words.strip(), autoescape=True))
            query = query.where(conversations.c.name.icontains(words.strip(), autoescape=True) | conversations.c.id.in_(said))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(conversations.c.last.desc(), conversations.c.id).limit(MOST_LISTED)).mappings().all()
        return tuple(Conversation(**row) for row in rows)

    def rename(self, conversation_id: str, name: str, asker: Asker, now: datetime | None = None) -> None:
        """Given an id and a name, call the conversation that, masked and shortened. Raises UnknownConversation, BadInput."""
        conversation = _canonical(conversation_id)
        if not name.strip():
            raise BadInput("A conversation cannot be called nothing; write a name.")
        with self._database.writing() as connection:
            self._allowed(connection, conversation, asker, _moment(now))
            connection.execute(conversations.update().where(conversations.c.id == conversation).values(name=_short(masked(name))))

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
        about = self.conversation(conversation_id, asker, now)
        kept = self.messages(conversation_id, asker, now)
        return {
            "conversation_id": about.id,
            "name": about.name,
            "begun": about.begun.isoformat() + "Z",
            "last": about.last.isoformat() + "Z",
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

    def _begin(self, connection: sql.Connection, message: Message, keeper: str | None, asker: Asker) -> None:
        internal = Access.INTERNAL in asker.access
        conversation, now = message.conversation_id, message.asked
        row = connection.execute(sql.select(conversations.c.internal).where(conversations.c.id == conversation)).first()
        if row is None:
            begun = {"begun": now, "last": now, "internal": internal, "name": _short(message.question), "keeper": keeper}
            connection.execute(conversations.insert().values(id=conversation, **begun))
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


def _listed() -> sql.Select[Any]:
    """Everything that a `Conversation` holds."""
    count = sql.select(sql.func.count()).where(messages.c.conversation == conversations.c.id).scalar_subquery()
    about = conversations.c
    return sql.select(about.id, about.name, about.begun, about.last, count.label("questions"))


def _short(name: str) -> str:
    """Given a question or a name, return it on one line, as long as a name may be."""
    line = " ".join(name.split())
    return line if len(line) <= MOST_NAME else line[: MOST_NAME - 1].rstrip() + "…"


def _digest(keeper: str | None) -> str | None:
    return hashlib.sha256(keeper.encode("utf-8", "surrogatepass")).hexdigest() if keeper else None


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
