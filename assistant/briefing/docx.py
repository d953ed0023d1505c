"""A pack as DOCX: real heading styles, tables with header rows, page numbers, and each number a link to its source. The room that writes
with
python-docx; tables are built as XML, since the library looks through a whole table for every cell."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.briefing.briefing import Block, Briefing, Chart, Heading, Line, Style, Table, references
from assistant.briefing.drawing import chart_to_png
from assistant.conversation import Citation

_QUIET = RGBColor(0x4A, 0x56, 0x64)
_LINK = RGBColor(0x17, 0x4A, 0x8C)
_TEXT_WIDTH = 17.0  # cm between the margins of an A4 page
# What XML 1.0 cannot hold; a PDF's text layer may.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SOURCE = "source_"


def briefing_to_docx(briefing: Briefing) -> bytes:
    """Given a pack, return it as a DOCX file."""
    document = docx.Document()
    _set_up(document, briefing)
    document.add_paragraph(_clean(briefing.title), "Title")
    for line in briefing.preface:
        _line(document, line, briefing.citations)
    for chapter in briefing.chapters:
        document.add_heading(_clean(chapter.title), 1)
        for block in chapter.blocks:
            _block(document, block, briefing.citations, chapter.key == "sources")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: DocxDocument, briefing: Briefing) -> None:
    """Page, language, styles, title and page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    core = document.core_properties
    core.title, core.language, core.author, core.comments = _clean(briefing.title), "en-GB", "Plan Assistant", ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    properties = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)
    for name, size in (("Title", 20), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x16, 0x20, 0x2C)
        fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
        if fonts is not None:  # theme fonts would win over the name
            for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(attribute), None)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer, "PAGE")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _block(document: DocxDocument, block: Block, citations: Sequence[Citation], is_source: bool) -> None:
    if isinstance(block, Heading):
        heading = document.add_heading(_clean(block.text), block.level)
        _references(heading, block.citations, citations)
    elif isinstance(block, Table):
        _table(document, block, citations, is_source)
    elif isinstance(block, Chart):
        _chart(document, block, citations)
    else:
        _line(document, block, citations)


def _line(document: DocxDocument, line: Line, citations: Sequence[Citation]) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if line.style is Style.ITEM else None)
    _write(paragraph, line, citations)
    if line.style is Style.QUESTION:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(8)


def _write(paragraph: Paragraph, line: Line, citations: Sequence[Citation]) -> None:
    for number, part in enumerate(line.text.replace("\t", " | ").split("\n")):
        run = paragraph.add_run(_clean(part))
        if number:
            run._r.insert(0, OxmlElement("w:br"))
        run.bold = True if line.style is Style.QUESTION else None
        if line.style is Style.QUIET:
            run.font.color.rgb = _QUIET
    _references(paragraph, line.citations, citations)


def _references(paragraph: Paragraph, numbers: Sequence[int], citations: Sequence[Citation]) -> None:
    """The numbers of a line's sources, linked to the first of them in the list of sources."""
    marks = references(numbers, citations)
    if not marks:
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"{SOURCE}{min(numbers)}")
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(f" {marks}")
    run.font.size, run.font.color.rgb, run.font.bold = Pt(8.5), _LINK, False
    link.append(run._r)
    paragraph._p.append(link)


def _table(document: DocxDocument, table: Table, citations: Sequence[Citation], is_source: bool) -> None:
    columns = len(table.heads) or (len(table.rows[0]) if table.rows else 0)
    if not columns:
        return
    made = document.add_table(rows=0, cols=columns, style="Table Grid")
    _describe(made._tbl, table.caption)
    widths = _widths(table, columns)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    if table.heads:
        made._tbl.append(_row([Line(head) for head in table.heads], widths, citations, made, header=True))
    for row in table.rows:
        made._tbl.append(_row(row, widths, citations, made, first_is_name=not table.heads, bookmark=is_source and len(row) == 3))
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(
    cells: Sequence[Line], widths: Sequence[float], citations: Sequence[Citation], parent: object, header: bool = False,
    first_is_name: bool = False, bookmark: bool = False,
) -> object:  # fmt: skip
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for place, (line, width) in enumerate(zip(cells, widths, strict=True)):
        cell = OxmlElement("w:tc")
        size = OxmlElement("w:tcPr")
        wide = OxmlElement("w:tcW")
        wide.set(qn("w:w"), str(round(width * 567)))  # 1 cm is 567 twentieths of a point
        wide.set(qn("w:type"), "dxa")
        size.append(wide)
        if header:
            size.append(_shade())
        cell.append(size)
        element = OxmlElement("w:p")
        cell.append(element)
        paragraph = Paragraph(element, parent)  # type: ignore[arg-type]
        if bookmark and place == 0 and line.text.isdigit():
            _bookmark(element, int(line.text))
        _write(paragraph, line, citations)
        for run in paragraph.runs:
            run.font.size = Pt(9)
            run.bold = True if header or first_is_name and place == 0 else run.bold
        row.append(cell)
    return row


def _shade() -> object:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), "E8ECF1")
    return shade


def _bookmark(element: object, number: int) -> None:
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), f"{SOURCE}{number}")
        element.append(mark)  # type: ignore[attr-defined]


def _describe(table: object, caption: str) -> None:
    """A table's name for those who do not see it."""
    properties = table.tblPr  # type: ignore[attr-defined]
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), _clean(caption)[:200])
    properties.append(name)


def _widths(table: Table, columns: int) -> list[float]:
    """Widths in cm by how much stands in each column, none narrower than a number or a word needs."""
    lengths = [1.0] * columns
    for row in (*((tuple(Line(head) for head in table.heads),) if table.heads else ()), *table.rows[:60]):
        for place, cell in enumerate(row):
            lengths[place] += min(len(cell.text) + 6 * bool(cell.citations), 700) ** 0.8
    total = sum(lengths)
    widths = [max(_TEXT_WIDTH * length / total, 2.2) for length in lengths]
    over = sum(widths) / _TEXT_WIDTH
    return [width / over for width in widths]


def _chart(document: DocxDocument, chart: Chart, citations: Sequence[Citation]) -> None:
    _line(document, Line(chart.text, chart.citations), citations)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    picture = document.add_picture(io.BytesIO(chart_to_png(chart)), width=Cm(12))
    properties = picture._inline.docPr
    properties.set("descr", _clean(chart.text)[:500])
    properties.set("title", _clean(chart.name)[:100])


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
