"""Lines of a card that give a measure's values: "Baseline (2030/31): 44", "Target for 2034: 60 %", "Lead: Housing Team", "44 → 60"."""

from __future__ import annotations

import re

from ingest.documents import BlockKind
from ingest.register.dates import DATED_YEARS
from ingest.register.flow import Flow
from ingest.register.labelled import parts_of
from ingest.register.piece import Piece
from ingest.register.stated import NUMBER, VALUE

_ROLES = {
    "baseline": r"baseline|starting\s+point|start|where\s+we\s+(?:are\s+now|started?|start\s+from|were)",
    "current": r"current(?:\s+(?:position|performance|figure|value))?|latest|now|today|actual",
    "target": r"target|goal|ambition|aim|where\s+we\s+want\s+to\s+(?:be|get)",
}
_TIMES = r"(?:\s+(?:minutes|days|weeks|hours|months))?"
_ROLE = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ROLES.items())
_WHEN = r"(?:\s*[(,]?\s*(?:(?:by|in|for|at)\s+)?(?:the\s+end\s+of\s+)?"
_LINE = re.compile(
    rf"(?:(?:our|the)\s+)?(?:{_ROLE}){_WHEN}(?P<before>{DATED_YEARS})\)?)?\s*[:–-]\s*(?:at\s+least\s+|below\s+|under\s+)?"
    rf"(?P<value>{NUMBER}{_TIMES}){_WHEN}(?P<behind>{DATED_YEARS})\)?)?\s*(?:[.;|]\s*|$|(?=\s[A-Z])|(?<=\s))",
    re.I,
)
_CHANGE = re.compile(rf"(?:from\s+)?{VALUE}\s*(?:→|->|➔|⇒|➜|to)\s*{VALUE}", re.I)
_LONGEST_CHANGE = 60  # characters
_LONGEST_NAME = 20  # words
_PERIOD = re.compile(rf"\(?(?:(?:in|at)\s+)?(?P<period>{DATED_YEARS})\)?", re.I)


def values_of(text: str) -> dict[str, str]:
    """Given a line, return the baseline, target and current value that it gives, each with its period, and who leads, where it holds
    nothing but such values behind their labels; else nothing."""
    found: dict[str, str] = {}
    at = 0
    while (match := _LINE.match(text, at)) is not None:
        role = next(name for name in _ROLES if match[name])
        period = match["before"] or match["behind"]
        found |= {role: match["value"].strip()} | ({f"{role}_period": period} if period else {})
        at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    rest = parts_of(text[at:])
    return found | rest if at == len(text) or rest and rest.keys() <= {"owner", "how_often"} else {}


def period_alone(text: str) -> str:
    """Given a line, return the year or date that it holds and nothing else ("2030/31", "in March 2031"), or nothing."""
    match = _PERIOD.fullmatch(text.strip())
    return match["period"] if match is not None else ""


def is_change_line(piece: Piece) -> bool:
    """Given a piece, say whether it is no more than a value and what it is to become ("44 → 60")."""
    text = piece.text.strip()
    return piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and len(text) <= _LONGEST_CHANGE and _CHANGE.fullmatch(text) is not None


def name_of_change(piece: Piece, flow: Flow) -> Piece | None:
    """Given such a line, return what it is of: the line below it; the line above where names and changes take turns, and what stands below
    the last change names nothing."""
    first = last = piece
    while (name := flow.before(first)) is not None and (other := flow.before(name)) is not None and is_change_line(other):
        first = other
    while (name := flow.after(last)) is not None and (other := flow.after(name)) is not None and is_change_line(other):
        last = other
    below = flow.after(last)
    is_above = _may_name(flow.before(first)) and not (_may_name(below) and below is not None and below.section == last.section)
    return flow.before(piece) if is_above else flow.after(piece)


def _may_name(piece: Piece | None) -> bool:
    """Whether a piece may be what a change is of: a short line that is no sentence."""
    text = piece.text.strip() if piece is not None and piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else ""
    return 2 <= len(text.split()) <= _LONGEST_NAME and text[-1:] not in (".", ":", "?") and re.search(r"[A-Za-z]{3}", text) is not None
