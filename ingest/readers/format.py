"""Which format a file has, by its name and its content both; they must agree."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from ingest.errors import UnreadableFile
from ingest.readers.characters import declared_encoding


class Format(StrEnum):
    """The formats that can be read."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


SUFFIXES = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
}

_CALLED = {
    Format.PDF: "a PDF",
    Format.DOCX: "a Word document (.docx)",
    Format.HTML: "an HTML page",
    Format.MARKDOWN: "a Markdown text",
    Format.TEXT: "a plain text",
}

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a password-protected or older Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "an RTF text"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript file"),
)

# What a ZIP archive holds, by a name that must stand in its directory; read without unpacking anything.
_ARCHIVES = (
    (b"xl/workbook", "an Excel workbook"),
    (b"ppt/presentation", "a PowerPoint file"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)

_WHOLE_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<(?:[a-zA-Z][a-zA-Z0-9]*[\s/>]|!doctype|!--)", re.IGNORECASE)
_HEAD = 65_536


def suffix_format(name: str) -> Format | None:
    """Given a file name, return the format that its ending stands for, or None."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def refuse_size(name: str, size: int, most_megabytes: float) -> None:
    """Given a file's size in bytes, raise UnreadableFile where it is empty or larger than `most_megabytes`."""
    if size == 0:
        raise UnreadableFile(f"{name} is empty (0 bytes): copy or save it again.")
    if size > most_megabytes * 1_000_000:
        raise UnreadableFile(
            f"{name} has {size / 1_000_000:.1f} MB, more than the {most_megabytes:g} MB that are read: "
            "split or shrink it, or raise PLAN_ASSISTANT_MAX_FILE_MB."
        )


def format_of(name: str, data: bytes) -> Format:
    """Given a file's name and bytes, return its format.

    Raises UnreadableFile where the file is empty, its ending is not known, or its content is something else than its ending says.
    """
    refuse_size(name, len(data), float("inf"))
    stated = suffix_format(name)
    if stated is None:
        ending = f"the ending {PurePath(name).suffix}" if PurePath(name).suffix else "a name without an ending"
        raise UnreadableFile(f"{name} cannot be read: {ending} is not one of {', '.join(SUFFIXES)}. Save it as PDF or .docx and try again.")
    found = _looks_like(data, stated)
    if found != _CALLED[stated]:
        raise UnreadableFile(f"{name} is not {_CALLED[stated]}: it looks like {found}. {_next_step(stated, found)}")
    return stated


def _looks_like(data: bytes, stated: Format) -> str:
    """Given bytes and the format their name states, return what they are, in words."""
    head = data[:_HEAD]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    if b"%PDF-" in head[:1024]:
        return _CALLED[Format.PDF]
    for signature, called in _SIGNATURES:
        if head.startswith(signature) and not (signature == b"MZ" and _is_text(head)):
            return called
    if not _is_text(head):
        return "binary data"
    return _CALLED[_text_format(head, stated)]


def _archive(data: bytes) -> str:
    if b"[Content_Types].xml" in data and b"word/" in data and not any(sign in data for sign, _ in _ARCHIVES):
        return _CALLED[Format.DOCX]
    return next((called for sign, called in _ARCHIVES if sign in data), "a ZIP archive")


def _text_format(head: bytes, stated: Format) -> Format:
    """Given text, return `stated` where it can be that, else what it is."""
    flat = head.replace(b"\x00", b"") if declared_encoding(head) else head  # UTF-16: good enough to find a tag
    start = flat.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if stated is Format.HTML:
        return Format.HTML if _TAG.search(start) else Format.TEXT
    if _WHOLE_PAGE.match(start):
        return Format.HTML
    return stated if stated in (Format.MARKDOWN, Format.TEXT) else Format.TEXT


def _is_text(head: bytes) -> bool:
    """Given the first bytes of a file, say whether they are text: no NUL outside UTF-16, hardly any control character."""
    if declared_encoding(head):
        return True
    controls = sum(head.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return 0 not in head and controls <= len(head) // 200


def _next_step(stated: Format, found: str) -> str:
    if found.startswith("a password"):
        return "Open it, take the password off, save it as .docx or PDF, and try again."
    ending = next((ending for ending, format in SUFFIXES.items() if _CALLED[format] == found), None)
    if ending:
        return f"Name it with the ending {ending} and try again."
    return f"Save it as {_CALLED[stated]} again, or check that the right file was chosen."
