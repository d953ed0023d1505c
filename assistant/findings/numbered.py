"""What a document itself numbers, by its kind: priorities, promises, actions and the like under headings, in lists, in the first column of
tables and in a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.findings.quantity import WORD
from assistant.findings.script import Script
from assistant.findings.subjects import FILE
from assistant.wordfile import read_words
from ingest.documents import BlockKind, Span
from ingest.errors import BadInput
from ingest.register.flow import Grid

Run = Mapping[int, Span]  # numbers from 1 on without a gap, and where each stands
FEWEST = 2
LONGEST_TITLE = 120  # characters
_TITLED = re.compile(
    rf"\W{{0,6}}(?:\d{{1,2}}[.)]? )?(?:our|the|what are our|these are our|we have)? ?(?:(?:{WORD}|\d{{1,2}}) )?(?:\w+ )?(?P<noun>[a-z]+s)"
    r"(?: (?:and \w+|at a glance|for .{4,40}|20\d\d.{0,8}))?\W{0,6}",
    re.I,
)
_INTRODUCED = re.compile(
    rf"\b(?:our|the|these|following|has|have|set|agreed|chosen|made|{WORD}|\d{{1,2}})\s+(?:\w+\s+){{0,2}}?(?P<noun>[a-z]+s)\b", re.I
)
_NUMBER = re.compile(r"^\W*(\d{1,2})(?:[.):]|\s|$)\s*(?=[A-Z‘“\"(]|$)")
_INITIALLED = re.compile(r"^\W*(?P<letter>[A-Z])[.-]?(?P<number>\d{1,2})(?:[.):]|\s|$)\s*(?=[A-Z‘“\"(]|$)")
_MARK = re.compile(r"(?:^|[\s:;,])\((?P<mark>\d{1,2})\)\s+(?=\w)")


@cache
def nouns(file: Path = FILE) -> dict[str, tuple[str, ...]]:
    """Each thing that is counted, with what a table's column may call it. Raises BadInput naming the file and what is off."""
    counted = read_words(file, {"counted": dict})["counted"]
    for word, called in counted.items():
        if not isinstance(called, list) or not all(isinstance(one, str) for one in called):
            raise BadInput(f"{file.name} cannot be used: “{word}” in “counted” is no list of texts; mend it, or put the shipped file back.")
    return {word: tuple(called) for word, called in counted.items()}


def singular(noun: str) -> str:
    """Given a plural, return its singular as `nouns` has it."""
    plain = noun.casefold()
    return f"{plain[:-3]}y" if plain.endswith("ies") else plain.removesuffix("s")


def runs(marks: Sequence[str]) -> bool:
    """Given marks, say whether they are the numbers from 1, or the letters from a, on without a gap."""
    count = len(marks)
    return count >= FEWEST and sorted(marks) in (sorted(str(place + 1) for place in range(count)), list("abcdefgh"[:count]))


def numbered(script: Script) -> dict[str, list[Run]]:
    """Given a document, return what it numbers, by kind; each time that it does so is a run of its own. Made once a document."""
    return script.once("what is numbered", _numbered)


def _numbered(script: Script) -> dict[str, list[Run]]:
    found: defaultdict[str, list[Run]] = defaultdict(list)
    for source in (_under_titles, _in_lists, _in_tables, _in_lines, _by_initial):
        for noun, run in source(script):
            if len(run) >= FEWEST and sorted(run) == list(range(1, len(run) + 1)):
                found[noun].append(run)
    return dict(found)


def _under_titles(script: Script) -> Iterator[tuple[str, Run]]:
    """Headings numbered from 1 on behind a heading that names what they are ("Our priorities", then "1 Noise" to "6 Roads")."""
    titles = script.titles
    for place, title in enumerate(titles):
        named = _titled(title.text)
        noun = singular(named["noun"]) if named else ""
        if noun not in nouns():
            continue
        run: dict[int, Span] = {}
        for below in titles[place + 1 :]:
            number = re.match(r"^\W*(\d{1,2})[.):]?\s+[A-Z]", below.text)
            if number is not None and int(number[1]) == len(run) + 1:
                run[int(number[1])] = below.spans[0]
            elif number is not None:
                break
        yield noun, run


