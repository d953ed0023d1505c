"""Sources: the words each number stands for, with page and section; and the terms and abbreviations of the documents."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.briefing.briefing import Block, Heading, Line, Table
from assistant.briefing.found import Found
from assistant.briefing.pen import Pen
from assistant.cite import folded
from assistant.conversation import Citation
from assistant.findings.names import spelt_out

LONGEST = 260  # characters of a source's words that are printed here


def terms(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, return the table of terms; nothing where there are none."""
    rows: list[tuple[Line, Line]] = []
    for document in found.documents:
        for short, span in spelt_out(document.script):
            line = pen.quote([span])
            if line is not None:
                rows.append((Line(short), line))
    if not rows:
        return ()
    rows.sort(key=lambda row: row[0].text.casefold())
    caption = pen.words.say("sources.terms")
    return (Heading(caption), Table(caption, (pen.words.say("sources.term"), pen.words.say("sources.meaning")), tuple(rows)))


def sources(found: Found, pen: Pen) -> tuple[Block, ...]:
    """Given what was found and the pen, with all its citations made, return the documents and the words each number stands for."""
    blocks: list[Block] = [*_documents(found, pen)]
    if pen.citations:
        blocks.append(pen.quiet("sources.intro"))
    by_document: dict[str, list[Citation]] = {}
    for citation in pen.citations:
        by_document.setdefault(citation.document_id, []).append(citation)
    heads = tuple(pen.words.say(f"sources.{name}") for name in ("number", "place", "words"))
    for cited in by_document.values():
        rows = tuple((Line(str(one.number)), Line(place_of(one, pen)), Line(_words(one))) for one in cited)
        blocks += [Heading(cited[0].title), Table(cited[0].title, heads, rows)]
    return tuple(blocks)


def _documents(found: Found, pen: Pen) -> Iterator[Line]:
    for document in found.documents:
        one = document.script.document
        facts = [fact for fact in (one.authority, one.period.label if one.period else None, one.licence) if fact]
        yield Line(f"{one.title} ({', '.join(facts)})" if facts else one.title)


def place_of(citation: Citation, pen: Pen) -> str:
    """Given a citation, return where its words stand: page and printed page, section, paragraph."""
    if citation.page is None:
        parts = [pen.words.say("sources.no_page")]
    elif citation.page_label and citation.page_label != str(citation.page):
        parts = [pen.words.say("sources.page_label", {"page": citation.page, "label": citation.page_label})]
    else:
        parts = [pen.words.say("sources.page", {"page": citation.page})]
    if citation.section:
        parts.append(citation.section)
    if citation.paragraph:
        parts.append(pen.words.say("sources.paragraph", {"paragraph": citation.paragraph}))
    if citation.published:
        parts.append(pen.words.say("sources.published", {"published": citation.published}))
    return ", ".join(parts)


def _words(citation: Citation) -> str:
    words = folded(citation.quote)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
