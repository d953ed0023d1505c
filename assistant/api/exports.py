"""A kept conversation as Markdown and as a Word document: questions, answers, and what each rests on, with the addresses of our pages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from assistant.cite import escaped
from assistant.web.showing import plain_lines, section_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from assistant.api.chat import CitationModel
    from assistant.api.conversations import WholeConversation

MARKDOWN_TYPE = "text/markdown"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# What XML cannot hold, and so neither can a Word document.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def conversation_to_markdown(conversation: WholeConversation, base: str) -> bytes:
    """Given a conversation and the address of this server, return it as Markdown (UTF-8)."""
    lines = [f"# {escaped(conversation.name)}", "", _when(conversation), ""]
    for message in conversation.messages:
        lines += [f"## {escaped(_line(message.question))}", "", message.answer.answer.strip(), ""]
        for citation in message.answer.citations:
            quote = escaped(_line(citation.quote))
            lines += [f"{citation.number}. {escaped(place_of(citation))}: “{quote}” <{base}{_ours(citation)}>"]
        if message.answer.citations:
            lines.append("")
    return "\n".join(lines).encode("utf-8", "replace")


def conversation_to_docx(conversation: WholeConversation, base: str) -> bytes:
    """Given a conversation and the address of this server, return it as a Word document."""
    from docx import Document

    document = Document()
    document.core_properties.title = _clean(conversation.name)
    document.core_properties.author = ""
    document.core_properties.language = "en-GB"
    document.add_heading(_clean(conversation.name), 0)
    document.add_paragraph(_when(conversation))
    for message in conversation.messages:
        document.add_heading(_clean(_line(message.question)), 1)
        for line in plain_lines(message.answer.answer):
            item = line.startswith("- ")
            document.add_paragraph(_clean(line.removeprefix("- ") if item else line), "List Bullet" if item else "Normal")
        if message.answer.citations:
            document.add_heading("Sources", 2)
        for citation in message.answer.citations:
            _add_source(document, citation, base)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def place_of(citation: CitationModel) -> str:
    """Given a citation, return its document and the place in it as one would write it in a reference."""
    parts = [citation.title]
    if citation.page is not None:
        printed = f" (printed {citation.page_label})" if citation.page_label not in (None, "", str(citation.page)) else ""
        parts.append(f"page {citation.page}{printed}")
    section = section_of(citation)
    # A heading that is quoted need not be named as well.
    parts += [f"section “{section}”"] if section and not section.endswith(_line(citation.quote)) else []
    parts += [f"paragraph {citation.paragraph}"] if citation.paragraph else []
    parts += [f"in the published document {citation.published}"] if citation.published else []
    return ", ".join(parts)


def _add_source(document: WordDocument, citation: CitationModel, base: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"[{citation.number}] ").bold = True
    paragraph.add_run(_clean(f"{place_of(citation)}: “{_line(citation.quote)}” "))
    _add_link(paragraph, f"{base}{_ours(citation)}")


def _add_link(paragraph: Paragraph, url: str) -> None:
    """Given a paragraph, add an address to it that opens in a browser."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(url)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _ours(citation: CitationModel) -> str:
    return citation.url if citation.url.startswith("/documents/") else "/documents"


def _when(conversation: WholeConversation) -> str:
    return (
        f"Answers of Plan Assistant, an automated assistant, as of {conversation.last.day} {conversation.last:%B %Y}. "
        "It can be wrong: open the page behind a source before you rely on an answer."
    )


def _line(text: str) -> str:
    return " ".join(text.replace("\t", " | ").split())


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
