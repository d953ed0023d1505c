"""What people say and what cells hold, from data files an officer can read: `lacking.toml` and `rated.toml`.

A file holds [words] (the lists that patterns name in braces), [near] (words that are put right where one letter is wrong), [spelling]
(known misspellings), [cells] (phrases of cells) and further tables of patterns, written as in `prompts/guard.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.patterns import Lexicon, PatternError, Patterns, Words, split_list
from ingest.errors import BadInput

_BETWEEN = re.compile(r"\s*(?:[-–—:;,.(/]|$)")  # what may stand behind the phrase that a cell begins with
_OWN = frozenset({"words", "near", "spelling", "cells"})


@dataclass(frozen=True)
class Sayings:
    """One file: its patterns by table and name, the phrases of its cells by name, and how a message is read for it."""

    lexicon: Lexicon
    patterns: Mapping[str, Mapping[str, Patterns]]
    cells: Mapping[str, tuple[str, ...]]

    def read(self, text: str) -> Words:
        """Given a message, return it as words, misspellings of the file's own words put right."""
        return self.lexicon.read(text)

    def says(self, table: str, name: str, words: Words) -> bool:
        """Given a table, a name in it and a message, say whether one of the patterns stands in it."""
        return self.patterns[table][name].found_in(words)

    def said(self, table: str, words: Words) -> list[str]:
        """Given a table and a message, return the names of all its patterns that stand in it, in the order of the file."""
        return [name for name, patterns in self.patterns[table].items() if patterns.found_in(words)]

    def is_cell(self, name: str, text: str) -> bool:
        """Given a list of cells and a cell's words, say whether the cell is one of the phrases, or begins with one that a sign ends."""
        flat = _flat(text)
        return any(flat == phrase or len(phrase) > 1 and _begins(flat, phrase) for phrase in self.cells[name])

    def in_cell(self, name: str, text: str) -> bool:
        """Given a list of cells and a cell's words, say whether one of the phrases stands in them."""
        flat = _flat(text)
        return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", flat) is not None for phrase in self.cells[name])


def load_sayings(file: Path) -> Sayings:
    """Given a file, return what it holds. Raises BadInput naming the file and what is wrong in it."""
    try:
        tables: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        lists = {name: split_list(text) for name, text in tables["words"].items()}
        near = split_list(tables.get("near", {}).get("words", ""))
        spellings = {wrong: str(right) for wrong, right in tables.get("spelling", {}).items()}
        cells = {name: tuple(phrase.casefold() for phrase in phrases) for name, phrases in tables.get("cells", {}).items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, AttributeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    lexicon = Lexicon(lists, spellings, near)
    patterns = {
        table: {name: _patterns(file, f"{table}.{name}", lexicon, sources) for name, sources in entries.items()}
        for table, entries in tables.items()
        if table not in _OWN
    }
    return Sayings(lexicon, patterns, cells)


def _patterns(file: Path, key: str, lexicon: Lexicon, sources: object) -> Patterns:
    if not isinstance(sources, list):
        raise BadInput(f"{file.name}, “{key}”: it must be a list of patterns; mend it, or put the shipped file back.")
    try:
        return Patterns(lexicon.compile(source) for source in sources)
    except PatternError as error:
        raise BadInput(f"{file.name}, “{key}”: {error}; mend it, or put the shipped file back.") from error


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold().replace("’", "'").strip(" .*†‡")


def _begins(flat: str, phrase: str) -> bool:
    return flat.startswith(phrase) and _BETWEEN.match(flat[len(phrase) :]) is not None
