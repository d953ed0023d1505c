"""Council areas of the United Kingdom named in a text, from `areas.toml`: to say that there is no document about one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import BadInput

FILE = Path(__file__).with_name("areas.toml")

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?|&|\d+|[?!;:,]|\n")
_TITLES = frozenset("mr mrs ms miss dr cllr councillor sir dame lord lady pc sergeant inspector superintendent judge".split())
# A road is named after where it leads, not where it is.
_ROADS = frozenset("road rd street st avenue ave lane close square court drive way grove terrace station arms".split())
_PLACED = frozenset("in for from near across around within outside".split())
_AFTER = frozenset(
    "council councils borough county city district plan strategy partnership police residents area and or vs versus what have "
    "has get".split()
)
_SURELY = frozenset("council borough partnership".split())
_MARKS = frozenset("?!;:,\n")
_SHORTENED = frozenset("st mr mrs ms dr cllr".split())


@dataclass(frozen=True, slots=True)
class AreaMention:
    """An area named at characters `start` to `end` of a text: its usual name and kind ("London borough")."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as its words in small letters; `kind` is empty where it is no area at all."""

    words: tuple[str, ...]
    area: str
    kind: str
    careful: bool


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    start: int
    end: int
    first: bool = False  # of its sentence
    closed: bool = False  # a comma, a stop or the like follows


def areas_in(text: str) -> tuple[AreaMention, ...]:
    """Given a text, return the areas it names, in order: whole words, longest first, without regard to capitals.

    A name that is also an everyday word (Reading, Bath) needs a capital inside a sentence, or words around it that make a place of it.
    """
    names = load_areas()
    tokens = _tokens(text)
    shouted = text.isupper()
    found: list[AreaMention] = []
    at = 0
    while at < len(tokens):
        name = _longest(tokens, at, names)
        if name is None:
            at += 1
            continue
        after = at + len(name.words)
        if name.kind and _is_place(tokens, at, after, name.careful, shouted):
            found.append(AreaMention(name.area, name.kind, tokens[at].start, _shown_end(tokens[after - 1])))
        at = after
    return tuple(found)


def canonical(area: str) -> str:
    """Given an area as a catalogue writes it ("London Borough of Sutton"), return its usual name, or the text itself where it is none."""
    found = areas_in(area)
    return found[-1].name if found else area


def other_areas(text: str, held: Collection[str]) -> tuple[str, ...]:
    """Given a text and the areas that documents are held for, return the other areas it names, in order, without repeats."""
    here = {canonical(area).casefold() for area in held} | {area.casefold() for area in held}
    return tuple(dict.fromkeys(mention.name for mention in areas_in(text) if mention.name.casefold() not in here))


@cache
def load_areas(file: Path = FILE) -> Mapping[str, Sequence[_Name]]:
    """Given the file, return its names by their first word, longest first. Raises BadInput naming the file and what is off."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return _indexed(table)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{file.name} cannot be used: {error} is missing or no area; mend it, or put the shipped file back.") from error


def _indexed(table: Mapping[str, Any]) -> Mapping[str, Sequence[_Name]]:
    kinds = {area: kind for kind, areas in table["areas"].items() for area in areas}
    careful = {_words_of(name) for name in table["careful"]["names"]}
    called = {**{area: area for area in kinds}, **table["names"]}
    names = [_Name(words, area, kinds[area], words in careful) for name, area in called.items() if (words := _words_of(name))]
    names += [_Name(_words_of(name), "", "", False) for name in table["not_areas"]["names"]]
    found: dict[str, list[_Name]] = {}
    for name in sorted(names, key=lambda name: len(name.words), reverse=True):
        found.setdefault(name.words[0], []).append(name)
    return found


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(token.key for token in _tokens(name))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    first = True
    for match in _WORD.finditer(text):
        written = match[0]
        if written in _MARKS:
            if tokens:
                tokens[-1] = replace(tokens[-1], closed=True)
            first = first or written not in ",;:"
            continue
        stop = written.endswith(".")
        word = written.removesuffix(".")
        # "St." is no end of a sentence.
        ends = stop and word.casefold() not in _SHORTENED
        tokens.append(_Token(word, _key(word), match.start(), match.start() + len(word), first, ends))
        first = ends
    if tokens:
        tokens[-1] = replace(tokens[-1], closed=True)
    return tokens


def _key(word: str) -> str:
    if word == "&":
        return "and"
    small = word.casefold().replace("’", "'")
    return small.removesuffix("'s").replace("'", "") if not small.startswith(("king'", "o'")) else small.replace("'", "")


def _longest(tokens: Sequence[_Token], at: int, names: Mapping[str, Sequence[_Name]]) -> _Name | None:
    for name in names.get(tokens[at].key, ()):
        if tuple(token.key for token in tokens[at : at + len(name.words)]) == name.words:
            return name
    return _plural_possessive(tokens, at, names)


def _plural_possessive(tokens: Sequence[_Token], at: int, names: Mapping[str, Sequence[_Name]]) -> _Name | None:
    """A possessive typed without its apostrophe: "croydons plan"."""
    key = tokens[at].key
    if not key.endswith("s") or len(key) < 6:
        return None
    return next((name for name in names.get(key[:-1], ()) if len(name.words) == 1 and name.kind and not name.careful), None)


def _is_place(tokens: Sequence[_Token], at: int, after: int, careful: bool, shouted: bool) -> bool:
    before = tokens[at - 1].key if at else ""
    last = tokens[after - 1]
    behind = tokens[after].key if after < len(tokens) else ""
    if before in _TITLES or (behind in _ROADS and tokens[after].text[0].isupper()):
        return False
    if not careful:
        return True
    capital = tokens[at].text[0].isupper() and not tokens[at].first and not shouted
    owns = last.text.casefold().replace("’", "'").endswith("'s")
    return capital or owns or behind in _SURELY or (before in _PLACED and (last.closed or behind in _AFTER))


def _shown_end(token: _Token) -> int:
    owned = re.search(r"['’]s$", token.text, re.I)
    return token.end - 2 if owned else token.end
