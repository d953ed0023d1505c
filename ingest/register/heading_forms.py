"""Headings that name priorities by a code, by a number behind the name, or by the word alone: "P1: Safe homes", "Safe homes (Priority 1)",
"Priority: Safe homes"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.register.enumeration import FIGURES
from ingest.register.lexicon import Lexicon
from ingest.register.nouns import ONE, SEVERAL
from ingest.register.piece import Piece
from ingest.register.rating import RATING
from ingest.register.roles import WE_WILL, WORDS

_CODED = re.compile(r"(?P<code>[A-Z]{1,2})\s?(?P<number>\d{1,2})(?:\s*[:.|–—-])?\s+(?P<name>[A-Z].*)", re.S)
_BEHIND = re.compile(
    rf"(?P<name>[A-Z].*\S)\s+[(\[|–—-]\s*(?P<noun>{WORDS})\s+(?P<number>\d{{1,2}}|[A-H]|{'|'.join(FIGURES)})[)\]]?", re.I | re.S
)
_ALONE = re.compile(
    r"(?P<noun>(?:(?:strategic|key|local)\s+)?(?:priority|theme|pillar|mission|strand))\s*[:–—|]\s+(?P<name>[A-Z].*)", re.I | re.S
)
# What a code may stand for: the first letters of what the document calls its priorities.
_NOUNS = re.compile(rf"\b(?:(?P<kind>strategic|key|priority|focus|local)\s+)?(?P<noun>{ONE}|{SEVERAL}|areas?)\b", re.I)
_POLICY = re.compile(r"\b(?i:polic(?:y|ies)|proposal|paragraph|appendix|table|figure|site)\s+(?P<code>[A-Z]{1,2})\s?\d")
_WILL = re.compile(rf"\b{WE_WILL.pattern}", re.I)
_APPENDIX = re.compile(r"\b(?:appendix|appendices|annex(?:e|es)?|tables?|figures?|charts?|glossary)\b", re.I)
_STEP = re.compile(r"\b(?:stage|phase|step|part|by\s+(?:ward|area|month|year|age|sex|type))$", re.I)
_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|daily|weekly|monthly|quarterly|annual(?:ly)?"
    r"|mornings?|afternoons?|evenings?|nights?|(?:day|week|month|year|session|round)\s+\w+)",
    re.I,
)
_ASKS = re.compile(r"(?:who|how|what|where|when|why|which|about)\b", re.I)
# "4.1 Safe homes": a heading with the number of its section.
_SECTION = re.compile(r"(?P<parent>\d{1,2}(?:\.\d{1,2})*)\.(?P<number>\d{1,2})[.)]?\s+(?P<name>[^\W\d].*)", re.S)
_FEWEST = 2  # headings of one form
_SHARED = 2  # words at their beginning that make headings parts of one thing: "Case study: …"


@dataclass(frozen=True, slots=True)
class Named:
    """A heading that names a priority: the name, and its number where it has one."""

    piece: Piece
    name: str
    number: str = ""


def named_by_form(pieces: Sequence[Piece], words: Lexicon) -> list[Named]:
    """Given a document's pieces and the lexicon, return the headings that name its priorities in the first of these forms that two or more
    of them share, each with another name; numbers count up from 1."""
    heads = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    for form in (_coded(heads, pieces), _behind(heads), _alone(heads)):
        for run in form:
            if len(run) >= _FEWEST and _are_names([named.name for named in run], words):
                return run
    return []


def of_sections(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Given headings in a row, return the name and the number of each: numbers of sections ("4.1", "4.2") are no part of the names, and
    the last figures of those that count up from 1 in one chapter number them; others are left as they are, without a number."""
    matches = [_SECTION.fullmatch(title.strip()) for title in titles]
    counted = [match is not None and match["number"] == str(place) for place, match in enumerate(matches, 1)]
    together = len({match["parent"] for match in matches if match is not None}) == 1 and all(counted)
    return [
        (match["name"], match["number"] if together else "") if match is not None else (title, "")
        for title, match in zip(titles, matches, strict=True)
    ]


