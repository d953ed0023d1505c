"""What a document says that it will count: the measures in its tables' cells, behind labels ("How we will know: …") and in lists headed as
measures, each with whether it gives a figure to start from, one to reach, and a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.findings.columns import Role, label_of, role_of, roles_of, says_nothing
from assistant.findings.script import Script
from assistant.findings.times import times
from ingest.documents import BlockKind, Span
from ingest.register.flow import Piece

_FIGURE = re.compile(
    r"(?<![\w.,£%])£?\d[\d,]*(?:\.\d+)?\s?(?:%|per\s?cent|k\b|m\b)?(?![\w]|,\d)|\bnone\b|\bnil\b|\bzero\b|\bx{2,3}\b%?", re.I
)
_UNFILLED = re.compile(r"x+%?", re.I)
# What makes a figure one to reach, or says how far to go.
_REACHES = re.compile(
    r"(?:→|⇒|➜|->|\b(?:no\s+(?:more|fewer|less|higher|lower)\s+than|(?:fewer|more|less|lower|higher|better)\s+than|at\s+(?:least|most)|up\s+to|down\s+to|to\s+(?:below|above|under|over|about|around)?\s*(?=£?\d)"
    r"|below|above|under|(?<!just\s)over|or\s+(?:fewer|more|less|better|higher|lower|above|below)|target(?:ed)?|goal|reach(?:es|ing)?|halv\w+|double|doubl\w+|maintain\w*|stay\w*|keep\w*|remain\w*)\b)",
    re.I,
)
_BY_SO_MUCH = re.compile(
    r"\bby\s+(?:at\s+least\s+|up\s+to\s+)?(?:\d+(?:\.\d+)?\s?(?:%|per\s?cent|points?)|(?:a\s+)?(?:half|third|quarter|fifth|tenth)|\d)|\b\d+(?:\.\d+)?\s?(?:%|per\s?cent)\s+(?:fewer|more|less|reduction|increase|lower|higher|cut|fall|rise)",
    re.I,
)
_DIRECTION = re.compile(
    r"\b(?:up|down|to\s+(?:fall|rise|go\s+(?:up|down)|come\s+down|drop|grow|increase|decrease|improve|reduce|be\s+(?:higher|lower))|(?:see|wish\s+to\s+see|want\s+to\s+see)\b.{0,30}\b(?:rise|fall|grow|drop|go)"
    r"|fewer|more|less|higher|lower|increas\w+|decreas\w+|reduc\w+|improv\w+|rising|falling)\b",
    re.I,
)
_LATER = re.compile(
    r"\b(?:to\s+be\s+(?:confirmed|agreed|set|decided|determined|established)|tbc|tba|not\s+yet\s+(?:set|agreed|known))\b", re.I
)
# That there is no figure yet to start from, in the words of a measure that has one to reach.
_NO_START = re.compile(
    r"\b(?:baseline|starting\s+(?:point|figure))\b[^;,.]{0,20}?\b(?:to\s+be|not\s+yet|tbc|unknown|none|awaited|to\s+follow|will\s+be)\b[^;,.]*",
    re.I,
)
_STARTS = re.compile(r"\b(?:from|baseline|in\s+(?:19|20)\d{2}|currently|now|was|were|stands?\s+at|against)\b|\((?:19|20)\d{2}", re.I)
# Numbers that belong to the name of a measure: ages, hours, days, places of a law.
_IN_NAME = re.compile(
    r"\b(?:aged?\s+|under\s+|over\s+|within\s+|after\s+|between\s+)?\d+(?:\s?(?:to|and|[-–])\s?\d+)?(?:\s?(?:am|pm)\b|[\s-]+(?:years?|year[\s-]olds?|hours?|days?|weeks?|months?|minutes?|miles|working)\b|\s?-\s?\d+)"
    r"|\bper\s+[\d,]+|\b(?:aged?|ages|between|section|priority|class|category|every)\s+\d+(?:\s+(?:and|to)\s+\d+)?|\b\d+[ap]m\b|\b1?,?000\s+(?:people|residents|population|households)",
    re.I,
)
_APART = re.compile(r";\s+|(?<=[a-z0-9)%])\.\s+(?=[A-Z])|\n\s*[•●▪-]\s*")
_NO_MEASURE = re.compile(
    r"^\W*(?:each|every|the|these|this|they|we|watch|all|our|progress|results?|how)\b(?=.*\b(?:will|shall|is|are)\b)|[?:]\s*$", re.I
)
_HEADED = re.compile(
    r"\bhow\s+(?:will\s+|can\s+|shall\s+)?(?:we|you)\s+(?:will\s+|can\s+|shall\s+)?(?:know|tell|measure|judge|see)\b|\b(?:measures|indicators|kpis)\b|\bwhat\s+we\s+(?:will\s+)?(?:measure|count)\b"
    r"|\bmeasuring\s+(?:success|progress)\b|\bnumbers\s+to\s+watch\b",
    re.I,
)
_IS_AIM = re.compile(r"\W*(?:strategic\s+)?(?:goal|aim|ambition)\s+(?:\d{1,2}|[A-Z]|one|two|three|four|five|six)\s*[.:–—-]\s*\S", re.I)
LONGEST_HEADING = 10  # words of one
SHORTEST, LONGEST = 4, 240  # characters of a measure
LONGEST_NAME = 90  # characters of a line that is a measure's name


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: its words, where it stands, and whether it has a figure to start from, one to reach, and a time. `one_figure` says that
    its only figure may be either, `later` that its figure to reach is still to be set."""

    words: str
    span: Span
    from_where: bool
    to_where: bool
    timed: bool
    one_figure: bool = False
    later: bool = False


