from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest

from ingest.documents import BlockKind, Page, Reading
from ingest.errors import UnreadableFile
from ingest.outline import sections_of
from ingest.readers.pdf import read_pdf

Outline = list[tuple[str, int, str, str]]


@pytest.fixture
def reading(documents: Path) -> Reading:
    return read_pdf((documents / "reading.pdf").read_bytes(), 100)


def words(page: Page, kind: BlockKind) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind is kind]


def folded(text: str) -> str:
    return re.sub(r"[\s\-\u2010\u00ad\x02\ufffe]+", "", unicodedata.normalize("NFKC", text))


def test_title_and_printed_page_numbers(reading: Reading) -> None:
    assert reading.title == "Marwick Community Safety Plan"
    assert [page.label for page in reading.pages] == [None, "1", "2", "3", "4", "5"]
    assert reading.unreadable_pages == () and reading.warnings == ()


def test_what_runs_along_the_edges_is_no_text(reading: Reading) -> None:
    for page in reading.pages[1:]:
        assert "Marwick Community Safety Plan" not in page.text
        assert not re.search(r"Page \d", page.text)


def test_a_cover_holds_no_headings(reading: Reading) -> None:
    assert words(reading.pages[0], BlockKind.PARAGRAPH) == ["Marwick Community Safety Plan", "January 2026"]


def test_a_table_of_contents_is_told_from_the_text(reading: Reading) -> None:
    assert {block.kind for block in reading.pages[1].blocks} == {BlockKind.CONTENTS}
    assert len(reading.pages[1].blocks) == 4


def test_headings_numbered_paragraphs_and_nested_lists(reading: Reading, outline: Callable[[Page], Outline]) -> None:
    found = [(kind, level, marker, text[:14]) for kind, level, marker, text in outline(reading.pages[2])]
    assert found == [
        ("heading", 1, "", "Our priorities"),
        ("heading", 2, "", "Safer streets"),
        ("paragraph", 0, "1.1", "1.1 The partne"),
        ("paragraph", 0, "1.2", "1.2 Lighting a"),
        ("item", 1, "•", "• repair stree"),
        ("item", 1, "•", "• visit shops "),
        ("item", 2, "‣", "‣ with trading"),
        ("item", 2, "‣", "‣ with the pol"),
        ("item", 1, "•", "• publish what"),
        ("paragraph", 0, "1.3", "1.3 A short on"),
        ("heading", 2, "", "Violence at ho"),
        ("paragraph", 0, "1.4", "1.4 Those who "),
        ("footnote", 0, "", "1Survey of Mar"),
    ]


def test_a_paragraph_goes_on_over_a_page_end_and_its_footnote(reading: Reading) -> None:
    first = reading.pages[3].blocks[0]
    assert first.kind is BlockKind.PARAGRAPH and first.continues
    section = next(section for section in sections_of(reading) if section.title == "Violence at home")
    kinds = [(place.page, place.block.kind) for place in section.places]
    assert kinds == [(3, BlockKind.PARAGRAPH), (4, BlockKind.PARAGRAPH), (3, BlockKind.FOOTNOTE)]


def test_columns_are_read_one_after_the_other(reading: Reading) -> None:
    found = [text.split(" tells")[0] for text in words(reading.pages[4], BlockKind.PARAGRAPH) if " tells" in text]
    assert found == ["The left column", "The right column"]
    text = reading.pages[4].text
    assert text.index("left column ends") < text.index("right column tells") < text.index("right column ends")


def test_names_of_boxes_are_captions(reading: Reading) -> None:
    assert words(reading.pages[4], BlockKind.CAPTION) == ["Box 1", "Names of things"]


