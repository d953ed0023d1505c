"""Pages without a text layer -> text, by the tesseract command where it is installed.

Takes some 10 seconds a page, so it is a stage of its own.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.characters import one_line
from ingest.readers.draft import PageDraft

SECONDS_A_PAGE = 30.0
_DPI = 300
_MOST_PIXELS = 40_000_000  # an A2 sheet at 300 dpi; larger ones are rendered coarser
_LEAST_CONFIDENCE = 30.0  # percent; below it tesseract saw specks or a picture rather than a word
_HOW_TO_SWITCH_ON = "install the tesseract command (Debian: tesseract-ocr; see README, OCR) and ingest the document again"


class Word(NamedTuple):
    """One recognised word: the paragraph and line it stands in, its height in pixels, and how sure tesseract is, in percent."""

    paragraph: tuple[int, int]
    line: int
    height: int
    confidence: float
    text: str


def tesseract() -> str | None:
    """Return the path of the tesseract command, or None where it is not installed."""
    return shutil.which("tesseract")


def recognise(data: bytes, reading: Reading, seconds_a_page: float = SECONDS_A_PAGE) -> Reading:
    """Given a PDF's bytes and what was read from it, return the reading with its unreadable pages recognised.

    A page on which no word is found, or that takes longer than `seconds_a_page`, stays unreadable and is named in a warning.
    Recognised pages have no `origin`: where their words stand on the page is not kept.
    """
    command = tesseract()
    unread = reading.unreadable_pages
    if not unread:
        return reading
    if command is None:
        return missing(reading)
    recognised = dict(_recognised(data, unread, command, seconds_a_page))
    pages = tuple(_with_words(page, recognised[page.number]) if recognised.get(page.number) else page for page in reading.pages)
    done = [number for number in unread if recognised.get(number)]
    warnings = reading.warnings
    if done:
        sentence = f"Recognised from the picture, for want of a text layer: {_pages(done).lower()}. Check figures against the original."
        warnings = (*_without_unread_warnings(warnings), sentence)
    return with_unread_warning(
        replace(reading, pages=pages, warnings=warnings), "recognition found no words on them in time; give a copy with a text layer"
    )


def with_unread_warning(reading: Reading, next_step: str) -> Reading:
    """Given a reading, return it with one sentence naming the pages that hold no text and what can be done; none, if all are readable."""
    unread = reading.unreadable_pages
    if not unread:
        return reading
    sentence = f"{_pages(unread)} hold no text and cannot be searched: {next_step}."
    return replace(reading, warnings=(*_without_unread_warnings(reading.warnings), sentence))


def switched_off(reading: Reading) -> Reading:
    """Given a reading, return it with a warning that recognition is switched off, where it would have been needed."""
    return with_unread_warning(reading, "recognition is switched off (PLAN_ASSISTANT_OCR); switch it on and ingest the document again")


def missing(reading: Reading) -> Reading:
    """Given a reading, return it with a warning that recognition is not installed, where it would have been needed."""
    return with_unread_warning(reading, f"to have them recognised, {_HOW_TO_SWITCH_ON}")


def words_of(table: str) -> list[Word]:
    """Given tesseract's TSV output, return its words in order, without those it is hardly sure of."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = []
    for row in rows:
        text = one_line(row.get("text") or "")
        if row.get("level") == "5" and text and float(row["conf"]) >= _LEAST_CONFIDENCE:
            place = (int(row["block_num"]), int(row["par_num"]))
            words.append(Word(place, int(row["line_num"]), int(row["height"]), float(row["conf"]), text))
    return words


def _recognised(data: bytes, numbers: Iterable[int], command: str, seconds: float) -> Iterable[tuple[int, list[Word]]]:
    """Given a PDF and page numbers, yield each number with the words found on that page."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("The PDF cannot be drawn, so its pages cannot be recognised: save it again and try once more.") from error
    try:
        for number in numbers:
            if number <= len(pdf):
                yield number, _words_on(pdf[number - 1], command, seconds)
    finally:
        pdf.close()


def _words_on(page: object, command: str, seconds: float) -> list[Word]:
    """Given an open page, return the words that tesseract finds on it, none where it fails or takes longer than `seconds`."""
    try:
        found = subprocess.run(
            [command, "-", "-", "--psm", "1", "-l", "eng", "--dpi", str(_DPI), "tsv"],
            input=_picture(page),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return []  # the page stays unreadable, and the caller names it
    return words_of(found.stdout.decode("utf-8", "replace"))


def _picture(page: object) -> bytes:
    """Given an open page, return a grey picture of it as PGM, at 300 dpi or what keeps it within the most pixels."""
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, "PPM")  # type: ignore[attr-defined]
    return picture.getvalue()


def _with_words(page: Page, words: list[Word]) -> Page:
    """Given an unreadable page and the words found on it, return it readable, a block for each paragraph."""
    draft = PageDraft()
    for _, run in groupby(words, key=lambda word: word.paragraph):
        lines = (" ".join(word.text for word in line) for _, line in groupby(run, key=lambda word: word.line))
        draft.paragraph(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(lines)))
    read = draft.page(page.number)
    return replace(page, text=read.text, blocks=read.blocks, tables=(), origin=(), readable=True, ocr=True)


def _without_unread_warnings(warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Given warnings, return those that do not speak of pages without text: recognition has something newer to say."""
    return tuple(warning for warning in warnings if "no text" not in warning)


def _pages(numbers: Iterable[int]) -> str:
    """Given page numbers, return them as words: "Page 3", "Pages 1-4 and 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    text = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"Page {text}" if len(runs) == 1 and runs[0][0] == runs[0][1] else f"Pages {text}"
