"""The little language of `prompts/guard.toml`: patterns of words that an officer can read, and messages read as words.

A message becomes its words in small letters, separated by single spaces, between marks for where a sentence begins ("^") and
ends ("$"). A pattern is compiled to a regular expression over that; `anchors` are words of which a message must hold one
before the pattern is worth trying, so that hundreds of patterns cost little.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz.distance import DamerauLevenshtein

_WORD = "[a-z0-9£]+ "
_GAPS = {"..": 2, "...": 5}
_TOKEN = re.compile(r"\.{2,3}|[()|?*^$]|\{[a-z_]+\}|[a-z0-9£]+")
_READ = re.compile(r"[a-z0-9£]+|[.?!;:\n]")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
# What everybody says; a pattern is better found by its other words.
_COMMON = frozenset(
    "a an and are as at be been by can do does for from get got has have he her him his how i im in into is it its ive me my "
    "not of on or our she "
    "so that the their them there these they this those to up us was we were what where which who will with would you your".split()
)
_JOINED = {
    "i am": "im", "i have": "ive", "i will": "ill", "i would": "id", "he is": "hes", "he has": "hes", "she is": "shes", "she has": "shes",
    "they are": "theyre", "they have": "theyve", "we are": "were", "we have": "weve", "you are": "youre", "you have": "youve",
    "it is": "its",
    "that is": "thats", "there is": "theres", "there are": "theres", "what is": "whats", "who is": "whos", "where is": "wheres",
    "how is": "hows", "let us": "lets", "do not": "dont", "does not": "doesnt", "did not": "didnt", "is not": "isnt", "are not": "arent",
    "was not": "wasnt", "were not": "werent", "has not": "hasnt", "have not": "havent", "will not": "wont", "would not": "wouldnt",
    "can not": "cant", "could not": "couldnt", "should not": "shouldnt",
}  # fmt: skip
_CONTRACTIONS = re.compile(rf"(?<![a-z0-9£])(?:{'|'.join(_JOINED)})(?![a-z0-9£])")


class PatternError(ValueError):
    """A pattern cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message as words: `line` for patterns, and the words it holds."""

    line: str
    held: frozenset[str]

    def sentences(self) -> list[Words]:
        """The message's sentences, each as words of its own."""
        parts = [part for part in self.line.split("^") if part.replace("$", "").strip()]
        return [Words(f" ^{part}", frozenset(part.split())) for part in parts]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern. Empty `anchors`: it has to be tried on every message."""

    source: str
    expression: re.Pattern[str]
    anchors: frozenset[str]

    def found_in(self, words: Words) -> bool:
        """Given a message, say whether it matches."""
        return (not self.anchors or not self.anchors.isdisjoint(words.held)) and self.expression.search(words.line) is not None


class Patterns:
    """Patterns of which any may match. They are kept by their anchors, so that only those are tried that a message has a word of."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._anywhere: list[Pattern] = []
        self._by_anchor: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            for anchor in pattern.anchors:
                self._by_anchor[anchor].append(pattern)
            if not pattern.anchors:
                self._anywhere.append(pattern)

    def found_in(self, words: Words) -> bool:
        """Given a message, say whether one of them matches."""
        anchored = (pattern for word in words.held for pattern in self._by_anchor.get(word, ()))
        return any(pattern.expression.search(words.line) for pattern in chain(self._anywhere, anchored))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists that patterns name, and how words are put right: known misspellings, and words that are one letter off."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    near: Collection[str] = ()
    _near_by_first: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        firsts = {word[0] for word in self.near}
        by_first = {first: tuple(word for word in self.near if word[0] == first) for first in firsts}
        object.__setattr__(self, "_near_by_first", by_first)

    def read(self, text: str) -> Words:
        """Given a message, return it as words."""
        flat = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
        tokens = [self._right(token) for token in _READ.findall(flat)]
        line = "^ " + " ".join("$ ^" if token in ".?!;:\n" else token for token in tokens) + " $ "
        line = contracted(line)
        return Words(" " + line, frozenset(line.split()))

    def _right(self, token: str) -> str:
        if token in self.spellings:
            return self.spellings[token]
        near = self._near_by_first.get(token[0], ())
        if len(token) < 6 or token in near:
            return token
        for word in near:
            if abs(len(word) - len(token)) <= 1 and token != word + "s" and DamerauLevenshtein.distance(word, token, score_cutoff=1) <= 1:
                return word
        return token

    def compile(self, source: str) -> Pattern:
        """Given a pattern, return it compiled. Raises PatternError."""
        tokens = _TOKEN.findall(contracted(source.casefold().replace("'", "")))
        if "".join(tokens) != re.sub(r"\s+", "", contracted(source.casefold().replace("'", ""))):
            raise PatternError("it holds a sign that patterns do not know")
        reader = _Reader(tokens, self.lists)
        parts = reader.alternatives()
        if reader.at < len(tokens):
            raise PatternError("a bracket is closed that was never opened")
        return Pattern(source, re.compile(f"(?<= ){parts.expression}"), parts.firsts)


