"""Word's automatic numbers: which number or bullet is printed before a paragraph, counted from numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.readers.html import numeral
from ingest.readers.markers import BULLETS
from ingest.readers.word_xml import W, value_of, whole_number

_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition: how it is written ("%1.%2"), in which style, from which number, and when it starts again."""

    text: str = "%1."
    style: str = "decimal"
    start: int = 1
    restarts: int = -1  # after which level (from 1); 0 never; -1 after any higher level
    legal: bool = False  # shows the numbers of the levels above as plain digits


class Numbering:
    """The list definitions of a document."""

    def __init__(self, root: etree._Element | None, style_lists: Mapping[str, tuple[str, int] | None]) -> None:
        """Given numbering.xml and style id -> its list, read the definitions."""
        abstract = {item.get(f"{W}abstractNumId"): item for item in _all(root, "abstractNum")}
        numbers = {item.get(f"{W}numId") or "": item for item in _all(root, "num")}
        self.definition: dict[str, str] = {}  # list -> the definition whose count it shares
        self.levels: dict[str, dict[int, Level]] = {}
        self.style_levels: dict[tuple[str, str | None], int] = {}  # a list's level that belongs to a paragraph style
        self.overrides: dict[str, dict[int, int]] = {}  # list -> level -> number to start again from
        for key, item in numbers.items():
            named = value_of(item, "abstractNumId")
            source = _linked(abstract.get(named), abstract, numbers, style_lists)
            self.definition[key] = named or key
            self.levels[key] = {at: _level(element) for at, element in _by_level(source)}
            self.style_levels.update({(key, value_of(element, "pStyle")): at for at, element in _by_level(source)})
            for at, override in _by_level(item, "lvlOverride"):
                for _, element in _by_level(override):
                    self.levels[key][at] = _level(element)
                start = whole_number(value_of(override, "startOverride"))
                if start is not None:
                    self.overrides.setdefault(key, {})[at] = start

    def state(self) -> NumberingState:
        """Return a fresh count."""
        return NumberingState(self)


class NumberingState:
    """The count so far, list by list."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}  # definition -> level -> last number
        self._started: set[tuple[str, int]] = set()

    def level_of(self, number: str, style: str | None, default: int) -> int:
        """Given a list and a paragraph style, return the level that is tied to that style, else the default."""
        return default if style is None else self._numbering.style_levels.get((number, style), default)

    def next(self, number: str, level: int) -> str:
        """Given a list and a level from 0, count one further and return what is printed, "" for nothing."""
        levels = self._numbering.levels.get(number, {})
        here = levels.get(level)
        if here is None:
            return ""
        counts = self._counts.setdefault(self._numbering.definition[number], {})
        override = self._numbering.overrides.get(number, {}).get(level)
        if override is not None and (number, level) not in self._started:
            counts[level] = override
        else:
            counts[level] = counts.get(level, here.start - 1) + 1
        self._started.add((number, level))
        for deeper in [at for at in counts if at > level and _starts_again(levels.get(at), level)]:
            del counts[deeper]
        return _printed(here, level, levels, counts)


def _starts_again(deeper: Level | None, level: int) -> bool:
    """Given a deeper level and the level just counted (from 0), say whether the deeper one starts again."""
    return deeper is None or deeper.restarts == -1 or (deeper.restarts > 0 and level < deeper.restarts)


def _printed(here: Level, level: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    if here.style == "none":
        return ""
    if here.style == "bullet":
        return here.text if here.text and here.text in BULLETS else "•"

    def number(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        other = levels.get(at, Level())
        value = counts.get(at, other.start)
        return _in_style(value, "decimal" if here.legal and at != level else other.style)

    return re.sub(r"%([1-9])", number, here.text).strip()


def _in_style(value: int, style: str) -> str:
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ordinal":
        suffix = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{suffix}"
    if style in ("bullet", "none"):
        return ""
    if style in ("lowerLetter", "upperLetter") and value > 0:  # Word goes on with aa, bb, cc
        letter = chr(97 + (value - 1) % 26) * min((value - 1) // 26 + 1, 10)
        return letter.upper() if style == "upperLetter" else letter
    return numeral(value, _STYLES.get(style, "1"))


def _linked(
    definition: etree._Element | None,
    abstract: Mapping[str | None, etree._Element],
    numbers: Mapping[str, etree._Element],
    style_lists: Mapping[str, tuple[str, int] | None],
) -> etree._Element | None:
    """Given a definition that only points to a list style, return the one that style uses; else the same."""
    link = value_of(definition, "numStyleLink") if definition is not None else None
    target = style_lists.get(link) if link else None
    number = numbers.get(target[0]) if target else None
    return abstract.get(value_of(number, "abstractNumId"), definition) if number is not None else definition


def _level(element: etree._Element) -> Level:
    restarts = whole_number(value_of(element, "lvlRestart"))
    legal = element.find(f"{W}isLgl")
    return Level(
        text=value_of(element, "lvlText") or "",
        style=value_of(element, "numFmt") or "decimal",
        start=whole_number(value_of(element, "start")) or 0,
        restarts=-1 if restarts is None else restarts,
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false", "off"),
    )


def _by_level(parent: etree._Element | None, name: str = "lvl") -> Iterator[tuple[int, etree._Element]]:
    for element in _all(parent, name):
        at = whole_number(element.get(f"{W}ilvl"))
        if at is not None and 0 <= at < _LEVELS:
            yield at, element


def _all(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if parent is None else list(parent.iterfind(W + name))
