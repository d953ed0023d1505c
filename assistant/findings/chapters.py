"""Sections, paragraphs and pages of itself that a document points to and does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from assistant.findings.finding import Finding
from assistant.findings.pointers import COUNTED, ELSEWHERE, FEWEST, missing
from assistant.findings.quantity import WORD, number_of
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind, Span

_SHOWS = re.compile(r"\s+(?:shows?|sets?\s+out|gives|lists|below|above|overleaf|illustrates|summarises|provides|compares|is|has|will)\b")
_NUMBERED = re.compile(r"^\s*(?:section\s+|part\s+|chapter\s+)?(\d{1,2})(?:[.:)]\s*|\s*[–—|/-]\s*|\s+)(?=[A-Za-z])", re.I)
_SECTION = re.compile(
    r"(?:\b(?:see|in|at|under|and|to|by|from|of)\s+|\(|^)(?:also\s+)?(?P<kind>sections?|parts?|chapters?)\s+(?P<number>\d{1,2}|"
    + WORD
    + r")\b(?![\d(.,/]\d|\d|\s*\()",
    re.I,
)
_LAW = re.compile(
    r"\b(?:act|regulations?|code|law|statut\w+|legislation|bill|order|notices?|powers?|enquir\w+|dut(?:y|ies)|agreements?)\b|\bs(?:ection)?\.?\s?\d+\s+(?:agreement|notice|151|power|duty)\b",
    re.I,
)
MOST_SECTIONS = 15  # a section of a higher number is a law's
_PARAGRAPH = re.compile(
    r"\b(?:paragraphs?|paras?\.?|sections?|points?|(?P<see>see|in|at))\s+(?P<number>\d{1,3}(?:\.\d{1,2})?)\b(?!\.\d|%|\s?(?:per\s?cent|million|m\b|p\.?m|a\.?m))(?P<after>.{0,40})",
    re.I,
)
_INSIDE = re.compile(r"^\W{0,2}\s*(?:above|below|of this|of the present|in this)\b", re.I)
_PAGE = re.compile(
    r"(?:\b(?P<sends>on|at|to|see|from|and|overleaf,?)\s+(?:\w+\s+){0,3}?|\(|^(?=pages?\s+\d+\s+(?:has|have|lists?|shows?|gives?|sets?|explains?)))(?:pages?|pp?\.)\s*(?P<number>\d{1,3})(?:\s*(?:[-–]|to|and)\s*(?P<to>\d{1,3}))?\b(?P<after>.{0,40})",
    re.I,
)
_OTHER_PAPER = re.compile(
    r"\b(?:assessment|guidance|guide|report(?!\s+(?:an?|any|it|your|this|crime|something|noise|to)\b)|review|act|code|journal|book|newspaper|gazette|minutes|survey|ibid|edition|https?:|www\.)\b",
    re.I,
)
_OF_THIS = re.compile(r"^\W{0,2}\s*(?:of|in)\s+(?:this|the\s+present)\b", re.I)
_RANGE = re.compile(r"\W*(?P<range>(?P<first>\d{1,3})\s?[-–]\s?(?P<last>\d{1,3}))(?=\s*$|\s+[A-Z])")
_PAGES_HEADED = re.compile(r"\bpages?\b", re.I)
FRONT = 3  # pages of a paper that may be its agenda
FEWEST_PARAGRAPHS = 5


def chapters(script: Script) -> Iterator[Finding]:
    """Given a document, yield its references to sections, paragraphs and pages that it does not have."""
    yield from _sections(script)
    yield from _paragraphs(script)
    yield from _pages(script)
    yield from _agenda(script)


def _sections(script: Script) -> Iterator[Finding]:
    """Sections of this document ("see section 9") behind the last of its numbered headings; a law's sections are named with the law."""
    numbers: dict[int, Span] = {}
    for heading in script.headings:
        match = _NUMBERED.match(heading.text)
        if match is not None:
            numbers.setdefault(int(match[1]), heading.spans[0])
    if len(numbers) < FEWEST or sorted(numbers) != list(range(1, len(numbers) + 1)):
        return
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for match in _SECTION.finditer(sentence.text):
            number, after = int(number_of(match["number"]) or 0), sentence.text[match.end() :]
            if not len(numbers) < number <= MOST_SECTIONS or _LAW.search(sentence.text) or ELSEWHERE.match(after):
                continue
            if (
                not match.start()
                and not _SHOWS.match(after)
                or COUNTED.match(after)
                or match["kind"].casefold() in ("parts", "part")
                and number <= 1
            ):
                continue
            spans = [*sentence.cut(*match.span()), numbers[len(numbers)]]
            yield missing(spans, f"{match['kind'].casefold().removesuffix('s')} {number}", 1, len(numbers), 0.75)


