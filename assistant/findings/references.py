"""References to what is not there: a priority, a paragraph, a page, a table; and a contents page that does not fit the headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.findings.finding import Finding, FindingType
from assistant.findings.likeness import overlap, stems
from assistant.findings.saying import sentences, told
from assistant.findings.script import Script, script_of
from assistant.prompts import listed
from ingest.documents import BlockKind, Span
from ingest.library import Snapshot
from ingest.outline import title_of
from ingest.register.entry import EntryKind, plain

_T = FindingType.REFERENCE_MISSING
_SERIES = "priority|theme|objective|aim|strand|goal|pillar|commitment|recommendation|outcome|table|figure|chart|chapter"
_REFERENCE = re.compile(rf"\b(?P<kind>{_SERIES})\s+(?P<number>[A-Z](?![\w’'])|\d{{1,2}}(?![\d.%,/]))", re.I)
_HEADED = re.compile(rf"^\W{{0,4}}(?P<kind>{_SERIES})\s+(?P<number>[A-Z](?![\w’'])|\d{{1,2}}(?!\d))", re.I)
# Words behind a reference that send it into another document.
_ELSEWHERE = re.compile(
    r"^\s*(?:[A-Z0-9]\s*)?(?:of|in|from|to)\s+(?:the\s+|its\s+|their\s+|that\s+)?(?!(?:this|csp|partnership"
    r"|community safety)?\s*(?:plan|strategy|report|document|paper)\b)[A-Za-z]",
    re.I,
)
_SHOWS = re.compile(r"\s+(?:shows?|sets?\s+out|gives|lists|below|above|overleaf|illustrates|summarises|provides|compares|is|has|will)\b")
_DOTTED = re.compile(
    r"\b(?P<kind>actions?|objectives?|outcomes?|indicators?|measures?|targets?|recommendations?|commitments?)\s+(?P<number>(?P<chapter>\d{1,2})\.(?P<place>\d{1,2}))(?!\d|\.\d|%|\s?(?:million|m\b|per))",
    re.I,
)
_DOTTED_LABEL = re.compile(
    r"^\W{0,3}(?:(?:action|objective|outcome|indicator|measure|recommendation|commitment)\s+)?(?P<chapter>\d{1,2})\.(?P<place>\d{1,2})(?![\d%])\.?(?:\s|$)",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?:section\s+)?(\d{1,2})(?:[.:)]\s*|\s+)(?=[A-Za-z])", re.I)
_SECTION = re.compile(r"(?:\b(?:see|in|at|under|and)\s+|\()(?:also\s+)?section\s+(?P<number>\d{1,2})(?![\d(.,/]\d|\d|\s*\()", re.I)
_LAW = re.compile(
    r"\b(?:act|regulations?|code|law|statut\w+|guidance|bill|order)\b|\bs(?:ection)?\.?\s?\d+\s+(?:agreement|notice|151)\b", re.I
)
_PARAGRAPH = re.compile(r"\b(?:paragraphs?|paras?\.?)\s+(?P<number>\d{1,3}(?:\.\d{1,2})?)\b(?P<after>.{0,40})", re.I)
_INSIDE = re.compile(r"^\W{0,2}\s*(?:above|below|of this|of the present|in this)\b", re.I)
_PAGE = re.compile(
    r"\b(?:(?:on|at|to)\s+page\s+(?P<number>\d{1,3})\s+(?:of\s+(?:this|the)\s+(?:[\w-]+\s+){0,3}?(?:plan|strategy|report|document)|above|below)\b"
    r"|see(?:\s+\w+){0,3}?\s+page\s+(?P<see>\d{1,3})(?!\s+(?:of|in)\b))",
    re.I,
)
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
FEWEST_PARAGRAPHS = 5
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
        *_series(script),
        *_dotted(script),
        *_sections(script),
        *_paragraphs(script),
        *_pages(script),
        *_twice(script),
        *_contents(script),
    )


# -- priorities, tables and the like ------------------------------------------------------------------------------------


def _series(script: Script) -> Iterator[Finding]:
    known = _known(script)
    reported: set[tuple[str, str]] = set()
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _REFERENCE.finditer(sentence.text):
            kind, number = match["kind"].casefold(), match["number"]
            series = known.get((kind, number.isdigit()))
            heads = match.start() == 0 and not _SHOWS.match(sentence.text[match.end() :])
            if series is None or number in series or heads or (kind, number) in reported:
                continue
            if not match["kind"][0].isupper() and not number.isdigit() or _ELSEWHERE.match(sentence.text[match.end() :]):
                continue
            reported.add((kind, number))
            ordered = sorted(series, key=lambda one: (len(one), one))
            values = {"reference": re.sub(r"\s+", " ", match.group()), "first": ordered[0], "last": ordered[-1]}
            spans = [*sentence.cut(match.start(), match.end()), *(series[one] for one in ordered)]
            yield told("contradiction.reference_missing", _T, spans, values, sure=0.85)


def _known(script: Script) -> dict[tuple[str, bool], dict[str, Span]]:
    """What the document itself numbers: by kind and whether in figures, each number with where it stands. Only series without a gap."""
    found: defaultdict[tuple[str, bool], dict[str, Span]] = defaultdict(dict)
    for piece in script.flow.pieces:
        match = (
            _HEADED.match(piece.text) if piece.kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.PARAGRAPH, BlockKind.ITEM) else None
        )
        if match is not None:
            found[match["kind"].casefold(), match["number"].isdigit()].setdefault(
                match["number"].upper(), piece.cut(match.start("kind"), match.end())[0]
            )
    for entry in script.own(EntryKind.PRIORITY):
        number = entry.fields.get("number", "").strip("().").upper()
        if re.fullmatch(r"[A-Z]|\d{1,2}", number) and not entry.belongs_to:
            found["priority", number.isdigit()].setdefault(number, entry.spans[0])
    return {key: series for key, series in found.items() if len(series) >= 2 and _runs_through(series, key[1])}


def _runs_through(series: dict[str, Span], in_figures: bool) -> bool:
    numbers = sorted(int(one) if in_figures else ord(one) - ord("A") + 1 for one in series)
    return numbers == list(range(1, len(numbers) + 1))


def _dotted(script: Script) -> Iterator[Finding]:
    """Actions and the like that are referred to by chapter and number ("action 2.9") behind the last of that chapter."""
    chapters: defaultdict[str, dict[int, Span]] = defaultdict(dict)
    for grid in script.flow.grids:
        for row in grid.rows:
            for cell in row:
                label = _DOTTED_LABEL.match(cell.text)
                if label is not None:
                    chapters[label["chapter"]].setdefault(int(label["place"]), script.cell_span(grid, cell))
    for piece in script.flow.pieces:
        label = _DOTTED_LABEL.match(f"{piece.marker} {piece.text}" if piece.marker[:1].isdigit() else piece.text)
        if label is not None and piece.spans:
            chapters[label["chapter"]].setdefault(int(label["place"]), piece.spans[0])
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _DOTTED.finditer(sentence.text):
            known = chapters.get(match["chapter"], {})
            whole = len(known) >= FEWEST_LINES and sorted(known) == list(range(1, len(known) + 1))
            if whole and int(match["place"]) > len(known) and not _ELSEWHERE.match(sentence.text[match.end() :]):
                chapter = match["chapter"]
                values = {"reference": re.sub(r"\s+", " ", match.group()), "first": f"{chapter}.1", "last": f"{chapter}.{len(known)}"}
                spans = [*sentence.cut(*match.span()), known[len(known)]]
                yield told("contradiction.reference_missing", _T, spans, values, sure=0.75)


def _sections(script: Script) -> Iterator[Finding]:
    """Sections of this document ("see section 9") behind the last of its numbered headings; a law's sections are named with the law."""
    numbers: dict[int, Span] = {}
    for heading in script.headings:
        match = _NUMBERED.match(heading.text)
        if match is not None:
            numbers.setdefault(int(match[1]), heading.spans[0])
    if len(numbers) < FEWEST_LINES or sorted(numbers) != list(range(1, len(numbers) + 1)):
        return
    for sentence in script.sentences:
        for match in _SECTION.finditer(sentence.text):
            if (
                int(match["number"]) > len(numbers)
                and not _LAW.search(sentence.text)
                and not _ELSEWHERE.match(sentence.text[match.end() :])
            ):
                values = {"reference": f"section {match['number']}", "first": 1, "last": len(numbers)}
                spans = [*sentence.cut(*match.span()), numbers[len(numbers)]]
                yield told("contradiction.reference_missing", _T, spans, values, sure=0.75)


