"""Lines of things to do that end in who does them and by when: "Mark bicycles (the Harbour Trust, May 2026)", "C4 Mark bicycles. Harbour
Trust; by May 2026", "Mark bicycles – Harbour Trust – May"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.findings.actions import ONGOING, TIMED, headed_time, names_somebody
from assistant.findings.columns import Role, says_nothing
from assistant.findings.measured import is_headed
from assistant.findings.script import Script
from assistant.findings.times import times
from ingest.documents import BlockKind, Span
from ingest.register.flow import Piece

# "C4", "2.3" or "R1." in front of a line that is a paragraph by its setting and an item by its sense.
_CODED = re.compile(
    r"\s*(?:[A-Z]{1,3}\s?\d{1,2}(?:\.\d{1,2})?|\d{1,2}\.\d{1,2}|(?:Action|Recommendation|Task|Step)\s+\d{1,2})[.:)]?\s+(?=[A-Z])"
)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<tail>[^()\[\]]{2,110})[)\]]\W*$")
_PARTED = re.compile(r"\s[–—-]\s|\s[|/]\s|→|(?<=[a-z0-9)’'])[.;]\s+(?=[A-Z])")
_PARTS = re.compile(r"\s*[,;|/]\s*(?!\d)|\s+[–—-]\s+|(?<=[a-z])\s+(?=by\s+(?:the\s+)?(?:end\b|[A-Z]|\d))")
_LABELLED = re.compile(r"^(?P<label>[A-Z][A-Za-z ]{1,24}?):\s*")
# What a part of a tail that gives a time begins with, where it is not all of it.
_TIME_OPENS = re.compile(
    r"(?:by|from|to|until|in|end|before|due|on|not\s+later|no\s+later|every|each|all|annual\w*|monthly|weekly|daily|quarterly|termly"
    r"|on-?going|throughout|rolling|continu\w+|early|late|mid|spring|summer|autumn|winter|quarter|q[1-4]|year|within|complete\w*|done|already|starts?|starting"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|\d)\b",
    re.I,
)
_BEGINS = re.compile(
    r"\b(?:from|since|starts?|starting|begins?|beginning|on-?going|throughout|continu\w+|every|each|all|complete[d]?|done)\b", re.I
)
_WITHIN = re.compile(
    r"\b(?:within|inside)\s+[\w-]+\s+(?:[a-z]+\s+)?(?:hours?|days?|weeks?)\b", re.I
)  # a standard that is kept, not a deadline
_ONE_OF = re.compile(  # "a day at the depot" is no rhythm
    r"(?<!once )(?<!twice )(?<!times )(?<!\d )\ban?\s+(?:[a-z]+\s+)?(?:day|week|night|evening|weekend|term|season)\b"
    r"(?=\s+(?:at|in|on|for|of|with|to)\b)",
    re.I,
)
_TELLS = re.compile(r"\b(?:was|were|had|has\s+been|have\s+been|fell|rose|told\s+us|said)\b")
_NO_TASKS = re.compile(
    r"\b(?:members?(?:hip)?|contacts?|who\s+we\s+are|glossary|abbreviations|background|progress|achieve\w*|what\s+we\s+(?:did|have\s+done)|evidence|sources?"
    r"|references|witnesses|consult\w+|risks?|budget|money|funding|what\s+(?:people|residents)\s+(?:said|told))\b",
    re.I,
)
FEWEST = 4  # lines of one document that are asked after
FEWEST_NAMED = 3  # of them that name somebody
MOST = 0.6  # share of them that say something, from which it is a slip that one does not
FEWEST_WORDS = 2  # in small letters, of what is to be done
LONGEST = 420  # characters of a line
LONGEST_PART = 9  # words of one who does something, or of a time


@dataclass(frozen=True, slots=True)
class Tailed:
    """A line of things to do: where it stands, who does it and by when as its tail says, each empty where it does not. `dated` says that
    its own words or a heading give a time."""

    span: Span
    owner: str
    due: str
    dated: bool


def tailed(script: Script) -> list[Tailed]:
    """Given a document, return its lines of things to do where nearly all end in who does them, else none."""
    return script.once("tailed", _tailed)


def open_tails(script: Script) -> Iterator[tuple[Role, Span, int]]:
    """Given a document, yield which such lines name nobody or give no time where nearly all others do: what they lack, where they stand,
    and of how many."""
    lines = tailed(script)
    for role, said in ((Role.OWNER, [bool(one.owner) for one in lines]), (Role.DUE, [bool(one.due or one.dated) for one in lines])):
        if not all(said) and sum(said) >= MOST * len(said):
            yield from ((role, one.span, len(lines)) for one, is_said in zip(lines, said, strict=True) if not is_said)


def due_by(script: Script) -> Iterator[tuple[Span, str]]:
    """Given a document, yield where such lines stand that are to be done by a time, with the words that give it."""
    yield from ((one.span, one.due) for one in tailed(script) if one.due and not _BEGINS.search(one.due))


def _tailed(script: Script) -> list[Tailed]:
    groups = [[(piece, *_tail(piece, script)) for piece in pieces] for pieces in _groups(script)]
    owned = [group for group in groups if any(owner for _, owner, _ in group)]
    alike = {_shape(group[0][0]) for group in owned}
    lines = [line for group in groups if group in owned or _shape(group[0][0]) in alike for line in group]
    if len(lines) < FEWEST or sum(bool(owner) for _, owner, _ in lines) < max(FEWEST_NAMED, MOST * len(lines)):
        return []
    return [Tailed(piece.spans[0], owner, due, _is_dated(piece, script)) for piece, owner, due in lines]


def _groups(script: Script) -> Iterator[list[Piece]]:
    """The items of each list, and the paragraphs with a number or letter in front under each heading."""
    for listing in script.flow.lists:
        yield from _tasks(listing.items)
    coded: defaultdict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for piece in script.flow.pieces:
        if piece.kind is BlockKind.PARAGRAPH and _CODED.match(piece.text):
            coded[tuple(piece.trail)].append(piece)
    for pieces in coded.values():
        yield from _tasks(pieces)


def _tasks(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces, where each may be something to do and their heading speaks of nothing else."""
    heading = pieces[0].trail[-1] if pieces and pieces[0].trail else ""
    fit = all(piece.spans and len(piece.text) <= LONGEST and not _TELLS.search(piece.text) for piece in pieces)
    if pieces and fit and not _NO_TASKS.search(heading) and not is_headed(heading):
        yield list(pieces)


