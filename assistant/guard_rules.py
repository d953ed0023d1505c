"""The rules of `prompts/guard.toml`: what somebody may need other people for, why a question is declined, and the patterns that tell.

An officer can read them there; how a pattern is written is explained there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.patterns import Lexicon, Pattern, PatternError, Patterns, Words, split_list
from ingest.errors import BadInput

FILE = Path(__file__).resolve().parent.parent / "prompts" / "guard.toml"


class Situation(StrEnum):
    """What somebody may need other people for, most urgent first. Each has words in replies.toml [help] and people in signposts.toml."""

    DANGER = "danger"
    SUICIDE = "suicide"
    SUICIDE_OTHER = "suicide_other"
    SELF_HARM = "self_harm"
    SEXUAL_VIOLENCE = "sexual_violence"
    CHILD_ABUSE = "child_abuse"
    CHILD_ABUSE_OTHER = "child_abuse_other"
    DOMESTIC_ABUSE = "domestic_abuse"
    DOMESTIC_ABUSE_OTHER = "domestic_abuse_other"
    SLAVERY = "slavery"
    TERRORISM = "terrorism"
    THREAT = "threat"
    FRAUD = "fraud"
    VICTIM = "victim"
    HOMELESS = "homeless"
    DRUGS = "drugs"
    REPORT = "report"
    DISTRESS = "distress"
    SERVICE = "service"


class Reason(StrEnum):
    """Why a question is declined. Each has words in replies.toml [declined]."""

    INSTRUCTIONS = "instructions"
    PERSONAL_DATA = "personal_data"
    OPINION = "opinion"
    FORETOLD = "foretold"
    OFF_TOPIC = "off_topic"
    INSULT = "insult"
    CHIT_CHAT = "chit_chat"


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of the file: patterns, and patterns that speak against them."""

    patterns: Patterns
    unless: Patterns

    def found_in(self, words: Words) -> bool:
        """Given a message's words, say whether the patterns are in them and nothing speaks against it."""
        return self.patterns.found_in(words) and not self.unless.found_in(words)