# -- paragraphs and pages -------------------------------------------------------------------------------------------------


def _paragraphs(script: Script) -> Iterator[Finding]:
    """Paragraphs that are said to stand in this document ("paragraph 5.12 above") behind the last one of their chapter."""
    chapters: defaultdict[str, set[int]] = defaultdict(set)
    for piece in script.flow.pieces:
        match = re.fullmatch(r"(?:(\d{1,2})\.)?(\d{1,3})", piece.paragraph)
        if match is not None:
            chapters[match[1] or ""].add(int(match[2]))
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _PARAGRAPH.finditer(sentence.text):
            chapter, _, number = match["number"].rpartition(".")
            known = chapters.get(chapter, set())
            whole = len(known) >= FEWEST_PARAGRAPHS and known == set(range(1, len(known) + 1))
            if whole and int(number) > len(known) and _INSIDE.match(match["after"]):
                dot = f"{chapter}." if chapter else ""
                values = {"reference": f"paragraph {match['number']}", "first": f"{dot}1", "last": f"{dot}{len(known)}"}
                yield told("contradiction.reference_missing", _T, sentence.cut(match.start(), match.start("after")), values, sure=0.8)


def _pages(script: Script) -> Iterator[Finding]:
    labels = [int(page.label) for page in script.pages if page.label and page.label.isdigit()]
    last = max([len(script.pages), *labels])
    if not script.shelf.published.paged:
        return
    for sentence in script.sentences:
        for match in _PAGE.finditer(sentence.text):
            number = match["number"] or match["see"]
            if int(number) > last:
                values = {"reference": f"page {number}", "first": min([1, *labels]), "last": last}
                yield told("contradiction.reference_missing", _T, sentence.cut(match.start(), match.end()), values, sure=0.8)


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