def _titled(title: str) -> re.Match[str] | None:
    """A title that names things that are counted, with what it calls them; longer ones name no more than a kind."""
    return _TITLED.fullmatch(" ".join(title.split())) if len(title) <= LONGEST_TITLE else None


def _in_lists(script: Script) -> Iterator[tuple[str, Run]]:
    """Numbered items whose introduction, or the heading right above, names them last."""
    for listing in script.flow.lists:
        items = listing.items
        heading = _titled(items[0].trail[-1]) if items and items[0].trail else None
        introduced = [match["noun"] for match in _INTRODUCED.finditer(listing.introduction)] if listing.introduction.endswith(":") else []
        noun = singular(introduced[-1] if introduced else heading["noun"] if heading else "")
        if noun in nouns() and all(item.number.isdigit() and item.spans for item in items):
            yield noun, {int(item.number): item.spans[0] for item in items}


def _in_tables(script: Script) -> Iterator[tuple[str, Run]]:
    """The cells of a first column that is called by the kind, each with its number; tables that go on from one another are one."""
    found: defaultdict[str, dict[int, Span]] = defaultdict(dict)
    for grid in script.flow.grids:
        noun = _kind_of(grid)
        for cell in (cell for row in grid.rows for cell in row if noun and cell.column == 0):
            number = _NUMBER.match(cell.text.strip())
            if number is not None:
                found[noun].setdefault(int(number[1]), script.cell_span(grid, cell))
    yield from found.items()


def _kind_of(grid: Grid) -> str:
    name = re.sub(r"\s+", " ", grid.columns.get(0, "") or grid.corner).strip(" :").casefold()
    return next((noun for noun in nouns() if name in (noun, f"{noun}s", f"{noun[:-1]}ies")), "")


def _in_lines(script: Script) -> Iterator[tuple[str, Run]]:
    """ "three priorities: (1) noise; (2) drugs; (3) theft"."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        marks = list(_MARK.finditer(sentence.text))
        introduced = list(_INTRODUCED.finditer(sentence.text[: marks[0].start()])) if len(marks) >= FEWEST else []
        noun = next((noun for match in reversed(introduced) if (noun := singular(match["noun"])) in nouns()), "")
        if noun:
            yield noun, {int(match["mark"]): sentence.cut(*match.span("mark"))[0] for match in marks}


def _by_initial(script: Script) -> Iterator[tuple[str, Run]]:
    """Lines, items and cells that the initial of a kind numbers ("C1" to "C9" for commitments), where a heading or sentence names that kind
    in the plural and no other kind has that initial."""
    found: defaultdict[str, dict[int, Span]] = defaultdict(dict)
    for text, span in _openings(script):
        mark = _INITIALLED.match(text)
        if mark is not None:
            found[mark["letter"].casefold()].setdefault(int(mark["number"]), span)
    words = (
        {word for line in (*script.titles, *script.sentences) for word in re.findall(r"[a-z]+", line.text.casefold())} if found else set()
    )
    for letter, run in found.items():
        kinds = [noun for noun in nouns() if noun[0] == letter and (f"{noun}s" in words or f"{noun[:-1]}ies" in words)]
        named = [noun for noun in kinds if _announces(noun, script)]
        if len(named) == 1:
            yield named[0], run


def _openings(script: Script) -> Iterator[tuple[str, Span]]:
    """What a line, an item or a cell of a first column begins with, and where it stands."""
    yield from ((piece.text[:8], piece.spans[0]) for piece in script.flow.pieces if piece.spans and piece.kind is not BlockKind.CONTENTS)
    for grid in script.flow.grids:
        yield from ((cell.text.strip()[:8], script.cell_span(grid, cell)) for row in grid.rows for cell in row[:1] if cell.text.strip())


def _announces(noun: str, script: Script) -> bool:
    """Whether the document announces a number of a kind, or has a heading that ends in it."""
    plural = rf"(?:{noun}s|{noun[:-1]}ies)"
    counted = re.compile(rf"\b(?:{WORD}|\d{{1,2}})\s+(?:\w+\s+)?{plural}\b", re.I)
    return any(re.search(rf"\b{plural}\W*$", title.text, re.I) for title in script.titles) or any(
        counted.search(sentence.text) for sentence in script.sentences
    )
