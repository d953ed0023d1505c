"""Word (.docx) -> Reading: the words, styles, numbering, tables and notes of a document as Word would print them.

Reads the parts it needs straight from the archive: every size is checked before unpacking, no entity is resolved, nothing is fetched.
Deletions that are tracked but not yet accepted are left out, insertions are read, hidden text is not.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents import Reading
from ingest.errors import UnreadableFile
from ingest.readers.characters import one_line, raised
from ingest.readers.draft import GridCell, PageDraft
from ingest.readers.numbering import Numbering, NumberingState

_MOST_UNPACKED = 200_000_000  # bytes, all parts together
_MOST_PARTS = 20_000
_DEEPEST = 60  # tables within tables

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" files name the same things by other addresses; rewritten before parsing, so that one set of names will do.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)

_OFF = frozenset(("0", "false", "off", "none"))
_LEFT_OUT = frozenset(
    _W + name for name in "del moveFrom delText instrText delInstrText pPr rPr sectPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr".split()
)
_PICTURES = frozenset((_W + "drawing", _W + "pict", _W + "object"))
_LONGEST_BOLD_HEADING = 100


def read_docx(data: bytes) -> Reading:
    """Given a .docx file's bytes, return it as one unpaged page; the page is unreadable where the document holds pictures only.

    Raises UnreadableFile where the archive is damaged, unpacks to more than 200 MB, or holds no Word document.
    """
    archive = _Archive(data)
    path = archive.document_path()
    related = archive.related(path)
    body = archive.xml(path).find(f"{_W}body")
    if body is None:
        raise UnreadableFile("The Word file has no body: open it in Word, save it again, and try once more.")
    styles = _styles(archive.optional_xml(related.get("styles")))
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


class _Archive:
    """The parts of a .docx, each unpacked only when asked for and only within the limits."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damaged(str(error)) from error
        parts = self._zip.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
            raise UnreadableFile(
                f"The Word file unpacks to {unpacked / 1_000_000:,.0f} MB in {len(parts):,} parts, more than the "
                f"{_MOST_UNPACKED / 1_000_000:.0f} MB and {_MOST_PARTS:,} parts that are read: take large pictures out and save it again."
            )
        self._names = {part.filename for part in parts}

    def document_path(self) -> str:
        """Return the path of the main part."""
        for kind, target in self._relations("_rels/.rels", ""):
            if kind == "officeDocument" and target in self._names:
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise _damaged("it names no main part")

    def related(self, path: str) -> Mapping[str, str]:
        """Given a part's path, return kind of relation -> path of the part it leads to."""
        folder, name = posixpath.split(path)
        return dict(self._relations(f"{folder}/_rels/{name}.rels", folder))

    def stated_title(self) -> str:
        """Return the title in the file's properties, "" where there is none."""
        core = self.optional_xml("docProps/core.xml")
        found = core.find("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
        title = one_line(found.text or "") if found is not None else ""
        return "" if re.fullmatch(r"(?i)(microsoft word - .*|word document|document\d*|untitled)", title) else title

    def optional_xml(self, path: str | None) -> etree._Element | None:
        """Given a path, return that part parsed, None where there is no such part."""
        return self.xml(path) if path in self._names and path else None

    def xml(self, path: str) -> etree._Element:
        """Given a path, return that part parsed."""
        try:
            data = self._zip.read(path)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError) as error:
            raise _damaged(f"{path}: {error}") from error
        except RuntimeError as error:  # the archive's own encryption
            raise UnreadableFile("The Word file is encrypted: open it, take the password off, save it, and try again.") from error
        if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            raise UnreadableFile("The Word file declares entities, which Word never does: save it again from Word.")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _damaged(f"{path}: {error}") from error

    def _relations(self, path: str, folder: str) -> Iterator[tuple[str, str]]:
        """Given the path of a relations part, yield kind and target of each relation within the archive."""
        root = self.optional_xml(path)
        for relation in root.iterfind(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield (relation.get("Type") or "").rsplit("/", 1)[-1], whole


def _damaged(why: str) -> UnreadableFile:
    return UnreadableFile(f"The Word file is damaged ({one_line(why)[:120]}): open it in Word, save it again, and try once more.")


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph or character style, with what it takes over from the styles it is based on."""

    name: str = ""
    outline: int | None = None  # 0 is the highest, 9 is body text
    numbering: tuple[str, int] | None = None  # number of the list definition, level from 0
    bold: bool = False
    hidden: bool = False


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    """Given styles.xml, return style id -> style."""
    found = {style.get(f"{_W}styleId") or "": style for style in root.iterfind(f"{_W}style")} if root is not None else {}
    return {key: _inherited(key, found) for key in found}


def _inherited(key: str, found: Mapping[str, etree._Element]) -> _Style:
    """Given a style id, return the style with the first stated value of each property along the styles it is based on."""
    name = (_value(found[key], "name") or "").lower()
    outline: int | None = None
    numbering: tuple[str, int] | None = None
    bold: bool | None = None
    hidden: bool | None = None
    seen: set[str] = set()
    current = key
    while current in found and current not in seen:
        seen.add(current)
        style = found[current]
        outline = _stated_outline(style) if outline is None else outline
        numbering = _stated_numbering(style) if numbering is None else numbering
        bold = _flag(style, "rPr/b") if bold is None else bold
        hidden = _flag(style, "rPr/vanish") if hidden is None else hidden
        current = _value(style, "basedOn") or ""
    return _Style(name, outline, numbering, bool(bold), bool(hidden))


def _find(element: etree._Element, path: str) -> etree._Element | None:
    return element.find("/".join(_W + part for part in path.split("/")))


def _value(element: etree._Element, path: str) -> str | None:
    """Given an element and a path of w: names, return the w:val found there, None where there is none."""
    found = _find(element, path)
    return found.get(f"{_W}val") if found is not None else None


def _flag(element: etree._Element, path: str) -> bool | None:
    """Given an element and the path of an on/off property, say whether it is on, None where it is not stated."""
    found = _find(element, path)
    return None if found is None else (found.get(f"{_W}val") or "1") not in _OFF


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else None


def _stated_outline(element: etree._Element) -> int | None:
    return _whole(_value(element, "pPr/outlineLvl"))


def _stated_numbering(element: etree._Element) -> tuple[str, int] | None:
    """Given a paragraph or style, return its list definition and level; a level alone counts for nothing."""
    number = _value(element, "pPr/numPr/numId")
    return None if number is None else (number, _whole(_value(element, "pPr/numPr/ilvl")) or 0)


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
        self, draft: PageDraft, styles: Mapping[str, _Style], numbers: NumberingState, notes: Mapping[str, etree._Element | None]
    ) -> None:
        self._draft = draft
        self._styles = styles
        self._numbers = numbers
        self._notes = {
            (kind, note.get(f"{_W}id") or ""): note for kind, root in notes.items() if root is not None for note in root.iterfind(_W + kind)
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
                words = (self._words(paragraph).text for paragraph in note.iterfind(f"{_W}p"))
                self._draft.footnote("\n".join(words), str(self._note_count))

    def _block(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == f"{_W}p":
            self._paragraph(element)
        elif tag == f"{_W}tbl":
            self._table(element)
        elif tag == f"{_W}altChunk":
            self.embedded = True
        elif tag in (f"{_W}del", f"{_W}moveFrom"):
            self.tracked = True
        elif tag in _LEFT_OUT or self._depth > _DEEPEST:
            return
        elif tag == f"{_MC}AlternateContent":
            self.blocks(_chosen(element))
        else:  # content controls, custom XML, tracked insertions: what is inside counts
            self.tracked = self.tracked or tag == f"{_W}ins"
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

    def _add(self, text: str, paragraph: etree._Element, style: _Style, marker: tuple[str, int] | None, bold: bool) -> None:
        """Given a paragraph's words, style and number, add it as what it is."""
        if style.name.startswith(("toc ", "table of figures")):
            self._draft.contents(text, _whole(style.name.removeprefix("toc ")) or 1)
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
            self._draft.item(text, _whole(style.name.removeprefix("list bullet").strip()) or 1, "•")
        elif style.name.startswith("list continue"):
            self._draft.item(text, 1, continues=True)
        else:
            self._draft.paragraph(text)

    def _heading(self, text: str, paragraph: etree._Element, style: _Style, marker: tuple[str, int] | None, bold: bool) -> int:
        """Given a paragraph, return its level as a heading, 0 where it is none: by style, by outline level, or short and all bold."""
        if style.name in ("title", "subtitle"):
            self._heading_level = max(self._heading_level, 1)
            return 1 if style.name == "title" else 2
        stated = _stated_outline(paragraph)
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

    def _style(self, paragraph: etree._Element) -> _Style:
        return self._styles.get(_value(paragraph, "pPr/pStyle") or "", _Style())

    def _marker(self, paragraph: etree._Element, style: _Style, worded: bool) -> tuple[str, int] | None:
        """Given a paragraph, return the number or bullet that Word prints before it and its level from 0; an empty one counts too."""
        number, level = style.numbering or ("0", 0)
        number = _value(paragraph, "pPr/numPr/numId") or number
        own_level = _whole(_value(paragraph, "pPr/numPr/ilvl"))
        level = self._numbers.level_of(number, _value(paragraph, "pPr/pStyle"), level) if own_level is None else own_level
        if number == "0" or (not worded and _find(paragraph, "pPr/rPr/vanish") is not None):
            return None
        marker = self._numbers.next(number, level)
        return (marker, level) if marker else None

    def _words(self, paragraph: etree._Element) -> _Words:
        """Given a paragraph, return its words, text boxes and note references."""
        words = _Words()
        self._gather(paragraph, words, self._style(paragraph), 0)
        words.bold = words.bold and bool(words.parts)
        return words

    def _gather(self, element: etree._Element, words: _Words, style: _Style, depth: int) -> None:
        """Given an element inside a paragraph, add what it prints to the paragraph's words."""
        for child in element:
            if child.tag == f"{_W}r":
                self._run(child, words, style, depth)
            elif child.tag in (f"{_W}del", f"{_W}moveFrom"):
                self.tracked = True
            elif child.tag == f"{_MC}AlternateContent":
                self._gather(_chosen(child), words, style, depth + 1)
            elif child.tag not in _LEFT_OUT and depth <= _DEEPEST:
                self.tracked = self.tracked or child.tag == f"{_W}ins"
                self._gather(child, words, style, depth + 1)

    def _run(self, run: etree._Element, words: _Words, style: _Style, depth: int) -> None:
        """Given a run, add its words unless it is hidden; digits set as superscript become superscript characters."""
        character = self._styles.get(_value(run, "rPr/rStyle") or "", _Style())
        hidden = _flag(run, "rPr/vanish")
        if hidden or (hidden is None and (character.hidden or style.hidden)):
            return
        text = "".join(self._pieces(run, words, depth))
        if text.strip():
            bold = _flag(run, "rPr/b")
            words.bold = words.bold and (bool(bold) if bold is not None else character.bold or style.bold)
        words.parts.append(raised(text) if _value(run, "rPr/vertAlign") == "superscript" else text)

    def _pieces(self, run: etree._Element, words: _Words, depth: int) -> Iterator[str]:
        """Given a run, yield what it prints, and note the pictures, boxes and notes in it."""
        for child in run:
            name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                yield "\n" if child.get(f"{_W}type") in (None, "textWrapping") else " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _symbol(child)
            elif name in ("footnoteReference", "endnoteReference"):
                words.notes.append((name.removesuffix("Reference"), child.get(f"{_W}id") or ""))
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._pieces(_chosen(child), words, depth + 1) if depth <= _DEEPEST else ()
            elif child.tag in _PICTURES:
                self.pictures = True
                words.boxes += _boxes(child)

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in _through(table, f"{_W}tr") if _find(row, "trPr/del") is None]
        cells = [cell for row in rows for cell in _through(row, f"{_W}tc")]
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
            column = _whole(_value(row, "trPr/gridBefore")) or 0
            header = bool(_flag(row, "trPr/tblHeader"))
            reached: dict[int, int] = {}
            for cell in _through(row, f"{_W}tc"):
                spread = min(max(_whole(_value(cell, "tcPr/gridSpan")) or 1, 1), 1000)
                merge = _find(cell, "tcPr/vMerge")
                begun = open_cells.get(column)
                if merge is not None and (merge.get(f"{_W}val") or "continue") == "continue" and begun is not None:
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
        for paragraph in cell.iter(f"{_W}p"):
            if any(above.tag in (f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback") for above in _between(paragraph, cell)):
                continue
            words = self._words(paragraph)
            marker = self._marker(paragraph, self._style(paragraph), bool(one_line(words.text)))
            self._waiting += words.notes
            if one_line(words.text):
                lines.append(f"{marker[0]} {words.text}" if marker else words.text)
            lines += [self._words(inner).text for box in words.boxes for inner in box.iter(f"{_W}p")]
        return "\n".join(lines)


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Given a table or row, yield its rows or cells, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
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
        if child.tag == f"{_W}txbxContent":
            yield child
        else:
            yield from _boxes(_chosen(child) if child.tag == f"{_MC}AlternateContent" else child)


def _symbol(element: etree._Element) -> str:
    """Given a w:sym, return its character; those of picture fonts, which stand in the private area, become a bullet."""
    code = element.get(f"{_W}char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return ""
    return "•" if 0xE000 <= int(code, 16) <= 0xF8FF else chr(int(code, 16))