def contracted(line: str) -> str:
    """Given words in small letters, return them with contractions joined."""
    return _CONTRACTIONS.sub(lambda match: _JOINED[match[0]], line)


def split_list(text: str) -> tuple[str, ...]:
    """Given phrases separated by commas, return them, contractions joined."""
    return tuple(contracted(" ".join(part.split())) for part in text.casefold().replace("'", "").split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: its expression, and the words it can begin with (empty: any, or nothing at all)."""

    expression: str
    firsts: frozenset[str] = frozenset()


class _Reader:
    """Reads tokens of one pattern into an expression."""

    def __init__(self, tokens: Sequence[str], lists: Mapping[str, tuple[str, ...]]) -> None:
        self.tokens = tokens
        self.at = 0
        self._lists = lists

    def alternatives(self) -> _Part:
        """Read up to a closing bracket or the end."""
        choices = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            choices.append(self._sequence())
        if len(choices) == 1:
            return choices[0]
        firsts = (
            frozenset[str]().union(*(choice.firsts for choice in choices)) if all(choice.firsts for choice in choices) else frozenset[str]()
        )
        return _Part(f"(?:{'|'.join(choice.expression for choice in choices)})", firsts)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._next() not in (None, "|", ")"):
            part = self._item()
            if self._next() == "?":
                self.at += 1
                part = _Part(f"(?:{part.expression})?")
            parts.append(part)
        if not parts:
            raise PatternError("it has an empty place")
        needed = [part.firsts for part in parts if part.firsts]
        return _Part("".join(part.expression for part in parts), min(needed, key=_weight, default=frozenset()))

    def _item(self) -> _Part:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            part = self.alternatives()
            if self._next() != ")":
                raise PatternError("a bracket is not closed")
            self.at += 1
            return part
        if token in _GAPS:
            return _Part(f"(?:{_WORD}){{0,{_GAPS[token]}}}?")
        if token in "^$":
            return _Part(r"(?<=\^ )" if token == "^" else r"(?=\$ )")
        if token == "*":
            return _Part(_WORD)
        if token == "?":
            raise PatternError("a question mark stands behind nothing")
        return self._words(token)

    def _words(self, token: str) -> _Part:
        if not token.startswith("{"):
            return _Part(f"{token} ", frozenset({token}))
        if token[1:-1] not in self._lists:
            raise PatternError(f"{token} is no list under [words]")
        phrases = self._lists[token[1:-1]]
        return _Part(f"(?:{'|'.join(f'{phrase} ' for phrase in phrases)})", frozenset(phrase.split()[0] for phrase in phrases))

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None


def _weight(words: frozenset[str]) -> int:
    return sum(50 if word in _COMMON else 1 for word in words)
