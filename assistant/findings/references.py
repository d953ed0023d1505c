"""References to what is not there: a priority, a paragraph, a page, a table; and a contents page that does not fit the headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.findings.backward import backward
from assistant.findings.chapters import chapters
from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import overlap, stems
from assistant.findings.pointers import POINTS, pointers
from assistant.findings.saying import sentences, told
from assistant.findings.script import Script, script_of
from assistant.prompts import listed
from ingest.documents import BlockKind, Span
from ingest.library import Snapshot
from ingest.outline import title_of
from ingest.register.entry import plain

_T = FindingType.REFERENCE_MISSING
_CONTENTS_ENTRY = re.compile(r"^\W{0,3}\s*(?P<title>[A-Za-z0-9].{2,120}?[^\d\s–-])[\s.…_·]+(?:page\s*)?\d{1,3}\s*$", re.I)
_BARE_ENTRY = re.compile(r"^\W{0,3}\s*(?P<title>[A-Za-z0-9].{3,120}?)[\s.…_·]*$")
_LABELLED = re.compile(r"\b[A-Z][a-z]+\s+\d{1,2}\b|^\d{1,2}\.\d{1,2}\b")
_PAGES_FIRST = re.compile(r"^\d{1,3}\s?[-–]\s?\d{1,3}\s")
_CAPTION = re.compile(
    r"^\W*(?P<kind>table|figure|chart|appendix|annex)\s+(?P<number>\d{1,2}|[A-Z])\s*[:.–—-]\s*(?P<title>\S.{3,})$", re.I | re.S
)
LONGEST_CAPTION = 140  # characters
_OF_LAW = re.compile(r"\b(?:act|regulations)\s+(?:19|20)\d{2}\b", re.I)  # a list of laws, whose sections are no pages
_NO_ENTRY = re.compile(
    r"(?:table of )?contents(?: page)?|index|page|tables?(?: and| &)? figures?|appendices|annexes"
    r"|introduction and contents"
)
FEWEST_LINES = 3  # of a contents page whose numbers can be checked
MOST_NAMED = 4  # lines of a contents page that are told one by one


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a contents page: its title, where that stands, and the page number behind it, None where there is none."""

    title: str
    span: Span
    page: int | None


