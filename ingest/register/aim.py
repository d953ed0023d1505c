"""The aim of each priority: the sentence of its part that says what it is for."""

from __future__ import annotations

import re

from ingest.documents import BlockKind
from ingest.register.belonging import Reach
from ingest.register.flow import Flow, Piece
from ingest.register.labelled import labelled_in

_FIRST = 5  # pieces below a priority's heading in which its aim stands
_FEWEST, _MOST = 15, 300  # characters of an aim
_HEADING = re.compile(r"(?:our\s+|the\s+|overall\s+|shared\s+)*(?:aim|ambition|goal|vision|objective|intention)", re.I)
_SAYS = (
    re.compile(
        r"\b(?:our|the|this priority['’]s|its)\s+(?:overall\s+|key\s+|main\s+|overarching\s+)?"
        r"(?:aim|ambition|goal|objective|intention|commitment)(?:\s+(?:here|for this priority|of this priority|in this area))?\s+"
        r"(?:is|will be|remains)\s+(?P<aim>(?:to\s+|that\s+)?[^.]{15,300})",
        re.I,
    ),
    re.compile(
        r"\b(?:we|the (?:partnership|council|board|plan|strategy))\s+(?:aims?|wants?|intends?|seeks?)\s+(?P<aim>to\s+[^.]{15,300})",
        re.I,
    ),
    re.compile(r"^(?P<aim>To\s+[a-z]+\s+[^.]{15,300})"),
)


def add_aims(reaches: list[Reach], flow: Flow) -> None:
    """Given how far each priority's part reaches and the flow, give each priority without one the aim that its part states."""
    labelled = [line for line in labelled_in(flow) if line.head == "aim"]
    for reach in reaches:
        if reach.priority.fields.get("aim"):
            continue
        line = next((one for one in labelled if reach.holds(one.piece)), None)
        aim = line.piece.text[line.start : line.end] if line is not None else _headed(reach, flow) or _stated(_first(reach, flow))
        if aim:
            reach.priority.fields["aim"] = re.sub(r"\s+", " ", aim).strip(" .;")


def _headed(reach: Reach, flow: Flow) -> str:
    """The first sentence below a heading of a priority's part that says no more than that the aim stands there ("Our aim")."""
    for piece in flow.pieces:
        if piece.kind is BlockKind.PARAGRAPH and len(piece.trail) > 1 and _HEADING.fullmatch(piece.trail[-1].strip(" :")):
            if reach.holds(piece):
                start, end = next(iter(piece.sentences), (0, 0))
                return piece.text[start:end] if _FEWEST <= end - start <= _MOST else ""
    return ""


def _first(reach: Reach, flow: Flow) -> list[Piece]:
    """The first paragraphs of a priority's part."""
    within = [piece for piece in flow.pieces if piece.kind is BlockKind.PARAGRAPH and reach.holds(piece)]
    return within[:_FIRST]


def _stated(pieces: list[Piece]) -> str:
    for pattern in _SAYS:
        for piece in pieces:
            for start, end in piece.sentences:
                match = pattern.search(piece.text[start:end])
                if match is not None:
                    return str(match["aim"])
    return ""
