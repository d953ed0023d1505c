"""Pages without a text layer -> text, by the tesseract command where it is installed.

Takes some 10 seconds a page, so it is a stage of its own.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import NamedTuple

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.characters import one_line
from ingest.readers.draft import PageDraft

SECONDS_A_PAGE = 30.0
_DPI = 300
_MOST_PIXELS = 40_000_000  # an A2 sheet at 300 dpi; larger ones are rendered coarser
# A line whose words are so many times as high as usual is a heading of level 2, of level 1. A word with both a tall letter
# and one that hangs down ("by") is 1.35 times as high as one without.
_HEADING = 1.45
_TITLE = 1.9
_LONGEST_HEADING = 150
# What tesseract takes a bullet for, where a line begins with it alone.
_BULLET = re.compile(r"^[e¢«°©®o] (?=\S)", re.MULTILINE)
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
    recognised = _without_furniture(dict(_recognised(data, unread, command, seconds_a_page)))
    usual = median([word.height for words in recognised.values() for word in words] or [1])
    pages = tuple(_with_words(page, recognised[page.number], usual) if recognised.get(page.number) else page for page in reading.pages)
    done = [number for number in unread if recognised.get(number)]
    warnings = reading.warnings
    if done:
        sentence = f"Recognised from the picture, for want of a text layer: {_pages(done)}. Check figures against the original."
        warnings = (*_without_unread_warnings(warnings), sentence)
    return with_unread_warning(
        replace(reading, pages=pages, warnings=warnings), "recognition found no words there in time; give a copy with a text layer"
    )


def with_unread_warning(reading: Reading, next_step: str) -> Reading:
    """Given a reading, return it with one sentence naming the pages that hold no text and what can be done; none, if all are readable."""
    unread = reading.unreadable_pages
    if not unread:
        return reading
    sentence = f"There is no text to search on {_pages(unread)}: {next_step}."
    return replace(reading, warnings=(*_without_unread_warnings(reading.warnings), sentence))


def switched_off(reading: Reading) -> Reading:
    """Given a reading, return it with a warning that recognition is switched off, where it would have been needed."""
    return with_unread_warning(reading, "recognition is switched off (PLAN_ASSISTANT_OCR); switch it on and ingest the document again")


def missing(reading: Reading) -> Reading:
    """Given a reading, return it with a warning that recognition is not installed, where it would have been needed."""
    return with_unread_warning(reading, f"to have it recognised, {_HOW_TO_SWITCH_ON}")


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


def _without_furniture(recognised: dict[int, list[Word]]) -> dict[int, list[Word]]:
    """Given page number -> words, return the same without first and last paragraphs that most pages share but for their numbers."""
    edges: Counter[str] = Counter()
    for words in recognised.values():
        paragraphs = _paragraphs(words)
        edges.update({_shape(paragraph) for paragraph in (*paragraphs[:1], *paragraphs[-1:])})
    shared = {shape for shape, count in edges.items() if count >= 3 and count * 2 > len(recognised)}
    kept = {}
    for number, words in recognised.items():
        paragraphs = _paragraphs(words)
        edge = (0, len(paragraphs) - 1)
        kept[number] = [
            word for at, paragraph in enumerate(paragraphs) if at not in edge or _shape(paragraph) not in shared for word in paragraph
        ]
    return kept


def _paragraphs(words: Iterable[Word]) -> list[list[Word]]:
    return [list(run) for _, run in groupby(words, key=lambda word: word.paragraph)]


def _shape(paragraph: Iterable[Word]) -> str:
    """Given a paragraph, return its words with every number alike, so that "Page 3 of 9" has the shape of "Page 4 of 9"."""
    return re.sub(r"\d+", "#", " ".join(word.text for word in paragraph))


def _with_words(page: Page, words: list[Word], usual: float) -> Page:
    """Given an unreadable page, the words found on it and the usual height of a word, return it readable, a block for each paragraph."""
    draft = PageDraft()
    for paragraph in _paragraphs(words):
        lines = [list(line) for _, line in groupby(paragraph, key=lambda word: word.line)]
        for level, run in groupby(lines, key=lambda line: _heading_level(line, usual)):
            text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(" ".join(word.text for word in line) for line in run))
            if level and len(text) <= _LONGEST_HEADING:
                draft.heading(text, level)
            else:
                draft.paragraph(_BULLET.sub("• ", text))
    read = draft.page(page.number)
    return replace(page, text=read.text, blocks=read.blocks, tables=(), origin=(), readable=True, ocr=True)


def _heading_level(line: Iterable[Word], usual: float) -> int:
    """Given a line's words and the usual height of a word, return the level of heading that their size stands for, 0 for none."""
    height = median(word.height for word in line) / usual
    return 0 if height < _HEADING else 1 if height >= _TITLE else 2


def _without_unread_warnings(warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Given warnings, return those that do not speak of pages without text: recognition has something newer to say."""
    return tuple(warning for warning in warnings if "no text" not in warning)


def _pages(numbers: Iterable[int]) -> str:
    """Given page numbers, return them as words: "page 3", "pages 1-4 and 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    text = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"page {text}" if len(runs) == 1 and runs[0][0] == runs[0][1] else f"pages {text}"
