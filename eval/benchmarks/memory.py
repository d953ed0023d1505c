"""How much memory a serving process holds: it is started as `make run` starts it, asked questions over HTTP, and looked at."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.benchmarks.result import Memory
from eval.errors import SystemUnavailable
from eval.questions import Question
from eval.server import Server

NAME = "memory of the serving process"
# Settings of these prefixes are the machine's own; ours must not reach a shared store.
_OURS = "PLAN_ASSISTANT_"
_ADDRESS = re.compile(r"http://[\w.:\[\]]+")
_KILOBYTES = re.compile(r"^(VmRSS|VmHWM):\s+(\d+) kB$", re.M)


def serving_memory(folder: Path, questions: Sequence[Question], threads: int, target: int | None) -> Memory | None:
    """Given a folder of documents and questions, return the memory of a process that indexed the folder, serves it and was asked them.

    None on systems that do not tell (no /proc). Raises SystemUnavailable where the server does not start.
    """
    if not Path("/proc/self/status").exists():
        return None
    with TemporaryDirectory() as room, _served(folder, Path(room) / "index", threads) as (process, address):
        server = Server(address)
        try:
            for question in questions:
                server.ask(question.question, question.history, question.audience)
        finally:
            server.close()
        resident, peak = _memory_of(process.pid)
    return Memory(NAME, resident, peak, target)


@contextmanager
def _served(folder: Path, index: Path, threads: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a folder in a process of its own; gives the process and its address, and ends it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | {f"{_OURS}THREADS": str(threads)}
    start = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", start, "serve", "--port", "0", "--index", str(index), "--ingest", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment) as process:
        try:
            yield process, _address_of(process)
        finally:
            process.send_signal(signal.SIGTERM)


def _address_of(process: subprocess.Popen[str]) -> str:
    """Given a server that starts, wait until it prints its address, and return that."""
    assert process.stdout is not None
    for line in process.stdout:
        found = _ADDRESS.search(line)
        if found:
            return found.group()
    raise SystemUnavailable("The server ended before it printed its address; start it with “plan-assistant serve” to see why.")


def _memory_of(pid: int) -> tuple[int, int]:
    """Given a process, return its resident memory and the most that ever was, in bytes."""
    found = dict(_KILOBYTES.findall(Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")))
    return int(found["VmRSS"]) * 1024, int(found["VmHWM"]) * 1024
