"""The reading process: it reads, it can be killed, it dies with its parent, and nothing it meets stops the next file."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from ingest.errors import BadInput, PlanError, UnreadableFile
from ingest.readers import read_bytes
from ingest.readers.child import ReadingProcess, _Watch
from ingest.readers.format import Format
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    """A reading process with the default limits, shared by the tests that do not harm it."""
    with ReadingProcess(IngestSettings()) as running:
        yield running


@pytest.fixture
def slow_file(tmp_path: Path) -> Path:
    """A valid text that takes longer to read than the limits in these tests allow."""
    path = tmp_path / "slow.txt"
    path.write_text("a\tb\n" * 2_000_000, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "format"), [("strategy.docx", "docx"), ("report.html", "html"), ("note.md", "markdown"), ("minutes.txt", "text")]
)
def test_the_child_reads_what_is_read_here(process: ReadingProcess, documents: Path, name: str, format: str) -> None:
    path = documents / name
    assert process.read(path) == read_bytes(path.read_bytes(), Format(format), 10)


def test_one_child_reads_many_files(process: ReadingProcess, documents: Path) -> None:
    process.read(documents / "note.md")
    first = process.pid
    process.read(documents / "leaflet.pdf")
    assert first is not None
    assert process.pid == first


def test_a_pdf(process: ReadingProcess, documents: Path) -> None:
    reading = process.read(documents / "leaflet.pdf")
    assert reading.paged
    assert "The partnership will visit every school by July 2025." in reading.pages[0].text


def test_threads_take_turns(process: ReadingProcess, documents: Path) -> None:
    names = ["note.md", "minutes.txt", "report.html", "leaflet.pdf"] * 2
    titles: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda at=at, name=name: titles.update({at: process.read(documents / name).pages[0].text[:20]}))
        for at, name in enumerate(names)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [titles[at] for at in range(4)] == [titles[at] for at in range(4, 8)]


def test_the_thread_that_asked_first_may_end(documents: Path) -> None:
    with ReadingProcess(IngestSettings()) as own:
        first = threading.Thread(target=own.start)
        first.start()
        first.join()
        time.sleep(0.2)  # the kernel would have ended the child by now
        started = own.pid
        assert started is not None
        own.read(documents / "note.md")
        assert own.pid == started


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(slow_file: Path, documents: Path) -> None:
    with ReadingProcess(IngestSettings(read_seconds=1, read_seconds_per_page=0)) as own:
        own.start()
        first = own.pid
        with pytest.raises(UnreadableFile, match=r"slow\.txt was not read within 1 seconds: .* PLAN_ASSISTANT_READ_SECONDS"):
            own.read(slow_file)
        assert "Duties" in own.read(documents / "note.md").pages[0].text
        assert own.pid != first


@pytest.mark.parametrize("longer", [False, True])
def test_time_can_be_added_while_it_runs(longer: bool) -> None:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as child:
        watch = _Watch(child, 0.5)
        if longer:
            watch.allow(60)
        time.sleep(1)
        assert (child.poll() is None) is longer
        assert watch.expired is not longer
        watch.stop()
        child.kill()


def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path, documents: Path) -> None:
    path = tmp_path / "big.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for _ in range(190):
                part.write(b"<w:p/>" * 160_000)
            part.write(b"</w:body></w:document>")
    with ReadingProcess(IngestSettings(read_memory_mb=256)) as own:
        with pytest.raises(UnreadableFile, match=r"big\.docx.*(256 MB of memory|is damaged)"):
            own.read(path)
        assert own.read(documents / "note.md").pages


def test_a_pdf_that_unpacks_to_gigabytes_is_refused(tmp_path: Path, documents: Path) -> None:
    path = tmp_path / "bomb.pdf"
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(b"0 0 m " * 40_000_000)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    writer.write(path)
    assert path.stat().st_size < 5_000_000
    with ReadingProcess(IngestSettings(read_memory_mb=256, read_seconds=20)) as own:
        try:
            reading = own.read(path)
        except UnreadableFile as error:
            assert "bomb.pdf" in str(error)
        else:  # read within the limits: then there is nothing on the page
            assert reading.pages[0].text == ""
        assert own.read(documents / "note.md").pages


def encrypted(pdf: bytes) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="AES-256")
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def cyclic() -> bytes:
    """A PDF whose page tree contains itself."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]>>",
        b"<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "encrypted": encrypted,
    "truncated": lambda pdf: pdf[: len(pdf) // 2],
    "head only": lambda pdf: pdf[:20],
    "zero pages": lambda _: written(pypdf.PdfWriter()),
    "page tree that contains itself": lambda _: cyclic(),
    "noise": lambda pdf: b"%PDF-1.7\n" + bytes(range(256)) * 50,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_pdf_is_refused_in_plain_words(
    process: ReadingProcess, documents: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(spoil((documents / "leaflet.pdf").read_bytes()))
    with pytest.raises(UnreadableFile) as refused:
        process.read(path)
    assert "spoilt.pdf" in str(refused.value)
    assert "Traceback" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.pdf", b"", "is empty"),
        ("page.pdf", b"<html>not found</html>", "is not a PDF"),
        ("table.csv", b"a,b", "the ending .csv is not one of"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "take the password off"),
    ],
)
def test_what_is_not_what_its_name_says_never_reaches_the_child(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with ReadingProcess(IngestSettings()) as own:
        with pytest.raises(UnreadableFile, match=words):
            own.read(path)
        assert own.pid is None


def test_a_file_of_300_mb_is_refused_without_loading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(300_000_000)  # takes no room on the disk
    with ReadingProcess(IngestSettings()) as own, pytest.raises(UnreadableFile, match=r"huge\.pdf has 300\.0 MB"):
        own.read(path)


def test_a_missing_file_and_a_folder(process: ReadingProcess, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.pdf", tmp_path):
        with pytest.raises(UnreadableFile, match="is not there, or not a file"):
            process.read(path)


def test_too_many_pages(documents: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    path = tmp_path / "long.pdf"
    path.write_bytes(written(writer))
    with ReadingProcess(IngestSettings(max_pages=2)) as own, pytest.raises(UnreadableFile, match=r"long\.pdf.*3 pages"):
        own.read(path)


def test_a_child_killed_in_the_middle_costs_one_file(slow_file: Path, documents: Path) -> None:
    with ReadingProcess(IngestSettings()) as own:
        own.start()
        first = own.pid
        assert first is not None
        threading.Timer(0.5, os.kill, (first, signal.SIGKILL)).start()
        with pytest.raises(UnreadableFile, match=r"slow\.txt ended the process that reads files \(signal SIGKILL\)"):
            own.read(slow_file)
        assert own.read(documents / "note.md").pages
        assert own.pid != first


def test_a_child_killed_between_two_files_costs_nothing(documents: Path) -> None:
    with ReadingProcess(IngestSettings()) as own:
        own.read(documents / "note.md")
        first = own.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        _wait_until(lambda: own.pid is None)
        assert own.read(documents / "note.md").pages


def test_closing_ends_the_child(documents: Path) -> None:
    with ReadingProcess(IngestSettings()) as own:
        own.read(documents / "note.md")
        child = own.pid
    assert child is not None
    assert not _lives(child)


@pytest.mark.parametrize("busy", [False, True], ids=["waiting", "reading"])
def test_the_child_dies_with_its_parent(slow_file: Path, busy: bool) -> None:
    script = (
        "import sys, threading; from pathlib import Path\n"
        "from ingest.readers.child import ReadingProcess; from ingest.settings import IngestSettings\n"
        "process = ReadingProcess(IngestSettings()); process.start(); print(process.pid, flush=True)\n"
        "process.read(Path(sys.argv[1])) if len(sys.argv) > 1 else threading.Event().wait()\n"
    )
    arguments = [sys.executable, "-c", script, *([str(slow_file)] if busy else [])]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert _lives(child)
        parent.kill()
        parent.wait()
        _wait_until(lambda: not _lives(child))


def test_the_child_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_STAFF_KEY", "SECRET")
    monkeypatch.setenv("OPENAI_API_KEY", "SECRET")
    with ReadingProcess(IngestSettings()) as own:
        own.start()
        seen = Path(f"/proc/{own.pid}/environ").read_text()
        limits = Path(f"/proc/{own.pid}/limits").read_text()
    assert "SECRET" not in seen
    assert "Max file size             0 " in limits
    assert "Max core file size        0 " in limits


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="the tesseract command is not installed (Debian: tesseract-ocr)")
def test_recognition_runs_in_the_child(process: ReadingProcess, documents: Path) -> None:
    path = documents / "leaflet-scan.pdf"
    reading = process.read(path)
    assert reading.unreadable_pages == (1,)
    recognised = process.recognise(path, reading)
    assert recognised.pages[0].ocr
    assert "visit every school" in recognised.pages[0].text


def test_recognition_switched_off(documents: Path, process: ReadingProcess) -> None:
    reading = process.read(documents / "leaflet-scan.pdf")
    with ReadingProcess(IngestSettings(ocr=False)) as own:
        kept = own.recognise(documents / "leaflet-scan.pdf", reading)
        assert own.pid is None
    assert kept.unreadable_pages == (1,)
    assert any("switched off" in warning for warning in kept.warnings)


def test_a_child_that_cannot_start_says_so(monkeypatch: pytest.MonkeyPatch, documents: Path) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with ReadingProcess(IngestSettings()) as own, pytest.raises(PlanError, match="did not start") as failed:
        own.read(documents / "note.md")
    assert not isinstance(failed.value, BadInput)  # not the file's fault


def _lives(pid: int) -> bool:
    """Given a process id, say whether that process runs; one that has ended but was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("did not happen within 10 seconds")
