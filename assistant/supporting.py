"""Does a wording stand in the words that it rests on? Decided by rules that can be read (`supporting.toml`), the same every time.

A wording may leave words out and put in a few that say nothing; it may not bring a figure, a name, a negation or a limit of its own, lose
one that it draws on, or join what the document keeps apart. Where two things could be mixed up, the order of the words is kept too; in a
table row each figure stays with its column. What fails is not false: it is shown in the document's own words instead.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from assistant.model.limits import load_limits
from ingest.errors import BadInput
from ingest.lexical import STOP_WORDS, words_of

FILE = Path(__file__).with_name("supporting.toml")
LONGEST = 500  # characters: a longer wording is no longer one claim

_FIGURE = re.compile(
    r"(?P<sign>[£$€])?(?P<value>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?P<unit>%|per\s?cent\b|percent\b|percentage points?\b|million\b|billion\b|thousand\b|m\b|bn\b|k\b)|(?:st|nd|rd|th)\b)?",
    re.I,
)
_RANGE = re.compile(r"\b((?:19|20)\d\d)\s?[-–—/]\s?(\d\d)\b")
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
_SENTENCE = re.compile(r"(?:^|[.!?:;]\s+|\n)\W*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What is never said in a model's words: addresses, numbers to ring, markup, marks of ours.
_ACTIVE = re.compile(
    r"https?:|www\.|\b[\w.-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|uk|gov|info|biz|io|xyz|example|ly|me|co)\b"
    r"|[<>{}\[\]`|*_#\\]|(?:\+\d|\b0\d)[\d\s()-]{7,}\d|\d{9,}|javascript:|data:",
    re.I,
)
# Where a sentence may be left: its end, or the end of a clause; white space and closing signs before it do not count.
_CLAUSE = re.compile(r"[\s\"'”’)\]]*(?:$|[.,;:!?(–—]|-\s|(?:and|but|while|whereas|which|who|where|so)\b)", re.I)
_ASIDE = re.compile(r"\b(?:one of|no one|one another|one or more|the first of|first of all)\b", re.I)
_COMMON = frozenset("i we us our it this that these those there the a an in on at by for to of and or but".split())


class Lack(StrEnum):
    """What a wording lacks to stand in its words."""

    EMPTY = "empty"
    ACTIVE = "active"
    CUT = "cut"
    FIGURE = "figure"
    NAME = "name"
    GUARD = "guard"
    WORDS = "words"
    ORDER = "order"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a table row and the words that head its column."""

    cell: str
    header: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a wording is held against: one sentence, list item or table row, and what stands around it.

    `lead` is the line that introduces a list, `around` what else says what the words are about (title, area, headings, column
    names). `columns` are a table row's cells. `cut` is true where the words go on out of sight, over a page's end.
    """

    words: str
    lead: str = ""
    around: str = ""
    columns: tuple[Column, ...] = ()
    cut: bool = False


class _Kind(StrEnum):
    FIGURE = "figure"
    NAME = "name"
    GUARD = "guard"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class _Token:
    """One thing that a text says. `keys` are what it may stand for; `parts` those of a joined word, which may stand for it together."""

    kind: _Kind
    keys: frozenset[str]
    parts: tuple[str, ...] = ()
    first: bool = False
    framing: bool = False
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Guard:
    name: str
    need: bool
    keep: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What supporting.toml says, compiled."""

    guards: Mapping[str, _Guard]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    framing: frozenset[str]
    numbers: Mapping[str, int]


@lru_cache(maxsize=1024)
def lack_of(wording: str, evidence: Evidence, share: float | None = None) -> Lack | None:
    """Given a wording and what it rests on, return what it lacks, or None where it stands there.

    `share` is how many of its content words must stand there, 0 to 1; default: as measured, from thresholds.toml.
    """
    if not wording.strip() or len(wording) > LONGEST:
        return Lack.EMPTY
    if _ACTIVE.search(wording):
        return Lack.ACTIVE
    if evidence.cut:
        return Lack.CUT
    return _Held(wording, evidence, load_rules(), load_limits().support if share is None else share).lack()


