"""Terms: abbreviations with every expansion the document gives, and definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.abbreviation import SHORT, expansion_start, fits, singular, words_of
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Piece
from ingest.register.glossary import NOT_NAMED, glossary_terms, is_glossary
from ingest.register.lexicon import Lexicon

_BEHIND = re.compile(rf"\s*\(\s*(?P<short>{SHORT})(?:['’]s)?\s*\)")
_AHEAD = re.compile(r"\b(?P<short>[A-Z]{2,8}s?)\s+\((?P<expansion>[A-Z][A-Za-z'’&,/ -]{4,80})\)")
_MEANS = re.compile(
    r"^(?:The term\s+)?[‘“'\"]?(?P<short>[A-Z][\w’'-]*(?:\s+[\w’'()-]+){0,5}?)[’”'\"]?\s+(?:is|are)\s+"
    r"(?:defined as|when|where|the term (?:used )?for|a term (?:used )?for|used to describe)\s+(?P<definition>[a-z][^.]{15,300})"
    r"|^[‘“'\"]?(?P<short2>[A-Z][\w’'-]*(?:\s+[\w’'()-]+){0,5}?)[’”'\"]?\s+"
    r"(?:means|refers to|stands for)\s+(?P<definition2>[A-Za-z][^.]{10,300})"
)
# The same in so few words that only a heading ("What we mean") tells it from what is said of a thing.
_IS_A = re.compile(
    r"^[‘“'\"]?(?P<short>[A-Z][\w’'-]*(?:\s+[\w’'()-]+){0,4}?)[’”'\"]?\s+(?:is|are)\s+(?P<definition>(?:an?|any|when|where|someone|people)\s[^.]{10,300})"
)
_WITH_LETTERS = re.compile(rf"(?P<name>.+?)\s+\((?P<letters>{SHORT})\)")
# "By cuckooing we mean …", "When we say Child First we mean …", "We use prevention to mean …", "We define harm (H) as …".
_WORD = rf"(?:(?:an?|the)\s+)?[‘“'\"]?(?P<short>[A-Za-z][\w’'-]*(?:\s+[\w’'-]+){{0,6}}?)[’”'\"]?(?:\s+\((?P<letters>{SHORT})\))?[’”'\"]?"
_TELLS = r"(?P<definition>[^.;:]{10,300})"
_WE_MEAN = tuple(
    re.compile(rf"{form}\s+{_TELLS}")
    for form in (
        rf"\b[Bb]y\s+{_WORD},?\s+we\s+mean",
        rf"\b(?:[Ww]hen|[Ww]here)\s+(?:we|this\s+\w+)\s+(?:says?|speaks?\s+of|talks?\s+about|uses?(?:\s+the\s+(?:words?|term))?|refers?\s+to)"
        rf"\s+{_WORD},?\s+(?:we|it)\s+means?",
        rf"\b[Ww]e\s+use\s+(?:the\s+(?:words?|term)\s+)?{_WORD}\s+to\s+mean",
        rf"\b[Ww]e\s+(?:define|understand)\s+{_WORD}\s+(?:as|to\s+mean)",
        rf"\bWhat\s+we\s+mean\s+by\s+{_WORD}\s+(?:is|are)",
    )
)
# "This means that …" says what follows from something, and not what a word means.
_FOLLOWS = re.compile(r"(?:that|we|there|more|it|the\s+need)\b", re.I)
# "… bodies which must work together, known as the “responsible authorities”"; "a hate incident, that is, any incident which …".
_KNOWN_AS = re.compile(
    r"(?P<definition>\b(?:those|the|all|any|a|an)\s+[a-z][^.,;:“”‘’]{10,120}?),?\s+(?:also\s+|which\s+are\s+|which\s+is\s+|is\s+|are\s+)?"
    r"known\s+as\s+(?:the\s+|an?\s+)?[“‘\"](?P<short>[^”’\"]{3,50})[”’\"]"
)
_THAT_IS = re.compile(
    r"(?:\b(?:of\s+)?an?\s+(?P<short>[a-z][a-z-]+(?:\s+[a-z-]+){0,3}),?\s+(?:that\s+is,|i\.e\.)"
    r"|(?:^|(?<=[.;]\s))(?P<first>[A-Z][a-z-]+(?:\s+[a-z-]+){0,2}),\s+that\s+is\s+to\s+say,?)"
    r"\s+(?P<definition>(?:any|an?|the|those|when|where)\s[^.;]{10,300}?)"
    r"(?=,\s+(?:has|have|is|are|was|were|can|may|will|must|should)\b|[.;]|$)"
)
_EQUALS = re.compile(rf"\b(?P<short>{SHORT})\s*=\s*(?P<expansion>[A-Za-z][a-z]+(?:\s+[a-z]+){{1,6}})")
_NO_TERM = frozenset(
    "this that it its their his her these those there which what who he she they we our their such each a an red amber green blue"
    " grey".split()
)


def terms(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its terms."""
    found: list[Found] = []
    for piece in flow.pieces:
        if piece.kind is BlockKind.CONTENTS:
            continue
        found += _in_brackets(piece)
        found += _meanings(piece, words)
    return [*found, *glossary_terms(flow, words), *_cells(flow)]


