"""One writer at a time: two processes that write one embedded Chroma folder break it without an error.

The process that writes holds an operating-system lock on `writer.lock`, which a crash frees at once; `writer.json`
beside it says who it is. Where store or vectors are on a server, several machines can write, and a row of the store is
held as well, renewed while its holder lives and free after a minute of silence.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

from ingest.errors import IndexUnavailable, WriterBusy
from ingest.store.store import Store

SILENT_SECONDS = 60.0
BEAT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: process id, machine, since when (ISO 8601), doing what ("serve", "ingest"), and the address it serves at."""

    pid: int
    host: str
    started: str
    what: str
    address: str | None = None

    @classmethod
    def this_process(cls, what: str, address: str | None = None) -> Holder:
        """Given what this process does, return it as a holder."""
        return cls(os.getpid(), socket.gethostname(), datetime.now().astimezone().isoformat(timespec="seconds"), what, address)

    @classmethod
    def from_json(cls, values: Any) -> Holder | None:
        """Given parsed JSON, return the holder it describes, or None where it describes none."""
        if not isinstance(values, dict) or not isinstance(values.get("pid"), int):
            return None
        texts = {name: values[name] for name in ("host", "started", "what") if isinstance(values.get(name), str)}
        if len(texts) < 3:
            return None
        address = values.get("address")
        return cls(values["pid"], texts["host"], texts["started"], texts["what"], address if isinstance(address, str) else None)

    def sentence(self) -> str:
        """Say who writes and what to do about it."""
        clock = self.started[11:16]
        machine = "" if self.host == socket.gethostname() else f" on {self.host}"
        who = f"Process {self.pid}{machine} ({self.what}, since {clock}) is writing to this index"
        if self.address:
            return f"{who} at {self.address}; stop it or upload through it."
        return f"{who}; wait until it has ended or stop it."


class WriterLock:
    """The right to write to one index, held from `acquire` to `release`."""

    def __init__(self, folder: Path, holder: Holder, store: Store | None = None) -> None:
        """`store` is given where several machines can write, and its row is then held as well."""
        self._folder = folder
        self._holder = holder
        self._store = store
        self._owner = uuid.uuid4().hex
        self._file = FileLock(folder / "writer.lock", thread_local=False)
        self._ended = threading.Event()
        self._lost = False
        self._beating: threading.Thread | None = None

    @property
    def owner(self) -> str | None:
        """What the store's row is held under; None where there is no row to hold."""
        return self._owner if self._store is not None else None

    def acquire(self) -> Self:
        """Take the lock, or raise WriterBusy, naming the holder, at once."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file.acquire(timeout=0)
        except Timeout as error:
            raise _busy(_described(self._folder)) from error
        except OSError as error:
            raise IndexUnavailable(f"The folder {self._folder} cannot be written to ({error.strerror}); choose another index.") from error
        try:
            self._take_row()
            self._describe()
        except BaseException:
            self._file.release()
            raise
        return self

    def announce(self, address: str) -> None:
        """Given the address this process serves at, tell those who ask who holds the lock."""
        self._holder = replace(self._holder, address=address)
        self._describe()
        if self._store is not None:
            self._store.take_lock(self._owner, asdict(self._holder), time.time(), SILENT_SECONDS)

    def check(self) -> None:
        """Raise WriterBusy where this process was silent so long that another has taken over."""
        if self._lost:
            raise WriterBusy("This process was silent for too long and another one has taken over writing; start it again.")

    def release(self) -> None:
        """Give the lock back; a second time is no error."""
        if not self._file.is_locked:
            return
        self._ended.set()
        if self._beating is not None:
            self._beating.join()
        try:
            if self._store is not None:
                self._store.drop_lock(self._owner)
        finally:
            (self._folder / "writer.json").unlink(missing_ok=True)
            self._file.release()

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()

    def _take_row(self) -> None:
        if self._store is None:
            return
        held = self._store.take_lock(self._owner, asdict(self._holder), time.time(), SILENT_SECONDS)
        if held is not None:
            raise _busy(Holder.from_json(held))
        self._beating = threading.Thread(target=self._beat, name="writer-lock", daemon=True)
        self._beating.start()

    def _beat(self) -> None:
        """Renew the row until the lock is released. A store that does not answer is asked again: the row outlives short silences."""
        assert self._store is not None
        while not self._ended.wait(BEAT_SECONDS):
            try:
                self._lost = not self._store.beat_lock(self._owner, time.time())
            except IndexUnavailable:
                continue

    def _describe(self) -> None:
        draft = self._folder / f"writer.json.{self._owner[:8]}"
        draft.write_text(json.dumps(asdict(self._holder)), encoding="utf-8")
        draft.replace(self._folder / "writer.json")


def holder_of(folder: Path) -> Holder | None:
    """Given an index folder, return who writes to it now, or None where nobody does (on this machine)."""
    if not (folder / "writer.lock").exists():
        return None
    lock = FileLock(folder / "writer.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _described(folder) or Holder(0, socket.gethostname(), "", "unknown")
    lock.release()
    return None


def _described(folder: Path) -> Holder | None:
    """Return who `writer.json` says holds the lock; for a moment after it was taken there is none."""
    for _ in range(5):
        try:
            return Holder.from_json(json.loads((folder / "writer.json").read_text(encoding="utf-8")))
        except (OSError, ValueError):
            time.sleep(0.05)
    return None


def _busy(holder: Holder | None) -> WriterBusy:
    if holder is None:
        return WriterBusy("Another process is writing to this index; wait until it has ended or stop it.")
    return WriterBusy(holder.sentence())
