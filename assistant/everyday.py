"""Everyday words -> the words that plans use, from `everyday.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import BadInput

FILE = Path(__file__).with_name("everyday.toml")
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")
_OF_A_VERB = re.compile(r"\w{3,}(?:ing|ed)$", re.I)
_DOUBLED = "bdgmnprt"
_TWICE = re.compile(rf"([{_DOUBLED}])\1$")
_ENDINGS = "(?:s|es|e|ed|ing)?"
# What may stand between the words of a phrase: "motors got nicked", "beaten by my partner"; "in the charge" is not "in charge".
_SMALL = "got get gets getting was were is are been being be the a an my your our their his her these those all just".split()
_BETWEEN = rf"\s+(?:(?<!\bin\s)(?:{'|'.join(_SMALL)})\s+){{0,2}}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of the file: what people say, as a pattern, the words it can begin with and those of each of its phrases, both without
    their endings, and what documents say."""

    pattern: str
    begins: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    written: tuple[str, ...]

    @property
    def said(self) -> re.Pattern[str]:
        """What people say. Compiled when it is first needed: a thousand patterns take a second, and a question needs a few."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


@cache
def meanings(file: Path = FILE) -> tuple[Meaning, ...]:
    """Given the file, return its meanings in order. Raises BadInput naming the file and the line that is off."""
    try:
        sections = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    found: list[Meaning] = []
    for section, lines in sections.items():
        if not isinstance(lines, dict):
            raise BadInput(f'{file.name}: “{section}” is no section of lines; write it as [{section}] with "said" = "written" below.')
        found.extend(_meaning(file.name, said, written) for said, written in lines.items())
    return tuple(found)


def _meaning(name: str, said: str, written: object) -> Meaning:
    words = [word.strip() for word in said.split(",") if word.strip()]
    if not words or not isinstance(written, str) or not written.strip():
        raise BadInput(f'{name}: the line “{said}” needs words on both sides, as in "goals, aims" = "priorities".')
    alternatives = "|".join(_phrase(word) for word in sorted(words, key=len, reverse=True))
    phrases = [found for word in words if (found := _bases(word))]
    written_as = tuple(word.strip() for word in written.split(","))
    pattern = rf"(?<!\w)(?:{alternatives})(?!\w)"
    return Meaning(pattern, frozenset(phrase[0] for phrase in phrases), tuple(map(frozenset, phrases)), written_as)


def _phrase(said: str) -> str:
    """A pattern of what people say: a single word as it is, the verbs of a phrase in any tense."""
    words = said.split()
    return re.escape(said) if len(words) == 1 else _BETWEEN.join(_in_any_tense(word) for word in words)


def _in_any_tense(word: str) -> str:
    if not _OF_A_VERB.match(word):
        return re.escape(word)
    base = _base(word.casefold())
    return rf"{base}{base[-1]}?{_ENDINGS}" if base[-1] in _DOUBLED else base + _ENDINGS


def _base(word: str) -> str:
    """A word without its ending: "nicked" and "nicking" are "nick", "robbed" is "rob"."""
    bare = _ENDING.sub("", word)
    return _TWICE.sub(r"\1", bare) if bare != word else word


def _bases(text: str) -> list[str]:
    return [_base(word) for word in _WORD.findall(text.casefold())]


def written_for(text: str) -> tuple[str, ...]:
    """Given what somebody said, return the words that documents use for it, without repeats."""
    found = [word for meaning in possible(text) if meaning.said.search(text) for word in meaning.written]
    return tuple(dict.fromkeys(found))


def translated_in(text: str) -> tuple[str, ...]:
    """Given what somebody said, return the everyday words in it that documents have words for."""
    return tuple(match.group() for meaning in possible(text) for match in meaning.said.finditer(text))


def possible(text: str) -> list[Meaning]:
    """Given a text, return the meanings of which all words of a phrase stand in it: a few of a thousand are left to be tried."""
    words = set(_bases(text))
    begun = (meaning for meaning in meanings() if not meaning.begins.isdisjoint(words))
    return [meaning for meaning in begun if any(phrase <= words for phrase in meaning.phrases)]
