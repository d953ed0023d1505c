"""Cards: parts of a document under headings of their own that say the same things behind the same labels ("Lead: …", "Target: …"), and what
one of them does not say that the others do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.findings.actions import ONGOING, TIMED
from assistant.findings.columns import Role, label_of, labels_in, role_of, says_nothing
from assistant.findings.script import Script
from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind, plain
from ingest.register.flow import Grid, Piece

# That somebody answers for what a card is about, in a sentence.
_ANSWERS = re.compile(
    r"^[^.;]{3,90}?\b(?:is|are)\s+(?:responsible|accountable|answerable|in\s+charge|the\s+leads?)\b(?!\s+for\s+(?:crime|offences|\d))|^[^.;]{3,60}?\s(?:leads|leads\s+on\s+this|answers\s+for\s+(?:it|this))\.?$"
    r"|\b(?:is|are|will\s+be)\s+led\s+by\s+(?:the\s+)?[A-Z]",
)
_APART = re.compile(r";\s+")
FEWEST_SHARED = 2  # labels that a card has in common with its like
FEWEST = 3  # cards, so that one of them can be the odd one
MOST = 0.6  # share of the cards that say something, from which it is a slip that one does not
_SAID = {Role.OWNER: Role.OWNER, Role.MEASURE: Role.MEASURE, Role.TARGET: Role.MEASURE}


@dataclass
class Card:
    """A heading, where it stands, what is said behind labels under it, and each thing that it says will be done, with where that stands;
    `led` says whether a sentence names who answers for it."""

    heading: Span
    says: set[Role] = field(default_factory=set)
    empty: set[Role] = field(default_factory=set)
    deeds: list[tuple[str, Span]] = field(default_factory=list)
    led: bool = False
    labels: set[Role] = field(default_factory=set)

    def tells(self, role: Role) -> bool:
        """Given a role, say whether the card fills it: behind a label, or in a sentence that names who answers for it."""
        return role in self.says or role is Role.OWNER and self.led


def cards(script: Script) -> list[Card]:
    """Given a document, return its cards, in order: at least as many as make one of them odd, each with a label under it."""
    found = [one for one in script.once("cards", _cards) if one.says or one.empty]
    return found if len(found) >= FEWEST else []


def deeds(script: Script) -> list[tuple[str, Span]]:
    """Given a document, return what it says behind labels that it will do, each deed with its place."""
    return [deed for one in script.once("cards", _cards) for deed in one.deeds]


def left_unsaid(script: Script) -> Iterator[tuple[Role, Span, int]]:
    """Given a document, yield what a card does not say that most of the others do, where that stands, and how many cards there are."""
    every = cards(script)
    for role in (Role.OWNER, Role.MEASURE):
        lacking = [one for one in every if not one.tells(role)]
        if every and len(every) - len(lacking) >= max(FEWEST - 1, MOST * len(every)):
            # Where a line says that there is none, that line is told by itself.
            filled = [one for one in every if one.tells(role)]
            yield from ((role, one.heading, len(every)) for one in lacking if role not in one.empty and _is_alike(one, filled, script))
    acts = [deed for one in every for deed in one.deeds]
    undated = [span for words, span in acts if not TIMED.search(words) and not ONGOING.search(words)]
    if acts and len(acts) - len(undated) >= max(FEWEST - 1, MOST * len(acts)):
        yield from ((Role.DUE, span, len(acts)) for span in undated)


def _is_alike(card: Card, others: list[Card], script: Script) -> bool:
    """Whether a card is like most of some others: it has two labels of theirs, or just theirs, or is one of the document's priorities."""
    sharing = [one for one in others if len(card.labels & one.labels) >= FEWEST_SHARED or card.labels and card.labels == one.labels]
    if len(sharing) >= MOST * len(others):
        return True
    heading = plain(script.words(card.heading))
    return any(plain(one.name) in heading for one in script.own(EntryKind.PRIORITY) if one.name)


def _cards(script: Script) -> list[Card]:
    found: list[Card] = []
    for piece in script.flow.pieces:
        text = re.sub(r"\s+", " ", piece.text).strip()
        # What is printed boldly behind a label is no heading of a card.
        labelled = role_of(text.rstrip(":")) is not None or any(label_of(text, role) is not None for role in Role)
        if piece.kind is BlockKind.HEADING and piece.spans and not labelled:
            found.append(Card(piece.spans[0]))
        elif found and piece.kind is not BlockKind.CONTENTS and piece.spans:
            _read(piece, text, found[-1])
    for grid in script.flow.grids:  # a card that is a table of two columns: a label and what it says
        place = next((cell for row in grid.rows for cell in row), None)
        above = [one for one in found if place is not None and (one.heading.page, one.heading.start) < (place.page, place.start)]
        for name in _labels(grid) if above else []:
            role = role_of(name)
            above[-1].says |= {_SAID[role]} if role in _SAID else set()
            above[-1].labels |= {role} if role is not None else set()
    return found


def _labels(grid: Grid) -> list[str]:
    """What stands in the first column of a table of two columns, and beside something; its first row may have been taken for names."""
    filled = [[cell.text for cell in row if cell.text.strip()] for row in grid.rows]
    return [grid.columns.get(0, ""), *(row[0] for row in filled if len(row) == 2)] if len(grid.columns) == 2 else []


def _read(piece: Piece, text: str, card: Card) -> None:
    """Take up what a line of a card says behind its label."""
    card.led = card.led or _ANSWERS.search(text) is not None
    for role in labels_in(text) & _SAID.keys():
        start = label_of(text, role)
        empty = start is not None and says_nothing(text[start:])
        (card.empty if empty else card.says).add(_SAID[role])
    card.labels |= labels_in(text)
    plain = re.sub(r"\s", " ", piece.text)
    start = label_of(plain, Role.ACTION)
    for first, last in _parts(plain, start) if start is not None and piece.kind is BlockKind.PARAGRAPH else []:
        card.deeds.append((plain[first:last], piece.cut(first, last)[0]))


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each of the deeds stands that semicolons part behind a label; one alone with its label."""
    edges = [start, *(edge for match in _APART.finditer(text, start) for edge in match.span()), len(text)]
    parts = list(pairwise(edges))[::2]
    yield from parts if len(parts) > 1 else [(0, len(text))]
