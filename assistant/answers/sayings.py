"""What people say and what cells hold, from data files an officer can read: `lacking.toml`, `late.toml`, `owned.toml`
and `rated.toml`.

A file holds [words] (the lists that patterns name in braces), [near] (words that are put right where one letter is wrong), [spelling]
(known misspellings), [cells] (phrases of cells) and further tables of patterns, written as in `prompts/guard.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.patterns import Lexicon, PatternError, Patterns, Words, split_list
from assistant.wordfile import read_words
from ingest.errors import BadInput

_BETWEEN = re.compile(r"\s*(?:[-–—:;,.(/]|$)")  # what may stand behind the phrase that a cell begins with
_TEXTS = frozenset({"words", "near", "spelling"})  # tables of texts; the others hold lists of them
_OWN = _TEXTS | {"cells"}


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


def load_sayings(file: Path, needed: Mapping[str, Collection[str]]) -> Sayings:
    """Given a file and the names that each of its tables must hold, return what it holds. Raises BadInput naming the file and what is wrong
    in it."""
    tables = read_words(file, {"words": dict, **dict.fromkeys(needed, dict)})
    for table, entries in tables.items():
        _check(file, table, entries, needed.get(table))
    lists = {name: split_list(text) for name, text in tables["words"].items()}
    lexicon = Lexicon(lists, tables.get("spelling", {}), split_list(tables.get("near", {}).get("words", "")))
    cells = {name: tuple(phrase.casefold() for phrase in phrases) for name, phrases in tables.get("cells", {}).items()}
    patterns = {
        table: {name: _patterns(file, f"{table}.{name}", lexicon, sources) for name, sources in entries.items()}
        for table, entries in tables.items()
        if table not in _OWN
    }
    return Sayings(lexicon, patterns, cells)


def _check(file: Path, table: str, entries: object, needed: Collection[str] | None) -> None:
    """Given one table of a file and the names it must hold (None: any), raise BadInput where one is missing, unknown or holds what it
    cannot."""
    if not isinstance(entries, dict):
        raise BadInput(f"{file.name}, “{table}”: it must be a table; mend it, or put the shipped file back.")
    if needed is not None and (off := sorted(set(needed) ^ entries.keys())):
        said = "is missing" if off[0] in needed else "is not known"
        raise BadInput(f"{file.name}, “{table}.{off[0]}” {said}; mend it, or put the shipped file back.")
    for name, value in entries.items():
        if table in _TEXTS and not isinstance(value, str):
            raise BadInput(f"{file.name}, “{table}.{name}”: it must be a text; mend it, or put the shipped file back.")
        if table not in _TEXTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise BadInput(f"{file.name}, “{table}.{name}”: it must be a list of texts; mend it, or put the shipped file back.")


def _patterns(file: Path, key: str, lexicon: Lexicon, sources: Sequence[str]) -> Patterns:
    try:
        return Patterns(lexicon.compile(source) for source in sources)
    except PatternError as error:
        raise BadInput(f"{file.name}, “{key}”: {error}; mend it, or put the shipped file back.") from error


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold().replace("’", "'").strip(" .*†‡")


def _begins(flat: str, phrase: str) -> bool:
    return flat.startswith(phrase) and _BETWEEN.match(flat[len(phrase) :]) is not None
