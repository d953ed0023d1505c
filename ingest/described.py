"""What a document says of itself where its catalogue does not: its title, the area that it is about, and the years that its title names.

Who puts a PDF into a folder and asks about it by its place should not have to write a catalogue first. A name is what the documents write
with a capital wherever it stands; the area is the name in the title, else that of the council or partnership spoken of most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from ingest.documents import Document, Period, Source
from ingest.period_label import FINANCIAL_YEARS, period_of
from ingest.titles import YEARS, title_on

OFTEN = 3  # times a name must stand in its document
TOGETHER = 0.7  # share of a name's places where the same word stands behind it: then it is a part of the name
SLIPS = 50  # times a name must be written with a capital for each time it is not
_SHORTEST = 4  # letters of a name
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words of titles that some documents write with a capital wherever they stand, and are no names of areas.
_PLAIN = frozenset(
    "community safety safer stronger partnership plan strategy strategic council borough county city district town police crime"
    " commissioner action annual report assessment review board agreement framework policy draft final digest appendix cabinet scrutiny"
    " committee executive summary duty violence abuse prevent delivery programme version january february march april june july august"
    " september october november december british english european united kingdom england wales scotland ireland london act bill house"
    " government".split()
)
_BETWEEN = frozenset("and upon on in the under of le by with".split())  # small words inside a name
_COUNCIL = re.compile(
    r"\b((?:[A-Z][\w’'-]+\s+){1,3}?)(?:(?:Metropolitan|City|County|Borough|District|Town)\s+){0,2}"
    r"(?:Council|(?:Safer\s+|Stronger\s+){0,2}(?:Community\s+Safety|Communities)\s+Partnership)\b(?!\s+(?:on|for|of)\b)"
)
_PLANS = re.compile(r"\b(?:plan|strategy|programme|framework|agreement)\b", re.I)
_REPORTS = re.compile(r"\b(?:reports?|reviews?|minutes|scrutiny|inquiry|response|performance|assessment)\b", re.I)


class _Words:
    """How often the documents write a word with a capital, and how often without, in addresses aside. It remembers what it counted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._names: dict[str, bool] = {}

    @cached_property
    def _text(self) -> str:
        """All of it, put together where a name is to be told: most documents have a catalogue."""
        return "\n".join(self._texts)

    def is_name(self, word: str) -> bool:
        """Given a word, say whether it is written with a capital wherever it stands, a slip in fifty aside; abbreviations are no names."""
        plain = word.casefold()
        if len(plain) < _SHORTEST or word.isupper() and len(word) < 2 * _SHORTEST:
            return False
        parts = [part for part in re.split(r"['’-]", plain) if part not in _BETWEEN and len(part) > 1]
        return bool(parts) and all(self._part_is_name(part) for part in parts)

    def _part_is_name(self, part: str) -> bool:
        if part not in self._names:
            small, large = self._begun(part), self._begun(part.capitalize())
            self._names[part] = part not in _PLAIN and large > 0 and small * SLIPS <= large
        return self._names[part]

    def _begun(self, letters: str) -> int:
        """How many words begin with some letters, addresses aside."""
        found = re.finditer(rf"{re.escape(letters)}(?![\w-]*[@.]\w)", self._text)
        return sum(1 for match in found if not match.start() or self._text[match.start() - 1] in " \n\t(")

    def runs(self, words: Sequence[str], text: str, often: int = OFTEN) -> list[str]:
        """Given words in order, return the names among them that stand so often in a text: those beside each other as one, with the small
        words between them."""
        folded = text.casefold()
        runs: list[list[str]] = [[]]
        between: list[str] = []
        for word in words:
            if folded.count(word.casefold()) >= often and self.is_name(word):
                runs[-1] += [*between, word]
                between = []
            elif runs[-1] and word in _BETWEEN and len(between) < 2:
                between.append(word)
            elif runs[-1]:
                runs.append([])
                between = []
        return [" ".join(_capital(word) for word in run) for run in runs if run]


def described(documents: Sequence[tuple[Document, Sequence[str]]], covers: Mapping[str, str] | None = None) -> list[Document]:
    """Given documents, each with the texts of its passages, and by id the first page's text of those that are called by their file's name,
    return them, each with its title, area and period where they are given or can be told.

    A digest, or a note of ours, is about what its catalogue says.
    """
    words = _Words([text for document, passages in documents if document.source is Source.PUBLISHED for text in passages])
    found: list[Document] = []
    for document, passages in documents:
        if document.source is Source.PUBLISHED:
            title = title_on((covers or {}).get(document.id, "")) or document.title
            area = document.area or _area(dict.fromkeys((title, document.title)), "\n".join(passages), words)
            document = replace(document, title=title, area=area, period=document.period or _period(title))
        found.append(document)
    return found


def periods_in(line: str) -> list[Period]:
    """Given a line, return the ranges of years that it prints ("2025–2028", "2025 to 28", "2025/26", "2024/25 to 2026/27"), in order."""
    found: list[tuple[int, Period]] = []
    for match in FINANCIAL_YEARS.finditer(line):
        with suppress(ValueError):
            found.append((match.start(), period_of(match.group())))
    for match in YEARS.finditer(FINANCIAL_YEARS.sub(lambda years: " " * len(years.group()), line)):
        with suppress(ValueError):  # years that run backwards are no period
            found.append((match.start(), period_of(f"{match['from']}-{match['to']}")))
    return [period for _, period in sorted(found, key=lambda one: one[0])]


def _period(title: str) -> Period | None:
    """The years that the title of a plan names, where it names one range of them; a report on a plan names the plan's."""
    ranges = periods_in(title)
    return ranges[0] if len(ranges) == 1 and _PLANS.search(title) and not _REPORTS.search(title) else None


def _area(titles: Collection[str], text: str, words: _Words) -> str | None:
    """The name in its titles that the document speaks of often, else the council's or partnership's that it speaks of most."""
    if names := [name for title in titles for name in words.runs(_WORD.findall(title), text)]:
        return _whole(max(names, key=len), text)
    said: Counter[str] = Counter()
    for before, count in Counter(match[1] for match in _COUNCIL.finditer(text)).items():
        said["".join(words.runs(before.split(), text)[-1:])] += count
    del said[""]
    (first, most), (_, second) = [*said.most_common(2), ("", 0), ("", 0)][:2]
    if most >= OFTEN and most >= 2 * second:
        return _whole(first, text)
    titled = [name for title in titles for match in _COUNCIL.finditer(title) for name in words.runs(match[1].split()[-1:], text, 1)]
    return _whole(titled[0], text) if titled else None


def _whole(name: str, text: str) -> str:
    """A name with the word behind it ("Bay") where it hardly ever stands without."""
    behind = Counter(re.findall(rf"\b{re.escape(name)}(?:['’]s)?(?:\s+([A-Z][a-z]+))?", text))
    (word, count), *_ = behind.most_common(1) or [("", 0)]
    together = word and word.casefold() not in _PLAIN and count >= OFTEN and count >= TOGETHER * sum(behind.values())
    return f"{name} {word}" if together else name


def _capital(word: str) -> str:
    return word.capitalize() if word.islower() and word not in _BETWEEN else word