@dataclass(slots=True)
class _Held:
    """A wording held against its evidence."""

    wording: str
    evidence: Evidence
    rules: Rules
    share: float
    said: list[_Token] = field(init=False)
    own: list[_Token] = field(init=False)
    lead: list[_Token] = field(init=False)
    around: list[_Token] = field(init=False)

    def __post_init__(self) -> None:
        self.own = list(_read(self.evidence.words))
        self.lead = list(_read(self.evidence.lead))
        self.around = list(_read(self.evidence.around))
        self.said = list(_read(self.wording))

    def lack(self) -> Lack | None:
        """What is lacking first: the cheapest checks come first."""
        checks = (self._empty, self._figures, self._names, self._guards, self._words, self._frame, self._bound)
        return next((lack for check in checks if (lack := check()) is not None), None)

    def _empty(self) -> Lack | None:
        telling = [token for token in self.said if token.kind is not _Kind.GUARD and not token.framing]
        return None if len(telling) >= 2 else Lack.EMPTY

    def _figures(self) -> Lack | None:
        known = _keys(self.own, _Kind.FIGURE)
        years = {key for key in _keys(self.around, _Kind.FIGURE) if _YEAR.fullmatch(key)}
        stated = [token for token in self.said if token.kind is _Kind.FIGURE]
        return None if all(token.keys & (known | years) for token in stated) else Lack.FIGURE

    def _names(self) -> Lack | None:
        known = _keys(self.own) | _keys(self.lead) | _keys(self.around)
        strict = [token for token in self.said if token.kind is _Kind.NAME or (token.first and not token.framing)]
        return None if all(_stands(token, known) for token in strict) else Lack.NAME

    def _guards(self) -> Lack | None:
        said, own, lead = (Counter(_guards(tokens)) for tokens in (self.said, self.own, self.lead))
        for name, guard in self.rules.guards.items():
            if guard.need and said[name] and not own[name] + lead[name]:
                return Lack.GUARD
            if guard.keep == "all" and said[name] != own[name] + lead[name]:
                return Lack.GUARD
        return None

    def _words(self) -> Lack | None:
        known = _keys(self.own) | _keys(self.lead) | _keys(self.around)
        words = [token for token in self.said if token.kind is _Kind.WORD and not token.framing]
        found = sum(_stands(token, known) for token in words)
        own = _keys(self.own)
        if not any(_stands(token, own) for token in self.said if token.kind is not _Kind.GUARD):
            return Lack.WORDS
        return None if not words or found >= self.share * len(words) else Lack.WORDS

    def _frame(self) -> Lack | None:
        """What only stands around the evidence may stand only around its words, and in the place of no name or year of theirs."""
        own = _keys(self.own)
        inside = [at for at, token in enumerate(self.said) if token.kind is not _Kind.GUARD and _stands(token, own)]
        outside = [at for at, token in enumerate(self.said) if token.kind is not _Kind.GUARD and not _stands(token, own)]
        if not self.evidence.columns and any(inside[0] < at < inside[-1] for at in outside):
            return Lack.ORDER
        said = _keys(self.said)
        for kind, lack in ((_Kind.NAME, Lack.NAME), (_Kind.FIGURE, Lack.FIGURE)):
            lost = [token for token in self.own if token.kind is kind and not token.keys & said and _telling(token)]
            if lost and any(_is_of(self.said[at], kind) for at in outside):
                return lack
        return None

    def _bound(self) -> Lack | None:
        """What belongs together stays together: figures with their columns, or words in their order."""
        if len([column for column in self.evidence.columns if _FIGURE.search(column.cell)]) > 1:
            return self._in_columns()
        return self._in_order()

    def _in_order(self) -> Lack | None:
        """The document's words in their order, from its beginning to the end of a clause, nothing that tells passed over."""
        aligned = _aligned(self.said, self.own, self._marks())
        if aligned is None or aligned.skipped:
            return Lack.ORDER
        return None if any(_CLAUSE.match(self.evidence.words[end:]) for end in aligned.ends) else Lack.ORDER

    def _marks(self) -> list[bool]:
        """Which tokens of the evidence may not be passed over: of names that stand side by side, the last."""
        after = [*self.own[1:], None]
        return [
            self._critical(token) and not (token.kind is _Kind.NAME and next_ is not None and next_.kind is _Kind.NAME)
            for token, next_ in zip(self.own, after, strict=True)
        ]

    def _critical(self, token: _Token) -> bool:
        """Whether a token says what may not be lost."""
        if token.kind is _Kind.GUARD:
            return any(self.rules.guards[key].keep != "none" for key in token.keys)
        return token.kind in (_Kind.FIGURE, _Kind.NAME)

    def _in_columns(self) -> Lack | None:
        """Each figure of a row stands nearest to the words of its own column, and the words that name the row in their order."""
        named = [token for column in self.evidence.columns if not _FIGURE.search(column.cell) for token in _read(column.cell)]
        if _aligned(self.said, named, [False] * len(named)) is None:
            return Lack.ORDER
        columns = [
            (_keys(_read(column.cell), _Kind.FIGURE), _keys(_read(column.header)))
            for column in self.evidence.columns
            if _FIGURE.search(column.cell)
        ]
        shared = Counter(key for _, header in columns for key in header)
        telling = [{key for key in header if shared[key] == 1} for _, header in columns]
        mentions = [(at, index) for at, token in enumerate(self.said) for index, keys in enumerate(telling) if token.keys & keys]
        for at, token in enumerate(self.said):
            cells = {index for index, (cell, _) in enumerate(columns) if token.keys & cell}
            if token.kind is not _Kind.FIGURE or not cells or any(at == place for place, _ in mentions):
                continue
            near = min((abs(at - place) for place, _ in mentions), default=None)
            if near is None or not {index for place, index in mentions if abs(at - place) == near} <= cells:
                return Lack.COLUMN
        return None


