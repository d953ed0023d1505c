"""Glossaries: the entries of a document's own list of terms, in tables, in lines and as a term above what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind, Span
from ingest.register.abbreviation import SHORT, explained, fits, words_of
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Grid, GridCell, Piece
from ingest.register.lexicon import Lexicon

_LINE = re.compile(
    r"(?P<short>[A-Z][A-Za-z&]*[A-Z]{1,6})\s*[-–—:]\s*(?P<expansion>[A-Z][A-Za-z'’&,/ -]{4,80}?)"
    r"(?=\s+[A-Z][A-Za-z&]*[A-Z]{1,6}\s*[-–—:]|[.;\n]|$)"
)
_ITEM = re.compile(r"^(?P<short>[A-Z0-9][\w’'&/() -]{1,50}?)\s*(?:[:–—]|\s-\s)\s*(?P<said>\S.{9,400})$", re.S)
_SPELT = re.compile(rf"^(?P<short>{SHORT})\s+(?P<said>[A-Z]\S+\s.*)$", re.S)
_NAMES = re.compile(r"\b(?:terms?|meaning|definition|explanation|stands for|full name|description|phrase|word)\b", re.I)
# A term and what it means with nothing but the type between them: "Salvage a claim to what was saved at sea".
_UNMARKED = re.compile(
    r"^(?P<short>(?!(?:The|This|These|That|We|Our|It|They|You|In|On|If|For|At|To|From|By|As|An?|All|Each|See|Give|Use|Ask|Make)\s)"
    r"[A-Z][\w’'-]*(?:\s[\w’'()-]+){0,4}?)\s+(?P<said>(?:an?|any|the|when|where|someone|people|those)\s+\S.{8,400})$",
    re.S,
)
NOT_NAMED = re.compile(
    r"\b(?:which|who|that|is|are|was|were|has|have|had|by|best|no|any|all|other|through|with|will|can)\b|^(?:note|source|figure|table)\b",
    re.I,
)
_DEFINES = re.compile(r"(?:An?|The|Any|When|Where|Someone|People|Those|To|How)\s")  # how what a term means begins
_FEWEST_UNMARKED = 3  # entries of a glossary, and which part of all its sentences
_PART_UNMARKED = 0.5
_LONGEST_TERM = 6  # words of a term that stands above what it means


def glossary_terms(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """Given a flow, yield the terms of its glossaries."""
    term: Piece | None = None  # what may be a term with its meaning in the paragraph below
    broken = -1  # the section in which something else stands between: from there on nobody can say what belongs to what
    for piece in flow.pieces:
        if piece.kind is BlockKind.CONTENTS or not _in_glossary(piece, words):
            term = None
        elif term is not None and _explains(term, piece):
            yield _pair(term, piece)
            term = None
        else:
            broken = piece.section if term is not None and term.section == piece.section else broken
            found = list(_run(piece)) or ([] if _is_headed(piece) else list(_item(piece)))
            yield from found
            term = piece if not found and piece.section != broken and _is_term(piece) else None
    yield from _rows(flow, words)
    yield from _headed(flow, words)
    yield from _unmarked(flow, words)


def _is_headed(piece: Piece) -> bool:
    """Whether a paragraph spells the abbreviation that is its heading."""
    heading = piece.trail[-1].strip() if piece.trail else ""
    return re.fullmatch(SHORT, heading) is not None and "expansion" in explained(heading, piece.text)


def _unmarked(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """Entries of which only the type parts the term from what it means, where a glossary's sentences look like it."""
    sections: dict[int, list[tuple[Piece, int, int]]] = {}
    for piece in flow.pieces:
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and piece.trail and is_glossary(piece.trail[-1], words):
            sections.setdefault(piece.section, []).extend((piece, start, end) for start, end in piece.sentences)
    for told in sections.values():
        matched = [(piece, start, end, match) for piece, start, end in told if (match := _UNMARKED.match(piece.text[start:end]))]
        matched = [one for one in matched if not NOT_NAMED.search(one[3]["short"]) and not list(_item(one[0].part(*one[1:3])))]
        if len(matched) >= max(_FEWEST_UNMARKED, _PART_UNMARKED * len(told)):
            for piece, start, end, match in matched:
                fields = {"short": match["short"], "definition": re.sub(r"\s+", " ", match["said"]).strip(" .")}
                yield _found(piece, start, end, fields)


