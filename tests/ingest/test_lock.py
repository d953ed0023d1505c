"""One writer at a time, named to the second, free at once when it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.errors import IndexUnavailable, WriterBusy
from ingest.lock import Holder, WriterLock, holder_of
from ingest.store.database import store_url
from ingest.store.store import Store

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from ingest.lock import Holder, WriterLock
lock = WriterLock(Path(sys.argv[1]), Holder.this_process("serve")).acquire()
lock.announce("http://127.0.0.1:8000")
print("held", flush=True)
sys.stdin.read()
lock.release()
"""


@contextmanager
def _holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds the lock until its standard input ends."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def _lock(folder: Path, store: Store | None = None) -> WriterLock:
    return WriterLock(folder, Holder.this_process("ingest"), store)


def test_a_second_process_is_refused_and_told_who_writes(tmp_path: Path) -> None:
    with _holder(tmp_path) as process:
        with pytest.raises(WriterBusy) as refused:
            _lock(tmp_path).acquire()
        sentence = str(refused.value)
        assert sentence.startswith(f"Process {process.pid} (serve, since ")
        assert sentence.endswith("is writing to this index at http://127.0.0.1:8000; stop it or upload through it.")
        held = holder_of(tmp_path)
        assert held is not None and (held.pid, held.address) == (process.pid, "http://127.0.0.1:8000")


def test_a_killed_holder_leaves_the_lock_free_at_once(tmp_path: Path) -> None:
    with _holder(tmp_path) as process:
        process.kill()
        process.wait()
        assert (tmp_path / "writer.json").exists(), "nothing tidied up after the kill"
        assert holder_of(tmp_path) is None
        with _lock(tmp_path):
            held = holder_of(tmp_path)
            assert held is not None and held.pid == os.getpid()


def test_a_second_holder_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with _lock(tmp_path), pytest.raises(WriterBusy, match="wait until it has ended or stop it"):
        _lock(tmp_path).acquire()


def test_the_lock_can_be_released_by_another_thread_and_twice(tmp_path: Path) -> None:
    lock = _lock(tmp_path).acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    lock.release()
    assert holder_of(tmp_path) is None
    with _lock(tmp_path):
        pass


def test_nobody_holds_what_was_never_locked(tmp_path: Path) -> None:
    assert holder_of(tmp_path / "nowhere") is None


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"pid": "x"}', '{"pid": 1, "host": 2}'])
def test_a_damaged_description_still_refuses(tmp_path: Path, words: str) -> None:
    with _holder(tmp_path):
        (tmp_path / "writer.json").write_text(words)
        with pytest.raises(WriterBusy, match="Another process is writing"):
            _lock(tmp_path).acquire()


def test_a_folder_that_cannot_be_written_to_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailable, match="cannot be written to"):
        _lock(tmp_path / "file" / "index").acquire()


def test_machines_that_share_a_store_keep_each_other_out(tmp_path: Path) -> None:
    store = Store.open(store_url(tmp_path, None), create=True)
    with _lock(tmp_path / "one", store) as first:
        assert first.owner is not None
        with pytest.raises(WriterBusy, match=f"Process {os.getpid()}"):
            _lock(tmp_path / "two", store).acquire()
        assert holder_of(tmp_path / "two") is None, "what was not to be had is not held in part"
    with _lock(tmp_path / "two", store) as second:
        second.check()


def test_without_a_shared_store_there_is_no_row_to_own(tmp_path: Path) -> None:
    assert _lock(tmp_path).owner is None