def _paragraphs(script: Script) -> Iterator[Finding]:
    """Numbered paragraphs behind the last one of their chapter, or of a chapter behind the last; where numbers have no chapter, only those
    that are said to stand in this document."""
    chapters: defaultdict[str, set[int]] = defaultdict(set)
    for piece in script.flow.pieces:
        match = re.fullmatch(r"(?:(\d{1,2})\.)?(\d{1,3})", piece.paragraph)
        if match is not None:
            chapters[match[1] or ""].add(int(match[2]))
    dotted = sorted(int(chapter) for chapter in chapters if chapter)
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _PARAGRAPH.finditer(sentence.text):
            chapter, _, number = match["number"].rpartition(".")
            inside = _INSIDE.match(match["after"]) is not None
            if match["see"] and not (chapter and inside) or ELSEWHERE.match(match["after"]) and not inside:
                continue
            known = chapters.get(chapter, set())
            fewest = FEWEST_PARAGRAPHS if not chapter else 1 if len(dotted) >= FEWEST else FEWEST
            whole = len(known) >= fewest and known == set(range(1, len(known) + 1))
            beyond = (
                bool(chapter) and len(dotted) >= FEWEST and dotted == list(range(1, len(dotted) + 1)) and int(chapter) == len(dotted) + 1
            )
            if not (whole and int(number) > len(known) or beyond) or not (inside or chapter and not _is_law_near(sentence, match)):
                continue
            dot = f"{chapter}." if chapter else ""
            low, high = ("1", str(len(dotted))) if beyond else (f"{dot}1", f"{dot}{len(known)}")
            yield missing([*sentence.cut(match.start(), match.start("after"))], f"paragraph {match['number']}", low, high, 0.8)


def _is_law_near(sentence: Sentence, match: re.Match[str]) -> bool:
    return _LAW.search(sentence.text[max(0, match.start() - 60) : match.start("after") + 60]) is not None


def _pages(script: Script) -> Iterator[Finding]:
    """Pages behind the last one, by their place, the number printed on them or that a contents page gives."""
    labels = [int(page.label) for page in script.pages if page.label and page.label.isdigit()]
    listed = [
        int(number)
        for piece in script.flow.pieces
        if piece.kind is BlockKind.CONTENTS
        for number in re.findall(r"(?<!\d)(\d{1,3})\s*$", piece.text, re.M)
    ]
    last = max([len(script.pages), *labels, *listed])
    if not script.shelf.published.paged:
        return
    for sentence in [*script.sentences, *script.cell_sentences]:
        for match in _PAGE.finditer(sentence.text):
            number, ours = int(match["to"] or match["number"]), _OF_THIS.match(match["after"])
            elsewhere = ELSEWHERE.match(match["after"]) or _OTHER_PAPER.search(sentence.text[: match.start()])
            if number > last and (ours or not elsewhere):
                yield missing([*sentence.cut(match.start(), match.start("after"))], f"page {number}", min([1, *labels]), last, 0.75)


def _agenda(script: Script) -> Iterator[Finding]:
    """The pages that the agenda in front of a paper gives it ("110 - 145"), which begin among those printed and end behind them."""
    labels = [int(page.label) for page in script.pages if page.label and page.label.isdigit()]
    if len(labels) < FEWEST or sorted(set(labels)) != labels or labels[0] <= len(script.pages):
        return  # only what is numbered on from other papers of a pack
    for piece in script.flow.pieces:
        match = _RANGE.match(piece.text) if piece.parts and piece.parts[0][1] <= FRONT else None
        if match is not None and _PAGES_HEADED.search(script.pages[piece.parts[0][1] - 1].text):
            first, last = int(match["first"]), int(match["last"])
            if labels[0] <= first <= labels[-1] < last:
                yield missing([*piece.cut(*match.span("range"))], f"pages {first} to {last}", labels[0], labels[-1], 0.75)
