"""Plain text -> Reading: structure from blank lines, underlines, capitals, numbers, bullets and tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.documents import Reading
from ingest.errors import UnreadableFile
from ingest.readers.characters import cleaned, decoded
from ingest.readers.draft import GridCell, PageDraft
from ingest.readers.markers import item_marker, paragraph_number

_UNDERLINE = re.compile(r"\s*([=\-~_*])\1{2,}\s*")
_RULE = re.compile(r"\s*[=\-~_*+|.\s]{3,}\s*")
_HASHES = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*\s*")
_CONTENTS = re.compile(r"(?P<title>\S.*?)(?:\s*\.{3,}\s*|\t+|\s*(?:\. ){3,}\s*|\s{2,})(?P<page>\d{1,4}|[ivxl]{1,6})\s*")
_NUMBERED = re.compile(r"(?:(?:part|section|chapter|appendix|annex)\s+)?(\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(?=[A-Z])", re.IGNORECASE)

_LONGEST_HEADING = 100
_LONGEST_LINE = 300  # of a heading with its marks, or of a line of contents
# Lines longer than this were not broken by hand: each is a paragraph.
_WRAPPED = 130
_FEWEST_CONTENTS = 3
_TAB_CONFIDENCE = 0.7  # a table without lines, inferred from tabs


def read_text(data: bytes) -> Reading:
    """Given a text file's bytes, return it as one unpaged page. Raises UnreadableFile where it holds no words."""
    draft = PageDraft()
    chunks = list(_chunks(cleaned(decoded(data))))
    for position, chunk in enumerate(chunks):
        following = chunks[position + 1] if position + 1 < len(chunks) else []
        _add(draft, chunk, following)
    if draft.empty:
        raise UnreadableFile("The file holds no words, only white space: check that the right file was chosen.")
    return Reading((draft.page(),), paged=False)


def _chunks(text: str) -> Iterator[list[str]]:
    """Given text, yield the lines between blank lines; an underlined line is a chunk of its own with its underline."""
    chunk: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            yield from [chunk] if chunk else []
            chunk = []
        elif _UNDERLINE.fullmatch(line) and chunk and _can_be_underlined(chunk[-1], line):
            yield from [chunk[:-1]] if chunk[:-1] else []
            yield [chunk[-1], line]
            chunk = []
        else:
            chunk.append(line)
    yield from [chunk] if chunk else []


def _can_be_underlined(line: str, underline: str) -> bool:
    """Given a line and what stands below it, say whether the one underlines the other: of about its length."""
    length = len(line.strip())
    return length <= _LONGEST_HEADING and abs(len(underline.strip()) - length) <= max(4, length // 2) and not _UNDERLINE.fullmatch(line)


def _add(draft: PageDraft, chunk: list[str], following: list[str]) -> None:
    """Given one chunk and the next, add the blocks that it holds."""
    if len(chunk) == 2 and _UNDERLINE.fullmatch(chunk[1]) and not _RULE.fullmatch(chunk[0]):
        draft.heading(chunk[0], 1 if chunk[1].strip()[0] in "=*" else 2)
        return
    if len(chunk) == 1 and (level := _heading_level(chunk[0], following)):
        draft.heading(_HASHES.sub(r"\2", chunk[0].strip()), level)
        return
    listed = [len(line) <= _LONGEST_LINE and bool(_CONTENTS.fullmatch(line)) for line in chunk]
    if sum(listed) >= _FEWEST_CONTENTS and sum(listed) * 3 >= len(listed) * 2:
        for line in chunk:
            draft.contents(line)
        return
    for tabbed, run in groupby(chunk, key=lambda line: "\t" in line.strip()):
        lines = list(run)
        if tabbed and len(lines) > 1:
            draft.table(_cells(lines), ruled=False, confidence=_TAB_CONFIDENCE)
        else:
            _prose(draft, lines)


def _heading_level(line: str, following: list[str]) -> int:
    """Given a line that stands alone and the chunk after it, return the level it has as a heading, or 0.

    Headings are marked by "#", numbered, in capitals, or short and without a full stop above a longer text.
    """
    text = line.strip()
    if len(text) > _LONGEST_LINE:  # nor may a pattern be tried on a line without end
        return 0
    hashes = _HASHES.fullmatch(text)
    if hashes:
        return len(hashes.group(1))
    if len(text) > _LONGEST_HEADING or text[-1] in ".;:,!" or "\t" in text or not any(letter.isalpha() for letter in text):
        return 0
    letters = [letter for letter in text if letter.isalpha()]
    numbered = _NUMBERED.match(text)
    if numbered and text[numbered.end()].isupper():
        return numbered.group(1).count(".") + 1
    if len(letters) > 2 and all(letter.isupper() for letter in letters):
        return 1
    return 2 if _stands_above(text, following) else 0


def _stands_above(text: str, following: list[str]) -> bool:
    """Given a short line and the chunk after it, say whether it reads as that chunk's title."""
    if not following or item_marker(text) or not text[0].isupper() or len(text.split()) > 12:
        return False
    return len(" ".join(following)) > max(80, 2 * len(text)) or bool(item_marker(following[0].strip()))


def _prose(draft: PageDraft, lines: list[str]) -> None:
    """Given lines, add the paragraphs and list items that they make; an indented item lies deeper."""
    lines = [line for line in lines if not _RULE.fullmatch(line)]
    begun: list[str] = []
    for line in lines:
        if begun and (len(begun[-1]) > _WRAPPED or len(line) > _WRAPPED or _is_marked(line)):
            _block(draft, begun)
            begun = []
        begun.append(line)
    if begun:
        _block(draft, begun)


def _is_marked(line: str) -> bool:
    """Given a line, say whether it begins an item or a numbered paragraph."""
    start = line.strip()
    return bool(item_marker(start) or paragraph_number(start))


def _block(draft: PageDraft, lines: list[str]) -> None:
    """Given the lines of one paragraph or item, add it."""
    text = _joined(lines)
    if item_marker(text) and not paragraph_number(text):
        first = lines[0].expandtabs(4)
        draft.item(text, 1 + min((len(first) - len(first.lstrip())) // 2, 5))
    else:
        draft.paragraph(text)


def _joined(lines: list[str]) -> str:
    """Given lines broken by hand, return them as one; a hyphen at a line end stays and takes no space behind it."""
    parts = [lines[0].strip()]
    for line in (line.strip() for line in lines[1:]):
        hyphened = parts[-1][-1:] == "-" and parts[-1][-2:-1].isalpha() and line[:1].islower()
        parts.append(line if hyphened else f" {line}")
    return "".join(parts)


def _cells(lines: list[str]) -> list[GridCell]:
    """Given lines with tabs, return a table's cells."""
    return [
        GridCell(text, row, column) for row, line in enumerate(lines) for column, text in enumerate(re.split(r"[ ]*\t[ ]*", line.rstrip()))
    ]