def _in_brackets(piece: Piece) -> Iterator[Found]:
    for match in _BEHIND.finditer(piece.text):
        start = expansion_start(piece.text[: match.start()], match["short"])
        if start is not None:
            expansion = piece.text[start : match.start()].strip().strip("‘’'“”\"")
            yield _term(piece, start, match.end(), match["short"], expansion)
    for match in _AHEAD.finditer(piece.text):
        if fits(match["short"].rstrip("s"), words_of(match["expansion"])):
            yield _term(piece, match.start(), match.end(), match["short"].rstrip("s"), match["expansion"])


def _term(piece: Piece, start: int, end: int, short: str, expansion: str) -> Found:
    one, full = singular(short, re.sub(r"\s+", " ", expansion))
    return piece.found(EntryKind.TERM, start, end, {"short": one, "expansion": full}, confidence=0.9)


def _meanings(piece: Piece, words: Lexicon) -> Iterator[Found]:
    """ "Cuckooing is when …", "Honour-based abuse means …", "MARAC stands for …"."""
    for start, end in piece.sentences if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else ():
        yield from _in_passing(piece, start, end)
        match = _MEANS.match(piece.text[start:end])
        if match is None and piece.trail and is_glossary(piece.trail[-1], words):
            match = _IS_A.match(piece.text[start:end])
        if match is None:
            continue
        said = match.groupdict()
        short, definition = (said["short"] or said["short2"]).strip(), (said["definition"] or said["definition2"]).strip()
        if short.split()[0].casefold() in _NO_TERM or short.startswith("The ") or NOT_NAMED.search(short) or _FOLLOWS.match(definition):
            continue
        one = _defined(piece, start, end, short, definition)
        lettered = _WITH_LETTERS.fullmatch(short)
        if lettered is not None and fits(lettered["letters"], words_of(lettered["name"])):
            one.fields.update(short=lettered["letters"], expansion=lettered["name"])
        yield one


def _in_passing(piece: Piece, start: int, end: int) -> Iterator[Found]:
    """Terms that a sentence explains on its way: "…, known as “hot spots”", "a hate incident, that is, …", "TBC = to be confirmed"."""
    for pattern in (_KNOWN_AS, _THAT_IS):
        for match in pattern.finditer(piece.text, start, end):
            short = match["short"] or match.groupdict().get("first") or ""
            yield _defined(piece, *match.span(), short.strip(), match["definition"].strip())
    for match in (match for form in _WE_MEAN for match in form.finditer(piece.text, start, end)):
        if match["short"].split()[0].casefold() not in _NO_TERM:
            one = _defined(piece, *match.span(), match["short"], match["definition"])
            if match["letters"] and fits(match["letters"], words_of(match["short"])):
                one.fields.update(short=match["letters"], expansion=match["short"])
            yield one
    for match in _EQUALS.finditer(piece.text, start, end):
        if fits(match["short"], words_of(match["expansion"])):
            yield _defined(piece, *match.span(), match["short"], match["expansion"])


def _defined(piece: Piece, start: int, end: int, short: str, definition: str) -> Found:
    spelt = re.fullmatch(SHORT, short) is not None and fits(short, words_of(definition))
    fields = {"short": short, "expansion" if spelt else "definition": re.sub(r"\s+", " ", definition).strip(" .")}
    return piece.found(EntryKind.TERM, start, end, fields, confidence=0.8)


def _cells(flow: Flow) -> Iterator[Found]:
    """Abbreviations that a table's cells explain."""
    for grid in flow.grids:
        for cell in grid.cells:
            yield from _in_brackets(grid.as_piece(cell))