def _are_names(names: Sequence[str], words: Lexicon) -> bool:
    """Whether what headings of one form name can be priorities: each is another, none a rating, a day, or what parts of a report are
    called."""
    plain = [name.strip(" :.–-").casefold() for name in names]
    opening = {tuple(re.findall(r"[\w’'-]+", name)[:_SHARED]) for name in plain}
    return (
        len({*plain}) == len(plain)
        and (len(opening) > 1 or len(next(iter(opening))) < _SHARED)
        and not any(RATING.fullmatch(re.split(r"\s[–—-]\s|:", name)[0]) or _APPENDIX.match(name) for name in plain)
        and not any(_DAY.fullmatch(name) or _STEP.search(name) or _ASKS.match(name) for name in plain)
        and not any(words.is_only("priority", kind, name) for name in plain for kind in ("plain_words", "parts", "never"))
    )


def _coded(heads: Sequence[Piece], pieces: Sequence[Piece]) -> Iterator[list[Named]]:
    matches = [(piece, match) for piece in heads if (match := _CODED.fullmatch(piece.text.strip())) is not None]
    if not matches:
        return
    text = " ".join(piece.text for piece in pieces)
    others = {match["code"] for match in _POLICY.finditer(text)}
    for code in sorted({match["code"] for _, match in matches} & _initials(text) - others):
        run = [Named(piece, match["name"], match["number"]) for piece, match in matches if match["code"] == code]
        if _stands_for(code, text) or _say_what_is_done(run, pieces):
            yield _counted(run)


def _stands_for(code: str, text: str) -> bool:
    """Whether a text puts a noun of priorities before a code: "Aim A1", "our priorities (P1 to P4)"."""
    return re.search(rf"\b(?i:{ONE}|{SEVERAL})\s*[(,:]?\s*{code}\s?\d", text) is not None


def _say_what_is_done(run: Sequence[Named], pieces: Sequence[Piece]) -> bool:
    """Whether headings are siblings in no appendix, of which the heading above or the words before them speak as priorities, and below
    each stands what the document's author will do."""
    first = next(place for place, piece in enumerate(pieces) if piece is run[0].piece)
    said = " ".join((*run[0].piece.trail[-2:-1], *(piece.text for piece in pieces[max(first - 1, 0) : first])))
    if (
        _NOUNS.search(said) is None
        or len({named.piece.trail[:-1] for named in run}) > 1
        or any(_APPENDIX.search(title) for title in run[0].piece.trail[:-1])
    ):
        return False
    told = {piece.section for piece in pieces if piece.kind is not BlockKind.HEADING and _WILL.search(piece.text)}
    return all(named.piece.section in told for named in run)


def _initials(text: str) -> set[str]:
    """The first letters of what a text calls priorities: P, and SP where it speaks of strategic ones."""
    found: set[str] = set()
    for match in _NOUNS.finditer(text):
        if match["kind"] or not match["noun"].casefold().startswith("area"):
            found |= {match["noun"][0].upper(), (match["kind"] or "")[:1].upper() + match["noun"][0].upper()}
    return found


def _behind(heads: Sequence[Piece]) -> Iterator[list[Named]]:
    matches = [(piece, match) for piece in heads if (match := _BEHIND.fullmatch(piece.text.strip())) is not None]
    yield _counted(
        [Named(piece, match["name"], FIGURES.get(match["number"].casefold(), match["number"].upper())) for piece, match in matches]
    )


def _alone(heads: Sequence[Piece]) -> Iterator[list[Named]]:
    matches = [(piece, match) for piece in heads if (match := _ALONE.fullmatch(piece.text.strip())) is not None]
    yield [Named(piece, match["name"]) for piece, match in matches]


def _counted(run: Sequence[Named]) -> list[Named]:
    """A run where its numbers or letters count up from the first one; else nothing."""
    expected = [str(place) for place in range(1, len(run) + 1)], [chr(ord("A") + place) for place in range(len(run))]
    return list(run) if [named.number for named in run] in expected else []