def _headed(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """Terms that are set as headings of a glossary, each with one paragraph below it. Where a heading has none, or more, the columns of the
    page were read across, and nobody can say what belongs to what."""
    parts: dict[tuple[str, ...], list[list[Piece]]] = {}
    for piece in flow.pieces:
        above = next((place for place, heading in enumerate(piece.trail) if is_glossary(heading, words)), None)
        if above is None or len(piece.trail) < above + 2:
            continue
        headed = parts.setdefault(piece.trail[: above + 1], [])
        if piece.kind is BlockKind.HEADING:
            headed.append([piece])
        elif headed:
            headed[-1].append(piece)
    for headed in parts.values():
        if len(headed) > 1 and all(len(part) == 2 and _names(part[0]) and part[1].kind is BlockKind.PARAGRAPH for part in headed):
            yield from (_pair(term, meaning) for term, meaning in headed)


def _names(heading: Piece) -> bool:
    """Whether a heading can be a term: a few words and no sentence."""
    return len(heading.text.split()) <= _LONGEST_TERM and re.search(r"[.:;?!|@]", heading.text.strip()) is None


def _is_term(piece: Piece) -> bool:
    """Whether a paragraph can be a term with what it means below it: a few words, and neither a sentence nor an address."""
    text = piece.text.strip()
    return (
        piece.kind is BlockKind.PARAGRAPH
        and len(text.split()) <= _LONGEST_TERM
        and re.match(r"[A-Z0-9‘“]", text) is not None
        and re.search(r"[.:;,?!|@]$|[@|]", text) is None
    )


def _explains(term: Piece, piece: Piece) -> bool:
    """Whether a paragraph says what the term above it means: it spells the abbreviation, or is longer than a name."""
    text = piece.text.strip()
    if piece.kind is not BlockKind.PARAGRAPH or piece.section != term.section:
        return False
    if fits(term.text.strip(), words_of(text)):
        return True
    count = len(text.split())
    return count > 3 and (text.endswith(".") or count > _LONGEST_TERM or _DEFINES.match(text) is not None)


def _pair(term: Piece, piece: Piece) -> Found:
    short = term.text.strip()
    spans = (*term.spans, *piece.spans)
    first, last = spans[0], spans[-1]
    if len(spans) == 2 and first.page == last.page and 0 <= last.start - first.end <= 2:
        spans = (Span(first.document_id, first.page, first.start, last.end),)
    fields = {"short": short, **explained(short, piece.text)}
    return Found(EntryKind.TERM, f"{term.text}\n{piece.text}", spans, fields, piece.trail, piece.paragraph, confidence=0.85)


def _run(piece: Piece) -> Iterator[Found]:
    """Abbreviations that run on in one paragraph ("ASB - Anti-social behaviour CSP - Community Safety Partnership"), or stand in a
    heading."""
    found = list(_LINE.finditer(piece.text))
    for match in found if len(found) > 1 or piece.kind is BlockKind.HEADING else ():
        fields = {"short": match["short"], "expansion": re.sub(r"\s+", " ", match["expansion"]).strip()}
        yield _found(piece, match.start(), match.end(), fields)


def _item(piece: Piece) -> Iterator[Found]:
    """An entry of a glossary that is no table: "Cuckooing – when a gang takes over …", "ASB Anti-social behaviour: conduct that …"."""
    if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return
    spelt = _SPELT.match(piece.text)
    fields = explained(spelt["short"], spelt["said"]) if spelt is not None else {}
    match = _ITEM.match(piece.text)
    if spelt is not None and fields.get("expansion") and fits(spelt["short"], words_of(fields["expansion"])):
        fields["short"] = spelt["short"]
    elif match is not None and not NOT_NAMED.search(match["short"]):
        fields = {"short": match["short"].strip(), **explained(match["short"].strip(), match["said"])}
    else:
        return
    yield _found(piece, 0, len(piece.text.rstrip()), fields)


def _found(piece: Piece, start: int, end: int, fields: dict[str, str]) -> Found:
    return piece.found(EntryKind.TERM, start, end, fields, confidence=0.8)


def _in_glossary(piece: Piece, words: Lexicon) -> bool:
    """Whether a piece stands in a glossary: under its heading, or as or under an entry of one that is set as a heading."""
    if any(is_glossary(heading, words) for heading in piece.trail):
        return True
    headings = (piece.text,) if piece.kind is BlockKind.HEADING else piece.trail[-1:]
    return any(_LINE.fullmatch(heading.strip()) for heading in headings)


def _rows(flow: Flow, words: Lexicon) -> Iterator[Found]:
    for grid in flow.grids:
        if not any(is_glossary(heading, words) for heading in (*grid.trail[-2:], grid.caption, *grid.columns.values())):
            continue
        rows = [[cell for cell in row if cell.text.strip()] for row in grid.rows]
        if (
            grid.columns
            and len(grid.head) == 2
            and not is_glossary(" ".join(grid.columns.values()), words)
            and not _NAMES.search(" ".join(grid.columns.values()))
        ):
            rows = [grid.head, *rows]
        for cells in rows:
            if len(cells) == 2 and len(cells[0].text) <= 60:
                yield _row_term(grid, cells[0], cells[1])


def _row_term(grid: Grid, short: GridCell, long: GridCell) -> Found:
    fields = {"short": short.text.strip(), **explained(short.text.strip(), long.text)}
    beside = short.page == long.page and long.start == short.end + 1
    words = f"{short.text}\t{long.text}" if beside else short.text
    whole = Span(grid.document_id, short.page, short.start, long.end)
    spans = (whole,) if beside else (short.span(grid.document_id), long.span(grid.document_id))
    return Found(EntryKind.TERM, words, spans, fields, grid.trail, confidence=0.9)


def is_glossary(heading: str, words: Lexicon) -> bool:
    """Given a heading, say whether it says that terms are explained below it: it consists of such a word and little more."""
    title = re.sub(r"^\s*(?:(?:appendix|annex)\s+\w+|\d+(?:\.\d+)*)\s*[:.–-]*\s*", "", heading, flags=re.I)
    if words.is_only("term", "alone", title):
        return True
    match = words.pattern("term", "glossary").search(title)
    return match is not None and len(title.split()) - len(match.group().split()) <= 4
