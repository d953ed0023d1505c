"""Reading in a child process that can be killed.

    with ReadingProcess(settings) as process:
        reading = process.read(path)

The child is a fresh interpreter, started once, that reads one file after another. It gets the file's bytes
through a pipe and gives back JSON, so it needs no path, no network and no secret; it has limits on time, memory
and pages, and it dies with its parent. What went wrong with it (never ending, too much memory, a crash) becomes an
UnreadableFile for that file, and the next file gets a fresh child.

Messages on both pipes: one byte for the kind, eight for the length (big-endian), then that many bytes.
To the child: "Q" (a request as JSON), "D" (the file's bytes), "R" (the reading so far; empty for plain reading).
From it: "H" (ready), "N" (how many pages there are, as soon as that is known), "L" (it will leave after this file),
and last "R" (the reading) or "E" (a sentence that says why there is none).
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, TypedDict

from ingest.documents import Reading
from ingest.errors import PlanError, UnreadableFile
from ingest.readers import load_readers, read_bytes
from ingest.readers.characters import one_line
from ingest.readers.format import Format, format_of, refuse_size
from ingest.readers.ocr import SECONDS_A_PAGE, missing, recognise, switched_off, tesseract
from ingest.readers.wire import reading_from_json, reading_to_json

if TYPE_CHECKING:
    from ingest.settings import IngestSettings  # not needed in the child, and slow to load

_HEAD = struct.Struct(">cQ")
_LARGEST_MESSAGE = 512_000_000  # bytes; a reading of 2,000 dense pages takes some 30 MB
_LONGEST_SENTENCE = 600  # characters
_START_SECONDS = 60.0
_CPU_SLACK = 5  # seconds of processor time beyond the wall clock's limit, for which the parent is responsible


class Request(TypedDict):
    """What the child is asked: "read" or "ocr", the file's format, and its limits."""

    task: str
    format: str
    max_pages: int
    seconds: float
    seconds_a_page: float


