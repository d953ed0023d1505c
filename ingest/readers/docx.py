"""Word (.docx) -> Reading: the words, styles, numbering, tables and notes of a document as Word would print them.

Reads the parts it needs straight from the archive. Deletions that are tracked but not yet accepted are left out, insertions are read,
hidden text is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents import Reading
from ingest.errors import UnreadableFile
from ingest.readers.characters import one_line, raised
from ingest.readers.draft import GridCell, PageDraft
from ingest.readers.numbering import Numbering, NumberingState
from ingest.readers.word_archive import Archive
from ingest.readers.word_styles import Style, stated_outline, styles_in
from ingest.readers.word_xml import W, find_in, is_on, value_of, whole_number

_DEEPEST = 60  # tables within tables
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    W + name for name in "del moveFrom delText instrText delInstrText pPr rPr sectPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr".split()
)
_PICTURES = frozenset((W + "drawing", W + "pict", W + "object"))
_LONGEST_BOLD_HEADING = 100


def read_docx(data: bytes) -> Reading:
    """Given a .docx file's bytes, return it as one unpaged page; the page is unreadable where the document holds pictures only.

    Raises UnreadableFile where the archive is damaged, unpacks to more than 200 MB, or holds no Word document.
    """
    archive = Archive(data)
    path = archive.document_path()
    related = archive.related(path)
    body = archive.xml(path).find(f"{W}body")
    if body is None:
        raise UnreadableFile("The Word file has no body: open it in Word, save it again, and try once more.")
    styles = styles_in(archive.optional_xml(related.get("styles")))
    numbering = Numbering(archive.optional_xml(related.get("numbering")), {key: style.numbering for key, style in styles.items()})
    notes = {kind: archive.optional_xml(related.get(f"{kind}s")) for kind in ("footnote", "endnote")}
    draft = PageDraft()
    walk = _Walk(draft, styles, numbering.state(), notes)
    walk.blocks(body)
    walk.finish()
    if draft.empty and not walk.pictures:
        raise UnreadableFile("The Word file holds no words: check that the right file was chosen.")
    title = archive.stated_title() or walk.title
    return Reading((draft.page(readable=not draft.empty),), paged=False, title=title or None, warnings=_warnings(walk, draft.empty))


def _warnings(walk: _Walk, empty: bool) -> tuple[str, ...]:
    warnings = []
    if empty:
        warnings.append("The file holds pictures but no words, so it cannot be searched: save it as PDF and ingest that.")
    if walk.tracked:
        warnings.append("The file holds tracked changes, and was read as if they were accepted: check that it is the final version.")
    if walk.embedded:
        warnings.append("The file embeds another document, which was not read: paste it in, or ingest it by itself.")
    return tuple(warnings)


@dataclass(slots=True)
class _Words:
    """The words of one paragraph as they are gathered from its runs, and what was met on the way."""

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes anchored here
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id of the notes referred to
    bold: bool = True  # every run with a word in it is bold

    @property
    def text(self) -> str:
        return "".join(self.parts)


class _Walk:
    """Goes through a document's body in order and hands blocks to a draft."""

    def __init__(
        self, draft: PageDraft, styles: Mapping[str, Style], numbers: NumberingState, notes: Mapping[str, etree._Element | None]
    ) -> None:
        self._draft = draft
        self._styles = styles
        self._numbers = numbers
        self._notes = {
            (kind, note.get(f"{W}id") or ""): note for kind, root in notes.items() if root is not None for note in root.iterfind(W + kind)
        }
        self._waiting: list[tuple[str, str]] = []  # notes referred to since the last heading
        self._note_count = 0
        self._heading_level = 0
        self._depth = 0
        self.title = ""
        self.pictures = self.tracked = self.embedded = False

    def blocks(self, parent: etree._Element) -> None:
        """Add the paragraphs and tables in an element, in order."""
        self._depth += 1
        for child in parent:
            self._block(child)
        self._depth -= 1

    def finish(self) -> None:
        """Add the notes that still wait: they stand at the end of their section, so that they stay with it."""
        waiting, self._waiting = self._waiting, []
        for kind, key in waiting:
            note = self._notes.get((kind, key))
            if note is not None:
                self._note_count += 1
                words = (self._words(paragraph).text for paragraph in note.iterfind(f"{W}p"))
                self._draft.footnote("\n".join(words), str(self._note_count))

    def _block(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == f"{W}p":
            self._paragraph(element)
        elif tag == f"{W}tbl":
            self._table(element)
        elif tag == f"{W}altChunk":
            self.embedded = True
        elif tag in (f"{W}del", f"{W}moveFrom"):
            self.tracked = True
        elif tag in _LEFT_OUT or self._depth > _DEEPEST:
            return
        elif tag == f"{_MC}AlternateContent":
            self.blocks(_chosen(element))
        else:  # content controls, custom XML, tracked insertions: what is inside counts
            self.tracked = self.tracked or tag == f"{W}ins"
            self.blocks(element)

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = self._words(paragraph)
        text = words.text
        style = self._style(paragraph)
        marker = self._marker(paragraph, style, bool(one_line(text)))
        if one_line(text):
            self._add(text, paragraph, style, marker, words.bold)
        self._waiting += words.notes
        for box in words.boxes:
            self.blocks(box)

    def _add(self, text: str, paragraph: etree._Element, style: Style, marker: tuple[str, int] | None, bold: bool) -> None:
        """Given a paragraph's words, style and number, add it as what it is."""
        if style.name.startswith(("toc ", "table of figures")):
            self._draft.contents(text, whole_number(style.name.removeprefix("toc ")) or 1)
        elif style.name == "caption":
            self._draft.caption(text)
        elif level := self._heading(text, paragraph, style, marker, bold):
            self.finish()
            self._draft.heading(text, level, marker[0] if marker else "")
            if style.name == "title" and not self.title:
                self.title = one_line(text)
        elif marker:
            self._draft.item(text, marker[1] + 1, marker[0])
        elif style.name.startswith("list bullet"):  # a style that states no numbering of its own
            self._draft.item(text, whole_number(style.name.removeprefix("list bullet").strip()) or 1, "•")
        elif style.name.startswith("list continue"):
            self._draft.item(text, 1, continues=True)
        else:
            self._draft.paragraph(text)

    def _heading(self, text: str, paragraph: etree._Element, style: Style, marker: tuple[str, int] | None, bold: bool) -> int:
        """Given a paragraph, return its level as a heading, 0 where it is none: by style, by outline level, or short and all bold."""
        if style.name in ("title", "subtitle"):
            self._heading_level = max(self._heading_level, 1)
            return 1 if style.name == "title" else 2
        stated = stated_outline(paragraph)
        outline = style.outline if stated is None else stated
        named = re.fullmatch(r"heading (\d)", style.name)
        if outline is None and named:
            outline = int(named.group(1)) - 1
        if outline is not None and outline < 9:
            self._heading_level = outline + 1
            return outline + 1
        words = one_line(text)
        looks = bold and not marker and len(words) <= _LONGEST_BOLD_HEADING and words[-1] not in ".;:,!?" and words[0].isalnum()
        return min(self._heading_level + 1, 9) if looks and self._depth == 1 and any(letter.isalpha() for letter in words) else 0

    def _style(self, paragraph: etree._Element) -> Style:
        return self._styles.get(value_of(paragraph, "pPr/pStyle") or "", Style())

    def _marker(self, paragraph: etree._Element, style: Style, worded: bool) -> tuple[str, int] | None:
        """Given a paragraph, return the number or bullet that Word prints before it and its level from 0; an empty one counts too."""
        number, level = style.numbering or ("0", 0)
        number = value_of(paragraph, "pPr/numPr/numId") or number
        own_level = whole_number(value_of(paragraph, "pPr/numPr/ilvl"))
        level = self._numbers.level_of(number, value_of(paragraph, "pPr/pStyle"), level) if own_level is None else own_level
        if number == "0" or (not worded and find_in(paragraph, "pPr/rPr/vanish") is not None):
            return None
        marker = self._numbers.next(number, level)
        return (marker, level) if marker else None

    def _words(self, paragraph: etree._Element) -> _Words:
        """Given a paragraph, return its words, text boxes and note references."""
        words = _Words()
        self._gather(paragraph, words, self._style(paragraph), 0)
        words.bold = words.bold and bool(words.parts)
        return words

    def _gather(self, element: etree._Element, words: _Words, style: Style, depth: int) -> None:
        """Given an element inside a paragraph, add what it prints to the paragraph's words."""
        for child in element:
            if child.tag == f"{W}r":
                self._run(child, words, style, depth)
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                self.tracked = True
            elif child.tag == f"{_MC}AlternateContent":
                self._gather(_chosen(child), words, style, depth + 1)
            elif child.tag not in _LEFT_OUT and depth <= _DEEPEST:
                self.tracked = self.tracked or child.tag == f"{W}ins"
                self._gather(child, words, style, depth + 1)

    def _run(self, run: etree._Element, words: _Words, style: Style, depth: int) -> None:
        """Given a run, add its words unless it is hidden; digits set as superscript become superscript characters."""
        character = self._styles.get(value_of(run, "rPr/rStyle") or "", Style())
        hidden = is_on(run, "rPr/vanish")
        if hidden or (hidden is None and (character.hidden or style.hidden)):
            return
        text = "".join(self._pieces(run, words, depth))
        if text.strip():
            bold = is_on(run, "rPr/b")
            words.bold = words.bold and (bool(bold) if bold is not None else character.bold or style.bold)
        words.parts.append(raised(text) if value_of(run, "rPr/vertAlign") == "superscript" else text)

    def _pieces(self, run: etree._Element, words: _Words, depth: int) -> Iterator[str]:
        """Given a run, yield what it prints, and note the pictures, boxes and notes in it."""
        for child in run:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _symbol(child)
            elif name in ("footnoteReference", "endnoteReference"):
                words.notes.append((name.removesuffix("Reference"), child.get(f"{W}id") or ""))
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._pieces(_chosen(child), words, depth + 1) if depth <= _DEEPEST else ()
            elif child.tag in _PICTURES:
                self.pictures = True
                words.boxes += _boxes(child)

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in _through(table, f"{W}tr") if find_in(row, "trPr/del") is None]
        cells = [cell for row in rows for cell in _through(row, f"{W}tc")]
        if len(cells) == 1:  # a box drawn round some text
            self._depth -= 1
            self.blocks(cells[0])
            self._depth += 1
            return
        self._draft.table(self._grid(rows))

    def _grid(self, rows: list[etree._Element]) -> list[GridCell]:
        """Given a table's rows, return its cells; one that is merged downwards appears once, where it begins."""
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}  # column -> position in `cells` of the merged cell that reaches down there
        for number, row in enumerate(rows):
            column = whole_number(value_of(row, "trPr/gridBefore")) or 0
            header = bool(is_on(row, "trPr/tblHeader"))
            reached: dict[int, int] = {}
            for cell in _through(row, f"{W}tc"):
                spread = min(max(whole_number(value_of(cell, "tcPr/gridSpan")) or 1, 1), 1000)
                merge = find_in(cell, "tcPr/vMerge")
                begun = open_cells.get(column)
                if merge is not None and (merge.get(f"{W}val") or "continue") == "continue" and begun is not None:
                    first = cells[begun]
                    cells[begun] = GridCell(first.text, first.row, first.column, number - first.row + 1, first.columns, first.header)
                    reached[column] = begun
                else:
                    cells.append(GridCell(self._cell_text(cell), number, column, 1, spread, header))
                    if merge is not None:
                        reached[column] = len(cells) - 1
                column += spread
            open_cells = reached
        return cells

    def _cell_text(self, cell: etree._Element) -> str:
        """Given a table cell, return its words, with the bullets and numbers of lists in it; tables inside it word after word."""
        lines = []
        for paragraph in cell.iter(f"{W}p"):
            if any(above.tag in (f"{W}txbxContent", f"{W}del", f"{W}moveFrom", f"{_MC}Fallback") for above in _between(paragraph, cell)):
                continue
            words = self._words(paragraph)
            marker = self._marker(paragraph, self._style(paragraph), bool(one_line(words.text)))
            self._waiting += words.notes
            if one_line(words.text):
                lines.append(f"{marker[0]} {words.text}" if marker else words.text)
            lines += [self._words(inner).text for box in words.boxes for inner in box.iter(f"{W}p")]
        return "\n".join(lines)


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Given a table or row, yield its rows or cells, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _through(child, tag)


def _between(inner: etree._Element, outer: etree._Element) -> Iterator[etree._Element]:
    """Given an element and one around it, yield the elements between them."""
    for above in inner.iterancestors():
        if above is outer:
            return
        yield above


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Given alternative contents of the same thing, return the first; the fallback repeats it for old programs."""
    for child in alternatives:
        if child.tag in (f"{_MC}Choice", f"{_MC}Fallback"):
            return child
    return alternatives


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Given a drawing, yield the contents of the text boxes in it; those inside another box are found when that one is read."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes(_chosen(child) if child.tag == f"{_MC}AlternateContent" else child)


def _symbol(element: etree._Element) -> str:
    """Given a w:sym, return its character; those of picture fonts, which stand in the private area, become a bullet."""
    code = element.get(f"{W}char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return ""
    return "•" if 0xE000 <= int(code, 16) <= 0xF8FF else chr(int(code, 16))
