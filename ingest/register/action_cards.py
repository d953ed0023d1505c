"""Actions set as headings of their own, with lines below that say who leads each and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.register.action_lead import first_words, lines_below, said_in, said_on
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Grid, GridCell
from ingest.register.labelled import parts_of, parts_within
from ingest.register.lexicon import Lexicon
from ingest.register.piece import Piece
from ingest.register.roles import NAMED, heading_kind

_NUMBER = re.compile(r"(?:(?:action\s+)?\d{1,2}(?:\.\d{1,2})*[.):]?|[A-Z]{1,3}\d{1,2}[.):]?)\s+", re.I)
_SAID = frozenset({"who", "by_when"})

_WILL = re.compile(r"\bwe\s+will\s+(?P<what>[^.;\n]{4,300})(?:[.;]\s*|\s*$|\n)", re.I)
_FEWEST = 2  # cards


def carded(grid: Grid) -> Iterator[Found]:
    """Given a table, yield the actions of cards that were drawn as its cells: what "we will" do with who leads it or by when behind labels,
    in the same cell or in those below it."""
    found = [one for cell in (*grid.head, *grid.cells) for one in _on_card(grid, cell)]
    if sum(1 for one in found if len(one.fields) > 1) >= _FEWEST:
        yield from found


def _on_card(grid: Grid, cell: GridCell) -> Iterator[Found]:
    for match in _WILL.finditer(cell.text):
        end, within = parts_within(match["what"])  # no stop parts the labels from the deed
        behind = cell.text[match.start("what") + end : match.end("what")] if within else cell.text[match.end() :]
        below = [other for other in grid.cells if other.column == cell.column and other.row > cell.row]
        said: dict[str, str] = said_in(within or parts_of(" ".join(behind.split())))
        for other in below if not behind.strip() else ():
            parts = parts_of(" ".join(other.text.split()))
            if not parts:
                break
            said = {**said_in(parts), **said}
        deed = cell.cut(match.start(), match.start("what") + end)
        yield grid.found(EntryKind.ACTION, deed, {"what": first_words(match["what"][:end]), **said}, 0.7 * grid.confidence)


def heads_action(piece: Piece, flow: Flow, words: Lexicon) -> bool:
    """Given a heading, say whether it is an action: lines below it say who leads it or by when, and a heading above announces actions; or
    they say both, and it begins as an action does."""
    if NAMED.match(piece.text) or heading_kind(words, piece.text[number_end(piece.text) :]) is not None:
        return False
    said = {field for line in lines_below(piece, flow) for field in said_on(line)}
    begins = words.begins("action", "verbs", piece.text[number_end(piece.text) :])
    announced = any(heading_kind(words, title) is EntryKind.ACTION for title in piece.trail[:-1])
    return bool(said) and announced or said == _SAID and begins


def number_end(text: str) -> int:
    """Given a heading, return where its number ends, or 0."""
    match = _NUMBER.match(text)
    return match.end() if match is not None else 0