def test_tables_have_headers_also_after_a_page_break(reading: Reading) -> None:
    page, following = reading.pages[4], reading.pages[5]
    measures, actions = page.tables
    assert [page.text[cell.start : cell.end] for cell in measures.cells if cell.row == 1] == ["Burglary", "412", "380"]
    assert (measures.header_rows, measures.header_columns, measures.ruled) == (1, 1, True)
    (rest,) = following.tables
    assert rest.continues and rest.header_rows == 0
    assert [reading.pages[number - 1].text[start:end] for number, start, end in rest.headers] == ["Action", "Who", "When"]
    cells = len([cell for cell in (*actions.cells, *rest.cells) if cell.column == 0])
    assert cells == 13  # the header and twelve actions


@pytest.mark.parametrize("name", ["reading.pdf", "leaflet.pdf"])
def test_every_character_knows_where_the_pdf_holds_it(documents: Path, name: str) -> None:
    data = (documents / name).read_bytes()
    file = pdfium.PdfDocument(data)
    for page in read_pdf(data, 100).pages:
        sheet = file[page.number - 1]
        textpage = sheet.get_textpage()
        raw = textpage.get_text_range(0, -1, errors="ignore")
        count = textpage.count_chars()
        assert len(page.origin) == len(page.text)
        for char, origin in zip(page.text, page.origin, strict=True):
            assert (origin == -1) == char.isspace()
            if origin >= 0:
                assert origin < count
                printed = unicodedata.normalize("NFKC", raw[origin])
                assert char in printed or char == "•" or char == "-" and printed in "\x02\xad\u2010"


@pytest.mark.parametrize("name", ["reading.pdf", "leaflet.pdf"])
def test_two_other_extractors_hold_the_same_words(documents: Path, name: str) -> None:
    data = (documents / name).read_bytes()
    file, other = pdfium.PdfDocument(data), pypdf.PdfReader(io.BytesIO(data))
    for page in read_pdf(data, 100).pages:
        sheet = file[page.number - 1]
        textpage = sheet.get_textpage()
        texts = [folded(textpage.get_text_range()), folded(other.pages[page.number - 1].extract_text())]
        for block in page.blocks:
            if block.table is None:
                assert all(folded(page.text[block.start : block.end]) in text for text in texts)
        for cell in (cell for table in page.tables for cell in table.cells):
            assert all(folded(page.text[cell.start : cell.end]) in text for text in texts)


def test_a_page_set_on_its_side_and_turned_back_reads_the_same(documents: Path, reading: Reading) -> None:
    data = (documents / "reading.pdf").read_bytes()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(pypdf.Transformation().rotate(90).translate(height, 0))
        page.mediabox = page.cropbox = pypdf.generic.RectangleObject((0, 0, height, width))
        page.rotate(90)
    turned = io.BytesIO()
    writer.write(turned)
    again = read_pdf(turned.getvalue(), 100)
    assert [page.text for page in again.pages] == [page.text for page in reading.pages]
    assert [page.blocks for page in again.pages] == [page.blocks for page in reading.pages]


def test_an_outline_names_headings(documents: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO((documents / "reading.pdf").read_bytes()))
    writer.add_outline_item(title="1.3 A short one.", page_number=2)
    named = io.BytesIO()
    writer.write(named)
    assert "1.3 A short one." in words(read_pdf(named.getvalue(), 100).pages[2], BlockKind.HEADING)


def locked(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_pages(_: bytes) -> bytes:
    out = io.BytesIO()
    pypdf.PdfWriter().write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (locked, "password"),
        (without_pages, "no pages"),
        (lambda data: b"", "damaged"),
        (lambda data: data[:40], "damaged"),
        (lambda data: b"%PDF-1.7 and nothing more", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(documents: Path, change: Callable[[bytes], bytes], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_pdf(change((documents / "reading.pdf").read_bytes()), 100)


def test_too_many_pages_are_refused(documents: Path) -> None:
    counted: list[int] = []
    with pytest.raises(UnreadableFile, match="6 pages, more than the 5 allowed"):
        read_pdf((documents / "reading.pdf").read_bytes(), 5, counted.append)
    assert counted == [6]