def measured(script: Script) -> list[Measured]:
    """Given a document, return what it says that it will count, apart from tables with columns of their own for baseline and target."""
    return script.once("measured", lambda one: [*_in_cells(one), *_behind_labels(one), *_in_lists(one)])


def _in_cells(script: Script) -> Iterator[Measured]:
    for grid in script.flow.grids:
        roles = roles_of(grid)
        if Role.MEASURE not in roles or Role.ACTION not in roles or Role.TARGET in roles or Role.BASELINE in roles or Role.RESULT in roles:
            continue
        for cell in (cell for row in grid.rows for cell in row if cell.column == roles[Role.MEASURE]):
            if not says_nothing(cell.text):
                for start, end in _parts(cell.text, 0):
                    yield _read(cell.text[start:end], Span(grid.document_id, cell.page, cell.start + start, cell.start + end))


def _behind_labels(script: Script) -> Iterator[Measured]:
    """Lines such as "How we will know: …" and "Targets: …; …"."""
    for piece in script.flow.pieces:
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING):
            continue
        text = re.sub(r"\s", " ", piece.text)
        start = next((start for role in (Role.MEASURE, Role.TARGET) if (start := label_of(text, role)) is not None), None)
        if start is not None and not says_nothing(text[start:]):
            for first, last in _parts(text, start):
                spans = piece.cut(first, last)
                # What follows on the first without a figure is a sentence about it.
                if spans and (first == start or text[first - 2] == ";" or _FIGURE.search(text, first, last)):
                    yield _read(text[first:last], spans[0])


def _in_lists(script: Script) -> Iterator[Measured]:
    """Items under a heading of measures, with the line of figures that stands right below each."""
    pieces = script.flow.pieces
    for place, piece in enumerate(pieces):
        heading = re.sub(r"\s+", " ", piece.trail[-1]) if piece.trail else ""
        if piece.kind is not BlockKind.ITEM or not piece.spans or not is_headed(heading) or len(piece.text) > LONGEST_NAME:
            continue
        text, below = re.sub(r"\s+", " ", piece.text), pieces[place + 1] if place + 1 < len(pieces) else None
        if _NO_MEASURE.search(text) or not re.match(r"\W*[A-Z£\d]", text):
            continue
        figures = below is not None and below.kind is BlockKind.PARAGRAPH and len(below.text) <= LONGEST_NAME and _opens_with_figure(below)
        yield _read(f"{text}: {below.text}" if figures and below is not None else text, piece.spans[0])


def is_headed(heading: str) -> bool:
    """Given a heading, say whether what stands under it will be counted; "Goal 2: safe streets" names an aim."""
    return _IS_AIM.match(heading) is None and (
        role_of(heading) in (Role.MEASURE, Role.TARGET) or len(heading.split()) <= LONGEST_HEADING and _HEADED.search(heading) is not None
    )


def _opens_with_figure(piece: Piece) -> bool:
    match = _FIGURE.search(piece.text)
    return match is not None and match.start() <= 12


def _parts(text: str, start: int) -> list[tuple[int, int]]:
    """Start and end of each measure in a text from a place on."""
    apart = [match for match in _APART.finditer(text, start) if text.count("(", 0, match.start()) <= text.count(")", 0, match.start())]
    edges = [start, *(edge for match in apart for edge in match.span()), len(text)]
    parts = [(first, last) for first, last in list(pairwise(edges))[::2]]
    parts = [part for part in parts if not says_nothing(text[slice(*part)])]
    return [(first, last) for first, last in parts if SHORTEST <= last - first <= LONGEST and re.search(r"[A-Za-z]{3}", text[first:last])]


def _read(words: str, span: Span) -> Measured:
    """What a measure gives: figures are told from the times beside them and from numbers in its name."""
    plain = re.sub(r"\s", " ", words)
    found = times(plain)
    bare = plain
    for one in reversed(found):
        bare = bare[: one.start] + " " * (one.end - one.start) + bare[one.end :]
    bare = _NO_START.sub(lambda match: " " * len(match.group()), bare)
    bare = _IN_NAME.sub(lambda match: " " * len(match.group()), bare)
    figures = list(_FIGURE.finditer(bare))
    change = _BY_SO_MUCH.search(bare) is not None
    reaches = bool(figures) and _REACHES.search(bare) is not None and not _only_from(plain)
    later = _LATER.search(_NO_START.sub(" ", plain)) is not None
    wished = _DIRECTION.search(plain) is not None
    to_where = (
        change
        or reaches
        or len(figures) >= 2
        or bool(figures)
        and not wished
        and bool(found)
        and not _STARTS.search(_NO_START.sub(" ", plain))
    )
    # One figure with its time, and a bare direction: that is where it comes from.
    start = bool(figures) and (_only_from(plain) or wished and not reaches and _STARTS.search(plain) is not None)
    from_where = (len(figures) >= 2 or change and len(found) >= 2 or start) and _NO_START.search(plain) is None
    told = any(not _UNFILLED.fullmatch(figure.group()) for figure in figures)
    one_figure = told and not from_where and _NO_START.search(plain) is None
    return Measured(words, span, from_where, to_where and not later, bool(found), one_figure, later and bool(figures))


def _only_from(text: str) -> bool:
    """Whether the one figure is said to be where it comes from ("up from 36 in 2018/19")."""
    return (
        re.search(r"\b(?:up|down)\s+from\b", text, re.I) is not None
        and re.search(r"\b(?:to|by)\s+(?:below\s+|above\s+|under\s+|over\s+)?£?\d", text) is None
    )