class ReadingProcess:
    """Reads files in a child process, one at a time; may be shared by threads, which then take turns."""

    def __init__(self, settings: IngestSettings) -> None:
        self._settings = settings
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        # The kernel ends a child when the *thread* that started it ends, so one thread that lives as long as this object starts them all.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="reading-process")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        with self._turn:
            self._stop()
        self._starter.shutdown()

    def start(self) -> None:
        """Start the child now rather than with the first file, and wait until it is ready. Raises PlanError where it cannot be started."""
        with self._turn:
            self._ready()

    @property
    def pid(self) -> int | None:
        """The child's process id, or None where none runs."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def read(self, path: Path) -> Reading:
        """Given a file, return what is written in it.

        Raises UnreadableFile, naming the file and what to do, where it is missing, not what its name says, too large, damaged,
        locked, or not read within the limits of the settings.
        """
        data, format = self._checked(path)
        return self._ask(path.name, self._request("read", format, self._settings.read_seconds_per_page), data, b"")

    def recognise(self, path: Path, reading: Reading) -> Reading:
        """Given a PDF and its reading, return the reading with pages that hold no text recognised (OCR), 30 seconds a page at most.

        Where recognition is switched off or not installed, a warning in the reading names those pages and the next step.
        """
        unread = len(reading.unreadable_pages)
        if not unread or not reading.paged:
            return reading
        if not self._settings.ocr:
            return switched_off(reading)
        if tesseract() is None:
            return missing(reading)
        data, format = self._checked(path)
        # what a page is allowed here is for tesseract; drawing it comes on top
        seconds = 2 * SECONDS_A_PAGE * unread / max(len(reading.pages), 1)
        return self._ask(path.name, self._request("ocr", format, seconds), data, reading_to_json(reading))

    def _checked(self, path: Path) -> tuple[bytes, Format]:
        """Given a path, return the file's bytes and format; a file that is too large is refused before it is loaded."""
        try:
            if not path.is_file():
                raise UnreadableFile(f"{path.name} is not there, or not a file: check the path {path}.")
            refuse_size(path.name, path.stat().st_size, self._settings.max_file_mb)
            data = path.read_bytes()
        except OSError as error:
            why = error.strerror or str(error)
            raise UnreadableFile(f"{path.name} cannot be opened ({why}): check the path {path} and its permissions.") from error
        return data, format_of(path.name, data)

    def _request(self, task: str, format: Format, seconds_a_page: float) -> Request:
        settings = self._settings
        return Request(
            task=task, format=format.value, max_pages=settings.max_pages, seconds=settings.read_seconds, seconds_a_page=seconds_a_page
        )

    def _ask(self, name: str, request: Request, data: bytes, so_far: bytes) -> Reading:
        """Given a request, hand it to the child and return its reading, or raise what it, or its end, says."""
        with self._turn:
            child = self._ready()
            with _ends_after(child, request["seconds"]) as watch:
                try:
                    return self._exchange(child, watch, name, request, data, so_far)
                except UnreadableFile:
                    raise
                except (OSError, EOFError, ValueError) as error:
                    self._stop()  # after which its exit code is known
                    raise UnreadableFile(_why_it_ended(name, child, watch, self._settings.read_memory_mb)) from error
                except BaseException:  # interrupted half way: what the child says next would answer the wrong question
                    self._stop()
                    raise

    def _exchange(self, child: subprocess.Popen[bytes], watch: _Watch, name: str, request: Request, data: bytes, so_far: bytes) -> Reading:
        assert child.stdin and child.stdout
        _send(child.stdin, b"Q", json.dumps(request).encode())
        _send(child.stdin, b"D", data)
        _send(child.stdin, b"R", so_far)
        leaving = False
        while True:
            kind, payload = _receive(child.stdout)
            if kind == b"N":
                watch.allow(request["seconds"] + request["seconds_a_page"] * min(int(payload), request["max_pages"]))
            elif kind == b"L":
                leaving = True
            elif kind in (b"R", b"E"):
                watch.stop()
                if leaving:
                    self._stop()
                return self._result(name, kind, payload)
            else:
                raise ValueError(kind)

    def _result(self, name: str, kind: bytes, payload: bytes) -> Reading:
        if kind == b"E":
            sentence = one_line(payload.decode("utf-8", "replace"))[:_LONGEST_SENTENCE]
            raise UnreadableFile(sentence if name in sentence else f"{name}: {sentence}")
        try:
            return reading_from_json(payload)
        except UnreadableFile as error:
            self._stop()  # a child that sends such things is not to be trusted with the next file
            raise UnreadableFile(f"{name}: {error}") from error

    def _ready(self) -> subprocess.Popen[bytes]:
        """Return a child that waits for a request."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        child = self._child = self._starter.submit(_start, self._settings.read_memory_mb).result()
        assert child.stdout
        with _ends_after(child, _START_SECONDS):
            try:
                kind, payload = _receive(child.stdout)
            except (OSError, EOFError, ValueError) as error:
                kind, payload = b"E", str(error).encode()
        if kind != b"H":
            self._stop()
            why = one_line(payload.decode("utf-8", "replace"))[:_LONGEST_SENTENCE]
            raise PlanError(f"The process that reads files did not start ({why or 'it ended at once'}): run `make install` again.")
        return child

    def _stop(self) -> None:
        """End the child and everything it started, where one runs."""
        child, self._child = self._child, None
        if child is None:
            return
        _kill(child)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(OSError):  # what was still to be written has nobody to read it
                    pipe.close()


class _Watch:
    """Kills a child when its time is over; the time counts from the beginning and can be extended."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._child = child
        self._began = time.monotonic()
        self.expired = False
        self.allow(seconds)

    def allow(self, seconds: float) -> None:
        """Give the child `seconds` in all, counted from the beginning."""
        if hasattr(self, "_timer"):
            self.stop()
        self.seconds = seconds
        self._timer = threading.Timer(max(self._began + seconds - time.monotonic(), 0), self._end)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Let the child live."""
        self._timer.cancel()

    def _end(self) -> None:
        self.expired = True
        _kill(self._child)


@contextmanager
def _ends_after(child: subprocess.Popen[bytes], seconds: float) -> Iterator[_Watch]:
    """Given a child and seconds, kill it once they are over, unless the block is left before."""
    watch = _Watch(child, seconds)
    try:
        yield watch
    finally:
        watch.stop()


def _start(memory_mb: int) -> subprocess.Popen[bytes]:
    """Start a child: a group of its own, a clean environment, nothing inherited but its two pipes."""
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-B", "-m", "ingest.readers.child", str(memory_mb), str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,  # so that the whole group can be killed, and Ctrl-C reaches the parent only
    )


def _environment() -> dict[str, str]:
    """Return the child's environment: where Python and tesseract are found, and one thread for every library; no keys, no tokens."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",  # tesseract's own name for it
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",  # address space is limited, and every arena reserves 64 MB of it
    }


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is None:  # its process id is its own as long as it has not been waited for
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _why_it_ended(name: str, child: subprocess.Popen[bytes], watch: _Watch, memory_mb: int) -> str:
    """Given a child that ended in the middle of a file, return a sentence with the cause and the next step."""
    code = child.returncode
    if watch.expired or code == -signal.SIGXCPU:
        return (
            f"{name} was not read within {watch.seconds:g} seconds: it may be damaged or made to keep a reader busy. "
            "Save it again as PDF/A, split it, or raise PLAN_ASSISTANT_READ_SECONDS."
        )
    ended = f"signal {signal.Signals(-code).name}" if code and code < 0 else f"exit code {code}"
    return (
        f"{name} ended the process that reads files ({ended}): it is damaged, or needs more than {memory_mb} MB of memory. "
        "Save it again, split it, or raise PLAN_ASSISTANT_READ_MEMORY_MB."
    )


