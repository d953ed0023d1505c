"""Measures set as cards: a name, and below it what the values are called ("Now", "By 2030") and the values, beside or under each other.

Read as rows of a table whose columns are called so: the rules for tables then tell its measures and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.documents import BlockKind
from ingest.register.dates import DATED_YEARS, IS_YEAR
from ingest.register.grid import Grid, GridCell
from ingest.register.piece import Piece
from ingest.register.stated import NOTHING, VALUE

_STARTS = (
    r"baselines?|start(?:ing\s+point)?|then|before|now|today|current(?:ly)?|latest|actual|outturn|last\s+year|this\s+year"
    r"|where\s+we\s+(?:are(?:\s+now)?|started|start(?:\s+from)?|were)"
)
_AIMS = r"target|goal|ambition|aim|milestone|next\s+step|where\s+we\s+(?:want\s+to\s+be|will\s+be|are\s+going)"
_AT = rf"(?:(?:in|for|at|from)\s+)?(?:the\s+)?(?:end\s+of\s+)?\(?{DATED_YEARS}\)?"
_BY = rf"(?:by\s+)?{_AT}"
_LABEL = re.compile(
    rf"(?:(?:our|the)\s+)?(?:(?:{_STARTS})(?:\s+{_AT})?|(?:{_AIMS})(?:\s+{_BY})?|{_BY}(?:\s+(?:{_STARTS}|{_AIMS}))?)(?=\s|$)", re.I
)
_COUNTED = r"(?:\s(?!(?:by|in|from|to|for|at|and|or|of|now|today)\b)[a-z]+){0,2}"
_FIGURE = re.compile(rf"[<>≤≥±~+-]?\s?(?!(?:19|20)\d\d\b){VALUE}\+?(?:\s(?:in|of|out\s+of)\s\d[\d,]*)?{_COUNTED}(?=\s|$)", re.I)
_NO_FIGURE = re.compile(rf"(?:{NOTHING.pattern}|new|monitor(?:\s+only)?|watch(?:\s+only)?|increase|reduce)(?=\s|$)", re.I)
_LONGEST_NAME = 20  # words
_LONGEST_NOTE = 10
_FEWEST_CARDS = 2
_FEWEST_VALUES = 2
_SENTENCES_ABOVE = 4  # paragraphs above a run of cards that may tell what their names mean


@dataclass(frozen=True)
class _Token:
    """One name of a value, or one value, and where it stands in its piece."""

    is_label: bool
    piece: Piece
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.piece.text[self.start : self.end]

    def cell(self, row: int, column: int) -> GridCell:
        return _cell(self.piece.part(self.start, self.end), row, column)


@dataclass(frozen=True)
class _Card:
    """One measure: the piece with its name, its values by their names, a note, and the place of its name and of what follows it."""

    name: Piece
    labels: tuple[_Token, ...]
    values: tuple[_Token, ...]
    first: int
    after: int
    note: Piece | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(" ".join(label.text.split()) for label in self.labels)

    @property
    def trail(self) -> tuple[str, ...]:
        """Its headings, without values in large type that were taken for some."""
        return tuple(title for title in self.name.trail if _tokens(title) is None)


def without_cards(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Grid]]:
    """Given a document's pieces, return those that are on no card of measures, and a table for each run of such cards under one heading."""
    cards = list(_with_notes(list(_cards(pieces)), pieces))
    alike = [card for card in cards if sum(other.columns == card.columns for other in cards) >= _FEWEST_CARDS]
    taken = {id(piece) for card in alike for piece in _pieces_of(card, pieces)}
    grids = [_grid(list(run), pieces, taken) for _, run in groupby(alike, key=lambda card: (card.trail, card.columns))]
    return [piece for piece in pieces if id(piece) not in taken], grids


def named_by_cells(grid: Grid) -> Grid:
    """Given a table whose rows each print what their values are called with them ("Now 22", "By 2030 31"), as cards do that are as wide as
    the page, return it with those as the names of its columns; any other as it is."""
    rows = [grid.head, *grid.rows] if grid.head and len({cell.row for cell in grid.head}) == 1 else grid.rows
    said: dict[int, list[tuple[str, GridCell]]] = {}
    for row in rows:
        for cell in row[1:]:
            if (named := _named_value(cell)) is not None:
                said.setdefault(cell.column, []).append(named)
    told = {column: held for column, held in said.items() if len(held) == len(rows) and len({name.casefold() for name, _ in held}) == 1}
    if len(rows) < _FEWEST_CARDS or len(told) < _FEWEST_VALUES:
        return grid
    columns = {0: "Measure", **{column: held[0][0] for column, held in told.items()}}
    values = {(cell.page, cell.row, cell.column): cell for held in told.values() for _, cell in held}
    cut = [[values.get((cell.page, cell.row, cell.column), cell) for cell in row] for row in rows]
    return replace(grid, columns=columns, rows=cut, head=[], corner="", title="", leaves={}, repeats=[])


