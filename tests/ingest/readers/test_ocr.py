"""Recognition: pages that are pictures become words where tesseract is installed, and are named where not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.ocr import missing, recognise, switched_off, with_unread_warning, words_of

installed = pytest.mark.skipif(shutil.which("tesseract") is None, reason="the tesseract command is not installed (Debian: tesseract-ocr)")

SCANNED = Reading((Page(1, "", readable=False, label="i", width=595.0, height=340.0),))


@installed
def test_a_scanned_page_is_recognised(documents: Path) -> None:
    reading = recognise((documents / "leaflet-scan.pdf").read_bytes(), SCANNED)
    (page,) = reading.pages
    assert (page.readable, page.ocr, page.label, page.width, page.origin) == (True, True, "i", 595.0, ())
    assert "The partnership will visit every school by July 2025." in page.text
    assert "24.4" in page.text
    assert [block.end < len(page.text) and page.text[block.end] == "\n" for block in page.blocks[:-1]] == [True] * (len(page.blocks) - 1)
    assert reading.warnings == ("Recognised from the picture, for want of a text layer: page 1. Check figures against the original.",)


@installed
def test_a_page_that_takes_too_long_stays_unreadable_and_is_named(documents: Path) -> None:
    reading = recognise((documents / "leaflet-scan.pdf").read_bytes(), SCANNED, seconds_a_page=0.001)
    assert reading.unreadable_pages == (1,)
    assert reading.warnings == (
        "There is no text to search on page 1: recognition found no words there in time; give a copy with a text layer.",
    )


@installed
def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="cannot be drawn"):
        recognise(b"%PDF-1.7 broken", SCANNED)


@installed
def test_pages_that_the_file_does_not_have_are_left_alone(documents: Path) -> None:
    reading = Reading((Page(7, "", readable=False),))
    assert recognise((documents / "leaflet-scan.pdf").read_bytes(), reading).unreadable_pages == (7,)


def test_readable_pages_are_not_touched() -> None:
    reading = Reading((Page(1, "words"),))
    assert recognise(b"", reading) is reading
    assert with_unread_warning(reading, "x") is reading


def test_without_the_command_the_pages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    pages = tuple(Page(number, "", readable=number == 4) for number in (1, 2, 3, 4, 5))
    reading = recognise(b"", Reading(pages, warnings=("Kept.", "There is no text to search on pages 1-3 and 5: x.")))
    assert reading.pages == pages
    assert reading.warnings[0] == "Kept."
    assert reading.warnings[1].startswith(
        "There is no text to search on pages 1-3 and 5: to have it recognised, install the tesseract command"
    )
    assert len(reading.warnings) == 2


def test_switched_off_says_how_to_switch_it_on() -> None:
    assert "PLAN_ASSISTANT_OCR" in switched_off(SCANNED).warnings[0]
    assert "tesseract" in missing(SCANNED).warnings[0]
    assert switched_off(replace(SCANNED, pages=(Page(1, "words"),))).warnings == ()


def test_a_heading_is_seen_by_its_size(documents: Path) -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("the tesseract command is not installed (Debian: tesseract-ocr)")
    page = recognise((documents / "leaflet-scan.pdf").read_bytes(), SCANNED).pages[0]
    assert [block.kind.value for block in page.blocks] == ["heading", "paragraph", "paragraph"]


def test_words_hardly_seen_are_left_out() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    rows = '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t96.5\t"Safer\n5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t12\t~%\n'
    assert [word.text for word in words_of(head + rows)] == ['"Safer']
