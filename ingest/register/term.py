"""Terms: abbreviations with every expansion the document gives, and definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Grid, GridCell, Piece
from ingest.register.lexicon import Lexicon

_SHORT = r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]?|[A-Z]{2,8}s?"
_BEHIND = re.compile(rf"\s*\(\s*(?P<short>{_SHORT})(?:['’]s)?\s*\)")
_AHEAD = re.compile(r"\b(?P<short>[A-Z]{2,8}s?)\s+\((?P<expansion>[A-Z][A-Za-z'’&,/ -]{4,80})\)")
_LINE = re.compile(
    r"(?P<short>[A-Z][A-Za-z&]*[A-Z]{1,6})\s*[-–—:]\s*(?P<expansion>[A-Z][A-Za-z'’&,/ -]{4,80}?)"
    r"(?=\s+[A-Z][A-Za-z&]*[A-Z]{1,6}\s*[-–—:]|[.;\n]|$)"
)
_MEANS = re.compile(
    r"^(?:The term\s+)?[‘“'\"]?(?P<short>[A-Z][\w’'-]*(?:\s+[\w’'()-]+){0,5}?)[’”'\"]?\s+(?:is|are)\s+"
    r"(?:defined as|when|where|the term (?:used )?for|a term (?:used )?for|used to describe)\s+(?P<definition>[a-z][^.]{15,300})"
    r"|^[‘“'\"]?(?P<short2>[A-Z][\w’'-]*(?:\s+[\w’'()-]+){0,5}?)[’”'\"]?\s+"
    r"(?:means|refers to|stands for)\s+(?P<definition2>[A-Za-z][^.]{10,300})"
)
_NOT_NAMED = re.compile(
    r"\b(?:which|who|that|is|are|was|were|has|have|by|best|no|any|all|other|through|with|will|can)\b|^(?:note|source|figure|table)\b", re.I
)
_ITEM = re.compile(r"^(?P<short>[A-Z0-9][\w’'&/() -]{1,50}?)\s*(?:[:–—]|\s-\s)\s*(?P<definition>\S.{9,400})$", re.S)
_NAMES = re.compile(r"\b(?:terms?|meaning|definition|explanation|stands for|full name|description|phrase|word)\b", re.I)
_NO_TERM = frozenset("this that it these those there which what who he she they we our their such each".split())
_SMALL = frozenset("and of the for in to on a with by at".split())


def terms(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its terms."""
    found: list[Found] = []
    for piece in flow.pieces:
        if piece.kind is BlockKind.CONTENTS:
            continue
        found += _in_brackets(piece)
        found += _meanings(piece)
        if _in_glossary(piece, words):
            found += list(_lines(piece)) or list(_item(piece))
    return [*found, *_glossary_rows(flow, words), *_cells(flow)]


def _in_brackets(piece: Piece) -> Iterator[Found]:
    for match in _BEHIND.finditer(piece.text):
        start = expansion_start(piece.text[: match.start()], match["short"])
        if start is not None:
            expansion = piece.text[start : match.start()].strip().strip("‘’'“”\"")
            yield _term(piece, start, match.end(), match["short"], expansion)
    for match in _AHEAD.finditer(piece.text):
        if _fits(match["short"].rstrip("s"), re.findall(r"[A-Za-z][\w'’]*", match["expansion"])):
            yield _term(piece, match.start(), match.end(), match["short"].rstrip("s"), match["expansion"])


def _term(piece: Piece, start: int, end: int, short: str, expansion: str) -> Found:
    fields = {"short": short, "expansion": re.sub(r"\s+", " ", expansion)}
    return Found(
        EntryKind.TERM, piece.text[start:end], piece.cut(start, end), fields, piece.trail, piece.paragraph, how=How.LANGUAGE, confidence=0.9
    )


def _meanings(piece: Piece) -> Iterator[Found]:
    """ "Cuckooing is when …", "Honour-based abuse means …", "MARAC stands for …"."""
    for start, end in piece.sentences if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else ():
        match = _MEANS.match(piece.text[start:end])
        if match is None:
            continue
        short, definition = (match["short"] or match["short2"]).strip(), (match["definition"] or match["definition2"]).strip()
        if short.split()[0].casefold() in _NO_TERM or _NOT_NAMED.search(short):
            continue
        yield _defined(piece, start, end, short, definition)


def _item(piece: Piece) -> Iterator[Found]:
    """An entry of a glossary that is no table: "Cuckooing – when a gang takes over …"."""
    match = _ITEM.match(piece.text) if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else None
    if match is not None and not _NOT_NAMED.search(match["short"]):
        yield _defined(piece, 0, len(piece.text.rstrip()), match["short"].strip(), match["definition"].strip())


def _defined(piece: Piece, start: int, end: int, short: str, definition: str) -> Found:
    spelt = re.fullmatch(_SHORT, short) is not None and _fits(short, re.findall(r"[A-Za-z][\w'’]*", definition))
    fields = {"short": short, "expansion" if spelt else "definition": re.sub(r"\s+", " ", definition).strip(" .")}
    return Found(
        EntryKind.TERM, piece.text[start:end], piece.cut(start, end), fields, piece.trail, piece.paragraph, how=How.LANGUAGE, confidence=0.8
    )


def expansion_start(before: str, short: str) -> int | None:
    """Given the words before an abbreviation in brackets, return where its full name begins: the shortest run of words whose
    first letters give it; None where none does."""
    cut = max(len(before) - 250, 0)
    found = _expansion_start(before[cut:], short)
    return None if found is None else cut + found


