"""A file is what both its name and its content say, or it is refused in words that help."""

import pytest

from ingest.errors import UnreadableFile
from ingest.readers.format import Format, format_of, refuse_size


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.pdf", b"%PDF-1.7\n...", Format.PDF),
        ("a.PDF", b"junk before\n%PDF-1.4", Format.PDF),
        ("a.docx", b"PK\x03\x04...[Content_Types].xml...word/document.xml", Format.DOCX),
        ("a.html", b"<p>words</p>", Format.HTML),
        ("a.htm", "\ufeff<html>".encode("utf-16-le"), Format.HTML),
        ("a.md", b"# Title\n\n<p>HTML is allowed here</p>", Format.MARKDOWN),
        ("a.txt", b"words", Format.TEXT),
        ("a.txt", "\ufeffwörds".encode("utf-16-be"), Format.TEXT),
        ("a.txt", b"caf\xe9", Format.TEXT),
        ("MZ.txt", b"MZ is how this text begins", Format.TEXT),
    ],
)
def test_name_and_content_agree(name: str, data: bytes, format: Format) -> None:
    assert format_of(name, data) is format


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"<!doctype html><p>Not found", "a.pdf is not a PDF: it looks like an HTML page. Name it with the ending .html"),
        ("a.pdf", b"plain words", "it looks like a plain text"),
        (
            "a.pdf",
            b"PK\x03\x04 [Content_Types].xml word/document.xml",
            "it looks like a Word document (.docx). Name it with the ending .docx",
        ),
        ("a.docx", b"PK\x03\x04 pictures/1.png", "it looks like a ZIP archive"),
        ("a.docx", b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "an Excel workbook"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "take the password off"),
        ("a.docx", b"%PDF-1.7", "Name it with the ending .pdf"),
        ("a.txt", b"\x00\x01\x02binary", "it looks like binary data"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        ("a.txt", b"%PDF-1.7", "it looks like a PDF"),
        ("a.txt", b"<!DOCTYPE html><html>", "it looks like an HTML page"),
        ("a.md", b"<!-- x --> <html lang='en'>", "it looks like an HTML page"),
        ("a.html", b"no tag at all, 1 < 2", "it looks like a plain text"),
        ("a.doc", b"words", "the ending .doc is not one of .pdf, .docx"),
        ("README", b"words", "a name without an ending is not one of"),
        ("a.pdf", b"", "a.pdf is empty (0 bytes)"),
    ],
)
def test_what_disagrees_is_refused_with_a_next_step(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        format_of(name, data)
    assert words in str(refused.value)
    assert name in str(refused.value)


def test_a_large_file_is_refused_by_its_size_alone() -> None:
    refuse_size("a.pdf", 100_000_000, 100)
    with pytest.raises(UnreadableFile, match=r"a\.pdf has 300\.0 MB, more than the 100 MB that are read: .* PLAN_ASSISTANT_MAX_FILE_MB"):
        refuse_size("a.pdf", 300_000_000, 100)