def _named_value(cell: GridCell) -> tuple[str, GridCell] | None:
    """What a cell calls its value, and that as a cell of its own; None where it holds anything else."""
    tokens = _tokens(cell.text)
    if tokens is None or [is_label for is_label, *_ in tokens] != [True, False]:
        return None
    (_, start, end), (_, *value) = tokens
    return " ".join(cell.text[start:end].split()), cell.cut(*value)


def _cards(pieces: Sequence[Piece]) -> Iterator[_Card]:
    place = 0
    while place < len(pieces):
        card = _card_at(pieces, place) if _may_name(pieces[place]) else None
        if card is not None:
            yield card
        place = card.after if card is not None else place + 1


def _may_name(piece: Piece) -> bool:
    """Whether a piece may be what a card's values are of: a short line that is no sentence, list item, name of a value or value."""
    text = piece.text.strip()
    worded = piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and re.search(r"[A-Za-z]{3}", text) is not None
    return worded and len(text.split()) <= _LONGEST_NAME and text[-1] not in ".:?" and _tokens(text) is None


def _card_at(pieces: Sequence[Piece], place: int) -> _Card | None:
    """The card whose name is the piece at a place: names of values and values follow it in one of their orders; None where none do."""
    tokens: list[_Token] = []
    after = place + 1
    while after < len(pieces) and (found := _tokens(pieces[after].text)) is not None:
        if len(found) % 2 and len({is_label for is_label, *_ in found}) > 1:
            return None  # "Target 80% by 2031": one value with its date
        tokens += [_Token(is_label, pieces[after], start, end) for is_label, start, end in found]
        after += 1
    labels, values = [one for one in tokens if one.is_label], [one for one in tokens if not one.is_label]
    count = len(labels)
    orders = ("L" * count + "V" * count, "V" * count + "L" * count, "LV" * count, "VL" * count)
    named = len({label.text.casefold() for label in labels}) == count >= _FEWEST_VALUES
    if not named or "".join("L" if one.is_label else "V" for one in tokens) not in orders:
        return None
    if not any(re.search(r"\d", value.text) for value in values) or all(IS_YEAR.match(label.text) for label in labels):
        return None
    return _Card(pieces[place], tuple(labels), tuple(values), place, after)


def _tokens(text: str) -> list[tuple[bool, int, int]] | None:
    """The names of values and the values that a text holds and nothing else, each as whether it is a name, its start and its end."""
    found: list[tuple[bool, int, int]] = []
    at = len(text) - len(text.lstrip())
    while at < len(text.rstrip()):
        label = _LABEL.match(text, at)
        match = label or _FIGURE.match(text, at) or _NO_FIGURE.match(text, at)
        if match is None:
            return None
        found.append((label is not None, match.start(), match.end()))
        at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    return found or None


def _with_notes(cards: Sequence[_Card], pieces: Sequence[Piece]) -> Iterator[_Card]:
    """Cards with the short line below the values of each that is not the name of the next."""
    names = {card.first for card in cards}
    for card in cards:
        below = pieces[card.after] if card.after < len(pieces) and card.after not in names else None
        yield replace(card, note=below) if below is not None and _is_note(below, card, pieces) else card


def _is_note(piece: Piece, card: _Card, pieces: Sequence[Piece]) -> bool:
    """Whether the piece behind a card's values is a short line of that card, and not the name of another that cannot be read."""
    alike = (
        piece.kind in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
        and piece.page == card.name.page
        and piece.section == card.values[-1].piece.section
    )
    names_next = card.after + 1 < len(pieces) and _tokens(pieces[card.after + 1].text) is not None
    return alike and not names_next and len(piece.text.split()) <= _LONGEST_NOTE and piece.text.rstrip()[-1:] not in (".", ":")


def _pieces_of(card: _Card, pieces: Sequence[Piece]) -> list[Piece]:
    return [*pieces[card.first : card.after], *([card.note] if card.note is not None else [])]


def _grid(cards: Sequence[_Card], pieces: Sequence[Piece], taken: set[int]) -> Grid:
    """The table that a run of cards is: a row a card, with its note last."""
    first = cards[0].name
    columns = {0: "Measure", **dict(enumerate(cards[0].columns, 1))}
    rows = [_row(card, number) for number, card in enumerate(cards)]
    if any(card.note is not None for card in cards):
        columns[len(columns)] = "Notes"
    above = [
        piece.text
        for piece in pieces[: cards[0].first]
        if piece.kind is BlockKind.PARAGRAPH and id(piece) not in taken and piece.trail and piece.trail == first.trail[: len(piece.trail)]
    ]
    return Grid(first.document_id, first.section, cards[0].trail, columns, rows, above="\n".join(above[-_SENTENCES_ABOVE:]), confidence=0.9)


def _row(card: _Card, number: int) -> list[GridCell]:
    values = [value.cell(number, column) for column, value in enumerate(card.values, 1)]
    note = [_cell(card.note, number, len(values) + 1)] if card.note is not None else []
    return [_cell(card.name, number, 0), *values, *note]


def _cell(piece: Piece, row: int, column: int) -> GridCell:
    _, page, start, _ = piece.parts[0]
    return GridCell(row, column, 1, 1, piece.text, page, start, start + len(piece.text))
