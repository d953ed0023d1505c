"""`columns.toml` -> what the column of a table, or the label in front of a line, is for: action, owner, due, measure, baseline, target,
result; and what stands in such a place and says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.findings.phrases import pattern_of
from assistant.wordfile import read_words
from ingest.register.flow import Grid

FILE = Path(__file__).with_name("columns.toml")
_AROUND = r"(?:the\s+|our\s+|key\s+|main\s+)?"
_BEHIND = (
    r"(?:\s*[(:,–—-]?\s*(?:for\s+|in\s+|by\s+|at\s+|to\s+)?(?:[A-Za-z]{3,9}\s+)?(?:19|20)\d{2}(?:\s?[-–/]\s?\d{2,4})?\)?"
    r"|\s*\([^()]{1,40}\)|\s+\d\d?)?"
)
_EMPTY = re.compile(r"[\s\W_]*")
LONGEST_NAME = 60  # characters of a column's name


class Role(StrEnum):
    """What a column or a labelled line is for."""

    ACTION = "action"
    OWNER = "owner"
    DUE = "due"
    MEASURE = "measure"
    BASELINE = "baseline"
    TARGET = "target"
    RESULT = "result"


@cache
def load_columns(file: Path = FILE) -> Mapping[str, list[str]]:
    """Given the file, return its lists of names. Raises BadInput naming the file and what is off."""
    return read_words(file, [*Role, "unsaid", "directions"])


@cache
def _named(role: Role) -> re.Pattern[str]:
    return re.compile(rf"\W*{_AROUND}(?:{pattern_of(load_columns()[role]).pattern}){_BEHIND}\W*", re.I)


@cache
def _labelled(role: Role) -> re.Pattern[str]:
    return re.compile(rf"^\W*{_AROUND}(?P<label>{pattern_of(load_columns()[role]).pattern})(?P<sign>\s*[:–—?]\s*|\s+-\s+|\s+)(?=\S)", re.I)


@cache
def _unsaid() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern_of(load_columns()['unsaid']).pattern})\W*", re.I)


def role_of(name: str) -> Role | None:
    """Given the name of a column, return what the column is for; None where that is not known."""
    plain = re.sub(r"\s+", " ", name).strip()
    return next((role for role in Role if len(plain) <= LONGEST_NAME and _named(role).fullmatch(plain)), None)


def roles_of(grid: Grid) -> dict[Role, int]:
    """Given a table, return the column of each role, the first of several."""
    found: dict[Role, int] = {}
    for column, name in sorted(grid.columns.items()):
        role = role_of(name)
        if role is not None:
            found.setdefault(role, column)
    return found


def label_of(text: str, role: Role) -> int | None:
    """Given a line, return where its words begin behind a label of a role ("Who leads: …"), None where it has none. A label without a sign
    behind it is one only where it is a phrase of several words, or what follows says that there is nothing."""
    match = _labelled(role).match(text)
    if match is None:
        return None
    signed = match["sign"].strip() != ""
    long = len(match["label"].split()) >= 3 and re.match(r"[A-Z0-9£]|in |to |not ", text[match.end() :]) is not None
    return match.end() if signed or long or says_nothing(text[match.end() :]) else None


@cache
def _directions() -> re.Pattern[str]:
    return re.compile(rf"[\W↑↓▲▼]*(?:{pattern_of(load_columns()['directions']).pattern})?\W*", re.I)


def gives_no_figure(text: str) -> bool:
    """Given what stands where a figure to reach should, say whether it says nothing, or only which way ("reduce", an arrow)."""
    return says_nothing(text) or _directions().fullmatch(re.sub(r"\s+", " ", text)) is not None


def says_nothing(text: str) -> bool:
    """Given what stands in a cell or behind a label, say whether it says that there is nothing, or is empty or a dash."""
    return _EMPTY.fullmatch(text) is not None or _unsaid().fullmatch(re.sub(r"\s+", " ", text)) is not None
