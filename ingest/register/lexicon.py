"""The lexicon: phrases in a data file -> patterns. A wrong file is refused at start-up, naming the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.errors import BadInput

BODIES = ("board", "group", "organisation")  # the lists of [body] that tell a body by the last word of its name
_FILE = Path(__file__).with_name("lexicon.toml")
# Every table the rules ask for, with its lists.
_NEEDED: Mapping[str, frozenset[str]] = {
    "priority": frozenset(
        {"nouns", "introduces", "closes", "ends", "focuses", "headings", "focus_headings", "never", "plain_words", "parts"}
    ),
    "indicator": frozenset(
        {"headings", "introduces", "begins", "bare", "baseline", "target", "current", "how_often", "down", "up", "keep"}
    ),
    "action": frozenset({"headings", "introduces", "verbs", "listed_verbs", "done", "speeches", "manners", "who", "when"}),
    "outcome": frozenset({"headings", "alone", "introduces", "begins", "states", "acts", "people", "person", "places"}),
    "duty": frozenset({"cues"}),
    "whose": frozenset(
        {
            "mayor", "national", "council", "police", "previous", "police authority", "police and crime commissioner",
            "police, fire and crime commissioner", "local strategic partnership", "community plan", "residents",
        }
    ),
    "body": frozenset({"board", "group", "organisation", "person", "posts", "subjects", "known", "known_groups"}),
    "figure": frozenset({"not_measured", "change", "offences", "incidents"}),
    "term": frozenset({"alone", "glossary"}),
}  # fmt: skip
_ASIDE = re.compile(r"\s*(?:[/&,(]|\band\b)\s*")
_WORD = re.compile(r"^[\w£%&'’()*:.|–-]+$")


class LexiconError(BadInput):
    """`lexicon.toml` cannot be used as it stands."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases by table and list, and a pattern for each list."""

    phrases: Mapping[str, Mapping[str, tuple[str, ...]]]
    patterns: Mapping[tuple[str, str], re.Pattern[str]]

    def pattern(self, table: str, name: str) -> re.Pattern[str]:
        """Given a table and a list in it, return the pattern that finds any of its phrases."""
        return self.patterns[table, name]

    def finds(self, table: str, name: str, text: str) -> bool:
        """Given a table, a list in it and words, say whether one of the phrases stands in them."""
        return self.patterns[table, name].search(text) is not None

    def begins(self, table: str, name: str, text: str) -> bool:
        """Given a table, a list in it and words, say whether they begin with one of the phrases."""
        return self.patterns[table, name].match(text) is not None

    def ends(self, table: str, name: str, text: str) -> bool:
        """Given a table, a list in it and words, say whether they end with one of the phrases."""
        stop = len(text.rstrip(" ."))
        return any(match.end() == stop for match in self.patterns[table, name].finditer(text))

    def ends_body(self, word: str) -> bool:
        """Given a word, say whether it can end the name of a board, a group or an organisation."""
        return any(self.is_only("body", kind, word) for kind in BODIES)

    def is_only(self, table: str, name: str, text: str) -> bool:
        """Given a table, a list in it and words, say whether they are one of the phrases and nothing more."""
        return self.patterns[table, name].fullmatch(text.strip(" :?.-–")) is not None

    def speaks(self, title: str) -> bool:
        """Given a heading, say whether it is of what someone says before the plan begins: a foreword, a welcome."""
        return self.begins("action", "speeches", title) or self.ends("action", "speeches", title)

    def heads(self, table: str, name: str, text: str) -> bool:
        """Given a table, a list in it and a column's name, say whether it is one of the phrases, or begins with one before a stroke, a
        bracket, a comma or an "and" ("Lead officer/agency", "Timescale (by)")."""
        return self.is_only(table, name, text) or self.is_only(table, name, _ASIDE.split(text.strip(), maxsplit=1)[0])


@lru_cache(maxsize=4)
def lexicon(file: Path = _FILE) -> Lexicon:
    """Given a lexicon file, return it, checked. Raises LexiconError, naming the line."""
    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise LexiconError(f"The lexicon {file.name} cannot be read ({error.strerror}); restore it from the package.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"The lexicon {file.name} is no valid TOML: {error}; correct that line.") from error
    lines = text.splitlines()
    phrases: dict[str, dict[str, tuple[str, ...]]] = {}
    for table, needed in _NEEDED.items():
        if not isinstance(tables.get(table), dict):
            raise LexiconError(f"The lexicon {file.name} lacks the table [{table}]; add it after line {len(lines)}.")
        missing = needed - tables[table].keys()
        if missing:
            line = _line_of(lines, f"[{table}]")
            raise LexiconError(f"The lexicon {file.name}, line {line}: [{table}] lacks the list “{sorted(missing)[0]}”; add it.")
        unused = sorted(tables[table].keys() - needed)
        if unused:
            line = _line_of(lines, unused[0], _line_of(lines, f"[{table}]"))
            raise LexiconError(f"The lexicon {file.name}, line {line}: nothing asks for “{unused[0]}” in [{table}]; remove it.")
        phrases[table] = {name: _checked(file.name, lines, table, name, found) for name, found in tables[table].items()}
    for table in tables:
        if table not in _NEEDED:
            raise LexiconError(f"The lexicon {file.name}, line {_line_of(lines, f'[{table}]')}: nothing asks for [{table}]; remove it.")
    patterns = {(table, name): _pattern(found) for table, lists in phrases.items() for name, found in lists.items()}
    return Lexicon(phrases, patterns)


def _checked(file: str, lines: list[str], table: str, name: str, found: object) -> tuple[str, ...]:
    line = _line_of(lines, name, _line_of(lines, f"[{table}]"))
    if not isinstance(found, list) or not found or not all(isinstance(phrase, str) and phrase.strip() for phrase in found):
        raise LexiconError(f"The lexicon {file}, line {line}: “{name}” must be a list of phrases in quotation marks; correct it.")
    for phrase in found:
        for word in phrase.split():
            if word != "..." and not _WORD.match(word.rstrip(",;")):
                where = _line_of(lines, phrase, line)
                raise LexiconError(f"The lexicon {file}, line {where}: “{word}” in “{phrase}” is no word a phrase can have; correct it.")
    return tuple(found)


def _line_of(lines: list[str], words: str, after: int = 1) -> int:
    """The number of the first line from `after` that holds the words."""
    return next((number for number, line in enumerate(lines, 1) if number >= after and words in line), after)


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(f"(?:{_expression(phrase)})" for phrase in longest), re.I)


def _expression(phrase: str) -> str:
    """A phrase as a regular expression: whole words, any white space, stars, bars and gaps."""
    parts: list[str] = []
    for word in phrase.split():
        if word == "...":
            parts.append(r"(?:[^\s.;]+\s+){0,6}?")
            continue
        choices = [re.escape(choice).replace(r"\*", r"\w*").replace("'", "['’]") for choice in word.split("|")]
        choice = choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
        parts.append(choice + r"\s+")
    expression = "".join(parts)
    expression = expression[: -len(r"\s+")] if expression.endswith(r"\s+") else expression
    start = r"(?<!\w)" if phrase[:1].isalnum() else ""
    end = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return f"{start}{expression}{end}"