@dataclass(frozen=True, slots=True)
class _Aligned:
    """How a wording's tokens were found one after the other: how many critical ones were passed over at least, and where such ways end."""

    skipped: int
    ends: tuple[int, ...] = ()


def _aligned(said: Sequence[_Token], own: Sequence[_Token], marks: Sequence[bool]) -> _Aligned | None:
    """Given a wording's tokens, the evidence's, and which of these may not be passed over, return the way that passes over fewest.

    The way begins at the evidence's beginning, so that what a sentence is about is not lost. None where the order differs.
    """
    before = [0]
    for mark in marks:
        before.append(before[-1] + mark)
    beginning = _beginning(own)

    def cost(last: int, at: int) -> int:
        """What is lost between two places: critical tokens, and the word that a guard or a figure stands in front of."""
        governs = marks[last] and own[last].kind is not _Kind.NAME and at > last + 1
        return before[at] - before[min(last + 1, at)] + int(governs)

    best: dict[int, int] | None = None
    for token in said:
        places = [at for at, other in enumerate(own) if _same(token, other)]
        if not places:
            continue
        if best is None:
            best = {at: before[at] + int(at > beginning) for at in places}
            continue
        # The same word again may stand for the same place.
        best = {at: min(ways) for at in places if (ways := [so_far + cost(last, at) for last, so_far in best.items() if last <= at])}
        if not best:
            return None
    if not best:
        return None
    fewest = min(best.values())
    return _Aligned(fewest, tuple(own[at].end for at, lost in best.items() if lost == fewest))


def _beginning(own: Sequence[_Token]) -> int:
    """Given the evidence's tokens, return the last place of what it begins with: a word, or names that stand side by side."""
    at = next((at for at, token in enumerate(own) if token.kind is not _Kind.GUARD), 0)
    while at + 1 < len(own) and own[at + 1].kind is _Kind.NAME and (own[at].kind is _Kind.NAME or own[at].first):
        at += 1
    return at


def _telling(token: _Token) -> bool:
    """Of figures, only years can be replaced by what stands around; of names, any."""
    return token.kind is not _Kind.FIGURE or any(_YEAR.fullmatch(key) for key in token.keys)


def _is_of(token: _Token, kind: _Kind) -> bool:
    return token.kind is kind or (kind is _Kind.NAME and token.kind is _Kind.WORD and token.first)


def _same(token: _Token, other: _Token) -> bool:
    if _Kind.FIGURE in (token.kind, other.kind) or _Kind.GUARD in (token.kind, other.kind):
        return token.kind is other.kind and bool(token.keys & other.keys)
    return bool(token.keys & other.keys) or bool(set(token.parts) & other.keys)


def _keys(tokens: Sequence[_Token] | Iterator[_Token], kind: _Kind | None = None) -> set[str]:
    return {key for token in tokens if kind in (None, token.kind) and token.kind is not _Kind.GUARD for key in (*token.keys, *token.parts)}


def _stands(token: _Token, known: set[str]) -> bool:
    return bool(token.keys & known) or (bool(token.parts) and set(token.parts) <= known)


