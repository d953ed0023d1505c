"""Word: what Word would print, in order, with the numbers it would print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ingest.documents import Page, Reading
from ingest.errors import UnreadableFile
from ingest.readers.docx import read_docx

Outline = Callable[[Page], list[tuple[str, int, str, str]]]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def packed(body: str, namespace: str = _W, parts: Mapping[str, str] | None = None) -> bytes:
    """Given the inside of a body, return a .docx with it; its parts are found by their usual names where no relation is stated."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>'
        for name in parts or {}
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {namespace}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        for name, content in (parts or {}).items():
            archive.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def numbered(words: str, number: int, level: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_a_strategy(documents: Path, outline: Outline, check: Callable[[Reading], None]) -> None:
    reading = read_docx((documents / "strategy.docx").read_bytes())
    check(reading)
    assert reading.title == "Safer Exampleton Strategy 2024-27"
    assert outline(reading.pages[0]) == [
        ("heading", 1, "", "Safer Exampleton Strategy 2024-27"),
        ("contents", 1, "", "1 Priorities 2"),
        ("contents", 1, "", "2 How we measure 3"),
        ("heading", 1, "1", "1 Priorities"),  # a style with a German id
        ("paragraph", 0, "1.1", "1.1 The partnership chose its priorities from the strategic assessment."),
        ("paragraph", 0, "1.2", "1.2 They were agreed in March 2024 by the board."),
        ("paragraph", 0, "", "The priorities are:"),
        ("item", 1, "•", "• Serious violence"),
        ("item", 2, "•", "• among young people"),
        ("item", 1, "•", "• Burglary"),
        ("footnote", 0, "1", "1 Minutes of 14 March 2024."),
        ("heading", 2, "", "What we will do"),
        ("item", 1, "a)", "a) Visit every school."),
        ("item", 1, "b)", "b) Light the parks:"),
        ("item", 2, "(i)", "(i) Mill Park"),
        ("item", 2, "(ii)", "(ii) Castle Green"),
        ("item", 1, "c)", "c) Report each quarter."),
        ("heading", 3, "", "Who takes part"),  # short and bold, without a style
        (
            "paragraph",
            0,
            "",
            "The council, the police and the fire service take part in every meeting, and the probation service in most of them.",
        ),
        ("item", 1, "a)", "a) The council chairs."),  # the same list, started again
        ("item", 1, "b)", "b) The police report."),
        ("paragraph", 0, "", "Anyone may see the minutes. They are free."),  # hidden and deleted words left out, inserted ones read
        ("heading", 1, "2", "2 How we measure"),
        ("caption", 0, "", "Table 1: Indicators"),
        (
            "table",
            0,
            "",
            "Theme\tIndicator\tBaseline\tTarget\nViolence\tKnife offences\t412\t350\nRepeat victims at MARAC\t28%\t24.4%\n"
            "Property\tBurglaries\t1,389\t\nNote: figures for 2023/24",
        ),
        ("paragraph", 0, "", "Call 101 when it is not an emergency."),  # a table of one cell is a box
        ("paragraph", 0, "", "Call 999 when it is."),
        ("paragraph", 0, "", "The area covers 37 km²."),
        ("paragraph", 0, "", "A text box beside the table."),  # once, though the file holds it twice
    ]
    assert "tracked changes" in reading.warnings[0]


def test_merged_cells(documents: Path) -> None:
    (page,) = read_docx((documents / "strategy.docx").read_bytes()).pages
    (table,) = page.tables
    places = {
        page.text[cell.start : cell.end]: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells if cell.end > cell.start
    }
    assert (table.header_rows, table.header_columns) == (1, 1)
    assert places["Violence"] == (1, 0, 2, 1)
    assert places["24.4%"] == (2, 3, 1, 1)
    assert places["Note: figures for 2023/24"] == (4, 0, 1, 4)
    assert (3, 3) in {(cell.row, cell.column) for cell in table.cells if cell.start == cell.end}  # no target was given


def test_numbers_as_word_counts_them(outline: Outline) -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'
    definition = (
        level.format(0, 4, "upperRoman", "", "Part %1")
        + level.format(1, 1, "decimal", "<w:isLgl/>", "%1.%2")
        + level.format(2, 1, "lowerLetter", "<w:lvlRestart w:val='0'/>", "(%3)")
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="7">{definition}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
        "</w:numbering>"
    )
    body = (
        "".join(
            numbered(words, *place)
            for words, *place in (
                ("a", 1),
                ("b", 1, 1),
                ("c", 1, 2),
                ("d", 1, 1),
                ("e", 1, 2),
                ("", 1, 1),
                ("f", 1, 1),
                ("g", 1),
                ("h", 1, 1),
                ("i", 2),
            )
        )
        + numbered("j", 0)
        + numbered("k", 55)
    )
    page = read_docx(packed(body, parts={"numbering": numbering})).pages[0]
    assert [marker for _, _, marker, _ in outline(page)] == [
        "Part IV",
        "4.1",
        "(a)",
        "4.2",
        "(b)",
        "4.4",
        "Part V",
        "5.1",
        "Part IX",
        "",
        "",
    ]


def test_strict_files_are_read(outline: Outline) -> None:
    assert outline(read_docx(packed(paragraph("Words."), _STRICT)).pages[0]) == [("paragraph", 0, "", "Words.")]


def test_nested_tables_keep_every_word() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('one')}</w:tc><w:tc>{paragraph('two')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('left')}</w:tc><w:tc>{inner}{paragraph('right')}</w:tc></w:tr></w:tbl>"
    assert read_docx(packed(outer)).pages[0].text == "left\tone two right"


def test_pictures_without_words_are_a_page_that_cannot_be_read() -> None:
    reading = read_docx(packed("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert reading.unreadable_pages == (1,)
    assert "save it as PDF" in reading.warnings[0]


def bomb(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed(""), "holds no words"),
        (b"PK\x03\x04 not a zip", "is damaged"),
        (packed(paragraph("Words."))[:-30], "is damaged"),
        (packed("<w:p>"), "is damaged"),
        (packed("<w:sdt>" * 400 + "</w:sdt>" * 400), "is damaged"),
        (bomb(201_000_000), "unpacks to 201 MB in 2 parts, more than the 200 MB"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_docx(data)


def test_entities_are_refused_and_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document {_W}><w:body>{paragraph("&x;")}</w:body></w:document>',
        )
    with pytest.raises(UnreadableFile, match="declares entities"):
        read_docx(file.getvalue())
