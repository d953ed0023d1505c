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
from ingest.errors import BadInput
from ingest.register.flow import Grid

FILE = Path(__file__).with_name("columns.toml")
_AROUND = r"(?:the\s+|our\s+|key\s+|main\s+)?"
_BEHIND = (
    r"(?:\s*[(:,–—-]?\s*(?:for\s+|in\s+|by\s+|at\s+|to\s+)?(?:[A-Za-z]{3,9}\s+)?(?:19|20)\d{2}(?:\s?[-–/]\s?\d{2,4})?\)?"
    r"|\s*\([^()]{1,40}\)|\s+\d\d?)?"
)
_LABEL = re.compile(r"(?:^|(?<=\s))([A-Z][\w’'-]*(?:\s[\w’'-]+){0,4})\s?:(?=\s+\S)")
_POST_ENDS = re.compile(r"\(|,\s|\s[-–—]\s")
_EMPTY = re.compile(r"[\s\W_]*")
# What parts the two things that one column holds ("Measure: from", "Lead / partners", "Indicator and baseline").
_TWO = re.compile(r"\s*[:/(]\s*|\s+(?:&|and|[-–—])\s+")
# What a worksheet prints where a cell of it went wrong, and what nobody filled in.
_UNFILLED = re.compile(r"\W*(?:#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL)|x{2,})\W*", re.I)
_UNTIL = re.compile(
    r" ?,? ?(?:year[\s-]on[\s-]year|annually|\(?(?:19|20)\d{2}\S*"
    r"|(?:by|in|until|from|on|over|since|during|each|every|against|compared\s+(?:with|to))\s+(?![^,;]*\d\s?%)[^,;]{0,30}?"
    r"(?:(?:19|20)\d{2}\S*|\d{2}/\d{2}|year|quarter|month|plan|strategy|baseline|now|before)) ?$",
    re.I,
)
# Who or what it still waits for ("to be agreed with the board"), with no figure but of a day or a year: what gives one says something.
_NO_FIGURE = (
    r"(?:[^.;:\d]|(?<![\d.,])(?:(?:19|20)\d{2}(?:[/–-]\d{2})?|\d{1,2}(?:st|nd|rd|th)?(?=\s+(?:of\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))(?![\d%]|\s%)"
    r"|(?<=\bQ)[1-4]|(?<=\byear )\d(?!\d))"
)
_WAITS = re.compile(
    r"\W*(?:tb[acd]|to\s+be\s+(?:set|agreed|confirmed|decided|determined|established|developed|identified|appointed|named|collected|baselined|allocated|recruited)"
    r"|not\s+yet\s+\w+|awaited|awaiting\s+\w+|under\s+(?:discussion|review|development))"
    rf"(?:\s+(?:by|with|after|once|when|in|at|from|following|pending|until|through|as|and)\b{_NO_FIGURE}{{2,50}})?\W*",
    re.I,
)
# A column for what is to be so by a time it names ("By March 2029").
_BY_THEN = re.compile(r"\W*by\b.{0,20}\b(?:(?:19|20)\d{2}|\d{2}/\d{2})\W*", re.I)
LONGEST_NAME = 60  # characters of a column's name
LONGEST = 300  # characters of a cell or a line that may say nothing; what is longer says something


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
    keys = [*Role, "unsaid", "vacant", "directions"]
    table = read_words(file, keys)
    for key in keys:
        words = table[key]
        if not words or not all(word.strip() for word in words):  # it would match where nothing stands
            raise BadInput(f"{file.name} cannot be used: “{key}” is empty or holds an empty text; mend it, or put the shipped file back.")
    return table


@cache
def _named(role: Role) -> re.Pattern[str]:
    return re.compile(rf"\W*{_AROUND}(?:{pattern_of(load_columns()[role]).pattern}){_BEHIND}\W*", re.I)


@cache
def _labelled(role: Role) -> re.Pattern[str]:
    return re.compile(rf"^\W*{_AROUND}(?P<label>{pattern_of(load_columns()[role]).pattern})(?P<sign>\s*[:–—?]\s*|\s+-\s+|\s+)(?=\S)", re.I)


@cache
def _unsaid() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:still\s+|yet\s+|as\s+yet\s+)?(?:{pattern_of(load_columns()['unsaid']).pattern})\W*", re.I)


@cache
def _vacant() -> re.Pattern[str]:
    return pattern_of(load_columns()["vacant"])


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def role_of(name: str) -> Role | None:
    """Given the name of a column, return what the column is for; None where that is not known."""
    plain = re.sub(r"\s+", " ", name).strip()
    if len(plain) > LONGEST_NAME:
        return None
    if _BY_THEN.fullmatch(plain):
        return Role.TARGET
    return _called(plain) or _called(_TWO.split(plain, maxsplit=1)[0])


def _called(name: str) -> Role | None:
    return next((role for role in Role if _named(role).fullmatch(name)), None)


def roles_of(grid: Grid) -> dict[Role, int]:
    """Given a table, return the column of each role, the first of several; figures are those behind the measure they are of ("Aim" in front
    of it is no target)."""
    every = [(column, role) for column, name in sorted(grid.columns.items()) for role in [role_of(name)] if role is not None]
    measure = next((column for column, role in every if role is Role.MEASURE), -1)
    found: dict[Role, int] = {}
    for column, role in every:
        if column > measure or role not in (Role.BASELINE, Role.TARGET):
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


def labels_in(text: str) -> frozenset[Role]:
    """Given a line, return the roles of the labels with a colon that stand anywhere in it, in capitals ("… by May Lead: the pilot")."""
    words = [match[1].split() for match in _LABEL.finditer(text)]
    labels = (" ".join(one[at:]) for one in words for at in range(len(one)) if one[at][0].isupper())
    return frozenset(role for label in labels for role in [_called(label)] if role is not None)


@cache
def _directions() -> re.Pattern[str]:
    one = f"(?:{pattern_of(load_columns()['directions']).pattern})"
    return re.compile(rf"\W*+(?:(?:to|a|an|by)\s+)?(?:{one}(?:\s*(?:,|/|or|and)\s*{one})?)?\W*", re.I)


def gives_no_figure(text: str) -> bool:
    """Given what stands where a figure to reach should, say whether it says nothing, or only which way ("reduce", an arrow)."""
    plain = _squeezed(text)
    return len(plain) <= LONGEST and (says_nothing(plain) or any(_directions().fullmatch(one) for one in (plain, _UNTIL.sub("", plain))))


def is_vacant(text: str) -> bool:
    """Given what stands as an owner, say whether brackets behind the post say that nobody holds it."""
    plain = _squeezed(text)
    parts = _POST_ENDS.split(plain) if len(plain) <= LONGEST else []
    return len(parts) > 1 and _vacant().search(parts[-1]) is not None and says_nothing(parts[-1])


def says_nothing(text: str) -> bool:
    """Given what stands in a cell or behind a label, say whether it says that there is nothing, or is empty or a dash."""
    plain = _squeezed(text)
    return len(plain) <= LONGEST and any(said.fullmatch(plain) for said in (_EMPTY, _unsaid(), _UNFILLED, _WAITS))
