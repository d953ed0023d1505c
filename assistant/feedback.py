"""What people say about answers, kept with question, answer and sources, for the evaluation to import.

An answer that was kept is found by its message id; feedback on any other carries its own question, answer and sources. Personal data is
masked before anything is written. `import` here means lines of JSON: `Feedback.export`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sql

from assistant.conversation import Asker
from assistant.history import Database, History, tables
from assistant.personal import masked
from ingest.documents import Access
from ingest.errors import BadInput

MOST_WORDS = 2_000
MOST_ANSWER = 40_000
MOST_SOURCES = 100


class Opinion(StrEnum):
    """What somebody makes of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    WRONG_PAGE = "wrong_page"


@dataclass(frozen=True, slots=True)
class Remark:
    """Feedback as it comes in. `sources` are citations as the contract has them, at least `document_id` and `page` each."""

    opinion: Opinion
    words: str = ""
    message_id: str | None = None
    question: str | None = None
    answer: str | None = None
    sources: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Feedback as it is kept: masked, with the question, the answer and the sources it is about. `given` is UTC."""

    id: str
    given: datetime
    opinion: Opinion
    words: str
    message_id: str | None
    question: str
    answer: str
    sources: tuple[Mapping[str, Any], ...]
    internal: bool


feedback = sql.Table(
    "feedback",
    tables,
    sql.Column("id", sql.String(36), primary_key=True),
    sql.Column("given", sql.DateTime, nullable=False, index=True),
    sql.Column("opinion", sql.String(12), nullable=False),
    sql.Column("words", sql.Text, nullable=False),
    sql.Column("message_id", sql.String(36)),
    sql.Column("question", sql.Text, nullable=False),
    sql.Column("answer", sql.Text, nullable=False),
    sql.Column("sources", sql.JSON, nullable=False),
    sql.Column("internal", sql.Boolean, nullable=False),
)


class Feedback:
    """The feedback that is kept."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def keep(self, remark: Remark, asker: Asker, now: datetime | None = None) -> Kept:
        """Given a remark and who makes it, keep it, masked.

        Raises BadInput where it is too long, or where the answer was not kept and the remark does not carry it.
        """
        _check_lengths(remark)
        about = self._about(remark, asker)
        given = (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
        kept = Kept(
            id=str(uuid.uuid4()),
            given=given,
            opinion=remark.opinion,
            words=masked(remark.words.strip()),
            message_id=about.message_id,
            question=masked(about.question or ""),
            answer=about.answer or "",
            sources=about.sources,
            internal=Access.INTERNAL in asker.access,
        )
        with self._database.writing() as connection:
            connection.execute(feedback.insert().values(**_row(kept)))
        return kept

    def all(self, since: datetime | None = None) -> tuple[Kept, ...]:
        """Return the feedback given since a moment, or all, oldest first. For administrators: it may quote internal documents."""
        query = sql.select(feedback).order_by(feedback.c.given, feedback.c.id)
        if since is not None:
            query = query.where(feedback.c.given >= since.astimezone(UTC).replace(tzinfo=None))
        with self._database.reading() as connection:
            return tuple(_kept(row) for row in connection.execute(query).mappings())

    def export(self, since: datetime | None = None) -> Iterator[str]:
        """Return the feedback given since a moment, or all, as lines of JSON, oldest first."""
        for kept in self.all(since):
            yield json.dumps({**_row(kept), "given": kept.given.isoformat() + "Z"}, ensure_ascii=False)

    def delete(self, feedback_id: str) -> bool:
        """Given an id, remove that feedback; say whether there was any."""
        with self._database.writing() as connection:
            return connection.execute(feedback.delete().where(feedback.c.id == feedback_id)).rowcount > 0

    def _about(self, remark: Remark, asker: Asker) -> Remark:
        message = self._history.message(remark.message_id, asker) if remark.message_id else None
        if message is not None:
            sources = _sources(message.answer.get("citations", ()))
            return Remark(remark.opinion, "", message.id, message.question, str(message.answer.get("answer", "")), sources)
        if not (remark.question and remark.question.strip() and remark.answer and remark.answer.strip()):
            raise BadInput("This answer was not kept, so feedback on it has to carry its question, answer and sources; send them along.")
        return Remark(remark.opinion, "", remark.message_id, remark.question.strip(), remark.answer.strip(), _sources(remark.sources))


# What is kept of a citation: enough to find the place again.
_SOURCE_KEYS = ("number", "document_id", "title", "page", "page_label", "section", "paragraph", "quote", "start", "end")


def _sources(citations: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple({key: citation[key] for key in _SOURCE_KEYS if key in citation} for citation in citations[:MOST_SOURCES])


def _check_lengths(remark: Remark) -> None:
    for name, text, most in (
        ("words", remark.words, MOST_WORDS),
        ("question", remark.question or "", MOST_WORDS),
        ("answer", remark.answer or "", MOST_ANSWER),
    ):
        if len(text) > most:
            raise BadInput(f"{name} has {len(text):,} characters; at most {most:,} are kept. Shorten it.")
    if len(remark.sources) > MOST_SOURCES:
        raise BadInput(f"sources has {len(remark.sources)} entries; at most {MOST_SOURCES} are kept. Leave some out.")
    if len(json.dumps([dict(source) for source in remark.sources], default=str)) > 4 * MOST_ANSWER:
        raise BadInput(f"sources holds more than {4 * MOST_ANSWER:,} characters; send fewer or shorter ones.")


def _row(kept: Kept) -> dict[str, Any]:
    return {
        "id": kept.id,
        "given": kept.given,
        "opinion": kept.opinion.value,
        "words": kept.words,
        "message_id": kept.message_id,
        "question": kept.question,
        "answer": kept.answer,
        "sources": [dict(source) for source in kept.sources],
        "internal": kept.internal,
    }


def _kept(row: sql.RowMapping) -> Kept:
    return Kept(**{**row, "opinion": Opinion(row["opinion"]), "sources": tuple(row["sources"])})