@dataclass(frozen=True, slots=True)
class Ground:
    """How to know a question that is declined, and why it is; one that `follows` is meant only where something was asked before."""

    reason: Reason
    rule: Rule
    marks: tuple[re.Pattern[str], ...]
    follows: bool

    def found_in(self, words: Words, message: str) -> bool:
        """Given a message's words and the message, say whether it is such a question."""
        return self.rule.found_in(words) or any(mark.search(message) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Accounts:
    """How to know a sentence in which somebody tells what happens to them, and what it may be about."""

    asking: re.Pattern[str]
    persons: re.Pattern[str]
    policy: re.Pattern[str]
    situations: tuple[tuple[Situation, Rule], ...]

    def situations_in(self, words: Words) -> list[Situation]:
        """Given a message's words, return what its sentences tell of."""
        if self.policy.search(words.line):
            return []
        told = [sentence for sentence in words.sentences() if not self.asking.match(sentence.line) and self.persons.search(sentence.line)]
        return [situation for situation, rule in self.situations if any(rule.found_in(sentence) for sentence in told)]

    def impersonal(self, words: Words) -> bool:
        """Whether a message is about documents or policy and tells of nobody."""
        return bool(self.policy.search(words.line)) and not self.persons.search(words.line)

    def only_asks(self, words: Words) -> bool:
        """Whether every sentence of a message asks, and none tells of anybody."""
        return not self.persons.search(words.line) and all(self.asking.match(sentence.line) for sentence in words.sentences())

    def asks(self, words: Words, placed: bool) -> bool:
        """Whether a message, which names an area or not, reads as a question about documents, whatever else it tells."""
        if self.policy.search(words.line):
            return True
        told = not placed and self.persons.search(words.line)
        return not told and any(self.asking.match(sentence.line) for sentence in words.sentences())


@dataclass(frozen=True, slots=True)
class Rules:
    """What guard.toml says, compiled."""

    lexicon: Lexicon
    situations: tuple[tuple[Situation, Rule], ...]
    accounts: Accounts
    topics: tuple[tuple[Situation, frozenset[str]], ...]
    continues: Rule
    declined: tuple[Ground, ...]
    chat: tuple[tuple[str, re.Pattern[str]], ...]
    insults: re.Pattern[str]
    fillers: re.Pattern[str]
    planted: Rule
    planted_marks: tuple[re.Pattern[str], ...]
    planted_after: Rule

    @property
    def chat_kinds(self) -> tuple[str, ...]:
        """The kinds of small talk."""
        return tuple(kind for kind, _ in self.chat)


@cache
def load_rules(file: Path = FILE) -> Rules:
    """Given the file of rules, return them compiled. Raises BadInput naming the file and what is off."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    try:
        return _rules(table)
    except (KeyError, TypeError, AttributeError, ValueError, re.error) as error:
        raise BadInput(f"{file.name} cannot be used: {_said(error)}; mend it, or put the shipped file back.") from error


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _rules(table: Mapping[str, Any]) -> Rules:
    lists = {name: split_list(phrases) for name, phrases in table["words"].items()}
    lexicon = Lexicon(lists, dict(table["spellings"]), split_list(table["near"]["words"]))
    declined = [
        Ground(
            Reason(entry["reason"]),
            _rule(entry, lexicon),
            tuple(re.compile(mark) for mark in entry.get("marks", ())),
            bool(entry.get("follows", False)),
        )
        for entry in table["declined"]
    ]
    situations = tuple((Situation(entry["name"]), _rule(entry, lexicon)) for entry in table["situation"])
    return Rules(
        lexicon=lexicon,
        situations=situations,
        accounts=_accounts(table["account"], lexicon),
        topics=tuple((Situation(name), frozenset(phrase.split()[0] for phrase in lists[words])) for name, words in table["topics"].items()),
        continues=_rule(table["continues"], lexicon),
        declined=tuple(declined),
        chat=tuple((entry["kind"], _phrases(entry["phrases"])) for entry in table["chat"]),
        insults=_phrases(table["insults"]["phrases"]),
        fillers=_phrases(table["fillers"]["phrases"]),
        planted=_rule({"name": "planted", "patterns": table["planted"]["patterns"]}, lexicon),
        planted_marks=tuple(re.compile(mark) for mark in table["planted"]["marks"]),
        planted_after=_rule({"name": "planted", "patterns": table["planted"]["after"]}, lexicon),
    )


def _accounts(table: Mapping[str, Any], lexicon: Lexicon) -> Accounts:
    asking = "|".join(re.escape(phrase) for phrase in split_list(table["asking"]))
    situations = tuple((Situation(entry["name"]), _rule(entry, lexicon)) for entry in table["situation"])
    return Accounts(
        re.compile(rf" \^ (?:(?:so|and|but|ok|okay|well|then|right) )*(?:{asking}) "),
        _phrases(table["persons"]),
        _phrases(table["policy"]),
        situations,
    )


def _rule(entry: Mapping[str, Any], lexicon: Lexicon) -> Rule:
    name = entry.get("name") or entry.get("reason") or "continues"
    return Rule(Patterns(_compiled(name, entry["patterns"], lexicon)), Patterns(_compiled(name, entry.get("unless", ()), lexicon)))


def _compiled(name: str, sources: Sequence[str], lexicon: Lexicon) -> tuple[Pattern, ...]:
    patterns = []
    for source in sources:
        try:
            patterns.append(lexicon.compile(source))
        except PatternError as error:
            raise ValueError(f"the pattern “{source}” of “{name}”: {error}") from error
    return tuple(patterns)


def _phrases(text: str) -> re.Pattern[str]:
    phrases = sorted(split_list(text), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(re.escape(phrase) for phrase in phrases)})(?= )")
