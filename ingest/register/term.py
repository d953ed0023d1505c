"""Terms: abbreviations with every expansion the document gives, and definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Piece
from ingest.register.lexicon import Lexicon

_SHORT = r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]?|[A-Z]{2,8}s?"
_BEHIND = re.compile(rf"\s*\(\s*(?P<short>{_SHORT})(?:['’]s)?\s*\)")
_AHEAD = re.compile(r"\b(?P<short>[A-Z]{2,8}s?)\s+\((?P<expansion>[A-Z][A-Za-z'’&,/ -]{4,80})\)")
_LINE = re.compile(
    r"(?P<short>[A-Z][A-Za-z&]*[A-Z]{1,6})\s*[-–—:]\s*(?P<expansion>[A-Z][A-Za-z'’&,/ -]{4,80}?)"
    r"(?=\s+[A-Z][A-Za-z&]*[A-Z]{1,6}\s*[-–—:]|[.;\n]|$)"
)
_SMALL = frozenset("and of the for in to on a with by at".split())


def terms(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its terms."""
    found: list[Found] = []
    for piece in flow.pieces:
        if piece.kind is BlockKind.CONTENTS:
            continue
        found += _in_brackets(piece)
        if _in_glossary(piece, words):
            found += _lines(piece)
    return [*found, *_glossary_rows(flow, words), *_cells(flow)]


def _in_brackets(piece: Piece) -> Iterator[Found]:
    for match in _BEHIND.finditer(piece.text):
        start = expansion_start(piece.text[: match.start()], match["short"])
        if start is not None:
            expansion = piece.text[start : match.start()].strip().strip("‘’'“”\"")
            yield _term(piece, start, match.end(), match["short"], expansion)
    for match in _AHEAD.finditer(piece.text):
        if _fits(match["short"].rstrip("s"), match["expansion"].split()):
            yield _term(piece, match.start(), match.end(), match["short"].rstrip("s"), match["expansion"])


def _term(piece: Piece, start: int, end: int, short: str, expansion: str) -> Found:
    fields = {"short": short, "expansion": re.sub(r"\s+", " ", expansion)}
    return Found(
        EntryKind.TERM, piece.text[start:end], piece.cut(start, end), fields, piece.trail, piece.paragraph, how=How.LANGUAGE, confidence=0.9
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
        if words[0][0].casefold() == short[0].casefold() and words[0].casefold() not in _SMALL and _fits(short, words):
            return place
    near = _near_fit(before, short)
    if near is not None:
        return near
    last = [match for match in re.finditer(r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|and|of|for))*\s*$", before)]
    return last[-1].start() if last and len(last[-1].group().split()) >= 3 and before[last[-1].start()] == short[0] else None


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
    return any(words.finds("term", "glossary", heading) for heading in piece.trail) or (
        piece.kind is BlockKind.HEADING and _LINE.fullmatch(piece.text) is not None
    )


def _lines(piece: Piece) -> Iterator[Found]:
    for match in _LINE.finditer(piece.text):
        yield _term(piece, match.start(), match.end(), match["short"], match["expansion"].strip())


def _glossary_rows(flow: Flow, words: Lexicon) -> Iterator[Found]:
    for grid in flow.grids:
        if not any(words.finds("term", "glossary", heading) for heading in (*grid.trail, grid.caption, *grid.columns.values())):
            continue
        for row in grid.rows:
            cells = [cell for cell in row if cell.text.strip()]
            if len(cells) == 2 and len(cells[0].text) <= 40:
                key = "expansion" if re.fullmatch(_SHORT, cells[0].text.strip()) and len(cells[1].text.split()) <= 10 else "definition"
                fields = {"short": cells[0].text.strip(), key: cells[1].text.strip()}
                spans = (cells[0].span(grid.document_id), cells[1].span(grid.document_id))
                yield Found(EntryKind.TERM, cells[0].text, spans, fields, grid.trail, confidence=0.9)


def _cells(flow: Flow) -> Iterator[Found]:
    """Abbreviations that a table's cells explain."""
    for grid in flow.grids:
        for row in grid.rows:
            for cell in row:
                part = ((0, cell.page, cell.start, len(cell.text)),)
                yield from _in_brackets(Piece(grid.document_id, BlockKind.TABLE, cell.text, part, grid.section, grid.trail))
