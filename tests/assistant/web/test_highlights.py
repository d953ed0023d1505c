"""The highlight on a page's picture covers the quoted words: checked against where another library, pdfplumber, sees each letter stand."""

from __future__ import annotations

import io
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from numpy.typing import NDArray
from PIL import Image

from ingest.documents import Page
from ingest.pictures import draw
from ingest.readers.child import ReadingProcess
from ingest.settings import IngestSettings
from tests.assistant.web.conftest import DOCUMENTS

SHARED = DOCUMENTS.parents[2] / "shared"
# Quotations are drawn at random, so long, and several of a page that was drawn: a picture takes its time.
SHORTEST, LONGEST = 15, 400
OF_A_PAGE = 8
# Of the letters that are marked, the share that belongs to the quotation; and of its letters the share that is marked.
INSIDE = 0.98


@dataclass(frozen=True)
class Sheet:
    """A page drawn at random, its picture without a highlight, and each letter on it with the pixels of its box."""

    data: bytes
    page: Page
    plain: NDArray[np.uint8]
    boxes: Sequence[tuple[str, Sequence[int]]]

    @classmethod
    def of(cls, file: Path, page: Page) -> Sheet:
        data = file.read_bytes()
        plain = pixels(draw(data, page.number, []))
        with pdfplumber.open(file) as document:
            found = document.pages[page.number - 1].dedupe_chars()
            scale, (left, top, *_) = plain.shape[1] / float(found.width), found.bbox
            corners = [(char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top) for char in found.chars]
            boxes = [(char["text"], [round(value * scale) for value in box]) for char, box in zip(found.chars, corners, strict=True)]
        return cls(data, page, plain, boxes)

    def marked(self, start: int, end: int) -> Counter[str]:
        """Given a span, return the letters that the page's picture shows highlighted for it."""
        characters = [index for index in self.page.origin[start:end] if index >= 0]
        changed = (self.plain != pixels(draw(self.data, self.page.number, characters))).any(axis=2)
        return Counter(letter for text, box in self.boxes if is_marked(self.plain, changed, box) for letter in letters(text).elements())


def letters(text: str) -> Counter[str]:
    """Given a text, return how often each letter and digit stands in it; ligatures are taken apart."""
    return Counter(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def sheets(files: Sequence[Path], count: int, chance: random.Random) -> Iterator[tuple[Path, Sheet]]:
    """Given PDFs and a number, yield that many pages, as many of each file."""
    with ReadingProcess(IngestSettings()) as process:
        for number, file in enumerate(files):
            pages = [page for page in process.read(file).pages if len(page.text) > 2 * SHORTEST and not page.ocr]
            wanted = count // len(files) + (number < count % len(files))
            for page in chance.choices(pages, k=wanted) if pages else ():
                yield file, Sheet.of(file, page)


def span_of(text: str, chance: random.Random) -> tuple[int, int]:
    """Given a page's text, return a span of whole words of it."""
    start = chance.randrange(len(text) - SHORTEST)
    start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    end = text.find(" ", start + chance.randint(SHORTEST, LONGEST))
    return start, len(text) if end < 0 else end


def is_marked(plain: NDArray[np.uint8], changed: NDArray[np.bool_], box: Sequence[int]) -> bool:
    """Given a picture, which of its pixels the highlight changed, and a letter's box, say whether most of the box's paper is marked."""
    x0, y0, x1, y1 = box
    paper = (plain[max(y0, 0) : max(y1, y0 + 1), max(x0, 0) : max(x1, x0 + 1)] > 60).all(axis=2)
    there = changed[max(y0, 0) : max(y1, y0 + 1), max(x0, 0) : max(x1, x0 + 1)]
    return bool(paper.any() and there[paper].mean() > 0.5)


def pixels(picture: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def check(files: Sequence[Path], pages: int) -> tuple[float, float, int]:
    """Given PDFs and how many pages to look at, return the share of marked letters inside, of quoted letters marked, and how many
    quotations were drawn. Fails where one is marked on another page, or elsewhere on it."""
    chance = random.Random(6)
    marked_all = inside_all = quoted_all = count = 0
    for file, sheet in sheets(files, pages, chance):
        for _ in range(OF_A_PAGE):
            start, end = span_of(sheet.page.text, chance)
            marked, wanted = sheet.marked(start, end), letters(sheet.page.text[start:end])
            inside = (marked & wanted).total()
            assert inside >= wanted.total() / 2, f"{file.name}, page {sheet.page.number}: “{sheet.page.text[start:end]}”"
            marked_all, inside_all, quoted_all = marked_all + marked.total(), inside_all + inside, quoted_all + wanted.total()
            count += 1
    return inside_all / marked_all, inside_all / quoted_all, count


def test_highlights_cover_the_quoted_words() -> None:
    inside, covered, count = check([DOCUMENTS / "reading.pdf", DOCUMENTS / "leaflet.pdf"], 3)
    assert count == 3 * OF_A_PAGE
    assert inside >= INSIDE and covered >= INSIDE


@pytest.mark.skipif(not SHARED.is_dir(), reason="The published plans and PDFs do not lie beside this project.")
def test_highlights_cover_the_quoted_words_of_published_plans() -> None:
    files = sorted([*(SHARED / "plans").glob("*.pdf"), *(SHARED / "pdfs").glob("*.pdf")], key=lambda file: file.stat().st_size)
    inside, covered, count = check(files, 28)
    assert count >= 200  # a scan has no words to quote
    assert inside >= INSIDE and covered >= INSIDE