def _send(pipe: IO[bytes], kind: bytes, payload: bytes) -> None:
    pipe.write(_HEAD.pack(kind, len(payload)))
    pipe.write(payload)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """Return the next message. Raises EOFError where the other side is gone, ValueError where the message is too large."""
    kind, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if length > _LARGEST_MESSAGE:
        raise ValueError(f"a message of {length} bytes")
    return kind, _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError("the other side is gone")
    return data


# ---------------------------------------------------------------- in the child


def main() -> None:
    """Read files until the parent closes the pipe. Arguments: memory in megabytes, the parent's process id."""
    memory_mb, parent = int(sys.argv[1]), int(sys.argv[2])
    _die_with(parent)
    requests, replies = _private_pipes()
    load_readers()
    most_mapped = _limit_resources(memory_mb)
    _send(replies, b"H", b"")
    while True:
        try:
            question = [_receive(requests) for _ in range(3)]
        except EOFError:
            return
        kind, payload = _answer(json.loads(question[0][1]), question[1][1], question[2][1], replies, memory_mb)
        # What libraries keep from one file must not be taken from the next file's share.
        leaves = _mapped() > most_mapped
        if leaves:
            _send(replies, b"L", b"")
        _send(replies, kind, payload)
        if leaves:
            return


def _answer(request: Request, data: bytes, so_far: bytes, replies: IO[bytes], memory_mb: int) -> tuple[bytes, bytes]:
    """Given a request, return the last message: a reading, or the sentence that says why there is none."""
    try:
        _limit_processor_time(request["seconds"])
        if request["format"] == Format.PDF.value:
            _announce_pages(data, request, replies)
        if request["task"] == "ocr":
            return b"R", reading_to_json(recognise(data, reading_from_json(so_far)))
        return b"R", reading_to_json(read_bytes(data, Format(request["format"]), request["max_pages"]))
    except UnreadableFile as error:
        return b"E", str(error).encode("utf-8", "replace")
    except MemoryError:
        return b"E", f"needs more than {memory_mb} MB of memory to read. Split it, or raise PLAN_ASSISTANT_READ_MEMORY_MB.".encode()
    except RecursionError:
        return b"E", b"is nested too deeply to be read. Save it again, as PDF/A or as plain text."
    except Exception as error:
        # A parser's own fault on a damaged file can be any exception: here it becomes a sentence, and the file fails, not the run.
        return b"E", f"is damaged and cannot be read ({type(error).__name__}). Open it, save it again, and try once more.".encode()


def _announce_pages(data: bytes, request: Request, replies: IO[bytes]) -> None:
    """Given a PDF's bytes, tell the parent how many pages it has, so that it gives them time; nothing where it cannot be opened."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = len(pdf)
    except pypdfium2.PdfiumError:
        return  # the reader will say what is wrong with it
    _limit_processor_time(request["seconds"] + request["seconds_a_page"] * min(pages, request["max_pages"]))
    _send(replies, b"N", str(pages).encode())


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return the two pipes to the parent under new numbers; whatever prints or reads the usual way meets nothing."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)
    return requests, replies


def _die_with(parent: int) -> None:
    """Ask the kernel to end this process when the parent ends (Linux); elsewhere the closed pipe does it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:  # it ended before it could be asked
        sys.exit(1)


def _limit_resources(memory_mb: int) -> int:
    """Given megabytes, let this process map that much more than it does now, write no file, dump no core.

    Returns the bytes that may stay mapped between two files.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    base = _mapped()
    if base:
        limit = base + memory_mb * 1_048_576
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return base + memory_mb * 1_048_576 // 4


def _limit_processor_time(seconds: float) -> None:
    """Given seconds, let the kernel end this process when it has computed that long from now: where the parent fails to."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + _CPU_SLACK, resource.RLIM_INFINITY))


def _mapped() -> int:
    """Return the bytes of address space this process has mapped, 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main()