def _expansion_start(before: str, short: str) -> int | None:
    places = [match.start() for match in re.finditer(r"[A-Za-z][\w'’]*", before)]
    for place in list(reversed(places))[: 2 * len(short) + 3]:
        words = re.findall(r"[A-Za-z][\w'’]*", before[place:])
        if words[0][0].casefold() == short[0].casefold() and words[0] not in _SMALL and _fits(short, words):
            return place
    near = _near_fit(before, short)
    if near is not None:
        return near
    alike = _last_letters(before, short)
    if alike is not None:
        return alike
    last = [match for match in re.finditer(r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|and|of|for))*\s*$", before)]
    return last[-1].start() if last and len(last[-1].group().split()) >= 3 and before[last[-1].start()] == short[0] else None


def _last_letters(before: str, short: str) -> int | None:
    """Where a run of capitalised words begins that gives an abbreviation's last three letters and more ("Community Risk Assessment
    Conference (MARAC)")."""
    run = re.search(r"(?:[A-Z][\w'’-]*\s+){2,5}[A-Z][\w'’-]*\s*$", before)
    letters = "".join(letter for letter in short.casefold() if letter.isalpha())
    if run is None or len(letters) < 4:
        return None
    words = list(re.finditer(r"[A-Z][\w'’-]*", run.group()))
    initials = "".join(word.group()[0].casefold() for word in words)
    if len(initials) < len(letters) - 1 or initials[-3:] != letters[-3:]:
        return None
    return run.start() + words[-min(len(letters), len(words))].start()


def _near_fit(before: str, short: str) -> int | None:
    """Where a full name begins that an abbreviation does not quite spell: one letter stands for none of its words ("CCTV")."""
    names = list(re.finditer(r"[A-Z][\w'’-]*(?:\s+(?:[\w'’-]+))*\s*$", before))
    for place in [match.start() for match in re.finditer(r"\b[A-Z]", before)][::-1][: len(short) + 1]:
        words = [word for word in re.findall(r"[A-Za-z][\w'’]*", before[place:]) if word.casefold() not in _SMALL]
        initials = "".join(word[0].casefold() for word in words)
        letters = "".join(letter for letter in short.casefold() if letter.isalpha())
        if names and len(words) >= 3 and len(initials) == len(letters) - 1 and initials in (letters[:-1], letters[1:]):
            return place
        if len(words) == len(letters) and len(words) >= 4 and initials[1:] == letters[1:]:
            return place
    return None


def _fits(short: str, words: list[str]) -> bool:
    """Whether an abbreviation's letters begin the words, in order; small words and a plural's s may be left out."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    if short.endswith("s") and len(letters) > 2:
        letters = letters[:-1]
    initials = "".join(word[0].casefold() for word in words)
    place = 0
    used = 0
    for index, word in enumerate(words):
        if place < len(letters) and initials[index] == letters[place]:
            place += 1
            used += 1
        elif word.casefold() not in _SMALL and word[:1].isupper():
            return False
    return place == len(letters) and used >= 2


def _in_glossary(piece: Piece, words: Lexicon) -> bool:
    return any(_is_glossary(heading, words) for heading in piece.trail) or (
        piece.kind is BlockKind.HEADING and _LINE.fullmatch(piece.text) is not None
    )


def _lines(piece: Piece) -> Iterator[Found]:
    for match in _LINE.finditer(piece.text):
        yield _term(piece, match.start(), match.end(), match["short"], match["expansion"].strip())


def _glossary_rows(flow: Flow, words: Lexicon) -> Iterator[Found]:
    for grid in flow.grids:
        if not any(_is_glossary(heading, words) for heading in (*grid.trail[-2:], grid.caption, *grid.columns.values())):
            continue
        rows = [[cell for cell in row if cell.text.strip()] for row in grid.rows]
        if (
            grid.columns
            and len(grid.head) == 2
            and not _is_glossary(" ".join(grid.columns.values()), words)
            and not _NAMES.search(" ".join(grid.columns.values()))
        ):
            rows = [grid.head, *rows]
        for cells in rows:
            if len(cells) == 2 and len(cells[0].text) <= 60:
                yield _row_term(grid, cells[0], cells[1])


def _row_term(grid: Grid, short: GridCell, long: GridCell) -> Found:
    spelt = re.fullmatch(_SHORT, short.text.strip()) and len(long.text.split()) <= 10
    fields = {"short": short.text.strip(), "expansion" if spelt else "definition": long.text.strip()}
    beside = short.page == long.page and long.start == short.end + 1
    words = f"{short.text}\t{long.text}" if beside else short.text
    whole = Span(grid.document_id, short.page, short.start, long.end)
    spans = (whole,) if beside else (short.span(grid.document_id), long.span(grid.document_id))
    return Found(EntryKind.TERM, words, spans, fields, grid.trail, confidence=0.9)


def _is_glossary(heading: str, words: Lexicon) -> bool:
    """Whether a heading says that terms are explained below it: it consists of such a word and little more."""
    title = re.sub(r"^\s*(?:(?:appendix|annex)\s+\w+|\d+(?:\.\d+)*)\s*[:.–-]*\s*", "", heading, flags=re.I)
    match = words.pattern("term", "glossary").search(title)
    return match is not None and len(title.split()) - len(match.group().split()) <= 4


def _cells(flow: Flow) -> Iterator[Found]:
    """Abbreviations that a table's cells explain."""
    for grid in flow.grids:
        for row in grid.rows:
            for cell in row:
                part = ((0, cell.page, cell.start, len(cell.text)),)
                yield from _in_brackets(Piece(grid.document_id, BlockKind.TABLE, cell.text, part, grid.section, grid.trail))
