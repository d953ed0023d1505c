"""Which documents a question is about: by area, by year, by kind, by what the conversation was about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.conversation import Turn
from ingest.documents import Document, Source

_YEARS = re.compile(r"(?<![£\d.,])\b((?:19|20)\d\d)(?![\d%])(?:\s?[-–/]\s?(\d{2,4})\b)?")
_KINDS = {
    "scrutiny report": re.compile(r"\bscrutiny\b", re.I),
    "strategy": re.compile(r"\bstrategy\b", re.I),
    "partnership plan": re.compile(r"\bplan\b", re.I),
    "note": re.compile(r"\breference note\b|\bin law\b", re.I),
}
_SEVERAL = re.compile(
    r"\b(chang\w*|since|compar\w*|both|each|differ\w*|versus|vs|than|previous|last plan|earlier|between|dropped|still|no longer"
    r"|then and now)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to.

    `documents` are ids in the order of the catalogue; `areas` the areas it names that have documents; `years` the years it names;
    `outside` a named year that no document in scope covers or mentions; `several` says that it sets documents side by side.
    """

    documents: tuple[str, ...]
    areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    outside: int | None = None
    several: bool = False


def scope_of(message: str, history: Sequence[Turn], documents: Sequence[Document], mentions: Callable[[str, Sequence[str]], bool]) -> Scope:
    """Given a message, the turns before it and the documents its asker may see, return its scope.

    `mentions(word, ids)` says whether a word stands in any of those documents.
    """
    areas = areas_named(message, documents) or _areas_before(history, documents)
    chosen = [d for d in documents if d.area in areas or not areas]
    if areas and not chosen:
        chosen = list(documents)
    years = years_named(message)
    several = bool(_SEVERAL.search(message)) or len(areas) > 1
    by_year = _of_years(chosen, years)
    outside = None
    if by_year and not several:
        chosen = by_year
    elif years and not by_year:
        ids = [d.id for d in chosen]
        outside = next((year for year in years if not mentions(str(year), ids)), None)
    chosen = _of_kind(chosen, message) if not several else chosen
    return Scope(tuple(d.id for d in chosen), areas, years, outside, several)


def areas_named(text: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Given a text, return the areas of the documents that it names, in the order of the text."""
    found: dict[str, int] = {}
    for area in {document.area for document in documents if document.area}:
        match = re.search(rf"(?<!\w){re.escape(area)}(?:['’]?s)?(?!\w)", text, re.I)
        if match:
            found[area] = match.start()
    return tuple(sorted(found, key=lambda area: found[area]))


def _areas_before(history: Sequence[Turn], documents: Sequence[Document]) -> tuple[str, ...]:
    """The areas that the conversation was about last: the newest of the user's turns that names one, else the newest answer that does."""
    for role in ("user", "assistant"):
        for turn in reversed(history):
            if turn.role == role and (areas := areas_named(turn.content, documents)):
                return areas
    return ()


def years_named(text: str) -> tuple[int, ...]:
    """Given a text, return the years it names; "2017-21" counts as both its ends."""
    years: list[int] = []
    for first, last in _YEARS.findall(text):
        years.append(int(first))
        if last:
            years.append(int(last) if len(last) == 4 else int(first[:2] + last[-2:]))
    return tuple(dict.fromkeys(years))


def _of_years(documents: Sequence[Document], years: Sequence[int]) -> list[Document]:
    """The documents that a year names: their period starts or ends with it, they were published in it, or their title or id holds it."""
    named = [d for d in documents if any(_is_named(d, year) for year in years)]
    return named or [d for d in documents if d.period and any(d.period.covers(year) for year in years)]


def _is_named(document: Document, year: int) -> bool:
    period = document.period
    if period and year in (period.start.year, period.end.year):
        return True
    return (document.published is not None and document.published.year == year) or str(year) in document.title


def _of_kind(documents: Sequence[Document], message: str) -> list[Document]:
    """Where documents of several kinds are in scope and the question names one kind, the documents of that kind."""
    kinds = {document.kind for document in documents}
    if len(kinds) < 2 or len({document.area for document in documents}) > 1:
        return list(documents)
    named = [kind for kind, pattern in _KINDS.items() if kind in kinds and pattern.search(message)]
    return [d for d in documents if d.kind == named[0]] if len(named) == 1 and named[0] == "scrutiny report" else list(documents)


def is_ours(document: Document) -> bool:
    """Whether a document is a note of ours rather than an authority's own."""
    return document.source is Source.NOTE
