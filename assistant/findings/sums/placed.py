"""Figures where they stand, in sentences and in cells, each with the words close to it: for rules that compare two of them and need no
certain name of what is counted (`mentions` holds those that have one)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.findings.likeness import essence
from assistant.findings.quantity import Quantity, quantities, quantity_of
from assistant.findings.script import Script, Sentence
from assistant.findings.subjects import head_of, language, own_names, said, who_counts
from assistant.findings.sums.mention import MONTH, TARGET_AFTER, TARGET_BEFORE, YEARS, figures_in, year_of
from assistant.findings.times import Time, times
from ingest.documents import BlockKind, Span

BEFORE, AFTER = 90, 90  # characters around a figure that say what it is of
_TAKES_UP = re.compile(r"^\W*(?:it|they|this|these|that|those|there|the\s+(?:figure|number|total))\b", re.I)
_CLAUSE = re.compile(r"[;:•]|\.\s|,\s+(?:and|but|while|whereas)\s", re.I)
_DAY = re.compile(rf"\b\d{{1,2}}\s+{MONTH}\s+(?:19|20)\d\d\b")
# A number of a page, a question or a paragraph, and a decimal without a unit, which may be one.
_POINTS = re.compile(r"\b(?:pp?|qq?|paras?|vol|nos?|cols?|ev|(?-i:[A-Z]{1,4}))\.?\s*$|\[\s*$", re.I)
_NO_LEVEL = re.compile(r"target|goal|aim|ambition|want to be", re.I)
_NOUNS = re.compile(r"\s+((?:[a-z][a-z’'-]+\s+){1,2}[a-z][a-z’'-]+)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure where it stands: the stems close to it, what right behind it is counted, its years, times
    and full days, and what holds it (a
    sentence or a table), in which others of the same digits are told apart."""

    quantity: Quantity
    near: frozenset[str]
    head: str
    nouns: tuple[str, ...]
    years: frozenset[str]
    times: tuple[Time, ...]
    days: frozenset[str]
    target: bool
    who: frozenset[str]
    holder: int
    beside: frozenset[str]
    headings: tuple[str, ...]
    words: str  # those close to it
    shape: str  # all around it
    spans: tuple[Span, ...]


def placed(script: Script) -> list[Placed]:
    """Given a document, return its figures where they stand; made once a document."""
    return script.once("figures where they stand", lambda made: [*_in_words(made), *_in_cells(made)])


def _in_words(script: Script) -> Iterator[Placed]:
    before: Sentence | None = None
    tables = {(cell.page, cell.start): id(grid) for grid in script.flow.grids for row in grid.rows for cell in row}
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        found = figures_in(sentence.text) if sentence.piece.kind is not BlockKind.FOOTNOTE else ()
        texts = frozenset(one.text for one in found)
        for one in found if len(sentence.text) > len("".join(texts)) + 3 else ():
            if re.search(r"\d", one.text) and (one.unit or "." not in one.text) and not _POINTS.search(sentence.text[: one.start]):
                holder = tables.get(sentence.piece.parts[0][1:3], id(sentence.piece))
                yield _in_sentence(sentence, one, before, texts, holder, script)
        before = sentence


def _in_sentence(sentence: Sentence, one: Quantity, before: Sentence | None, texts: frozenset[str], holder: int, script: Script) -> Placed:
    text = sentence.text
    left = _CLAUSE.split(text[max(0, one.start - BEFORE) : one.start])[-1]
    right = _CLAUSE.split(text[one.end : one.end + AFTER])[0]
    words = f"{left} {right}"
    if before is not None and before.piece is sentence.piece and _TAKES_UP.match(text) and sentence.start:
        words = f"{before.text} {words}"
    nouns = _NOUNS.match(right)
    return Placed(
        one,
        _stems(words, script),
        head_of(right),
        tuple(nouns[1].split()[:2]) if nouns else (),
        _years(right) or _years(left),
        times(text),
        frozenset(_DAY.findall(words)),
        bool(TARGET_BEFORE.search(text[max(0, one.start - 40) : one.start]) or TARGET_AFTER.match(text[one.end :])),
        who_counts(words),
        holder,
        texts,
        sentence.piece.trail,
        words,
        f"{text[: one.start]}#{text[one.end :]}",
        sentence.cut(one.start, min(len(text), one.end + 40)),
    )


def _in_cells(script: Script) -> Iterator[Placed]:
    """The figures that fill a cell, with the words of the cells before them and of their column."""
    for grid in script.flow.grids:
        for row in grid.rows:
            found = [(cell, quantity_of(cell.text)) for cell in row if cell.text.strip()]
            texts = frozenset(one.text for cell, _ in found for one in quantities(YEARS.sub(" ", cell.text)))
            for place, (cell, one) in enumerate(found):
                if one is None or not place:
                    continue
                named = [before for before, figure in found[:place] if figure is None]
                header = re.sub(r"\s+", " ", grid.columns.get(cell.column, ""))
                words = re.sub(r"\s+", " ", " ".join(before.text for before in named))
                unit = one.unit or next((sign for sign in "£%" if sign in f"{header} {words}"), "")
                spans = (script.cell_span(grid, cell), *(script.cell_span(grid, before) for before in named[:1]))
                name = named[-1].text if named else ""
                yield Placed(
                    replace(one, unit=unit),
                    _stems(words, script),
                    head_of(name),
                    (),
                    _years(header) or _years(name),
                    times(header) or times(re.sub(r"\s", " ", name)),
                    frozenset(),
                    _NO_LEVEL.search(header) is not None,
                    who_counts(words),
                    id(grid),
                    texts,
                    grid.trail,
                    f"{words} {header}",
                    words,
                    spans,
                )


def _years(text: str) -> frozenset[str]:
    return frozenset(year_of(match) for match in YEARS.finditer(text))


def _stems(words: str, script: Script) -> frozenset[str]:
    """The stems that tell what a figure is of: those of the district's name and those that stand in any line aside."""
    plain = re.sub(rf"\b{MONTH}\b", " ", YEARS.sub(" ", words))
    return (said(plain) | essence(plain, script)) - language().beside - own_names(script)