def _shape(piece: Piece) -> str:
    """The heading of a group without its numbers, with the way its lines are numbered; empty where there is none."""
    heading = piece.trail[-1] if piece.trail else ""
    coded = _CODED.match(piece.text)
    sign = re.sub(r"\d+", "#", coded.group().strip()) if coded is not None else ""
    named = re.match(r"\W*(?:for\s+)?([a-z]+)\s+(?:\d{1,2}|[A-Z]|one|two|three|four|five|six)\b", heading, re.I)
    return sign or (named[1].casefold() if named is not None else heading)


def _tail(piece: Piece, script: Script) -> tuple[str, str]:
    """Who does what a line says, and by when, as its tail says."""
    text = re.sub(r"\s+", " ", piece.text).strip()
    coded = _CODED.match(text)
    text = text[coded.end() :] if coded is not None else text
    owner, due = "", ""
    for part in _last_parts(text, script):
        if _is_time(part):
            due = due or part
        else:
            owner = owner or part
    return owner, due


def _last_parts(text: str, script: Script) -> list[str]:
    """The parts at the end of a line that each name somebody or give a time, where something to do stands before them."""
    bracketed = _IN_BRACKETS.search(text)
    if bracketed is not None and _is_enough(text[: bracketed.start()]):
        parts = _said(bracketed["tail"])
        if parts and not _abbreviates(bracketed["tail"], text[: bracketed.start()]) and all(_is_told(part, script) for part in parts):
            return parts
    edges = [0, *(match.end() for match in _PARTED.finditer(text))]
    found: list[str] = []
    for place in range(len(edges) - 1, 0, -1):
        end = edges[place + 1] if place + 1 < len(edges) else len(text)
        parts = _said(re.sub(r"[\s–—|.;-]+$", "", text[edges[place] : end]))
        if not parts or not all(_is_told(part, script) for part in parts) or not _is_enough(text[: edges[place]]):
            break
        found = [*parts, *found]
    return found


def _said(tail: str) -> list[str]:
    """The parts of a tail without what labels them ("Lead: "), those that say nothing left out."""
    parts = (_LABELLED.sub("", part.strip(" .")) for part in _PARTS.split(tail))
    return [part for part in parts if part and not says_nothing(part)]


def _is_enough(before: str) -> bool:
    return len(re.findall(r"\b[a-z]{2,}\b", before)) >= FEWEST_WORDS


def _abbreviates(tail: str, before: str) -> bool:
    """Whether brackets hold the initials of the words before them."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", before))
    return tail.isupper() and initials.upper().endswith(tail.replace(" ", "")[-3:])


def _is_told(part: str, script: Script) -> bool:
    return len(part.split()) <= LONGEST_PART and (_is_time(part) or TIMED.search(part) is None and names_somebody(part, script))


def _is_time(part: str) -> bool:
    said = TIMED.search(part) or ONGOING.search(part) or times(part)
    return bool(said) and _TIME_OPENS.match(part) is not None and len(part.split()) <= LONGEST_PART


def _is_dated(piece: Piece, script: Script) -> bool:
    """Whether a line's own words or a heading above give it a time, or say that it is a standard to keep."""
    text = re.sub(r"\s+", " ", piece.text)
    heading = piece.trail[-1] if piece.trail else ""
    text = _ONE_OF.sub(" ", text)
    return bool(TIMED.search(text) or ONGOING.search(text) or _WITHIN.search(text) or times(heading) or headed_time(piece.spans[0], script))