def references(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return its references to what is not there. Raises UnknownDocument."""
    script = script_of(document_id, snapshot)
    return (
        *pointers(script),
        *chapters(script),
        *backward(script),
        *_twice(script),
        *_contents(script),
    )


# -- numbering --------------------------------------------------------------------------------------------------------------


def _twice(script: Script) -> Iterator[Finding]:
    """One number borne by two tables, figures or appendices of different names."""
    seen: dict[tuple[str, str], tuple[str, Span]] = {}
    for piece in script.flow.pieces:
        match = _CAPTION.match(piece.text) if piece.kind is not BlockKind.CONTENTS and len(piece.text) <= LONGEST_CAPTION else None
        if match is None or not piece.spans:
            continue
        key, title = (match["kind"].casefold(), match["number"].upper()), re.sub(r"\s+", " ", match["title"]).strip()
        first = seen.setdefault(key, (title, piece.spans[0]))
        if first[0] != title and not overlap(stems(first[0]), stems(title)) and stems(first[0]) and stems(title):
            values = {"first": f"{match['kind']} {match['number']}: {first[0]}", "second": f"{match['kind']} {match['number']}: {title}"}
            yield told("contradiction.number_twice", _T, [first[1], piece.spans[0]], values, sure=0.7)


# -- contents ---------------------------------------------------------------------------------------------------------------


def _contents(script: Script) -> Iterator[Finding]:
    """Lines of the contents whose heading bears other figures ("2013-14" for "14-15"), or is not there at all."""
    headings = [(title_of(piece.text), piece.spans[0]) for piece in script.headings]
    titles = {plain(_bare(title)) for title, _ in headings}
    others = {
        plain(_bare(re.sub(r"\s+", " ", piece.text)))
        for piece in script.flow.pieces
        if piece.kind is not BlockKind.CONTENTS and len(piece.text) < 160
    }
    lines = list(_contents_lines(script))
    missing: list[tuple[str, Span]] = []
    for line in lines:
        title, span = line.title, line.span
        name = plain(_bare(title))
        if (
            name in titles
            or not name
            or _OF_LAW.search(title)
            or _PAGES_FIRST.match(title)
            or _NO_ENTRY.fullmatch(name)
            or _is_labelled(title, script)
        ):
            continue
        twin = next(((heading, place) for heading, place in headings if _is_twin(title, heading)), None)
        if twin is not None:
            values = {"listed": title, "heading": twin[0]}
            yield told("contradiction.contents_heading", _T, [span, twin[1]], values, sure=0.8)
        elif max((fuzz.token_set_ratio(name, one) for one in titles | others), default=0) < 70:
            missing.append((title, span))
    yield from _pages_of(lines, headings, script)
    # Where most lines have no heading, it is the headings that were not recognised.
    if missing and len(missing) * 2 <= len(lines):
        values = {"listed": listed([f"“{title}”" for title, _ in missing])}
        yield told("contradiction.contents_missing", _T, [span for _, span in missing], values, sure=0.65)


def _pages_of(lines: list[_Line], headings: list[tuple[str, Span]], script: Script) -> Iterator[Finding]:
    """Page numbers of the contents that do not lead to their headings. A document inside another one has all of them off by as much."""
    off: list[tuple[frozenset[int], _Line, Span]] = []
    for line in lines:
        name = plain(_bare(line.title))
        places = [span for title, span in headings if plain(_bare(title)) == name and span.page >= line.span.page]
        if line.page is not None and name and places:
            off.append((frozenset(number - line.page for place in places for number in _shown(place, script)), line, places[-1]))
    usual = Counter(gap for gaps, _, _ in off for gap in gaps).most_common(1)
    if len(off) < FEWEST_LINES or not usual or usual[0][1] >= len(off):
        return
    # Where fewer than half agree, none can be relied on; else those that differ from the rest.
    wrong = off if usual[0][1] * 2 < len(off) else [one for one in off if usual[0][0] not in one[0]]
    if wrong:
        spans = [span for _, line, heading in wrong for span in (line.span, heading)]
        values = {
            "count": len(wrong),
            "total": len(off),
            "places": listed([_put(line, heading) for _, line, heading in wrong[:MOST_NAMED]]),
        }
        yield told("contradiction.contents_pages", _T, spans, values, sure=0.7)


def _put(line: _Line, heading: Span) -> str:
    return sentences().say("contradiction.contents_line", {"title": line.title, "said": line.page, "page": heading.page})


def _shown(span: Span, script: Script) -> set[int]:
    """The numbers a page may be known by: its place, and the one printed on it."""
    label = script.pages[span.page - 1].label
    return {span.page, int(label)} if label and label.isdigit() else {span.page}


def _contents_lines(script: Script) -> Iterator[_Line]:
    for page in script.pages:
        for block in page.blocks:
            if block.kind is not BlockKind.CONTENTS:
                continue
            start = block.start
            for line in page.text[block.start : block.end].split("\n"):
                if POINTS.search(line):
                    start += len(line) + 1
                    continue
                plain_line = line.replace("\t", " ")
                match = _CONTENTS_ENTRY.match(plain_line)
                number = re.search(r"(\d{1,3})\s*$", plain_line) if match is not None else None
                match = match or _BARE_ENTRY.match(plain_line)
                if match is not None and re.search(r"[A-Za-z]{3}", match["title"]):
                    at = start + match.start("title")
                    span = Span(script.document.id, page.number, at, at + len(match["title"].rstrip()))
                    yield _Line(re.sub(r"\s+", " ", match["title"]).strip(" ."), span, int(number[1]) if number else None)
                start += len(line) + 1


def _bare(title: str) -> str:
    return re.sub(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.):]?\s+(?=\w)", "", title)


def _is_labelled(title: str, script: Script) -> bool:
    """Whether a heading or line bears the same label ("Issue 4", "3.2"), though its words are others: contents often shorten them."""
    label = _LABELLED.search(title)
    if label is None:
        return False
    start = re.compile(re.escape(label.group()).replace(r"\ ", r"\s+") + r"\b", re.I)
    return any(start.match(piece.text.strip()) for piece in script.flow.pieces if piece.kind is not BlockKind.CONTENTS)


def _is_twin(title: str, heading: str) -> bool:
    """Whether two titles are the same words with other figures in them."""
    first, second = (re.sub(r"\d[\d/–-]*", "#", plain(_bare(text))) for text in (title, heading))
    return first == second and "#" in first and plain(title) != plain(heading)