def _guards(tokens: Sequence[_Token]) -> list[str]:
    return [key for token in tokens if token.kind is _Kind.GUARD for key in token.keys]


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[_Token, ...]:
    return tuple(_tokens(text, load_rules()))


def _tokens(text: str, rules: Rules) -> Iterator[_Token]:
    """Given a text, yield what it says in order: figures, guards, names and words; words that say nothing are left out."""
    flat = _ASIDE.sub(lambda match: " " * len(match[0]), text.replace("’", "'").replace("‘", "'"))
    found: list[tuple[int, int, _Token]] = []
    ranges = {match.start(2): match[1][:2] + match[2] for match in _RANGE.finditer(flat)}
    for match in _FIGURE.finditer(flat):
        if not _inside_word(flat, match):
            keys = {_figure(match), ranges.get(match.start("value"), "")} - {""}
            found.append((match.start(), match.end(), _Token(_Kind.FIGURE, frozenset(keys), end=match.end())))
    for name, pattern in rules.patterns:
        found.extend((m.start(), m.end(), _Token(_Kind.GUARD, frozenset({name}), end=m.end())) for m in pattern.finditer(flat))
    taken = sorted(found, key=lambda one: (one[0], -one[1]))
    yield from _with_words(flat, taken, rules)


def _with_words(text: str, taken: Sequence[tuple[int, int, _Token]], rules: Rules) -> Iterator[_Token]:
    at = 0
    for start, end, token in taken:
        if start < at:
            continue
        yield from _words(text, at, start, rules)
        yield token
        at = end
    yield from _words(text, at, len(text), rules)


def _words(text: str, start: int, end: int, rules: Rules) -> Iterator[_Token]:
    for match in _WORD.finditer(text, start, end):
        token = _word(text, match, rules)
        if token is not None:
            yield token


def _word(text: str, match: re.Match[str], rules: Rules) -> _Token | None:
    word = match[0].removesuffix("'s")
    small = word.casefold()
    number = rules.numbers.get(small)
    if number is not None:
        return _Token(_Kind.FIGURE, frozenset({str(number)}), end=match.end())
    stems = words_of(word)
    if not stems or small in _COMMON:
        return None
    first = bool(_SENTENCE.search(text[: match.start()]))
    capital = sum(character.isupper() for character in word)
    kind = _Kind.NAME if capital and (not first or capital > 1) else _Kind.WORD
    opens = first and bool(capital) and small not in STOP_WORDS
    framing = kind is _Kind.WORD and small in rules.framing
    return _Token(kind, frozenset({stems[0]}), tuple(stems[1:]), opens, framing, match.end())


def _inside_word(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return before.isalpha()


def _figure(match: re.Match[str]) -> str:
    """A figure as its value and unit: "£1.2 million" and "£1,200,000" are one, "24.2%" and "24.2" are two."""
    unit = re.sub(r"\s", "", (match["unit"] or "").casefold())
    value = float(match["value"].replace(",", "")) * _SCALES.get(unit, 1.0)
    shown = f"{value:.6f}".rstrip("0").rstrip(".")
    if unit.startswith("percentage"):
        return f"{shown}pp"
    return f"{match['sign'] or ''}{shown}{'%' if unit in ('%', 'percent') else ''}"


@cache
def load_rules(file: Path = FILE) -> Rules:
    """Given the file of rules, return them compiled. Raises BadInput naming the file and what is off."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        guards = {entry["name"]: _Guard(entry["name"], bool(entry["need"]), str(entry["keep"])) for entry in table["guard"]}
        if wrong := [guard.name for guard in guards.values() if guard.keep not in ("none", "range", "all")]:
            raise ValueError(f"“keep” of “{wrong[0]}” must be none, range or all")
        patterns = tuple((entry["name"], _pattern(entry["words"])) for entry in table["guard"])
        framing = frozenset(word.strip() for word in table["framing"]["words"].split(","))
        return Rules(guards, patterns, framing, {word: int(value) for word, value in table["numbers"].items()})
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file.name} cannot be read ({error}); mend that line, or put the shipped file back.") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadInput(f"{file.name} cannot be used: {error}; mend it, or put the shipped file back.") from error


def _pattern(words: str) -> re.Pattern[str]:
    phrases = sorted((" ".join(part.split()) for part in words.split(",") if part.strip()), key=len, reverse=True)
    if not phrases:
        raise ValueError("a guard has no words")
    parts = [re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.I)
