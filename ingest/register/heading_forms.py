"""Headings that name priorities by a code, by a number behind the name, or by the word alone: "P1: Safe homes", "Safe homes (Priority 1)",
"Priority: Safe homes"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.register.enumeration import FIGURES
from ingest.register.nouns import ONE, SEVERAL
from ingest.register.piece import Piece
from ingest.register.roles import WORDS

_CODED = re.compile(r"(?P<code>[A-Z]{1,2})\s?(?P<number>\d{1,2})(?:\s*[:.|–—-])?\s+(?P<name>[A-Z].*)", re.S)
_BEHIND = re.compile(
    rf"(?P<name>[A-Z].*?)\s*[(\[|–—-]\s*(?P<noun>{WORDS})\s+(?P<number>\d{{1,2}}|[A-H]|{'|'.join(FIGURES)})[)\]]?", re.I | re.S
)
_ALONE = re.compile(
    r"(?P<noun>(?:(?:strategic|key|local)\s+)?(?:priority|theme|pillar|mission|strand))\s*[:–—|]\s+(?P<name>[A-Z].*)", re.I | re.S
)
# What a code may stand for: the first letters of what the document calls its priorities.
_NOUNS = re.compile(rf"\b(?:(?P<kind>strategic|key|priority|focus|local)\s+)?(?P<noun>{ONE}|{SEVERAL}|areas?)\b", re.I)
_POLICY = re.compile(r"\b(?i:polic(?:y|ies)|proposal|paragraph|appendix|table|figure|site)\s+(?P<code>[A-Z]{1,2})\s?\d")
_FEWEST = 2  # headings of one form


@dataclass(frozen=True, slots=True)
class Named:
    """A heading that names a priority: the name, and its number where it has one."""

    piece: Piece
    name: str
    number: str = ""


def named_by_form(pieces: Sequence[Piece]) -> list[Named]:
    """Given a document's pieces, return the headings that name its priorities in the first of these forms that two or more of them share;
    numbers count up from 1."""
    heads = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    for form in (_coded(heads, pieces), _behind(heads), _alone(heads)):
        for run in form:
            if len(run) >= _FEWEST:
                return run
    return []


def _coded(heads: Sequence[Piece], pieces: Sequence[Piece]) -> Iterator[list[Named]]:
    matches = [(piece, match) for piece in heads if (match := _CODED.fullmatch(piece.text.strip())) is not None]
    if not matches:
        return
    text = " ".join(piece.text for piece in pieces)
    others = {match["code"] for match in _POLICY.finditer(text)}
    for code in sorted({match["code"] for _, match in matches} & _initials(text) - others):
        yield _counted([Named(piece, match["name"], match["number"]) for piece, match in matches if match["code"] == code])


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
    names = [match["name"].casefold() for _, match in matches]
    yield [Named(piece, match["name"]) for piece, match in matches] if len({*names}) == len(names) else []


def _counted(run: Sequence[Named]) -> list[Named]:
    """A run where its numbers or letters count up from the first one; else nothing."""
    expected = [str(place) for place in range(1, len(run) + 1)], [chr(ord("A") + place) for place in range(len(run))]
    return list(run) if [named.number for named in run] in expected else []
