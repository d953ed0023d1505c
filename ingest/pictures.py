"""Pictures of pages: a PDF page as PNG, a span on it highlighted.

A page is drawn in a process of its own that can be killed, like a file is read in one: nothing that a
document does to its renderer reaches the server. Run as `python -m ingest.pictures`, it is that process.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.documents import Page
from ingest.errors import IndexUnavailable, UnknownDocument, UnreadableFile

# Pixels of a picture's longer side; an A4 page is drawn at about 144 dots an inch.
LONGEST_SIDE = 1684
MOST_SCALE = 3.0
SECONDS = 20
MEMORY_MB = 1024
AT_ONCE = 2
KEPT_BYTES = 24 << 20
HIGHLIGHT = (255, 226, 89)

_Box = tuple[float, float, float, float]


class Pictures:
    """Draws pages, and keeps the last few megabytes of what it drew. Safe to use from several threads."""

    def __init__(self) -> None:
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int, int], bytes] = OrderedDict()
        self._bytes = 0

    def of(self, original: Path, page: Page, start: int = 0, end: int = 0) -> bytes:
        """Given a PDF, one of its pages and a span of that page's text (code points, end exclusive), return it as PNG.

        Raises UnknownDocument where there are no pages to draw, UnreadableFile where this one cannot be drawn.
        """
        if original.suffix != ".pdf":
            raise UnknownDocument("Only PDF documents have pictures of their pages; read the page's text instead.")
        end = min(end, len(page.text))
        key = (original.name, page.number, start, end)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._slots:
            picture = _drawn_in_child(original, page.number, [index for index in page.origin[start:end] if index >= 0])
        self._keep(key, picture)
        return picture

    def _keep(self, key: tuple[str, int, int, int], picture: bytes) -> None:
        with self._lock:
            self._bytes += len(picture) - len(self._kept.get(key, b""))
            self._kept[key] = picture
            while self._bytes > KEPT_BYTES and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1])


def _drawn_in_child(original: Path, number: int, characters: Sequence[int]) -> bytes:
    """Given a PDF, a page number from 1 and indices of characters to highlight, return the page as PNG."""
    try:
        data = original.read_bytes()
    except OSError as error:
        raise IndexUnavailable(f"The original file cannot be read ({error.strerror}); ingest the document again.") from error
    request = json.dumps({"page": number, "characters": list(characters)}).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-s", "-B", "-m", "ingest.pictures"],
            input=request + data,
            capture_output=True,
            timeout=SECONDS,
            cwd="/",
            env={
                "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
                "LANG": "C.UTF-8",
                "OMP_NUM_THREADS": "1",
                "MALLOC_ARENA_MAX": "2",
            },
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"Page {number} was not drawn within {SECONDS} seconds; read the page's text instead.") from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise UnreadableFile(f"Page {number} cannot be drawn; read the page's text instead.")
    return done.stdout


def draw(data: bytes, number: int, characters: Sequence[int]) -> bytes:
    """Given a PDF's bytes, a page number from 1, and indices of characters in pdfium's order, return the page as PNG, those marked."""
    import pypdfium2 as pdfium
    from PIL import Image, ImageChops, ImageDraw

    document = pdfium.PdfDocument(data)
    page = document[number - 1]
    scale = min(MOST_SCALE, LONGEST_SIDE / max(page.get_width(), page.get_height(), 1))
    bitmap = page.render(scale=scale, draw_annots=False)
    picture = bitmap.to_pil().convert("RGB")
    boxes = _lines(_boxes(page, bitmap.get_posconv(page), characters))
    if boxes:
        marks = Image.new("RGB", picture.size, (255, 255, 255))
        pen = ImageDraw.Draw(marks)
        for x0, top, x1, bottom in boxes:
            pen.rectangle((x0 - 1, top - 1, x1 + 1, bottom + 1), fill=HIGHLIGHT)
        # Multiplied, so that the letters stay as dark as they are printed.
        picture = ImageChops.multiply(picture, marks)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _boxes(page: Any, place: Any, characters: Sequence[int]) -> list[_Box]:
    """Given a page, its map from PDF space to pixels, and indices of characters, return the characters' boxes in pixels."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    found: list[_Box] = []
    for index in characters:
        if index < count:
            left, bottom, right, top = textpage.get_charbox(index, loose=True)
            (ax, ay), (bx, by) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
            found.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return found


def _lines(boxes: Sequence[_Box]) -> list[_Box]:
    """Given characters' boxes in reading order, return one box for each run that stands on one line."""
    runs: list[_Box] = []
    for box in boxes:
        if runs and _on_one_line(runs[-1], box):
            last = runs[-1]
            runs[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            runs.append(box)
    return runs


def _on_one_line(run: _Box, box: _Box) -> bool:
    """Say whether a character goes on where a run ends: at its height, and no more than a wide space away."""
    height = max(run[3] - run[1], box[3] - box[1], 1)
    overlap = min(run[3], box[3]) - max(run[1], box[1])
    return overlap > height / 2 and -height < box[0] - run[2] < 1.5 * height


def main() -> None:
    """Read a request and a PDF from standard input, and write the picture to standard output."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get into the picture
    request = json.loads(sys.stdin.buffer.readline())
    with replies:
        replies.write(draw(sys.stdin.buffer.read(), int(request["page"]), [int(index) for index in request["characters"]]))


if __name__ == "__main__":
    main()
