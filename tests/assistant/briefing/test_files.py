"""The pack as files: a DOCX with real headings, header rows and links, Markdown that shows what it should, a page that fetches nothing."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from assistant.access import STAFF
from assistant.briefing.briefing import Briefing, Chapter, Chart, Line, Point, Style, Table
from assistant.briefing.docx import briefing_to_docx
from assistant.briefing.drawing import chart_to_png
from assistant.briefing.html import briefing_to_html
from assistant.briefing.make import Wish, make_briefing
from assistant.briefing.markdown import briefing_to_markdown
from ingest.library import Snapshot

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def pack(thornmere: Snapshot) -> Briefing:
    return make_briefing(Wish(("thornmere-2024",), "hate crime"), thornmere, STAFF, None, TODAY)


def test_a_word_document_has_real_headings_and_header_rows(pack: Briefing) -> None:
    document = docx.Document(io.BytesIO(briefing_to_docx(pack)))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style is not None and paragraph.style.name == "Heading 1"]
    assert headings == [chapter.title for chapter in pack.chapters]
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == pack.title
    headed = [table for table in document.tables if table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(headed) >= 6
    assert sum(isinstance(block, Table) for chapter in pack.chapters for block in chapter.blocks) == len(document.tables)


def test_every_number_in_a_word_document_leads_to_a_source(pack: Briefing) -> None:
    with zipfile.ZipFile(io.BytesIO(briefing_to_docx(pack))) as packed:
        body = etree.fromstring(packed.read("word/document.xml"))
        assert all(etree.fromstring(packed.read(name)) is not None for name in packed.namelist() if name.endswith((".xml", ".rels")))
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(names) == len(pack.citations)
    assert anchors <= names


def test_what_xml_cannot_hold_is_left_out() -> None:
    line = Line("A \x07bell and \x0b more")
    odd = Briefing("Ti\x00tle", TODAY, (), (), (Chapter("glance", "Chap\x01ter", (line,)),))
    document = docx.Document(io.BytesIO(briefing_to_docx(odd)))
    assert "A bell and  more" in [paragraph.text for paragraph in document.paragraphs]


def test_a_chart_says_in_words_what_it_shows() -> None:
    chart = Chart("Thefts", "Thefts: 2022 10; 2023 5", (Point("2022", 10, "10"), Point("2023", 5, "5")), ())
    made = Briefing("Pack", TODAY, (), (), (Chapter("priorities", "Priorities", (chart,)),))
    document = docx.Document(io.BytesIO(briefing_to_docx(made)))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == chart.text
    assert chart_to_png(chart).startswith(b"\x89PNG")
    pounds = Chart("Thefts", chart.text, (Point("2022", 10, "£10"), Point("2023", 5, "£5")), ())
    assert chart_to_png(pounds) != chart_to_png(chart), "a pound sign is drawn, though the font has none"
    other = Chart("Thefts", chart.text, (Point("2022", 10, "\u262e10"), Point("2023", 5, "\u262e5")), ())
    assert chart_to_png(other) == chart_to_png(chart), "another sign that the font does not have is left out, not drawn as a box"
    page = html.document_fromstring(briefing_to_html(made))
    (svg,) = page.iter("svg")
    assert (svg.get("role"), svg.get("aria-label")) == ("img", chart.text)
    assert "2022 10; 2023 5" in briefing_to_markdown(made)


def test_markdown_shows_exactly_the_words() -> None:
    lines = (Line("A *star* and [a link](x) | a bar", style=Style.ITEM), Line("<script>"))
    table = Table("Rows", ("One", "Two"), ((Line("a|b"), Line("c\nd")),))
    text = briefing_to_markdown(Briefing("Pack", TODAY, (), (), (Chapter("glance", "At a glance", (*lines, table)),)))
    assert r"- A \*star\* and \[a link\](x) | a bar" in text
    assert r"\<script\>" in text
    assert "| a&#124;b | c<br>d |" in text


def test_markdown_has_every_chapter_and_source(pack: Briefing) -> None:
    text = briefing_to_markdown(pack)
    assert re.findall(r"^## (.*)$", text, re.M) == [chapter.title for chapter in pack.chapters]
    assert len(re.findall(r"^\| \d+ \|", text, re.M)) == len(pack.citations)


def test_a_page_that_stands_alone_fetches_nothing_and_escapes_everything(pack: Briefing) -> None:
    odd = Briefing("Pack", TODAY, (), (Line("<img src=x onerror=alert(1)>"),), pack.chapters, pack.citations)
    text = briefing_to_html(odd)
    page = html.document_fromstring(text)
    assert not [element for element in page.iter("script", "img", "link", "iframe")]
    assert not [element for element in page.iter() if any(name.startswith("on") or name == "style" for name in element.attrib)]
    assert not [link for link in page.iter("a") if not link.get("href", "").startswith("#")]
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert {link.get("href", "")[1:] for link in page.iter("a")} <= ids
    assert len(ids) == sum(element.get("id") is not None for element in page.iter())


def test_headings_of_a_page_leave_no_level_out(pack: Briefing) -> None:
    page = html.document_fromstring(briefing_to_html(pack))
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(later - earlier <= 2 for earlier, later in zip(levels, levels[1:], strict=False))
