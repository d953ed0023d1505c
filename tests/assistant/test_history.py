"""Conversations on the server: kept only so long, masked, deleted wholly, and internal ones only for staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access import PUBLIC, STAFF
from assistant.conversation import Turn
from assistant.history import FILE, Database, History, Keeping, UnknownConversation
from ingest.errors import IndexUnavailable

ANSWER = {
    "answer": "Three. [1]",
    "standalone_question": "call 020 7946 0958",
    "citations": [{"document_id": "d", "page": 2, "quote": "Three."}],
}
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ID = "5f0c2c1e-9b1a-4c62-8f7c-0e1d2c3b4a59"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def history(database: Database) -> History:
    return History(database, timedelta(hours=1))


def test_what_is_kept_is_masked_and_comes_back_in_order(history: History) -> None:
    first = history.add(Keeping("how many? mail jo@example.org", ANSWER), PUBLIC, NOON)
    history.add(Keeping("and in Sutton?", ANSWER, first.conversation_id), PUBLIC, NOON)
    assert history.turns(first.conversation_id, PUBLIC, NOON) == (
        Turn("user", "how many? mail [email address]"),
        Turn("assistant", "Three. [1]"),
        Turn("user", "and in Sutton?"),
        Turn("assistant", "Three. [1]"),
    )
    export = history.export(first.conversation_id, PUBLIC, NOON)
    assert export["messages"][0]["answer"]["standalone_question"] == "call [phone number]"
    assert export["messages"][0]["answer"]["citations"] == ANSWER["citations"]


def test_nothing_personal_reaches_the_disk(history: History, tmp_path: Path) -> None:
    history.add(Keeping("mail canary@example.org", ANSWER), PUBLIC, NOON)
    assert not any(b"canary@" in file.read_bytes() for file in (tmp_path / "index").iterdir())


def test_time_ends_a_conversation_and_the_next_message_removes_it(history: History) -> None:
    kept = history.add(Keeping("q", ANSWER, ID), PUBLIC, NOON)
    assert kept.conversation_id == ID
    late = NOON + timedelta(hours=1, seconds=1)
    with pytest.raises(UnknownConversation):
        history.messages(ID, PUBLIC, late)
    history.add(Keeping("other", ANSWER), PUBLIC, late)
    with pytest.raises(UnknownConversation):
        history.messages(ID, PUBLIC, NOON)
    assert history.purge(late + timedelta(hours=2)) == 1


def test_deleting_removes_everything(history: History) -> None:
    kept = history.add(Keeping("q", ANSWER, ID), PUBLIC, NOON)
    history.delete(ID, PUBLIC, NOON)
    assert history.message(kept.id, PUBLIC, NOON) is None
    with pytest.raises(UnknownConversation):
        history.delete(ID, PUBLIC, NOON)


def test_what_staff_asked_is_for_staff_only(history: History) -> None:
    kept = history.add(Keeping("q", ANSWER, ID), STAFF, NOON)
    assert history.message(kept.id, PUBLIC, NOON) is None
    for attempt in (history.messages, history.delete, history.export):
        with pytest.raises(UnknownConversation):
            attempt(ID, PUBLIC, NOON)
    with pytest.raises(UnknownConversation):
        history.add(Keeping("q", ANSWER, ID), PUBLIC, NOON)
    assert len(history.messages(ID, STAFF, NOON)) == 1


def test_an_id_that_is_none_is_refused(history: History) -> None:
    with pytest.raises(UnknownConversation, match="no id"):
        history.messages("../../etc/passwd", PUBLIC, NOON)


def test_it_is_there_after_a_restart(history: History, tmp_path: Path) -> None:
    history.add(Keeping("q", ANSWER, ID), PUBLIC, NOON)
    again = Database.open(tmp_path / "index")
    assert len(History(again, timedelta(hours=1)).messages(ID, PUBLIC, NOON)) == 1
    again.close()


@pytest.mark.parametrize("url", ["nothing://", "postgresql+nodriver://x/y"])
def test_a_database_that_cannot_be_had_is_said(tmp_path: Path, url: str) -> None:
    with pytest.raises(IndexUnavailable):
        Database.open(tmp_path, url)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database " * 100)
    with pytest.raises(IndexUnavailable, match="no database"):
        Database.open(tmp_path)
